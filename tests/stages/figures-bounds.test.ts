import { describe, expect, test } from 'vitest';
import { extract } from '../../shared/stages/facts/extract.ts';
import { readFigures } from '../../shared/stages/facts/figures.ts';

/** `value unit bound scope` of each figure of an act. */
const of = (text: string): readonly string[] =>
  readFigures({ title: '岭东省算力管理办法', text, type: 'measures', day: '2026-05-06' }).map(({ value, unit, bound, strict, scope }) =>
    [strict ? 'strictly' : '', bound, value, unit, scope ?? ''].join(' ').trim(),
  );
const strengths = (text: string): readonly (string | undefined)[] =>
  readFigures({ title: '岭东省算力管理办法', text, type: 'measures', day: '2026-05-06' }).map(({ strength }) => strength);

describe('bounds stand before the count or behind it, in either numerals', () => {
  test.each([
    ['服务提供者应当保存标识日志不少于六个月。', ['at-least 6 month 保存标识日志']],
    ['服务提供者应当保存标识日志不少于6个月。', ['at-least 6 month 保存标识日志']],
    ['到2028年，建成十二个以上感知枢纽。', ['at-least 12 count 感知枢纽']],
    ['到2028年，开放千个测试点。', ['about 1000 count 测试点']],
    ['完成投资5390.44亿元。', ['exactly 539044000000 CNY']],
    ['应急期内，24小时监测潮位。', []],
    ['力争到2030年底营收超500亿元。', ['strictly at-least 50000000000 CNY 营收']],
    ['提取额不得超过一个供暖年度的费用。', []],
    ['遴选5—8座港口开展试点。', ['at-least 5 count 港口']],
    ['布设3~5条专线和40余处驿站。', ['at-least 3 count 专线', 'at-least 40 count 驿站']],
    ['拒不改正的，处1—5万元罚款。', ['at-most 50000 CNY 罚款']],
    ['并处三万元以上十万元以下罚款。', ['at-most 100000 CNY 罚款']],
    ['由网信部门依法处10万元以下的罚款。', ['at-most 100000 CNY 罚款']],
    ['对个人处以违法所得一倍以上五倍以下的罚款。', ['at-most 5 times 罚款']],
    ['新建数据中心绿电占比不低于百分之三十。', ['at-least 30 % 新建数据中心绿电占比']],
    ['国产器件占比达到百分之三十五点五。', ['exactly 35.5 % 国产器件占比']],
    ['国产器件占比不低于七成。', ['at-least 70 % 国产器件占比']],
    ['提取比例不得超过千分之五。', ['at-most 0.5 % 提取比例']],
    ['应当在24小时内完成核验。', ['at-most 24 hour 完成核验']],
    ['应当在六个月内整改，6个月内报告。', []],
    ['单笔支付超过500元时应当二次确认。单笔上限不得超过500元。', ['at-most 500 CNY 单笔上限']],
    ['到2028年，绿电占比超过80%。', ['strictly at-least 80 % 绿电占比']],
    ['雾灯绿电占比应当高于80%（含本数）。', ['at-least 80 % 雾灯绿电占比']],
    ['形成两个万亿级集群、五条示范链。', ['exactly 2 count 万亿级集群', 'exactly 5 count 示范链']],
    ['经两个以上部门同意，县级以上人民政府审批。', []],
    ['监测记录应当至少留存九个月。', ['at-least 9 month 监测记录']],
    ['每站至少配备两名巡检员，至多申报四项课题。', ['at-least 2 count 巡检员', 'at-most 4 count 课题']],
    ['已投用感知终端三万二千台，投资一亿五千万元。', ['exactly 32000 count 已投用感知终端', 'exactly 150000000 CNY 已投用感知终端投资']],
    ['回收率每年提高至少两个百分点。', ['at-least 2 percentage point 回收率提高']],
    ['回用率由百分之四十提高到百分之五十五。', ['exactly 55 % 回用率']],
    ['Depots must report leaks within one hour.', ['at-most 1 hour Depots']],
    ['By 2029 the port will have no fewer than 40 depots.', ['at-least 40 count depots']],
    ['The share of reused water shall be no less than 30 percent.', ['at-least 30 % The share of reused water']],
    ['Losses of between 3 and 5 percent are allowed.', ['at-least 3 % Losses']],
    ['Offenders face fines of between 20,000 and 50,000 yuan.', ['at-most 50000 CNY Offenders face fines']],
    ['The port will build three to five depots and at least two yards.', ['at-least 3 count depots', 'at-least 2 count yards']],
  ])('%s', (text, figures) => expect(of(text)).toEqual(figures));
});

