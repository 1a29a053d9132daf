import type { Article, Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Reader, Web } from '../../model/ports.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Source, SourceCondition } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { group, opt } from '../../model/values.ts';
import { type Health, listingHealth, newestOf, withoutDays } from '../../stages/watch/health.ts';
import { getArticle } from './get-article.ts';
import { listsOf } from './listing-name.ts';
import { conditionOf } from './listing-state.ts';
import { type ListingPorts, readFirst, readLater } from './read-listing.ts';
import { readAsArticle } from './read-request.ts';
import { webOf } from './web-of.ts';

/** One page of the list as it was read: proof that detail pages are understood. */
export type CheckedArticle = {
  readonly url: string;
  readonly state: SourceCondition;
  readonly detail?: string;
  readonly title?: string;
  readonly number?: string;
  readonly issuers?: readonly string[];
  readonly type?: string;
  readonly published?: string;
  readonly signed?: string;
  readonly characters?: number;
  readonly attachments?: number;
  readonly warnings?: readonly { readonly field: string; readonly reason: string }[];
};

export type Checked = {
  readonly id: string;
  /** State of the listing. The page that was tried has a state of its own. */
  readonly state: SourceCondition;
  readonly listed: number;
  /** HTTP status of the first listing that answered, or of the refusal. */
  readonly status?: number;
  readonly newest?: string;
  readonly detail?: string;
  /** What went wrong without the address, the same words for every source that it happened to. */
  readonly cause?: string;
  /** The way by which it was asked, where that is not this machine by itself; `failed`: the way failed, and not the site. */
  readonly way?: { readonly egress: string; readonly failed?: true };
  /** Where the listing moved permanently. */
  readonly movedTo?: string;
  /** Number of entries of a list that declares days, none of which has one. */
  readonly undated?: number;
  /** Addresses of listings that answer with another page than declared. */
  readonly unread?: readonly string[];
  readonly entries: readonly Entry[];
  readonly article?: CheckedArticle;
};

/** `pages`: how many pages of entries to read, one by default. */
export type CheckPorts = { readonly web: Web; readonly reader: Reader; readonly now: () => Date; readonly pages?: number };
/** Pages tried before the check says that none can be read: the first may be a picture or a video. */
const mostTried = 2;

type CheckedList = { readonly entries: readonly Entry[]; readonly movedTo?: string | undefined };

/** First page of a listing; of an index that only leads to files, the first file. Throws SourceError. */
async function readList(source: Source, listing: Source['listing'], place: ListingPorts): Promise<CheckedList> {
  const first = await readFirst({ source, listing }, {}, place);
  if (!('listing' in first)) throw new SourceError('unrecognised', listing.url, 'status 304 to a request without validators');
  const { entries, follow } = first.listing;
  const [part] = follow?.kind === 'parts' && entries.length === 0 ? follow.asks : [];
  const { movedTo } = first.page;
  return { entries: part ? (await readLater(part, { source, listing }, place)).listing.entries : entries, movedTo };
}

function toCheckedArticle(url: string, article: Article): CheckedArticle {
  const { title, number, issuers, type, dates, text, attachments, warnings } = article;
  return {
    url,
    state: 'ok',
    title,
    ...opt('number', number),
    issuers: issuers.map(({ name }) => name),
    type,
    ...(dates.published ? { published: dates.published.value } : {}),
    ...(dates.signed ? { signed: dates.signed.value } : {}),
    characters: text.length,
    attachments: attachments.length,
    warnings: warnings.map(({ field, reason }) => ({ field, reason })),
  };
}

async function tryPage(source: Source, entry: Entry, { web, reader, now }: CheckPorts): Promise<CheckedArticle> {
  try {
    const page = await getArticle({ url: entry.url }, source, web);
    if (page.status !== 200) throw new SourceError('unrecognised', entry.url, `the page answers ${page.status}`);
    return toCheckedArticle(entry.url, await readAsArticle({ page, source, entry, today: dayOf(now()) }, reader));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { url: entry.url, title: entry.title, state: conditionOf(error), detail: `${error.trouble}: ${error.detail}` };
  }
}

/** The first page of the list that can be read, else what was wrong with the first one. */
async function tryPages(source: Source, entries: readonly Entry[], world: CheckPorts): Promise<CheckedArticle | undefined> {
  const wanted = world.pages ?? 1;
  if (wanted === 0) return undefined;
  const tried: CheckedArticle[] = [];
  let good = 0;
  for (const entry of entries.slice(0, Math.max(mostTried, wanted))) {
    const article = await tryPage(source, entry, world);
    tried.push(article);
    if (article.state === 'ok') good += 1;
    if (good >= wanted) break;
  }
  return tried.find(({ state }) => state === 'ok') ?? tried[0];
}

/** The words before what differs from site to site: "status 403", "the host does not answer (ETIMEDOUT)". */
const causeOf = ({ trouble, detail }: SourceError): string =>
  withoutSecrets(group(detail.split(/ at https?:|[:;]/), 0)).slice(0, 80) || trouble;

const wayOf = ({ egress }: Source, trouble?: SourceError): Pick<Checked, 'way'> =>
  egress === undefined ? {} : { way: { egress, ...(trouble?.proxy === undefined ? {} : { failed: true }) } };

const describeError = ({ detail, url }: SourceError): string => withoutSecrets(`${detail} (${url})`);

/** What all listings of a source came to. `broken`: none could be read. */
type CheckedLists = {
  readonly entries: readonly Entry[];
  readonly broken: boolean;
  readonly trouble?: SourceError | undefined;
  readonly status?: number | undefined;
  readonly unread: readonly string[];
  readonly movedTo?: string | undefined;
  /** Number of entries of a list that declares days, none of which has one. */
  readonly undated?: number | undefined;
};

const isDayless = ({ publishedOn, modified }: Entry): boolean => publishedOn === undefined && modified === undefined;

async function readLists(source: Source, world: ListingPorts): Promise<CheckedLists> {
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

function healthOf(source: Source, { entries, undated }: CheckedLists, newest: string | undefined, today: string): Health {
  if (undated !== undefined) return { condition: 'suspect', detail: withoutDays(undated) };
  return listingHealth(source, { listed: entries.length, ...opt('newest', newest) }, today);
}

/** Fetches and reads the listings of a source and one page of them as `run` would, and stores nothing. */
export async function checkSource(source: Source, ports: CheckPorts): Promise<Checked> {
  const world = { ...ports, web: webOf(source, ports.web) };
  const { id, needs } = source;
  if (needs !== undefined) return { id, state: 'skipped', listed: 0, detail: `not read: it needs ${needs}`, entries: [] };
  const lists = await readLists(source, { ...world, snapshots: { save: async () => ({ key: '' }) } });
  const { entries, trouble, movedTo } = lists;
  const answered = {
    ...wayOf(source, trouble),
    ...opt('status', lists.status),
    ...opt('cause', trouble && causeOf(trouble)),
    ...opt('undated', lists.undated),
    ...(lists.unread.length > 0 ? { unread: lists.unread } : {}),
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
    ...opt('newest', newest),
    ...opt('detail', detail),
    ...(movedTo === undefined ? {} : { movedTo: withoutSecrets(movedTo) }),
    entries,
    ...(article ? { article } : {}),
  };
}
