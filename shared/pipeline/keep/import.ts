/** Lines of an export, and documents of a release, taken in once their whole form was checked. */
import * as z from 'zod';
import {
  type Amendment,
  type Article,
  type Attachment,
  type Citation,
  type DateFact,
  type Dates,
  dateKinds,
  type Issuer,
  lastTextAlone,
  type Participation,
  type StatedChange,
  takenOverWarning,
  type Warning,
} from '../../model/article.ts';
import type {
  Classified,
  Entity,
  Evidence,
  FieldChange,
  Label,
  Revision,
  ShownAttachment,
  ShownCopy,
  SubThemeMatch,
  TakenBack,
  ThemeMatch,
  Unlabelled,
} from '../../model/document.ts';
import { type Fields, fieldsOf, pickFacts } from '../../model/document-facts.ts';
import { InputError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import type { IndexChange } from '../../model/query.ts';
import { labelKey, listOfLabels } from '../../model/table.ts';
import { omit, opt, orEmpty } from '../../model/values.ts';
import {
  changingRelations,
  documentTypes,
  isTheme,
  relations,
  type SubThemeId,
  statuses,
  subThemeIds,
  themeIds,
} from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { copyFrom, wordingOf } from '../../stages/identity/copies.ts';
import { identify } from '../../stages/identity/identify.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { withPlaces } from '../collect/publishers.ts';
import { noFacts } from '../collect/set-aside.ts';
import { work } from '../context.ts';
import { derivedFields, type ExportLine, fromExportLine } from '../read/export.ts';
import { toIndexChange } from '../read/index.ts';

/**
 * The form of a line of an export, whole and strict: what a stranger's file holds goes into the store as it is, and everything that reads
 * the store relies on it. A field that a type of the model has and this form lacks does not compile; one that neither has is refused with
 * its path. Fields that were added later than the export was made are optional.
 */
type Shape<T> = Readonly<Record<keyof T, z.ZodType>>;

const [name, words, longText] = [z.string().max(8_000), z.string().max(200_000), z.string().max(12_000_000)];
const listOf = <T extends z.ZodType>(each: T) => z.array(each).max(20_000);

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal digits');
const instant = z.iso.datetime();
const address = z.url({ protocol: /^https?$/ }).max(8_000);
const evidence = z
  .string()
  .regex(/^(?:evidence\/sha256\/[0-9a-f]{64}\/[0-9a-f]{32}\.json|pages\/sha256\/[0-9a-f]{64})$/, 'the key of a page that was stored');
const authority = z.number().min(0).max(100);

const dateFact = z.strictObject({
  value: z.string().regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, 'a day, a month or a year, as 2026-11-25'),
  precision: z.enum(['day', 'month', 'year']),
  time: z
    .string()
    .regex(/^\d{1,2}:\d{2}(?::\d{2})?$/, 'a time, as 17:30')
    .optional(),
  from: z.enum(['metadata', 'meta-tag', 'body', 'signature', 'listing', 'feed', 'url']),
  quote: words,
  changedBy: z.strictObject({ id: name, title: words, english: words.optional() }).optional(),
  before: z.strictObject({ value: name, quote: words }).optional(),
} satisfies Shape<DateFact>);
const dates = z.partialRecord(z.enum(dateKinds), dateFact);

const issuer = z.strictObject({ id: name.optional(), name: words, english: words.optional() } satisfies Shape<Issuer>);

const statedChange = z.strictObject({
  relation: z.enum(changingRelations),
  until: dateFact.optional(),
  term: name.optional(),
  effective: dateFact.optional(),
  from: dateFact.optional(),
  to: dateFact.optional(),
  parts: listOf(words).optional(),
  field: z.enum(dateKinds).optional(),
  before: words.optional(),
  after: words.optional(),
  value: dateFact.optional(),
  quote: words,
} satisfies Shape<StatedChange>);

const citation = z.strictObject({
  title: words.optional(),
  number: words.optional(),
  relation: z.enum(relations),
  quote: words,
  changes: listOf(statedChange).optional(),
  issuer: name.optional(),
  url: name.optional(),
  of: z.strictObject({ day: words.optional(), bodies: listOf(name).optional(), draft: z.boolean().optional() }).optional(),
} satisfies Shape<Citation>);

