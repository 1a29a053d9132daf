import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openLocalLog, secretFiles } from '../../functions/local-log.ts';
import { openRoundLog } from '../../functions/round-log.ts';
import { hour } from '../../shared/model/time.ts';
import { look } from '../../shared/pipeline/watch/watch.ts';
import { openBench } from '../support/bench.ts';
import { folder } from '../support/folder.ts';
import { declaration, notices, siteOf } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const launcher = join(import.meta.dirname, '../../functions/hongtou.js');

/** Starts the instance of a folder, waits until its log has all of these, does something, and stops it. Gives back all that it said. */
async function started(data: string, words: readonly string[], until: readonly RegExp[], meanwhile?: (url: string) => Promise<unknown>) {
  const child: ChildProcess = spawn(process.execPath, [launcher, 'start', '--data', data, '--port', '0', ...words]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr?.on('data', (chunk) => (said.err += String(chunk)));
  const all = (): string => said.out + said.err;
  const end = Date.now() + 300_000;
  while (Date.now() < end && !until.every((each) => each.test(all()))) await sleep(100);
  await meanwhile?.(/http:\/\/127\.0\.0\.1:\d+/.exec(all())?.[0] ?? '');
  child.kill('SIGTERM');
  await once(child, 'close');
  return said;
}

const lines = (text: string): readonly string[] => text.trim().split('\n');

function instance() {
  const made = folder();
  const config = join(made, 'config.json');
  const sources = { only: ['sample', 'dead'], extra: [declaration('sample', host), declaration('dead', 'dead.sample.example')] };
  writeFileSync(config, JSON.stringify({ sources }));
  const replay = writeWarcFile(join(made, 'site.warc.gz'), siteOf(host, notices));
  return { data: join(made, 'data'), words: ['--config', config, '--replay', replay, '--now', '2026-11-13T09:00:00+08:00'] };
}

test('start says what each round came to, by cause, and when an alarm begins', async () => {
  const { data, words } = instance();
  const { out, err } = await started(data, words, [/ alarm: source-unreachable begins: dead/, / hour: /]);
  expect(out).toBe('');
  expect(err).toMatch(/^\S+Z start: Hongtou is at http:\/\/127\.0\.0\.1:\d+\/ and checks/m);
  expect(err).toMatch(/^\S+Z round: 2 sources asked, 3 pages visited; new 3, changed 0; 1 failed \(unreachable 1\)$/m);
  expect(err).toMatch(/^\S+Z warning: alarm: source-unreachable begins: dead; .+; what to do: /m);
  expect(err).toMatch(/^\S+Z hour: in the last 60 minutes .* MB free on the disk; /m);
  for (const line of lines(err)) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\S+Z (?:warning: |error: )?\w+: /);
});

test('--json is one object a line, by level; a restarted instance without anything due says nothing of rounds', async () => {
  const { data, words } = instance();
  const { out, err } = await started(data, ['--json', ...words], [/"event":"alarm"/, /"event":"hour"/]);
  expect(err).toBe('');
  const told = lines(out).map((line) => JSON.parse(line));
  for (const each of told) expect(Object.keys(each)).toEqual(['time', 'level', 'event', 'message', 'fields']);
  expect(told.find(({ event }) => event === 'round')).toMatchObject({
    level: 'info',
    fields: { asked: 2, pages: 3, new: 3, changed: 0, failed: { unreachable: 1 }, left: 0 },
  });
  expect(told.find(({ event }) => event === 'alarm')).toMatchObject({
    level: 'warning',
    fields: { subjects: ['dead'], state: 'unreachable', what: 'begins', page: 'docs/alarms.md#source-unreachable' },
  });
  const quiet = await started(data, ['--level', 'warning', ...words], [/source-unreachable begins/]);
  expect(lines(quiet.err)).toEqual([expect.stringContaining('source-unreachable begins: dead')]);
});

