import { describe, expect, test } from 'vitest';
import type { Article } from '../../shared/model/article.ts';
import { body, check, page, paragraphs, read, right } from './article-kit.ts';

const law = paragraphs('第一条　为了规范河港数据报送，根据有关法律，制定本规定。', '第二条　本行政区域内的报送活动适用本规定。');
const titled = (title: string, note: string, tail = ''): Article =>
  read(page(title, `<h1>${title}</h1><div class="TRS_Editor">${note}${law}${paragraphs(tail)}</div>`));
const centred = (...lines: readonly string[]): string => lines.map((line) => `<p style="text-align:center">${line}</p>`).join('\n');
const amended = ({ amendments = [] }: Article) =>
  amendments.map(({ date, number, issuer }) => [date?.value, number, issuer?.name].filter((each) => each !== undefined));

describe('the note under a title, in brackets', () => {
  test('the first promulgation gives number, issuer and signed day; later acts are amendments', () => {
    const article = titled(
      '河港数据报送管理规定',
      centred(
        '（2015年10月29日国家统计局令第18号公布　根据2022年5月31日国家统计局令第39号《关于修改〈河港数据报送管理规定〉等三部规章的决定》修订）',
      ),
      '第三条　本规定自公布之日起施行。',
    );
    check(article, { number: '国家统计局令第18号', issuers: ['国家统计局'], signed: '2015-10-29', effective: '2015-10-29', type: 'rule' });
    expect(amended(article)).toEqual([['2022-05-31', '国家统计局令第39号', '国家统计局']]);
    expect(article.amendments?.[0]?.quote).toMatch(/^根据2022年5月31日国家统计局令第39号.+修订$/);
    expect(article.dates.signed?.quote).toContain('2015年10月29日');
  });

  test('orders of the State Council, with several amendments by its decisions', () => {
    const article = titled(
      '内河浮标管理办法',
      centred(
        '（2004年3月8日中华人民共和国国务院令第940号公布　根据2011年1月8日《国务院关于废止和修改部分行政法规的决定》第一次修订',
        '　根据2019年3月2日《国务院关于修改部分行政法规的决定》第二次修订）',
      ),
    );
    check(article, { number: '国令第940号', issuers: ['国务院'], signed: '2004-03-08', type: 'regulation' });
    expect(amended(article)).toEqual([
      ['2011-01-08', '国务院'],
      ['2019-03-02', '国务院'],
    ]);
  });

  test('a law: the congress is the issuer, without its term; the number is that of the chairman', () => {
    const article = titled(
      '中华人民共和国浮标法',
      centred(
        '（1999年6月28日第九届全国人民代表大会常务委员会第十次会议通过　1999年6月28日中华人民共和国主席令第十七号公布　根据2016年11月7日第十二届全国人民代表大会常务委员会第二十四次会议《关于修改〈中华人民共和国浮标法〉的决定》修正　2023年4月26日第十四届全国人民代表大会常务委员会第二次会议修订）',
      ),
    );
    check(article, {
      number: '主席令第十七号',
      issuers: ['全国人民代表大会常务委员会'],
      signed: '1999-06-28',
      type: 'law',
    });
    expect(amended(article)).toEqual([
      ['2016-11-07', '全国人民代表大会常务委员会'],
      ['2023-04-26', '全国人民代表大会常务委员会'],
    ]);
  });

  test('joint orders, announcements, and the day from which it holds', () => {
    const joint = titled(
      '河港数据共享办法',
      centred('（2021年11月16日交通运输部、水利部、国家统计局令2021年第7号公布　自2022年2月15日起施行）'),
    );
    check(joint, { issuers: ['交通运输部', '水利部', '国家统计局'], signed: '2021-11-16', effective: '2022-02-15' });
    const tax = titled('河港税务登记管理办法', centred('（2019年7月8日国家税务总局公告2019年第48号公布，自2019年9月1日起施行）'));
    check(tax, { number: '国家税务总局公告2019年第48号', issuers: ['国家税务总局'], signed: '2019-07-08', effective: '2019-09-01' });
    const court = titled(
      '云川市河港条例',
      centred('（2025年7月1日云川市人民政府令第28号公布　自2025年8月15日起施行）'),
      '第三条　自行车道不在此列。',
    );
    check(court, { number: '云川市人民政府令第28号', issuers: ['云川市人民政府'], signed: '2025-07-01', effective: '2025-08-15' });
  });

  test('a body and a day alone, as the foot of the text would have them', () => {
    check(titled('河港数据报送管理规定', centred('（2025年9月11日　国家统计局）')), { issuers: ['国家统计局'], signed: '2025-09-11' });
  });

  test('steps without a verb, without blanks, with signs of their own, each in a bracket', () => {
    const old = titled('河港浮标办法', centred('（1997年11月8日林业部令第15号；2011年1月25日国家林业局令第26号修改）'));
    check(old, { number: '林业部令第15号', issuers: ['林业部'], signed: '1997-11-08' });
    expect(amended(old)).toEqual([['2011-01-25', '国家林业局令第26号', '国家林业局']]);
    check(titled('河港浮标办法', centred('（国务院令第556号　2009年5月12日公布施行）')), { number: '国令第556号', signed: '2009-05-12' });
    check(titled('河港浮标办法', centred('（2018年6月29日国令第700号）')), {
      number: '国令第700号',
      issuers: ['国务院'],
      signed: '2018-06-29',
    });
    check(titled('河港浮标办法', centred('（2016年7月27日交通运输部 公安部令2016年第60号发布，自2016年11月1日起施行）')), {
      issuers: ['交通运输部', '公安部'],
      signed: '2016-07-27',
      effective: '2016-11-01',
    });
    check(titled('河港浮标办法', centred('［二〇〇四年三月八日国家林业局令第12号公布］'.replace('［', '[').replace('］', ']'))), {
      issuers: ['国家林业局'],
      signed: '2004-03-08',
    });
    const each = titled(
      '云川省河港条例',
      centred(
        '（1999年10月1日云川省第九届人民代表大会常务委员会第十二次会议通过）',
        '（根据2004年7月30日云川省第十届人民代表大会常务委员会第十次会议《关于修改〈云川省河港条例〉的决定》第一次修正）',
        '（2015年9月24日云川省第十二届人民代表大会常务委员会第十七次会议修订）',
      ),
    );
    check(each, { issuers: ['云川省人民代表大会常务委员会'], type: 'local-regulation' });
    expect(amended(each)).toEqual([
      ['2004-07-30', '云川省人民代表大会常务委员会'],
      ['2015-09-24', '云川省人民代表大会常务委员会'],
    ]);
  });

  test('courts and procuratorates: the number of the interpretation, its bodies, its amendment', () => {
    const article = titled(
      '最高人民法院关于审理算力合同纠纷案件适用法律问题的解释',
      centred(
        '（法释〔2014〕11号；2013年11月25日最高人民法院审判委员会第1597次会议通过　根据2020年12月23日最高人民法院审判委员会第1823次会议通过的《最高人民法院关于修改算力合同解释的决定》修正）',
      ),
    );
    check(article, { number: '法释〔2014〕11号', issuers: ['最高人民法院'] });
    expect(amended(article)).toEqual([['2020-12-23', '最高人民法院']]);
  });

  test('a day with 发布 alone is the line of the site', () => {
    for (const line of ['2026年5月8日发布', '（2026年5月8日发布）'])
      check(titled('河港数据报送管理规定', centred(line)), { published: '2026-05-08' });
  });

  test('a meeting without a number decides for its body', () => {
    const note = '（2004年7月8日国家统计局令第9号公布　根据2017年11月7日国家统计局局务会议《关于修改部分规章的决定》修正）';
    expect(amended(titled('河港数据办法', centred(note)))).toEqual([['2017-11-07', '国家统计局']]);
    const bare = titled('河港办法', centred('（2016年12月14日 国家发展改革委、财政部令第35号）'));
    check(bare, { signed: '2016-12-14', issuers: ['国家发展改革委', '财政部'] });
    expect(bare.dates.published).toBeUndefined();
  });

  test('a note that says something else says nothing here', () => {
    for (const note of ['（2026年1月20日经专家组评审通过）', '（联系电话：000-0000号）', '（2025年9月河港公司）']) {
      const article = titled('河港数据报送管理规定', centred(note));
      check(article, { issuers: [], number: undefined });
      expect(article.amendments).toBeUndefined();
    }
  });
});

