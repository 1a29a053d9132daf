import { describe, expect, test } from 'vitest';
import { read } from '../article-kit.ts';
import { act, summaryOf } from './kit.ts';

/** Classes of lines that real acts got wrong, each in invented words: what must not be said, and what may be said instead. */

const says = (title: string, ...lines: string[]): readonly string[] =>
  summaryOf(read(act(title, '2026-10-12', '云溪市人民政府办公厅', lines))).map((line) => line.says);

/** What kind of fact each is, told or not. */
const labelsOf = (title: string, line: string): readonly string[] =>
  summaryOf(read(act(title, '2026-10-12', '云溪市人民政府办公厅', [line]))).flatMap(({ fact }) => fact?.label ?? []);

describe('numbers that are no order, aim or promise', () => {
  test.each([
    ['a sum of a rule', '符合本市贷款条件的家庭，首次申请贷款，贷款额度在可贷额度的基础上分别增加20万元、30万元。', /Required/],
    ['a list of names in which 要求 is a noun', '本领域标准包括语音数据安全要求、图像数据安全要求（12项均已发布）。', /Required/],
    [
      'a tax relief for purchases of a period',
      '对购置日期在2027年1月1日至2028年12月31日期间的清洁船舶免征船舶税，每艘免税额不超过3万元。',
      /Target/,
    ],
    ['notice to be given', '运营机构提前终止6个月前提出终止申请，说明拟终止时间和业务维系计划。', /Target/],
    ['a sum for each guest', '对组织游客来云溪市的旅行社，按1名游客300元给予奖补，每个往返奖补1万元。', /yuan/],
    ['from what sum on support is given', '支持企业购买算力，申请补贴金额不低于1万元。', /10,000/],
    ['how long a system can keep', '支持对生成内容抽样留存，留存时间不少于1个月。', /Support/],
    ['what is granted is not asked for', '对购买设备的企业应予以补贴，比例为20%。', /Asked for/],
    ['the years in the foot of a print', '培育应用场景100个以上 2027/12/18 11:25 建设10个数据标注基地。', /2027/],
  ])('%s', (_, line, never) => expect(says('云溪市数据工作实施办法', line).join('\n')).not.toMatch(never));

  test('a fine has one upper end, whoever imposes it', () =>
    expect(says('云溪市数据工作管理办法', '第一条 违反规定的，由数据管理机构对运营单位处100万元以上500万元以下的罚款。')).toContain(
      'Fines: at most 5 million yuan',
    ));
});

describe('of fines the gravest of each kind', () => {
  const told = (...lines: string[]) => says('云溪市数据工作管理办法', ...lines).filter((line) => line.startsWith('Fines'));
  test('of many sentences', () =>
    expect(
      told(
        '第一条 违反规定的，处违法所得二倍以上十倍以下罚款。',
        '第二条 泄露数据的，由数据管理机构处五万元以上二十万元以下罚款。',
        '第三条 拒不改正的，处上一年度营业额百分之三以下罚款。',
      ),
    ).toEqual([
      'Fines: at most 3% of the turnover of the year before, where no correction is made.',
      'Fines: at most 200,000 yuan, for those who disclose data.',
      'Fines: at most 10 times the unlawful gains',
    ]));
  test('what must be and what may be in one sentence are one line', () =>
    expect(told('第一条 违反规定的，并处违法所得一倍以上五倍以下罚款，可以对其负责人处一万元以上三万元以下罚款。')).toEqual([
      'Fines: at most 5 times the unlawful gains; at most 30,000 yuan',
    ]));
  test('one that English has no words for is shown', () =>
    expect(told('第一条 违反规定的，处五万元以下罚款。', '第二条 毁坏设备的，处设备修复费用三倍以下罚款。')).toEqual([
      'Fines: at most 50,000 yuan',
      'Fines',
    ]));
});

test('whom an act does not bind is not whom it applies to', () => {
  expect(says('云溪市数据工作管理办法', '军事数据的处理不适用本办法。').join('\n')).not.toMatch(/appl(?:y|ies) to/i);
  expect(says('云溪市数据工作管理办法', '县级机构开展数据工作，参照适用本办法。').join('\n')).not.toMatch(/appl(?:y|ies) to/i);
});

