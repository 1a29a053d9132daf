import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bare, packed } from '../support/packed.ts';
import { stopwatch } from '../support/stopwatch.ts';

/**
 * No Docker runs where the tests do: the steps of the Dockerfile's last image are played in a bare tree of its own (Node and the libraries
 * it names), as the image's user, with nothing to write to but the volume. Publishing it was not tried.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const steps =
  readFileSync(join(root, 'Dockerfile'), 'utf8')
    .split(/^FROM .*$/m)
    .at(-1) ?? '';
const step = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(steps)?.[1] ?? '';
const words = (name: string): readonly string[] => JSON.parse(/\[.*\]/.exec(step(name))?.[0] ?? '[]');
/** Mounts and another user take it; CI is root. */
const isRoot = process.getuid?.() === 0;
const user = step('USER').split(':')[0] ?? '';
const tree = mkdtempSync(join(tmpdir(), 'hongtou-image-'));
const data = join(tree, 'data');

/** Node, and the libraries that the system's loader finds for it. */
function putNode(): void {
  chmodSync(tree, 0o755);
  const node = process.execPath;
  const libraries = execFileSync('ldd', [node], { encoding: 'utf8' }).match(/\/\S+(?= \()/g) ?? [];
  for (const file of libraries) {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    copyFileSync(file, join(tree, file));
  }
  mkdirSync(join(tree, 'usr/local/bin'), { recursive: true });
  copyFileSync(node, join(tree, 'usr/local/bin/node'));
  mkdirSync(join(tree, 'usr/bin'), { recursive: true });
  cpSync('/usr/bin/env', join(tree, 'usr/bin/env'), { dereference: true });
}

/** What the step RUN does: the package alone is installed, without the network; the volume belongs to the image's user. */
async function putPackage(): Promise<void> {
  const packing = mkdtempSync(join(tmpdir(), 'hongtou-pack-'));
  const tarball = await packed(packing);
  const install = /npm (install .*?) \/hongtou\.tgz/.exec(step('RUN'))?.[1]?.split(' ') ?? [];
  execFileSync('npm', [...install, '--prefix', join(tree, 'usr/local'), tarball], { cwd: packing, stdio: 'ignore', env: bare });
  rmSync(packing, { recursive: true });
  const [, mode = ''] = /install -d -m (\d+) -o \d+ -g \d+ \/data/.exec(step('RUN')) ?? [];
  mkdirSync(data);
  chmodSync(data, Number.parseInt(mode, 8));
  execFileSync('chown', [`${user}:${user}`, data]);
}

/** Starts a command in the tree as `docker run --read-only` does: as the image's user, where only the volume can be written to. */
function play(command: readonly string[], capture = false): ChildProcess {
  const mounts = `mount --bind ${tree} ${tree} && mount --bind ${data} ${data} && mount -o remount,bind,ro ${tree}`;
  const environment = step('ENV').split(' ');
  const inside = `exec /usr/sbin/chroot --userspec=${user}:${user} ${tree} /usr/bin/env -i PATH=/usr/local/bin:/usr/bin ${environment.join(' ')} "$@"`;
  return spawn('unshare', ['--mount', 'sh', '-c', `${mounts} && ${inside}`, 'sh', ...command], {
    stdio: ['ignore', capture ? 'pipe' : 'ignore', 'pipe'],
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function outcome(child: ChildProcess): Promise<{ readonly status: number; readonly said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
  const [status] = (await once(child, 'close')) as [number];
  return { status, said };
}

const hongtou = async (...args: readonly string[]) => outcome(play([...words('ENTRYPOINT'), ...args], true));

/** No list that is asked: the address guard refuses it. */
const source = {
  id: 'office',
  publisher: 'office',
  names: { zh: '某办公室', en: 'Office' },
  level: 'L4',
  kind: 'official',
  every: 'week',
  listing: { format: 'dated-links', url: 'http://127.0.0.1/list.html' },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'invented' },
};

let port: number;
let instance: ChildProcess;
let ended: Promise<unknown[]>;
let log = '';
beforeAll(async () => {
  if (!isRoot) return;
  putNode();
  await putPackage();
  port = await freePort();
  const server = { listen: `127.0.0.1:${port}`, baseUrl: 'http://hongtou.example' };
  writeFileSync(
    join(tree, 'hongtou.config.json'),
    JSON.stringify({ server, sources: { only: [source.id], extra: [source] }, signUp: 'invited' }),
  );
  instance = play([...words('ENTRYPOINT'), ...words('CMD').filter((word) => word === 'start')], true);
  ended = once(instance, 'close');
  for (const stream of [instance.stdout, instance.stderr])
    stream?.on('data', (chunk) => {
      log += String(chunk);
    });
  while (instance.exitCode === null && !log.includes('Hongtou is at')) await sleep(100);
});
afterAll(() => {
  instance?.kill('SIGKILL');
  rmSync(tree, { recursive: true, force: true });
});

test.runIf(isRoot)('the image has the package and Node alone, in less than 250 MB', () => {
  const sum = readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = Number(execFileSync('du', ['-sb', join(tree, 'usr')], { encoding: 'utf8' }).split('\t')[0]);
  expect(sum.length).toBeGreaterThan(100);
  expect(bytes / 1e6).toBeLessThan(250);
  expect(readdirSync(join(tree, 'usr/local/lib/node_modules'))).toEqual(['hongtou']);
  expect(existsSync(join(tree, 'usr/local/lib/node_modules/hongtou/node_modules'))).toBe(false);
});

test.runIf(isRoot)('it starts as a user without rights on a tree that it cannot write to, and its health check is content', async () => {
  expect(log).toContain('Hongtou is at');
  const check = words('HEALTHCHECK').map((word) => word.replace('4180', String(port)));
  expect(await outcome(play(check, true))).toEqual({ status: 0, said: '' });
  const touched = await outcome(play(['node', '-e', "require('node:fs').writeFileSync('/usr/x', '')"], true));
  expect(touched.said).toContain('EROFS');
});

test.runIf(isRoot)('nothing is shown without a token; the first one lies in the volume, and signs in', async () => {
  const ask = async (headers: Readonly<Record<string, string>>): Promise<number | undefined> => {
    const [answer] = await once(
      get(`http://127.0.0.1:${port}/api/v1/documents`, { headers: { host: 'hongtou.example', ...headers } }),
      'response',
    );
    return answer.resume().statusCode;
  };
  expect(await ask({})).toBe(401);
  const token = readFileSync(join(data, 'secrets/first-token'), 'utf8').trim();
  expect(log).not.toContain(token);
  expect(await ask({ authorization: `Bearer ${token}` })).toBe(200);
});

test.runIf(isRoot)('commands work beside it: a reader, and a digest for him', async () => {
  expect((await hongtou('subscribers', 'add', 'reader@example.org')).status).toBe(0);
  expect((await hongtou('subscribers', 'confirm', 'reader@example.org')).status).toBe(0);
  const { status, said } = await hongtou('digest', '--to', 'reader@example.org');
  expect({ status, said }).toMatchObject({ status: 0 });
  expect(readdirSync(join(data, 'mail')).length).toBeGreaterThan(0);
});

test.runIf(isRoot)('it ends within ten seconds when it is told to', async () => {
  const tooLate = stopwatch(10);
  instance.kill('SIGTERM');
  expect(await Promise.race([ended, tooLate])).toEqual([0, null]);
});
