import type { Facet, QueryResult } from '../../model/query.ts';
import { parseList } from './index-file.ts';

type FacetRow = Readonly<Record<string, unknown>>;
type FacetCounts = Record<string, number>;

/** Status of a combination by whether its days have passed (1), not passed (0) or are not given (null); select.ts says the same in SQL. */
export function statusOfDay(status: string, ended: unknown, begun: unknown): string {
  if (!['in-force', 'not-yet-in-force', 'expired', 'issued', 'unknown'].includes(status)) return status;
  if (ended === 1 || (status === 'expired' && ended === null)) return 'expired';
  if (begun !== null) return begun === 1 ? 'in-force' : 'not-yet-in-force';
  return status === 'expired' ? 'issued' : status;
}

const sorted = (counts: FacetCounts): Facet =>
  Object.fromEntries(Object.entries(counts).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));

/** Total and facets from the counts of combinations: far fewer rows than documents. */
export function countFacets(rows: readonly FacetRow[], combinationOf: (number: number) => FacetRow): Pick<QueryResult, 'total' | 'facets'> {
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
  for (const row of rows) {
    const count = Number(row['count']);
    const { type, level, themes, issuerIds, status } = combinationOf(Number(row['number']));
    total += count;
    add(facets.type, String(type), count);
    if (level !== '') add(facets.level, String(level), count);
    add(facets.status, statusOfDay(String(status), row['ended'], row['begun']), count);
    for (const theme of new Set(parseList(themes))) add(facets.theme, theme, count);
    for (const issuer of new Set(parseList(issuerIds))) add(facets.issuer, issuer, count);
  }
  const { theme, type, level, status, issuer } = facets;
  return {
    total,
    facets: { theme: sorted(theme), type: sorted(type), level: sorted(level), status: sorted(status), issuer: sorted(issuer) },
  };
}
