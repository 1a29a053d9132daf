import { describe, expect, test } from 'vitest';
import type { Entry } from '../../shared/model/article.ts';
import type { ArticleOverrides } from '../../shared/model/source.ts';
import { readArticle } from '../../shared/stages/article/article.ts';
import { parseHtml } from '../../shared/stages/html/tree.ts';

const today = '2026-11-25';
type More = { readonly url?: string; readonly entry?: Entry; readonly overrides?: ArticleOverrides };

function read(html: string, { url = 'https://www.linjiang-ribao.example/a/1.html', ...more }: More = {}) {
  return readArticle({ url, decoded: { text: html, charset: 'utf-8', lossy: false }, today, ...more });
}

const sentence = '临江市近日启用新的公共数据平台，市民可以在线查询各类公开数据，相关部门表示将继续扩大开放范围。';
const text = `<p>${sentence}</p><p>${sentence}</p><p>${sentence}</p>`;
const name = '临江市启用新的公共数据平台';

function page({ head = '', info = '', body = text, before = '', after = '' }): string {
  return `<html><head><title>${name}-临江日报</title>${head}</head><body>${before}<h1>${name}</h1><div class="info">${info}</div><div id="zoom">${body}</div>${after}</body></html>`;
}

describe('the day of publication', () => {
  const shown: readonly (readonly [string, string, string])[] = [
    ['beside 发布时间', '发布时间：2026-05-04 09:30 来源：临江日报', '2026-05-04'],
    ['glued to the source', '<span>时间：2026.05.04</span><span>来源：临江日报</span><span>浏览量：2090</span>', '2026-05-04'],
    ['glued to the time', '2026年05月04日06:58　来源：临江日报', '2026-05-04'],
    [
      'split over elements',
      '<span class="year"><em> 2026</em></span> <span class="day"><em>05</em>/<em>04</em></span> <span class="time">19:05:22</span>',
      '2026-05-04',
    ],
    ['with slashes', '2026/5/4 18:04:18', '2026-05-04'],
    ['a ratio sign for a colon', '发布时间∶2026-05-04 12∶00', '2026-05-04'],
  ];
  for (const [what, info, day] of shown) test(what, () => expect(read(page({ info })).dates.published?.value).toBe(day));

  test('shown day before the day of a migration in a meta tag', () => {
    const article = read(page({ head: '<meta name="PubDate" content="2023-05-12 23:20">', info: '发布时间：2009-09-30 来源：市局' }));
    expect(article.dates.published).toMatchObject({ value: '2009-09-30', from: 'body' });
    expect(article.warnings.some((warning) => warning.field === 'dates.published')).toBe(true);
  });

  test('an instant becomes the day in Beijing', () => {
    const head = '<meta property="article:published_time" content="2026-05-03T20:00:00Z">';
    expect(read(page({ head })).dates.published).toMatchObject({ value: '2026-05-04', from: 'meta-tag' });
  });

  test('lists and footers give none', () => {
    const before =
      '<div class="side"><ul><li><a href="/b">别的新闻一则</a> 2026-01-02</li><li><a href="/c">别的新闻二则</a> 2026-01-03</li></ul></div>';
    const after =
      '<div class="related"><a href="/d">相关新闻</a><span>2025-02-03</span></div><div class="footer">版权所有 2015-2026 更新日期 2026-11-01</div>';
    expect(read(page({ before, after })).dates.published).toBeUndefined();
  });

  test('a day without its year, a damaged and a future one give none', () => {
    expect(read(page({ info: '05-04 09:30 来源：临江日报' })).dates.published).toBeUndefined();
    expect(read(page({ info: '发布时间：202654 来源：临江日报' })).dates.published).toBeUndefined();
    const future = read(page({ info: '发布时间：2027-05-04 来源：临江日报' }));
    expect(future.dates.published).toBeUndefined();
    expect(future.warnings.some((warning) => warning.field === 'dates.published')).toBe(true);
  });

  test('the listing fills a gap, then the address', () => {
    const entry = { url: 'https://www.linjiang-ribao.example/a/1.html', title: name, publishedOn: '2026-05-06' };
    expect(read(page({}), { entry }).dates.published).toMatchObject({ value: '2026-05-06', from: 'listing' });
    const url = 'https://www.linjiang.gov.cn/zwgk/202605/t20260507_4411.html';
    expect(read(page({}), { url }).dates.published).toMatchObject({ value: '2026-05-07', from: 'url' });
  });
});

