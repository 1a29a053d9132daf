import type { Digest, Ledger } from '../../model/digest.ts';
import type { DigestContext, MailTask, ReadContext } from '../../model/ports.ts';
import type { Subscriber } from '../../model/subscriber.ts';
import { type Due, dueSince, type ReminderDays, type Rhythm, reminderDays, reminderPeriod, rhythmOf } from '../../stages/digest/moments.ts';
import { itemsOf } from '../../stages/digest/narrow.ts';
import { roundName, traceOf } from '../collect/trace.ts';
import { keptWeek, weekOfPeriod } from '../read/digest.ts';
import { remindersFor } from './reminders.ts';
import { grouped, readersFor } from './send.ts';

type DueReader = { readonly reader: Subscriber; readonly rhythm: Rhythm; readonly since: Date; readonly due: Due };

/** Up to when moments were looked at; a store of an older version knows when it mailed last. */
async function lookedUntil(context: ReadContext): Promise<Date | undefined> {
  const at = (await context.journal.read('mailing'))?.until ?? (await context.journal.read('mailed'))?.at;
  return at === undefined ? undefined : new Date(at);
}

/** A reader has no moments from before the confirmation. */
function dueReader(reader: Subscriber, until: Date | undefined, context: ReadContext): readonly DueReader[] {
  const confirmed = new Date(reader.confirmedAt ?? reader.since);
  const since = until && until > confirmed ? until : confirmed;
  const rhythm = rhythmOf(reader.choices, context.settings.digest);
  const due = dueSince(rhythm, since, context.now());
  return due ? [{ reader, rhythm, since, due }] : [];
}

/** Deliveries of these periods that were begun, all read at once. */
async function begunIn(periods: ReadonlySet<string>, context: ReadContext): Promise<ReadonlyMap<string, Ledger>> {
  const begun = new Map<string, Ledger>();
  for (const period of periods) {
    for (const entry of await context.digests.ledgers(period)) if (entry.state !== 'failed') begun.set(`${period} ${entry.reader}`, entry);
  }
  return begun;
}

/** Composes what the mails of these periods bring, once. */
async function composeFor(periods: ReadonlySet<string>, context: ReadContext): Promise<void> {
  const weeks = new Set([...periods].map((period) => weekOfPeriod(period, context.now())));
  for (const week of weeks) noteWeek(await keptWeek(week, context), context);
}

/** The digest in the log, with its documents: from there each is followed back to its page and its slot. */
const noteWeek = (digest: Digest, { line, now }: ReadContext): void =>
  line?.('in the digest', {
    trace: traceOf(roundName(now()), digest.week),
    week: digest.week,
    documents: itemsOf(digest).map(({ id }) => id),
  });

/**
 * The mail that is due for a reader: the digest, with the reminders of its day; else the reminders alone, where a deadline has come near. A digest that was sent
 * before by hand brought none.
 */
async function taskOf(
  { reader, rhythm, since, due }: DueReader,
  begun: ReadonlyMap<string, Ledger>,
  context: ReadContext,
): Promise<readonly Omit<MailTask, 'upTo'>[]> {
  const notices = (reader.choices?.reminders ?? []).length > 0;
  const remind: ReminderDays | undefined = notices ? reminderDays(rhythm, since, due, context.now()) : undefined;
  const sent = due.period === undefined ? undefined : begun.get(`${due.period} ${reader.id}`);
  if (due.period !== undefined && !sent)
    return [{ period: due.period, reader: reader.id, ...(remind && { remind }), ...(rhythm.every === 'day' && { ifNews: true }) }];
  if (!remind || sent?.reminded) return [];
  const reminders = await remindersFor(reader.choices, remind, context);
  return reminders.length > 0 ? [{ period: reminderPeriod(due.day), reader: reader.id, remind }] : [];
}

/** The week's own moment: it is composed then, read or not, and alarms know that it was mailed. */
async function keepWeek(until: Date, context: ReadContext): Promise<void> {
  const week = dueSince(rhythmOf(undefined, context.settings.digest), until, context.now())?.period;
  if (week === undefined) return;
  await keptWeek(week, context);
  await context.journal.write('mailed', { week, at: context.now().toISOString() });
}

/** The mails of this month of UTC, for the budget. */
async function countMails(mails: number, readers: number, { journal, now }: DigestContext) {
  const month = now().toISOString().slice(0, 7);
  const before = (await journal.read('mailing'))?.sent;
  return { month, mails: mails + (before?.month === month ? before.mails : 0), readers };
}

/**
 * Queues the mails of all readers whose moment has come since the last call: late, repeated and overlapping calls queue none twice that the ledger would let through,
 * and of several missed moments only the last one is mailed, with everything that is untold. Returns how many mails were queued.
 */
export async function sendDue(context: DigestContext): Promise<{ readonly digests: number; readonly reminders: number }> {
  const now = context.now();
  const name = roundName(now);
  const until = await lookedUntil(context);
  const all = await readersFor(undefined, context);
  const readers = all.flatMap((reader) => dueReader(reader, until, context));
  const periods = new Set(readers.flatMap(({ due }) => due.period ?? []));
  if (until) await keepWeek(until, context);
  await composeFor(periods, context);
  const begun = await begunIn(periods, context);
  const upTo = await context.documents.newsEnd();
  const byReader = new Map(readers.map((one) => [one.reader, one]));
  const tasks: MailTask[] = [];
  for (const reader of grouped([...byReader.keys()])) {
    const one = byReader.get(reader);
    if (one) tasks.push(...(await taskOf(one, begun, context)).map((task) => ({ ...task, upTo, trace: traceOf(name, task.period) })));
  }
  await context.tasks.sendMail(tasks);
  if (!until || until < now)
    await context.journal.write('mailing', { until: now.toISOString(), sent: await countMails(tasks.length, all.length, context) });
  const digests = tasks.filter(({ period }) => periods.has(period)).length;
  return { digests, reminders: tasks.length - digests };
}
