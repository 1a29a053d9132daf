import { describe, expect, test } from 'vitest';
import { body, check, menu, page, paragraphs, read, right, sentences, type Wanted } from './article-kit.ts';

/** Pages of systems that none of our sources uses: what is read rests on conventions alone. */
type Case = { readonly html: string; readonly wanted: Wanted; readonly url?: string; readonly lacks?: readonly string[] };

const notice = '关于做好云川市语料普查工作的通知';
const signed = right('云川市数据局', '2026年3月16日');
const act = `<p style="text-align:center">云数发〔2026〕12号</p>${paragraphs('各县区数据局：', ...sentences)}${signed}`;
const all: Wanted = {
  title: notice,
  number: '云数发〔2026〕12号',
  issuers: ['云川市数据局'],
  published: '2026-03-18',
  signed: '2026-03-16',
  type: 'notice',
};

const cases: Readonly<Record<string, Case>> = {
  'a column of a content system with click counter and votes': {
    html: page(
      `${notice}_云川市数据局`,
      `<div class="viewbox"><div class="title"><h2>${notice}</h2></div><div class="info"><small>时间:</small>2026-03-18 09:21<small>来源:</small>云川市数据局 <small>点击:</small>12次</div><div class="content"><table><tr><td>${act}</td></tr></table></div><div class="newdigg">顶一下(0) 踩一下(0)</div><ul><li>上一篇：<a href="/1">关于放假的通知</a></li></ul></div>`,
    ),
    wanted: all,
    lacks: ['踩一下', '关于放假'],
  },
  'tables for layout, fonts for headings, line breaks for paragraphs': {
    html: `<html><head><title>云川市数据局网</title></head><body><table><tr><td width=180><b>最新公告</b><br><a href=1>关于停水的通知</a>(2026-9-2)<br><a href=2>关于值班的通知</a>(2026-8-20)<br></td><td><table><tr><td align=center><font size=4><b>${notice}</b></font></td></tr><tr><td align=center>作者：办公室 来源：本站原创 点击数：<font>312</font> 更新时间：2026-3-18 9:10:22</td></tr><tr><td><font>云数发〔2026〕12号<br><br>${sentences.join('<br><br>')}<br><div align=right>云川市数据局<br>二〇二六年三月十六日</div></font></td></tr><tr><td>【<a href=#>发表评论</a>】【<a href=#>关闭窗口</a>】</td></tr></table></td></tr></table></body></html>`,
    wanted: all,
    lacks: ['停水', '发表评论'],
  },
  'rendered by a framework, the title tag names the government': {
    html: page(
      '云川市人民政府',
      `<div id="app"><div class="policy-detail"><h3 class="policy-detail__title">${notice}</h3><dl><div><dt>发文字号</dt><dd>云数发〔2026〕12号</dd></div><div><dt>发文机关</dt><dd>云川市数据局</dd></div><div><dt>成文日期</dt><dd>2026-03-16</dd></div><div><dt>发布日期</dt><dd>2026-03-18</dd></div></dl><article class="policy-detail__rich">${paragraphs('各县区数据局：', ...sentences)}</article></div></div>`,
    ),
    wanted: all,
  },
  'server controls named for what they show': {
    html: `<html><head><title>内容页</title></head><body><form>${menu}<span id="ctl00_lblTitle">${notice}</span><br>发布人：<span>办公室</span>　发布日期：<span>2026/3/18 0:00:00</span><hr><span id="lblContent">${act}</span></form></body></html>`,
    wanted: all,
  },
  'tags that are never closed, custom elements': {
    html: `<html><head><title>${notice}</title><body>${menu}<cms-title><b>${notice}</cms-title><cms-info>2026-03-18 来源：数据局</cms-info><cms-content><div><p>云数发〔2026〕12号<p>各县区数据局：<p>${sentences.join('<p>')}<p align=right>云川市数据局<p align=right>2026年3月16日</cms-content>`,
    wanted: all,
  },
  'plain text in pre': {
    html: page(
      notice,
      `<h1>${notice}</h1><div>发布时间：2026-03-18</div><pre>\n云数发〔2026〕12号\n\n各县区数据局：\n　　${sentences.join('\n　　')}\n\n　　　　　　　　云川市数据局\n　　　　　　　　2026年3月16日\n</pre>`,
    ),
    wanted: all,
  },
  'two boxes of text with an advertisement between them': {
    html: page(
      notice,
      `<h1>${notice}</h1><div class="info">时间：2026-03-18</div><div class="text-block"><p>云数发〔2026〕12号</p>${paragraphs('各县区数据局：', ...sentences.slice(0, 2))}</div><div class="ad"><a href="/x">广告：学习软件下载</a></div><div class="text-block">${paragraphs(...sentences.slice(2))}${signed}</div>`,
    ),
    wanted: all,
    lacks: ['学习软件'],
  },
  'number and day in one row over the title': {
    html: page(
      notice,
      `<div><span>云数发〔2026〕12号</span><span>2026-03-18</span></div><h1>${notice}</h1><div class="c">${paragraphs('各县区数据局：', ...sentences)}${signed}</div>`,
    ),
    wanted: all,
  },
  'a hidden copy with another day stands first': {
    html: page(
      notice,
      `<div style="display:none"><h1>${notice}</h1><span>2019-01-01</span></div><div class="b-title">${notice}</div><div class="b-info">发布时间：2026-03-18</div><div class="b-text">${act}</div>`,
    ),
    wanted: all,
  },
  "today's calendar beside the title, the page's own day only as its update": {
    html: page(
      '数据局',
      `<div style="float:right"><span>2026-11-25</span><p>今天是：2026年11月25日</p></div><h3 class="c-tit">${notice}</h3><div>来源：数据局 更新日期：2026-03-18</div><div class="c">${act}</div>`,
    ),
    wanted: all,
  },
  'day and hour glued together': {
    html: page(notice, `<div class=h>${notice}</div><div class=m>2026-03-1809:15来源：数据局浏览：16</div><div class=c>${act}</div>`),
    wanted: all,
  },
  'the day only in a script': {
    html: `<html><head><title></title><meta property="og:title" content="${notice}"></head><body><h1>${notice}</h1><em id="publish_time"></em><div id="js_content" style="visibility:hidden">${act}</div><script>var createTime = '2026-03-18 16:00';</script></body></html>`,
    wanted: all,
  },
};

