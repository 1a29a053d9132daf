import {
  type Digest,
  type DigestEdit,
  type DigestItem,
  type NewsMark,
  type NewsRange,
  perSection,
  type Reminder,
  type TakenNews,
} from '../../model/digest.ts';
import type { NewsEvent, Revision } from '../../model/document.ts';
import type { MailContext, ReadContext } from '../../model/ports.ts';
import { type Choices, noticeDays } from '../../model/reader.ts';
import { addDays, dayOf, daysBetween } from '../../model/time.ts';
import { omit } from '../../model/values.ts';
import { chooseFrom, countOutside, type Found, findFollowed, keepToday, wanted } from '../../stages/digest/choices.ts';
import { itemOf } from '../../stages/digest/item.ts';
import type { ReminderDays } from '../../stages/digest/moments.ts';
import { editDigest, itemsOf } from '../../stages/digest/narrow.ts';
import {
  isWithin,
  type MailRanges,
  markRefused,
  markSent,
  newsNumbers,
  type ReaderMark,
  unsentRanges,
  withoutSent,
} from '../../stages/digest/reader-mark.ts';
import { openMemo, thisMinute } from '../context.ts';
import { composeNews, findCandidate } from '../read/candidates.ts';
import { currentWeek, weekForMail } from '../read/digest.ts';
import { findSaved } from '../read/reader-links.ts';

const everything = { id: 'everything', name: '', filters: {} };

/**
 * Items that each saved search finds. The index may lack an item that is minutes old: every search finds that one, since the reader's mark
 * moves past it and no later mail would tell of it.
 */
async function findAmong(items: readonly DigestItem[], { searches = [] }: Choices, context: ReadContext): Promise<Found> {
  if (searches.length === 0) return new Map();
  const found = await findSaved([everything, ...searches], items, context);
  const indexed = found.get(everything.id);
  const late = items.map(({ id }) => id).filter((id) => !indexed?.has(id));
  return late.length === 0 ? found : new Map([...found].map(([id, hits]) => [id, new Set([...hits, ...late])]));
}

const longest = Math.max(...noticeDays);
const mostOpen = 300;

type Deadlines = Readonly<{ all: readonly Reminder[]; items: readonly DigestItem[] }>;

async function readDeadlines(today: string, context: ReadContext) {
  const to = addDays(today, longest);
  const open = { from: today, to, limit: mostOpen };
  const drafts = await context.search.query({ ...open, type: 'draft', status: 'draft', date: 'commentBy', sort: 'soonest', today });
  const windows = await context.search.windows({ ...open, kind: 'application' });
  const named = [
    ...drafts.hits.flatMap(({ id, commentBy }) => (commentBy ? [{ id, kind: 'comment' as const, until: commentBy }] : [])),
    ...windows.items.map(({ document, until }) => ({ id: document.id, kind: 'application' as const, until })),
  ];
  const all: Reminder[] = [];
  for (const { id, kind, until } of named) {
    const found = until.length === 10 ? await findCandidate(id, [], context) : undefined;
    if (found) all.push({ kind, until, daysLeft: daysBetween(today, until), item: itemOf(found, today, []) });
  }
  return { all: all.toSorted((a, b) => a.daysLeft - b.daysLeft), items: all.map(({ item }) => item) };
}

const deadlines = openMemo<Deadlines>(2);

const isDue = (until: string, notices: readonly number[], [after, upTo]: ReminderDays) =>
  notices.some((days) => daysBetween(upTo, until) <= days && days < daysBetween(after, until));

export async function remindersFor(choices: Choices | undefined, days: ReminderDays, context: ReadContext): Promise<readonly Reminder[]> {
  const notices = choices?.reminders ?? [];
  if (!choices || notices.length === 0) return [];
  const today = dayOf(context.now());
  const { all, items } = await deadlines(context, today, () => readDeadlines(today, context));
  const due = all.filter(({ until }) => isDue(until, notices, days));
  if (due.length === 0) return [];
  const found = await findAmong(items, choices, context);
  return due.filter(({ item }) => wanted(item, choices, found));
}

export type MailRequest = Readonly<{ reader: string; week: string; upTo: number; by: string }>;

