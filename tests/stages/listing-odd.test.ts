import { describe, expect, test } from 'vitest';
import { SourceError } from '../../shared/model/errors.ts';
import type { Listing } from '../../shared/model/source.ts';
import { explainRedirect } from '../../shared/stages/listing/counter.ts';
import { readListing } from '../../shared/stages/listing/listing.ts';

/** Pages of invented bureaus, with the head, path, side and foot that such sites have. */
const site = 'http://sjj.yunqi.gov.cn';
const url = `${site}/zwgk/tzgg/`;
const titles = [
  '关于算力券发放的通知',
  '关于语料登记的公告',
  '智能体应用管理办法（试行）',
  '公共数据授权运营实施细则',
  '关于组织申报试点的通知',
];
const days = ['2026-11-20', '2026-11-18', '2026-11-12', '2026-11-03', '2026-10-29'];
const lines = (line: (title: string, day: string, n: number) => string): string =>
  titles.map((title, n) => line(title, days[n] ?? '', n)).join('\n');
const entries = titles.map((title, n) => ({ url: `${site}/zwgk/tzgg/c_${n}.html`, title, publishedOn: days[n] }));

const head = `<div class="top"><span>2026年11月25日 星期三</span><a href="/login">登录</a></div><div class="wz">您当前的位置：<a href="/">首页</a> > <a href="/zwgk/">政务公开</a> > <a href="./">通知公告</a></div>`;
const side = `<div class="left"><a href="/zwgk/jd/">政策解读</a><h3>热点<a href="/hot/">更多>></a></h3><ul><li><a href="/hot/1.html">云栖市召开秋季工作会议</a></li></ul></div>`;
const foot = `<div class="bottom"><a href="/about.html">关于我们</a> 更新日期：2026-11-25 <a href="https://beian.miit.gov.cn/">云ICP备2026000001号</a></div>`;
const page = (main: string, title = '通知公告-云栖市数据局'): string =>
  `<html><head><title>${title}</title></head><body>${head}<div class="wrap">${side}<div class="main">${main}</div></div>${foot}</body></html>`;

const readPage = (text: string, listing: Partial<Listing> = {}, part?: 'first' | 'later') =>
  readListing({
    url: listing.url ?? url,
    decoded: { text, charset: 'utf-8', lossy: false },
    listing: { format: 'dated-links', url, ...listing },
    today: '2026-11-25',
    part,
  });
const read = async (text: string, listing: Partial<Listing> = {}) => (await readPage(text, listing)).entries;
const refusal = async (text: string, listing: Partial<Listing> = {}): Promise<string> => {
  try {
    return `${(await readPage(text, listing)).entries.length} entries`;
  } catch (error) {
    return error instanceof SourceError ? error.trouble : String(error);
  }
};

describe('ways in which a line leads somewhere', () => {
  test.each([
    ['a script of the line', lines((t, d, n) => `<li onclick="location.href='/zwgk/tzgg/c_${n}.html'"><b>${t}</b><i>${d}</i></li>`)],
    ['a call that opens', lines((t, d, n) => `<li><a href="javascript:;" onclick="window.open('./c_${n}.html')">${t}</a>${d}</li>`)],
    ['a link of a script', lines((t, d, n) => `<li><a href="javascript:go('c_${n}.html','x')">${t}</a><i>${d}</i></li>`)],
    ['a kept address', lines((t, d, n) => `<li data-href="/zwgk/tzgg/c_${n}.html"><b>${t}</b><i>${d}</i></li>`)],
  ])('%s', async (_, items) => {
    expect(await read(page(`<ul>${items}</ul>`))).toEqual(entries);
  });

  test('arguments of a call, put into a declared address', async () => {
    const items = lines((t, d, n) => `<li><a href="javascript:void(0)" onclick="detail(${n},'tz')">${t}</a><i>${d}</i></li>`);
    const declared = { format: 'html', region: '.main', items: 'li', link: `${site}/{2}/show?id={1}`, date: 'i' } as const;
    expect((await read(page(`<ul>${items}</ul>`), declared)).map(({ url: to }) => to)).toEqual(
      titles.map((_, n) => `${site}/tz/show?id=${n}`),
    );
  });

  test('a script that names no address, and a template that nobody filled, lead nowhere', async () => {
    const calls = lines((t, d, n) => `<li><a href="javascript:detail(${n})">${t}</a><i>${d}</i></li>`);
    expect(await refusal(page(`<ul>${calls}</ul>`))).toBe('unrecognised');
    const gaps = '<ul><li><a href="{{item.url}}">{{item.title}} 的通知公告</a><i>2026-11-20</i></li></ul>'.repeat(3);
    expect(await refusal(page(gaps))).toBe('unrecognised');
  });
});

