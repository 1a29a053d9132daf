import { describe, expect, test } from 'vitest';
import { documentType } from '../../shared/stages/facts/kind.ts';
import { parseNumber } from '../../shared/stages/numbers/numbers.ts';
import { body, check, menu, page, paragraphs, read, right, sentences } from './article-kit.ts';

const notice = '关于开展算力保险补偿试点的通知';

describe('who issued it', () => {
  test('a name whose letters are set apart, beside names that are written close', () => {
    const html = page(
      notice,
      `<h1>${notice}</h1><div class="time">2026-04-22</div><div class="c">${body}${right('财　政　部　　工业和信息化部　　金融监管总局', '2026年4月15日')}</div>`,
    );
    check(read(html), { issuers: ['财政部', '工业和信息化部', '金融监管总局'], signed: '2026-04-15' });
  });

  test('the body of the number of an order, where no other line names one', () => {
    const html = (cell: string): string =>
      page(
        '平台算法公平管理规定',
        `<table><tr><td>索引号</td><td>1/2026-01</td><td>文号</td><td>${cell}</td></tr></table><h1>平台算法公平管理规定</h1><div class="c">${body}</div>`,
      );
    check(read(html('国家市场监督管理总局令第112号')), { issuers: ['国家市场监督管理总局'], number: '国家市场监督管理总局令第112号' });
    check(read(html('令第112号')), { issuers: [], number: '令第112号' });
    check(read(html('国令第790号')), { issuers: ['国务院'], number: '国令第790号' });
  });

  test('the number between the title that a print repeats and the addressee', () => {
    const title = '云川市政府办公室关于印发云川市算力调度行动方案的通知';
    const lines = [
      '云府办〔 2025 〕 102 号文　　号：',
      title,
      '标　　题：',
      '行动方案的通知',
      '云府办〔 2025 〕 102 号',
      '各县区人民政府，市各委办局：',
    ];
    const html = (name: string) =>
      page(
        name,
        `<h1>${name}</h1><div class="c">${lines.map((line) => `<p>${line}</p>`).join('')}${body}${right('云川市人民政府办公室', '2025年9月15日')}</div>`,
      );
    const article = read(html(title));
    check(article, { number: '云府办〔2025〕102号' });
    expect(article.citations).toEqual([]);
  });
});

describe('the day under the title', () => {
  test('in brackets it is that of the text, and the page has its own', () => {
    const title = '（受权发布）中共云川市委 云川市人民政府关于发展智能经济的意见';
    const html = `<html><head><title>${title}</title><meta name="publishdate" content="2026-09-13"></head><body>${menu}<h1>${title}</h1><div class="c"><p style="text-align:center">（2026年9月5日）</p>${body}</div></body></html>`;
    check(read(html), { signed: '2026-09-05', published: '2026-09-13' });
  });

  test('an official bulletin is dated by 刊登日期', () => {
    const html = page(
      '公報摘要',
      `<p>印務局 | 公報編號:24/2026 刊登日期:2026.6.15 版數:588-601</p><h1>數據應用規範公報摘要</h1><div class="c">${body}</div>`,
    );
    check(read(html), { published: '2026-06-15' });
  });
});

test('replies to proposals are numbered 案, cases and filings are not', () => {
  const canonical = (text: string) => parseNumber(text).canonical;
  expect(canonical('工信提案〔2026〕126号')).toBe('工信提案〔2026〕126号');
  expect(canonical('冀科案〔2026〕21号')).toBe('冀科案〔2026〕21号');
  for (const none of ['网信算备案〔2026〕12号', '方案〔2026〕3号', '备案〔2026〕7号', '草案（2026）2号'])
    expect(canonical(none)).toBeUndefined();
  expect(canonical('〔十四届〕第五十一号')).toBe('公告〔十四届〕第五十一号');
  expect(canonical('〔十五届〕第一二七号')).toBe('公告〔十五届〕第一二七号');
});

test('announcements of a known body without a year', () => {
  const canonical = (text: string) => parseNumber(text).canonical;
  expect(canonical('国家密码管理局公告（第52号）')).toBe('国家密码管理局公告第52号');
  expect(canonical('国家密码管理局公告第五十二号')).toBe('国家密码管理局公告第52号');
  expect(canonical('云川商贸公司公告第5号')).toBeUndefined();
});

