import { orEmpty } from '../../../model/values.ts';
import type { Relation } from '../../../model/vocabulary.ts';
import { withHanPunctuation } from '../../text/normalise.ts';
import { expressionsOf } from '../../text/words.ts';
import { compileForms, type Form, formsBySaying, framesOf, relationRows, wordsOf } from '../phrases/phrases.ts';
import expressions from './expressions.json' with { type: 'json' };
import forms from './forms.json' with { type: 'json' };
import { citedTitleKey, type Mention } from './mentions.ts';

const {
  /** 《A》第三条、《B》: what is meant of a text, and 等法律, part nothing. */
  ofListed,
  /** 恢复施行《A》，《关于暂停施行A的通知》同时废止. */
  resumes,
} = expressionsOf(expressions.relation);

const {
  /** 《X》施行后，旧版证书的换发期限延长至: what goes on, waits or ends is another thing. */
  ofAnotherThing,
  /** 《X》（已废止）, but not 《X》（尚未废止） or （部分废止）. */
  repealedTail,
  /** No form of theirs holds without one of these. */
  changed,
  /** 征求意见截止时间延长至, 延期征求意见: what of a draft can be put off. */
  callGoesOn,
  opensGroup,
  agent,
  basisOpens,
  /** What is done only when something else happens, which nobody knows to have happened, what is asked, and what is denied. */
  notDone,
} = compileForms(forms.relation);

export type StatedRelation = Exclude<Relation, 'reports' | 'copy-of'>;

/**
 * What a sentence says of a mention, and the stretch of the sentence that speaks of it: from the mention before its group to the one
 * behind.
 */
export type SaidRelation = { readonly relation: StatedRelation; readonly from: number; readonly to: number };

/** A mention with what stands around it, Simplified: up to the neighbouring mention or the end of the clause. */
type MentionContext = {
  readonly mention: Mention;
  /**
   * The text from the mention before (or the sentence's start) to the next one (or the end), `◆` for the group that this one belongs to.
   */
  readonly clause: string;
  readonly tail: string;
  /** No other mention follows to which a verb at the very end of the clause would belong. */
  readonly last: boolean;
  /** The sentence also names the draft's text by its name without （草案）, and says that it passed. */
  readonly finalNamed: boolean;
  readonly sentence: string;
};

const rows = formsBySaying(relationRows);
const frames: ReadonlyMap<string, ReturnType<typeof framesOf>> = new Map([
  ['repeals', framesOf('repeal')],
  ['supersedes', framesOf('replace')],
  ['forwards', framesOf('forward')],
]);

function holds({ form, unless, with: beside, named, back }: Form, { clause, sentence, last }: MentionContext): boolean {
  const text = named ? clause : sentence;
  const found = form.exec(text);
  if (!found || unless?.test(clause) || beside?.test(sentence) === false) return false;
  const end = found.index + found[0].length;
  return !named || last || back || clause[end - 1] === '◆' || !/^(?:了|过|给)?[^，。；A-Za-z]{0,20}$/.test(clause.slice(end));
}

const ofWhole: ReadonlySet<string> = new Set(['repeals', 'extends', 'postpones', 'suspends']);
/** 如《X》与本规定不一致 is no condition of a change. */
const conditional: ReadonlySet<string> = new Set([...ofWhole, 'ends-in-part', 'amends']);

/** Whether a frame or a row says this relation of the text, and no row holds it back. */
function says(relation: StatedRelation, place: MentionContext): boolean {
  const any = (wanted: string, around: MentionContext): boolean => {
    const framed = frames.get(wanted);
    return (
      (framed?.needs.test(around.clause) === true && framed.forms.some((form) => holds(form, around))) ||
      (rows.get(wanted) ?? []).some((form) => holds(form, around))
    );
  };
  return (
    any(relation, place) &&
    !any(`not ${relation}`, { ...place, last: true }) &&
    !(conditional.has(relation) && notDone.test(place.clause)) &&
    !(ofWhole.has(relation) && !place.mention.draft && ofAnotherThing.test(place.clause))
  );
}

/** What an act does to one that goes on, in the order in which it is looked for: a moved day of effect is also an amendment. */
const changing = ['suspends', 'ends-in-part', 'prevails-over', 'corrects', 'postpones', 'extends', 'amends'] as const;

/** A draft that is named can be put right, or have its call for comments go on; it has nothing that could be ended or amended. */
function changeIn(place: MentionContext): (typeof changing)[number] | undefined {
  if (!changed.test(place.clause)) return undefined;
  if (!place.mention.draft) return changing.find((each) => says(each, place));
  return says('corrects', place) ? 'corrects' : callGoesOn.test(place.clause) ? 'extends' : undefined;
}

/** What was asked for or proposed is answered, and nothing to be carried out. */
const asked = /(?:请示|提案|来函|来信)$/;