/** After each failure another mail to this reader was faster. */
const mostTries = 20;
/** How far back the news of a reader begin whose mark is missing, or belongs to an older list of news. */
const mostSought = 5_000;

const revisionName = ({ documentId, n }: Pick<Revision, 'documentId' | 'n'>) => `${documentId}#${n}`;

/** The event at a position never changes while the list stands; a list that was made anew is one of another process. */
const events = openMemo<{ readonly last?: string }>(64);

const lastAt = (position: number, context: MailContext) =>
  events(context, String(position), async () => {
    const [event] = await context.documents.news(position - 1, position);
    return event ? { last: revisionName(event) } : {};
  });

export async function beginAtNews(reader: string, context: MailContext): Promise<void> {
  const position = await context.documents.newsEnd();
  const at = context.now().toISOString();
  const mark = { begin: position, position, owed: [], given: [], at, by: `begin ${at}`, ...(await lastAt(position, context)) };
  await context.digests.moveMark(reader, undefined, mark);
}

async function soughtAgain({ reader, upTo }: MailRequest, mark: NewsMark | undefined, context: MailContext): Promise<ReaderMark> {
  const since = mark?.at ?? (await context.digests.subscriber(reader))?.confirmedAt ?? context.now().toISOString();
  const recent = await context.documents.news(Math.max(0, upTo - mostSought), upTo);
  const first = recent.find(({ at }) => at > since);
  const begin = first ? first.position - 1 : upTo;
  return { begin, position: begin, owed: [], given: mark?.given ?? [] };
}

async function isMarkValid(mark: NewsMark, context: MailContext) {
  if (mark.position === 0) return true;
  return (await lastAt(mark.position, context)).last === mark.last;
}

async function tryMoveMark(reader: string, from: NewsMark | undefined, to: Omit<NewsMark, 'v'>, context: MailContext) {
  try {
    return await context.digests.moveMark(reader, from, to);
  } catch (error) {
    if ((await context.digests.mark(reader))?.by === to.by) return true;
    throw error;
  }
}

export type MailPlan = MailRanges & { readonly mark: NewsMark | undefined };

export async function findUnsent(wanted: MailRequest, context: MailContext): Promise<MailPlan> {
  const mark = await context.digests.mark(wanted.reader);
  const before = mark && (await isMarkValid(mark, context)) ? mark : await soughtAgain(wanted, mark, context);
  return { before, ranges: unsentRanges(before, wanted.upTo), week: wanted.week, mark };
}

export async function takeNews(
  { before, mark }: MailPlan,
  { reader, week, upTo, by }: MailRequest,
  context: MailContext,
): Promise<boolean> {
  const after = markSent(before, upTo, week);
  const to = { ...after, at: context.now().toISOString(), by, ...(await lastAt(after.position, context)) };
  return tryMoveMark(reader, mark, to, context);
}

export async function returnNews(reader: string, taken: TakenNews, by: string, context: MailContext): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const mark = await context.digests.mark(reader);
    if (!mark) return;
    if (await tryMoveMark(reader, mark, { ...omit(mark, 'v'), ...markRefused(mark, taken), by: `${by}#back` }, context)) return;
  }
  throw new Error(`the mark of reader ${reader}: ${mostTries} other mails were faster`);
}

async function composeOthers(shown: ReadonlySet<number>, ranges: readonly NewsRange[], context: MailContext) {
  const events: NewsEvent[] = [];
  for (const [after, upTo] of ranges) events.push(...(await context.documents.news(after, upTo)));
  const untold = events.filter(({ position }) => !shown.has(position));
  return composeNews(untold, context);
}

function others(digest: Digest, { ranges }: MailRanges, context: MailContext) {
  const shown = newsNumbers(digest).filter((position) => isWithin(ranges, position));
  return composeOthers(new Set(shown), ranges, context);
}

async function mailFor(week: Digest, taken: MailRanges, context: MailContext) {
  const own = withoutSent(week, taken);
  const added = await others(own, taken, context);
  return added.length > 0 ? { ...own, notInEarlierMail: added } : own;
}

