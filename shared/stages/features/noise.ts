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
  /代办|包过|一条龙|拿证|先过后付|加急办理/,
  /预测报告|投资前景|前景预测|深度调研|可行性研究报告|(?:报告|投标文件|方案)[^，。；]{0,6}(?:模板|范本)|免费试读/,
  /[一二两三四五六七八九十\d]款[^，。；]{0,14}(?:横评|评测|测评|对比|实测)|实测.?[一二两三四五六七八九十\d]{1,2}款|横评|开箱|哪家强|哪款|哪个好|选型指南|亲测|(?:更|最)好用|(?:实测|测评|评测)(?:对比)?[！!？?]?$/,
  /概念股|龙头股|涨停|跌停|龙虎榜|ETF|主力资金|游资|买入评级|目标价|概念基金/,
  /(?:^|[【】\s])(?:收评|早评|午评|盘前|盘中|盘后|收盘|午后|早盘|尾盘)|(?:股|板块|指数|概念)[^，。；]{0,10}(?:领涨|领跌|走强|走弱|拉升|异动|大涨|大跌|跳水|爆发|掀)|[两沪深]市[^，。；]{0,8}成交|单位净值|净值(?:日报|公告|播报)|基金[^，。；]{0,8}(?:净值|收益率|申购|赎回)/,
  /\b(?:stocks? to buy|price targets?|target prices?|buy rating|shares (?:rise|slip|fall|jump|slump)|best [\w -]{1,30} (?:apps|tools)|apps compared)\b/i,
];

/** Whether a title is of such a page. */
export const isNoiseTitle = (title: string): boolean => noises.some((noise) => noise.test(title));
