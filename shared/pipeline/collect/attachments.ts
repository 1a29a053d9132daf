import type { Attachment } from '../../model/article.ts';
import type { FieldChange, Head } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { Page } from '../../model/page.ts';
import type { Address, Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import type { Attached } from '../../stages/attachment/attached.ts';
import { unreadReason } from '../../stages/files/unread.ts';
import { isOwnFile } from '../../stages/urls/publication-place.ts';
import { madeOf, readBytes, textOf } from './files.ts';
import { work } from './work.ts';

/** Files asked for on one page, their size, and the time that all of them together may take. */
const most = { files: 10, bytes: 20_000_000, ms: 60_000 } as const;
const readable: ReadonlySet<string> = new Set('pdf doc docx docm wps rtf odt xls xlsx xlsm et ods ofd zip txt csv file'.split(' '));

/** Whether files of this format are asked for and read. */
export const isReadable = (format: string): boolean => readable.has(format);
export const mostFileBytes = most.bytes;

/** What a visit made of the files of a page. `moved`: something is known of them that the store does not hold. */
export type Look = {
  readonly files: readonly Attached[];
  readonly validators: NonNullable<Address['files']>;
  readonly moved: boolean;
  readonly requests: number;
  readonly bytes: number;
};

type Visit = {
  readonly page: string;
  readonly source: Source | undefined;
  readonly head: Head | undefined;
  readonly files: Address['files'];
};
type Seen = Attached & { readonly page?: Page };

const hashIn = (evidence: string | undefined): string | undefined => evidence?.split('/')[2];

/**
 * Asks for the files beside a page, keeps them as evidence and reads their words. What cannot be had or read is a state of the file and tried again
 * at the next visit: nothing is thrown but bugs. Files of a source whose rights are `link-only`, and those on another site than the page's, are left alone.
 */
export async function lookAt(attachments: readonly Attachment[], visit: Visit, context: Context): Promise<Look> {
  const none = { validators: {}, moved: false, requests: 0, bytes: 0 };
  if (visit.source?.rights.use === 'link-only') return { ...none, files: attachments.map((attachment) => ({ attachment })) };
  const files: Attached[] = [];
  const validators: Record<string, { etag?: string; lastModified?: string }> = {};
  const cost = { requests: 0, bytes: 0 };
  const until = performance.now() + most.ms;
  let asked = 0;
  for (const { url, title, format } of attachments) {
    const plain = { url, title, format };
    const before = visit.head?.attachments.find((each) => each.url === url);
    if (!isReadable(format)) files.push({ attachment: { ...plain, state: 'unsupported', reason: unreadReason(format) } });
    else if (!isOwnFile(url, visit.page, visit.source?.attachmentHosts)) files.push(await heldOr(before, elsewhere(plain), context));
    else if (asked >= most.files) files.push(await heldOr(before, plain, context));
    else if (performance.now() > until)
      files.push(await heldOr(before, { ...plain, state: 'unreachable', reason: 'no time was left in this visit' }, context));
    else {
      asked += 1;
      const seen = await see(plain, before, visit.files?.[url], context, cost);
      files.push({ attachment: seen.attachment, text: seen.text });
      if (seen.page) validators[url] = validatorsOf(seen.page);
      else if (visit.files?.[url]) validators[url] = visit.files[url];
    }
  }
  const moved = files.some(({ attachment }) =>
    differs(
      attachment,
      visit.head?.attachments.find(({ url }) => url === attachment.url),
    ),
  );
  return { files, validators, moved, ...cost };
}

const elsewhere = (plain: Attachment): Attachment => {
  const reason = `it stands on another site (${new URL(plain.url).hostname}) than its page; name that host in attachmentHosts to have it read`;
  return { ...plain, state: 'elsewhere', reason };
};

/** Whether anything was learned of the file itself. */
const isKnown = (before: Attachment | undefined): before is Attachment =>
  before?.state !== undefined && before.state !== 'unreachable' && before.state !== 'elsewhere';

const differs = (now: Attachment, before: Attachment | undefined): boolean =>
  now.state !== before?.state || now.textHash !== before?.textHash;

const validatorsOf = ({ headers }: Page): { etag?: string; lastModified?: string } => ({
  ...(headers['etag'] === undefined ? {} : { etag: headers['etag'] }),
  ...(headers['last-modified'] === undefined ? {} : { lastModified: headers['last-modified'] }),
});

/** What is known of a file stays when this visit learned nothing of it. */
async function heldOr(before: Attachment | undefined, otherwise: Attachment, context: Context): Promise<Attached> {
  if (!isKnown(before)) return { attachment: otherwise };
  const { work: _work, ...attachment } = before;
  return { attachment, text: await textOf(before, context) };
}

async function see(
  plain: Attachment,
  before: Attachment | undefined,
  condition: { etag?: string; lastModified?: string } | undefined,
  context: Context,
  cost: { requests: number; bytes: number },
): Promise<Seen> {
  const known = isKnown(before);
  try {
    const page = await context.web.get({ url: plain.url, maxBytes: most.bytes, ...(known ? condition : {}) });
    cost.requests += page.requests;
    cost.bytes += page.wireBytes;
    if (page.status === 304)
      return heldOr(before, { ...plain, state: 'unreachable', reason: 'the server says that nothing changed' }, context);
    if (page.status !== 200)
      return heldOr(before, { ...plain, state: 'unreachable', reason: `the address answers ${page.status}` }, context);
    const { key, sha256 } = await context.snapshots.save(page);
    if (known && hashIn(before.evidence) === sha256) return { ...(await heldOr(before, plain, context)), page };
    return { ...(await readFile(plain, before, page, key, context)), page };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    cost.requests += error.requests ?? 0;
    cost.bytes += error.wireBytes ?? 0;
    const state = error.trouble === 'too-large' || error.trouble === 'too-complex' ? ('too-large' as const) : ('unreachable' as const);
    return heldOr(before, { ...plain, state, reason: error.detail.slice(0, 300) }, context);
  }
}

/** Reads bytes that are new. Words that only look different (blanks, width), or that today's reader finds in the old bytes too, are the old ones. */
async function readFile(
  plain: Attachment,
  before: Attachment | undefined,
  page: Page,
  evidence: string,
  context: Context,
): Promise<Attached> {
  const reading = await readBytes(page, plain, context);
  if (reading.state === 'unreachable')
    return heldOr(before, { ...plain, state: 'unreachable', reason: reading.reason ?? 'no file' }, context);
  const held = before && (await textOf(before, context));
  const same = async (): Promise<boolean> => held !== undefined && work('sameWords', [held, reading.text], plain.url, context);
  const old = before && held !== undefined && ((await same()) || (await sameToday(before, reading.text, plain, context)));
  return madeOf(reading, plain, evidence, old ? held : undefined, context);
}

async function sameToday({ evidence }: Attachment, text: string, plain: Attachment, context: Context): Promise<boolean> {
  const old = evidence === undefined ? undefined : await context.snapshots.load(evidence);
  return old !== undefined && work('sameWords', [(await readBytes(old, plain, context)).text, text], plain.url, context);
}

/** What became known of the files since the document was stored, as changes of the field `attachments`: the words that differ, and new states. */
export async function fileChanges(
  head: Head,
  files: readonly Attached[],
  context: Context,
): Promise<{ readonly words: readonly FieldChange[]; readonly states: readonly FieldChange[] }> {
  const words: FieldChange[] = [];
  const states: FieldChange[] = [];
  for (const { attachment, text } of files) {
    const before = head.attachments.find(({ url }) => url === attachment.url);
    if (!before || !differs(attachment, before)) continue;
    const old = await textOf(before, context);
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
export async function filesThen(head: Head, files: readonly Attached[], context: Context): Promise<readonly Attached[]> {
  return Promise.all(
    files.map(async (file) => {
      const before = head.attachments.find(({ url }) => url === file.attachment.url);
      return before?.textHash === undefined ? file : { attachment: before, text: await textOf(before, context) };
    }),
  );
}

/** A look at the files of a page that says the same as before. Undefined when the page does not carry its document, or has none. */
export async function lookAgain(known: Address, source: Source | undefined, context: Context): Promise<Look | undefined> {
  const head = known.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  if (!head || head.canonicalUrl !== known.canonicalUrl || head.attachments.length === 0) return undefined;
  return lookAt(head.attachments, { page: known.url, source, head, files: known.files }, context);
}
