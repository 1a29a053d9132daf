import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a stranger has: the program, its page of promises, and a way to ask over HTTP. Nothing here knows how the program is made. */
const project = fileURLToPath(new URL('../..', import.meta.url));
const launcher = join(project, 'functions/hongtou.js');
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

/** Starts the program in a folder, without anything of this process's environment. */
function begin(place: string, args: readonly string[]) {
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: place, AWS_EC2_METADATA_DISABLED: 'true', NO_COLOR: '1' };
  const child = spawn(process.execPath, [launcher, ...args], { cwd: place, env });
  const said = { status: null as number | null, out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const ended = once(child, 'close').then(([status]): Said => Object.assign(said, { status: status as number | null }));
  return { child, said, ended };
}

export function hongtou(place: string, args: readonly string[], input = ''): Promise<Said> {
  const { child, ended } = begin(place, args);
  child.stdin.end(input);
  return ended;
}

/** Works on all, three at a time. */
export async function abreast<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all([worker(), worker(), worker()]);
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
