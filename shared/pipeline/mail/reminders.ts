import { type Choices, noticeDays } from '../../model/choices.ts';
import type { DigestItem, Reminder } from '../../model/digest.ts';
import type { ReadContext } from '../../model/ports.ts';
import { addDays, dayOf, daysBetween } from '../../model/time.ts';
import { wanted } from '../../stages/digest/choices.ts';
import { itemOf } from '../../stages/digest/item.ts';
import type { ReminderDays } from '../../stages/digest/moments.ts';
import { openMemo } from '../collect/memo.ts';
import { findCandidate } from '../read/candidates.ts';
import { findAmong } from './saved-searches.ts';

/** The longest notice that a reader can choose, in days. */
const longest = Math.max(...noticeDays);
/** Deadlines of two weeks. */
const mostOpen = 300;

type Deadlines = { readonly all: readonly Reminder[]; readonly items: readonly DigestItem[] };

/** Open deadlines of the next two weeks. */
async function readDeadlines(today: string, context: ReadContext): Promise<Deadlines> {
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

/** Whether a deadline came so near on one of these days; after missed days it is nearer by now. */
const isDue = (until: string, notices: readonly number[], [after, upTo]: ReminderDays): boolean =>
  notices.some((days) => daysBetween(upTo, until) <= days && days < daysBetween(after, until));

/** Deadlines of which a reader is to be reminded: of what the choices leave, find or follow. */
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
