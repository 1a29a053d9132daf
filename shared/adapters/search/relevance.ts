import type { SQLInputValue } from 'node:sqlite';
import { expressionText, type QueryWords } from './query-parser.ts';

/**
 * What each word of a query adds where it stands, beside 1 for standing anywhere: in title, English title or number, and in the name of the issuer. No number of
 * a collection counts (how rare a word is, how long texts are), so that the order is the same however the documents are divided into files, and in any engine.
 */
export const places = [
  { columns: ['title', 'english', 'number'], weight: 10 },
  { columns: ['issuer'], weight: 4 },
] as const;

export type Relevance = { readonly sql: string; readonly values: Readonly<Record<string, SQLInputValue>> };

/** Relevance of a row, negative, so that the least is the best. What an issuer says ranks before what others say. */
export function relevanceOf({ ranked }: QueryWords): Relevance {
  const terms = ranked.flatMap((expression, index) =>
    places.map(({ columns, weight }, at) => ({
      name: `rank${index}p${at}`,
      weight,
      expression: `{${columns.join(' ')}} : (${expressionText(expression)})`,
    })),
  );
  const found = terms.map(({ name, weight }) => `+ ${weight} * (d.rowid IN (SELECT rowid FROM words WHERE words MATCH :${name}))`);
  return {
    sql: `-(60 + d.authority) * (${ranked.length} ${found.join(' ')})`,
    values: Object.fromEntries(terms.map(({ name, expression }) => [name, expression])),
  };
}
