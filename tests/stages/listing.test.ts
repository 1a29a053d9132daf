import { describe, expect, test } from 'vitest';
import { SourceError } from '../../shared/model/errors.ts';
import type { Listing } from '../../shared/model/source.ts';
import { guessListing, readListing } from '../../shared/stages/listing/listing.ts';

const url = 'https://www.jia.gov.cn/zwgk/index.html';
const today = '2026-11-25';
const read = (text: string, listing: Partial<Listing> = {}) =>
  readListing({ url, decoded: { text, charset: 'utf-8', lossy: false }, listing: { format: 'dated-links', url, ...listing }, today });

async function refusalOf(text: string, listing: Partial<Listing> = {}): Promise<string> {
  try {
    await read(text, listing);
    return 'none';
  } catch (error) {
    return error instanceof SourceError ? `${error.trouble}: ${error.detail}` : String(error);
  }
}

const li = (name: string, day: string): string => `<li><a href="./${name}.html">关于${name}的第一号通知</a><span>${day}</span></li>`;
const list = (kind: string, names: readonly string[]): string =>
  `<ul class="${kind}">${names.map((name, index) => li(name, `2026-11-${20 - index}`)).join('')}</ul>`;
const titles = (entries: readonly { title: string }[]): string[] => entries.map(({ title }) => title.slice(2, -6));
const days = (entries: readonly { publishedOn?: string }[]): (string | undefined)[] => entries.map(({ publishedOn }) => publishedOn);

