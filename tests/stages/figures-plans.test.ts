import { describe, expect, test } from 'vitest';
import type { DocumentType } from '../../shared/model/vocabulary.ts';
import { readFigures } from '../../shared/stages/facts/figures.ts';

/** What a plan sets out, what a rule only makes a condition, and what a number is of. All texts are invented. */

type Asked = { readonly type?: DocumentType; readonly title?: string };
const read = (text: string, { type = 'plan', title = '岭东省海雾观测行动方案' }: Asked = {}) =>
  readFigures({ title, text, type, day: '2026-05-06' });
/** `value strength year` of each. */
const aims = (text: string, asked: Asked = {}): readonly string[] =>
  read(text, asked).map(({ value, strength, year }) => [value, strength ?? '-', year ?? ''].join(' ').trim());
const things = (text: string, asked: Asked = {}): readonly string[] =>
  read(text, asked).map(({ value, scope }) => [value, scope ?? ''].join(' ').trim());

describe('a verb of purpose is a commitment', () => {
  test.each([
    ['推动建设40个观测站，打造12个示范港。', ['40 target', '12 target']],
    ['启动建设不少于30家中试台。', ['30 target']],
    ['新增培训观测员不少于300人。', ['300 target']],
    ['海雾预报准确率超过85%。', ['85 target']],
    ['已建成观测站25个，目前在用雾灯600套。', ['25 fact', '600 fact']],
    ['围绕13个港区开展观测。', ['13 -']],
    ['请联盟组织企业填报问卷，填报企业数量不少于30家。', ['30 must']],
    ['到2027年15个重点领域制定海雾标准300项以上。', ['15 -', '300 target 2027']],
    ['在港口、航道等15个重点领域制定海雾标准300项以上。', ['15 -', '300 target']],
    ['观测员实习时间一般为6个月。', ['6 -']],
    ['培育观测企业应当达到20家。', ['20 must']],
    ['打造100个具有示范效应的雾场。', ['100 target']],
    ['雾灯企业减按50%征收港口建设费。', ['50 -']],
    ['可返还其上年度实际缴费的40%。', ['40 -']],
    ['小额贷款最高不超过300万元。', ['3000000 must']],
    ['全年发电量520亿千瓦时以上。', ['52000000000 target 2026']],
    ['推动港口用不低于岸线面积的20%集中建设观测站。', ['20 must']],
    ['推动港口按不低于灯价的30%提前预付。', ['30 must']],
    ['继续实施100%暂退雾灯保证金政策。', ['100 -']],
    ['年底前完成雾灯补偿金支付300万元。', ['3000000 target 2026']],
    ['推进12亿元专项债券支持的雾港建设，第二轮5亿元债券支持的30个雾场年底前开工。', ['1200000000 -', '500000000 -', '30 target']],
  ])('%s', (text, found) => expect(aims(text)).toEqual(found));

  test('of a plan to a year it is for that year', () =>
    expect(aims('取得10项以上海雾成果。', { title: '岭东省海雾观测行动方案（2026—2028年）' })).toEqual(['10 target 2028']));
  test('of a plan for one year it is for that year', () =>
    expect(aims('取得10项以上海雾成果。', { title: '数字岭东2026年行动方案' })).toEqual(['10 target 2026']));
  test('in opinions, and not in a rule that binds', () => {
    expect(aims('推动建设40个观测站。', { type: 'opinions', title: '关于海雾观测的指导意见' })).toEqual(['40 target']);
    expect(aims('本省建设40个观测站。', { type: 'local-regulation', title: '岭东省海雾条例' })).toEqual(['40 -']);
  });
});

describe('under a heading of goals', () => {
  const goals =
    '一、工作目标\n（一）扩大覆盖。雾港产值占全省的比重较上年提高2个百分点，目前已建成雾灯600套。\n二、重点任务\n雾港产值较上年提高3个百分点。';
  test('what is compared with the year before is aimed at, and what is so already is not', () =>
    expect(aims(goals)).toEqual(['2 target', '600 fact', '3 fact']));
});

