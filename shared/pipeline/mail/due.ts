import { type Digest, type Ledger, staleMinutes } from '../../model/digest.ts';
import { InputError } from '../../model/errors.ts';
import type { Context, DigestContext, MailTask, ReadContext } from '../../model/ports.ts';
import type { Subscriber } from '../../model/reader.ts';
import { addDays, dayOf, elapsed, lastWeek } from '../../model/time.ts';
import { ascending, orEmpty } from '../../model/values.ts';
import {
  type Due,
  dayPeriodAt,
  dueSince,
  isReminderPeriod,
  type ReminderDays,
  type Rhythm,
  reminderDays,
  reminderPeriod,
  rhythmOf,
} from '../../stages/digest/moments.ts';
import { itemsOf } from '../../stages/digest/narrow.ts';
import { roundName, traceOf } from '../context.ts';
import { keptWeek, periodOf, weekOfPeriod } from '../read/digest.ts';
import { isPaused } from './deliver.ts';
import { contentKey, remindersFor, returnNews } from './reader-digest.ts';
import { subscriberOf } from './subscribers.ts';

const mostOpen = 5_000;

export async function readersFor(address: string | undefined, context: ReadContext): Promise<readonly Subscriber[]> {
  const now = context.now();
  if (address === undefined)
    return (await context.digests.subscribers()).filter((reader) => reader.state === 'confirmed' && !isPaused(reader, now));
  const reader = await subscriberOf(address, context);
  if (!reader) throw new InputError(`${address} is no reader yet; add it with: hongtou subscribers add ${address}`);
  if (reader.state !== 'confirmed')
    throw new InputError(`${address} is ${reader.state}; confirm it with: hongtou subscribers confirm ${address}`);
  if (isPaused(reader, now)) throw new InputError(`${address} wants no mail up to and including ${reader.choices?.pausedUntil}`);
  return [reader];
}

function grouped(readers: readonly Subscriber[]) {
  const keyed = readers.map((reader) => ({ reader, key: contentKey(reader.choices ?? {}) }));
  return keyed.toSorted(ascending(({ key }) => key)).map(({ reader }) => reader);
}

export function mailFor(reader: Subscriber, named: string | undefined, context: Context): Omit<MailTask, 'upTo'> {
  const now = context.now();
  const rhythm = rhythmOf(reader.choices, context.settings.digest);
  if (named !== undefined || rhythm.every === 'week') return { period: periodOf(named ?? lastWeek(now), now), reader: reader.id };
  return { period: dayPeriodAt(rhythm, now), reader: reader.id, remind: [addDays(dayOf(now), -1), dayOf(now)], ifNews: true };
}

export async function sendToAll(named: string | undefined, context: Context): Promise<readonly MailTask[]> {
  const [readers, upTo] = [await readersFor(undefined, context), await context.documents.newsEnd()];
  const tasks = grouped(readers).map((reader) => ({ ...mailFor(reader, named, context), upTo }));
  await context.tasks.sendMail(tasks);
  const last = lastWeek(context.now());
  if ((named ?? last) === last) await context.journal.write('mailed', { week: last, at: context.now().toISOString() });
  return tasks;
}

/** Whether a mail may have been sent, and nobody is at it any more. */
const mayHaveArrived = ({ state, at }: Ledger, now: Date) =>
  state === 'uncertain' || (state === 'asked' && elapsed(at, now) > staleMinutes * 60_000);

/**
 * Gives a reader back the news of mails that may have been sent and, as somebody says, did not arrive: those of the week that is `named`,
 * else all. Throws InputError where there are none.
 */
export async function takeBack(address: string, named: string | undefined, context: Context): Promise<void> {
  const [reader] = await readersFor(address, context);
  if (!reader) return;
  const { id } = reader;
  const { period } = mailFor(reader, named, context);
  const [open, at] = [await context.digests.open(mostOpen), context.now().toISOString()];
  const lost = open.filter((each) => each.reader === id && mayHaveArrived(each, context.now()) && each.period.startsWith(orEmpty(named)));
  if (lost.length === 0)
    throw new InputError(
      `no mail ${named === undefined ? '' : `of ${named} `}to ${address} is uncertain; "hongtou alarms" names those that are`,
    );
  const unnoted = lost.find(({ took, period: of }) => took === undefined && !isReminderPeriod(of));
  if (unnoted) {
    const byHand = `hongtou digest --week ${weekOfPeriod(unnoted.period, context.now())} --format eml writes it to hand on`;
    throw new InputError(`what the mail ${unnoted.period} to ${address} told was not noted by the version that sent it; ${byHand}`);
  }
  for (const each of lost) {
    // Before the ledger says so: a kill between the two leaves it to be said again.
    if (each.took) await returnNews(id, each.took, each.by, context);
    // What no mail is sent for any more is settled; its news are in the next one.
    const state = each.period === period ? 'failed' : 'sent';
    await context.digests.takeBack(each, { state, at, detail: 'somebody said that it did not arrive' });
  }
}

