import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { opt } from '../../shared/model/values.ts';
import { fileSecrets } from '../../shared/net/secret-files.ts';
import { openSmtp } from '../../shared/net/smtp.ts';
import { upgradeStore } from '../../shared/pipeline/keep/rebuild.ts';
import { hasExpired, issueToken } from '../../shared/pipeline/read/reader-links.ts';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';
import { openClock } from '../clock.ts';
import { serve } from '../http.ts';
import { startWork } from '../laptop.ts';
import { type Level, type LocalLog, levels, openLocalLog, secretFiles } from '../local-log.ts';
import { openContext } from '../open.ts';
import { reachOf } from '../reach.ts';
import { openLocalApp } from '../serve.ts';
import { toldError } from '../told-error.ts';
import { collectOption, portNumber, storeFlags } from './instance.ts';
import { interruption } from './interruption.ts';

type Options = {
  readonly port?: number;
  readonly listen?: string;
  readonly baseUrl?: string;
  readonly data: string;
  readonly now?: string;
  readonly config?: string;
  readonly replay?: readonly string[];
  readonly json?: boolean;
  readonly level: Level;
};

/** How long what is under way may take after a signal: what stops a service kills it after ten seconds. */
const graceMs = 8_500;

export const noPort = (port: number, error: unknown, address = '127.0.0.1'): unknown =>
  error instanceof Error && 'code' in error
    ? new UsageError(`--port: ${address}:${port} cannot be opened (${String(error.code)}); name a free port, as --port 4181`)
    : error;

/** Where nobody has a token that is good and one is needed, makes the owner's. The log has the name of its file alone. */
async function firstToken(context: Context, data: string, log: LocalLog): Promise<void> {
  if ((await context.tokens.list()).some((token) => !hasExpired(token, context.now()))) return;
  const file = join(data, 'secrets', 'first-token');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  rmSync(file, { force: true });
  const write = (token: string): void => writeFileSync(file, `${token}\n`, { flag: 'wx', mode: 0o600 });
  await issueToken({ name: 'owner', scope: 'edit' }, context, write);
  log('warning', 'token', `there was no token: one for its owner is in ${file}; sign in with it at ${context.baseUrl}/signin`);
}

export async function start({ listen, baseUrl, ...options }: Options): Promise<void> {
  const store = openSqliteStore(options.data, openClock(options.now));
  const opened = await openContext(store, {
    server: opt({ listen, baseUrl }),
    // A second thread would read on behind a page that takes long, and holds 75 MB.
    ...{ cacheDir: `${options.data}/cache`, threads: 1 },
    secrets: fileSecrets(`${options.data}/secrets`),
    machineTrouble: ({ service, detail }) => log('warning', 'translation', `none from ${service}: ${detail}; the glossary is used`),
    carrier: openSmtp,
    ...opt({ now: options.now, config: options.config }),
    ...(options.replay ? { replay: options.replay } : {}),
  });
  const secrets = secretFiles(
    `${options.data}/secrets`,
    opened.settings.mail?.smtp.login?.passwordFile,
    opened.settings.translator?.keyFile,
  );
  const log = openLocalLog({ level: options.level, json: options.json === true, secrets });
  const { server: at } = opened.settings;
  const port = options.port ?? at.port ?? 4180;
  const { url } = reachOf(at, port);
  const context = { ...opened, baseUrl: url };
  if (await upgradeStore(context)) log('info', 'upgrade', 'data of an earlier version was upgraded');
  if (at.beyond) await firstToken(context, options.data, log);
  if (at.beyond && url.startsWith('http:'))
    log('warning', 'start', 'pages are read by plain http, and tokens with them; a reverse proxy can speak https');
  const ending = interruption((line) => log('info', 'stop', line));
  const serving = { needsToken: at.beyond, https: url.startsWith('https:') };
  const server = await openLocalApp(context, serving, (error, request) => log('error', 'page', toldError(error), { request }))
    .then((handler) =>
      serve({ port, handler, log: (line) => log('error', 'page', line), server: at, open: at.beyond && opened.settings.public }),
    )
    .catch(async (error: unknown) => {
      await context.reader.close();
      store.close();
      throw noPort(port, error, at.address);
    });
  const work = startWork(store, context, log);
  const words = `Hongtou is at ${server.url} and checks its sources on their schedules. Press Ctrl-C to stop; nothing is lost.`;
  log('info', 'start', words, { url: server.url });
  if (!ending.aborted) await once(ending, 'abort');
  const late = setTimeout(() => {
    log('warning', 'stop', 'what is still under way comes again at the next start');
    store.close();
    process.exit(0);
  }, graceMs);
  await Promise.all([server.close(graceMs - 1000), work.stop()]);
  clearTimeout(late);
  await context.reader.close();
  store.close();
}

export function define(command: Command): void {
  command
    .option('--port <n>', 'port of the pages (default: 4180)', portNumber)
    .option(
      '--listen <address>',
      'address to listen at, with or without a port (default: 127.0.0.1); beyond this machine a token is needed',
    )
    .option('--base-url <url>', 'where others reach the pages, as https://hongtou.example.org')
    .option('--json', 'one JSON object a line on standard output: time, level, event, message, fields')
    .addOption(new Option('--level <level>', 'the least that is told').choices(levels).default('info'))
    .option(...storeFlags.data)
    .option(...storeFlags.now)
    .option(...storeFlags.config)
    .option('--replay <file>', 'answer every request from WARC files (repeatable)', collectOption)
    .action(start);
}
