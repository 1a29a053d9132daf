import { describe, expect, test } from 'vitest';
import type { Article } from '../../shared/model/article.ts';
import { compareReadings, normaliseForHash } from '../../shared/stages/identity/compare.ts';
import { readPage } from '../../shared/stages/read.ts';
import { type Act, gateway, gazette, library, ministry, redesigned, repost, wire } from '../support/sites.ts';

const act: Act = {
  title: '国家数据局 国家发展改革委关于印发《可信数据空间互联互通实施方案》的通知',
  number: '国数资源〔2026〕961号',
  issuers: ['国家数据局', '国家发展改革委'],
  signed: '2026-09-20',
  published: '2026-09-25',
  lines: [
    '各省、自治区、直辖市数据管理部门：',
    '为推动人工智能训练数据在“可信数据空间”之间流动，现将《可信数据空间互联互通实施方案》印发给你们，请认真组织实施。',
    '一、到2028年，互联互通的空间数量应当达到一百个以上。',
    '（一）推动100个以上节点接入；',
    '（二）建立目录。',
    '二、完善人工智能数据集共享机制，支持企业打印、下载和分享数据目录。',
    '三、本方案自2026年11月1日起施行。',
  ],
  table: [
    ['名称', '日期'],
    ['甲', '2026年5月1日'],
  ],
  files: [{ href: './P020260925.pdf', title: '可信数据空间方案.pdf' }],
};
const page = ministry(act);
const read = async (html: string): Promise<Article> => {
  const reading = await readPage({ as: 'article', url: 'https://www.nda.gov.cn/tz/a.html', bytes: Buffer.from(html), today: '2026-10-30' });
  if (reading.kind !== 'article') throw new Error('no article');
  return reading;
};
const atHead = (html: string): string => page.replace('<div class="TRS_Editor">', `<div class="TRS_Editor">${html}`);
const atEnd = (html: string): string => page.replace('<p>附件', `${html}<p>附件`);

const frames: Readonly<Record<string, string>> = {
  'a counter at the head': atHead('<p>浏览次数：1,024次</p>'),
  'a counter at the end': atEnd('<p>阅读量：3.2万</p>'),
  'counters of the site': atEnd('<p>在线人数：233 今日访问：8821</p>'),
  'share links': atEnd('<div class="share">分享到：<a>微信</a><a>微博</a></div>'),
  'a code to scan': atEnd('<p>扫一扫在手机打开当前页</p>'),
  'page tools': atHead('<div>【字体：<a>大</a> <a>中</a> <a>小</a>】 【打印】 【关闭】</div>'),
  'neighbours of the list': atEnd('<p>上一篇：<a href="/1">关于甲的通知</a></p><p>下一篇：<a href="/2">关于乙的通知</a></p>'),
  'related links': atEnd(
    '<h3>相关链接</h3><ul><li><a href="/x1">人工智能政策解读一</a></li><li><a href="/x2">人工智能政策解读二</a></li></ul>',
  ),
  'related files': atEnd('<p>相关文件：</p><p><a href="/x1">关于数据流通的公告全文</a></p>'),
  'the day of the visit': atHead('<p>今天是2026年10月3日 星期六</p>'),
  'an editor': atEnd('<p>责任编辑：张样</p>'),
  'source and time in the text': atHead('<p>来源：国家数据局网站 发布时间：2026-09-25 10:00 浏览：88</p>'),
  blanks: page.replaceAll('　　', '&nbsp;&nbsp;&nbsp;&nbsp;'),
  'straight quotation marks': page.replaceAll('“', '&quot;').replaceAll('”', '&quot;'),
  'line breaks for paragraphs': page.replaceAll('</p>\n<p>', '<br/>\n'),
  'other elements': page.replaceAll('<p>', '<div>').replaceAll('</p>', '</div>'),
  'invisible characters': page.replaceAll('数据', '数\u200b据'),
  'other attributes': page.replaceAll('<p style="text-align: center;">', '<p align=center class="c1" data-x="9">'),
  'the title again': atHead(`<p style="text-align:center"><strong>${act.title}</strong></p>`),
  'the title again in two lines': atHead('<p>国家数据局 国家发展改革委</p><p>关于印发《可信数据空间互联互通实施方案》的通知</p>'),
  'no number line': page.replace(`<p style="text-align: center;">${act.number}</p>`, ''),
  'other brackets in the number': page.replaceAll('〔2026〕', '[2026]'),
  'no signature': page.replace(/<p style="text-align: right;">.*?<\/p>/g, ''),
  'the day in Chinese digits': page.replace('2026年9月20日</p>', '二〇二六年九月二十日</p>'),
  'a table without lines': page.replace(/<table>.*<\/table>/s, '<div>名称 日期</div><div>甲 2026年5月1日</div>'),
  'a token on the file': page.replace('./P020260925.pdf', './P020260925.pdf?t=882'),
  'a file by its full address': page.replace('./P020260925.pdf', 'https://www.nda.gov.cn/tz/P020260925.pdf'),
  'another name of the link': page.replace('>可信数据空间方案.pdf<', '>附件：可信数据空间方案<'),
  'an advertisement': atEnd('<div class="ad"><a href="https://ad.example">国庆大促全场五折</a></div>'),
  'half-width brackets': page.replace('（一）推动', '(一)推动').replace('（二）建立', '(二)建立'),
  'full-width digits': page.replace('一、到2028年', '一、到２０２８年'),
  'a hidden token': atEnd('<div style="display:none">csrf=0a9s8df7a9s8d7f</div>'),
  'a redesign of the site': redesigned(act),
  'the layout of the policy library': library(act),
  'Traditional script': gateway(page),
};

