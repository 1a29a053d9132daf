import { isDeepStrictEqual } from 'node:util';
import type { Article } from '../model/article.ts';
import type { Classified, FieldChange, Head, Revision } from '../model/document.ts';
import type { Context } from '../model/ports.ts';
import { dayOf } from '../model/time.ts';
import { withAttached } from '../stages/attachment/attached.ts';
import { compareReadings } from '../stages/compare.ts';
import { themeMoves } from '../stages/theme-moves.ts';
import { understand } from '../stages/understand.ts';
import { filesAgain } from './files.ts';
import { write } from './ingest.ts';
import { readAgain } from './reread.ts';
import { revised, withKept } from './take.ts';

export type Reprocessed = {
  readonly documentId: string;
  readonly outcome: 'changed' | 'same' | 'unreadable';
  readonly changes: readonly FieldChange[];
};
export type Which = { readonly source?: string; readonly since?: string };

const pageSize = 100;
const tries = 4;

/** English by a service or a person outlives a new reading of the same title. */
function keepEnglish(head: Head, document: Classified): Classified {
  return head.english.by !== 'glossary' && head.title === document.title ? { ...document, english: head.english } : document;
}

/** Fields that the comparison of texts does not look at, and that today's code reads otherwise. */
function otherFields(head: Head, document: Classified): readonly FieldChange[] {
  const names = ['english', 'entities', 'relevant', 'authority', 'citations', 'warnings'] as const;
  return names
    .filter((name) => !isDeepStrictEqual(plain(head[name]), plain(document[name])))
    .map((field) => (field === 'english' ? { field, before: head.english.title, after: document.english.title } : { field }));
}
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

async function understoodAgain(head: Head, context: Context): Promise<Classified | undefined> {
  const article: Article | undefined = await readAgain(
    head.evidence,
    { url: head.url, ...(head.sourceId === undefined ? {} : { sourceId: head.sourceId }) },
    context,
  );
  if (!article) return undefined;
  const files = await filesAgain(head.attachments, context);
  const attachments = files.map(({ attachment }) => attachment);
  const whole = withAttached({ ...article, attachments }, files, dayOf(context.now()));
  const document = understand({ ...whole, title: whole.title || head.title }, files);
  return keepEnglish(head, { ...document, ...withKept(head, document), text: document.text });
}

async function reprocessOne(id: string, context: Context): Promise<Reprocessed> {
  for (let n = 0; n < tries; n += 1) {
    const head = await context.documents.head(id);
    if (!head) break;
    const document = await understoodAgain(head, context);
    if (!document) return { documentId: id, outcome: 'unreadable', changes: [] };
    const before = { ...head, text: await context.snapshots.loadText(head.textHash) };
    const { changes, additions } = compareReadings(before, document);
    const all = [...changes, ...additions, ...themeMoves(head, document), ...otherFields(head, document)];
    if (all.length === 0) return { documentId: id, outcome: 'same', changes: [] };
    const made: Omit<Revision, 'documentId' | 'n'> = {
      at: context.now().toISOString(),
      by: 'reader',
      what: 'reread',
      textHash: await context.snapshots.saveText(document.text),
      evidence: head.evidence,
      changes: all,
    };
    if (await write(revised(head, document, head.copies, made), made, context)) return { documentId: id, outcome: 'changed', changes: all };
  }
  return { documentId: id, outcome: 'same', changes: [] };
}

const chosen = (head: Head, { source, since }: Which): boolean =>
  (source === undefined || head.copies.some(({ sourceId }) => sourceId === source)) &&
  (since === undefined || dayOf(new Date(head.firstSeenAt)) >= since);

/**
 * Reads kept evidence again with today's code, document by document, without the network. What comes out otherwise is a revision by the reader,
 * announced to nobody; a person's label stands apart and stays. Evidence that today's code cannot read leaves its document as it is.
 */
export async function* reprocess(which: Which, context: Context): AsyncGenerator<Reprocessed> {
  let after: string | undefined;
  for (;;) {
    const ids = await context.documents.allIds(after, pageSize);
    if (ids.length === 0) return;
    for (const head of await context.documents.heads(ids)) if (chosen(head, which)) yield reprocessOne(head.id, context);
    after = ids.at(-1);
  }
}
