import type { Article, Attachment, FileReading } from '../../model/article.ts';
import type { ShownAttachment } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page } from '../../model/page.ts';
import type { CollectContext, Context, LookupContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { type AttachedFile, storedWorks, wholeText } from '../../stages/attachment/attached.ts';

import { textOf } from './damaged.ts';
import { readAsFile } from './read-request.ts';
import { work } from './work.ts';

/** The article with the words of its files joined to it: which of them is the work, and what it says. */
export const joinFiles = async (
  article: Article,
  files: readonly AttachedFile[],
  context: Pick<Context, 'now' | 'reader'>,
): Promise<Article> => (files.length === 0 ? article : work('withAttached', [article, files, dayOf(context.now())], article.url, context));

type FileContext = Pick<Context, 'snapshots' | 'documents' | 'now'>;

/** The stored words of a file; undefined where there are none, or they are damaged. */
export async function loadFileText({ textHash, ...file }: Attachment, context: FileContext): Promise<string | undefined> {
  return textHash === undefined ? undefined : (await textOf({ ...file, textHash }, context)) || undefined;
}

/** The stored texts of a document's attachments. */
export async function heldFiles(attachments: readonly Attachment[], context: FileContext): Promise<readonly AttachedFile[]> {
  return Promise.all(attachments.map(async (attachment) => ({ attachment, text: await loadFileText(attachment, context) })));
}

/** The files of a document, each read again from its evidence with today's code; a file without evidence stays as it was. */
export async function rereadFiles(attachments: readonly Attachment[], context: Context): Promise<readonly AttachedFile[]> {
  const again: AttachedFile[] = [];
  for (const { work: _work, ...attachment } of attachments) {
    const { url, title, format, evidence } = attachment;
    const page = evidence === undefined ? undefined : await context.snapshots.load(evidence);
    const held = await loadFileText(attachment, context);
    if (page && evidence !== undefined) {
      const reading = await readStoredFile(page, attachment, context);
      const same = held !== undefined && (await work('sameWords', [held, reading.text], url, context));
      again.push(await toAttached(reading, { plain: { url, title, format }, evidence, stored: same ? held : undefined }, context));
    } else again.push({ attachment, text: held });
  }
  return again;
}

type StoredFile = { readonly plain: Attachment; readonly evidence: string; readonly stored: string | undefined };

/** What a reading makes of a file; `stored` are its words in the store, where they say the same. */
export async function toAttached(
  reading: FileReading,
  { plain, evidence, stored }: StoredFile,
  context: CollectContext,
): Promise<AttachedFile> {
  const { state, reason, pages } = reading;
  const text = stored ?? reading.text;
  const what = {
    ...plain,
    format: reading.format || plain.format,
    state,
    ...opt('reason', reason),
    ...opt('pages', pages),
    evidence,
  };
  if (text === '') return { attachment: what };
  return { attachment: { ...what, textHash: await context.snapshots.saveText(text), chars: text.length }, text };
}

/** Reads the stored bytes of a file; one that exhausts the reader is too large. */
export async function readStoredFile({ bytes }: Page, { url, format }: Attachment, context: CollectContext): Promise<FileReading> {
  try {
    return await readAsFile({ url, bytes, format, today: dayOf(context.now()) }, context.reader);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { kind: 'file', url, format, state: 'too-large', reason: error.detail, text: '', warnings: [] };
  }
}

/** Attachments with their texts, for showing; a text that stands in several formats is given once. */
export async function shownFiles(attachments: readonly Attachment[], context: LookupContext): Promise<readonly ShownAttachment[]> {
  const seen = new Set<string>();
  const shown: ShownAttachment[] = [];
  for (const { attachment, text } of await heldFiles(attachments, context)) {
    const { textHash } = attachment;
    const again = text === undefined || textHash === undefined || seen.has(textHash);
    shown.push(again ? attachment : { ...attachment, text });
    if (textHash !== undefined) seen.add(textHash);
  }
  return shown;
}

/** The text of a stored page with the works attached to it. */
export async function textWithWorks({ attachments }: Pick<Article, 'attachments'>, text: string, context: LookupContext): Promise<string> {
  return wholeText({ text, attachments }, await heldFiles(storedWorks(attachments), context));
}

/** Longest text of a document in the search index; what follows is not found. */
const mostSearched = 400_000;

/** The words of a page and of the files beside it, for the search index. */
export async function withFiles(text: string, attachments: readonly Attachment[], context: LookupContext): Promise<string> {
  const files = await shownFiles(attachments, context);
  return [text, ...files.flatMap((file) => (file.text === undefined ? [] : [file.title, file.text]))]
    .join('\n')
    .slice(0, Math.max(mostSearched, text.length));
}
