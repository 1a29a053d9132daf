import { describe, expect, test } from 'vitest';
import { body, check, page, paragraphs, read, right, sentences, troubleOf } from './article-kit.ts';

/** Days and words that belong to something else than the page they stand on. */
const title = '关于做好云川市语料普查工作的通知';
const framed = (before: string, after = '', text = body): string =>
  page(title, `<h1>${title}</h1>${before}<div class="con">${text}</div>${after}`);
const published = (html: string): string | undefined => read(html).dates.published?.value;

describe('no day of publication', () => {
  const decoys: Readonly<Record<string, string>> = {
    'beside a link under the text': framed('', '<ul><li><a href="/9">关于印发算力规划的通知</a> 发布时间：2026-08-01</li></ul>'),
    'beside a file': framed('', '<div><p>附件：<a href="/f/1.doc">普查登记表.doc</a> 上传时间：2026-09-09</p></div>'),
    'of an event, under the title': framed('<div><p>活动时间：2026年10月20日 14:00</p><p>活动地点：会展中心</p></div>'),
    'of applications, under the title': framed('<p>申报期限：2026-10-01至2026-10-20</p>'),
    'of what a reader said': framed('', '<div class="pl"><div>网友甲 发表于 2026-05-05 10:10：怎么领？</div></div>'),
    'of another article in the linked data': framed(
      '',
      `<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"旧闻一则","datePublished":"2025-01-02"}]}</script>`,
    ),
  };
  for (const [name, html] of Object.entries(decoys)) test(name, () => expect(published(html)).toBeUndefined());
});

describe('the day of publication beside another', () => {
  test('of the last change, whichever stands first', () => {
    expect(published(framed('<div>更新于 2026-06-30 发布于 2026-06-01 来源 云川发布</div>'))).toBe('2026-06-01');
    expect(published(framed('<div>2026-06-01 09:00 最后修改：2026-06-30 10:00</div>'))).toBe('2026-06-01');
  });

  test('a label glued to the credit before it is no label of an event', () => {
    expect(published(framed('<h6><span>来源：云川市人民政府办公厅</span><span>时间：2026-03-19</span></h6>'))).toBe('2026-03-19');
  });

  test('under the text, beside what prints and closes the page', () => {
    const foot = '<div>发布日期：2026-05-13 <a href="javascript:print()">【打印本页】</a><a href="#">【关闭窗口】</a></div>';
    expect(published(framed('', foot))).toBe('2026-05-13');
  });

  test('of several records the one with the name of the page', () => {
    const records = [
      { '@type': 'NewsArticle', headline: '旧闻一则说明', datePublished: '2025-01-02' },
      { '@type': 'NewsArticle', headline: title, datePublished: '2026-06-06' },
    ];
    expect(published(framed('', `<script type="application/ld+json">${JSON.stringify({ '@graph': records })}</script>`))).toBe(
      '2026-06-06',
    );
  });
});

describe('no day of signing', () => {
  test('over which somebody else will write a name', () => {
    const form = `<p>附件：承诺书</p><p>本单位承诺所填内容真实。</p>${right('单位（公章）：', '2026年1月1日')}`;
    expect(read(framed('<div>发布时间：2026-03-03</div>', '', body + form)).dates.signed).toBeUndefined();
  });

  test('that is not in the calendar; the names over it still sign', () => {
    const article = read(framed('<div>发布时间：2026-03-05</div>', '', body + right('云川市数据局', '二〇二六年二月三十日')));
    check(article, { issuers: ['云川市数据局'] });
    expect(article.dates.signed).toBeUndefined();
  });
});

test('the day on which another act takes effect is not ours', () => {
  const cited = '《云川市数据条例》已于2026年3月28日通过，自2026年6月1日起施行。现就做好贯彻实施工作通知如下。';
  const text = paragraphs('各单位：', cited, ...sentences) + right('云川市数据局', '2026年5月4日');
  expect(read(framed('<div>发布时间：2026-05-05</div>', '', text)).dates.effective).toBeUndefined();
  const own = paragraphs('《云川市数据条例》已于2026年3月28日通过，自2026年6月1日起施行。', ...sentences);
  const law = page('云川市数据条例', `<h1>云川市数据条例</h1><div>发布时间：2026-04-02</div><div class="con">${own}</div>`);
  check(read(law), { effective: '2026-06-01' });
});

