import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { freeSpace } from '../../functions/cli/doctor.ts';
import { systemTrouble } from '../../functions/cli/system-trouble.ts';
import { isDiskFull } from '../../shared/model/errors.ts';
import type { Batch } from '../../shared/model/ports.ts';
import { workBatch } from '../../shared/pipeline/batch.ts';
import type { SqliteStore } from '../../shared/store/sqlite/store.ts';
import { openBench } from '../support/bench.ts';
import { folder } from '../support/folder.ts';
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
    expect(said.err.trim().split('\n')).toHaveLength(1);
  }
  const again = await openBench(bench.folder);
  expect(await again.exported(at('13'))).toBe(before);
  const report = await again.run({ ...at('15'), replay: [two ?? ''] });
  expect(report.documents.new).toBe(1);
  await again.close();
});

test('the file that processes share, which a full disk stops first, is told as a full disk', () => {
  const refused = (errcode: number) => systemTrouble(Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode }));
  expect([refused(4874), refused(266)]).toEqual([expect.stringContaining('make room'), expect.stringContaining('its health')]);
});

test('a full disk ends the work on a queue at once; what could not be given back is taken up again, and no try is counted', async () => {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  for (let n = 0; n < 40; n += 1) await bench.plant('tasks', { body: `${n}`, group: `g${n}` });
  const log: string[] = [];
  let calls = 0;
  const full = async (batch: Batch): Promise<void> => {
    calls += 1;
    if (calls >= 3) throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
    await workBatch(batch, { ...work, one: async () => Promise.reject(new Error('outer', { cause: new Error('ENOSPC') })) }, failed);
  };
  const failed = (error: unknown): number => log.push(String(error));
  const none = { deadLetters: { explain: async () => {} }, now: () => new Date() } as unknown as Parameters<typeof workBatch>[1]['context'];
  const work = { hide: async () => {}, needs: 0, context: none };
  const options = { concurrency: 8, batchSize: 5, untilEmpty: true, log: (line: string) => log.push(line) };
  const { store } = bench as unknown as { store: SqliteStore };
  await expect(store.work('tasks', full, options)).rejects.toThrow(/full|outer/);
  // All batches were under way, and none was asked for a second time.
  expect(calls).toBeLessThanOrEqual(40 / options.batchSize);
  expect(log).toEqual([]);
  const tries: unknown[] = [];
  await store.work(
    'tasks',
    async ({ Records }) => void tries.push(...Records.map(({ attributes }) => attributes?.ApproximateReceiveCount)),
    options,
  );
  expect(tries).toEqual(Array.from({ length: 40 }, () => '1'));
});

test('doctor looks at the room that is left', () => {
  expect(freeSpace(join(folder(), 'not', 'there'))).toMatchObject({ check: 'free space', found: expect.stringMatching(/^[\d,]+ MB free/) });
  expect(freeSpace(folder(), Number.POSITIVE_INFINITY)).toMatchObject({ ok: false, remedy: expect.stringContaining('make room') });
});

test.for([
  Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
  new Error('database or disk is full'),
  new Error('outer', { cause: new Error('database or disk is full') }),
])('%s is known for what it is', (error) => {
  expect(isDiskFull(error)).toBe(true);
  expect(isDiskFull(new Error('something else'))).toBe(false);
});