describe('a page that says the same', () => {
  test.each(Object.entries(frames))('%s', async (_, html) => {
    expect(compareReadings(await read(page), await read(html)).changes).toEqual([]);
  });

  test('fifty times, with other counters, links and tokens each time', async () => {
    const first = await read(page);
    let changes = 0;
    for (let n = 0; n < 50; n += 1) {
      const noise = `<p>浏览次数：${n * 37}次</p><h3>相关阅读</h3><ul><li><a href="/r${n}">人工智能要闻${n}则</a></li></ul><p>扫一扫在手机打开当前页</p>`;
      changes += compareReadings(first, await read(atEnd(noise).replace('</head>', `<meta name="csrf" content="${n}f${n}"></head>`)))
        .changes.length;
    }
    expect(changes).toBe(0);
  });
});

const copies: Readonly<Record<string, string>> = {
  gazette: gazette(act),
  wire: wire(act),
  repost: repost(act),
  library: library(act),
  gateway: gateway(library(act)),
};

test.each(Object.entries(copies))('the wording of a copy: %s', async (_, html) => {
  const [first, copy] = [await read(page), await read(html)];
  expect(normaliseForHash(copy.text, copy)).toBe(normaliseForHash(first.text, first));
});

const edits: readonly (readonly [what: string, from: string, to: string, fields: readonly string[]])[] = [
  ['a tool’s word in the text', '打印、下载', '下载', ['text 二、']],
  ['one word', '达到', '超过', ['text 一、']],
  ['one figure', '一百个', '二百个', ['text 一、']],
  ['a day in a table', '2026年5月1日', '2026年6月1日', ['text 三、 ¶3']],
  ['an item', '推动100个', '推动200个', ['text 一、（一）']],
  ['the day it takes effect', '11月1日', '12月1日', ['dates.effective', 'text 三、']],
  ['the signed day', '2026年9月20日', '2026年9月21日', ['dates.signed']],
  ['the file', 'P020260925', 'P020260930', ['attachments']],
  ['a mark', '目录。', '目录；', ['text 一、（二）', 'text 二、']],
];
test.each(edits)('an edit is told: %s', async (_, from, to, fields) => {
  const { changes } = compareReadings(await read(page), await read(page.replaceAll(from, to)));
  expect(changes.map(({ field }) => field)).toEqual(fields);
});
