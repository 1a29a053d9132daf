import { isDeepStrictEqual } from 'node:util';
import type { Article, Attachment } from '../../model/article.ts';
import type { Classified, FieldChange, Head } from '../../model/document.ts';
import { fieldsOf } from '../../model/document-facts.ts';
import { DamagedError, noneOn, SourceError } from '../../model/errors.ts';
import type { CollectContext, Context } from '../../model/ports.ts';
import { damagedAside } from '../../model/task.ts';
import { dayOf } from '../../model/time.ts';
import { hasHan, opt, orEmpty } from '../../model/values.ts';
import { compareThemes } from '../../stages/classify/classify.ts';
import { guardKeptGist } from '../../stages/english/gist.ts';
import { guardTitle } from '../../stages/english/guard.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { everyId, work } from '../context.ts';
import { keepPrevious, untilWritten, withRevision, writeHead } from './head-changes.ts';
import { withPlaces } from './publishers.ts';
import { readStoredFile, rereadArticle, rereadDocument, rereadFiles } from './reading.ts';
import { isOfOneDocument, retryAsides, setDamagedAside } from './set-aside.ts';

type Origin = Pick<Head, 'url' | 'sourceId'> & { readonly evidence: string };

async function textsOf(head: Head, { documents }: CollectContext) {
  const own = { url: head.url, ...opt({ sourceId: head.sourceId }) };
  const found: (readonly [hash: string | undefined, origin: Origin])[] = [
    [head.textHash, { ...own, evidence: head.evidence }],
    ...head.copies.map(({ url, sourceId, evidence, textHash }) => [textHash, { url, sourceId, evidence }] as const),
    ...(await documents.revisions(head.id)).map(({ textHash, evidence }) => [textHash, { ...own, evidence }] as const),
  ];
  const texts = Map.groupBy(found, ([hash]) => orEmpty(hash));
  texts.delete('');
  return new Map([...texts].map(([hash, origins]) => [hash, origins.map(([, origin]) => origin)]));
}

async function isWhole(hash: string, { snapshots }: CollectContext) {
  return (await snapshots.loadText(hash).catch(noneOn(DamagedError))) !== undefined;
}

async function readAgain(hash: string, origins: readonly Origin[], head: Head, context: CollectContext) {
  for (const { evidence, ...from } of origins) {
    const text = (await rereadDocument(evidence, from, head.attachments, context))?.text;
    if (text !== undefined && sha256(text) === hash) return text;
  }
  return undefined;
}

async function readFileAgain(file: Attachment, context: CollectContext) {
  const page = file.evidence === undefined ? undefined : await context.snapshots.load(file.evidence).catch(noneOn(DamagedError));
  const text = page && (await readStoredFile(page, file, context)).text;
  return text !== undefined && sha256(text) === file.textHash ? text : undefined;
}

/**
 * Where today's reader makes another text of the evidence than the lost one, that is the text from now on: a reading of ours, announced to
 * nobody.
 */
async function takeToday(head: Head, context: CollectContext) {
  const read = await rereadDocument(head.evidence, head, head.attachments, context);
  if (!read) return false;
  const { evidence, copies } = head;
  const textHash = await context.snapshots.saveText(read.text);
  const made = { at: context.now().toISOString(), by: 'reader', what: 'reread', textHash, evidence, changes: [{ field: 'text' }] } as const;
  return writeHead(withRevision(head, { ...head, text: read.text }, copies, made), made, context);
}

/**
 * Looks at every text of a document; those that are damaged or gone are named, and read again from their evidence where that gives them.
 */
export async function mendDocument(
  head: Head,
  context: CollectContext,
): Promise<Readonly<{ mended: readonly string[]; lost: readonly string[] }>> {
  const texts = await textsOf(head, context);
  const files = new Map(head.attachments.flatMap((file) => (file.textHash === undefined ? [] : [[file.textHash, file] as const])));
  const mended: string[] = [];
  const lost: string[] = [];
  for (const hash of new Set([...files.keys(), ...texts.keys()])) {
    if (await isWhole(hash, context)) continue;
    const key = `text/sha256/${hash}`;
    await setDamagedAside(new DamagedError(key), { ...head, textHash: hash }, context);
    const file = files.get(hash);
    const text = (file && (await readFileAgain(file, context))) ?? (await readAgain(hash, texts.get(hash) ?? [], head, context));
    const done =
      (text !== undefined && (await context.snapshots.mendText(text))) || (hash === head.textHash && (await takeToday(head, context)));
    (done ? mended : lost).push(key);
  }
  if (mended.length > 0) await context.documents.touch(head);
  return { mended, lost };
}

/**
 * The text of a document that a new reading is compared with: one that is damaged is read again first. Throws DamagedError where that
 * cannot be.
 */
export async function textWithWorksOf(head: Head, context: CollectContext, hash: string = head.textHash): Promise<string> {
  if (!(await isWhole(hash, context))) await mendDocument(head, context);
  return context.snapshots.loadText(hash);
}

export type Reprocessed = Readonly<{
  documentId: string;
  outcome: 'changed' | 'same' | 'unreadable';
  changes: readonly FieldChange[];
}>;

export type ReprocessFilter = Readonly<{ source?: string; since?: string }>;

