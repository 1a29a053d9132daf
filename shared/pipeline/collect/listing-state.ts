import type { Entry } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import type { SourceError } from '../../model/errors.ts';
import type { Address, CollectContext } from '../../model/ports.ts';
import type { ListState, MissingPage, SourceState, SourceTrouble } from '../../model/run.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Listing, Source } from '../../model/source.ts';
import { dayOf, daysSince, hour, later } from '../../model/time.ts';
import { omit, opt, orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { nextSlotAt } from '../../stages/watch/cadence.ts';
import { isEnabled, newestOf, sourceHealth, sumListed } from '../../stages/watch/health.ts';
import type { CrawlResult } from './listing.ts';
import type { ListingTask } from './read-listing.ts';

export type NamedListing = Readonly<{ key: string; listing: Listing }>;

/** Key of a listing within its source: the same as long as its request is the same. */
const keyOf = ({ url, body = '' }: Listing) => sha256(`${url}\n${body}`).slice(0, 12);

export const listsOf = (source: Pick<Source, 'listing' | 'more'>): readonly NamedListing[] =>
  [source.listing, ...(source.more ?? [])].map((listing) => ({ key: keyOf(listing), listing }));

/**
 * Whether a page that is gone was taken down, or its site moved or is down: what the lists of its source say of it since, and how much of
 * its host is gone with it. While that is open its document is not called withdrawn.
 */

type Missing = Readonly<Record<string, MissingPage>>;

const short = (url: string) => sha256(canonicalUrl(url)).slice(0, 12);

/** Readings of a list to its end without a page that say that it was taken down. */
const readingsNeeded = 2;
/** A list that could not be read for so long is not waited for. */
const patience = 28;
/** A state is one item: of more pages nothing is remembered, and what lists say of them is not known. */
const mostMissing = 300;
/** A page that was not looked for in so many days is nobody's any more. */
const forgottenAfter = 60;

/** A list that was read: its entries, whether they are all that it has, and how many it had when it was last read to its end. */
type Walked = Readonly<{ key: string; entries: readonly Entry[]; ended: boolean; before: number | undefined }>;
/**
 * A list that grows by so many entries between two readings is being filled: what it lacks may still come, or has just come and was not
 * read yet.
 */
const filling = 3;

function lookedFor(missing: Missing, { key, entries, ended, before = entries.length }: Walked, at: string) {
  const shown = new Set(entries.map(({ url }) => short(url)));
  const isFilled = entries.length >= before + filling;
  const kept = Object.entries(missing).filter(([, page]) => daysSince(page.at, new Date(at)) < forgottenAfter);
  const after = kept.map(([name, page]) => {
    const said = page.lists?.[key];
    const without = typeof said === 'number' && !isFilled ? said : 0;
    return [name, { ...page, lists: { ...page.lists, [key]: shown.has(name) ? 'shown' : without + (ended ? 1 : 0) } }];
  });
  return after.length > 0 ? Object.fromEntries(after) : undefined;
}

/** Whether a list is to be read to its end, once a day: pages are held back that it may release. */
export function isEndWanted(state: SourceState | undefined, key: string, now: Date): boolean {
  const walked = state?.lists?.[key]?.walked;
  if (walked && dayOf(walked.at) === dayOf(now)) return false;
  const isOpen = ({ held, lists }: MissingPage) => {
    const said = lists?.[key];
    return held !== undefined && said !== 'shown' && (said ?? 0) < readingsNeeded;
  };
  return Object.values(state?.missing ?? {}).some(isOpen);
}

const sourcesOf = ({ sourceId, also = [] }: Address, { settings }: CollectContext) =>
  [sourceId, ...also].flatMap((id) => settings.sources.find((source) => source.id === id && isEnabled(source)) ?? []);

function withMissing(state: SourceState, name: string, page: MissingPage | undefined) {
  const others = omit(state.missing ?? {}, name);
  const missing = page && (state.missing?.[name] || Object.keys(others).length < mostMissing) ? { ...others, [name]: page } : others;
  return { ...omit(state, 'missing'), ...(Object.keys(missing).length > 0 && { missing }) };
}

/** Remembers a miss, so that the next readings of the lists look for the page. `held`: its site alone holds its withdrawal back. */
export async function noteMissing(known: Address, isHeldBack: boolean, context: CollectContext): Promise<void> {
  const at = context.now().toISOString();
  const [name, sources] = [short(known.url), sourcesOf(known, context)];
  const noted = (state: SourceState) => {
    const { held: since, ...page } = state.missing?.[name] ?? { at };
    return withMissing(state, name, { ...page, at, ...opt({ held: isHeldBack ? (since ?? at) : undefined }) });
  };
  await Promise.all(sources.map(({ id }) => context.sources.update(id, at, noted)));
}

export async function forgetMissing(known: Address, context: CollectContext): Promise<void> {
  const at = context.now().toISOString();
  const name = short(known.url);
  for (const { id } of sourcesOf(known, context))
    if ((await context.sources.state(id))?.missing?.[name])
      await context.sources.update(id, at, (state) => withMissing(state, name, undefined));
}

/** What a list of a source says of a page: nothing before its first reading since the first miss. */
type Sight = Readonly<{ listing: Listing; list: ListState | undefined; said: 'shown' | number | undefined }>;

async function sightsOf(known: Address, context: CollectContext) {
  const name = short(known.url);
  const sights = sourcesOf(known, context).map(async (source) => {
    const state = await context.sources.state(source.id);
    const said = state?.missing?.[name]?.lists;
    return listsOf(source).map(({ key, listing }) => ({ listing, list: state?.lists?.[key], said: said?.[key] }));
  });
  return (await Promise.all(sights)).flat();
}

const isRead = ({ list, said }: Sight) => said !== undefined && (list?.condition === 'ok' || list?.condition === 'partial');

const fullPage = 10;

/**
 * Whether two readings of a list to its end say that a page is not there. One that shows fewer pages than are gone (`away`) is being
 * filled; what seems to end after a full page may go on by a script: it must reach back to the day of the act.
 */
function isReleasing({ listing, list, said }: Sight, day: string, away: number) {
  if (typeof said !== 'number' || said < readingsNeeded) return false;
  if (listing.complete) return true;
  const { walked: { listed, pages } = { listed: 0, pages: 1 }, oldest } = list ?? {};
  return listed >= away && (pages > 1 || listed < fullPage || (oldest !== undefined && oldest <= day));
}

/** A host of which so much is gone was moved, or is down. */
const loss = { pages: 3, part: 0.3, days: 7, looked: 500 } as const;

/**
 * How many pages of the host are gone, where that is much of what was visited of late. Pages whose acts were withdrawn long ago say nothing
 * of today.
 */
async function countAway({ canonicalUrl: url }: Address, context: CollectContext) {
  const ago = (days: number) => later(context.now(), -24 * days * hour);
  const visited = await context.documents.visited(new URL(url).host, ago(loss.days), loss.looked);
  const gone = visited.filter(({ misses = [], answeredAt }) => misses.length > 0 && answeredAt === undefined);
  const isMuch = (count: number, of: number) => count >= loss.pages && count >= loss.part * of;
  if (!isMuch(gone.length, visited.length)) return 0;
  const heads = await context.documents.heads([...new Set(gone.flatMap(({ documentId }) => documentId ?? []))]);
  const settled = new Set(heads.filter(({ withdrawnAt }) => withdrawnAt !== undefined && withdrawnAt < ago(patience)).map(({ id }) => id));
  const long = gone.filter(({ documentId }) => settled.has(orEmpty(documentId))).length;
  return isMuch(gone.length - long, visited.length - long) ? gone.length - long : 0;
}

/** Why the document of a page that was missed often enough is not withdrawn yet; undefined when nothing speaks against it. */
export async function whyHeld(known: Address, head: Head | undefined, context: CollectContext): Promise<'list' | 'site' | undefined> {
  const sights = await sightsOf(known, context);
  const day = orEmpty((head?.dates.published ?? head?.dates.signed)?.value);
  const away = await countAway(known, context);
  if (sights.length > 0 && sights.every((sight) => isReleasing(sight, day, away))) return undefined;
  if (away > 0) return 'site';
  if (sights.some(({ said }) => said === 'shown')) return 'list';
  const since = known.misses?.[0] ?? context.now().toISOString();
  const isWaiting = daysSince(since, context.now()) < patience;
  return isWaiting && !sights.every(isRead) ? 'list' : undefined;
}

/** The condition of a listing after a failure (docs/contract.md 3.1). */
export const conditionOf = ({ trouble }: SourceError): FailedCondition => conditions[trouble] ?? 'unrecognised';
type FailedCondition = Exclude<ListState['condition'], 'ok' | 'partial'>;
const conditions: Partial<Readonly<Record<SourceError['trouble'], FailedCondition>>> = {
  unreachable: 'unreachable',
  refused: 'refused',
  robots: 'refused',
  'forbidden-address': 'refused',
};

/** As the server says; else an hour later when nobody answered, and in the next slot when the server refused. */
function nextTry(source: Source, error: SourceError, now: Date) {
  if (error.retryAfter !== undefined) return later(now, error.retryAfter * 1000);
  const slot = nextSlotAt(source.every, now);
  const soon = later(now, hour);
  return error.trouble === 'unreachable' && soon < slot ? soon : slot;
}

const troubleOf = (source: Source, error: SourceError, now: Date): SourceTrouble => ({
  kind: error.trouble,
  detail: withoutSecrets(error.detail),
  url: withoutSecrets(error.url),
  nextTryAt: nextTry(source, error, now),
  ...opt({ proxy: error.proxy }),
});

type ListStateChange = (before: ListState | undefined) => ListState;

/** Where a reading was cut off. A gap stays when later readings see no more of it, until a backfill has closed it. */
function cappedBy(
  { cutOff, pages }: CrawlResult,
  { before, oldest, now }: Readonly<{ before: ListState | undefined; oldest: string | undefined; now: Date }>,
) {
  const earlier = before?.capped?.since === undefined ? undefined : before.capped;
  if (!cutOff || (earlier && !cutOff.gap)) return earlier;
  const known = cutOff.gap && before && before.listed > 0 ? (before.newest ?? dayOf(before.checkedAt)) : undefined;
  return { at: now.toISOString(), pages, ...opt({ since: earlier?.since ?? known, until: oldest }) };
}

export function listRead(source: Source, { listing }: NamedListing, walked: CrawlResult, now: Date): ListStateChange {
  const { entries, pages, whole, trouble, left, waits, movedTo, known, ended, toEnd } = walked;
  const dayless = entries.length > 0 && entries.every(({ publishedOn, modified }) => publishedOn === undefined && modified === undefined);
  const latest = newestOf(entries, dayOf(now));
  const oldest = entries.flatMap(({ publishedOn }) => publishedOn ?? []).toSorted()[0];
  return (before) => {
    const newest = latest ?? before?.newest;
    return {
      condition: trouble ? 'partial' : 'ok',
      checkedAt: now.toISOString(),
      wholeAt: now.toISOString(),
      listed: entries.length,
      pages,
      ...opt({ oldest }),
      ...(dayless && (listing.date !== undefined || before?.newest !== undefined) ? { undated: true } : {}),
      ...opt({ movedTo: movedTo && withoutSecrets(movedTo), newest, trouble: trouble && troubleOf(source, trouble, now) }),
      ...(whole ? known : {}),
      ...opt({ walked: ended || toEnd ? { at: now.toISOString(), listed: entries.length, pages } : before?.walked, left }),
      ...opt({ waits, capped: cappedBy(walked, { before, oldest, now }) }),
    };
  };
}

export function listUnchanged(now: Date): ListStateChange {
  return (before) => {
    const { trouble: _trouble, ...rest } = before ?? { listed: 0 };
    return { ...rest, condition: 'ok', checkedAt: now.toISOString() };
  };
}

export function listFailed(source: Source, error: SourceError, now: Date): ListStateChange {
  const trouble = troubleOf(source, error, now);
  return (before) => ({ listed: 0, ...before, condition: conditionOf(error), checkedAt: now.toISOString(), trouble });
}

type ListOutcome = Pick<ListingTask, 'slot'> &
  Readonly<{
    round: string;
    key: string;
    step: ListStateChange;
    walked?: Pick<CrawlResult, 'entries' | 'ended'>;
    failed?: number;
    evidence?: string;
  }>;

function withListState(
  source: Source,
  state: SourceState,
  { round, slot, key, step, walked, failed = 0, evidence }: ListOutcome,
  at: string,
) {
  const kept = listsOf(source).flatMap((each) => {
    const old = state.lists?.[each.key];
    const now = each.key === key ? step(old) : old;
    return now ? [[each.key, now] as const] : [];
  });
  const lists = kept.map(([, list]) => list);
  // The first list that is read in a round resets the count of failed pages.
  const failures = (state.round === round ? state.failures : 0) + failed;
  const { condition, trouble } = sourceHealth(source, lists, failures, dayOf(at));
  const { newest, listed } = sumListed(lists);
  const before = state.lists?.[key]?.walked?.listed;
  const ended = walked?.ended === true && condition !== 'suspect';
  const { trouble: _trouble, failingSince, newest: _newest, lastGoodAt, missing, ...rest } = state;
  const good = condition === 'ok' || condition === 'quiet' || condition === 'partial';
  const goodAt = good ? at : (lastGoodAt ?? (condition === 'suspect' ? at : undefined));
  return {
    ...rest,
    condition,
    since: state.condition === condition ? state.since : at,
    checkedAt: at,
    ...opt({ lastGoodAt: goodAt }),
    listed,
    failures,
    round,
    ...opt({ slot }),
    lists: Object.fromEntries(kept),
    ...opt({
      failingSince: state.failures === 0 ? undefined : failingSince,
      lastEvidence: evidence,
      newest,
      trouble,
      missing: missing && walked ? lookedFor(missing, { ...walked, key, ended, before }, at) : missing,
    }),
  };
}

export async function saveListState(source: Source, outcome: ListOutcome, context: CollectContext): Promise<SourceState> {
  const at = context.now().toISOString();
  let after: SourceState | undefined;
  await context.sources.update(source.id, at, (state) => {
    after = withListState(source, state, outcome, at);
    return after;
  });
  if (!after) throw new Error(`the state of source ${source.id} was not written`);
  return after;
}
