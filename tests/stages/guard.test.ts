import { describe, expect, test } from 'vitest';
import { faultOfEnglish } from '../../shared/stages/english/guard.ts';

/** Machine English is shown only where it says what its Chinese says: right pairs stand, and each single change of one is refused. */

type Change = readonly [from: string, to: string];
type Pair = readonly [zh: string, en: string, ...changes: Change[]];
const pairs: readonly Pair[] = [
  [
    '安全评估应当在服务上线前30日完成，每季度报告一次，补贴上限为500万元。',
    'The security assessment shall be completed 30 days before the service goes online and reported once a quarter; the subsidy is at most 5 million yuan.',
    ['before', 'after'],
    ['at most', 'at least'],
  ],
  [
    '申报材料请于2026年3月31日17时前报送，每万人拥有基站40个。',
    'Application materials shall be submitted before 17:00 on 31 March 2026; there are 40 base stations for every 10,000 people.',
    ['before', 'after'],
    ['10,000', '1,000'],
  ],
  ['中华人民共和国数据安全法', "Data Security Law of the People's Republic of China", ["People's Republic of China", 'Republic of Korea']],
  [
    '到2027年，智能终端普及率超过70%，核心产业规模达到1.2万亿元。',
    'By 2027, the penetration of smart terminals will exceed 70%, and the core industry will reach 1.2 trillion yuan.',
    ['2027', '2028'],
    ['70%', '7%'],
    ['70%', '70'],
    ['exceed', 'not exceed'],
    ['trillion', 'billion'],
    ['1.2', '1.20'],
    [' 1.2 trillion yuan', ''],
  ],
  [
    '占比由5%提高到12%，年均增长7%以上。',
    'The share rises from 5% to 12%, growing by at least 7% a year.',
    ['5% to 12%', '12% to 5%'],
    ['at least', 'at most'],
    ['at least ', ''],
    ['7%', '7 percentage points'],
  ],
  [
    '本办法自2025年9月1日起施行，有效期三年。',
    'These Measures take effect on 1 September 2025 and are valid for three years.',
    ['September', 'January'],
    ['1 September', '9 January'],
    ['1 September', 'September'],
    ['three', 'four'],
    ['three years', 'three months'],
  ],
  [
    '处一百万元以上一千万元以下罚款。',
    'A fine of not less than 1 million yuan but not more than 10 million yuan is imposed.',
    ['10 million', '100 million'],
    ['not less than', 'less than'],
    ['not more than', 'more than'],
    ['1 million', 'ten thousand'],
  ],
  [
    '请于10个工作日内提交。',
    'Please submit it within ten working days.',
    ['working days', 'days'],
    ['ten', 'twelve'],
    ['within', 'after at least'],
  ],
  [
    '未经同意，任何组织不得向第三方提供数据。',
    'No organization may provide data to third parties without consent.',
    ['No organization', 'Any organization'],
    ['without', 'with'],
    ['third', 'fourth'],
    ['may', 'may not'],
  ],
  ['平台应当公示规则。', 'Platforms shall publish their rules.', ['shall', 'shall not'], ['rules', 'rules rules'], ['rules', '规则']],
  [
    '算法应当支持SM4，版本不低于V2.0，符合GB/T 35273—2020。',
    'Algorithms shall support SM4 in a version of at least V2.0 and meet GB/T 35273-2020.',
    ['SM4', 'SM3'],
    ['V2.0', 'V2.1'],
    ['at least', 'at most'],
    ['35273-2020', '35274-2020'],
    ['SM4', 'the algorithm'],
  ],
  [
    '国家网信办会同工业和信息化部在上海市开展第三批试点。',
    'The CAC, together with the Ministry of Industry and Information Technology, runs the third batch of pilots in Shanghai.',
    ['CAC', 'NDRC'],
    ['The CAC', 'It'],
    ['Industry and Information Technology', 'Education'],
    ['Shanghai', 'Shenzhen'],
    ['third', 'second'],
    ['in Shanghai', 'there'],
  ],
  [
    '依照《数据安全法》处理。',
    'It is handled under the Data Security Law.',
    ['Data Security', 'Cybersecurity'],
    ['the Data Security Law', 'the law'],
  ],
  [
    '打造千亿级产业集群，带动就业近2万人。',
    'Build a 100-billion-level cluster and create nearly 20,000 jobs.',
    ['billion', 'million'],
    ['nearly', 'more than'],
    ['20,000', '24,90'],
  ],
];

