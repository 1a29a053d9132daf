import type { Facet, QueryResult } from '../../model/query.ts';
import { statuses } from '../../model/vocabulary.ts';
import { parseList } from './rows.ts';

/** What the facets count, one for all documents that share it. */
export type Combination = {
  readonly type: string;
  readonly level: string;
  readonly status: string;
  readonly themes: readonly string[];
  readonly issuers: readonly string[];
};

export const toCombination = ({ type, level, status, themes, issuerIds }: Readonly<Record<string, unknown>>): Combination => ({
  type: String(type),
  level: String(level),
  status: String(status),
  themes: [...new Set(parseList(themes))],
  issuers: [...new Set(parseList(issuerIds))],
});

/** Status of a combination by whether its days have passed (1), not passed (0) or are not given (null); conditions.ts says the same in SQL. */
export function statusOfDay(status: string, ended: unknown, begun: unknown): string {
  if (!['in-force', 'not-yet-in-force', 'expired', 'issued', 'unknown'].includes(status)) return status;
  if (ended === 1 || (status === 'expired' && ended === null)) return 'expired';
  if (begun !== null) return begun === 1 ? 'in-force' : 'not-yet-in-force';
  return status === 'expired' ? 'issued' : status;
}

type FacetName = 'theme' | 'type' | 'level' | 'issuer';
/** Every value that a document was ever counted for in this process, by its number: counting adds to a list of numbers. */
const values: { readonly facet: FacetName; readonly value: string }[] = [];
const numbers = new Map<string, number>();

function slotOf(facet: FacetName, value: string): number {
  const key = `${facet} ${value}`;
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, values.length);
  return values.push({ facet, value }) - 1;
}

/** The numbers of what a document of a combination is counted for. */
export const slotsOf = ({ type, level, themes, issuers }: Combination): readonly number[] => [
  slotOf('type', type),
  ...(level === '' ? [] : [slotOf('level', level)]),
  ...themes.map((theme) => slotOf('theme', theme)),
  ...issuers.map((issuer) => slotOf('issuer', issuer)),
];

/** Counts of a query over all files, by the numbers of values and by status. */
export type Counts = { total: number; readonly slots: Uint32Array; readonly statuses: Uint32Array };
export const noCounts = (): Counts => ({ total: 0, slots: new Uint32Array(values.length), statuses: new Uint32Array(statuses.length) });

type Count = readonly [value: string, count: number];
export const sorted = (counts: readonly Count[]): Facet =>
  Object.fromEntries(counts.toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));

/** Total and facets. */
export function toFacets({ total, slots, statuses: byStatus }: Counts): Pick<QueryResult, 'total' | 'facets'> {
  const found: Record<FacetName, Count[]> = { theme: [], type: [], level: [], issuer: [] };
  for (const [slot, count] of slots.entries()) {
    const of = values[slot];
    if (of && count > 0) found[of.facet].push([of.value, count]);
  }
  const status = statuses.map((each, at): Count => [each, byStatus[at] ?? 0]).filter(([, count]) => count > 0);
  return {
    total,
    facets: {
      theme: sorted(found.theme),
      type: sorted(found.type),
      level: sorted(found.level),
      status: sorted(status),
      issuer: sorted(found.issuer),
    },
  };
}
