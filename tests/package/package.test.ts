import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { succeeded } from '../../bench/child.ts';
import { commands } from '../../functions/cli/commands.ts';
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
const aboutPower = { id: 'a', title: '关于促进人工智能和算力产业发展的通知', text: '依据《数据条例》，本通知自2026年12月1日起施行。' };

type Use = { readonly args: readonly string[]; readonly input?: string; readonly status?: number; readonly says: RegExp };
const stored = (args: readonly string[], says: RegExp, more: Partial<Use> = {}): Use => ({ args: [...args, ...options], says, ...more });

/** What needs no store, or AWS, which is not there. */
const alone: Readonly<Record<string, Use>> = {
  init: { args: ['init', '--yes', '--config', 'mine.json'], says: /npx hongtou run/ },
  completion: { args: ['completion', 'bash'], says: /complete -o default -F _hongtou hongtou/ },
  parse: { args: ['parse', 'page.html', '--url', 'https://www.example.gov.cn/1.html', '--json'], says: /国数资源〔2026〕951号/ },
  classify: { args: ['classify'], input: line(aboutPower), says: /"relevant":true.*"regulation"/ },
  dates: { args: ['dates'], input: '2026年11月3日\n', says: /"value":"2026-11-03"/ },
  numbers: { args: ['numbers'], input: '国发〔2026〕1号\n', says: /"canonical":"国发〔2026〕1号"/ },
  extract: { args: ['extract'], input: line(aboutPower), says: /2026-12-01/ },
  titles: { args: ['titles'], input: '关于促进人工智能产业发展的通知\n', says: /Development of the AI Industry/ },
  eval: { args: ['eval', 'gold.tsv'], says: /precision/i },
  deploy: { args: ['deploy', '--dry-run', '--email', 'a@example.org'], status: 1, says: /fail region/ },
  collect: { args: ['collect', '--stack', 'Hongtou'], status: 1, says: /region/i },
  destroy: { args: ['destroy'], status: 1, says: /region/i },
};

/** What works on the store that the demo has left, in this order. */
const withStore: Readonly<Record<string, Use>> = {
  run: stored(['run', ...replay], /ok +demo-library +3/, { status: 3 }),
  sources: stored(['sources', 'list'], /demo-library/),
  add: stored(['add', 'https://library.sample.example/none.html', ...replay], /unreachable|no answer/, { status: 1 }),
  backfill: stored(['backfill', '--since', '2026-10', '--plan'], /pages/),
  search: stored(['search', '人工智能'], /\d{4}-\d{2}-\d{2}/),
  show: stored(['show', 'REF', '--links'], /REF/),
  compare: stored(['compare', 'REF', 'REF', '--json'], /"changes"/),
  resolve: stored(['resolve', 'REF', '--json'], /REF/),
  landmarks: stored(['landmarks'], /ai-plus/),
  calendar: stored(['calendar', '--json'], /"items"/),
  figures: stored(['figures', '--json'], /"items"/),
  brief: stored(['brief', '--json'], /"sentences"/, { input: '服务提供者应当保存日志。\n' }),
  obligations: stored(['obligations', '--json'], /"items"/),
  promises: stored(['promises', '--json'], /"items"|"targets"/),
  gaps: stored(['gaps', '--json'], /"items"/),
  doubts: stored(['doubts', '--json'], /"items"/),
  settle: stored(['settle', 'REF', '--keep', 'known', '--why', 'it is'], /no open doubt/, { status: 1 }),
  label: stored(['label', 'REF', '--themes', 'compute', '--why', 'it is'], /compute/),
  export: stored(['export', '--out', 'all.jsonl'], /^$/),
  import: { args: ['import', 'all.jsonl', '--data', 'second'], says: /new|documents/ },
  publish: stored(['publish', 'site', '--json'], /"files": \d+/),
  release: stored(['release', 'releases', '--json'], /"number": 1/),
  digest: stored(['digest', '--week', '2026-W47', '--format', 'eml'], /Content-Type: multipart/),
  subscribers: stored(['subscribers', 'add', 'reader@example.org'], /reader@example\.org/),
  tokens: stored(['tokens', 'create', 'Li Hua'], /ht_/),
  webhooks: stored(['webhooks', 'list'], /webhooks/),
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
  doctor: stored(['doctor'], /ok {3}Node/, { status: 3 }),
  alarms: stored(['alarms'], /demo-shenzhen/, { status: 3 }),
  cost: stored(['cost'], /dollars|\$/),
  redrive: stored(['redrive', '--list'], /no dead letters/),
  verify: stored(['verify'], /checked|documents/i),
  reprocess: stored(['reprocess', '--source', 'demo-cac'], /5 documents reprocessed/),
  rebuild: stored(['rebuild'], /the search index was rebuilt/),
  remove: stored(['remove', 'REF', '--why', 'it was a trial'], /REF/),
  backup: { args: ['backup', 'all.backup', '--data', 'data/demo'], says: /0600/ },
  restore: { args: ['restore', 'all.backup', '--data', 'restored'], says: /the search index was made anew: \d+ documents/ },
  upgrade: stored(['upgrade'], /needs no upgrade/),
};

const faults: string[] = [];
async function use({ args, input = '', status = 0, says }: Use, reference: string): Promise<void> {
  const named = (text: string): string => text.replaceAll('REF', reference);
  const said = await hongtou(args.map(named), { input });
  const all = `${said.out}${said.err}`;
  if (said.status !== status || !new RegExp(named(says.source), says.flags).test(all) || /\n {4}at /.test(all))
    faults.push(`${args.slice(0, 3).join(' ')}: ended with ${said.status}\n${all.slice(0, 1500)}`);
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  return port;
};

describe('every command of the help', () => {
  test('has its row here', () => {
    const rows = [...Object.keys(alone), ...Object.keys(withStore), 'demo', 'start'];
    expect(rows.toSorted()).toEqual(Object.keys(commands).toSorted());
  });

  test('does its work, or says what it lacks, from the package', async () => {
    writeFileSync(join(work, 'page.html'), article(notices[0] as Notice));
    const columns = ['id', 'url', 'lang', 'title', 'gist', 'relevant', 'themes', 'doc_type', 'ambiguity'];
    const row = ['1', 'u', 'zh', aboutPower.title, '', 'yes', 'compute', 'notice', ''];
    writeFileSync(join(work, 'gold.tsv'), [columns, row].map((each) => `${each.join('\t')}\n`).join(''));
    const played = await hongtou(['demo', '--once']);
    expect(played).toMatchObject({ status: 0, out: expect.stringContaining('7 of 8 sources OK') });
    const found = await hongtou(['search', '人工智能', '--json', ...options]);
    const reference = JSON.parse(found.out).items[0].id;
    const inTurn = async (uses: Readonly<Record<string, Use>>): Promise<void> => {
      for (const each of Object.values(uses)) await use(each, reference);
    };
    await Promise.all([inTurn(alone), inTurn(withStore)]);
    expect(faults.join('\n\n')).toBe('');
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