/** One thing that both languages may say in several ways. */
const alike: readonly Pair[] = [
  ['工业和信息化部等七部门开展试点。', 'MIIT and six other departments run pilots.', ['six', 'five']],
  ['三成以上的企业已接入。', 'At least 30% of firms are connected.', ['30%', '40%'], ['30%', '3%'], ['At least', 'At most']],
  ['占比过半，四分之一用于研发。', 'More than half, with a quarter for research.', ['half', '60%'], ['quarter', 'third'], ['More', 'Less']],
  ['成本由四成降至一半以下。', 'The cost goes from 40% to less than half.', ['less', 'more'], ['40%', '45%']],
  ['半年内完成。', 'It is done within half a year.', ['half a year', 'a quarter of a year']],
  ['2026年3月至5月开展。', 'It runs from March to May 2026.', ['March', 'April'], ['May', 'June']],
  ['3月至5月开展。', 'March to May: it is run.', ['March', 'April']],
  ['数十家企业参加。', 'Tens of firms take part.', ['Tens', 'Twenty']],
];

/** Duties: each denial counts, limits without a number too, and a law is the one that is named. */
const duties: readonly Pair[] = [
  [
    '不得收集与服务无关的信息，不得强制用户同意。',
    'Information unrelated to the service shall not be collected, and users shall not be forced to consent.',
    ['unrelated', 'related'],
    ['shall not be collected', 'shall be collected'],
    ['shall not be forced', 'shall be forced'],
  ],
  ['不得收集无关信息，不得强制用户同意。', 'It must not collect irrelevant information or force users to consent.', ['must not', 'must']],
  [
    '除另有规定外，保存期限不得超过所必需的最短时间。',
    'Unless otherwise provided, the period of storage shall not exceed the shortest time necessary.',
    ['Unless', 'If'],
    ['not exceed', 'exceed'],
    ['not exceed', 'be at least'],
  ],
  ['除基本补贴外，还可以给予奖励。', 'In addition to the basic subsidy, a reward may be given.', ['may', 'may not']],
  [
    '法人和非法人组织可以自主定价。',
    'Legal persons and unincorporated organizations may set prices.',
    ['may', 'may not'],
    ['unincorporated ', ''],
  ],
  ['任何人不得从事违法活动。', 'No one may engage in illegal activities.', ['No one', 'Any one']],
  ['不得以非法方式获取数据。', 'Data shall not be obtained by illegal means.', ['illegal', 'legal'], ['not ', '']],
  ['不得无正当理由拒绝共享。', 'Sharing shall not be refused without good reason.', ['without', 'with'], ['not ', '']],
  [
    '年底前，县级以上部门完成建设。',
    'By the end of the year, departments at or above the county level shall complete it.',
    ['By', 'After'],
    ['above', 'below'],
  ],
  [
    '服务券仅限需求企业申请，同一合同只补一次。',
    'Only enterprises in need may apply for vouchers, once only for a contract.',
    ['may', 'may not only'],
  ],
  ['协议届满60日前申报。', 'It shall be declared 60 days before the agreement expires.', ['before', 'after']],
  [
    '自公布之日起30日后施行，旧办法同时废止。',
    'It takes effect 30 days after its publication; the old measures are repealed then.',
    ['after', 'before'],
  ],
  [
    '处违法所得一倍以上五倍以下罚款。',
    'A fine of not less than one time but not more than five times the illegal gains is imposed.',
    ['but not', 'but'],
    ['is', 'is not'],
  ],
  ['处100万元以上1000万元以下罚款。', 'A fine of 1 to 10 million yuan is imposed.', ['1 to', '2 to'], ['million', 'billion']],
  ['三年内建成100+场景。', 'More than 100 scenarios will be built in three years.', ['three years', 'three months'], ['More', 'Less']],
  [
    '处理不满十四周岁的人的信息，应当取得同意。',
    'Consent shall be obtained for information of a person who has not reached the age of fourteen.',
    ['shall', 'shall not'],
    ['not ', ''],
  ],
  [
    '在6月30日前报广⻄数据局，每年至少一次。',
    'It is reported to the Guangxi data bureau at least once a year, by June 30.',
    ['least', 'most'],
    ['30', '31'],
    ['Guangxi', 'Hunan'],
  ],
  [
    '依照《数据安全法》和《网络安全审查办法》处罚。',
    'It is punished under the Data Security Law and the Cybersecurity Review Measures.',
    ['Data Security', 'Cybersecurity'],
  ],
  [
    '不得用于未经授权的目的，不得向未经授权的第三方提供。',
    'It shall not be used for unauthorized purposes and shall not be provided to unauthorized third parties.',
    ['used for unauthorized', 'used for authorized'],
    ['to unauthorized', 'to authorized'],
  ],
  ['任何人不得窃取，不得非法出售或者非法提供。', 'No one may steal it, or illegally sell or illegally provide it.', ['No one', 'Anyone']],
  [
    '应当于上半年报告上一年度的不利影响。',
    'Adverse effects of the previous year shall be reported in the first half of the year.',
    ['shall', 'shall not'],
  ],
  ['系统已建、在建的，不得新建。', 'Where systems are built or under construction, no new ones may be built.', ['no new', 'new']],
  [
    '在长株潭试点三维建模，尚不构成标准。',
    '3D modelling is tried in Changsha and Zhuzhou; it does not yet constitute a standard.',
    ['not yet ', ''],
  ],
  [
    '拒不改正的，没收违法所得，依法取缔。',
    'Those who fail to correct it have their illegal gains confiscated and are banned.',
    ['have', 'do not have'],
  ],
  ['向第三方提供训练数据、数据标注。', 'Training data, data labelling are provided to a third party.', ['a third', 'two thirds of a']],
];

