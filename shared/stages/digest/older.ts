import type { DateFact } from '../../model/article.ts';
import type { Revision, ShownDocument } from '../../model/document.ts';
import { dayOf, wholeDays } from '../../model/time.ts';

/**
 * Days before first sight from which on a document is no news of its week; acts are put on the web days or weeks after they are signed.
 * One that is put up half a year after it was signed is a reprint.
 */
const oldAfter = { published: 7, signed: 30, reprinted: 180 } as const;

/** Whether a document was put out so long before it was first seen that it is no news of that week. */
export function isOlder({ dates: { published, signed }, firstSeenAt }: Pick<ShownDocument, 'dates' | 'firstSeenAt'>): boolean {
  const since = ({ value }: DateFact): number =>
    // Of a month or a year its end.
    wholeDays(value.length === 10 ? value : `${value.padEnd(7, '-12')}-28`, dayOf(new Date(firstSeenAt))) ?? 0;
  if (published && since(published) > oldAfter.published) return true;
  return signed !== undefined && since(signed) > (published ? oldAfter.reprinted : oldAfter.signed);
}

type Revised = { readonly document: Pick<ShownDocument, 'dates' | 'firstSeenAt'>; readonly revisions: readonly Pick<Revision, 'what'>[] };

export const isFolded = ({ document, revisions }: Revised): boolean =>
  revisions.length > 0 && revisions.every(({ what }) => what === 'new') && isOlder(document);
