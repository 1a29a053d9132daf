import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import level from 'dynalite/db/index.js';
import { smallFiles } from '../infra/local/dynamodb.ts';
import { updateIndex } from '../shared/pipeline/read/index.ts';
import { newFolder } from '../tests/support/bench.ts';
import { addUnindexed, fillStore } from '../tests/support/filled-store.ts';
import { type Cost, type Costs, measureRounds, middleOfTurns } from '../tests/support/growth.ts';
import { at, leaveScene, openScene } from './calls-scene.ts';
import { aside, type Bench, type Cost as Cpu, costOf, least, round, rssMb } from './measure.ts';

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
  await mergeTable(join(folder, 'data', 'dynamodb'));
  return { filling, rssMb: rssMb() };
}

/** What was written in one go lies in files that LevelDB would have merged long ago in a store that grew by polls; the polls that are measured would do it. */
async function mergeTable(path: string): Promise<void> {
  const { db } = level.create({ path });
  await db.open(smallFiles);
  await db.compactRange('\0', '\uffff');
  await promisify(db.close.bind(db))();
}

const rounds = 2;
/** Days in November on which the rounds of a turn begin: in the first the process does nothing but poll and take pages in. */
const turns = { polls: 10, all: [16, 22, 28, 34, 40] } as const;

async function measure(folder: string, from: string, collecting = ''): Promise<Measured> {
  const scene = await openScene(folder);
  const costs = await measureRounds(scene, { count: rounds, from: Number(from), collecting: collecting !== '' });
  await leaveScene(scene);
  return { costs, rssMb: rssMb() };
}

/** So many documents that came together: more than the file of changes takes, so that they go into the files of their years. */
const together = 600;

/** What the index takes for each of them. */
async function merge(folder: string, documents: string): Promise<Merged> {
  const scene = await openScene(folder);
  const from = Number(documents);
  const costs = await scene.bench.within({ now: at(10, '08:30'), config: scene.one }, async (context) => {
    const found: Cpu[] = [];
    for (let n = 0; n < 2; n += 1) {
      await addUnindexed(context, { from: from + n * together, count: together }, { texts: 300 });
      found.push(await costOf(() => updateIndex(context)));
    }
    return found;
  });
  await leaveScene(scene);
  return { cpuMs: least(costs, together).cpuMs };
}

type Merged = Pick<Cpu, 'cpuMs'>;
type Measured = { readonly costs: Costs; readonly rssMb: number; readonly rssMbWithIndex?: number; readonly mergedMs?: number };

/** Both stores are filled, then measured in turns: the machine is not the same from minute to minute. */
async function measured(sizes: readonly number[]): Promise<readonly Measured[]> {
  const stores = sizes.map((documents) => ({ documents, folder: newFolder(), rssMb: 0, costs: [] as Costs[], most: 0, mergedMs: 0 }));
  try {
    for (const { folder, documents } of stores) await aside<object>('growth', 'fill', folder, String(documents));
    for (const store of stores)
      store.rssMb = (await aside<Measured>('growth', 'measure', store.folder, String(turns.polls), 'collecting')).rssMb;
    for (const store of stores) store.mergedMs = (await aside<Merged>('growth', 'merge', store.folder, String(store.documents))).cpuMs;
    for (const from of turns.all)
      for (const store of stores) {
        const { costs, rssMb: most } = await aside<Measured>('growth', 'measure', store.folder, String(from));
        store.costs.push(costs);
        store.most = store.most === 0 ? most : Math.min(store.most, most);
      }
    return stores.map(({ costs, most, rssMb: polls, mergedMs }) => ({
      costs: middleOfTurns(costs),
      rssMb: polls,
      rssMbWithIndex: most,
      mergedMs,
    }));
  } finally {
    for (const { folder } of stores) rmSync(folder, { recursive: true, force: true });
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
  sides: { fill, merge, measure },
  async run({ docs = '100000' }) {
    const [before, after] = (await measured([smallest, Number(docs)])) as [Measured, Measured];
    const figures = [
      ...Object.entries(kinds).map(([kind, name]) => ({
        figure: name,
        measured: times(before.costs, after.costs, kind as keyof Cost),
        atMost,
      })),
      {
        figure: `processor time of each of ${together} documents that the index takes in at once`,
        measured: round(Number(after.mergedMs) / Number(before.mergedMs)),
        atMost,
      },
      { figure: 'most memory of a process that polls and takes pages in', measured: round(after.rssMb / before.rssMb), atMost },
    ];
    return { documents: [smallest, Number(docs)], figures, before, after };
  },
};
