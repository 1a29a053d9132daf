import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunReport } from '../shared/model/run.ts';
import { succeeded } from './child.ts';
import { type Bench, type Figure, type Options, peersOf, type Report, round } from './measure.ts';
import { pythonWith, scrapyTurn } from './scrapy.ts';
import { startSite } from './site-process.ts';
import { configOf, now } from './site-sources.ts';

/** Pages of twenty sites taken in by the command line, beside Scrapy over the same sites. */

const launcher = fileURLToPath(new URL('../functions/hongtou.js', import.meta.url));

/** What a side took for so many pages; start and end of its process are in it. */
type Taken = { readonly perSecond: number; readonly cpuSecondsAThousand: number; readonly peakMb: number };
type Measured = { readonly ms: number; readonly cpuMs: number; readonly peakMb: number };

const takenOf = ({ ms, cpuMs, peakMb }: Measured, docs: number): Taken => ({
  perSecond: round((docs * 1000) / ms),
  cpuSecondsAThousand: round(cpuMs / docs),
  peakMb,
});

/** The best of several turns, each figure by itself: other work on the machine only ever adds. */
const best = (turns: readonly Taken[]): Taken => ({
  perSecond: Math.max(...turns.map(({ perSecond }) => perSecond)),
  cpuSecondsAThousand: Math.min(...turns.map(({ cpuSecondsAThousand }) => cpuSecondsAThousand)),
  peakMb: Math.min(...turns.map(({ peakMb }) => peakMb)),
  ...(turns.every((turn) => 'diskMb' in turn) && { diskMb: Math.min(...turns.map((turn) => Number((turn as Stored).diskMb))) }),
});

function checkDocs(side: string, found: number, docs: number): void {
  if (found !== docs) throw new Error(`${side}: ${found} of ${docs} pages became documents`);
}

type Stored = Taken & { readonly diskMb: number };

/** What the files under a folder take on the disk, in blocks of 512 bytes. */
function diskMbOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return round(files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).blocks * 512, 0) / 1_000_000);
}

/** `hongtou run` in a data folder of its own, as a user runs it. */
async function stackTurn(config: string, docs: number, folder: string): Promise<Stored> {
  const data = mkdtempSync(join(folder, 'data-'));
  const ended = await succeeded([process.execPath, launcher, 'run', '--json', '--data', data, '--config', config, '--now', now]);
  checkDocs('the stack', (JSON.parse(ended.stdout) as RunReport).documents.new, docs);
  return { ...takenOf(ended, docs), diskMb: diskMbOf(data) };
}

type Sides = Readonly<Record<string, () => Promise<Taken>>>;

/** Each side in its turn, then each again. */
async function alternating(sides: Sides, turns: number): Promise<Readonly<Record<string, Taken>>> {
  const found = new Map<string, Taken[]>();
  for (let turn = 0; turn < turns; turn += 1)
    for (const [name, side] of Object.entries(sides)) found.set(name, [...(found.get(name) ?? []), await side()]);
  return Object.fromEntries([...found].map(([name, each]) => [name, best(each)]));
}

/** Megabytes that a document may take on the disk: 120 for 2,000. */
const mbOfDocument = 0.06;

const stackFigures = ({ perSecond, cpuSecondsAThousand, peakMb, diskMb }: Stored, docs: number): readonly Figure[] => [
  { figure: 'stack: documents a second', measured: perSecond, atLeast: 60 },
  { figure: 'stack: seconds of the processor a thousand', measured: cpuSecondsAThousand, atMost: 20 },
  { figure: 'stack: most memory, MB', measured: peakMb, atMost: 450 },
  { figure: 'stack: MB on disk', measured: diskMb, atMost: docs * mbOfDocument },
];

type Found = { readonly scrapy?: Taken; readonly stack: Stored };

const figuresOf = ({ stack, scrapy }: Found, docs: number): readonly Figure[] => [
  ...stackFigures(stack, docs),
  ...(scrapy
    ? [{ figure: 'stack : Scrapy, processor', measured: round(stack.cpuSecondsAThousand / scrapy.cpuSecondsAThousand), atMost: 4 }]
    : []),
];

async function run(options: Options): Promise<Report> {
  const { docs = '2000', latency = '20', turns = '2', hosts = '20' } = options;
  const count = Number(docs);
  const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
  const site = await startSite({ hosts: Number(hosts), docs: count, latency: Number(latency) });
  const into = (): string => mkdtempSync(join(folder, 'files-'));
  try {
    const python = peersOf(options).includes('scrapy') ? await pythonWith('scrapy') : undefined;
    const config = join(folder, 'hongtou.config.json');
    writeFileSync(config, JSON.stringify(configOf(site)));
    const turn = async (name: string, work: () => Promise<Measured & { readonly new: number }>): Promise<Taken> => {
      const ended = await work();
      checkDocs(name, ended.new, count);
      return takenOf(ended, count);
    };
    const others: Sides = {
      stack: () => stackTurn(config, count, folder),
      ...(python && { scrapy: () => turn('scrapy', () => scrapyTurn(python, site, into())) }),
    };
    const sides = (await alternating(others, Number(turns))) as unknown as Found;
    return {
      figures: figuresOf(sides, count),
      docs: count,
      hosts: Number(hosts),
      latencyMs: Number(latency),
      turns: Number(turns),
      ...sides,
      ...(!python && { missing: 'scrapy: not asked for, or no Python here has it (Debian: python3-scrapy)' }),
    };
  } finally {
    site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const ingest: Bench = { sides: {}, run };
