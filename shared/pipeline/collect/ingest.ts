import type { Article, Snapshot } from '../../model/article.ts';
import type { Classified, Head, Saved } from '../../model/document.ts';
import { RemovedError, SourceError } from '../../model/errors.ts';
import type { Address, CollectContext, FiledAddress, LookedUp } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { hasHan, opt } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { wholeText } from '../../stages/attachment/attached-works.ts';
import { withLabel } from '../../stages/classify/label.ts';
import { describeAct } from '../../stages/english/summary.ts';
import { isUntold } from '../../stages/english/summary-parts.ts';
import { copyFrom } from '../../stages/identity/copies.ts';
import { placeId } from '../../stages/identity/identify.ts';
import { copyAuthority, retoldKeys, retoldVerdict, type SiteLines, sameWork } from '../../stages/identity/merge.ts';
import type { WorkerStages } from '../../stages/page-jobs.ts';
import { isAct } from '../../stages/text/acts.ts';
import { canonicalUrl, locationUrl } from '../../stages/urls/address.ts';
import { work } from '../context.ts';
import { applyReading } from './changed.ts';
import { type DocumentReading, newDocument, untilWritten, withDoubtsOfOthers, writeHead } from './head-changes.ts';
import { textWithWorksOf } from './mend.ts';
import { recordReplaced } from './missing-page.ts';
import { publishersOf, withPlaces } from './publishers.ts';

/** The stored document that a reading belongs to, or the reading under a free id and `others` that were held against it. */
type DocumentMatch = Readonly<{ head?: Head; document: Classified; others?: readonly Head[] }>;

const candidates = 50;
const mostTexts = 4;

async function textsAgree(head: Head, document: Classified, needed: Exclude<ReturnType<typeof sameWork>, string>, context: CollectContext) {
  const own = head.copies.find(({ url }) => url === locationUrl(document.url))?.textHash;
  for (const hash of new Set([head.textHash, ...(own === undefined ? [] : [own])])) {
    const text = await textWithWorksOf(head, context, hash);
    if (await work('enoughAlike', [text, document.text, needed], document.url, context)) return true;
  }
  return false;
}

/** Finds the document by the address. Throws SourceError when the address now leads to a page that is no document of its own. */
async function byAddress(document: Classified, known: Address, context: CollectContext) {
  const head = await context.documents.head(known.documentId);
  if (!head) return undefined;
  const verdict = sameWork(head, document, 'address');
  if (verdict === 'same' || (verdict !== 'apart' && (await textsAgree(head, document, verdict, context)))) return head;
  const elsewhere = canonicalUrl(document.url) !== known.canonicalUrl;
  const another = isAct(document.type) && (document.number !== undefined || document.dates.signed !== undefined);
  if (elsewhere || !another) {
    const what = elsewhere ? 'the address leads to another page' : 'another page stands at the address';
    throw new SourceError('unrecognised', document.url, `${what}: ${document.title.slice(0, 80)}`);
  }
  return undefined;
}

const claimedKey = ({ type, number, keys }: Classified) =>
  isAct(type) && number !== undefined ? keys.find((each) => each.startsWith('n:')) : undefined;

function lookUp(document: Classified, context: CollectContext) {
  // A position in a series is no identity: it only leads from the spelling of a number to its act.
  const keys = document.keys.filter((key) => !key.startsWith('s:'));
  return context.documents.lookUp({ keys, id: document.id, ...opt({ claim: claimedKey(document) }), limit: candidates });
}

type Judge = (head: Head, document: Classified) => ReturnType<typeof sameWork>;

const byKey: Judge = (head, document) => sameWork(head, document, 'key');

async function byKeys(document: Classified, sharing: readonly Head[], judge: Judge, context: CollectContext) {
  let texts = 0;
  for (const head of sharing) {
    const verdict = judge(head, document);
    if (verdict === 'same') return head;
    if (verdict === 'apart' || texts >= mostTexts) continue;
    texts += 1;
    if (await textsAgree(head, document, verdict, context)) return head;
  }
  return undefined;
}

/** The act that a page repeats whole under a headline of its own. */
async function byWording(document: Classified, context: CollectContext) {
  const keys = retoldKeys(document);
  if (keys.length === 0) return undefined;
  const found = await context.documents.lookUp({ keys, id: document.id, limit: candidates });
  return byKeys(document, found.byKeys, retoldVerdict, context);
}

