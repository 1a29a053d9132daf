import { describe, expect, test } from 'vitest';
import { documentTitle, englishTitle } from '../../shared/stages/english/english.ts';

describe('what is said keeps its sense', () => {
  test.each([
    // only some of the texts, not texts on some of the things
    ['天津市发展和改革委员会关于修订部分数据中心能耗管理规定的通知', /Revising Certain (?:Administrative )?Provisions on .*Data Centre/],
    ['人工智能新规', 'New Rules on AI'],
    ['杭州市引进人才入户管理办法', 'Measures of Hangzhou for the Administration of Household Registration of Recruited Talent'],
    [
      '杭州市数据登记管理办法实施细则',
      /^Detailed Rules for the Implementation of the Measures of Hangzhou for the Administration of Data Registration$/,
    ],
    [
      '强制性国家标准GB 45999—2027《智能网联汽车 自动驾驶终端安全要求》',
      /^Mandatory National Standard GB 45999-2027: Intelligent Connected Vehicles — Safety Requirements for/,
    ],
    ['国家标准《数据安全技术 数据标注安全要求》解读', /^Interpretation of the National Standard: .*Security Requirements/],
    [
      '国务院关于同意在苏州、宁波等四市开展数据标注试点的批复',
      /Approving Data Labelling Pilots in Suzhou,? (?:and )?Ningbo,? and Two Other Cities$/,
    ],
    ['北京市加快数据引领发展的若干措施', /Data-Led Development/],
    ['算法登记与大模型服务备案', /^Algorithm Registration and /],
    ['支持模型应用与语料建设', 'Supporting Model Application and Corpus Building'],
    ['网络用户数据保护能力指南', /Data Protection Capac.* Users$/],
    ['《数据标注条例》述评', /^Commentary on the Regulations on Data Labelling$/],
    ['公开征求《数据标注要求》等4项国家标准的意见', /and 3 Other National Standards$/],
    ['教育部发布关于数据标注的实施意见', 'The Ministry of Education Issues the Implementation Opinions on Data Labelling'],
    ['“十五五”国家信息化规划', /^15th Five-Year Plan for National Informati[sz]ation$/],
    ['浙江省“十五五”数据产业发展规划', '15th Five-Year Plan of Zhejiang for the Development of the Data Industry'],
    ['工业和信息化部关于利用大数据加强算力监测的意见', /on Using Big Data to Strengthen /],
    ['民航数据规范 第2部分：资产管理', / — Part 2: Asset Management$/],
    ['苏州市数据产业创新发展行动计划', 'Suzhou Action Plan for the Innovative Development of the Data Industry'],
    ['关于在教育领域推广智能体的意见', /in the Education Field$/],
  ] as const)('%s', (zh, en) => {
    const { english, pieces } = englishTitle(zh);
    expect(english).toMatch(typeof en === 'string' ? new RegExp(`^${en}$`) : en);
    expect(pieces.map((piece) => piece.zh).join('')).toBe(zh);
  });

  test.each([
    ['中华人民共和国监察法', "Supervision Law of the People's Republic of China"],
    [
      '中华人民共和国老年人权益保障法',
      "Law of the People's Republic of China on the Protection of the Rights and Interests of the Elderly",
    ],
    ['关于修改商标法的决定', 'Decision on Amending the Trademark Law'],
    ['慈善法修订草案', 'Charity Law (Draft Revision)'],
  ])('a national law has its own name: %s', (zh, en) => expect(englishTitle(zh).english).toBe(en));
});

describe('a headline that does not come out as English stays Chinese', () => {
  test.each([
    '网信部门查处一批未落实标识义务的人工智能应用',
    '阿里宣布投入3800亿元建设云和AI硬件基础设施',
    '北京中小学将开设人工智能通识课程',
    '从部署算力到调度算力',
    '用得起、用得好——普惠算力意见解读',
    '全球人工智能治理的关键时刻',
  ])('%s', (zh) => {
    expect(documentTitle(zh, 'news').title).toBe(zh);
    expect(documentTitle(zh, 'interpretation').title).toBe(zh);
  });

  test('a headline that was taken for an act stays Chinese too', () => {
    const told = '《数据标注行动计划》发布,新建数据中心绿电占比将超80%';
    expect(documentTitle(told, 'plan').title).toBe(told);
    expect(documentTitle('关于数据共享，促进开放的通知', 'notice').title).toContain('Notice');
  });

  test.each([
    ['教育部启动人工智能教师培训', 'The Ministry of Education Launches AI Teacher Training'],
    ['上海发布智能体服务行动方案', 'Shanghai Issues the Action Plan for Agent Services'],
    ['《智能体服务管理暂行办法》解读', 'Interpretation of the Interim Measures for the Administration of Agent Services'],
  ])('one that does is given: %s', (zh, en) => expect(documentTitle(zh, 'news').title).toBe(en));
});