describe('what a machine wrote', () => {
  test.each([...pairs, ...alike, ...duties].map(([zh, en, ...changes]) => ({ zh, en, changes })))('$zh', ({ zh, en, changes }) => {
    expect(faultOfEnglish(zh, en)).toBeUndefined();
    const passed = changes.filter(([from, to]) => !en.includes(from) || faultOfEnglish(zh, en.replace(from, to)) === undefined);
    expect(passed).toEqual([]);
  });

  test('a sentence of a summary may tell a part of its quote, and nothing else', () => {
    const quote = '到2027年建成平台3个，投资超过5亿元，不得新增债务。';
    expect(faultOfEnglish(quote, 'Three platforms will be built by 2027.', { part: true })).toBe('leaves out a negation');
    expect(faultOfEnglish(quote, 'Investment exceeds 500 million yuan, with no new debt.', { part: true })).toBeUndefined();
    expect(faultOfEnglish(quote, 'Investment exceeds 5 billion yuan, with no new debt.', { part: true })).toBe('says 5000000000');
    expect(faultOfEnglish(quote, 'Investment is up to 500 million yuan, with no new debt.', { part: true })).toBe(
      'has another bound of 500000000',
    );
  });

  test('the reason is told', () => {
    const reasons = [
      ['关于开展第三批试点的通知', 'Notice on Launching Pilots'],
      ['关于开展试点的通知', 'Notice on Launching Pilots at https://pilots.example'],
      ['浙江省数据条例', 'Data Regulations'],
    ].map(([zh = '', en = '']) => faultOfEnglish(zh, en));
    expect(reasons).toEqual(['leaves out 3', 'has an address, marks or several lines', 'does not name 浙江省']);
  });
});
