import type { Command } from 'commander';
import { type Alarm, alarmSubject } from '../../shared/model/alarm.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import type { Style } from '../../shared/questions/question.ts';
import { onInstance, withStore } from './instance.ts';
import { fitted } from './layout.ts';
import { reply } from './output.ts';
import { paint } from './paint.ts';

const several = 4;
const namesShown = 6;

const alarmStyle = (state: string): Style => (['silent', 'suspect', 'late', 'partial'].includes(state) ? 'yellow' : 'red');

const head = (state: string, words: string): string => fitted(`${paint(alarmStyle(state), paint('bold', state))}: ${words}`, '', '  ');
const under = (...lines: readonly (string | false | undefined)[]): string[] =>
  lines.flatMap((each) => (each ? [fitted(each, '  ', '    ')] : []));

function alarmText(alarm: Alarm): string[] {
  const { names, state, since, lastGoodAt, trouble, detail, remedy } = alarm;
  const good = alarm.source === undefined ? '' : `; last read successfully ${lastGoodAt === undefined ? 'never' : beijing(lastGoodAt)}`;
  const named = names ? ` (${names.en}, ${names.zh})` : '';
  return [
    head(state, `${alarmSubject(alarm)}${named}${since === undefined ? '' : `, since ${beijing(since)}`}${good}`),
    ...under(detail, trouble && `${trouble.detail} (${trouble.url})`, `→ ${remedy}`),
  ];
}

function group(state: string, because: string, alarms: readonly Alarm[]): string[] {
  const shown = alarms.slice(0, namesShown).map(alarmSubject).join(', ');
  const more = alarms.length > namesShown ? ` and ${alarms.length - namesShown} more (--json names them all)` : '';
  return [head(state, `${alarms.length} sources${because}: ${shown}${more}`), ...under(`→ ${orEmpty(alarms[0]?.remedy)}`)];
}

/** Many sources with the same state, reason and remedy become one paragraph, since the reason they share is the news. */
const groupKey = ({ source, state, trouble, remedy }: Alarm, index: number): string =>
  source === undefined ? `alone ${index}` : `${state} ${trouble?.kind === 'unreachable' ? trouble.detail : ''} ${remedy}`;

export function alarmsText(alarms: readonly Alarm[]): readonly string[] {
  if (alarms.length === 0) return ['no alarms: nothing is silent, broken, blocked or suspect'];
  return [...Map.groupBy(alarms, groupKey).values()].flatMap((same) => {
    const because = same[0]?.trouble ? ` (${same[0].trouble.detail})` : '';
    return same.length < several ? same.flatMap(alarmText) : group(orEmpty(same[0]?.state), because, same);
  });
}

export const define = (command: Command): Command =>
  onInstance(withStore(command), async ({ context }, options) => {
    const found = await alarms(context);
    reply(options, found, () => alarmsText(found));
    if (found.length > 0) process.exitCode = 3;
  });
