import { type Ledger, staleMinutes } from '../../model/digest.ts';
import { InputError } from '../../model/errors.ts';
import type { Context, MailTask, ReadContext } from '../../model/ports.ts';
import type { Subscriber } from '../../model/subscriber.ts';
import { addDays, dayOf, lastWeek } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { dayPeriodAt, isReminderPeriod, rhythmOf } from '../../stages/digest/moments.ts';
import { periodOf, weekOfPeriod } from '../read/digest.ts';
import { isPaused } from './deliver.ts';
import { contentKey } from './reader-digest.ts';
import { subscriberOf } from './subscribers.ts';
import { returnNews } from './unread-news.ts';

/** Deliveries without a known end that are looked through. */
const mostOpen = 5_000;

/** Every confirmed reader who has not paused, or the one named on the command line. Throws InputError with the remedy. */
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

/** Readers who chose the same stand together, so that what is written for one is at hand for the next. */
export function grouped(readers: readonly Subscriber[]): readonly Subscriber[] {
  const keyed = readers.map((reader) => ({ reader, key: contentKey(reader.choices ?? {}) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ reader }) => reader);
}

/** The mail by hand: of the week that was named, else of the last finished one, and for a daily reader of the day. */
export function mailFor(reader: Subscriber, named: string | undefined, context: Context): Omit<MailTask, 'upTo'> {
  const now = context.now();
  const rhythm = rhythmOf(reader.choices, context.settings.digest);
  if (named !== undefined || rhythm.every === 'week') return { period: periodOf(named ?? lastWeek(now), now), reader: reader.id };
  return { period: dayPeriodAt(rhythm, now), reader: reader.id, remind: [addDays(dayOf(now), -1), dayOf(now)], ifNews: true };
}

/** Queues one mail for each confirmed reader: of the week `named`, else of the last finished one, or of the day where there is news. */
export async function sendToAll(named: string | undefined, context: Context): Promise<readonly MailTask[]> {
  const [readers, upTo] = [await readersFor(undefined, context), await context.documents.newsEnd()];
  const tasks = grouped(readers).map((reader) => ({ ...mailFor(reader, named, context), upTo }));
  await context.tasks.sendMail(tasks);
  const last = lastWeek(context.now());
  if ((named ?? last) === last) await context.journal.write('mailed', { week: last, at: context.now().toISOString() });
  return tasks;
}

/** Whether a mail may have been sent, and nobody is at it any more. */
const mayHaveArrived = ({ state, at }: Ledger, now: Date): boolean =>
  state === 'uncertain' || (state === 'asked' && now.getTime() - Date.parse(at) > staleMinutes * 60_000);

/**
 * Gives a reader back the news of mails that may have been sent and, as somebody says, did not arrive: those of the week that is `named`, else all. Throws InputError
 * where there are none.
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

/** Queues a mail to a reader named on the command line, also without news and after a failed one. Throws InputError with the remedy. */
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
