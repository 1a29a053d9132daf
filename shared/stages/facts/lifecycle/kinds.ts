import type { Dated } from './dated.ts';
import type { MomentKind } from './moments.ts';
import type { Place } from './place.ts';
import { isSigned } from './signature.ts';
import { type DeadlineKind, deadlineTopic } from './topic.ts';

const clock =
  '(?:\\s{0,6}(?:上午|下午|晚上?|中午|北京时间)?\\s{0,6}[\\d〇零一二三四五六七八九十]{1,3}\\s{0,6}[:：时点]\\s{0,6}(?:[\\d一二三四五六七八九十]{1,3}\\s{0,6}分?)?(?:整|正|半)?)?';
const note = '(?:\\s{0,6}[（(][^（）()]{0,16}[）)])?';
const skip = `^${note}${clock}${note}\\s{0,6}`;

const effectiveRight = new RegExp(
  `${skip}(?:之?日)?(?:起|后|始)\\s{0,4}(?:就|便|即|才)?(?:要|将|会)?(?:正式|开始|全面|陆续|分批|分步|试)?(?:施行|实施|执行|生效|试行|实行)`,
);
const effectiveRightWeak = new RegExp(`${skip}(?:(?:发布|公布|印发)(?:并|且|即|后))?(?:正式|开始|全面)?(?:施行|实施|执行|生效)`);
const effectiveFar = /^\s{0,4}起[，,][^。；《》]{0,24}(?:《[^《》]{2,80}》)?[^。；《》]{0,24}(?:施行|实施|生效)(?=[，。；]|$)/;
/** 2026年5月8日发布，2026年12月1日实施: the day opens its clause, the verb ends it. */
const effectiveClause = /^\s{0,4}(?:正式)?(?:施行|实施|生效)(?=[，。；、）)\s]|$)/;
const effectiveLeft =
  /(?:实施|施行|生效|执行)(?:日期|时间|日)?(?:推迟|延期|调整|延后|顺延|改)(?:至|到|为)\s{0,6}$|(?:实施|施行|生效|执行)(?:日期|时间|日)由[^，。；]{4,16}(?:推迟|延期|调整|延后|顺延|改)(?:至|到|为)\s{0,6}$|(?:实施|施行|生效|执行)(?:日期|时间|日)\s{0,6}[\]】]?\s{0,6}[:：]?\s{0,6}(?:为|是)?\s{0,6}$|\b(?:effective date|date of (?:effect|entry into force)|implementation date)\s{0,6}(?::|is)?\s{0,6}$/i;
const effectiveEnglish =
  /\b(?:tak(?:es?|ing) effect|took effect|effective|ent(?:er|ers|ered|ering) into force|with effect|c(?:o|a)me(?:s)? into (?:force|effect)|(?:been )?in force|(?:be|is|are) (?:implemented|enforced)|applies|apply|takes? force)(?: (?:on|from|since|as of|as from|in))?\s{0,6}$/i;
const expiresLeft =
  /有效期[^。；]{0,16}，至\s{0,6}$|(?:施行|实施|执行|生效)，(?:有效期|执行)?至\s{0,6}$|(?:有效期|有效期限|(?:执行|实施|政策)期限|试行期|时效|执行|施行|实施|暂行)[^，。；]{0,14}?(?:至|到|延长至|截至|截止到?|为)\s{0,3}[:：]?\s{0,6}$|(?:失效|废止|终止|截止有效)(?:日期|时间)\s{0,6}[\]】]?\s{0,6}[:：]?\s{0,6}$/;
const expiresRight = /^\s{0,6}(?:年?底)?\s{0,6}(?:止|为止)?[^，。；：:]{0,6}(?:届满|到期|失效|期满)/;
const expiresEnglish =
  /\b(?:valid|in force|effective) (?:through|until|till|to)\s{0,6}$|(?:\b(?:expiry|expiration) date\s{0,6}(?::|is)?\s{0,6}$)|\b(?:expires?|expired|runs? out|lapsed?|lapses|ends?) (?:on|at|in)(?: the end of)?\s{0,6}$/i;
