import { provinceOf } from '../../shared/registry/provinces.ts';
import { dayOfRow, facetsOf, firstSeenOf, type Narrowing, type Row, statusOn } from '../../shared/search/filters.ts';
import { notOpen, sortOf } from '../../shared/stages/query/order.ts';

/** Which documents at hand a query finds, and in which order: what both engines answer, for answers of tests that have none. */

const namedDay = (row: Row, { date }: Pick<Narrowing, 'date'>): string | undefined =>
  date === undefined ? dayOfRow(row) : date === 'firstSeen' ? firstSeenOf(row) : row[date];

export function meetsFilters(row: Row, query: Narrowing): boolean {
  const day = namedDay(row, query);
  const names = (kind: string, value: string | undefined): boolean =>
    value === undefined || facetsOf(row).some(([each, held]) => each === kind && held === value);
  return (
    (['theme', 'issuer', 'source', 'entity'] as const).every((kind) => names(kind, query[kind])) &&
    names('entity', query.place && `place:${query.place}`) &&
    (query.province === undefined || row.issuerIds.some((id) => provinceOf(id) === query.province)) &&
    (['level', 'type'] as const).every((name) => query[name] === undefined || row[name] === query[name]) &&
    (query.status === undefined || statusOn.of(row, query.today) === query.status) &&
    (query.from === undefined || (day !== undefined && day >= query.from)) &&
    (query.to === undefined || (day !== undefined && day <= query.to))
  );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const rankOf = (row: Row, query: Narrowing): string | number | undefined => {
  const sort = sortOf(query, false);
  if (sort === 'authority') return -row.authority;
  if (sort === 'deadline') return row.commentBy !== undefined && row.commentBy >= query.today ? row.commentBy : notOpen;
  return sort === 'soonest' ? namedDay(row, query) : 0;
};

export function compareIn(query: Narrowing, a: Row, b: Row): number {
  const [first, second] = [rankOf(a, query), rankOf(b, query)];
  if (first !== second) return first === undefined ? 1 : second === undefined ? -1 : first < second ? -1 : 1;
  return sortOf(query, false) === 'soonest' ? byText(a.id, b.id) : byText(dayOfRow(b), dayOfRow(a)) || byText(b.id, a.id);
}