describe('where the day of a line stands', () => {
  test.each([
    [
      'over the lines of a day',
      `<h4>2026-11-20</h4><ul>${[0, 1].map((n) => `<li><a href="c_${n}.html">${titles[n]}</a></li>`).join('')}</ul><h4>2026-11-12</h4><ul>${[2, 3, 4].map((n) => `<li><a href="c_${n}.html">${titles[n]}</a></li>`).join('')}</ul>`,
    ],
    [
      'in a list of terms',
      `<dl><dt>2026年11月20日</dt>${[0, 1].map((n) => `<dd><a href="c_${n}.html">${titles[n]}</a></dd>`).join('')}<dt>2026年11月12日</dt>${[2, 3, 4].map((n) => `<dd><a href="c_${n}.html">${titles[n]}</a></dd>`).join('')}</dl>`,
    ],
  ])('%s', async (_, main) => {
    const grouped = ['2026-11-20', '2026-11-20', '2026-11-12', '2026-11-12', '2026-11-12'];
    expect(await read(page(main))).toEqual(entries.map((entry, n) => ({ ...entry, publishedOn: grouped[n] })));
  });

  test('in a time element, whatever it shows', async () => {
    const items = lines((t, d, n) => `<li><a href="c_${n}.html">${t}</a><time datetime="${d}T08:00:00+08:00">${n} 周前</time></li>`);
    expect(await read(page(`<ul>${items}</ul>`))).toEqual(entries);
  });

  test('in the title attribute, beside the title', async () => {
    const items = lines(
      (t, d, n) => `<li><a href="c_${n}.html" title="标题：${t}&#10;发布时间：${d}">${t.slice(0, 6)}…</a><i>${d}</i></li>`,
    );
    expect(await read(page(`<ul>${items}</ul>`))).toEqual(entries);
  });
});

describe('one line, and none', () => {
  test('a single line is one, whatever its title', async () => {
    const list = await read(page('<ul><li><a href="c_77.html">公示</a><span>2026-11-20</span></li></ul>'));
    expect(list).toEqual([{ url: `${site}/zwgk/tzgg/c_77.html`, title: '公示', publishedOn: '2026-11-20' }]);
  });

  test.each([
    ['words', '<ul class="list"></ul><p>暂无数据</p>', '0 entries'],
    ['a number', '<ul class="list"></ul><div class="pg">共<b>0</b>条</div>', '0 entries'],
    ['a pager of no pages', '<ul class="list"></ul><script>createPageHTML(0, 0, "index", "html");</script>', '0 entries'],
    ['hidden words', '<ul class="list"></ul><p style="display:none">暂无数据</p>', 'unrecognised'],
    ['words of a template', '<ul><li v-for="x in list">{{x.title}}</li></ul><p v-if="!list.length">暂无数据</p>', 'unrecognised'],
    ['nothing at all', '<ul class="list"></ul>', 'unrecognised'],
  ])('an empty list says so itself: %s', async (_, main, wanted) => {
    expect(await refusal(page(main))).toBe(wanted);
    expect(await refusal(page(main), { format: 'html', items: '.list li', link: 'a' })).toBe(wanted);
  });
});

