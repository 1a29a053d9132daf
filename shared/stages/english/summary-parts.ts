import type { SummaryLine } from '../../model/summary.ts';
import { group, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import words from './summary-words.json' with { type: 'json' };

/** What the sentences of a summary are made of. No sentence has a Chinese character: what is not surely English is shown as its quote, behind a label. */

const han = /[\p{Script=Han}《》〈〉【】]/u;
const longest = 240;

/** A quote is one stretch of the text, on one line. */
const tidy = (quote: string): string => {
  const line = quote.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};

/** The English label of what the quote says in Chinese. */
export const labelled = (says: string, quote: string): SummaryLine => ({ kind: 'label', says, quote: tidy(quote) });

/** A sentence where it is English through and through, else the label. Without a quote there is no fact. */
export function told(sentence: string | undefined, label: string, quote: string | undefined): SummaryLine[] {
  if (quote === undefined || quote.trim() === '') return [];
  if (sentence === undefined || han.test(sentence)) return [labelled(label, quote)];
  return [{ kind: 'sentence', says: sentence, quote: tidy(quote) }];
}

/** How sentences about an act begin and go on: They take effect, It would take effect. */
export type Voice = {
  readonly it: 'It' | 'They';
  /** A draft says what it would do, also when its final text is out. */
  readonly proposed: boolean;
  /** `is`, `are`, `would be`. */
  readonly be: string;
  /** A verb in its form: takes, take, would take. */
  readonly verb: (bare: string) => string;
  /** A label that is true of an act or of a draft: Applies to, Would apply to. */
  readonly label: (key: LabelKey) => string;
  readonly strength: (key: string) => string | undefined;
};
type LabelKey = keyof typeof words.labels;
const strengths: Readonly<Record<string, readonly string[]>> = words.strengths;

const kinds: Readonly<Record<string, readonly string[]>> = words.kinds;

/** 《X规定》 is called provisions, whatever kind of act it counts as. */
const ownWord = /(规定|规则|指引|准则|细则|办法|决定|复函|函|提案|计划项目)(?=(?:[（(][^（）()]{1,16}[）)])?(?:》|的通知|的?意见$|$))/;
const named: Readonly<Record<string, readonly string[]>> = words.named;
const nameable: ReadonlySet<DocumentType> = new Set(['rule', 'measures', 'guideline', 'detailed-rules']);
const lettered: ReadonlySet<DocumentType> = new Set(['notice', 'announcement', 'reply']);

/** The kind as a noun: `a plan`, `this plan`; `many` where it is a plural. */
export function kindOf({
  type,
  title,
}: {
  readonly type: DocumentType;
  readonly title: string;
}): { readonly some: string; readonly own: string; readonly many: boolean } | undefined {
  const found = orEmpty(ownWord.exec(title)?.[1]);
  const word =
    nameable.has(type) || (lettered.has(type) && /^(?:决定|复?函)$/.test(found)) || (type === 'draft' && found === '计划项目') ? found : '';
  const [some, own] = named[word] ?? kinds[type] ?? [];
  return some === undefined || own === undefined ? undefined : { some, own, many: own.startsWith('these') };
}

const third = (bare: string): string => (/(?:s|sh|ch|x)$/.test(bare) ? `${bare}es` : `${bare}s`);

/** What an act does, and what a draft would do. */
export function voiceOf(many: boolean, proposed: boolean): Voice {
  const form = proposed ? 1 : 0;
  const named = {
    proposed,
    it: many ? ('They' as const) : ('It' as const),
    label: (key: LabelKey) => group(words.labels[key], form),
    strength: (key: string) => strengths[key]?.[form],
  };
  if (proposed) return { ...named, be: 'would be', verb: (bare) => `would ${bare}` };
  return many ? { ...named, be: 'are', verb: (bare) => bare } : { ...named, be: 'is', verb: third };
}
