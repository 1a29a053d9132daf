import { openLocal } from '../../../infra/local.ts';

/** A process that holds a data folder until it is killed: takes a message when asked to, and says so. */
const [dir = '', what = ''] = process.argv.slice(2);
const instance = await openLocal({ dir });
if (what === 'take')
  void instance.drain('tasks', async ({ Records }) => {
    console.log(`took ${Records[0]?.body}`);
    await new Promise(() => setInterval(() => {}, 1000));
  });
console.log(`open ${instance.owner}`);
setInterval(() => {}, 1000);
