import { group } from '../../../model/values.ts';
import type { Relation } from '../../../model/vocabulary.ts';
import { type Form, formsFor } from '../phrases/frames.ts';
import { matches } from '../phrases/rows.ts';
import type { Mention } from './mentions.ts';
import {
  agentAfter,
  agentBefore,
  amendedBy,
  asksViews,
  basis,
  basisBefore,
  becameFinal,
  comparedByFinal,
  draftedBefore,
  drawsUp,
  englishDraft,
  englishFinal,
  englishRules,
  helpUnderstand,
  interpretAfter,
  interpretBefore,
  penalty,
  punished,
  shortBasis,
} from './relation-patterns.ts';
import { relationRows } from './relation-rows.ts';
import { citedTitleKey } from './titles.ts';

/** Relations that a sentence can say. `draft-of` marks a text that is named as a draft. */
export type StatedRelation = Exclude<Relation, 'reports' | 'copy-of'>;

/** A mention with what stands around it, Simplified: up to the neighbouring mention or the end of the clause. */
type MentionContext = {
  readonly mention: Mention;
  /** Text between the mention before (or the sentence's start) and the group of mentions that this one belongs to. */
  readonly before: string;
  /** The brackets behind the title: number, status. */
  readonly tail: string;
  /** Text from the end of the group to the next mention or the sentence's end. */
  readonly after: string;
  /** Another mention follows directly, so a verb at the very end of `after` belongs to that one. */
  readonly last: boolean;
  /** The sentence also names the draft's text by its name without （草案）, and says that it passed. */
  readonly finalNamed: boolean;
  readonly sentence: string;
};

function relationInEnglish(place: MentionContext): StatedRelation | undefined {
  if (englishDraft.test(place.before)) return englishFinal.test(place.sentence) ? 'final-of' : 'draft-of';
  // (Order No. 14) behind the name: its full stop ends no sentence.
  const afterName = place.after.replace(/^\s{0,3}[(（][^()（）]{0,60}[)）]/, '');
  const english = { ...place, after: afterName };
  for (const relation of ['repeals', 'supersedes', 'forwards'] as const) if (says(relation, english, 'en')) return relation;
  for (const [relation, before, after] of englishRules) {
    if (before.test(place.before) || after.test(afterName))
      return relation === 'implements' && punished.test(afterName) ? 'cites' : relation;
  }
  return undefined;
}

/** A verb that ends `after` right before the next mention governs that one, not this. */
function governs(pattern: RegExp, place: MentionContext): boolean {
  const found = pattern.exec(place.after);
  if (!found) return false;
  return place.last || !/^(?:了|过|给)?[^，,。；]{0,20}$/.test(place.after.slice(found[0].length));
}

const verbClasses = { repeals: 'repeal', supersedes: 'replace', forwards: 'forward' } as const;
type VerbRelation = keyof typeof verbClasses;

const formsOf = (lang: 'zh' | 'en'): Record<VerbRelation, readonly Form[]> => ({
  repeals: formsFor('repeal', lang),
  supersedes: formsFor('replace', lang),
  forwards: formsFor('forward', lang),
});
const forms = { zh: formsOf('zh'), en: formsOf('en') };

/** Whether a verb in a frame, or a row of its own, says this relation of the text; a row may hold it back. */
function says(relation: VerbRelation, place: MentionContext, lang: 'zh' | 'en'): boolean {
  if (relationRows.some((row) => row.says === `not ${relation}` && matches(row, place))) return false;
  const holds = (form: Omit<Form, 'frame'>): boolean =>
    matches(form, place) && (lang === 'en' || form.after === undefined || governs(form.after, place));
  return forms[lang][relation].some(holds) || relationRows.some((row) => row.says === relation && holds(row));
}

/** 被《X》取代: the text named is the one that does it. */
const isAgent = (place: MentionContext): boolean => agentBefore.test(place.before) && agentAfter.test(place.after);

const replaces = (place: MentionContext): boolean => !isAgent(place) && says('supersedes', place, 'zh');
const repeals = (place: MentionContext): boolean => !isAgent(place) && (/废止|停止执行/.test(place.tail) || says('repeals', place, 'zh'));

/** 依照《A》予以处罚: a penalty rests on that text, this one does not. */
const punishes = ({ after }: MentionContext): boolean => {
  const clause = group(/^[^。；]{0,160}/.exec(after), 0);
  return penalty.test(clause) && !drawsUp.test(clause);
};

function isBasis(place: MentionContext): boolean {
  if (punishes(place)) return false;
  return (basisBefore.test(place.before) || shortBasis.test(place.before)) && !amendedBy.test(place.after);
}

