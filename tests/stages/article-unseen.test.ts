import { describe, expect, test } from 'vitest';
import { body, check, menu, page, paragraphs, read, right, sentences, troubleOf } from './article-kit.ts';

const notice = '关于做好云川市语料普查工作的通知';

describe('days that are not those of the page', () => {
  test('the clock of the site, of this day or another', () => {
    const html = page(
      '算力政策问答',
      `<div class="time">2026年11月24日 星期二 农历十月十六</div><h1>算力政策问答</h1><div class="c">${body}</div>`,
    );
    expect(read(html).dates.published).toBeUndefined();
  });

  test('the day of a dateline in the text, when a day stands beside the title', () => {
    const html = page(
      'Lab Opens - Firm',
      `<div class="news"><h1>Lab Opens in Yunchuan</h1><span class="date">Jun 24, 2026</span><div class="article-content"><p>[Yunchuan, June 23, 2026] A lab was opened today with partners from five cities.</p>${paragraphs(...sentences)}</div></div>`,
    );
    check(read(html), { published: '2026-06-24' });
  });

  test('an instant elsewhere, when the page shows the day of its own zone', () => {
    const linked = '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2026-02-20T18:11:00+00:00"}</script>';
    const shown = '<div class="byline">Published<br>February 20, 2026</div>';
    const html = (day: string): string =>
      page('Reading the rules', `${linked}<h1>Reading the rules</h1>${day}<div class="body">${body}</div>`);
    check(read(html(shown)), { published: '2026-02-20' });
    check(read(html(shown.replace('February 20', 'January 5'))), { published: '2026-02-21' });
  });
});

describe('the day of a press release that closes with it', () => {
  const release = (end: string): string =>
    `<html><head><title>算力資助計劃</title></head><body><span id="PRHeadlineSpan">算力資助計劃</span><div id="pressrelease">**********<br>　　${sentences.slice(0, 3).join('<br><br>　　')}</div>${end}</body></html>`;
  test('in English and in Chinese', () => {
    check(read(release('<div>Ends/Wednesday, April 22, 2026<br>Issued at HKT 16:30</div>')), { published: '2026-04-22' });
    check(read(release('<div>完<br>2026年4月22日（星期三）<br>香港時間16時30分</div>')), { published: '2026-04-22' });
  });

  test('and no other day at the end', () => {
    expect(read(release('<div>會議於2026年4月22日（星期三）</div>')).dates.published).toBeUndefined();
  });
});

describe('the note under a title', () => {
  const measures = (note: string) =>
    read(
      page(
        '云川市支持语料开放的若干措施',
        `<h1>云川市支持语料开放的若干措施</h1><div>发布时间：2026-07-08</div><div class="c"><p align="center">${note}</p>${body}</div>`,
      ),
    );
  test('with number and day in either order', () => {
    for (const note of ['（云数规〔2026〕3号　2026年7月1日印发）', '（2026年7月1日 云数规〔2026〕3号发布）'])
      check(measures(note), { number: '云数规〔2026〕3号', signed: '2026-07-01' });
  });

  test('which tells of another act is none', () => {
    for (const note of ['（2026年7月1日根据云数规〔2025〕9号修订）', '（云数规〔2025〕9号、云数规〔2026〕1号 2026年7月1日印发）']) {
      expect(measures(note).number).toBeUndefined();
      expect(measures(note).dates.signed).toBeUndefined();
    }
  });
});

describe('titles', () => {
  test('of the one act in an issue of a gazette, not of one among several', () => {
    const act = (n: number): string =>
      `<p align=center>云川市人民政府关于印发第${n}批语料目录的通知</p><p align=center>云政发〔2026〕1${n}号</p>${paragraphs('各县区人民政府：', ...sentences)}${right('云川市人民政府', '2026年5月29日')}`;
    const gazette = (inner: string): string => page('云川市人民政府公报2026年第11号', `<div class="gb">${inner}</div>`);
    check(read(gazette(act(1))), {
      title: '云川市人民政府关于印发第1批语料目录的通知',
      number: '云政发〔2026〕11号',
      signed: '2026-05-29',
    });
    expect(read(gazette(act(1) + act(2))).title).toBe('云川市人民政府公报2026年第11号');
  });

  test('of a bilingual page, in the language in which it shows itself', () => {
    const html = page(
      'Measures for the Filing of Corpora (Draft)',
      `<h1>Measures for the Filing of Corpora (Draft)</h1><div class="entry-content"><p>【颁布时间】2026-06-08<br>【标题】语料备案管理办法（征求意见稿）<br>【发文号】<br>【颁布单位】国家互联网信息办公室</p>${body}</div>`,
    );
    expect(read(html).title).toBe('Measures for the Filing of Corpora (Draft)');
  });

  test('on the card of a standard, and in a database of laws', () => {
    const card = `<table><tr><td><h1>标准号：GB/T 99123-2026</h1></td></tr><tr><td><b>中文标准名称：语料互操作 通用要求</b></td></tr></table><div><div>发布日期</div><div>2026-08-28</div><div>实施日期</div><div>2027-03-01</div></div>`;
    check(read(page('国家标准|GB/T 99123-2026', card)), {
      title: '语料互操作 通用要求',
      number: 'GB/T 99123-2026',
      effective: '2027-03-01',
    });
    const law = `<h2 class="detail-title">云川市语料条例</h2><ul><li><span>制定机关</span><span>云川市人民代表大会常务委员会</span></li><li><span>施行日期</span><span>2026-07-01</span></li></ul><div class="content">${paragraphs('第一条 为了促进语料流通，制定本条例。', ...sentences)}</div>`;
    check(read(page('国家法律法规数据库', law)), {
      title: '云川市语料条例',
      issuers: ['云川市人民代表大会常务委员会'],
      effective: '2026-07-01',
    });
  });
});

