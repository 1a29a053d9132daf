import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Head } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import { webhookMessage } from '../../shared/pages/feeds/webhook-message.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { nameWebhooks, reviveWebhook } from '../../shared/pipeline/webhooks/named-webhooks.ts';
import { beginWebhooks, sendWebhooks } from '../../shared/pipeline/webhooks/send.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { paper } from '../support/postroom.ts';
import { documentedCheck, openReceiver, type Receiver, secret, type Verify } from '../support/receiver.ts';

let bench: Bench;
let verify: Verify;

beforeAll(async () => {
  [bench, verify] = [await openBench(), await documentedCheck()];
});
afterAll(() => bench.close());
beforeEach(() => putSecret('hook'));

function putSecret(name: string): void {
  mkdirSync(join(bench.data, 'secrets'), { recursive: true });
  writeFileSync(join(bench.data, 'secrets', name), `${secret}\n`);
}

type Wish = object;
let worlds = 0;
/** Works at a time with webhooks of the receivers, one wish for each. */
function world(wishes: readonly (readonly [Receiver, Wish])[], secretParameter = 'hook') {
  const webhooks = wishes.map(([{ url }, wish]) => ({ url, for: wish, secretParameter }));
  worlds += 1;
  const config = bench.file(`config-${worlds}.json`, { webhooks, fetch: { allow: [...new Set(wishes.map(([{ pair }]) => pair))] } });
  return <T>(now: string, work: (context: Context) => Promise<T>): Promise<T> =>
    bench.within({ now: `2026-${now}:00+08:00`, config }, work);
}

async function store(name: string, context: Context, more: Partial<Head> = {}): Promise<string> {
  const { head, revision } = await paper(name, context);
  await context.documents.putHead({ ...head, ...more }, revision);
  return head.id;
}

const send = (context: Context) => sendWebhooks(context, webhookMessage);
const theme = (id: 'chips' | 'energy') => ({ themes: [{ theme: id, score: 0.9, evidence: [] }] }) as unknown as Partial<Head>;
/** Names of the papers that a receiver was told of, after its check of each signature. */
const told = ({ received }: Receiver): string[] =>
  received.map(({ headers, body }) => {
    verify(headers, body, secret, Number(headers['webhook-timestamp']));
    return /Paper (\w+)/.exec(JSON.parse(body).data.title.en)?.[1] ?? '';
  });
const idsOf = ({ received }: Receiver): string[] => received.map(({ id }) => id);
const webhookAlarms = async (context: Context) => (await alarms(context)).filter(({ subject = '' }) => subject.startsWith('webhook'));

