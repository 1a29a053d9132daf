import { describe, expect, test } from 'vitest';
import { documentType } from '../../shared/stages/facts/kind.ts';
import { parseNumber } from '../../shared/stages/numbers/numbers.ts';
import { body, page, paragraphs, read, right, sentences, troubleOf } from './article-kit.ts';

const act = '云川市数据局关于开展语料登记试点的通知';

describe('titles that <title> does not tell', () => {
  test.each([
    ['a column that ends like an act', '标准征求意见', `<div class="c"><h2>${act}</h2>${body}</div>`],
    ['an issue of a gazette with one act', '云川市人民政府公报 2026年第9期', `<div class="art-title">${act}</div>${body}`],
    ['the act without its body', '关于开展语料登记试点的通知', `<div class="titles">${act}</div><div>${body}</div>`],
  ])('%s', (_, title, inner) => {
    expect(read(page(title, inner)).title).toBe(act);
  });

  test('lines that open the text, with all that follows from them', () => {
    const lines = `<p align=center>滨川经济技术开发区管理委员会</p><p align=center>关于印发《滨川开发区智算扶持办法》的通知</p><p align=center>滨川管〔2026〕4号</p><p>各企业：</p>`;
    const article = read(page('开发区管委会', `<div>${lines}${body}${right('滨川经济技术开发区管理委员会', '2026年2月2日')}</div>`));
    expect(article).toMatchObject({
      title: '滨川经济技术开发区管理委员会关于印发《滨川开发区智算扶持办法》的通知',
      number: '滨川管〔2026〕4号',
      dates: { signed: { value: '2026-02-02' } },
      issuers: [{ name: '滨川经济技术开发区管理委员会' }],
    });
  });

  test('a sentence of the text is no title', () => {
    const inner = `<div><p>本页说明关于登记的一般情况。</p><p>详见通知</p>${body}</div>`;
    expect(read(page('语料登记说明_云川市数据局', inner)).title).toBe('语料登记说明');
  });
});

describe('days over the text', () => {
  test('the time of an event beside its place is not the day of the page', () => {
    const inner = `<h1>云川市语料产业新闻发布会实录</h1><div>时间：2026年7月21日上午10时　地点：市政府新闻厅</div><div>2026-07-22 16:30　来源：市政府新闻办</div><div class="txt">${body}</div>`;
    expect(read(page('云川市语料产业新闻发布会实录', inner)).dates.published?.value).toBe('2026-07-22');
  });

  test.each(['2026年11月20日 星期五', '2026年11月20日 欢迎您'])('%s is the clock of the site', (clock) => {
    const inner = `<div>${clock}</div><h1>云川市语料行业公约</h1><div>${body}</div>`;
    expect(read(page('云川市语料行业公约', inner)).dates.published).toBeUndefined();
  });
});

describe('heads', () => {
  test('the red head of the paper names the body', () => {
    const inner = `<h2>${'关于加强语料共享工作的通知'}</h2><p>云川市人民政府办公室文件</p><p>云政办〔2009〕41号</p><p>各县（区）人民政府：</p>${body}${right('二○○九年六月八日')}`;
    expect(read(page('关于加强语料共享工作的通知', inner)).issuers.map(({ name }) => name)).toEqual(['云川市人民政府办公室']);
  });

  const rowOf = (row: string, tag: string): string =>
    `<tr>${row
      .split('|')
      .map((cell) => `<${tag}>${cell}</${tag}>`)
      .join('')}</tr>`;
  test.each([
    ['labels alone', '文件编号|发布日期|索引号', '云数发〔2026〕5号|2026-03-17|0000/2026-12'],
    ['a count before them', '序号|发文字号|成文日期|发布日期', '1|云数发〔2026〕5号|2026-03-16|2026-03-17'],
    ['half of them no labels', '名称|文号|状态|发布日期', `${act}|云数发〔2026〕5号|有效|2026-03-17`],
    ['twice', '文号|索引号', '云数发〔2026〕5号|0000/2026-12', '发布日期|时效', '2026-03-17|有效'],
    ['pairs beside each other', '文号|云数发〔2026〕5号|发布日期|2026-03-17', '公开方式|主动公开|公开范围|全社会'],
    ['none: a list of others', '文件名称|文号', '甲办法|云数发〔2025〕1号', '乙办法|云数发〔2025〕2号'],
  ])('a row of heads over its values: %s', (what, first, ...others) => {
    const rows = others.map((row) => rowOf(row, 'td')).join('');
    for (const tag of ['td', 'th']) {
      const { number, dates } = read(page(act, `<table>${rowOf(first, tag)}${rows}</table><h1>${act}</h1><div class="c">${body}</div>`));
      const isOwn = !what.startsWith('none');
      expect([number, dates.published?.value]).toEqual(isOwn ? ['云数发〔2026〕5号', '2026-03-17'] : [undefined, undefined]);
    }
  });

  test('a long line of labels inside the only block', () => {
    const line =
      '【字号：大 中 小】　发布机构：云川市人民政府　　发布日期：2026年8月3日　　文号：云政规〔2026〕4号　　时效性：有效　　浏览：512次';
    expect(read(page(act, `<p>${line}</p><h2>${act}</h2>${body}`)).number).toBe('云政规〔2026〕4号');
  });

  test('a short text wins over the line of its date and source', () => {
    const inner = `<h1>${act}</h1><div>发布时间：2026-10-22　来源：云川市数据发展管理局</div><div class="con"><p>现将方案印发给你们，请认真执行。</p></div>`;
    expect(read(page(act, inner)).text).toContain('请认真执行');
  });
});

