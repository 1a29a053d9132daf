import { isGiven, type Page, type Snapshot } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import type { SourceError } from '../../model/errors.ts';
import type { Address, CollectContext } from '../../model/ports.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Task } from '../../model/task.ts';
import { omit, opt } from '../../model/values.ts';
import { canonicalUrl, isVariantUrl } from '../../stages/urls/address.ts';
import { isWholeDue, nextVisitAt } from '../../stages/watch/cadence.ts';
import { isLandmarkPage, landmarkPages } from './asked-pages.ts';
import type { Ingested, StoredPage } from './ingest.ts';
import { forgetMissing } from './listing-state.ts';
import type { AttachmentCheck, PageVisit, ReadPage } from './page.ts';
import { cutOf } from './reading.ts';
import { forgetPageAside, setPageAside } from './set-aside.ts';

export type PageTask = Extract<Task, { kind: 'page' }>;

export const validators = (page: Pick<Page, 'headers'>) => opt({ etag: page.headers['etag'], lastModified: page.headers['last-modified'] });

const mostAlso = 5;

export function withSource(known: Address | undefined, task: PageTask, readIds: ReadonlySet<string>): Address | undefined {
  if (!known || known.sourceId === task.sourceId || task.wanted || !readIds.has(task.sourceId)) return known;
  if (!readIds.has(known.sourceId) && known.sourceId !== 'added') return { ...known, sourceId: task.sourceId };
  const also = known.also ?? [];
  return also.includes(task.sourceId) || also.length >= mostAlso ? known : { ...known, also: [...also, task.sourceId] };
}

/** Drops the validators of the page and its files when it is time to fetch them whole: a server may send an ETag that never changes. */
export function withoutOldValidators(known: Address | undefined, now: Date): Address | undefined {
  if (!known || !isWholeDue(known.wholeAt ?? known.firstSeenAt, now)) return known;
  return omit(known, 'etag', 'lastModified', 'files');
}

/** A list that tells another deadline calls for a reading of the page, though its bytes are the same. */
export const withoutValidators = (known: Address | undefined): Address | undefined =>
  known && omit(known, 'etag', 'lastModified', 'bytesHash');

/** The condition of a request. A missing page is fetched without one: a 304 would not show that it returned. */
export const toCondition = ({ documentId, misses, etag, lastModified }: Address) =>
  documentId === undefined || misses ? {} : opt({ etag, lastModified });

const newAddress = (task: PageTask, at: string): Address => ({
  url: task.url,
  canonicalUrl: canonicalUrl(task.url),
  sourceId: task.sourceId,
  firstSeenAt: at,
  checkedAt: at,
  dueAt: at,
});

/** The address with the instant of its next visit, which depends on its document; without one when it is not visited again. */
export function withNextVisit(
  known: Address,
  head: Head | undefined,
  next: Omit<NonNullable<Parameters<typeof nextVisitAt>[2]>, 'address' | 'deadline' | 'irrelevant'>,
  { now: clock }: Pick<CollectContext, 'now'>,
): Address {
  const now = clock();
  const deadline = head?.dates.commentBy?.value;
  const dueAt = nextVisitAt(known.firstSeenAt, now, {
    ...next,
    address: known.canonicalUrl,
    irrelevant: head?.relevant === false,
    ...opt({ deadline }),
  });
  return { ...omit(known, 'dueAt'), checkedAt: now.toISOString(), ...opt({ dueAt }) };
}

type Visited = Readonly<{ page: Page; head: Head | undefined; missed?: boolean }>;

function toVisited(known: Address, { page, head, missed = false }: Visited, context: Pick<CollectContext, 'now'>) {
  const whole = page.status === 304 ? {} : { wholeAt: context.now().toISOString() };
  const answered = omit(known, 'misses', 'answeredAt');
  const visited = withNextVisit({ ...answered, ...validators(page), ...whole }, head, { missed }, context);
  return isGiven(page) ? omit(visited, 'dueAt') : visited;
}

const markVisited = (known: Address, visited: Visited, context: CollectContext) =>
  context.documents.saveAddress(toVisited(known, visited, context));

export const markUnchanged = (
  known: Address,
  visited: Visited & { readonly files: AttachmentCheck | undefined },
  context: CollectContext,
): Promise<void> => markVisited({ ...known, ...(visited.files ? { files: visited.files.validators } : {}) }, visited, context);

