import { describe, expect, test } from 'vitest';
import type { SummaryLine } from '../../../shared/model/summary.ts';
import { keyFactsOf, summaryInBrief } from '../../../shared/stages/english/summary-parts.ts';
import { read } from '../article-kit.ts';
import { act, summaryOf } from './kit.ts';

/** Facts that a head of department asks for, each as an act of its kind states it. All acts are invented. */

const told = async (title: string, issuer: string, ...lines: string[]): Promise<readonly SummaryLine[]> =>
  summaryOf(await read(act(title, '2026-10-12', issuer, lines), 'https://www.nda.gov.cn/a/20261012/t_1.html'));
const says = async (title: string, issuer: string, ...lines: string[]): Promise<readonly string[]> =>
  (await told(title, issuer, ...lines)).map((each) => each.says);

describe('figures with what they are of', () => {
  test.each([
    ['到2028年，绿电消费占比达到60%以上。', 'They aim to bring the share of green power to at least 60% by 2028.'],
    ['到2028年，新建大型数据中心电能利用效率不高于1.25。', 'They aim to bring PUE to at most 1.25 at new large data centres by 2028.'],
    ['到2028年，服务小微企业3000家以上。', 'They aim to serve at least 3,000 small and micro enterprises by 2028.'],
    ['到2028年，人工智能核心产业规模超过400亿元。', 'They aim to bring the core AI industry to more than 40 billion yuan by 2028.'],
    ['各平台应当留存运行日志不少于六个月。', 'All platforms must keep operation logs for at least 6 months.'],
    ['到2028年，蘑菇云指数达到30%以上。', 'Target for 2028'],
    ['对采购单位，按照实际投入给予不超过20%、最高90万元的支持。', 'Support: at most 20% of the money spent; at most 900,000 yuan'],
  ])('%s', async (line, expected) =>
    expect(await says('关于推进算力普惠发展的意见', '国家数据局', '现提出以下意见。', line)).toContain(expected),
  );

  test('of many targets those that are told whole come first, as the text has them; what each district does is no sum', async () => {
    const lines = await says(
      '关于推进算力普惠发展的行动计划',
      '国家数据局',
      '到2028年，蘑菇云指数达到30%以上。',
      '到2028年，雾灯指数达到40%以上。',
      '到2028年，建成5个算力中心。',
      '到2028年，打造20个典型场景。',
      '到2028年，人工智能核心产业规模超过400亿元。',
      '到2028年，各区市培育数据企业5家，打造9个典型场景。',
    );
    expect(lines.filter((line) => /2028/.test(line))).toEqual([
      'By 2028: build 5 computing centres.',
      'By 2028: build 20 typical scenarios.',
      'It aims to bring the core AI industry to more than 40 billion yuan by 2028.',
      'Target for 2028',
      'Target for 2028',
    ]);
  });

  test('what one strives for is no promise, and what all get together is no limit of what one gets', async () => {
    const lines = await says(
      '关于推进算力普惠发展的意见',
      '国家数据局',
      '力争到2028年，建成5个算力中心。',
      '全市每年安排算力补贴最高1亿元。',
    );
    expect(lines).toContain('Aim for 2028: build 5 computing centres.');
    const hoped = await says('关于推进算力普惠发展的意见', '国家数据局', '到2028年，数据标注产业规模力争突破400亿元。');
    expect(hoped).toContain('Aim for 2028: size of the data labelling industry: more than 40 billion yuan.');
    expect(lines.join()).not.toMatch(/provide .*100 million/);
  });

  test('of several tiers of fines the case of one is not that of all; of several issuers the first is not the only one', async () => {
    const fine =
      '第二条 数据企业违反本办法规定，出售数据的，由网信部门责令改正；拒不改正的，处五万元以上五十万元以下罚款；情节严重的，处上一年度营业额百分之五以下罚款。';
    const lines = await says('雾灯数据管理办法', '国家数据局', '国家数据局等五部门公布', '第一条 为管理数据，制定本办法。', fine);
    expect(lines.filter((each) => each.startsWith('Fines')).join()).not.toMatch(/no correction/);
    expect(lines.join()).toMatch(/ and four other bodies issued these measures/);
  });

  test('whom an act binds is who has its duties: those it is about first, an authority last', async () => {
    const lines = await says(
      '雾灯数据管理办法',
      '国家数据局',
      '第一条 为管理数据，制定本办法。',
      '第二条 数据处理者应当建立安全管理制度。数据处理者不得出售个人信息。',
      '第三条 平台经营者应当在收到通知之日起5日内报告。',
      '第四条 主管部门应当公布结果。国家采取措施支持企业，应当公开。',
    );
    expect(lines).toContain('They bind data handlers, platform operators and the competent authorities.');
  });

  test('what is measured is bounded, and binds nobody', async () => {
    const lines = await says(
      '雾灯救助办法',
      '国家数据局',
      '第一条 为救助渔民，制定本办法。',
      '第二条 企业一年内补助金额累计最高不得超过5万元。',
      '第三条 平台经营者应当在收到通知之日起5日内报告。',
    );
    expect(lines).toContain('They bind platform operators.');
  });

  test('how long a list hangs out is no figure of policy', async () =>
    expect((await says('关于推进算力普惠发展的意见', '国家数据局', '拟入选名单公示时间应当不少于5个工作日。')).join()).not.toMatch(/5/));
});

