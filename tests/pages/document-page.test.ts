import { describe, expect, test } from 'vitest';
import { documentText } from '../../functions/cli/document-text.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import { wordedFacts } from '../../shared/model/document-facts.ts';
import { createApp } from '../../shared/pages/app.ts';
import { itemView } from '../../shared/pages/mail/digest-view.ts';
import { issuerName } from '../../shared/pages/web/list-title.ts';
import { localeOf } from '../../shared/pages/words/days.ts';
import { unitName, type View } from '../../shared/pages/words/page-view.ts';
import { quotesShown } from '../../shared/pages/words/status-reason.ts';
import { structureOf } from '../../shared/stages/text/structure.ts';
import { memory, shown } from '../support/answers.ts';
import { callTool, connectAssistant } from '../support/assistant.ts';
import { item } from '../support/digests.ts';

/** The page of a document: what stands on it, what stands apart, and how heavy it is. */

/** Han letters in an order that no compression foresees, in articles. */
function longText(articles: number, seed = 7): string {
  let state = seed;
  const letter = (): string => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCodePoint(0x4e00 + (state % 3000));
  };
  return Array.from({ length: articles }, (_, n) => `第${n + 1}条　${Array.from({ length: 240 }, letter).join('')}。`).join('\n');
}

const text = longText(250);
const late = { term: text.slice(40_000, 40_002), where: 'text' as const, start: 40_000, end: 40_002 };
const long = shown({ id: 'doc_long', text, themes: [{ theme: 'regulation', score: 0.9, evidence: [late] }] });
const attached = shown({
  id: 'doc_attached',
  attachments: [
    { url: 'https://www.issuer.example/a.pdf', title: '附件', format: 'pdf', text: longText(80, 9) },
  ] as ShownDocument['attachments'],
});
const app = createApp(memory({ documents: [long, attached, shown({ id: 'doc_short' })] }));
const ask = (path: string, headers = {}) => app.request(`http://127.0.0.1:4180${path}`, { headers });
const read = async (path: string): Promise<string> => (await ask(path)).text();
const sent = async (path: string): Promise<number> => (await (await ask(path, { 'accept-encoding': 'gzip' })).arrayBuffer()).byteLength;

describe('a long text', () => {
  test('stands on a page of its own; the page of the document is light and shows its beginning', async () => {
    expect(text.length).toBeGreaterThan(60_000);
    expect(await sent('/documents/doc_long')).toBeLessThan(60_000);
    const page = await read('/documents/doc_long');
    expect(page).toContain('第1条');
    expect(page).not.toContain('第200条　');
    expect(page).toContain('href="/documents/doc_long/text"');
  });

  test('evidence in it is linked where its mark is', async () => {
    expect(await read('/documents/doc_long')).toContain('href="/documents/doc_long/text#e40000"');
    expect(await read('/documents/doc_long/text')).toContain('<mark id="e40000">');
    expect(await read('/documents/doc_long?lang=zh')).toContain('href="/documents/doc_long/text?lang=zh#e40000"');
  });

  test('is whole on its own page, with its title', async () => {
    const page = await read('/documents/doc_long/text');
    expect(page).toContain('第250条');
    expect(page).toMatch(/<title>Source text: Measures for the Registration/);
  });

  test('so do attached texts that are long together with it', async () => {
    expect(await sent('/documents/doc_attached')).toBeLessThan(60_000);
    expect(await read('/documents/doc_attached')).not.toContain('第80条');
    expect(await read('/documents/doc_attached/text')).toContain('第80条');
  });
});

