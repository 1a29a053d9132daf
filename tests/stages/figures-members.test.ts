import { describe, expect, test } from 'vitest';
import type { DocumentType } from '../../shared/model/vocabulary.ts';
import { readFigures } from '../../shared/stages/facts/figures.ts';

/** Members of a sentence: what leads them, of when and of what each is. All texts are invented. */

type Asked = { readonly type?: DocumentType; readonly title?: string; readonly day?: string };
const plan: Asked = { type: 'plan', title: '岭东省海雾观测2026年工作要点' };
const notice: Asked = { type: 'notice', title: '关于雾灯贷款的通知' };
const statute: Asked = { type: 'local-regulation', title: '岭东省海雾条例' };
/** `value strength year scope` of each. */
const read = (text: string, { type = 'plan', title = '', day = '2026-05-06' }: Asked): readonly string[] =>
  readFigures({ title, text, type, day }).map(({ value, strength, year, scope }) =>
    [value, strength ?? '-', year, scope].filter(Boolean).join(' '),
  );

describe('the verb at the head governs each member, which has the subject of the first', () => {
  test.each([
    [
      '确保雾灯完成投资上半年达到12亿元，全年达到30亿元。',
      ['1200000000 target 2026 雾灯完成投资（上半年）', '3000000000 target 2026 雾灯完成投资'],
    ],
    ['力争雾灯新开工数一季度达到40%、上半年达到70%。', ['40 target 2026 雾灯新开工数（一季度）', '70 target 2026 雾灯新开工数（上半年）']],
    ['确保6月底前完成雾港改造20座，12月底前全部完成45座。', ['20 target 2026 雾港改造（6月底前）', '45 target 2026 雾港改造（12月底前）']],
    ['实现前三季度开工雾场80个，全年开工120个。', ['80 target 2026 开工雾场（前三季度）', '120 target 2026 开工雾场']],
    ['上半年建成雾灯3000套，全年建成6000套。', ['3000 target 2026 雾灯（上半年）', '6000 target 2026 建成雾灯']],
    ['雾灯改造率：3月底前达到20%；年底前达到100%。', ['20 target 2026 雾灯改造率（3月底前）', '100 target 2026 雾灯改造率']],
    ['力争到上半年雾灯企业达到50家，年底达到80家。', ['50 target 2026 雾灯企业（上半年）', '80 target 2026 雾灯企业']],
    ['确保雾灯普及率6月底前不低于50%，年底前不低于80%。', ['50 target 2026 雾灯普及率（6月底前）', '80 target 2026 雾灯普及率']],
    ['4月底前开工30座雾港，9月底前完工15座。', ['30 target 2026 雾港（4月底前）', '15 target 2026 完工雾港（9月底前）']],
    ['确保上半年海雾产值增长6%，全年增长7%左右。', ['6 target 2026 海雾产值增长（上半年）', '7 target 2026 海雾产值增长']],
    ['雾港改造上半年开工率达到60%，年底前完工率达到50%。', ['60 target 2026 雾港改造上半年开工率', '50 target 2026 雾港改造完工率']],
    [
      '计划上半年投放雾灯贷款3亿元，全年投放10亿元。',
      ['300000000 target 2026 计划上半年投放雾灯贷款', '1000000000 target 2026 投放雾灯贷款'],
    ],
    ['上半年，全省已完成投资15亿元，力争全年完成40亿元。', ['1500000000 fact 全省已完成投资', '4000000000 target 2026 全省完成投资']],
    ['截至3月底完成雾灯安装120套，力争上半年完成300套。', ['120 fact 雾灯安装', '300 target 2026 雾灯安装（上半年）']],
    ['2025年上半年完成雾灯改造1000套。', ['1000 fact 2025 雾灯改造（上半年）']],
  ])('%s', (text, found) => expect(read(text, plan)).toEqual(found));

  test('a half-year that is over when the plan is made is so already', () =>
    expect(read('上半年完成雾灯改造1000套。', { ...plan, day: '2026-08-06' })).toEqual(['1000 fact 雾灯改造（上半年）']));
  test('in a notice, too', () =>
    expect(read('今年计划改造雾灯3万套，其中上半年完成1.2万套。', notice)).toEqual([
      '30000 target 2026 今年计划改造雾灯',
      '12000 target 2026 改造雾灯（上半年）',
    ]));
});

describe('what stands before 的 is whose they are', () => {
  test('people of institutes, with a quoted theme behind', () =>
    expect(read('来自12所雾港、观测院的600余名专家学者围绕“海雾观测与绿色港口协同发展”作了报告。', { type: 'news' }).at(-1)).toMatch(
      /^600 .*专家学者$/,
    ));
});