describe.sequential('webhooks', () => {
  test('each is told what it wants of what is announced after it was added, once', async () => {
    const [all, chips, words] = [await openReceiver(), await openReceiver(), await openReceiver()];
    const at = world([
      [all, {}],
      [chips, { filters: { theme: 'chips' } }],
      [words, { q: '数据标注产业', theme: 'energy' }],
    ]);
    await at('03-02T08:00', (context) => store('before', context));
    await at('03-02T08:05', beginWebhooks);
    await at('03-02T09:00', (context) => store('one', context, theme('chips')));
    await at('03-02T09:01', (context) => store('two', context, theme('energy')));
    await at('03-02T09:02', (context) => store('three', context, { relevant: false }));
    expect(await at('03-02T09:05', send)).toEqual({ sent: 4, failed: 0, dead: 0 });
    expect(await at('03-02T09:10', send)).toEqual({ sent: 0, failed: 0, dead: 0 });
    expect([told(all), told(chips), told(words)]).toEqual([['one', 'two'], ['one'], ['two']]);
  });

  test('a document is followed: itself, and whatever names it', async () => {
    const receiver = await openReceiver();
    const id = await world([])('03-03T07:00', (context) => store('basis', context, { number: '国令第783号', keys: ['n:国令783'] }));
    const at = world([[receiver, { document: id }]]);
    await at('03-03T08:00', beginWebhooks);
    const citation = { url: '', title: '数据标注办法basis', relation: 'implements', quote: '根据《数据标注办法basis》' };
    await at('03-03T09:00', async (context) => {
      const basis = await context.documents.head(id);
      if (basis) await context.documents.putHead({ ...basis, version: 2, keys: ['t:数据标注办法basis'] });
      await store('rules', context, { citations: [citation] as unknown as Head['citations'] });
      await store('stranger', context);
    });
    await at('03-03T09:05', send);
    expect(told(receiver)).toEqual(['rules']);
    expect(JSON.parse(receiver.received[0]?.body ?? '').data.relations).toMatchObject([{ relation: 'implements', id }]);
  });

  test('a message that is refused comes again after 1, 5, 30 minutes, 3 and 12 hours, then it is a dead letter with its reason, which can be sent again', async () => {
    const receiver = await openReceiver();
    const at = world([[receiver, {}]]);
    await at('03-04T08:00', beginWebhooks);
    await at('03-04T08:30', (context) => store('refused', context));
    receiver.answer = (response) => void response.writeHead(500).end();
    const times = ['04T09:00', '04T09:01', '04T09:06', '04T09:36', '04T12:36', '05T00:36', '05T09:00'];
    for (const time of times) {
      await at(`03-${time}`, send);
      await at(`03-${time}`, send);
    }
    expect(told(receiver)).toEqual(times.slice(1).map(() => 'refused'));
    const [alarm] = await at('03-05T09:30', webhookAlarms);
    expect(alarm).toMatchObject({ state: 'given-up', detail: '1 message was given up after 6 tries: answered 500' });
    receiver.answer = (response) => void response.writeHead(200).end('ok');
    await at('03-05T10:00', async (context) => {
      for (const webhook of nameWebhooks(context.settings.webhooks)) expect(await reviveWebhook(webhook, context)).toBe(1);
      expect(await send(context)).toEqual({ sent: 1, failed: 0, dead: 0 });
      expect(await webhookAlarms(context)).toEqual([]);
    });
    expect(new Set(idsOf(receiver)).size).toBe(1);
  });

  test('one message that is refused does not hold up the next, and a receiver that is away is left alone until the next run', async () => {
    const receiver = await openReceiver();
    const at = world([[receiver, {}]]);
    await at('03-06T08:00', beginWebhooks);
    await at('03-06T08:30', async (context) => {
      for (const name of ['first', 'poison', 'third', 'fourth', 'fifth']) await store(name, context);
    });
    receiver.answer = (response, { body }) => void response.writeHead(body.includes('Paper poison') ? 400 : 204).end();
    expect(await at('03-06T09:00', send)).toEqual({ sent: 4, failed: 1, dead: 0 });
    receiver.answer = (response) => void response.writeHead(503).end();
    await at('03-06T09:30', async (context) => {
      for (const name of ['sixth', 'seventh', 'eighth']) await store(name, context);
    });
    expect(await at('03-06T09:40', send)).toMatchObject({ sent: 0, failed: 2 });
    receiver.answer = (response) => void response.writeHead(204).end();
    await at('03-06T10:30', send);
    expect(told(receiver)).toEqual([
      'first',
      'poison',
      'third',
      'fourth',
      'fifth',
      'poison',
      'sixth',
      'poison',
      'sixth',
      'seventh',
      'eighth',
    ]);
  });

  test('a pause that the receiver asks for is kept, and 410 switches it off', async () => {
    const receiver = await openReceiver();
    const at = world([[receiver, {}]]);
    await at('03-07T08:00', beginWebhooks);
    await at('03-07T08:30', async (context) => {
      for (const name of ['early', 'late']) await store(name, context);
    });
    receiver.answer = (response) => void response.writeHead(429, { 'retry-after': '3600' }).end();
    await at('03-07T09:00', send);
    receiver.answer = (response) => void response.writeHead(204).end();
    await at('03-07T09:59', send);
    expect(told(receiver)).toEqual(['early']);
    await at('03-07T10:00', send);
    expect(told(receiver)).toEqual(['early', 'early', 'late']);
    receiver.answer = (response) => void response.writeHead(410).end();
    await at('03-07T11:00', (context) => store('gone', context));
    await at('03-07T11:05', send);
    await at('03-07T13:00', send);
    expect(told(receiver)).toEqual(['early', 'early', 'late', 'gone']);
    expect(await at('03-07T13:00', webhookAlarms)).toMatchObject([
      { state: 'off', subject: expect.stringMatching(/^webhook 127\.0\.0\.1:\d+ \([0-9a-f]{12}\)$/) },
    ]);
  });

  test('a receiver that is slow, or drips, delays no other; a missing secret stops nothing else and is named', async () => {
    const [slow, quick, unsigned] = [await openReceiver(), await openReceiver(), await openReceiver()];
    const wishes = world([
      [slow, {}],
      [quick, {}],
    ]);
    await wishes('03-08T08:00', beginWebhooks);
    const nameless = world([[unsigned, {}]], 'absent');
    await nameless('03-08T08:00', beginWebhooks);
    await wishes('03-08T08:30', async (context) => {
      for (const name of ['a', 'b', 'c']) await store(name, context);
    });
    // The slow one answers nothing until the quick one has everything, then hangs up.
    const whole = Promise.withResolvers<number>();
    let [taken, ended] = [0, 0];
    slow.answer = (response) => {
      response.on('close', () => (ended += 1));
      void whole.promise.then(() => response.destroy());
    };
    quick.answer = (response) => {
      if (++taken === 3) whole.resolve(ended);
      response.writeHead(204).end();
    };
    expect(await wishes('03-08T09:00', send)).toMatchObject({ sent: 3, failed: 2 });
    expect(await whole.promise).toBe(0);
    await nameless('03-08T09:00', async (context) => {
      expect(await send(context)).toEqual({ sent: 0, failed: 0, dead: 0 });
      expect(await webhookAlarms(context)).toMatchObject([{ state: 'no-secret', detail: 'there is no secret absent' }]);
    });
    putSecret('absent');
    expect(await nameless('03-08T09:05', send)).toMatchObject({ sent: 3 });
    rmSync(join(bench.data, 'secrets', 'absent'));
  });

  test('a hundred webhooks and many changes: every message arrives, and none waits for the other webhooks', async () => {
    const receiver = await openReceiver();
    // Nobody is answered until half of the webhooks have been heard.
    const heard = new Set<string>();
    const waiting: (() => void)[] = [];
    receiver.answer = (response, { path }) => {
      waiting.push(() => response.writeHead(204).end());
      if (heard.add(path).size >= 50) for (const answer of waiting.splice(0)) answer();
    };
    const names = Array.from({ length: 22 }, (_, n) => `load${n}`);
    const wishes = Array.from(
      { length: 100 },
      (_, n) => [{ ...receiver, url: `${receiver.url}/${n}` }, n < 50 ? {} : { q: `第${n % 22}号` }] as const,
    );
    const at = world(wishes);
    await at('03-08T18:00', beginWebhooks);
    await at('03-08T18:30', async (context) => {
      for (const [n, name] of names.entries()) await store(name, context, { title: `数据标注办法第${n}号` });
    });
    const counted = await at('03-08T19:00', send);
    // A machine with other work may let a deadline pass: that message comes again.
    for (const time of ['03-08T19:02', '03-08T19:08']) counted.sent += (await at(time, send)).sent;
    expect(counted).toMatchObject({ sent: 50 * 22 + 50, dead: 0 });
    expect(new Set(idsOf(receiver)).size).toBe(1150);
    expect(new Set(told({ ...receiver, received: receiver.received.filter(({ path }) => path === '/hook/7') }))).toEqual(new Set(names));
  });

  test('what a title holds is no mention, link or markup in a chat', async () => {
    const receiver = await openReceiver();
    const at = world([[receiver, {}]]);
    await at('03-09T08:00', beginWebhooks);
    const english = { title: '<!channel> @all [click](https://evil.example) *now*\u202e', by: 'glossary' as const };
    await at('03-09T08:30', (context) => store('hostile', context, { english }));
    await at('03-09T09:00', send);
    const { text, data } = JSON.parse(receiver.received[0]?.body ?? '');
    expect(text.split('\n')[0]).toBe('New: ＜!channel＞ ＠all [click］(https://evil.example) ＊now＊');
    expect(text).toContain(data.page);
    expect(data.title.en).toBe(english.title.replace('\u202e', ''));
  });

  test('a table that was rebuilt sends the last day again, under the same ids', async () => {
    const receiver = await openReceiver();
    const at = world([[receiver, {}]]);
    await at('03-10T08:00', beginWebhooks);
    await at('03-10T08:30', (context) => store('yesterday', context));
    await at('03-10T09:00', send);
    await at('03-11T08:30', (context) => store('today', context));
    await at('03-11T09:00', send);
    await at('03-11T09:30', async (context) => {
      const [webhook] = nameWebhooks(context.settings.webhooks);
      const { webhookKey } = await import('../../shared/model/table.ts');
      await bench.store.table.remove(webhookKey(webhook?.id ?? ''));
      await send(context);
    });
    expect(told(receiver)).toEqual(['yesterday', 'today', 'today']);
    expect(new Set(idsOf(receiver)).size).toBe(2);
  });
});
