import { labelledValidity } from '../lifecycle/validity.ts';

/** A status that a sentence states, and who says it. */
export type Said = {
  readonly value: 'draft' | 'in-force' | 'not-yet-in-force' | 'repealed' | 'expired' | 'superseded' | 'adopted-awaiting-approval';
  readonly by: 'issuer' | 'press';
};

/** What the labels of the same sentence already say. */
export type Hints = {
  readonly relations: readonly string[];
  readonly kinds: readonly string[];
  readonly partial: boolean;
  readonly lapsed: boolean;
};

const awaiting =
  /(?:(?<!申)报(?!名|告|道|送|销|纸|考)|提请)[^。；（(]{0,40}批准(?:(?:后|之后)?(?:方可|才|公布|再)?(?:施行|实施|生效)|(?:后|之后)|(?=[，。；、]|$))|待[^。；]{0,30}(?:批准|批复)|(?:等候|等待|尚待|有待)[^。；]{0,30}(?:批准|批复)|经[^。；]{0,40}批准后[^。；]{0,30}公布施行|(?:须|需|应当?|本(?:办法|规定|条例|细则|决定)自?)经[^。；]{0,40}批准(?:后|之后)?[^。；]{0,8}(?:施行|实施|生效)|卡在报批|(?:履行|处于|进入)[^，。；]{0,6}报批|\bpending (?:\w{1,20} ){0,2}approval\b|\bawait(?:s|ing)\b[^.;]{0,40}\bapproval\b|cannot be promulgated until|subject to (?:\w{1,20} ){0,2}approval/i;
const adopted = /通过|条例|本(?:法|办法|规定|细则|决定)|adopted|passed|approved|voted|cannot be/i;
const expired =
  /(?:^|[^一-龥])失效|已(?:经)?失效|(?:已|现|自动|自行|到期)[^。；，]{0,12}(?:失效(?!日)|到期失效)|日起失效|宣布失效|(?:已|均)(?:经|全部|陆续|先后|均)?到期|自然失效|(?:已|业已)(?:经)?失去效力|实施期(?:限)?已?(?:满|届满)|有效期已?届满(?!前|之前|需|后|之后|的|日)|期限届满自行失效|《》[^。；，]{0,14}(?:届满|期满)(?=[，。]|$)|(?:已|业已|均)[^。；，]{0,20}届满|(?:有效期|试行期|执行期)(?:限)?(?:均|也)?已(?:经)?满|过了有效期|(?:试行)?期满，?[^。]{0,30}(?:终止|没有转为)|试行期满|宣布[^。；]{0,20}失效|到期后(?:没有|未)|\bexpired\b|\blapsed\b/i;
const notYet =
  /(?:将于|将自|定于|拟于)[^。；]{0,24}(?:施行|实施|生效)|即将(?:正式)?(?:实施|施行|生效)|(?:尚未|还没有?|仍未|还未|未)到[^。；]{0,6}(?:施行|实施|生效)|(?:尚未|还没有?|仍未|并未|还未)(?:正式|开始)?(?:施行|实施|生效)|(?:are|is) (?:to|due to) (?:take effect|enter into force|come into (?:force|effect))|will (?:take effect|enter into force|come into (?:force|effect)|be (?:implemented|effective|enforced))|(?:not yet|yet to) (?:taken? effect|in (?:force|effect)|enter(?:ed)? into force|come into (?:force|effect)|effective)/i;
const inForce =
  /(?:今日|今天|今起|昨日起|(?<!自)即日起|(?<!将|尚)已|已经)[^。；]{0,14}(?:起)?(?:施行|实施|生效)(?!的|后|日)|现行(?:有效)?的?《|现行有效(?=[，。；、）)】\s]|$)|(?:^|状态|效力)\s{0,3}[:：]?\s{0,3}现行|(?:尚|仍|还|目前|依然|均)在有效期|\b(?:in force|effective|in effect) since\b|继续有效(?!的(?![^。；，]{0,12}[：:]))|仍然?有效(?!的)|\b(?:entered|came) into (?:force|effect)\b|have been in force|has been in force|now in force|\btook effect\b/i;
/** A text without a name that was repealed: 旧办法已于上月废止. What is to be repealed, or what would be, is not. */
const gone =
  /(?<!尚未|并未|未)(?:已|现已|业已)(?:经|于|被|正式|予以)?[^。；，未]{0,10}废[止除]|(?:原|旧)[^。；，《》]{1,14}(?:同时|一并|即行)(?:予以)?废止|(?:上述|下列|以下|原)[^。；，]{0,12}(?:文件|办法|规定|细则|规章)[^。；，]{0,24}(?:停止执行|停止施行|不再执行|不再施行)|\b(?:was|were|has been|have been) (?:repealed|abolished|annulled)\b/i;
const superseded = /取代|取而代之|代替|替代|替换|让位于|\bsupersed(?:ed|es)|\breplace[sd]?\b/i;
const oldGone =
  /(?:取代|代替|替代|替换)了?(?![^，。；]{0,4}《)[^，。；《》]{0,12}(?:版本|旧版|旧规|年版|(?:同名|老|旧|此前的|原有)(?:文件|办法|规定|条例|政策|标准)|原(?:规定|办法|规程|标准))|已?被[^。；，]{0,20}(?:取代|代替|替代)|superseded|\breplac(?:es?|ed) (?:the |an? |its )[^.;]{0,24}\b(?:edition|version|notice|rules|measures|circular|guidelines?|provisions|catalogue)\b/i;
