import { expect, test } from 'vitest';
import { check, page, read, sentences } from './article-kit.ts';

/** Pages put together from the parts that sites use, every part with every other: what is on the page is known, so all of it can be asked. */
const title = '云川市数据局关于做好语料普查工作的通知';
const number = '云数发〔2026〕12号';
const rows = [
  ['索引号', 'YC-2026-7'],
  ['发文字号', number],
  ['发文机关', '云川市数据局'],
  ['成文日期', '2026年3月16日'],
  ['发布日期', '2026-03-18'],
  ['有效性', '有效'],
] as const;
const each = (make: (label: string, value: string) => string): string => rows.map(([label, value]) => make(label, value)).join('');

const tables: Readonly<Record<string, string>> = {
  none: '',
  'labels and values in spans': `<div>${each((k, v) => `<div><span>${k}</span><span>${v}</span></div>`)}</div>`,
  'labels over blocks': `<div>${each((k, v) => `<div><label>${k}:</label><div><span>${v}</span></div></div>`)}</div>`,
  'one line with bars': `<div>${rows.map(([k, v]) => `${k}：${v}`).join(' | ')}</div>`,
  'a head over a row': `<table><tr>${each((k) => `<th>${k}</th>`)}</tr><tr>${each((_, v) => `<td>${v}</td>`)}</tr></table>`,
  'letters apart': `<table>${each((k, v) => `<tr><td>${[...k].join('　')}：</td><td>${v}</td></tr>`)}</table>`,
  'bold labels, line breaks': `<div>${each((k, v) => `<b>${k}</b>：${v}<br>`)}</div>`,
};
const lines: Readonly<Record<string, string>> = {
  'day and source': '<div class="ly">发布时间：2026/3/18 10:02 来源：市数据局 浏览次数：3</div>',
  'a day alone': '<div>2026年03月18日</div>',
  'small print': '<div><small>时间:</small>2026-03-18<small>来源:</small>本站 <small>点击:</small>3</div>',
  brackets: '<div>【发布时间：2026.03.18】【字体：大 中 小】</div>',
};
const headings: Readonly<Record<string, readonly [tag: string, shown: string]>> = {
  'a heading': [`${title}_云川市门户网站`, `<h2>${title}</h2>`],
  'a block without a name, the column in the title tag': [`${title}-通知公告-云川市人民政府`, `<div style="font-size:24px">${title}</div>`],
  'broken over lines, the title tag names the body': [
    '云川市数据局',
    `<div class="xq-title"><span>云川市数据局<br>关于做好语料普查工作的通知</span></div>`,
  ],
};
const writings: Readonly<Record<string, (text: string, right?: boolean) => string>> = {
  paragraphs: (text, right) => `<p${right ? ' align="right"' : ''}>　　${text}</p>`,
  blocks: (text, right) => `<div${right ? ' style="text-indent:25em"' : ''}>　　${text}</div>`,
  'line breaks': (text) => `　　${text}<br>`,
};

const pages = Object.entries(tables).flatMap(([table, rowsOf]) =>
  Object.entries(lines).flatMap(([line, info]) =>
    Object.entries(headings).flatMap(([heading, [tag, shown]]) =>
      Object.entries(writings).map(([writing, write]) => {
        const text = [number, '各县区数据局：', ...sentences].map((words) => write(words)).join('');
        const signature = write('云川市数据局', true) + write('二〇二六年三月十六日', true);
        const annex = `${write('附件1')}<table><tr><td>序号</td><td>名称</td><td>完成时间</td></tr><tr><td>1</td><td>平台</td><td>2027年3月1日</td></tr></table>`;
        const list = '<div class="more"><ul><li><a href="/3">关于举办大赛的通知</a><span>2026-10-03</span></li></ul></div>';
        const html = page(tag, `<div class="main">${rowsOf}${shown}${info}<div class="nr">${text}${signature}${annex}</div></div>${list}`);
        return [`${table}; ${line}; ${heading}; ${writing}`, html] as const;
      }),
    ),
  ),
);

test(`${pages.length} pages`, () => {
  for (const [made, html] of pages) {
    const article = read(html);
    check(article, { title, number, issuers: ['云川市数据局'], published: '2026-03-18', signed: '2026-03-16', type: 'notice' });
    for (const sentence of sentences) expect(article.text, made).toContain(sentence);
    expect(article.text, made).not.toContain('关于举办大赛');
    expect(article.parts, made).toBeUndefined();
  }
});
