import asked from './tables/glossary/asked.json' with { type: 'json' };
import committees from './tables/glossary/committees.json' with { type: 'json' };
import governed from './tables/glossary/governed.json' with { type: 'json' };
import headline from './tables/glossary/headline-verbs.json' with { type: 'json' };
import gerunds from './tables/glossary/nominals.json' with { type: 'json' };
import plurals from './tables/glossary/plurals.json' with { type: 'json' };
import punctuation from './tables/glossary/punctuation.json' with { type: 'json' };
import lists from './tables/glossary/word-lists.json' with { type: 'json' };

type Words = Readonly<Record<string, string>>;
const toRecord = (rows: readonly string[][]): Words => Object.fromEntries(rows as [string, string][]);

/** Lists of words that behave alike in a title, by name. */
export const wordLists = lists;
/** What is asked how to do: 申领 → Apply for. */
export const askedVerbs: Words = toRecord(asked);
/** Committees of a people's congress that report on drafts. */
export const congressCommittees: Words = toRecord(committees);
/** What an act orders, before its kind: X登记办法 → the Registration of X. */
export const governedDeeds: Words = toRecord(governed);
/** What bodies do in headlines: the gerund and its verb. */
export const headlineVerbs: Words = toRecord(headline);
/** Gerunds as nouns: 加强未成年人保护 is "Strengthening the Protection of Minors". */
export const nominals: Words = toRecord(gerunds);
/** Things that are counted: one and many. */
export const pluralForms: readonly (readonly [one: string, many: string])[] = plurals as [string, string][];
/** Punctuation as English has it. */
export const englishMarks: Words = toRecord(punctuation);