test('a day up to which something may be done is none by which it must', () =>
  expect(says('关于数据工作的通知', '各企业可以于2027年3月31日前完成登记变更，也可以选择继续使用原登记。').join('\n')).not.toMatch(/due/i));

test('a time limit in brackets is told', () =>
  expect(says('云溪市数据工作管理办法', '第一条 事故单位应当立即报告（最迟不得超过2小时）。')).toContain('Limit: at most 2 hours'));

test('which text prevails is not whom it binds', () =>
  expect(says('关于数据工作的通知', '本通知发布前有关规定与本通知不一致的，适用本通知。').join('\n')).not.toMatch(/appl(?:y|ies) to/i));

test('the end of another text is not its own', () => {
  const told = says('关于扩大试点范围的通知', '将该实施细则的实施期限延长至2027年12月31日。', '本通知自2026年10月20日起施行。');
  expect(told.join('\n')).not.toMatch(/expire/i);
});

test('a name in angle brackets stands in quotation marks', () =>
  expect(
    says('云溪市标准化条例', '第三条 本条例自2026年12月1日起施行。《云溪市实施〈中华人民共和国标准化法〉办法》同时废止。').join('\n'),
  ).not.toMatch(/[<>]/));

test('the name of a branch that is broken over two lines is one body', () => {
  const names = ['云溪市财政局', '国家金融监督管理总局', '云溪监管分局'];
  const text = '现就优化贷款有关事项通知如下。各单位应当按照本通知办理贷款，及时公开贷款条件，不得收取费用。';
  const lines = ['各有关单位：', text, ...names];
  const page = `<html><body><h1>关于优化贷款的通知</h1><div class="content">${[...lines, '2026年10月12日'].map((each) => `<p>${each}</p>`).join('')}</div></body></html>`;
  expect(read(page).issuers).toHaveLength(2);
});

test('the head of a print is no day of publication', () => {
  const title = '云溪市商场个人信息保护指引';
  const lines = [`2026/11/17 11:40 ${title}`, title, '第一条 商场应当保护个人信息。', '第二条 本指引自公布之日起实施。'];
  const page = `<html><body><h1>${title}</h1><div class="content">${lines.map((each) => `<p>${each}</p>`).join('')}</div></body></html>`;
  expect(read(page).dates.published?.value).toBeUndefined();
});

test.each([['关于调整云溪市贷款政策的通知（征求意见稿）'], ['（征求意见稿）']])(
  'a notice whose own heading is that of a draft is told as one: %s',
  (heading) => {
    const told = says('关于调整云溪市贷款政策的通知', heading, '各单位应当公开条件。', '本通知自印发之日起施行。').join('\n');
    expect(told).not.toMatch(/took effect|takes effect|issued this/);
    expect(told).toMatch(/would have to/);
  },
);

test('a duty is not told again when its measure is', () => {
  const keep = ['第一条 提供者应当留存运行日志不少于六个月。', '第二条 委托他人的提供者，应当核对并留存运行日志不少于六个月，并告知用户。'];
  const told = says('云溪市语音服务管理办法', ...keep);
  expect(told).toContain('Required: keep logs for at least 6 months');
  expect(told).not.toContain('Must be done');
});