test('where there is a translator, an act stands in both languages on the page of its text, for who reads English', async () => {
  const translated = async (chinese: string) => (chinese.includes('处十万元以下') ? 'A fine is imposed.' : undefined);
  const pages = createApp({ ...memory({ documents: [shown({ id: 'doc_short' })] }), translated });
  const page = async (path: string) => (await pages.request(`http://127.0.0.1:4180${path}`)).text();
  expect(await page('/documents/doc_short')).toContain('href="/documents/doc_short/text#translation">Machine translation</a>');
  const text = await page('/documents/doc_short/text');
  expect(text).toMatch(/<dt lang="zh-Hans">[^<]*处十万元以下[^<]*<\/dt><dd lang="en">A fine is imposed\.<\/dd>/);
  expect(text).toContain('<code>hongtou show doc_short --translate</code>');
  expect(await page('/documents/doc_short/text?lang=zh')).not.toContain('A fine is imposed');
  expect(await read('/documents/doc_short')).not.toContain('Machine translation');
  const { sentences } = JSON.parse(await page('/api/v1/documents/doc_short/translation'));
  expect(sentences).toContainEqual(expect.objectContaining({ english: 'A fine is imposed.' }));
});

test('a short text stands on the page of its document, and evidence can be left unshaded', async () => {
  const page = await read('/documents/doc_short');
  expect(page).toContain('处十万元以下');
  expect(page).not.toContain('Full text on its own page');
  expect(page).toMatch(/<input type="checkbox" id="shading" data-key="e" checked/);
});

test('beside it stand its parts, what can be taken away and where to go on; every one of these addresses answers', async () => {
  const page = await read('/documents/doc_short');
  const side = page.slice(page.indexOf('<aside'));
  const links = [...side.slice(0, side.indexOf('</aside>')).matchAll(/href="(\/[^"]+)"/g)].map(([, address]) =>
    String(address).replaceAll('&amp;', '&'),
  );
  expect(links.length).toBeGreaterThan(6);
  for (const link of links) expect([link, (await ask(link)).status]).toEqual([link, 200]);
});

test('a page in Chinese has the key facts in the words of the act, and each issuer once, by its Chinese name', async () => {
  const act = shown({
    id: 'doc_zh',
    issuers: [{ id: 'state-council', name: '国务院', english: 'State Council' }],
    summary: [
      { kind: 'sentence', says: 'The State Council issued these measures.', quote: '国务院制定本办法' },
      { kind: 'label', says: 'Required: keep logs', quote: '应当保存日志不少于六个月' },
    ],
  });
  const page = await (await createApp(memory({ documents: [act] })).request('/documents/doc_zh?lang=zh')).text();
  const facts = page.slice(page.indexOf('id="key-facts"'), page.indexOf('</section>', page.indexOf('id="key-facts"')));
  for (const quote of ['国务院制定本办法', '应当保存日志不少于六个月']) expect(facts).toContain(quote);
  expect(facts).not.toContain('issued');
  const details = page.slice(page.indexOf('id="what"'), page.indexOf('</section>', page.indexOf('id="what"')));
  expect(details).toContain('国务院');
  expect(details).not.toContain('State Council');
});

test('what the catalogue knows of an act stands apart, marked, in both languages; status and dates are those of the page', async () => {
  const catalogue = {
    dates: { effective: { value: '2021-11-01', precision: 'day' as const } },
    number: '国样令第7号',
    url: 'https://www.catalogued.example/law.html',
    landmark: 'pipl',
    from: 'a list of samples',
  };
  const act = shown({ id: 'doc_known', status: 'unknown', statusReason: { by: 'nothing' }, dates: {}, catalogue });
  const own = createApp(memory({ documents: [act, shown({ id: 'doc_plain' })] }));
  const get = async (path: string) => (await own.request(`http://127.0.0.1:4180${path}`)).text();
  const page = await get('/documents/doc_known');
  const line = page.slice(page.indexOf('id="catalogue"'));
  expect(line.slice(0, line.indexOf('</p>')).replaceAll(/<[^>]*>/g, '')).toContain(
    'From the catalogue, not stated on this page: effective 1 November 2021; number 国样令第7号.',
  );
  expect(line).toContain('href="/landmarks/pipl"');
  expect(page).toContain('Status unknown');
  const chinese = (await get('/documents/doc_known?lang=zh')).replaceAll(/<[^>]*>/g, '');
  expect(chinese).toContain('来自目录，本页未注明：2021年11月1日施行；国样令第7号。');
  expect(await get('/documents/doc_plain')).not.toContain('catalogue');
  expect(documentText(act)).toContain(
    'From the catalogue, not stated on this page: effective 1 November 2021; number 国样令第7号; https://www.catalogued.example/law.html',
  );
  const assistant = await connectAssistant(own);
  expect((await callTool(assistant, 'document', { ref: 'doc_known' })).answer).toMatchObject({ catalogue, status: 'unknown' });
  await assistant.close();
  expect(JSON.parse(await get('/api/v1/documents/doc_known'))).toMatchObject({ status: 'unknown', dates: {}, catalogue });
});