test('no token, password or address of a reader is in any line', async () => {
  const { data, words } = instance();
  const canary = 'kanarie-Vogel+7';
  const config = words[1] ?? '';
  const smtp = { host: '127.0.0.1', port: 1, user: 'hongtou', passwordFile: 'mail-password', tls: 'none' };
  writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), mail: { smtp } }));
  writeFileSync(join(dirname(config), 'mail-password'), canary, { mode: 0o600 });
  mkdirSync(join(data, 'secrets'), { recursive: true, mode: 0o700 });
  writeFileSync(join(data, 'secrets', 'proxy'), `someone:${canary}x\n`, { mode: 0o600 });
  const token = 'ht_0123456789abcdefghijABCDEFGHIJ-_';
  const said = await started(data, ['--json', '--level', 'debug', ...words], [/"event":"hour"/], async (url) => {
    for (const path of [`/confirm?token=${token}`, `/unsubscribe?token=${token}`, '/documents?q=reader%40example.org', '/nowhere'])
      await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  });
  expect(said.out + said.err).not.toMatch(/kanarie|ht_0123|reader(?:@|%40)example/);

  const log = openLocalLog({
    level: 'debug',
    json: true,
    secrets: secretFiles(join(data, 'secrets'), join(dirname(config), 'mail-password')),
  });
  const written: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = ((line: string) => written.push(line) > 0) as typeof process.stdout.write;
  try {
    const hostile = [
      `535 no such user reader@example.org with ${canary} (${Buffer.from(canary).toString('base64')})`,
      `http://someone:${canary}@proxy.example.org:3128 refused; /subscribe?token=abc.def.${token} and ${encodeURIComponent(canary)}`,
      `读者 李华@例子.中国 退订；"li.hua@mail.example.org.cn" <x@y.example>`,
    ];
    for (const words of hostile) log('error', 'mail', words, { to: 'reader@example.org', password: canary, token });
  } finally {
    process.stdout.write = write;
  }
  for (const line of written) {
    expect(JSON.parse(line)).toMatchObject({ event: 'mail' });
    expect(line).not.toMatch(/kanarie|ht_0123|@example|@mail|@例子|x@y|a2FuYXJpZS1Wb2dlbCs3/);
  }
  expect(written[1]).toContain('proxy.example.org:3128');
});

test('an alarm is told when it begins and when it ends, many alike in one line, and no more often', async () => {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const ids = Array.from({ length: 8 }, (_, n) => `s${n}`);
  const config = bench.file('config.json', { sources: { only: ids, extra: ids.map((id) => declaration(id, host)) } });
  const now = '2026-11-13T01:10:00Z';
  const told: string[] = [];
  await bench.within({ now, config }, async (context) => {
    const log = openRoundLog(context, (level, event, words) => void (event === 'alarm' && told.push(`${level} ${words}`)));
    const hours = async (...states: readonly ('refused' | 'ok')[]): Promise<readonly string[]> => {
      for (const [n, id] of ids.entries()) {
        const condition = states[n] ?? 'ok';
        const trouble = { kind: 'forbidden-address' as const, detail: '127.0.0.1 port 21350 may not be dialled', url: `http://${host}/` };
        const state = { id, condition, since: now, checkedAt: now, lastGoodAt: now, listed: 9, failures: 0 };
        await context.sources.update(id, now, () => ({ ...state, ...(condition === 'refused' && { trouble }) }));
      }
      await log.tellHour();
      return told.splice(0);
    };
    expect(await hours('refused')).toEqual([
      expect.stringMatching(/^warning source-refused begins: s0; 127.0.0.1 port 21350 .*"fetch": \{ "allow": \["127.0.0.1:21350"\] \}/),
    ]);
    expect(await hours('refused')).toEqual([]);
    expect(await hours(...Array.from({ length: 7 }, () => 'refused' as const))).toEqual([
      expect.stringContaining('source-refused begins: s1, s2, s3, s4, s5, s6;'),
    ]);
    expect(await hours('refused')).toEqual(['info source-refused ends: s1, s2, s3, s4, s5, s6']);
    expect(await hours()).toEqual(['info source-refused ends: s0']);
  });
});

test('the last hour is the last sixty minutes, also on the turn of a clock hour', async () => {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  const replay = [writeWarcFile(join(bench.folder, 'site.warc.gz'), siteOf(host, notices))];
  await bench.run({ now: '2026-11-13T01:10:00Z', config, replay });
  const seen = async (now: string) => (await bench.within({ now, config }, look)).line;
  for (const now of ['2026-11-13T01:30:00Z', '2026-11-13T02:08:00Z']) {
    expect(await seen(now)).toMatchObject({ sources: 1, counted: { pages: 3, new: 3 } });
  }
  const later = await seen(new Date(Date.parse('2026-11-13T01:10:00Z') + hour + 300_000).toISOString());
  expect(later).toMatchObject({ sources: 0, counted: {} });
});
