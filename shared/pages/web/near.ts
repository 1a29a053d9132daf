import type { NearMiss } from '../../model/query.ts';
import { type Filters, filterNames } from './filters.ts';

export const asParameters = (filters: Filters): Record<string, string | undefined> =>
  Object.fromEntries(filterNames.map((name) => [name, filters[name]]));

/** What a near miss asks, in place of the filters that found nothing. */
export function nearParameters(
  filters: Filters,
  { q, without, date, kind }: Omit<NearMiss, 'total'>,
): Readonly<Record<string, string | undefined>> {
  const asked = { ...asParameters(filters), ...(q !== undefined && { q }), ...(kind === 'date' && { date }) };
  if (without === undefined) return asked;
  if (without === 'filters') return { q: asked['q'] };
  return without === 'days' ? { ...asked, from: undefined, to: undefined } : { ...asked, [without]: undefined };
}