const attachment = z.strictObject({
  url: name,
  title: words,
  format: name,
  state: z.enum(['read', 'needs-ocr', 'unsupported', 'too-large', 'unreachable', 'damaged', 'elsewhere']).optional(),
  reason: words.optional(),
  pages: z.int().min(0).optional(),
  chars: z.int().min(0).optional(),
  textHash: hash.optional(),
  evidence: evidence.optional(),
  work: z.boolean().optional(),
  text: longText.optional(),
  role: z.enum(['draft', 'explanation', 'form', 'comparison']).optional(),
} satisfies Shape<Attachment & ShownAttachment>);

const participation = z.strictObject({ by: z.enum(['form', 'email', 'post']), to: words, quote: words } satisfies Shape<Participation>);
const amendment = z.strictObject({
  date: dateFact.optional(),
  number: words.optional(),
  issuer: issuer.optional(),
  quote: words,
} satisfies Shape<Amendment>);
const warning = z.strictObject({ field: name, reason: words, quote: words.optional() } satisfies Shape<Warning>);

const place = z.int().min(0);
const proof = z.strictObject({
  term: words,
  where: z.enum(['title', 'text', 'attachment']),
  start: place,
  end: place,
  url: name.optional(),
} satisfies Shape<Evidence>);
const themeMatch = z.strictObject({
  theme: z.enum(themeIds),
  score: z.number().min(0).max(1),
  evidence: listOf(proof),
} satisfies Shape<ThemeMatch>);
const entity = z.strictObject({ id: name, name: words, kind: name } satisfies Shape<Entity>);
const judged = { relevant: z.boolean(), relevance: z.number().min(0).max(1), themes: listOf(themeMatch) };

const label = z.strictObject({
  relevant: z.boolean().optional(),
  themes: listOf(z.enum(themeIds)).optional(),
  english: words.optional(),
  why: words,
  at: instant,
  who: name.optional(),
} satisfies Shape<Label>);
const takenBack = z.strictObject({ why: words, at: instant, label, who: name.optional() } satisfies Shape<TakenBack>);

const change = z.strictObject({ field: name, before: longText.optional(), after: longText.optional() } satisfies Shape<FieldChange>);
const copy = z.strictObject({
  url: address,
  sourceId: name,
  authority,
  differs: z.boolean(),
  wording: name,
  textHash: hash.optional(),
  says: z.record(name, words).optional(),
  evidence,
  firstSeenAt: instant,
  movedTo: name.optional(),
  goneAt: instant.optional(),
  state: z.literal('gone').optional(),
  differences: z.unknown().optional(),
} satisfies Shape<ShownCopy>);
const revision = z.strictObject({
  n: z.int().min(1),
  at: instant,
  by: z.enum(['publisher', 'reader']),
  what: z.enum(['new', 'changed', 'withdrawn', 'returned', 'reread']),
  textHash: hash,
  evidence,
  changes: listOf(change),
  older: z.literal(true).optional(),
} satisfies Shape<Omit<Revision, 'documentId'>>);

const english = z.strictObject({
  title: words,
  by: z.enum(['official', 'glossary', 'known', 'words', 'machine', 'model', 'person', 'translator', 'dictionary']),
  gist: words.optional(),
  gistBy: z.literal('model').optional(),
  gistQuotes: listOf(words).optional(),
  refused: listOf(words).optional(),
  page: name.optional(),
} satisfies Shape<ExportLine['english']>);

const held = z.strictObject({
  keys: listOf(words),
  textHash: hash,
  evidence,
  version: z.int().min(1),
  status: z.enum(statuses),
  unlabelled: z.strictObject(z.object({ ...judged, english }).partial().shape satisfies Shape<Unlabelled>).optional(),
  authority,
  warnings: listOf(warning),
  dates,
  texts: listOf(longText),
} satisfies Shape<ExportLine['held']>);

const languages = z.enum(['zh-Hans', 'zh-Hant', 'en', 'ja', 'other']);
const article = {
  kind: z.literal('article'),
  url: address,
  canonicalUrl: name,
  sourceId: name.optional(),
  reader: z.enum(['conventions', 'generic']),
  charset: name,
  language: languages,
  titleLanguage: languages,
  title: words.min(1),
  ...Object.fromEntries(fieldsOf('plain').map((field) => [field, words.optional()])),
  otherNumbers: listOf(words).optional(),
  issuers: listOf(issuer),
  type: z.enum(documentTypes),
  status: z.enum(statuses),
  dates,
  text: longText,
  attachments: listOf(attachment),
  citations: listOf(citation),
  amendments: listOf(amendment).optional(),
  participate: listOf(participation).optional(),
  nextPage: name.optional(),
  warnings: listOf(warning),
} satisfies Shape<Omit<Article, 'structure' | 'parts' | Fields<'plain'>>>;