async function isSameDocument(head: Head, document: Classified, context: CollectContext) {
  const verdict = isAct(head.type) && isAct(document.type) ? sameWork(head, document, 'key') : 'same';
  return verdict === 'same' || (verdict !== 'apart' && (await textsAgree(head, document, verdict, context)));
}

/** Works that bear one number by mistake: at most so many are compared. */
const mostOfNumber = 20;

/**
 * Two copies of a new act that are stored at the same time under different titles have no id in common, and neither is found by the other.
 * Their number brings them to one id: whoever claims it first decides. A number of several works has several claims in a row.
 */
async function claimNumber(
  document: Classified,
  passed: ReadonlyMap<string, Head>,
  claimedBy: string | undefined,
  context: CollectContext,
): Promise<DocumentMatch> {
  const others = new Map(passed);
  const own = () => ({ document, others: [...others.values()] });
  const key = claimedKey(document);
  if (key === undefined) return own();
  for (let place = 0; place < mostOfNumber; place += 1) {
    const id = (place === 0 ? claimedBy : undefined) ?? (await context.documents.claim(key, place, document.id));
    if (id === document.id) break;
    if (others.has(id)) continue;
    const head = await context.documents.head(id);
    if (!head) return { ...own(), document: { ...document, id } };
    if (await isSameDocument(head, document, context)) return { head, document };
    others.set(id, head);
  }
  return own();
}

/**
 * Works of one title have consecutive ids, and a new work takes the first free one: of two writers of one work both come to the same id,
 * and the later one finds the document of the first. `sharing`: other works that were found by key.
 */
async function findFreeId(document: Classified, sharing: readonly Head[], { own, claimedBy }: LookedUp, context: CollectContext) {
  const others = new Map(sharing.map((head) => [head.id, head]));
  for (let place = 0; ; place += 1) {
    const id = placeId(document.id, place);
    if (sharing.some((head) => head.id === id)) continue;
    const head = place === 0 ? own : await context.documents.head(id);
    if (!head) return claimNumber({ ...document, id }, others, claimedBy, context);
    if (await isSameDocument(head, document, context)) return { head, document };
    others.set(id, head);
  }
}

/** Finds the stored document of a reading: by its address, its number, or its title with issuer and date. Throws SourceError. */
async function findDocument(document: Classified, known: Address | undefined, context: CollectContext) {
  const here = known && (await byAddress(document, known, context));
  if (here) return { head: here, document };
  const found = await lookUp(document, context);
  const sharing = found.byKeys.filter(({ id }) => isAct(document.type) || id !== document.id);
  const head = (await byKeys(document, sharing, byKey, context)) ?? (await byWording(document, context));
  return head ? { head, document } : findFreeId(document, sharing, found, context);
}

/** Where a page was stored. `head`: the document as it stands then; `lines`: what of its lines is remembered for the next visit. */
export type StoredPage = Readonly<{
  documentId: string;
  textHash: string;
  head: Head | undefined;
  lines?: SiteLines;
}>;
/** `visited`: the address, where its record went with the head. */
export type Ingested = StoredPage & Readonly<{ saved: Saved; visited?: FiledAddress | undefined }>;
type IngestInput = Readonly<{
  article: Article;
  attached?: readonly AttachedFile[];
  source: Source | undefined;
  known: Address | undefined;
  snapshot: Snapshot;
  /** A backfill, or a landmark, asked for the page: what is old is no news. */
  backfill?: boolean | undefined;
  visited?: ((stored: StoredPage) => Address) | undefined;
}>;

/**
 * Stores what a page says: understood, found among the documents, saved. The revision that is saved with a document is the event that is
 * announced. `Saved` counts documents: another copy of a stored one is `same`. Throws SourceError when the address no longer shows what it
 * showed.
 */
