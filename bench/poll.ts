import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BundledSide, bundleSide } from './bundled-side.ts';
import { feeds } from './feeds.ts';
import { type Bench, type Figure, inTurn, type Options, peersOf, type Report, round } from './measure.ts';
import { publications } from './publications.ts';
import { pythonWith, scrapyTurn, type Turn } from './scrapy.ts';
import { type Site, startSite } from './site-process.ts';

/** Pages asked for once more: nothing new, one edited in place, one published; beside Scrapy over the same sites, and feeds beside Miniflux. */

type Side = (...more: readonly 'new'[]) => Promise<Turn>;
type Polled = {
  readonly unchanged: {
    readonly cpuMs: number;
    readonly ms: number;
    readonly requests: number;
    readonly notModified: number;
    readonly peakMb: number;
  };
  /** The page stands near the end of its list, in its middle and near its top, in turn: one place alone favours an order of asking. */
  readonly edited: { readonly foundMs: number; readonly each: readonly number[]; readonly versions: number; readonly cpuMs: number };
  readonly published: { readonly foundMs: number; readonly requests: number; readonly cpuMs: number };
};

/** The state of a side between its turns lies in a folder of its own. */
function sidesOf(site: Site, folder: string, disk: BundledSide, python: string | undefined): Readonly<Record<string, Side>> {
  const into = (): string => mkdtempSync(join(folder, 'files-'));
  const [ours, theirs] = [into(), into()];
  return {
    disk: (...more) => disk(site.addresses.join(), ours, ...more),
    ...(python && { scrapy: (...more) => scrapyTurn(python, site, theirs, ...more.map(() => '--new-only')) }),
  };
}

const editedAt = [1 / 6, 1 / 2, 5 / 6];
const mean = (numbers: readonly number[]): number => round(numbers.reduce((sum, each) => sum + each, 0) / numbers.length);

async function editedIn(
  site: Site,
  sides: Readonly<Record<string, Side>>,
  docs: number,
): Promise<Readonly<Record<string, Polled['edited']>>> {
  const turns: Readonly<Record<string, Turn>>[] = [];
  for (const share of editedAt) {
    await site.edit(Math.floor(site.hosts / 3), Math.floor((docs / site.hosts) * share));
    turns.push(await inTurn(sides, (side) => side()));
  }
  const of = (name: string): Polled['edited'] => {
    const own = turns.flatMap(({ [name]: turn }) => turn ?? []);
    if (own.some(({ changed }) => changed === 0)) throw new Error(`${name}: an edited page was not found`);
    const each = own.map(({ foundMs }) => round(foundMs));
    return {
      foundMs: mean(each),
      each,
      versions: Math.max(...own.map(({ changed }) => changed)),
      cpuMs: mean(own.map(({ cpuMs }) => cpuMs)),
    };
  };
  return Object.fromEntries(Object.keys(sides).map((name) => [name, of(name)]));
}

async function recheck(
  site: Site,
  sides: Readonly<Record<string, Side>>,
  docs: number,
  turns: number,
): Promise<Readonly<Record<string, Polled>>> {
  const wrong = (what: string, found: number, expected: number): void => {
    if (found !== expected) throw new Error(`${what}: ${found}, expected ${expected}`);
  };
  const counted = async (side: Side, ...more: readonly 'new'[]) => {
    await site.reset();
    const turn = await side(...more);
    return { turn, stats: await site.stats() };
  };
  await inTurn(sides, async (side) => wrong('first turn, new', (await side()).new, docs));
  let unchanged: Readonly<Record<string, Polled['unchanged']>> = {};
  for (let turn = 0; turn < turns; turn += 1) {
    const again = await inTurn(sides, async (side) => {
      const { turn: ended, stats } = await counted(side);
      wrong('unchanged, found', ended.new + ended.changed, 0);
      return { cpuMs: ended.cpuMs, ms: round(ended.ms), requests: stats.requests, notModified: stats.unchanged, peakMb: ended.peakMb };
    });
    const better = (name: string, now: Polled['unchanged']): Polled['unchanged'] => {
      const before = unchanged[name] ?? now;
      return { ...now, cpuMs: Math.min(now.cpuMs, before.cpuMs), ms: Math.min(now.ms, before.ms) };
    };
    unchanged = Object.fromEntries(Object.entries(again).map(([name, now]) => [name, better(name, now)]));
  }
  const edited = await editedIn(site, sides, docs);
  await site.publish(site.hosts - 1);
  const published = await inTurn(sides, async (side) => {
    const { turn, stats } = await counted(side, 'new');
    wrong('published, new', turn.new, 1);
    return { foundMs: round(turn.foundMs), requests: stats.requests, cpuMs: turn.cpuMs };
  });
  const of = (name: string): Polled => ({ unchanged: unchanged[name], edited: edited[name], published: published[name] }) as Polled;
  return Object.fromEntries(Object.keys(sides).map((name) => [name, of(name)]));
}

const figuresOf = ({ disk, scrapy }: Readonly<Record<string, Polled>>): readonly Figure[] => [
  ...(disk && scrapy
    ? [
        { figure: 'unchanged : Scrapy, processor', measured: round(disk.unchanged.cpuMs / scrapy.unchanged.cpuMs), atMost: 0.3 },
        {
          figure: 'edited page found : Scrapy, on the clock, mean of three places',
          measured: round(disk.edited.foundMs / scrapy.edited.foundMs),
          atMost: 0.7,
        },
      ]
    : []),
  ...(disk ? [{ figure: 'versions of an edited page', measured: disk.edited.versions, atLeast: 1, atMost: 1 }] : []),
];

async function rechecked(options: Options): Promise<Report> {
  const { docs = '2000', hosts = '20', latency = '20', turns = '2' } = options;
  const folder = mkdtempSync(join(tmpdir(), 'bench-poll-'));
  const site = await startSite({ hosts: Number(hosts), docs: Number(docs), latency: Number(latency) });
  try {
    const python = peersOf(options).includes('scrapy') ? await pythonWith('scrapy') : undefined;
    const sides = sidesOf(site, folder, await bundleSide('disk', 'toDisk', folder), python);
    const polled = await recheck(site, sides, Number(docs), Number(turns));
    return {
      figures: figuresOf(polled),
      docs: Number(docs),
      latencyMs: Number(latency),
      ...polled,
      ...(!python && { missing: 'scrapy: not asked for, or no Python here has it (Debian: python3-scrapy)' }),
    };
  } finally {
    site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const parts: Readonly<Record<string, (options: Options) => Promise<Report>>> = {
  recheck: rechecked,
  publications,
  feeds,
  growth: async (options) => (await import('./growth.ts')).growth.run(options),
};
/** Filling a store with many documents takes minutes: growth is measured when it is asked for. */
const usual = 'recheck,publications,feeds';

async function run(options: Options): Promise<Report> {
  const { store = usual } = options;
  const reports: Report[] = [];
  for (const [name, part] of Object.entries(parts)) if (store.split(',').includes(name)) reports.push(await part(options));
  const missing = reports.flatMap(({ missing: each }) => each ?? []).join('; ');
  return { ...Object.assign({}, ...reports), figures: reports.flatMap(({ figures = [] }) => figures), ...(missing && { missing }) };
}

export const poll: Bench = { sides: {}, run };
