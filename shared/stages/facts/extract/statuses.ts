import { expressionsOf } from '../../text/words.ts';
import { readValidityLabel } from '../lifecycle/validity.ts';
import { compileForm, formsBySaying, statusRows } from '../phrases/phrases.ts';
import expressions from './expressions.json' with { type: 'json' };

const { englishIssuer, noticePage } = expressionsOf(expressions.statuses);

type SaidStatus = 'draft' | 'in-force' | 'not-yet-in-force' | 'repealed' | 'expired' | 'superseded' | 'adopted-awaiting-approval';

export type StatedStatus = {
  readonly value: SaidStatus;
  readonly by: 'issuer' | 'press';
};

export type SentenceFacts = {
  readonly relations: readonly string[];
  readonly kinds: readonly string[];
  readonly partial: boolean;
  readonly lapsed: boolean;
};

const replaced = compileForm('{replace}|{replace.en}|让位于');
const pressPage = compileForm('{presspage}');
const pressWords = compileForm('{presssays}');

/** 某市司法局就《X》征求意见: told by somebody else, where the page is no notice of that body. */
const saidOfBody = /^[^，。；《》现我本]{2,30}(?:局|委|厅|部|办|院|会)[^，。；《》现]{0,16}[就对]《|常务会议[^。；《》]{0,12}通过《/;

function speaker(context: string, sentence: string): StatedStatus['by'] {
  if (saidOfBody.test(sentence) && !noticePage.test(context)) return 'press';
  const latin = /^[^\p{Script=Han}]{12}/u.test(context) && /^[^\p{Script=Han}]{0,400}$/u.test(sentence);
  if (latin && !englishIssuer.test(context) && !/^Status:|\bhereby\b/i.test(sentence)) return 'press';
  return pressPage.test(context) || pressWords.test(sentence) ? 'press' : 'issuer';
}

/** 自5月1日起失效 alone is no repeal as a status. */
const repealing = compileForm('{repeal.any}');
const forms = formsBySaying(statusRows);
const holds = (says: string, sentence: string): boolean => (forms.get(says) ?? []).some(({ form }) => form.test(sentence));

const says = (status: SaidStatus, sentence: string): boolean => holds(status, sentence) && !holds(`not ${status}`, sentence);

const joined = (plain: string): string =>
  plain.replace(/(?<!\p{Script=Han})\p{Script=Han}(?: \p{Script=Han}){1,7}(?!\p{Script=Han})/gu, (apart) => apart.replaceAll(' ', ''));

export function findStatuses(plain: string, context: string, hints: SentenceFacts): StatedStatus[] {
  const labelled = readValidityLabel(joined(plain));
  if (labelled && labelled !== 'informational' && labelled !== 'unknown' && labelled !== 'issued' && labelled !== 'suspended')
    return [{ value: labelled, by: 'issuer' }];
  const outside = plain.replace(/《[^《》]{0,120}》/g, '《》').replace(/[“"][^“”"]{0,160}[”"]/g, '“”');
  const { relations, partial } = hints;
  const found: SaidStatus[] = [];
  if (relations.includes('draft-of') || says('draft', outside)) found.push('draft');
  const lapses = says('expired', outside);
  const ended = relations.includes('repeals') && (!lapses || repealing.test(outside));
  if (!partial && (ended || (relations.length === 0 && says('repealed', outside)))) found.push('repealed');
  const gaveWay = relations.includes('supersedes') && replaced.test(outside);
  if (!partial && (gaveWay || (!found.length && says('superseded', outside)))) found.push('superseded');
  if (says('adopted-awaiting-approval', outside) && !found.includes('draft')) found.push('adopted-awaiting-approval');
  if (lapses || (hints.lapsed && /(?<!将)(?:到期|届满|期满)/.test(outside))) found.push('expired');
  if (says('not-yet-in-force', outside)) found.push('not-yet-in-force');
  else if (says('in-force', outside) && !found.length) found.push('in-force');
  const by = speaker(context, plain);
  return [...new Set(found)].map((value) => ({ value, by }));
}
