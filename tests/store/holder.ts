import { openSqliteStore } from '../../shared/store/sqlite/store.ts';

/** A process that takes a message of a data folder and is killed while it works on it: by its test, or by the message of the given id. */
const [data = '', poison] = process.argv.slice(2);
const store = openSqliteStore(data);
void store.work(
  'tasks',
  async ({ Records }) => {
    if (poison === undefined) console.log(`took ${Records.length}`);
    else if (Records.some(({ body }) => body.includes(`"${poison}"`))) process.kill(process.pid, 'SIGKILL');
    else return;
    await new Promise(() => setInterval(() => {}, 1000));
  },
  { concurrency: 1, batchSize: 5, untilEmpty: false, log: () => {} },
);
