import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { declaration } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

/** `run` on a folder that `start` works on: both have one queue, and whoever reads a source, the round ends as that source is. */

const host = 'data.sample.example';
const [before, now] = ['2026-11-12T09:00:00+08:00', '2026-11-12T09:01:00+08:00'];

async function beganAt(instant: string, { journal }: Context): Promise<void> {
  const at = new Date(instant).toISOString();
  while ((await journal.read('round'))?.at !== at) await sleep(20);
}

test('a list that the running instance reads, and that refuses, ends the round that waited for it with 3', async () => {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  const warc = writeWarcFile(`${bench.folder}/refused.warc.gz`, [{ url: `http://${host}/tz/index.html`, status: 403, body: 'no' }]);
  await bench.within({ now: before, config, replay: [warc] }, async (context) => {
    // As `start` does: it has the task before the round begins, and is done with it behind that.
    await schedule(context);
    const working = bench.drain('tasks', async (event) => {
      await beganAt(now, context);
      return collectBatch(event, context, (error) => expect.fail(String(error)));
    });
    const said = await command('run', '--config', config, '--data', bench.data, '--now', now, '--replay', warc, '--json');
    expect(await working).toEqual({ done: 1, failed: 0 });
    const { sources } = JSON.parse(said.out);
    expect([said.status, sources]).toEqual([3, [expect.objectContaining({ id: 'sample', state: 'refused', requests: 0 })]]);
    expect(said.err).toContain('1 source read by another process of this folder');
  });
  // What is read, and not due again, is no trouble of the next round.
  const again = await command('run', '--config', config, '--data', bench.data, '--now', now, '--replay', warc, '--json');
  expect([again.status, JSON.parse(again.out).sources[0].state]).toEqual([0, 'skipped']);
});