describe('what a second sample of real acts taught', () => {
  test.each([
    ['leave is no order', '工作满5年的人才，每年可以以原价购买房屋产权份额的10%。', /Required/],
    ['what may be demanded is not', '招标人可以要求委员会推荐3名候选人。', /Required/],
    ['as the plan demands', '对按规划要求配建学校的土地，价格优惠比例由30%上浮至40%。', /Required/],
    ['a limit is called one', '调整后缴存人可以办理一次提取，提取金额不超过账户余额与月缴存额6倍的差额。', /Required/],
    ['half of a ladder', '对研究生给予10万元购房补贴。对博士、硕士分别给予15万元、10万元购房补贴。', /150,000/],
    ['who is punished', '合作社分支机构有违法行为的，适用本办法的规定进行处罚。', /Applies/],
    ['leave to take a share', '科研机构可以从净收入中提取不低于百分之三十，用于奖励完成人。', /Required/],
    ['what is owed', '并将原贷款未来3个月应偿还的本金存入账户。', /Asked for/],
    ['a down payment', '使用购房资助凭证的家庭，申请贷款时首付款比例不低于15%。', /Support/],
    ['who may do something', '在2027年12月31日前办理完成规划手续的宗地可按本办法开发建设。', /Due by/],
    ['what one measure follows', '依据《云溪市延迟退休办法》，将贷款期限延长到68岁。', /Based on/],
    ['a chapter alone', '从事地图服务活动，适用本章的规定；本章没有规定的，适用本办法其他规定。', /Applies/],
  ])('%s', (_, line, never) => expect(says('云溪市人才工作实施办法', line).join('\n')).not.toMatch(never));

  test('what a decision is about is not what it rests on', () => {
    const told = says(
      '云溪市人民政府关于授权审批有关事项的批复',
      '根据《中华人民共和国数据安全法》第八条，同意授权审批依照《中华人民共和国网络安全法》办理的事项。',
    ).join('\n');
    expect(told).not.toMatch(/Cybersecurity/);
  });
});

describe('what an act grants, limits and punishes is told as it is', () => {
  const rules = '云溪市数据工作实施办法';
  test.each([
    ['a yearly selection pays once', rules, '每年遴选10家企业，给予50万元一次性奖励。', /a year/, /50|500,000/],
    ['a sum of every year', rules, '单个企业每年补助金额最高不超过30万元。', /Required/, /300,000 yuan a year/],
    ['an addition is no limit', rules, '符合条件的家庭，应当在最高限额基础上另加20万元。', /Limit|Required/, /dated/],
    ['what another rule grants', rules, '人才购房补贴与2万元购房补贴不可兼得。', /20,000/, /dated/],
    ['who is supported', rules, '机构要重点支持单户担保金额500万元及以下的小微企业。', /5 million/, /dated/],
    ['an item of what an agreement holds', rules, '（六）信息披露要求，运营机构不得直接参与再开发要求；', /Must not/, /dated/],
    ['how something is done', rules, '根据《云溪市人才办法》等规定，对符合条件的人才给予住房补贴。', /based|Based/i, /dated/],
    [
      'the gravest fine',
      rules,
      '第七条 拒不改正的，处一百万元以下罚款。\n情节严重的，处五千万元以下或者上一年度营业额百分之五以下罚款。',
      /1 million/,
      /Fines: at most 50 million yuan; at most 5% of the turnover/,
    ],
    [
      'of what a fine in times is',
      rules,
      '第七条 违反规定的，并处违法所得一倍以上五倍以下罚款。',
      /5 times$/,
      /at most 5 times the unlawful gains/,
    ],
  ])('%s', (_, title, line, never, always) => {
    const lines = says(title, ...line.split('\n'), '各单位应当按照本办法办理。').join('\n');
    expect(lines).not.toMatch(never);
    expect(lines).toMatch(always);
  });

  test('what it rests on is said once', () => {
    const told = says(
      '云溪市数据条例（征求意见稿）',
      '第一条 根据《中华人民共和国数据安全法》，制定本条例。',
      '第二条 依据《中华人民共和国网络安全法》制定本条例。',
    );
    expect(told.filter((each) => each.includes('based on'))).toHaveLength(1);
  });

  test('several measures are they', () =>
    expect(says('云溪市促进海雾产业若干措施', '本措施有效期至2029年12月31日。')).toContain('They expire on 31 December 2029.'));
});

test('how often, and by each of whom, is told or the number is not', () => {
  const lines = [
    '各港口分别建设2个以上高质量数据集。',
    '负责人每年在港时间不得少于3个月。',
    '观测员每两年实践不少于2个月。',
    '每人每年补贴不超过9600元。',
  ];
  const words = says('云溪市雾灯管理办法', lines.join('\n'));
  expect(words).toContain('Required: at least 3 months a year');
  expect(words.join()).not.toMatch(/datasets|2 months|9,600/);
});

