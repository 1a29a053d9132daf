import type { Section } from '../../model/article.ts';
import { group, opt, orEmpty } from '../../model/values.ts';
import { splitSentences } from '../facts/link/sentences.ts';
import { boundWords } from '../text/bounds.ts';
import { foldText } from '../text/language.ts';
import { readNumeral } from '../text/numerals.ts';
import { structureOf } from '../text/structure.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import wordings from './wordings.json' with { type: 'json' };

const { label, item } = expressionsOf(expressions.segments);

/**
 * The words of a Chinese sentence in one spelling, so that two sentences can be laid side by side: 六个月 and 6个月, 不少于 and 至少, 应当 and 必须 are
 * one. What nobody could mean differently (的, commas, brackets) is left out.
 */
export type Token = {
  readonly kind: 'number' | 'modal' | 'negation' | 'or' | 'word';
  readonly key: string;
  readonly text: string;
  readonly bound?: Bound;
  readonly value?: string;
  readonly listed?: true;
};
type Bound = 'at-least' | 'over' | 'at-most' | 'under' | 'about';
type Raw = {
  readonly kind: Token['kind'] | 'bound' | 'list' | 'nothing';
  readonly key: string;
  readonly text: string;
  readonly behind?: boolean;
  /** Words that are meant after it: 个月 after the six of 半年. */
  readonly more?: string;
};

/** Expressions are tried at a place from the first on; a bound that stands behind its number is marked. */
const forms: readonly (readonly [kind: Raw['kind'], key: string, words: RegExp])[] = [
  ['bound', 'at-least', new RegExp(`(?:${boundWords['at-least']})`, 'y')],
  ['bound', 'at-most', new RegExp(`(?:${boundWords['at-most']})`, 'y')],
  ['bound', 'over', new RegExp(`(?:${boundWords.over}|逾(?!期)|＞|>|过(?=半数)|超(?=半数|[\\d百一二三四五六七八九十]))`, 'y')],
  ['bound', 'under', new RegExp(`(?:${boundWords.under}|${boundWords.short}|＜|<)`, 'y')],
  ...expressions.tokens.map(([kind = '', key = '', words = '']) => [kind as Raw['kind'], key, new RegExp(words, 'y')] as const),
];
/** 三万元以上, 30%及以下, 60日内, 十万元封顶: the bound of the number before it. */
const behind = /(?<least>及?以上)|(?<most>及?以[下内]|之内|为限|为上限|封顶|(?<=[日天年月时周])内)/y;

const same: ReadonlyMap<string, string> = new Map(wordings.same.flatMap((words) => words.map((word) => [word, orEmpty(words[0])])));
const sameWords = new RegExp([...same.keys()].toSorted((a, b) => b.length - a.length).join('|'), 'y');

function rawAt(plain: string, at: number): Raw {
  sameWords.lastIndex = at;
  const word = sameWords.exec(plain)?.[0];
  if (word !== undefined) return { kind: 'word', key: orEmpty(same.get(word)), text: word };
  const number = readNumeral(plain, at);
  if (number) return term(number.value, plain.slice(at, number.end), plain.slice(number.end, number.end + 2));
  if (plain.startsWith('半年', at) && plain[at + 2] !== '度') return { kind: 'number', key: '6', text: '半年', more: '个月' };
  behind.lastIndex = at;
  const after = behind.exec(plain);
  if (after)
    return { kind: 'bound', key: after.groups?.['least'] === undefined ? 'at-most' : 'at-least', text: group(after, 0), behind: true };
  for (const [kind, key, words] of forms) {
    words.lastIndex = at;
    const found = words.exec(plain)?.[0];
    if (found !== undefined)
      return { kind, key: key === '' ? found.toLowerCase() : key, text: found, ...(found === '左右' ? { behind: true } : {}) };
  }
  const char = String.fromCodePoint(plain.codePointAt(at) ?? 0x20);
  return { kind: 'word', key: char, text: char };
}

/** Twelve months are a year, and a day is called 天 or 日. */
function term(value: string, text: string, after: string): Raw {
  const months = Number(value);
  if (after === '个月' && months > 0 && months % 12 === 0)
    return { kind: 'number', key: String(months / 12), text: `${text}个月`, more: '年' };
  if (after.startsWith('天')) return { kind: 'number', key: value, text: `${text}天`, more: '日' };
  return { kind: 'number', key: value, text };
}

/** How many characters may stand between a bound and its number: 至少保存标识日志6个月, 30个工作日以内. */
const reach = { before: 14, behind: 6 };