function relationOf(place: MentionContext): StatedRelation {
  const { mention, tail } = place;
  if (mention.explained) return 'interprets';
  if (repealedTail.test(tail)) return 'repeals';
  const change = changeIn(place);
  if (change) return change;
  // A draft that gave way to its final text (《X（草案）》已由正式文本取代) was not replaced.
  const replaced = mention.draft ? { ...place, clause: place.clause.replace(/◆.*$/s, '◆') } : place;
  if (says('repeals', place)) return 'repeals';
  if (says('supersedes', replaced)) return 'supersedes';
  if (says('forwards', place)) return 'forwards';
  if (says('interprets', place)) return 'interprets';
  const isBasis = !asked.test(orEmpty(mention.title)) && says('implements', place);
  if (mention.draft || (!isBasis && says('draft-of', place))) return place.finalNamed || says('final-of', place) ? 'final-of' : 'draft-of';
  return isBasis ? 'implements' : 'cites';
}

const joined = /^(?:[、，,；;\s和与及或]|以及|并|等)*(?:\d\.)?(?:[\p{Script=Han}\d\s]{0,14}[（(]?|,? ?(?:and )?(?:the )?["“]?)$/u;

/** Whether the gap between two mentions only lists: 、和与, or a few words of an issuer. A verb there opens a new group. */
function lists(between: string): boolean {
  const gap = between.replace(ofListed, '');
  if (!joined.test(gap)) return false;
  if (/[，,]\s{0,6}[^、\s，,]{1,60}$/.test(gap)) return false;
  return !opensGroup.test(gap) || /^[、和与及]\s{0,6}\d{4}年[^，。]{0,20}的$/.test(gap);
}

/**
 * The relation in which each mention of one sentence stands, in order, by the trigger words of sentences.md.
 * `plain` is the folded sentence that the mentions' offsets belong to.
 */
export function findRelations(plain: string, mentions: readonly Mention[]): readonly SaidRelation[] {
  const sentence = outside(plain, mentions);
  let group = 0;
  const groups = mentions.map((mention, i) => {
    const previous = mentions[i - 1];
    if (previous && (!lists(plain.slice(previous.end, mention.start)) || turns(plain, previous.end, mention))) group = i;
    return group;
  });
  const said = mentions.map((mention, i): SaidRelation => {
    const first = groups[i] ?? i;
    const end = groups.lastIndexOf(first);
    const next = mentions[end + 1];
    // A 《》 that names no act (a form, a list of tasks) must not part a trigger from what it governs.
    const before = plain.slice(mentions[first - 1]?.end ?? 0, mentions[first]?.start).replace(/《[^《》]{0,200}》/g, '');
    // (Order No. 14) behind an English name: its full stop ends no sentence.
    const after = plain
      .slice(mentions[end]?.end, next?.start)
      .replace(/^\s{0,3}[(（](?=[A-Z])[^()（）]{0,60}[)）]/, '')
      .replace(mentions[end]?.title === undefined ? /^[）)]?(?:号?文件?)?/ : '', '');
    const relation = relationOf({
      mention,
      clause: withHanPunctuation(`${before}◆${after}`),
      tail: plain.slice(mention.start, mention.end).replace(/^.*》/, ''),
      last: next === undefined,
      sentence,
      finalNamed: mention.draft && passedAs(plain, mention, mentions),
    });
    return { relation, from: mentions[first - 1]?.end ?? 0, to: next?.start ?? plain.length };
  });
  return said.map((each, i) => {
    const relation = endedByNext(plain, mentions, i) ?? (endedByNext(plain, mentions, i - 1) ? 'cites' : each.relation);
    return { ...each, relation };
  });
}

/** 《A》已被《B》取代, 《A》已被《B》废止: the verb stands behind the new text, and speaks of the old one. */
function endedByNext(plain: string, mentions: readonly Mention[], i: number): 'supersedes' | 'repeals' | undefined {
  const old = mentions[i];
  const fresh = mentions[i + 1];
  if (!old || !fresh) return undefined;
  const verb = agent.exec(`${plain.slice(old.end, fresh.start)}◆${plain.slice(fresh.end, fresh.end + 12)}`)?.groups?.['ended'];
  if (!verb) return undefined;
  return wordsOf('repeal').includes(verb) ? 'repeals' : 'supersedes';
}

/** 根据《A》，原《B》同时废止: behind the comma another clause begins. */
function turns(plain: string, end: number, { start }: Mention): boolean {
  return (
    /^\s{0,6}[，,]/.test(plain.slice(end, start)) &&
    (plain[start] === '原' || [basisOpens, resumes].some((form) => form.test(plain.slice(Math.max(0, end - 240), end))))
  );
}

/** 《X（草案）》获得通过，《X》将于年内公布: the same name twice, once as draft. */
function passedAs(plain: string, draft: Mention, mentions: readonly Mention[]): boolean {
  if (!draft.title || !/通过|公布|印发|发布|出台|定稿/.test(plain)) return false;
  const name = citedTitleKey(draft.title.replace(/[（(][^（）()]{0,20}(?:稿|草案)[^（）()]{0,12}[）)]/g, ''));
  return mentions.some((each) => each !== draft && !each.draft && each.title !== undefined && citedTitleKey(each.title) === name);
}

/** The sentence with `◇` for its mentions, so that words inside titles trigger nothing. */
function outside(plain: string, mentions: readonly Mention[]): string {
  const pieces = mentions.map(({ start }, i) => plain.slice(mentions[i - 1]?.end ?? 0, start));
  return withHanPunctuation([...pieces, plain.slice(mentions.at(-1)?.end)].join('◇'));
}
