import { describe, expect, test } from 'vitest';
import { body, check, page, paragraphs, read, right } from './article-kit.ts';

describe('the press issues nothing', () => {
  test.each(['新华社', '人民日报', '中国经济网', '科技日报社', '央视新闻'])('that signs an act: %s', (name) => {
    const inner = `<h1>云溪市海雾行动方案</h1><div class="content">${body}<p>${name}</p><p>2026年1月13日</p></div>`;
    expect(read(page('云溪市海雾行动方案', inner)).issuers).toEqual([]);
  });
});

describe('a law that another site reposts', () => {
  const law = paragraphs(
    '第一条　为了规范算力站的管理，制定本条例。',
    '第二条　在境内建设、运营算力站，适用本条例。',
    '第三条　国务院主管部门负责全国算力站的监督管理工作。',
    '第四条　本条例自2019年6月1日起施行。',
  );
  const wanted = { number: '国令第712号', issuers: ['国务院'], type: 'regulation', signed: '2019-03-06', published: '2024-05-06' };
  const note = '（2019年3月6日国务院令第712号公布）';
  const head = '<h1>算力站管理条例</h1><div>发布时间：2024-05-06 来源：云川市发展改革委</div>';
  test.each([
    ['the line stands in the text', `${head}<div class="TRS_Editor"><p align="center">${note}</p>${law}</div>`],
    ['the line stands over the text', `${head}<div class="sub">${note}</div><div class="TRS_Editor">${law}</div>`],
    ['the state is named in full', `${head}<div class="TRS_Editor"><p>（2019年3月6日中华人民共和国国务院令第712号公布）</p>${law}</div>`],
    [
      'the table names the reposter',
      `<table><tr><td>索引号</td><td>000014349/2024-00012</td></tr><tr><td>发布机构</td><td>云川市发展和改革委员会</td></tr></table>${head}<div class="TRS_Editor"><p>${note}</p>${law}</div>`,
    ],
  ])('%s', (_, inner) => {
    for (const at of ['https://fgw.yunchuan.gov.cn/zcfg/1.html', 'https://www.falvku.com/1.html'])
      check(read(page('算力站管理条例', inner), at), wanted);
  });
});

describe('the table of a penalty', () => {
  const penalty = (title: string, rows: readonly (readonly [string, string])[]) =>
    read(
      page(
        title,
        `<h1>${title}</h1><div>发布时间：2026-05-20</div><table>${rows.map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`).join('')}</table>`,
      ),
    );
  const facts = [
    ['名称', '云川某智能科技有限公司'],
    ['主要违法违规事实', '未按规定报送模型风险信息，且未按要求整改，情节较重。'],
    ['行政处罚决定', '罚款30万元'],
  ] as const;

  test('number of the title, body and day of the decision', () => {
    const title = '云川监管分局行政处罚信息公开表（川金罚决字〔2026〕18号）';
    const rows = [
      ...facts,
      ['作出处罚决定的机关名称', '国家金融监督管理总局云川监管分局'],
      ['作出处罚决定的日期', '2026年5月12日'],
    ] as const;
    const issuers = ['国家金融监督管理总局云川监管分局'];
    check(penalty(title, rows), { title, number: '川金罚决字〔2026〕18号', issuers, signed: '2026-05-12', published: '2026-05-20' });
  });

  test('number of the table, and the body that the title opens with', () => {
    const title = '云川市市场监督管理局行政处罚信息公示';
    const rows = [['行政处罚决定书文号', '川市监罚〔2026〕7号'], ...facts, ['作出行政处罚决定日期', '2026-05-13']] as const;
    check(penalty(title, rows), { title, number: '川市监罚〔2026〕7号', issuers: ['云川市市场监督管理局'], signed: '2026-05-13' });
  });
});

describe('the term of a congress is no part of the name of its body', () => {
  const act = (title: string, name: string) =>
    page(title, `<h1>${title}</h1><div class="TRS_Editor">${body}${right(name, '2026年6月30日')}</div>`);
  test.each([
    ['第十四届全国人民代表大会常务委员会关于设立数据法院的决定', '第十四届全国人民代表大会常务委员会', '全国人民代表大会常务委员会'],
    ['云川市第十六届人大常委会关于设立数据法庭的决定', '云川市第十六届人大常委会', '云川市人大常委会'],
  ])('%s', (title, name, issuer) => {
    check(read(act(title, name)), { issuers: [issuer], signed: '2026-06-30' });
  });

  test('in a table', () => {
    const table =
      '<table><tr><td>索引号</td><td>00001/2026-3</td></tr><tr><td>发布机构</td><td>第十四届全国人民代表大会常务委员会</td></tr></table>';
    check(read(page('关于设立数据法院的决定', `${table}<h1>关于设立数据法院的决定</h1><div class="TRS_Editor">${body}</div>`)), {
      issuers: ['全国人民代表大会常务委员会'],
    });
  });
});

test('the day of a print at the end of an order is no day of signing', () => {
  const law = paragraphs('第一条　为了规范算力站的管理，制定本条例。', '第二条　在境内建设、运营算力站，适用本条例。');
  const text = `<h1>算力站管理条例</h1><div class="TRS_Editor"><p>岭东省人民政府令</p><p>第12号</p>${law}<p>扫描二维码阅读原文</p><p>2026-04-14</p></div>`;
  expect(read(page('算力站管理条例', text)).dates.signed).toBeUndefined();
});

test('heads of several bodies that sign one order are each of their own body', () => {
  const law = paragraphs('第一条　为了规范算力站的管理，制定本规定。', '第二条　企业应当备案。');
  const signed = '<p>国家密码管理局局长 张三</p><p>国家互联网信息办公室主任 李四</p><p>公安部部长 王五</p><p>2026年5月11日</p>';
  const text = `<h1>算力站管理规定</h1><div class="TRS_Editor"><p>《算力站管理规定》已经审议通过，现予公布，自2026年8月1日起施行。</p>${signed}${law}</div>`;
  expect(read(page('算力站管理规定', text)).issuers.map(({ name }) => name)).toEqual(['国家密码管理局', '国家互联网信息办公室', '公安部']);
});
