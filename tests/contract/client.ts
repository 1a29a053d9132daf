import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packed } from '../support/packed.ts';

/** What a stranger has: the program, its page of promises, and a way to ask over HTTP. Nothing here knows how the program is made. */
const project = fileURLToPath(new URL('../..', import.meta.url));
export const sample = (file: string): string => join(project, 'samples', file);
const promised = readFileSync(join(project, 'docs/contract.md'), 'utf8');
export const configurationSchema = JSON.parse(readFileSync(join(project, 'hongtou.config.schema.json'), 'utf8'));

/** The section of the page under a heading, up to the next of its rank. */
export function section(heading: string): string {
  const rank = heading.split(' ', 1).join('');
  const [, rest = ''] = promised.split(`\n${heading}`);
  return rest.split(new RegExp(`\\n${rank} `))[0] ?? '';
}

/** Cells of the first column of a section's tables. */
export const firstCells = (text: string): readonly string[] =>
  [...text.matchAll(/^\| (`.+?) \| /gm)].map(([, cell = '']) => cell.replaceAll('\\|', '|'));
export const spans = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);

export type Said = { readonly status: number | null; readonly out: string; readonly err: string };

/** Unpacks the package into a folder, as it is published: `hongtou` below is that one. */
export async function install(place: string): Promise<void> {
  execFileSync('tar', ['xzf', await packed(place), '-C', place]);
}

const launcherOf = (place: string): string => join(place, 'package/functions/hongtou.js');

/** Nothing of this process's environment. */
const environmentOf = (place: string) => ({
  PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
  HOME: place,
  AWS_EC2_METADATA_DISABLED: 'true',
  NO_COLOR: '1',
});

/** Starts the program of a folder in it. */
function begin(place: string, args: readonly string[]) {
  const child = spawn(process.execPath, [launcherOf(place), ...args], { cwd: place, env: environmentOf(place) });
  const said = { status: null as number | null, out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const ended = once(child, 'close').then(([status]): Said => Object.assign(said, { status: status as number | null }));
  return { child, said, ended };
}

/** So many at a time: a small machine has two processors. */
const atATime = 2;

/** Takes one of some things for as long as some work needs it. */
function poolOf<Thing extends object | number>(free: Thing[]) {
  const waiting: ((thing: Thing) => void)[] = [];
  return async <Result>(work: (thing: Thing) => Promise<Result>): Promise<Result> => {
    const thing = free.pop() ?? (await new Promise<Thing>((taken) => waiting.push(taken)));
    try {
      return await work(thing);
    } finally {
      const next = waiting.shift();
      if (next) next(thing);
      else free.push(thing);
    }
  };
}

/** What calls the program's launcher again and again in one process, and tells what it said each time. */
const caller = `
const [launcher] = process.argv.splice(2);
for (const each of [process, process.stdout, process.stderr]) each.setMaxListeners(0);
let calls = 0;
process.on('message', async (args) => {
  const said = { out: '', err: '' };
  process.stdout.write = (chunk) => Boolean((said.out += String(chunk)));
  process.stderr.write = (chunk) => Boolean((said.err += String(chunk)));
  process.argv.splice(2, Infinity, ...args);
  process.exitCode = 0;
  await import(launcher + '?' + calls++);
  process.send({ status: process.exitCode, ...said });
});
`;

export type Program = {
  /** A process of its own for a call, as from a shell. */
  alone(args: readonly string[], input?: string): Promise<Said>;
  /** The same without input, in a process that has done other calls before. */
  said(args: readonly string[]): Promise<Said>;
  close(): void;
};

/** A process that has done other calls before: most of a call's time goes into its start. */
function openCaller(place: string) {
  const file = join(place, 'caller.mjs');
  writeFileSync(file, caller);
  const child = spawn(process.execPath, [file, launcherOf(place)], {
    cwd: place,
    env: environmentOf(place),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([status]) => status as number | null);
  return {
    async call(args: readonly string[]): Promise<Said> {
      child.send(args);
      const said = await Promise.race([once(child, 'message'), ended]);
      if (!Array.isArray(said)) throw new Error(`${args.join(' ')} ended its process with ${said}`);
      return said[0];
    },
    close(): void {
      if (child.connected) child.disconnect();
    },
  };
}

/** The program of a folder, called in it. */
export function programOf(place: string): Program {
  const callers = Array.from({ length: atATime }, () => openCaller(place));
  const inTurn = poolOf(callers.map((_, n) => n));
  const withCaller = poolOf([...callers]);
  return {
    alone: (args, input = '') =>
      inTurn(() => {
        const { child, ended } = begin(place, args);
        child.stdin.end(input);
        return ended;
      }),
    said: (args) => withCaller((each) => each.call(args)),
    close: () => callers.forEach((each) => void each.close()),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  return port;
}

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string; readonly json: unknown };
type Asked = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
export type Served = { ask(path: string, asked?: Asked): Promise<Answer>; stop(): Promise<Said> };

function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = /[/+]json(?:;|$)/.test(response.headers['content-type'] ?? '');
        resolve({
          ...{ status: response.statusCode ?? 0, headers: response.headers, body: text },
          json: isJson && text !== '' ? JSON.parse(text) : undefined,
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The local instance, as `start` serves it; `ask` goes to loopback whatever name the instance has. At most 20 requests a second are answered. */
export async function serve(place: string, args: readonly string[]): Promise<Served> {
  const port = await freePort();
  const { child, said, ended } = begin(place, ['start', '--port', String(port), ...args]);
  while (!said.err.includes('Hongtou is at')) {
    const over = await Promise.race([ended, once(child.stderr, 'data')]);
    if ('status' in over) throw new Error(`start ended with ${over.status}: ${over.err}`);
  }
  const patient = async (path: string, asked?: Asked): Promise<Answer> => {
    const answer = await ask(port, path, asked);
    if (answer.status !== 429) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers['retry-after'])));
    return patient(path, asked);
  };
  return {
    ask: patient,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
