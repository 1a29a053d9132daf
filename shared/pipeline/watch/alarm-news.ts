import { type Alarm, alarmPage, alarmSubject, type SentAlarm } from '../../model/alarm.ts';
import type { WatchContext } from '../../model/ports.ts';
import { hour } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { WatchScene } from './scene.ts';

/** What changed since the last message: alarms that are new or of another kind, alarms that cleared, and how many are open. */
export type AlarmNews = { readonly new: readonly Alarm[]; readonly cleared: readonly SentAlarm[]; readonly standing: readonly Alarm[] };

const alarmKey = (alarm: SentAlarm): string => `${alarmSubject(alarm)}\n${alarm.state}`;

/** Compares the open alarms with those of the last message. Pure. */
export function compareAlarms(standing: readonly Alarm[], told: readonly SentAlarm[]): AlarmNews {
  const before = new Set(told.map(alarmKey));
  const about = new Set(standing.map(alarmSubject));
  return {
    new: standing.filter((alarm) => !before.has(alarmKey(alarm))),
    // An alarm that is only of another kind now has not cleared.
    cleared: told.filter((alarm) => !about.has(alarmSubject(alarm))),
    standing,
  };
}

/** A first round takes its time: what was never visited is told to nobody before this. */
const firstDay = 24 * hour;
const firstHours = 3 * hour;

/** Whether an alarm is one of the first hours after a deployment, when most sources wait for their first visit. `hongtou alarms` has it all the same. */
function isEarly({ state, subject }: Alarm, { round, hours }: WatchScene, now: Date): boolean {
  if (state !== 'unread') return false;
  const since = round?.firstAt ?? hours.at(-1)?.at ?? now.toISOString();
  return now.getTime() - Date.parse(since) < (subject === 'store' ? firstHours : firstDay);
}

/** Remembers that these alarms were sent: called after sending, so that a failure repeats them rather than losing them. */
async function sentAlarms({ standing }: AlarmNews, context: WatchContext): Promise<void> {
  const told = standing.map(
    ({ source, reader, subject, names, state, since }): SentAlarm => ({
      ...opt('source', source),
      ...opt('reader', reader),
      ...opt('subject', subject),
      ...(names ? { names } : {}),
      ...opt('since', since),
      state,
    }),
  );
  await context.journal.write('told', told);
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

/** Sends new and cleared alarms once; returns the open ones. What could not be sent is sent the next time. */
export async function tellNews(found: readonly Alarm[], scene: WatchScene, context: WatchContext): Promise<readonly Alarm[]> {
  const standing = found.filter((alarm) => !isEarly(alarm, scene, context.now()));
  const told = (await context.journal.read('told')) ?? [];
  const news = compareAlarms(standing, told);
  const message = newsText(news);
  if (message) await context.notices.send(message);
  const keys = (alarms: readonly SentAlarm[]): string => alarms.map(alarmKey).toSorted().join('\n');
  if (keys(told) !== keys(standing)) await sentAlarms(news, context);
  return standing;
}

/** One message for a person, or undefined when there is nothing new. */
function newsText(news: AlarmNews): { readonly subject: string; readonly body: string } | undefined {
  const { new: fresh, cleared, standing } = news;
  if (fresh.length + cleared.length === 0) return undefined;
  return {
    subject: `Hongtou: ${fresh.length} new, ${cleared.length} cleared, ${standing.length} standing`,
    body: [
      ...lines('new    ', fresh),
      ...lines('cleared', cleared),
      '',
      ...[...new Set(fresh.map(alarmPage))].map((page) => `what to do: ${page}`),
      `${standing.length} stand in all. "hongtou alarms" names each with since when, the last good evidence and what to do.`,
    ].join('\n'),
  };
}