describe('lists in the scripts of a page', () => {
  const rows = titles.map((title, n) => ({ title, url: `/zwgk/tzgg/c_${n}.html`, pubDate: `${days[n]} 09:00:00` }));
  const written = lines((t, d, n) => `document.write('<li><a href="c_${n}.html">${t}</a><span>${d}</span></li>');`);
  const loose = `[${titles.map((t, n) => `{bt:'${t}', dz:'c_${n}.html', fbsj:'${days[n]}', img:'/i/${n}.png',}`).join(',')},]`;
  const graph = titles.map((name, n) => ({
    '@type': 'ListItem',
    item: { headline: name, url: `${url}c_${n}.html`, datePublished: days[n] },
  }));
  test.each([
    ['written line by line', `<ul><script>${written}</script></ul>`],
    ['a variable', `<ul></ul><script>var list = ${JSON.stringify(rows)}; show(list);</script>`],
    ['a variable as scripts write it, its fields named in no known way', `<script>var data = ${loose}; // rows</script>`],
    ['the state of an application', `<script>window.__STATE__={user:null,news:${JSON.stringify({ page: 1, rows })}}</script>`],
    ['one call a row', `<script>${rows.map((row) => `list.push(${JSON.stringify(row)});`).join('')}</script>`],
    ['a block of JSON', `<script type="application/json">${JSON.stringify({ props: { data: JSON.stringify({ rows }) } })}</script>`],
    ['linked data', `<script type="application/ld+json">${JSON.stringify({ itemListElement: graph })}</script>`],
  ])('%s', async (_, main) => {
    expect(await read(page(main))).toEqual(entries);
  });

  test('a menu in a script is none', async () => {
    const menu = ['政务公开信息栏目', '政策文件解读栏目', '办事服务指南栏目'].map((title, n) => ({ title, url: `/m/${n}.html` }));
    expect(await refusal(page(`<script>var menu = ${JSON.stringify(menu)};</script>`))).toBe('unrecognised');
  });

  test('the call that brings it, with the data that it sends', async () => {
    const call = `<ul id="l"></ul><script>$.ajax({ url: "/api/list", type: "POST", data: { channelId: 'c88', pageNo: 1 }, success: function (r) { fill(r); } });
      $.post("/api/click", { id: 7 }); $.getJSON('/api/weather', draw); $.get('/api/list?id=' + id);</script>`;
    expect((await readPage(page(call), {}, 'first')).follow).toMatchObject({
      kind: 'data',
      asks: [{ url: `${site}/api/list`, method: 'POST', body: 'channelId=c88&pageNo=1' }],
    });
  });
});

describe('JSON of every make', () => {
  const at = (value: unknown, declared: Partial<Listing>) =>
    read(typeof value === 'string' ? value : JSON.stringify(value), { format: 'json', url: `${url}list`, ...declared });
  const row = (n: number) => ({ t: titles[n], u: `c_${n}.html`, d: days[n] });
  const fields = { title: 't', link: 'u', date: 'd' };
  const all = titles.map((_, n) => row(n));
  test.each([
    ['in a string', { data: JSON.stringify({ list: all }) }, { items: 'data.list', ...fields }],
    ['in groups', { years: [{ list: all.slice(0, 2) }, { list: all.slice(2) }] }, { items: 'years.list', ...fields }],
    [
      'rows without names',
      { rows: titles.map((t, n) => [n, t, `c_${n}.html`, days[n]]) },
      { items: 'rows', title: '1', link: '2', date: '3' },
    ],
    [
      'HTML',
      { data: { html: `<ul>${lines((t, d, n) => `<li><a href="c_${n}.html">${t}</a><i>${d}</i></li>`)}</ul>` } },
      { items: 'data.html' },
    ],
    ['a guarded callback', `typeof cb === 'function' && cb(${JSON.stringify({ list: all })});`, { items: 'list', ...fields }],
    [
      'as scripts write it',
      `var d = {list:[${all.map((r) => `{t:'${r.t}',u:'${r.u}',d:'${r.d}'}`).join(',')},]};`,
      { items: 'list', ...fields },
    ],
    [
      'fields in rows of rows',
      { list: all.map((r, n) => ({ a: { id: n, ...r } })) },
      { items: 'list', title: 'a.t', link: `${url}c_{a.id}.html`, date: 'a.d' },
    ],
    [
      'days of .NET',
      { list: all.map((r) => ({ ...r, d: `/Date(${Date.parse(`${r.d}T09:00:00+08:00`)}+0800)/` })) },
      { items: 'list', ...fields },
    ],
  ])('%s', async (_, value, declared) => {
    expect(await at(value, declared)).toEqual(entries);
  });
});

