import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openBench } from '../support/bench.ts';
import { fillStore } from '../support/filled-store.ts';
import { idOf } from '../support/invented-rows.ts';
import { declaration, notices, siteOf } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

/**
 * A program: `node tests/faults/export-rows.ts ROWS`. A store of so many documents is exported by a process of its own to a reader who pauses ten times; a round brings further
 * documents. Prints one line of JSON: what came of the documents that were there, and how much memory the exporting process took at most, up to each pause.
 */

const rows = Number(process.argv[2] ?? 1000);
const [now, host] = ['2026-11-18T09:00:00+08:00', 'data.sample.example'];
const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));

const bench = await openBench();
const config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
await bench.within({ now, config }, (context) => fillStore({ context, table: bench.store.table }, rows, { texts: 300, weeks: 1 }));
const replay = [writeWarcFile(`${bench.folder}/site.warc.gz`, siteOf(host, notices))];

const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
const child = spawn(process.execPath, [launcher, 'export', '--config', config, '--data', bench.data, '--now', now], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: environment,
});
const closed = once(child, 'close');
const mostMemory = (): number =>
  Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024);
const got: string[] = [];
const megabytes: number[] = [];
let came = 0;
for await (const line of createInterface({ input: child.stdout })) {
  got.push((JSON.parse(line) as { readonly id: string }).id);
  if (got.length % Math.floor(rows / 10) === 0) {
    // What is written meanwhile fills the pipe; then the writer has to wait, and not to gather.
    await sleep(2000);
    if (child.exitCode === null) megabytes.push(mostMemory());
  }
  if (got.length === Math.floor(rows / 2)) came = (await bench.run({ now, config, replay })).documents.new;
}
const [status] = await closed;
const filled = Array.from({ length: rows }, (_, n) => idOf(n));
const [different, old] = [new Set(got), new Set(filled)];
const [missing, doubled] = [
  filled.filter((id) => !different.has(id)).length,
  got.filter((id) => old.has(id)).length - filled.filter((id) => different.has(id)).length,
];
console.log(JSON.stringify({ status, rows: got.length, came, missing, doubled, megabytes }));
await bench.close();
process.exit(0);