const plain = (page: string): string => page.replaceAll(/<[^>]*>/g, '');

test('a page in Chinese cites the document in Chinese and lists what is not stated as Chinese does', async () => {
  const page = plain(await read('/documents/doc_short?lang=zh'));
  expect(page).toContain(
    '国家互联网信息办公室. 模型语料来源登记办法（试行）：国信办通字〔2026〕901号[EB/OL]. (2026-11-09)[2026-11-25]. https://',
  );
  expect(page).toContain('存档第2版(2026-11-19)');
  expect(page).toContain('页面未注明：意见截止、失效。');
  expect(plain(await read('/documents/doc_short'))).toContain('Not stated: comments due, expires.');
});

test('names and units of pages in Chinese are Chinese alone', async () => {
  const view = { language: 'zh' } as View;
  expect(issuerName('miit-office', localeOf('zh'))).toBe('工业和信息化部办公厅');
  expect(issuerName('tc260-secretariat', localeOf('zh'))).toBe('全国网络安全标准化技术委员会秘书处');
  expect(issuerName('miit-department-of-science-and-technology', localeOf('zh'))).toBe('工业和信息化部科技司');
  expect(issuerName('miit-office', localeOf('en'))).toBe('MIIT General Office');
  expect(['CNY', 'count', 'month', 'EFLOPS', '%'].map((unit) => unitName(unit, view))).toEqual(['元', '数量', '个月', 'EFLOPS', '%']);
  const landmark = await read('/landmarks/ai-plus?lang=zh');
  expect(landmark).toMatch(/<h1>国务院关于深入实施“人工智能\+”行动的意见<\/h1><p class="zh" lang="en">Opinions/);
  const report = {
    id: 'r',
    title: '样例答记者问',
    english: 'Press Q&A on samples',
    type: 'interpretation',
    url: 'https://www.issuer.example/r',
  } as const;
  const told = itemView(item({ id: 'doc_a', coverage: [report] }), '2026-11-25', localeOf('zh'));
  expect(told.coverage).toEqual([{ title: '样例答记者问', type: '解读', url: report.url }]);
});

test('a landmark says when it was checked, and that this is long ago; what was wrong is on a page', async () => {
  const at = async (path: string, today: string) =>
    (await (await createApp({ ...memory({}), today: () => today })).request(`http://127.0.0.1:4180${path}`)).text();
  expect(await at('/landmarks/deepseek', '2026-12-01')).toContain('checked 27 September 2026: ');
  expect(await at('/landmarks/deepseek', '2027-12-01')).toContain('checked 27 September 2026, long ago: ');
  expect(plain(await at('/corrections?lang=zh', '2026-12-01'))).toMatch(
    /杭州市促进具身智能机器人产业发展条例.*Needs approval.*In force since/s,
  );
  expect(await at('/api/v1/corrections', '2026-12-01')).toContain('"of":"hangzhou-embodied"');
});

test('the word for a first period is named as the title has it', async () => {
  const interim = shown({ id: 'doc_interim', title: '雾灯管理暂行办法' });
  const world = createApp(memory({ documents: [interim, shown({ id: 'doc_trial' })] }));
  const page = async (path: string) => (await world.request(path)).text();
  expect(await page('/documents/doc_interim?lang=zh')).toContain('“暂行”并非征求意见稿');
  expect(await page('/documents/doc_interim')).toContain('“interim” does not mean draft');
  expect(await page('/documents/doc_trial')).toContain('“for trial implementation” does not mean draft');
});

