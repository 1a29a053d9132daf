import { isDeepStrictEqual } from 'node:util';
import type { Article } from '../../model/article.ts';
import type { Classified, FieldChange, Head, Revision } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { damagedAside } from '../../model/work-job.ts';
import { compareThemes } from '../../stages/classify/compare-themes.ts';
import { guardKeptGist } from '../../stages/english/gist.ts';
import { guardTitle } from '../../stages/english/guard.ts';
import { isOfOneDocument, setDamagedAside } from './damaged.ts';
import { rereadFiles } from './files.ts';
import { keepPrevious, withRevision } from './head-changes.ts';
import { mendDocument } from './mend.ts';
import { paged } from './paged.ts';
import { withPlaces } from './publishers.ts';
import { rereadArticle } from './reread.ts';
import { retryAsides } from './set-aside.ts';
import { work } from './work.ts';
import { writeHead } from './write-head.ts';

export type Reprocessed = {
  readonly documentId: string;
  readonly outcome: 'changed' | 'same' | 'unreadable';
  readonly changes: readonly FieldChange[];
};
export type ReprocessFilter = { readonly source?: string; readonly since?: string };

const pageSize = 100;
const mostTries = 4;

/**
 * Keeps the title of a person while the title is the same, that of a machine where there is no other, and a gist while the text is the same. What a machine
 * wrote is judged by the guard of today.
 */
function keepEnglish(head: Head, document: Classified, sameText: boolean): Classified {
  const { by, title, gist, gistBy, gistQuotes, refused = [] } = head.english;
  const same = head.title === document.title;
  const isMachine = (by === 'machine' || by === 'translator') && same && /\p{Script=Han}/u.test(document.english.title);
  const machine = isMachine ? guardTitle(head.title, title) : undefined;
  const told = sameText && gist !== undefined ? guardKeptGist(gist, gistQuotes ?? []) : undefined;
  const written = by === 'person' && same ? { title, by } : undefined;
  const translated = machine?.text === undefined ? undefined : { title: machine.text, by: 'machine' as const };
  const why = [...new Set([...(same && sameText ? refused : []), ...(machine?.refused ?? []), ...(told?.refused ?? [])])];
  return {
    ...document,
    english: {
      ...(written ?? translated ?? { title: document.english.title, by: document.english.by }),
      ...(told?.text && {
        gist: told.text.map(({ text }) => text).join(' '),
        gistQuotes: told.text.map(({ quote }) => quote),
        ...opt('gistBy', gistBy),
      }),
      ...(why.length > 0 && { refused: why }),
    },
  };
}

/** Fields that the comparison of texts leaves out. Not `status`, which is worked out for the day on which it is shown. */
const fields = [
  'type',
  'issuers',
  'dates',
  'number',
  'otherNumbers',
  'validity',
  'subject',
  'credit',
  'copyOf',
  'english',
  'entities',
  'relevant',
  'authority',
  'citations',
  'amendments',
  'participate',
  'warnings',
] as const;

/** What today's code reads differently beside `told`; a field that it no longer finds stays as it was. */
function otherFields(head: Head, document: Classified, told: readonly FieldChange[]): readonly FieldChange[] {
  // A label is compared with nothing: the model's earlier answer is compared with today's.
  const model = { ...head, ...head.unlabelled };
  const differing = fields.filter((name) => document[name] !== undefined && !isDeepStrictEqual(plain(model[name]), plain(document[name])));
  const keys = document.keys.every((key) => head.keys.includes(key)) ? [] : [{ field: 'keys' }];
  const untold = differing.filter((name) => !told.some(({ field }) => field === name || field.startsWith(`${name}.`)));
  const changes = untold.map((field) => {
    if (field === 'english') return { field, before: head.english.title, after: document.english.title };
    return field === 'type' ? { field, before: head.type, after: document.type } : { field };
  });
  return [...changes, ...keys];
}
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

async function rereadHead(head: Head, context: Context): Promise<Classified | undefined> {
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

/** Reads one document again; one that is damaged, whose evidence cannot be read, or that takes too long, stays as it is. */
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

async function reprocessAgain(id: string, context: Context): Promise<Reprocessed> {
  for (let n = 0; n < mostTries; n += 1) {
    const head = await context.documents.head(id);
    if (!head) break;
    const read = await rereadHead(head, context);
    if (!read) return { documentId: id, outcome: 'unreadable', changes: [] };
    const before = { ...head, text: await context.snapshots.loadText(head.textHash) };
    const document = keepEnglish(head, read, before.text === read.text);
    const { changes, additions } = await work('compareReadings', [before, document], head.url, context);
    const told = [...changes, ...additions, ...compareThemes(head, document)];
    const all = [...told, ...otherFields(head, document, told)];
    if (all.length === 0) {
      // A process that was killed here may have written the head alone.
      await context.documents.completeRevision(head);
      return { documentId: id, outcome: 'same', changes: [] };
    }
    const made: Omit<Revision, 'documentId' | 'n'> = {
      at: context.now().toISOString(),
      by: 'reader',
      what: 'reread',
      textHash: await context.snapshots.saveText(document.text),
      evidence: head.evidence,
      changes: all,
    };
    if (await writeHead(withRevision(head, document, head.copies, made), made, context))
      return { documentId: id, outcome: 'changed', changes: all };
  }
  return { documentId: id, outcome: 'same', changes: [] };
}

const isChosen = (head: Head, { source, since }: ReprocessFilter): boolean =>
  (source === undefined || head.copies.some(({ sourceId }) => sourceId === source)) &&
  (since === undefined || dayOf(new Date(head.firstSeenAt)) >= since);

/**
 * Reads stored evidence again with today's code, document by document, without the network. Differences become a revision by the reader, which is not announced; a
 * person's label stays. A document whose evidence today's code cannot read stays as it is.
 */
export async function* reprocess(which: ReprocessFilter, context: Context): AsyncGenerator<Reprocessed> {
  await retryAsides(context);
  for await (const ids of paged((after) => context.documents.allIds(after, pageSize)))
    for (const head of await context.documents.heads(ids)) if (isChosen(head, which)) yield reprocessOne(head, context);
}
