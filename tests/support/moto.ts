import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { orEmpty } from '../../shared/model/values.ts';
import { account, region } from './emulated/plan.ts';

/** moto's server: an imitation of AWS by other people, with every service behind one address. Its state is in memory and ends with it. */
export type Moto = {
  readonly url: string;
  /** The one that Debian has, whose differences tests/infra/emulators.md lists. */
  readonly debian: boolean;
  /** Settings of the SDK's clients that lead to it. */
  readonly options: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  /** The same for a child process: nothing of a person's own settings of AWS is left. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

const name = 'moto_server';
const debian = '/usr/bin';
/** Debian's first, which CI installs, then whatever the person has. */
const command = (): string | undefined =>
  [debian, ...orEmpty(process.env['PATH']).split(delimiter)].map((folder) => join(folder, name)).find((path) => existsSync(path));

/** Why tests with moto are left out here; undefined where it can be started, and where CI runs: there they fail. Printed, so that nobody takes them for passed. */
export function motoMissing(): string | undefined {
  if (command() !== undefined || process.env['CI']) return undefined;
  const why = `${name} is not here: apt-get install python3-moto python3-flask-cors python3-openapi-spec-validator python3-docker python3-yaml`;
  console.warn(`left out: ${why}`);
  return why;
}

/** Starts moto on a free port of the loopback; it ends with `close`, or with this process. Throws where it is not installed. */
export async function startMoto(): Promise<Moto> {
  const path = command();
  if (path === undefined) throw new Error(`${name} is not installed`);
  const child = spawn(path, ['-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The account of the emulators, so that the names of the interpreter fit (tests/support/emulated/plan.ts).
    env: { PATH: orEmpty(process.env['PATH']), HOME: orEmpty(process.env['HOME']), PYTHONUNBUFFERED: '1', MOTO_ACCOUNT_ID: account },
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const url = await address(child);
  const credentials = { accessKeyId: 'moto', secretAccessKey: 'moto' };
  return {
    url,
    debian: path === join(debian, name),
    options: { endpoint: url, region, credentials, maxAttempts: 1 },
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: '',
      AWS_PROFILE: '',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
    },
    close: async () => {
      process.removeListener('exit', end);
      if (child.exitCode !== null || child.signalCode !== null) return;
      end();
      await once(child, 'exit');
    },
  };
}

/** It says where it listens among its warnings, and then each request, which nobody reads. */
async function address({ stdout, stderr }: ChildProcess): Promise<string> {
  const said: string[] = [];
  const found = Promise.withResolvers<string>();
  let open = 2;
  for (const stream of [stdout, stderr]) {
    if (!stream) continue;
    createInterface(stream)
      .on('line', (line) => {
        if (said.length < 50) said.push(line);
        const [url] = /http:\/\/127\.0\.0\.1:\d{1,5}/.exec(line) ?? [];
        if (url) found.resolve(url);
      })
      .on('close', () => {
        open -= 1;
        if (open === 0) found.reject(new Error(`${name} ended: ${said.join('\n')}`));
      });
  }
  return found.promise;
}