/** A line of an export. What the importing instance works out itself is dropped, whatever it says. */
const exportLine = z.strictObject({
  ...Object.fromEntries([...derivedFields].map((field) => [field, z.unknown().optional()])),
  ...article,
  ...({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, _ and -, at most 64'),
    english,
    taxonomy: name.optional(),
    ...judged,
    subThemes: listOf(z.strictObject({ theme: z.enum(subThemeIds), evidence: listOf(proof) } satisfies Shape<SubThemeMatch>)).optional(),
    entities: listOf(entity),
    authority,
    firstSeenAt: instant,
    lastSeenAt: instant,
    withdrawnAt: instant.optional(),
    label: label.optional(),
    labelTakenBack: takenBack.optional(),
    themesBy: z.literal('person').optional(),
    copies: listOf(copy).min(1),
    revisions: listOf(revision).min(1),
    held,
  } satisfies Shape<
    Omit<
      ExportLine,
      keyof typeof article | Fields<'plain'> | Exclude<Fields<'showing'>, 'revisions' | 'labelTakenBack'> | 'structure' | 'parts'
    >
  >),
});

function findFault({ text, held, revisions, copies, attachments }: z.infer<typeof exportLine>) {
  if (sha256(text) !== held.textHash) return '"text" does not have the hash that "held.textHash" says';
  const hole = revisions.findIndex(({ n }, index) => n !== index + 1);
  if (hole >= 0) return `"revisions" are not numbered one after the other at ${hole + 1}`;
  const texts = new Set([held.textHash, ...held.texts.map(sha256)]);
  const lost = [...revisions, ...copies].find(({ textHash }) => typeof textHash === 'string' && !texts.has(textHash));
  if (lost) return `a text of a copy or revision is not in "held.texts" (${String(lost['textHash'])})`;
  // A text that stands in several formats is given once.
  const files = new Set(attachments.flatMap((each) => (each.text === undefined ? [] : [sha256(each.text)])));
  const file = attachments.find(({ textHash }) => textHash !== undefined && !files.has(textHash));
  return file ? `the text of the attachment ${file.url} does not have the hash that stands beside it` : undefined;
}

function faultIn({ issues: [issue] }: z.ZodError) {
  const path = issue?.path.map(String) ?? [];
  if (issue?.code !== 'unrecognized_keys') return `"${path.join('.')}": ${issue?.message}`;
  return `"${[...path, String(issue.keys[0]).slice(0, 80)].join('.')}": an export has no such field`;
}

function parsed<T extends z.ZodType>(form: T, value: unknown, n: number): z.infer<T> {
  const read = form.safeParse(value);
  if (read.success) return read.data;
  throw new InputError(`line ${n}: ${faultIn(read.error)}; nothing was imported`);
}

/** Until 0.2 a line had no `held`, and of its texts the last one alone: what that says follows from the line. */
const lineOfOld = exportLine.omit({ held: true });

function withHeld(line: z.infer<typeof lineOfOld>) {
  const { text, copies, revisions, status, authority, dates } = line;
  const [textHash, { keys }] = [sha256(text), identify(line as unknown as Article)];
  const warnings = [...line.warnings, ...(revisions.some((each) => each.textHash !== textHash) ? [lastTextAlone] : [])];
  const held = { keys, textHash, evidence: revisions.at(-1)?.evidence, version: revisions.length, status, authority, warnings, dates };
  return {
    ...{ ...line, warnings, held: { ...held, texts: [] } },
    copies: copies.map((copy) => (copy.textHash === textHash ? copy : omit(copy, 'textHash'))),
    revisions: revisions.map((revision) => ({ ...revision, textHash })),
  };
}

/** A line of any version as one of today: until 0.12 `held` had less, which the line itself says. */
function ofToday(value: unknown, n: number): unknown {
  if (typeof value !== 'object' || value === null || !('id' in value)) return value;
  const { held, ...line } = value as Partial<ExportLine>;
  if (held === undefined) return withHeld(parsed(lineOfOld, line, n));
  return { ...line, held: typeof held === 'object' ? { ...pickFacts(line, ['authority', 'warnings', 'dates']), ...held } : held };
}

export function readLine({ value, n }: Readonly<{ value: unknown; n: number }>): ExportLine {
  const line = ofToday(value, n);
  const wrong = findFault(parsed(exportLine, line, n));
  if (wrong !== undefined) throw new InputError(`line ${n}: ${wrong}; nothing was imported`);
  return line as ExportLine;
}