/** A page was read that was missing, or took too long, at its last visit: other pages of its document may ask before that is written. */
export async function recordReadable(known: Address | undefined, context: CollectContext): Promise<void> {
  if (known?.misses) {
    await context.documents.saveAddress({ ...known, answeredAt: context.now().toISOString() });
    await forgetMissing(known, context);
  }
  if (known) await forgetPageAside(known, context);
}

async function saveRedirect(from: Address, visited: Visited, context: CollectContext) {
  const { finalUrl } = visited.page;
  const canonical = canonicalUrl(finalUrl);
  if (canonical === from.canonicalUrl) return;
  const known = await context.documents.address(canonical);
  if (!known?.documentId) await markVisited({ ...from, url: finalUrl, canonicalUrl: canonical }, visited, context);
}

export function storedAddress(
  read: ReadPage,
  { head, lines: { again = false, ...lines } = {}, ...stored }: StoredPage,
  context: Pick<CollectContext, 'now'>,
): Address {
  const { task, known, page, text, files } = read;
  // The page itself is visited again, rather than a variant (for telephones) that was found first.
  const address = known && isVariantUrl(known.url) && !isVariantUrl(task.url) ? { ...known, url: task.url } : known;
  const bare = omit(
    address ?? newAddress(task, context.now().toISOString()),
    ...(['etag', 'lastModified', 'bytesHash', 'waits', 'waitsSince', 'cut', 'tooComplex', 'trouble'] as const),
  );
  const visited = {
    ...bare,
    ...(text.missing || again ? {} : { bytesHash: text.hash }),
    ...(Object.keys(files.validators).length > 0 && { files: files.validators }),
    ...stored,
    ...lines,
    ...opt({ cut: cutOf(read.article) }),
    evidence: read.snapshot.key,
  };
  const next = toVisited(visited, { page, head, missed: again || text.missing !== undefined }, context);
  return again ? (withoutValidators(next) ?? next) : next;
}

export async function keepAddress(read: ReadPage, { visited, ...stored }: Omit<Ingested, 'saved'>, context: CollectContext): Promise<void> {
  const address = visited?.address ?? storedAddress(read, stored, context);
  await saveRedirect(address, { page: read.page, head: stored.head }, context);
  await context.documents.saveAddress(address, visited?.record);
}

export async function recordFailure(
  { task, known, head, evidence }: Pick<PageVisit, 'task' | 'known' | 'head'> & { readonly evidence: Snapshot | undefined },
  error: SourceError,
  context: CollectContext,
): Promise<void> {
  // A page that was only found through a citation is fetched once; when it is not there, that is no failure of the source.
  if (task.wanted) return context.note({ sourceId: task.sourceId, requests: error.requests ?? 0, bytes: error.wireBytes ?? 0 });
  const address = known ?? newAddress(task, context.now().toISOString());
  const mark = error.trouble === 'too-complex' && evidence ? { tooComplex: evidence.sha256 } : {};
  const kept = { ...address, ...(evidence && !address.documentId ? { evidence: evidence.key } : {}), ...mark, ...opt({ cut: error.cut }) };
  if (evidence && mark.tooComplex) await setPageAside(kept, evidence.sha256, error.detail, context);
  const isLandmark = address.documentId === undefined && isLandmarkPage(task.url);
  const since = address.trouble?.since ?? context.now().toISOString();
  const note = isLandmark ? { ...kept, trouble: { detail: withoutSecrets(error.detail), since } } : kept;
  await context.documents.saveAddress(withNextVisit(note, head, { missed: true }, context));
  if (isLandmark) noteFailure({ ...task, sourceId: landmarkPages }, error, context);
  else await reportFailure(task, error, context);
}

export async function reportFailure(task: PageTask, error: SourceError, context: CollectContext): Promise<void> {
  const at = context.now().toISOString();
  await context.sources.update(task.sourceId, at, (state) => {
    const failingSince = state.failingSince ?? at;
    const turned = state.condition === 'ok' || state.condition === 'quiet' ? { condition: 'partial' as const, since: failingSince } : {};
    return { ...state, failures: state.failures + 1, failingSince, ...turned };
  });
  noteFailure(task, error, context);
}

function noteFailure({ url, sourceId }: PageTask, error: SourceError, context: CollectContext) {
  const failure = { url, kind: error.trouble, detail: error.detail };
  context.note({ sourceId, failure, requests: error.requests ?? 0, bytes: error.wireBytes ?? 0 });
}
