import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule, scheduleByClock } from '../../shared/pipeline/collect/schedule.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { article, declaration, listing, type Notice } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const act = (n: number, about = '人工智能大模型训练'): Notice => ({
  path: `/tz/202611/t20261110_${n}.html`,
  title: `国家数据局关于${about}工作第${n}号安排的通知`,
  number: `国数资源〔2026〕${900 + n}号`,
  signed: '2026-11-06',
  published: '2026-11-10',
  lines: ['各省、自治区、直辖市数据管理部门：', `一、请做好${about}工作，第${n}批任务应当于年底前完成。`],
});
const acts = (count: number, about?: string): readonly Notice[] => Array.from({ length: count }, (_, n) => act(n + 1, about));

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

let files = 0;
const replayOf = (held: readonly Notice[], at: string = host): readonly string[] => {
  files += 1;
  return [
    writeWarcFile(join(bench.folder, `${files}.warc.gz`), [
      { url: `http://${at}/tz/index.html`, body: listing(held) },
      ...held.map((each) => ({ url: `http://${at}${each.path}`, body: article(each) })),
    ]),
  ];
};
const configOf = (...sources: readonly object[]): string => {
  files += 1;
  return bench.file(`${files}.json`, { sources: { only: (sources as { id: string }[]).map(({ id }) => id), extra: sources } });
};
const instant = (day: string, minute = 0): string => new Date(Date.parse(`${day}T09:00:00+08:00`) + minute * 60_000).toISOString();

type Open = { readonly now: string; readonly config: string; readonly replay?: readonly string[] };
const sent = (open: Open, only?: readonly string[]) => bench.within(open, async (context) => (await schedule(context, only)).revisits);
/** Works the queue off, and tells how many requests that took. */
async function visits(open: Open): Promise<number> {
  let requests = 0;
  const note = (each: { requests: number }) => {
    requests += each.requests;
  };
  await bench.within({ ...open, note }, (context) =>
    bench.drain('tasks', (event) => collectBatch(event, context, (error) => Promise.reject(error)), { concurrency: 1 }),
  );
  return requests;
}
const lose = () => bench.drain('tasks', async () => ({ batchItemFailures: [] }), { concurrency: 1 });

describe('a page is visited because it is due when it is visited', () => {
  test('eleven due pages, four rounds five minutes apart: eleven tasks in all, and eleven visits', async () => {
    const config = configOf(declaration('sample', host));
    const replay = replayOf(acts(11));
    await bench.run({ now: instant('2026-11-12'), config, replay });
    const rounds: number[] = [];
    for (const minute of [0, 5, 10, 15]) rounds.push(await sent({ now: instant('2026-11-13', minute), config, replay }));
    expect(rounds).toEqual([11, 0, 0, 0]);
    // The listing of the day is one more.
    expect(await visits({ now: instant('2026-11-13', 20), config, replay })).toBe(12);
    expect(await sent({ now: instant('2026-11-13', 25), config, replay })).toBe(0);
  });

  test('one that was sent and lost is due again when its lease ran out, and a second task of a page visits nothing', async () => {
    const config = configOf(declaration('sample', host));
    const replay = replayOf(acts(3));
    await bench.run({ now: instant('2026-11-12'), config, replay });
    expect(await sent({ now: instant('2026-11-13'), config })).toBe(3);
    await lose();
    expect(await sent({ now: instant('2026-11-13', 600), config })).toBe(0);
    const later = instant('2026-11-13', 740);
    expect(await sent({ now: later, config })).toBe(3);
    expect(await sent({ now: instant('2026-11-13', 1470), config })).toBe(3);
    // Six tasks of three pages, and the listing of the second day.
    expect(await visits({ now: instant('2026-11-14', 35), config, replay })).toBe(4);
  });

  test('by the clock each page comes at its own minute, and few of a host wait at one time', async () => {
    const config = configOf(declaration('sample', host));
    await bench.run({ now: instant('2026-11-12'), config, replay: replayOf(acts(40)) });
    const byClock = (now: string) => bench.within({ now, config }, async (context) => (await scheduleByClock(context)).revisits);
    const early = await byClock('2026-11-12T16:05:00.000Z');
    expect(early).toBeLessThan(3);
    const evening = await byClock('2026-11-13T15:59:00.000Z');
    expect(early + evening).toBe(10);
    expect(await byClock('2026-11-13T16:04:00.000Z')).toBe(0);
    await lose();
    const rest: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      rest.push(await byClock(instant('2026-11-14', 24 * 60 + n * 13 * 60)));
      await lose();
    }
    expect(Math.max(...rest)).toBe(10);
  });
});

