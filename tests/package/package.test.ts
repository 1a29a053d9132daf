import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { succeeded } from '../../bench/child.ts';
import { opt } from '../../shared/model/values.ts';
import { openCloud } from '../support/cloud.ts';
import { packed } from '../support/packed.ts';
import { article, type Notice, notices } from '../support/pages.ts';

/** The package as somebody has it who has Node and nothing else: packed, installed into an empty folder without a network, far from the clone's node_modules. */
const clone = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'hongtou-package-'));
const work = join(place, 'work');
const installed = join(place, 'lib/node_modules/hongtou');
const sample = (file: string): string => join(installed, 'samples', file);
const ownPath = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);

type Said = { readonly status: number | null; readonly out: string; readonly err: string };
type Running = { readonly input?: string; readonly environment?: Readonly<Record<string, string>>; readonly cwd?: string };

/** Nothing of this process's environment comes along: npm has set a hundred variables in it. */
function begin(program: string, args: readonly string[], { environment, cwd = work }: Running = {}) {
  const env = { PATH: ownPath, HOME: place, AWS_EC2_METADATA_DISABLED: 'true', NO_COLOR: '1', ...environment };
  const child = spawn(program, args, { cwd, env });
  const said = { status: null as number | null, out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const ended = once(child, 'close').then(([status]): Said => Object.assign(said, { status: status as number | null }));
  return { child, said, ended };
}

async function run(program: string, args: readonly string[], options: Running = {}): Promise<Said> {
  const { child, ended } = begin(program, args, options);
  child.stdin.end(options.input ?? '');
  return ended;
}
const hongtou = (args: readonly string[], options?: Running): Promise<Said> => run(join(place, 'bin/hongtou'), args, options);

let tarball: string;
beforeAll(async () => {
  mkdirSync(work);
  tarball = await packed(place);
  expect(await run('npm', ['install', '--global', '--offline', '--prefix', place, tarball])).toMatchObject({ status: 0 });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

test('it is small, depends on nothing, and holds data and licences, no sources and no tests', () => {
  const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
  expect(statSync(tarball).size).toBeLessThanOrEqual(18e6);
  expect(sizes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(90e6);
  expect(files.filter(({ name }) => /\.(?:ts|map)$|test/.test(name)).map(({ name }) => name)).toEqual([]);
  const {
    dependencies,
    private: kept,
    exports,
    engines,
    publishConfig,
  } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect({ dependencies, kept, engines, publishConfig }).toEqual({
    engines: { node: '>=24' },
    publishConfig: { access: 'public', provenance: true },
  });
  for (const file of Object.values<string>(exports)) expect(statSync(join(installed, file)).isFile()).toBe(true);
  const licences = readFileSync(join(installed, 'dist/LICENCES.md'), 'utf8');
  for (const held of ['pdfjs-dist', '@aws-sdk/client-s3', 'nodemailer', 'CC-CEDICT', 'Apache License', 'Adobe'])
    expect(licences).toContain(held);
});

test('its first help takes at most half as much again of the processor as the clone takes', async () => {
  const spent: Record<'clone' | 'package', number[]> = { clone: [], package: [] };
  for (let turn = 0; turn < 4; turn += 1)
    for (const [side, home] of [
      ['clone', clone],
      ['package', installed],
    ] as const) {
      // Without what an earlier start has compiled.
      const env = { ...process.env, NODE_COMPILE_CACHE: mkdtempSync(join(place, 'compiled-')) };
      const { cpuMs } = await succeeded([process.execPath, join(home, 'functions/hongtou.js'), '--help'], { env });
      spent[side].push(cpuMs);
    }
  // Linux counts in ticks of ten milliseconds.
  expect(Math.min(...spent.package)).toBeLessThanOrEqual(1.5 * Math.min(...spent.clone) + 10);
});

const options = ['--data', 'data/demo', '--config', sample('hongtou.config.json'), '--now', '2026-11-23T09:00:00+08:00'];
const replay = ['--replay', sample('round4.warc.gz')];
const line = (value: object): string => `${JSON.stringify(value)}\n`;

type Use = { readonly args: readonly string[]; readonly input?: string; readonly says: RegExp };
/** What is said in words, of the bundle's own files. That each command does its work from the package, tests/contract tells. */
const uses: Readonly<Record<string, Use>> = {
  init: { args: ['init', '--yes', '--config', 'mine.json'], says: /npx hongtou run/ },
  completion: { args: ['completion', 'bash'], says: /complete -o default -F _hongtou hongtou/ },
  parse: { args: ['parse', 'page.html', '--url', 'https://www.example.gov.cn/1.html', '--json'], says: /国数资源〔2026〕951号/ },
  search: { args: ['search', '人工智能', ...options], says: /\d{4}-\d{2}-\d{2}/ },
  digest: { args: ['digest', '--week', '2026-W47', '--format', 'eml', ...options], says: /Content-Type: multipart/ },
  verify: { args: ['verify', ...options], says: /checked|documents/i },
  mcp: {
    args: ['mcp', ...options],
    input: line({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a', version: '1' } },
    }),
    says: /"serverInfo":{"name":"hongtou"/,
  },
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  return port;
};

describe('from the package', () => {
  test('the demo is played, and what is said in words is said', async () => {
    writeFileSync(join(work, 'page.html'), article(notices[0] as Notice));
    expect(await hongtou(['demo', '--once'])).toMatchObject({ status: 0, out: expect.stringContaining('7 of 8 sources OK') });
    for (const [name, { args, input, says }] of Object.entries(uses)) {
      const { status, out, err } = await hongtou(args, opt({ input }));
      expect([name, status, `${out}${err}`]).toEqual([name, 0, expect.stringMatching(says)]);
    }
  });

  test('start: pages, style and scripts are served, a signal ends it', async () => {
    const port = await freePort();
    const { child, said, ended } = begin(join(place, 'bin/hongtou'), ['start', '--port', String(port), ...replay, ...options]);
    while (!`${said.out}${said.err}`.includes(`127.0.0.1:${port}`))
      await Promise.race([ended, once(child.stdout, 'data'), once(child.stderr, 'data')]);
    const home = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    const loaded = [...home.matchAll(/(?:href|src)="(\/(?:hongtou\.css|scripts\/[a-z]+\.js)[^"]*)"/g)].map(([, path]) => path);
    expect(loaded.length).toBeGreaterThan(0);
    for (const path of loaded) expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).status).toBe(0);
  });
});

describe('deploy', () => {
  const dryRun = ['deploy', '--dry-run', '--email', 'me@example.org'];
  /** An npm that does what the shell lines say. */
  const withNpm = async (lines: string): Promise<Said> => {
    const bin = mkdtempSync(join(place, 'npm-'));
    writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    const cloud = await openCloud({ bootstrap: 33 });
    try {
      return await hongtou(dryRun, { environment: { ...cloud.environment, PATH: `${bin}${delimiter}${ownPath}` } });
    } finally {
      await cloud.close();
    }
  };

  test('the CDK that cannot be fetched is said, with the remedy, and nothing was made', async () => {
    const said = await withNpm('echo no network >&2; exit 1');
    expect(said.err).toMatch(/deploy works with the AWS CDK.*npm fetches it.*no network/s);
    expect(said.out).toMatch(/fail AWS CDK: it could not be fetched.*registry.*nothing was made/s);
    expect(said.status).toBe(1);
  });

  test('with it the template is made of the code that the package brings', async () => {
    const said = await withNpm(`ln -s ${join(clone, 'node_modules')} node_modules`);
    expect(said.out).toMatch(/ok {3}template: \d+ resources/);
    expect(said.status).toBe(0);
    const [version = ''] = readdirSync(join(place, '.cache/hongtou'));
    const code = join(place, '.cache/hongtou', version, 'cdk.out/code');
    expect(readdirSync(join(code, 'collect'))).toEqual(expect.arrayContaining(['index.mjs', 'reader.mjs', 'cmaps', 'settings.json']));
    const named = await run('npm', ['ls', '--all', '--package-lock-only'], { cwd: join(installed, 'dist/deploy') });
    expect(named).toMatchObject({ status: 0, out: expect.stringContaining('cdk-nag@') });
    expect(readFileSync(join(installed, 'dist/deploy/package-lock.json'), 'utf8')).toContain('"integrity": "sha512-');
  });
});
