import { describe, expect, test } from 'vitest';
import type { ActChange } from '../../../shared/model/lineage.ts';
import { describeAct } from '../../../shared/stages/english/summary.ts';
import { read } from '../article-kit.ts';
import { act, summaryOf, today } from './kit.ts';

/** What a careful reader of an act would say of it in English. The acts are invented; `says` is what has to be there, `never` what would be wrong. */
type Row = {
  readonly name: string;
  readonly title: string;
  readonly day: string;
  readonly issuer: string;
  readonly lines: readonly string[];
  readonly says: readonly string[];
  readonly never?: RegExp;
};

const cac = '国家互联网信息办公室';
const nda = '国家数据局';

/** Written before the first rule. */
const first: readonly Row[] = [
  {
    name: 'rules that bind providers, take effect later and repeal an older text',
    title: '智能体评测服务管理规定',
    day: '2026-11-10',
    issuer: cac,
    lines: [
      '第一条 为了规范智能体评测服务，根据《中华人民共和国网络安全法》，制定本规定。',
      '第二条 在中华人民共和国境内提供智能体评测服务，适用本规定。',
      '第三条 评测服务提供者应当留存评测日志不少于六个月。',
      '第四条 违反本规定的，处一万元以上十万元以下罚款。',
      '第五条 本规定自2027年3月1日起施行。《智能助手评测备案办法》同时废止。',
    ],
    says: [
      'CAC issued these provisions.',
      'They are dated 10 November 2026.',
      'They take effect on 1 March 2027.',
      "They are based on the “Cybersecurity Law of the People's Republic of China”.",
      "They apply to providing agent evaluation services in the territory of the People's Republic of China.",
      'Fines: at most 100,000 yuan',
      'Evaluation service providers must keep evaluation logs for at least 6 months.',
    ],
    never: /expire|would|target/i,
  },
  {
    name: 'a guideline without chapters covers what its sections are of, and not what each has',
    title: '智能体应用评测指引',
    day: '2026-11-10',
    issuer: cac,
    lines: ['一、总体要求', '稳妥做好评测。', '二、数据流通', '有序开展。', '三、应用场景', '分类梳理。', '四、保障措施', '加强协同。'],
    says: ['They cover data circulation and application scenarios.'],
    never: /requirement|safeguard|measures/,
  },
  {
    name: 'a draft says what it would do, and how to comment',
    title: '国家数据局关于《数据标注服务管理办法（征求意见稿）》公开征求意见的通知',
    day: '2026-11-12',
    issuer: nda,
    lines: [
      '为规范数据标注服务，我局起草了《数据标注服务管理办法（征求意见稿）》，现向社会公开征求意见。',
      '意见反馈截止时间为2026年12月12日。请将意见发送至电子邮箱：biaozhu@nda.example。',
      '第一条 为规范数据标注服务，根据《中华人民共和国数据安全法》，制定本办法。',
      '第二条 标注服务提供者应当对标注人员开展培训。',
    ],
    says: [
      'NDA published this draft for comment.',
      'Comments can be sent until 12 December 2026.',
      'Comments can be sent by e-mail to biaozhu@nda.example.',
      "It would be based on the “Data Security Law of the People's Republic of China”.",
    ],
    never: /takes? effect|is dated 12 December/,
  },
  {
    name: 'a joint plan with targets of its last year',
    title: '工业和信息化部 国家数据局关于印发《算力服务提升行动方案》的通知',
    day: '2026-09-08',
    issuer: '工业和信息化部 国家数据局',
    lines: [
      '各省、自治区、直辖市人民政府：',
      '到2028年，智能算力规模达到300EFLOPS以上，核心产业规模突破80亿元。',
      '对新建算力中心，给予最高500万元的补助。',
      '各地工业和信息化主管部门应当于2027年6月底前报送实施方案。',
    ],
    says: [
      'MIIT and NDA issued this plan.',
      "It is addressed to the people's governments of all provinces, autonomous regions and municipalities.",
      'It aims to bring intelligent computing capacity to at least 300 EFLOPS and bring the core industry to more than 8 billion yuan by 2028.',
      'Support: up to 5 million yuan in grants for new computing centres.',
      'must submit implementation plans by the end of June 2027.',
    ],
    never: /fine|repeal/i,
  },
  {
    name: 'a call says until when to apply, and that is no time for comments',
    title: '科技部关于组织申报2027年度智能仪器重点专项的通知',
    day: '2026-11-02',
    issuer: '科技部',
    lines: ['各有关单位：', '现组织申报智能仪器重点专项。', '申报时间为2026年11月10日至2026年12月20日。'],
    says: ['MOST issued this', 'Applications can be handed in from 10 November to 20 December 2026.'],
    never: /[Cc]omments/,
  },
  {
    name: 'a notice with a term, gone by; money that lies in the past is no promise',
    title: '国家数据局关于加快可信数据空间试点的通知',
    day: '2023-05-10',
    issuer: nda,
    lines: ['各试点城市：', '2022年，全国数据产业规模达到2万亿元。', '本通知自2023年6月1日起施行，有效期至2025年5月31日。'],
    says: ['It took effect on 1 June 2023.', 'It expired on 31 May 2025.'],
    never: /trillion/,
  },
  {
    name: 'a part that ends is no repeal of the whole',
    title: '国家数据局关于修改数据登记规则有关事项的通知',
    day: '2026-10-15',
    issuer: nda,
    lines: ['现就有关事项通知如下。', '《中华人民共和国数据安全登记细则》第三条同时废止。'],
    says: ['NDA issued this notice.'],
    never: /^(?:It|They) repeals?/,
  },
  {
    name: 'a body that nobody has in English stays Chinese, on a line of its own',
    title: '云墟联盟智能体互认办法',
    day: '2026-10-15',
    issuer: '云墟联盟秘书处',
    lines: ['第一条 成员应当互认智能体标识。', '第二条 本办法自2027年1月1日起施行。'],
    says: ['They take effect on 1 January 2027.', 'Must be done'],
    never: /[\u3400-\u9fff]/,
  },
];

