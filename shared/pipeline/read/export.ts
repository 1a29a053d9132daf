import type { Page } from '../../model/article.ts';
import type { Head, Label, ShownDocument } from '../../model/document.ts';
import { fieldsOf, type NamedDocument } from '../../model/document-facts.ts';
import { DamagedError, InputError } from '../../model/errors.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Hit, Query, SortKey } from '../../model/query.ts';
import type { Source } from '../../model/source.ts';
import type { FeedFacts, SummaryLine } from '../../model/summary.ts';
import { dayOf } from '../../model/time.ts';
import { inPortions, omit, opt } from '../../model/values.ts';
import type { Status } from '../../model/vocabulary.ts';
import { allowedDocument, allowedText, useOf } from '../../stages/digest/rights.ts';
import {
  bodyName,
  documentName,
  finderIn,
  type LeftOut,
  largestManifest,
  type Manifest,
  manifestName,
  type PackedDocument,
  type PackedPage,
  packFormat,
  packVersion,
  readme,
  readmeName,
  sumsName,
  sumsOf,
  textName,
} from '../../stages/pack/manifest.ts';
import { type PackFile, toZip } from '../../stages/pack/zip.ts';
import { isAct } from '../../stages/text/acts.ts';
import { descriptionName, sha256 } from '../../stages/text/hash.ts';
import { toExactJson } from '../../stages/text/printable.ts';
import { quotesOf } from '../../stages/text/quotes.ts';
import { pagesBehind } from '../collect/reading.ts';
import { textOf, unlessDamaged } from '../collect/set-aside.ts';
import { everyId, openMemo } from '../context.ts';
import { summarise } from './compare.ts';
import { factsOf } from './facts.ts';
import { findHead } from './resolve.ts';
import { isLost, showDocument } from './show-document.ts';
import { citedBy, judge, linksOf, nameDocuments } from './status.ts';

/**
 * The English facts of the documents of a feed. Each costs the reading of a text, so they are kept in memory for as long as the document
 * stays as it is.
 */

const kept = openMemo<FeedFacts>(2000);

async function summaryOf(given: Head, context: LookupContext): Promise<FeedFacts['summary']> {
  const text = await textOf(given, context);
  // What is no act speaks for itself, in one sentence.
  if (!isAct(given.type))
    return quotesOf(text)
      .slice(0, 1)
      .map((quote) => ({ kind: 'label', says: 'From the text', quote }));
  const { head, status, effects } = await judge(given, await citedBy(given, context), context);
  const links = await linksOf(head, context);
  const { bearing, ...facts } = await factsOf(head, text, links, context);
  return summarise({ ...head, ...facts, text, status, links, changedBy: effects }, bearing, context);
}

async function read(head: Head, withSentences: boolean, context: LookupContext) {
  const revisions = head.revisionCount > 1 ? await context.documents.revisions(head.id) : [];
  const last = revisions.findLast(({ by }) => by === 'publisher');
  return {
    summary: withSentences ? await summaryOf(head, context) : [],
    changedAt: last?.at ?? head.firstSeenAt,
    changes: Math.max(0, head.revisionCount - 1),
    ...opt({ withdrawnAt: head.withdrawnAt }),
  };
}

/**
 * A document changes with its head; its sentences also with the day, and with a status that another document gave it. Without a status no
 * sentences are made.
 */
const readOnce = (head: Head, status: Hit['status'] | undefined, context: LookupContext) =>
  kept(context, `${head.id} ${head.version} ${status} ${dayOf(context.now())}`, () => read(head, status !== undefined, context));

const atOnce = 10;

/**
 * What feeds tell of these documents, by id; those that are not held any more are left out. Only the first `mostWithSentences` of them bring sentences.
 */
export async function feedFactsOf(
  hits: readonly Pick<Hit, 'id' | 'status'>[],
  context: LookupContext,
  mostWithSentences = hits.length,
): Promise<ReadonlyMap<string, FeedFacts>> {
  const statuses = new Map(hits.slice(0, mostWithSentences).map(({ id, status }) => [id, status]));
  const heads = await context.documents.heads([...new Set(hits.map(({ id }) => id))]);
  return new Map(await inPortions(heads, atOnce, async (head) => [head.id, await readOnce(head, statuses.get(head.id), context)] as const));
}

export type ExportFilters = Omit<Query, 'limit' | 'offset' | 'after' | 'today' | 'among'>;
/**
 * What is taken: the documents of these references, or what a search with these filters finds (documents on AI policy, as pages and API
 * list them), or, without either, everything; at most `limit`.
 */
