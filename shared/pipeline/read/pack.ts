import type { Head, ShownDocument } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import type { Page } from '../../model/page.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
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
import { descriptionName } from '../../stages/text/evidence-name.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { toExactJson } from '../../stages/text/printable.ts';
import { textOf } from '../collect/set-aside.ts';
import { pagesUnlessDamaged } from './export.ts';
import { isLost } from './show-document.ts';

/** An evidence pack: what documents were read from, what was read, and the hash of everything (docs/evidence-packs.md). */

type Use = Source['rights']['use'];
/** What is written of a pack so far: a line for each file, and a record for each document. */
type Pack = { readonly files: Map<string, Manifest['files'][number]>; readonly documents: PackedDocument[]; readonly leftOut: LeftOut[] };
/** A text or page of a document, by its hash or key, and how it may be used. */
type Part = { readonly name: string; readonly use: Use; readonly url?: string };

/** A file that is not in the pack yet. */
function* added(name: string, content: Uint8Array | string, { files }: Pack): Generator<PackFile> {
  if (files.has(name)) return;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  files.set(name, { name, bytes: bytes.length, sha256: sha256(bytes) });
  yield { name, bytes };
}

/** Texts and pages of a document. A copy is used as its own source allows, all else as the document. */
function partsOf(shown: ShownDocument, head: Head, sources: readonly Source[]): Record<'texts' | 'pages', readonly Part[]> {
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

const note = (what: LeftOut['what'], hash: string, { use, url }: Part, document: string): LeftOut => ({
  document,
  what,
  sha256: hash,
  ...opt('url', url),
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

/** The words that decided its fields. */
const quotesIn = ({ dates, number, citations }: ShownDocument): readonly { readonly field: string; readonly quote: string }[] => [
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
  const quotes = quotesIn(shown).map((each) => ({ ...each, ...opt('file', finders.find(([, has]) => has(each.quote))?.[0]) }));
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
  const attachments = allowed.attachments.map(({ text: _words, ...rest }) => rest);
  const held = { keys: head.keys, textHash: head.textHash, evidence: head.evidence, version: head.version };
  const record = { ...allowed, attachments, ...(text === undefined && { text: excerpt }), held };
  yield* added(documentName(id), `${toExactJson(record, 2)}\n`, pack);
  const read = { by: reader, charset, language, ...opt('sourceId', sourceId), evidence: head.evidence };
  pack.documents.push({ id, title, file: documentName(id), read, ...opt('text', text), texts, pages, quotes });
}

/** The files of a pack: one document is in memory at a time, beside a line for each file. */
async function* packFiles(documents: AsyncIterable<ShownDocument>, version: string | undefined, context: LookupContext) {
  const pack: Pack = { files: new Map(), documents: [], leftOut: [] };
  yield* added(readmeName, readme, pack);
  for await (const shown of documents) yield* packDocument(shown, pack, context);
  const files = [...pack.files.values()];
  const manifest: Manifest = {
    ...{ format: packFormat, version: packVersion, writer: { name: 'hongtou', ...opt('version', version) } },
    asOf: dayOf(context.now()),
    ...{ documents: pack.documents, leftOut: pack.leftOut, files },
  };
  const bytes = Buffer.from(`${toExactJson(manifest, 1)}\n`);
  if (bytes.length > largestManifest) throw new InputError('the pack would hold too many documents; ask for fewer, in several packs');
  yield* added(manifestName, bytes, pack);
  yield { name: sumsName, bytes: Buffer.from(sumsOf([...pack.files.values()])) };
}

/** Documents as an evidence pack: a ZIP in pieces. The same store gives the same bytes on the same day. Throws InputError for one that would be too large. */
export const writePack = (
  documents: AsyncIterable<ShownDocument>,
  version: string | undefined,
  context: LookupContext,
): AsyncGenerator<Uint8Array> => toZip(packFiles(documents, version, context));
