import { describe, expect, test } from 'vitest';
import { readArticle } from '../../shared/stages/article/article.ts';

const today = '2026-11-25';

function read(html: string, url = 'https://www.linjiang.gov.cn/zwgk/202603/t20260312_4411.html') {
  return readArticle({ url, decoded: { text: html, charset: 'utf-8', lossy: false }, today });
}

const title = '临江市数据局关于印发临江市公共数据开放办法的通知';
const paragraphs = `<p>各区县人民政府，市有关单位：</p><p>　　现将《临江市公共数据开放办法》印发给你们，请结合工作实际，认真抓好贯彻落实。</p>`;
const signed = `<p style="text-align:right">临江市数据局</p><p style="text-align:right">2026年3月5日</p>`;
const attached = `<p>临江市公共数据开放办法</p><p>　　第一条　为了规范公共数据开放，根据有关法律法规（国发〔2015〕50号），结合本市实际，制定本办法。</p>`;

function page(
  table: string,
  body = paragraphs + signed + attached,
  info = '<div class="info">发布时间：2026-03-12 来源：市数据局</div>',
): string {
  return `<html><head><title>${title}_临江市人民政府</title></head><body><div class="nav"><a href="/">首页</a></div>${table}<h1>${title}</h1>${info}<div class="TRS_Editor">${body}</div><div class="footer">主办单位：临江市人民政府办公室 2026-11-01</div></body></html>`;
}

const layouts: Readonly<Record<string, string>> = {
  'rows of label and value': `<table><tr><td>索 引 号：</td><td>LJ-2026-004</td><td>发文机关：</td><td>临江市数据局</td></tr><tr><td>发文字号：</td><td>临数发〔2026〕4号</td><td>成文日期：</td><td>2026年03月05日</td></tr></table>`,
  'rows without colon': `<table><tr><th>索引号</th><td>LJ-2026-004</td><th>发文机关</th><td>临江市数据局</td></tr><tr><th>发文字号</th><td>临数发〔2026〕4号</td><th>成文日期</th><td>2026-03-05</td></tr></table>`,
  'two rows': `<table><tr><th>索引号</th><th>发文机关</th><th>发文字号</th><th>成文日期</th></tr><tr><td>LJ-2026-004</td><td>临江市数据局</td><td>临数发〔2026〕4号</td><td>2026/03/05</td></tr></table>`,
  'definition list': `<dl><dt>索引号</dt><dd>LJ-2026-004</dd><dt>发文机关</dt><dd>临江市数据局</dd><dt>发文字号</dt><dd>临数发〔2026〕4号</dd><dt>成文日期</dt><dd>2026-03-05</dd></dl>`,
  'list with brackets': `<ol><li>[索引号]<span>LJ-2026-004</span></li><li>[发文机构]<span>临江市数据局</span></li><li>[发文字号]<span>临数发〔2026〕4号</span></li><li>[成文日期]<span>2026-03-05</span></li><li>[失效日期]<span></span></li></ol>`,
  'headings and paragraphs': `<div><h2>索 引 号：</h2><p>LJ-2026-004</p><h2>发文机关：</h2><p>临江市数据局</p><h2>发文字号：</h2><p>临数发[2026]4号</p><h2>成文日期：</h2><p>2026年3月5日</p></div>`,
  'pairs of blocks': `<div class="row"><div class="l">索引号</div><div class="r">LJ-2026-004</div></div><div class="row"><div class="l">发文机关</div><div class="r">临江市数据局</div></div><div class="row"><div class="l">发文字号</div><div class="r">临数发〔2026〕4号</div></div><div class="row"><div class="l">成文日期</div><div class="r">2026-03-05</div></div>`,
  'list with bold labels': `<ul><li><b>索引号：</b>LJ-2026-004</li><li><b>发文机关：</b>临江市数据局</li><li><b>文　　号：</b>临数发〔2026〕 4 号</li><li><b>成文日期：</b>2026年3月5日</li></ul>`,
  'ASCII colons in one line': `<p>索引号:LJ-2026-004　发文机关:临江市数据局　发文字号:临数发〔2026〕4号　成文日期:2026-03-05</p>`,
};