describe('news', () => {
  test('has no number, issuers or day of signing, whatever it cites', () => {
    const body = `${text}<p>据了解，《数据条例》（国发〔2025〕11号）已经施行。</p><p style="text-align:right">2026年5月3日</p>`;
    const article = read(page({ info: '2026-05-04 来源：临江日报', body }));
    expect(article.type).toBe('news');
    expect(article.number).toBeUndefined();
    expect(article.issuers).toEqual([]);
    expect(article.dates.signed).toBeUndefined();
    expect(article.credit).toBe('临江日报');
  });
});

describe('titles', () => {
  test('names of site and column go, a bar in the title stays', () => {
    const html = `<html><head><title>数据|新平台启用_要闻_临江新闻网</title></head><body><div>${text}</div></body></html>`;
    expect(read(html).title).toBe('数据|新平台启用');
  });

  test('a heading broken over lines is joined, small print in it is left out', () => {
    const html = page({}).replace(
      `<h1>${name}</h1>`,
      '<h2 id="ivs_title">临江市启用新的<br>公共数据平台<small>2026年05月04日</small></h2>',
    );
    expect(read(html).title).toBe(name);
  });

  test('a heading goes before an og:title that is cut', () => {
    const html = page({ head: '<meta property="og:title" content="临江市启用">' });
    expect(read(html).title).toBe(name);
  });
});

describe('the text', () => {
  test('without navigation, sharing, scripts, hidden and injected parts', () => {
    const hidden =
      '<div style="display:none"><a href="http://x.example/">彩票</a></div><div style="position:absolute;left:-9999px">贷款</div><script>var a="脚本";</script>';
    const body = `${text}${hidden}<div class="share">分享到微信</div><p>【打印】</p>`;
    const article = read(page({ body }));
    expect(article.text).toBe([sentence, sentence, sentence].join('\n'));
  });

  test('tables stay as text, names of bodies are no buttons', () => {
    const body = `${text}<table><tr><td>中关村</td><td>12</td></tr><tr><td>大连市</td><td>7</td></tr></table><p>中华人民共和国财政部</p>`;
    expect(read(page({ body })).text).toContain('中关村\t12\n大连市\t7\n中华人民共和国财政部');
  });

  test('marks of careless copies are undone and named', () => {
    const noisy = text.replaceAll('数据', '数据(jù)').replaceAll('，', '，，').replaceAll('平台', '平\u200b台');
    const article = read(page({ body: noisy }));
    expect(article.text).toBe([sentence, sentence, sentence].join('\n'));
    expect(article.warnings.some((warning) => warning.field === 'text')).toBe(true);
  });

  test('an unknown page is read by density', () => {
    const links = Array.from({ length: 30 }, (_, n) => `<li><a href="/${n}">别处的新闻标题第${n}条</a></li>`).join('');
    const html = `<html><head><title>${name}</title></head><body><ul>${links}</ul><div class="x7"><div class="k2">${text}</div></div></body></html>`;
    expect(read(html)).toMatchObject({ text: [sentence, sentence, sentence].join('\n'), reader: 'generic' });
  });

  test('languages of title and text', () => {
    expect(
      read(page({ body: '<p>臨江市近日啟用新的公共數據平台，市民可以線上查詢各類公開數據，相關部門將繼續擴大開放範圍。</p>' })).language,
    ).toBe('zh-Hant');
    expect(read(page({ body: '<p>生成AIに関する新しい指針が公表されました。事業者は安全性を確認する必要があります。</p>' })).language).toBe(
      'ja',
    );
    expect(
      read(page({ body: '<p>The city opened a new platform for public data and invited residents to use it today.</p>' })).language,
    ).toBe('en');
    expect(read(page({})).titleLanguage).toBe('zh-Hans');
  });

  test('declared places win', () => {
    const html = `<html><head><title>栏目</title></head><body><b class="t">${name}</b><i class="n">临数发〔2026〕4号</i><div id="zoom">别的</div><div class="b">${text}<p class="ad">广告</p></div></body></html>`;
    const article = read(html, { overrides: { body: '.b', title: '.t', number: '.n', drop: ['.ad'] } });
    expect(article.title).toBe(name);
    expect(article.text).toBe([sentence, sentence, sentence].join('\n'));
  });
});