const atOnce = 100;

/** The rows of a line's document, made of the line alone: nothing is written, and its figures are not read. */
function rowOf(line: ExportLine, context: Context) {
  const { head } = fromExportLine(line);
  const texts = new Map([line.text, ...line.attachments.flatMap(({ text }) => text ?? [])].map((text) => [sha256(text), text]));
  const nothing = async () => {};
  return toIndexChange(head, {
    ...context,
    documents: { ...context.documents, touchOn: nothing, setAside: nothing },
    snapshots: { ...context.snapshots, loadText: async (hash) => orEmpty(texts.get(hash)) },
    reader: { ...context.reader, work: async <Result>() => noFacts as Result },
  });
}

export async function rehearse(lines: AsyncIterable<ExportLine>, context: Context): Promise<void> {
  const tried = async (some: readonly ExportLine[]) => {
    try {
      const rows: IndexChange[] = [];
      for (const line of some) rows.push(await rowOf(line, context));
      await context.search.match(rows, []);
    } catch (error) {
      const [line, next] = some;
      if (next) for (const each of some) await tried([each]);
      else if (line)
        throw new InputError(`document ${line.id}: it cannot be indexed (${String(error)}); nothing was imported`, { cause: error });
    }
  };
  const some: ExportLine[] = [];
  for await (const line of lines) {
    some.push(line);
    if (some.length >= atOnce) await tried(some.splice(0));
  }
  await tried(some);
}

async function keepAddresses(line: ExportLine, context: Context) {
  for (const { url, sourceId, evidence, firstSeenAt, textHash } of line.copies) {
    const canonical = canonicalUrl(url);
    if (await context.documents.address(canonical)) continue;
    const text = textHash === undefined ? {} : { textHash };
    const seen = { firstSeenAt, checkedAt: line.lastSeenAt, dueAt: line.lastSeenAt };
    await context.documents.saveAddress({ url, canonicalUrl: canonical, sourceId, documentId: line.id, evidence, ...text, ...seen });
  }
}

async function keepLabel({ id, label, labelTakenBack }: ExportLine, context: Context) {
  if (label) await context.archive.put({ ...labelKey(id), value: { documentId: id, label }, gsi1: { pk: listOfLabels, sk: id } });
  else if (labelTakenBack) await context.archive.put({ ...labelKey(id), value: { documentId: id, takenBack: labelTakenBack } });
}

/** Stores an imported document. One that was taken out stays out; one that is stored here already is not touched. */
async function importDocument(line: ExportLine, context: Context) {
  const { head } = fromExportLine(line);
  const stored = await context.documents.head(line.id);
  if (stored) return stored.version === head.version && stored.textHash === head.textHash ? 'same' : 'kept';
  if (await context.archive.isTakenOut(line.id)) return 'kept';
  const texts = [line.text, ...line.held.texts, ...line.attachments.flatMap(({ text }) => text ?? [])];
  for (const text of texts) await context.snapshots.saveText(text);
  await keepLabel(line, context);
  await keepAddresses(line, context);
  await context.archive.enter(
    head,
    line.revisions.map((revision) => ({ ...revision, documentId: line.id })),
  );
  context.crash('after-document');
  return 'new';
}

export async function importLines(
  lines: AsyncIterable<ExportLine>,
  context: Context,
): Promise<Readonly<{ new: number; same: number; kept: readonly string[] }>> {
  const counts = { new: 0, same: 0 };
  const kept: string[] = [];
  for await (const line of lines) {
    const outcome = await importDocument(line, context);
    if (outcome === 'kept') kept.push(line.id);
    else counts[outcome] += 1;
  }
  return { ...counts, kept };
}

/** A document of a release as one of this store: its facts, and for a text the quotes that the release has of it. */
type Row = Readonly<Record<string, string | number | undefined>>;
export type TakenOver = Readonly<{ n: number; document: Row; rows: Readonly<Record<string, readonly Row[]>> }>;
type From = Readonly<{ number: number; at: string; day: string }>;

const said = (row: Row, name: string) => orEmpty(row[name] === undefined ? undefined : String(row[name]));
const some = (row: Row, name: string) => said(row, name) || undefined;
const several = (row: Row, name: string) => said(row, name).split('; ').filter(Boolean);

