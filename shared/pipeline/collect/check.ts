import type { Article, Entry, ListingRequest, Page } from '../../model/article.ts';
import { noneOn, SourceError } from '../../model/errors.ts';
import type { CollectContext, Reader, Web } from '../../model/ports.ts';
import type { SourceDraft, SourceState } from '../../model/run.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import { type Level, type Listing, longestSilence, type Source, type SourceCondition, type SourceKind } from '../../model/source.ts';
import { dayOf, daysBetween, daysSince } from '../../model/time.ts';
import { fill, group, omit, opt } from '../../model/values.ts';
import { findIssuer, type IssuerEntry } from '../../registry/issuers.ts';
import { namedRights, type RightsName } from '../../registry/rights.ts';
import { publisherKindOf } from '../../stages/facts/kind.ts';
import type { DeclaredAnswer } from '../../stages/listing/declare.ts';
import { lineOf } from '../../stages/urls/address.ts';
import { type Health, listingHealth, newestOf, withoutDays } from '../../stages/watch/health.ts';
import { webOf, work } from '../context.ts';
import rows from './check-rows.json' with { type: 'json' };
import { conditionOf, listsOf } from './listing-state.ts';
import { type ListingPorts, readFirst, readLater } from './read-listing.ts';
import { getArticle, readAsArticle } from './reading.ts';

/** One page of the list as it was read: proof that detail pages are understood. */
export type CheckedArticle = Readonly<{
  url: string;
  state: SourceCondition;
  detail?: string;
  title?: string;
  number?: string;
  issuers?: readonly string[];
  type?: string;
  published?: string;
  signed?: string;
  characters?: number;
  attachments?: number;
  warnings?: readonly Readonly<{ field: string; reason: string }>[];
}>;

/** Pages tried before the check says that none can be read: the first may be a picture or a video. */
const mostEntries = 2;

function toCheckedArticle(url: string, article: Article): CheckedArticle {
  const { title, number, issuers, type, dates, text, attachments, warnings } = article;
  return {
    url,
    state: 'ok',
    title,
    ...opt({ number }),
    issuers: issuers.map(({ name }) => name),
    type,
    ...opt({ published: dates.published?.value, signed: dates.signed?.value }),
    characters: text.length,
    attachments: attachments.length,
    warnings: warnings.map(({ field, reason }) => ({ field, reason })),
  };
}

async function tryPage(source: Source, entry: Entry, { web, reader, now }: CheckPorts) {
  try {
    const page = await getArticle({ url: entry.url }, source, web);
    if (page.status !== 200) throw new SourceError('unrecognised', entry.url, `the page answers ${page.status}`);
    return toCheckedArticle(entry.url, await readAsArticle({ page, source, entry, today: dayOf(now()) }, reader));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { url: entry.url, title: entry.title, state: conditionOf(error), detail: `${error.trouble}: ${error.detail}` };
  }
}

async function tryPages(source: Source, entries: readonly Entry[], world: CheckPorts) {
  const { pages: wanted = 1 } = world;
  const tried: CheckedArticle[] = [];
  for (const entry of wanted === 0 ? [] : entries.slice(0, Math.max(mostEntries, wanted))) {
    tried.push(await tryPage(source, entry, world));
    if (tried.filter(({ state }) => state === 'ok').length >= wanted) break;
  }
  return tried.find(({ state }) => state === 'ok') ?? tried[0];
}

export type Checked = Readonly<{
  id: string;
  state: SourceCondition;
  listed: number;
  status?: number;
  newest?: string;
  detail?: string;
  /** What went wrong without the address, the same words for every source that it happened to. */
  cause?: string;
  /** The way by which it was asked, where that is not this machine by itself; `failed`: the way failed, and not the site. */
  way?: Readonly<{ egress: string; failed?: true }>;
  movedTo?: string;
  undated?: number;
  unread?: readonly string[];
  entries: readonly Entry[];
  article?: CheckedArticle;
}>;