export type Wanted = Readonly<{ refs?: readonly string[]; filters?: ExportFilters; limit?: number }>;

type Chosen = Readonly<{ id: string; status?: Status }>;

const portion = 500;

async function* chosenByName(refs: readonly string[], context: LookupContext): AsyncGenerator<Chosen> {
  for (const ref of refs) {
    const head = await findHead(ref, context);
    if (!head) throw new InputError(`${ref.slice(0, 100)}: no document of this instance; hongtou resolve says what it stands for`);
    yield { id: head.id };
  }
}

async function* chosenByQuery(filters: ExportFilters, context: LookupContext): AsyncGenerator<Chosen> {
  const query = { ...filters, limit: portion, today: dayOf(context.now()) };
  let after: SortKey | undefined;
  do {
    const { hits, keys, more } = await context.search.query({ ...query, ...opt({ after }) });
    yield* hits;
    after = more ? keys.at(-1) : undefined;
  } while (after);
}

async function* everything(context: LookupContext): AsyncGenerator<Chosen> {
  for await (const ids of everyId(context, portion)) for (const id of ids) yield { id };
}

async function* chosen({ refs, filters, limit = Number.POSITIVE_INFINITY }: Wanted, context: LookupContext) {
  const seen = new Set<string>();
  let some: Chosen[] = [];
  const found = refs ? chosenByName(refs, context) : filters ? chosenByQuery(filters, context) : everything(context);
  for await (const each of found) {
    if (seen.size >= limit) break;
    if (seen.has(each.id)) continue;
    seen.add(each.id);
    some.push(each);
    if (some.length < portion) continue;
    yield some;
    some = [];
  }
  yield some;
}

/**
 * The documents as tables and references name them, in the order of the list; with what they do where `withSentences` asks for it and rights allow
 * the words.
 */
export async function* namedDocuments(
  wanted: Wanted,
  withSentences: boolean,
  context: LookupContext,
): AsyncGenerator<NamedDocument & { readonly summary?: readonly SummaryLine[] }> {
  for await (const some of chosen(wanted, context)) {
    for (const named of await nameDocuments(some, context)) {
      const quoted = withSentences && useOf(named, context.settings.sources) !== 'link-only';
      const summary = quoted
        ? (await unlessDamaged(named, () => feedFactsOf([named], context), context))?.get(named.id)?.summary
        : undefined;
      yield summary ? { ...named, summary } : named;
    }
  }
}

export async function* shownDocuments(wanted: Wanted, context: LookupContext): AsyncGenerator<ShownDocument> {
  const sorted = wanted.refs === undefined && wanted.filters === undefined;
  const all: string[] = [];
  for await (const some of chosen(wanted, context)) {
    const ids = some.map(({ id }) => id);
    if (sorted) yield* shownOf(ids, context);
    else all.push(...ids);
  }
  yield* shownOf(all.toSorted(), context);
}

/**
 * None, and the document set aside, where what is stored of it, or its text, cannot be read: a line without it would be taken for whole.
 */
async function shownUnlessDamaged(head: Head, { machine: _machine, ...context }: LookupContext) {
  const shown = await unlessDamaged(head, () => showDocument(head, context), context);
  return shown && !isLost(head, shown.text) ? shown : undefined;
}

async function* shownOf(ids: readonly string[], context: LookupContext): AsyncGenerator<ShownDocument> {
  for (const id of ids) {
    const head = await context.documents.head(id);
    const shown = head && (await shownUnlessDamaged(head, context));
    if (shown) yield shown;
  }
}

export async function* evidenceOf(documents: AsyncIterable<ShownDocument>, context: LookupContext): AsyncGenerator<Page> {
  const seen = new Set<string>();
  for await (const document of documents) {
    for (const { evidence } of [...document.revisions, ...document.copies, ...document.attachments]) {
      if (evidence === undefined || seen.has(evidence)) continue;
      seen.add(evidence);
      yield* await pagesUnlessDamaged(evidence, document, context);
    }
  }
}

/** The pages of some evidence; none, which is set aside, where one is damaged. */
const pagesUnlessDamaged = async (evidence: string, document: ShownDocument, context: LookupContext) =>
  (await unlessDamaged(document, () => pagesBehind(evidence, context), context)) ?? [];

/**
 * What a line of an export has beside the shown document, so that another instance can import it. `texts`: those of copies and earlier
 * revisions.
 */
