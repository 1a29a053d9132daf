import { createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WebhookForm, webhookForms } from '../../shared/model/webhook.ts';
import { webhookMessage } from '../../shared/pages/feeds/webhook-message.ts';
import { beginWebhooks, sendWebhooks } from '../../shared/pipeline/webhooks/send.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { paper } from '../support/postroom.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  mkdirSync(join(bench.data, 'secrets'), { recursive: true });
  writeFileSync(join(bench.data, 'secrets', 'robot'), 'SEC-robot\n');
});
afterAll(() => bench.close());

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');
const at = new Date('2026-03-02T01:05:00Z').getTime();

async function world(): Promise<readonly [Record<WebhookForm, Receiver>, string]> {
  const receivers = {} as Record<WebhookForm, Receiver>;
  for (const form of webhookForms) receivers[form] = await openReceiver();
  const webhooks = webhookForms.map((form) => ({
    ...{ url: `${receivers[form].url}?access_token=a1`, for: {}, form },
    ...(form === 'feishu' || form === 'dingtalk' ? { secretParameter: 'robot' } : {}),
  }));
  return [receivers, bench.file('config.json', { webhooks, fetch: { allow: Object.values(receivers).map(({ pair }) => pair) } })];
}

test('each chat is told in its own form: one headline in both languages, the days, the link; signed as it asks; a refusal with status 200 is none taken', async () => {
  const [receivers, config] = await world();
  const within = bench.within.bind(bench, { now: '2026-03-02T09:05:00+08:00', config });
  await within(beginWebhooks);
  await within(async (context) => {
    const { head, revision } = await paper('one', context);
    const date = { precision: 'day', from: 'body', quote: 'x' } as const;
    await context.documents.putHead({ ...head, dates: { ...head.dates, commentBy: { value: '2026-03-09', ...date } } }, revision);
  });
  receivers.dingtalk.answer = (response) => void response.writeHead(200).end('{"errcode":310000,"errmsg":"sign not match"}');
  expect(await within((context) => sendWebhooks(context, webhookMessage))).toEqual({ sent: 3, failed: 1, dead: 0 });
  const bodies = Object.fromEntries(webhookForms.map((form) => [form, JSON.parse(receivers[form].received[0]?.body ?? '{}')]));
  for (const form of webhookForms) {
    const text = JSON.stringify(bodies[form]);
    for (const words of ['New: ', 'Paper one', '新增：', '9 March 2026 (7 days left)', '2026年3月9日（还剩7天）', '/documents/'])
      expect(text, `${form}: ${words}`).toContain(words);
    expect(receivers[form].received[0]?.headers['webhook-signature']).toBeUndefined();
  }
  expect(bodies['slack'].text).toMatch(/^<http[^|>]+\|New: [^<>]+>\n新增：/);
  expect(bodies['teams'].attachments[0]).toMatchObject({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: { type: 'AdaptiveCard' },
  });
  const { timestamp, sign, msg_type } = bodies['feishu'];
  expect([msg_type, timestamp, sign]).toEqual(['post', String(at / 1000), hmac(`${at / 1000}\nSEC-robot`, '')]);
  const asked = new URL(`http://a${receivers.dingtalk.received[0]?.path}`).searchParams;
  expect(Object.fromEntries(asked)).toEqual({ access_token: 'a1', timestamp: String(at), sign: hmac('SEC-robot', `${at}\nSEC-robot`) });

  const options = ['--data', bench.data, '--config', config, '--now', '2026-03-02T09:06:00+08:00'];
  const listed = JSON.parse((await command('webhooks', 'list', '--json', ...options)).out);
  expect(listed.find(({ form }: { form: string }) => form === 'dingtalk').waiting[0].reason).toBe(
    'answered 200, and says code 310000: sign not match',
  );
  const tried = await command('webhooks', 'test', `${receivers.teams.url}?access_token=a1`, '--json', ...options);
  expect(JSON.parse(tried.out)).toMatchObject([{ taken: true, said: 'answered 204' }]);
  const refused = await command('webhooks', 'test', `${receivers.dingtalk.url}?access_token=a1`, '--json', ...options);
  expect([refused.status, JSON.parse(refused.out)[0].taken]).toEqual([3, false]);
});

test('a webhook of ours needs its secret', async () => {
  const config = bench.file('bad.json', { webhooks: [{ url: 'https://hooks.example.org/a', for: {} }] });
  const { status, err } = await command('webhooks', 'list', '--data', bench.data, '--config', config);
  expect([status !== 0, err]).toEqual([true, expect.stringContaining('webhooks[0].secretParameter')]);
});
