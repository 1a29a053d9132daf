import type { Command } from 'commander';
import { diskAdvice, InputError, isDiskFull } from '../../shared/model/errors.ts';
import { opt } from '../../shared/model/values.ts';
import { fileSecrets } from '../../shared/net/webhooks.ts';
import { upgradeStore } from '../../shared/pipeline/keep/rebuild.ts';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';
import { openClock } from '../clock.ts';
import { serve } from '../http.ts';
import { startWork } from '../laptop.ts';
import { openContext } from '../open.ts';
import { serveWith } from '../serve.ts';
import { collectOption, wholeNumber } from './instance.ts';

type Options = {
  readonly port: number;
  readonly data: string;
  readonly now?: string;
  readonly config?: string;
  readonly replay?: readonly string[];
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
  const log = (line: string): void => console.error(line);
  const store = openSqliteStore(options.data, openClock(options.now));
  const baseUrl = `http://127.0.0.1:${options.port}`;
  const context = await openContext(store, {
    baseUrl,
    cacheDir: `${options.data}/cache`,
    webhookSecrets: fileSecrets(`${options.data}/secrets`),
    ...opt('now', options.now),
    ...opt('config', options.config),
    ...(options.replay ? { replay: options.replay } : {}),
  });
  if (await upgradeStore(context)) log('data of an earlier version was upgraded');
  const server = await serveWith(context, true, (error) => console.error(isDiskFull(error) ? diskAdvice : error))
    .then((handler) => serve({ port: options.port, handler, log }))
    .catch(async (error: unknown) => {
      await context.reader.close();
      store.close();
      throw noPort(options.port, error);
    });
  const work = startWork(store, context, log);
  console.error(`Hongtou is at ${server.url} and checks its sources on their schedules. Press Ctrl-C to stop; nothing is lost.`);
  await stopped();
  await server.close();
  await work.stop();
  await context.reader.close();
  store.close();
}

export function define(command: Command): void {
  command
    .option('--port <n>', 'port on 127.0.0.1', wholeNumber('--port', 0), 4180)
    .option('--data <dir>', 'the local instance', './data')
    .option('--now <instant>', 'the only clock, as 2026-11-25T08:00:00+08:00')
    .option('--config <file>', 'configuration (default: hongtou.config.json where it exists)')
    .option('--replay <file>', 'answer every request from WARC files (repeatable)', collectOption)
    .action(start);
}