const views =
  /草案[^。；《》]{0,24}(?:审议|[一二三]审(?!稿))|处于[^。；]{0,8}征求意见|(?<!经|已|曾|要|书面|须|应当?|可以?)(?<!经[^。；，]{1,6})(?:征求(?!意见稿)[^。；]{0,16}意见|征集[^。；]{0,10}意见|听取[^。；]{0,12}意见)(?!后|[^。；]{0,20}(?:基础上|现(?:将|予)[^。；]{0,40}印发))|意见征集|提请审议|for (?:public )?comment|seeking views|asking[^.]{0,60}views|comments are due|comment period|exposure draft|\bconsultation\b[^.;]{0,40}\b(?:runs|closes|ends|is open)\b|to weigh in\b|draft (?:code|rules|measures|provisions)|\b(?:drafts?|bills?)\b[^.;]{0,100}\b(?:deliberation|first reading|second reading)/i;

/** What runs out and is no act: licences, approvals, contracts, posters. */
const notAnAct =
  /令牌|许可|合同|证书|会话|session|公示|审批|核准|备案(?!管理|办法)|执照|资质|资格|登记证|凭证|验证码|账号|保函|签证|逾期|licen[cs]e|certificate|permit\b|visa\b|warranty|contract/i;
/** A press page: dated news, a blog, a broadcaster; else the issuer speaks. */
const pressContext =
  /日报|晚报|新闻|消息|媒体|博客|简报|速递|速览|周报|盘点|智库|研究机构|通讯社|快讯|评论|专栏|报道|电讯|周刊|财经|资讯|观察|动态|书评|律师|记者|news|alert|policy (?:note|card)|blog|tracker|law firm|journal|rules issued|views sought|update/i;
const pressWords =
  /^日前|^近日|今日|目前|如今|该条例|该办法|这部|旧规|不再适用|将于[^。]{0,20}正式|表决通过|\bthe ministry said\b|\blawmakers\b|legislature|\bhave been in force\b/i;

/** 某市司法局就《X》征求意见: told by somebody else, where the page is no notice of that body. */
const toldOfBody = /^[^，。；《》现我本]{2,30}(?:局|委|厅|部|办|院|会)[^，。；《》现]{0,16}[就对]《|常务会议[^。；《》]{0,12}通过《/;
const noticePage = /(?:通知|公告|启事|公示|通告|函|说明|汇报)(?:[（(]|$)/;
const englishIssuer = /\b(?:notice|circular|announcement|order|decree|database|regulations? \()/i;

function speaker(context: string, sentence: string): Said['by'] {
  if (toldOfBody.test(sentence) && !noticePage.test(context)) return 'press';
  const latin = /^[^一-龥]{12}/.test(context) && /^[^一-龥]{0,400}$/.test(sentence);
  if (latin && !englishIssuer.test(context) && !/^Status:|\bhereby\b/i.test(sentence)) return 'press';
  return pressContext.test(context) || pressWords.test(sentence) ? 'press' : 'issuer';
}

/** Statuses that a folded sentence states, of the text it speaks of. */
export function statusesIn(plain: string, context: string, hints: Hints): Said[] {
  const by = speaker(context, plain);
  const outside = plain.replace(/《[^《》]{0,120}》/g, '《》').replace(/[“"][^“”"]{0,160}[”"]/g, '“”');
  const found: Said['value'][] = [];
  if (
    hints.relations.includes('draft-of') ||
    (views.test(outside) && !/过$/.test(outside)) ||
    /^附件\s{0,6}\d?[:：][^。]{2,60}(?:稿|草案)[）)]|草案经修改|(?:征求意见稿|审议稿|送审稿|讨论稿|(?:^|[，。；本该此])(?:意见稿|草案))(?:还|也|中|将|已)?(?:明确|提出|规定|要求|拟|建议|提交|提请|报|显示|指出)/.test(
      outside,
    )
  )
    found.push('draft');
  if (hints.relations.includes('repeals') && !hints.partial) found.push('repealed');
  if (/【废止】/.test(plain) || (hints.relations.length === 0 && gone.test(outside))) found.push('repealed');
  const labelled = labelledValidity(plain);
  if (labelled && labelled !== 'informational' && labelled !== 'unknown' && labelled !== 'issued')
    return [{ value: labelled, by: 'issuer' }];
  if ((hints.relations.includes('supersedes') && superseded.test(outside) && !hints.partial) || (oldGone.test(outside) && !found.length))
    found.push('superseded');
  if (/为《》所代替/.test(outside)) found.push('superseded');
  if (awaiting.test(outside) && adopted.test(plain) && !found.includes('draft')) found.push('adopted-awaiting-approval');
  if (expired.test(outside) && !notAnAct.test(plain)) found.push('expired');
  else if (hints.lapsed && /(?<!将)(?:到期|届满|期满)/.test(outside)) found.push('expired');
  if (notYet.test(outside)) found.push('not-yet-in-force');
  else if (inForce.test(outside) && !found.length) found.push('in-force');
  return [...new Set(found)].map((value) => ({ value, by }));
}
