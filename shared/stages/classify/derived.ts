import { fold } from '../../registry/script.ts';

/**
 * Titles that say what kind of page this is, whatever it is about: calls for bids and their results, admissions and examinations,
 * advertisements of filing agents, reports for sale, reviews of goods, tips on shares.
 */
const noises: readonly RegExp[] = [
  /(?:招标|采购|採購|磋商|谈判|询价|中标|成交|比选|更换项目|投标)[^，。；]{0,12}(?:公告|公示|通知书|文件范本)/,
  /(?:招生|录取|复试|报考|夏令营|入学登记|新生(?![态产代儿力])|遴选公务员|教资|体检)[^，。；]{0,10}(?:简章|公示|名单|须知|通知|公告|条件|指南|时间|程序|标准)/,
  /报名(?:须知|条件|时间)|教师招聘|公开招聘|分数线|复试线|录取线|招聘[丨｜|:：]|急招|诚聘/,
  /心得体会|范文|读后感|演讲稿|[（(]通用\d{1,2}篇|喜报|荣获[^，。；]{0,12}[一二三]等奖/,
  /演唱会|音乐会|门票|开票|票务|追剧|综艺|影评|彩票|星座/,
  /优惠活动|限时优惠|首月[^，。；]{0,4}折|软件下载|下载(?:安装|地址)|一文教会|[一二三五]步(?:搞定|学会|生成)|教你[^，。；]{0,4}[步招]|手把手教你|查重|降重|证件照/,
  /加盟|直降|立减|秒杀|618|双(?:11|十一)|回本|(?<!帮办)代办|包过|一条龙|拿证|先过后付|加急办理/,
  /预测报告|投资前景|前景预测|深度调研|可行性研究报告|(?:报告|投标文件|方案)[^，。；]{0,6}(?:模板|范本)|免费试读/,
  /[一二两三四五六七八九十\d]款[^，。；]{0,14}(?:横评|评测|测评|对比|实测)|实测.?[一二两三四五六七八九十\d]{1,2}款|横评|开箱|哪家强|哪款|哪个好|选型指南|亲测|(?:更|最)好用|(?:实测|测评|评测)(?:对比)?[！!？?]?$/,
  /概念股|龙头股|涨停|跌停|龙虎榜|ETF|主力资金|(?<!旅)游资(?!源)|买入评级|目标价(?![值格])|概念基金/,
  /(?:^|[【】\s])(?:收评|早评|午评|盘前|盘中|盘后|收盘|午后|早盘|尾盘)|(?:股|板块|指数|概念)[^，。；]{0,10}(?:领涨|领跌|走强|走弱|拉升|异动|大涨|大跌|跳水|爆发|掀)|[两沪深]市[^，。；]{0,8}成交|单位净值|净值(?:日报|公告|播报)|基金[^，。；]{0,8}(?:净值|收益率|申购|赎回)/,
  /\b(?:stocks? to buy|price targets?|target prices?|buy rating|shares (?:rise|slip|fall|jump|slump)|best [\w -]{1,30} (?:apps|tools)|apps compared)\b/i,
  /(?:行业|产业|市场|项目|技术|应用)[^，。]{0,24}(?:可行性|预测|前景|投资|监测|竞争|调研|机遇|挑战|现状)[^，。]{0,20}(?:分析|报告)$|(?:机遇|挑战|风险)(?:与|和|及)?(?:机遇|挑战|风险)?分析$|可行性(?:分析|研究)?(?:报告)?$|投资回报[^，。]{0,8}报告/,
  /(?:厂家|价格|批发|产品中心|解决方案|供应商)[_｜|—-]|[_｜|—-](?:厂家|价格|批发|产品中心|解决方案|供应商)|(?:征文|范文|总结|论文|心得)[^，。]{0,4}[\d一二三四五六七八九十]{1,2}篇|(?:课程|培训班|训练营)(?:报名|招生)/,
  /论文范文|(?:方案|申报书|总结|计划书)(?:模板|范本)|课件|PPT|[（(]精选.{1,3}篇/,
  /(?:是什么意思|怎么算|怎么计算|计算公式|怎么换算|哪家好|多少钱|哪个(?:更强|更好|好)|怎么解决|怎么填|怎么弄|怎么办理|跑不通)[^，。]{0,4}$|这 ?[\d一二三四五六七八九十]{1,2} ?[个种条招点][^，。]{0,6}(?:设计|架构|技巧|方法|模块|步骤)|(?:无法|不能)[^，。]{1,16}是否支持/,
  /^(?:fix|bump|refactor|update|add|feat|chore|docs|release)[^a-z][^.]{0,40}\b(?:readme|bug|backend|npu|support modes?|loader|typo|deps|tokenizer|v?\d{1,3}\.\d{1,3}\.\d{1,3})\b|^\[(?:bug|question|feature|usage|doc|help)[^\]]{0,20}\]|\breadme\b|\b(?:(?:runtime|type|import|api )?error (?:codes?|when|while|loading)|runtimeerror|api reference|user guide|release notes|quick ?start)\b/i,
  /提示词[^，。]{0,2}(?:大全|模板|合集)|怎么(?:注册|下载|登录|安装)|互动(?:问答|易)|回复投资者|招生[:：]|本地部署|(?:微调|部署|安装)[^，。]{0,6}(?:教程|踩坑|记录|指南)|踩坑|天梯图|跑分|上手体验|使用体验|笑翻|谁更会|谁最离谱|\bwhich is (?:the )?(?:best|better|faster)\b|\bsnapdragon\b|\breview:/i,
  /指数[^，。]{0,10}(?:累计)?(?:上涨|下跌|涨|跌|大涨|大跌)[\d.一二三四五六七八九两]|A股公司|概念热股|涨停分析|融资(?:净买入|净偿还|余额)|股票[^，。]{0,6}(?:拉升|大涨|推荐)|股(?:吧|友)|配资/i,
  /(?:虚拟|加密|数字)(?:货币|代币)|(?:数字|加密|虚拟)资产[^，。；]{0,6}(?:交易|风险|平台|登记|托管|监管|钱包|投资|牌照|发行)|稳定币/,
  /开发者备案|备案(?:全流程|流程|攻略|怎么|材料怎么)|合规指南[:：]|办哪些证|采购项目|采购意向|[（(]仓储[）)]项目|技术参数$|采购(?:中标)?结果/,
];

export function isOffTopicTitle(title: string): boolean {
  const folded = fold(title);
  return noises.some((noise) => noise.test(title) || noise.test(folded));
}

/** Concepts that follow from others; they have no words of their own (`firm-title` has the name it found). */
export const derived = [
  'company',
  'company-title',
  'firm-title',
  'companies-two',
  'ai-firm',
  'ai-any',
  'ai-alone',
  'ai&plan',
  'ai&law',
  'foreign-only',
  'no-china',
  'core',
  'no-core',
  'energy&compute',
  'use&compute',
  'use&hubs',
  'edu&ai',
  'firm&ai',
  'gb-number',
  'noise-title',
  'weak-pair',
  'plan-of-one',
  'opc&plan',
  'lab&firm',
  'campus&firm',
  'data&filing',
  'ethics-title',
  'short-title',
  'english',
  'long',
] as const;

/** A page that names none of these is not about AI, its data, compute, chips or plans. */
export const coreConcepts = [
  'data-factor',
  'data-trade',
  'public-data',
  'dataset',
  'data-infra',
  'data-statute',
  'big-data',
  'biometric',
  'smart-car',
  'compute',
  'data-centre',
  'east-west',
  'voucher',
  'chip',
  'gpu',
  'self-reliance',
  'future',
  'quantum',
  'fyp-core',
  'ethics',
  'net-law',
  'opc',
  'label',
  'anthro',
  'standard-doc',
  'foreign-cards',
  'compute-energy',
  'filed-list',
];
/** Nearly every act has an article on personal information: only a title makes these what a page is about. */
export const coreInTitle = ['data-law'];
export const aiConcepts = ['ai', 'ai-industry', 'model', 'agent', 'ai-plus', 'ai-plan', 'ai-education', 'token', 'ai-product'];
/** Weaker words that together speak of the field: servers and power, pupils and models, duties and algorithms. */
const pairs: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['dc-weak'], ['energy-use', 'compute-energy', 'infra-spend', 'east-west']],
  [['model-weak'], ['school', 'ai-education', 'enforcement', 'court', 'cac', 'company-act', 'startup', 'research']],
  [
    ['dataset', 'data'],
    ['data-trade', 'public-data', 'equity'],
  ],
  [['cloud'], ['company-act', 'infra-spend']],
  [['label-weak'], ['model-weak', 'cac', 'net-law', 'ai']],
];
const titled = 0.75;
const outdone =
  /^[^美欧英日韩印德法]{2,20}(?:超越|超过|超過|反超|领先|領先|赶超|趕超)[^，。]{0,4}(?:硅谷|矽谷|美国|美國|欧洲|歐洲|日本|韩国|韓國)/;
