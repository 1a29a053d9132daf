import type { Attachment } from '../../model/article.ts';
import type { FieldChange, Head } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page } from '../../model/page.ts';
import type { Address, Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { unreadReason } from '../../stages/files/unread.ts';
import { isOwnFile } from '../../stages/urls/location.ts';
import { loadFileText, readStoredFile, toAttached } from './files.ts';
import { work } from './work.ts';

/** Files asked for on one page, their size, and the time that all of them together may take. */
const fileLimits = { files: 10, bytes: 20_000_000, ms: 60_000 } as const;
const readable: ReadonlySet<string> = new Set('pdf doc docx docm wps rtf odt xls xlsx xlsm et ods ofd zip txt csv file'.split(' '));

/** Whether files of this format are asked for and read. */
export const isReadable = (format: string): boolean => readable.has(format);
export const mostFileBytes = fileLimits.bytes;

/** What a visit made of the files of a page. `changed`: something is known of them that the store does not hold. */
export type AttachmentCheck = {
  readonly files: readonly AttachedFile[];
  readonly validators: NonNullable<Address['files']>;
  readonly changed: boolean;
  readonly requests: number;
  readonly bytes: number;
};

type CheckedPage = {
  readonly page: string;
  readonly source: Source | undefined;
  readonly head: Head | undefined;
  readonly files: Address['files'];
};
type FetchedAttachment = AttachedFile & { readonly page?: Page };

const hashIn = (evidence: string | undefined): string | undefined => evidence?.split('/')[2];

/**
 * Asks for the files beside a page, keeps them as evidence and reads their words. What cannot be had or read is a state of the file and tried again
 * at the next visit: nothing is thrown but bugs. Files of a source whose rights are `link-only`, and those on another site than the page's, are left alone.
 */
export async function checkAttachments(attachments: readonly Attachment[], visit: CheckedPage, context: Context): Promise<AttachmentCheck> {
  const none = { validators: {}, changed: false, requests: 0, bytes: 0 };
  if (visit.source?.rights.use === 'link-only') return { ...none, files: attachments.map((attachment) => ({ attachment })) };
  const files: AttachedFile[] = [];
  const validators: Record<string, { etag?: string; lastModified?: string }> = {};
  const cost = { requests: 0, bytes: 0 };
  const until = performance.now() + fileLimits.ms;
  let asked = 0;
  for (const { url, title, format } of attachments) {
    const plain = { url, title, format };
    const before = visit.head?.attachments.find((each) => each.url === url);
    if (!isReadable(format)) files.push({ attachment: { ...plain, state: 'unsupported', reason: unreadReason(format) } });
    else if (!isOwnFile(url, visit.page, visit.source?.attachmentHosts)) files.push(await keepKnown(before, toForeignFile(plain), context));
    else if (asked >= fileLimits.files) files.push(await keepKnown(before, plain, context));
    else if (performance.now() > until)
      files.push(await keepKnown(before, { ...plain, state: 'unreachable', reason: 'no time was left in this visit' }, context));
    else {
      asked += 1;
      const seen = await fetchAttachment(plain, before, visit.files?.[url], context, cost);
      files.push({ attachment: seen.attachment, text: seen.text });
      if (seen.page) validators[url] = validatorsOf(seen.page);
      else if (visit.files?.[url]) validators[url] = visit.files[url];
    }
  }
  const changed = files.some(({ attachment }) =>
    differs(
      attachment,
      visit.head?.attachments.find(({ url }) => url === attachment.url),
    ),
  );
  return { files, validators, changed, ...cost };
}

const toForeignFile = (plain: Attachment): Attachment => {
  const reason = `it stands on another site (${new URL(plain.url).hostname}) than its page; name that host in attachmentHosts to have it read`;
  return { ...plain, state: 'elsewhere', reason };
};

/** Whether anything was learned of the file itself. */
const isKnown = (before: Attachment | undefined): before is Attachment =>
  before?.state !== undefined && before.state !== 'unreachable' && before.state !== 'elsewhere';

const differs = (now: Attachment, before: Attachment | undefined): boolean =>
  now.state !== before?.state || now.textHash !== before?.textHash;

const validatorsOf = ({ headers }: Page): { etag?: string; lastModified?: string } => ({
  ...opt('etag', headers['etag']),
  ...opt('lastModified', headers['last-modified']),
});

/** What is known of a file stays when this visit learned nothing of it. */
async function keepKnown(before: Attachment | undefined, otherwise: Attachment, context: Context): Promise<AttachedFile> {
  if (!isKnown(before)) return { attachment: otherwise };
  const { work: _work, ...attachment } = before;
  return { attachment, text: await loadFileText(before, context) };
}

async function fetchAttachment(
  plain: Attachment,
  before: Attachment | undefined,
  condition: { etag?: string; lastModified?: string } | undefined,
  context: Context,
  cost: { requests: number; bytes: number },
): Promise<FetchedAttachment> {
  const known = isKnown(before);
  try {
    const page = await context.web.get({ url: plain.url, maxBytes: fileLimits.bytes, ...(known ? condition : {}) });
    cost.requests += page.requests;
    cost.bytes += page.wireBytes;
    if (page.status === 304)
      return keepKnown(before, { ...plain, state: 'unreachable', reason: 'the server says that nothing changed' }, context);
    if (page.status !== 200)
      return keepKnown(before, { ...plain, state: 'unreachable', reason: `the address answers ${page.status}` }, context);
    const { key, sha256 } = await context.snapshots.save(page);
    if (known && hashIn(before.evidence) === sha256) return { ...(await keepKnown(before, plain, context)), page };
    return { ...(await readFile(plain, before, page, key, context)), page };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    cost.requests += error.requests ?? 0;
    cost.bytes += error.wireBytes ?? 0;
    const state = error.trouble === 'too-large' || error.trouble === 'too-complex' ? ('too-large' as const) : ('unreachable' as const);
    return keepKnown(before, { ...plain, state, reason: error.detail.slice(0, 300) }, context);
  }
}

/** Reads bytes that are new. Words that only look different (blanks, width), or that today's reader finds in the old bytes too, are the old ones. */
async function readFile(
  plain: Attachment,
  before: Attachment | undefined,
  page: Page,
  evidence: string,
  context: Context,
): Promise<AttachedFile> {
  const reading = await readStoredFile(page, plain, context);
  if (reading.state === 'unreachable')
    return keepKnown(before, { ...plain, state: 'unreachable', reason: reading.reason ?? 'no file' }, context);
  const held = before && (await loadFileText(before, context));
  const same = async (): Promise<boolean> => held !== undefined && work('sameWords', [held, reading.text], plain.url, context);
  const old = before && held !== undefined && ((await same()) || (await isSameWhenReread(before, reading.text, plain, context)));
  return toAttached(reading, plain, evidence, old ? held : undefined, context);
}

async function isSameWhenReread({ evidence }: Attachment, text: string, plain: Attachment, context: Context): Promise<boolean> {
  const old = evidence === undefined ? undefined : await context.snapshots.load(evidence);
  return old !== undefined && work('sameWords', [(await readStoredFile(old, plain, context)).text, text], plain.url, context);
}

/** What became known of the files since the document was stored, as changes of the field `attachments`: the words that differ, and new states. */
export async function findFileChanges(
  head: Head,
  files: readonly AttachedFile[],
  context: Context,
): Promise<{ readonly words: readonly FieldChange[]; readonly states: readonly FieldChange[] }> {
  const words: FieldChange[] = [];
  const states: FieldChange[] = [];
  for (const { attachment, text } of files) {
    const before = head.attachments.find(({ url }) => url === attachment.url);
    if (!before || !differs(attachment, before)) continue;
    const old = await loadFileText(before, context);
    if (old !== undefined && text !== undefined)
      words.push(
        ...(await work('compareTexts', [old, text], attachment.url, context)).map(({ field: _field, ...rest }) => ({
          field: 'attachments',
          ...rest,
        })),
      );
    else {
      const say = (state: string | undefined): string => `${attachment.title}: ${state ?? 'not asked for'}`;
      states.push({ field: 'attachments', before: say(before.state), after: say(attachment.state) });
    }
  }
  return { words: words.slice(0, 20), states: states.slice(0, 20) };
}

/**
 * The files as they were when the document was stored, for reading its old evidence again: what was not known of a file then is taken from now, since
 * learning it is no change of the publisher's.
 */
export async function filesAtRevision(head: Head, files: readonly AttachedFile[], context: Context): Promise<readonly AttachedFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const before = head.attachments.find(({ url }) => url === file.attachment.url);
      return before?.textHash === undefined ? file : { attachment: before, text: await loadFileText(before, context) };
    }),
  );
}

/** A look at the files of a page that says the same as before. Undefined when the page does not carry its document, or has none. */
export async function recheckAttachments(
  known: Address,
  source: Source | undefined,
  context: Context,
): Promise<AttachmentCheck | undefined> {
  const head = known.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  if (!head || head.canonicalUrl !== known.canonicalUrl || head.attachments.length === 0) return undefined;
  return checkAttachments(head.attachments, { page: known.url, source, head, files: known.files }, context);
}