describe('the metadata table in every layout', () => {
  for (const [name, table] of Object.entries(layouts)) {
    test(name, () => {
      const article = read(page(table, paragraphs + attached));
      expect(article.number).toBe('临数发〔2026〕4号');
      expect(article.issuers.map((issuer) => issuer.name)).toEqual(['临江市数据局']);
      expect(article.dates.signed?.value).toBe('2026-03-05');
      expect(article.dates.published?.value).toBe('2026-03-12');
      expect(article.indexNumber).toBe('LJ-2026-004');
      expect(article.title).toBe(title);
      expect(article.dates.expires).toBeUndefined();
    });
  }

  test('where the day on which a page was made and the signature differ, that is a doubt', () => {
    const made = '<p>索引号:LJ-2026-004　发文机关:临江市数据局　生成日期:2026-03-10</p>';
    expect(read(page(made, paragraphs + attached)).dates.signed).toMatchObject({ value: '2026-03-10' });
    const signed = '<p align="right">临江市数据局</p><p align="right">2026年3月5日</p>';
    const article = read(page(made, paragraphs + signed));
    expect(article.dates.signed?.value).toBe('2026-03-10');
    expect(article.warnings).toContainEqual(
      expect.objectContaining({ field: 'dates.signed', reason: 'the signature of the text says 2026-03-05' }),
    );
  });

  test('empty fields stay empty, whatever stands beside them', () => {
    const table = `<table><tr><td>文号：</td><td></td><td>发布日期：</td><td>2026-03-12</td></tr><tr><td>有效性：</td><td></td><td>成文日期：</td><td></td></tr></table>`;
    const article = read(page(table, paragraphs + attached));
    expect(article.number).toBeUndefined();
    expect(article.dates.signed).toBeUndefined();
    expect(article.validity).toBeUndefined();
  });

  const radios = (label: string, ...states: string[]) =>
    `<div class="status"><span>${label}</span>${states.map((state) => `<input type="radio" name="s"><i>&nbsp;&nbsp;${state}</i>`).join('\n')}</div>`;
  const searches = {
    'with a choice of any': radios('文件状态', '不限', '现行有效', '已失效'),
    'with a choice of all, in another order': radios('时效性', '全部', '已废止', '现行有效'),
    'of the states alone': radios('有效性', '有效', '失效', '废止'),
    'on a line': '<p>文件状态：不限 现行有效 已失效</p>',
  };
  for (const [name, search] of Object.entries(searches))
    test(`a search of the site over the act, ${name}, says nothing of its state`, () => {
      const article = read(page(`${search}${layouts['pairs of blocks']}`, paragraphs + attached));
      expect(article.validity).toBeUndefined();
      expect(article.status).not.toBe('expired');
      expect(article.status).not.toBe('repealed');
      expect(article.number).toBe('临数发〔2026〕4号');
    });

  test('the state that the table of an act gives holds beside such a search', () => {
    const said = '<div class="row"><div class="l">文件状态</div><div class="r">已失效</div></div>';
    const article = read(page(`${searches['with a choice of any']}${layouts['pairs of blocks']}${said}`, paragraphs + attached));
    expect(article.validity).toBe('已失效');
  });
});

describe('numbers', () => {
  test('alone over the addressee', () => {
    expect(read(page('', `<p>临数发〔2026〕4号</p>${paragraphs}${signed}`)).number).toBe('临数发〔2026〕4号');
    expect(read(page('', `<p>（临数发【2026】4号）</p>${paragraphs}${signed}`)).number).toBe('临数发〔2026〕4号');
  });

  test('cited ones are never taken', () => {
    const body = `<p>各有关单位：</p><p>根据《全国数据工作要点》（国数发〔2026〕9号）和国发〔2025〕11号，现就有关事项通知如下。</p>${signed}`;
    const article = read(page('', body));
    expect(article.number).toBeUndefined();
    expect(article.citations.some((citation) => citation.number === '国数发〔2026〕9号')).toBe(true);
  });

  test('an order over several lines, with its ministries', () => {
    const body = `<p align="center">国家互联网信息办公室</p><p align="center">公安部</p><p align="center">令</p><p align="center">第97号</p><p>《测试服务管理规定》已经2026年1月9日审议通过，现予公布，自2026年6月1日起施行。</p><p align="right">2026年2月3日</p><p>测试服务管理规定</p><p>第一条　为了规范测试服务，制定本规定。</p>`;
    const article = read(page('', body).replaceAll(title, '测试服务管理规定'));
    expect(article.number).toBe('国家互联网信息办公室令第97号');
    expect(article.issuers.map((issuer) => issuer.name)).toEqual(['国家互联网信息办公室', '公安部']);
    expect(article.dates.signed?.value).toBe('2026-02-03');
    expect(article.dates.effective?.value).toBe('2026-06-01');
  });

  test('an announcement numbered by year', () => {
    const body = `<p>商务部</p><p>公告</p><p>2026年第31号</p><p>根据有关规定，现就测试事项公告如下，本公告自公布之日起执行。</p><p align="right">商务部</p><p align="right">二〇二六年三月五日</p>`;
    const article = read(page('', body).replaceAll(title, '关于测试事项的公告'));
    expect(article.number).toBe('商务部公告2026年第31号');
    expect(article.dates.signed?.value).toBe('2026-03-05');
  });
});

