import { type Condition, meaningOfQuery } from '../shared/stages/query/meaning.ts';

function textOf(condition: Condition): string {
  if ('phrase' in condition) return `"${condition.phrase.join(' ')}"${condition.prefix ? '*' : ''}`;
  if ('all' in condition)
    return `(${condition.all
      .filter((each) => !('literal' in each))
      .map(textOf)
      .join(' AND ')})`;
  return 'any' in condition ? `(${condition.any.map(textOf).join(' OR ')})` : '""';
}

/** The words of a query for a plain table of SQLite's full text, which has no filters. */
export function plainMatch(q: string): string {
  const meaning = meaningOfQuery(q);
  return meaning ? textOf(meaning.condition) : '';
}
