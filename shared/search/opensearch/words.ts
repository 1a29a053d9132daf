import { literalUnits } from '../../stages/query/literal.ts';
import type { Column, Condition } from '../../stages/query/meaning.ts';
import { type Asked, filterClauses } from '../filters.ts';
import { all, any, type Clause, not, term } from './clauses.ts';

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
  if ('filter' in condition) return all(...filterClauses(condition.filter, query));
  if ('not' in condition) return not(conditionClause(condition.not, query, columns));
  const clauses = ('all' in condition ? condition.all : condition.any).map((each) => conditionClause(each, query, columns));
  return 'all' in condition ? all(...clauses) : any(...clauses);
}
