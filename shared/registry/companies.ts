/** A company, a product or another body that news name; `aliases` in both languages. */
export type Entry = {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  readonly kind: 'company' | 'chip-maker' | 'university' | 'exchange' | 'fund' | 'data-centre';
  readonly aliases: readonly string[];
  /** The company of a product. */
  readonly foreign?: boolean;
  /** `ai`: it does nothing else, so that its name alone speaks of AI or its chips. */
  readonly field?: 'ai';
};

type Row = readonly [id: string, zh: string, en: string, aliases: string];
/** Firms and makers that do little else than AI, its robots or its chips. */
const pure = new Set(
  'deepseek zhipu moonshot minimax stepfun baichuan 01-ai sensetime megvii iflytek manus unitree agibot ubtech galbot cambricon hygon moore-threads metax biren enflame kunlunxin iluvatar ai-fund'.split(
    ' ',
  ),
);
const list = (kind: Entry['kind'], rows: readonly Row[], foreign = false): Entry[] =>
  rows.map(([id, name, english, aliases]) => ({
    id,
    name,
    english,
    kind,
    aliases: [...new Set([name, english, ...aliases.split('|')].filter(Boolean))],
    ...(foreign ? { foreign } : {}),
    ...(pure.has(id) ? { field: 'ai' as const } : {}),
  }));