export async function sendTo(address: string, named: string | undefined, context: Context): Promise<readonly MailTask[]> {
  const [readers, upTo] = [await readersFor(address, context), await context.documents.newsEnd()];
  const tasks: MailTask[] = [];
  for (const reader of readers) {
    const { ifNews: _always, ...task } = mailFor(reader, named, context);
    const known = await context.digests.ledger(task.period, reader.id);
    tasks.push({ ...task, upTo, ...(known?.state === 'failed' || known?.unasked ? { again: known.at } : {}) });
  }
  await context.tasks.sendMail(tasks);
  return tasks;
}

/** Up to when moments were looked at; a store of an older version knows when it mailed last. */
async function lookedUntil(context: ReadContext) {
  const at = (await context.journal.read('mailing'))?.until ?? (await context.journal.read('mailed'))?.at;
  return at === undefined ? undefined : new Date(at);
}

/** A reader has no moments from before the confirmation. */
function dueReader(reader: Subscriber, until: Date | undefined, context: ReadContext) {
  const confirmed = new Date(reader.confirmedAt ?? reader.since);
  const since = until && until > confirmed ? until : confirmed;
  const rhythm = rhythmOf(reader.choices, context.settings.digest);
  const due = dueSince(rhythm, since, context.now());
  return due ? [{ reader, rhythm, since, due }] : [];
}

async function begunIn(periods: ReadonlySet<string>, context: ReadContext) {
  const begun = new Map<string, Ledger>();
  for (const period of periods) {
    for (const entry of await context.digests.ledgers(period)) if (entry.state !== 'failed') begun.set(`${period} ${entry.reader}`, entry);
  }
  return begun;
}

async function composeFor(periods: ReadonlySet<string>, context: ReadContext) {
  const weeks = new Set([...periods].map((period) => weekOfPeriod(period, context.now())));
  for (const week of weeks) noteWeek(await keptWeek(week, context), context);
}

const noteWeek = (digest: Digest, { line, now }: ReadContext) =>
  line?.('in the digest', {
    trace: traceOf(roundName(now()), digest.week),
    week: digest.week,
    documents: itemsOf(digest).map(({ id }) => id),
  });

/**
 * The mail that is due for a reader: the digest, with the reminders of its day; else the reminders alone, where a deadline has come near. A
 * digest that was sent before by hand brought none.
 */
async function taskOf(
  { reader, rhythm, since, due }: Readonly<{ reader: Subscriber; rhythm: Rhythm; since: Date; due: Due }>,
  begun: ReadonlyMap<string, Ledger>,
  context: ReadContext,
) {
  const notices = (reader.choices?.reminders ?? []).length > 0;
  const remind: ReminderDays | undefined = notices ? reminderDays(rhythm, since, due, context.now()) : undefined;
  const sent = due.period === undefined ? undefined : begun.get(`${due.period} ${reader.id}`);
  if (due.period !== undefined && !sent)
    return [{ period: due.period, reader: reader.id, ...(remind && { remind }), ...(rhythm.every === 'day' && { ifNews: true }) }];
  if (!remind || sent?.reminded) return [];
  const reminders = await remindersFor(reader.choices, remind, context);
  return reminders.length > 0 ? [{ period: reminderPeriod(due.day), reader: reader.id, remind }] : [];
}

async function keepWeek(until: Date, context: ReadContext) {
  const week = dueSince(rhythmOf(undefined, context.settings.digest), until, context.now())?.period;
  if (week === undefined) return;
  await keptWeek(week, context);
  await context.journal.write('mailed', { week, at: context.now().toISOString() });
}

async function countMails(mails: number, readers: number, { journal, now }: DigestContext) {
  const month = now().toISOString().slice(0, 7);
  const before = (await journal.read('mailing'))?.sent;
  return { month, mails: mails + (before?.month === month ? before.mails : 0), readers };
}

/**
 * Queues the mails of all readers whose moment has come since the last call: late, repeated and overlapping calls queue none twice that the
 * ledger would let through, and of several missed moments only the last one is mailed, with everything that is untold. Returns how many
 * mails were queued.
 */
export async function sendDue(context: DigestContext): Promise<Readonly<{ digests: number; reminders: number }>> {
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