/** Written when the rules of the first half stood. */
const second: readonly Row[] = [
  {
    name: 'of eight departments only one is named',
    title: '国家发展改革委等八部门关于推动算力互联的意见',
    day: '2026-08-20',
    issuer: '国家发展改革委',
    lines: ['国务院各部委、各直属机构：', '为落实《“人工智能+教育”行动计划》，提出以下意见。', '到2030年，绿电占比不低于60%。'],
    says: [
      'NDRC and seven other bodies issued these opinions.',
      'They implement the “‘AI+ Education’ Action Plan”.',
      'They are addressed to all ministries, commissions and agencies directly under the State Council.',
      'They aim to bring the share of green power to at least 60% by 2030.',
    ],
  },
  {
    name: 'what prevails over older texts does not repeal them',
    title: '数据基础设施运行管理办法',
    day: '2026-10-09',
    issuer: nda,
    lines: [
      '第一条 运营单位不得转让运行许可。',
      '第二条 本办法自2026年12月起施行。此前规定与《中华人民共和国数据安全法》不一致的，适用本办法。',
    ],
    says: ['They take effect in December 2026.', 'Operating entities must not transfer operation licences.'],
    never: /repeal|replace/i,
  },
  {
    name: 'a text that another one ended long ago is not ended by this one',
    title: '国家数据局关于做好数据登记衔接工作的通知',
    day: '2026-10-09',
    issuer: nda,
    lines: ['《数据登记暂行办法》已于2024年3月1日废止。', '各单位应当于2026年12月31日前完成衔接。'],
    says: ['Due from all entities by 31 December 2026'],
    never: /repeal/i,
  },
  {
    name: 'a name that the glossary does not surely have leaves the repeal to its quote',
    title: '关于废止部分文件的通知',
    day: '2026-10-09',
    issuer: nda,
    lines: ['经研究，决定废止《关于云墟谷算力灶火补贴发放的补充通知》（国数灶〔2023〕7号）。'],
    says: ['Repeals'],
    never: /Repeals? the/,
  },
  {
    name: 'a call for comment that is over asks for nothing any more',
    title: '国家数据局关于《数据托管规则（征求意见稿）》公开征求意见的通知',
    day: '2026-08-01',
    issuer: nda,
    lines: ['现向社会公开征求意见。', '意见反馈截止时间为2026年8月31日。请将意见发送至电子邮箱：tuoguan@nda.example。'],
    says: ['Comments could be sent until 31 August 2026.'],
    never: /can be sent/,
  },
  {
    name: 'a draft repeals nothing yet',
    title: '国家互联网信息办公室关于《虚拟主播管理办法（征求意见稿）》公开征求意见的通知',
    day: '2026-11-20',
    issuer: cac,
    lines: [
      '现向社会公开征求意见。意见反馈截止时间为2026年12月20日。',
      '第八条 服务提供者应当留存日志不少于三个月。',
      '第九条 本办法自2027年5月1日起施行。《生成式人工智能服务管理暂行办法》同时废止。',
    ],
    says: ['It would repeal the “Interim Measures for the', 'Service providers would have to keep logs for at least 3 months.'],
    never: /^(?:It|They) repeals?|takes effect|^Required/,
  },
  {
    name: 'what was built before a year, and a day before the act, is due by no day',
    title: '国家数据局关于改造老旧机房的通知',
    day: '2026-10-09',
    issuer: nda,
    lines: ['2020年以前建成的机房应当改造。', '各地已按要求在2025年12月底前完成摸底。', '严禁以改造为名新增能耗。'],
    says: ['Must be done', 'Must not be done'],
    never: /Due by/,
  },
  {
    name: 'support has its ceiling, and a fine its upper end',
    title: '云溪市促进数据交易若干措施',
    day: '2026-10-09',
    issuer: '云溪市人民政府办公厅',
    lines: ['对首次交易的企业，给予最高50万元的奖励。', '骗取奖励的，处五万元以上二十万元以下罚款。', '本措施有效期至2029年12月31日。'],
    says: ['Support: at most 500,000 yuan', 'Fines: at most 200,000 yuan', 'expire on 31 December 2029.'],
  },
];

