import { rmSync } from 'node:fs';
import { newFolder } from '../tests/support/bench.ts';
import { fillStore } from '../tests/support/filled-store.ts';
import { type Costs, measureRounds } from '../tests/support/growth.ts';
import { at, leaveScene, openScene } from './calls-scene.ts';
import { aside, type Bench, costOf, round, rssMb } from './measure.ts';

/**
 * What a poll, a new page, the index and a digest cost in a store of so many documents : in one of a thousand. Each store is filled by a process of its own; another one
 * polls and takes pages in, and a third does all of it, as a laptop does.
 */

const smallest = 1000;

async function fill(folder: string, documents: string): Promise<object> {
  const scene = await openScene(folder);
  const filling = await costOf(() =>
    scene.bench.within({ now: at(10, '08:00'), config: scene.one }, (context) =>
      fillStore(context, Number(documents), { texts: 300, weeks: 4 }),
    ),
  );
  await leaveScene(scene);
  return { filling, rssMb: rssMb() };
}

const rounds = 4;

async function measure(folder: string, from: string, collecting = ''): Promise<Measured> {
  const scene = await openScene(folder);
  const costs = await measureRounds(scene, { count: rounds, from: Number(from), collecting: collecting !== '' });
  await leaveScene(scene);
  return { costs, rssMb: rssMb() };
}

type Measured = { readonly costs: Costs; readonly rssMb: number; readonly rssMbWithIndex?: number };

async function measured(documents: number): Promise<Measured> {
  const folder = newFolder();
  try {
    await aside<object>('growth', 'fill', folder, String(documents));
    const polls = await aside<Measured>('growth', 'measure', folder, '10', 'collecting');
    const { costs, rssMb: most } = await aside<Measured>('growth', 'measure', folder, '20');
    return { costs, rssMb: polls.rssMb, rssMbWithIndex: most };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many times as much the large store took, of everything that took something. */
const grown = (before: Costs, after: Costs): object =>
  Object.fromEntries(
    Object.entries(after).map(([name, cost]) => [
      name,
      Object.fromEntries(
        Object.entries(cost).map(([of, value]) => [of, round(value / (before[name]?.[of as keyof typeof cost] || 1))] as const),
      ),
    ]),
  );

export const growth: Bench = {
  sides: { fill, measure },
  async run({ documents = '100000' }) {
    const [before, after] = [await measured(smallest), await measured(Number(documents))];
    const ratio = { ...grown(before.costs, after.costs), rssMb: round(after.rssMb / before.rssMb) };
    const cpu = (costs: Costs): number => Object.values(costs).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    return { documents: [smallest, Number(documents)], before, after, ratio, cpuRatio: round(cpu(after.costs) / cpu(before.costs)) };
  },
};
