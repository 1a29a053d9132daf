import { describe, expect, test } from 'vitest';
import { readFigures } from '../../shared/stages/facts/figures.ts';

const of = (text: string, more: Partial<Parameters<typeof readFigures>[0]> = {}) =>
  readFigures({ title: '岭东省算力发展行动计划（2026—2028年）', text, type: 'plan', day: '2026-05-06', ...more });

describe('figures of a document', () => {
  test('have unit, year, bound, strength, scope and their sentence', () => {
    expect(of('到2028年，全省智能算力规模达到60EFLOPS以上。')).toEqual([
      {
        value: 60,
        unit: 'EFLOPS',
        year: 2028,
        yearFrom: 'text',
        bound: 'at-least',
        strength: 'target',
        scope: '全省智能算力规模',
        quote: '到2028年，全省智能算力规模达到60EFLOPS以上。',
      },
    ]);
  });

  test('order of strength: encouraged, supported, ought, must', () => {
    const strengths = [
      '鼓励企业将研发投入强度提高到5%以上。',
      '支持建设行业模型中试基地，对每个基地补助500万元。',
      '新建数据中心PUE应不超过1.25。',
      '绿电占比不得低于80%。',
      'Operators should keep at least 80% of their logs.',
    ].map((text) => of(text)[0]?.strength);
    expect(strengths).toEqual(['encourage', 'support', 'should', 'must', 'should']);
  });

  test('an English scope is told whole, or not', () => {
    const scopes = [
      'Operators of lantern services in the whole province must keep logs for six months.',
      `Operators of ${'lantern services and '.repeat(6)}lamps must keep logs for six months.`,
    ].map((text) => of(text)[0]?.scope);
    expect(scopes[0]).toBe('Operators of lantern services in the whole province');
    expect(scopes[1]).toBeUndefined();
  });

  test('元 of a place with a money of its own is not the yuan', () => {
    const units = (text: string) => of(text, { language: 'zh-Hant' }).map(({ unit }) => unit);
    expect(units('數發部將投入30億元建設算力中心，建置算力20PFLOPS。')).toEqual(['PFLOPS']);
    expect(units('特區政府撥款30億元。')).toEqual([]);
    expect(units('國家數據局表示，將投入30億元建設算力中心。')).toEqual(['CNY']);
    expect(units('本港企業與內地合作，首期投入人民幣30億元。')).toEqual(['CNY']);
  });

  test('a scale alone is a sum where words measure it, and no size of what else is counted', () => {
    const sums = (text: string) => of(text).map(({ value, unit, bound }) => [value, unit, bound]);
    expect(sums('到2028年，灯具产业规模超万亿元。')).toEqual([[1e12, 'CNY', 'at-least']]);
    expect(sums('到2028年，灯具产业规模突破千亿元大关。')).toEqual([[1e11, 'CNY', 'at-least']]);
    expect(sums('到2028年，灯具产业规模达到万亿元。')).toEqual([[1e12, 'CNY', 'about']]);
    expect(sums('到2028年，建成超万亿元级灯具产业集群。')).toEqual([]);
    expect(sums('到2028年，培育超百亿元企业10家。')).toEqual([[10, 'count', 'exactly']]);
  });

  test('a sum of another money is no sum in yuan, on whatever page; beside it one in yuan stays', () => {
    const values = (text: string, type: 'plan' | 'measures' = 'measures') => of(text, { type }).map(({ value, unit }) => [value, unit]);
    expect(values('违反本办法规定的，处新臺幣一百萬元以下罰鍰。')).toEqual([]);
    expect(values('违反本办法规定的，处新台币50万元以上150万元以下罚款。')).toEqual([]);
    expect(values('对符合条件的灯会企业给予最高500万元港币补助。')).toEqual([]);
    expect(values('罚款最高为NT$ 300万元。')).toEqual([]);
    expect(values('金额单位为新台币，下同。给予灯会企业最高500万元补助。')).toEqual([]);
    expect(values('Lantern firms get grants of up to NT$5 million.')).toEqual([]);
    expect(values('Lantern firms get grants of up to TWD 5 million.')).toEqual([]);
    expect(values('台币业务由银行办理，给予最高500万元补助。')).toEqual([[5_000_000, 'CNY']]);
    expect(values('对投资港币1亿元的企业，给予最高人民币500万元补助。')).toEqual([[5_000_000, 'CNY']]);
    expect(values('Lantern firms get grants of up to RMB 5 million.')).toEqual([[5_000_000, 'CNY']]);
  });

  test('a target of the plan without a year has the last year of the plan, and says that the page told it', () => {
    expect(of('建成行业数据集120个。')[0]).toMatchObject({ value: 120, year: 2028, yearFrom: 'page', strength: 'target' });
  });

  test('what is so already is a fact of the year that the sentence names', () => {
    expect(of('2025年，全省数据产业规模达3100亿元，同比增长14.2%。')).toMatchObject([
      { value: 310_000_000_000, unit: 'CNY', year: 2025, strength: 'fact' },
      { value: 14.2, unit: '%', year: 2025, strength: 'fact' },
    ]);
  });

  test('a quantity of two thousand and some is no year', () => {
    expect(of('到2028年，智能算力规模达到2000EFLOPS，新建数据中心PUE不高于1.2。')).toMatchObject([
      { value: 2000, unit: 'EFLOPS', year: 2028 },
      { value: 1.2, unit: 'PUE', year: 2028 },
    ]);
    expect(of('2026年建成2035个站点，上云企业30家。').map(({ year }) => year)).toEqual([2026, 2026]);
  });

  test('Chinese numerals, a range with its unit twice, electricity and computing power by their short words', () => {
    expect(of('投资总额逾一百五十亿元，惠及企业四百余家。')).toMatchObject([
      { value: 15_000_000_000, unit: 'CNY', bound: 'at-least' },
      { value: 400, unit: 'count', bound: 'at-least' },
    ]);
    expect(of('一家企业有三个方面问题，百家争鸣。')).toEqual([]);
    expect(of('对备案模型奖励60万元至90万元。')).toMatchObject([{ value: 600_000, unit: 'CNY', bound: 'at-least' }]);
    expect(of('绿电用量约4亿度，机房温度为25度。')).toMatchObject([{ value: 400_000_000, unit: 'kWh' }]);
    expect(of('建设3000P以上的智算中心。')).toMatchObject([{ value: 3000, unit: 'PFLOPS', bound: 'at-least' }]);
    expect(of('支持1080P以上的视频。')).toEqual([]);
  });

  test('milliseconds are seconds, a reduction stated twice is one figure', () => {
    expect(of('枢纽间时延低于20毫秒。\n枢纽间时延低于20毫秒。')).toMatchObject([{ value: 0.02, unit: 'second', bound: 'at-most' }]);
  });

  test('dates, articles, telephone numbers, shares and goods are no figures', () => {
    expect(of('第十二条规定自2026年6月1日起施行。联系电话：0888-5550123。该股收于41.7元。')).toEqual([]);
    expect(of('最高限价2680万元。', { type: 'procurement' })).toEqual([]);
  });

  test('of a text that states more than can be kept, bare counts go first', () => {
    const text = `${Array.from({ length: 80 }, (_, n) => `建成第一类站点${n + 10}个。`).join('')}到2028年，算力规模达到60EFLOPS。`;
    const found = of(text);
    expect(found).toHaveLength(60);
    expect(found[0]).toMatchObject({ unit: 'EFLOPS' });
  });
});

