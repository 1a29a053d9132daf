import type { Attachment, Page } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Address, CollectContext } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import { omit, sum } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { unreadReason } from '../../stages/files/file-text.ts';
import { isOwnFile } from '../../stages/urls/address.ts';
import { validators } from './addresses.ts';
import { fileDiffers, isSameFile } from './changed.ts';
import { loadFileText, readStoredFile, toAttached } from './reading.ts';

/** Files fetched for one page, the size of each, and the time for all of them together. */
const fileLimits = { files: 10, bytes: 20_000_000, ms: 60_000 } as const;
const readable: ReadonlySet<string> = new Set('pdf doc docx docm wps rtf odt xls xlsx xlsm et ods ofd zip txt csv file'.split(' '));

export const isReadable = (format: string): boolean => readable.has(format);
export const mostFileBytes = fileLimits.bytes;

/** The result of a visit to the files of a page. `changed`: something is known of them that is not stored yet. */
export type AttachmentCheck = Readonly<{
  files: readonly AttachedFile[];
  validators: NonNullable<Address['files']>;
  changed: boolean;
  requests: number;
  bytes: number;
}>;

type CheckedPage = Readonly<{
  page: string;
  source: Source | undefined;
  head: Head | undefined;
  files: Address['files'];
}>;
type Validators = NonNullable<Address['files']>[string];
type NamedFile = Readonly<{ plain: Attachment; before: Attachment | undefined; known: Validators | undefined }>;
type SeenFile = AttachedFile & Readonly<{ asked?: true; validators?: Validators | undefined; cost?: Cost }>;
type Cost = Readonly<{ requests: number; bytes: number }>;

/**
 * Asks for the files beside a page, keeps them as evidence and reads their words. What cannot be fetched or read is a state of the file and
 * tried again at the next visit: only bugs are thrown. Files of a source whose rights are `link-only`, and those on another site than the
 * page's, are not asked for.
 */
export async function checkAttachments(
  attachments: readonly Attachment[],
  visit: CheckedPage,
  context: CollectContext,
): Promise<AttachmentCheck> {
  const { source, head } = visit;
  if (source?.rights.use === 'link-only')
    return { files: attachments.map((attachment) => ({ attachment })), validators: {}, changed: false, requests: 0, bytes: 0 };
  const seen: SeenFile[] = [];
  const until = performance.now() + fileLimits.ms;
  for (const { url, title, format } of attachments) {
    const plain = { url, title, format };
    const file = { plain, before: storedAs(plain, head), known: visit.files?.[url] };
    const mayAsk = seen.filter(({ asked }) => asked).length < fileLimits.files;
    seen.push(await checkFile(file, visit, mayAsk ? until : undefined, context));
  }
  return {
    files: seen.map(({ attachment, text }) => ({ attachment, text })),
    validators: Object.fromEntries(seen.flatMap(({ attachment, validators }) => (validators ? [[attachment.url, validators]] : []))),
    changed: seen.some(({ attachment }) => fileDiffers(attachment, storedAs(attachment, head))),
    requests: sum(seen, ({ cost }) => cost?.requests ?? 0),
    bytes: sum(seen, ({ cost }) => cost?.bytes ?? 0),
  };
}

const storedAs = ({ url }: Attachment, head: Head | undefined) => head?.attachments.find((each) => each.url === url);

async function checkFile(
  file: NamedFile,
  { page, source }: CheckedPage,
  until: number | undefined,
  context: CollectContext,
): Promise<SeenFile> {
  const { plain, before } = file;
  if (!isReadable(plain.format)) return { attachment: { ...plain, state: 'unsupported', reason: unreadReason(plain.format) } };
  if (!isOwnFile(plain.url, page, source?.attachmentHosts)) return keepKnown(before, toForeignFile(plain), context);
  if (until === undefined) return keepKnown(before, plain, context);
  if (performance.now() > until) return keepKnown(before, toUnreachable(plain, 'no time was left in this visit'), context);
  return { ...(await fetchAttachment(file, context)), asked: true };
}

const toUnreachable = (plain: Attachment, reason: string): Attachment => ({ ...plain, state: 'unreachable', reason });

const toForeignFile = (plain: Attachment): Attachment => {
  const reason = `it stands on another site (${new URL(plain.url).hostname}) than its page; name that host in attachmentHosts to have it read`;
  return { ...plain, state: 'elsewhere', reason };
};

const isKnown = (before: Attachment | undefined): before is Attachment =>
  before?.state !== undefined && before.state !== 'unreachable' && before.state !== 'elsewhere';

async function keepKnown(before: Attachment | undefined, otherwise: Attachment, context: CollectContext) {
  if (!isKnown(before)) return { attachment: otherwise };
  return { attachment: omit(before, 'work'), text: await loadFileText(before, context) };
}

async function fetchAttachment({ plain, before, known }: NamedFile, context: CollectContext) {
  const condition = isKnown(before) ? known : {};
  let page: Page | undefined;
  const costWith = ({ requests = 0, wireBytes = 0 }: Partial<Pick<Page, 'requests' | 'wireBytes'>>) => ({
    requests: (page?.requests ?? 0) + requests,
    bytes: (page?.wireBytes ?? 0) + wireBytes,
  });
  try {
    page = await context.web.get({ url: plain.url, maxBytes: fileLimits.bytes, ...condition });
    if (page.status === 200)
      return { ...(await readFetched(plain, before, page, context)), cost: costWith({}), validators: validators(page) };
    const reason = page.status === 304 ? 'the server says that nothing changed' : `the address answers ${page.status}`;
    return { ...(await keepKnown(before, toUnreachable(plain, reason), context)), cost: costWith({}), validators: known };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const state = error.trouble === 'too-large' || error.trouble === 'too-complex' ? ('too-large' as const) : ('unreachable' as const);
    const otherwise = { ...plain, state, reason: error.detail.slice(0, 300) };
    return { ...(await keepKnown(before, otherwise, context)), cost: costWith(error), validators: known };
  }
}

const hashIn = (evidence: string | undefined) => evidence?.split('/')[2];

async function readFetched(plain: Attachment, before: Attachment | undefined, page: Page, context: CollectContext) {
  const { key, sha256 } = await context.snapshots.save(page, before?.evidence);
  if (isKnown(before) && hashIn(before.evidence) === sha256) return keepKnown(before, plain, context);
  const reading = await readStoredFile(page, plain, context);
  if (reading.state === 'unreachable') return keepKnown(before, toUnreachable(plain, reading.reason ?? 'no file'), context);
  const stored = before && (await loadFileText(before, context));
  const same = before && stored !== undefined && (await isSameFile({ ...before, ...plain }, stored, reading.text, context));
  return toAttached(reading, { plain, evidence: key, stored: same ? stored : undefined }, context);
}

export async function recheckAttachments(
  known: Address,
  head: Head | undefined,
  source: Source | undefined,
  context: CollectContext,
): Promise<AttachmentCheck | undefined> {
  if (!head || head.canonicalUrl !== known.canonicalUrl || head.attachments.length === 0) return undefined;
  return checkAttachments(head.attachments, { page: known.url, source, head, files: known.files }, context);
}
