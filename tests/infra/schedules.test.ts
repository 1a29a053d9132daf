import { describe, expect, test } from 'vitest';
import { interpret } from '../../infra/local/interpret.ts';
import { cronOf, isDue } from '../../infra/local/scheduler.ts';
import { loadTemplate } from '../support/emulated/template.ts';

const { schedules } = interpret(await loadTemplate());
const of = (functionId: string) => {
  const found = schedules.find((schedule) => schedule.functionId === functionId);
  if (!found) throw new Error(functionId);
  return found;
};

describe('schedules of the template, read by croner', () => {
  test.each([
    ['ScheduleFunction', '2026-11-25T00:01:00Z', '2026-11-25T00:05:00.000Z'],
    ['WatchFunction', '2026-11-25T00:08:00Z', '2026-11-25T01:07:00.000Z'],
    ['IndexFunction', '2026-11-25T00:04:00Z', '2026-11-25T00:13:00.000Z'],
    ['DigestFunction', '2026-11-25T00:00:00Z', '2026-11-25T00:30:00.000Z'],
  ])('%s after %s comes at %s', (id, now, next) => {
    expect(cronOf(of(id)).nextRun(new Date(now))?.toISOString()).toBe(next);
  });

  test('weekdays count from Sunday as AWS counts them', () => {
    const plan = { ...of('DigestFunction'), cron: '0 8 ? * 2 *' };
    expect(cronOf(plan).nextRun(new Date('2026-11-25T00:00:00Z'))?.toISOString()).toBe('2026-11-30T00:00:00.000Z');
  });

  test('at start the frequent ones are due, and a rare one when its time was slept through', () => {
    const now = new Date('2026-11-30T01:00:00Z');
    for (const id of ['ScheduleFunction', 'DigestFunction']) expect(isDue(of(id), undefined, now)).toBe(true);
    const weekly = { ...of('DigestFunction'), cron: '30 8 ? * MON *' };
    expect(isDue(weekly, undefined, now)).toBe(false);
    expect(isDue(weekly, '2026-11-23T00:30:01Z', now)).toBe(true);
    expect(isDue(weekly, '2026-11-30T00:30:01Z', now)).toBe(false);
  });
});