describe('one event a line', () => {
  test('adopted, promulgated, in force, changed', () => {
    const article = titled(
      '浮标登记条例',
      paragraphs(
        '2009年5月6日 国务院第62次常务会议通过',
        '2009年5月12日 中华人民共和国国务院令第956号公布',
        '2009年8月1日 施行',
        '2022年3月24日 《国务院关于修改和废止有关行政法规的决定》修改',
      ),
    );
    check(article, { number: '国令第956号', issuers: ['国务院'], signed: '2009-05-12', effective: '2009-08-01', type: 'regulation' });
    expect(amended(article)).toEqual([['2022-03-24', '国务院']]);
  });

  test('a local congress adopts and that of the province approves: neither meeting is a day of signing', () => {
    const article = titled(
      '云川自治县浮标条例',
      paragraphs(
        '2012年11月29日 经云川自治县第十六届人民代表大会第二次会议通过',
        '2012年12月27日 某某省第三届人民代表大会常务委员会第三十九次会议批准）',
      ),
      '第三条　本条例自2013年3月1日起施行。',
    );
    check(article, { issuers: ['云川自治县人民代表大会'], effective: '2013-03-01', type: 'local-regulation' });
    expect(article.dates.signed).toBeUndefined();
    expect(article.dates.published).toBeUndefined();
  });
});

