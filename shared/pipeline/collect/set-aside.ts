import { type Alarm, alarmOf, alarmRows } from '../../model/alarm.ts';
import type { Attachment } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import { DamagedError, noneOn, SourceError } from '../../model/errors.ts';
import type { Address, CollectContext, Context, LookupContext, WatchContext } from '../../model/ports.ts';
import { damagedAside, isDamagedAside, type SetAside } from '../../model/task.ts';
import { omit, opt, orEmpty } from '../../model/values.ts';
import type { StatedFacts } from '../../stages/jobs.ts';

/** Pages and documents that are listed at most: more of them have one cause, and one alarm says as much as a thousand. */
const mostAsides = 200;

const pageAside = (canonicalUrl: string) => `page ${canonicalUrl}`;
const isPage = (key: string) => key.startsWith(pageAside(''));
const factsAside = (documentId: string) => `facts ${documentId}`;

export const noFacts: StatedFacts = { figures: [], windows: [], structure: [], bearing: { duties: [] } };

/** Facts stated in a document's text, read within a deadline. When time runs out there are none, and the same text is not tried again. */
export async function factsWithin<Facts>(head: Head, ask: () => Promise<Facts>, context: LookupContext): Promise<Facts | typeof noFacts> {
  if ((await context.documents.aside(factsAside(head.id)))?.hash === head.textHash) return noFacts;
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    await setFactsAside(head, error, context);
    return noFacts;
  }
}

/** Sets the facts of a document aside: reported by the run and in `alarms`; the document itself is stored and found. */
async function setFactsAside(head: Head, error: SourceError, context: LookupContext) {
  const { id, url, title, textHash } = head;
  const sourceId = head.sourceId ?? 'added';
  const since = context.now().toISOString();
  const { detail } = error;
  await context.documents.setAside({ key: factsAside(id), url, sourceId, documentId: id, title, hash: textHash, detail, since });
  context.note({ sourceId, failure: { url, kind: error.trouble, detail }, requests: 0, bytes: 0 });
}

export async function setPageAside(
  { url, canonicalUrl, sourceId }: Address,
  hash: string,
  detail: string,
  context: CollectContext,
): Promise<void> {
  await context.documents.setAside({ key: pageAside(canonicalUrl), url, sourceId, hash, detail, since: context.now().toISOString() });
}

export async function forgetPageAside({ canonicalUrl, tooComplex }: Address, context: CollectContext): Promise<void> {
  if (tooComplex !== undefined) await context.documents.forgetAside(pageAside(canonicalUrl));
}

/** Lets a run with today's code try again: documents are indexed anew, pages are due now. */
export async function retryAsides(context: Context): Promise<void> {
  for (const { key, documentId } of await context.documents.asides(mostAsides)) {
    // What is damaged is looked at with its document.
    if (isDamagedAside({ key }) && key !== damagedAside(`document ${documentId}`)) continue;
    const head = await context.documents.head(documentId);
    const address = isPage(key) ? await context.documents.address(key.slice(pageAside('').length)) : undefined;
    if (head) await context.documents.touch(head);
    if (address) {
      await context.documents.saveAddress({ ...omit(address, 'tooComplex'), dueAt: context.now().toISOString() });
    }
    await context.documents.forgetAside(key);
  }
}

export async function asideAlarms(_scene: unknown, context: WatchContext): Promise<readonly Alarm[]> {
  return (await context.documents.asides(mostAsides)).map(toAlarm);
}

function toAlarm(aside: SetAside) {
  const { key, url, title, detail, documentId, since } = aside;
  const named = `${title === undefined ? url : `${title} (${url})`}: ${detail}`;
  if (!isDamagedAside(aside)) {
    const alarm = alarmOf('document', 'too-complex', { named }, { since });
    return isPage(key) ? { ...alarm, remedy: alarmRows.document['too-complex'].page } : alarm;
  }
  if (documentId !== undefined) return alarmOf('document', 'damaged', { named }, { since });
  return alarmOf('store', 'damaged', { named: title === undefined ? detail : named }, { since });
}

type Named = Pick<Attachment, 'url' | 'textHash'> & Partial<Pick<Head, 'id' | 'sourceId' | 'title'>>;
type Damage = Pick<Context, 'documents' | 'now'>;

/**
 * Whether an error is about what is stored of one document, so that the others go on: it is damaged, or of a form that the program does not
 * expect. An error of network, disk or service is about all of them.
 */
export const isOfOneDocument = (error: unknown): error is Error =>
  error instanceof DamagedError || error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;

/** Sets something of a document aside: `alarms` and the command name it, and whatever asked goes on without it. */
export function setDamagedAside(error: Error, { id, url, title, sourceId = '', textHash = '' }: Named, context: Damage): Promise<void> {
  const key = damagedAside(error instanceof DamagedError ? error.key : `document ${id}`);
  const detail = error.message.split(';')[0] ?? error.message;
  return context.documents.setAside({
    key,
    url,
    sourceId,
    ...opt({ title, documentId: id }),
    hash: textHash,
    detail,
    since: context.now().toISOString(),
  });
}

/** Undefined, and the document set aside, where what is stored of it cannot be read. */
export async function unlessDamaged<T>(head: Named, make: () => Promise<T>, context: Damage): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    if (!isOfOneDocument(error)) throw error;
    await setDamagedAside(error, head, context);
    return undefined;
  }
}

export async function certainTextOf(
  head: Named & Pick<Head, 'textHash'>,
  context: Damage & Pick<Context, 'snapshots'>,
  hash: string = head.textHash,
): Promise<string> {
  try {
    return await context.snapshots.loadText(hash);
  } catch (error) {
    if (error instanceof DamagedError) await setDamagedAside(error, head, context);
    throw error;
  }
}

export const textOf = async (...request: Parameters<typeof certainTextOf>): Promise<string> =>
  orEmpty(await certainTextOf(...request).catch(noneOn(DamagedError)));
