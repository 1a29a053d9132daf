import { describe, expect, test } from 'vitest';
import { documentTitle, englishTitle } from '../../shared/stages/english/english.ts';

describe('englishTitle', () => {
  test('a draft on which views are asked has its own title', () => {
    const english = "Law of the People's Republic of China on the Promotion of Computing Power (Draft)";
    expect(englishTitle('中华人民共和国算力促进法（草案）征求意见').english).toBe(english);
  });

  test.each([
    [
      '国务院办公厅关于推进算力服务发展的指导意见',
      'Guiding Opinions of the General Office of the State Council on Advancing the Development of Computing Services',
    ],
    [
      '教育部等五部门关于印发《人工智能教育行动计划（2027—2029年）》的通知',
      'Notice of the Ministry of Education and Four Other Departments on Issuing the Action Plan for AI Education (2027–2029)',
    ],
    ['智能体服务管理暂行办法（征求意见稿）', 'Interim Measures for the Administration of Agent Services (Draft for Comment)'],
    ['《智能体服务管理暂行办法》答记者问', 'Press Q&A on the Interim Measures for the Administration of Agent Services'],
    ['北京市支持开源社区若干措施', 'Several Measures of Beijing for Supporting Open-Source Communities'],
    [
      '国务院办公厅转发国家发展改革委等部门关于加快推进城镇数据基础设施建设指导意见的通知',
      'Notice of the General Office of the State Council on Forwarding the Guiding Opinions of the National Development and Reform Commission and Other Departments on Accelerating the Building of Urban Data Infrastructure',
    ],
    [
      '内蒙古自治区人民政府办公厅关于支持和林格尔算力产业的若干意见',
      "Several Opinions of the General Office of the Inner Mongolia Autonomous Region People's Government on Supporting the Horinger Computing Industry",
    ],
    [
      '海关总署关于对部分半导体材料实施出口管制的公告',
      'Announcement of the General Administration of Customs on Implementing Export Controls on Certain Semiconductor Materials',
    ],
    [
      '国务院关于同意在海南自由贸易港开展数据跨境流动试点的批复',
      'Reply of the State Council on Approving Pilots for Cross-Border Data Flows in Hainan Free Trade Port',
    ],
    [
      '工业和信息化部关于规范智能体自动操作服务的通知',
      'Notice of the Ministry of Industry and Information Technology on Standardizing Automated Operation Services for Agents',
    ],
    ['中华人民共和国人工智能安全促进法（草案）', "Law of the People's Republic of China on the Promotion of AI Safety (Draft)"],
    [
      '国家数据局有关负责人就《数据标注指引》答记者问',
      'Press Q&A with the National Data Administration on the Guidelines for Data Labelling',
    ],
    [
      '关于延长《某市数据管理办法》有效期的通知'.replace('某市', '杭州市'),
      'Notice on Extending Validity Period of the Measures of Hangzhou for the Administration of Data',
    ],
    ['福建省促进人工智能产业发展十条措施', 'Ten Measures of Fujian for Promoting the Development of the AI Industry'],
    [
      '关于对十四届全国人大四次会议第3307号建议的答复',
      'Reply to Recommendation No. 3307 of the 4th Session of the 14th National People’s Congress',
    ],
    [
      '关于政协第十四届全国委员会第四次会议第01932号提案答复的函',
      'Letter of Reply to Proposal No. 1932 of the 4th Session of the 14th CPPCC National Committee',
    ],
    [
      '对市政协十五届一次会议第20260123号提案的答复',
      'Reply to Proposal No. 20260123 of the 1st Session of the 15th Municipal CPPCC Committee',
    ],
    [
      '关于广东省十四届人大二次会议第1204号代表建议答复的函',
      'Letter of Reply to Recommendation No. 1204 of the 2nd Session of the 14th Guangdong Provincial People’s Congress',
    ],
    ['2027年政府工作报告', '2027 Government Work Report'],
    ['T/AIIA 031-2026 智能体要求', 'T/AIIA 031-2026: Requirements for Agents'],
    ['网络安全技术 数据标注要求', 'Cybersecurity Technology — Requirements for Data Labelling'],
    [
      '国家标准委关于批准发布《数据标注要求》等9项国家标准的公告',
      'Announcement of the Standardization Administration of China on Approving and Publishing the Requirements for Data Labelling and 8 Other National Standards',
    ],
    ['关于发布《数据标注指引》3.0版的通知', 'Notice on Issuing the Guidelines for Data Labelling (Version 3.0)'],
    [
      '水利部关于印发智慧水利建设五年行动方案的通知',
      'Notice of the Ministry of Water Resources on Issuing the Five-Year Action Plan for the Building of Smart Water Conservancy',
    ],
    ['关于加快推进智能体在教育领域应用的通知', 'Notice on Accelerating the Application of Agents in Education'],
    ['关于做好2026年智能算力试点申报工作的通知', 'Notice on Carrying Out Applications for 2026 Intelligent Computing Power Pilots'],
    [
      '國家數據局關於公開徵求《數據標註指引》意見的公告',
      'Announcement of the National Data Administration on Soliciting Public Comments on the Guidelines for Data Labelling',
    ],
  ])('%s', (zh, en) => {
    const title = englishTitle(zh);
    expect(title.english).toBe(en);
    expect(title.coverage).toBe(1);
    expect(title.pieces.map((piece) => piece.zh).join('')).toBe(zh);
  });

  test('known official renderings win', () => {
    expect(englishTitle('生成式人工智能服务管理暂行办法').english).toBe(
      'Interim Measures for the Administration of Generative AI Services',
    );
  });

  test('what the glossary does not know stays in Chinese and lowers the coverage', () => {
    const title = englishTitle('关于蘑菇云人工智能的通知');
    expect(title.english).toContain('蘑菇');
    expect(title.coverage).toBeLessThan(1);
    expect(title.by).toBe('glossary');
  });

  test('an English title is left as it is', () => {
    expect(englishTitle('China issues rules')).toMatchObject({ english: 'China issues rules', coverage: 1 });
    expect(englishTitle('')).toMatchObject({ english: '', pieces: [] });
  });
});