/** Found when the lines of 400 real acts were read: what had been told wrong. */
const third: readonly Row[] = [
  {
    name: 'how long a rule holds is no deadline; an aim is none; an order is',
    title: '国家数据局关于支持可信数据空间的通知',
    day: '2025-03-01',
    issuer: nda,
    lines: [
      '2025年12月31日前，对新接入的企业给予补贴。',
      '2027年底前，鼓励各地设立专项。',
      '力争2026年11月底前获得批复。',
      '2026年12月31日前取得许可证的，可以延期。',
      '2026年6月底前，各试点地区完成接口改造。',
    ],
    says: ['Was due by the end of June 2026'],
    never: /Due by (?:31 December|the end of (?:2027|November))/,
  },
  {
    name: 'a way of doing something is no basis of the act',
    title: '数据接口安全管理办法',
    day: '2026-10-09',
    issuer: nda,
    lines: [
      '第一条 为加强数据接口安全，制定本办法。',
      '第二条 运营者按照《中华人民共和国网络安全法》开展等级测评。',
      '第三条 涉及国家秘密的，应当按照《中华人民共和国保守国家秘密法》执行。',
    ],
    says: ['Must be done'],
    never: /based on/i,
  },
  {
    name: 'to carry out a strategy, on the basis of a law: the word before the name decides',
    title: '云溪市数据条例实施办法',
    day: '2026-10-09',
    issuer: '云溪市人民政府',
    lines: [
      '第一条 为了实施国家大数据战略，落实决策部署，根据《中华人民共和国数据安全法》，制定本办法。',
      '第二条 各部门要认真落实《关于制定国民经济和社会发展第十六个五年规划的建议》中提出的任务。',
    ],
    says: ['They are based on the “Data Security Law'],
    never: /implement/i,
  },
  {
    name: 'of many fines the heaviest; a multiple is a fine too, and no duty',
    title: '数据交易场所管理规定',
    day: '2026-10-09',
    issuer: nda,
    lines: [
      '第一条 未备案的，处二千元以上一万元以下罚款。',
      '第二条 泄露数据的，处十万元以上二百万元以下罚款。',
      '第三条 有违法所得的，处违法所得一倍以上五倍以下罚款。',
      '第四条 运营者应当在二十四小时内恢复服务。',
    ],
    says: [
      'Fines: at most 2 million yuan',
      'Fines: at most 5 times the unlawful gains',
      'Operators must restore services within 24 hours.',
    ],
    never: /Required|10,000/,
  },
  {
    name: 'money by head is told by its quote',
    title: '云溪市支持数据人才若干措施',
    day: '2026-10-09',
    issuer: '云溪市人民政府办公厅',
    lines: ['对新引进的数据工程师，按每人2万元给予补贴。'],
    says: ['Support: 20,000 yuan a person'],
    never: /provides/,
  },
];

