import { type Command, Option } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { opt } from '../../shared/model/values.ts';
import { fileSecrets } from '../../shared/net/webhooks.ts';
import { upgradeStore } from '../../shared/pipeline/keep/rebuild.ts';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';
import { openClock } from '../clock.ts';
import { serve } from '../http.ts';
import { startWork } from '../laptop.ts';
import { type Level, levels, openLocalLog, secretFiles } from '../local-log.ts';
import { openContext } from '../open.ts';
import { serveWith } from '../serve.ts';
import { toldError } from '../told-error.ts';
import { collectOption, wholeNumber } from './instance.ts';

type Options = {
  readonly port: number;
  readonly data: string;
  readonly now?: string;
  readonly config?: string;
  readonly replay?: readonly string[];
  readonly json?: boolean;
  readonly level: Level;
};

const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

/** What a user can do about a port that is not available; any other error is thrown again. */
export const noPort = (port: number, error: unknown): unknown =>
  error instanceof Error && 'code' in error
    ? new InputError(`--port: 127.0.0.1:${port} cannot be opened (${String(error.code)}); name a free port, as --port 4181`, {
        usage: true,
      })
    : error;

/** The local instance until Ctrl-C: queues and schedules, and the pages on 127.0.0.1. */
export async function start(options: Options): Promise<void> {
  const store = openSqliteStore(options.data, openClock(options.now));
  const baseUrl = `http://127.0.0.1:${options.port}`;
  const context = await openContext(store, {
    baseUrl,
    cacheDir: `${options.data}/cache`,
    webhookSecrets: fileSecrets(`${options.data}/secrets`),
    machineTrouble: ({ service, detail }) => log('warning', 'translation', `none from ${service}: ${detail}; the glossary is used`),
    ...opt('now', options.now),
    ...opt('config', options.config),
    ...(options.replay ? { replay: options.replay } : {}),
  });
  const log = openLocalLog({ level: options.level, json: options.json === true, secrets: secretFiles(`${options.data}/secrets`) });
  if (await upgradeStore(context)) log('info', 'upgrade', 'data of an earlier version was upgraded');
  const server = await serveWith(context, true, (error, request) => log('error', 'page', toldError(error), { request }))
    .then((handler) => serve({ port: options.port, handler, log: (line) => log('error', 'page', line) }))
    .catch(async (error: unknown) => {
      await context.reader.close();
      store.close();
      throw noPort(options.port, error);
    });
  const work = startWork(store, context, log);
  const words = `Hongtou is at ${server.url} and checks its sources on their schedules. Press Ctrl-C to stop; nothing is lost.`;
  log('info', 'start', words, { url: server.url });
  await stopped();
  log('info', 'stop', 'what is under way is ended first');
  await server.close();
  await work.stop();
  await context.reader.close();
  store.close();
}

export function define(command: Command): void {
  command
    .option('--port <n>', 'port on 127.0.0.1', wholeNumber('--port', 0), 4180)
    .option('--json', 'one JSON object a line on standard output: time, level, event, message, fields')
    .addOption(new Option('--level <level>', 'the least that is told').choices(levels).default('info'))
    .option('--data <dir>', 'the local instance', './data')
    .option('--now <instant>', 'the only clock, as 2026-11-25T08:00:00+08:00')
    .option('--config <file>', 'configuration (default: hongtou.config.json where it exists)')
    .option('--replay <file>', 'answer every request from WARC files (repeatable)', collectOption)
    .action(start);
}
