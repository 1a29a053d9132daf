import { describe, expect, test } from 'vitest';
import type { Choices } from '../../shared/model/reader.ts';
import { daysBetween } from '../../shared/model/time.ts';
import { dayPeriodAt, dueSince, reminderDays, rhythmOf } from '../../shared/stages/digest/moments.ts';

const settings = { weekday: 'monday', time: '08:30', timeZone: 'Asia/Shanghai', from: 'a@example.org', language: 'en' } as const;
const of = (choices?: Choices) => rhythmOf(choices, settings);
const due = (choices: Choices | undefined, since: string, now: string) => dueSince(of(choices), new Date(since), new Date(now));

describe('the moment of a reader', () => {
  test.each<[string, Choices | undefined, string, string, object | undefined]>([
    ['of the configuration', undefined, '2026-11-30T08:00+08:00', '2026-11-30T08:30+08:00', { day: '2026-11-30', period: '2026-W48' }],
    ['not a minute before', undefined, '2026-11-30T08:00+08:00', '2026-11-30T08:29+08:00', undefined],
    ['not again', undefined, '2026-11-30T08:30+08:00', '2026-11-30T09:00+08:00', undefined],
    ['another day of the week', undefined, '2026-12-01T08:00+08:00', '2026-12-01T08:30+08:00', { day: '2026-12-01' }],
    ['once after a sleep', undefined, '2026-11-08T08:30+08:00', '2026-12-02T11:00+08:00', { day: '2026-12-02', period: '2026-W48' }],
    ['daily', { every: 'day', hour: 7 }, '2026-11-27T06:30+08:00', '2026-11-27T07:00+08:00', { day: '2026-11-27', period: '2026-W48-5' }],
    [
      'a weekday and an hour of another zone',
      { weekday: 'friday', hour: 18, timeZone: 'America/New_York' },
      '2026-11-28T06:30+08:00',
      '2026-11-28T07:00+08:00',
      { day: '2026-11-27', period: '2026-W47' },
    ],
    [
      'half past the hour',
      { every: 'day', hour: 9, timeZone: 'Asia/Kolkata' },
      '2026-11-27T03:00Z',
      '2026-11-27T03:30Z',
      { day: '2026-11-27', period: '2026-W48-5' },
    ],
    [
      'a zone that nobody knows is the instance',
      { every: 'day', timeZone: 'Mars/Base' },
      '2026-11-27T08:00+08:00',
      '2026-11-27T08:30+08:00',
      { day: '2026-11-27', period: '2026-W48-5' },
    ],
  ])('%s', (_, choices, since, now, found) => expect(due(choices, since, now)).toEqual(found));

  test('a mail by hand is of the day on the wall of its reader', () => {
    expect(dayPeriodAt(of({ every: 'day', timeZone: 'America/New_York' }), new Date('2026-11-30T08:00+08:00'))).toBe('2026-W48-7');
  });
});

const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Asia/Shanghai'];
const halfHour = 30 * 60_000;
/** Around the days on which clocks are set. */
const spans = [
  ['2026-03-01', '2026-04-12'],
  ['2026-09-27', '2026-11-15'],
] as const;

test.each(zones)('in %s, when clocks are set: every day once, every week once, every reminder once', (timeZone) => {
  const deadline = '2026-11-05';
  for (const hour of [2, 12, 17]) {
    const [daily, weekly] = [of({ every: 'day', hour, timeZone }), of({ hour, timeZone, weekday: 'sunday' })];
    for (const [from, to] of spans) {
      const [days, weeks, reminded]: [string[], string[], number[]] = [[], [], []];
      const [start, end] = [Date.parse(`${from}T00:00Z`), Date.parse(`${to}T00:00Z`)];
      for (let at = start; at < end; at += halfHour) {
        const [since, now] = [new Date(at - halfHour), new Date(at)];
        const found = dueSince(daily, since, now);
        days.push(...(found?.period ?? '').split(' ').filter(Boolean));
        weeks.push(...(dueSince(weekly, since, now)?.period ?? '').split(' ').filter(Boolean));
        if (!found) continue;
        const [after, upTo] = reminderDays(daily, since, found, now);
        for (const n of [14, 3, 1]) if (daysBetween(upTo, deadline) <= n && n < daysBetween(after, deadline)) reminded.push(n);
      }
      // A time that comes twice on a day is one period, which the ledger has once.
      const [eachDay, eachWeek] = [new Set(days).size, new Set(weeks).size];
      expect([eachDay, eachWeek]).toEqual([daysBetween(from, to), daysBetween(from, to) / 7]);
      expect(days.length + weeks.length - eachDay - eachWeek).toBeLessThanOrEqual(2);
      expect(reminded).toEqual(from < deadline && deadline < to ? [14, 3, 1] : []);
    }
  }
});
