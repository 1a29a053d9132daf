import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newFolder } from '../support/bench.ts';
import { command, processOf } from '../support/command.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { documentedCheck, openReceiver, secret } from '../support/receiver.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const now = '2026-11-13T09:00:00+08:00';

/** A folder with a source, its recording, and one webhook; the command line that names them. */
async function world() {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const receiver = await openReceiver();
  const [data, config] = [join(folder, 'data'), join(folder, 'config.json')];
  const pages = notices.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) }));
  const warc = writeWarcFile(join(folder, 'round.warc.gz'), [{ url: `http://${host}/tz/index.html`, body: listing(notices) }, ...pages]);
  const webhooks = [{ url: receiver.url, for: {}, secretParameter: 'hook' }];
  const sources = { only: ['sample'], extra: [declaration('sample', host)] };
  writeFileSync(config, JSON.stringify({ sources, webhooks, fetch: { allow: [receiver.pair] } }));
  const store = ['--config', config, '--data', data, '--now', now];
  const putSecret = (): void => {
    mkdirSync(join(data, 'secrets'), { recursive: true });
    writeFileSync(join(data, 'secrets', 'hook'), secret);
  };
  return { receiver, store, run: ['run', ...store, '--replay', warc, '--json'], putSecret };
}

test('a run sends what it found, signed; killed between an answer and its note, the next one sends that message again under its id, and loses none', async () => {
  const { receiver, run, putSecret } = await world();
  putSecret();
  const verify = await documentedCheck();
  expect((await processOf(run, { HONGTOU_CRASH_AT: 'webhook-sent' })).status).toBe(-9);
  expect(receiver.received).toHaveLength(1);
  expect((await processOf(run, { HONGTOU_CRASH_AT: 'webhook-sent' })).status).toBe(-9);
  const { status, err } = await command(...run);
  expect([status, err]).toEqual([0, expect.any(String)]);
  const told = receiver.received.map(
    ({ id, headers, body }) => [id, verify(headers, body, secret, Date.parse(now) / 1000).data.id] as const,
  );
  expect(told[1]).toEqual(told[0]);
  expect(new Map(told).size).toBe(new Set(told.map(([, document]) => document)).size);
  expect((await command(...run)).status).toBe(0);
  expect(receiver.received).toHaveLength(told.length);
});

test('doctor and alarms name a missing secret without the address; list, test and retry say how it stands', async () => {
  const { receiver, store, run, putSecret } = await world();
  expect((await command(...run)).status).toBe(0);
  expect(receiver.received).toEqual([]);
  for (const name of ['alarms', 'doctor']) {
    const { status, out } = await command(name, ...store);
    expect([status, out]).toEqual([3, expect.stringContaining('there is no secret hook')]);
    expect(out).not.toContain(receiver.url);
  }
  expect(await command('webhooks', 'test', receiver.url, ...store)).toMatchObject({
    status: 3,
    out: expect.stringContaining('there is no secret hook'),
  });
  putSecret();
  expect(await command('webhooks', 'test', receiver.url, ...store)).toMatchObject({
    status: 0,
    out: expect.stringContaining('answered 204'),
  });
  receiver.answer = (response) => void response.writeHead(500).end();
  expect((await command('webhooks', 'retry', ...store)).status).toBe(3);
  const [listed] = JSON.parse((await command('webhooks', 'list', ...store, '--json')).out);
  expect(listed).toMatchObject({ wants: { filters: {} }, waiting: [{ tries: 1, reason: 'answered 500' }, {}] });
  receiver.answer = (response) => void response.writeHead(200).end();
  expect(await command('webhooks', 'retry', receiver.url, ...store)).toMatchObject({
    status: 0,
    out: '2 messages are due again; 2 messages taken, 0 failed\n',
  });
  expect(await command('webhooks', 'retry', 'https://other.example/', ...store).catch((error: unknown) => String(error))).toMatchObject({
    status: 2,
  });
});
