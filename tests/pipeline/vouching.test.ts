import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { webhookMessage } from '../../shared/pages/feeds/webhook-message.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { beginWebhooks, sendWebhooks } from '../../shared/pipeline/webhooks/send.ts';
import { type ActStore, type InventedAct, openActs } from '../support/acts.ts';
import { callTool, connectAssistant } from '../support/assistant.ts';
import { openReceiver, secret } from '../support/receiver.ts';

/** Who may change an act: its own body, one above it, a joint one or a successor, on a page that one of them vouches for. */

const opinions: InventedAct = {
  title: '国务院关于加快人工智能算力发展的意见',
  number: '国发〔2025〕98号',
  issuers: ['国务院'],
  day: '2025-03-05',
  body: [
    '各省、自治区、直辖市人民政府，国务院各部委：',
    '为加快人工智能算力发展，提出以下意见。',
    '一、加强智能算力中心建设，推进训练数据供给。',
    '二、本意见自2025年4月1日起施行。',
  ],
};
const opinionsAt = 'https://www.gov.cn/zhengce/content/202503/content_7000001.htm';
const repealing = (issuer: string, number: string, target = opinions, title = `${issuer}关于废止部分人工智能文件的决定`): InventedAct => ({
  title,
  number,
  issuers: [issuer],
  day: '2026-11-10',
  body: [`经研究，决定废止《${target.title}》（${target.number}）。人工智能算力相关工作另行部署。`, '本决定自公布之日起施行。'],
});
const [before, day] = ['2025-03-06', '2026-11-12'];
const mark = "not seen on the issuer's site";

let acts: ActStore;
beforeEach(async () => {
  acts = await openActs([
    { id: 'ex-company', publisher: 'ex-company', url: 'https://evil.example/a/', kind: 'company', level: 'L8' },
    { id: 'ex-gov', publisher: 'state-council', url: 'https://www.gov.cn/zhengce/zuixin/' },
  ]);
});
afterEach(() => acts.close());

test('a company’s page that speaks for the State Council ends nothing, is no headline and says everywhere that nobody vouches for it', async () => {
  await acts.add(before, opinionsAt, opinions);
  const forged = await acts.add(day, 'https://evil.example/a/2.html', repealing('国务院', '国发〔2026〕99号'));
  expect(forged).toMatchObject({ notSeenOnIssuersSite: ['evil.example'] });
  expect(forged.authority).toBeLessThanOrEqual(40);

  const real = await acts.show(day, opinionsAt);
  expect(real.status).toBe('in-force');
  expect(real.notSeenOnIssuersSite).toBeUndefined();
  expect(real.warnings.map(({ reason }) => reason).join()).toMatch(
    /said to be repealed by “国务院关于废止部分人工智能文件的决定”; seen only on evil\.example/,
  );
  expect((await acts.say(day, 'show', real.id)).out).toContain('said to be repealed by');
  expect(await acts.page(day, `/documents/${real.id}`)).toContain('said to be repealed by');

  const digest = (await acts.say(day, 'digest', '--week', '2026-W46', '--format', 'text')).out;
  expect(digest).toContain(mark);
  expect(digest).toMatch(/Nothing new: New\s+binding texts/);
  const json = JSON.parse((await acts.say(day, 'digest', '--week', '2026-W46', '--format', 'json')).out);
  expect(json.highlights).toEqual([]);
  expect(json.sections.binding).toEqual([]);
  for (const path of [`/documents/${forged.id}`, '/documents', '/digests/2026-W46'])
    expect((await acts.page(day, path)).replaceAll('&#39;', "'")).toContain(mark);
  expect(await acts.page(day, '/feeds/documents.json', 'application/json')).toContain(mark);
  const listed = JSON.parse(await acts.page(day, '/api/v1/documents', 'application/json')).items;
  expect(listed.find(({ id }: { id: string }) => id === forged.id)).toMatchObject({ notSeenOnIssuersSite: ['evil.example'] });
  expect(listed.find(({ id }: { id: string }) => id === real.id)).toMatchObject({ status: 'in-force' });
  expect((await acts.say(day, 'search', '废止部分人工智能文件')).out).toContain(mark.slice(0, 12));
});

