import type { RegisteredDocument } from '../../model/citations.ts';
import { kindOfFigure } from '../../model/facts.ts';
import type { CrossIndexFacts, IndexChange, IndexedCitation } from '../../model/query.ts';
import { digits, hasHan, opt, orEmpty } from '../../model/values.ts';
import { asFields, type Clause } from './clauses.ts';
import { type BulkLine, type Connection, type IndexName, indexNames } from './connection.ts';

const keyword = { type: 'keyword', ignore_above: 8_000 } as const;
const integer = { type: 'integer' } as const;
const words = { type: 'text', analyzer: 'words' } as const;
const kept = { type: 'object', enabled: false } as const;

const fields = <T>(type: T, ...names: readonly string[]): Record<string, T> => Object.fromEntries(names.map((name) => [name, type]));

/**
 * Texts come as the tokens of stages/query/pieces.ts (pairs of Han characters, words), separated by blanks: a phrase of pairs is an exact
 * substring, as in the embedded engine. Words are stemmed as there (Porter), and accents do not count.
 */
const analysis = {
  analyzer: {
    words: { type: 'custom', tokenizer: 'whitespace', filter: ['lowercase', 'asciifolding', 'porter_stem'] },
    units: { type: 'custom', tokenizer: 'whitespace' },
  },
};

const mappings: Readonly<Record<IndexName, Readonly<Record<string, Clause>>>> = {
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
    ...fields(keyword, 'document', 'kind', 'day', 'relation', 'key', 'keys', 'title', 'number', 'prefix', 'unit', 'strength'),
    ...fields(keyword, 'purpose', 'window', 'until', 'theme', 'issuers', 'entity', 'to'),
    ...fields(integer, 'seq', 'shown', 'year', 'n'),
    ...fields({ type: 'double' }, 'value'),
    ...fields({ type: 'boolean' }, 'open', 'tellable'),
    row: kept,
  },
};

export async function ensureIndexes(connection: Connection): Promise<void> {
  for (const name of indexNames) {
    if (await connection.exists(name)) continue;
    const settings = { analysis, index: { refresh_interval: '30s' } };
    await connection.create(name, { settings, mappings: { dynamic: false, properties: mappings[name] } });
  }
}

/**
 * What the register keeps of a document, and how many facts of it there are, so that a later state removes those that it does not replace.
 */
export type RegisterRow = Omit<RegisteredDocument, 'act'> & {
  readonly keys: readonly string[];
  readonly shown: boolean;
  readonly sequence?: Sequence;
  readonly facts: number;
  /** Keys of earlier states, of which citations may not know yet that they are gone. */
  readonly formerKeys?: readonly string[];
};

type Sequence = NonNullable<CrossIndexFacts['sequence']>;

export type FactRow = {
  readonly document: string;
  readonly day: string;
  readonly n?: number;
  readonly fact: Readonly<Record<string, unknown>>;
};

function sequenceFields(sequence: Sequence | undefined): Clause {
  if (!sequence) return {};
  const { prefix, year = 0, n } = sequence;
  return { prefix, year, n, series: `${digits(year, 5)}|${prefix}` };
}

export const registerRow = (
  { id, title, english, issuerNames: issuers, number, remove }: IndexChange,
  { day, act, draft, keys, sequence }: CrossIndexFacts,
  facts: number,
): RegisterRow => ({
  ...{ id, title, english, issuers, day: orEmpty(day), keys: act ? [...new Set(keys)] : [], draft, shown: !remove, facts },
  ...opt({ number, sequence }),
});

export const registerFields = (row: RegisterRow, mark: string): Clause => {
  const { id, keys, day, draft, shown, sequence } = row;
  return { id, mark, keys, day, draft, shown, ...sequenceFields(sequence), row: asFields(row) };
};

/** A title in another language may be a translation of a stored text; a number, or a title in Chinese, shows that the text is missing. */
const isTellable = ({ title, number, relation }: IndexedCitation, own: string): boolean => {
  // A notice that forwards an act, and bears its title in its own, holds it.
  const isHeld = relation === 'forwards' && title !== undefined && own.includes(title);
  return !isHeld && (number !== undefined || hasHan(orEmpty(title)));
};

type FactFields = { readonly kind: 'citation' | 'figure' | 'window'; readonly fields: Clause; readonly n?: number; readonly fact: object };

function citationFields(fact: IndexedCitation, isShown: boolean, own: string): readonly FactFields[] {
  const { keys, title, number, relation, sequence } = fact;
  const [key] = keys;
  if (key === undefined) return [];
  // A citation without title and number is no gap to be listed as missing: shown is 2, and `announcements` finds it.
  const shown = isShown ? ((title ?? number) === undefined ? 2 : 1) : 0;
  const fields = { key, keys, title, number, relation, tellable: isTellable(fact, own), shown, open: true };
  return [{ kind: 'citation', fields: { ...fields, ...sequenceFields(sequence) }, fact }];
}

function factsOf({ remove, title }: IndexChange, { cites, figures, windows }: CrossIndexFacts): readonly FactFields[] {
  const cited = cites.flatMap((each) => citationFields(each, !remove, title));
  if (remove) return cited;
  return [
    ...cited,
    ...figures.map((fact): FactFields => {
      const { unit, year, strength, value } = fact;
      return { kind: 'figure', fields: { unit, year, strength, purpose: kindOfFigure(fact), value }, fact };
    }),
    ...windows.map((fact, n): FactFields => ({ kind: 'window', fields: { window: fact.kind, until: fact.until }, n, fact })),
  ];
}

const factId = (document: string, seq: number): string => `${document}.${digits(seq, 5)}`;

export function factLines(change: IndexChange, mark: string, before: number): readonly BulkLine[] {
  const index = 'facts';
  const { id, themes, issuerIds, issuerNames, entityIds, remove } = change;
  const narrowed = remove ? {} : { theme: themes, issuers: [...issuerIds, ...issuerNames], entity: entityIds };
  const facts = change.register;
  const day = orEmpty(facts?.day);
  const lines = (facts ? factsOf(change, facts) : []).map(({ kind, fields, n, fact }, seq): BulkLine => {
    const row: FactRow = { document: id, day, ...opt('n', n), fact: fact as FactRow['fact'] };
    return { index, id: factId(id, seq), fields: { document: id, seq, mark, day, kind, ...narrowed, ...fields, row: asFields(row) } };
  });
  const surplus = { length: Math.max(0, before - lines.length) };
  return [...lines, ...Array.from(surplus, (_, n): BulkLine => ({ index, id: factId(id, lines.length + n) }))];
}