/** `pages`: how many pages of entries to read, one by default. */
type CheckPorts = Readonly<{ web: Web; reader: Reader; now: () => Date; pages?: number }>;

/** First page of a listing; of an index that only leads to files, the first file. Throws SourceError. */
async function readList(source: Source, listing: Source['listing'], place: ListingPorts) {
  const first = await readFirst({ source, listing }, {}, place);
  if (!('listing' in first)) throw new SourceError('unrecognised', listing.url, 'status 304 to a request without validators');
  const { entries, follow } = first.listing;
  const [part] = follow?.kind === 'parts' && entries.length === 0 ? follow.asks : [];
  const { movedTo } = first.page;
  return { entries: part ? (await readLater(part, { source, listing }, place)).listing.entries : entries, movedTo };
}

/** The words before what differs from site to site: "status 403", "the host does not answer (ETIMEDOUT)". */
const causeOf = ({ trouble, detail }: SourceError) => withoutSecrets(group(detail.split(/ at https?:|[:;]/), 0)).slice(0, 80) || trouble;

const wayOf = ({ egress }: Source, trouble?: SourceError): Pick<Checked, 'way'> =>
  egress === undefined ? {} : { way: { egress, ...(trouble?.proxy === undefined ? {} : { failed: true }) } };

const describeError = ({ detail, url }: SourceError) => withoutSecrets(`${detail} (${url})`);

const isDayless = ({ publishedOn, modified }: Entry) => publishedOn === undefined && modified === undefined;

async function readLists(source: Source, world: ListingPorts) {
  const byUrl = new Map<string, Entry>();
  const troubles: SourceError[] = [];
  const unread: string[] = [];
  let movedTo: string | undefined;
  let undated: number | undefined;
  let status: number | undefined;
  const get: Web['get'] = async (request) => {
    const page = await world.web.get(request);
    status ??= page.status;
    return page;
  };
  const place = { ...world, web: { ...world.web, get } };
  const lists = listsOf(source);
  for (const { listing } of lists) {
    try {
      const list = await readList(source, listing, place);
      for (const entry of list.entries) byUrl.set(entry.url, byUrl.get(entry.url) ?? entry);
      movedTo ??= list.movedTo;
      if (listing.date !== undefined && list.entries.length > 0 && list.entries.every(isDayless)) undated ??= list.entries.length;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      troubles.push(error);
      if (conditionOf(error) === 'unrecognised') unread.push(listing.url);
    }
  }
  const [trouble] = troubles;
  return {
    entries: [...byUrl.values()],
    broken: troubles.length === lists.length,
    trouble,
    status: status ?? trouble?.status,
    unread,
    movedTo,
    undated,
  };
}

function healthOf(
  source: Source,
  { entries, undated }: Awaited<ReturnType<typeof readLists>>,
  newest: string | undefined,
  today: string,
): Health {
  if (undated !== undefined) return { condition: 'suspect', detail: withoutDays(undated) };
  return listingHealth(source, { listed: entries.length, ...opt({ newest }) }, today);
}

export async function checkSource(source: Source, ports: CheckPorts): Promise<Checked> {
  const world = { ...ports, web: webOf(source, ports.web) };
  const { id, needs } = source;
  if (needs !== undefined) return { id, state: 'skipped', listed: 0, detail: `not read: it needs ${needs}`, entries: [] };
  const lists = await readLists(source, { ...world, snapshots: { save: async () => ({ key: '' }) } });
  const { entries, trouble, movedTo } = lists;
  const answered = {
    ...wayOf(source, trouble),
    ...opt({ status: lists.status, cause: trouble && causeOf(trouble), undated: lists.undated }),
    ...(lists.unread.length > 0 && { unread: lists.unread }),
  };
  if (trouble && lists.broken) return { id, state: conditionOf(trouble), listed: 0, ...answered, detail: describeError(trouble), entries };
  const newest = newestOf(entries, dayOf(world.now()));
  const health = healthOf(source, lists, newest, dayOf(world.now()));
  const detail = trouble ? describeError(trouble) : health.detail;
  const article = await tryPages(source, entries, world);
  return {
    id,
    state: trouble && health.condition !== 'suspect' ? 'partial' : health.condition,
    listed: entries.length,
    ...answered,
    ...opt({ newest, detail }),
    ...opt({ movedTo: movedTo && withoutSecrets(movedTo) }),
    entries,
    ...opt({ article }),
  };
}

