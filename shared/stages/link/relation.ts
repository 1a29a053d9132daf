import type { Relation } from '../../model/vocabulary.ts';
import type { Mention } from './mentions.ts';

/** Relations that a sentence can say. `draft-of` marks a text that is named as a draft. */
export type SaidRelation = Exclude<Relation, 'reports' | 'copy-of'>;

/** A mention with what stands around it, Simplified: up to the neighbouring mention or the end of the clause. */
type Place = {
  readonly mention: Mention;
  /** Text between the mention before (or the sentence's start) and the group of mentions that this one belongs to. */
  readonly before: string;
  /** Text from the end of the group to the next mention or the sentence's end. */
  readonly after: string;
  /** Another mention follows directly, so a verb at the very end of `after` belongs to that one. */
  readonly last: boolean;
  readonly sentence: string;
};

const repealVerb = '(?:废止|停止执行|停止施行|停止实施|停止使用|不再执行|不再施行|不再适用|作废)';
const repealBefore =
  /(?:废止|撤销|停止执行)了?[^。；《》，、：]{0,30}$|(?:下列|以下)[^。；《》]{0,40}(?:废止|停止执行)[：:][\\s\\d.、（）()]{0,6}$|(?:决定|予以)[，,]?废止[^。；《》]{0,30}$/;
const repealAfter = new RegExp(`^[^。；《》]{0,48}${repealVerb}`);
const replaceBefore = /(?:部分|全部|全面|整体)?(?:代替|取代|替代|替换)(?!的)了?[^。；《》，、]{0,24}$/;
const replacedAfter =
  /^的(?:全面)?修订(?:$|[，。；])|^[^。；《》]{0,30}与(?:本|新|此)[^。；，《》]{0,14}不(?:相)?一致|^[^。；《》]{0,16}(?:让位于|作了?[^，。；]{0,6}修订|进行了?[^，。；]{0,6}修订|基础上[^，。；]{0,6}修订(?!草案))|^[^。；《》]{0,12}(?:已|被|由|为)[^。；《》，]{0,20}(?:替换|代替|取代|替代)/;
