import type { ShownDocument } from '../model/document.ts';
import type { Source } from '../model/source.ts';
import { useOf, wordsOf } from '../stages/digest/rights.ts';
import { isAct } from '../stages/text/acts.ts';
import { type Cell, documentColumns } from './csv.ts';
import { obligationsOf } from './obligations.ts';
import rows from './release-tables.json' with { type: 'json' };

/** The tables of a data set (docs/exports.md): files, descriptions and dictionary are made of them. */

export type Row = Readonly<Record<string, Cell>>;
export type TableName = keyof typeof rows;
type Field = { readonly says: readonly string[]; readonly type?: string; readonly to?: string };
type ReleaseTable = {
  readonly says: readonly string[];
  readonly key: readonly string[];
  readonly fields: Readonly<Record<string, Field>>;
};
export const releaseTables: Readonly<Record<TableName, ReleaseTable>> = rows;
export const tableNames = Object.keys(releaseTables) as readonly TableName[];

/** Fields whose values are facts, not words of the page. */
const factual = /^(?:dates\.\w+|type|status|number|relevant|themes|authority)$/;

const corrected = ({ revisions }: ShownDocument, free: boolean): readonly Row[] =>
  revisions
    .filter(({ by }) => by === 'reader')
    .flatMap(({ n: revision, at, changes }) =>
      changes.map(({ field, before, after }) => ({
        ...{ revision, at, field },
        ...((free && !/^(?:text|attachments)/.test(field)) || factual.test(field) ? { before, after } : {}),
      })),
    );

type Words = ReturnType<typeof wordsOf>;
type RowsOf = (document: ShownDocument, words: Words, use: Source['rights']['use']) => readonly Row[];

/** Without `document` and `n`. */
const partsOf: Readonly<Record<Exclude<TableName, 'documents' | 'sources'>, RowsOf>> = {
  dates: ({ dates }, words) =>
    Object.entries(dates).flatMap(([kind, { value, precision, time, from, changedBy, quote: said }]) => [
      { kind, value, precision, time, from, changedBy: changedBy?.id, quote: changedBy ? undefined : words(said) },
    ]),
  deadlines: ({ dates: { commentBy, commentFrom }, windows = [] }, words) =>
    [...(commentBy ? [{ ...commentBy, kind: 'comment', from: commentFrom?.value, until: commentBy.value }] : []), ...windows].map(
      ({ kind, from, until, time, quote: said }) => ({ kind, from, until, time, quote: words(said) }),
    ),
  citations: ({ links }, words) =>
    links.map(({ relation, to, state, quote: said }) => ({
      relation,
      to: to.id,
      title: to.title,
      number: to.number,
      state,
      quote: words(said),
    })),
  figures: ({ figures = [] }, words) =>
    figures.map(({ value, unit, bound, strict, year, every, strength, scope, quote: said }) => {
      const passed = words(said);
      return { value, unit, bound, strict: strict && 'yes', year, every, strength, scope: words(scope), quote: passed };
    }),
  obligations: (document, words) =>
    (isAct(document.type) ? obligationsOf(document) : []).map(({ quote: said, subject, english, ...row }) => {
      const passed = words(said);
      const { who, kind, article, from, by, sanction } = row;
      return { who, kind, article, from, by, sanction, subject: words(subject), english: passed && english, quote: passed };
    }),
  corrections: (document, _words, use) => corrected(document, use === 'full-text'),
};

export const sourceRows = (sources: readonly Source[]): readonly Row[] =>
  sources
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, names, publisher, level, kind, every, listing, rights }) => ({
      ...{ id, english: names.en, name: names.zh, publisher, level, kind, every, url: listing.url },
      ...{ rights: rights.use, reason: rights.reason },
    }));

/** The rows of a document in each table: what stands first has the first claim on the words that may be passed on. */
export function rowsOf(document: ShownDocument, sources: readonly Source[]): readonly (readonly [TableName, readonly Row[]])[] {
  const rights = useOf(document, sources);
  const words = wordsOf(document, sources);
  const last = document.revisions.at(-1);
  const own: Row = {
    ...Object.fromEntries(Object.entries(documentColumns).map(([name, of]) => [name, of(document)])),
    ...{ carrier: sources.find(({ id }) => id === document.sourceId)?.id, rights, revision: last?.n, textHash: last?.textHash },
  };
  const others = Object.entries(partsOf).map(([name, read]) => {
    const found = read(document, words, rights).map((row, at) => ({ document: document.id, n: at + 1, ...row }));
    return [name as TableName, found] as const;
  });
  return [['documents', [own]], ...others];
}
