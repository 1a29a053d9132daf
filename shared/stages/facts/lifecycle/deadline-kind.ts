import { expressionsOf } from '../../text/words.ts';
import { topicForms } from '../phrases/dates.ts';
import expressions from './expressions.json' with { type: 'json' };

const {
  /** Periods of something else than a hand-in: lessons, contracts, insurance, hours. The words beside the date decide. */
  otherPeriod,
  handIn,
} = expressionsOf(expressions.deadlineKind);

/** What a deadline is for. Only `commentBy` is a fact of an act; the others are told apart so that they are never taken for it. */
export type DeadlineKind = 'commentBy' | 'applyBy' | 'objectBy' | 'tenderBy';

/** 关于…的指导意见, 本意见: an act is called so, nobody is asked for views. */
const actsNamed = /《[^《》]{0,120}》|(?:指导|实施|若干|处理|关于[^，。；]{2,60}的|[本该])意见(?!反馈|征|建议|稿)/g;

/** What words say a deadline is for. `otherwise`: by words that say it only where nothing else does (征集, 寄送). */
function topicOf(text: string, otherwise?: 'otherwise'): DeadlineKind | undefined {
  const said = text.replace(actsNamed, '');
  return topicForms().find((row) => row.if === otherwise && row.form.test(said) && !row.unless?.test(said))?.says;
}

/** The topic by the nearest words that say one: the part between commas, the sentence, what stands before it, the page's title. */
export function findDeadlineKind(places: readonly string[]): DeadlineKind | undefined {
  const [part = '', sentence = ''] = places;
  if (otherPeriod.test(part) && !handIn.test(part)) return undefined;
  // Who may object to what is said elsewhere in the sentence; the part with the day names only where to write.
  if (/异议|不同看法/.test(sentence) && !/投标|开标/.test(part)) return 'objectBy';
  if (/公示期[间内]|公示期(?:限|为|[:：])/.test(sentence) && !/征求|征集|投标|开标/.test(sentence)) return 'objectBy';
  for (const words of [undefined, 'otherwise'] as const)
    for (const each of places) {
      const topic = topicOf(each, words);
      if (topic) return topic;
    }
  return undefined;
}
