import lists from './tables/glossary/word-lists.json' with { type: 'json' };
import pairs from './tables/glossary/word-pairs.json' with { type: 'json' };

/** Lists of words that behave alike in a title, by name. */
export const wordLists = lists;

type PairsName = keyof typeof pairs;
/** Words and what they become in English, or in another form of it, by name: what is asked (申领 → Apply for), gerunds as nouns (Filing → Filing), plurals. */
export const wordPairs = Object.fromEntries(
  Object.entries(pairs).map(([name, rows]) => [name, Object.fromEntries(rows as [string, string][])]),
) as Readonly<Record<PairsName, Readonly<Record<string, string>>>>;