test('labels and values that are entries of one list beside each other', () => {
  const pairs = [
    '索引号',
    'YC01/2026-1',
    '发文字号',
    '云政规〔2026〕2号',
    '成文日期',
    '2026-04-28',
    '公开日期',
    '2026-05-06',
    '有效性',
    '废止',
  ];
  const list = `<ul class="head">${pairs.map((each) => `<li>${each}</li>`).join('')}</ul>`;
  const article = read(page(notice, `${list}<h1>${notice}</h1><div class="c">${body}</div>`));
  check(article, { number: '云政规〔2026〕2号', signed: '2026-04-28', published: '2026-05-06' });
  expect(article.status).toBe('repealed');
});

test('a deadline that is moved is the new one', () => {
  const title = '关于延长《数据质量要求（征求意见稿）》征求意见时间的通知';
  const html = page(
    title,
    `<h1>${title}</h1><div class="time">2026-11-20</div><div class="c">${paragraphs('现将征求意见截止时间由2026年11月25日延长至2026年12月20日，请将意见反馈我局。', ...sentences)}</div>`,
  );
  expect(read(html).dates.commentBy?.value).toBe('2026-12-20');
});

describe('facts of another text', () => {
  const notices = (title: string, text: string, at?: string) =>
    read(page(title, `<h1>${title}</h1><div class="time">2026-06-11</div><div class="c">${paragraphs(text, ...sentences)}</div>`), at);

  test('a notice that has an act taught or carried out does not take effect with it', () => {
    const text = '《云川市数据条例》已经通过，将于2026年9月1日起施行，现将有关事项通知如下。';
    expect(notices('关于组织学习《云川市数据条例》的通知', text).dates.effective).toBeUndefined();
    expect(notices('关于组织学习《云川市数据条例》的通知', text).citations.map(({ title }) => title)).toContain('云川市数据条例');
    expect(notices('关于认真贯彻实施《云川市数据条例》的通知', text).dates.effective).toBeUndefined();
    expect(notices('关于印发《云川市数据条例》的通知', text).dates.effective?.value).toBe('2026-09-01');
  });

  test('a headline names the number of the order that it reports', () => {
    const html = notices(
      '市政府令第31号公布！《云川市数据办法》8月施行',
      '市政府日前公布《云川市数据办法》。',
      'https://www.yunchuan-ribao.example/a',
    );
    check(html, { number: undefined, type: 'news' });
    const own = '商务部公告2026年第51号 公布对部分物项的决定';
    check(notices(own, '现予公布。'), { number: '商务部公告2026年第51号' });
  });

  test('a sentence that opens an English text does not date the page', () => {
    const html = page(
      'New export rules',
      `<h1>New export rules</h1><span class="date">03/04/2026</span><div class="post"><p>They take effect on June 1, 2026.</p>${body}</div>`,
    );
    expect(read(html).dates.published).toBeUndefined();
  });

  test('a list that an announcement makes known is the announcement', () => {
    const typeOf = (title: string) => documentType({ title, text: '', issuers: [], url: 'https://www.yunchuan.gov.cn/a' });
    expect(typeOf('关于发布《云川市测试道路目录（第三批）》的公告')).toBe('announcement');
    expect(typeOf('关于发布《云川市测试管理细则》的公告')).toBe('detailed-rules');
  });
});

describe('what it is', () => {
  const typeOf = (title: string, text = '', url = 'https://english.yunchuan.gov.cn/a.html') =>
    documentType({ title, text, issuers: [], url });

  test('a translated act opens with its place, a report with who did what', () => {
    expect(typeOf('Municipal Measures on the Opening of Public Data')).toBe('measures');
    expect(typeOf('Yunchuan Measures for Data Registration', 'Article 1 These Measures are formulated to …')).toBe('measures');
    expect(typeOf('Yunchuan Measures for Data Registration')).toBe('news');
    expect(typeOf('Yunchuan issues measures for data registration', 'The city on Monday issued measures.')).toBe('news');
  });

  test('laws of Macau and Hong Kong', () => {
    expect(typeOf('第5/2026號法律', '', 'https://bo.example/a')).toBe('law');
    expect(typeOf('人工智能條例', '', 'https://www.yc.gov.hk/a')).toBe('local-regulation');
    expect(typeOf('人工智能（公共服務應用）規例', '', 'https://www.yc.gov.hk/a')).toBe('rule');
  });

  test('a league that publishes a list reports it, and issues it only where it signs', () => {
    const title = '云川人工智能开放创新联盟发布年度场景清单';
    const html = (end: string): string => page(title, `<h1>${title}</h1><div class="c">${paragraphs(...sentences)}${end}</div>`);
    expect(read(html(''), 'https://www.yc-league.example/a').type).toBe('news');
    expect(read(html(right('云川人工智能开放创新联盟', '2026年10月18日')), 'https://www.yc-league.example/a').type).toBe('guideline');
  });
});
