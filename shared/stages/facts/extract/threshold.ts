/** 达到100万人的，应当…: a quantity that says when a rule applies is no aim, no duty and no result. */

/** The rest of its part of the sentence closes a condition: …的， …时， …后，. */
const closes =
  /^[^，。；;,：:]{0,60}?(?:(?:的|时候?|后|之前|之日起|情况下|情形下|前提下|基础上)\s{0,2}(?:[，,；;：:]|[。]?\s{0,4}$)|的(?=不得|应当|必须)|(?:时|之日起|前)(?=应|须|必须|可以|不得|暂停|取得|办理|[\s\d]{1,4}(?:个工作)?日|是否))/;
/** Its part begins one: 当…, 对…, 凡…. */
const opens = /^\s{0,2}(?:[一二三四五六七八九十\d]{1,3}[）)、.]\s{0,2})?(?:当|如|若|凡|对(?!标|接|外|口)|符合)/;
const defines = /所称|是指|系指|指的是/;
/** What the bounded words describe is the one who has a duty: 留存超过200万人声纹信息的提供者，应当…. */
const describes =
  /^[^，。；,]{0,16}?的(?:[^，。；,]{1,24}[，,]\s{0,2}(?:应当?(?!用)|必须|须|不得|可以?|给予|按照?|由)|[^，。；,的]{1,24}?(?:应当|必须|不得|可(?:以|不|申请|享受)))/;
/** 长度不低于25%的阳台，或封闭的阳台，面积可按…: of what kind. */
const leaves = /^[^，。；,]{0,16}?的[^，。；,]{1,24}[，,](?:[或经][^，。；,]{1,30}[，,])?[^，。；,]{0,16}?可(?:按|不|以|提高|申请|享受)/;
/** 超过100万人个人信息的处理者应当…, 超过10%比例的部分，可以…: whatever is built before. */
const entitles = /^[^，。；,]{0,16}?的[^，。；,]{1,24}[，,]\s{0,2}可(?:以|抵|按|享)/;
/** 支持单户金额500万元及以下的小微企业: who is supported, and not with how much. */
const kindOf =
  /^(?:及?以[上下])(?:项目|企业|单位|家庭|工程)(?![家数])|^[^，。；,\d]{0,3}以[上下]的(?![，。；,]|[^，。；,]{0,12}(?:补[助贴]|奖|资[助金]|贴息|支持|贷款|比例|额度|标准|经费|优惠|罚))/;
/** 超出100万元部分; 50人以上企业可申报, 满12个月即可提取: from when on. */
const waits = /(?:间隔|逾期)[^，。；\d]{0,6}\d/;
const beyond = /^(?:以上)?的?部分(?![一-龥]{0,3}(?:地区|城市|省|市))/;
const permits = /^(?:及?以上)[^，。；\d]{0,12}(?<!许|认)(?:方可|即可|才能|可(?:以|申|再|办|享|纳|入|提))/;
/** 对单户金额500万元以下、费率不超过1%的业务给予…: of what kind. */
const towards = /(?:^|[，。；,可应当须])对(?!标|接|外|口)[^，。；,]{0,40}$/;
const given = /^[^，。；,]{0,40}?的[^，。；,]{1,24}?(?:给予|实行|收取|予以|执行)/;
/** 涉及100万人以上个人信息的事件: how grave it is. */
const concerns = /(?:涉及|影响|殃及)[^，。；,]{0,60}$/;
/** 对产值超过8亿元，纳税达到1500万元的企业，授予…: who is given, however long the clause. */
const clauseStart =
  /(?:^|[，。；,;：:\n])\s{0,2}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s{0,2})?对(?!标|接|外|口|于)(?:(?!的[^，。；,]{1,20}[，,]|给予|予以|奖励|补[助贴])[^。；;]){0,80}$/;
const isGiven =
  /^(?:(?!给予|予以|奖励|补[助贴])[^。；;]){0,80}?的[^，。；,]{1,20}[，,]\s{0,2}(?:经[^，。；,]{1,8}[，,])?(?:授予|给予|奖励|予以|可|一次性|按|分别|最高)/;
