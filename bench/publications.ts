import { performance } from 'node:perf_hooks';
import type { Context, Web } from '../shared/model/ports.ts';
import type { RunNote } from '../shared/model/run.ts';
import { schedule } from '../shared/pipeline/collect/schedule.ts';
import { collectBatch } from '../shared/pipeline/collect-batch.ts';
import { openBench } from '../tests/support/bench.ts';
import { costOf, type Options, type Report, rssMb, shareOf } from './measure.ts';
import { startSite } from './site-process.ts';
import { configOf, now } from './site-sources.ts';

/** From the begin of a poll until a page that was just published is stored and classified: a warm instance, whose source is asked every hour. */

const pagesBefore = 20;
const hourMs = 3_600_000;
const clock = (hours: number): string => new Date(Date.parse(now) + hours * hourMs).toISOString();

/** Revisits are not sent: how long they take is measured by themselves. */
const withoutRevisits = (context: Context): Context => ({
  ...context,
  tasks: { ...context.tasks, send: (tasks) => context.tasks.send(tasks.filter((task) => !('revisit' in task && task.revisit))) },
});

export async function publications({ publications: asked = '100' }: Options): Promise<Report> {
  const site = await startSite({ hosts: 1, docs: pagesBefore, latency: 0 });
  const bench = await openBench();
  const config = bench.file('config.json', configOf(site));
  const times: number[] = [];
  let web: Web | undefined;
  const failures: string[] = [];
  /** One poll; the times of the documents that it stored. */
  const poll = async (hours: number): Promise<readonly number[]> => {
    const stored: number[] = [];
    let begun = 0;
    const note = ({ saved }: RunNote): void => {
      if (saved === 'new') stored.push(performance.now() - begun);
    };
    await bench.within({ now: clock(hours), config, note }, async (opened) => {
      web ??= opened.web;
      const context = withoutRevisits({ ...opened, web });
      begun = performance.now();
      await schedule(context);
      await bench.local.drain('tasks', (event) => collectBatch(event, context, (error) => void failures.push(String(error))));
    });
    return stored;
  };
  try {
    await poll(0);
    const cost = await costOf(async () => {
      for (let n = 1; n <= Number(asked); n += 1) {
        await site.publish(0);
        const [time, ...more] = await poll(n);
        if (time === undefined || more.length > 0)
          throw new Error(`poll ${n} stored ${more.length + 1} documents: ${failures.slice(0, 3)}`);
        times.push(time);
      }
    });
    const [p50, p95] = [shareOf(times, 0.5), shareOf(times, 0.95)];
    return {
      figures: [{ figure: 'published to stored and classified, p95, ms', measured: p95, atMost: 300 }],
      publications: {
        polls: times.length,
        p50,
        p95,
        most: shareOf(times, 1),
        cpuMs: shareOf([cost.cpuMs / times.length], 0),
        rssMb: rssMb(),
      },
    };
  } finally {
    site.close();
    await bench.close();
  }
}
