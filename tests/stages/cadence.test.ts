import { describe, expect, test } from 'vitest';
import { nextVisitAt } from '../../shared/stages/cadence.ts';

const first = '2026-09-01T09:00:00+08:00';
const dueAfter = (now: string, soon: Parameters<typeof nextVisitAt>[2] = {}) => {
  const due = nextVisitAt(new Date(first).toISOString(), new Date(now), soon);
  return new Date(Date.parse(due) + 8 * 3_600_000).toISOString().slice(0, 16);
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
});
