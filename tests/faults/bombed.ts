// A process of its own that meets each bomb of a server: `node bombed.ts ADDRESS PATH…` prints what each cost, and what the process was at most.
import { openReader } from '../../functions/reading-threads.ts';
import { openWeb } from '../../shared/net/web.ts';

export type Met = {
  readonly path: string;
  /** The trouble and its words, or how many entries were read and the warnings of the list. */
  readonly outcome: string;
  /** Processor time of the whole process. */
  readonly seconds: number;
  /** Processor time for which the main thread let nobody else have a turn. */
  readonly heldMs: number;
};

const [address = '', ...paths] = process.argv.slice(2);
const web = openWeb({ fetch: { contact: '', allow: [address], hosts: {} } }, () => new Date('2026-11-25T00:00:00Z'), { retryPauseMs: 1 });
const reader = openReader();
const cpu = (): number => process.cpuUsage().user + process.cpuUsage().system;
const own = (): number => process.threadCpuUsage().user + process.threadCpuUsage().system;

let most = process.memoryUsage().rss;
let held = 0;
let last = own();
setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss);
  held = Math.max(held, own() - last);
  last = own();
}, 5).unref();

async function meet(path: string): Promise<string> {
  const url = `http://${address}${path}`;
  try {
    const page = await web.get({ url });
    const read = await reader.read({ as: 'feed', url, bytes: page.bytes, today: '2026-11-25' });
    return !('entries' in read) ? read.kind : `${read.entries.length} ${JSON.stringify(read.warnings)}`;
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}

// What is loaded at first use is no cost of a bomb.
await meet('/healthy');
const before = process.memoryUsage().rss;
most = before;
const met: Met[] = [];
for (const path of paths) {
  const start = cpu();
  [held, last] = [0, own()];
  const outcome = await meet(path);
  await new Promise((done) => setTimeout(done, 20));
  met.push({ path, outcome, seconds: (cpu() - start) / 1e6, heldMs: held / 1e3 });
}
await reader.close();
const healthy = await meet('/healthy').catch(() => '');
console.log(JSON.stringify({ met, megabytes: (most - before) / 2 ** 20, healthy }));
process.exit(0);