/** Whether the sentence outside its titles asks the public for views on this text. */
function underConsultation(place: MentionContext): boolean {
  return asksViews.test(place.sentence) && (draftedBefore.test(place.before) || asksViews.test(place.after.slice(0, 40)));
}

/** Whether the sentence says that the draft became the text in force. */
function becameText({ sentence, before, finalNamed }: MentionContext): boolean {
  return finalNamed || becameFinal.test(sentence) || comparedByFinal.test(before) || englishFinal.test(sentence);
}

function said(place: MentionContext): StatedRelation {
  const { mention } = place;
  if (mention.explained) return 'interprets';
  const english = relationInEnglish(place);
  if (english) return english;
  if (repeals(place)) return 'repeals';
  if (replaces(place)) return 'supersedes';
  if (says('forwards', place, 'zh')) return 'forwards';
  if (interpretBefore.test(place.before) || governs(interpretAfter, place)) return 'interprets';
  if (helpUnderstand.test(place.sentence) && !isBasis(place)) return 'interprets';
  if (mention.draft) return becameText(place) ? 'final-of' : 'draft-of';
  if (!isBasis(place) && underConsultation(place)) return 'draft-of';
  return isBasis(place) ? 'implements' : 'cites';
}

const joined = /^(?:[、，,；;\s和与及或]|以及|并|等)*(?:\d\.)?(?:[一-龥\d\s]{0,14}|,? ?(?:and )?(?:the )?["“]?)$/;

/** Whether the gap between two mentions only lists: 、和与, or a few words of an issuer. A verb there opens a new group. */
function lists(gap: string): boolean {
  if (!joined.test(gap)) return false;
  if (/[，,]\s{0,6}[^、\s，,]{1,60}$/.test(gap)) return false;
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
export function findRelations(plain: string, mentions: readonly Mention[]): StatedRelation[] {
  const outside = blank(plain, mentions);
  let group = 0;
  const groups = mentions.map((mention, i) => {
    const previous = mentions[i - 1];
    if (previous && (!lists(plain.slice(previous.end, mention.start)) || turns(plain, previous.end, mention))) group = i;
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
      tail: plain.slice(mention.start, mention.end).replace(/^.*》/, ''),
      after: plain.slice(tail.end, next?.start ?? plain.length),
      last: next === undefined,
      sentence: outside,
      finalNamed: mention.draft && passedAs(plain, mention, mentions),
    });
  });
  return relations.map((relation, i) => endedByNext(plain, mentions, i) ?? (endedByNext(plain, mentions, i - 1) ? 'cites' : relation));
}

/** 《A》已被《B》取代, 《A》已被《B》废止: the verb stands behind the new text, and speaks of the old one. */
function endedByNext(plain: string, mentions: readonly Mention[], i: number): 'supersedes' | 'repeals' | undefined {
  const old = mentions[i];
  const fresh = mentions[i + 1];
  if (!old || !fresh) return undefined;
  const between = plain.slice(old.end, fresh.start);
  const verb = agentAfter.exec(plain.slice(fresh.end, fresh.end + 12))?.[0];
  if (!verb || !/^[^。；《》，]{0,8}(?:被|由|为)(?:[^。；《》，]{0,14}的)?$/.test(between)) return undefined;
  return verb.endsWith('废止') ? 'repeals' : 'supersedes';
}

function lastOf(groups: readonly number[], first: number): number {
  return groups.lastIndexOf(first);
}

/** 根据《A》，原《B》同时废止: behind the comma another clause begins. */
function turns(plain: string, end: number, { start }: Mention): boolean {
  return (
    /^\s{0,6}[，,]/.test(plain.slice(end, start)) && (plain[start] === '原' || basisOpens.test(plain.slice(Math.max(0, end - 240), end)))
  );
}

const basisOpens = new RegExp(`(?:^|[。；])[^。；《》]{0,30}${basis}[^。；《》]{0,40}《[^。；]{0,200}$`);

/** 《X（草案）》获得通过，《X》将于年内公布: the same name twice, once as draft. */
function passedAs(plain: string, draft: Mention, mentions: readonly Mention[]): boolean {
  if (!draft.title || !/通过|公布|印发|发布|出台|定稿/.test(plain)) return false;
  const name = citedTitleKey(draft.title.replace(/[（(][^（）()]{0,20}(?:稿|草案)[^（）()]{0,12}[）)]/g, ''));
  return mentions.some((each) => each !== draft && !each.draft && each.title !== undefined && citedTitleKey(each.title) === name);
}

/** The sentence with its mentions blanked, so that words inside titles trigger nothing. */
function blank(plain: string, mentions: readonly Mention[]): string {
  let out = plain;
  for (const each of mentions) out = out.slice(0, each.start) + '\u3000'.repeat(each.end - each.start) + out.slice(each.end);
  return out;
}
