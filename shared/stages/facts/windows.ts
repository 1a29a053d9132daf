import type { Dates } from '../../model/article.ts';
import type { Window } from '../../model/facts.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { foldScript } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { findDateMentions, findLifecycleDates } from './lifecycle/dates.ts';
import { findMentions } from './link/mentions.ts';
import { splitSentences } from './link/sentences.ts';

const {
  windowWords,
  /** Somebody asks for something. A report that is due to a higher body (形成报告并报送) is a duty, and no application. */
  asks,
  /** 填报调查问卷: what is filled in for who asks, and no application. */
  surveys,
} = expressionsOf(expressions.windows);

export type WindowInput = { readonly title: string; readonly text: string; readonly type: DocumentType; readonly dates: Dates };
const kinds = { applyBy: 'application', objectBy: 'objection' } as const;
const withWindows: ReadonlySet<DocumentType> = new Set([
  'call',
  'notice',
  'announcement',
  'public-notice',
  'guideline',
  'measures',
  'plan',
  'other',
]);
const mostWindows = 12;

const isAsked = (words: string): boolean => asks.test(surveys.test(words) ? words.replaceAll('填报', '') : words);

/**
 * Application and objection windows of a notice or call, each with its sentence; the latest end of each wording last. Never a comment or a
 * bid.
 */
export function readWindows({ title, text, type, dates }: WindowInput): Window[] {
  if (!withWindows.has(type)) return [];
  const base = dates.published?.value ?? dates.signed?.value;
  const found = new Map<string, Window>();
  for (const span of splitSentences(text)) {
    const sentence = text.slice(span.start, span.end);
    const plain = foldScript(sentence);
    if (!windowWords.test(plain)) continue;
    const taken = findMentions(sentence, plain);
    const context = { ...(base ? { base } : {}), around: [text.slice(Math.max(0, span.start - 100), span.start), title], taken };
    for (const moment of findLifecycleDates(sentence, context)) {
      const kind = moment.k === 'applyBy' || moment.k === 'objectBy' ? kinds[moment.k] : undefined;
      if (!kind || moment.value.length !== 10 || (kind === 'application' && !isAsked(`${plain} ${title}`))) continue;
      const first = findDateMentions(sentence, plain, context).find((each) => each.value === moment.value)?.from?.value;
      const from = first && first.length === 10 && first <= moment.value ? { from: first } : {};
      const line = {
        kind,
        ...from,
        until: moment.value,
        ...(moment.time ? { time: moment.time } : {}),
        quote: sentence.trim().slice(0, 200),
      };
      if (found.size < mostWindows && !found.has(`${kind} ${moment.value}`)) found.set(`${kind} ${moment.value}`, line);
    }
  }
  return [...found.values()].toSorted((a, b) => (a.until < b.until ? -1 : 1));
}