export async function ingest(input: IngestInput, context: CollectContext): Promise<Ingested> {
  const { document: understood, wording } = await understandArticle(input, context);
  const kept = context.snapshots.saveText(understood.text, input.known?.textHash);
  return untilWritten(understood.id, async () => {
    // The text is there before anything says so; meanwhile the store is asked where it belongs.
    const [textHash, { head, document, others = [] }] = await Promise.all([kept, findDocument(understood, input.known, context)]);
    // Before the address passes to the other act: a crash between the two is made good at the next visit.
    if (input.known && isReplaced(input, head)) await recordReplaced(input.known, context);
    const reading = toReading(document, { textHash, wording }, input, context);
    const { outcome, lines } = head
      ? await applyReading(head, reading, input.known, context)
      : { outcome: newDocument(withDoubtsOfOthers(reading, others)), lines: undefined };
    const stands = outcome?.head.label ? withLabel(outcome.head) : (outcome?.head ?? head);
    const stored = { documentId: head?.id ?? document.id, textHash, head: stands, ...opt({ lines }) };
    if (!outcome) return { saved: 'same', ...stored };
    const visited = await toFiled(input.visited?.(stored), context);
    const written = await writeHead(outcome.head, outcome.revision, context, visited).catch((error: unknown) => {
      if (error instanceof RemovedError) return 'removed' as const;
      throw error;
    });
    if (written === 'removed') return { saved: 'same', ...stored, head: undefined };
    return written ? { saved: outcome.saved, ...stored, visited } : undefined;
  });
}

/**
 * Whether the page is another act's than that which its address belonged to. A redirect elsewhere says nothing of the page that it left.
 */
const isReplaced = ({ article, known }: IngestInput, head: Head | undefined) =>
  known?.documentId !== undefined && known.documentId !== head?.id && canonicalUrl(article.url) === known.canonicalUrl;

async function toFiled(address: Address | undefined, { documents }: CollectContext) {
  if (!address) return undefined;
  const record = await documents.nextRecord(address.canonicalUrl);
  return record === undefined ? undefined : { address, record };
}

/**
 * The article with identity, themes and English, by the services too that the settings allow. A title is asked for only where there is none
 * in English: what is official or whole stands. What the guard refuses is dropped, and why is kept.
 */
async function understandArticle(
  { article, attached }: IngestInput,
  context: CollectContext,
): Promise<Awaited<ReturnType<WorkerStages['understandPage']>>> {
  const { document, wording } = await work('understandPage', [withPlaces(article, context), attached], article.url, context);
  if (!document.relevant || !/^zh/.test(document.titleLanguage)) return { document, wording };
  const title = hasHan(document.english.title) ? await context.machine.title(document.title) : undefined;
  const left = context.machine.tryOut ? await untold(document, attached, context) : [];
  for (const { quote } of left) await context.machine.sentence(quote);
  const gist = await context.machine.gist(document.title, document.text);
  const refused = [...(title?.refused ?? []), ...(gist?.refused ?? [])];
  const english = {
    ...document.english,
    ...(title?.text === undefined ? {} : { title: title.text, by: 'machine' as const }),
    ...(gist?.text
      ? { gist: gist.text.map(({ text }) => text).join(' '), gistBy: 'model' as const, gistQuotes: gist.text.map(({ quote }) => quote) }
      : {}),
    ...(refused.length > 0 && { refused }),
  };
  return { document: { ...document, english }, wording };
}

/** The duties, targets and promises that rules leave Chinese. */
async function untold(document: Classified, files: readonly AttachedFile[] = [], context: CollectContext): Promise<readonly SummaryLine[]> {
  const { dates, text, url } = document;
  const day = (dates.published ?? dates.signed)?.value;
  const asked = { ...document, whole: wholeText(document, files), text, ...opt({ day }) };
  const { bearing, ...facts } = await work('facts', [asked], url, context);
  return describeAct({ ...document, ...facts, status: 'unknown', links: [] }, { bearing, today: '' }).filter(isUntold);
}

function toReading(
  document: Classified,
  hashes: Readonly<{ textHash: string; wording: string }>,
  { source, snapshot, attached = [], backfill = false }: IngestInput,
  context: CollectContext,
): DocumentReading {
  const publishers = publishersOf(canonicalUrl(document.url), context.settings.sources);
  const authority = copyAuthority(document, { publishers, kind: source?.kind });
  const copy = copyFrom(document, { authority, ...hashes, evidence: snapshot.key, firstSeenAt: context.now().toISOString() });
  return { document, copy, textHash: hashes.textHash, files: attached, backfill };
}
