import { isDeepStrictEqual } from 'node:util';
import { type Alarm, alarmPage, alarmSubject, type SentAlarm } from '../../model/alarm.ts';
import type { WatchContext } from '../../model/ports.ts';
import { hour } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { WatchScene } from './scene.ts';

/**
 * What changed since the last message: alarms that are new or of another kind, those that stand and grow, and those that cleared. `next`: what is remembered of those
 * that stand.
 */
export type AlarmNews = {
  readonly new: readonly Alarm[];
  readonly grown: readonly Alarm[];
  readonly cleared: readonly SentAlarm[];
  readonly next: readonly SentAlarm[];
};

const alarmKey = (alarm: SentAlarm): string => `${alarmSubject(alarm)}\n${alarm.state}`;

const day = 24 * hour;

/** Whether there is more of it than was told, a day or more ago. */
const isGrown = ({ count = 0 }: Alarm, { count: told, toldAt }: SentAlarm, now: Date): boolean =>
  told !== undefined && count > told && toldAt !== undefined && now.getTime() - Date.parse(toldAt) >= day;

const toSent = ({ source, reader, subject, names, state, since, count }: Alarm, toldAt: string): SentAlarm => ({
  ...opt('source', source),
  ...opt('reader', reader),
  ...opt('subject', subject),
  ...(names ? { names } : {}),
  ...opt('since', since),
  ...opt('count', count),
  state,
  toldAt,
});

/** Compares the open alarms with those of the last message. Pure. */
export function compareAlarms(standing: readonly Alarm[], told: readonly SentAlarm[], now: Date): AlarmNews {
  const before = new Map(told.map((alarm) => [alarmKey(alarm), alarm]));
  const about = new Set(standing.map(alarmSubject));
  const fresh: Alarm[] = [];
  const grown: Alarm[] = [];
  const next = standing.map((alarm): SentAlarm => {
    const known = before.get(alarmKey(alarm));
    if (known && !isGrown(alarm, known, now)) {
      // What has become less grows from there.
      const least = alarm.count === undefined ? undefined : Math.min(alarm.count, known.count ?? alarm.count);
      return { ...known, ...opt('count', least), toldAt: known.toldAt ?? now.toISOString() };
    }
    (known ? grown : fresh).push(alarm);
    return toSent(alarm, now.toISOString());
  });
  // An alarm that is only of another kind now has not cleared.
  return { new: fresh, grown, cleared: told.filter((alarm) => !about.has(alarmSubject(alarm))), next };
}

/** A first round takes its time: what was never visited is told to nobody before this. */
const firstHours = 3 * hour;

/** Whether an alarm is one of the first hours after a deployment, when most sources wait for their first visit. `hongtou alarms` has it all the same. */
function isEarly({ state, subject }: Alarm, { round, hours }: WatchScene, now: Date): boolean {
  if (state !== 'unread') return false;
  const since = round?.firstAt ?? hours.at(-1)?.at ?? now.toISOString();
  return now.getTime() - Date.parse(since) < (subject === 'store' ? firstHours : day);
}

/** So many alarms that are alike get a line each; more are named in one. */
const mostAlone = 5;

const line = (mark: string, { names, ...alarm }: SentAlarm, said: string): string =>
  `${mark} ${alarmSubject(alarm)}${names ? ` (${names.en})` : ''}: ${said}`;

/** The lines of alarms, those of the same state and reason together: on a first day, or without a network, hundreds are alike. */
function lines(mark: string, alarms: readonly (SentAlarm & Partial<Pick<Alarm, 'trouble' | 'detail'>>)[]): readonly string[] {
  const alike = Map.groupBy(alarms, ({ state, detail, trouble }) => [state, detail ?? trouble?.detail].filter(Boolean).join(', '));
  return [...alike].flatMap(([said, some]) =>
    some.length <= mostAlone
      ? some.map((alarm) => line(mark, alarm, said))
      : [`${mark} ${some.length} sources: ${said}: ${some.map(alarmSubject).join(' ')}`],
  );
}

/**
 * Sends new and cleared alarms once, and those that grow once a day; returns the open ones. They are remembered after sending, so that a failure repeats them rather than
 * losing them.
 */
export async function tellNews(found: readonly Alarm[], scene: WatchScene, context: WatchContext): Promise<readonly Alarm[]> {
  const standing = found.filter((alarm) => !isEarly(alarm, scene, context.now()));
  const told = (await context.journal.read('told')) ?? [];
  const news = compareAlarms(standing, told, context.now());
  const message = newsText(news);
  if (message) await context.notices.send(message);
  if (message || !isDeepStrictEqual(news.next, told)) await context.journal.write('told', news.next);
  return standing;
}

/** One message for a person, or undefined when there is nothing new. */
function newsText({ new: fresh, grown, cleared, next }: AlarmNews): { readonly subject: string; readonly body: string } | undefined {
  if (fresh.length + grown.length + cleared.length === 0) return undefined;
  const more = grown.length > 0 ? ` ${grown.length} grown,` : '';
  return {
    subject: `Hongtou: ${fresh.length} new,${more} ${cleared.length} cleared, ${next.length} standing`,
    body: [
      ...lines('new    ', fresh),
      ...lines('grown  ', grown),
      ...lines('cleared', cleared),
      '',
      ...[...new Set([...fresh, ...grown].map(alarmPage))].map((page) => `what to do: ${page}`),
      `${next.length} stand in all. "hongtou alarms" names each with since when, the last good evidence and what to do.`,
    ].join('\n'),
  };
}