/** 被《X》取代, 为《X》所代替: here the text named is the new one. */
const agentBefore = /(?:被|由|为)(?:[^。；《》，]{0,14}的)?$/;
const agentAfter = /^[^。；《》，]{0,4}(?:所)?(?:取代|代替|替代|替换)/;
const forwardBefore = /(?:转发|批转)(?:了|过|给)?[^。；《》，]{0,36}$/;
const forwardAfter = /^[^。；《》]{0,36}(?:转发(?!到朋友)|批转)/;
const interpretBefore = /(?:解读|图解|读懂|问答|释义|评|解析|详解)[^。；《》，]{0,10}$/;
const interpretAfter =
  /^[”"》〉]?\s{0,6}(?:[^。；《》，]{0,4}解读|答记者问|[^。；《》，]{0,4}问答|一图读懂|图解|释义|政策要点)|^[^。；《》，]{0,14}(?:作(?:如下|出)?解读|解读如下)/;
const helpUnderstand = /为(?:了)?(?:便于|帮助|更好)[^。；《》]{0,10}理解/;
const becameFinal =
  /(?<!将|拟|即将|年内)正式(?:稿|文本|版|出台|印发|发布|公布|通过|文件)|定稿|前身|底稿|脱胎|最终(?:稿|版|文本)|(?:公布|发布|通过|出台)的(?:文本|版本)|经批准后(?:发布|公布)|基础上[^。；]{0,10}(?:修改|完善|修订|形成)|初稿[^。]{0,20}(?:通过|印发)/;
const asksViews =
  /征求[^。；《》]{0,14}(?:意见|建议)|征集[^。；《》]{0,8}(?:意见|建议)|听取[^。；《》]{0,10}意见|意见征集|意见征求|征求过?意见/;
const draftedBefore = /(?:起草|制定|拟订|拟定|形成|修改|完善|就|对|关于|征求|征集|编制|公布)[^。；《》，]{0,24}$/;
const basis =
  '(?:根据|依据|依照|按照|遵照|(?:深入|全面|认真|贯彻|推动|切实|坚决|进一步)?(?:落实|贯彻)(?!情况)(?:落实)?(?:好)?|为贯彻|为落实|为(?:深入|全面|扎实|加快|有效|更好)?(?:实施|推进实施|执行))';
const basisBefore = new RegExp(`${basis}[^。；，《》]{0,36}$`);
const shortBasis = /(?:^|[，。；：:\s])(?:按|依|据)[^。；，《》]{0,16}$/;

const englishRules: readonly (readonly [SaidRelation, RegExp, RegExp])[] = [
  [
    'repeals',
    /\b(?:repeal(?:s|ed|ing)?|abolish(?:es|ed)?|annul(?:s|led)?)[^.;]{0,30}$/i,
    /^[^.;]{0,30}\b(?:repealed|abolished|annulled|ceases? to have effect)\b/i,
  ],
  [
    'supersedes',
    /\b(?:supersed(?:es?|ed|ing)|replac(?:es?|ed|ing))\b(?! by)[^.;]{0,40}$/i,
    /^[^.;]{0,20}\b(?:is|are|was|were|been) (?:superseded|replaced)\b/i,
  ],
  ['forwards', /\bforward(?:s|ed|ing)?\b[^.;]{0,70}$/i, /^[^.;]{0,10}\b(?:is|was) forwarded\b/i],
  [
    'interprets',
    /\b(?:interpretation of|explain(?:s|ing|er on)|Q&A on|reading of|questions on)[^.;]{0,20}$/i,
    /^["”]?\s{0,6}(?:explained|interpreted)\b/i,
  ],
  [
    'implements',
    /\b(?:pursuant to|in accordance with|to implement|implement(?:s|ing)|on the basis of|according to)\b[^.;]{0,40}$/i,
    /^\u0000$/,
  ],
];
const englishFinal =
  /\b(?:adopted|published|final|finali[sz]ed|official) (?:text|version)|version now in force|compared with|departs? from|became\b/i;

function saidInEnglish(place: Place): SaidRelation | undefined {
  for (const [relation, before, after] of englishRules) {
    if (before.test(place.before) || after.test(place.after)) return relation;
  }
  return undefined;
}

/** A verb that ends `after` right before the next mention governs that one, not this. */
function governs(pattern: RegExp, place: Place): boolean {
  const found = pattern.exec(place.after);
  if (!found) return false;
  return place.last || !/^(?:了|过|给)?[^，,。；]{0,20}$/.test(place.after.slice(found[0].length));
}

function replaces(place: Place): boolean {
  if (place.mention.draft && !replaceBefore.test(place.before)) return false;
  if (agentBefore.test(place.before) && agentAfter.test(place.after)) return false;
  return replaceBefore.test(place.before) || governs(replacedAfter, place);
}

function repeals(place: Place): boolean {
  if (agentBefore.test(place.before) && agentAfter.test(place.after)) return false;
  return repealBefore.test(place.before) || governs(repealAfter, place);
}

function isBasis(place: Place): boolean {
  return basisBefore.test(place.before) || shortBasis.test(place.before);
}

/** Whether the sentence outside its titles asks the public for views on this text. */
function underConsultation(place: Place): boolean {
  return asksViews.test(place.sentence) && (draftedBefore.test(place.before) || asksViews.test(place.after.slice(0, 40)));
}

function said(place: Place): SaidRelation {
  const { mention } = place;
  const english = saidInEnglish(place);
  if (english) return english;
  if (repeals(place)) return 'repeals';
  if (replaces(place)) return 'supersedes';
  if (forwardBefore.test(place.before) || governs(forwardAfter, place)) return 'forwards';
  if (interpretBefore.test(place.before) || governs(interpretAfter, place)) return 'interprets';
  if (helpUnderstand.test(place.sentence) && !isBasis(place)) return 'interprets';
  if (mention.draft) return becameFinal.test(place.sentence) || englishFinal.test(place.sentence) ? 'final-of' : 'draft-of';
  if (!isBasis(place) && underConsultation(place)) return 'draft-of';
  return isBasis(place) ? 'implements' : 'cites';
}

const joined = /^(?:[、，,；;\s和与及或]|以及|并|等)*(?:\d\.)?(?:[一-龥\d\s]{0,14}|,? ?and (?:the )?["“]?)$/;

/** Whether the gap between two mentions only lists: 、和与, or a few words of an issuer. A verb there opens a new group. */
function lists(gap: string): boolean {
  if (!joined.test(gap)) return false;
  if (/[，,]\s{0,6}[^、\s]+$/.test(gap)) return false;
  return (
    !/(?:根据|依据|按照|依照|落实|转发|废止|取代|代替|替代|替换|制定|起草|修订|修改|形成|印发|发布|公布|以及其|替|定稿|的\S{0,6}$)/.test(
      gap,
    ) || /^[、和与及]\s{0,6}\d{4}年[^，。]{0,20}的$/.test(gap)
  );
}

/**
 * The relation in which each mention of one sentence stands, in order, by the trigger words of sentences.md.
 * `plain` is the folded sentence that the mentions' offsets belong to.
 */
export function relationsOf(plain: string, mentions: readonly Mention[]): SaidRelation[] {
  const outside = blank(plain, mentions);
  let group = 0;
  const groups = mentions.map((mention, i) => {
    const previous = mentions[i - 1];
    if (previous && !lists(plain.slice(previous.end, mention.start))) group = i;
    return group;
  });
  const relations = mentions.map((mention, i) => {
    const first = groups[i] ?? i;
    const end = lastOf(groups, first);
    const head = mentions[first] ?? mention;
    const tail = mentions[end] ?? mention;
    const next = mentions[end + 1];
    return said({
      mention,
      // A 《》 that names no act (a form, a list of tasks) must not part a trigger from what it governs.
      before: plain.slice(mentions[first - 1]?.end ?? 0, head.start).replace(/《[^《》]{0,200}》/g, ''),
      after: plain.slice(tail.end, next?.start ?? plain.length),
      last: next === undefined,
      sentence: outside,
    });
  });
  return relations.map((relation, i) => (isReplacedByNext(plain, mentions, i) ? 'supersedes' : relation));
}

/** 《A》已被《B》取代: the verb stands behind the new text, and speaks of the old one. */
function isReplacedByNext(plain: string, mentions: readonly Mention[], i: number): boolean {
  const old = mentions[i];
  const fresh = mentions[i + 1];
  if (!old || !fresh) return false;
  const between = plain.slice(old.end, fresh.start);
  return (
    /^[^。；《》，]{0,8}(?:被|由|为)(?:[^。；《》，]{0,14}的)?$/.test(between) && agentAfter.test(plain.slice(fresh.end, fresh.end + 12))
  );
}

function lastOf(groups: readonly number[], first: number): number {
  return groups.lastIndexOf(first);
}

/** The sentence with its mentions blanked, so that words inside titles trigger nothing. */
function blank(plain: string, mentions: readonly Mention[]): string {
  let out = plain;
  for (const each of mentions) out = out.slice(0, each.start) + '\u3000'.repeat(each.end - each.start) + out.slice(each.end);
  return out;
}
