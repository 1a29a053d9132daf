import type { Entry } from '../../model/article.ts';
import type { ListState, SourceTrouble } from '../../model/run.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Source, SourceCondition } from '../../model/source.ts';
import { daysBetween } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { holidayDays } from '../../registry/holidays.ts';

/** What of a listing counts for its health: entries, newest day among them, pages of them that could not be taken in. */
export type ListedCounts = { readonly listed: number; readonly newest?: string; readonly failedPages?: number };
export type Health = { readonly condition: Extract<SourceCondition, 'ok' | 'quiet' | 'suspect' | 'partial'>; readonly detail?: string };

/**
 * Condition of a source whose listing was read (docs/contract.md 3.1): `suspect` by what its declaration expects, `partial` when pages failed,
 * `quiet` when nothing is new for two thirds of the days it is given. Public holidays do not count as days of silence. `today` is a day in Beijing.
 */
export function listingHealth(source: Pick<Source, 'expect'>, { listed, newest, failedPages = 0 }: ListedCounts, today: string): Health {
  const { atLeast, freshWithinDays } = source.expect;
  if (listed < atLeast)
    return { condition: 'suspect', detail: `${listed} ${listed === 1 ? 'entry' : 'entries'}, expected at least ${atLeast}` };
  const silent = newest === undefined ? 0 : daysBetween(newest, today) - holidayDays(newest, today);
  if (silent > freshWithinDays) {
    return {
      condition: 'suspect',
      detail: `nothing newer than ${newest}, ${silent} days without holidays, expected within ${freshWithinDays}`,
    };
  }
  if (failedPages > 0) return { condition: 'partial', detail: `${failedPages} of its pages failed` };
  if (silent * 3 > freshWithinDays * 2) return { condition: 'quiet', detail: `nothing newer than ${newest}` };
  return { condition: 'ok' };
}

/**
 * Newest day in a list: of publication, else (sitemaps) of the last change. Change days that are all the same are the day of the file, not of its
 * pages, and do not count.
 */
export function newestOf(entries: readonly Pick<Entry, 'publishedOn' | 'modified'>[], today: string): string | undefined {
  const published = entries.flatMap(({ publishedOn }) => publishedOn ?? []);
  const changed = entries.flatMap(({ modified }) => (modified && /^\d{4}-\d{2}-\d{2}/.test(modified) ? modified.slice(0, 10) : []));
  const days = published.length > 0 ? published : new Set(changed).size > 1 ? changed : [];
  return days
    .filter((day) => day <= today)
    .toSorted()
    .at(-1);
}

/** Entries of several listings together, and the newest day that any of them knows. */
export function sumListed(lists: readonly Pick<ListState, 'listed' | 'newest'>[]): ListedCounts {
  const newest = lists
    .flatMap((list) => list.newest ?? [])
    .toSorted()
    .at(-1);
  return { listed: lists.reduce((sum, { listed }) => sum + listed, 0), ...opt('newest', newest) };
}

/** What is said of a list all of whose days vanished. */
export const withoutDays = (entries: number): string =>
  `none of its ${entries} entries bears a day, though days were declared or stood there before; the page was probably rebuilt`;

export type SourceHealth = { readonly condition: SourceCondition; readonly trouble?: SourceTrouble };

const isBroken = ({ condition }: ListState): boolean => condition !== 'ok' && condition !== 'partial';

/**
 * Condition of a source by its listings: that of the first when none could be read, `partial` when one of several could not or broke off; else by
 * what the declaration expects of all of them together. `failedPages`: pages of entries that failed in this round.
 */
export function sourceHealth(source: Source, lists: readonly ListState[], failedPages: number, today: string): SourceHealth {
  const troubled = lists.find(isBroken) ?? lists.find(({ trouble }) => trouble);
  const trouble = troubled?.trouble;
  if (troubled && lists.every(isBroken)) return { condition: troubled.condition, ...(trouble ? { trouble } : {}) };
  const undated = lists.find((list) => list.undated);
  if (undated)
    return {
      condition: 'suspect',
      trouble: { kind: 'suspect', detail: withoutDays(undated.listed), url: withoutSecrets(source.listing.url) },
    };
  const { condition, detail = 'doubted' } = listingHealth(source, { ...sumListed(lists), failedPages }, today);
  if (condition === 'suspect' && !lists.some(isBroken))
    return { condition, trouble: { kind: 'suspect', detail, url: withoutSecrets(source.listing.url) } };
  if (troubled) return { condition: 'partial', ...(trouble ? { trouble } : {}) };
  return { condition };
}
