/** A status that a sentence states, and who says it. */
export type Said = {
  readonly value: 'draft' | 'in-force' | 'not-yet-in-force' | 'repealed' | 'expired' | 'superseded' | 'adopted-awaiting-approval';
  readonly by: 'issuer' | 'press';
};

/** What the labels of the same sentence already say. */
export type Hints = { readonly relations: readonly string[]; readonly kinds: readonly string[]; readonly partial: boolean };

const awaiting =
  /(?:报|提请)[^。；]{0,40}批准(?:后|之后)?(?:方可|才|公布|再)?(?:施行|实施|生效)?|待[^。；]{0,30}(?:批准|批复)|(?:等候|等待|尚待|有待)[^。；]{0,30}(?:批准|批复)|经[^。；]{0,40}批准后[^。；]{0,30}公布施行|卡在报批|\bpending approval\b|cannot be promulgated until|subject to approval/i;
const adopted = /通过|条例|本法|adopted|voted|cannot be/i;
const expired =
  /(?:^|[^一-龥])失效|已失效|已到期|期限届满自行失效|有效期已满|过了有效期|(?:试行)?期满，?[^。]{0,30}(?:终止|没有转为)|试行期满|届满|宣布[^。；]{0,20}失效|到期后(?:没有|未)|\bexpired\b|\blapsed\b/i;
const notYet =
  /将于[^。；]{0,24}(?:施行|实施|生效)|即将(?:实施|施行|生效)|(?:are|is) (?:to|due to) take effect|will (?:take effect|enter into force)/i;
const inForce =
  /(?:今日|今天|已|已经)[^。；]{0,14}(?:起)?(?:施行|实施)(?!的)|现行|有效性\s{0,6}[:：]\s{0,6}有效|继续有效|\b(?:entered|came) into force|have been in force|has been in force|now in force/i;
const superseded = /取代|代替|替代|替换|让位于|\bsupersed(?:ed|es)|\breplaces?\b/i;
const oldGone = /已?被[^。；，]{0,20}(?:取代|代替|替代)|superseded/i;
const views =
  /征求(?!意见稿)[^。；]{0,16}意见|征集[^。；]{0,10}意见|听取[^。；]{0,12}意见|意见征集|提请审议|for (?:public )?comment|seeking views|asking[^.]{0,60}views|comments are due|draft (?:code|rules|measures|provisions)/i;

/** A press page: dated news, a blog, a broadcaster; else the issuer speaks. */
const pressContext =
  /日报|晚报|新闻|消息|媒体|博客|周刊|财经|资讯|观察|动态|书评|律师|记者|news|alert|policy (?:note|card)|blog|tracker|law firm|journal|rules issued|views sought|update/i;
const pressWords =
  /^日前|^近日|今日|目前|如今|该条例|该办法|这部|旧规|不再适用|将于[^。]{0,20}正式|表决通过|\bthe ministry said\b|\blawmakers\b|legislature|\bhave been in force\b/i;

function speaker(context: string, sentence: string): Said['by'] {
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
    /^附件\s{0,6}\d?[:：][^。]{2,60}(?:稿|草案)[）)]|草案经修改|征求意见稿(?:还|也)?(?:明确|提出|规定|要求|拟|显示|指出)/.test(outside)
  )
    found.push('draft');
  if (hints.relations.includes('repeals') && !hints.partial) found.push('repealed');
  if (/【废止】|效力状态[:：]\s{0,6}废止/.test(plain)) found.push('repealed');
  if ((hints.relations.includes('supersedes') && superseded.test(outside) && !hints.partial) || (oldGone.test(outside) && !found.length))
    found.push('superseded');
  if (/为《》所代替/.test(outside)) found.push('superseded');
  if (awaiting.test(outside) && adopted.test(plain) && !found.includes('draft')) found.push('adopted-awaiting-approval');
  if (expired.test(outside) && !/令牌|许可证|合同|证书|会话|session|公示/i.test(plain)) found.push('expired');
  if (notYet.test(outside)) found.push('not-yet-in-force');
  else if (inForce.test(outside) && !found.length) found.push('in-force');
  return [...new Set(found)].map((value) => ({ value, by }));
}
