import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { schedule, scheduleByClock } from '../../shared/pipeline/collect/schedule.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { sources } from '../../shared/sources/index.ts';
import { readSettings } from '../../shared/stages/watch/configuration.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { declaration } from '../support/pages.ts';

let bench: Bench;
let config: string;

beforeAll(async () => {
  bench = await openBench();
  const hourly = { ...declaration('sample', 'data.sample.example'), every: 'hour' };
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [hourly] } });
});
afterAll(() => bench.close());

/** Works as a deployed function does at an instant: a context of its own, with this budget. */
const deployed = <T>(now: string, budgetUsd: number, work: (context: Context) => Promise<T>): Promise<T> =>
  bench.within({ now, config }, (context) =>
    work({ ...context, settings: { ...context.settings, spending: { budgetUsd, region: 'us-east-1' } } }),
  );
const instant = (month: string, day: number, hour: number): string =>
  `${month}-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;

/** How often a source of each hour is asked on a day, at two rounds an hour apart. */
async function asked(month: string, day: number, budgetUsd: number): Promise<number> {
  let times = 0;
  for (const hour of [1, 2]) times += (await deployed(instant(month, day, hour), budgetUsd, scheduleByClock)).claimed.length;
  return times;
}

const told = (month: string, day: number) =>
  deployed(instant(month, day, 3), 1, async (context) => (await alarms(context)).filter(({ subject }) => subject === 'budget'));

test('a month that uses up its money is asked each hour, then each day, then each week, then not at all; the next one as declared', async () => {
  const times: number[] = [];
  const states = new Map<number, string>();
  for (let day = 1; day <= 30; day += 1) {
    times.push(await asked('2026-11', day, 1));
    const every = await deployed(instant('2026-11', day, 3), 1, async ({ journal }) => (await journal.read('round'))?.slowed?.every);
    if (every) states.set(day, every);
  }
  const days = [...states.keys()];
  const [daily, weekly, none] = ['day', 'week', 'never'].map((every) => days.filter((day) => states.get(day) === every));
  if (!daily || !weekly || !none) throw new Error('three steps');
  // Nothing is slowed before four fifths are spent, each step lasts some days, and none is skipped or taken back.
  expect([...daily, ...weekly, ...none]).toEqual(days);
  for (const some of [daily, weekly, none]) expect(some).not.toEqual([]);
  expect(days).toEqual(Array.from({ length: 31 - (days[0] ?? 31) }, (_, at) => at + (days[0] ?? 31)));
  expect(await told('2026-11', 30)).toMatchObject([
    { state: 'spent', detail: expect.stringMatching(/about \d\.\d+ of 1 dollars.*no source is asked/) },
  ]);
  const on = (some: readonly number[]): number[] => some.map((day) => times[day - 1] ?? 0);
  expect(times.slice(0, (days[0] ?? 1) - 1).every((n) => n === 2)).toBe(true);
  expect(Math.max(...on(daily))).toBe(1);
  expect(on(weekly).reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(2);
  expect(on(none).every((n) => n === 0)).toBe(true);
  expect(await asked('2026-12', 1, 1)).toBe(2);
  expect(await told('2026-12', 1)).toEqual([]);
});

test('the digest of such a week says it, and that of the week after does not', async () => {
  const text = (week: string, now: string) => deployed(now, 1, async (context) => digestText(await composeWeek(week, context), 'en'));
  expect((await text('2026-W48', '2026-12-01T03:00:00Z')).replace(/\s+/g, ' ')).toMatch(
    /Sources were asked less often since \d+ November 2026: the budget/,
  );
  expect(await text('2026-W50', '2026-12-14T03:00:00Z')).not.toContain('less often');
});

test('a higher budget ends it at once, in the middle of the month', async () => {
  await deployed(instant('2026-12', 28, 1), 1, scheduleByClock);
  expect(await told('2026-12', 28)).not.toEqual([]);
  expect((await deployed(instant('2026-12', 28, 2), 50, scheduleByClock)).claimed).toEqual(['sample']);
  expect(await told('2026-12', 28)).toEqual([]);
});

test('a laptop is not paid for, and whoever asks by hand is not slowed', async () => {
  expect(readSettings({ budgetUsd: 1 }, sources).spending).toBeUndefined();
  expect(readSettings({}, sources, { deployed: true }).spending).toEqual({ budgetUsd: 20, region: 'us-east-1' });
  expect(readSettings({ budgetUsd: 7 }, sources, { deployed: true, region: 'eu-central-1' }).spending).toEqual({
    budgetUsd: 7,
    region: 'eu-central-1',
  });
  const late = instant('2026-12', 29, 2);
  expect((await deployed(late, 1, scheduleByClock)).claimed).toEqual([]);
  expect((await bench.within({ now: late, config }, (context) => schedule(context))).claimed).toEqual(['sample']);
});

test('what stands whatever is done is counted, too: a domain of OpenSearch uses up a small budget', async () => {
  const day = instant('2027-01', 20, 1);
  const slowedBy = (more: Partial<Context['settings']>) =>
    deployed(day, 20, async (context) => {
      const settings = { ...context.settings, ...more };
      await scheduleByClock({ ...context, settings });
      return (await context.journal.read('round'))?.slowed;
    });
  expect((await slowedBy({}))?.usd ?? 0).toBeLessThan(20);
  const { search } = readSettings(
    { search: { engine: 'opensearch', endpoint: 'https://search-news-abcdefghijklmnopqrstuvwxyz.eu-central-1.es.amazonaws.com' } },
    sources,
    {
      deployed: true,
    },
  );
  expect((await slowedBy({ search }))?.usd).toBeGreaterThan(20);
});
