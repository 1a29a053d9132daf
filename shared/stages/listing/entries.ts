import type { Entry } from '../../model/article.ts';
import { toOneLine } from '../html/listing-tree.ts';

/** More lines than any listing shows on one page: what is beyond is cut, and said. */
export const entryLimit = 5000;
const titleLimit = 1000;

export type RawEntry = {
  readonly url: string;
  readonly title: string;
  readonly publishedOn?: string | undefined;
  readonly summary?: string | undefined;
};

/** Lines as entries: tidy titles, one entry a key, which is the address (the first, completed by a day that only a later one has). */
export function toEntries(lines: Iterable<RawEntry>, keyOf: (line: RawEntry) => string = ({ url }) => url): readonly Entry[] {
  const byKey = new Map<string, Entry>();
  for (const line of lines) {
    const title = toOneLine(line.title).slice(0, titleLimit);
    const key = keyOf(line);
    const before = byKey.get(key);
    if (title === '' || (before && (before.publishedOn !== undefined || line.publishedOn === undefined))) continue;
    if (!before && byKey.size >= entryLimit) break;
    const day = line.publishedOn === undefined ? {} : { publishedOn: line.publishedOn };
    const summary = line.summary ? { summary: line.summary } : {};
    byKey.set(key, { ...(before ?? { url: line.url, title, ...summary }), ...day });
  }
  return [...byKey.values()];
}
