import { rmSync } from 'node:fs';
import { newFolder } from '../tests/support/bench.ts';
import { fillStore } from '../tests/support/filled-store.ts';
import { type Cost, type Costs, measureRounds } from '../tests/support/growth.ts';
import { at, leaveScene, openScene } from './calls-scene.ts';
import { aside, type Bench, costOf, round, rssMb } from './measure.ts';

/**
 * What a poll, a new page, the index and a digest cost in a store of so many documents : in one of a thousand. Each store is filled by a process of its own; another one
 * polls and takes pages in, and a third does all of it, as a laptop does.
 */

const smallest = 1000;
const atMost = 1.1;

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

/** How many times as much the large store took of one thing, all pieces of work together. */
const times = (before: Costs, after: Costs, of: keyof Cost): number => round(sumOf(after, of) / sumOf(before, of));
const sumOf = (costs: Costs, of: keyof Cost): number => Object.values(costs).reduce((sum, cost) => sum + cost[of], 0);
const kinds = {
  cpuMs: 'processor time',
  requests: 'requests to AWS',
  items: 'items read',
  readUnits: 'read units',
  getBytes: 'bytes of objects read',
} as const;

export const growth: Bench = {
  sides: { fill, measure },
  async run({ docs = '100000' }) {
    const [before, after] = [await measured(smallest), await measured(Number(docs))];
    const figures = [
      ...Object.entries(kinds).map(([kind, name]) => ({
        figure: name,
        measured: times(before.costs, after.costs, kind as keyof Cost),
        atMost,
      })),
      { figure: 'most memory of a process that polls and takes pages in', measured: round(after.rssMb / before.rssMb), atMost },
    ];
    return { documents: [smallest, Number(docs)], figures, before, after };
  },
};