describe('what one kind of act is there for', () => {
  test('a reply approves', async () =>
    expect(await says('国务院关于同意开展算力综合试点的批复', '国务院', '原则同意开展算力综合试点，试点期为两年。')).toContain('Approves'));
  test('what was agreed before it is no approval of it', async () =>
    expect(await says('国家数据局关于算力有关问题的复函', '国家数据局', '经国务院领导同志同意，现将有关意见转复你省。')).not.toContain(
      'Approves',
    ));
  test('an answer says to what', async () =>
    expect(await says('对全国人大第9876号建议的答复', '国家数据局', '您提出的建议收悉。')).toContain(
      'It answers recommendation No. 9876.',
    ));
  test('an announcement counts', async () =>
    expect(
      await says(
        '国家数据局关于发布备案信息的公告',
        '国家数据局',
        '截至2026年9月30日，累计有1204款生成式人工智能服务完成备案，61款应用或功能完成登记。',
      ),
    ).toContain('By 30 September 2026 1,204 generative AI services had been filed and 61 applications had been registered.'));
  test('an announcement says how many are new', async () =>
    expect(
      await says('国家数据局关于发布备案信息的公告', '国家数据局', '截至2026年9月30日，累计有1204款大模型完成备案，较上月新增61款。'),
    ).toContain('By 30 September 2026 1,204 large models had been filed, 61 more than before.'));
  test.each([
    ['《关于征集人工智能应用案例的通知》（国数资源〔2025〕96号）', 'It repeals a notice (Guoshuziyuan [2025] No. 96).'],
    [
      '《国家数据局综合司关于征集人工智能应用案例的通知》（国数资源〔2025〕96号）',
      'It repeals a notice of the General Department of the National Data Administration (Guoshuziyuan [2025] No. 96).',
    ],
    // One of its issuers is not known.
    ['《国家数据局 雾灯局关于征集人工智能应用案例的通知》（国数资源〔2025〕96号）', 'It repeals a notice (Guoshuziyuan [2025] No. 96).'],
    [
      '《数据登记管理办法》（国数资源〔2025〕96号）',
      'It repeals the “Measures for the Administration of Data Registration” (Guoshuziyuan [2025] No. 96).',
    ],
  ])('a repealed text is named by title and number, else by kind, issuer and number: %s', async (text, expected) =>
    expect(await says('国家数据局关于废止数据文件的通知', '国家数据局', `决定废止${text}。`)).toContain(expected),
  );
  test('an act is called what its title calls it', async () => {
    expect(await says('公共算力设施管理办法', '国家数据局', '第一条 本办法自2027年1月1日起施行。')).toContain('NDA issued these measures.');
    expect(await says('国家数据局关于修改数据登记规则的决定', '国家数据局', '现作如下修改。')).toContain('NDA issued this decision.');
  });
});

