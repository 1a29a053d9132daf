import type { Article, Entry } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import type { Source, SourceCondition } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { CheckPorts } from './check.ts';
import { getArticle } from './get-article.ts';
import { conditionOf } from './listing-state.ts';
import { readAsArticle } from './read-request.ts';

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

/** Pages tried before the check says that none can be read: the first may be a picture or a video. */
const mostTried = 2;

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
export async function tryPages(source: Source, entries: readonly Entry[], world: CheckPorts): Promise<CheckedArticle | undefined> {
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
