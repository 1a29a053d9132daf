import type { Query } from '../../model/query.ts';
import { type Status, statuses } from '../../model/vocabulary.ts';
import { issuerRanges } from '../../registry/provinces.ts';
import { literalUnits } from '../../stages/query/literal.ts';
import type { Column, Condition } from '../../stages/query/meaning.ts';
import type { Asked } from '../search/conditions.ts';
import type { Clause } from './connection.ts';

export const term = (field: string, value: string | number | boolean): Clause => ({ term: { [field]: { value } } });
export const terms = (field: string, values: readonly string[]): Clause => ({ terms: { [field]: values } });
export const range = (field: string, limits: Clause): Clause => ({ range: { [field]: limits } });
export const all = (...clauses: readonly Clause[]): Clause => ({ bool: { filter: clauses } });
export const any = (...clauses: readonly Clause[]): Clause => ({ bool: { should: clauses, minimum_should_match: 1 } });
export const not = (clause: Clause): Clause => ({ bool: { must_not: [clause] } });
const exists = (field: string): Clause => ({ exists: { field } });

/** Statuses that days decide; the others are what the text and other acts say. */
const byDays: readonly Status[] = ['in-force', 'not-yet-in-force', 'expired', 'issued', 'unknown'];

/** Documents that have a status on a day, as search/select.ts works it out. */
function statusOn(status: string, today: string): Clause {
  if (!byDays.some((each) => each === status)) return term('status', status);
  const ended = any(range('expires', { lt: today }), all(term('status', 'expired'), not(exists('expires'))));
  const dated = terms('status', byDays);
  if (status === 'expired') return all(dated, ended);
  const undated = all(dated, not(ended), not(exists('effective')), terms('status', status === 'issued' ? ['issued', 'expired'] : [status]));
  if (status === 'in-force') return any(undated, all(dated, not(ended), range('effective', { lte: today })));
  if (status === 'not-yet-in-force') return any(undated, all(dated, not(ended), range('effective', { gt: today })));
  return undated;
}

/** Each status as a filter, to count by. */
export const statusFilters = (today: string): Clause => Object.fromEntries(statuses.map((status) => [status, statusOn(status, today)]));

/** Fields with the words of a document. */
const wordFields: readonly Column[] = ['title', 'english', 'number', 'issuer', 'text'];

type Phrase = Extract<Condition, { phrase: readonly string[] }>;

const phraseIn = (field: string, { phrase, prefix }: Phrase): Clause =>
  prefix
    ? { match_phrase_prefix: { [field]: { query: phrase.join(' '), max_expansions: 10_000 } } }
    : { match_phrase: { [field]: { query: phrase.join(' ') } } };

/** Units of a text as the field of phrases has them. */
export const unitsOf = (text: string): string => literalUnits(text).join(' ');

/** Documents that meet a condition; phrases stand in one of the columns. */
export function conditionClause(condition: Condition, query: Asked, columns: readonly Column[] = wordFields): Clause {
  if ('phrase' in condition) {
    const asked = condition.columns?.filter((each) => columns.includes(each)) ?? columns;
    return any(...asked.map((field) => phraseIn(field, condition)));
  }
  if ('character' in condition) return term('titleCharacters', condition.character);
  if ('literal' in condition)
    return { match_phrase: { [condition.within === 'title' ? 'titleUnits' : 'units']: { query: unitsOf(condition.literal) } } };
  if ('filter' in condition)
    return all(...filterClauses({ ...condition.filter, ...(query.date && { date: query.date }), today: query.today }));
  if ('not' in condition) return not(conditionClause(condition.not, query, columns));
  const clauses = ('all' in condition ? condition.all : condition.any).map((each) => conditionClause(each, query, columns));
  return 'all' in condition ? all(...clauses) : any(...clauses);
}

/** The field that `date` names; by default the day of publication, else of signature, else of the first reading. */
export const dayField = ({ date }: Pick<Query, 'date'>): string => date ?? 'day';

/** Documents with an issuer of a province. */
export const issuedIn = (province: string): Clause =>
  any(...issuerRanges(province).map(([from, before]) => range('issuerIds', { gte: from, lt: before })));

/** The filters of a query. */
export function filterClauses(query: Asked): readonly Clause[] {
  const { theme, issuer, source, entity, place, province, level, type, status, from, to, among, today } = query;
  const exact = { theme, issuers: issuer, source, entity, level, type };
  const days = { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lte: to }) };
  return [
    ...Object.entries(exact).flatMap(([field, value]) => (value === undefined ? [] : [term(field, value)])),
    ...(place === undefined ? [] : [term('entity', `place:${place}`)]),
    ...(province === undefined ? [] : [issuedIn(province)]),
    ...(among ? [terms('id', among)] : []),
    ...(status === undefined ? [] : [statusOn(status, today)]),
    ...(Object.keys(days).length === 0 ? [] : [range(dayField(query), days)]),
  ];
}