describe('duties', () => {
  const title = '关于加强智能体服务管理的通知';
  test('stand in the order of their last days; one that is past was due', async () => {
    const lines = await says(title, '国家数据局', '2028年3月底前完成评估。', '2026年10月底前报送方案。', '2027年6月底前建立台账。');
    expect(lines.filter((line) => /due/i.test(line))).toEqual([
      'Was due by the end of October 2026',
      'Due by the end of June 2027',
      'Due by the end of March 2028',
    ]);
  });
  test('who must is told where what is not; the longest that something lasts is a limit', async () => {
    const lines = await says(
      title,
      '国家数据局',
      '2027年6月底前，智能体服务提供者应当擦拭雾灯三遍，完成备案。',
      '企业不得擅自擦拭雾灯“样品”。',
      '授权期限最长为三年，不得超过雾灯协议期限。',
    );
    expect(lines.filter((line) => /^(?:Due|Must|Enterprises|Limit)/.test(line))).toEqual([
      'Due from providers of agent services by the end of June 2027',
      'Enterprises must not',
      'Limit',
    ]);
  });
  test('a ban that alone is told of a sentence is labelled as one', async () => {
    const lines = await told(title, '国家数据局', '上级部门应按照属地原则，及时将雾灯数据回流至下级部门，不得设置额外的限制条件。');
    expect(lines.flatMap(({ fact }) => fact?.label ?? []).filter((label) => label !== 'Binds')).toEqual(['Must not be done']);
  });
  test('what leads into a list, what every act says and what is only allowed is none', async () => {
    const lines = await told(
      title,
      '国家数据局',
      '评估报告应当包括以下内容：',
      '各单位应当加强组织领导。',
      '评估应当遵循公平、公正的原则。',
      '现在到了必须下大力气抓好的时候。',
      '智能体服务提供者应当在30日内完成登记。',
    );
    expect(lines.filter(({ fact }) => fact?.label === 'Must be done').map(({ quote }) => quote)).toEqual([
      '智能体服务提供者应当在30日内完成登记。',
    ]);
  });
});

describe('summaryInBrief', () => {
  const line = (kind: SummaryLine['kind'], words: string): SummaryLine => ({ kind, says: words, quote: '第一条' });
  const lines = [
    line('sentence', 'CAC issued these measures.'),
    line('label', 'Applies to'),
    line('sentence', 'They take effect on 1 March 2027.'),
    line('sentence', 'They repeal Guofa [2020] No. 3.'),
    line('label', 'Required: at least 6 months'),
    line('sentence', 'They are dated 3 May 2026.'),
  ];
  test('takes what says most in English, in order, and nothing that the item shows elsewhere', () => {
    expect(summaryInBrief(lines, 2).map((each) => each.says)).toEqual(['They repeal Guofa [2020] No. 3.', 'Required: at least 6 months']);
    expect(summaryInBrief(lines, 4).map((each) => each.says)).toEqual([
      'Applies to',
      'They repeal Guofa [2020] No. 3.',
      'Required: at least 6 months',
    ]);
  });
});

