import type { Level } from '../model/source.ts';

export type BodyKind =
  | 'party'
  | 'legislature'
  | 'government'
  | 'ministry'
  | 'technical'
  | 'institute'
  | 'association'
  | 'media'
  | 'university'
  | 'exchange';

/** A body known by name. `short` is shown in lists (domain.md 2.7), `full` stands in English titles. */
export type Body = {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  readonly full: string;
  readonly level: Level;
  readonly kind: BodyKind;
  readonly others: readonly string[];
  readonly prefixes: readonly string[];
};

type Row = readonly [id: string, name: string, short: string, full: string, others?: string, prefixes?: string];

function bodies(level: Level, kind: BodyKind, rows: readonly Row[]): Body[] {
  return rows.map(([id, name, short, full, others = '', prefixes = '']) => ({
    id,
    name,
    short: short || full,
    full,
    level,
    kind,
    others: others.split(' ').filter(Boolean),
    prefixes: prefixes.split(' ').filter(Boolean),
  }));
}

const party = bodies('L0', 'party', [
  ['cpc-central-committee', '中共中央', 'CPC Central Committee', 'CPC Central Committee', '党中央 中国共产党中央委员会', '中发'],
  ['cpc-central-office', '中共中央办公厅', '', 'General Office of the CPC Central Committee', '中办', '中办发 厅字'],
  ['politburo', '中共中央政治局', '', 'Political Bureau of the CPC Central Committee', '中央政治局 中央政治局常务委员会 中央政治局常委会'],
  [
    'central-cyberspace-commission',
    '中央网络安全和信息化委员会',
    '',
    'Central Cyberspace Affairs Commission',
    '中央网信委 中央网络安全和信息化领导小组',
    '中网委',
  ],
  ['central-reform-commission', '中央全面深化改革委员会', '', 'Central Commission for Deepening Overall Reform', '中央深改委'],
  [
    'central-science-commission',
    '中央科技委员会',
    '',
    'Central Science and Technology Commission',
    '中央科技委 中央科技委员会办公室 中央科技办',
  ],
  ['central-finance-commission', '中央金融委员会', '', 'Central Financial Commission', '中央金融委 中央金融委员会办公室 中央金融办'],
  ['central-organization', '中共中央组织部', '', 'Organization Department of the CPC Central Committee', '中央组织部 中组部', '中组发'],
  ['central-publicity', '中共中央宣传部', '', 'Publicity Department of the CPC Central Committee', '中央宣传部 中宣部', '中宣发'],
  ['central-social-work', '中央社会工作部', '', 'Society Work Department of the CPC Central Committee', '中央社会部'],
  [
    'central-political-legal',
    '中央政法委员会',
    '',
    'Commission for Political and Legal Affairs of the CPC Central Committee',
    '中央政法委',
  ],
  ['central-military-commission', '中央军事委员会', '', 'Central Military Commission', '中央军委'],
  ['central-editorial-office', '中央机构编制委员会办公室', '', 'Office of the Central Institutional Organization Commission', '中央编办'],
]);

const national = [
  ...bodies('L1', 'government', [
    ['state-council', '国务院', 'State Council', 'State Council', '', '国发 国函 国令'],
    ['state-council-office', '国务院办公厅', '', 'General Office of the State Council', '国办', '国办发 国办函 国办发明电'],
  ]),
  ...bodies('L1', 'legislature', [
    ['npc', '全国人民代表大会', '', "National People's Congress", '全国人大'],
    [
      'npcsc',
      '全国人民代表大会常务委员会',
      "National People's Congress (Standing Committee)",
      "Standing Committee of the National People's Congress",
      '全国人大常委会 人大常委会',
      '主席令',
    ],
    [
      'npc-law-committee',
      '全国人民代表大会宪法和法律委员会',
      '',
      "Constitution and Law Committee of the National People's Congress",
      '全国人大宪法和法律委员会',
    ],
    [
      'npcsc-legal-affairs',
      '全国人民代表大会常务委员会法制工作委员会',
      '',
      'Legislative Affairs Commission of the NPC Standing Committee',
      '全国人大常委会法制工作委员会 全国人大常委会法工委 法工委',
      '法工委',
    ],
    [
      'cppcc',
      '中国人民政治协商会议全国委员会',
      '',
      "National Committee of the Chinese People's Political Consultative Conference",
      '全国政协',
    ],
    ['supreme-court', '最高人民法院', '', "Supreme People's Court", '最高法', '法 法发 法释'],
    ['supreme-procuratorate', '最高人民检察院', '', "Supreme People's Procuratorate", '最高检', '高检发'],
  ]),
];