/** Companies and products of domain.md 1.6 and 2.8, with their products among the aliases. */
export const companies: readonly Entry[] = [
  ...list('company', [
    ['huawei', '华为', 'Huawei', '昇腾|Ascend|鲲鹏|Kunpeng|MindSpore|昇思|盘古大模型|Pangu|CloudMatrix|华为云|Huawei Cloud|海思|HiSilicon'],
    ['china-telecom', '中国电信', 'China Telecom', '天翼云|TeleAI|中电信人工智能|TeleChat|星辰大模型|Tianyi Cloud'],
    ['china-mobile', '中国移动', 'China Mobile', '九天大模型|移动云|Jiutian'],
    ['china-unicom', '中国联通', 'China Unicom', '联通云|元景大模型'],
    ['alibaba', '阿里巴巴', 'Alibaba', '阿里|阿里云|Alibaba Cloud|Aliyun|通义千问|千问|通义|Qwen|达摩院|DAMO Academy|夸克'],
    ['tencent', '腾讯', 'Tencent', '微信|WeChat|Weixin|混元|Hunyuan|元宝|Yuanbao|腾讯云'],
    ['baidu', '百度', 'Baidu', '文心一言|文心|ERNIE|Ernie Bot|萝卜快跑|Apollo Go|飞桨|PaddlePaddle'],
    ['deepseek', '深度求索', 'DeepSeek', 'DeepSeek-V3|DeepSeek-R1|DeepSeek V4'],
    ['bytedance', '字节跳动', 'ByteDance', '豆包|Doubao|火山引擎|Volcano Engine|字节|TikTok'],
    ['zhipu', '智谱', 'Zhipu', 'Z.ai|GLM|智谱AI|ChatGLM|智谱华章'],
    ['moonshot', '月之暗面', 'Moonshot', 'Kimi|Moonshot AI'],
    ['minimax', '稀宇科技', 'MiniMax', '海螺AI'],
    ['stepfun', '阶跃星辰', 'StepFun', ''],
    ['baichuan', '百川智能', 'Baichuan', ''],
    ['01-ai', '零一万物', '01.AI', ''],
    ['sensetime', '商汤', 'SenseTime', '商汤科技|日日新'],
    ['megvii', '旷视', 'Megvii', '旷视科技'],
    ['iflytek', '科大讯飞', 'iFlytek', '讯飞星火|讯飞'],
    ['xiaomi', '小米', 'Xiaomi', 'CyberOne|MiMo'],
    ['xpeng', '小鹏', 'XPeng', '小鹏汽车'],
    ['jd', '京东', 'JD.com', '言犀'],
    ['meituan', '美团', 'Meituan', 'LongCat'],
    ['kuaishou', '快手', 'Kuaishou', '可灵|Kling'],
    ['ant', '蚂蚁集团', 'Ant Group', '百灵大模型'],
    ['netease', '网易', 'NetEase', ''],
    ['lenovo', '联想', 'Lenovo', '联想集团'],
    ['inspur', '浪潮', 'Inspur', '浪潮信息'],
    ['zte', '中兴通讯', 'ZTE', ''],
    ['manus', '蝴蝶效应', 'Manus', ''],
    ['unitree', '宇树', 'Unitree', '宇树科技'],
    ['agibot', '智元', 'AgiBot', '智元机器人'],
    ['ubtech', '优必选', 'UBTech', ''],
    ['galbot', '银河通用', 'Galbot', ''],
    ['pony', '小马智行', 'Pony.ai', ''],
    ['weride', '文远知行', 'WeRide', ''],
    ['360', '三六零', '360 Security', '360集团'],
    ['kunlun-tech', '昆仑万维', 'Kunlun Tech', ''],
    ['sinovation', '创新工场', 'Sinovation Ventures', ''],
  ]),
  ...list('chip-maker', [
    ['cambricon', '寒武纪', 'Cambricon', ''],
    ['hygon', '海光信息', 'Hygon', '海光'],
    ['sugon', '中科曙光', 'Sugon', ''],
    ['moore-threads', '摩尔线程', 'Moore Threads', ''],
    ['metax', '沐曦', 'MetaX', ''],
    ['biren', '壁仞', 'Biren', '壁仞科技'],
    ['enflame', '燧原', 'Enflame', '燧原科技'],
    ['kunlunxin', '昆仑芯', 'Kunlunxin', ''],
    ['t-head', '平头哥', 'T-Head', ''],
    ['iluvatar', '天数智芯', 'Iluvatar', ''],
    ['horizon', '地平线机器人', 'Horizon Robotics', ''],
    ['smic', '中芯国际', 'SMIC', ''],
    ['cxmt', '长鑫存储', 'CXMT', '长鑫科技'],
    ['ymtc', '长江存储', 'YMTC', ''],
    ['hua-hong', '华虹', 'Hua Hong', '华虹半导体'],
    ['loongson', '龙芯', 'Loongson', '龙芯中科'],
    ['phytium', '飞腾', 'Phytium', ''],
  ]),
  ...list(
    'chip-maker',
    [
      ['nvidia', '英伟达', 'Nvidia', ''],
      ['amd', '超威', 'AMD', ''],
      ['tsmc', '台积电', 'TSMC', ''],
      ['asml', '阿斯麦', 'ASML', ''],
      ['intel', '英特尔', 'Intel', ''],
    ],
    true,
  ),
  ...list('data-centre', [
    ['gds', '万国数据', 'GDS Holdings', ''],
    ['vnet', '世纪互联', 'VNET', ''],
    ['chindata', '秦淮数据', 'Chindata', ''],
    ['range', '润泽科技', 'Range Intelligent', ''],
    ['zenlayer', '层峰', 'Zenlayer', ''],
  ]),
  ...list(
    'data-centre',
    [
      ['equinix', '', 'Equinix', ''],
      ['aws', '亚马逊云科技', 'Amazon Web Services', 'AWS'],
    ],
    true,
  ),
  ...list('fund', [
    ['ai-fund', '国家人工智能产业投资基金', 'National AI Industry Investment Fund', ''],
    ['big-fund', '国家集成电路产业投资基金', 'Big Fund', '大基金'],
  ]),
  ...list('university', [
    ['tsinghua', '清华大学', 'Tsinghua University', '清华|Tsinghua'],
    ['zhejiang-university', '浙江大学', 'Zhejiang University', '浙大|ZJU'],
    ['peking-university', '北京大学', 'Peking University', '北大'],
    ['nanjing-university', '南京大学', 'Nanjing University', ''],
    ['sjtu', '上海交通大学', 'Shanghai Jiao Tong University', ''],
    ['fudan', '复旦大学', 'Fudan University', ''],
    ['ustc', '中国科学技术大学', 'University of Science and Technology of China', '中科大'],
    ['zhongguancun-academy', '北京中关村学院', 'Beijing Zhongguancun Academy', '中关村学院'],
    ['sii', '上海创智学院', 'Shanghai Innovation Institute', ''],
    ['hetao-academy', '深圳河套学院', 'Shenzhen Hetao Academy', '河套学院'],
  ]),
];
