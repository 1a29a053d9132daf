import { describe, expect, test } from 'vitest';
import { readArticle } from '../../shared/stages/article/article.ts';

/** Pages in the structures of sites that no saved page shows, with invented words. */
type Expected = {
  readonly title: string;
  readonly number?: string;
  readonly issuers?: readonly string[];
  readonly signed?: string;
  readonly published?: string;
  readonly commentBy?: string;
  readonly holds: string;
  readonly lacks?: string;
  readonly attachments?: readonly string[];
};
type Site = { readonly url: string; readonly html: string; readonly expected: Expected };

const nav = '<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>';
const foot = '<div class="footer"><p>主办单位：政府办公室　网站标识码：3200000001</p><p>版权所有 2026-11-01</p></div>';
const page = (head: string, body: string): string => `<html><head>${head}</head><body>${nav}${body}${foot}</body></html>`;
const text = `<p>各有关单位：</p><p>　　现将有关事项通知如下，请结合实际认真组织实施，并按照分工落实各项任务，确保取得实效。</p><p>　　一、加强统筹协调，健全工作机制，推动公共数据资源有序开放和高效利用。</p>`;
const sign = (name: string, day: string): string => `<p style="text-align: right;">${name}</p><p style="text-align: right;">${day}</p>`;

const sites: Readonly<Record<string, Site>> = {
  'dl and dt with dd': {
    url: 'https://www.gusu.gov.cn/szsrmzf/zfwj/202604/0a1b2c3d4e5f60718293a4b5c6d7e8f9.shtml',
    html: page(
      '<title>市政府办公室关于开展算力普惠行动的通知 - 姑苏市人民政府</title>',
      `<div class="xxgk-detail"><dl><dt>索引号：</dt><dd>014150319/2026-00031</dd></dl><dl><dt>文号：</dt><dd>姑府办〔2026〕31号</dd></dl><dl><dt>发文日期：</dt><dd>2026-04-02</dd></dl><dl><dt>发布机构：</dt><dd>姑苏市人民政府办公室</dd></dl><dl><dt>公开日期：</dt><dd>2026-04-09</dd></dl><h1>市政府办公室关于开展算力普惠行动的通知</h1><div id="zoomcon">${text}${sign('姑苏市人民政府办公室', '2026年4月2日')}<p>附件：<a href="./W020260409.docx">任务清单</a></p></div></div>`,
    ),
    expected: {
      title: '市政府办公室关于开展算力普惠行动的通知',
      number: '姑府办〔2026〕31号',
      issuers: ['姑苏市人民政府办公室'],
      signed: '2026-04-02',
      published: '2026-04-09',
      holds: '公共数据资源有序开放',
      attachments: ['https://www.gusu.gov.cn/szsrmzf/zfwj/202604/W020260409.docx'],
    },
  },
  'TRS with meta tags only': {
    url: 'https://dsj.qianlin.gov.cn/zwgk/zcwj/bmwj/202605/t20260518_87654321.html',
    html: page(
      '<meta name="SiteName" content="黔林省大数据发展管理局"><meta name="ArticleTitle" content="省大数据局关于印发数据标注产业行动方案的通知"><meta name="PubDate" content="2026-05-18 15:20"><meta name="ContentSource" content="省大数据局"><title>省大数据局关于印发数据标注产业行动方案的通知</title>',
      `<div class="Box"><div class="view TRS_UEDITOR trs_paper_default"><p style="text-align:center">黔数发〔2026〕7号</p>${text}${sign('黔林省大数据发展管理局', '2026年5月15日')}</div></div><div class="xgwd"><ul><li><a href="./t20260101_1.html">数据标注产业行动方案的解读说明</a><span>2026-05-20</span></li></ul></div>`,
    ),
    expected: {
      title: '省大数据局关于印发数据标注产业行动方案的通知',
      number: '黔数发〔2026〕7号',
      issuers: ['黔林省大数据发展管理局'],
      signed: '2026-05-15',
      published: '2026-05-18',
      holds: '一、加强统筹协调',
      lacks: '解读说明',
    },
  },
  'comment column with its period': {
    url: 'https://www.samr.gov.cn/hd/zjdc/art/2026/art_3f2a1b0c9d8e7f60514233241506f7e8.html',
    html: page(
      '<meta name="ArticleTitle" content="市场监管总局关于公开征求《算法计量规则（征求意见稿）》意见的公告"><meta name="PubDate" content="2026-06-01 10:00"><title>市场监管总局关于公开征求《算法计量规则（征求意见稿）》意见的公告</title>',
      `<div class="zjdc"><h1>市场监管总局关于公开征求《算法计量规则（征求意见稿）》意见的公告</h1><ul><li>征集期：<span>2026-06-01</span> 至 <span>2026-06-30</span></li><li>发布时间：2026-06-01</li></ul><div class="Three_xilan_07"><p>　　为规范算法计量活动，市场监管总局起草了《算法计量规则（征求意见稿）》，现向社会公开征求意见，欢迎社会各界提出。</p>${sign('市场监管总局', '2026年5月29日')}</div><ul class="contentLeft0102box"><li><a href="/cms_files/filemanager/1.docx">附件1：征求意见稿.docx</a></li></ul></div>`,
    ),
    expected: {
      title: '市场监管总局关于公开征求《算法计量规则（征求意见稿）》意见的公告',
      issuers: ['市场监管总局'],
      signed: '2026-05-29',
      published: '2026-06-01',
      commentBy: '2026-06-30',
      holds: '为规范算法计量活动',
      attachments: ['https://www.samr.gov.cn/cms_files/filemanager/1.docx'],
    },
  },
  'announcement with its number in the title': {
    url: 'https://www.mofcom.gov.cn/zwgk/zcfb/art/2026/art_0123456789abcdef0123456789abcdef.html',
    html: page(
      '<meta name="ArticleTitle" content="商务部公告2026年第41号 关于对测试模块实施出口管理的公告"><meta name="PubDate" content="2026-07-03 17:00"><title>商务部公告2026年第41号 关于对测试模块实施出口管理的公告</title>',
      `<div class="art-title">商务部公告2026年第41号 关于对测试模块实施出口管理的公告</div><div class="art-con art-con-bottonmLine"><p>　　【发布单位】安全与管制局</p><p>　　【发布文号】商务部公告2026年第41号</p><p>　　【发文日期】2026年7月3日</p><p>　　根据有关法律法规规定，经国务院批准，决定对测试模块相关物项实施出口管理，现将有关事项公告如下。</p><p>　　本公告自公布之日起正式实施。</p>${sign('商务部', '2026年7月3日')}</div>`,
    ),
    expected: {
      title: '商务部公告2026年第41号 关于对测试模块实施出口管理的公告',
      number: '商务部公告2026年第41号',
      issuers: ['商务部'],
      signed: '2026-07-03',
      published: '2026-07-03',
      holds: '实施出口管理',
    },
  },
  'TRS of a ministry of finance': {
    url: 'http://jkw.mof.gov.cn/zhengcefabu/202604/t20260421_3912345.htm',
    html: page(
      '<meta name="ArticleTitle" content="关于支持数据资产管理试点的通知"><meta name="PubDate" content="2026-04-21 09:00:00"><title>关于支持数据资产管理试点的通知</title>',
      `<div class="mainboxerji"><div class="box_content"><h2 class="title_con">关于支持数据资产管理试点的通知</h2><div class="my_conboxzw"><div class="TRS_Editor"><p align="center">财资〔2026〕18号</p><p>各省、自治区、直辖市财政厅（局）：</p>${text}<p align="right">财 政 部</p><p align="right">2026年4月15日</p></div></div><p id="appendix">附件下载:</p><p><span id="appendix1"><a href="./P020260421.pdf">试点名单.pdf</a></span></p></div><p class="fbrq">发布日期：2026年04月21日</p></div>`,
    ),
    expected: {
      title: '关于支持数据资产管理试点的通知',
      number: '财资〔2026〕18号',
      issuers: ['财政部'],
      signed: '2026-04-15',
      published: '2026-04-21',
      holds: '推动公共数据资源',
      attachments: ['http://jkw.mof.gov.cn/zhengcefabu/202604/P020260421.pdf'],
    },
  },
  'rendered application': {
    url: 'https://www.nfra.gov.cn/cn/view/pages/ItemDetail.html?docId=1234567&itemId=928',
    html: page(
      '<title>国家金融监督管理总局</title><meta name="ArticleTitle" content="国家金融监督管理总局关于印发银行业智能风控指引的通知"><meta name="PubDate" content="2026-08-12">',
      `<div ng-app="app"><div class="wenzhang-title ng-binding">国家金融监督管理总局关于印发银行业智能风控指引的通知</div><div class="docTitle"><div ng-show="x" class="ng-hide">来源：</div><span class="ng-binding">发布时间：2026-08-12</span></div><table class="ItemDetailTable"><tr><td>索 引 号：</td><td class="ng-binding">717804719/2026-00102</td><td>主题分类：</td><td></td></tr><tr><td>办文部门：</td><td>科技监管司</td><td>发布日期：</td><td class="ng-binding">2026-08-12</td></tr><tr><td>公文名称：</td><td colspan="3">国家金融监督管理总局关于印发银行业智能风控指引的通知</td></tr><tr><td>文　　号：</td><td class="ng-binding">金规〔2026〕14号</td></tr></table><div id="wenzhang-content" class="wenzhang-content ng-binding"><p>各金融监管局：</p>${text}${sign('国家金融监督管理总局', '2026年8月6日')}</div></div>`,
    ),
    expected: {
      title: '国家金融监督管理总局关于印发银行业智能风控指引的通知',
      number: '金规〔2026〕14号',
      issuers: ['国家金融监督管理总局'],
      signed: '2026-08-06',
      published: '2026-08-12',
      holds: '推动公共数据资源',
    },
  },
  'jpage with a comment mark round the text': {
    url: 'http://www.shanlu.gov.cn/art/2026/3/20/art_100623_43210.html',
    html: page(
      '<meta name="author" content=""><meta name="ArticleTitle" content="山鲁省人民政府关于印发数字强省规划的通知"><meta name="PubDate" content="2026-03-20 18:02"><title>山鲁省人民政府 省政府文件 山鲁省人民政府关于印发数字强省规划的通知</title>',
      `<div class="wip_art"><table><tr><td class="bt">标题:</td><td colspan="3">山鲁省人民政府关于印发数字强省规划的通知</td></tr><tr><td>索引号:</td><td>11370000/2026-00021</td><td>发文字号:</td><td>鲁林政发〔2026〕6号</td></tr><tr><td>发布机构:</td><td>山鲁省人民政府</td><td>成文日期:</td><td>2026-03-16</td></tr></table><div class="art_con"><!--<$[信息内容]>begin--><p>各市人民政府，各县（市、区）人民政府：</p>${text}${sign('山鲁省人民政府', '2026年3月16日')}<!--<$[信息内容]>end--></div></div>`,
    ),
    expected: {
      title: '山鲁省人民政府关于印发数字强省规划的通知',
      number: '鲁林政发〔2026〕6号',
      issuers: ['山鲁省人民政府'],
      signed: '2026-03-16',
      published: '2026-03-20',
      holds: '推动公共数据资源',
    },
  },
  'u-dettitle with newsinfo': {
    url: 'https://sjzyj.huaian.gov.cn/zwgk/public/7061/21098765.html',
    html: page(
      '<title>皖林省数据资源局关于做好数据登记工作的通知_皖林省数据资源局</title>',
      `<div class="m-detailbox"><h1 class="u-dettitle">皖林省数据资源局关于做好数据登记工作的通知</h1><div class="newsinfo"><span>发布时间：2026-02-11 09:30</span><span>来源：省数据资源局</span><span>阅读次数：<i>120</i></span><span>字体：【大 中 小】</span></div><div class="j-fontContent newscontnet minh500"><p style="text-align:center">皖数资〔2026〕3号</p>${text}${sign('皖林省数据资源局', '2026年2月10日')}</div></div>`,
    ),
    expected: {
      title: '皖林省数据资源局关于做好数据登记工作的通知',
      number: '皖数资〔2026〕3号',
      issuers: ['皖林省数据资源局'],
      signed: '2026-02-10',
      published: '2026-02-11',
      holds: '一、加强统筹协调',
    },
  },
  'xxgk table with an empty number': {
    url: 'https://fzggw.zhelin.gov.cn/art/2026/1/8/art_1229123366_2535555.html',
    html: page(
      '<meta name="ArticleTitle" content="省发展改革委关于印发低空数据设施方案的通知"><meta name="PubDate" content="2026-01-08 11:11"><title>省发展改革委关于印发低空数据设施方案的通知</title>',
      `<table class="xxgk_table"><tbody><tr><td>索引号：</td><td>002482234/2026-00002</td><td>文件编号：</td><td></td></tr><tr><td>发布机构：</td><td>省发展改革委</td><td>生成日期：</td><td>2026-01-06</td></tr></tbody></table><p class="con-title">省发展改革委关于印发低空数据设施方案的通知</p><div id="zoom"><p>浙林发改〔2026〕2号</p>${text}${sign('浙林省发展和改革委员会', '2026年1月6日')}</div>`,
    ),
    expected: {
      title: '省发展改革委关于印发低空数据设施方案的通知',
      number: '浙林发改〔2026〕2号',
      signed: '2026-01-06',
      published: '2026-01-08',
      holds: '推动公共数据资源',
    },
  },
  'h6 under the heading': {
    url: 'https://www.yulin.gov.cn/2026/03-19/3299876.html',
    html: page(
      '<title>豫林省人民政府办公厅关于加快智能体应用的意见_豫林省人民政府门户网站</title>',
      `<div class="content"><h1 id="title">豫林省人民政府办公厅<br>关于加快智能体应用的意见</h1><h6 class="cl"><span class="fl">来源：豫林省人民政府办公厅</span><span>时间：2026-03-19</span></h6><div id="content"><p style="text-align:center">豫林政办〔2026〕12号</p>${text}${sign('豫林省人民政府办公厅', '2026年3月12日')}</div></div>`,
    ),
    expected: {
      title: '豫林省人民政府办公厅关于加快智能体应用的意见',
      number: '豫林政办〔2026〕12号',
      issuers: ['豫林省人民政府办公厅'],
      signed: '2026-03-12',
      published: '2026-03-19',
      holds: '推动公共数据资源',
    },
  },
  'bureau with a list of bracketed fields': {
    url: 'https://jxj.beilin.gov.cn/zwgk/2024zcwj/202609/t20260903_4212345.html',
    html: page(
      '<title>北林市经济和信息化局关于组织开展智能工厂梯度培育的通知_政策文件_北林市经济和信息化局</title>',
      `<div class="doc-info"><ol><li>[主题分类] <span>工业、交通</span></li><li>[发文机构] <span>北林市经济和信息化局</span></li><li>[联合发文单位] <span></span></li><li>[实施日期] <span></span></li><li>[成文日期] <span>2026-09-01</span></li><li>[发文字号] <span>北林经信发〔2026〕44号</span></li><li>[废止日期] <span></span></li><li>[发布日期] <span>2026-09-03</span></li><li>[有效性] <span>是</span></li></ol></div><div class="header"><p>北林市经济和信息化局关于组织开展智能工厂梯度培育的通知</p></div><div id="mainText"><div class="view TRS_UEDITOR">${text}${sign('北林市经济和信息化局', '2026年9月1日')}</div></div>`,
    ),
    expected: {
      title: '北林市经济和信息化局关于组织开展智能工厂梯度培育的通知',
      number: '北林经信发〔2026〕44号',
      issuers: ['北林市经济和信息化局'],
      signed: '2026-09-01',
      published: '2026-09-03',
      holds: '推动公共数据资源',
    },
  },
  'label and value in a list, with a hidden double': {
    url: 'https://sjj.hubin.gov.cn/zfxxgk/zc/qtzdgkwj/202610/t20261013_5432109.shtml',
    html: page(
      '<title>省数据局关于公布首批数据基础设施试点的通知-湖滨省数据局</title>',
      `<div style="display:none"><span id="id">5432109</span><span>省数据局关于公布首批数据基础设施试点的通知</span><span>2026-10-20</span></div><div class="article"><h2>省数据局关于公布首批数据基础设施试点的通知</h2><ul class="info"><li><strong>索引号：</strong>011043/2026-10001</li><li><strong>文号：</strong>鄂林数发〔2026〕20号</li><li><strong>发文单位：</strong>湖滨省数据局</li><li><strong>发布日期：</strong>2026年10月13日</li><li><strong>效力状态：</strong>有效</li></ul><div class="article-box TRS_UEDITOR">${text}${sign('湖滨省数据局', '2026年10月9日')}</div></div>`,
    ),
    expected: {
      title: '省数据局关于公布首批数据基础设施试点的通知',
      number: '鄂林数发〔2026〕20号',
      issuers: ['湖滨省数据局'],
      signed: '2026-10-09',
      published: '2026-10-13',
      holds: '推动公共数据资源',
    },
  },
};