type ExportedState = Pick<
  Head,
  'keys' | 'textHash' | 'evidence' | 'version' | 'status' | 'unlabelled' | 'authority' | 'warnings' | 'dates'
> & {
  readonly texts: readonly string[];
};
export type ExportLine = ShownDocument & { readonly held: ExportedState };

/** Fields of a shown document that the importing instance works out itself; `comment` was one until 0.4. */
export const derivedFields = new Set<string>(['held', 'text', 'structure', 'reason', 'comment', ...fieldsOf('showing')]);

/** A document as a line of an export. Throws DamagedError where a text of it is damaged: a line without it could not be imported. */
export async function toExportLine(document: ShownDocument, context: LookupContext): Promise<ExportLine> {
  const head = await context.documents.head(document.id);
  if (!head) throw new Error(`${document.id} was taken away while it was exported`);
  const { keys, textHash, evidence, version, status, unlabelled, authority, warnings, dates } = head;
  const hashes = new Set([...document.copies, ...document.revisions].map((each) => each.textHash));
  const files = new Set(document.attachments.flatMap(({ text }) => (text === undefined ? [] : [sha256(text)])));
  const lost = document.attachments.find(({ textHash }) => textHash !== undefined && !files.has(textHash));
  if (lost) throw new DamagedError(`text/sha256/${lost.textHash}`);
  const texts: string[] = [];
  for (const hash of hashes) if (hash !== undefined && hash !== textHash) texts.push(await context.snapshots.loadText(hash));
  return {
    ...document,
    held: { keys, textHash, evidence, version, status, authority, warnings, dates, ...opt({ unlabelled }), texts },
  };
}

export function fromExportLine(line: ExportLine): Readonly<{ head: Head; label: Label | undefined }> {
  const { unlabelled, ...held } = omit(line.held, 'texts');
  const own = Object.fromEntries(
    Object.entries(line).filter(([field]) => !derivedFields.has(field) && field !== 'label' && field !== 'themesBy'),
  );
  const copies = line.copies.map((copy) => omit(copy, 'differences', 'state'));
  const attachments = line.attachments.map((attachment) => omit(attachment, 'text', 'role'));
  const head = { ...own, ...held, ...unlabelled, copies, attachments, revisionCount: line.revisions.length } as unknown as Head;
  return { head, label: line.label };
}

/** An evidence pack: what documents were read from, what was read, and the hash of everything (docs/evidence-packs.md). */

type Use = Source['rights']['use'];
type Pack = Readonly<{ files: Map<string, Manifest['files'][number]>; documents: PackedDocument[]; leftOut: LeftOut[] }>;
type Part = Readonly<{ name: string; use: Use; url?: string }>;

function* added(name: string, content: Uint8Array | string, { files }: Pack): Generator<PackFile> {
  if (files.has(name)) return;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  files.set(name, { name, bytes: bytes.length, sha256: sha256(bytes) });
  yield { name, bytes };
}

function partsOf(shown: ShownDocument, head: Head, sources: readonly Source[]) {
  const whole = allowedText(shown, sources).complete ? 'full-text' : useOf(shown, sources);
  const own = useOf(shown, sources);
  const texts = new Map<string, Part>();
  const pages = new Map<string, Part>();
  for (const { url, sourceId, evidence, textHash, differs } of shown.copies) {
    const use = useOf({ sourceId, type: shown.type, copies: [] }, sources);
    pages.set(evidence, { name: evidence, use, url });
    if (textHash !== undefined && differs) texts.set(textHash, { name: textHash, use, url });
  }
  for (const { evidence, textHash } of [head, ...shown.revisions, ...shown.attachments]) {
    if (textHash !== undefined) texts.set(textHash, { name: textHash, use: whole });
    if (evidence !== undefined && !pages.has(evidence)) pages.set(evidence, { name: evidence, use: own });
  }
  return { texts: [...texts.values()], pages: [...pages.values()] };
}

const note = (what: LeftOut['what'], hash: string, { use, url }: Part, document: string) => ({
  document,
  what,
  sha256: hash,
  ...opt({ url }),
  rights: use,
});

async function* packPage(page: Page, pack: Pack): AsyncGenerator<PackFile, PackedPage> {
  const { bytes, ...rest } = page;
  const hash = sha256(bytes);
  const [body, headers] = [bodyName(hash), `evidence/${hash}/${descriptionName(page, hash)}.json`];
  yield* added(body, bytes, pack);
  yield* added(headers, toExactJson(rest, 2), pack);
  return { url: page.url, fetchedAt: page.fetchedAt, status: page.status, sha256: hash, body, headers };
}