const license =
  /许可证|证书|凭证|身份证|驾驶?[证照]|护照|[证照](?:的)?有效期|执照|资质|合同|证件|投标|会员|签证|保函|质保|保证金|licen[cs]e|contract|certificate|permit/i;

/** Names of the time for which an act holds, in front of its first day. */
export const holdsFor =
  /(?:执行|实施|施行|有效|政策(?:执行|有效|实施)?)(?:时间|期限|期间|期)(?:自|为|是|[:：])?\s{0,3}(?:自|从)?\s{0,3}$|有效期(?:限)?(?:为|是)?[^，。；]{1,5}年[，（(]即?(?:自|从)?\s{0,3}$|\b(?:in (?:effect|force)|valid|effective) from\s{0,3}$/i;

/** 推迟至…实施: the new day counts, the one it was meant for (原定于) does not. */
const postponed = /(?:推迟|延期|延迟|延后|顺延)(?:至|到)\s{0,6}$/;

function isEffective(place: Place, date: Dated): boolean {
  if (date.from && holdsFor.test(place.left)) return false;
  if (/原(?:定|计划|拟)[^，。；]{0,6}$/.test(place.left)) return false;
  if (postponed.test(place.left) && effectiveRightWeak.test(place.right)) return true;
  if (/\bdo(?:es)? so (?:on|from)\s{0,6}$/.test(place.left) && /\b(?:force|effect|effective)\b/.test(place.sentence)) return true;
  if (effectiveRight.test(place.right) || effectiveLeft.test(place.left) || effectiveEnglish.test(place.left)) return true;
  if (/(?:要|须|需|等|直)?到\s{0,3}$/.test(place.left) && /^才(?:会|能|可)?(?:正式)?(?:施行|实施|生效|执行)/.test(place.right)) return true;
  if (effectiveFar.test(place.right) && !/[废失]/.test(place.right.slice(0, 12))) return true;
  if (effectiveClause.test(place.right) && /(?:^|[，；。,;\s（(])$/.test(place.left)) return true;
  return (
    effectiveRightWeak.test(place.right) &&
    /(?:将于|将在|定于|自|从|拟于|已于|于|新规|(?<!查)办法|条例|规定|细则|新政|新标|国标|新法|措施)\s{0,6}$/.test(place.left)
  );
}

function isExpiry(place: Place, date: Dated): boolean {
  if (postponed.test(place.left)) return false;
  if (license.test(place.part)) return false;
  if (date.from && holdsFor.test(place.left)) return true;
  if (
    /^\s{0,4}(?:截止|终止|为止|止)/.test(place.right) &&
    /(?:起(?:施行|实施|执行|生效)|执行期|实施期|有效期)[^。；]{0,24}$/.test(place.left)
  )
    return true;
  return expiresLeft.test(place.left) || expiresRight.test(place.right) || expiresEnglish.test(place.left);
}

const deadlineRight = new RegExp(`${skip}(?:下班)?(?:[或及]?之?前|[或及]?以前|止|截止|为止|结束|关闭|截标|24时|deadline\\b)`);
const deadlineLeft =
  /(?:截止|截至|截标|截止日|期限|时限|受理时间|报名时间|申报时间|公示时间|公示期|公示|反馈期|时间|日期|期间)(?:日期?|时间|期限)?(?:[^，。；：:]{0,10})?\s{0,6}(?:均?[为是:：]|定为)?\s{0,6}$|(?:收至|(?:调整|变更|改|推迟|延后)(?:至|到|为)|顺延至|延长至|延期至|推迟至|不晚于|即日起至|即日起到|至|到|前于)\s{0,6}$/;
const deadlineEnglish =
  /\b(?:by|until|till|through|before|no later than|close[sd]?(?: at [^,.;]{0,30})? on|closes? on|shuts? on|due(?: by| on)?|deadline(?:\b[^,.;]{0,40}?\bis| is| of|:)?|to)(?: (?:midnight|noon|(?:the )?close of business|(?:the )?end of (?:the )?(?:day|business)|\d{1,2}(?::\d{2})?(?: ?[ap]\.?m\.?)?)(?: on)?)?\s{0,6}$/i;
const asOf = /(?:截至|截止|截止到)\s{0,6}$/;

/** 申报截止时间为…: the label right before a day says of what, whatever else the sentence is about. */
const labelBefore = /(?:申报|报名|投标|公示|揭榜|参评)[^，。；：:意见]{0,8}(?:时间|日期|期限|期)\s{0,3}[为是:：]?\s{0,3}$/;

/** A duty that comes back: 每年…，于5月底前…. */
const yearly = /每(?:[一两二三]|半|\d)?(?:年|季度?|个?月)(?!会|货)/;
const task =
  /^[^，。；]{0,6}前[，,]?[^，。；]{0,10}(?:完成|建成|召开|开展|实现|印发|出台|启动|投入|上线|开工|竣工|建立|形成|制定|清算|整改|公布|发布|基本|全面|可按|仍按|继续)/;
const handed = /申报|报送|上报|汇总|推荐|报名|申请|填报|提交|递交|上传|送交|寄|反馈|意见|异议|投标|响应文件|报价|返回|缴/;

/** 6月底前完成清算: work to be done by a day, nothing to be handed in. */
const isTask = (place: Place): boolean =>
  (task.test(place.right) && !handed.test(place.part)) || /牵头[^。；]{0,24}(?:配合|参与|负责|落实)[^。；]{0,8}$/.test(place.left);

function deadlineOf(place: Place, date: Dated): DeadlineKind | undefined {
  const ranged = date.from !== undefined;
  const marked = deadlineRight.test(place.right) || deadlineLeft.test(place.left) || deadlineEnglish.test(place.left);
  if (!ranged && !marked && !opensBids(place)) return undefined;
  // 每年3月31日前: a yearly duty that the act lays down, no deadline of its own.
  if (date.yearless && (/(?:每年|年度|当年)的?\s{0,6}$/.test(place.left) || yearly.test(place.left))) return undefined;
  if (isTask(place)) return undefined;
  const label = labelBefore.exec(place.left)?.[0];
  const topic = deadlineTopic([...(label === undefined ? [] : [label]), place.part, place.sentence, ...place.around]);
  if (asOf.test(place.left) && !/意见|建议|申报|报名|投标|公示|反馈|征集|comment/i.test(place.part)) return undefined;
  if (!topic || (ranged && !marked && !saysTopic(place))) return undefined;
  return topic;
}

/** "Bids will be opened at 10 a.m. on 29 June": the opening is the day of the bids. */
const opensBids = ({ left }: Place): boolean => /\b(?:bids?|tenders?|proposals)\b[^.;]{0,60}\bopen(?:ed|ing)?\b[^;]{0,40}$/i.test(left);

/** A bare range is a window only where the clause itself says of what. */
function saysTopic(place: Place): boolean {
  return deadlineTopic([place.left, place.right]) !== undefined;
}

const publishedLabel =
  /(?:发布|公布|公开|颁布|发稿|刊发|发表|上线|更新|印发|下发|生成)(?:日期|时间)\s{0,6}[\]】]?\s{0,6}[:：]?\s{0,6}$|\b(?:posted|released online|published)\s{0,6}:?\s{0,6}$/i;
const publishedLeft =
  /(?:发布|公布|公开|发稿|刊发|发表|上线|更新|推送|印发|下发|生成|发文|(?<![一-龥])(?:日期|时间)|来源\S{0,16})(?:日期|时间|于)?\s{0,6}[\]】]?\s{0,6}(?:[:：]|于)\s{0,6}$|^\s{0,6}时间\s{0,6}[:：]?\s{0,6}$|\b(?:released|posted|published|issued|made public|promulgated|unveiled)(?: online)?(?: on)?\s{0,6}:?\s{0,6}$/i;