describe('year and strength run through a paragraph of targets', () => {
  test('to its end, and not beyond', () =>
    expect(aims('到2029年，观测网基本建成。准确率达到90%。雾灯覆盖港口60个以上。目前共有港口75个。\n（二）准确率提高到92%。')).toEqual([
      '90 target 2029',
      '60 target 2029',
      '75 fact',
      '92 target',
    ]));
  test('a day up to which was counted begins none', () =>
    expect(aims('截至2025年底，观测网基本建成。建成雾灯600套。')).toEqual(['600 target']));
  test('no year is told where none is said', () => expect(aims('全省在用雾灯600套。', { type: 'opinions' })).toEqual(['600 -']));
  test('how long a rule holds is no year of its sums', () =>
    expect(aims('自2026年6月1日起至2028年12月31日止，每座雾灯最高补贴3万元。', { type: 'notice', title: '关于雾灯的通知' })).toEqual([
      '30000 support',
    ]));
});

describe('a condition is no quantity of policy', () => {
  const rule: Asked = { type: 'measures', title: '岭东省海雾数据管理办法' };
  test.each([
    ['处理200万条以上雾情记录的观测者应当指定负责人。', []],
    ['存储数量达到10万人之日起30个工作日内备案。', []],
    ['年吞吐量500万吨以上、职工1000人以上的港口（不含渔港），应当配备观测员。', []],
    ['有下列情形之一的，应当申报评估：\n（一）累计提供100万人以上雾情画像；\n（二）提供1万人以上敏感雾情画像。', []],
    ['申请人应当具备下列条件：\n（一）注册资本不低于500万元；\n（二）有20名以上观测员。', ['5000000 must']],
    ['职工近12个月的缴存额作为基数。', []],
    ['依照第五、六项处理，适用第（三）、（四）项和第7条至第9条。', []],
    ['发生雾情泄露，涉及100万人以上个人信息的，启动响应。', []],
    ['对年产值超过8亿元，纳税额度达到1500万元，且无事故的雾灯企业，授予称号，给予50万元奖励。', ['500000 support']],
    ['按照年营收超过1500万元、500万元以上标准，分别兑现50万元、40万元补贴。', ['500000 support', '400000 support']],
    ['按照博士10万元、硕士5万元的标准给予补贴。', ['100000 support', '50000 support']],
    ['在2021年10月29日以后入职的，给予2万元补贴。', ['20000 support']],
    ['重点支持年营收2000万元以下的观测企业。', []],
    ['比例不低于10%（以下简称“10%比例”）。', ['10 must']],
  ])('%s', (text, found) => expect(aims(text, rule)).toEqual(found));
});

describe('of what is a thing, or is left out', () => {
  test.each([
    ['遴选300个市场前景好、赋能效果显著的雾情产品。', ['300 雾情产品']],
    ['打造200个具有推广价值的典型雾场。', ['200 典型雾场']],
    ['培育15家国家卓越级、先进级雾厂。', ['15']],
    ['建设50所高等职业学校。', ['50 高等职业学校']],
    ['按不低于采购金额的30%预付。', ['30 采购金额']],
    ['每户最高贷款额度不超过30万元。', ['300000 每户最高贷款额度']],
    ['按规定择优给予不超过300万元、500万元的支持。', ['3000000 支持', '5000000 支持']],
    ['补贴标准为200元/平方米，由港口按其所缴税额的50%补贴。', ['200 每平方米补贴标准', '50 缴税额']],
  ])('%s', (text, found) => expect(things(text)).toEqual(found));
});

test('a fine of a sum or of a share of turnover is one sanction', () =>
  expect(
    readFigures({
      title: '岭东省海雾数据条例',
      text: '情节严重的，并处五千万元以下或者上一年度营业额百分之五以下罚款。',
      type: 'local-regulation',
      day: '2026-05-06',
    }),
  ).toMatchObject([
    { value: 50_000_000, unit: 'CNY', bound: 'at-most', strength: 'must', scope: '罚款' },
    { value: 5, unit: '%', bound: 'at-most', strength: 'must', scope: '上一年度营业额' },
  ]));

test('the bound of a list holds for each of it', () =>
  expect(read('分别给予不超过300万元、500万元的支持。').map(({ bound }) => bound)).toEqual(['at-most', 'at-most']));