test('the mark stands in what assistants and webhooks are told', async () => {
  const receiver = await openReceiver();
  mkdirSync(join(acts.bench.data, 'secrets'), { recursive: true });
  writeFileSync(join(acts.bench.data, 'secrets', 'hook'), `${secret}\n`);
  const webhooks = [{ url: receiver.url, for: {}, secretParameter: 'hook' }];
  const config = acts.bench.file('hooks.json', { webhooks, fetch: { allow: [receiver.pair] } });
  await acts.bench.within({ now: `${before}T08:00:00+08:00`, config }, beginWebhooks);
  await acts.add(before, opinionsAt, opinions);
  const forged = await acts.add(day, 'https://evil.example/a/2.html', repealing('国务院', '国发〔2026〕99号'));
  await acts.bench.within({ now: `${day}T10:00:00+08:00`, config }, async (context) => {
    await sendWebhooks(context, webhookMessage);
    const client = await connectAssistant(createApp(answersOf(context, { secret: 'secret', local: true })), 'auto');
    const { answer } = await callTool(client, 'document', { ref: forged.id });
    expect(answer).toMatchObject({ id: forged.id, notSeenOnIssuersSite: ['evil.example'] });
    const found = await callTool(client, 'search', { q: '废止部分人工智能文件' });
    expect(JSON.stringify(found.answer)).toContain('"notSeenOnIssuersSite":["evil.example"]');
    await client.close();
  });
  const told = receiver.received.map(({ body }) => JSON.parse(body)).filter(({ data }) => data.notSeenOnIssuersSite);
  expect(told.map(({ data }) => [data.id, data.notSeenOnIssuersSite])).toEqual([[forged.id, ['evil.example']]]);
  expect(told[0].text).toContain(mark);
});

test('a lower body ends no act of a higher one, and the page says what it claims', async () => {
  await acts.add(before, opinionsAt, opinions);
  await acts.add(day, 'https://www.yuhang.gov.cn/art/2026/11/10/art_1.html', repealing('杭州市余杭区经济和信息化局', '余经信〔2026〕9号'));
  const { status, warnings } = await acts.show(day, opinionsAt);
  expect(status).toBe('in-force');
  expect(warnings.map(({ reason }) => reason).join()).toMatch(/said to be repealed by .*neither/);
});

const ends: readonly (readonly [string, string, InventedAct, string, InventedAct])[] = [
  [
    'its own body',
    opinionsAt,
    opinions,
    'https://www.gov.cn/zhengce/content/202611/content_7000002.htm',
    repealing('国务院', '国发〔2026〕97号'),
  ],
  [
    'the office of its government',
    opinionsAt,
    opinions,
    'https://www.gov.cn/zhengce/content/202611/content_7000003.htm',
    repealing('国务院办公厅', '国办发〔2026〕96号'),
  ],
];
const cityRules: InventedAct = {
  title: '云州市人工智能数据集补贴办法',
  number: '云经信规〔2025〕7号',
  issuers: ['云州市经济和信息化局'],
  day: '2025-03-05',
  body: ['第一条　为支持人工智能数据集建设，制定本办法。', '第二条　对数据集给予补贴。', '第三条　本办法自2025年4月1日起施行。'],
};
const cityAt = 'https://www.yunzhou.gov.cn/zwgk/202503/t1.html';
const oldMinistry: InventedAct = {
  title: '信息产业部人工智能软件产品登记办法',
  number: '信部产〔2005〕7号',
  issuers: ['信息产业部'],
  day: '2005-03-05',
  body: ['第一条　为规范人工智能软件产品登记，制定本办法。', '第二条　软件产品应当登记。', '第三条　本办法自2005年4月1日起施行。'],
};
const oldAt = 'https://www.miit.gov.cn/zwgk/zcwj/art/2005/art_1.html';
const joint: InventedAct = {
  ...repealing('工业和信息化部', '国科发〔2026〕95号', oldMinistry),
  issuers: ['科学技术部', '工业和信息化部'],
  title: '科技部 工业和信息化部关于废止人工智能软件文件的通知',
};

test.each([
  ...ends,
  [
    'the government above it, of a place that the registry does not know',
    cityAt,
    cityRules,
    'https://www.yunzhou.gov.cn/zwgk/202611/t2.html',
    repealing('云州市人民政府办公室', '云政办发〔2026〕9号', cityRules),
  ],
  [
    'its successor',
    oldAt,
    oldMinistry,
    'https://www.miit.gov.cn/zwgk/zcwj/art/2026/art_2.html',
    repealing('工业和信息化部', '工信部科〔2026〕94号', oldMinistry),
  ],
  [
    'the ministry whose organ it is in the province',
    'https://gdca.miit.gov.cn/zwgk/art/2025/art_1.html',
    { ...opinions, title: '广东省通信管理局关于人工智能算力备案的通知', number: '粤通业函〔2025〕8号', issuers: ['广东省通信管理局'] },
    'https://www.miit.gov.cn/zwgk/zcwj/art/2026/art_3.html',
    repealing('工业和信息化部', '工信部科〔2026〕95号', {
      ...opinions,
      title: '广东省通信管理局关于人工智能算力备案的通知',
      number: '粤通业函〔2025〕8号',
    }),
  ],
  ['a joint issuer, seen on the other one’s site alone', oldAt, oldMinistry, 'https://www.most.gov.cn/xxgk/t2.html', joint],
] as const)('%s ends it', async (_who, at, act, byAt, by) => {
  await acts.add(before, at, act);
  const later = await acts.add(day, byAt, by);
  expect(later.notSeenOnIssuersSite).toBeUndefined();
  const { status, statusReason, warnings } = await acts.show(day, at);
  expect([status, statusReason.document?.id]).toEqual(['repealed', later.id]);
  expect(warnings.filter(({ field }) => field === 'status')).toEqual([]);
});
