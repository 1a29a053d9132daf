/** Short names of issuing bodies as they stand in document numbers (机关代字), domain.md 2.7. */

/** Beginnings of central prefixes; the department and the kind of document follow (国数 → 国数资源, 发改 → 发改办数据). */
export const centralBases: readonly string[] =
  `国发 国函 国办 国令 中发 中办 厅字 中网办 中网委 国信办 网安秘字 发改 国数 国能 工信部 工信厅 国科 国市监 市监 国标委 国认 广电 国卫 交科技 交运
交办 交规划 交通 交水 交公路 国资 自然资 文旅 民发 民办 民函 环办 环发 环规 环评 环大气 应急 司发 司办 署法 署监 气发 国密 国药监 药监 医保 国知 知办 国统 税总 林发
银发 银办 金规 金发 金办 证监 保监 银保监 法发 法释 高检 国铁 民航 退役军人 国粮 国邮 教办 教基 教科信 教高 教技 教职成 教师 教思政 教发 教材 教督 教育厅
财办 财科教 财会 财资 财建 财教 财综 财税 财预 财库 财金 财农 财行 财企 财社 财关税 财政 人社部 人社厅 公通 公信安 公网安 商电 商办 商建 商服贸 商资 商流通 商贸 商务
农办 农市 农科教 农发 农计财 水信息 水办 水规 建办 建城 建科 建规 建房 建标 国林 科协 中科 国科金 网信 中宣 组通字 国密局 国保 国版 国新出 国语 国宗 侨 国台 国机 中编办`
    .split(/\s+/)
    .filter(Boolean);

/** Single characters that are a whole prefix or begin one; believed only where nothing runs into them. */
export const shortBases: readonly string[] = [...'教财商农水建环林署法银金公民审交人科文体国'];

/** Short names of provinces, of cities that have their own, and full city names that occur; a department or 政府 follows (沪府办, 深工信规). */
export const placeBases: readonly string[] = [
  ...'京沪津渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕秦甘陇青宁新',
  ...'穗深杭甬厦连蓉锡常通扬镇泰盐淮徐宿温嘉湖绍衢舟台丽合芜蚌',
  ...[
    '内政',
    '内发',
    '兵发',
    '兵办',
    '珠',
    '佛',
    '莞',
    '惠',
    '汕',
    '哈',
    '长',
    '沈',
    '济',
    '青',
    '郑',
    '武',
    '筑',
    '昆',
    '兰',
    '西',
    '银',
    '乌',
    '洪',
    '榕',
    '邕',
    '海府',
  ],
];

/** What follows a place: its government, party committee or a department. */
export const organs =
  '政|府|委|办|发改|经信|工信|工业|科|教|财|人社|卫|医保|建|住|环|交|农|商|文|民|市监|市场|网信|通信|数|政数|能源|气象|应急|司|税|金|金融|国资|自然资|规划|残联|知|统|审|消|林|水|广电|体|团|总工|高新|管|开|新';

/** Last characters of a prefix nobody has listed: kinds of document and departments. */
export const endings =
  /(?:[发函规字办文令秘综通电厅委府政党组科教财信数网商农建环交水民文旅卫医法审监安金税林统工技]|未来|智能|资源|规划|管理|标准)$/;

/** Words before a year in brackets that are never a prefix, however the brackets look. */
export const neverPrefix =
  /(?:编号|号|年|版|期|卷|备|(?:[备档图方草答预立专个教并归结涉办法大要疑]|^)案|证|券|款|元|表|图|附件|合同|订单|批次|第[一二三四五六七八九十]{1,3}|刊|学报|专辑|总|共|约|达|公司|大学|学院|公告|通告|截至|报告|令)$/;

/** Nouns that stand before a year in round or square brackets, and are no prefix there. */
export const nouns =
  /(?:计划|规划|纲要|工程|项目|课题|报|标准|指南|行动|政策|规则|法规|改革|办法|科学技术|合作|解读|政府|研究|建设|发展|系统|平台|服务|智能|管理|资源|数据|网|技|信|会)$/;

/** Words inside a run after which a prefix may begin; none of them stands in a prefix. */
export const cuts =
  /^.{0,60}(?:的|将|把|被|转发|印发|下发|根据|依据|依照|按照|参照|执行|贯彻|落实|提到|写到|引用|以及|有关|号|(?<!意)见|(?<!数)据(?=国|中|工信|发改)|按)/;

/** Words that run into a prefix in a sentence: 根据国发〔2025〕11号. No prefix begins with one of these. */
export const leadIn =
  /^(?:根据|依据|依照|按照|遵照|参照|对照|比照|结合|围绕|落实|贯彻|执行|实施|印发|下发|转发|批转|发布|公布|颁布|公开|发出|制定|出台|收到|见于|详见|参见|另见|并见|参考|引用|废止|停止|修订|修改|替代|代替|取代|纳入|属于|涉及|关于|有关|相关|上述|前述|下列|以下|文件|文号|字号|发文字号|发文|编号|原文|通知|意见|办法|规定|方案|决定|细则|通报|批复|公文|这份|一份|我国|我省|我市|我区|本省|本市|以及|或者|还有|其中|即为|就是|称为|名为|按|据|见|的|是|了|与|及|或|将|把|被|凭)/;

/** The same, for single characters that also begin names of places; taken off only when a listed prefix is left. */
export const weakLeadIn = /^[依原即以和在经由自至到对为其该本此含如因从向并又也等称叫指持文令所]/;

/** Central prefixes that no local prefix ends in; looked for behind words that nobody foresaw. */
export const unmistakable = /(?:国发|国办发|国办函|国函|中发|中办发|国信办|国数|国能|工信部|工信厅|人社部)[\p{Script=Han}]{0,6}$/u;

