import { expect, test } from 'vitest';
import { hashEntries, type ListingTask, sendEntries } from '../../shared/pipeline/collect/read-listing.ts';
import { openBench } from '../support/bench.ts';
import { declaration } from '../support/pages.ts';

/** How often others had their turn while this was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let [turns, over] = [0, false];
  const turn = (): void => {
    turns += 1;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  over = true;
  return turns;
}

test('a list of thousands of entries keeps nothing else waiting, and is sent whole and once', async () => {
  const bench = await openBench();
  const config = bench.file('config.json', { sources: { only: ['long'], extra: [declaration('long', 'long.sample.example')] } });
  const entries = Array.from({ length: 3_000 }, (_, n) => ({ url: `http://long.sample.example/tz/${n}.html`, title: `第${n}号通知` }));
  const url = 'http://long.sample.example/tz/';
  const task: ListingTask = { kind: 'listing', id: 't', sourceId: 'long', url };
  await bench.within({ now: '2026-11-11T09:00:00+08:00', config }, async (context) => {
    expect(await turnsDuring(() => hashEntries(entries))).toBeGreaterThan(10);
    const [source] = context.settings.sources;
    if (!source) throw new Error('no source');
    const sent = { failed: 0, unseen: entries.length, unsent: 0, reachedKnown: false, metKnown: false };
    expect(await turnsDuring(async () => expect(await sendEntries(task, source, entries, context)).toEqual(sent))).toBeGreaterThan(10);
    expect(await context.deadLetters.waiting?.('tasks')).toBe(entries.length);
    expect(await sendEntries(task, source, entries, context)).toEqual({ ...sent, unseen: 0, reachedKnown: true, metKnown: true });
  });
  await bench.close();
});
