/**
 * Names that are also words. An occurrence of `name` names nobody when the letters before it match `before` or those after it match `after`; with `only`
 * it names somebody when those after it match. Letters are simplified, of one width and in lower case.
 */
export type NameExceptions = { readonly before?: RegExp; readonly after?: RegExp; readonly only?: RegExp };

const after = (words: string): NameExceptions => ({ after: new RegExp(`^(?:${words})`) });
const only = (words: string): NameExceptions => ({ only: new RegExp(`^(?:${words})`) });
/** One firm in a row of firms. */
const row = '[、,，]|等(?:企|公|头|大|厂|科|平)|和(?:华为|百度|腾讯|阿里)';

/** Firms and their products. */
export const ambiguousCompanies: ReadonlyMap<string, NameExceptions> = new Map<string, NameExceptions>([
  ['小米', after('种|产业|椒|粥|辣|粒|价格|丰收|加步枪|油|面|杂粮|黄|品种|收|糕|酒|醋|渣|基地')],
  ['浪潮', { only: new RegExp(`^(?:信息|集团|云|软件|电子|海若|股份|数字企业|智慧|通用|${row})`), before: /(?:的|能|术|命|业|型|化|技)$/ }],
  ['联想', only(`集团|控股|创投|中国|小新|电脑|天禧|凌拓|研究院|之星|百应|方案|万全|超级智能体|ai|${row}`)],
  ['阿里', after('地区|地委|行署|山|藏|郎|高原|噶尔|古如|昆莎')],
  ['字节', { only: new RegExp(`^(?:跳动|系|旗下|豆包|${row})`) }],
  ['寒武纪', after('生命|大爆发|化石|地层|时期|岩|动物|生物|早|晚|末|以来|时代|系|海|古')],
  ['智元', { before: /数$/, after: /^(?:素|宇|件|年)/ }],
  ['飞腾', only(`信息|公司|芯片|处理器|cpu|腾云|派|平台|${row}`)],
  ['微信', only('支付|团队|ai|智能体|元宝|事业群|搜一搜')],
  ['wechat', only(' ?(?:pay|said|announc|integrat|agent|team)')],
  ['weixin', only(' ?(?:pay|said|announc|integrat|agent|team)')],
  ['元宝', { before: /[金银锭纸]$/, after: /^(?:枫|形|山|区|村|镇|街)/ }],
  ['夸克', only('浏览器|ai|大模型|app|网盘|搜索|高考|眼镜')],
  ['豆包', { before: /[黏粘红]$/, after: /^(?:子|蒸|馅)/ }],
  ['文心', after('雕龙|阁|书')],
  ['平头哥', after('蜜獾|[（(]蜜')],
  ['鲲鹏', after('展翅|之志|击浪|万里|杯|青年|人才|扶摇|学校')],
  ['华为', { before: /中$/, after: /^(?:了|人民|民族|核心|主体|圆心|根|本)/ }],
  ['海光', { before: /[东南黄渤沿近深]$/, after: /^(?:伏|缆|电|照|谱|网络)/ }],
  ['千问', after('万|百答')],
  ['通义', after('务')],
  ['可灵', after('活|敏|性|通')],
  ['百度', { before: /[一几数上零]$/, after: /^(?:以上|左右|高温|百科|文库|贴吧|知道|网盘|百家号|一下|地图)/ }],
  ['日日新', { before: /苟$/, after: /^(?:,|，|又|的)/ }],
  ['鸿蒙', after('初|未|开辟|之气')],
  ['混元', after('太极|一气|功|球|桩')],
  [
    '清华',
    {
      // People are called so.
      before:
        /[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚]$/,
      after: /^(?:园|路|东路|西路|坊|苑|池|嘉园)/,
    },
  ],
  ['蝴蝶效应', only('科技|公司|团队|[（(]|manus')],
  ['腾讯', after('微博|新闻|网|科技讯|财经|体育|视频|会议号|公司独家|文档|地图')],
  ['网易', after('号|新闻|科技讯|财经|公开课|邮箱|云音乐')],
  ['中国移动', after('互联网(?!公司)|支付|通信产业|应用|电商|游戏|端|机器人|源|办公|出行')],
  ['中国电信', after('业(?!务)|条例|市场|监管|基础|网络安全')],
  ['移动云', after('台|盘|计算')],
  ['商汤', after('王|武|伐|灭')],
  ['超威', { only: /^(?:半导体|公司|[、（(])/ }],
  ['moonshot', only(' ?ai\\b| (?:open-sourc|rais|releas|launch|unveil|said|says|plans|debut|introduc|kimi)')],
  ['amd', after(' ?(?:[（(]?(?:age|年龄|黄斑|患))|.{0,4}黄斑')],
  ['glm', only('[- ]?\\d|-z|模型|大模型')],
  ['minimax', after(' (?:algorithm|regret|optimi|theorem|game|problem|search|lower|risk|rate|strateg)')],
  ['manus', after(' (?:island|province)')],
  ['baichuan', after(' (?:county|district)')],
  ['smart program', only(' (?:in|for|of) (?:china|chinese|schools|the backgrounder)')],
  ['pangu', after(' (?:plaza|myth|created)')],
]);

/** Who carries a text, or on what it can be shared, is not what it speaks of. */
export const credited = /(?:来源|转自|编辑|出处|转播到|分享到|权益归|版权归|首发于)[:：\s【[(（]{0,3}$/;

/** Cities whose names are words, or stand over the seam of two. A city with its class word is always one. */
export const ambiguousPlaces: ReadonlyMap<string, NameExceptions> = new Map<string, NameExceptions>([
  ['广安', { before: /推$/ }],
  ['大连', after('接|片|续|排|贯')],
  ['丽水', { before: /美$/, after: /^(?:乡|彩)/ }],
  ['大庆', { before: /重$/, after: /^(?:典|祝)/ }],
  ['白银', after('期货|市场|价|储|矿|饰|制品|时代')],
  ['三明', { before: /第$/, after: /^(?:治|确)/ }],
  ['来宾', only('市')],
  ['大同', { before: /求$/, after: /^(?:小异|世界|社会|之)/ }],
  ['保定', after('下|位')],
  ['北海', after('道|舰队|公园|石油|救助|局|分局')],
  ['日照', after('时|强|百分|率|不足|充足|量|间')],
  ['朝阳', after('区|产业|行业|企业|群众|门|公园')],
  ['安康', { before: /[福民健]$/ }],
  ['长治', after('久')],
  ['四平', after('八稳')],
  ['海口', after('岸|述')],
  ['江门', after('户|槛|类')],
  ['河源', { before: /[黄江]$/ }],
  ['南通', { before: /[西东云海湖河]$/, after: /^(?:道|信|过|关|用)/ }],
  ['中山', after('大学|医院|公园|装|陵|路|站')],
  ['大理', after('石|寺|论')],
  ['常德', after('育')],
  ['黄石', after('公园|国家公园')],
  ['通化', { before: /[普交流]$/ }],
  ['山南', { before: /[泰华衡恒]$/ }],
  ['安顺', { before: /平$/ }],
  ['新乡', after('村(?:建|振|治)|贤')],
  ['南平', after('台|均|衡')],
  ['内江', after('河')],
  ['文山', after('会海')],
  ['海东', { before: /[上渤黄]$/, after: /^(?:部|海)/ }],
  ['天水', after('一色|相|围')],
  ['白山', after('黑水')],
  ['德州', after('仪器|扑克')],
]);

/** A street or a school that bears the name of a city stands elsewhere or is nobody's seat. */
export const placeBearer = /^(?:东|西|南|北|中)?(?:大学|学院|路|街道?|大道|银行|医科|理工|师范|石化|大厦)/;
/** Cities that end in 安 before a word that begins with it: 淮|安全 is no 淮安. */
export const safeEnd = /^[全排置装防保稳]/;

/** Ministries and laws of other countries and regions bear the same names. */
export const abroad =
  /(?:新加坡|台湾|日本|韩国|美国|英国|法国|德国|印度|俄罗斯|越南|欧盟|香港|澳门|马来西亚|泰国|加拿大|澳大利亚|朝鲜|哈萨克斯坦|乌克兰|巴西|意大利|西班牙|荷兰|瑞士|以色列|沙特|阿联酋|印尼|印度尼西亚|菲律宾|柬埔寨|缅甸|巴基斯坦|土耳其|埃及|南非|墨西哥)(?:的|政府|联邦|共和国)?[《“「]?$/;
export const abroadInEnglish =
  /(?:^|[^a-z])(?:vietnam|india|japan|singapore|korea|taiwan|thailand|malaysia|australia|canada|germany|france|russia|brazil|america|britain|united states|europe|eu|u\.?s|u\.?k)(?:an|n|ese|ean)?\.?(?:['’]s)?(?: (?:new|own|proposed|draft))? ?$/;
/** A province or city that issues an act of its own by the name of a national one. */
export const localBefore = /(?:[省市州盟县旗区]|兵团|特区)(?:人民)?(?:政府|委)?(?:办公[厅室])?(?:关于)?(?:印发|发布|出台)?$/;
