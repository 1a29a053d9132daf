import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Digest } from '../../shared/model/digest.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { itemsOf } from '../../shared/stages/digest/narrow.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { repeatedDocuments } from '../support/digest-faults.ts';
import { beforeWeeks, idOf, orderedSource, orderedWeeks } from '../support/ordered-weeks.ts';
import { type Recorded, writeWarcFile } from '../support/warc.ts';

/** What the brief names first, in weeks of which it is known. */

let bench: Bench;
const digests = new Map<string, Digest>();
/** The digest of a round on a Wednesday evening is composed on Monday morning. */
const monday = (now: string): string => new Date(Date.parse(now) + 4.52 * 86_400_000).toISOString();

beforeAll(async () => {
  bench = await openBench();
  const config = bench.file('config.json', { sources: { only: [orderedSource.id], extra: [orderedSource] } });
  const play = (now: string, name: string, answers: readonly Recorded[]) =>
    bench.run({ now, config, replay: [writeWarcFile(join(bench.folder, `${name}.warc.gz`), answers)] });
  await play(beforeWeeks.now, 'before', beforeWeeks.answers);
  for (const { week, now, answers } of orderedWeeks) {
    await play(now, week, answers);
    digests.set(week, await bench.within({ now: monday(now), config }, (context) => composeWeek(week, context)));
  }
});
afterAll(() => bench.close());

test.each(orderedWeeks)('$week begins with $first', ({ week, first }) => {
  const digest = digests.get(week) as Digest;
  const urls = new Map(itemsOf(digest).map(({ id, url }) => [id, url]));
  const named = (digest.highlights ?? []).map(({ id }) => idOf(urls.get(id) ?? ''));
  expect(first).toContain(named[0]);
  expect(named.filter((id) => id.startsWith('minor')).filter((id) => named.indexOf(id) < first.length)).toEqual([]);
  expect(repeatedDocuments(digest)).toEqual([]);
});
