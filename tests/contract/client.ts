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

/** Starts the program of a folder in it, without anything of this process's environment. */
function begin(place: string, args: readonly string[], launcher = launcherOf(place)) {
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: place, AWS_EC2_METADATA_DISABLED: 'true', NO_COLOR: '1' };
  const child = spawn(process.execPath, [launcher, ...args], { cwd: place, env });
  const said = { status: null as number | null, out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const ended = once(child, 'close').then(([status]): Said => Object.assign(said, { status: status as number | null }));
  return { child, said, ended };
}

/** So many processes at a time: a small machine has two processors. */
let free = 3;
const waiting: (() => void)[] = [];

async function turn(work: () => Promise<Said>): Promise<Said> {
  if (free > 0) free -= 1;
  else await new Promise<void>((done) => waiting.push(done));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

export const hongtou = (place: string, args: readonly string[], input = ''): Promise<Said> =>
  turn(() => {
    const { child, ended } = begin(place, args);
    child.stdin.end(input);
    return ended;
  });

/** What calls the program's launcher again and again in one process, and prints what it said each time as a line of JSON. */
const caller = `
const print = process.stdout.write.bind(process.stdout);
const [launcher, ...calls] = process.argv.splice(2);
for (const each of [process, process.stdout, process.stderr]) each.setMaxListeners(0);
for (const [n, call] of calls.entries()) {
  const said = { status: 0, out: '', err: '' };
  process.stdout.write = (chunk) => Boolean((said.out += String(chunk)));
  process.stderr.write = (chunk) => Boolean((said.err += String(chunk)));
  process.argv.splice(2, Infinity, ...JSON.parse(call));
  process.exitCode = 0;
  await import(launcher + '?' + n);
  print(JSON.stringify({ ...said, status: process.exitCode }) + '\\n');
}
process.exitCode = 0;
`;

/** What the program says to each of some calls that only ask: a process for all of them, since most of its time goes into starting it. */
export async function together(place: string, calls: readonly (readonly string[])[]): Promise<readonly Said[]> {
  const file = join(place, 'caller.mjs');
  writeFileSync(file, caller);
  const { out } = await turn(() => begin(place, [launcherOf(place), ...calls.map((call) => JSON.stringify(call))], file).ended);
  const lines = out.trim().split('\n');
  if (lines.length !== calls.length) throw new Error(`${calls.length} calls, ${lines.length} answers: ${lines.at(-1)}`);
  return lines.map((line) => JSON.parse(line));
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