test('what comes anew each year says so', () => {
  const yearly = (text: string) => read(text).map(({ value, every }) => [value, every ?? ''].join(' ').trim());
  expect(yearly('每年布局150项海雾课题。')).toEqual(['150 year']);
  expect(yearly('单个港口每年最高补助30万元。')).toEqual(['300000 year']);
  expect(yearly('每年遴选10个港口，给予50万元一次性奖励。')).toEqual(['10 year', '500000']);
  expect(yearly('雾灯产量年均增长20%。')).toEqual(['20']);
});

describe('a plan by what it says', () => {
  test.each([
    ['关于做好海雾观测工作的通知', '为落实部署，制定如下工作方案。\n培育观测企业20家。', ['20 target']],
    ['关于海雾观测的通知', '二、主要目标\n培育观测企业20家。', ['20 target']],
    ['关于海雾观测若干措施的通知', '培育观测企业20家。', ['20 target']],
    ['关于海雾观测的通知', '本市共有观测企业20家，建设观测站5个。', ['20 fact', '5 -']],
  ])('%s', (title, text, found) => expect(aims(text, { title, type: 'notice' })).toEqual(found));

  test('of an emergency plan what is pledged', () =>
    expect(
      aims('力争雾情处置率达到95%。\n各港口配备雾灯200套。\n较大雾情事件：影响5000人以上、2000人以上的雾情。', {
        title: '海雾事件应急预案',
      }),
    ).toEqual(['95 target', '200 -']));
  test('an aim behind what is encouraged', () => expect(aims('鼓励开发雾情模型，建成观测基地10处以上。')).toEqual(['10 target']));
});

describe('what was before is left out', () => {
  const notice: Asked = { type: 'notice', title: '关于调整雾灯补贴的通知' };
  test.each([
    ['最低缴存期由24个月调减为12个月。', ['12 -']],
    ['雾灯贷款额度上限由原来的每年1万元和1.2万元统一调整为1.5万元。', ['15000 -']],
    ['将2016年实施的24项雾灯服务调整增加为30项雾灯服务。', ['30 -']],
    ['原政策规定的雾灯补贴60万元。', []],
    ['雾灯补贴由原来的10000元调整为12000元，其他港口由8000元调整为9000元。', ['12000 support', '9000 support']],
    ['取消雾灯比例不低于30%的限制。', ['30 -']],
    ['雾灯比例不低于30%的规定，不再执行。', ['30 -']],
    ['雾灯比例不低于30%，原规定同时废止。', ['30 must']],
    ['取消“港口申请雾灯的，须距离首次申请超过12个月”的限制。', ['12 -']],
  ])('%s', (text, found) => expect(aims(text, notice)).toEqual(found));
});

describe('the year is the figure’s own', () => {
  const notice: Asked = { type: 'notice', title: '关于雾灯税费的通知' };
  test.each([
    ['在2022年减免基础上，雾灯租金合计减免不超过6个月。', ['6 must']],
    ['即日起至2028年12月31日，每座雾灯补贴3万元。', ['30000 support']],
    ['雾灯按2021年评估价格下调15%。', ['15 -']],
  ])('%s', (text, found) => expect(aims(text, notice)).toEqual(found));
  test('and crosses no semicolon but for up to when', () => {
    expect(aims('2028年，建成雾灯10座；培育企业20家。')).toEqual(['10 target 2028', '20 target']);
    expect(aims('到2028年，建成雾灯10座；培育企业20家。')).toEqual(['10 target 2028', '20 target 2028']);
  });
});

describe('strength, bound and unit', () => {
  const rule: Asked = { type: 'measures', title: '岭东省海雾数据管理办法' };
  const measured = (text: string) =>
    read(text, rule).map(({ bound, value, unit, strength }) => [bound, value, unit, strength ?? '-'].join(' '));
  test.each([
    ['责令改正，可以并处五万元以下罚款。', ['at-most 50000 CNY -']],
    ['责令改正，并处五万元以下罚款。', ['at-most 50000 CNY must']],
    ['给予处分，对有关人员责令暂停6个月以上1年以下观测活动。', ['at-least 6 month must']],
    ['雾灯贷款额度上限由40万元提高到60万元。', ['at-most 600000 CNY -']],
    ['雾灯比例提高5个百分点。', ['exactly 5 percentage point -']],
    ['建设雾田20万亩。', ['exactly 200000 mu -']],
    ['形成三至五个观测群。', ['at-least 3 count -']],
    ['签约项目30个。', ['exactly 30 count -']],
  ])('%s', (text, found) => expect(measured(text)).toEqual(found));
});