describe('dated-links', () => {
  test('takes the largest run of siblings, and nothing else of the page', async () => {
    const page = await read(
      `<div class="nav"><a href="/">首页</a> 2026年11月25日</div>${list('a', ['甲', '乙', '丙'])}<div>${list('b', ['丁', '戊'])}</div>`,
    );
    expect(titles(page.entries)).toEqual(['甲', '乙', '丙']);
    expect(page.entries[0]).toEqual({
      url: 'https://www.jia.gov.cn/zwgk/甲.html'.replace('甲', encodeURIComponent('甲')),
      title: '关于甲的第一号通知',
      publishedOn: '2026-11-20',
    });
  });

  test('refuses when two runs tie; a region settles it', async () => {
    const tie = `<div id="x">${list('a', ['甲', '乙'])}</div><div>${list('b', ['丙', '丁'])}</div>`;
    expect(await refusalOf(tie)).toMatch(/^unrecognised: two lists of 2 dated links tie/);
    expect(titles((await read(tie, { region: '#x' })).entries)).toEqual(['甲', '乙']);
    expect(await refusalOf(tie, { region: '#y' })).toBe('unrecognised: looked for the region #y: no element matches');
  });

  test('says what it looked for when there is no list', async () => {
    expect(await refusalOf('<p>河湾县位于河流转弯之处。</p>')).toBe(
      'unrecognised: looked in the page for sibling blocks that each hold one link and one date: there are none',
    );
  });

  test('lines that pop up within a line are no entries', async () => {
    const pop = '<div class="pop"><ul><li><a href="/jd/1.html">《关于很长的办法》政策解读与问答汇编</a> 2026-11-01</li></ul></div>';
    const page = await read(`<ul>${li('甲', '2026/11/20').replace('<span>', `${pop}<span>`)}${li('乙', '2026/11/19')}</ul>`);
    expect(titles(page.entries)).toEqual(['甲', '乙']);
    expect(days(page.entries)).toEqual(['2026-11-20', '2026-11-19']);
  });

  test('the head of a list is no line of it', async () => {
    const page = await read(`<div><p>更新时间：2026-11-25</p><a href="/rss">订阅本栏目的信息</a>${list('a', ['甲', '乙', '丙'])}</div>`);
    expect(titles(page.entries)).toEqual(['甲', '乙', '丙']);
  });

  test('pieces of one list are one list when the days run on', async () => {
    const pieces = `<ul>${li('甲', '2026-11-20')}${li('乙', '2026-11-19')}</ul><hr><ul>${li('丙', '2026-11-18')}${li('丁', '2026-11-17')}</ul>`;
    expect(titles((await read(`<div>${pieces}</div>`)).entries)).toEqual(['甲', '乙', '丙', '丁']);
  });

  test('a line without a day is an entry without one', async () => {
    const page = await read(`<ul>${li('甲', '')}${li('乙', '2026-11-19')}${li('丙', '2026-11-18')}</ul>`);
    expect(days(page.entries)).toEqual([undefined, '2026-11-19', '2026-11-18']);
  });

  test('reads rows of tables and takes the column of publication when there are two days', async () => {
    const row = (name: string, day: string): string =>
      `<tr><td><a href="/${name}">关于${name}的第一号通知</a></td><td>2026-10-01</td><td>${day}</td></tr>`;
    const table = `<table><tr><th>名称</th><th>成文日期</th><th>发布日期</th></tr>${row('甲', '2026-11-20')}${row('乙', '2026-11-19')}</table>`;
    expect(days((await read(table)).entries)).toEqual(['2026-11-20', '2026-11-19']);
    expect(days((await read(table.replace('发布日期', '日期'))).entries)).toEqual([undefined, undefined]);
  });

  test('days without a year count back from today, and the address knows the year', async () => {
    const page = await read(`<ul>${li('甲', '11-24')}${li('乙', '12-30')}${li('丙', '3月1日').replace('./丙', './202403/丙')}</ul>`);
    expect(days(page.entries)).toEqual(['2026-11-24', '2025-12-30', '2024-03-01']);
  });

  test('days in pieces, a title that names a day, a category in brackets, an address twice', async () => {
    const split = '<li><b>24</b><span>2026-11</span></li>'.slice(4, -5);
    const page = await read(
      `<ul><li><div>${split}</div><a href="/1">关于2026年12月1日停机检修的公告</a></li>
       <li><a href="/c">[通知]</a><a href="/2" title="关于算力券结算周期的通知">关于算力券…</a><i>2026.11.23</i></li>
       <li><a href="/2">关于算力券结算周期的通知</a><i>2026.11.23</i></li></ul>`,
    );
    expect(page.entries).toEqual([
      { url: 'https://www.jia.gov.cn/1', title: '关于2026年12月1日停机检修的公告', publishedOn: '2026-11-24' },
      { url: 'https://www.jia.gov.cn/2', title: '关于算力券结算周期的通知', publishedOn: '2026-11-23' },
    ]);
  });

  test('links and days that take turns in one element', async () => {
    const page = await read(
      '<p><a href="/1">关于算力券的一号通知</a> 2026-11-20<br><a href="/2">关于算力券的二号通知</a> 2026-11-19<br></p>',
    );
    expect(days(page.entries)).toEqual(['2026-11-20', '2026-11-19']);
  });
});

describe('html', () => {
  const declared = { format: 'html', items: 'ul.list > li', link: 'a[title]', date: 'span' } as const;

  test('skips items without the link, reads unquoted protocol-relative addresses', async () => {
    const page = await read(
      '<ul class=list><li><a href=//www.jia.gov.cn/1.htm target=_blank title="全的标题">全的…</a><span>2026/11/20</span></li><li class=empty></li></ul>',
      declared,
    );
    expect(page.entries).toEqual([{ url: 'https://www.jia.gov.cn/1.htm', title: '全的标题', publishedOn: '2026-11-20' }]);
  });

  test('nothing found is no empty list', async () => {
    expect(await refusalOf('<ul></ul>', declared)).toBe('unrecognised: looked for ul.list > li: no element matches');
    expect(await refusalOf('<ul class=list><li>通知</li></ul>', declared)).toMatch(
      /^unrecognised: ul.list > li matched 1 elements, none with a\[title\]/,
    );
  });

  test('two days that differ are none', async () => {
    const page = await read(
      '<ul class=list><li><a href="/1" title="标题甲">标</a><span>2026-11-20</span><span>2026-11-21</span></li></ul>',
      declared,
    );
    expect(page.entries[0]?.publishedOn).toBeUndefined();
  });
});

