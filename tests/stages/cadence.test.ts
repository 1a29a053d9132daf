import { describe, expect, test } from 'vitest';
import { isDue, isWholeDue, nextVisitAt } from '../../shared/stages/watch/cadence.ts';

const first = '2026-09-01T09:00:00+08:00';
const dueAfter = (now: string, soon: Parameters<typeof nextVisitAt>[2] = {}) => {
  const due = nextVisitAt(new Date(first).toISOString(), new Date(now), soon);
  return due && new Date(Date.parse(due) + 8 * 3_600_000).toISOString().slice(0, 16);
};

describe('when a page is looked at again', () => {
  test('at the ages of one, three, seven, thirty and ninety days, from the beginning of the day in Beijing', () => {
    expect(dueAfter(first)).toBe('2026-09-02T00:00');
    expect(dueAfter('2026-09-02T20:00:00+08:00')).toBe('2026-09-04T00:00');
    expect(dueAfter('2026-09-04T00:30:00+08:00')).toBe('2026-09-08T00:00');
    expect(dueAfter('2026-09-08T09:00:00+08:00')).toBe('2026-10-01T00:00');
    expect(dueAfter('2026-10-01T09:00:00+08:00')).toBe('2026-11-30T00:00');
    expect(dueAfter('2026-11-30T09:00:00+08:00')).toBe('2027-02-28T00:00');
  });

  test('each day when it failed, and in the week before a deadline', () => {
    expect(dueAfter('2026-11-30T09:00:00+08:00', { missed: true })).toBe('2026-12-01T00:00');
    expect(dueAfter('2026-10-05T09:00:00+08:00', { deadline: '2026-10-10' })).toBe('2026-10-06T00:00');
    expect(dueAfter('2026-10-11T09:00:00+08:00', { deadline: '2026-10-10' })).toBe('2026-11-30T00:00');
  });

  test('a missing page each day for ten days, each week for five more, then every thirty days', () => {
    const missing = (now: string) => dueAfter(now, { missingSince: '2026-10-01T01:00:00Z' });
    expect(missing('2026-10-03T09:00:00+08:00')).toBe('2026-10-04T00:00');
    expect(missing('2026-10-12T09:00:00+08:00')).toBe('2026-10-19T00:00');
    expect(missing('2026-11-20T09:00:00+08:00')).toBe('2026-12-20T00:00');
  });

  test('once more after a day when it is about something else, then no more', () => {
    expect(dueAfter(first, { irrelevant: true })).toBe('2026-09-02T00:00');
    expect(dueAfter('2026-09-02T20:00:00+08:00', { irrelevant: true })).toBeUndefined();
    expect(dueAfter('2026-09-02T20:00:00+08:00', { irrelevant: true, missed: true })).toBe('2026-09-03T00:00');
    expect(dueAfter('2026-09-12T20:00:00+08:00', { irrelevant: true, missed: true })).toBeUndefined();
    expect(dueAfter('2026-09-03T20:00:00+08:00', { irrelevant: true, missingSince: '2026-09-03T01:00:00Z' })).toBe('2026-09-04T00:00');
    expect(dueAfter('2026-09-05T20:00:00+08:00', { irrelevant: true, missingSince: '2026-09-03T01:00:00Z' })).toBeUndefined();
  });

  test('at a minute of its own, spread over the day and always the same', () => {
    const minutes = Array.from({ length: 480 }, (_, n) => dueAfter(first, { address: `https://www.example.gov.cn/t${n}.html` }));
    expect(minutes.every((at) => at?.startsWith('2026-09-02T'))).toBe(true);
    const byHour = Map.groupBy(minutes, (at) => at?.slice(11, 13));
    expect(byHour.size).toBe(24);
    expect(Math.max(...[...byHour.values()].map(({ length }) => length))).toBeLessThan(60);
    expect(dueAfter(first, { address: 'https://www.example.gov.cn/t1.html' })).toBe(minutes[1]);
  });

  test('never later than ninety days from now, also when the clock was ahead as it was first seen', () => {
    const due = nextVisitAt('2036-01-01T00:00:00.000Z', new Date('2026-11-12T09:00:00+08:00'), {});
    expect(due).toBe('2026-11-12T16:00:00.000Z');
    const now = new Date('2026-11-12T09:00:00+08:00');
    expect(isDue('2036-01-02T00:00:00.000Z', now)).toBe(true);
    expect(isDue('2027-02-10T00:00:00.000Z', now)).toBe(false);
    expect(isDue('2026-11-12T15:59:00.000Z', now)).toBe(true);
    expect(isDue('2026-11-12T16:00:00.000Z', now)).toBe(false);
    expect(isDue(undefined, now)).toBe(false);
  });

  test('whole each ninety days, whatever its validators say', () => {
    const now = new Date('2026-11-30T09:00:00+08:00');
    expect(isWholeDue('2026-09-01T01:00:00.000Z', now)).toBe(true);
    expect(isWholeDue('2026-09-02T01:00:00.000Z', now)).toBe(false);
    expect(isWholeDue('2036-01-01T00:00:00.000Z', now)).toBe(true);
  });
});