async function* packPages(shown: ShownDocument, parts: readonly Part[], pack: Pack, context: LookupContext) {
  const pages: PackedPage[] = [];
  for (const part of parts) {
    const found = part.use === 'full-text' ? await pagesUnlessDamaged(part.name, shown, context) : [];
    for (const page of found) pages.push(yield* packPage(page, pack));
    const hash = /\/sha256\/([0-9a-f]{64})/.exec(part.name)?.[1];
    if (found.length === 0 && hash !== undefined) pack.leftOut.push(note('page', hash, part, shown.id));
  }
  return pages;
}

const quotesIn = ({ dates, number, citations }: ShownDocument) => [
  ...(number === undefined ? [] : [{ field: 'number', quote: number }]),
  ...Object.entries(dates).flatMap(([kind, date]) => (date ? [{ field: `dates.${kind}`, quote: date.quote }] : [])),
  ...citations.map(({ quote }, index) => ({ field: `citations.${index}`, quote })),
];

async function* packTexts(shown: ShownDocument, parts: readonly Part[], pack: Pack, context: LookupContext) {
  const texts: string[] = [];
  const finders: (readonly [string, (words: string) => boolean])[] = [];
  for (const part of parts) {
    if (part.use !== 'full-text') {
      pack.leftOut.push(note('text', part.name, part, shown.id));
      continue;
    }
    const text = await textOf({ ...shown, textHash: part.name }, context);
    if (isLost({ textHash: part.name }, text)) continue;
    yield* added(textName(part.name), text, pack);
    texts.push(textName(part.name));
    finders.push([textName(part.name), finderIn(text)]);
  }
  const quotes = quotesIn(shown).map((each) => ({ ...each, ...opt({ file: finders.find(([, has]) => has(each.quote))?.[0] }) }));
  return { texts, quotes };
}

async function* packDocument(shown: ShownDocument, pack: Pack, context: LookupContext): AsyncGenerator<PackFile> {
  const head = await context.documents.head(shown.id);
  if (!head) throw new Error(`${shown.id} was taken away while it was packed`);
  const { id, title, reader, charset, language, sourceId } = shown;
  const parts = partsOf(shown, head, context.settings.sources);
  const { texts, quotes } = yield* packTexts(shown, parts.texts, pack, context);
  const pages = yield* packPages(shown, parts.pages, pack, context);
  const text = texts.find((name) => name === textName(head.textHash));
  const { text: excerpt, ...allowed } = allowedDocument(shown, context.settings.sources);
  const attachments = allowed.attachments.map((attachment) => omit(attachment, 'text'));
  const stored = { keys: head.keys, textHash: head.textHash, evidence: head.evidence, version: head.version };
  const record = { ...allowed, attachments, ...(text === undefined && { text: excerpt }), held: stored };
  yield* added(documentName(id), `${toExactJson(record, 2)}\n`, pack);
  const read = { by: reader, charset, language, ...opt({ sourceId }), evidence: head.evidence };
  pack.documents.push({ id, title, file: documentName(id), read, ...opt({ text }), texts, pages, quotes });
}

/** The files of a pack: one document is in memory at a time, beside a line for each file. */
async function* packFiles(documents: AsyncIterable<ShownDocument>, version: string | undefined, context: LookupContext) {
  const pack = { files: new Map(), documents: [], leftOut: [] };
  yield* added(readmeName, readme, pack);
  for await (const shown of documents) yield* packDocument(shown, pack, context);
  const files = [...pack.files.values()];
  const manifest: Manifest = {
    ...{ format: packFormat, version: packVersion, writer: { name: 'hongtou', ...opt({ version }) } },
    asOf: dayOf(context.now()),
    ...{ documents: pack.documents, leftOut: pack.leftOut, files },
  };
  const bytes = Buffer.from(`${toExactJson(manifest, 1)}\n`);
  if (bytes.length > largestManifest) throw new InputError('the pack would hold too many documents; ask for fewer, in several packs');
  yield* added(manifestName, bytes, pack);
  yield { name: sumsName, bytes: Buffer.from(sumsOf([...pack.files.values()])) };
}

/**
 * Documents as an evidence pack: a ZIP in pieces. The same store gives the same bytes on the same day. Throws InputError for one that would
 * be too large.
 */
export const writePack = (
  documents: AsyncIterable<ShownDocument>,
  version: string | undefined,
  context: LookupContext,
): AsyncGenerator<Uint8Array> => toZip(packFiles(documents, version, context));
