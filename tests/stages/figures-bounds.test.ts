import { describe, expect, test } from 'vitest';
import { extract } from '../../shared/stages/extract.ts';
import { readFigures } from '../../shared/stages/figures.ts';

/** `value unit bound scope` of each figure of an act. */
const of = (text: string): readonly string[] =>
  readFigures({ title: '岭东省算力管理办法', text, type: 'measures', day: '2026-05-06' }).map(({ value, unit, bound, strict, scope }) =>
    [strict ? 'strictly' : '', bound, value, unit, scope ?? ''].join(' ').trim(),
  );
const strengths = (text: string): readonly string[] =>
  readFigures({ title: '岭东省算力管理办法', text, type: 'measures', day: '2026-05-06' }).map(({ strength }) => strength);

describe('bounds stand before the count or behind it, in either numerals', () => {
  test.each([
    ['服务提供者应当保存标识日志不少于六个月。', ['at-least 6 month 保存标识日志']],
    ['服务提供者应当保存标识日志不少于6个月。', ['at-least 6 month 保存标识日志']],
    ['到2028年，建成十二个以上感知枢纽。', ['at-least 12 count 感知枢纽']],
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
    ['形成两个万亿级集群、五条示范链。', ['exactly 2 count 万亿级集群', 'exactly 5 count 示范链']],
    ['经两个以上部门同意，县级以上人民政府审批。', []],
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
  ])('%s', (text) => expect(of(text)).toEqual([]));
});

test('the strength is that of the clause’s own verb', () => {
  expect(strengths('责令改正，给予警告，可以处一万元以上五万元以下罚款。')).toEqual(['must']);
  expect(strengths('由网信部门依法处10万元以下罚款。')).toEqual(['must']);
  expect(strengths('支持企业建设算力设施，绿电占比应当达到80%以上。')).toEqual(['must']);
});

test('a labelled threshold keeps its label: what it is of, the reader of the sentence sees', () => {
  expect(extract({ id: 'a', text: '年服务量超过50万人次的，应当进行评估。' }).labels).toMatchObject([{ k: 'figure', value: 500_000 }]);
});
