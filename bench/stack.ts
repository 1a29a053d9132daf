import { steps } from '../tests/infra/stack/drive.ts';
import { openRun } from '../tests/infra/stack/open.ts';
import type { Bench } from './measure.ts';

/**
 * The minified bundles as processes, with the template's memory, time, environment and mappings, from the schedule to the webhook; every call of AWS goes through the
 * policies of its function's role. Prints what each function took, what was refused, and which rights no call used.
 */
export const stack: Bench = {
  sides: {},
  async run() {
    const run = await openRun();
    try {
      const done: string[] = [];
      for (const { name, run: step } of steps) {
        await step(run);
        done.push(name);
      }
      return { done, functions: run.stack.figures(), refused: run.stack.refused(), unused: run.stack.unused() };
    } finally {
      await run.close();
    }
  },
};