describe('titles without a heading', () => {
  const text = `<div class="nr">${paragraphs('各县区数据局：', ...sentences)}${right('云川市数据局 云川市财政局', '2026年8月3日')}</div>`;
  test('over a line with the name of the site and a day, on a page named 详情', () => {
    const html = `<html><head><title>详情</title></head><body><div><span>详情</span></div><section><p class="h">${notice}</p><p class="s"><i>云川数据</i><i>2026-08-05 10:10</i></p><section>${text}</section></section></body></html>`;
    check(read(html), { title: notice, published: '2026-08-05', signed: '2026-08-03' });
    check(read(html.replace('<i>云川数据</i><i>2026-08-05 10:10</i>', '[ 2026-8-5 ] [ 点击数：231 ]')), {
      title: notice,
      published: '2026-08-05',
    });
  });

  test('in two blocks of one kind: who, and about what', () => {
    const html = page(
      '政策文件',
      `<div class="bt1">云川市数据局　云川市财政局</div><div class="bt2">${notice}</div><div class="bt3">云数发〔2026〕2号</div><div class="rq">【发布日期：2026-08-05】</div>${text}`,
    );
    check(read(html), {
      title: `云川市数据局 云川市财政局${notice}`,
      number: '云数发〔2026〕2号',
      issuers: ['云川市数据局', '云川市财政局'],
    });
  });
});

describe('numbers', () => {
  test('under the title, before the labels that stand in the same line', () => {
    const line =
      '<div class="info"><span>云川市税务局公告2026年第9号</span><span>成文日期：2026-03-04</span><span>效力注释：全文有效</span></div>';
    const html = page(
      '云川市税务局关于语料服务的公告',
      `<h3>云川市税务局关于语料服务的公告</h3>${line}<div class="c">${body}${right('云川市税务局', '2026年3月4日')}</div>`,
    );
    check(read(html), { number: '云川市税务局公告2026年第9号', signed: '2026-03-04' });
  });

  test('of a circular in the brackets after its title, which names its body', () => {
    const title = '云川市药监局关于发布语料审查指南的通告（2026年第12号）';
    check(read(page(title, `<h2>${title}</h2><div>发布时间：2026-04-08</div><div class="c">${body}</div>`)), {
      number: '云川市药监局通告2026年第12号',
    });
  });
});

describe('no document', () => {
  const entries = Array.from(
    { length: 20 },
    (_, n) => `<li><a href="/a${n}">关于第${n}批语料名单的公示通知</a><span>2026-0${(n % 9) + 1}-11</span></li>`,
  ).join('');
  test('a list, and the home page in place of a page that is gone', () => {
    expect(troubleOf(page('政策文件_云川市人民政府', `<div class="l"><ul>${entries}</ul></div>`))).toBe('unrecognised');
    expect(
      troubleOf(page('云川市人民政府门户网站', `<div><h3>要闻</h3><ul>${entries}</ul></div><div><h3>公告</h3><ul>${entries}</ul></div>`)),
    ).toBe('unrecognised');
  });

  test('the answer of an interface', () => {
    expect(troubleOf('<html><body><pre>{"code":401,"msg":"认证失败，无法访问系统资源"}</pre></body></html>')).toBe('refused');
    expect(troubleOf('{"code":500,"data":null,"msg":"数据为空，请联系管理人员处理"}')).toBe('unrecognised');
  });

  test('labels without values beside the logo of the site', () => {
    const frame =
      '<img src="/images/logo.png"><div class="title"></div><div class="info">发布时间： 来源：</div><div class="content"></div>';
    expect(troubleOf(page('详情页', frame))).toBe('unrecognised');
  });
});

test('ruby over characters is no text', () => {
  const html = page(
    notice,
    `<h1>${notice}</h1><div class="c"><p>第一条 为<ruby>规<rp>(</rp><rt>guī</rt><rp>)</rp></ruby><ruby>范<rt>fàn</rt></ruby>语料普查，制定本指引，各单位应当遵照执行。</p>${body}</div>`,
  );
  expect(read(html).text).toContain('为规范语料普查');
});

test('a notice that the site is down is no document', () => {
  const html = `<html><head><title>系统维护公告</title></head><body>${menu}<h1>系统维护公告</h1><p>尊敬的用户：因系统升级，本网站将于11月24日22:00起暂停服务，敬请谅解。</p></body></html>`;
  expect(troubleOf(html)).toBe('unrecognised');
});
