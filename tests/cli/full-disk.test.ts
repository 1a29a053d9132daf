import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isDiskFull } from '../../functions/cli/disk.ts';
import { openBench } from '../support/bench.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const launcher = join(import.meta.dirname, '../../functions/hongtou.js');

/** A command whose files may not grow beyond `blocks` of 512 bytes: what a full disk is like, on any machine. */
async function cramped(blocks: number, ...words: readonly string[]): Promise<{ readonly status: number; readonly err: string }> {
  const line = `ulimit -f ${blocks}; exec "$0" "$@"`;
  return promisify(execFile)('/bin/sh', ['-c', line, process.execPath, launcher, ...words]).then(
    ({ stderr }) => ({ status: 0, err: stderr }),
    (error: { readonly code: number; readonly stderr: string }) => ({ status: error.code, err: error.stderr }),
  );
}

test('a disk without room ends with advice and no stack, and nothing that was stored is lost', async () => {
  const bench = await openBench();
  const config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  const pages = (acts: typeof notices) => [
    { url: `http://${host}/tz/index.html`, body: listing(acts) },
    ...acts.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) })),
  ];
  const [one, two] = [notices.slice(0, 2), notices].map((acts, n) => writeWarcFile(join(bench.folder, `${n}.warc.gz`), pages(acts)));
  const at = (day: string) => ({ now: `2026-11-${day}T09:00:00+08:00`, config });
  await bench.run({ ...at('13'), replay: [one ?? ''] });
  const before = await bench.exported(at('13'));
  await bench.leave();
  const store = ['--data', bench.data, '--config', config, '--now', at('14').now];
  for (const blocks of [1, 60]) {
    const said = await cramped(blocks, 'run', '--replay', two ?? '', ...store);
    expect([said.status, said.err]).toEqual([1, expect.stringMatching(/make room|its health/)]);
    expect(said.err).not.toMatch(/\n\s+at /);
  }
  const again = await openBench(bench.folder);
  expect(await again.exported(at('13'))).toBe(before);
  const report = await again.run({ ...at('15'), replay: [two ?? ''] });
  expect(report.documents.new).toBe(1);
  await again.close();
});

test.for([
  Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
  new Error('database or disk is full'),
  new Error('outer', { cause: new Error('database or disk is full') }),
])('%s is known for what it is', (error) => {
  expect(isDiskFull(error)).toBe(true);
  expect(isDiskFull(new Error('something else'))).toBe(false);
});
