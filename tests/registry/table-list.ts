import * as z from 'zod';
import { documentTypes, subThemeIds, themeIds } from '../../shared/model/vocabulary.ts';
import { landmarkSections } from '../../shared/registry/landmarks/row.ts';
import { promiseActs } from '../../shared/registry/promises.ts';

/** What a table must be: how deep its rows lie (1 in a list, 2 in a list for each group), what a row is, what names it, and whether rows are sorted by that. */
export type Table = {
  readonly depth: 1 | 2 | 3;
  readonly row: z.ZodType;
  /** What no two rows share; of words, no two in one group. */
  readonly key: (row: never, group: string) => unknown;
  /** By code points; other tables are in an order that means something. */
  readonly sorted?: true;
  /** Written by a test: its lines may be longer than a hand writes them. */
  readonly made?: true;
  /** Names of the groups. */
  readonly groups?: z.ZodType;
};

const word = z.string().regex(/^\S(?:.*\S)?$/);
const han = z.string().regex(/^\p{Script=Han}+$/u);
const english = z.string().regex(/^[^\p{Script=Han}]*$/u);
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const level = z.enum(['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8']);
const mark = z.enum(['V2', 'V1', 'K', '?']);
const day = z.string().regex(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
const address = z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).href === url, 'an address as a browser writes it');
const themes = z.array(z.enum(themeIds)).min(1);
/** A day or month, and what was looked at: no address to fetch from. */
const checked = z.string().regex(/^\d{4}-\d\d(?:-\d\d)? (?!.*:\/\/)\S.{3,150}$/);
const words = z
  .array(word)
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'a word stands twice');

const first = (row: readonly unknown[]): unknown => row[0];
const byId = (row: { readonly id: string }): string => row.id;
const inGroup = (row: unknown, group: string): string => `${group}: ${Array.isArray(row) ? row[0] : row}`;

const pairs: Table = { depth: 1, row: z.tuple([word, english]), key: first, sorted: true };
const wordList: Table = { depth: 2, row: word, key: inGroup };

const landmark = {
  id,
  mark,
  themes: themes.optional(),
  zh: word.optional(),
  en: english,
  issuers: z.array(id).min(1).optional(),
  dates: z.partialRecord(z.enum(['signed', 'published', 'effective', 'adopted', 'draft', 'commentBy']), day).optional(),
  aliases: words.optional(),
  statement: word.optional(),
  checked: checked.optional(),
};
/** An act's own number, or that of the act by which a programme was set up. */
const numbered = { number: word.optional(), numberMark: mark.optional() };
const some = z.number().positive().optional();
const unitOfWork = z.strictObject({
  ...{ id, what: word, function: id, calls: z.number().nonnegative(), seconds: z.number().nonnegative() },
  ...{ writes: some, reads: some, puts: some, gets: some, messages: some, mails: some, requests: some, traffic: some, schedules: some },
  ...{ kept: some, table: some, from: word },
});
/** The words of an act in short are a fact; its sentences are not ours. */
const promised = z
  .strictObject({
    ...{ id, en: english, zh: word.max(30), themes, words: words.optional(), citing: words.optional() },
    ...{ section: word.optional(), year: z.int().min(2025).max(2050).optional(), body: id.optional(), url: address.optional() },
    units: words.optional(),
  })
  .refine(
    ({ words, citing, units }) => (words ?? citing) !== undefined && (units === undefined || citing === undefined),
    'nothing tells it',
  );
const kind = z.enum(['institution', 'company', 'programme', 'product', 'place', 'idea']);
const bySection = { depth: 2, key: byId, groups: z.enum(landmarkSections) } as const;
/** The figures that a picture draws are those that the sentence states: 1.16 billion has the digits of 1160000000. */
const digits = (text: string): string => text.replace(/\D/g, '').replace(/0+$/, '');
const statesThen = ({
  stated,
  values = [],
}: {
  readonly stated: string;
  readonly values?: readonly (readonly number[])[] | undefined;
}): boolean =>
  values.every(([value = 0, year = value]) => [value, year].every((number) => digits(stated).includes(digits(String(number)))));

