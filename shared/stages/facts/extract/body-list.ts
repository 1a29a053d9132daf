import { group, han, opt } from '../../../model/values.ts';
import { parseNumeral } from '../../text/numerals.ts';
import { expressionsOf, withLists } from '../../text/words.ts';
import lists from '../phrases/body-words.json' with { type: 'json' };
import { wordsOf } from '../phrases/date-form.ts';
import expressions from './expressions.json' with { type: 'json' };

const { separators } = expressionsOf(expressions.bodyList);

/** Names of bodies, and lists of them, in a folded Chinese sentence. The words are lists in phrases/body-words.json. */

export const bodyForm = withLists({ ...lists, repeal: wordsOf('repeal') });
const expression = (form: string): RegExp => new RegExp(bodyForm(form), 'u');

/** What reads like a body; 签署, 部署, 社会 end like one and are none. */
export const genericBody = expression(`${han}{1,26}?{suffix}(?<!{noBody})$`);
/** A body by its place in a sentence that says who drafted the text: 残联 and 民政部门 are enough there. */
export const inFrame = expression(`${genericBody.source}|^{alone}$|^${han}{2,10}(?<!有关|相关|主管|各|等|[一二三四五六七八九十两几])部门$`);
/** 符合政府公布的标准, 你局: words of a sentence, and bodies of no name. */
export const notAName = expression(`[的其了在]|^[和与及]|{noName}|^(?:${han}{0,4}公司|{common}|[你我贵本该][部局委厅办院会署行校区市省])$`);

const leadWords = expression('^(?:{lead}|自(?!然|治|贸)|中国(?=国家)){1,12}');
const filler = expression(
  `(?:{filler}|面向\\S{0,4}|(?:上|本)?周[一二三四五六日]|(?<=[局委部厅办会院府])制定|[昨今前][（(]\\d{1,2}[）)]日|[（(]${han}{2,24}[）)]|\\s|，|：|(?:\\d{4}年)?\\d{1,2}月(?:\\d{1,2}日)?起?|(?<![\\d月])\\d{1,2}日)$`,
);
const countWord =
  /(?:等)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})(?:个)?(?:部门|部委|单位|家单位|机关|方)(?:办公厅|办公室)?|部门|单位)$|等$/;

export type Known = readonly { readonly start: number; readonly end: number }[];

/** A body without its term (第十五届) and the words that lead into it. */
export function clean(name: string): string {
  return name
    .replace(/^\p{Script=Han}{0,14}(?<!自)由(?![贸港])/u, '')
    .replace(leadWords, '')
    .replace(/(?:第)?[一二三四五六七八九十\d]{1,4}届/, '')
    .replace(/^中华人民共和国(?=.{2})/, '')
    .replace(/\s+/g, '');
}

const placed = /(?:[省市区县州盟旗]|自治区|新区|中国|^)$/;
const joint = /^(?:\p{Script=Han}{1,16}?(?:部|委|厅|局|办|署|会|院|政府|社))(?:会同|联合|和|与)(?=\p{Script=Han}{2})/u;

/** A body of the registry, or what reads like one; 安陵市 in front of a known short name belongs to it. */
function ownName(plain: string, run: string, span: Known[number] | undefined): string | undefined {
  const whole = genericBody.test(run) && !/公司客户|子公司|各公司|家公司|客户/.test(run) ? run.replace(joint, '') : undefined;
  if (!span) return whole;
  const known = plain.slice(span.start, span.end);
  if (!whole || whole.length <= known.length) return known;
  const lead = clean(whole.slice(0, whole.length - known.length) + known);
  const place = lead.slice(0, lead.length - known.length);
  return placed.test(place) || (/^[省市区县州旗]/.test(known) && /^\p{Script=Han}{2,6}$/u.test(place)) ? whole : known;
}

/** 记者从自然资源部获悉，该部与国家数据局…: the body named before. Without one it has no name. */
function antecedent(name: string, plain: string, known: Known): string {
  if (!/^该(?:部|局|委|厅|办|院|会|署|中心|校|市|省)$/.test(name)) return name;
  const end = name.slice(1);
  const told = new RegExp(`(?:从|据)(${han}{1,24}?${end})(?:处)?(?:获悉|了解到|得知|介绍|消息)`, 'u').exec(plain)?.[1];
  const before = known.find((each) => each.end <= plain.indexOf(name) && plain.slice(each.start, each.end).endsWith(end));
  return told ?? (before ? plain.slice(before.start, before.end) : '有关');
}

/** Bodies whose list ends at `end`, first named first. */
export function listBefore(plain: string, end: number, known: Known): { readonly names: readonly string[]; readonly start: number } {
  const names: string[] = [];
  let [at, start] = [end, end];
  for (let round = 0; round < 14; round += 1) {
    const span = known.find((each) => each.end === at);
    const run = group(/\p{Script=Han}{0,30}$/u.exec(plain.slice(Math.max(0, at - 30), at)), 0);
    const name = ownName(plain, run, span);
    const named = name ? antecedent(clean(name), plain, known) : '';
    if (named === '有关') return { names: [], start: at };
    if (!name || named.length < 2 || named.length > 28 || notAName.test(named)) break;
    names.unshift(named);
    at -= name.length;
    start = at + (name.endsWith(named) ? name.length - named.length : 0);
    const gap = separators.exec(plain.slice(0, at));
    if (!gap) {
      // 中共中央国务院: two bodies of the registry without anything between them.
      if (known.some((each) => each.end === at && each.end - each.start > 2)) continue;
      break;
    }
    at -= gap[0].length;
  }
  return { names, start };
}

/** Takes off, from the right, the words between the bodies and the verb; reads 等八部门. */
export function beforeVerb(plain: string, end: number): { readonly end: number; readonly count?: number } {
  let at = end;
  let count: number | undefined;
  for (let round = 0; round < 8; round += 1) {
    const left = plain.slice(Math.max(0, at - 28), at);
    const counted = countWord.exec(left);
    if (counted) {
      const word = counted[1];
      count = (word && parseNumeral(word)) || count;
      at -= counted[0].length;
      continue;
    }
    const found = filler.exec(left);
    if (!found) break;
    at -= found[0].length;
  }
  return { end: at, ...opt('count', count) };
}
