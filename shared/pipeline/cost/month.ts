import type { MonthOfWork } from '../../model/cost.ts';

/** Of new pages about one in ten is about the subject. */
export const relevantShare = 0.1;
/** Weeks in a month of thirty days. */
const weeks = 30 / 7;

/** Pages that are about the subject are visited at 1, 3, 7, 30 and 90 days and then each 90; the others once (stages/watch/cadence.ts). */
export const visitsOfMonth = (of: { readonly pages: number; readonly relevant: number; readonly indexed: number }): number =>
  Math.round(of.pages + of.relevant * 4 + of.indexed / 3);

/** The owner and programs look at so many pages a month; beside them each mail leads to one. */
export const usualViews = (mails: number): number => 1800 + mails;

/** What nobody knows before the first round, as in the case of the README: 8,000 new pages a month for a year, a hundred readers by the week. `polls`: of the lists. */
export const usualMonth = (polls: number): MonthOfWork => ({
  polls,
  pages: 8000,
  visits: visitsOfMonth({ pages: 8000, relevant: 800, indexed: 9600 }),
  held: 96_000,
  indexed: 9600,
  readers: 100,
  mails: Math.round(100 * weeks),
  views: usualViews(Math.round(100 * weeks)),
});

/** Another size of the instance: its readers, its documents in the index, its new pages a day. */
export type Scale = { readonly readers?: number; readonly documents?: number; readonly pagesADay?: number };

/** The same instance at another size: readers get as many mails each, the index has come by a year of such pages or by a backfill. */
export function scaleMonth(month: MonthOfWork, { readers = month.readers, documents, pagesADay }: Scale): MonthOfWork {
  const pages = pagesADay === undefined ? month.pages : pagesADay * 30;
  const indexed = documents ?? month.indexed;
  const mails = Math.round(readers * (month.readers > 0 ? month.mails / month.readers : weeks));
  const sized = { ...month, readers, mails, views: Math.max(0, month.views - month.mails) + mails };
  if (documents === undefined && pagesADay === undefined) return sized;
  const relevant = pages * relevantShare;
  return {
    ...sized,
    pages,
    indexed,
    visits: visitsOfMonth({ pages, relevant, indexed }),
    held: indexed + Math.round((pages - relevant) * 12),
  };
}