const publishedRight = /^[^。；]{0,60}?(?:消息|发布|公布|印发|出台|下发|颁布|制发|对外公开|公诸)/;
const publishedEnglish = /\b(?:issued|released|published|promulgated|unveiled|posted)\b[^.;]{0,120}\bon\s{0,6}$/i;
const publishedEnglishRight = /^,?[^.;]{0,80}\b(?:released|issued|published|unveiled|promulgated)\b/i;
/** The State Council on November 18 promulgated …: the verb follows at once. */
const publishedEnglishNext = /^\s{0,3}(?:jointly |formally |officially )?(?:released|issued|published|unveiled|promulgated)\b/;
const eventWords =
  /通过(?!后|网络|信函|邮件|电子|以下|的时间)|审议|举行|召开|举办|启动|成立|开幕|会议(?!中心|室|厅)|听证|开班|博览会|论坛|报告政府工作|(?:^|于|经)[^，。；]{0,24}批准|宣告|试点期|表决|审定|挂牌|揭牌|揭幕|上线|投运|投产|获批|签约|\b(?:endorsed|carried|voted(?! down)|cleared|[Pp]hoto taken|adopted|passed|discussed|reviewed|deliberated|convened|approved|met|held|opened|launched)\b/i;

function isPublished(place: Place): boolean {
  if (publishedLeft.test(place.left) || publishedEnglish.test(place.left)) return true;
  if (/\bOn\s{0,6}$/.test(place.left) && publishedEnglishRight.test(place.right)) return true;
  if (/\bon\s{0,6}$/.test(place.left) && publishedEnglishNext.test(place.right)) return true;
  if (/(?:截至|自|从)\s{0,6}$/.test(place.left)) return false;
  if (/^\s{0,4}[起前]/.test(place.right)) return false;
  if (/》已?于\s{0,6}$/.test(place.left) && publishedNext.test(place.right)) return true;
  const opens =
    /(?:^|[。；，,\s（(]|官网|部门|单位|办公室|局|部|委|厅|办|政府|院|会|中心|司|署|处|所|大学|学院|集团|公司|联盟|(?:[局部委厅办府院会学司署处所]|部门)(?:已|日前)?于|(?:公告|名单|结果|文件|办法|通知|方案|条例|新规|》)已于)\s{0,6}$/.test(
      place.left,
    );
  return opens && publishedRight.test(place.right) && !/^[^，]{0,20}(?:通过|审议|召开|举行|举办)/.test(place.right);
}

/** 《X》于4月30日批准发布. */
const publishedNext = /^(?:由[^，。；]{2,24})?(?:批准|正式|联合|对外|公开)?(?:发布|公布|印发|出台|下发)/;
const notADate = /(?:收稿|修回|录用|接收|收到)(?:日期)?\s{0,6}[:：]?\s{0,6}$|\b(?:received|revised|accepted)\s{0,6}$/i;

/** 由11月25日延长至12月20日: the first day counts no longer. */
const movedFrom = /[由从自](?:原[来定]?的?)?\s{0,6}$/;
const movedTo = new RegExp(`${skip}(?:延长|延期|顺延|推迟|延后|延迟|调整|变更|修改|更改|改|延)(?:至|到|为)`);

/** What a date is the day of, by the words beside it; undefined when they do not say. */
export function kindOf(place: Place, date: Dated): MomentKind | undefined {
  if (notADate.test(place.left) || (movedFrom.test(place.left) && movedTo.test(place.right))) return undefined;
  if (isEffective(place, date)) return 'effective';
  if (isExpiry(place, date)) return 'expires';
  if (license.test(place.part) && !/投标|招标|保证金/.test(place.sentence)) return undefined;
  if (date.precision !== 'day') return undefined;
  if (/试点期/.test(place.left) && date.from) return 'event';
  if (isSigned(place)) return 'signed';
  if (publishedLabel.test(place.left)) return 'published';
  const deadline = deadlineOf(place, date);
  if (deadline) return deadline;
  if (asOf.test(place.left) || /^\s{0,6}(?:之?前|以前|以后|之后)/.test(place.right)) return undefined;
  if (/原(?:定|计划|拟)[^，。；]{0,6}$/.test(place.left)) return undefined;
  if (isPublished(place)) return 'published';
  return eventWords.test((place.left + place.right).replace(/《[^《》]{0,120}》/g, '《》')) ? 'event' : undefined;
}