const ministries = bodies('L2', 'ministry', [
  [
    'cac',
    '国家互联网信息办公室',
    'CAC',
    'Cyberspace Administration of China',
    '中央网络安全和信息化委员会办公室 中央网络安全和信息化领导小组办公室 国家网信办 中央网信办 网信中国 国家互联网信息办',
    '国信办 国信办通字 国信办发文 中网办 中网办发文 中网办通字 中网办秘字',
  ],
  [
    'ndrc',
    '国家发展和改革委员会',
    'NDRC',
    'National Development and Reform Commission',
    '国家发展改革委 国家发改委 发展改革委 发改委',
    '发改 发改高技 发改数据 发改数据规 发改环资 发改规划 发改产业 发改体改 发改价格 发改能源 发改办高技 发改办数据 发改办环资 发改法规',
  ],
  ['nda', '国家数据局', 'NDA', 'National Data Administration', '', '国数 国数政策 国数资源 国数科技 国数综 国数综合 国数规划 国数数经'],
  ['nea', '国家能源局', 'NEA', 'National Energy Administration', '', '国能 国能发 国能发科技 国能发新能 国能发电力 国能综通'],
  [
    'miit',
    '工业和信息化部',
    'MIIT',
    'Ministry of Industry and Information Technology',
    '工信部 工业与信息化部',
    '工信部 工信部规 工信部科 工信部联科 工信部联通信 工信部信管 工信部信发 工信部联规 工信部联信发 工信部联企业 工信部通信 工信部电子 工信厅 工信厅科 工信厅信管 工信厅信发 工信厅电子函 工信厅科函 工信厅联科 工信厅联信发 工信厅企业函 工信厅通信',
  ],
  [
    'most',
    '科学技术部',
    'MOST',
    'Ministry of Science and Technology',
    '科技部',
    '国科发 国科发高 国科发规 国科发监 国科发资 国科发政 国科发区 国科发火 国科办',
  ],
  [
    'moe',
    '教育部',
    'MOE',
    'Ministry of Education',
    '',
    '教 教办 教基 教基厅 教基厅函 教科信 教科信函 教高 教高函 教高厅函 教技 教技厅函 教师 教师函 教师厅 教师厅函 教职成 教学 教学厅 教发 教思政 教材 教督 教科信建议',
  ],
  ['mof', '财政部', 'MOF', 'Ministry of Finance', '', '财 财办 财科教 财会 财资 财建 财教 财综 财税 财预 财库 财金 财农 财关税'],
  [
    'mohrss',
    '人力资源和社会保障部',
    'MOHRSS',
    'Ministry of Human Resources and Social Security',
    '人社部 人力资源社会保障部',
    '人社部发 人社厅发 人社部函 人社厅函 人社职司便函',
  ],
  ['mps', '公安部', 'MPS', 'Ministry of Public Security', '', '公通字 公网安'],
  [
    'samr',
    '国家市场监督管理总局',
    'SAMR',
    'State Administration for Market Regulation',
    '市场监管总局 国家市场监管总局',
    '国市监 国市监标技 国市监标创 国市监质 市监',
  ],
  ['nrta', '国家广播电视总局', 'NRTA', 'National Radio and Television Administration', '广电总局 国家广电总局', '广电发 广电办发'],
  [
    'nhc',
    '国家卫生健康委员会',
    'NHC',
    'National Health Commission',
    '国家卫健委 国家卫生健康委 卫健委 卫生健康委',
    '国卫 国卫办 国卫规划 国卫办规划发 国卫医发',
  ],
  ['mot', '交通运输部', 'MOT', 'Ministry of Transport', '交通部', '交 交科技发 交办 交办科技 交水发 交运发 交规划发'],
  [
    'sasac',
    '国务院国有资产监督管理委员会',
    'SASAC',
    'State-owned Assets Supervision and Administration Commission of the State Council',
    '国务院国资委 国资委',
    '国资 国资发 国资厅',
  ],
  ['mofcom', '商务部', 'MOFCOM', 'Ministry of Commerce', '', '商 商办 商服贸发 商电发 商建发'],
  ['mara', '农业农村部', 'MARA', 'Ministry of Agriculture and Rural Affairs', '', '农 农办 农市发 农办市 农科教发'],
  ['mnr', '自然资源部', 'MNR', 'Ministry of Natural Resources', '', '自然资发 自然资办 自然资函'],
  ['mwr', '水利部', 'MWR', 'Ministry of Water Resources', '', '水 水信息 水办 水利'],
  ['mct', '文化和旅游部', 'MCT', 'Ministry of Culture and Tourism', '文旅部', '文旅 文旅科教发 文旅办发 文旅产业发'],
  ['mca', '民政部', 'MCA', 'Ministry of Civil Affairs', '', '民发 民办 民函'],
  ['mohurd', '住房和城乡建设部', 'MOHURD', 'Ministry of Housing and Urban-Rural Development', '住建部 住房城乡建设部', '建 建办 建科 建市'],
  ['mee', '生态环境部', 'MEE', 'Ministry of Ecology and Environment', '', '环 环办 环发 环综合'],
  ['mem', '应急管理部', 'MEM', 'Ministry of Emergency Management', '', '应急 应急厅'],
  ['moj', '司法部', 'MOJ', 'Ministry of Justice', '', '司发 司发通 司规'],
  ['mfa', '外交部', 'MFA', 'Ministry of Foreign Affairs', ''],
  ['mod', '国防部', 'MND', 'Ministry of National Defense', ''],
  ['mva', '退役军人事务部', 'MVA', 'Ministry of Veterans Affairs', '', '退役军人部发'],
  ['neac', '国家民族事务委员会', 'NEAC', 'National Ethnic Affairs Commission', '国家民委', '民委发'],
  ['nao', '审计署', 'CNAO', 'National Audit Office', ''],
  ['mss', '国家安全部', 'MSS', 'Ministry of State Security', ''],
  ['gacc', '海关总署', 'GACC', 'General Administration of Customs', '中华人民共和国海关总署', '署 署科发'],
  ['sta', '国家税务总局', 'STA', 'State Taxation Administration', '税务总局', '税总发 税总函'],
  ['cma', '中国气象局', 'CMA', 'China Meteorological Administration', '', '气发 气办发'],
  ['sca', '国家密码管理局', 'SCA (cryptography)', 'State Cryptography Administration', '国家密码局', '国密局字'],
  ['nmpa', '国家药品监督管理局', 'NMPA', 'National Medical Products Administration', '国家药监局', '国药监 药监综'],
  ['nhsa', '国家医疗保障局', 'NHSA', 'National Healthcare Security Administration', '国家医保局', '医保发 医保办发'],
  ['cnipa', '国家知识产权局', 'CNIPA', 'China National Intellectual Property Administration', '', '国知发 国知办发'],
  ['nbs', '国家统计局', 'NBS', 'National Bureau of Statistics', '', '国统字'],
  ['nfga', '国家林业和草原局', 'NFGA', 'National Forestry and Grassland Administration', '国家林草局', '林 林规发 林办发'],
  ['pbc', '中国人民银行', 'PBOC', "People's Bank of China", '央行 人民银行', '银发 银办发'],
  [
    'nfra',
    '国家金融监督管理总局',
    'NFRA',
    'National Financial Regulatory Administration',
    '金融监管总局 银保监会 中国银行保险监督管理委员会 中国银保监会',
    '金规 金发 金办发 银保监发 银保监办发',
  ],
  ['csrc', '中国证券监督管理委员会', 'CSRC', 'China Securities Regulatory Commission', '证监会 中国证监会', '证监 证监发 证监会公告'],
  ['safe', '国家外汇管理局', 'SAFE', 'State Administration of Foreign Exchange', '', '汇发'],
  ['ncha', '国家文物局', 'NCHA', 'National Cultural Heritage Administration', '', '文物科发'],
  ['nra', '国家铁路局', 'NRA', 'National Railway Administration', '', '国铁科法'],
  ['caac', '中国民用航空局', 'CAAC', 'Civil Aviation Administration of China', '中国民航局 民航局', '民航发'],
  ['spb', '国家邮政局', 'SPB', 'State Post Bureau', '', '国邮发'],
  ['ncac', '国家版权局', 'NCAC', 'National Copyright Administration', '', '国版发'],
  ['nppa', '国家新闻出版署', 'NPPA', 'National Press and Publication Administration', '', '国新出发'],
  ['cfa', '国家电影局', 'CFA', 'China Film Administration', '', '国影发'],
  ['gasc', '国家体育总局', 'GASC', 'General Administration of Sport', '体育总局', '体规字'],
  ['ndcpa', '国家疾病预防控制局', 'NDCPA', 'National Disease Control and Prevention Administration', '国家疾控局', '国疾控'],
  ['natcm', '国家中医药管理局', 'NATCM', 'National Administration of Traditional Chinese Medicine', '国家中医药局', '国中医药'],
  [
    'sastind',
    '国家国防科技工业局',
    'SASTIND',
    'State Administration of Science, Technology and Industry for National Defense',
    '国家国防科工局 国防科工局',
    '科工',
  ],
  ['nnsa', '国家矿山安全监察局', 'NMSA', 'National Mine Safety Administration', '国家矿山安监局', '矿安'],
  ['cnsa', '国家航天局', 'CNSA', 'China National Space Administration', ''],
  ['grains', '国家粮食和物资储备局', 'NFSRA', 'National Food and Strategic Reserves Administration', '国家粮食和储备局', '国粮'],
  ['npma', '国家机关事务管理局', 'NGOA', 'National Government Offices Administration', '国管局', '国管节能'],
  ['scio', '国务院新闻办公室', 'SCIO', 'State Council Information Office', '国新办'],
  ['drc', '国务院发展研究中心', 'DRC', 'Development Research Center of the State Council', '国研中心'],
  ['acftu', '中华全国总工会', 'ACFTU', 'All-China Federation of Trade Unions', '全国总工会', '总工发'],
  ['cyl', '共青团中央', 'CYLC', 'Central Committee of the Communist Youth League of China', '中国共产主义青年团中央委员会', '中青发'],
  ['acwf', '中华全国妇女联合会', 'ACWF', "All-China Women's Federation", '全国妇联', '妇字'],
  ['cdpf', '中国残疾人联合会', 'CDPF', "China Disabled Persons' Federation", '中国残联', '残联发'],
  ['cast', '中国科学技术协会', 'CAST', 'China Association for Science and Technology', '中国科协', '科协发'],
  ['acfic', '中华全国工商业联合会', 'ACFIC', 'All-China Federation of Industry and Commerce', '全国工商联', '全联'],
  ['cidca', '国家国际发展合作署', 'CIDCA', 'China International Development Cooperation Agency', ''],
  ['nia', '国家移民管理局', 'NIA', 'National Immigration Administration', ''],
]);

