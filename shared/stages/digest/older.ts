import type { Revision, ShownDocument } from '../../model/document.ts';
import { dayOf, wholeDays } from '../../model/time.ts';

/** Days before first sight from which on a document is no news of its week; acts are put on the web days or weeks after they are signed. */
const oldAfter = { published: 7, signed: 30 } as const;

/** Whether a document was put out so long before it was first seen that it is no news of that week. */
export function isOlder({ dates, firstSeenAt }: Pick<ShownDocument, 'dates' | 'firstSeenAt'>): boolean {
  const kind = dates.published === undefined ? 'signed' : 'published';
  const value = dates[kind]?.value;
  // Of a month or a year its end.
  const day = value === undefined || value.length === 10 ? value : `${value.padEnd(7, '-12')}-28`;
  const since = wholeDays(day, dayOf(new Date(firstSeenAt)));
  return since !== undefined && since > oldAfter[kind];
}

type Revised = { readonly document: Pick<ShownDocument, 'dates' | 'firstSeenAt'>; readonly revisions: readonly Pick<Revision, 'what'>[] };

export const isFolded = ({ document, revisions }: Revised): boolean =>
  revisions.length > 0 && revisions.every(({ what }) => what === 'new') && isOlder(document);
