import type { Alarm } from '../../model/alarm.ts';
import type { WatchContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { findSilence, type Silence } from '../../stages/watch/silence.ts';
import type { SourceStates } from '../collect/source-states.ts';

const plural = (n: number): string => (n === 1 ? 'the one source' : `none of the ${n} sources`);

const words: Readonly<Record<Silence['kind'], (n: number) => { readonly detail: string; readonly remedy: string }>> = {
  unread: (n) => ({
    detail: n === 1 ? 'nothing has been read: the one source was never visited' : `nothing has been read: ${plural(n)} was ever visited`,
    remedy:
      '"hongtou run" makes a round, "hongtou start" goes on reading; is this the folder (--data) and the configuration that you mean?',
  }),
  unanswered: (n) => ({
    detail:
      n === 1 ? 'nothing has been read: the one source never answered' : `nothing has been read: ${plural(n)} ever answered as declared`,
    remedy: 'is this machine online? Then "hongtou sources check --all" says what each of them answers',
  }),
  away: (n) => ({
    detail: `${plural(n)} answers`,
    remedy: 'all at once: this machine is most likely offline, or a proxy stands between; nothing is wrong with the sources themselves',
  }),
  late: () => ({
    detail: 'no round for more than twice the rhythm of the sources',
    remedy: 'is "hongtou start" running, or the schedule of the stack switched on? "hongtou run" catches up in one round',
  }),
};

/** A store without any reading, or any recent one, and a machine without network. */
export function storeAlarms({ watched, round }: SourceStates, context: WatchContext): readonly Alarm[] {
  const silence = findSilence(watched, round, context.now());
  if (!silence) return [];
  const { kind, since, sources } = silence;
  const subject = kind === 'away' ? 'machine' : 'store';
  return [{ subject, state: kind, ...opt('since', since), ...words[kind](sources) }];
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