/** Drafts a declaration for a listing of which only the address is known: what the page shows is filled in, a person corrects the rest. */

const kindsOf: Readonly<Record<ReturnType<typeof publisherKindOf>, readonly [SourceKind, Level, RightsName]>> = {
  official: ['official', 'L5', 'official'],
  media: ['media', 'L8', 'media'],
  research: ['research', 'L8', 'think-tank'],
  company: ['company', 'L8', 'company'],
  unknown: ['media', 'L8', 'unknown'],
};

const common = new Set(['www', 'com', 'cn', 'gov', 'org', 'net', 'edu', 'ac', 'cc', 'example']);

/** `dsj.yicheng.gov.cn` is `yicheng-dsj`. */
function idOf(url: string) {
  const labels = new URL(url).hostname.split('.').filter((label) => !common.has(label));
  return (
    labels
      .toReversed()
      .join('-')
      .replaceAll(/[^a-z0-9-]/gi, '') || 'my-source'
  );
}

/** 通知公告_苏州市人民政府: the columns, then the body that the registry knows, else the last part. */
function partsOf(title: string): Readonly<{ body?: IssuerEntry | undefined; zh: string }> {
  const parts = title.split(/[_|·—–]|\s-\s/).flatMap((part) => part.trim() || []);
  const known = parts.find((part) => findIssuer(part));
  const site = known ?? parts.at(-1);
  const [column] = parts.filter((part) => part !== site);
  return { body: known === undefined ? undefined : findIssuer(known), zh: [site, column].filter(Boolean).join(' · ') };
}

export function draftOf(url: string, { listing, title }: FoundListing): Source {
  const [kind, level, rights] = kindsOf[publisherKindOf(url, undefined)];
  const { body, zh } = partsOf(title);
  const [id, host] = [idOf(url), new URL(url).hostname];
  return {
    id,
    publisher: body?.id ?? id,
    names: { zh: zh || host, en: body?.english ?? host },
    level: body?.level ?? level,
    kind,
    every: 'day',
    listing,
    expect: { atLeast: 1, freshWithinDays: longestSilence },
    rights: namedRights[rights],
  };
}

/** What to change, by the state of a source, and by what else was found. */
const { states, ...words }: Omit<typeof rows, 'states'> & { readonly states: Partial<Readonly<Record<SourceCondition, string>>> } = rows;

const shortestSilence = 14;

/** Twice the longest pause in the list, in whole weeks, within bounds. */
function silenceOf(entries: readonly Entry[]) {
  const days = entries.flatMap(({ publishedOn }) => publishedOn ?? []).toSorted();
  const pauses = days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day));
  return Math.min(longestSilence, Math.max(shortestSilence, Math.ceil((Math.max(0, ...pauses) * 2) / 7) * 7));
}

export const expecting = (source: Source, entries: readonly Entry[]): Source => ({
  ...source,
  expect: { atLeast: Math.max(1, Math.floor(entries.length / 2)), freshWithinDays: silenceOf(entries) },
});

/** Warns of a list that has been without news for longer than its own pauses and the holidays explain. */
export function deadWords(source: Source, entries: readonly Entry[], today: string): string | undefined {
  const newest = newestOf(entries, today);
  if (newest === undefined || listingHealth(source, { listed: entries.length, newest }, today).condition !== 'suspect') return undefined;
  return `this list seems dead: its newest entry is of ${newest}; look for the list where the body publishes now`;
}

type FindPorts = Readonly<{ web: Web; reader: Reader; now: () => Date }>;
type FoundListing = Readonly<{ listing: Listing; title: string }>;