test('a headline that is hardly known stays Chinese, and so does an act with a word that nobody knows', () => {
  const headline = '算力小镇迎来候鸟客商，夜色里灯火通明';
  expect(documentTitle(headline, 'news').title).toBe(headline);
  // What is issued are the guidelines: "Guidelines for Issuing" would be others.
  expect(documentTitle('国家数据局印发数据标注指引', 'news').title).toBe('国家数据局印发数据标注指引');
  expect(documentTitle('关于囧囧算力小镇的通知', 'notice')).toEqual({ title: '关于囧囧算力小镇的通知', by: 'glossary' });
});

test.each([
  ['关于下达500万元算力券补贴资金的通知', '5 Million Yuan'],
  ['关于30万元算力券补贴的公示', '300,000 Yuan'],
  ['关于1.5亿元人工智能资金的公示', '150 Million Yuan'],
  ['关于12亿元人工智能基金的公示', '1.2 Billion Yuan'],
  ['关于1.2万亿元人工智能产业的公示', '1.2 Trillion Yuan'],
  ['人工智能产品目录（第一批）', '(First Batch)'],
])('%s: %s', (zh, en) => {
  expect(englishTitle(zh).english).toContain(en);
});

describe('the words of a name in the order of English', () => {
  test.each([
    // things that are counted have the plural at the end and the singular before another noun
    ['智能机器人应用指南', 'Guide for the Application of Intelligent Robots'],
    ['数据中心接口规范', 'Interface Specifications for Data Centres'],
    ['人工智能医疗器械监督管理暂行办法', 'Interim Measures for the Supervision and Administration of AI Medical Devices'],
    ['智能网联汽车道路测试管理办法', 'Measures for the Administration of Road Tests of Intelligent Connected Vehicles'],
    // long chains are parted after the thing that is counted
    ['数据中心服务商评价指标体系', 'Evaluation Indicator System for Data Centre Service Providers'],
    ['能源领域大模型应用场景清单', 'List of Application Scenarios of Large Models in the Energy Field'],
    ['公共数据产品和服务价格管理办法', 'Measures for the Administration of the Prices of Public Data Products and Services'],
    // a place before a thing, and before a plan
    ['长三角人工智能产业发展白皮书', 'White Paper on the Development of the AI Industry in the Yangtze River Delta'],
    ['宁波市智能机器人产业行动计划（2027—2029年）', 'Ningbo Action Plan for the Intelligent Robotics Industry (2027–2029)'],
    ['温州市数据资产登记管理办法', 'Measures of Wenzhou for the Administration of Data Asset Registration'],
    // verbs in a row, and the last comma
    [
      '关于规范、引导和促进数据经纪健康发展的通知',
      'Notice on Standardizing, Guiding and Promoting the Healthy Development of Data Brokerage',
    ],
    ['关于深化算力改革、推进数据共享的意见', 'Opinions on Deepening Computing Power Reform and Advancing Data Sharing'],
    // turns of phrase
    ['为小微企业提供普惠算力服务的方案', 'Plan for Providing Inclusive Computing Services for Small and Micro Enterprises'],
    ['关于对部分芯片加征关税的公告', 'Announcement on Imposing Additional Tariffs on Certain Chips'],
    [
      '中小学生使用智能终端管理规定',
      'Provisions on the Administration of the Use of Intelligent Terminals by Primary and Secondary School Students',
    ],
    ['“人工智能+制造”标杆企业名单', 'List of AI+ Manufacturing Benchmark Enterprises'],
    ['教师人工智能应用指引', 'Application Guidelines for AI for Teachers'],
    ['煤炭行业人工智能应用行动方案', 'Action Plan for the Application of AI in the Coal Sector'],
    ['关于限制向境外提供训练数据的规定', 'Provisions on Restricting the Provision of Training Data to Overseas Parties'],
    ['关于规范文物数据用于大模型训练的通知', 'Notice on Standardizing the Use of Cultural Relics Data for Large Model Training'],
    ['《智能体条例》立法调研报告', 'Legislative Survey Report on the Regulations on Agents'],
    [
      '江西省贯彻落实国务院《数据标注意见》实施方案',
      'Jiangxi Implementation Plan for Implementing the Opinions on Data Labelling of the State Council',
    ],
  ])('%s', (zh, en) => {
    const title = englishTitle(zh);
    expect(title.english).toBe(en);
    expect(title.pieces.map((piece) => piece.zh).join('')).toBe(zh);
  });

  test('bodies that stand before a title without being in any list', () => {
    expect(englishTitle('某省第十四届人民代表大会常务委员会公告'.replace('某省', '江苏省')).english).toContain(
      'Standing Committee of the Jiangsu',
    );
    expect(englishTitle('南京市人民代表大会法制委员会关于《南京市数据条例（草案）》审议结果的报告').english).toContain(
      'Legislative Affairs Committee',
    );
    expect(englishTitle('上海市数据工作领导小组办公室关于印发数据标注指引的通知').english).toContain('Office of the Leading Group for');
  });

  test('a bureau of an unnamed city is no ministry', () => {
    const { english } = englishTitle('转发市发展改革委关于《算力调度方案》的通知');
    expect(english).toContain('Municipal Development and Reform Commission');
    expect(english).not.toContain('National');
    expect(englishTitle('关于某市科技部工作的通知').english).not.toContain('Ministry');
  });

  test('a batch is named as one', () => {
    expect(englishTitle('第三批国家人工智能应用案例公示').english).toContain('the Third Batch of');
  });
});

test.each([
  ['教育部启动人工智能教师培训', 'The Ministry of Education Launches'],
  ['教育部等五部门部署人工智能教育', 'Five Departments'.replace('Five', 'Four Other')],
  ['北京市发布智能体服务行动方案', 'Beijing Issues the Action Plan for'],
])('a headline tells what its subject does: %s', (zh, en) => {
  expect(englishTitle(zh).english).toContain(en);
  expect(
    englishTitle(zh)
      .pieces.map((piece) => piece.zh)
      .join(''),
  ).toBe(zh);
});
