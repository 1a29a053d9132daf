import type { Entry } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import { toOneLine } from '../html/listing-tree.ts';
import { either } from '../text/words.ts';
import lists from './word-lists.json' with { type: 'json' };

/** More lines than any listing shows on one page: what is beyond is cut, and said. */
export const entryLimit = 5000;
const titleLimit = 1000;

export type RawEntry = {
  readonly url: string;
  readonly title: string;
  readonly publishedOn?: string | undefined;
  readonly summary?: string | undefined;
  readonly window?: Entry['window'];
};

const mark = String.raw`[[【（(]${either(lists.stateMarks)}[\]】）)]`;
const markBefore = new RegExp(String.raw`^${mark}\s{0,3}(?:[-—–]\s{0,3})?|^[-—–]\s{1,3}`);
const markBehind = new RegExp(String.raw`\s{0,3}${mark}$`);

/** A title without the mark of its state that ministries put before or behind it: `[进行中] - …`, `…[已结束]`. */
const withoutState = (title: string) => title.replace(markBefore, '').replace(markBehind, '');

/** Lines as entries: tidy titles, one entry a key, which is the address (the first, completed by a day that only a later one has). */
export function toEntries(lines: Iterable<RawEntry>, keyOf: (line: RawEntry) => string = ({ url }) => url): readonly Entry[] {
  const byKey = new Map<string, Entry>();
  for (const line of lines) {
    const title = withoutState(toOneLine(line.title).slice(0, titleLimit));
    const key = keyOf(line);
    const before = byKey.get(key);
    if (title === '' || (before && (before.publishedOn !== undefined || line.publishedOn === undefined))) continue;
    if (!before && byKey.size >= entryLimit) break;
    const { url, summary, window, publishedOn } = line;
    byKey.set(key, { ...(before ?? { url, title, ...opt({ summary: summary || undefined, window }) }), ...opt({ publishedOn }) });
  }
  return [...byKey.values()];
}