type Reminding = Readonly<{ choices: Choices | undefined; remind?: ReminderDays | undefined }>;
type MailContent = Reminding & Readonly<{ week: string; taken: MailRanges; daily: boolean }>;

export type KeyedDigest = Readonly<{ digest: Digest; key: string }>;

const mostKept = 64;
const weeks = openMemo<KeyedDigest & { readonly edit: DigestEdit | undefined }>(8);
const wholes = openMemo<KeyedDigest>(mostKept);
const chosen = openMemo<KeyedDigest>(mostKept * 16);

/** A composed digest is read again after a minute: that of a running week grows. */
const readWeek = (week: string, context: MailContext) =>
  weeks(context, `${week} ${thisMinute()}`, async () => {
    const digest = await weekForMail(week, context);
    const edit = await context.digests.edit(digest.week);
    return { digest, edit, key: `${week} ${digest.composedAt} ${newsNumbers(digest).length} ${edit?.at}` };
  });

/** Where the reader's news begin, as far as it matters for this week: it does not when all of its events lie behind. */
const beginIn = (digest: Digest, begin: number) => (begin < Math.min(...newsNumbers(digest)) ? 0 : begin);

async function wholeMail({ week, taken, daily }: MailContent, context: MailContext) {
  const whole = await readWeek(week, context);
  const { before, ranges } = taken;
  const today = dayOf(context.now());
  const key = JSON.stringify([whole.key, before.given.includes(week), beginIn(whole.digest, before.begin), ranges, today, daily]);
  return wholes(context, key, async () => {
    // What is struck is told as little among the news of other weeks.
    const digest = editDigest(await mailFor(whole.digest, taken, context), whole.edit);
    return { digest: daily ? keepToday(digest, today) : digest, key };
  });
}

export function contentKey({ themes, issuers, levels, places, searches = [], only, acts: followed, landmarks }: Choices): string {
  const sorted = (ids: readonly string[] = []) => ids.toSorted();
  return JSON.stringify([
    ...[themes, issuers, levels, places, followed, landmarks].map(sorted),
    only,
    searches.map(({ filters }) => filters),
  ]);
}

async function choose(digest: Digest, choices: Choices, context: MailContext) {
  const mail = chooseFrom(digest, choices, await findAmong(itemsOf(digest), choices, context));
  const acts = await context.documents.heads(choices.acts ?? []);
  const names = new Map(acts.map(({ id, title, english }) => [id, { title, english: english.title }]));
  const followed = findFollowed(mail, choices, (id) => names.get(id));
  const outside = countOutside(digest, mail);
  // The counts speak of all that was read, and stay those of the whole.
  return { ...mail, counts: digest.counts, ...(followed.length > 0 && { followed }), ...(outside > 0 && { outside }) };
}

async function withReminders({ digest, key }: KeyedDigest, { choices, remind }: Reminding, context: MailContext) {
  const reminders = remind ? await remindersFor(choices, remind, context) : [];
  if (reminders.length === 0) return { digest, key };
  return {
    digest: { ...digest, reminders },
    key: `${key} ${JSON.stringify(reminders.map(({ kind, until, item }) => [kind, until, item.id]))}`,
  };
}

export async function readerDigest(content: MailContent, context: MailContext): Promise<KeyedDigest> {
  const { choices } = content;
  const whole = await wholeMail(content, context);
  if (!choices) return whole;
  const key = `${whole.key} ${contentKey(choices)}`;
  const mail = await chosen(context, key, async () => ({ digest: await choose(whole.digest, choices, context), key }));
  return withReminders(mail, content, context);
}

export async function reminderDigest(reminding: Reminding, context: MailContext): Promise<KeyedDigest> {
  const week = currentWeek(context.now());
  const day = dayOf(context.now());
  const nothing = {
    week,
    from: day,
    to: day,
    composedAt: context.now().toISOString(),
    sections: perSection(() => []),
    unseen: [],
    sources: { total: 0, inOrder: 0 },
    counts: { new: 0, changed: 0, withdrawn: 0, irrelevant: 0 },
  };
  return withReminders({ digest: nothing, key: `reminders ${day}` }, reminding, context);
}
