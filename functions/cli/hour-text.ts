import type { HourLine } from '../../shared/model/run.ts';
import { beijing } from '../../shared/pages/words/days.ts';

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** The line of an hour, for a person. */
export function hourText({ hour, sources, counted, waiting, dead, unindexed, alarms }: HourLine): string {
  const parts = [
    `${sources} sources asked`,
    listed(counted) || 'no page visited',
    Object.keys(waiting).length > 0 ? `waiting: ${listed(waiting)}` : 'nothing waits',
    ...(Object.keys(dead).length > 0 ? [`dead letters: ${listed(dead)}`] : []),
    ...(unindexed.length > 0 ? ['documents wait for the index'] : []),
    `${alarms} alarms`,
  ];
  return `from ${beijing(`${hour}:00:00Z`)}: ${parts.join('; ')}`;
}