const read = (url: string, html: string) =>
  readArticle({ url, decoded: { text: html, charset: 'utf-8', lossy: false }, today: '2026-11-25' });

describe('structures of official sites', () => {
  test.each(Object.entries(sites))('%s', (_, { url, html, expected }) => {
    const article = read(url, html);
    expect({
      title: article.title,
      number: article.number,
      ...(expected.issuers ? { issuers: article.issuers.map(({ name }) => name) } : {}),
      signed: article.dates.signed?.value,
      published: article.dates.published?.value,
      commentBy: article.dates.commentBy?.value,
      attachments: article.attachments.map((each) => each.url),
    }).toEqual({
      title: expected.title,
      number: expected.number,
      ...(expected.issuers ? { issuers: expected.issuers } : {}),
      signed: expected.signed,
      published: expected.published,
      commentBy: expected.commentBy,
      attachments: expected.attachments ?? [],
    });
    expect(article.text).toContain(expected.holds);
    if (expected.lacks) expect(article.text).not.toContain(expected.lacks);
    expect(article.text).not.toContain('网站标识码');
  });
});

const named = (body: string): string => page('<title>临江市数据局关于算力的通知</title>', `<h1>临江市数据局关于算力的通知</h1>${body}`);
const place = 'https://www.linjiang.gov.cn/zwgk/8812.html';