test('attachments in and beside the body, once each, and the next page', () => {
  const body = `${text}<p><a href="./P02026.pdf">附件1：数据目录</a></p><p><a href="/down?id=3">附件2.xlsx</a></p><p><a href="./P02026.pdf">再次下载</a></p><a href="1_2.html">下一页</a>`;
  const article = read(
    page({
      body,
      after: '<div class="files"><a href="/f/biao.ofd">申请表</a></div><div class="footer"><a href="/help.pdf">帮助</a></div>',
    }),
  );
  expect(article.attachments.map(({ url, format }) => [url.replace('https://www.linjiang-ribao.example', ''), format])).toEqual([
    ['/a/P02026.pdf', 'pdf'],
    ['/down?id=3', 'xlsx'],
    ['/f/biao.ofd', 'ofd'],
  ]);
  expect(article.nextPage).toBe('https://www.linjiang-ribao.example/a/1_2.html');
});

describe('pages that are no documents', () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ['captcha', 'refused', '<html><title>安全验证</title><body>请拖动滑块完成拼图</body></html>'],
    ['forbidden', 'refused', '<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1><hr>nginx</body></html>'],
    ['firewall', 'refused', '<html><body>您的请求疑似攻击行为，已被网站防火墙拦截，事件编号 8812。</body></html>'],
    ['login', 'refused', '<html><title>登录</title><body>请登录后查看</body></html>'],
    ['script challenge', 'refused', "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>"],
    ['soft 404', 'unrecognised', '<html><title>临江市人民政府</title><body>抱歉，您访问的页面不存在或已删除，5秒后返回首页</body></html>'],
    ['maintenance', 'unrecognised', '<html><title>公告</title><body>网站系统维护中，请稍后再试</body></html>'],
    ['empty shell', 'unrecognised', '<html><title>平台</title><body><div id="app"></div><script src="/app.js"></script></body></html>'],
  ];
  for (const [what, trouble, html] of refused) {
    test(what, () => expect(() => read(html)).toThrowError(expect.objectContaining({ name: 'SourceError', trouble })));
  }

  test('a real text may speak of captchas', () => {
    expect(read(page({ body: `${text}<p>登录时请输入验证码，访问过于频繁会被拦截。</p>` })).title).toBe(name);
  });
});

describe('the limits of a tree', () => {
  const complex = expect.objectContaining({ trouble: 'too-complex' });
  test('depth', () => expect(() => parseHtml('<div>'.repeat(600))).toThrowError(complex));
  test('nodes', () => expect(() => parseHtml('<i></i>'.repeat(201_000))).toThrowError(complex));
  test('attributes', () =>
    expect(() => parseHtml(`<p ${Array.from({ length: 300 }, (_, n) => `a${n}=1`).join(' ')}>`)).toThrowError(complex));
  test('unclosed flat elements are no depth', () => expect(() => parseHtml('<p>a<br><img src=x>'.repeat(2000))).not.toThrow());
});
