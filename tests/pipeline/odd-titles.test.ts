import { expect, test } from 'vitest';
import { act, list, pageOf, siteOf } from '../support/lists.ts';
import { roundsOfTests } from '../support/rounds.ts';

const openRounds = roundsOfTests();

/** What a site may put into a title, and a queue, a table or an index may refuse. */
const odd: Readonly<Record<string, string>> = {
  'a character beyond the first plane': '𠮷🀄',
  'no character': '\uffff\ufffe',
  controls: '\u0000\u0001\u001b\u007f\u009b',
  'a mark of direction': '\u202e\u2066',
  'half a pair': '\ud842',
  'four hundred thousand characters': '算力'.repeat(200_000),
  'combining marks': '\u0301'.repeat(50_000),
};

test('no character and no length of a title in a list costs a page, its own or another one', async () => {
  const site = siteOf('odd');
  const { run, say } = openRounds(site.source());
  const acts = Object.values(odd).map((piece, n) => ({ ...act(n + 1), title: `${act(n + 1).title}${piece}` }));
  const all = [...acts, act(20)];
  const world = [site.at('/tz/index.html', list(all)), ...all.map((each) => site.at(each.path, pageOf(each)))];
  const first = await run('2026-11-21', world);
  expect(first).toMatchObject({ failures: [], documents: { new: all.length }, status: 0 });
  const again = await run('2026-11-22', world);
  expect(again).toMatchObject({ failures: [], documents: { new: 0, changed: 0 }, status: 0 });
  for (const words of [
    ['verify'],
    ['digest', '--week', '2026-W47'],
    ['search', '算力'],
    ['export', '--format', 'csv'],
    ['sources', 'list'],
  ]) {
    expect((await say('2026-11-23', ...words)).status, words.join(' ')).toBe(0);
  }
});
