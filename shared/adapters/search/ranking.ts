import type { Query, SortKey } from '../../model/query.ts';
import { group } from '../../model/values.ts';
import type { Column, Condition, Meaning } from '../../stages/query/meaning.ts';
import { notOpen, type Sort, sortOf } from '../../stages/query/order.ts';
import { type Bits, hasBit, placesIn } from './bits.ts';
import { columnsOf, datesOf } from './columns.ts';
import { type Asked, dayColumn } from './conditions.ts';
import { matchesIn, type Part, within } from './matching.ts';

/**
 * What each word of a query adds where it stands, beside 1 for standing anywhere: in title, English title or number, and in the name of the issuer. No number of
 * a collection counts (how rare a word is, how long texts are), so that the order is the same however the documents are divided into files, and in any engine.
 */
export const places: readonly { readonly columns: readonly Column[]; readonly weight: number }[] = [
  { columns: ['title', 'english', 'number'], weight: 10 },
  { columns: ['issuer'], weight: 4 },
];

/** A document that may be shown, what it is sorted by (the least first), and where it is. */
export type Candidate = {
  readonly part: Part;
  readonly place: number;
  readonly day: string;
  readonly id: string;
  readonly rank: number | string | undefined;
};
export type Order = {
  readonly rankIn: (part: Part) => (place: number) => Candidate['rank'];
  /** Documents of one rank by day and id, the last first; the soonest by id, the first first. */
  readonly direction: 1 | -1;
  readonly plain: boolean;
};

/** Relevance of a document, negative, so that the least is the best. What an issuer says ranks before what others say. */
function relevanceIn(part: Part, ranked: readonly Condition[], query: Asked): (place: number) => number {
  const { authority } = columnsOf(part.database);
  const standing = ranked.flatMap((condition) =>
    places.map(({ columns, weight }): { readonly weight: number; readonly found: Bits } => ({
      weight,
      found: matchesIn(part, within(condition, columns), query),
    })),
  );
  return (place) => {
    let said = ranked.length;
    for (const { weight, found } of standing) if (hasBit(found, place)) said += weight;
    return -(60 + (authority[place] ?? 0)) * said;
  };
}

const descending = { direction: -1, plain: false } as const;

/** By the last day for comment of what is open on `today`; all that is not open has one rank. */
const byDeadline = (today: string): Order => ({
  ...descending,
  rankIn: ({ database }) => {
    const days = datesOf(database, 'commentBy');
    return (place) => {
      const day = days[place];
      return day !== undefined && day >= today ? day : notOpen;
    };
  },
});

const byAuthority: Order = {
  ...descending,
  rankIn: ({ database }) => {
    const { authority } = columnsOf(database);
    return (place) => -(authority[place] ?? 0);
  },
};

const bySoonest = (query: Query): Order => ({
  direction: 1,
  plain: false,
  rankIn: ({ database }) => {
    const days = query.date ? datesOf(database, dayColumn(query)) : columnsOf(database).days;
    return (place) => days[place] || undefined;
  },
});

export function orderOf(query: Query, words: Meaning | undefined): Order {
  const ranked = words?.ranked ?? [];
  const orders: Readonly<Record<Sort, () => Order>> = {
    relevance: () => ({ ...descending, rankIn: (part) => relevanceIn(part, ranked, query) }),
    newest: () => ({ rankIn: () => () => 0, direction: -1, plain: true }),
    authority: () => byAuthority,
    deadline: () => byDeadline(query.today),
    soonest: () => bySoonest(query),
  };
  return orders[sortOf(query, ranked.length > 0)]();
}

/** What has no rank comes last. */
const least = (a: Candidate['rank'], b: Candidate['rank']): number =>
  a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1;
const texts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compare = (a: Position, b: Position, direction: Order['direction']): number =>
  least(a.rank, b.rank) || (direction === 1 ? texts(a.id, b.id) : texts(b.day, a.day) || texts(b.id, a.id));

type Position = Pick<Candidate, 'rank' | 'day' | 'id'>;
const positionOf = ([rank, day, id]: SortKey): Position => ({ rank: rank ?? undefined, day, id });
/** Days that decide nothing in an order are no part of its keys. */
export const keyOf = ({ rank, day, id }: Candidate, { direction }: Order): SortKey => [rank ?? null, direction === 1 ? '' : day, id];

/** The first documents of a file by an order that follow a position, at most so many and once more. */
function firstIn(
  part: Part,
  matches: Bits,
  { most, after }: { readonly most: number; readonly after: Position | undefined },
  { rankIn, direction, plain }: Order,
): readonly Candidate[] {
  const { days, ids } = columnsOf(part.database);
  const rankOf = rankIn(part);
  let found: Candidate[] = [];
  let worst: Candidate | undefined;
  for (const place of placesIn(matches)) {
    const rank = rankOf(place);
    // Places are in the order in which those of one rank are shown, but for the soonest.
    if (worst && direction === -1 && least(rank, worst.rank) >= 0) continue;
    const candidate = { part, place, day: group(days, place), id: group(ids, place), rank };
    if (after && compare(candidate, after, direction) <= 0) continue;
    found.push(candidate);
    if (plain && found.length === most) break;
    if (found.length < most * 2) continue;
    found = found.toSorted((a, b) => compare(a, b, direction)).slice(0, most);
    worst = found.at(-1);
  }
  return found;
}

type Found = { readonly part: Part; readonly matches: Bits };

/** The documents of all files that a page of a list shows, and whether more follow. */
export function choose(
  found: readonly Found[],
  { limit, offset = 0, after }: Query,
  order: Order,
): { readonly chosen: readonly Candidate[]; readonly more: boolean } {
  if (limit <= 0) return { chosen: [], more: false };
  const skipped = after ? 0 : offset;
  // One more than is shown tells whether there are more.
  const wanted = { most: skipped + limit + 1, after: after && positionOf(after) };
  const candidates: Candidate[] = [];
  for (const { part, matches } of found) {
    candidates.push(...firstIn(part, matches, wanted, order));
    // Older years hold nothing newer.
    if (order.plain && part.year > 0 && candidates.filter(({ day }) => day >= String(part.year)).length >= wanted.most) break;
  }
  const ordered = candidates.toSorted((a, b) => compare(a, b, order.direction)).slice(skipped, wanted.most);
  return { chosen: ordered.slice(0, limit), more: ordered.length > limit };
}