/** 按照营收超过1500万元、500万元标准，分别给予…: the steps of a ladder. */
const ladder = /按照?[^，。；]{0,40}$/;
const ofLadder = /^[^，。；的]{0,40}(?:[，,]\s{0,2}分别)/;
/** Who falls short: 难以达成10%的建设量. */
const misses = /(?:难以|未能?|无法|不能)(?:达[到成]|完成|实现)$/;
/** 一级预警：个贷率在85%至90%之间. */
const alarm = /[一二三四ⅠⅡⅢⅣ]级(?:预警|响应)[：:][^。；]{0,40}$/;
/** 拥有不超过二套住房，符合贷款条件的，可申请: who may. */
const qualifies = /^[^。；]{0,40}?(?:条件|规定|要求|情形)的[，,]\s{0,2}(?:可|方可|给予|应)/;
/** 若月末个贷率连续3个月低于90%，恢复受理. */
const supposing = /^(?:[^，。；]{0,4}[）)、.．])?\s{0,2}(?:若|如果?(?!下|何|图|期|数|实)|一旦|当(?![年地前日时下选事]))/;
/** 接收超过50人，留用率达到60%的，可申请: every part of it is the condition. */
const least = /超过|达到?|满|以上|不[少低]于/;
const goesOn = /^(?:(?!给予|予以|奖励|补[助贴]|应|须|不得|可|[，,]对)[^。；;]){0,80}?的[，,]\s{0,2}(?:可|应|须|予以|给予|不得|按)/;
/** 适用条件为以下情形：…供应商不少于3家; 3万元以上（12分）. */
const asks = /(?:条件|情形)(?:为|是|包括)[^。]{0,200}$/;
const points = /^[^，。；;\d]{0,6}(?:[（(]含[^（()）]{0,20}[）)])?[（(]?(?:得|计|加|每)?\s?\d{1,3}分(?!钟|之)/;
const until = /直至[^，。；]{0,30}$/;
/** 3.收入占比超过50%的数据应用企业、标注企业。: an item that only names who. */
const numbered = /^\s{0,4}[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]/;
const namesWho = /的[^，。；的]{2,40}(?:企业|单位|机构|组织|人员|个人|家庭|主体|基金会|公司)[。；]?\s{0,2}$/;
const does = /应|不得|须|罚|给予|补[助贴]|奖|支持|鼓励|推动|力争|确保|建成|建设|打造|培育|新增|形成|引[进育]|招引|遴选|认定/;
const attributive = /^[^，。；,]{0,16}?的(?![，,。；;])/;
/** 的 behind a target belongs to what is to be built: 建成算力规模超过10EFLOPS的智算中心. */
const builds = /建成|新?建设|新建|培育|打造|形成|新增|布局|研制|达到|提升|提高/;

/** 给予500万元以上的奖励, 建成100个以上的站点: what is given or built itself. */
const paid = /(?:给予|补[助贴]|奖励|处以?|并处|投入?资?|安排)[^，。；,]{0,12}$/;
const made = /(?:给予|建成|建设|新建|培育|打造|形成|新增|布局|遴选|推出|不[少低]于|配备|引进|支持|开展|汇聚)[^，。；,]{0,16}$/;
/** 对项目给予不超过总投资30%的补助 gives, and names no condition. */
const gives = /给予|补[助贴]|奖励|支持|资助|处以?(?!理)|按照?/;
const steps = /每(?:增加?|满|超过?|提高|降低|下降|减少)[^，。；\d]{0,12}$/;
const lasts = /(?:满|连续)[^，。；\d]{0,10}$|(?:近|过去|此前|前)\s{0,2}$/;
/** 贷款金额如不超过50万元, and 400万元以上项目的控制价应…: a case, and what belongs to a class. */
/** 1万人以上、5000人以上: the steps of classes; 较大事件：1000人以上. */
const step = /^[个人名户家万亿元台]{0,3}以[上下](?:[（(]含[^）)]{0,6}[）)])?、\s{0,2}\d|^[（(]含[^）)]{0,6}[）)]以[上下]/;
const classes = /(?:特别重大|重大|较大|一般|特别严重|较?严重)[^，。；：:]{0,16}(?:事件|事故|灾害|险情|灾情|疫情|后果)|[ⅠⅡⅢⅣ]级/;
const ordersOrGives = /应|不得|须|罚|处|给予|补|奖|建|确保|力争|培育|打造|新增|设/;
const supposes = /如果?(?:不?(?:超过|低于|高于|少于|多于)|达到|不足)[^，。；\d]{0,6}$/;
const ofClass = /^[^，。；,]{2,40}(?:应当?|必须|须|不得)/;