describe('pages without running text', () => {
  const metas = `<meta name="ArticleTitle" content="一图读懂《云川市语料登记办法》"><meta name="PubDate" content="2026-04-05 09:00">`;

  test('pictures under a stated title', () => {
    const html = `<html><head>${metas}</head><body><h1>一图读懂《云川市语料登记办法》</h1><div><img src="a.png"></div></body></html>`;
    expect(read(html)).toMatchObject({ type: 'interpretation', dates: { published: { value: '2026-04-05' } } });
  });

  test('the picture of an error is none', () => {
    expect(troubleOf(`<html><head>${metas}</head><body><div><img src="/images/404.png"></div></body></html>`)).toBe('unrecognised');
  });

  test('a record of a standard', () => {
    const rows = [
      ['标准号', 'GB/T 48812—2026'],
      ['发布日期', '2026-08-29'],
      ['实施日期', '2027-03-01'],
      ['标准状态', '即将实施'],
    ];
    const table = rows.map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`).join('');
    expect(read(page('国家标准详情', `<h4>网络安全技术 语料安全要求</h4><table>${table}</table>`))).toMatchObject({
      title: '网络安全技术 语料安全要求',
      number: 'GB/T 48812-2026',
      type: 'standard',
      dates: { published: { value: '2026-08-29' }, effective: { value: '2027-03-01' } },
    });
  });
});

describe('orders with a year', () => {
  test.each([
    '交通运输部令2026年第3号',
    '交通运输部令 二〇二六年第三号',
    '交通运输部令〔2026〕第3号',
    '交通运输部2026年第3号令',
    '中华人民共和国交通运输部令（2026年第3号）',
  ])('%s', (text) => {
    expect(parseNumber(text).canonical).toBe('交通运输部令〔2026〕第3号');
  });

  test('an announcement of a congress, term and number in one pair of brackets', () => {
    expect(parseNumber('江州市人民代表大会常务委员会公告（第十五届第十二号）')).toMatchObject({ kind: 'congress', number: 12 });
  });

  test('a year alone gives no order', () => {
    expect(parseNumber('2026年第3号令').canonical).toBeUndefined();
  });

  test('over the lines of a joint order', () => {
    const lines = ['中华人民共和国交通运输部', '中华人民共和国公安部', '令', '二〇二六年第三号']
      .map((line) => `<p align="center">${line}</p>`)
      .join('');
    const text = paragraphs('《无人配送管理规定》已经审议通过，现予公布，自2026年3月1日起施行。', ...sentences);
    expect(read(page('无人配送管理规定', `<h1>无人配送管理规定</h1><div>${lines}${text}</div>`))).toMatchObject({
      type: 'rule',
      number: '交通运输部令〔2026〕第3号',
    });
  });
});

describe('kinds', () => {
  const kind = (title: string, text = ''): string => documentType({ title, text, issuers: [], url: 'https://www.yunchuan.gov.cn/a.html' });

  test('judicial interpretations bind', () => {
    expect(kind('最高人民法院关于审理语料纠纷案件适用法律若干问题的解释（二）')).toBe('rule');
    expect(kind('最高人民法院相关负责人就语料纠纷司法解释答记者问')).toBe('interpretation');
  });

  test('the outcome of a tender is procurement, its brackets aside', () => {
    expect(kind('云川市语料平台建设项目中标（成交）结果公告')).toBe('procurement');
  });

  test('a sentence about an act is news', () => {
    expect(kind('云川发布高质量语料库建设指引', '市数据局近日发布指引，提出三项任务。')).toBe('news');
    expect(kind('云川发布高质量语料库建设指引', '第一条 为规范语料库建设，制定本指引。')).toBe('guideline');
    expect(kind('云川市数据局关于发布语料库建设指引的通知')).toBe('guideline');
  });
});

describe('files behind a gate', () => {
  const files = (inner: string) =>
    read(page(act, `<h1>${act}</h1><div>${body}${inner}</div>`)).attachments.map(({ title, format }) => [title, format]);

  test.each([
    ['<p>附件【<a href="/system/_content/download.jsp?wbfileid=88">语料清单.xlsx</a>】已下载36次</p>', '语料清单.xlsx', 'xlsx'],
    ['<p>附件：<a href="P6/download.jsp?fileid=77">语料登记方案</a></p>', '语料登记方案', 'file'],
    ['<p>附件：1.<a href="/getFile?id=7"><span>语料登记方案</span></a></p>', '语料登记方案', 'file'],
  ])('%s', (inner, title, format) => {
    expect(files(inner)).toEqual([[title, format]]);
  });

  test('a link to a place for downloads is no file', () => {
    expect(files('<p>更多内容见<a href="/download/">下载中心</a></p>')).toEqual([]);
  });
});
