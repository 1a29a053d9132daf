import type { DocumentType, Relation } from '../../../model/vocabulary.ts';
import { foldScript } from '../../text/fold.ts';
import { expressionsOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { RelatedMention } from './related-mentions.ts';

const { issued, issuedEnglish } = expressionsOf(expressions.mainAct);

export type MainAct = { readonly title?: string; readonly number?: string; readonly relation: Relation; readonly quote: string };

/** How much of a page is its lead: the first paragraphs name what the page is about. */
const leadLength = 600;

function asMain(named: RelatedMention, relation: Relation): MainAct {
  return {
    ...(named.title ? { title: named.title } : {}),
    ...(named.number ? { number: named.number } : {}),
    relation,
    quote: named.quote,
  };
}

function announcesAct(named: RelatedMention, text: string): boolean {
  if (named.relation === 'implements') return false;
  const sentence = text.slice(named.sentence.start, named.sentence.end);
  const outside = foldScript(sentence).replace(/《[^《》]*》/g, '《》');
  return issued.test(outside) || issuedEnglish.test(sentence);
}

/** An interpretation: the act in its own title, else the one the body says it explains, else the act that the lead announces. */
function interpreted(inTitle: readonly RelatedMention[], inText: readonly RelatedMention[], text: string): MainAct | undefined {
  const named = inTitle.find((each) => !each.short) ?? inText.find((each) => each.relation === 'interprets' && !each.short);
  if (named) return asMain(named, 'interprets');
  const lead = inText.find((each) => !each.short && each.start < leadLength && announcesAct(each, text));
  return lead ? asMain(lead, 'interprets') : undefined;
}

/** News: the act whose issuing its title or lead reports. One that is only the basis of what happened is cited. */
function reported(inTitle: readonly RelatedMention[], inText: readonly RelatedMention[], text: string): MainAct | undefined {
  const first = inTitle.find((each) => !each.short && each.relation !== 'implements');
  if (first) return asMain(first, 'reports');
  const lead = inText.find((each) => !each.short && each.start < leadLength && announcesAct(each, text));
  return lead ? asMain(lead, 'reports') : undefined;
}

/** The act that a page is about, when it is a page about one: interpretations `interprets`, news and analyses `reports`. */
export function findMainAct(
  type: DocumentType,
  inTitle: readonly RelatedMention[],
  inText: readonly RelatedMention[],
  text: string,
): MainAct | undefined {
  if (type === 'interpretation') return interpreted(inTitle, inText, text);
  if (type === 'news' || type === 'analysis') return reported(inTitle, inText, text);
  return undefined;
}
