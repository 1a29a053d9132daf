import type { Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Reader, Web } from '../../model/ports.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Source, SourceCondition } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { group, opt } from '../../model/values.ts';
import { type Health, listingHealth, newestOf, withoutDays } from '../../stages/watch/health.ts';
import { type CheckedArticle, tryPages } from './check-pages.ts';
import { listsOf } from './listing-name.ts';
import { conditionOf } from './listing-state.ts';
import { type ListingPorts, readFirst, readLater } from './read-listing.ts';
import { webOf } from './web-of.ts';

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
