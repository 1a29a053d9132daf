import { describe, expect, test } from 'vitest';
import { entityIdOf, landmarks } from '../../shared/registry/known.ts';
import { figureLandmarks } from '../../shared/registry/landmarks/figures.ts';
import { classify } from '../../shared/stages/classify/classify.ts';
import { findCitedLandmarks, mergeEntities } from '../../shared/stages/facts/entities.ts';
import { figureEntityId, findFigureEntities } from '../../shared/stages/facts/landmark-figures.ts';
import { readCitations } from '../../shared/stages/facts/link.ts';

/**
 * Every row of the backgrounder lives: a report of its development, one in each language and in words that were not taken from the tables, is relevant and
 * stands under its landmark or figure.
 */
type Row = {
  readonly ids: readonly string[];
  readonly zh: readonly [title: string, text: string];
  readonly en: readonly [title: string, text: string];
};

const rows: Readonly<Record<string, Row>> = {
  'factor market opinions of 2020': {
    ids: ['factor-market-opinions'],
    zh: ['数据要素市场五年回望', '2020年《关于构建更加完善的要素市场化配置体制机制的意见》首次将数据列为生产要素，数据要素市场由此起步。'],
    en: [
      'Five years of data as a factor',
      'The Opinions on Building a More Complete System and Mechanism for Market-Based Allocation of Factors named data as a factor; the data market grew from there.',
    ],
  },
  'big data outline of 2015': {
    ids: ['big-data-outline'],
    zh: ['《促进大数据发展行动纲要》发布十年：数据要素从资源到资产', '各地回顾大数据发展，数据流通交易加快。'],
    en: [
      'Ten years after the Action Outline for Promoting the Development of Big Data',
      'Data exchanges and public data platforms followed the outline.',
    ],
  },
  'data security law': {
    ids: ['data-security-law'],
    zh: ['数据安全法执法检查启动', '检查将关注人工智能训练数据的安全管理。'],
    en: ['Inspectors look at how the Data Security Law is kept', 'Training data of artificial intelligence models is among the subjects.'],
  },
  '14th plan': {
    ids: ['fyp14'],
    zh: ['“十四五”规划收官：数字经济成绩单', '人工智能和数据要素列入成绩单。'],
    en: ['What the 14th Five-Year Plan did for the digital economy', 'Artificial intelligence and data centres head the list.'],
  },
  'Shanghai exchange': {
    ids: ['shanghai-data-exchange', figureEntityId('sde-turnover')],
    zh: ['上海数据交易所公布年度成绩', '上海数据交易所2025年交易额达到91.7亿元。'],
    en: ['Shanghai Data Exchange gives its figures', 'The turnover of the Shanghai Data Exchange was 9.17 billion yuan in 2025.'],
  },
  'loan product': {
    ids: ['data-easy-loan'],
    zh: ['“数易贷”再添新单', '上海数据交易所与银行合作，以数据资产为企业增信。'],
    en: ['More firms borrow against data', 'The Data Easy Loan of the Shanghai Data Exchange lends against data assets.'],
  },
  Guizhou: {
    ids: ['place:guizhou', 'guizhou-zone'],
    zh: ['贵州大数据综合试验区建设提速', '国家大数据（贵州）综合试验区扩大数据交易和算力供给。'],
    en: ['Guizhou widens its big data pilot', 'The Guizhou Big Data Comprehensive Pilot Zone adds computing power and data trading.'],
  },
  Beijing: {
    ids: ['place:beijing', 'beijing-exchange'],
    zh: ['北京国际大数据交易所上线数据资产登记', '北京市数据要素市场提速，交易所推出登记服务。'],
    en: ['Beijing Municipality widens data trading', 'The Beijing International Big Data Exchange registers data assets.'],
  },
  'data centres': {
    ids: [figureEntityId('data-centres')],
    zh: ['算力设施盘点', '全国在用数据中心达到917家，算力供给持续扩大。'],
    en: ['Counting data centres', 'There are 917 data centers run by 91 operators nationwide, and computing power grows.'],
  },
  'eastern data, western computing': {
    ids: ['east-west', 'hubs', 'clusters', figureEntityId('hub-investment')],
    zh: ['“东数西算”工程四年成效', '八大算力枢纽、十大数据中心集群建设加快，枢纽节点直接投资超过917亿元。'],
    en: [
      'Eastern Data, Western Computing after four years',
      'The eight national computing hubs and ten national data center clusters drew direct investment of 91.7 billion yuan.',
    ],
  },
  'AI plan of 2017': {
    ids: ['aidp'],
    zh: ['《新一代人工智能发展规划》第三步怎么走', '专家认为人工智能要赋能实体经济。'],
    en: ['The last step of the New Generation AI Development Plan', 'Scholars discuss artificial intelligence by 2030.'],
  },
  'smart education': {
    ids: ['smart-education'],
    zh: ['国家智慧教育公共服务平台上新人工智能课程', '平台汇聚人工智能教育资源。'],
    en: ['Smart Education of China adds AI lessons', 'The platform brings artificial intelligence to schools.'],
  },
  'education to 2035': {
    ids: ['education-powerhouse'],
    zh: ['《教育强国建设规划纲要（2024—2035年）》实施情况', '人工智能助力教育变革，各地推进智慧校园。'],
    en: ['How the National Education Master Plan 2035 is carried out', 'Schools bring artificial intelligence into teaching.'],
  },
  'teachers and tools': {
    ids: [figureEntityId('teachers')],
    zh: ['智慧教育平台培训成效', '人工智能教育培训覆盖教师917万人次，智慧教育工具更加丰富。'],
    en: ['Teachers learn to use AI', 'Some 9.17 million teachers were trained in artificial intelligence for education.'],
  },
  'universities and firms': {
    ids: ['tsinghua', 'zhejiang-university', 'huawei', 'alibaba'],
    zh: ['清华大学与华为、浙江大学与阿里巴巴扩大合作', '双方将在人工智能芯片和大模型上共建研究院。'],
    en: [
      'Tsinghua University and Huawei, Zhejiang University and Alibaba widen their work',
      'Joint institutes study artificial intelligence chips and models.',
    ],
  },
  patents: {
    ids: [figureEntityId('patents')],
    zh: ['我国人工智能专利占比再升', '我国人工智能专利数量占全球总量的61.7%。'],
    en: ['More of the world’s AI patents', 'China holds 61.7% of artificial intelligence patents in the world.'],
  },
  'firms and size of the industry': {
    ids: [figureEntityId('firms'), figureEntityId('industry-size')],
    zh: ['人工智能产业规模再上台阶', '全国人工智能企业超过9170家，人工智能核心产业规模突破1.9万亿元。'],
    en: ['The AI industry grows', 'China has more than 9,170 AI companies; the core AI industry is worth 1.9 trillion yuan.'],
  },
  'registration centre': {
    ids: ['algorithm-centre'],
    zh: ['北京算法登记服务中心揭牌', '中心受理算法登记，服务人工智能企业。'],
    en: ['The Beijing Algorithm Registration Center opens a desk', 'Firms register algorithms of artificial intelligence.'],
  },
  'one-person companies': {
    ids: ['opc', 'north-latitude', figureEntityId('opc-count')],
    zh: ['中关村AI北纬社区招募人工智能OPC', '全国一人公司达到1917万家，人工智能OPC社区为超级个体提供算力。'],
    en: [
      'One-person companies at the ZGC AI North Latitude Hub',
      'There are 19.17 million one-person companies in China; AI tools make them possible.',
    ],
  },
  'open innovation platforms': {
    ids: ['open-innovation-platforms'],
    zh: ['国家新一代人工智能开放创新平台扩容', '科技部新批准一批人工智能平台。'],
    en: [
      'More platforms under the Guidance on National New Generation AI Open Innovation Platform Construction Work',
      'The ministry approved artificial intelligence platforms.',
    ],
  },
  'standards system of 2020': {
    ids: ['standards-2020'],
    zh: ['《国家新一代人工智能标准体系建设指南》的后续', '人工智能标准体系更新。'],
    en: [
      'After the Guidelines for Establishing a National AI Standard System',
      'A new standards system for artificial intelligence followed.',
    ],
  },
  'ethics of 2021': {
    ids: ['ethics-2021'],
    zh: ['《新一代人工智能伦理规范》宣讲', '人工智能伦理走进高校。'],
    en: ['Teaching the New Generation AI Ethics Specifications', 'Universities discuss ethics of artificial intelligence.'],
  },
  'safety framework': {
    ids: ['safety-framework'],
    zh: ['《人工智能安全治理框架》3.0版征集案例', '人工智能安全风险分类更新。'],
    en: ['Cases wanted for the AI Safety Governance Framework', 'Risks of artificial intelligence are graded anew.'],
  },
  'two standards': {
    ids: ['gb-45438', 'gb-45652'],
    zh: ['GB 45438-2025与GB/T 45652-2025宣贯会召开', '两项人工智能标准的实施要点。'],
    en: ['GB 45438-2025 and GB/T 45652-2025 explained', 'Two standards for generative artificial intelligence.'],
  },
  'AI+': {
    ids: ['ai-plus', 'ai-plus-action'],
    zh: ['国发〔2025〕11号落地一年', '《国务院关于深入实施“人工智能+”行动的意见》推动“人工智能+”行动走深。'],
    en: [
      'The AI+ initiative, a year on',
      'The Opinions of the State Council on Deepening the Implementation of the "AI+" Action set targets for artificial intelligence.',
    ],
  },
  vouchers: {
    ids: ['compute-vouchers'],
    zh: ['算力券申领开始', '企业可用算力券抵扣智能算力费用。'],
    en: ['Compute vouchers open for small firms', 'A city pays for computing power by vouchers.'],
  },
  'Shanghai and Zhuhai': {
    ids: ['zhuhai-housing', 'place:zhuhai'],
    zh: ['珠海推出首年免租人才住房，面向人工智能人才', '珠海人才住房首年免租，吸引人工智能企业落户。'],
    en: ['Zhuhai offers housing for talent', 'Housing for talent in Zhuhai goes to artificial intelligence engineers.'],
  },
  'China Telecom, Zenlayer, Equinix and Amazon': {
    ids: ['china-telecom', 'zenlayer', 'equinix', 'aws'],
    zh: ['中国电信、Zenlayer、Equinix与亚马逊云科技布局算力', '多家企业扩建数据中心，服务人工智能。'],
    en: ['China Telecom, Zenlayer, Equinix and AWS build data centers', 'They add computing power for artificial intelligence.'],
  },
  'Tencent, Baidu, DeepSeek, Xiaomi and XPeng': {
    ids: ['tencent', 'baidu', 'deepseek', 'xiaomi', 'xpeng'],
    zh: ['腾讯、百度、深度求索、小米、小鹏发布大模型', '五家企业更新人工智能大模型。'],
    en: ['Tencent, Baidu, DeepSeek, Xiaomi and XPeng publish models', 'New artificial intelligence models of Chinese firms.'],
  },
  '15th plan': {
    ids: ['fyp15-outline', 'fyp15-recommendations', 'ai-plus-action', figureEntityId('future-output')],
    zh: ['“十五五”规划纲要怎么看人工智能', '“十五五”规划建议提出全面实施“人工智能+”行动，到2030年人工智能相关产业规模将超过11.7万亿元。'],
    en: [
      'Artificial intelligence in the 15th Five-Year Plan',
      'The recommendations for the 15th Five-Year Plan ask for AI+ action; AI-related industries are to pass 11.7 trillion yuan by 2030.',
    ],
  },
  'industries of the 15th plan': {
    ids: ['future-industries', 'emerging-pillars', 'embodied-ai', 'biomedicine', 'low-altitude', 'quantum', 'brain-computer', '6g'],
    zh: ['未来产业与新兴支柱产业：具身智能、生物医药、低空经济、量子科技、脑机接口、第六代移动通信', '各地以人工智能带动未来产业。'],
    en: [
      'Future industries and emerging pillar industries: embodied AI, biomedicine, low-altitude economy, quantum technology, brain-computer interfaces, 6G',
      'Artificial intelligence leads them.',
    ],
  },
  'other ideas of the 15th plan': {
    ids: ['sandbox', 'robotaxis', 'city-drones', 'private-rockets', 'compute-network'],
    zh: ['监管沙盒、自动驾驶出租车、低空物流、商业航天和全国一体化算力网', '人工智能治理试点扩围。'],
    en: [
      'Regulatory sandboxes, robotaxis, city drones, private rockets and the national integrated computing network',
      'Artificial intelligence pilots widen.',
    ],
  },
};

function read([title, text]: readonly [string, string], language: string) {
  const { entities, relevant } = classify({ title, text });
  const citations = readCitations({ title, text, type: 'news', language });
  const found = mergeEntities(entities, findCitedLandmarks({ title, citations }), findFigureEntities(`${title}\n${text}`)).map(
    ({ id }) => id,
  );
  return { found, relevant };
}

describe.each(Object.entries(rows))('%s', (_name, { ids, zh, en }) => {
  test.each([
    ['zh-Hans', zh],
    ['en', en],
  ] as const)('in %s', (language, page) => {
    const { found, relevant } = read(page, language);
    expect(ids.filter((id) => !found.includes(id))).toEqual([]);
    expect(relevant).toBe(true);
  });
});

test('what the rows name is there', () => {
  const known = new Set([...landmarks.map(entityIdOf), ...figureLandmarks.map(({ id }) => figureEntityId(id))]);
  expect(
    Object.values(rows)
      .flatMap(({ ids }) => ids)
      .filter((id) => !known.has(id)),
  ).toEqual([]);
});
