import type { Clause } from './clauses.ts';
import type { Connection } from './connection.ts';

/** Increased when the fields change: new indexes are then filled beside the old ones. */
const format = 2;

/** Names of the three indexes: documents to search, what each states for questions across documents, and its single citations, figures and windows. */
export type Indexes = { readonly documents: string; readonly register: string; readonly facts: string };

export const indexesOf = (prefix: string): Indexes => ({
  documents: `${prefix}-documents-${format}`,
  register: `${prefix}-register-${format}`,
  facts: `${prefix}-facts-${format}`,
});

const keyword = { type: 'keyword', ignore_above: 8_000 } as const;
const integer = { type: 'integer' } as const;
const words = { type: 'text', analyzer: 'words' } as const;
/** Kept as it is and not searched. */
const kept = { type: 'object', enabled: false } as const;

const fields = <T>(type: T, ...names: readonly string[]): Record<string, T> => Object.fromEntries(names.map((name) => [name, type]));

/**
 * Texts come as the tokens of stages/query/pieces.ts (pairs of Han characters, words), separated by blanks: a phrase of pairs is an exact substring, as in the embedded
 * engine. Words are stemmed as there (Porter), and accents do not count.
 */
const analysis = {
  analyzer: {
    words: { type: 'custom', tokenizer: 'whitespace', filter: ['lowercase', 'asciifolding', 'porter_stem'] },
    units: { type: 'custom', tokenizer: 'whitespace' },
  },
};

const mappings: Readonly<Record<keyof Indexes, Readonly<Record<string, Clause>>>> = {
  documents: {
    ...fields(words, 'title', 'english', 'number', 'issuer', 'text'),
    ...fields({ type: 'text', analyzer: 'units' } as const, 'units', 'titleUnits'),
    ...fields(keyword, 'id', 'mark', 'titleCharacters', 'theme', 'issuers', 'issuerIds', 'source', 'entity', 'level', 'type', 'status'),
    ...fields(keyword, 'day', 'firstSeen', 'signed', 'published', 'effective', 'expires', 'commentBy'),
    ...fields({ type: 'float' }, 'authority', 'weight'),
    row: kept,
  },
  register: {
    ...fields(keyword, 'id', 'mark', 'keys', 'day', 'series', 'prefix'),
    ...fields(integer, 'year', 'n'),
    ...fields({ type: 'boolean' }, 'draft', 'shown'),
    row: kept,
  },
  facts: {
    ...fields(
      keyword,
      'document',
      'kind',
      'day',
      'relation',
      'key',
      'keys',
      'title',
      'number',
      'prefix',
      'unit',
      'strength',
      'window',
      'until',
    ),
    ...fields(keyword, 'theme', 'issuers', 'entity', 'to'),
    ...fields(integer, 'seq', 'shown', 'year', 'n'),
    ...fields({ type: 'boolean' }, 'open', 'tellable'),
    row: kept,
  },
};

/** Creates what is not there. Another writer may create it at the same moment: then it is there. */
export async function ensureIndexes(connection: Connection, indexes: Indexes): Promise<void> {
  for (const name of Object.keys(mappings) as (keyof Indexes)[]) {
    if (await connection.exists(indexes[name])) continue;
    const settings = { analysis, index: { refresh_interval: '30s' } };
    await connection.create(indexes[name], { settings, mappings: { dynamic: false, properties: mappings[name] } });
  }
}
