import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { type ActStore, openActs } from '../support/acts.ts';
import { callTool, connectAssistant } from '../support/assistant.ts';

/** A pasted paragraph, sentence by sentence, on every face; nothing of it stays. */

const day = '2026-11-20';
const canary = 'Zanzibar-77-paddle';
const act = {
  title: '网络平台数据登记管理办法',
  number: '岭数发〔2026〕3号',
  issuers: ['岭东省数据局'],
  day: '2026-03-05',
  body: [
    '第一条　为规范网络平台数据登记，制定本办法。',
    '第二条　网络平台应当在三十日内提交登记申请。',
    '第三条　登记申请材料应当保存不少于三年。',
    '第四条　本办法自2026年5月1日起施行。',
  ],
};
const paragraph = `Under the Measures for the Registration of Network Platform Data, registration materials must be kept for at least three years.
They have been in force since 1 May 2026. The measures have been in force since 1 June 2026. This matters, says ${canary}.`;

let acts: ActStore;
beforeAll(async () => {
  acts = await openActs([{ id: 'ex-data', publisher: 'ex', url: 'https://data.example.gov.cn/', level: 'L4' }]);
  await acts.add(day, 'https://data.example.gov.cn/1.html', act);
});
afterAll(() => acts.close());

const logged: string[] = [];
const within = <T>(work: (app: ReturnType<typeof createApp>) => Promise<T>): Promise<T> =>
  acts.bench.within({ now: `${day}T09:00:00+08:00` }, (context) =>
    work(createApp(answersOf(context, { secret: 'secret', local: true }), (error) => logged.push(String(error)))),
  );
type Checked = { readonly sentences: readonly { readonly verdict: string; readonly archived: string; readonly footnote: string }[] };
const post = (app: ReturnType<typeof createApp>, path: string, body: string, type: string) =>
  app.request(`http://127.0.0.1:4180${path}`, { method: 'POST', body, headers: { 'content-type': type, accept: '*/*' } });

const expected = ['says', 'says', 'does not say', 'no claim found'];

test('the API takes JSON, a form or the text alone; the act named last carries on; passage, footnote and archived page are told', async () => {
  await within(async (app) => {
    const bodies = [
      [JSON.stringify({ text: paragraph }), 'application/json'],
      [new URLSearchParams({ text: paragraph }).toString(), 'application/x-www-form-urlencoded'],
      [paragraph, 'text/plain'],
    ] as const;
    for (const [body, type] of bodies) {
      const answer = await post(app, '/api/v1/brief', body, type);
      const { sentences } = (await answer.json()) as Checked;
      expect([type, answer.status, sentences.map(({ verdict }) => verdict)]).toEqual([type, 200, expected]);
      const [first] = sentences;
      expect(first).toMatchObject({
        act: { title: act.title },
        passages: [{ article: '第三条', quote: '登记申请材料应当保存不少于三年。' }],
      });
      expect(first?.footnote).toMatch(/网络平台数据登记管理办法.*岭数发〔2026〕3号, 第三条.*data\.example\.gov\.cn/);
      expect((await app.request(`http://127.0.0.1:4180${first?.archived}`)).status).toBe(200);
    }
  });
});

test('page, assistant and command say the same', async () => {
  await within(async (app) => {
    const page = await (
      await post(app, '/brief', new URLSearchParams({ text: paragraph }).toString(), 'application/x-www-form-urlencoded')
    ).text();
    for (const words of ['Says so', 'Does not say so', 'No claim found', '登记申请材料应当保存不少于三年', '/pack'])
      expect(page).toContain(words);
    const client = await connectAssistant(app);
    const { answer } = await callTool(client, 'brief', { text: paragraph });
    expect((answer['sentences'] as { verdict: string }[]).map(({ verdict }) => verdict)).toEqual(expected);
    await client.close();
  });
  const file = join(acts.bench.folder, 'paragraph.txt');
  writeFileSync(file, paragraph);
  const { out } = await acts.say(day, 'brief', file);
  expect(out).toMatch(/^says +Under the Measures/);
  expect(out).toContain('does not say');
});

test('too much, nothing and what is no text are refused in words', async () => {
  await within(async (app) => {
    const ask = async (body: string, type = 'text/plain') => (await post(app, '/api/v1/brief', body, type)).json();
    expect(await ask('雾'.repeat(8001))).toMatchObject({
      status: 400,
      detail: expect.stringContaining('at most 8000 characters and 60 sentences'),
    });
    expect(await ask('They file. '.repeat(61))).toMatchObject({ status: 400, detail: expect.stringContaining('61: check it in parts') });
    expect(await ask('')).toMatchObject({ status: 400 });
    expect(await ask('[1]', 'application/json')).toMatchObject({ status: 400, detail: expect.stringContaining('JSON object') });
    expect(await ask('雾'.repeat(100_001))).toMatchObject({ status: 413 });
  });
});

test('of an act that is not held nothing is said, and of what two acts may be called neither is taken', async () => {
  await acts.add(day, 'https://data.example.gov.cn/2.html', { ...act, title: '网络平台数据登记实施办法', number: '岭数发〔2026〕4号' });
  await within(async (app) => {
    const ask = async (text: string) => ((await (await post(app, '/api/v1/brief', text, 'text/plain')).json()) as Checked).sentences[0];
    expect(await ask('Under the Provisions on Fog Lamps, keepers must file in 30 days.')).toMatchObject({ verdict: 'text not held' });
    expect(
      await ask('Under the network platform data registration measures, materials must be kept for at least three years.'),
    ).toMatchObject({
      verdict: 'unclear',
      why: expect.stringMatching(/may be .* or /),
    });
  });
});

test('nothing pasted is in a file of the store or was told to the log', () => {
  const files = readdirSync(acts.bench.data, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  expect(files.length).toBeGreaterThan(0);
  const holding = files.filter((each) => readFileSync(join(each.parentPath, each.name)).includes(canary));
  expect([holding.map(({ name }) => name), logged.filter((line) => line.includes(canary))]).toEqual([[], []]);
});
