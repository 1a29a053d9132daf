import { describe, expect, test } from 'vitest';
import { act, list, pageOf, siteOf } from '../support/lists.ts';
import { roundsOfTests } from '../support/rounds.ts';

const fill = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length));

/** Sentences that were made to hang whoever works on their words; the first one did. */
const shapes: Readonly<Record<string, string>> = {
  'verbs before a quantity': `到2027年，智能算力规模${'达到'.repeat(40)}升5EFLOPS。`,
  'bodies in English': `Issued by the ${'Ministry of Aa and Bb, Cc and '.repeat(400)}!`,
  'title marks': fill('《', 100_000) + fill('》', 100_000),
  'citations without end': fill('根据《人工智能算力办法》', 200_000),
  digits: fill('7', 2_000_000),
  'brackets in brackets': fill('（', 50_000) + fill('）', 50_000),
  'quantities without end': fill('不少于1万个、', 300_000),
  'days without end': fill('自2026年1月1日起至', 300_000),
  'words of a lexicon': fill('人工智能', 400_000),
};

const openRounds = roundsOfTests();

describe('a hostile sentence in a watched page', () => {
  test('stops neither the round, nor the next one, nor index, digest and search of the rest', async () => {
    const [evil, good] = [siteOf('evil'), siteOf('good')];
    const { run, say } = openRounds(evil.source(), good.source());
    const acts = Object.keys(shapes).map((_, n) => act(n + 2));
    const world = [
      evil.at('/tz/index.html', list(acts)),
      ...Object.values(shapes).map((shape, n) => {
        const { path = '' } = acts[n] ?? {};
        return evil.at(path, pageOf(act(n + 2)).replace('</p>', `</p><p>${shape}</p>`));
      }),
      good.at('/tz/index.html', list([act(1)])),
      good.at(act(1).path, pageOf(act(1))),
    ];
    const first = await run('2026-11-21', world);
    expect(first.sources.find(({ id }) => id === 'good')).toMatchObject({ state: 'ok', new: 1 });
    for (const { kind } of first.failures) expect(kind).toBe('too-complex');
    const stored = first.documents.new + first.failures.length;
    expect(stored).toBe(acts.length + 1);
    const again = await run('2026-11-22', world);
    expect(again).toMatchObject({ documents: { new: 0, changed: 0 }, failures: [] });
    const digest = await say('2026-11-23', 'digest', '--format', 'json');
    expect(digest.status).toBe(0);
    const found = JSON.parse((await say('2026-11-23', 'search', '人工智能平台', '--json')).out);
    expect(JSON.stringify(found)).toContain(act(1).title);
    const alarms = JSON.parse((await say('2026-11-23', 'alarms', '--json')).out) as { state: string }[];
    expect(alarms.filter(({ state }) => state === 'too-complex')).toHaveLength(first.failures.length);
  });
});