describe('what is no figure of the act, or not its number', () => {
  const title = '关于支持智能体产业发展的若干措施';
  test.each([
    ['购房补贴标准为200元/平方米。', /200/],
    ['贷款额度在可贷额度的基础上增加20万元，给予支持。', /200,000/],
    ['贷款金额如不超过50万元，可不受余额限制。', /500,000/],
    ['400万元以上政府投资项目的控制价应按规定编制。', /4 million/],
    ['云州市请求，由某集团拟投资400亿元，建设算力项目。', /40 billion/],
    ['加快推进33亿元专项债券支持的在建项目。', /billion/],
    ['对违规的机构给予警告，并责令暂停业务6个月以上。', /6 months/],
    ['最高可放宽至4倍，给予支持。', /4 times/],
    ['申请日期示例：2026.11.20', /Applications/],
    ['2027年3月6日起，绿电占比统一调整为不低于20%。', /for 2027|by 2027/],
    ['申请人于2026年12月31日前选购智能终端的，可获补贴。', /Applications/],
    ['救助标准不超过3个月最低生活保障标准。', /3 months/],
    ['2019年，经该设施处理的数据应当为1200万条，实现效益900万元。', /2019/],
    ['计算应纳税所得额时，应当减除费用6万元。', /60,000/],
    ['审核机构提出应当予以修改的意见。', /Must be done/],
    ['评估内容包括留用率（须签订劳动合同）和就业率。', /Must be done/],
  ])('%s', async (line, wrong) => expect((await says(title, '国家数据局', '现提出以下措施。', line)).join('\n')).not.toMatch(wrong));

  test('of two years in a sentence each has its own figures', async () => {
    const told = await says(
      '雾灯市人工智能行动计划',
      '雾灯市人民政府',
      '到2027年，智能算力规模达到20EFLOPS；到2029年，智能算力规模达到60EFLOPS，建成10个训练基地。',
    );
    for (const line of told.filter((each) => /2027/.test(each) && !/2029/.test(each))) expect(line).not.toMatch(/60 EFLOPS|training/);
    for (const line of told.filter((each) => /2029/.test(each) && !/2027/.test(each))) expect(line).not.toMatch(/20 EFLOPS/);
    expect(told.join()).toMatch(/20 EFLOPS/);
    expect(told.join()).toMatch(/60 EFLOPS/);
  });

  test('of support the largest sum comes first', async () => {
    const told = (
      await says('雾灯市支持人工智能若干措施', '雾灯市人民政府', '对入选的企业给予3万元奖励。', '对中试基地给予最高500万元补助。')
    ).join();
    expect(told.indexOf('5 million yuan')).toBeGreaterThan(-1);
    expect(told.indexOf('5 million yuan')).toBeLessThan(told.indexOf('30,000 yuan'));
  });

  test('a ladder of sums is told by its ends', async () =>
    expect(await says(title, '国家数据局', '对一等、二等、三等企业，分别给予50万元、40万元、30万元奖励。')).toContain(
      'Support: 300,000 to 500,000 yuan',
    ));
  test('class periods are no hours', async () =>
    expect((await says('关于加强人工智能教育的意见', '国家数据局', '每学年相关课程应当不少于8课时。')).join()).toMatch(/8 class hours/));
  test('what it rests on stands where it says why it is made', async () => {
    const basis = '根据《关于做好数据登记工作的通知》（国数资源〔2025〕54号），应当由当事人协商后再登记。';
    expect((await says(title, '国家数据局', basis)).join()).not.toMatch(/based/i);
    const own = '各高校要按照《数据成果转化条例》的规定，制定本单位的管理办法。';
    expect((await says(title, '国家数据局', own)).join()).not.toMatch(/based/i);
  });
});

test('sentences of a print run over its lines', async () => {
  const lines = [
    '第一条 为了规范智能体服务在各类应用场景中的登记和使用活动，保护公',
    '民、法人和其他组织的合法权益，制定本办法。',
    '第二条 在中华人民共和国境内向公众提供智能体登记服务以及相关的技术支',
    '持服务，适用本办法。',
    '第三条 智能体服务提供者应当按照国家有关规定在提供服务之前完成登记并',
    '在显著位置公示登记编号。',
    '第四条 任何组织和个人不得以任何形式伪造、变造、转让智能体服务的登记',
    '编号和登记证明。',
    '第五条 智能体服务提供者应当对用户输入的信息和使用记录承担保护义务且',
    '不得收集非必要信息。',
  ];
  const { quote } = (await told('智能体登记管理办法', '国家数据局', ...lines)).find(({ fact }) => fact?.label === 'Applies to') ?? {};
  expect(quote).toBe('第二条 在中华人民共和国境内向公众提供智能体登记服务以及相关的技术支持服务，适用本办法。');
});

test('what the table of landmarks says by hand of an act stands among the first lines, which the mail has', async () => {
  const lines = await told('国务院关于深入实施“人工智能+”行动的意见', '国务院', '到2030年，雾灯普及。');
  expect(summaryInBrief(lines, 2).map((line) => line.says)).toContainEqual(
    expect.stringMatching(/^On record: By 2027, more than 70 percent .* more than 90 percent by 2030\.$/),
  );
});