describe('a date over several elements', () => {
  test.each([
    ['day over month and year', '<div><span>18</span><span>2026-05</span></div>'],
    ['day beside month and year', '<div class="box"><b>18</b><i>2026年5月</i></div>'],
    ['month and year before the day', '<div><p>2026.05</p><p>18</p></div>'],
    ['year before month and day, with a time', '<div><span>2026</span><span><em>05</em>/<em>18</em></span><span>10:22:01</span></div>'],
    ['month and day before the year', '<div><span>05-18</span><span>2026</span></div>'],
  ])('%s', (_, date) => {
    expect(read(place, named(`${date}<div id="zoom">${text}</div>`)).dates.published?.value).toBe('2026-05-18');
  });

  test.each([
    ['no year', '<div><span>05</span><span>18</span></div>'],
    ['no day of the calendar', '<div><b>31</b><i>2026年2月</i></div>'],
    ['which of two is the month', '<div><span>05/06</span><span>2026</span></div>'],
    ['the day of another page', '<div><div><b>18</b><i>2026-05</i></div><a href="/a.html">关于算力的另一则通知公告</a></div>'],
  ])('unsure: %s', (_, date) => {
    expect(read(place, named(`${date}<div id="zoom">${text}</div>`)).dates.published).toBeUndefined();
  });

  test('the day of the signature, broken over elements, is none of publication', () => {
    const signature = '<p align="right"><span>2026年</span><span>5</span><span>月</span><span>18</span><span>日</span></p>';
    expect(read(place, named(`<div id="zoom">${text}<p align="right">临江市数据局</p>${signature}</div>`)).dates.published).toBeUndefined();
  });
});

