import { type Alarm, alarmSubject, type SentAlarm } from '../../model/alarm.ts';
import type { Context } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { alarms } from './watch.ts';

/** What there is to tell since the last telling: what is new or of another kind, what cleared, and how many stand in all. */
export type AlarmNews = { readonly new: readonly Alarm[]; readonly cleared: readonly SentAlarm[]; readonly standing: readonly Alarm[] };

const alarmKey = (alarm: SentAlarm): string => `${alarmSubject(alarm)}\n${alarm.state}`;

/** Compares the alarms that stand with those that were told. Pure. */
export function compareAlarms(standing: readonly Alarm[], told: readonly SentAlarm[]): AlarmNews {
  const before = new Set(told.map(alarmKey));
  const about = new Set(standing.map(alarmSubject));
  return {
    new: standing.filter((alarm) => !before.has(alarmKey(alarm))),
    // What is only of another kind now has not cleared.
    cleared: told.filter((alarm) => !about.has(alarmSubject(alarm))),
    standing,
  };
}

/** What is new among the alarms, and what cleared, since `alarmsTold` was last called. Reads only: until then it says the same again. */
async function alarmNews(context: Context): Promise<AlarmNews> {
  return compareAlarms(await alarms(context), (await context.journal.read('told')) ?? []);
}

/** Remembers that these were told: called once the message is out, so that a failure tells them again rather than never. */
async function sentAlarms({ standing }: AlarmNews, context: Context): Promise<void> {
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

const line = (
  mark: string,
  { names, trouble, detail, ...alarm }: Alarm | (SentAlarm & { trouble?: undefined; detail?: undefined }),
): string => {
  const why = detail ?? trouble?.detail;
  return `${mark} ${alarmSubject(alarm)}${names ? ` (${names.en})` : ''}: ${alarm.state}${why === undefined ? '' : `, ${why}`}`;
};

/** Tells once what is new among the alarms and what cleared; gives what stands. What could not be told is told the next time. */
export async function sendAlarms(context: Context): Promise<readonly Alarm[]> {
  const news = await alarmNews(context);
  const message = newsText(news);
  if (message) await context.notices.send(message);
  await sentAlarms(news, context);
  return news.standing;
}

/** One message for a person, or undefined when there is nothing to tell. */
function newsText(news: AlarmNews): { readonly subject: string; readonly body: string } | undefined {
  const { new: fresh, cleared, standing } = news;
  if (fresh.length + cleared.length === 0) return undefined;
  return {
    subject: `Hongtou: ${fresh.length} new, ${cleared.length} cleared, ${standing.length} standing`,
    body: [
      ...fresh.map((alarm) => line('new    ', alarm)),
      ...cleared.map((alarm) => line('cleared', alarm)),
      '',
      `${standing.length} stand in all. "hongtou alarms" names each with since when, the last good evidence and what to do.`,
    ].join('\n'),
  };
}