test('the table names the order that changed the text last: the act is that of its first promulgation', () => {
  const title = '河港数据报送管理规定';
  const table = '<table><tr><td>索引号</td><td>1/2022-01</td><td>文号</td><td>国家统计局令第39号</td></tr></table>';
  const note = centred('（2015年10月29日国家统计局令第18号公布　根据2022年5月31日国家统计局令第39号修正）');
  const article = read(page(title, `${table}<h1>${title}</h1><div class="TRS_Editor">${note}${law}</div>`));
  check(article, { number: '国家统计局令第18号', signed: '2015-10-29' });
  expect(article.otherNumbers).toEqual(['国家统计局令第39号']);
  expect(article.warnings.filter(({ field }) => field === 'number' || field === 'otherNumbers')).toEqual([]);
});

test('an order that publishes the changed text keeps its own number and day, and tells the amendments', () => {
  const order = `${centred('云川市人民政府令', '第77号')}${paragraphs('《云川市浮标管理办法》已经修订，现予公布，自2026年9月1日起施行。')}${right('市长　王一', '2026年7月2日')}`;
  const note = centred('云川市浮标管理办法', '（2012年5月4日云川市人民政府令第21号公布　2026年7月2日云川市人民政府令第77号修订）');
  const article = read(page('云川市浮标管理办法', `<h1>云川市浮标管理办法</h1><div class="TRS_Editor">${order}${note}${law}</div>`));
  check(article, { number: '云川市人民政府令第77号', signed: '2026-07-02', effective: '2026-09-01' });
  expect(amended(article)).toEqual([['2026-07-02', '云川市人民政府令第77号', '云川市人民政府']]);
});

test('a notice keeps its own facts above the text that it sends out', () => {
  const title = '云川市交通局关于重新印发《云川市浮标管理办法》的通知';
  const shell = `<p>各县：</p>${body}${right('云川市交通局', '2026年7月2日')}`;
  const note = centred('云川市浮标管理办法', '（2012年5月4日云川市人民政府令第21号公布）');
  check(read(page(title, `<h1>${title}</h1><div class="TRS_Editor">${shell}${note}${law}</div>`)), {
    number: undefined,
    issuers: ['云川市交通局'],
    signed: '2026-07-02',
  });
});