describe('the thing that is counted', () => {
  test.each([
    ['建设5个国家数据要素综合试验区。', ['exactly 5 count 国家数据要素综合试验区']],
    ['布局建设13个国家算力枢纽节点，支持10家以上企业。', ['exactly 13 count 国家算力枢纽节点', 'at-least 10 count 企业']],
    ['国家算力枢纽应当将15%以上的算力用于公益。', ['at-least 15 % 算力']],
    ['对单个项目给予最高200万元补助。', ['at-most 2000000 CNY 补助']],
    ['Centres in the national hubs should draw at least 85% of their power from renewables.', ['at-least 85 % their power']],
    ['The cost of compute for small firms should fall by 30%.', ['exactly 30 % The cost of compute for small firms']],
  ])('%s', (text, figures) => expect(of(text)).toEqual(figures));
});

describe('what is no quantity of policy', () => {
  test.each([
    '智能体发起的支付超过500元的，应当取得二次确认。',
    '有下列情形之一的：（一）用户达到100万人以上的；',
    '处理超过一百万人个人信息的个人信息处理者，应当指定负责人。',
    '1EFLOPS等于每秒百亿亿次浮点运算。',
    '本办法所称小微企业，是指从业人员不超过300人的企业。',
    '该股收于23.10元，振幅5.4%。',
    '股价上涨12%。',
    '中标单价为35元。',
    '定价：45.00元　字数：260千字',
    '总体框架如图 2 所示。',
    '可贷额度由30万元调整为40万元的，从其规定。',
    '某平台将调用价格降至每百万词元1.5元。',
    'Carriers with more than 2 million users must file an assessment.',
    'If sales exceed 3 million yuan, the carrier must file a report.',
    'Shares in the carrier rose 3.5 percent.',
  ])('%s', (text) => expect(of(text)).toEqual([]));
});

test('a penalty and what is done every year are of no year', () => {
  const years = (text: string) =>
    readFigures({ title: '岭东省算力管理办法', text, type: 'measures', day: '2026-05-06' }).map(({ year }) => year);
  expect(years('拒不改正的，处5万元以下罚款；情节严重的，罚款20万元。')).toEqual([undefined, undefined]);
  expect(years('每年遴选3至5个典型案例。')).toEqual([undefined]);
});

test('the strength is that of the clause’s own verb', () => {
  expect(strengths('责令改正，给予警告，可以处一万元以上五万元以下罚款。')).toEqual([undefined]);
  expect(strengths('由网信部门依法处10万元以下罚款。')).toEqual(['must']);
  expect(strengths('支持企业建设算力设施，绿电占比应当达到80%以上。')).toEqual(['must']);
});

test('a labelled threshold keeps its label: what it is of, the reader of the sentence sees', () => {
  expect(extract({ id: 'a', text: '年服务量超过50万人次的，应当进行评估。' }).labels).toMatchObject([{ k: 'figure', value: 500_000 }]);
});

test.each([
  ['绿电应用比例不应低于50%。', 'at-least'],
  ['绿电应用比例不宜高于50%。', 'at-most'],
  ['申报数量不应超过5个。', 'at-most'],
])('%s: what stands between not and more turns nothing round', (text, bound) =>
  expect(readFigures({ title: '岭东省算力办法', text, type: 'measures' }).map((each) => each.bound)).toEqual([bound]),
);

test('a distance before a sum is no year', () => {
  const text = '航程2000公里以内的包机最高补助2万元。';
  expect(readFigures({ title: '岭东省航线补助办法', text, type: 'measures' }).map(({ year }) => year)).not.toContain(2000);
});
