import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Digest } from '../../shared/model/digest.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import { createApp } from '../../shared/pages/app.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { itemsOf } from '../../shared/stages/digest/narrow.ts';
import { memory } from '../support/answers.ts';
import { type Bench, openBench } from '../support/bench.ts';
import * as faults from '../support/digest-faults.ts';
import { addressOf, madeSource, madeWeek, madeWeeks, mondayAfter } from '../support/made-week.ts';
import { writeWarcFile } from '../support/warc.ts';

/** Six weeks of a made site: a first one, one of thirty acts, one without news, with one act, with three, and one in which it refuses. */

let bench: Bench;
const digests = new Map<string, Digest>();
const documents = new Map<string, readonly ShownDocument[]>();
const of = (week: string): Digest => digests.get(week) as Digest;
const textOf = (week: string): string => digestText(of(week), 'en', { baseUrl: 'http://127.0.0.1:4180' });

beforeAll(async () => {
  bench = await openBench();
  const config = bench.file('config.json', { sources: { only: [madeSource.id], extra: [madeSource] } });
  for (const { week, now, answers } of madeWeeks) {
    await bench.run({ now, config, replay: [writeWarcFile(join(bench.folder, `${week}.warc.gz`), answers)] });
    const then = { now: mondayAfter(now), config };
    digests.set(week, await bench.within(then, (context) => composeWeek(week, context)));
    const lines = (await bench.exported(then)).split('\n').filter(Boolean);
    documents.set(
      week,
      lines.map((line): ShownDocument => JSON.parse(line)),
    );
  }
});
afterAll(() => bench.close());

describe('a week of thirty acts', () => {
  const week = '2026-W47';
  const shown = () => itemsOf(of(week)).filter(({ inFull }) => inFull === undefined);

  test('has each of them once, and each with its English facts', () => {
    const wanted = madeWeek.map(({ id }) => addressOf(id)).toSorted();
    expect(
      shown()
        .map(({ url }) => url)
        .toSorted(),
    ).toEqual(wanted);
    expect(shown().filter(({ summary = [] }) => summary.length === 0)).toEqual([]);
  });

  test('each is found on the page of the week, with every line of its paragraph', async () => {
    const app = createApp({ ...memory(), digest: async () => of(week) });
    const markup = await (await app.request(`http://127.0.0.1:4180/digests/${week}`)).text();
    expect([faults.unmarkedChinese(markup), faults.emptyLabels(markup)]).toEqual([[], []]);
    const page = faults.plainText(markup);
    const missing = shown().flatMap(({ id, title, summary = [] }) => [
      ...(page.links.includes(`/documents/${id}`) ? [] : [title]),
      ...summary.flatMap(({ says, quote }) => [says, quote]).filter((each) => !page.words.includes(faults.bare(each))),
    ]);
    expect(missing).toEqual([]);
  });

  test('names first what matters most: the five or fewer of the brief are of the six that a head of department would name, the State Council before a ministry', () => {
    const named = (of(week).highlights ?? []).map(({ id }) => shown().find((each) => each.id === id)?.url);
    expect(named.length).toBeGreaterThanOrEqual(3);
    expect(named.length).toBeLessThanOrEqual(5);
    expect(named.slice(0, 3)).toEqual(['training', 'office', 'trade'].map(addressOf));
    expect(named.filter((url) => !madeWeek.slice(0, 6).some(({ id }) => addressOf(id) === url))).toEqual([]);
  });

  test('five stand in full at most, each of the others in a line of twenty words', () => {
    const blocks = textOf(week)
      .split(/\n{2,}/)
      .filter((block) => block.includes(`/digests/${week}#`));
    const full = blocks.filter((block) => /^ {2}Quotes /m.test(block));
    expect(full.length).toBeLessThanOrEqual(5);
    expect(blocks.length).toBeGreaterThanOrEqual(30);
    expect(blocks.filter((block) => !full.includes(block) && faults.wordsIn(block) > 20)).toEqual([]);
  });

  test('is read in few minutes: nine hundred words without what was not seen', () => {
    expect(faults.wordsIn(textOf(week).split(/\nSOURCES WITH PROBLEMS/)[0] ?? '')).toBeLessThanOrEqual(900);
  });
});

describe('weeks in which little or nothing happens', () => {
  test.each(madeWeeks)('$week proves what it says, once, in whole sentences', ({ week }) => {
    const digest = of(week);
    expect(faults.unprovedFacts(digest, documents.get(week) ?? [])).toEqual([]);
    expect(faults.repeatedDocuments(digest)).toEqual([]);
    expect(faults.mixedSentences(digest)).toEqual([]);
    const brief = faults.briefLines(textOf(week));
    expect(faults.brokenSentences([...faults.summaryLines(digest, 'sentence'), ...brief])).toEqual([]);
    expect(faults.brokenLabels(faults.summaryLines(digest, 'label'))).toEqual([]);
    expect(faults.strayChinese(textOf(week), digest)).toEqual([]);
  });

  test('nothing new is said where a round found nothing', () => {
    expect(of('2026-W48').silence).toBeUndefined();
    expect(of('2026-W48').highlights ?? []).toEqual([]);
    expect(faults.briefLines(textOf('2026-W48'))[0]).toBe('Nothing new this week.');
  });

  test('one act is named in the brief, and three are', () => {
    const named = (week: string) => (of(week).highlights ?? []).map(({ id }) => itemsOf(of(week)).find((each) => each.id === id)?.url);
    expect(named('2026-W49')).toContain(addressOf('single'));
    for (const id of ['three0', 'three1', 'three2']) expect(named('2026-W50')).toContain(addressOf(id));
  });

  test('a week in which no source could be read says so first, and never that nothing is new', () => {
    const [first = ''] = faults.briefLines(textOf('2026-W51'));
    expect(first).toMatch(/could be read|no source/i);
    expect(faults.briefLines(textOf('2026-W51')).join(' ')).not.toMatch(/nothing new/i);
  });

  test('what was up long before the first look is marked older, and the brief names none of it', () => {
    const older = itemsOf(of('2026-W46')).filter((each) => each.older);
    expect(older.map(({ url }) => url).toSorted()).toEqual(['old81', 'old82', 'old83', 'trade-draft'].map(addressOf));
    const named = (of('2026-W46').highlights ?? []).map(({ id }) => id);
    expect(named.filter((id) => older.some((each) => each.id === id))).toEqual([]);
    expect(textOf('2026-W46')).toMatch(/older[^.\n]{0,12}, first seen now/i);
  });
});
