import type { Query } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { type Condition, type Meaning, meaningOfQuery } from '../../stages/query/meaning.ts';
import { kinds } from './days.ts';
import type { YearFile } from './manifest.ts';

/** Status on the day :today. What the text and other acts say is fixed; in force, expired and not yet in force depend on days. */
export const status = `CASE
  WHEN d.status NOT IN ('in-force', 'not-yet-in-force', 'expired', 'issued', 'unknown') THEN d.status
  WHEN d.expires < :today OR (d.status = 'expired' AND d.expires IS NULL) THEN 'expired'
  WHEN d.effective <= :today THEN 'in-force'
  WHEN d.effective > :today THEN 'not-yet-in-force'
  WHEN d.status = 'expired' THEN 'issued'
  ELSE d.status END`;

/** The column that `date` names; by default the day of publication, else of signature, else of the first reading. */
export const dayColumn = ({ date }: Pick<Query, 'date'>): string => date ?? 'day';

/** Whether a document of a file may meet the query: it need not be opened, nor fetched, otherwise. Year 0 stands for any. */
export const mayHold =
  ({ date, from, to }: Pick<Query, 'date' | 'from' | 'to'>) =>
  ({ year, days }: Pick<YearFile, 'year' | 'days'>): boolean => {
    if (from === undefined && to === undefined) return true;
    if (date === undefined ? year === 0 : !days || !kinds.includes(date)) return true;
    const [first, last] = date === undefined ? [String(year), `${year}-99`] : (days?.[date] ?? []);
    return first !== undefined && last !== undefined && orEmpty(from) <= last && (to ?? '9999') >= first;
  };

/** The words of a query; `nothing` where there are some and none of them can be searched. */
export function wordsOf({ q }: Pick<Query, 'q'>): Meaning | 'nothing' | undefined {
  const asked = orEmpty(q?.trim());
  return asked === '' ? undefined : (meaningOfQuery(asked) ?? 'nothing');
}

/** What is asked of documents, whether they are listed or counted. */
export type Asked = Omit<Query, 'limit'>;

/** All that a document must meet: the words, and each filter apart, so that what was worked out for one serves other queries. */
export function conditionOf(query: Asked, words: Meaning | undefined): Condition {
  const { theme, issuer, source, entity, place, province, level, type, status, from, to } = query;
  const filters = Object.entries({ theme, issuer, source, entity, place, province, level, type, status });
  const period = from === undefined && to === undefined ? [] : [{ filter: { ...(from && { from }), ...(to && { to }) } }];
  const named = filters.flatMap(([name, value]): Condition[] => (value === undefined ? [] : [{ filter: { [name]: value } }]));
  return { all: [...(words ? [words.condition] : []), ...named, ...period] };
}
