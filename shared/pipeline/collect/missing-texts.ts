import type { Article, Citation } from '../../model/article.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { citationKeys } from '../../stages/identity/resolve.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl, hostOf } from '../../stages/urls/address.ts';

const mostAPage = 5;

export const requestedList = 'wanted';

/** Relations whose texts are requested; a text that is only mentioned is requested when it is cited by number. */
const worthRequesting: ReadonlySet<Relation> = new Set([
  'implements',
  'interprets',
  'reports',
  'forwards',
  'repeals',
  'supersedes',
  'draft-of',
  'final-of',
]);

const sourceAt = (url: string, sources: readonly Source[]) =>
  sources.find(({ listing, kind }) => (kind === 'official' || kind === 'standards') && hostOf(listing.url) === hostOf(url));

async function isStored(citation: Citation, context: CollectContext) {
  for (const key of citationKeys(citation)) if ((await context.documents.byKey(key, 1)).length > 0) return true;
  return false;
}

/**
 * Requests once the texts that a page cites with a link and that are not stored: on hosts of declared sources, within the budget of the
 * round.
 */
export async function requestMissingTexts({ citations }: Pick<Article, 'citations'>, context: CollectContext): Promise<number> {
  const tasks: { readonly task: Task; readonly url: string }[] = [];
  for (const citation of citations) {
    if (citation.url === undefined || tasks.length >= mostAPage) continue;
    if (!worthRequesting.has(citation.relation) && citation.number === undefined) continue;
    const url = canonicalUrl(citation.url);
    const source = sourceAt(url, context.settings.sources);
    if (!source || tasks.some((each) => each.url === url)) continue;
    if ((await isStored(citation, context)) || (await context.documents.address(url))) continue;
    if ((await context.documents.seen(requestedList, [url]))[0] || context.takeBudget(1) < 1) continue;
    const id = sha256(`${requestedList}\n${url}`);
    tasks.push({ task: { kind: 'page', id, sourceId: source.id, url: citation.url, wanted: true }, url });
  }
  if (tasks.length === 0) return 0;
  await context.tasks.send(tasks.map(({ task }) => task));
  const at = context.now().toISOString();
  await context.documents.markSeen(
    requestedList,
    tasks.map(({ url }) => ({ url, seen: { at, lines: [] } })),
  );
  return tasks.length;
}
