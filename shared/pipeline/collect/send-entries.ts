import { createHash } from 'node:crypto';
import type { Entry } from '../../model/article.ts';
import type { SeenEntry } from '../../model/document-store.ts';
import type { Context } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
import { group } from '../../model/values.ts';
import { longestAddress } from '../../stages/html/listing-tree.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';

export type ListingTask = Extract<Task, { kind: 'listing' }>;

/**
 * `unseen` entries of a page, those of them not sent for want of budget, whether its last entry was known (then all behind it is), and whether
 * any was; `failed`: those that can never be asked for.
 */
export type SentEntries = {
  readonly failed: number;
  readonly unseen: number;
  readonly unsent: number;
  readonly reachedKnown: boolean;
  readonly metKnown: boolean;
};

/** Wordings kept of an entry; one that goes on changing (a counter in its title) calls for its page no more. */
const mostLines = 6;

const taskId = (task: Task, url: string): string => createHash('sha256').update(`${task.id}\n${url}`).digest('hex');

/** What a listing says of an entry: when it says something else, its page may have been edited in silence. */
const wordingHash = ({ title, publishedOn = '', modified = '' }: Entry): string =>
  createHash('sha256')
    .update(`${title.replaceAll(/[\s\u200b-\u200f\ufeff]/g, '')}\n${publishedOn}\n${modified}`)
    .digest('hex')
    .slice(0, 12);

const isOld = ({ publishedOn }: Entry, since: string | undefined): boolean =>
  since !== undefined && publishedOn !== undefined && publishedOn < since;

/** No title is longer; a message of the queue must not grow with what a site puts there. */
const longestTitle = 1_000;

/** What the task of a page carries of its entry. */
const toTaskEntry = ({ summary: _summary, title, ...entry }: Entry): Entry => ({
  ...entry,
  title: title.slice(0, longestTitle).toWellFormed(),
});

type ListedEntry = { readonly entry: Entry; readonly url: string; readonly seen: SeenEntry | undefined };

/** Sends the pages of held entries whose line says something new, then marks them. A line that is known for the first time is only kept. */
async function sendChanged(task: ListingTask, source: Source, lines: readonly ListedEntry[], context: Context): Promise<void> {
  const changed = lines.flatMap(({ entry, url, seen }) => {
    const line = wordingHash(entry);
    return seen && seen.lines.length < mostLines && !seen.lines.includes(line) ? [{ entry, url, seen, line }] : [];
  });
  const reworded = changed.filter(({ seen }) => seen.lines.length > 0);
  await context.tasks.send(
    reworded.map(({ entry, url }) => ({
      kind: 'page',
      id: taskId(task, url),
      sourceId: source.id,
      url: entry.url,
      entry: toTaskEntry(entry),
      revisit: true,
    })),
  );
  await context.documents.markSeen(
    source.id,
    changed.map(({ url, seen, line }) => ({ url, seen: { ...seen, lines: [...seen.lines, line] } })),
  );
}

/** What was kept of entries under the source's id, else under one that it had before. */
async function readSeen({ id, was = [] }: Source, urls: readonly string[], context: Context): Promise<readonly (SeenEntry | undefined)[]> {
  let seen = await context.documents.seen(id, urls);
  for (const old of was) {
    const missing = urls.filter((_, i) => seen[i] === undefined);
    const found = new Map((await context.documents.seen(old, missing)).map((each, i) => [missing[i], each]));
    seen = seen.map((each, i) => each ?? found.get(urls[i]));
  }
  return seen;
}

const isOverlong = ({ entry }: ListedEntry): boolean => entry.url.length > longestAddress;

/** Says of entries whose address is too long that they are not asked for, once each. */
function reportOverlong(source: Source, lines: readonly ListedEntry[], context: Context): void {
  for (const { entry } of lines) {
    const { url, title } = entry;
    const detail = `the address of the entry “${title.slice(0, 100)}” has ${url.length} characters, and more than ${longestAddress} are not asked for`;
    const failure = { url: `${url.slice(0, 200)}…`, kind: 'too-large' as const, detail };
    context.note({ sourceId: source.id, failure, requests: 0, bytes: 0 });
  }
}

/**
 * Sends a task for each unseen entry, then marks it; and for each held one whose title or day is no longer what it was.
 * In a backfill entries older than `since` are passed over.
 */
export async function sendEntries(task: ListingTask, source: Source, entries: readonly Entry[], context: Context): Promise<SentEntries> {
  const wanted = entries.filter((entry) => !isOld(entry, task.since));
  const urls = wanted.map(({ url }) => canonicalUrl(url));
  const seen = await readSeen(source, urls, context);
  const lines = wanted.map((entry, i): ListedEntry => ({ entry, url: group(urls, i), seen: seen[i] }));
  const isNew = lines.filter((line) => line.seen === undefined);
  const [unseen, overlong] = [isNew.filter((line) => !isOverlong(line)), isNew.filter(isOverlong)];
  reportOverlong(source, overlong, context);
  const fresh = unseen.slice(0, context.takeBudget(unseen.length));
  await context.tasks.send(
    fresh.map(({ entry, url }) => ({
      kind: 'page',
      id: taskId(task, url),
      sourceId: source.id,
      url: entry.url,
      entry: toTaskEntry(entry),
    })),
  );
  const at = context.now().toISOString();
  await context.documents.markSeen(
    source.id,
    [...fresh, ...overlong].map(({ entry, url }) => ({ url, seen: { at, lines: [wordingHash(entry)] } })),
  );
  await sendChanged(
    task,
    source,
    lines.filter((line) => !isOverlong(line)),
    context,
  );
  const reachedKnown = lines.at(-1)?.seen !== undefined;
  return {
    failed: overlong.length,
    unseen: unseen.length,
    unsent: unseen.length - fresh.length,
    reachedKnown,
    metKnown: isNew.length < lines.length,
  };
}