const technical = [
  ...bodies('L3', 'technical', [
    [
      'sac',
      '国家标准化管理委员会',
      'SAC',
      'Standardization Administration of China',
      '国家标准委 国家标准化管理委',
      '国标委 国标委联 国标委发',
    ],
    [
      'tc260',
      '全国网络安全标准化技术委员会',
      'TC260',
      'National Technical Committee 260 on Cybersecurity (TC260)',
      '网安标委 全国信息安全标准化技术委员会 信安标委 TC260',
      'TC260- 网安秘字 信安秘字',
    ],
    ['tc609', '全国数据标准化技术委员会', 'TC609', 'National Data Standardization Technical Committee (TC609)', '全国数标委 TC609', ''],
    [
      'tc28',
      '全国信息技术标准化技术委员会',
      'TC28',
      'National Information Technology Standardization Technical Committee (TC28)',
      '全国信标委 信标委',
    ],
    [
      'miit-ai-tc',
      '工业和信息化部人工智能标准化技术委员会',
      '',
      'MIIT Technical Committee on AI Standardization',
      '工信部人工智能标准化技术委员会',
    ],
    [
      'miit-heis',
      '工业和信息化部人形机器人与具身智能标准化技术委员会',
      'MIIT HEIS technical committee',
      'MIIT Technical Committee on Humanoid Robots and Embodied AI Standardization',
      '人形机器人与具身智能标准化技术委员会',
    ],
    ['cncert', '国家互联网应急中心', 'CNCERT/CC', 'CNCERT/CC', '国家计算机网络应急技术处理协调中心 CNCERT'],
    [
      'moe-basic-advisory',
      '教育部基础教育教学指导委员会',
      '',
      'Basic Education Teaching Advisory Committee of the Ministry of Education',
      '',
    ],
    ['ai-governance-committee', '国家新一代人工智能治理专业委员会', '', 'National New Generation AI Governance Specialist Committee', ''],
    ['ethics-committee', '国家科技伦理委员会', '', 'National Science and Technology Ethics Committee', ''],
    [
      'nsfc',
      '国家自然科学基金委员会',
      'NSFC',
      'National Natural Science Foundation of China',
      '国家自然科学基金委 自然科学基金委 自然科学基金委员会',
      '国科金发',
    ],
    ['cesi', '中国电子技术标准化研究院', 'CESI', 'China Electronics Standardization Institute', '电子标准院'],
    [
      'ccia-eval',
      '中国网络安全审查认证和市场监管大数据中心',
      'CCRC',
      'China Cybersecurity Review, Certification and Market Regulation Big Data Center',
      '',
    ],
    ['ncc-info', '国家信息中心', 'SIC', 'State Information Center', ''],
    ['cnnic', '中国互联网络信息中心', 'CNNIC', 'China Internet Network Information Center', ''],
  ]),
  ...bodies('L8', 'institute', [
    ['caict', '中国信息通信研究院', 'CAICT', 'China Academy of Information and Communications Technology (CAICT)', '信通院 中国信通院'],
    ['ccid', '中国电子信息产业发展研究院', 'CCID', 'China Center for Information Industry Development (CCID)', '赛迪研究院'],
    ['cas', '中国科学院', 'CAS', 'Chinese Academy of Sciences', '中科院', '科发'],
    ['cae', '中国工程院', 'CAE', 'Chinese Academy of Engineering', ''],
    ['cass', '中国社会科学院', 'CASS', 'Chinese Academy of Social Sciences', '中国社科院'],
    ['data-institute', '国家数据发展研究院', '', 'National Data Development Research Institute', ''],
    ['isc', '中国互联网协会', 'ISC', 'Internet Society of China', ''],
    ['aiia', '中国人工智能产业发展联盟', 'AIIA', 'Artificial Intelligence Industry Alliance', ''],
    ['caai', '中国人工智能学会', 'CAAI', 'Chinese Association for Artificial Intelligence', ''],
    ['ccf', '中国计算机学会', 'CCF', 'China Computer Federation', ''],
    ['csia', '中国半导体行业协会', 'CSIA', 'China Semiconductor Industry Association', ''],
    ['cybersecurity-association', '中国网络空间安全协会', '', 'Cyber Security Association of China', ''],
    ['baai', '北京智源人工智能研究院', 'BAAI', 'Beijing Academy of Artificial Intelligence', '智源研究院'],
    ['pcl', '鹏城实验室', '', 'Peng Cheng Laboratory', ''],
    ['zhejiang-lab', '之江实验室', '', 'Zhejiang Lab', ''],
    ['shanghai-ai-lab', '上海人工智能实验室', '', 'Shanghai Artificial Intelligence Laboratory', ''],
  ]),
  ...bodies('L8', 'exchange', [
    ['shanghai-data-exchange', '上海数据交易所', '', 'Shanghai Data Exchange', '上海数交所'],
    ['beijing-data-exchange', '北京国际大数据交易所', '', 'Beijing International Big Data Exchange', '北数所'],
    ['shenzhen-data-exchange', '深圳数据交易所', '', 'Shenzhen Data Exchange', '深数所'],
    ['guiyang-data-exchange', '贵阳大数据交易所', '', 'Guiyang Global Big Data Exchange', ''],
    ['guangzhou-data-exchange', '广州数据交易所', '', 'Guangzhou Data Exchange', ''],
    ['zhejiang-data-exchange', '浙江大数据交易中心', '', 'Zhejiang Big Data Exchange Center', '浙江数据交易所'],
  ]),
];

const media = bodies('L7', 'media', [
  ['xinhua', '新华社', '', 'Xinhua News Agency', '新华网 新华通讯社'],
  ['peoples-daily', '人民日报', '', "People's Daily", '人民网 人民日报社'],
  ['cctv', '中央广播电视总台', 'CMG', 'China Media Group', '央视网 央视新闻 中央电视台'],
  ['stdaily', '科技日报', '', 'Science and Technology Daily', '科技日报社 中国科技网'],
  ['economic-daily', '经济日报', '', 'Economic Daily', '中国经济网'],
  ['guangming', '光明日报', '', 'Guangming Daily', '光明网'],
  ['china-daily', '中国日报', '', 'China Daily', '中国日报网'],
  ['cns', '中国新闻社', '', 'China News Service', '中国新闻网 中新社 中新网'],
]);

/** National bodies, technical committees, institutes and state media, by name (domain.md 2.7). */
export const knownBodies: readonly Body[] = [...party, ...national, ...ministries, ...technical, ...media];