test('in Chinese, key facts leave out what only proves names, day or title', () => {
  const line = (quote: string) => ({ kind: 'sentence' as const, says: 'x', quote });
  const issuers = [{ name: '样例部' }, { name: '样例局' }];
  const quotes = [
    '样例部 样例局',
    '样例部2026年11月12日',
    '二〇二六年一月二日',
    '样例办法',
    '失效日期 2029年03月03日',
    '发布时间： 2026-11-12 09:30 信息来源：样例局',
    '本办法由样例部负责解释。',
    '本办法由样例部负责解释。',
  ];
  expect(quotesShown({ title: '样例办法', issuers, summary: quotes.map(line) })).toEqual(['本办法由样例部负责解释。']);
});

test('every fact that has words is told by page and command', async () => {
  const stated = {
    otherNumbers: ['甲发〔2026〕1号', '乙发〔2026〕2号'],
    indexNumber: '000-12',
    subject: '科技',
    validity: '有效',
    credit: '某办公室',
    account: '某公众号',
  };
  const document = shown({ id: 'doc_facts', ...stated });
  const told = Object.values(wordedFacts(document));
  const page = await (await createApp(memory({ documents: [document] })).request('http://127.0.0.1:4180/documents/doc_facts')).text();
  expect(told.map(({ values }) => values)).toEqual(Object.values(stated).map((value) => [value].flat()));
  for (const { words, command, values } of told) {
    expect(page).toContain(`<dt>${words[0]}</dt>`);
    expect(documentText(document)).toMatch(new RegExp(`^ {2}${command} .*${values[0]}`, 'm'));
  }
});

/** An act with a duty that is told in English, one that is not, a scope and a fine. */
const duty = {
  label: 'Must be done',
  kind: 'duty',
  by: 'rules',
  quote: '第二条　提供者应当在提供服务前，就其训练数据来源办理登记。',
} as const;
const english = 'Providers must register the sources of their training data before offering services.';
const articled = shown({
  id: 'doc_articles',
  structure: structureOf(shown({ id: 'x' }).text),
  summary: [
    { kind: 'sentence', says: english, quote: duty.quote },
    { kind: 'label', says: 'Fines: at most 100,000 yuan', quote: '处十万元以下罚款' },
    { kind: 'sentence', says: 'They end the registration of 2020.', quote: '原登记办法同时废止' },
    { kind: 'sentence', says: 'They are dated 9 November 2026.', quote: '2026年11月9日' },
  ],
  keyFacts: [
    { ...duty, english, article: '第二条', sanction: '第三条', addressee: 'generative-providers' },
    { label: 'Fines', kind: 'sanction', by: 'rules', article: '第三条', quote: '处十万元以下罚款', value: 100_000, unit: 'CNY' },
  ],
});
const plan = shown({
  id: 'doc_plan',
  type: 'opinions',
  status: 'issued',
  statusReason: { by: 'published', day: '2025-08-21', quote: '2025年8月21日' },
  dates: {},
});
const opened = createApp(
  memory({ documents: [articled, plan, shown({ id: 'doc_news', type: 'news', status: 'informational', statusReason: { by: 'kind' } })] }),
);
const textOf = async (path: string): Promise<string> => (await opened.request(`http://127.0.0.1:4180${path}`)).text();
const between = (text: string, from: string, to: string): string => text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));

