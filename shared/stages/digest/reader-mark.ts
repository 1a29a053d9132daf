import { type Digest, type DigestItem, type NewsMark, type NewsRange, sectionItems, type TakenNews } from '../../model/digest.ts';
import { narrowDigest } from './narrow.ts';

/** Which news a reader has been sent, as arithmetic on the numbers of events. */
export type ReaderMark = Pick<NewsMark, 'begin' | 'position' | 'owed' | 'given'>;

export const isWithin = (ranges: readonly NewsRange[], position: number): boolean =>
  ranges.some(([after, upTo]) => position > after && position <= upTo);

/**
 * The ranges that a mail may contain: those still owed, and the new ones up to an event. A late mail contains nothing that another mail has
 * sent.
 */
export const unsentRanges = ({ position, owed }: ReaderMark, upTo: number): readonly NewsRange[] => [
  ...owed,
  ...(upTo > position ? [[position, upTo] as const] : []),
];

/** The mark after a mail has sent all that was unsent. A whole week is sent once. */
export const markSent = (mark: ReaderMark, upTo: number, week: string): ReaderMark => ({
  begin: mark.begin,
  position: Math.max(mark.position, upTo),
  owed: [],
  given: mark.given.includes(week) ? mark.given : [...mark.given, week],
});

export const takenBy = ({ before, ranges, week }: MailRanges): TakenNews => ({
  ranges,
  week,
  ...(before.given.includes(week) ? {} : { first: true }),
});

/**
 * The mark after a mail that took these news was refused or did not arrive: they are owed, once, and its week is not given unless it was
 * before.
 */
export const markRefused = (mark: ReaderMark, { ranges, week, first }: TakenNews): ReaderMark => ({
  ...mark,
  owed: [...mark.owed, ...ranges.filter(([, upTo]) => !isWithin(mark.owed, upTo))].toSorted(([a], [b]) => a - b),
  given: first ? mark.given.filter((each) => each !== week) : mark.given,
});

/**
 * Whether an event of the digest of a week belongs into the mail that takes these ranges; one without a number is of an older store, or
 * from before the reader.
 */
const belongsInMail = (position: number | undefined, ranges: readonly NewsRange[], before: ReaderMark, week: string) =>
  position === undefined || position <= before.begin ? !before.given.includes(week) : isWithin(ranges, position);

export type MailRanges = { readonly before: ReaderMark; readonly ranges: readonly NewsRange[]; readonly week: string };

export const newsNumbers = (digest: Digest): readonly number[] =>
  sectionItems(digest).flatMap((item) => [...(item.news ?? []), ...item.coverage.flatMap(({ news = [] }) => news)]);

/**
 * The digest of a week without what the reader was sent before. An item that was sent in part is left out too; its new part is sent
 * separately.
 */
export function withoutSent(digest: Digest, { before, ranges, week }: MailRanges): Digest {
  const isNew = ({ news = [] }: { readonly news?: readonly number[] }) =>
    news.every((position) => belongsInMail(position, ranges, before, week));
  const unsent = (item: DigestItem): DigestItem => (item.coverage.every(isNew) ? item : { ...item, coverage: item.coverage.filter(isNew) });
  return narrowDigest(digest, (items) => items.filter(isNew).map(unsent));
}
