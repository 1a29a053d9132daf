import { openSqliteStore } from '../../shared/store/sqlite/store.ts';

/** A process that takes a message of a data folder and is killed while it works on it. */
const store = openSqliteStore(String(process.argv[2]));
void store.work(
  'tasks',
  async ({ Records }) => {
    console.log(`took ${Records.length}`);
    await new Promise(() => setInterval(() => {}, 1000));
  },
  { concurrency: 1, batchSize: 5, untilEmpty: false, log: () => {} },
);