describe('unknown systems', () => {
  test.each(Object.entries(cases))('%s', (_, { html, wanted, lacks = [] }) => {
    const article = read(html);
    check(article, wanted);
    for (const sentence of sentences) expect(article.text).toContain(sentence);
    for (const words of lacks) expect(article.text).not.toContain(words);
  });

  test('two different days in scripts are none', () => {
    const html = `<html><head><title>${notice}</title></head><body><h1>${notice}</h1><div>${body}</div><script>a={"publishTime":"2026-03-18 09:00"},b={"publishTime":"2026-05-01 09:00"}</script></body></html>`;
    expect(read(html).dates.published).toBeUndefined();
  });

  test('a purchase of 名称：… names no page', () => {
    const title = '云川市政务云服务采购项目竞争性磋商公告';
    const html = page(
      title,
      `<h1>${title}</h1><div>发布时间：2026-07-20</div><div class="x">${body}${paragraphs('采购人信息', '名称：云川市大数据中心')}</div>`,
    );
    expect(read(html)).toMatchObject({ title, type: 'procurement' });
  });

  test('the calendar of the Republic of China counts on pages of Taiwan alone', () => {
    const html = page('智慧應用說明', `<h2>智慧應用說明會</h2><ul><li>發布日期：115-06-18</li></ul><div class="essay">${body}</div>`);
    expect(read(html, 'https://www.shuwei.gov.tw/news?id=1').dates.published?.value).toBe('2026-06-18');
    expect(read(html).dates.published).toBeUndefined();
  });
});

describe('who signs', () => {
  const names = ['云川省数据局', '云川省发展和改革委员会', '云川省财政厅', '云川省工业和信息化厅'];
  const title = '云川省数据局等四部门关于公共数据开放的通知';
  const cells = (row: readonly string[]): string => `<tr>${row.map((name) => `<td>${name}</td>`).join('')}</tr>`;

  test.each(
    Object.entries({
      'a table of two columns': `<table>${cells(names.slice(0, 2))}${cells(names.slice(2))}${cells(['', '2026年4月28日'])}</table>`,
      'lines of two names': `${right(names.slice(0, 2).join('　　'), names.slice(2).join('　　'), '2026年4月28日')}`,
      'a line each, letters apart': right(...names.map((name) => [...name].join(' ')), '2026年4月28日'),
    }),
  )('%s', (_, signature) => {
    const html = page(title, `<h1>${title}</h1><div>时间：2026-04-30</div><div class="c">${body}${signature}</div>`);
    check(read(html), { issuers: names, signed: '2026-04-28', published: '2026-04-30' });
  });

  test('names set to the right without a day', () => {
    const html = page(notice, `<h1>${notice}</h1><div class="c">${body}${right('云川市网信办')}</div>`);
    expect(read(html)).toMatchObject({ issuers: [{ name: '云川市网信办' }], dates: {} });
  });

  test('the congress that lasts, not its term', () => {
    const title = '云川市数据条例';
    const html = page(
      '云川人大',
      `<div class="bt">${title}</div><div>来源：云川人大　2026-06-30</div><div class="zw"><p align=center>云川市第十六届人民代表大会常务委员会公告</p><p align=center>（第二十三号）</p>${body}${right('云川市人民代表大会常务委员会', '2026年6月26日')}</div>`,
    );
    check(read(html), { title, issuers: ['云川市人民代表大会常务委员会'], signed: '2026-06-26', type: 'local-regulation' });
  });
});