describe('a duty or a ban, by the word that orders first', () => {
  test.each([
    ['任何单位不得拆除雾灯；确需拆除的，应当报原机关同意。', ['Must not be done']],
    ['单位不得公开依法应当保密的雾情。', ['Must not be done']],
    ['个人应当遵守本办法的规定，不得遮挡雾灯。', ['Must be done']],
    ['雾情记录保存期不得少于三年，不得涂改。', ['Must be done']],
    ['登记簿记载禁止转让的，应当由双方协商。', ['Must be done']],
  ])('%s', (line, labels) => expect(labelsOf('云溪市雾灯管理办法', line)).toEqual(labels));
});

describe('what is told as less than it is', () => {
  test('a figure of each of several years is not of the last alone', () => {
    const told = says('云溪市数据工作实施方案', '二、2027—2029年，每年投入算力资金目标超过3亿元。').join(' | ');
    expect(told).toMatch(/for each year from 2027 to 2029: more than 300 million yuan/);
    expect(told).not.toMatch(/for 2029/);
  });
  test('a list of bases that names more than is known, and a torn one, has others', () => {
    const based = (line: string) => says('云溪市数据管理办法', `第一条 ${line}`).find((each) => each.includes('based on'));
    const laws = '根据《中华人民共和国数据安全法》';
    expect(based(`${laws}，制定本办法。`)).toBe("They are based on the “Data Security Law of the People's Republic of China”.");
    expect(based(`${laws}、《中华人民共和国网络安全法》等法律法规，制定本办法。`)).toMatch(/, among others\.$/);
  });
  test('so has one of an act whose notice opens with the same words', () => {
    const opens = '为贯彻落实以雾灯为重点的新时期全市雾情治理数据工作方针';
    const rests = (first: string) =>
      `${opens}，推动分级登记和健康云溪建设，进一步夯实基层数据服务网底，全面推进雾情登记服务高质量发展，根据《${first}》《云溪雾灯委员会等6部门关于推进雾情登记服务高质量发展的指导意见》（云雾发〔2022〕10号）和《云溪雾灯委员会等5部门印发关于推进全市雾情登记服务高质量发展若干琐记的通知》（云雾函〔2023〕2号）等文件精神，结合我市实际，制定本方案。`;
    const notice = `${opens}和国家、省有关决策部署，现将《云溪市数据工作实施方案》印发给你们，请贯彻执行。`;
    for (const first of ['中华人民共和国数据安全法', '国务院办公厅印发关于进一步完善数据管理体系的意见']) {
      const lines = [notice, '云溪市数据工作实施方案', rests(first)];
      const told = says('云溪市数据局关于印发云溪市数据工作实施方案的通知', ...lines).filter((each) => each.includes('based on'));
      expect(told.join('\n')).toMatch(/, among others\.$/);
    }
  });
  test('a title that is a sentence of its own has no second article', () => {
    const line = '根据《国务院办公厅印发关于进一步完善数据管理体系的意见》，制定本办法。';
    const told = says('云溪市数据管理办法', `第一条 ${line}`).filter((each) => each.includes('based on'));
    expect(told.join('\n')).toMatch(/based on “The General Office of the State Council Issues /);
  });
  test('of others who issued it that they are there', () =>
    expect(says('云溪市水利局等部门关于印发数据工作实施方案的通知', '请认真落实。').join('\n')).not.toMatch(/^The [\w ]+ issued/m));
  test('the day of a copy, after comments were asked for, is none of the act', () => {
    const page = act('云溪市数据管理办法（征求意见稿）', '2026-10-12', '云溪市人民政府办公厅', [
      '意见反馈期自2026年9月28日至2026年12月28日。',
      '第一条 企业应当公开数据。',
    ]);
    const { dates, ...article } = read(page);
    const { signed: _, ...others } = dates;
    expect(summaryOf({ ...article, dates: others }).map((line) => line.says)).not.toContain('It was published on 12 October 2026.');
    const { commentFrom: __, ...unsaid } = others;
    expect(summaryOf({ ...article, dates: unsaid }).map((line) => line.says)).toContain('It was published on 12 October 2026.');
  });
});