describe('what stands beside a number is not another quantity', () => {
  const of = (text: string): readonly string[] =>
    readFigures({ title: '新闻', text, type: 'news', day: '2026-03-01' }).map(({ value, unit, year, bound }) =>
      [value, unit, year, bound].join(' '),
    );

  test.each([
    ['本季净利润为人民币81，236，504元。', []],
    ['央行再降息15个基点。', []],
    ['两家机构已经连续合作了2年7个月。', []],
    ['Nova 12支持离线翻译，Nova 12处理器采用新架构。', []],
    ['客服系统24小时滚动播报。', []],
    ['青山银行(15.395, 2.79, 2.47%)等参加。', []],
    ['增长预期上调了0.6个百分点至1%。', ['0.6 percentage point 2026 exactly', '1 % 2026 exactly']],
    ['2025年能耗比2019年下降23.5%。', ['23.5 % 2025 exactly']],
    ['到2030年，需求将达4500万台，是2023年的3倍多。', ['45000000 count 2030 exactly', '3 times 2030 exactly']],
    ['缴纳税款1万—3万元（含1万元，不含3万元）。', ['10000 CNY 2026 at-least']],
    ['提高总额不超过所在地区原封顶线的20%。', ['20 %  at-most']],
    ['租金标准的10％－70％。', ['10 % 2026 at-least']],
    ['青山银行获净买入26.15亿，红叶药业净卖出3.86亿。', []],
    ['参保的总人口还不到10亿。', ['1000000000 count 2026 at-most']],
    ['The programme reaches 40 to 50 million households.', ['40000000 count 2026 at-least']],
    ['The network grew from 40 to 50 million terminals.', ['50000000 count 2026 exactly']],
    ['The ratio rose from 7% in 2000 to 8.5% in 2010.', ['7 % 2000 exactly', '8.5 % 2010 exactly']],
  ])('%s', (text, figures) => expect(of(text)).toEqual(figures));
});
