import type { Query } from '../../model/query.ts';
import { type Status, statuses } from '../../model/vocabulary.ts';
import { issuerRanges } from '../../registry/provinces.ts';
import { bare, type Expression, type QueryWords } from '../search/query-parser.ts';
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
const wordFields = ['title', 'english', 'number', 'issuer', 'text'] as const;

const phraseIn = (field: string, { phrase, prefix }: { readonly phrase: readonly string[]; readonly prefix?: true }): Clause =>
  prefix
    ? { match_phrase_prefix: { [field]: { query: phrase.join(' '), max_expansions: 10_000 } } }
    : { match_phrase: { [field]: { query: phrase.join(' ') } } };

/** Documents in which an expression holds, each of its phrases within one of the fields. */
export function expressionClause(expression: Expression, fields: readonly string[] = wordFields): Clause {
  if ('phrase' in expression) return any(...fields.map((field) => phraseIn(field, expression)));
  const clauses = ('all' in expression ? expression.all : expression.any).map((each) => expressionClause(each, fields));
  return 'all' in expression ? all(...clauses) : any(...clauses);
}

function wordClauses({ match, inTitle, verify, without }: QueryWords): readonly Clause[] {
  return [
    ...(match ? [expressionClause(match)] : []),
    ...inTitle.map((character) => term('titleCharacters', character)),
    ...verify.map((needle) => ({ match_phrase: { characters: { query: charactersOf(needle) } } })),
    ...without.flatMap((out) => [
      ...(out.match ? [not(expressionClause(out.match))] : []),
      ...out.inTitle.map((one) => not(term('titleCharacters', one))),
    ]),
  ];
}

/** Each Han character and each word as a token of its own: proves what pairs of characters cannot (a lone character beside digits). */
export const charactersOf = (text: string): string =>
  bare(text)
    .replace(/\p{Script=Han}/gu, ' $& ')
    .replace(/ {1,9}/g, ' ')
    .trim();

/** The field that `date` names; by default the day of publication, else of signature, else of the first reading. */
export const dayField = ({ date }: Pick<Query, 'date'>): string => date ?? 'day';

/** Documents with an issuer of a province. */
export const issuedIn = (province: string): Clause =>
  any(...issuerRanges(province).map(([from, before]) => range('issuerIds', { gte: from, lt: before })));

/** The filters and words of a query. */
export function clausesOf(query: Omit<Query, 'limit'>, words: QueryWords | undefined): readonly Clause[] {
  const { theme, issuer, source, entity, place, province, level, type, status, from, to, among, today } = query;
  const exact = { theme, issuers: issuer, source, entity, level, type };
  const days = { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lte: to }) };
  return [
    ...(words ? wordClauses(words) : []),
    ...Object.entries(exact).flatMap(([field, value]) => (value === undefined ? [] : [term(field, value)])),
    ...(place === undefined ? [] : [term('entity', `place:${place}`)]),
    ...(province === undefined ? [] : [issuedIn(province)]),
    ...(among ? [terms('id', among)] : []),
    ...(status === undefined ? [] : [statusOn(status, today)]),
    ...(Object.keys(days).length === 0 ? [] : [range(dayField(query), days)]),
  ];
}
