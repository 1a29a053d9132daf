import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../shared/model/settings.ts';
import { type InstanceLease, takeLease } from './local/instance-lease.ts';
import { interpret, queueArn } from './local/interpret.ts';
import type { LocalPlan, QueuePlan } from './local/local-plan.ts';
import { type ConsumedCounts, consumeQueue } from './local/queue-consumer.ts';
import { environmentOf, queueUrl } from './local/resources.ts';
import { type ScheduledHandler, startScheduler } from './local/scheduler.ts';
import type { QueueHandler } from './local/sqs-event.ts';
import { loadTemplate } from './local/template.ts';
import { type FunctionName, functionId, functionNames, optionalFunctionNames, type QueueName, queueIds } from './names.ts';

export { serve, type WebHandler } from './local/serve.ts';
export type { SqsEvent } from './local/sqs-event.ts';

export type LocalOptions = {
  /** Data folder; created when it does not exist. */
  readonly dir: string;
  /** hongtou.config.json of the working directory when absent; of it only the digest's time matters here. */
  readonly configFile?: string;
  /** Of that file, where it was read already. */
  readonly settings?: Settings;
  readonly log?: (line: string) => void;
  /** The only clock where one is given; else the machine's. */
  readonly now?: () => Date;
};

type DrainOptions = {
  readonly concurrency?: number;
  /** Seconds for which an unanswered message is hidden; by default the template's, scaled down. */
  readonly visibility?: number;
  readonly onProgress?: (pumped: ConsumedCounts) => void;
  readonly signal?: AbortSignal;
};

export type Handlers = Partial<Readonly<Record<FunctionName, QueueHandler | ScheduledHandler>>>;

/** The system of the template on emulators, kept in one folder. */
export type LocalInstance = {
  /** Names, endpoints and the instance's own credentials for the project's clients. */
  readonly environment: Readonly<Record<string, string>>;
  /** This process runs the emulators. */
  readonly owner: boolean;
  /** Works a queue off until nothing is visible or in flight. */
  drain(queue: QueueName, handler: QueueHandler, options?: DrainOptions): Promise<ConsumedCounts>;
  /** Runs the template's event source mappings and schedules with the given handlers, until stopped. */
  startPolling(handlers: Handlers): { stop(): Promise<void> };
  /** Takes the times of the schedules from the configuration of the store, which is known only once it is open. */
  follow(configFile: string): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the local instance of a data folder: starts the emulators, or uses those of the process that has the folder already. Throws NotInterpreted when the template
 * needs something that the laptop cannot do.
 */
export async function openLocal({
  dir,
  configFile,
  settings,
  log = () => {},
  now = () => new Date(),
}: LocalOptions): Promise<LocalInstance> {
  const folder = resolve(dir);
  const plan = interpret(await loadTemplate(configFile, settings));
  return instance({ folder, plan, seat: await takeLease({ folder, plan, log, now }), log });
}

type OpenedInstance = {
  readonly folder: string;
  readonly plan: LocalPlan;
  readonly seat: InstanceLease;
  readonly log: (line: string) => void;
};

function instance({ folder, plan, seat, log }: OpenedInstance): LocalInstance {
  const { endpoints, token } = seat;
  const queues = { url: endpoints.objects, token };
  let timed = plan;
  const queueOf = (id: string): QueuePlan => {
    const found = plan.queues.find((queue) => queue.id === id);
    if (!found) throw new Error(`the template has no queue ${id}`);
    return found;
  };
  const physical = (id: string): string => queueOf(id).name;
  const work = (id: string, handler: QueueHandler, options: DrainOptions & { untilEmpty: boolean }): Promise<ConsumedCounts> => {
    const mapping = plan.mappings.find((each) => each.queueId === id);
    return consumeQueue({
      ...options,
      endpoint: queues,
      queueUrl: queueUrl(endpoints.objects, physical(id)),
      queueArn: queueArn(physical(id)),
      handler,
      concurrency: options.concurrency ?? (mapping ? mapping.concurrency * 2 : 2),
      batchSize: mapping?.batchSize ?? 1,
      visibility: options.visibility ?? scaled(queueOf(id).attributes['VisibilityTimeout']),
      log,
    });
  };
  return {
    environment: environmentOf(plan, functionId('collect'), seat),
    get owner() {
      return seat.owner;
    },
    drain: (queue, handler, options = {}) => work(queueIds[queue], handler, { ...options, untilEmpty: true }),
    startPolling: (handlers) => polling({ folder, plan: timed, handlers, work, log }),
    follow: async (configFile) => {
      timed = interpret(await loadTemplate(configFile));
    },
    close: () => seat.close(),
  };
}

/** The template's visibility at sixty times the speed: nobody at a laptop waits an hour for messages of a killed process. */
const scaled = (seconds = '30'): number => Math.max(5, Math.round(Number(seconds) / 60));

type PollingOptions = {
  readonly folder: string;
  readonly plan: LocalPlan;
  readonly handlers: Handlers;
  readonly work: (id: string, handler: QueueHandler, options: DrainOptions & { untilEmpty: boolean }) => Promise<ConsumedCounts>;
  readonly log: (line: string) => void;
};

function polling({ folder, plan, handlers, work, log }: PollingOptions): { stop(): Promise<void> } {
  const abort = new AbortController();
  const handlerOf = (id: string): QueueHandler | ScheduledHandler | undefined => {
    const name = [...functionNames, ...optionalFunctionNames].find((each) => functionId(each) === id);
    return name && handlers[name];
  };
  const mappings = plan.mappings.flatMap(({ queueId, functionId: id }) => {
    const handler = handlerOf(id) as QueueHandler | undefined;
    return handler ? [keepOn(() => work(queueId, handler, { untilEmpty: false, signal: abort.signal }), abort.signal, log)] : [];
  });
  const schedules = plan.schedules.flatMap((schedule) => {
    const handler = handlerOf(schedule.functionId) as ScheduledHandler | undefined;
    return handler ? [{ plan: schedule, handler }] : [];
  });
  const stopClockwork = startScheduler(folder, schedules, log);
  return {
    stop: async () => {
      abort.abort();
      await Promise.all([stopClockwork(), ...mappings]);
    },
  };
}

/** Polls until told to stop; logs a failure of the emulators and goes on. */
async function keepOn(poll: () => Promise<unknown>, signal: AbortSignal, log: (line: string) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      await poll();
    } catch (error) {
      log(`polling failed: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(1000);
    }
  }
}
