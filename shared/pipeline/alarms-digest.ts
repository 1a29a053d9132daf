import type { Alarm } from '../model/alarm.ts';
import type { Ledger } from '../model/digest.ts';
import type { Context } from '../model/ports.ts';
import { addDays, dayOf, daysOfWeek } from '../model/time.ts';
import { currentWeek, lastWeek } from './digest.ts';
import type { Scene } from './watched.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** What may have gone out is not sent a second time by us: only its reader can tell. */
function remedyOf({ state, week, detail }: Ledger): string {
  const again =
    state === 'failed'
      ? `send it again with: hongtou digest --week ${week} --to ADDRESS`
      : `not sent again, since it may have arrived: hongtou digest --week ${week} --format eml writes it to hand on`;
  return detail ? `${again} (${detail})` : again;
}

/** Deliveries of the last digests that failed or whose fate is not known. */
export async function deliveryAlarms(_: Scene, context: Context): Promise<readonly Alarm[]> {
  const weeks = new Set([currentWeek(context.now()), ...(await context.digests.weeks(4))]);
  const alarms: Alarm[] = [];
  for (const week of weeks) {
    for (const entry of await context.digests.ledgers(week)) {
      if (entry.state !== 'failed' && entry.state !== 'uncertain') continue;
      alarms.push({
        reader: entry.reader,
        state: entry.state,
        since: entry.at,
        remedy: remedyOf(entry),
      });
    }
  }
  return alarms;
}

/** Where digests are composed week by week: one whose day has passed and that is not there. */
export async function digestAlarms(_: Scene, context: Context): Promise<readonly Alarm[]> {
  const [newest] = await context.digests.weeks(1);
  const week = lastWeek(context.now());
  const ended = daysOfWeek(week)?.to;
  if (newest === undefined || newest >= week || ended === undefined) return [];
  const dueOn = addDays(ended, 1 + Math.max(0, weekdays.indexOf(context.settings.digest.weekday)));
  // The day after: the hour of sending is one of another zone.
  if (dayOf(context.now()) <= dueOn) return [];
  return [
    {
      subject: 'digest',
      state: 'overdue',
      since: dueOn,
      detail: `${week} has ended and its digest was not composed; the last one is ${newest}`,
      remedy: `is "hongtou start" running, or the schedule of the stack? "hongtou digest --week ${week} --all" sends it by hand`,
    },
  ];
}
