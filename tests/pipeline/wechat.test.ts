import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { handHeader } from '../../shared/model/article.ts';
import { declaration } from '../support/pages.ts';
import { type Rounds, roundsOfTests } from '../support/rounds.ts';
import { type WeChatArticle, wechatArticle, wechatCheck } from '../support/wechat.ts';

/** Articles of WeChat, which is read by `add` alone: fetched where its robots allow it, else as a page that a person saved. */

const openRounds = roundsOfTests();
const open = () => openRounds(declaration('sample', 'data.sample.example'));
const day = '2026-03-20';
const host = 'https://mp.weixin.qq.com';
const news: WeChatArticle = {
  title: '云川市召开人工智能产业推进会',
  account: '算力前沿',
  // Half past midnight of 18 March in Beijing.
  sent: 1773765000,
  lines: [
    '3月17日，云川市召开人工智能产业推进会，研究部署“人工智能+”行动，提出到2027年培育50家人工智能企业。',
    '会议强调，要加快算力基础设施建设，推动大模型在制造业、医疗、教育等领域落地应用。',
  ],
};

async function given(store: Rounds, url: string, page: string, ...more: string[]) {
  const file = path.join(store.folder, 'page.html');
  writeFileSync(file, page);
  const said = await store.say(day, 'add', url, '--file', file, '--json', ...more);
  return { ...said, document: said.out === '' ? undefined : JSON.parse(said.out) };
}

test.each<readonly [string, Partial<WeChatArticle>]>([
  ['as its server gives it', {}],
  ['as a browser saves it', { shown: '2026年3月18日 00:30' }],
  ['the name in its script alone', { script: 'var nickname = htmlDecode("算力前沿");\nvar ct = "1773765000";' }],
  ['the first instant alone', { script: `var nickname = "算力前沿";var oriCreateTime = '1773765000';` }],
])('an article is taken whole: %s', async (_, more) => {
  const store = open();
  const { document } = await given(store, `${host}/s/AbCd`, wechatArticle({ ...news, ...more }));
  expect(document).toMatchObject({
    ...{ title: news.title, account: '算力前沿', type: 'news', issuers: [], authority: 40 },
    dates: { published: { value: '2026-03-18' } },
    text: news.lines.join('\n'),
  });
  expect(document.credit).toBeUndefined();
  const { out } = await store.say(day, 'search', '云川', '--limit', '1');
  expect(out).toContain('published on 算力前沿');
});

test('a page given by hand says so, also in its evidence, stands through a rebuild, and is not asked for again', async () => {
  const store = open();
  const { document } = await given(store, `${host}/s/AbCd`, wechatArticle(news));
  expect(document.warnings).toContainEqual({ field: 'evidence', reason: expect.stringContaining('by hand') });
  await store.within(day, async ({ documents, snapshots }) => {
    expect((await documents.address(`${host}/s/AbCd`))?.dueAt).toBeUndefined();
    expect((await snapshots.load(document.revisions[0].evidence))?.headers).toEqual({ [handHeader]: 'by hand' });
  });
  expect((await store.say(day, 'rebuild')).status).toBe(0);
  expect((await store.say(day, 'verify')).out).toContain('0 findings');
  expect((await store.say(day, 'reprocess')).out).toContain('1 unchanged');
});

test('where robots or a check bars the page, the answer is to save it and give it', async () => {
  const store = open();
  const robots = {
    [`${host}/robots.txt`]: { body: 'User-agent: *\nDisallow: /', headers: { 'content-type': 'text/plain' } },
    [`${host}/s/AbCd`]: wechatArticle(news),
  };
  const advice = `hongtou add '${host}/s/AbCd' --file PAGE.html`;
  for (const pages of [robots, { [`${host}/s/AbCd`]: wechatCheck }]) {
    const { status, err } = await store.ask(day, pages, 'add', `${host}/s/AbCd`);
    expect(status).toBe(1);
    expect(err).toContain(advice);
  }
  expect((await given(store, `${host}/s/AbCd`, wechatCheck)).err).toContain('save it once the browser shows the text');
  expect((await given(store, `${host}/s/AbCd`, wechatArticle(news))).document).toMatchObject({ account: '算力前沿' });
});

