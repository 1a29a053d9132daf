import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Choices } from '../shared/model/choices.ts';
import type { Head } from '../shared/model/document.ts';
import type { Context } from '../shared/model/ports.ts';
import type { Subscriber } from '../shared/model/subscriber.ts';
import { mailTo } from '../shared/pipeline/mail/mail-text.ts';
import { readerDigest } from '../shared/pipeline/mail/reader-digest.ts';
import { grouped } from '../shared/pipeline/mail/send.ts';
import { findUnsent } from '../shared/pipeline/mail/unread-news.ts';
import { keptWeek } from '../shared/pipeline/read/digest.ts';
import { updateIndex } from '../shared/pipeline/read/index.ts';
import type { Bench as Instance } from '../tests/support/bench.ts';
import { inTurns, monday, render, week, within } from './hand-over.ts';
import { aside, type Bench, type Cost, costOf, type Options, type Report, round, rssMb } from './measure.ts';

const stored = '2026-11-18T08:00:00+08:00';
const papers = 60;
const filters = 500;
const themes = ['regulation', 'compute', 'chips', 'data-market', 'energy', 'research', 'education', 'equity'] as const;

/** The `n`-th of the filters: one or two themes and a saved search, or a search alone. */
function choicesOf(n: number, differing: number): Choices {
  const at = n % differing;
  const theme = themes[at % themes.length] ?? 'regulation';
  const other = themes[(at >> 3) % themes.length] ?? 'regulation';
  const search = { id: 's', name: `Search ${at}`, filters: { q: `办法p${at % papers}`, ...(at % 2 === 0 ? { theme } : {}) } };
  return { themes: [theme, other], searches: [search], ...(at % 7 === 0 ? { only: true as const } : {}) };
}

const readerOf = (n: number, differing = filters): Subscriber => ({
  id: n.toString(16).padStart(24, '0'),
  address: `reader${n}@example.org`,
  state: 'confirmed',
  since: '2026-11-01T00:00:00Z',
  confirmedAt: new Date(Date.UTC(2026, 9, 1 + (n % 28))).toISOString(),
  choices: choicesOf(n, differing),
});

/** A week of papers and its readers, each told nothing yet. */
async function fill(bench: Instance, readers: number, differing: number): Promise<void> {
  const { paper } = await import('../tests/support/postroom.ts');
  await bench.within({ now: stored }, async (context) => {
    for (let n = 0; n < papers; n += 1) {
      const { head, revision } = await paper(`p${n}`, context);
      const theme = [{ theme: themes[n % themes.length], score: 1, evidence: [] }] as unknown as Head['themes'];
      await context.documents.putHead({ ...head, themes: theme }, revision);
    }
    await updateIndex(context);
    const mark = { begin: 0, position: 0, owed: [], given: [], at: stored, by: 'bench' };
    await inTurns(readers, 16, async (n) => {
      await context.digests.addSubscriber(readerOf(n, differing));
      await context.digests.moveMark(readerOf(n).id, undefined, mark);
    });
  });
  await bench.within({ now: monday }, (context) => keptWeek(week, context));
}

/** What each reader's mail holds, and its words, without the store's part in it: the readers are known. */
const compose = (folder: string, count: string): Promise<object> =>
  within(folder, async (context) => {
    let searches = 0;
    const query: Context['search']['query'] = (asked) => {
      searches += 1;
      return context.search.query(asked);
    };
    const counting: Context = { ...context, search: { ...context.search, query } };
    const readers = grouped(Array.from({ length: Number(count) }, (_, n) => readerOf(n)));
    const upTo = await context.documents.newsEnd();
    const taken = await findUnsent({ reader: readerOf(0).id, week, upTo, by: 'bench' }, context);
    await keptWeek(week, context);
    let items = 0;
    const composed = await costOf(async () => {
      for (const { choices } of readers) {
        const { digest } = await readerDigest({ week, taken, choices, daily: false }, counting);
        items += digest.sections.binding.length;
      }
    });
    let characters = 0;
    const written = await costOf(async () => {
      for (const reader of readers) {
        const keyed = await readerDigest({ week, taken, choices: reader.choices, daily: false }, counting);
        characters += (await mailTo(reader, keyed, render, counting)).html.length;
      }
    });
    return { composed, written, searches, items, meanHtml: Math.round(characters / readers.length), rssMb: rssMb() };
  });

/** Runs a side of handing over bundled and with the flags of Node as the function is deployed. */
async function sender<T extends object>(bundle: string, side: string, flags: readonly string[]): Promise<T> {
  const call = `process.stdout.write(JSON.stringify(await (await import(process.argv[1]))[process.argv[2]](process.argv[3])), () => process.exit(0));`;
  const given = [...flags, '--input-type=module', '-e', call, pathToFileURL(bundle).href, side, dirname(bundle)];
  const { stdout } = await promisify(execFile)(process.execPath, given, { maxBuffer: 100_000_000 });
  return JSON.parse(stdout) as T;
}

type HandedOver = Cost & { readonly sent: number };

/** As Lambda starts Node with 512 MB: a tenth for what is new, nine for the rest (read in the start script of an earlier runtime). NODE_OPTIONS cannot change them. */
const lambdaFlags = ['--max-semi-space-size=25', '--max-old-space-size=460'];

async function run({ readers = '10000', handed = readers }: Options): Promise<Report> {
  const { openBench } = await import('../tests/support/bench.ts');
  const { bundled } = await import('./functions.ts');
  const folder = mkdtempSync(join(tmpdir(), 'bench-mail-'));
  const bench = await openBench(folder);
  // As many readers share a filter as among all of them.
  const shared = Math.max(1, Math.ceil((filters * Number(handed)) / Number(readers)));
  await fill(bench, Number(handed), shared);
  const content = await aside('digest', 'compose', folder, readers);
  const bundle = await bundled('bench/hand-over.ts', join(folder, 'hand-over.mjs'));
  // Opening the context looks for the worker that reads pages; no mail starts it.
  writeFileSync(join(folder, 'reader.mjs'), '');
  const one = await sender<Cost>(bundle, 'bare', lambdaFlags);
  const many = await sender<Cost>(bundle, 'bareAtOnce', lambdaFlags);
  const ours = await sender<HandedOver>(bundle, 'handOver', lambdaFlags);
  await bench.leave();
  rmSync(folder, { recursive: true, force: true });
  const composed = content as { readonly composed: Cost };
  return {
    figures: [
      { figure: 'composed for all readers, seconds', measured: round(composed.composed.ms / 1000), atMost: 2 },
      { figure: 'handed over : a bare loop of the SDK, on the clock', measured: round(ours.ms / one.ms), atMost: 1.2 },
    ],
    readers: Number(readers),
    handed: Number(handed),
    filters,
    documents: papers,
    ...content,
    handOver: ours,
    bare: one,
    bareAtOnce: many,
    ratio: round(ours.ms / one.ms),
    ratioAtOnce: round(ours.ms / many.ms),
    cpuRatio: round(ours.cpuMs / one.cpuMs),
  };
}

export const mail: Bench = { sides: { compose }, run };
