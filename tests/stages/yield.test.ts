import { expect, test } from 'vitest';
import type { SourceState } from '../../shared/model/run.ts';
import { countStored, lastWeeks, weeklyYield } from '../../shared/stages/watch/health.ts';

const none: SourceState = { id: 'a', condition: 'ok', since: '2026-01-01T00:00:00Z', listed: 0, failures: 0 };
const after = (days: readonly string[]): SourceState => days.reduce(countStored, none);

test('pages are counted for ever, and by week for twelve weeks', () => {
  const state = after(['2026-08-30', '2026-09-07', '2026-11-22', '2026-11-23', '2026-11-25']);
  expect(state.stored).toBe(5);
  expect(weeklyYield(state, '2026-11-25')).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
  expect(Object.keys(state.weeks ?? {})).not.toContain('2026-W35');
});

test('weeks are ISO weeks, also over the turn of a year', () => {
  expect(lastWeeks('2027-01-03').at(-1)).toBe('2026-W53');
  expect(lastWeeks('2027-01-04').slice(-2)).toEqual(['2026-W53', '2027-W01']);
  expect(new Set(lastWeeks('2026-11-25')).size).toBe(12);
});

test('a source that was never read gave nothing', () => {
  expect(weeklyYield(undefined, '2026-11-25')).toEqual(Array.from({ length: 12 }, () => 0));
});
