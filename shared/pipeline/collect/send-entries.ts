import type { Entry } from '../../model/article.ts';
import type { SeenEntry } from '../../model/document-store.ts';
import type { CollectContext } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';
import type { Task } from '../../model/task.ts';
import { group, portionsInTurn } from '../../model/values.ts';
import { longestAddress } from '../../stages/html/listing-tree.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';

export type ListingTask = Extract<Task, { kind: 'listing' }>;

/**
 * Unseen entries of a page, and those not sent for want of budget; `reachedKnown`: the last entry was known, so all behind it are; `metKnown`: any was; `failed`:
 * entries that can never be fetched.
 */
export type SentEntries = {
  readonly failed: number;
  readonly unseen: number;
  readonly unsent: number;
  readonly reachedKnown: boolean;
  readonly metKnown: boolean;
};

/** Wordings remembered of an entry; an entry that keeps changing (a counter in its title) no longer calls for its page. */
const mostLines = 6;

const taskId = (task: Task, url: string): string => sha256(`${task.id}\n${url}`);

/** The wording of an entry in its listing: when it changes, the page may have been edited silently. */
const wordingHash = ({ title, publishedOn = '', modified = '', window }: Entry): string =>
  sha256(`${title.replaceAll(/[\s\u200b-\u200f\ufeff]/g, '')}\n${publishedOn}\n${modified}${window ? `\n${window.until}` : ''}`).slice(
    0,
    12,
  );

/** What a list says, as far as anything follows from it: the addresses of its entries and their wordings. */
export async function hashEntries(entries: readonly Entry[]): Promise<string> {
  const lines: string[] = [];
  for await (const some of portionsInTurn(entries)) lines.push(...some.map((entry) => `${canonicalUrl(entry.url)} ${wordingHash(entry)}`));
  return sha256(lines.join('\n')).slice(0, 20);
}

/** What is told of entries that are all known. */
export const nothingUnseen: SentEntries = { failed: 0, unseen: 0, unsent: 0, reachedKnown: true, metKnown: true };

/** Whether a backfill does not go back to the entry. */
export const isOld = ({ publishedOn }: Entry, since: string | undefined): boolean =>
  since !== undefined && publishedOn !== undefined && publishedOn < since;

/** No real title is longer; it bounds the size of a message. */
const longestTitle = 1_000;

/** The part of an entry that a page task carries. */
const toTaskEntry = ({ summary: _summary, title, ...entry }: Entry): Entry => ({
  ...entry,
  title: title.slice(0, longestTitle).toWellFormed(),
});

type ListedEntry = { readonly entry: Entry; readonly url: string; readonly seen: SeenEntry | undefined };

/** The task that fetches the page behind an entry. */
const toPageTask = (task: ListingTask, source: Source, { entry, url }: Pick<ListedEntry, 'entry' | 'url'>) =>
  ({ kind: 'page', id: taskId(task, url), sourceId: source.id, url: entry.url, entry: toTaskEntry(entry) }) as const;

/** Sends the pages of known entries with a new wording, then marks them. A first known wording is only remembered. */
async function sendChanged(task: ListingTask, source: Source, lines: readonly ListedEntry[], context: CollectContext): Promise<void> {
  const changed = lines.flatMap(({ entry, url, seen }) => {
    const line = wordingHash(entry);
    return seen && seen.lines.length < mostLines && !seen.lines.includes(line) ? [{ entry, url, seen, line }] : [];
  });
  const reworded = changed.filter(({ seen }) => seen.lines.length > 0);
  await context.tasks.send(reworded.map((line) => ({ ...toPageTask(task, source, line), revisit: true })));
  await context.documents.markSeen(
    source.id,
    changed.map(({ url, seen, line }) => ({ url, seen: { ...seen, lines: [...seen.lines, line] } })),
  );
}

/** What is remembered of entries under the source's id, else under one of its former ids. */
async function readSeen(
  { id, was = [] }: Source,
  urls: readonly string[],
  context: CollectContext,
): Promise<readonly (SeenEntry | undefined)[]> {
  let seen = await context.documents.seen(id, urls);
  for (const old of was) {
    const missing = urls.filter((_, i) => seen[i] === undefined);
    const found = new Map((await context.documents.seen(old, missing)).map((each, i) => [missing[i], each]));
    seen = seen.map((each, i) => each ?? found.get(urls[i]));
  }
  return seen;
}

const isOverlong = ({ entry }: ListedEntry): boolean => entry.url.length > longestAddress;

/** Reports once each entry whose address is too long to be fetched. */
function reportOverlong(source: Source, lines: readonly ListedEntry[], context: CollectContext): void {
  for (const { entry } of lines) {
    const { url, title } = entry;
    const detail = `the address of the entry “${title.slice(0, 100)}” has ${url.length} characters, and more than ${longestAddress} are not asked for`;
    const failure = { url: `${url.slice(0, 200)}…`, kind: 'too-large' as const, detail };
    context.note({ sourceId: source.id, failure, requests: 0, bytes: 0 });
  }
}

/** Sends a task for each unseen entry, and for each known one whose title or day changed, then marks them. A backfill skips entries older than `since`. */
export async function sendEntries(
  task: ListingTask,
  source: Source,
  entries: readonly Entry[],
  context: CollectContext,
): Promise<SentEntries> {
  const wanted = entries.filter((entry) => !isOld(entry, task.since));
  const sent = { failed: 0, unseen: 0, unsent: 0, reachedKnown: false, metKnown: false };
  for await (const some of portionsInTurn(wanted)) {
    const more = await sendPortion(task, source, some, context);
    sent.failed += more.failed;
    sent.unseen += more.unseen;
    sent.unsent += more.unsent;
    sent.metKnown ||= more.metKnown;
    sent.reachedKnown = more.reachedKnown;
  }
  return sent;
}

async function sendPortion(task: ListingTask, source: Source, entries: readonly Entry[], context: CollectContext): Promise<SentEntries> {
  const urls = entries.map(({ url }) => canonicalUrl(url));
  const seen = await readSeen(source, urls, context);
  const lines = entries.map((entry, i): ListedEntry => ({ entry, url: group(urls, i), seen: seen[i] }));
  const isNew = lines.filter((line) => line.seen === undefined);
  const [unseen, overlong] = [isNew.filter((line) => !isOverlong(line)), isNew.filter(isOverlong)];
  reportOverlong(source, overlong, context);
  const fresh = unseen.slice(0, context.takeBudget(unseen.length));
  await context.tasks.send(
    fresh.map((line) => ({ ...toPageTask(task, source, line), ...(task.since === undefined ? {} : { backfill: true as const }) })),
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
