import type { Command } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import type { MachineTrouble } from '../../shared/model/machine.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { RunNote } from '../../shared/model/run.ts';
import type { SetAside } from '../../shared/model/task.ts';
import { opt } from '../../shared/model/values.ts';
import type { QueueHandler, QueueName } from '../../shared/store/sqlite/queues.ts';

export type StoreOptions = {
  readonly json?: boolean;
  readonly data: string;
  readonly now?: string;
  readonly config?: string;
  readonly stack?: string;
};
export type Instance = {
  readonly context: Context;
  drain(queue: QueueName, handler: QueueHandler, concurrency: number, signal?: AbortSignal): Promise<void>;
  readonly deployed: boolean;
  check(): Promise<void>;
  checkDaily(): Promise<void>;
};

export const storeFlags = {
  json: ['--json', 'print exactly one JSON document on standard output'],
  data: ['--data <dir>', 'the local instance', './data'],
  now: ['--now <instant>', 'the only clock, as 2026-11-25T08:00:00+08:00'],
  config: ['--config <file>', 'configuration (default: hongtou.config.json where it exists)'],
  stack: ['--stack <name>', 'speak to a deployed instance (with AWS_PROFILE and AWS_REGION)'],
} as const;

export const withStore = (command: Command): Command =>
  command
    .option(...storeFlags.json)
    .option(...storeFlags.data)
    .option(...storeFlags.now)
    .option(...storeFlags.config)
    .option(...storeFlags.stack);

export const subcommand = (command: Command, name: string, says: string): Command => withStore(command.command(name).description(says));

export const collectOption = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

type InstanceChoices = {
  readonly replay?: readonly string[];
  readonly maxPages?: number;
  readonly threads?: number;
  readonly note?: (note: RunNote) => void;
  readonly baseUrl?: string;
  /** The command is of use in an empty store; any other says that it looks into one, which a mistyped folder is. */
  readonly fills?: boolean;
};

async function tellEmpty(folder: string, { documents }: Context): Promise<void> {
  if ((await documents.allIds(undefined, 1)).length > 0) return;
  console.error(`${folder} holds no document yet: "hongtou run" or "hongtou start" collects, --data names another folder`);
}

export const tellNoTranslation = ({ service, detail }: MachineTrouble): void =>
  console.error(`no translation from ${service}: ${detail}; the glossary is used`);

const choicesOf = ({ now, config }: StoreOptions, { fills: _fills, ...more }: InstanceChoices) => ({
  ...opt({ now, config }),
  machineTrouble: tellNoTranslation,
  ...more,
});

export async function withInstance<T>(options: StoreOptions, more: InstanceChoices, work: (instance: Instance) => Promise<T>): Promise<T> {
  // What opens an instance is half of the program: a wrong option and `--help` are answered without it.
  if (options.stack !== undefined) return (await import('./deployed.ts')).openDeployed(options.stack, choicesOf(options, more), work);
  const { openClock, openContext, openSqliteStore, openSmtp, fileSecrets, lookOver, lookOverDaily, renewOldIndex, upgradeStore } =
    await import('./opening.ts');
  const store = openSqliteStore(options.data, openClock(options.now));
  const damaged = new Map<string, SetAside>();
  try {
    const context = await openContext(store, {
      ...choicesOf(options, more),
      damaged: (aside) => damaged.set(aside.key, aside),
      cacheDir: `${options.data}/cache`,
      secrets: fileSecrets(`${options.data}/secrets`),
      carrier: openSmtp,
    });
    try {
      if (await upgradeStore(context)) console.error('data of an earlier version was upgraded');
      if (await renewOldIndex(context)) console.error('the search index of an earlier version was made anew');
      if (!more.fills) await tellEmpty(options.data, context);
      return await work({
        context,
        drain: async (queue, handler, concurrency, signal) => {
          const log = (line: string): void => console.error(line);
          await store.work(queue, handler, { batchSize: 10, concurrency, untilEmpty: true, log, ...opt('signal', signal) });
        },
        deployed: false,
        async check() {
          store.check();
          await lookOver(store, context);
        },
        checkDaily: () => lookOverDaily(store, context),
      });
    } finally {
      await context.reader.close();
    }
  } finally {
    store.close();
    tellDamage([...damaged.values()]);
  }
}

export const onInstance = <Options extends StoreOptions, Typed extends readonly unknown[]>(
  command: Command,
  work: (instance: Instance, options: Options, ...typed: Typed) => unknown,
  choices: InstanceChoices = {},
): Command =>
  command.action((...given) => {
    const options = command.opts<Options>();
    return withInstance(
      options,
      choices,
      async (instance) => void (await work(instance, options, ...(given.slice(0, -2) as readonly unknown[] as Typed))),
    );
  });

function tellDamage(damaged: readonly SetAside[]): void {
  for (const { title, detail } of damaged) console.error(`set aside: ${title === undefined ? '' : `${title.slice(0, 80)}: `}${detail}`);
  if (damaged.length === 0) return;
  console.error('"hongtou rebuild" mends what can be mended; "hongtou alarms" names what is set aside');
  process.exitCode ||= 3;
}

export function wholeNumber(option: string, least: number, most = Number.MAX_SAFE_INTEGER): (value: string) => number {
  const wanted = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > most || value.trim() === '')
      throw new UsageError(`${option}: "${value}" is no whole number ${wanted}`);
    return number;
  };
}

export const portNumber = wholeNumber('--port', 0, 65_535);