describe('a condition is no fact', () => {
  test.each([
    ['贷款余额超出100万元部分，利率上浮。'],
    ['雾灯总投资5000万元以上项目可享受优惠。'],
    ['员工50人以上企业可纳入名录。'],
    ['对纳入布局的新建雾灯项目（总投资不低于5000万元），鼓励银行提供贷款。'],
    ['租房支出超出工资收入10%部分可提取。'],
    ['缴存人距上次提取间隔12个月可再次提取。'],
    ['雾灯贷款逾期3个月停止发放。'],
    ['首次缴存6个月后即可提取。'],
    ['注册资本500万元以上可申报。'],
    ['出口额占70%以上的雾灯企业，经主管部门批准，可以享受优惠。'],
  ])('%s', (text) => expect(read(text, notice)).toEqual([]));
  test('a time that is ordered stays', () => expect(read('每次提取应间隔12个月以上。', notice)).toEqual(['12 should 间隔']));
});

describe('a limit of a rule, and what there is, are no targets', () => {
  test.each([
    ['2027年新建雾灯节能率不低于30%。', statute, ['30 must 2027 新建雾灯节能率']],
    ['2027年缴存基数上限为31000元。', notice, ['31000 must 2027 缴存基数']],
    ['鼓励雾场开展改造，单体新增面积不超过10%。', plan, ['10 must 2026 单体新增面积']],
    ['支持建设雾灯示范场，资金投入不低于奖补资金的70%。', plan, ['70 must 2026 资金投入']],
    ['扩大雾灯补贴范围，提供不少于1万个观测岗位。', plan, ['10000 target 2026 观测岗位']],
    ['建设雾灯项目，资本金比例不低于20%。', plan, ['20 must 2026 资本金比例']],
    ['同一职工的扣除期限不能超过48个月。', notice, ['48 must 同一职工的扣除期限']],
    ['对购置日期在2027年1月1日至2028年12月31日期间的雾灯免征雾税，每台免税额不超过3万元。', notice, ['30000 must 每台免税额']],
    ['加快在建的8座雾港建设进度。', plan, ['8 fact 雾港建设进度']],
    ['2026年拟改造雾灯3000套。', notice, ['3000 target 2026 拟改造雾灯']],
  ])('%s', (text, asked, found) => expect(read(text, asked)).toEqual(found));
});

describe('what may be fined, with all its members', () => {
  test.each([
    ['可以对违法单位处以十万元以上五十万元以下的罚款，对其负责人处以一万元以下的罚款。', ['500000 - 罚款', '10000 - 罚款']],
    ['可以根据情节轻重，单处或者并处警告、一万元以下罚款。', ['10000 - 罚款']],
    ['可以单处或者并处五万元以下罚款，没有违法所得的，处一万元以下罚款。', ['50000 - 罚款', '10000 must 罚款']],
    ['没收许可证，处五万元以下罚款。', ['50000 must 罚款']],
  ])('%s', (text, found) => expect(read(text, statute)).toEqual(found));
});

describe('the day at the head is that of each rate', () => {
  test.each([
    ['自2026年5月18日起，首套雾灯贷款利率为2.35%，二套为2.85%。', ['2.35 - 2026 首套雾灯贷款利率', '2.85 - 2026 二套雾灯贷款利率']],
    ['从2027年1月1日起，五年以下利率按2.6%执行，五年以上按3.1%执行。', ['2.6 - 2027 五年以下利率', '3.1 - 2027 五年以上利率']],
    ['单缴存家庭最高贷款50万元，双缴存家庭80万元。', ['500000 must 单缴存家庭最高贷款', '800000 must 双缴存家庭最高贷款']],
  ])('%s', (text, found) => expect(read(text, notice)).toEqual(found));
});

test('of what: the noun before, or nothing', () => {
  expect(read('推进雾灯工程，年度完成投资8亿元。', plan)).toEqual(['800000000 target 2026 雾灯工程完成投资']);
  expect(read('最迟6月底前完成投资3亿元。', plan)).toEqual(['300000000 target 2026']);
  expect(read('事故单位应当立即报告（最迟不得超过2小时）。', notice)).toEqual(['2 must 立即报告']);
  expect(read('二套雾灯贷款额度提高10%。', notice)).toEqual(['10 - 二套雾灯贷款额度提高']);
  expect(read('雾灯限额提高至120万元。', notice)).toEqual(['1200000 - 雾灯限额']);
  expect(read('为1200户困难家庭安装雾灯。', plan)).toEqual(['1200 - 困难家庭']);
});

test('the bound at the end of a list holds for each, as does the highest at its head', () => {
  const bounds = (text: string) => readFigures({ title: '', text, type: 'plan', day: '2026-05-06' }).map(({ bound }) => bound);
  expect(bounds('雾灯普及率和覆盖率分别达到80%、90%以上。')).toEqual(['at-least', 'at-least']);
  expect(bounds('单缴存家庭最高贷款50万元，双缴存家庭80万元。')).toEqual(['at-most', 'at-most']);
});
