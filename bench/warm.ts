import { performance } from 'node:perf_hooks';
import type { Context, Web } from '../shared/model/ports.ts';
import type { RunNote } from '../shared/model/run.ts';
import { schedule } from '../shared/pipeline/collect/schedule.ts';
import { collectBatch } from '../shared/pipeline/collect-batch.ts';
import { openBench } from '../tests/support/bench.ts';
import { now } from './site-sources.ts';

/** An instance in this process that stays warm, emulators included, and asks its sources once an hour of its own clock. */
export type Warm = {
  /** Gives, of each document that was stored, the milliseconds since the poll began. Throws when a task failed. */
  poll(): Promise<readonly number[]>;
  close(): Promise<void>;
};

const hourMs = 3_600_000;

/** Revisits are not sent: how long they take is measured by themselves. */
const withoutRevisits = (context: Context): Context => ({
  ...context,
  tasks: { ...context.tasks, send: (tasks) => context.tasks.send(tasks.filter((task) => !('revisit' in task && task.revisit))) },
});

export async function openWarm(configuration: object): Promise<Warm> {
  const bench = await openBench();
  const config = bench.file('config.json', configuration);
  let web: Web | undefined;
  let hours = 0;
  return {
    async poll() {
      const [stored, failures]: [number[], unknown[]] = [[], []];
      let begun = 0;
      const note = ({ saved }: RunNote): void => {
        if (saved === 'new') stored.push(performance.now() - begun);
      };
      const clock = new Date(Date.parse(now) + hours * hourMs).toISOString();
      hours += 1;
      await bench.within({ now: clock, config, note }, async (opened) => {
        web ??= opened.web;
        const context = withoutRevisits({ ...opened, web });
        begun = performance.now();
        await schedule(context);
        await bench.drain('tasks', (event) => collectBatch(event, context, (error) => void failures.push(error)));
      });
      if (failures.length > 0) throw failures[0];
      return stored;
    },
    close: () => bench.close(),
  };
}