describe('a document opens with what a reader asks first', () => {
  const asked = ['What it does', english, 'Whom it binds', 'Providers of generative AI services', 'From when', 'Issued, not yet in force'];
  const all = [...asked, 'What it costs not to', 'Fines: at most 100,000 yuan', 'Article 3'];

  test('what it does, whom it binds, from when, what it costs not to: on the page in both languages, by command, API and tool', async () => {
    const head = plain(between(await textOf('/documents/doc_articles'), '<dl class="facts first"', '<div class="cols'));
    const command = documentText(articled, { today: '2026-11-25' });
    const { firstLines } = JSON.parse(await textOf('/api/v1/documents/doc_articles'));
    const assistant = await connectAssistant(opened);
    const told = (await callTool(assistant, 'document', { ref: 'doc_articles' })).answer;
    await assistant.close();
    expect(told['firstLines']).toEqual(firstLines);
    for (const text of [head, command, JSON.stringify(firstLines).replaceAll('第三条', 'Article 3')]) {
      const places = all.map((words) => text.indexOf(words));
      expect([text, places.includes(-1)]).toEqual([text, false]);
    }
    const chinese = plain(between(await textOf('/documents/doc_articles?lang=zh'), '<dl class="facts first"', '<div class="cols'));
    for (const words of [duty.quote, '生成式人工智能服务提供者', '已发布，尚未施行，2027年1月1日起施行', '处十万元以下罚款'])
      expect(chinese).toContain(words);
  });

  test('what nothing was read of says so; a policy document has no day of effect, and news its status alone', async () => {
    const head = plain(between(await textOf('/documents/doc_plan'), '<dl class="facts first"', '<div class="cols'));
    expect(head).toContain('Policy document of 21 August 2025; such texts have no day of effect');
    expect(head.match(/not read/g)?.length).toBe(1);
    // A plan need bind nobody, and says nothing of what it would cost.
    expect(head).not.toMatch(/Whom it binds|What it costs/);
    expect(documentText(plan)).toContain('Policy document of 2025-08-21; such texts have no day of effect');
    const news = JSON.parse(await textOf('/api/v1/documents/doc_news')).firstLines;
    expect(news).toEqual([{ id: 'from', label: 'From when', says: 'Informational: documents of this type are not binding' }]);
  });

  test('then its days on one line, key facts with the Chinese folded, the text, lineage; what is kept of it last and folded', async () => {
    const page = await textOf('/documents/doc_articles');
    const line = plain(between(page, '<details class="days"', '</summary>'));
    expect(line).toBe('signed 2026-11-09 · published 2026-11-17 · takes effect 2027-01-01');
    const facts = between(page, 'id="key-facts"', '</section>');
    expect(facts).toContain(
      '<details><summary lang="en">They end the registration of 2020.</summary><p><q lang="zh-Hans">原登记办法同时废止</q></p></details>',
    );
    for (const words of [english, 'They are dated', 'Fines']) expect(facts).not.toContain(words);
    const order = [
      'class="facts first"',
      'id="key-facts"',
      'id="text"',
      'id="lineage"',
      'id="what"',
      'id="themes"',
      'id="revisions"',
      'id="copies"',
      'id="evidence"',
    ];
    const places = order.map((each) => page.indexOf(each));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const id of ['themes', 'revisions', 'copies', 'evidence']) expect(page).toContain(`<details class="rec"><summary><h2 id="${id}">`);
  });

  test('each article has an address, and beside it what is told of it in English', async () => {
    const page = await textOf('/documents/doc_articles');
    const article = between(page, '<div class="art" id="art-2">', '<div class="art" id="art-3">');
    expect(article).toContain('<a class="at" href="#art-2"');
    expect(plain(article)).toContain(`Article 2${english}第二条`);
    expect(page).toContain('href="#art-3">Article 3</a>');
    const numbered = shown({
      id: 'doc_numbered',
      text,
      structure: structureOf(text),
      keyFacts: [{ ...duty, english, article: '第200条' }],
    });
    const own = createApp(memory({ documents: [numbered] }));
    const whole = await (await own.request('http://127.0.0.1:4180/documents/doc_numbered/text')).text();
    expect(whole).toContain('id="art-200"');
    const short = await (await own.request('http://127.0.0.1:4180/documents/doc_numbered')).text();
    expect(short).toContain('href="/documents/doc_numbered/text#art-200"');
  });
});