/** Requests made for a list of which only the address of its page is known, and how deep frames are followed. */
const mostTried = 8;
const deepest = 2;

/**
 * Finds how a list is declared whose page alone is known: the page itself, or a request that its scripts, attributes or hidden fields name,
 * by page family (trs, jpaas, jpage, guangdong …), with what it is read by. Of a page that shows none of it: the page by its structure.
 * Throws SourceError when it does not answer.
 */
export async function findListing(request: ListingRequest, ports: FindPorts): Promise<FoundListing> {
  const { url } = request;
  const first = await ports.web.get(request);
  const inspect = (at: string, { bytes, headers }: Page) => work('inspectListing', [at, bytes, headers['content-type']], at, ports);
  const shape = await inspect(url, first);
  const queue: Readonly<{ ask: ListingRequest; depth: number }>[] = [{ ask: request, depth: 0 }];
  let best: DeclaredAnswer | undefined;
  for (let tried = 0; queue.length > 0 && tried < mostTried; tried += 1) {
    const { ask, depth } = queue.shift() ?? { ask: request, depth: 0 };
    const page = tried === 0 ? first : await ports.web.get(ask).catch(noneOn(SourceError));
    if (page?.status !== 200) continue;
    const found = await declareAnswer(ask, page, { ...ports, links: shape.links });
    if (found && found.dated * 2 > found.listed) return { listing: found.listing, title: shape.title };
    if (found && found.listed > (best?.listed ?? 0)) best = found;
    if (depth < deepest) queue.push(...(await inspect(ask.url, page)).asks.map((each) => ({ ask: each, depth: depth + 1 })));
  }
  return { listing: best?.listing ?? { format: 'dated-links', url }, title: shape.title };
}

const declareAnswer = (
  ask: ListingRequest,
  { bytes, headers }: Page,
  { links, now, reader }: FindPorts & { readonly links: readonly string[] },
) =>
  work('declareListing', [ask, { bytes, contentType: headers['content-type'] }, { links, today: dayOf(now()) }], ask.url, { reader }).catch(
    noneOn(SourceError),
  );

/** What a check of many sources says of one: what to change, and the mended declaration where one was found. */
export type CheckedRow = Checked & Readonly<{ change?: string; draft?: Source }>;

/** Names a source as it is begun and as it is finished; `done` of `total` are. */
type CheckProgress = (done: number, total: number, id: string) => void;

/**
 * Checks sources, several hosts at a time and one after the other on a host, so that no source waits in another one's place. Results in the
 * order of the sources. Where a list is another make of page than declared, its declaration is drafted anew.
 */
export async function checkSources(
  sources: readonly Source[],
  world: CheckPorts & Readonly<{ hostsAtOnce: number; mend: boolean }>,
  progress: CheckProgress,
): Promise<readonly CheckedRow[]> {
  const rows: CheckedRow[] = [];
  const hosts = [...Map.groupBy([...sources.entries()], ([, { listing }]) => lineOf(listing.url)).values()];
  hosts.sort((a, b) => b.length - a.length);
  let done = 0;
  const work = async () => {
    for (let addresses = hosts.shift(); addresses; addresses = hosts.shift()) {
      for (const [index, source] of addresses) {
        progress(done, sources.length, source.id);
        rows[index] = await checkAndMend(source, world);
        done += 1;
        progress(done, sources.length, source.id);
      }
    }
  };
  await Promise.all(Array.from({ length: world.hostsAtOnce }, work));
  return rows;
}

async function checkAndMend(source: Source, world: CheckPorts & { readonly mend: boolean }) {
  const checked = await checkSource(source, world);
  const draft = world.mend ? (await mendedOf(source, checked, world))?.declared : undefined;
  const change = changeOf(checked, draft);
  return { ...checked, ...opt({ change, draft }) };
}

