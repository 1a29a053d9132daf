import type { Alarm } from '../../model/alarm.ts';
import type { UnseenReason } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { awayIn } from '../../stages/watch/away.ts';
import { failedWay } from '../../stages/watch/collectors.ts';
import { findUnseenReason, isOffline, type WatchedSource } from '../../stages/watch/silence.ts';
import type { SourceStates } from '../collect/source-states.ts';

const remedies: Readonly<Record<UnseenReason, string>> = {
  unread: 'its turn has not come: "hongtou run" reads what is due, "hongtou start" goes on reading',
  late: 'rounds went by without it: were they asked for other sources only, or does its host not come to an end?',
  suspect: 'open the listing: either it is really silent (raise freshWithinDays) or its layout changed (mend the declaration)',
  unreachable: 'nothing to do at first: it is tried again; look whether the address still exists',
  refused: 'the site does not want to be read from here; look for the same acts in the gov.cn library',
  unrecognised: 'the page is no longer what was declared: record it again and mend the declaration',
  partial: 'some pages could not be read: see `hongtou sources show ID`; they are tried again tomorrow',
  away: 'open the listing: where the site moved, declare it at its new address; nothing of it is called withdrawn before its lists or its pages say so',
};

const awayWords = (pages: number): string => `the site moved or is down: ${pages} of its pages ${pages === 1 ? 'is' : 'are'} gone`;

/** What is refused here, and not by the site. */
const notAllowed =
  'the address lies in a private network, or at a port that is not dialled: a laptop opens one with fetch.allow (“address:port”), else declare a public address';

/** When no source answers, the reason is given once, for the machine. */
const offline = 'nothing to do about this one: look first whether this machine is online';

function remedyOf(sight: UnseenReason, { state }: WatchedSource, offlineNow: boolean): string {
  if (offlineNow && sight === 'unreachable') return offline;
  return sight === 'refused' && state?.trouble?.kind === 'forbidden-address' ? notAllowed : remedies[sight];
}

function alarmOf(watched: WatchedSource, roundAt: string | undefined, offlineNow: boolean): readonly Alarm[] {
  const { source, state } = watched;
  const sight = findUnseenReason(watched, roundAt);
  if (sight === undefined) return [];
  const away = sight === 'away' ? awayIn(state) : undefined;
  const since = away?.since ?? (sight === 'late' ? state?.checkedAt : sight === 'unread' ? undefined : state?.since);
  return [
    {
      source: source.id,
      names: source.names,
      state: sight,
      ...opt('since', since),
      ...(state?.lastGoodAt === undefined ? {} : { lastGoodAt: state.lastGoodAt }),
      ...(state?.lastEvidence === undefined ? {} : { lastEvidence: state.lastEvidence }),
      ...(state?.trouble ? { trouble: state.trouble } : {}),
      ...opt('detail', away && awayWords(away.pages)),
      remedy: remedyOf(sight, watched, offlineNow),
    },
  ];
}

/** Every source that is silent, broken, blocked or suspect, or was not visited when it was due. */
export function sourceAlarms({ watched, roundAt, silent }: SourceStates): readonly Alarm[] {
  const away = isOffline(watched);
  // Named once, by the way that fails (alarms-egress.ts).
  const own = watched.filter((each) => failedWay(each, roundAt, silent) === undefined);
  return own.flatMap((each) => alarmOf(each, roundAt, away));
}
