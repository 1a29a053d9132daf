import type { Alarm } from '../../model/alarm.ts';
import type { Slowed } from '../../model/journal.ts';
import { isSlowed } from '../../stages/watch/pace.ts';
import type { SourceStates } from '../collect/source-states.ts';

const meanings: Readonly<Record<Slowed['every'], string>> = {
  day: 'sources of each hour are asked once a day',
  week: 'every source is asked once a week',
  never: 'no source is asked and no page visited any more',
};

/** The budget of the month is nearly used up: polling was slowed, and stops at its end. */
export function budgetAlarms({ round }: SourceStates): readonly Alarm[] {
  const slowed = round?.slowed;
  if (!isSlowed(slowed)) return [];
  const { every, usd, budgetUsd, since } = slowed;
  return [
    {
      subject: 'budget',
      state: every === 'never' ? 'spent' : 'slowed',
      since,
      detail: `this month has cost about ${usd} of ${budgetUsd} dollars by its counters and list prices, so ${meanings[every]} until it ends`,
      remedy:
        'raise "budgetUsd" and deploy, or ask less often by "sources": { "every": … }; "hongtou cost --stack NAME" says what would make it cheaper',
    },
  ];
}
