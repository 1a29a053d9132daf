import type { Entry } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import type { Address } from '../../model/document-store.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { ListState, MissingPage, SourceState } from '../../model/run.ts';
import type { Listing } from '../../model/source.ts';
import { dayOf, daysBetween } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { isEnabled } from '../../stages/watch/silence.ts';
import { listsOf } from './listing-name.ts';

/**
 * Whether a page that is gone was taken down, or its site moved or is down: what the lists of its source say of it since, and how much of its host is gone with it.
 * While that is open its document is not called withdrawn.
 */

type Missing = Readonly<Record<string, MissingPage>>;

const short = (url: string): string => sha256(canonicalUrl(url)).slice(0, 12);

/** Readings of a list to its end without a page that say that it was taken down. */
const readingsNeeded = 2;
/** A list that could not be read for so long is not waited for. */
const patience = 28;
/** A state is one item: of more pages nothing is remembered, and what lists say of them is not known. */
const mostMissing = 300;
/** A page that was not looked for in so many days is nobody's any more. */
const forgottenAfter = 60;

/** A list that was read: its entries, whether they are all that it has, and how many it had when it was last read to its end. */
type Walked = { readonly key: string; readonly entries: readonly Entry[]; readonly ended: boolean; readonly before: number | undefined };
/** A list that grows by so many entries between two readings is being filled: what it lacks may still come, or has just come and was not read yet. */
const filling = 3;

/** The missing pages after a list was read. */
export function lookedFor(missing: Missing, { key, entries, ended, before = entries.length }: Walked, at: string): Missing | undefined {
  const shown = new Set(entries.map(({ url }) => short(url)));
  const isFilled = entries.length >= before + filling;
  const kept = Object.entries(missing).filter(([, page]) => daysBetween(dayOf(new Date(page.at)), dayOf(new Date(at))) < forgottenAfter);
  const after = kept.map(([name, page]): [string, MissingPage] => {
    const said = page.lists?.[key];
    const without = typeof said === 'number' && !isFilled ? said : 0;
    return [name, { ...page, lists: { ...page.lists, [key]: shown.has(name) ? 'shown' : without + (ended ? 1 : 0) } }];
  });
  return after.length > 0 ? Object.fromEntries(after) : undefined;
}

/** Whether a list is to be read to its end, once a day: pages are held back that it may release. */
export function isEndWanted(state: SourceState | undefined, key: string, now: Date): boolean {
  const walked = state?.lists?.[key]?.walked;
  if (walked && dayOf(new Date(walked.at)) === dayOf(now)) return false;
  const isOpen = ({ held, lists }: MissingPage): boolean => {
    const said = lists?.[key];
    return held !== undefined && said !== 'shown' && (said ?? 0) < readingsNeeded;
  };
  return Object.values(state?.missing ?? {}).some(isOpen);
}

/** The sources that are read and have the page in their lists. */
const sourcesOf = ({ sourceId, also = [] }: Address, { settings }: CollectContext) =>
  [sourceId, ...also].flatMap((id) => settings.sources.find((source) => source.id === id && isEnabled(source)) ?? []);

function withMissing(state: SourceState, name: string, page: MissingPage | undefined): SourceState {
  const { missing: _before, ...rest } = state;
  const { [name]: _page, ...others } = state.missing ?? {};
  const missing = page && (state.missing?.[name] || Object.keys(others).length < mostMissing) ? { ...others, [name]: page } : others;
  return Object.keys(missing).length > 0 ? { ...rest, missing } : rest;
}

/** Remembers a miss, so that the next readings of the lists look for the page. `held`: its site alone holds its withdrawal back. */
export async function noteMissing(known: Address, held: boolean, context: CollectContext): Promise<void> {
  const at = context.now().toISOString();
  const [name, sources] = [short(known.url), sourcesOf(known, context)];
  const noted = (state: SourceState): SourceState => {
    const { held: since, ...page } = state.missing?.[name] ?? { at };
    return withMissing(state, name, { ...page, at, ...opt('held', held ? (since ?? at) : undefined) });
  };
  await Promise.all(sources.map(({ id }) => context.sources.update(id, at, noted)));
}

/** The page is there again, or what it came to is known. */
export async function forgetMissing(known: Address, context: CollectContext): Promise<void> {
  const at = context.now().toISOString();
  const name = short(known.url);
  for (const { id } of sourcesOf(known, context))
    if ((await context.sources.state(id))?.missing?.[name])
      await context.sources.update(id, at, (state) => withMissing(state, name, undefined));
}

/** What a list of a source says of a page: nothing before its first reading since the first miss. */
type Sight = { readonly listing: Listing; readonly list: ListState | undefined; readonly said: 'shown' | number | undefined };

async function sightsOf(known: Address, context: CollectContext): Promise<readonly Sight[]> {
  const name = short(known.url);
  const sights = sourcesOf(known, context).map(async (source): Promise<readonly Sight[]> => {
    const state = await context.sources.state(source.id);
    const said = state?.missing?.[name]?.lists;
    return listsOf(source).map(({ key, listing }) => ({ listing, list: state?.lists?.[key], said: said?.[key] }));
  });
  return (await Promise.all(sights)).flat();
}

const isRead = ({ list, said }: Sight): boolean => said !== undefined && (list?.condition === 'ok' || list?.condition === 'partial');

/** One page of a list has at least so many entries where there is another one behind it. */
const fullPage = 10;

/**
 * Whether two readings of a list to its end say that a page is not there. One that shows fewer pages than are gone (`away`) is being filled; what seems to end after a
 * full page may go on by a script: it must reach back to the day of the act.
 */
function isReleasing({ listing, list, said }: Sight, day: string, away: number): boolean {
  if (typeof said !== 'number' || said < readingsNeeded) return false;
  if (listing.complete) return true;
  const { walked: { listed, pages } = { listed: 0, pages: 1 }, oldest } = list ?? {};
  return listed >= away && (pages > 1 || listed < fullPage || (oldest !== undefined && oldest <= day));
}

/** A host of which so much is gone was moved, or is down. */
const loss = { pages: 3, part: 0.3, days: 7, looked: 500 } as const;

/** How many pages of the host are gone, where that is much of what was visited of late. Pages whose acts were withdrawn long ago say nothing of today. */
async function countAway({ canonicalUrl: url }: Address, context: CollectContext): Promise<number> {
  const ago = (days: number): string => new Date(context.now().getTime() - days * 86_400_000).toISOString();
  const visited = await context.documents.visited(new URL(url).host, ago(loss.days), loss.looked);
  const gone = visited.filter(({ misses = [], answeredAt }) => misses.length > 0 && answeredAt === undefined);
  const isMuch = (count: number, of: number): boolean => count >= loss.pages && count >= loss.part * of;
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
  const isWaiting = daysBetween(dayOf(new Date(since)), dayOf(context.now())) < patience;
  return isWaiting && !sights.every(isRead) ? 'list' : undefined;
}
