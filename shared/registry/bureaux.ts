/** Words for the organs of a local government: Chinese name, English, and whether it stands for the place itself. */
export type Bureau = {
  readonly id: string;
  readonly names: readonly string[];
  readonly english: string;
  readonly kind: 'government' | 'legislature' | 'party' | 'bureau';
};

type Row = readonly [id: string, names: string, english: string];
const table = (kind: Bureau['kind'], rows: readonly Row[]): Bureau[] =>
  rows.map(([id, names, english]) => ({ id, names: names.split(' '), english, kind }));

/** `{place}` is replaced; without it the words are joined as "{place} X". */
export const bureaux: readonly Bureau[] = [
  ...table('government', [
    ['government', '人民政府 政府', "{class} People's Government"],
    [
      'government-office',
      '人民政府办公厅 人民政府办公室 政府办公厅 政府办公室',
      "General Office of the {place} {class} People's Government",
    ],
  ]),
  ...table('legislature', [
    ['congress', '人民代表大会 人大', "{class} People's Congress"],
    ['congress-standing', '人民代表大会常务委员会 人大常委会', "Standing Committee of the {place} {class} People's Congress"],
    [
      'congress-office',
      '人大常委会办公厅 人民代表大会常务委员会办公厅',
      "General Office of the Standing Committee of the {place} {class} People's Congress",
    ],
    [
      'congress-legal',
      '人大常委会法制工作委员会 人民代表大会常务委员会法制工作委员会 人大常委会法工委',
      "Legislative Affairs Commission of the Standing Committee of the {place} {class} People's Congress",
    ],
    ['cppcc', '政协', '{class} CPPCC Committee'],
  ]),
  ...table('party', [
    ['party', '委员会 委', 'CPC {place} {class} Committee'],
    ['party-office', '委办公厅 委办公室 委员会办公厅 委员会办公室', 'General Office of the CPC {place} {class} Committee'],
  ]),
  ...table('bureau', [
    ['eit', '经济和信息化局 经济信息化局 经信局 经济和信息化厅 经信厅', 'Bureau of Economy and Information Technology'],
    ['eic', '经济和信息化委员会 经济信息化委 经济信息委 经信委 经济和信息化委', 'Commission of Economy and Informatization'],
    ['iit', '工业和信息化局 工信局 工业和信息化厅 工信厅 工业信息化局', 'Bureau of Industry and Information Technology'],
    ['drc', '发展和改革委员会 发展改革委 发改委 发展和改革局 发展改革局 发改局', 'Development and Reform Commission'],
    ['st', '科学技术局 科技局 科学技术厅 科技厅', 'Bureau of Science and Technology'],
    ['stc', '科学技术委员会 科委 科技创新委员会 科创委 科技创新局', 'Science and Technology Commission'],
    ['education', '教育局 教育厅', 'Bureau of Education'],
    ['education-commission', '教育委员会 教委', 'Education Commission'],
    ['data', '数据局 大数据局 数据资源管理局 数据资源局 大数据管理局 大数据发展管理局 大数据应用发展管理局', 'Data Bureau'],
    [
      'gsd',
      '政务服务和数据管理局 政务服务数据管理局 政务服务和数据局 行政审批和政务信息管理局 政务和数据局',
      'Bureau of Government Services and Data Management',
    ],
    ['gs', '政务服务管理局 政务服务管理办公室', 'Bureau of Government Services'],
    ['finance', '财政局 财政厅', 'Finance Bureau'],
    [
      'hrss',
      '人力资源和社会保障局 人力资源社会保障局 人社局 人力资源和社会保障厅 人力资源社会保障厅 人社厅',
      'Bureau of Human Resources and Social Security',
    ],
    ['samr', '市场监督管理局 市场监管局 市场监督管理委员会', 'Administration for Market Regulation'],
    ['cac', '互联网信息办公室 网信办 委网络安全和信息化委员会办公室 委网信办', 'Cyberspace Administration'],
    ['ca', '通信管理局', 'Communications Administration'],
    ['energy', '能源局 能源监管办', 'Energy Bureau'],
    ['justice', '司法局 司法厅', 'Bureau of Justice'],
    ['commerce', '商务局 商务厅 商务委员会 商务委', 'Bureau of Commerce'],
    ['health', '卫生健康委员会 卫生健康委 卫健委 卫生健康局', 'Health Commission'],
    ['transport', '交通运输局 交通运输厅 交通委员会 交通委 交通运输委员会 交通运输委', 'Bureau of Transport'],
    ['ip', '知识产权局', 'Intellectual Property Administration'],
    ['sasac', '国有资产监督管理委员会 国资委', 'State-owned Assets Supervision and Administration Commission'],
    ['police', '公安局 公安厅', 'Public Security Bureau'],
    [
      'housing',
      '住房和城乡建设局 住房和城乡建设厅 住房和城乡建设委员会 住房城乡建设局 住建局 住建厅 住房和建设局',
      'Bureau of Housing and Urban-Rural Development',
    ],
    ['planning', '规划和自然资源局 自然资源局 自然资源厅 规划和自然资源委员会 规划资源局', 'Bureau of Planning and Natural Resources'],
    ['agriculture', '农业农村局 农业农村厅 农业农村委员会 农业农村委', 'Bureau of Agriculture and Rural Affairs'],
    ['culture', '文化和旅游局 文化和旅游厅 文旅局 文化广电旅游局 文化广电和旅游局 文旅厅', 'Bureau of Culture and Tourism'],
    ['ecology', '生态环境局 生态环境厅', 'Bureau of Ecology and Environment'],
    ['water', '水务局 水利局 水利厅', 'Water Bureau'],
    ['emergency', '应急管理局 应急管理厅', 'Bureau of Emergency Management'],
    ['healthcare', '医疗保障局 医保局', 'Healthcare Security Administration'],
    ['drug', '药品监督管理局 药监局', 'Medical Products Administration'],
    ['financial', '地方金融监督管理局 金融监督管理局 地方金融管理局 金融工作局 金融局', 'Financial Regulatory Bureau'],
    ['statistics', '统计局', 'Bureau of Statistics'],
    ['tax', '税务局', 'Tax Service'],
    ['radio', '广播电视局', 'Radio and Television Bureau'],
    ['civil', '民政局 民政厅', 'Bureau of Civil Affairs'],
    ['disabled', '残疾人联合会 残联', "Disabled Persons' Federation"],
    ['social-insurance', '社会保险基金管理中心 社会保险基金管理局', 'Social Insurance Fund Management Centre'],
    ['foreign', '人民政府外事办公室 外事办公室', 'Foreign Affairs Office'],
    ['invest', '投资促进局 投资促进服务中心', 'Investment Promotion Bureau'],
    ['meteo', '气象局', 'Meteorological Bureau'],
    ['crypto', '密码管理局', 'Cryptography Administration'],
    ['audit', '审计局 审计厅', 'Audit Bureau'],
    ['talent', '人才工作局 委人才工作领导小组', 'Talent Bureau'],
    ['publicity', '委宣传部', 'Publicity Department'],
    ['organization', '委组织部', 'Organization Department'],
    ['science-association', '科学技术协会 科协', 'Association for Science and Technology'],
    ['standards', '标准化协会', 'Standardization Association'],
    ['sme', '中小企业局 中小企业服务局 民营经济发展局 中小企业服务中心', 'Bureau of Small and Medium-sized Enterprises'],
    ['admin', '管理委员会 管委会', 'Administrative Committee'],
    ['admin-office', '管理委员会办公室 管委会办公室', 'General Office of the {place} Administrative Committee'],
    ['court', '高级人民法院 中级人民法院 人民法院', "People's Court"],
    ['sports', '体育局', 'Sports Bureau'],
    ['forestry', '林业和草原局 林业局 园林绿化局', 'Forestry Bureau'],
    ['academic', '教育科学研究院 教育考试院 招生考试院', 'Education Institute'],
  ]),
];