describe('a text that is hidden until a script shows it', () => {
  const reason = { field: 'text', reason: 'the text is hidden until a script shows it' };

  test.each([
    ['a known container', `<div id="zoom" style="display:none">${text}</div>`],
    ['any container', `<div class="main" style="display: none;"><div>${text}</div></div>`],
    ['by attribute', `<div class="TRS_Editor" hidden>${text}</div>`],
  ])('%s', (_, body) => {
    const article = read(place, named(body).replace(foot, ''));
    expect(article.text).toContain('推动公共数据资源');
    expect(article.warnings).toContainEqual(reason);
  });

  test('not when there is another text, or nothing that reads like one', () => {
    const article = read(
      place,
      named(`<div id="zoom">${text}</div><div style="display:none"><p>隐藏的旧版本，不应当读出来。</p>${text}</div>`),
    );
    expect(article.text).not.toContain('隐藏的旧版本');
    expect(article.warnings).not.toContainEqual(reason);
    const empty = '<html><body><div style="display:none"><a href="/">首页</a><a href="/b">下一页</a></div></body></html>';
    expect(() => read(place, empty)).toThrow('no text of an article');
  });

  test('a page that says it is gone stays gone', () => {
    const gone = `<html><body><p>您访问的页面不存在</p><div style="display:none">${text}</div></body></html>`;
    expect(() => read(place, gone)).toThrow('page not found');
  });
});
