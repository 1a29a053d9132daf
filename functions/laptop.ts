import { setTimeout as sleep } from 'node:timers/promises';
import { type Schedule, type Scheduled, scheduled, schedulesOf } from '../shared/model/configuration.ts';
import { isDiskFull, MailAway } from '../shared/model/errors.ts';
import type { Context } from '../shared/model/ports.ts';
import { webhookMessage } from '../shared/pages/feeds/webhook-message.ts';
import type { ReportFailure } from '../shared/pipeline/batch.ts';
import { collectBatch } from '../shared/pipeline/collect/collect.ts';
import { scheduleByClock } from '../shared/pipeline/collect/schedule.ts';
import { deliverBatch } from '../shared/pipeline/mail/deliver.ts';
import { sendDue } from '../shared/pipeline/mail/due.ts';
import { updateIndex } from '../shared/pipeline/read/index.ts';
import { backUp, watch } from '../shared/pipeline/watch/watch.ts';
import { sendWebhooks } from '../shared/pipeline/webhooks/send.ts';
import type { QueueHandler, QueueName } from '../shared/store/sqlite/queues.ts';
import type { SqliteStore } from '../shared/store/sqlite/store.ts';
import type { LocalLog } from './local-log.ts';
import { lookOverDaily } from './look-over.ts';
import { renderFor } from './render.ts';
import { openRoundLog } from './round-log.ts';
import { toldError } from './told-error.ts';

/**
 * Groups of messages (hosts, readers) that a local instance works on at a time, and most messages of one call, of each queue. Of hosts so
 * many that eight silent ones among thirty keep no other waiting.
 */
export const pace: Readonly<Record<QueueName, { readonly concurrency: number; readonly batchSize: number }>> = {
  tasks: { concurrency: 32, batchSize: 5 },
  mail: { concurrency: 4, batchSize: 10 },
};

export const calls = (context: Context): Readonly<Record<Scheduled, () => Promise<unknown>>> => ({
  schedule: () => scheduleByClock(context),
  index: () => updateIndex(context),
  digest: () => sendDue(context),
  watch: async () => {
    await watch(context);
    await backUp(context);
  },
  webhooks: () => sendWebhooks(context, webhookMessage),
});

const onStandardError = (error: unknown, id: string): void => console.error(`${id}: ${toldError(error)}`);

export function queueHandlers(
  context: Context,
  failed: ReportFailure = onStandardError,
  signal?: AbortSignal,
): Readonly<Record<QueueName, QueueHandler>> {
  const timeLeft = () => (signal?.aborted ? 0 : Infinity);
  return {
    tasks: (batch) => collectBatch(batch, context, failed, timeLeft),
    mail: (batch) => deliverBatch(renderFor(context))(batch, context, failed, timeLeft),
  };
}

/** The minute of the hour in a zone: some are half an hour apart from others. */
const minuteIn = (zone: string, at: Date): number =>
  Number(new Intl.DateTimeFormat('en', { timeZone: zone, minute: 'numeric' }).format(at));

const isDue = ({ minutes, zone = 'Asia/Shanghai' }: Schedule, at: Date): boolean => minutes.includes(minuteIn(zone, at));

const nextMinute = (signal: AbortSignal): Promise<void> => sleep(60_000 - (Date.now() % 60_000), undefined, { signal }).catch(() => {});

const fullDiskMs = 60_000;
let toldAt = Number.NEGATIVE_INFINITY;
async function waitForRoom(signal: AbortSignal, log: LocalLog): Promise<void> {
  if (performance.now() - toldAt >= fullDiskMs) {
    const advice =
      'the disk is full, or a file may not grow any more; make room: it goes on by itself then, and nothing that was stored is lost';
    log('error', 'disk', advice);
    toldAt = performance.now();
  }
  await sleep(fullDiskMs, undefined, { signal }).catch(() => {});
}

async function keepOn(work: () => Promise<unknown>, signal: AbortSignal, log: LocalLog): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      if (isDiskFull(error)) await waitForRoom(signal, log);
      else log('error', 'work', toldError(error));
      await sleep(error instanceof MailAway ? 60_000 : 1000, undefined, { signal }).catch(() => {});
    }
  }
}

/**
 * The instance of a laptop or a small server: works both queues off, and calls each schedule at once and then at its minutes. `stop` waits
 * for what is under way.
 */
export function startWork(store: SqliteStore, given: Context, log: LocalLog): { stop(): Promise<void> } {
  const abort = new AbortController();
  const { signal } = abort;
  const { context, failed, ...rounds } = openRoundLog(given, log);
  const handlers = queueHandlers(context, failed, signal);
  const table = schedulesOf(context.settings.digest);
  const { watch: hourly, schedule, ...others } = calls(context);
  const call = {
    ...others,
    async schedule() {
      await rounds.tellRound();
      await schedule();
    },
    async watch() {
      await lookOverDaily(store, context);
      await hourly();
      await rounds.tellHour();
    },
  };
  // A mail server has one connection: what waits for it is not yet asked for, and a kill leaves it be.
  const paces = { ...pace, ...(context.mailer.ready ? { mail: { ...pace.mail, concurrency: 1 } } : {}) };
  const onProgress = (): void => void rounds.tellIfDone().catch((error) => log('error', 'round', toldError(error)));
  const said = (line: string): void => log('error', 'queue', line);
  const queues = (['tasks', 'mail'] as const).map((queue) =>
    keepOn(() => store.work(queue, handlers[queue], { ...paces[queue], untilEmpty: false, signal, log: said, onProgress }), signal, log),
  );
  const clock = scheduled.map((name) => {
    // At first, and again in the next minute when it failed: what fails for long would else be told each second.
    let owed = true;
    return keepOn(
      async () => {
        owed ||= isDue(table[name], new Date());
        try {
          if (owed) await call[name]();
          owed = false;
        } catch (error) {
          if (isDiskFull(error)) throw error;
          log('error', name, toldError(error));
        }
        await nextMinute(signal);
      },
      signal,
      log,
    );
  });
  return {
    async stop() {
      abort.abort();
      await Promise.all([...queues, ...clock]);
      await rounds.tellIfDone(true).catch(() => {});
    },
  };
}
