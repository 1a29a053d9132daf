import { expect, test } from 'vitest';
import { holidayDays, holidays } from '../../shared/registry/holidays.ts';
import { listingHealth } from '../../shared/stages/watch/health.ts';

const source = { expect: { atLeast: 5, freshWithinDays: 6 } };
const condition = (listed: number, newest: string | undefined, today: string, failedPages = 0): string =>
  listingHealth(source, { listed, failedPages, ...(newest === undefined ? {} : { newest }) }, today).condition;

test.each([
  ['ok', 20, '2026-11-24', '2026-11-25', 0],
  ['quiet', 20, '2026-11-20', '2026-11-25', 0],
  ['suspect', 20, '2026-11-18', '2026-11-25', 0],
  ['suspect', 4, '2026-11-24', '2026-11-25', 0],
  ['partial', 20, '2026-11-24', '2026-11-25', 2],
  ['suspect', 4, '2026-11-24', '2026-11-25', 2],
])('%s: %i entries, newest %s on %s', (want, listed, newest, today, failed) => {
  expect(condition(listed, newest, today, failed)).toBe(want);
});

test('public holidays are no days of silence', () => {
  expect(condition(20, '2026-02-14', '2026-02-24')).toBe('ok');
  expect(condition(20, '2026-02-14', '2026-03-03')).toBe('suspect');
});

test('a listing without days is judged by its length alone', () => {
  expect(condition(5, undefined, '2026-11-25')).toBe('ok');
});

test('says why', () => {
  expect(listingHealth(source, { listed: 2 }, '2026-11-25').detail).toBe('2 entries, expected at least 5');
});

test('days off between two days, the first not counted', () => {
  expect(holidayDays('2026-09-30', '2026-10-08')).toBe(7);
  expect(holidayDays('2026-10-03', '2026-10-05')).toBe(2);
  expect(holidayDays('2026-11-01', '2026-11-25')).toBe(0);
  expect(holidays.every(([from, to], index) => from <= to && (holidays[index + 1]?.[0] ?? '9') > to)).toBe(true);
});