const figure = z
  .strictObject({
    id,
    mark,
    themes,
    en: english,
    stated: english,
    values: z
      .array(z.array(z.number()).min(1).max(2))

      .min(1)
      .optional(),
    unit: word,
    about: z.array(words).min(1),
    counted: words.optional(),
    whole: z.literal(true).optional(),
    local: z.literal(true).optional(),
    note: z.array(english).min(1).optional(),
  })
  .refine(statesThen, 'values: not in "stated"');

const body = z.strictObject({
  id,
  name: word,
  short: english.optional(),
  full: english,
  others: words.optional(),
  alone: words.optional(),
  prefixes: words.optional(),
  former: z.strictObject({ names: words, short: english, full: english, until: day, prefixes: words }).optional(),
});
const company = z.strictObject({
  id,
  name: word.optional(),
  english,
  aliases: words.optional(),
  foreign: z.literal(true).optional(),
  field: z.literal('ai').optional(),
});
/** Pieces of expressions: they may begin with a blank. */
const pieces = z
  .array(z.string().regex(/^ ?\S(?:.*\S)?$/))
  .min(1)
  .optional();
const ambiguous = { name: word, before: pieces, after: pieces, only: pieces };
/** A title as its official text has it, and one English form of it. */
const title = z.string().regex(/^[\p{Script=Han}\d A-Za-z《》〈〉（）“”、：，—.+×-]+$/u);
const printed = z.string().regex(/^["A-Z][\x20-\x7e—–×]*[\x21-\x7e]$/);
const named = z.strictObject({ zh: title, en: printed, from: id });
const official: Table = {
  depth: 1,
  row: named.extend({ also: z.array(printed).min(1).optional() }),
  key: (row: { readonly zh: string }) => row.zh,
  sorted: true,
};
const special = z.strictObject({ id, level, place: id.optional(), names: words, english, prefixes: words.optional() });
const province = z.tuple([han, english, z.enum(['province', 'municipality', 'region', 'sar'])]);

/** Facts of an act and of no text; `from` is a key of catalogues.json. */
const knownAct = z.strictObject({
  zh: z.string().regex(/\p{Script=Han}/u),
  en: english.optional(),
  number: word.optional(),
  unnumbered: z.literal(true).optional(),
  issuers: z.array(word),
  type: z.enum(documentTypes),
  signed: day.optional(),
  published: day.optional(),
  effective: day.optional(),
  url: address.optional(),
  themes: themes.optional(),
  from: id,
  checked: checked.optional(),
});

/** Every table of the registry and of the readers, by its file under shared/. */
export const tables: Readonly<Record<string, Table>> = {
  'registry/tables/always-free.json': {
    depth: 1,
    row: z.strictObject({ id, amount: z.number().positive(), seen: day, from: word }),
    key: byId,
  },
  'registry/tables/ambiguous/abroad.json': wordList,
  'registry/tables/ambiguous/firms.json': {
    depth: 1,
    row: z.strictObject({ ...ambiguous, amongFirms: z.literal(true).optional() }),
    key: (row: { readonly name: string }) => row.name,
  },
  'registry/tables/ambiguous/places.json': { depth: 1, row: z.strictObject(ambiguous), key: (row: { readonly name: string }) => row.name },
  'registry/tables/bodies.json': { depth: 3, row: body, key: byId, groups: level },
  'registry/tables/bureaux.json': { depth: 2, row: z.strictObject({ id, names: words, english, under: id.exactOptional() }), key: byId },
  'registry/tables/cedict/syllables.json': { depth: 1, row: z.tuple([z.string().regex(/^[a-zü]+$/), han]), key: first, sorted: true },
  'registry/tables/cedict/words.json': {
    depth: 2,
    row: z.string().regex(/^\p{Script=Han}{2,4} [A-Z][A-Za-z -]+(?:\|[A-Z][A-Za-z -]+)?$/u),
    key: (row: string) => row.split(' ', 1)[0],
    groups: z.enum(['adjective', 'noun', 'verb']),
  },
  'registry/tables/act-subjects.json': { depth: 1, row: z.strictObject({ id, zh: han, en: english, words }), key: byId },
  'registry/tables/clauses/addressees.json': {
    depth: 2,
    row: z.union([z.tuple([word]), z.tuple([word, word])]),
    key: (row: readonly string[]) => row.join(' '),
    groups: id,
  },
  'registry/tables/clauses/words.json': {
    depth: 2,
    row: z.union([z.tuple([word, english]), z.tuple([word, english, z.string().regex(/^[a-z]+$/)])]),
    key: inGroup,
    groups: id,
  },
  'registry/tables/common-words.json': { ...wordList, row: han, key: (row: string) => row },
  'registry/tables/companies.json': { depth: 2, row: company, key: byId },
  'registry/tables/departments.json': pairs,
  'registry/tables/english-series.json': { depth: 1, row: z.tuple([z.string().regex(/^[a-z]+$/), han]), key: first },
  'registry/tables/firm-words.json': { ...wordList, groups: id },
  'registry/tables/functions.json': {
    depth: 1,
    row: z.strictObject({ id, memoryMb: z.int().positive(), waits: z.literal(true).optional() }),
    key: byId,
  },
  'registry/tables/glossary/adjectives.json': pairs,
  'registry/tables/glossary/kinds-of-document.json': pairs,
  'registry/tables/glossary/links.json': pairs,
  'registry/tables/glossary/marks.json': pairs,
  'registry/tables/glossary/nouns.json': pairs,
  'registry/tables/glossary/offices.json': pairs,
  // Short names that several bodies have are Chinese.
  'registry/tables/glossary/asked-names.json': {
    depth: 1,
    row: z.tuple([word, z.union([english, word])]),
    key: (row: readonly string[]) => row.join('='),
    sorted: true,
  },
  'registry/tables/glossary/other-english.json': { ...pairs, key: (row: readonly string[]) => row.join('=') },
  'registry/tables/glossary/verbs.json': pairs,
  'registry/tables/glossary/word-lists.json': { ...wordList, groups: id },
  'registry/tables/glossary/word-pairs.json': { depth: 2, row: z.tuple([z.string().min(1), english]), key: inGroup, groups: id },
  'registry/tables/government-prefixes.json': { depth: 1, row: z.tuple([id, words]), key: first },
  'registry/tables/hkscs.json': { depth: 1, row: z.tuple([z.int().min(135).max(254), z.string()]), key: first },
  'registry/tables/body-sites.json': { depth: 1, row: z.tuple([id, words]), key: first, sorted: true },
  'registry/tables/predecessors.json': { depth: 1, row: z.tuple([han, z.array(id).min(1)]), key: first, sorted: true },
  'registry/tables/same-bureaux.json': { depth: 1, row: z.array(id).min(2), key: first },
  'registry/tables/holidays.json': { depth: 1, row: z.tuple([day, day, word]), key: first, sorted: true },
  'registry/tables/known/acts.json': {
    depth: 1,
    row: knownAct,
    key: (row: { readonly zh: string; readonly number?: string }) => `${row.zh} ${row.number}`,
  },
  'registry/tables/known/catalogues.json': { depth: 1, row: z.tuple([id, checked]), key: first },
  'registry/tables/corrections.json': {
    depth: 1,
    row: z.strictObject({ of: word, field: z.enum(['statement', 'number', 'published']), said: word, since: day, why: word }),
    key: (row: { readonly of: string; readonly field: string }) => `${row.of} ${row.field}`,
  },
  'registry/tables/known/made.json': {
    depth: 1,
    row: z.strictObject({ zh: word, title: word, work: word, number: word.optional(), en: english.optional() }),
    key: (row: { readonly zh: string }) => row.zh,
    made: true,
  },
  'registry/tables/work.json': { depth: 1, row: unitOfWork, key: byId },
  'registry/tables/working-weekends.json': { depth: 1, row: day, key: (row: string) => row, sorted: true },
  'registry/tables/landmarks/acts.json': {
    ...bySection,
    row: z.strictObject({
      ...landmark,
      ...numbered,
      url: address.optional(),
      otherIssuers: z.int().positive().optional(),
    }),
  },
  'registry/tables/landmarks/figures.json': { ...bySection, row: figure },
  'registry/tables/landmarks/names.json': { ...bySection, row: z.strictObject({ ...landmark, ...numbered, kind, place: id.optional() }) },
  'registry/tables/lexicon.json': { ...wordList, groups: id },
  'registry/tables/official-english/acts.json': official,
  'registry/tables/official-english/from.json': { depth: 1, row: z.tuple([id, word]), key: first },
  'registry/tables/official-english/laws.json': official,
  'registry/tables/official-english/laws-unverified.json': { ...official, row: named },
  'registry/tables/official-english/regulations.json': official,
  'registry/tables/official-english/standards.json': official,
  'registry/tables/places/cities.json': { depth: 2, row: z.tuple([han, english]), key: inGroup, groups: id },
  'registry/tables/places/districts.json': { depth: 2, row: z.tuple([han, english]), key: inGroup, groups: id },
  'registry/tables/places/provinces.json': { depth: 1, row: province, key: first },
  'registry/tables/prefixes.json': { ...wordList, row: han },
  'registry/tables/press-names.json': { ...wordList, groups: id },
  'registry/tables/prices.json': {
    depth: 1,
    row: z.strictObject({ id, service: word, unit: word, region: id, usd: z.number().positive(), seen: day, from: word }),
    key: (row: { readonly id: string; readonly region: string }) => `${row.id} ${row.region}`,
  },
  'registry/tables/products.json': { depth: 1, row: z.strictObject({ id, company: id, names: words }), key: byId },
  'registry/tables/promises.json': { depth: 2, row: promised, key: byId, groups: z.union([z.literal('figures'), z.enum(promiseActs)]) },
  'registry/tables/regions.json': {
    depth: 1,
    row: z.strictObject({ region: id, lacks: z.array(z.string().regex(/^AWS::\w+::\w+$/)), seen: day, from: word }),
    key: (row: { readonly region: string }) => row.region,
    sorted: true,
  },
  'registry/tables/special-locals.json': { depth: 1, row: special, key: byId },
  'registry/tables/standing.json': {
    depth: 1,
    row: z.strictObject({ id, amount: z.int().positive() }),
    key: byId,
  },
  'registry/tables/sub-theme-words.json': {
    depth: 2,
    row: z.tuple([z.string().regex(/^(?:terms|title|heads|with|masks|pair \d [01])$/), word]),
    key: (row: unknown, group: string) => `${group}: ${(row as readonly string[]).join(' ')}`,
    groups: z.enum(subThemeIds),
  },
  'registry/tables/sub-themes.json': {
    depth: 1,
    row: z.strictObject({
      ...{ id: z.enum(subThemeIds), parent: z.enum(themeIds), english, chinese: word },
      general: z.literal(true).optional(),
    }),
    key: byId,
  },
  'registry/tables/syllables.json': { depth: 1, row: z.tuple([han, z.string().regex(/^[a-z]+$/)]), key: first },
  'registry/tables/theme-weights.json': {
    depth: 2,
    row: z.tuple([word, z.number()]),
    key: inGroup,
    groups: z.enum(['relevance', ...themeIds]),
  },
  'registry/tables/themes.json': {
    depth: 1,
    row: z.strictObject({ id: z.enum(themeIds), english, chinese: word, bias: z.number() }),
    key: byId,
  },
  'registry/tables/title-words.json': wordList,
  'registry/tables/word-changes.json': { depth: 1, row: z.tuple([han, han]), key: first },
  'stages/article/label-names.json': { ...wordList, row: han, key: (row: string) => row },
};