describe('a strength has words of its own, or is left out', () => {
  const notice: Asked = { type: 'notice', title: '关于雾灯政策的通知' };
  test.each([
    // What is so already says so: with 已 or 了, of a time that is over, beside one.
    ['雾灯企业已达30家，雾场建成了12处。', notice, ['30 fact', '12 fact']],
    ['2025年，全省海雾造成损失46亿元。', notice, ['4600000000 fact 2025']],
    ['1—9月，全省雾灯销售额30亿元，增长4%。', notice, ['3000000000 fact', '4 fact']],
    ['据雾情统计，全省有雾场12处。', notice, ['12 fact']],
    // What is called after something done is not done itself, and what an act puts is no fact.
    ['已建成雾场的港口，雾灯比例为20%。', notice, ['20 -']],
    ['首套雾灯首付比例调整为20%，利率下调0.25个百分点。', notice, ['20 -', '0.25 -']],
    ['在雾灯账户中列支500万元。', notice, ['5000000 -']],
    // What may be is neither; what it may not pass binds.
    ['雾灯额度可上浮20%，最高可达90万元。', notice, ['20 -', '900000 -']],
    ['可申请不超过15万元的雾灯贷款。', notice, ['150000 must']],
    ['可容缺办理不高于规划面积50%的雾港许可。', notice, ['50 -']],
    // A condition that the sentence names makes no duty of its rate, and what is given back is not granted.
    ['雾灯企业符合认定条件，额度上浮20%。', notice, ['20 -']],
    ['不满5年的，按每年20%的比例退还雾灯补贴。', notice, ['20 -']],
    // A noun supports nothing, and of who decides on support nobody is supported.
    ['雾灯额度在现行支持政策基础上增加50万元。', notice, ['500000 -']],
    ['对多数认为予以资助的雾灯申请，经2名雾港专家署名，报市雾办。', notice, ['2 -']],
    // A duty behind a quantity says for whom it is.
    ['雾灯比例达到30%的港口，差额应当上缴。', notice, ['30 -']],
    // A paragraph of targets has some that are none.
    ['到2028年，雾灯普及率达到90%。按照每千人2.5座设置雾灯。', {}, ['90 target 2028', '2.5 -']],
    // What is foreseen is not aimed at, but for what is striven for beside it.
    ['预计到2028年，雾灯普及率将达到90%。', {}, ['90 - 2028']],
    ['预计2027年雾灯普及率达到80%，力争到2028年，雾灯普及率达到90%。', {}, ['80 - 2027', '90 target 2028']],
  ] as const)('%s', (text, asked, found) => expect(aims(text, asked)).toEqual(found));
  test('what is only reported is so where nothing says that it is to come', () =>
    expect(aims('雾灯用电量约6亿千瓦时，预计明年增长10%。', { type: 'news', title: '雾灯要闻' })).toEqual(['600000000 fact', '10 - 2027']));
});

test('what is done is no name of a thing', () => {
  expect(things('累计建成23万个5G观测站。')).toEqual(['230000 5G观测站']);
  expect(things('招引培育观测企业30家以上。')).toEqual(['30 观测企业']);
  expect(things('力争全市100%的港口完成改造。')).toEqual(['100 港口']);
});

test('a cell of a table says nothing whole', () =>
  expect(aims('10万台以上雾灯收集\n雾灯达50万台', { type: 'guideline', title: '雾灯数据指引' })).toEqual([]));