/** "Providers with more than 1 million users must …", "if sales exceed 5 million yuan, …". */
const englishWho =
  /\b(?:with|having|serving|handling|processing|holding|employing|(?:that|which|who) (?:have|has|serve|handle|process|hold|employ)s?)\b[^.;,]{0,40}$/i;
const englishDuty = /^[^.;,]{0,60}?\b(?:must|shall|should|may|can|(?:are|is) (?:required|obliged)|need to|have to)\b/i;
const englishIf = /(?:^|[.;,]\s{0,2})(?:if|when|where|once|whenever)\b[^.;,]{0,80}$/i;
const isEnglishThreshold = (left: string, right: string): boolean =>
  (englishWho.test(left) && !/\b(?:must|shall|should|will)\b/i.test(left) && englishDuty.test(right)) ||
  (englishIf.test(left) && /^[^.;,]{0,60},/.test(right));

/** Whether the quantity from `start` to `end` of a folded sentence is the threshold of a rule. */
export function isThreshold(plain: string, start: number, end: number, { unit, bounded }: { unit: string; bounded: boolean }): boolean {
  const left = plain.slice(Math.max(0, start - 120), start);
  const part = left.slice(Math.max(...['，', '。', '；', ';', ',', '：', ':', '（', '('].map((mark) => left.lastIndexOf(mark))) + 1);
  const right = plain.slice(end, end + 80).replace(/[（(][^（()）]{0,40}[）)]/g, '');
  if (defines.test(plain.slice(Math.max(0, start - 200), start)) || closes.test(right) || steps.test(left)) return true;
  if (
    unit === 'month' &&
    (lasts.test(left) || ((waits.test(part + plain.slice(start, end)) || /^(?:以|之)?后/.test(right)) && !ordersOrGives.test(part)))
  )
    return true;
  if ((beyond.test(right) && /超|高于/.test(part)) || (bounded && permits.test(right) && !gives.test(part))) return true;
  if (unit === 'count' && /涉及\s{0,2}$/.test(left) && /人$/.test(plain.slice(start, end))) return true;
  if (unit !== '%' && step.test(plain.slice(end)) && !ordersOrGives.test(part)) return true;
  if (bounded && unit !== '%' && classes.test(left) && !ordersOrGives.test(part)) return true;
  if ((bounded && concerns.test(left) && !made.test(left)) || (bounded && ladder.test(left) && ofLadder.test(right))) return true;
  if (clauseStart.test(left) && isGiven.test(plain.slice(end, end + 120))) return true;
  if (isEnglishThreshold(left, right) || supposes.test(left) || until.test(left) || alarm.test(left) || (bounded && qualifies.test(right)))
    return true;
  if (asks.test(plain.slice(Math.max(0, start - 240), start)) || points.test(plain.slice(end, end + 60))) return true;
  if (unit === 'count' && /^以[上下]的(?:[按每可，,])/.test(right)) return true;
  if (least.test(plain.slice(Math.max(0, start - 4), end + 6)) && !builds.test(part) && !gives.test(part) && goesOn.test(right))
    return true;
  if (supposing.test(part) && /^[^，。；,]{0,12}[，,]/.test(right)) return true;
  if (bounded && part.trim() === '' && /以[上下]$/.test(plain.slice(start, end + 2).trim()) && ofClass.test(right)) return true;
  if (bounded && numbered.test(plain) && namesWho.test(plain) && !does.test(plain)) return true;
  if (misses.test(left) || (bounded && (entitles.test(right) || (towards.test(left) && given.test(right))))) return true;
  if (
    (unit === 'CNY' || unit === 'count') &&
    kindOf.test(right) &&
    (unit === 'CNY' || right[2] === '的' || /人$/.test(plain.slice(start, end)))
  )
    return !(unit === 'count' ? made : paid).test(left);
  if (!bounded || builds.test(part) || gives.test(part)) return false;
  return describes.test(right) || leaves.test(right) || (opens.test(part) && attributive.test(right));
}