describe('what stands in place of a list', () => {
  const recommended = `<ul>${lines((t, d, n) => `<li><a href="/rec/${n}.html">${t}</a><span>${d}</span></li>`)}</ul>`;
  test.each([
    ['a page that says it is missing, and recommends others', page(`<h1>您访问的页面不存在或已被删除</h1>${recommended}`), 'unrecognised'],
    ['the same in its title', page(recommended, '404-页面不存在'), 'unrecognised'],
    ['a login', page(recommended, '用户登录'), 'refused'],
    ['a list beside a login box', page(`<h2>用户登录</h2>${recommended}`), '5 entries'],
    ['head and foot alone', page(''), 'unrecognised'],
  ])('%s', async (_, text, wanted) => {
    expect(await refusal(text)).toBe(wanted);
  });

  test.each([
    ['/', 'unrecognised'],
    ['/index.html', 'unrecognised'],
    ['/404.html', 'unrecognised'],
    ['/sso/login?back=1', 'refused'],
    ['/zwgk/tzgg/index.html', undefined],
    ['/xxgk/tzgg/', undefined],
  ])('a redirect to %s', (path, trouble) => {
    expect(explainRedirect(url, `${site}${path}`)?.trouble).toBe(trouble);
  });
});

describe('the next page, where nothing declares it', () => {
  const list = (foot: string) => page(`<ul>${lines((t, d, n) => `<li><a href="c_${n}.html">${t}</a><span>${d}</span></li>`)}</ul>${foot}`);
  const nextOf = async (foot: string, here = url) => {
    const { follow, next } = await readPage(list(foot), { url: here }, 'later');
    return { to: follow?.asks[0]?.url.replace(url, ''), undeclared: follow?.undeclared, shown: next?.replace(url, '') };
  };
  test.each([
    ['a link that says so', '<a href="?page=2">下一页</a>', '?page=2'],
    ['in a script', `<a href="javascript:void(0)" onclick="goto_('list_2.shtml')">下页 &gt;</a>`, 'list_2.shtml'],
    [
      'page numbers',
      '<ul class="pagination"><li class="on">1</li><li><a href="?p=2">2</a></li><li><a href="?p=3">3</a></li><li><a href="?p=2">›</a></li></ul>',
      '?p=2',
    ],
    [
      'a counter in a script',
      '<script>var currentPage = 0; var countPage = 3; document.write("index_"+n+".shtml");</script>',
      'index_1.shtml',
    ],
  ])('%s', async (_, foot, to) => {
    expect(await nextOf(foot)).toEqual({ to, undeclared: true, shown: to });
  });

  test('page numbers of a later page', async () => {
    const foot = '<div><a href="./">1</a><a href="index_2.html">2</a><a href="index_3.html">3</a></div>';
    expect((await nextOf(foot, `${url}index_2.html`)).to).toBe('index_3.html');
    expect((await nextOf(foot, `${url}index_3.html`)).to).toBeUndefined();
  });

  test.each([
    ['another text', '<a href="c_77.html">下一篇：算力工作会议</a>'],
    ['years', '<p><a href="/2025/">2025</a><a href="/2024/">2024</a></p>'],
    ['issues elsewhere', '<p><a href="/qk/1/">1</a><a href="/qk/2/">2</a></p>'],
    ['another host', '<a href="http://other.example.cn/2.html">下一页</a>'],
    ['the last page', '<span>下一页</span><script>var currentPage = 2; var countPage = 3;</script>'],
  ])('%s is none', async (_, foot) => {
    expect((await nextOf(foot)).to).toBeUndefined();
  });
});