describe('what part of a year, paragraph or list says holds for its figures', () => {
  const year: Asked = { title: '岭东省2027年海雾观测工作要点' };
  test.each([
    ['6月底前建成雾灯10座，全年培训不少于300人，单位应当配备雾灯2套以上。', year, ['10 target 2027', '300 target 2027', '2 must 2027']],
    ['四季度雾灯产值同比增长20%以上。', {}, ['20 target 2026']],
    ['年底前建成雾灯10座。', { title: '岭东省海雾观测行动方案（2026—2028年）' }, ['10 target']],
    ['培育企业20家。', { title: '关于落实《2025年雾计划》（2025年版）的方案' }, ['20 target']],
    ['落实雾灯三年计划（2027—2029年），打造雾场12个。', year, ['12 target 2027']],
    ['从2028年开始，每年安排雾灯资金300万元。', {}, ['3000000 -']],
    ['2026年10月至2027年3月，开展观测40次以上，建成雾灯30座。', {}, ['30 target']],
    ['据统计，1996年海雾造成损失46亿元。', { type: 'notice', title: '关于雾情的通知' }, ['4600000000 fact 1996']],
    ['扩大岗位,2027年提供雾灯300套。', {}, ['300 target 2027']],
    ['推动雾港、雾场等10个项目建成投产，新开工亿元以上项目529个。', {}, ['10 target', '529 target']],
    ['制定标准，其中服务16个雾场的标准不少于20项。', { title: '雾灯标准方案（2026—2028年）' }, ['16 -', '20 target 2028']],
    ['雾灯补贴最高不超过3万元。', { title: '关于2026年雾灯补贴的公告', type: 'announcement' }, ['30000 support 2026']],
    ['引导港口逐步将平均费率降至1%以下。', { type: 'opinions' }, ['1 target']],
  ] as const)('%s', (text, asked, found) => expect(aims(text, asked)).toEqual(found));
});

describe('leave, conditions and limits beside what is encouraged', () => {
  const rule: Asked = { type: 'measures', title: '岭东省海雾数据管理办法' };
  test.each([
    ['招标人可以要求推荐3名观测员。', ['3 -']],
    ['可缴纳起始价的20%作为保证金，余款付款不得超过12个月。', ['20 -', '12 must']],
    ['按规划要求配建雾港的，优惠比例由30%上浮至40%。', ['40 -']],
    ['满足雾灯条件的港口，租金每月按1000元标准扣除。', ['1000 -']],
    ['鼓励提高雾灯容忍度，幅度不超过3个百分点。', ['3 must']],
    ['鼓励港口创建优质雾场，补贴额度为雾税的10%。', ['10 support']],
    ['应缴雾费不低于5%。', ['5 must']],
    ['暂停雾灯供应，直至去化周期降至36个月以下。', []],
    ['3．为5家以上港口服务，收入占比超过50%的观测企业、雾灯企业。', []],
    ['贷款额度在100万元基础上上浮20%。', ['20 -']],
    ['若月末雾灯率连续3个月低于90%，恢复受理。', []],
    ['一级预警：雾灯率在85%至90%之间，持续为负。', []],
    ['名下已有2套以上雾灯的不得申请。', []],
    ['给予1个月以上3个月以下停止执业的处罚。', ['1 must']],
    ['支持雾港转型，资金规模不低于奖补资金的70%。', ['70 must']],
    ['鼓励购买雾灯，由所在地予以雾税50%的补贴。', ['50 support']],
    ['实行24小时应急值班。', []],
    ['观测站每年接收观测员超过50人（含50人），留用率达到60%以上的，可申请示范站。', []],
    ['适用条件为满足以下情形：一是竞争充分，供应商不少于3家；', []],
    ['纳税3万—6万元（含3万元）（8分）。', []],
    ['招用3人以下的按每人2000元给予补贴。', ['2000 support']],
    ['申请雾站应当符合下列条件：（一）接收观测员20人以上；（二）配备雾灯50套。其他雾站不少于5人。', ['5 must']],
    ['每年引入演出20场以上，对其中商业运营的，按照收入的5%奖励。', ['20 -', '5 support']],
    ['不得低于二套房最低首付比例。', []],
    ['调整前为“雾灯额度不超过余额20倍”，调整后为“雾灯额度不超过余额25倍”。', ['25 must']],
    ['限额由“每户每月1500元，即每年18000元”提高至“每户每月1800元”。', ['1800 -']],
    ['名下拥有不超过2套雾灯，符合雾灯条件的，可申请转换。', []],
    ['长度不低于周长25%的雾廊，或因规划封闭的雾廊，面积可按一半计。', []],
    ['2027年1月1日至12月31日，返还标准按6个月的雾费确定。', ['6 -']],
    ['下载于12:20元。将达不到比例部分的20%收回。', ['20 -']],
  ])('%s', (text, found) => expect(aims(text, rule)).toEqual(found));
});