/** Opinions on a subject are a plan; an opinion as such is none. */
const opinion = /(?:关于|關於)[^，。]{2,40}的(?:若干)?(?:意见|意見)/;
const gbNumber = /\bGB(?:\/[TZ])?[\s_]?\d{4,6}/i;

type PageSignals = {
  readonly title: string;
  readonly length: number;
  readonly han: number;
  readonly chinaInTitle: boolean;
  readonly foreignInTitle: boolean;
  readonly firmInTitle: boolean;
  readonly company: number;
  readonly companyInTitle: boolean;
  readonly plan: boolean;
  readonly distinct: number;
  readonly pureAi: boolean;
  readonly long: boolean;
  readonly bare: boolean;
  readonly call: boolean;
};
type Values = { get(name: string): number; set(name: (typeof derived)[number], amount: number): void };

export function derive({ get, set }: Values, page: PageSignals): void {
  const most = (names: readonly string[]) => Math.max(...names.map(get));
  const ai = Math.max(most(aiConcepts), page.pureAi ? 0.7 : 0);
  const compute = Math.max(ai, most(['compute', 'data-centre']));
  set('company', page.company);
  set('company-title', page.companyInTitle ? 1 : 0);
  set('firm-title', page.firmInTitle ? 1 : 0);
  set('companies-two', page.distinct >= 3 ? 1 : page.distinct === 2 ? 0.5 : 0);
  set('ai-firm', page.pureAi ? 1 : 0);
  set('ai-any', ai);
  set('ai-alone', page.bare && page.company === 0 ? 1 : 0);
  // Measures for the management of services are rules, measures as such are a plan.
  set(
    'ai&plan',
    page.call || get('measures-act') >= titled ? 0 : Math.min(ai, Math.max(get('plan-doc'), opinion.test(page.title) ? titled : 0)),
  );
  set('ai&law', Math.min(ai, most(['law', 'rule'])));
  const abroad = page.foreignInTitle && !page.chinaInTitle;
  set('foreign-only', outdone.test(page.title) ? 0 : abroad ? 0.9 : get('china') < 0.2 ? get('foreign') : 0);
  set('no-china', get('china') > 0 || page.companyInTitle || page.han > 0.3 ? 0 : 1);
  const core = Math.max(ai, most(coreConcepts), ...coreInTitle.map(get).filter((strength) => strength >= titled));
  set('core', Math.min(1, core * 1.5));
  const pair = Math.max(...pairs.map(([some, others]) => Math.min(most(some), most(others))));
  set('weak-pair', pair);
  set('no-core', core === 0 ? (pair > 0 ? 0.4 : 1) : 0);
  set('plan-of-one', page.plan ? 1 : 0);
  set('noise-title', isOffTopicTitle(page.title) ? 1 : 0);
  set('energy&compute', Math.min(get('energy'), compute));
  set('use&compute', Math.min(get('energy-use'), compute));
  // A page that weighs hubs only by their power is not about regions.
  set('use&hubs', get('equity') > 0 ? 0 : Math.min(get('energy-use'), get('east-west')));
  // Measures for one-person companies are policy; an institute that a firm shares is research of that firm.
  set('opc&plan', Math.min(get('opc'), most(['plan-doc', 'policy-body'])));
  set('lab&firm', Math.min(get('lab'), most(['firm', 'company'])));
  // Universities that a title names beside a firm are where its people come from. A registry of rights in data is a market's, and no filing
  // with a regulator.
  set('campus&firm', get('lab') > 0 || get('university') < titled || !page.companyInTitle ? 0 : 1);
  set('data&filing', Math.min(get('filing'), most(['data-trade', 'public-data', 'data-factor'])));
  set('ethics-title', get('ethics') >= titled ? 1 : 0);
  set('edu&ai', Math.min(most(['school', 'education']), ai));
  set('firm&ai', Math.min(Math.max(page.firmInTitle ? 1 : 0, get('firm'), page.company), ai));
  set('gb-number', gbNumber.test(page.title) ? 1 : 0);
  set('short-title', page.title.length < 8 ? 1 : 0);
  set('english', page.han < 0.1 ? 1 : 0);
  set('long', page.long ? 1 : 0);
}
