import type { Alarm } from '../../model/alarm.ts';
import { type Ledger, staleMinutes } from '../../model/digest.ts';
import type { WatchContext } from '../../model/ports.ts';
import { addDays, dayOf, daysOfWeek, lastWeek, weekdays, weekOfDay } from '../../model/time.ts';
import type { SourceStates } from '../collect/source-states.ts';

/** Open deliveries that are named; more of them have one cause. */
const mostNamed = 500;

/** A mail that may have been sent is not sent again: only its reader can say whether it arrived. */
function remedyOf({ state, unasked, took, period, detail }: Ledger): string {
  const week = period.slice(0, 8);
  const byHand = took
    ? `when its reader says that it did not: hongtou digest --week ${week} --to ADDRESS --not-arrived`
    : `hongtou digest --week ${week} --format eml writes it to hand on`;
  const again =
    state === 'failed' || unasked
      ? `send it again with: hongtou digest --week ${week} --to ADDRESS`
      : `not sent again, since it may have arrived; ${byHand}`;
  return detail ? `${again} (${detail})` : again;
}

/** Deliveries that were refused, are uncertain, or were started a while ago without an outcome, from a list that holds only these, however old. */
export async function deliveryAlarms(_: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const begun = new Date(context.now().getTime() - staleMinutes * 60_000).toISOString();
  const open = (await context.digests.open(mostNamed)).filter(({ state, at }) => !['claimed', 'asked'].includes(state) || at < begun);
  return open.map((entry) => ({
    reader: entry.reader,
    state: entry.state === 'failed' ? 'failed' : 'uncertain',
    since: entry.at,
    remedy: remedyOf(entry),
  }));
}

/** The last week that was mailed; before the first, the one before the store began, where a clock (`mailing`) sends digests and not a person. */
async function newestWeek({ round }: SourceStates, context: WatchContext): Promise<string | undefined> {
  const mailed = (await context.journal.read('mailed'))?.week;
  if (mailed !== undefined || !round || !(await context.journal.read('mailing'))) return mailed;
  return weekOfDay(addDays(dayOf(new Date(round.firstAt)), -7));
}

/** Weekly digests whose day has passed and that were not sent. */
export async function digestAlarms(states: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const newest = await newestWeek(states, context);
  const week = lastWeek(context.now());
  const ended = daysOfWeek(week)?.to;
  if (newest === undefined || newest >= week || ended === undefined) return [];
  const dueOn = addDays(ended, 1 + Math.max(0, weekdays.indexOf(context.settings.digest.weekday)));
  // The day after, since the hour of sending is of another time zone.
  if (dayOf(context.now()) <= dueOn) return [];
  return [
    {
      subject: 'digest',
      state: 'overdue',
      since: dueOn,
      detail: `${week} has ended and its digest was not sent; the last one is ${newest}`,
      remedy: `is "hongtou start" running, or the schedule of the stack? "hongtou digest --week ${week} --all" sends it by hand`,
    },
  ];
}
