import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContext } from '../shared/adapters/open.ts';
import type { Choices } from '../shared/model/choices.ts';
import type { Head } from '../shared/model/document.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import type { Context } from '../shared/model/ports.ts';
import type { Subscriber } from '../shared/model/subscriber.ts';
import { digestMail } from '../shared/pages/mail/digest-mail.ts';
import { deliverBatch } from '../shared/pipeline/batch.ts';
import type { Render } from '../shared/pipeline/mail/deliver.ts';
import { mailTo } from '../shared/pipeline/mail/mail-text.ts';
import { readerDigest } from '../shared/pipeline/mail/reader-digest.ts';
import { grouped, readersFor } from '../shared/pipeline/mail/send.ts';
import { findUnsent } from '../shared/pipeline/mail/unread-news.ts';
import { keptWeek } from '../shared/pipeline/read/digest.ts';
import { updateIndex } from '../shared/pipeline/read/index.ts';
import type { Bench as Instance } from '../tests/support/bench.ts';
import { sqsEvent } from '../tests/support/lambda-events.ts';
import { aside, type Bench, type Cost, costOf, type Options, round, rssMb } from './measure.ts';

const week = '2026-W47';
const stored = '2026-11-18T08:00:00+08:00';
const monday = '2026-11-23T08:30:00+08:00';
const papers = 60;
const filters = 500;
/** As the queue hands them out: batches of ten, two at a time. */
const batchSize = 10;
const atOnce = 2;
const themes = ['regulation', 'compute', 'chips', 'data-market', 'energy', 'research', 'education', 'equity'] as const;

/** The `n`-th of the filters: one or two themes and a saved search, or a search alone. */
function choicesOf(n: number): Choices {
  const at = n % filters;
  const theme = themes[at % themes.length] ?? 'regulation';
  const other = themes[(at >> 3) % themes.length] ?? 'regulation';
  const search = { id: 's', name: `Search ${at}`, filters: { q: `办法p${at % papers}`, ...(at % 2 === 0 ? { theme } : {}) } };
  return { themes: [theme, other], searches: [search], ...(at % 7 === 0 ? { only: true as const } : {}) };
}

const readerOf = (n: number): Subscriber => ({
  id: n.toString(16).padStart(24, '0'),
  address: `reader${n}@example.org`,
  state: 'confirmed',
  since: '2026-11-01T00:00:00Z',
  confirmedAt: new Date(Date.UTC(2026, 9, 1 + (n % 28))).toISOString(),
  choices: choicesOf(n),
});

const rssNow = (): number => Math.round(process.memoryUsage().rss / 1_048_576);

async function inTurns(count: number, most: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) await work(n);
  };
  await Promise.all(Array.from({ length: most }, one));
}

/** A week of papers and its readers, each told nothing yet. */
async function fill(bench: Instance, readers: number): Promise<void> {
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
      await context.digests.addSubscriber(readerOf(n));
      await context.digests.moveMark(readerOf(n).id, undefined, mark);
    });
  });
  await bench.within({ now: monday }, (context) => keptWeek(week, context));
}

const render: Render = (digest, reader) => digestMail(digest, { language: 'en', ...reader });

/** Works in the instance of the parent process, whose environment names its emulators. */
async function within<T>(folder: string, work: (context: Context) => Promise<T>): Promise<T> {
  const context = await openContext(readEnvironment(process.env), { now: monday, cacheDir: join(folder, 'data', 'cache') });
  try {
    return await work(context);
  } finally {
    await context.reader.close();
  }
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

/** Claim, mark, mail, outcome for each reader, as the function that works the queue off does it. */
const handOver = (folder: string): Promise<object> =>
  within(folder, async (context) => {
    const readers = grouped(await readersFor(undefined, context));
    const upTo = await context.documents.newsEnd();
    const unhidden: Context = { ...context, tasks: { ...context.tasks, hideMail: async () => {} } };
    const batches = Math.ceil(readers.length / batchSize);
    const memory: number[] = [rssNow()];
    const failures: string[] = [];
    const cost = await costOf(() =>
      inTurns(batches, atOnce, async (n) => {
        const bodies = readers
          .slice(n * batchSize, (n + 1) * batchSize)
          .map(({ id }) => JSON.stringify({ period: week, reader: id, upTo }));
        await deliverBatch(render)(sqsEvent(bodies), unhidden, (error) => failures.push(String(error)));
        if (n % Math.ceil(batches / 5) === 0) memory.push(rssNow());
      }),
    );
    const ledgers = await context.digests.ledgers(week);
    const sent = ledgers.filter(({ state }) => state === 'sent').length;
    const open = ledgers.filter(({ state }) => state !== 'sent').map(({ state, detail }) => `${state}: ${detail}`);
    return {
      ...cost,
      readers: readers.length,
      sent,
      notSent: open.slice(0, 3),
      failures: failures.slice(0, 3),
      rssOverTime: memory,
      rssMb: rssMb(),
    };
  });

/** The same mails handed over one after the other: one call of the SDK each, and nothing that knows who got one. Composing and writing are not counted. */
const bare = (folder: string): Promise<object> =>
  within(folder, async (context) => {
    const readers = grouped(await readersFor(undefined, context));
    const upTo = await context.documents.newsEnd();
    const taken = await findUnsent({ reader: readers[0]?.id ?? '', week, upTo, by: 'bench' }, context);
    let spent = { cpuMs: 0, ms: 0 };
    for (const reader of readers) {
      const keyed = await readerDigest({ week, taken, choices: reader.choices, daily: false }, context);
      const written = await mailTo(reader, keyed, render, context);
      const { cpuMs, ms } = await costOf(() => context.mailer.send(written));
      spent = { cpuMs: spent.cpuMs + cpuMs, ms: spent.ms + ms };
    }
    return { ...spent, rssMb: rssMb() };
  });

async function run({ readers = '10000', handed = readers }: Options): Promise<object> {
  const { openBench } = await import('../tests/support/bench.ts');
  const folder = mkdtempSync(join(tmpdir(), 'bench-mail-'));
  const bench = await openBench(folder);
  await fill(bench, Number(handed));
  const content = await aside('mail', 'compose', folder, readers);
  const loop = await aside<Cost>('mail', 'bare', folder);
  const ours = await aside<Cost>('mail', 'handOver', folder);
  await bench.leave();
  rmSync(folder, { recursive: true, force: true });
  return {
    readers: Number(readers),
    handed: Number(handed),
    filters,
    documents: papers,
    ...content,
    handOver: ours,
    bare: loop,
    ratio: round(ours.ms / loop.ms),
  };
}

export const mail: Bench = { sides: { compose, handOver, bare }, run };
