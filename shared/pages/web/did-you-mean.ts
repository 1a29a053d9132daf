import type { Answers } from '../../model/answers.ts';
import { relaxQuery } from '../../stages/query/synonyms.ts';
import type { Filters } from './filters.ts';

/** What the store does hold near a query that found nothing, with the same filters; queries that find nothing either are left out. */
export async function findNearQueries(
  filters: Filters,
  answers: Answers,
): Promise<readonly { readonly q: string; readonly total: number }[]> {
  const found: { q: string; total: number }[] = [];
  for (const q of filters.q === undefined ? [] : relaxQuery(filters.q)) {
    const { total } = await answers.documents({ ...filters, q, limit: 1, today: answers.today() });
    if (total > 0) found.push({ q, total });
  }
  return found;
}
