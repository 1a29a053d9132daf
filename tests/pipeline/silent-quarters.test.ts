import { expect, test } from 'vitest';
import type { SourceState } from '../../shared/model/run.ts';
import type { Source } from '../../shared/model/source.ts';
import { addDays, dayOf } from '../../shared/model/time.ts';
import { sourceAlarms } from '../../shared/pipeline/watch/alarms.ts';
import { sources as declared } from '../../shared/sources/index.ts';
import { slotOf } from '../../shared/stages/watch/cadence.ts';
import {
  countStored,
  findMissingNews,
  findSilence,
  isEnabled,
  sourceHealth,
  type WatchedSource,
} from '../../shared/stages/watch/health.ts';
import { complete } from '../../shared/stages/watch/settings.ts';
import { long, reported } from '../faults/report.ts';
import { isWorked, missedFrom, quarterFrom, quarters } from '../support/rest-days.ts';

/** Ninety days with each of the two long holidays of a year: nothing is missed that has a rest, and what stops is found in the time that its declaration gives it. */

/** Every how many working days a source publishes that is as slow as its declaration allows: two days of a weekend come with each five of them. */
function rhythmOf({ expect: { freshWithinDays } }: Pick<Source, 'expect'>): number {
  let days = 1;
  while (days + 1 + 2 * Math.ceil((days + 1) / 5) <= freshWithinDays) days += 1;
  return days;
}

const enabled = declared.map(complete).filter(isEnabled);
/** The days on which each publishes, from long before the quarter on. */
function publishedBy(source: Source, n: number, first: string, stop: string): ReadonlySet<string> {
  const every = rhythmOf(source);
  const worked = Array.from({ length: 490 }, (_, at) => addDays(first, at - 400)).filter(isWorked);
  return new Set(worked.filter((day, at) => day <= stop && at % every === n % every));
}

/** What each of the declared sources looks like at each slot, from what it published: by the stages that judge a list, without its pages. */
function live(
  first: string,
  stops: (source: Source, n: number) => string,
  at: (now: Date, watched: readonly WatchedSource[], newAt: Date) => void,
): void {
  const published = enabled.map((source, n) => publishedBy(source, n, first, stops(source, n)));
  const states: (SourceState | undefined)[] = enabled.map(() => undefined);
  let newAt = new Date(`${first}T00:00:00+08:00`);
  const hours = long ? Array.from({ length: 24 }, (_, n) => n) : [9];
  for (const today of quarterFrom(first))
    for (const hour of hours) {
      const now = new Date(`${today}T${String(hour).padStart(2, '0')}:00:00+08:00`);
      for (const [n, source] of enabled.entries()) {
        const before = states[n];
        const slot = slotOf(source.every, now);
        if (before?.slot === slot) continue;
        // A list that is read in the morning has what came up to the evening before.
        const newest = [...(published[n] ?? [])].findLast((day) => day < today || (day === today && hour > 17));
        const list = { condition: 'ok', checkedAt: now.toISOString(), listed: source.expect.atLeast, ...(newest && { newest }) } as const;
        const { condition, trouble } = sourceHealth(source, [list], 0, today);
        const since = before?.condition === condition ? before.since : now.toISOString();
        const next: SourceState = {
          ...before,
          ...list,
          id: source.id,
          slot,
          condition,
          since,
          failures: 0,
          lastGoodAt: now.toISOString(),
          ...(trouble && { trouble }),
        };
        const isNew = newest !== undefined && before !== undefined && newest !== before.newest;
        states[n] = isNew ? countStored(next, today) : next;
        if (isNew) newAt = now;
      }
      at(
        now,
        enabled.map((source, n) => ({ source, state: states[n] })),
        newAt,
      );
    }
}

test.each(quarters)('ninety days from %s: of all declared sources none is missed that goes on publishing on working days', (first) => {
  const told: string[] = [];
  live(
    first,
    () => '9999',
    (now, watched, newAt) => {
      const round = { firstAt: now.toISOString(), at: now.toISOString() };
      const found = sourceAlarms({ watched, round, roundAt: round.at, silent: [] });
      told.push(...found.map(({ source, state }) => `${now.toISOString()} ${source} ${state}`));
      if (
        findSilence(watched, round, now) ||
        findMissingNews(
          watched.map(({ state }) => state),
          newAt,
          now,
        )
      )
        told.push(now.toISOString());
    },
  );
  expect(enabled.length).toBeGreaterThan(200);
  reported(68, { falseAlarms: told.length, days: 90 });
});

const day = 86_400_000;
const rhythms = { hour: 0, day: 1, week: 7 };

test.each(quarters)('ninety days from %s: a source that stops is missed on the day that its declaration says', (first) => {
  const stopOf = (n: number): string => addDays(first, 5 + ((n * 7) % 40));
  const missed = new Map<string, string>();
  live(
    first,
    (_, n) => stopOf(n),
    (now, watched) => {
      for (const { source = '' } of sourceAlarms({ watched, roundAt: now.toISOString(), silent: [] }))
        if (!missed.has(source)) missed.set(source, dayOf(now));
    },
  );
  const late: string[] = [];
  let asked = 0;
  for (const [n, source] of enabled.entries()) {
    const last = [...publishedBy(source, n, first, stopOf(n))].at(-1) ?? expect.fail(source.id);
    const due = missedFrom(source, last);
    if (addDays(due, 8) > addDays(first, 89)) continue;
    asked += 1;
    const found = missed.get(source.id);
    const behind = found === undefined ? 99 : (Date.parse(found) - Date.parse(due)) / day;
    if (behind < 0 || behind > rhythms[source.every]) late.push(`${source.id}: last ${last}, due ${due}, missed ${found}`);
  }
  expect(late).toEqual([]);
  expect(asked).toBeGreaterThan(50);
  reported(68, { stoppedNotFound: late.length });
});
