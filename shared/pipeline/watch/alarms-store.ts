import type { Alarm } from '../../model/alarm.ts';
import type { WatchContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { findSilence, type Silence } from '../../stages/watch/silence.ts';
import type { SourceStates } from '../collect/source-states.ts';

const plural = (n: number): string => (n === 1 ? 'the one source' : `none of the ${n} sources`);

/** What is wrong, and what to do about it at this machine (`here`) or with a deployed instance (`there`). */
type Words = { readonly detail: string; readonly here: string; readonly there: string };

const elsewhere = 'may the functions reach the network? Sites that refuse AWS are collected from elsewhere (docs/runbook.md)';

const words: Readonly<Record<Silence['kind'], (n: number) => Words>> = {
  unread: (n) => ({
    detail: n === 1 ? 'nothing has been read: the one source was never visited' : `nothing has been read: ${plural(n)} was ever visited`,
    here: '"hongtou run" makes a round, "hongtou start" goes on reading; is this the folder (--data) and the configuration that you mean?',
    there: 'its schedules make a round each hour: "hongtou doctor --stack NAME" says whether they are on, and whether the table was lost',
  }),
  unanswered: (n) => ({
    detail:
      n === 1 ? 'nothing has been read: the one source never answered' : `nothing has been read: ${plural(n)} ever answered as declared`,
    here: 'is this machine online? Then "hongtou sources check --all" says what each of them answers',
    there: elsewhere,
  }),
  away: (n) => ({
    detail: `${plural(n)} answers`,
    here: 'all at once: this machine is most likely offline, or a proxy stands between; nothing is wrong with the sources themselves',
    there: `all at once, so that nothing is wrong with the sources themselves; ${elsewhere}`,
  }),
  late: () => ({
    detail: 'no round for more than twice the rhythm of the sources',
    here: 'is "hongtou start" running? "hongtou run" catches up in one round',
    there: 'are its schedules on? "hongtou doctor --stack NAME" says; "hongtou run --stack NAME" catches up in one round',
  }),
};

/** A store without any reading, or any recent one, and a machine without network. */
export function storeAlarms({ watched, round }: SourceStates, context: WatchContext): readonly Alarm[] {
  const silence = findSilence(watched, round, context.now());
  if (!silence) return [];
  const { kind, since, sources } = silence;
  const { detail, here, there } = words[kind](sources);
  // Of a deployed instance alone somebody can ask how its stack is.
  const remedy = context.stack === undefined ? here : there;
  return [{ subject: kind === 'away' ? 'machine' : 'store', state: kind, ...opt('since', since), detail, remedy }];
}

const week = 7 * 24 * 3_600_000;
/** Clocks of several machines differ by so much. */
const margin = 5 * 60_000;

/** The clock went back: an alarm for a week after it was noticed, or as long as it is behind the last round. */
export function clockAlarms({ round }: SourceStates, context: WatchContext): readonly Alarm[] {
  const now = context.now().getTime();
  const behind = round && Date.parse(round.at) - now > margin ? { until: round.at, noticedAt: context.now().toISOString() } : undefined;
  const ahead = behind ?? (round?.ahead && now - Date.parse(round.ahead.noticedAt) <= week ? round.ahead : undefined);
  if (!ahead) return [];
  return [
    {
      subject: 'clock',
      state: 'back',
      since: ahead.noticedAt,
      detail: `the clock went back: a round was made at ${ahead.until}, which is later than now`,
      remedy:
        'set the clock of this machine; what was stored under the later time keeps it, pages that were put off until then are due at once',
    },
  ];
}