describe('signatures and joint acts', () => {
  test('all names in their order, also several in a line', () => {
    const body = `${paragraphs}<p>临江市数据局　临江市财政局</p><p>临江市发展和改革委员会</p><p>2026年3月5日</p>${attached}`;
    const article = read(page('', body));
    expect(article.issuers.map((issuer) => issuer.name)).toEqual(['临江市数据局', '临江市财政局', '临江市发展和改革委员会']);
  });

  test('what is attached has its own signature', () => {
    const body = `${paragraphs}${signed}<p>附件</p><p>关于评估的函</p><p align="right">江东省财政厅</p><p align="right">2025年12月1日</p>`;
    const article = read(page('', body));
    expect(article.issuers[0]?.name).toBe('临江市数据局');
    expect(article.dates.signed?.value).toBe('2026-03-05');
  });

  test('the line of printing is no signature', () => {
    const body = `${paragraphs}<p>临江市人民政府办公室 2026年3月9日印发</p>`;
    expect(read(page('', body)).dates.signed).toBeUndefined();
  });

  test('a title opens with its issuers', () => {
    const joint = '科技部 教育部 中国科学院印发《测试办法》的通知';
    const article = read(page('', paragraphs).replaceAll(title, joint));
    expect(article.issuers.map((issuer) => issuer.name)).toEqual(['科技部', '教育部', '中国科学院']);
  });

  test('a repost names the reposter in its table', () => {
    const table = `<table><tr><td>发布机构：</td><td>临江市某某区财政局</td><td>文号：</td><td></td></tr></table>`;
    const article = read(page(table, `<p>临数发〔2026〕4号</p>${paragraphs}${signed}`).replaceAll(title, `（转载）${title}`));
    expect(article.issuers[0]?.name).toBe('临江市数据局');
    expect(article.number).toBe('临数发〔2026〕4号');
    expect(article.copyOf).toBe('临数发〔2026〕4号');
  });
});

describe('what surrounds a page', () => {
  const side =
    '<div class="box"><ul><li><a href="/1.html">另一条很长的新闻标题在这里</a><span class="date">2026-10-02</span></li><li><a href="/2.html">又一条很长的新闻标题在这里</a><span class="date">2026-10-03</span></li></ul></div>';

  test('dates of lists beside the text are never its own', () => {
    const html = page(side, paragraphs, '').replace('</body>', `${side}</body>`);
    expect(read(html, 'https://www.linjiang.gov.cn/a/4411.html').dates).toEqual({});
  });

  test('a title in a plain paragraph under a column name', () => {
    const html = `<html><head><title>通知公告</title></head><body>${side}<p class="p1">${title}</p><p class="p2">日期：2026/03/12 来源：办公室</p><div class="p3">${paragraphs}${signed}</div></body></html>`;
    const article = read(html);
    expect(article.title).toBe(title);
    expect(article.dates.published?.value).toBe('2026-03-12');
    expect(article.text).toContain('现将《临江市公共数据开放办法》印发给你们');
  });

  test('traditional gateways', () => {
    const html = `<html><head><title>臨江市數據局關於印發辦法的通知</title></head><body><table><tr><td>發文機關：</td><td>臨江市數據局</td><td>成文日期：</td><td>2026年03月05日</td></tr><tr><td>發文字號：</td><td>臨數發〔2026〕4號</td><td>發布日期：</td><td>2026年03月12日</td></tr></table><h1>臨江市數據局關於印發辦法的通知</h1><div id="zoom"><p>各區縣人民政府：</p><p>現將辦法印發給你們，請結合工作實際，認真抓好貫徹落實。</p></div></body></html>`;
    const article = read(html);
    expect(article).toMatchObject({ number: '临数发〔2026〕4号', language: 'zh-Hant', issuers: [{ name: '臨江市數據局' }] });
    expect(article.dates).toMatchObject({ signed: { value: '2026-03-05' }, published: { value: '2026-03-12' } });
  });

  test('a fragment without html and body', () => {
    expect(read(paragraphs + signed + attached).text).toContain('第一条');
  });
});

describe('days that are no facts', () => {
  const under = (day: string) => read(page('', `${paragraphs}<p>临江市数据局</p><p>${day}</p>`));

  for (const day of ['2026  3  5 日', '2026年2月30日', '2027年3月5日', '2026年8月1日']) {
    test(day, () => {
      const article = under(day);
      expect(article.dates.signed).toBeUndefined();
      expect(article.warnings.some((warning) => warning.field === 'dates.signed')).toBe(true);
    });
  }

  test('a table against the signature: given with a warning', () => {
    const table = '<table><tr><td>成文日期：</td><td>2026-03-02</td><td>文号：</td><td>临数发〔2026〕4号</td></tr></table>';
    const article = read(page(table));
    expect(article.dates.signed?.value).toBe('2026-03-02');
    expect(article.warnings.some((warning) => warning.field === 'dates.signed')).toBe(true);
  });

  test('the mayor signs an order', () => {
    const body =
      '<p>临江市人民政府令</p><p>第 31 号</p><p>《临江市测试管理办法》已经市政府常务会议通过，现予公布，自2026年5月1日起施行。</p><p>市　长　张某某</p><p>2026年3月5日</p><p>第一条　为了测试，制定本办法。</p>';
    const article = read(page('', body).replaceAll(title, '临江市测试管理办法'));
    expect(article).toMatchObject({ number: '临江市人民政府令第31号', issuers: [{ name: '临江市人民政府' }] });
    expect(article.dates.signed?.value).toBe('2026-03-05');
  });
});