describe('titles', () => {
  test('that hold the sign which elsewhere parts off the site', () => {
    const name = '市场观察 | 算力市场半年报';
    check(
      read(page(name, `<h1>${name}</h1><div>2026年07月15日 07:30:12</div><div class="article">${body}<p>（文章来源：云川财经）</p></div>`)),
      {
        title: name,
        published: '2026-07-15',
      },
    );
  });

  test('with a badge behind them', () => {
    const html = page(
      '云川市人民政府',
      `<div class="detail_title">${title}<span class="new">NEW</span></div><div><span>文号：云数发〔2026〕23号</span><span>公开日期：2026-10-12</span></div><div class="box">${body}${right('云川市数据局', '2026年10月9日')}</div>`,
    );
    check(read(html), { title, number: '云数发〔2026〕23号', signed: '2026-10-09' });
  });
});

test('a file shown in a frame is the text of a page that has no other', () => {
  const html = page(
    '云川市数据发展规划',
    '<h1>云川市数据发展规划</h1><div>发布时间：2026-07-21 来源：市数据局</div><div class="con"><iframe src="/pdfjs/web/viewer.html?file=%2Ffiles%2Fgh.pdf"></iframe></div>',
  );
  expect(read(html).attachments).toEqual([{ url: 'https://www.yunchuan.gov.cn/files/gh.pdf', title: 'gh.pdf', format: 'pdf' }]);
});

test('a block named for the title of an article is one, though the page is called 新闻中心', () => {
  const name = '公司与高校共建语料实验室';
  const html = page(
    '新闻中心',
    `<div class="news-detail-title">${name}</div><div><span>22</span><span>2026.05</span></div><div class="news-detail-body">${body}</div>`,
  );
  check(read(html), { title: name, published: '2026-05-22' });
});

test('an announcement of a congress is an act under its own number', () => {
  const name = '云川市人民代表大会常务委员会公告（十四届）第五十一号';
  const text = '<p>《云川市算力促进条例》已由云川市第十四届人民代表大会常务委员会于2026年3月30日通过，现予公布，自2026年6月1日起施行。</p>';
  const html = page(
    name,
    `<h1>${name}</h1><div>2026-04-01</div><div class="c">${text}${right('云川市人民代表大会常务委员会', '2026年3月30日')}</div>`,
  );
  check(read(html), { issuers: ['云川市人民代表大会常务委员会'], signed: '2026-03-30', effective: '2026-06-01', type: 'announcement' });
});

describe('walls', () => {
  test('in words that a site has for a page that is gone or paid for', () => {
    expect(troubleOf(page('提示信息', '<div class="msg"><p>该信息已过期或未公开！</p></div>'))).toBe('unrecognised');
    expect(troubleOf(page('系统公告', '<div>您的访问出错了<br>很抱歉，您要访问的网页不存在，请联系网站管理员。</div>'))).toBe(
      'unrecognised',
    );
    expect(
      troubleOf(
        '<html><head><title>Subscribe to read</title></head><body><h1>Subscribe to read</h1><p>Already a subscriber? Sign in.</p></body></html>',
      ),
    ).toBe('refused');
  });

  test('quoted by a page that warns of them', () => {
    const text = '近期发现仿冒网站提示“您访问的页面不存在”“请完成安全验证”等内容，诱导用户登录后泄露信息，请注意防范。';
    const html = page(
      '数据安全风险提示',
      `<h1>数据安全风险提示</h1><div>2026-11-02 16:40:11</div><div class="c">${paragraphs(text)}</div>`,
    );
    check(read(html), { title: '数据安全风险提示', published: '2026-11-02' });
  });
});