/** Bodies written out before their own prefix: 教育部办公厅教基厅函. */
export const bodyEnds =
  /^[\p{Script=Han}]{0,30}(?:委员会|办公室|办公厅|总局|人民政府|省政府|市政府|区政府|国务院|财政部|教育部|科技部|科学技术部|商务部|公安部|水利部|民政部|司法部|农业农村部|交通运输部|自然资源部|信息化部|社会保障部|应急管理部|生态环境部|城乡建设部|旅游部|改革委|国资委|卫健委|网信办|数据局|能源局|药监局|知识产权局|科技厅|教育厅|财政厅|经信厅|工信厅|商务厅|农业农村厅|管理局|科技局|教育局|财政局)(?=[\p{Script=Han}]{2})/u;

/** Romanised prefixes, letters only and lower-case, as in "Guo Shu Zi Yuan [2026] No. 186" or "Guobanfa". Syllables of the characters above. */
export const syllables: Readonly<Record<string, string>> = Object.fromEntries(
  `国guo 发fa 函han 办ban 令ling 中zhong 厅ting 字zi 网wang 委wei 信xin 安an 秘mi 改gai 数shu 能neng 工gong 部bu 科ke 市shi 监jian 标biao 认ren 广guang 电dian 卫wei 交jiao
技ji 运yun 规gui 划hua 通tong 水shui 公gong 路lu 资zi 自zi 然ran 文wen 旅lv 民min 环huan 评ping 大da 气qi 应ying 急ji 司si 署shu 法fa 密mi 药yao 医yi 保bao 知zhi 统tong 税shui
总zong 林lin 银yin 金jin 证zheng 释shi 高gao 检jian 铁tie 航hang 粮liang 邮you 教jiao 基ji 职zhi 成cheng 师shi 思si 政zheng 材cai 督du 育yu 财cai 会kuai 建jian 综zong 预yu 库ku
农nong 行xing 企qi 社she 关guan 人ren 商shang 服fu 贸mao 流liu 务wu 计ji 房fang 城cheng 策ce 源yuan 产chan 业ye 价jia 格ge 体ti 联lian 管guan 子zi 装zhuang 新xin 力li 据ju 经jing 府fu
京jing 沪hu 深shen 粤yue 浙zhe 苏su 杭hang 穗sui 津jin 渝yu 川chuan 黔qian 鲁lu`
    .split(/\s+/)
    .filter(Boolean)
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
);

/** Central prefixes that English texts spell out in syllables or describe. */
export const spelledOut: readonly string[] =
  `国发 国函 国办发 国办函 中发 中办发 国信办 国信办通字 中网办 发改 发改高技 发改数据 发改数据规 发改环资 发改能源 发改办数据 国数 国数政策 国数资源 国数科技 国数综 国能 国能发 国能发科技
国能发新能 国能发电力 国能综通 国能综通科技 工信部 工信部规 工信部科 工信部联 工信部联科 工信部联规 工信部联通信 工信部联信管 工信部联信发 工信部联装 工信部信管 工信部信发 工信部通信 工信部电子 工信部网安 工信厅 工信厅科
工信厅科函 工信厅联科 工信厅信管 工信厅信发 工信厅装函 国科发 国科发高 国科发规 国科发监 国科发资 国科发政 国科发区 国科办 教办 教基 教基厅 教基厅函 教科信 教科信函 教高 教高厅函 教技 教职成 财科教 财会 财资 财建 财教 财税
人社部发 人社厅发 公通字 国市监标技 国市监 国标委联 国标委 国标委发 广电发 国卫办 国卫规划发 交科技发 交运发 交办 国资发 商电发 商建发 商服贸发 农市发 农办 自然资发 自然资办 水信息 文旅科教发 文旅 民发 民办 建办 环办 应急 司发 气发
国药监 医保发 国知发 国统字 税总发 银发 金规 证监发 京政发 京政办发 沪府发 沪府办发 沪府规 沪府办 深府 深府办 粤府 粤府办 浙政发 浙政办发 苏政发 苏政办发 杭政 杭政办 穗府 穗府办 津政发 津政办发 渝府发 川府发 黔府发 鲁政发 鲁政办发`
    .split(/\s+/)
    .filter(Boolean);

/** English words for a document series before "[2026] No. 34" (letters only, lower-case), and the prefix they stand for. */
export const englishSeries: Readonly<Record<string, string>> = {
  statecouncildocument: '国发',
  statecouncil: '国发',
  neadispatchonsciencetechnology: '国能发科技',
  neadispatchonscienceandtechnology: '国能发科技',
  guonengfatechnology: '国能发科技',
  guonengfasciencetechnology: '国能发科技',
  guonengfascienceandtechnology: '国能发科技',
  neadispatch: '国能发',
  energyadministrationdispatch: '国能发',
};

/** Bodies that number orders, as English texts name them. */
export const englishBodies: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/cyberspace administration|\bCAC\b/i, '国家互联网信息办公室'],
  [/development and reform|\bNDRC\b/i, '国家发展和改革委员会'],
  [/industry and information technology|\bMIIT\b/i, '工业和信息化部'],
  [/market regulation|\bSAMR\b/i, '国家市场监督管理总局'],
  [/state council/i, '国令'],
  [/president|PRC order|order of the pr/i, '主席令'],
  [/ministry of commerce|\bMOFCOM\b/i, '商务部'],
  [/ministry of transport\b/i, '交通运输部'],
  [/ministry of education|\bMOE\b/i, '教育部'],
];