describe('a list, a measure and a bound stay whole', () => {
  const told = (text: string) => read(text).map(({ bound, value, scope }) => [bound, value, scope ?? ''].join(' ').trim());
  test.each([
    ['建设各类观测平台、基地15个。', ['exactly 15 各类观测平台、基地']],
    ['新一代雾灯、雾标等普及率超70%。', ['at-least 70 新一代雾灯、雾标等普及率']],
    ['分别按照博士、硕士、学士补贴5万元、3万元、1万元。', ['exactly 50000 博士', 'exactly 30000 硕士', 'exactly 10000 学士补贴']],
    ['海雾种植、收获机械化率分别达到65%和55%。', ['exactly 65 海雾种植、收获机械化率', 'exactly 55 海雾种植、收获机械化率']],
    ['给予见习港口每人每月1000元见习补贴。', ['exactly 1000 每人每月补贴']],
    ['执行0.3元/立方米的雾价。', ['exactly 0.3 每立方米']],
    ['给予雾灯补贴，最高不超过200万元。', ['at-most 2000000 补贴']],
    ['打造总规模超500亿元的雾灯基金。', ['at-least 50000000000 雾灯基金']],
    ['涉及岭东县5个村。', ['exactly 5 村']],
    ['提供3名不排序的观测员。', ['exactly 3 观测员']],
    ['额度由最高30万元调整为40万元。', ['at-most 400000 额度']],
    ['执行80万元的贷款额度上限。', ['at-most 800000 贷款']],
    ['将达不到比例部分的20%收回。', ['exactly 20 达不到比例部分']],
    ['雾灯产值增长6%左右。', ['about 6 雾灯产值增长']],
    ['贷款最高额度上浮20万元。', ['exactly 200000 贷款最高额度上浮']],
    [
      '雾灯销售额50亿元，同比增长3%，高于全国增速2个百分点。',
      ['exactly 5000000000 雾灯销售额', 'exactly 3 雾灯销售额同比增长', 'exactly 2 高于全国增速'],
    ],
    ['首付比例最低为20%。', ['at-least 20 首付比例']],
    ['雾灯续约率达80%以上，初中雾标30个，加强15%的雾馆建设。', ['at-least 80 雾灯续约率', 'exactly 30 初中雾标', 'exactly 15 雾馆建设']],
    ['利用3-5年时间，力争培训约1000名达到国际标准的观测员。', ['about 1000 观测员']],
    ['取得的份额不得低于该公司股份的5%。', ['at-least 5 取得的份额']],
    ['照料标准不超过240元/人/日。', ['at-most 240 每人每日照料标准']],
    ['单位应当每月向观测员提供不低于最低工资80%的补贴。', ['at-least 80 最低工资']],
    ['最高不超过额度上限（30万元）之和的110%。', ['at-most 110 额度上限（30万元）之和']],
    ['每人每年1000元的交通补贴。', ['exactly 1000 每人补贴']],
    ['打造20个以上社会化“无证明”场景，建设10个智慧雾（标）场。', ['at-least 20 社会化“无证明”场景', 'exactly 10 智慧雾场']],
    ['雾灯额度在现行额度基础上分别提高20%、30%。', ['exactly 20 雾灯额度', 'exactly 30 雾灯额度']],
    ['缴存比例不得低于10%且不得高于24%。', ['at-least 10 缴存比例', 'at-most 24 缴存比例']],
    ['近期上报的45个雾场。', ['exactly 45 雾场']],
    ['按雾场规模1万人以上、5000人以上，分别给予50万元、30万元奖励。', ['exactly 500000 奖励', 'exactly 300000 奖励']],
  ])('%s', (text, found) => expect(told(text)).toEqual(found));
});