describe('data of a page, declared as JSON', () => {
  test('is found in its scripts, wherever it stands', async () => {
    const rows = titles.map((name, n) => ({ contId: n, name, pubTimeLong: Date.parse(`${days[n]}T09:00:00+08:00`) }));
    const text = page(
      `<script>var user = {};</script><script type="application/json">${JSON.stringify({ props: { data: { rows } } })}</script>`,
    );
    const declared = { items: 'props.data.rows', title: 'name', link: `${url}c_{contId}.html`, date: 'pubTimeLong' };
    expect(await read(text, { format: 'json', ...declared })).toEqual(entries);
    expect(await refusal(text, { format: 'json', ...declared, items: 'props.rows' })).toBe('unrecognised');
  });
});

describe('what leads to a list', () => {
  test.each([
    ['a frame', page('<iframe src="list_frame.html"></iframe><iframe src="/"></iframe>'), 'list_frame.html'],
    ['a refresh', '<html><head><meta http-equiv="refresh" content="0; url=index_2026.html"></head></html>', 'index_2026.html'],
    ['a script', '<html><script>window.location.href = "./all.html";</script></html>', 'all.html'],
  ])('%s', async (_, text, to) => {
    expect((await readPage(text, {}, 'first')).follow?.asks).toEqual([{ url: `${url}${to}` }]);
  });
});

describe('lines of few signs', () => {
  test('a link 查看详情 has the title of the heading beside it', async () => {
    const items = lines((t, d, n) => `<li><h4>${t}</h4><span>${d}</span><a href="c_${n}.html">查看详情</a></li>`);
    expect(await read(page(`<ul>${items}</ul>`))).toEqual(entries);
  });

  test('days that count from now are no value, and their lines are lines', async () => {
    const items = titles.map((t, n) => `<li><a href="c_${n}.html">${t}</a><span>${n === 4 ? days[n] : `${n + 1}天前`}</span></li>`);
    expect((await read(page(`<ul>${items.join('')}</ul>`))).map(({ publishedOn }) => publishedOn)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      days[4],
    ]);
  });

  test('a table of its own beside the list is none of its lines', async () => {
    const items = lines((t, d, n) => `<tr><td><a href="c_${n}.html">${t}</a></td><td>${d}</td></tr>`);
    const clock = '<table><tr><td><a href="/a">机构概况</a></td><td>今天是2026年11月25日</td></tr></table>';
    expect(await read(`<html><body>${clock}<table>${items}</table></body></html>`)).toEqual(entries);
  });
});

describe('lists beside the list', () => {
  const hot = `<aside><h3>最新</h3><ul>${[1, 2, 3, 4, 5, 6, 7].map((n) => `<li><a href="/zx/${n}.html">云栖市召开第${n}次会议</a><i>2026-11-1${n}</i></li>`).join('')}</ul></aside>`;
  const items = `<ul>${lines((t, d, n) => `<li><a href="c_${n}.html">${t}</a><i>${d}</i></li>`)}</ul>`;

  test('are not taken for it, though they are longer, nor when it is missing', async () => {
    expect(await read(page(items) + hot)).toEqual(entries);
    expect(await refusal(page('<div id="list"></div>') + hot)).toBe('unrecognised');
  });

  test('are read where a region says so', async () => {
    expect(await read(page(items) + hot, { region: 'aside' })).toHaveLength(7);
  });
});
