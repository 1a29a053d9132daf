import { readValidityLabel } from '../lifecycle/validity.ts';
import { matches } from '../phrases/rows.ts';
import { type SaidStatus, statusRows } from './status-rows.ts';

/** A status that a sentence states, and who says it. */
export type StatedStatus = {
  readonly value: SaidStatus;
  readonly by: 'issuer' | 'press';
};

/** What the labels of the same sentence already say. */
export type SentenceFacts = {
  readonly relations: readonly string[];
  readonly kinds: readonly string[];
  readonly partial: boolean;
  readonly lapsed: boolean;
};

/** A text without a name that was repealed: 旧办法已于上月废止. What is to be repealed, or what would be, is not. */
const gone =
  /(?<!尚未|并未|未)(?:已|现已|业已)(?:经|于|被|正式|予以)?[^。；，未]{0,10}废[止除]|(?:原|旧)[^。；，《》]{1,14}(?:同时|一并|即行)(?:予以)?废止|(?:上述|下列|以下|原)[^。；，]{0,12}(?:文件|办法|规定|细则|规章)[^。；，]{0,24}(?:停止执行|停止施行|不再执行|不再施行)|\b(?:was|were|has been|have been) (?:repealed|abolished|annulled)\b/i;
const superseded = /取代|取而代之|代替|替代|替换|让位于|\bsupersed(?:ed|es)|\breplace[sd]?\b/i;
const oldGone =
  /(?:取代|代替|替代|替换)了?(?![^，。；]{0,4}《)[^，。；《》]{0,12}(?:版本|旧版|旧规|年版|(?:同名|老|旧|此前的|原有)(?:文件|办法|规定|条例|政策|标准)|原(?:规定|办法|规程|标准))|已?被[^。；，]{0,20}(?:取代|代替|替代)|superseded|\breplac(?:es?|ed) (?:the |an? |its )[^.;]{0,24}\b(?:edition|version|notice|rules|measures|circular|guidelines?|provisions|catalogue)\b/i;
/** A press page: dated news, a blog, a broadcaster; else the issuer speaks. */
const pressContext =
  /日报|晚报|新闻|消息|媒体|博客|简报|速递|速览|周报|盘点|智库|研究机构|通讯社|快讯|评论|专栏|报道|电讯|周刊|财经|资讯|观察|动态|书评|律师|记者|news|alert|policy (?:note|card)|blog|tracker|law firm|journal|rules issued|views sought|update/i;
const pressWords =
  /^日前|^近日|今日|目前|如今|该条例|该办法|这部|旧规|不再适用|将于[^。]{0,20}正式|表决通过|\bthe ministry said\b|\blawmakers\b|legislature|\bhave been in force\b/i;

/** 某市司法局就《X》征求意见: told by somebody else, where the page is no notice of that body. */
const toldOfBody = /^[^，。；《》现我本]{2,30}(?:局|委|厅|部|办|院|会)[^，。；《》现]{0,16}[就对]《|常务会议[^。；《》]{0,12}通过《/;
const noticePage = /(?:通知|公告|启事|公示|通告|函|说明|汇报)(?:[（(]|$)/;
const englishIssuer = /\b(?:notice|circular|announcement|order|decree|database|regulations? \()/i;

function speaker(context: string, sentence: string): StatedStatus['by'] {
  if (toldOfBody.test(sentence) && !noticePage.test(context)) return 'press';
  const latin = /^[^一-龥]{12}/.test(context) && /^[^一-龥]{0,400}$/.test(sentence);
  if (latin && !englishIssuer.test(context) && !/^Status:|\bhereby\b/i.test(sentence)) return 'press';
  return pressContext.test(context) || pressWords.test(sentence) ? 'press' : 'issuer';
}

/** Whether a row says the status of the sentence, and none holds it back. */
function says(status: SaidStatus, sentence: string): boolean {
  const holds = (wanted: string): boolean =>
    statusRows.some((row) => row.says === wanted && matches(row, { before: '', after: '', sentence }));
  return holds(status) && !holds(`not ${status}`);
}

/** Letters of a label that stand apart, put together: 有 效 性：有 效. */
const joined = (plain: string): string =>
  plain.replace(/(?<![一-龥])[一-龥](?: [一-龥]){1,7}(?![一-龥])/g, (apart) => apart.replaceAll(' ', ''));

/** Statuses that a folded sentence states, of the text it speaks of. */
export function findStatuses(plain: string, context: string, hints: SentenceFacts): StatedStatus[] {
  const labelled = readValidityLabel(joined(plain));
  if (labelled && labelled !== 'informational' && labelled !== 'unknown' && labelled !== 'issued')
    return [{ value: labelled, by: 'issuer' }];
  const outside = plain.replace(/《[^《》]{0,120}》/g, '《》').replace(/[“"][^“”"]{0,160}[”"]/g, '“”');
  const { relations, partial } = hints;
  const found: SaidStatus[] = [];
  if (relations.includes('draft-of') || says('draft', outside)) found.push('draft');
  if (relations.includes('repeals') && !partial) found.push('repealed');
  if (says('repealed', plain) || (relations.length === 0 && gone.test(outside))) found.push('repealed');
  if ((relations.includes('supersedes') && superseded.test(outside) && !partial) || (oldGone.test(outside) && !found.length))
    found.push('superseded');
  if (/为《》所代替/.test(outside) || says('superseded', outside)) found.push('superseded');
  if (says('adopted-awaiting-approval', outside) && !found.includes('draft')) found.push('adopted-awaiting-approval');
  if (says('expired', outside) || (hints.lapsed && /(?<!将)(?:到期|届满|期满)/.test(outside))) found.push('expired');
  if (says('not-yet-in-force', outside)) found.push('not-yet-in-force');
  else if (says('in-force', outside) && !found.length) found.push('in-force');
  const by = speaker(context, plain);
  return [...new Set(found)].map((value) => ({ value, by }));
}
