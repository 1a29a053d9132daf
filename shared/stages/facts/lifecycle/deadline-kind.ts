import { group } from '../../../model/values.ts';
/** What a deadline is for. Only `commentBy` is a fact of an act; the others are told apart so that they are never taken for it. */
export type DeadlineKind = 'commentBy' | 'applyBy' | 'objectBy' | 'tenderBy';

const objection =
  /公示|异议|不同看法|(?:名单|结果|人选|项目)[^。；]{0,16}(?:疑问|问题|不同意见)[^。；]{0,30}(?:反映|反馈|提出)|\bobject(?:ions?|s|ing|ed)?\b|\bdisput/i;
const tender =
  /投标|开标|响应文件|磋商|谈判|竞价|报价|询价|比选|招标|资格预审|截标|标书|评标|采购|供应商|\bbids?\b|\bbidders?\b|\btenders?\b|sealed proposals?|RFP\b/i;
const consultation =
  /征求|征集[^，。；]{0,8}(?:意见|建议)|(?:意见|民意)征集|修改意见|(?:提出|反馈|返回|发送|寄送|告知|提交|接收|收集|研提)[^，。；]{0,12}(?:意见|建议(?!书))|(?:意见|建议(?!书))[^，。；]{0,16}(?:反馈|提出|返回|发送|告知|截止|接收|提交|电邮|寄)|咨询文件|公众咨询|听取[^，。；]{0,8}意见/;
const comment =
  /意见|建议(?!书)|反馈|建言|留言|\bcomments?\b|\bviews?\b|\bconsultation|written submissions|\breplies\b|\bsubmissions?\b|\bresponses?\b|\brespond\b|exposure draft|\b(?:soliciting|seeking|inviting) (?:public )?opinions|\b(?:send|submit|give)(?: in)?(?: their| your)? opinions|\bfeedback\b|\bsuggestions\b|write in\b|weigh in\b|have (?:their|your) say/i;
const application =
  /申报|报送|上报|汇总|推荐|报名|申请|申领|受理|填报|提交|上传|揭榜|参赛|送交|寄达|参评|遴选|材料|收件|总结|回执|参会|报(?:我|至|送|市|省|区|国家)|任务书|建议书|投稿|\bappl(?:y|ications?|icants?)\b|\bnominations?\b|\bproposals?\b/i;

/** Periods of something else than a hand-in: lessons, contracts, insurance, hours. The words beside the date decide. */
const otherPeriod =
  /培训(?:时间|期)|会(?:议|期)(?:时间)?[:：]|会议时间|考试|上课|开课|放假|值班|开放时间|办公时间|营业时间|(?:履行|履约|交货|供货|服务|建设|施工|质保|保险|租赁|租|展览|合同|试用|聘)期(?:限|间)?|工期|活动时间|比赛时间|演出|展期/;
const handIn = /截止|截至|申报|报名|投标|响应文件|提交|递交|报送|意见|反馈|异议|公示/;

/** 征集 alone may ask for views or for entries: the page decides, else entries. */
const calls = /征集/;

/** 反馈推荐名单及意见: names are handed in, and views come with them. */
const handsInList = /(?:报送|反馈|提交|上报)[^，。；]{0,6}(?:推荐|申报|汇总表|名单|报名)/;

/** 关于…的指导意见: an act is called so, nobody is asked for views. */
const actsNamed = /《[^《》]{0,120}》|(?:指导|实施|若干|处理|关于[^，。；]{2,60}的)意见(?!反馈|征|建议|稿)/g;

/** What words say a deadline is for, or undefined when they say nothing of it. */
function topicOf(text: string): DeadlineKind | undefined {
  if (objection.test(text) && !consultation.test(text)) return 'objectBy';
  if (handsInList.test(text)) return 'applyBy';
  if (tender.test(text)) return 'tenderBy';
  if (consultation.test(text)) return 'commentBy';
  if (application.test(text)) return 'applyBy';
  return comment.test(text.replace(actsNamed, '')) ? 'commentBy' : undefined;
}

/** The topic by the nearest words that say one: the part between commas, the sentence, what stands before it, the page's title. */
export function findDeadlineKind(places: readonly string[]): DeadlineKind | undefined {
  if (otherPeriod.test(group(places, 0)) && !handIn.test(group(places, 0))) return undefined;
  // Who may object to what is said elsewhere in the sentence; the part with the day names only where to write.
  if (/异议|不同看法/.test(group(places, 1)) && !/投标|开标/.test(group(places, 0))) return 'objectBy';
  if (/公示期[间内]|公示期(?:限|为|[:：])/.test(group(places, 1)) && !/征求|征集|投标|开标/.test(group(places, 1))) return 'objectBy';
  for (const each of places) {
    const topic = topicOf(each);
    if (topic) return topic;
  }
  return places.some((each) => calls.test(each)) ? 'applyBy' : undefined;
}