describe('sources that are removed or renamed', () => {
  const orphans = async (context: Context, count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      const url = `http://old.sample.example/tz/${n}.html`;
      const at = instant('2026-10-01');
      await context.documents.saveAddress({ url, canonicalUrl: url, sourceId: 'removed', firstSeenAt: at, checkedAt: at, dueAt: at });
    }
  };

  test('do not delay others, and come back with their pages', async () => {
    const config = configOf(declaration('sample', host));
    const replay = replayOf(acts(3));
    await bench.run({ now: instant('2026-11-12'), config, replay });
    await bench.within({ now: instant('2026-11-12'), config }, (context) => orphans(context, 520));
    expect(await sent({ now: instant('2026-11-13'), config })).toBe(3);
    const both = configOf(declaration('sample', host), declaration('removed', 'old.sample.example'));
    expect(await sent({ now: instant('2026-11-13', 5), config: both })).toBe(497);
    expect(await sent({ now: instant('2026-11-13', 10), config: both })).toBe(0);
  });

  test('a renamed one keeps its pages and what it had seen, by "was"', async () => {
    const replay = replayOf(acts(3));
    await bench.run({ now: instant('2026-11-12'), config: configOf(declaration('sample', host)), replay });
    const config = configOf({ ...declaration('renamed', host), was: ['sample'] });
    const edited = replayOf([{ ...act(1), lines: ['一、请于六月底前完成人工智能大模型训练工作。'] }, act(2), act(3)]);
    const report = await bench.run({ now: instant('2026-11-13'), config, replay: edited });
    expect(report.documents).toEqual({ new: 0, changed: 1, same: 2, withdrawn: 0 });
    expect(report.sources[0]).toMatchObject({ id: 'renamed', requests: 4 });
    expect(await sent({ now: instant('2026-11-15'), config })).toBe(3);
  });

  test('a page that another source lists too is looked after by that one', async () => {
    const both = configOf(declaration('first', host), { ...declaration('second', host), expect: { atLeast: 1, freshWithinDays: 400 } });
    const replay = replayOf(acts(2));
    await bench.run({ now: instant('2026-11-12'), config: both, replay });
    const config = configOf(declaration('second', host));
    expect(await sent({ now: instant('2026-11-13'), config })).toBe(2);
    await visits({ now: instant('2026-11-13', 5), config, replay });
    const address = await bench.within({ now: instant('2026-11-13'), config }, (context) =>
      context.documents.address(`https://${host}${act(1).path}`),
    );
    expect(address?.sourceId).toBe('second');
  });
});

describe('pages that are not visited without need', () => {
  test('a page about something else is looked at once more, after a day', async () => {
    const config = configOf(declaration('sample', host));
    const replay = replayOf(acts(2, '湿地公园观鸟'));
    await bench.run({ now: instant('2026-11-12'), config, replay });
    const rounds: number[] = [];
    for (const day of ['2026-11-13', '2026-11-15', '2026-11-19', '2026-12-12', '2027-02-10', '2027-05-12']) {
      rounds.push(await sent({ now: instant(day), config }));
      await visits({ now: instant(day, 5), config, replay });
    }
    expect(rounds).toEqual([2, 0, 0, 0, 0, 0]);
  });

  test('pages that a clock in 2036 put off are due when it was set right, and the clock is an alarm', async () => {
    const config = configOf(declaration('sample', host));
    const replay = replayOf(acts(3));
    await bench.run({ now: '2036-03-01T09:00:00+08:00', config, replay });
    expect(await sent({ now: instant('2026-11-13'), config })).toBe(3);
    await visits({ now: instant('2026-11-13', 5), config, replay });
    expect(await sent({ now: instant('2026-11-13', 10), config })).toBe(0);
    expect(await sent({ now: instant('2026-11-14'), config })).toBe(3);
    const { alarms } = await import('../../shared/pipeline/watch/watch.ts');
    const found = await bench.within({ now: instant('2026-11-14'), config }, alarms);
    expect(found[0]).toMatchObject({ subject: 'clock', detail: expect.stringContaining('the clock went back') });
    expect(await bench.within({ now: instant('2026-11-24'), config }, alarms)).not.toContainEqual(
      expect.objectContaining({ subject: 'clock' }),
    );
  });
});