test('what is no page is refused', async () => {
  const store = open();
  const archive = 'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n';
  expect(await given(store, `${host}/s/A`, archive)).toMatchObject({
    status: 2,
    err: expect.stringContaining('save the page as HTML alone'),
  });
  expect(await given(store, `${host}/s/A`, '', '--replay', 'x.warc')).toMatchObject({ status: 2 });
  expect(await store.say(day, 'add', `${host}/s/A`, '--file', '/nowhere.html')).toMatchObject({ status: 2 });
});

const plan = [
  '云川市“人工智能+”行动实施方案',
  '为贯彻落实国家关于深入实施“人工智能+”行动的部署，加快我市人工智能产业发展，制定本方案。',
  '一、总体要求',
  '坚持以应用为牵引，到2027年，全市人工智能核心产业规模达到300亿元，集聚企业200家，形成20个示范场景。',
  '二、重点任务',
  '（一）夯实算力底座。建设市级智能算力中心，算力规模达到2000PFLOPS，对中小企业按使用费的30%给予补贴。',
  '（二）建设高质量数据集。在工业、医疗、交通等领域建成30个以上高质量数据集，鼓励数据流通交易。',
  '三、保障措施',
  '各县区、各部门要加强组织领导，明确责任分工，确保各项任务落到实处。',
];
const notice = (title: string, number: string, lines = plan): string =>
  `<html><head><title>${title}</title><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="2026-03-17"></head><body><h1>${title}</h1>
<p>${number}</p><div id="zoom"><p>各县区人民政府：</p><p>现将方案印发给你们，请认真组织实施。</p><p>云川市人民政府</p><p>2026年3月16日</p>${lines
    .map((line) => `<p>${line}</p>`)
    .join('')}</div></body></html>`;

const name = '《云川市“人工智能+”行动实施方案》';
const site = 'https://www.yunchuan.gov.cn/zwgk/2.html';
const told: WeChatArticle = {
  ...news,
  title: '官宣！云川市人工智能方案来了',
  lines: [`3月17日，云川市人民政府印发${name}（云川政发〔2026〕5号），全文如下：`, ...plan, '往期推荐'],
};

test.each<readonly [string, WeChatArticle, boolean]>([
  ['the text under a headline of its own', told, true],
  ['the act under its own title', { ...told, title: `云川市人民政府关于印发${name}的通知`, lines: ['各县区人民政府：', ...plan] }, true],
  ['a report', { ...told, lines: [`云川市印发${name}。`, ...(plan[3] ?? ''), '业内人士认为，方案将带动投资。'] }, false],
  [
    'a text that names the act and has another content',
    { ...told, lines: [told.lines[0] ?? '', ...plan.map((line) => line.split('').reverse().join(''))] },
    false,
  ],
  ['the text months later, which may be another edition', { ...told, sent: news.sent + 200 * 86_400 }, false],
  ['the draft of the act', { ...told, lines: [`现就${name}公开征求意见。`, ...plan] }, false],
])('an article that repeats an act is its copy: %s', async (_, article, copy) => {
  const later = article.sent === news.sent ? day : '2026-12-01';
  const store = open();
  const act = (await given(store, site, notice(`云川市人民政府关于印发${name}的通知`, '云川政发〔2026〕5号'))).document;
  const file = path.join(store.folder, 'page.html');
  writeFileSync(file, wechatArticle(article));
  const document = JSON.parse((await store.say(later, 'add', `${host}/s/Re`, '--file', file, '--json')).out);
  expect(document.id === act.id).toBe(copy);
  if (copy) expect(document).toMatchObject({ title: act.title, copies: [{ url: site }, { url: `${host}/s/Re`, authority: 40 }] });
});