/** Each quote once, those of an article behind its name, so that what is read of them again knows where they stand. */
function textOf({ rows }: TakenOver) {
  const lines: string[] = [];
  for (const row of Object.values(rows).flat()) {
    const [quote, article] = [said(row, 'quote'), said(row, 'article')];
    const label = article !== '' && !lines.some((line) => line.startsWith(article)) ? article : '';
    if (quote !== '' && !lines.some((line) => line.includes(quote)))
      lines.push(/条$/.test(label) ? `${label}　${quote}` : `${label}${quote}`);
  }
  return lines.join('\n');
}

const dateOf = (row: Row) =>
  ({
    ...{ value: said(row, 'value'), precision: said(row, 'precision'), from: said(row, 'from'), quote: said(row, 'quote') },
    ...opt('time', some(row, 'time')),
  }) as DateFact;

const citationOf = (row: Row) =>
  ({
    ...{ relation: said(row, 'relation'), quote: said(row, 'quote') },
    ...opt({ title: some(row, 'title'), number: some(row, 'number') }),
  }) as Citation;

function issuerOf(name: string): Issuer {
  const known = findIssuer(name);
  return { name, ...opt({ id: known?.id, english: known?.english }) };
}

function articleOf(taken: TakenOver, from: From) {
  const { document, rows } = taken;
  const url = said(document, 'url');
  if (!URL.canParse(url)) throw new InputError(`documents.jsonl, line ${taken.n}: "url" is no address; nothing was taken over`);
  const language = said(document, 'language');
  return {
    ...{ kind: 'article', url, canonicalUrl: canonicalUrl(url), reader: 'generic', charset: 'utf-8', language, titleLanguage: language },
    ...{
      title: said(document, 'title'),
      issuers: several(document, 'issuers').map(issuerOf),
      type: document['type'],
      status: document['status'],
    },
    ...opt({ number: some(document, 'number'), sourceId: some(document, 'carrier') ?? several(document, 'source')[0] }),
    dates: Object.fromEntries((rows['dates'] ?? []).map((row) => [said(row, 'kind'), dateOf(row)])) as Dates,
    ...{ text: textOf(taken), attachments: [], citations: (rows['citations'] ?? []).map(citationOf) },
    warnings: [takenOverWarning(`release ${from.number} of ${from.day}`)],
  } as unknown as Article;
}

/** Themes and English are those of the release; what else is made of a text is made of the quotes. */
function asReleased(understood: Classified, document: Row) {
  const themes = several(document, 'themes');
  const [relevance, by, title] = [Number(document['relevance']), said(document, 'englishBy'), said(document, 'english')];
  return {
    ...omit(understood, 'subThemes'),
    ...{ id: said(document, 'id'), relevant: document['relevant'] === 'yes', relevance },
    themes: themes.filter(isTheme).map((theme) => ({ theme, score: relevance, evidence: [] })),
    subThemes: themes.filter((theme) => !isTheme(theme)).map((theme) => ({ theme: theme as SubThemeId, evidence: [] })),
    // Words of a title are no title of it.
    ...(by !== 'words' && by !== 'known' && { english: { title, by: by as Classified['english']['by'] } }),
  };
}

/** A line as an export has it, checked as strictly; its evidence is what the release says of the document. */
export async function toLine(taken: TakenOver, from: From, context: Context): Promise<ExportLine> {
  const article = articleOf(taken, from);
  const understood = await work('understand', [withPlaces(article, context), []], article.url, context);
  const { keys, ...document } = omit(asReleased(understood, taken.document), 'structure');
  const bytes = Buffer.from(JSON.stringify({ ...taken.document, ...taken.rows }));
  const answer = { url: article.url, finalUrl: article.url, hops: [], status: 200, wireBytes: 0, requests: 0, fetchedAt: from.at };
  const { key: evidence } = await context.snapshots.save({ ...answer, headers: { 'content-type': 'application/json' }, bytes });
  const [textHash, firstSeenAt] = [sha256(article.text), `${said(taken.document, 'firstSeen')}T04:00:00.000Z`];
  const { authority, status, warnings, dates } = document;
  const whole = { ...document, keys };
  const copy = copyFrom(whole, { authority, evidence, firstSeenAt, textHash, wording: wordingOf(whole) });
  const revision = { n: 1, at: firstSeenAt, by: 'publisher', what: 'new', textHash, evidence, changes: [], older: true };
  const held = { keys, textHash, evidence, version: 1, status, authority, warnings, dates, texts: [] };
  const value = { ...document, firstSeenAt, lastSeenAt: from.at, copies: [copy], revisions: [revision], held };
  return readLine({ value, n: taken.n });
}