describe('json and families', () => {
  test('JSONP, dotted fields, epochs, an address made of a field', async () => {
    const rows = [{ id: 'a/b', doc: { t: '标题<b>甲</b>&amp;乙' }, when: 1795449600000 }];
    const text = `cb(${JSON.stringify({ data: { rows } })});`;
    const page = await read(text, { format: 'json', items: 'data.rows', link: '/detail?id={id}', title: 'doc.t', date: 'when' });
    expect(page.entries).toEqual([{ url: 'https://www.jia.gov.cn/detail?id=a%2Fb', title: '标题甲&乙', publishedOn: '2026-11-24' }]);
  });

  test('an array that is not where it was declared is unrecognised', async () => {
    expect(await refusalOf('{"data":[]}', { format: 'json', items: 'rows' })).toBe(
      'unrecognised: looked for an array at "rows": there is nothing',
    );
    expect(await refusalOf('<html>', { format: 'json' })).toMatch(/^unrecognised: looked for JSON/);
  });

  test('records of jpage are lines; one that does not end is truncated', async () => {
    const record = (name: string): string => `<record><![CDATA[${li(name, '2026-11-20')}]]></record>`;
    expect(titles((await read(record('甲') + record('乙'), { format: 'jpage' })).entries)).toEqual(['甲', '乙']);
    expect(await refusalOf('<record><![CDATA[<li>', { format: 'jpage' })).toMatch(/^truncated/);
  });
});

describe('next', () => {
  const page = list('a', ['甲', '乙']);
  test('the pager that TRS writes by script, up to its last page', async () => {
    expect((await read(`${page}<script>createPageHTML(3, 0, "index", "html");</script>`)).next).toBe(
      'https://www.jia.gov.cn/zwgk/index_1.html',
    );
    expect((await read(`${page}<script>createPageHTML(3, 2, "index", "html");</script>`)).next).toBeUndefined();
  });

  test('a link, or an address with {n}', async () => {
    expect((await read(`${page}<a class="next" href="list_2.html">下一页</a>`, { next: 'a.next' })).next).toBe(
      'https://www.jia.gov.cn/zwgk/list_2.html',
    );
    expect((await read(page, { next: 'https://www.jia.gov.cn/zwgk/index_{n}.html' })).next).toBe(
      'https://www.jia.gov.cn/zwgk/index_2.html',
    );
  });
});

test('guesses the format of a page of which nothing is declared', () => {
  expect(guessListing(url, '<?xml version="1.0"?><rss version="2.0">').format).toBe('feed');
  expect(guessListing(url, '[{"TITLE":"甲","URL":"/1"}]')).toEqual({ format: 'json', url, items: '' });
  expect(guessListing(url, '{"data":{"html":"<ul></ul>"}}').format).toBe('jpaas');
  expect(guessListing(url, list('a', ['甲'])).format).toBe('dated-links');
});

test('dated-links finds the list in JSON and in a feed too', async () => {
  expect((await read('[{"title":"关于甲的通知","url":"/1","pubDate":"2026-11-20"}]')).entries).toHaveLength(1);
  expect((await read('<rss version="2.0"><channel><item><title>甲</title><link>/1</link></item></channel></rss>')).kind).toBe('feed');
  expect(await refusalOf('{"code":403,"message":"forbidden"}')).toMatch(/^unrecognised/);
});

test('a captcha in place of the list is a refusal, a soft 404 is unrecognised', async () => {
  expect(await refusalOf('<html><head><title>安全验证</title></head><body><p>请完成验证后继续访问</p></body></html>')).toMatch(
    /^refused: captcha/,
  );
  expect(await refusalOf('<html><head><title>提示</title></head><body>您访问的页面不存在</body></html>')).toMatch(
    /^unrecognised: page not found/,
  );
});
