import type { Section } from '../../model/article.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { splitSentences } from '../facts/link/sentences.ts';
import { structureOf } from '../text/structure.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A part of a sentence between commas. `lead`: it stands before the passage and holds for it (不得有下列行为：). */
export type Clause = { readonly text: string; readonly tokens: readonly Token[]; readonly lead?: true };

export type Segment = {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly article?: string;
  readonly clauses: readonly Clause[];
  /** What it stands under, in one spelling: the title of the text, the heading of its paragraph. */
  readonly context: string;
};

const label =
  /^\s{0,4}(?:第[一二三四五六七八九十百零〇\d]{1,8}条(?:之[一二三四五六七八九十]{1,2})?|[一二三四五六七八九十]{1,4}、|\d{1,3}[.、．](?!\d))?[\s　]{0,4}/;
const item = /^\s{0,4}(?:[（(][一二三四五六七八九十\d]{1,4}[）)]|\d{1,3}[.、．](?!\d)|[①-⑳])[\s　]{0,4}/;

export const bare = (text: string): string => text.replace(label, '').replace(item, '').trim();

const clausesOf = (text: string): readonly Clause[] =>
  text
    .split(/(?<=[，,：:；;。])/)
    .map((part) => ({ text: part.trim(), tokens: tokensOf(part) }))
    .filter(({ tokens }) => tokens.length > 0);

const asLead = (clauses: readonly Clause[]): readonly Clause[] => clauses.map((clause) => ({ ...clause, lead: true }));
const hasModal = (clauses: readonly Clause[]): boolean => clauses.some(({ tokens }) => tokens.some(({ kind }) => kind === 'modal'));

/**
 * The parts of one sentence; what stands before a colon leads all that follow it, and what has no word of duty of its own belongs to the
 * part before.
 */
function partsOf(sentence: string, lead: readonly Clause[]): readonly { readonly quote: string; readonly clauses: readonly Clause[] }[] {
  const [first = '', ...rest] = sentence.split(/(?<=[；;])/).filter((part) => part.trim() !== '');
  const opening = clausesOf(bare(first));
  const colon = opening.findLastIndex(({ text }) => /[：:]$/.test(text));
  const inside = asLead(opening.slice(0, colon + 1));
  const head = { quote: bare(first), clauses: [...lead, ...inside, ...opening.slice(colon + 1)] };
  let before = [...lead, ...(colon >= 0 ? inside : [])];
  let governing = opening;
  // A claim may be of several parts at once.
  const all = rest.length > 0 ? [{ quote: bare(sentence), clauses: [...lead, ...clausesOf(bare(sentence))] }] : [];
  return [
    head,
    ...all,
    ...rest.map((part) => {
      const own = clausesOf(bare(part));
      const whole = { quote: bare(part), clauses: [...(colon < 0 && !hasModal(own) ? [...lead, ...asLead(governing)] : before), ...own] };
      if (hasModal(own)) governing = own;
      before = [...lead, ...inside];
      return whole;
    }),
  ];
}

/** The sections that hold a place, the innermost last: an article, or where there is none the numbered section. */
const articleAt = (sections: readonly Section[], at: number): Section | undefined =>
  sections.findLast(({ kind, start, end }) => (kind === 'article' || kind === 'section') && start <= at && at < end);

const longestHeading = 30;
const head = /^(?:(?!第一[条章])[^。；]){0,200}/;
const spelled = (text: string): string =>
  tokensOf(text)
    .map(({ key }) => key)
    .join('');

export function segmentsOf(text: string, title: string): readonly Segment[] {
  const sections = structureOf(text);
  const found: Segment[] = [];
  let lead: readonly Clause[] = [];
  const named = spelled(`${title} ${orEmpty(head.exec(text)?.[0])}`);
  let context = named;
  for (const { start, end } of splitSentences(text)) {
    const sentence = text.slice(start, end);
    const opens = start === 0 || text[start - 1] === '\n';
    if (opens) context = named;
    const isItem = item.test(sentence.replace(/^\s+/, ''));
    const first = sentence.search(/\S/);
    const article = articleAt(sections, start + Math.max(first, 0));
    if (!isItem && found.at(-1)?.article !== article?.label) lead = [];
    const parts = partsOf(sentence, isItem ? lead : []);
    for (const part of parts) if (part.clauses.length > 0) found.push({ ...part, start, end, context, ...opt('article', article?.label) });
    // 2.开展数字化改造。每家企业最高补助…: a short sentence at the head of a paragraph is what the others are about.
    if (opens && sentence.trim().length <= longestHeading) context = `${named} ${spelled(sentence)}`;
    if (/[：:]\s*$/.test(sentence)) lead = asLead(parts.flatMap(({ clauses }) => clauses));
    else if (!isItem) lead = [];
  }
  return found;
}
