import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexChange } from '../../shared/model/query.ts';
import { group } from '../../shared/model/values.ts';
import { match } from '../../shared/search/sqlite.ts';
import { normalise } from '../../shared/stages/query/pieces.ts';
import { literalPattern } from '../../shared/stages/query/sought.ts';
import { normaliseText } from '../../shared/stages/text/normalise.ts';
import { check, rowsOf } from './check.ts';

const lengths = [2, 3, 4, 6, 9, 14];
const perAct = 6;

function rowOf({ file = '', title = '' }: Readonly<Record<string, string>>, folder: string): IndexChange {
  // As the texts of read pages are.
  const { text } = normaliseText(readFileSync(join(folder, file), 'utf8'));
  const known = { issuerIds: [], issuerNames: [], themes: [], sourceIds: [], entityIds: [], authority: 50, coverage: 0 } as const;
  return {
    ...known,
    id: file,
    title,
    english: '',
    text,
    type: 'notice',
    status: 'unknown',
    firstSeenAt: '2026-01-01T00:00:00Z',
    url: `https://a.example/${file}`,
  };
}

/** Stretches of a text, at places that its length decides; none that is cut out of an address, whose parts are no words. */
const stretches = (text: string, from: number): readonly string[] =>
  Array.from({ length: perAct }, (_, n) => {
    const length = lengths[(n + from) % lengths.length] ?? 4;
    const start = ((n + 1) * 7919 + from * 104_729) % Math.max(1, text.length - length);
    const isCut =
      /[\w.@:/-]{2}/.test(text.slice(start - 1, start + 1)) || /[\w.@:/-]{2}/.test(text.slice(start + length - 1, start + length + 1));
    const phrase = text.slice(start, start + length).replace(/["“”「」『』〝〞〟\n\r]/g, ' ');
    return isCut || /[a-z0-9][.@:/]/i.test(phrase) ? '' : phrase.trim();
  }).filter((phrase) => [...phrase.matchAll(/[\p{L}\p{N}]/gu)].length > 1);

/** Phrases cut out of real acts are found in exactly the acts whose text or title holds them. */
export async function checkPhrases(folder: string): Promise<void> {
  const rows = rowsOf(join(folder, 'acts.tsv')).map((row) => rowOf(row, folder));
  const texts = rows.map(({ id, title, text }) => ({ id, title: normalise(title), text: normalise(text) }));
  const phrases = [...new Set(rows.flatMap(({ text }, at) => stretches(text, at)))];
  const found = await match(
    rows,
    phrases.map((phrase) => ({ q: `"${phrase}"`, today: '2026-11-30' })),
  );
  const wrong = { pattern: [] as string[], includes: [] as string[] };
  let plain = 0;
  for (const [at, phrase] of phrases.entries()) {
    const ids = [...(found[at] ?? [])].toSorted().join();
    const held = (has: (text: string) => boolean): string =>
      texts
        .filter(({ title, text }) => has(title) || has(text))
        .map(({ id }) => id)
        .toSorted()
        .join();
    if (ids !== held((text) => literalPattern(phrase).test(text))) wrong.pattern.push(phrase);
    if (!/^\p{Script=Han}{2,}$/u.test(phrase)) continue;
    plain += 1;
    if (ids !== held((text) => text.includes(normalise(phrase)))) wrong.includes.push(phrase);
  }
  check(
    'phrases found exactly where texts hold them',
    wrong.pattern.length === 0,
    `${phrases.length - wrong.pattern.length} of ${phrases.length} ${group(wrong.pattern, 0)}`,
  );
  check(
    'phrases of Han found exactly where texts include them',
    wrong.includes.length === 0,
    `${plain - wrong.includes.length} of ${plain} ${group(wrong.includes, 0)}`,
  );
}