/**
 * Keeps the title of a person while the title is the same, that of a machine where there is no other, and a gist while the text is the
 * same. What a machine wrote is judged by the guard of today.
 */
function keepEnglish(head: Head, document: Classified, sameText: boolean) {
  const { by, title, gist, gistBy, gistQuotes, refused = [] } = head.unlabelled?.english ?? head.english;
  const same = head.title === document.title;
  const isMachine = (by === 'machine' || by === 'translator') && same && hasHan(document.english.title);
  const machine = isMachine ? guardTitle(head.title, title) : undefined;
  const guarded = sameText && gist !== undefined ? guardKeptGist(gist, gistQuotes ?? []) : undefined;
  const written = by === 'person' && same ? { title, by } : undefined;
  const translated = machine?.text === undefined ? undefined : { title: machine.text, by: 'machine' as const };
  const why = [...new Set([...(same && sameText ? refused : []), ...(machine?.refused ?? []), ...(guarded?.refused ?? [])])];
  return {
    ...document,
    english: {
      ...(written ?? translated ?? { title: document.english.title, by: document.english.by }),
      ...(guarded?.text && {
        gist: guarded.text.map(({ text }) => text).join(' '),
        gistQuotes: guarded.text.map(({ quote }) => quote),
        ...opt({ gistBy }),
      }),
      ...(why.length > 0 && { refused: why }),
    },
  };
}

function otherFields(head: Head, document: Classified, known: readonly FieldChange[]) {
  // A label is compared with nothing: the model's earlier answer is compared with today's.
  const model = { ...head, ...head.unlabelled };
  const differing = fieldsOf('reread').filter(
    (name) => document[name] !== undefined && !isDeepStrictEqual(plain(model[name]), plain(document[name])),
  );
  const keys = document.keys.every((key) => head.keys.includes(key)) ? [] : [{ field: 'keys' }];
  const untold = differing.filter((name) => !known.some(({ field }) => field === name || field.startsWith(`${name}.`)));
  const changes = untold.map((field) => {
    if (field === 'type') return { field, before: head.type, after: document.type };
    const [before, after] = [head.english.title, document.english.title];
    return field === 'english' && before !== after ? { field, before, after } : { field };
  });
  return [...changes, ...keys];
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));

async function rereadHead(head: Head, context: Context) {
  const withFiles = async (article: Article) => {
    const files = await rereadFiles(head.attachments, context);
    return { article: { ...article, attachments: files.map(({ attachment }) => attachment) }, files };
  };
  const again = await rereadArticle(head.evidence, head, withFiles, context);
  if (!again) return undefined;
  const { whole, files } = again;
  const document = await work(
    'understand',
    [withPlaces({ ...whole, title: whole.title || head.title }, context), files],
    whole.url,
    context,
  );
  return { ...document, ...keepPrevious(head, document), text: document.text };
}

async function reprocessOne(head: Head, context: Context): Promise<Reprocessed> {
  const { id } = head;
  try {
    for (const key of (await mendDocument(head, context)).mended) await context.documents.forgetAside(damagedAside(key));
    return await reprocessAgain(id, context);
  } catch (error) {
    if (!(error instanceof SourceError || isOfOneDocument(error))) throw error;
    if (!(error instanceof SourceError)) await setDamagedAside(error, head, context);
    return { documentId: id, outcome: 'unreadable', changes: [] };
  }
}

const reprocessAgain = (id: string, context: Context): Promise<Reprocessed> =>
  untilWritten(id, async () => {
    const same = { documentId: id, outcome: 'same', changes: [] } as const;
    const head = await context.documents.head(id);
    if (!head) return same;
    const read = await rereadHead(head, context);
    if (!read) return { ...same, outcome: 'unreadable' };
    const before = { ...head, text: await context.snapshots.loadText(head.textHash) };
    const document = keepEnglish(head, read, before.text === read.text);
    const { changes, additions } = await work('compareReadings', [before, document], head.url, context);
    const changed = [...changes, ...additions, ...compareThemes(head, document)];
    const all = [...changed, ...otherFields(head, document, changed)];
    if (all.length === 0) {
      // A process that was killed here may have written the head alone.
      await context.documents.completeRevision(head);
      return same;
    }
    const textHash = await context.snapshots.saveText(document.text);
    const { evidence, copies } = head;
    const made = { at: context.now().toISOString(), by: 'reader', what: 'reread', textHash, evidence, changes: all } as const;
    const written = await writeHead(withRevision(head, document, copies, made), made, context);
    return written ? { ...same, outcome: 'changed', changes: all } : undefined;
  });

const isChosen = (head: Head, { source, since }: ReprocessFilter) =>
  (source === undefined || head.copies.some(({ sourceId }) => sourceId === source)) &&
  (since === undefined || dayOf(head.firstSeenAt) >= since);

/**
 * Reads stored evidence again with today's code, document by document, without the network. Differences become a revision by the reader,
 * which is not announced; a person's label stays. A document whose evidence today's code cannot read stays as it is.
 */
export async function* reprocess(which: ReprocessFilter, context: Context): AsyncGenerator<Reprocessed> {
  await retryAsides(context);
  for await (const ids of everyId(context))
    for (const head of await context.documents.heads(ids)) if (isChosen(head, which)) yield reprocessOne(head, context);
}
