import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openContext } from '../functions/open.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import type { Context, Mail } from '../shared/model/ports.ts';
import { digestMail } from '../shared/pages/mail/digest-mail.ts';
import { deliverBatch } from '../shared/pipeline/deliver-batch.ts';
import type { Render } from '../shared/pipeline/mail/deliver.ts';
import { mailTo } from '../shared/pipeline/mail/mail-text.ts';
import { readerDigest } from '../shared/pipeline/mail/reader-digest.ts';
import { grouped, readersFor } from '../shared/pipeline/mail/send.ts';
import { findUnsent } from '../shared/pipeline/mail/unread-news.ts';
import { sqsEvent } from '../tests/support/lambda-events.ts';
import { type Cost, costOf, round, rssMb } from './measure.ts';

/** What hands mails over, alone in its process and bundled as it is deployed: the emulators are in the parent. */

export const week = '2026-W47';
export const monday = '2026-11-23T08:30:00+08:00';
/** As the queue hands them out: batches of ten, two at a time (infra/digest.ts). */
const batchSize = 10;
const batchesAtOnce = 2;
const marks = 10;

export const render: Render = (digest, reader) => digestMail(digest, { language: 'en', ...reader });

/** Works in the instance of the parent process, whose environment names its emulators. */
export async function within<T>(folder: string, work: (context: Context) => Promise<T>): Promise<T> {
  const context = await openContext(readEnvironment(process.env), { now: monday, cacheDir: join(folder, 'data', 'cache') });
  try {
    return await work(context);
  } finally {
    await context.reader.close();
  }
}

export async function inTurns(count: number, most: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) await work(n);
  };
  await Promise.all(Array.from({ length: most }, one));
}

const megabytes = (bytes: number): number => round(bytes / 1_048_576);
const rssNow = (): number => Math.round(megabytes(process.memoryUsage().rss));

/** What is alive once everything is collected that nobody holds: heap and buffers, in megabytes. The collector is told only here, since it would change what is measured. */
function aliveMb(): number {
  setFlagsFromString('--expose-gc');
  const collectAll: unknown = runInNewContext('gc');
  if (typeof collectAll === 'function') collectAll();
  const { heapUsed, external } = process.memoryUsage();
  return megabytes(heapUsed + external);
}

/** Claim, mark, mail, outcome for each reader, as the function that works the queue off does it. */
export const handOver = (folder: string): Promise<object> =>
  within(folder, async (context) => {
    const readers = grouped(await readersFor(undefined, context));
    const upTo = await context.documents.newsEnd();
    const unhidden: Context = { ...context, tasks: { ...context.tasks, hideMail: async () => {} } };
    const batches = Math.ceil(readers.length / batchSize);
    const rssOverTime: number[] = [rssNow()];
    const failures: string[] = [];
    const aliveBefore = aliveMb();
    const cost = await costOf(() =>
      inTurns(batches, batchesAtOnce, async (n) => {
        const bodies = readers
          .slice(n * batchSize, (n + 1) * batchSize)
          .map(({ id }) => JSON.stringify({ period: week, reader: id, upTo }));
        await deliverBatch(render)(sqsEvent(bodies), unhidden, (error) => failures.push(String(error)));
        if ((n + 1) % Math.ceil(batches / marks) === 0) rssOverTime.push(rssNow());
      }),
    );
    const most = rssMb();
    const ledgers = await context.digests.ledgers(week);
    const sent = ledgers.filter(({ state }) => state === 'sent').length;
    const notSent = ledgers.filter(({ state }) => state !== 'sent').map(({ state, detail }) => `${state}: ${detail}`);
    return {
      ...cost,
      sent,
      notSent: notSent.slice(0, 3),
      failures: failures.slice(0, 3),
      rssOverTime,
      rssMb: most,
      aliveMb: [aliveBefore, aliveMb()],
    };
  });

/** The same mails handed over, so many at a time: one call of the SDK each, and nothing that knows who got one. Composing and writing are not counted. */
const bareLoop = (folder: string, atOnce: number): Promise<object> =>
  within(folder, async (context) => {
    const readers = grouped(await readersFor(undefined, context));
    const upTo = await context.documents.newsEnd();
    const taken = await findUnsent({ reader: readers[0]?.id ?? '', week, upTo, by: 'bench' }, context);
    let spent: Cost = { cpuMs: 0, ms: 0 };
    for (let begin = 0; begin < readers.length; begin += 100) {
      const mails: Mail[] = [];
      for (const reader of readers.slice(begin, begin + 100)) {
        const keyed = await readerDigest({ week, taken, choices: reader.choices, daily: false }, context);
        mails.push(await mailTo(reader, keyed, render, context));
      }
      const { cpuMs, ms } = await costOf(() => inTurns(mails.length, atOnce, async (n) => mails[n] && context.mailer.send(mails[n])));
      spent = { cpuMs: spent.cpuMs + cpuMs, ms: spent.ms + ms };
    }
    return { ...spent, rssMb: rssMb() };
  });

export const bare = (folder: string): Promise<object> => bareLoop(folder, 1);
export const bareAtOnce = (folder: string): Promise<object> => bareLoop(folder, batchSize * batchesAtOnce);
