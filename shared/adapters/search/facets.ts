import type { Facet, QueryResult } from '../../model/query.ts';
import { parseList } from './rows.ts';

/** What the facets count, one for all documents that share it. */
export type Combination = {
  readonly type: string;
  readonly level: string;
  readonly status: string;
  readonly themes: readonly string[];
  readonly issuers: readonly string[];
};
/** How many documents of a combination have ended or begun by the day (1), have not (0), or do not say (null). */
export type Counted = { readonly of: Combination; readonly ended: unknown; readonly begun: unknown; readonly count: number };

export const toCombination = ({ type, level, status, themes, issuerIds }: Readonly<Record<string, unknown>>): Combination => ({
  type: String(type),
  level: String(level),
  status: String(status),
  themes: [...new Set(parseList(themes))],
  issuers: [...new Set(parseList(issuerIds))],
});
type FacetCounts = Record<string, number>;

/** Status of a combination by whether its days have passed (1), not passed (0) or are not given (null); select.ts says the same in SQL. */
export function statusOfDay(status: string, ended: unknown, begun: unknown): string {
  if (!['in-force', 'not-yet-in-force', 'expired', 'issued', 'unknown'].includes(status)) return status;
  if (ended === 1 || (status === 'expired' && ended === null)) return 'expired';
  if (begun !== null) return begun === 1 ? 'in-force' : 'not-yet-in-force';
  return status === 'expired' ? 'issued' : status;
}

export const sorted = (counts: Readonly<Record<string, number>>): Facet =>
  Object.fromEntries(Object.entries(counts).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));

/** Total and facets from the counts of combinations, whatever file they are of: far fewer rows than documents. */
export function countFacets(rows: Iterable<Counted>): Pick<QueryResult, 'total' | 'facets'> {
  const facets: Record<'theme' | 'type' | 'level' | 'status' | 'issuer', FacetCounts> = {
    theme: {},
    type: {},
    level: {},
    status: {},
    issuer: {},
  };
  let total = 0;
  const add = (counts: FacetCounts, name: string, count: number): void => {
    counts[name] = (counts[name] ?? 0) + count;
  };
  for (const { of, ended, begun, count } of rows) {
    total += count;
    add(facets.type, of.type, count);
    if (of.level !== '') add(facets.level, of.level, count);
    add(facets.status, statusOfDay(of.status, ended, begun), count);
    for (const theme of of.themes) add(facets.theme, theme, count);
    for (const issuer of of.issuers) add(facets.issuer, issuer, count);
  }
  const { theme, type, level, status, issuer } = facets;
  return {
    total,
    facets: { theme: sorted(theme), type: sorted(type), level: sorted(level), status: sorted(status), issuer: sorted(issuer) },
  };
}
