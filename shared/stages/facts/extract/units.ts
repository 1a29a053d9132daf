export const scaleWords = '万亿|十亿|千万(?!亿)|百万|亿|万|兆|千(?!万|瓦)|trillion|billion|million|thousand|bn|tn|mn';

/** What is counted in English, with up to three words of description in front: "120 provincial demonstration bases". */
const things =
  'enterprises|companies|firms|start-?ups|businesses|institutions|organi[sz]ations|schools|factories|plants|ports|mines|farms|universities|colleges|hospitals|teachers|students|pupils|users|experts|engineers|researchers|jobs|projects|pilots|bases|parks|labs|laboratories|cent(?:re|er)s|platforms|clusters|hubs|nodes|stations|cabinets|racks|servers|cards|chips|GPUs|robots|vehicles|terminals|models|agents|services|products|data ?sets?|scenarios|cases|applications|patents|standards|filings|cities|counties|districts|provinces|villages|towns|communities|households|exchanges|zones|incubators';

/** Words that part a number from a thing that it does not count. */
const small = '(?:for|and|the|from|with|per|are|was|were|will|has|had|have|that|which|yuan|than|into|among|across|between|by)';

/** Unit by its word; the first pattern that fits wins. */
export const units: readonly (readonly [unit: string, words: string])[] = [
  ['%', '%|％|个百分点|percentage points?|-?percent|per cent'],
  ['EFLOPS', '(?:EFLOPS|EFlops|Eflops|百亿亿次)'],
  [
    'PFLOPS',
    '(?:PFLOPS|PFlops|Pflops|千万亿次(?:浮点运算)?(?:[/每]秒)?(?:[（(]PFLOPS[）)])?|P(?![A-Za-z])(?=\\s{0,4}(?:以上|的|（|，|。|、|算力|智|$)))',
  ],
  ['kWh', '(?:千瓦时|度电|度(?=[，。；、,]|$|左右|以[上下内])|kWh|kilowatt-hours(?: \\(kWh\\))?)'],
  ['ZB', 'ZB'],
  ['EB', 'EB'],
  ['PB', 'PB'],
  ['CNY', '元(?:人民币)?|RMB|yuan|CNY'],
  ['hour', '(?:个)?(?:小时|课时|学时)|hours?'],
  ['month', '个月|months?'],
  ['ms', '毫秒(?!级)|ms\\b|milliseconds?'],
  ['second', '秒(?!级)|seconds?'],
  ['nm', '纳米|nm\\b'],
  ['times', '倍'],
  [
    'count',
    `(?:个(?!基点|[体性]|月)|家(?![庭居长级])|项(?!目)|款|支(?![持撑付])|所(?![有以在属得])|名(?!单|称|为|义|列)|人次|人口|次(?!全体|会议|常务|修|审)|人(?![工民脸均员类形机才])|架(?!构)|卡(?!车|口|点|片)|条(?!例|款|件)|台(?![湾灣州])|套(?!餐|件|利)|辆|座|处(?![理于置罚分方])|张|种|例(?!如|外)|场(?!景|所|馆)|门(?!槛|类|户|店)|户(?!籍|外|口|型)|标准箱位|标准机架|机架|只|枚|艘|亩|(?:(?!${small} )(?:[a-z-]{3,16}|AI|IT|Chinese) ){0,3}(?:${things})\\b)`,
  ],
];
