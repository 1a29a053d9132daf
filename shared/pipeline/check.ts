import type { Article, Entry } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { Reader, Web } from '../model/ports.ts';
import { withoutSecrets } from '../model/secrets.ts';
import type { Source, SourceCondition } from '../model/source.ts';
import { dayOf } from '../model/time.ts';
import { listingHealth, newestOf } from '../stages/health.ts';
import { readAsArticle } from './job.ts';
import { conditionOf } from './listing-state.ts';
import { listsOf } from './lists.ts';
import { type Place, readFirst, readLater } from './read-listing.ts';

/** What one page of the list was read as: proof that its detail pages are understood. */
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
  /** State of the listing. That of the page which was tried is its own. */
  readonly state: SourceCondition;
  readonly listed: number;
  readonly newest?: string;
  readonly detail?: string;
  readonly entries: readonly Entry[];
  readonly article?: CheckedArticle;
};

/** `pages`: how many pages of the list are wanted, one unless it says otherwise. */
type World = { readonly web: Web; readonly reader: Reader; readonly now: () => Date; readonly pages?: number };
/** Pages tried before it is said that none can be read: the first may be a picture or a video. */
const mostTried = 2;

/** First page of a listing; of an index that only leads to files, the first file. Throws SourceError. */
async function readList(source: Source, listing: Source['listing'], place: Place): Promise<readonly Entry[]> {
  const first = await readFirst({ source, listing }, {}, place);
  if (!('listing' in first)) throw new SourceError('unrecognised', listing.url, 'status 304 to a request without validators');
  const { entries, follow } = first.listing;
  const [part] = follow?.kind === 'parts' && entries.length === 0 ? follow.asks : [];
  return part ? (await readLater(part, { source, listing }, place)).listing.entries : entries;
}

function described(url: string, article: Article): CheckedArticle {
  const { title, number, issuers, type, dates, text, attachments, warnings } = article;
  return {
    url,
    state: 'ok',
    title,
    ...(number === undefined ? {} : { number }),
    issuers: issuers.map(({ name }) => name),
    type,
    ...(dates.published ? { published: dates.published.value } : {}),
    ...(dates.signed ? { signed: dates.signed.value } : {}),
    characters: text.length,
    attachments: attachments.length,
    warnings: warnings.map(({ field, reason }) => ({ field, reason })),
  };
}

async function tryPage(source: Source, entry: Entry, { web, reader, now }: World): Promise<CheckedArticle> {
  try {
    const page = await web.get({ url: entry.url });
    if (page.status !== 200) throw new SourceError('unrecognised', entry.url, `the page answers ${page.status}`);
    return described(entry.url, await readAsArticle({ page, source, entry, today: dayOf(now()) }, reader));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { url: entry.url, title: entry.title, state: conditionOf(error), detail: `${error.trouble}: ${error.detail}` };
  }
}

/** The first page of the list that can be read, else what was wrong with the first one. */
async function tryPages(source: Source, entries: readonly Entry[], world: World): Promise<CheckedArticle | undefined> {
  const wanted = world.pages ?? 1;
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

const wordsOf = ({ detail, url }: SourceError): string => withoutSecrets(`${detail} (${url})`);

/** Fetches and reads the listings of a source and one page of them as `run` would, and stores nothing. */
export async function checkSource(source: Source, world: World): Promise<Checked> {
  const { id, needs } = source;
  if (needs !== undefined) return { id, state: 'skipped', listed: 0, detail: `not read: it needs ${needs}`, entries: [] };
  const place: Place = { ...world, snapshots: { save: async () => ({ key: '' }) } };
  const byUrl = new Map<string, Entry>();
  let trouble: SourceError | undefined;
  let broken = 0;
  const lists = listsOf(source);
  for (const { listing } of lists) {
    try {
      for (const entry of await readList(source, listing, place)) byUrl.set(entry.url, byUrl.get(entry.url) ?? entry);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      trouble ??= error;
      broken += 1;
    }
  }
  const entries = [...byUrl.values()];
  if (trouble && broken === lists.length) return { id, state: conditionOf(trouble), listed: 0, detail: wordsOf(trouble), entries };
  const newest = newestOf(entries, dayOf(world.now()));
  const listed = entries.length;
  const health = listingHealth(source, { listed, ...(newest === undefined ? {} : { newest }) }, dayOf(world.now()));
  const detail = trouble ? wordsOf(trouble) : health.detail;
  const article = await tryPages(source, entries, world);
  return {
    id,
    state: trouble && health.condition !== 'suspect' ? 'partial' : health.condition,
    listed,
    ...(newest === undefined ? {} : { newest }),
    ...(detail === undefined ? {} : { detail }),
    entries,
    ...(article ? { article } : {}),
  };
}