/** The number that a bound belongs to: the next one, or for a bound behind, the one before. */
function numberOf(raw: readonly Raw[], at: number): number | undefined {
  const [step, most] = raw[at]?.behind ? [-1, reach.behind] : [1, reach.before];
  for (let place = at + step, far = 0; far < most; place += step, far += 1) {
    const { kind, key, text } = raw[place] ?? { kind: undefined, key: '', text: '' };
    const passed = (kind === 'modal' && key === 'must') || (kind === 'bound' && key === raw[at]?.key);
    if (kind === undefined || ((kind === 'bound' || kind === 'modal') && !passed) || kind === 'or' || /^[，。；：,;:]$/.test(text))
      return undefined;
    if (kind === 'number') return place;
  }
  return undefined;
}

const isYear = (key: string) => /^(?:19|20)\d\d$/.test(key);

function ranges(raw: readonly Raw[], bounds: Map<number, Bound>): ReadonlySet<number> {
  const joints = new Set<number>();
  for (const [at, { kind, key }] of raw.entries()) {
    if (kind !== 'number' || isYear(key) || bounds.has(at) || /^[第-]$/.test(orEmpty(raw[at - 1]?.text))) continue;
    const joint = raw.findIndex(({ text }, place) => place > at && place < at + 4 && /^[至到~～—-]$/.test(text));
    if (joint < 0 || raw[joint + 1]?.kind !== 'number' || bounds.has(joint + 1)) continue;
    bounds.set(at, 'at-least').set(joint + 1, 'at-most');
    joints.add(joint);
  }
  return joints;
}

/** The bounds of the numbers, and the places of bound words that belong to none. */
function boundsOf(raw: readonly Raw[]): { readonly bounds: Map<number, Bound>; readonly loose: ReadonlySet<number> } {
  const bounds = new Map<number, Bound>();
  const loose = new Set<number>();
  for (const [at, { kind, key }] of raw.entries()) {
    if (kind !== 'bound') continue;
    const number = numberOf(raw, at);
    // 最长不超过10年 says one thing twice.
    if (number === undefined || (bounds.has(number) && bounds.get(number) !== key)) loose.add(at);
    else bounds.set(number, key as Bound);
  }
  return { bounds, loose };
}

function rawOf(plain: string): readonly Raw[] {
  const raw: Raw[] = [];
  for (let at = 0; at < plain.length; ) {
    const next = rawAt(plain, at);
    at += next.text.length;
    raw.push(next, ...[...orEmpty(next.more)].map((key): Raw => ({ kind: 'word', key, text: '' })));
  }
  return raw;
}

export function tokensOf(text: string): readonly Token[] {
  const raw = rawOf(foldText(text));
  const { bounds, loose } = boundsOf(raw);
  const joints = ranges(raw, bounds);
  const tokens: Token[] = [];
  let listed = false;
  for (const [at, { kind, key, text: said }] of raw.entries()) {
    if (kind === 'list') listed = true;
    if (kind === 'list' || kind === 'nothing' || joints.has(at) || (kind === 'bound' && !loose.has(at))) continue;
    const bound = bounds.get(at);
    const mark = listed ? ({ listed: true } as const) : {};
    listed = false;
    if (kind === 'number')
      tokens.push({ kind, key: `${orEmpty(bound)} ${key}`, text: said, value: key, ...(bound ? { bound } : {}), ...mark });
    else if (kind === 'bound') tokens.push({ kind: 'negation', key, text: said, ...mark });
    else if (kind === 'word' && key.length > 1 && /^\p{Script=Han}/u.test(key))
      tokens.push(...[...key].map((char, n): Token => ({ kind, key: char, text: n === 0 ? said : '', ...(n === 0 ? mark : {}) })));
    else tokens.push({ kind, key, text: said, ...mark });
  }
  return tokens;
}

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

export const bare = (text: string): string => text.replace(label, '').replace(item, '').trim();

const clausesOf = (text: string): readonly Clause[] =>
  text
    .split(/(?<=[，,：:；;。])/)
    .map((part) => ({ text: part.trim(), tokens: tokensOf(part) }))
    .filter(({ tokens }) => tokens.length > 0);

const asLead = (clauses: readonly Clause[]): readonly Clause[] => clauses.map((clause) => ({ ...clause, lead: true }));
const hasModal = (clauses: readonly Clause[]) => clauses.some(({ tokens }) => tokens.some(({ kind }) => kind === 'modal'));

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
const spelled = (text: string) =>
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