/** A page that answers and is not what was declared: no list, or one without the declared days. */
const isOtherPage = ({ state, undated, unread }: Checked) => state === 'unrecognised' || undated !== undefined || unread !== undefined;

type Mended = Readonly<{ declared: Source; entries: readonly Entry[] }>;

/**
 * The declaration with lists that are read, without what was known of the old address, and what it reads; nothing where the page is the
 * declared one, or no list is found.
 */
async function mendedOf(source: Source, checked: Checked, ports: CheckPorts): Promise<Mended | undefined> {
  if (!isOtherPage(checked)) return undefined;
  const { unread = [], undated } = checked;
  const world = { ...ports, web: webOf(source, ports.web) };
  const lists: Listing[] = [];
  for (const listing of [source.listing, ...(source.more ?? [])]) {
    const { url, method, body } = listing;
    if (!unread.includes(url) && undated === undefined) {
      lists.push(listing);
      continue;
    }
    const found = await findListing({ url, ...opt({ method, body }) }, world).catch(noneOn(SourceError));
    if (found) lists.push(found.listing);
  }
  const [listing, ...more] = lists;
  if (!listing) return undefined;
  const rest = omit(source, 'more', 'evidence', 'certainty');
  const mended: Source = { ...rest, listing, ...(more.length > 0 && { more }) };
  const read = await checkSource(mended, { ...world, pages: 0 });
  const { entries } = read;
  return entries.length > 0 && !isOtherPage(read) ? { declared: expecting(mended, entries), entries } : undefined;
}

/** A list that is another page than declared is looked at anew once a week. */
const draftedEvery = 7;
const entriesKept = 5;

/**
 * Where a list is another page than its source declares, drafts a declaration and keeps it beside what both read; forgets it where the list
 * is read again.
 */
export async function draftAnew(source: Source, { lists = {}, draft }: SourceState, context: CollectContext): Promise<void> {
  const isOther = Object.values(lists).some(
    ({ condition, trouble, undated }) => undated || (condition === 'unrecognised' && trouble?.kind === condition),
  );
  const at = context.now().toISOString();
  if (!isOther) {
    if (draft) await context.sources.update(source.id, at, (state) => omit(state, 'draft'));
    return;
  }
  if (draft && daysSince(draft.at, context.now()) < draftedEvery) return;
  const sums = { requests: 0, bytes: 0 };
  const get: Web['get'] = async (request) => {
    const page = await webOf(source, context.web).get(request);
    sums.requests += page.requests;
    sums.bytes += page.wireBytes;
    return page;
  };
  const ports = { web: { ...context.web, get, by: () => ({ ...context.web, get }) }, reader: context.reader, now: context.now, pages: 0 };
  const old = await checkSource(source, ports);
  const { declared, entries = [] } = (old.status === 200 ? await mendedOf(source, old, ports) : undefined) ?? {};
  const first = (list: readonly Entry[]) => list.slice(0, entriesKept);
  const made: SourceDraft = { at, old: first(old.entries), ...opt('declared', declared), entries: first(entries), listed: entries.length };
  await context.sources.update(source.id, at, (state) => ({ ...state, draft: made }));
  context.note({ sourceId: source.id, ...sums });
}

/** What is no matter of the address that asks: another one would be told the same. */
function changeOfWay({ state, status, way }: Checked) {
  if (way?.failed) return fill(words.proxy, { egress: way.egress });
  if (state !== 'refused') return undefined;
  return status === undefined ? words.barred : way && fill(words.refusedToo, { egress: way.egress });
}

function changeOf(checked: Checked, draft: Source | undefined) {
  const { state, movedTo, article, undated } = checked;
  if (draft) return words.drafted;
  if (movedTo !== undefined) return fill(words.moved, { movedTo });
  if (undated !== undefined) return words.undated;
  const change = changeOfWay(checked) ?? states[state];
  if (change !== undefined || !article || article.state === 'ok') return change;
  return article.state === 'refused' ? `${words.pagesRefused} ${states.refused}` : fill(words.pagesUnread, { state: article.state });
}
