import type { Head, ShownDocument } from './document.ts';
import type { Fixed } from './fixed.ts';
import type { LanguagePair } from './reader.ts';

/**
 * Where a field comes from: read of its page, worked out of that when it is read, or what is known beside its words, all kept in the head;
 * or worked out each time it is shown, so that no head has it, and an import works it out itself.
 */
type Origin = 'page' | 'reading' | 'store' | 'showing';
/**
 * `named`: in tables, feeds and references. `tool`: in the answer of the tool `document`. `item`: in an item of a digest. `reread`:
 * compared by `reprocess`, which has title, text, attachments and themes by comparisons of their own, and the status never, since it is of
 * a day. `lasting`: a later page need not show it again. `plain`: words as the page has them, in that form in exports.
 */
type Use = 'named' | 'tool' | 'item' | 'reread' | 'lasting' | 'plain';

/** Every field of a document, once: one that has no row does not compile. Words for people stand in `fieldWords`. */
const documentFacts = {
  id: ['reading', 'named', 'tool'],
  title: ['page', 'named', 'tool', 'item'],
  titleLanguage: ['page', 'named'],
  english: ['reading', 'named', 'reread'],
  act: ['showing', 'named', 'tool', 'item'],
  issuers: ['page', 'named', 'tool', 'item', 'reread'],
  carrier: ['showing', 'item'],
  notSeenOnIssuersSite: ['showing', 'named', 'tool', 'item'],
  scan: ['showing', 'named', 'tool', 'item'],
  number: ['page', 'named', 'tool', 'item', 'reread', 'lasting', 'plain'],
  otherNumbers: ['page', 'tool', 'reread'],
  type: ['page', 'named', 'tool', 'item', 'reread'],
  status: ['page', 'named', 'tool', 'item'],
  statusReason: ['showing', 'tool'],
  dates: ['page', 'named', 'tool', 'item', 'reread'],
  amendments: ['page', 'reread', 'lasting'],
  changedBy: ['showing'],
  indexNumber: ['page', 'lasting', 'plain'],
  subject: ['page', 'reread', 'plain'],
  validity: ['page', 'reread', 'lasting', 'plain'],
  credit: ['page', 'reread', 'plain'],
  account: ['page', 'reread', 'plain'],
  summary: ['showing', 'item'],
  keyFacts: ['showing'],
  participate: ['page', 'tool', 'reread'],
  windows: ['showing'],
  stages: ['showing', 'tool'],
  figures: ['showing'],
  themes: ['reading', 'named'],
  subThemes: ['reading', 'named', 'reread'],
  entities: ['reading', 'reread'],
  warnings: ['page', 'reread'],
  attachments: ['page'],
  text: ['page'],
  structure: ['page'],
  citations: ['page', 'reread'],
  links: ['showing'],
  citedBy: ['showing'],
  translations: ['showing', 'tool'],
  catalogue: ['showing', 'tool'],
  url: ['page', 'named', 'tool'],
  canonicalUrl: ['page', 'named'],
  sourceId: ['page', 'named'],
  authority: ['reading', 'named', 'tool', 'reread'],
  copies: ['store', 'named'],
  revisions: ['showing'],
  state: ['showing'],
  firstSeenAt: ['store', 'named', 'tool'],
  lastSeenAt: ['store', 'named'],
  withdrawnAt: ['store', 'named', 'tool'],
  label: ['store'],
  labelTakenBack: ['showing'],
  themesBy: ['store'],
  reader: ['page'],
  charset: ['page'],
  language: ['page', 'named'],
  // Told by what is made of it: relevance by what lists hold, a repost by the document that it is a copy of.
  taxonomy: ['reading'],
  relevant: ['reading', 'named', 'reread'],
  relevance: ['reading', 'named'],
  copyOf: ['page', 'reread', 'plain'],
  // For the program alone: what was read, where it is kept, and which writer was first.
  kind: ['page'],
  nextPage: ['page'],
  parts: ['page'],
  keys: ['reading'],
  textHash: ['store'],
  evidence: ['store'],
  unlabelled: ['store'],
  revisionCount: ['store'],
  version: ['store'],
  unsettled: ['store'],
} as const satisfies Readonly<Record<keyof Head | keyof ShownDocument, readonly [Origin, ...Use[]]>>;

export type FactName = keyof typeof documentFacts;
export type Fields<F extends Origin | Use> = { [K in FactName]: F extends (typeof documentFacts)[K][number] ? K : never }[FactName];

export const fieldsOf = <F extends Origin | Use>(use: F): readonly Fields<F>[] =>
  Object.entries<readonly (Origin | Use)[]>(documentFacts).flatMap(([name, uses]) => (uses.includes(use) ? [name as Fields<F>] : []));

export function pickFacts<D extends object, K extends FactName>(document: D, names: readonly K[]): Pick<D, K & keyof D> {
  const fields = new Map(Object.entries(document));
  return Object.fromEntries(names.flatMap((name) => (fields.get(name) === undefined ? [] : [[name, fields.get(name)]]))) as Pick<
    D,
    K & keyof D
  >;
}

/** A document as tables and references name it: what its head says, with the status of the day. Its text is not read for it. */
export type NamedDocument = Pick<ShownDocument, Fields<'named'>>;

type FieldWords = Fixed<{ words: LanguagePair; command: string; as: 'code' | 'chinese' | 'quote' }>;
const fieldWords = {
  otherNumbers: { words: ['Other numbers', '其他文号'], command: 'other numbers', as: 'chinese' },
  indexNumber: { words: ['Index number', '索引号'], command: 'index number', as: 'code' },
  subject: { words: ['Subject category', '主题分类'], command: 'subject', as: 'chinese' },
  validity: { words: ['Validity', '有效性'], command: 'validity', as: 'quote' },
  credit: { words: ['Credited source', '稿件来源'], command: 'credit', as: 'chinese' },
  account: { words: ['WeChat account', '微信公众号'], command: 'WeChat account', as: 'chinese' },
} as const satisfies Partial<Record<Fields<'page'>, FieldWords>>;

type WordedName = keyof typeof fieldWords;
export type WordedFact = Fixed<FieldWords & { values: string[] }>;

export function wordedFacts(
  document: Partial<Pick<ShownDocument, WordedName>> & { readonly title: string },
): Readonly<Record<WordedName, WordedFact>> {
  const worded = (name: WordedName): WordedFact => ({ ...fieldWords[name], values: [document[name] ?? []].flat() });
  return Object.fromEntries(Object.keys(fieldWords).map((name) => [name, worded(name as WordedName)])) as Record<WordedName, WordedFact>;
}