describe('key facts', () => {
  test('each has its label, number, article and quote, and English only where it says all', async () => {
    const lines = await told(
      '云溪市智能体服务管理办法',
      '国家数据局',
      '第三条 提供者应当保存日志不少于六个月。',
      '第四条 提供者应当给雾灯调光。',
      '第五条 对民营企业给予最高100万元奖励。',
    );
    expect(keyFactsOf(lines).map(({ label, english, article, value }) => [label, english, article, value])).toEqual([
      ['Required', 'Providers must keep logs for at least 6 months.', '第三条', 6],
      ['Support', 'Support: up to 1 million yuan in rewards for private enterprises.', '第五条', 1_000_000],
      ['Binds', 'They bind providers.', undefined, undefined],
      ['Must be done', undefined, '第四条', undefined],
    ]);
  });

  test('whom an act encourages, and what a plan has for its headings', async () => {
    const encouraged = (lines: Awaited<ReturnType<typeof told>>) =>
      keyFactsOf(lines).flatMap(({ kind, label, english }) => (kind === 'award' || kind === 'target' ? [[label, english]] : []));
    const rules = await told(
      '云溪市数据管理办法',
      '国家数据局',
      '第一条 提供者应当公开服务规则。',
      '第二条 国家鼓励企业开放应用场景。',
      '第三条 鼓励擦拭雾灯。',
    );
    expect(encouraged(rules)).toEqual([['Encouraged', 'Enterprises are encouraged to open application scenarios.']]);
    const plan = await told(
      '云溪市数据平台建设行动方案',
      '国家数据局',
      '一、重点任务',
      '（一）建设数据平台',
      '擦拭雾灯，更换灯罩。',
      '（二）鼓励企业开放数据资源。',
    );
    expect(encouraged(plan)).toEqual([
      ['Task', 'It calls for building data platforms.'],
      ['Encouraged', 'Enterprises are encouraged to open data resources.'],
    ]);
    const few = [
      '一、重点任务',
      '（一）数据',
      '加快建设数据灯塔。',
      '推进数据灯塔应用，支持雾灯企业。',
      '附件',
      '雾灯行为负面清单',
      '（一）开展数据平台建设。',
    ];
    expect(
      (await told('云溪市数据灯塔行动方案', '国家数据局', ...few)).flatMap(({ says, fact }) => (fact?.kind === 'target' ? [says] : [])),
    ).toEqual(['Task', 'Task']);
    expect(encouraged(await told('云溪市雾灯行动方案', '国家数据局', '一、工作目标', '到2028年，建设统一的数据平台。'))).toEqual([
      ['Task', 'It calls for building unified data platforms by 2028.'],
    ]);
    const lines = ['一、会议', '数据平台会议的主要任务是：', '（一）建设数据平台。', '二、重点任务', '（一）建设数据空间。'];
    expect(encouraged(await told('云溪市数据平台和数据空间行动方案', '国家数据局', ...lines))).toEqual([
      ['Task', 'It calls for building data spaces.'],
    ]);
    // What any plan says is told of a plan that says nothing else.
    const good = ['一、重点任务', '（一）完善工作机制。', '（二）支持企业发展。', '（三）打造发展平台。'];
    expect(encouraged(await told('云溪市雾灯行动方案', '国家数据局', ...good))).toHaveLength(2);
    expect(encouraged(await told('云溪市雾灯行动方案', '国家数据局', ...good, '（四）建设数据空间。'))).toEqual([
      ['Task', 'It calls for building data spaces.'],
    ]);
    // Of a longer task what any plan says is not told alone.
    const longer = await told('云溪市雾灯行动方案', '国家数据局', '一、重点任务', '（一）灯罩', '完善工作机制，擦拭雾灯。');
    expect(longer.flatMap(({ says, fact }) => (fact?.kind === 'target' ? [says] : []))).toEqual(['Task']);
    // Of another matter, beside four of the field: those of the field alone.
    const field = ['数据空间', '数据平台', '算力平台', '人工智能平台'].map((what, at) => `${at + 1}.建设${what}。`);
    const others = await told('云溪市城乡行动方案', '国家数据局', '一、重点任务', '（一）建设综合交通体系。', ...field);
    expect(encouraged(others).map(([, says]) => says)).toEqual(expect.not.arrayContaining([expect.stringContaining('transport')]));
    const fewer = await told('云溪市城乡行动方案', '国家数据局', '一、重点任务', '（一）建设综合交通体系。', ...field.slice(1));
    expect(encouraged(fewer).map(([, says]) => says)).toContainEqual(expect.stringContaining('transport'));
  });

  test('each says whom it binds and which article punishes who breaks it', async () => {
    const lines = await told(
      '生成式人工智能服务标识办法',
      '国家数据局',
      '第一条 提供者应当公开服务规则。',
      '第二条 涉及重要数据的，学校应当公开数据。',
      '第三条 违反本办法第一条规定的，由主管部门给予警告。',
    );
    expect(keyFactsOf(lines).map(({ kind, addressee, article, sanction }) => [kind, addressee, article, sanction])).toEqual([
      ['scope', undefined, undefined, undefined],
      ['duty', 'schools', '第二条', undefined],
      ['duty', 'generative-providers', '第一条', '第三条'],
      // A warning is a consequence as any other.
      ['sanction', undefined, '第三条', undefined],
    ]);
  });
});