const check = ({ title, day, issuer, lines, says, never }: Row): void => {
  const summary = summaryOf(read(act(title, day, issuer, lines)));
  const told = summary.map((line) => line.says);
  for (const each of says) expect(told.join('\n')).toContain(each);
  for (const each of told) if (never) expect(each).not.toMatch(never);
};

describe('the English facts of an act', () => {
  test.each([...first, ...second, ...third])('$name', check);
});

describe('the other stage of a text', () => {
  const article = read(act('数据托管规则', '2026-11-20', nda, ['第一条 托管人应当隔离数据。']));
  const stages = {
    draft: { id: 'doc_draft', title: '数据托管规则（征求意见稿）', date: '2026-08-01' },
    final: { id: 'doc_final', title: '数据托管规则', date: '2026-11-20' },
    days: 111,
  };
  const facts = { ...article, links: [], stages };
  const bearing = { duties: [] };
  const changes: readonly ActChange[] = [
    { kind: 'same', article: '第一条' },
    { kind: 'changed', article: '第四条', before: '三十日', after: '第四条 六十日' },
    { kind: 'changed', article: '第九条', before: '一年', after: '第九条 两年' },
    { kind: 'added', article: '第十二条', after: '第十二条 新增' },
    { kind: 'removed', article: '第十三条', before: '旧条' },
  ];

  test('the final text says how old its draft is, and what differs', () => {
    const told = describeAct({ ...facts, id: 'doc_final' }, { bearing, changes, today }).map(({ says }) => says);
    expect(told).toContain('This is the final text of a draft of 1 August 2026, 111 days earlier.');
    expect(told).toContain('Against the draft, articles 4 and 9 changed, article 12 is new and article 13 of the draft was left out.');
  });

  test.each<[string, string, readonly ActChange[]]>([
    [
      'By duties: the fines of the draft are gone, article 12 has a new duty and article 13 of the draft had a duty that is gone.',
      '第一条 托管人应当隔离数据。',
      [
        { kind: 'added', article: '第十二条', after: '第十二条 托管人应当备案。' },
        { kind: 'removed', article: '第十三条', before: '第十三条 不得转托管，违者处十万元以下罚款。' },
      ],
    ],
    [
      'By duties: fines are new.',
      '第四条 违反本规则的，处十万元以下罚款。',
      [{ kind: 'changed', article: '第四条', before: '责令改正', after: '违反本规则的，处十万元以下罚款。' }],
    ],
    // Another article, the same in both texts, has fines.
    [
      '',
      '第四条 处罚款。第九条 处十万元以下罚款。',
      [{ kind: 'changed', article: '第四条', before: '责令改正', after: '第四条 处罚款。' }],
    ],
    ['', '第四条 处罚款。', [{ kind: 'changed', article: '第九条', before: '处罚款', after: '责令改正' }]],
  ])('what became of duties and fines: %s', (line, text, made) => {
    const told = describeAct({ ...facts, text, id: 'doc_final' }, { bearing, changes: made, today }).map(({ says }) => says);
    expect(told.find((says) => says.startsWith('By duties')) ?? '').toBe(line);
  });

  test('the draft says that it has become an act', () => {
    const duties = [{ quote: '第一条 托管人应当隔离数据。' }];
    const told = describeAct({ ...facts, id: 'doc_draft', type: 'draft', status: 'superseded' }, { bearing: { duties }, changes, today });
    expect(told.map(({ says }) => says)).toContain('Would have to be done');
    expect(told.map(({ says }) => says)).toContain('Its final text was issued on 20 November 2026, 111 days later.');
  });

  test('what is no act has no summary', () => {
    expect(describeAct({ ...facts, id: 'doc_final', type: 'news' }, { bearing, today })).toEqual([]);
  });
});
