import { opt, orEmpty } from '../../model/values.ts';
import { foldScript } from '../text/language.ts';
import { parseHan } from '../text/numerals.ts';
import { structureOf } from '../text/structure.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { splitSentences } from './link/sentences.ts';

const {
  citing,
  leads,
  ofWhom,
  dealt,
  punishing,
  breaking,
  /** 未按规定提交: of what was left undone the words stand in the duty, and these do not. */
  omission,
  consequence,
} = expressionsOf(expressions.provisions);

/** An act as it is cut up: its articles and their sentences, and which article punishes who breaks another. */

/** A stretch without blanks, and where it stands in the text. */
type Stretch = { readonly words: string; readonly start: number; readonly end: number };
/** `paragraphs`: the first and last of its article that it may stand in; a text does not always break its lines there. */
type Sentence = Stretch & { readonly paragraphs?: readonly [number, number] };
/** `label`: nothing where the numbers of a print have come apart from their articles, or there are none. */
export type Provision = { readonly label?: string; readonly words: string; readonly sentences: readonly Sentence[] };

const opening = /第([一二三四五六七八九十百零〇]{1,7})条(?![款的之、和或至，,]|规定|第[一二三四五六七八九十]{1,3}[款项])/g;
/** 税法第五条: of another act, in the middle of a line. */
const ofAnother = /(?:法|条例|办法|规定|细则|规则|章|款|[与，])$/;
/** 附件2 on a line of its own: what follows is no part of the article before. */
const annexed = /(?<=\n)\s{0,9}附(?:件|录|表)?\s?[\d一二三四五六七八九十A-Z]{0,3}[:：]?\s{0,9}(?=\n)/g;
const chapter = /第[一二三四五六七八九十]{1,3}[章节编]\p{Script=Han}{2,24}$/u;
/** Page numbers and addresses of a print. */
const marks = /[—－-]\s?\d{1,3}\s?[—－-]|第\s?\d{1,3}\/\d{1,3}\s?页|https?:\/\/[\w./?=&%-]{4,120}/g;
const longest = 3000;
const paragraphEnd = /。\s{0,9}\n(?!\s{0,9}[（(])/;

type Squeezed = { readonly words: string; readonly at: readonly number[] };

/** A text without its blanks, and the place of each letter that is left. */
function squeezed(text: string): Squeezed {
  const at: number[] = [];
  const words: string[] = [];
  const plain = foldScript(text).replace(marks, (mark) => ' '.repeat(mark.length));
  for (let n = 0; n < plain.length; n += 1) {
    // 显著 is as simple as it gets, and no 显着.
    const letter = text[n] === '著' ? '著' : plain.charAt(n);
    if (/\s/.test(letter)) continue;
    at.push(n);
    words.push(letter);
  }
  return { words: words.join(''), at };
}

const ends = /。(?![」”）]|\d{1,2}[•.．、])/g;
const goesOn = /^[（(][二三四五六七八九十]{1,2}[）)]/;

/** A list stays with the words that lead into it, also where its items are whole sentences. */
function sentencesIn(words: string, from: number, at: readonly number[]): readonly Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  for (const end of [...[...words.matchAll(ends)].map(({ index }) => index + 1), words.length]) {
    if (end < words.length && goesOn.test(words.slice(end, end + 6)) && leads.test(words.slice(start, end))) continue;
    const first = at[from + start];
    const last = at[from + end - 1];
    if (end - start > 7 && first !== undefined && last !== undefined)
      found.push({ words: words.slice(start, end), start: first, end: last + 1 });
    start = end;
  }
  return found;
}

type Opened = { readonly label: string; readonly from: number; readonly end: number };

/**
 * The articles of each act in their order: a 第一条 at the head of a line opens another. A number out of turn is a citation, but for one
 * that begins a line behind a full stop, where articles between are left out: pages of a print break lines anywhere.
 */
function articlesIn(text: string, { words, at }: Squeezed): readonly (readonly Opened[])[] {
  const gap = (index: number): string => text.slice((at[index - 1] ?? -1) + 1, at[index]);
  const acts: { readonly label: string; readonly at: number }[][] = [];
  let last = 0;
  for (const { 0: label, 1: number = '', index } of words.matchAll(opening)) {
    const value = parseHan(number);
    const before = words.slice(Math.max(0, index - 4), index);
    const beginsLine = gap(index).includes('\n');
    // 第二章 计税依据 above an article is no 依据第五条.
    const isCited = citing.test(before) && !(beginsLine && chapter.test(words.slice(Math.max(0, index - 30), index)));
    if (isCited || (gap(index) === '' && ofAnother.test(before))) continue;
    const isNew = value === 1 && (last === 0 || beginsLine);
    const leavesOut = last > 0 && (value === last + 2 || (value > last && beginsLine && before.endsWith('。')));
    if (!isNew && !leavesOut && (last === 0 || value !== last + 1)) continue;
    if (isNew) acts.push([]);
    last = value;
    acts.at(-1)?.push({ label, at: index });
  }
  const starts = acts.flat();
  const annexes = [...text.matchAll(annexed)].map(({ index }) => at.findIndex((place) => place >= index));
  let n = 0;
  return acts.map((act) =>
    act.map(({ label, at: opens }) => {
      n += 1;
      const from = opens + label.length;
      const end = Math.min(starts[n]?.at ?? opens + longest, annexes.find((place) => place > from) ?? words.length, words.length);
      return { label, from, end: end - orEmpty(chapter.exec(words.slice(Math.max(from, end - 40), end))?.[0]).length };
    }),
  );
}

/** 一、…（二）… of an act without articles: the sentences below each heading, 第一部分第（二）项. */
function sectionsOf(text: string): readonly Provision[] {
  const heads = structureOf(text).filter(({ kind }) => kind === 'section' || kind === 'article');
  let section = '';
  let next = 0;
  const all: { label?: string; words: string; sentences: Stretch[] }[] = [{ words: '', sentences: [] }];
  for (const { start, end } of splitSentences(text)) {
    for (let head = heads[next]; head && head.start < end; head = heads[next]) {
      next += 1;
      if (head.kind === 'section') section = `第${head.label.replace(/、$/, '')}部分`;
      const own = head.label.startsWith('第') ? head.label : `${section}第${head.label}项`;
      const label = head.kind === 'section' ? section : own;
      all.push({ label, words: '', sentences: [] });
    }
    const { words } = squeezed(text.slice(start, end));
    const last = all.at(-1);
    if (!last || words.length < 8) continue;
    last.sentences.push({ words, start, end });
    last.words += words;
  }
  return all;
}

/** The provisions of each act that a text holds: an order and the measures that it issues, measures and their annexed rules. */
export function actsIn(text: string): readonly (readonly Provision[])[] {
  const whole = squeezed(text);
  const acts = articlesIn(text, whole);
  if (acts.length === 0) return [sectionsOf(text)];
  return acts.map((opened) => articlesOf(text, whole, opened));
}

export const provisionsOf = (text: string): readonly Provision[] => actsIn(text).flat();

function articlesOf(text: string, { words, at }: Squeezed, opened: readonly Opened[]): readonly Provision[] {
  // Numbers in the margin of a print come apart from their articles: a wrong number is worse than none.
  const apart = opened.filter(({ from, end }) => end - from < 6).length > 2;
  const [first, last] = [opened[0]?.from ?? 0, opened.at(-1)?.end];
  if (apart) return [{ words: words.slice(first, last), sentences: sentencesIn(words.slice(first, last), first, at) }];
  return opened.map(({ label, from, end }) => {
    const own = words.slice(from, end);
    // The first sentence is quoted with the number of its article.
    const opens = at[from - label.length] ?? 0;
    const sentences = sentencesIn(own, from, at).map((each, n) => ({
      ...each,
      ...(n === 0 && { start: opens }),
      paragraphs: [text.slice(opens, each.start).split(paragraphEnd).length, n + 1] as const,
    }));
    return { label, words: own, sentences };
  });
}

/** Which of its words an article of penalties is about. */
type Penalty = {
  readonly label: string;
  /** Of each article that it names the paragraphs, where it names them. */
  readonly cites: ReadonlyMap<string, readonly number[]>;
  /** What it punishes, in its own words: of each deed the pairs of characters. */
  readonly deeds: readonly ReadonlySet<string>[];
  /** 运营者未按规定报告的: who did it. */
  readonly whom?: string;
  /** 平台经营者违反本办法规定的，由…: whom it punishes for whatever the act asks; empty is anybody. */
  readonly all?: string;
  /** 违反本办法提供服务的: what is punished of it, where other articles punish something else. */
  readonly deed?: string;
};

/** 有权举报违反本办法的行为，有关部门应当处理: nobody is punished. */
const reporting = /^(?!.{0,600}(?:罚款|责令|处分|吊销|没收|警告)).{0,400}(?:举报|投诉)/s;
/** 发现违反本办法规定的，应当要求处理: what somebody must do about it. */
const asks = /^(?!.{0,300}(?:罚款|责令|处分)).{0,200}的，应当/;
const cited =
  /第([一二三四五六七八九十百]{1,6})条((?:[、和]?第[一二三四五六七八九]款){0,5})(?:[^第。；]{0,8}?至第([一二三四五六七八九十百]{1,6})条)?/g;
/** 违反本办法第二条规定，未经…: that it is one. */
const offence =
  /^[^，]{0,30}(?:违反本\p{Script=Han}{1,2}(?:第[一二三四五六七八九十百]{1,6}条(?:第[一二三四五六]款)?[、和]?){0,8}(?:规定)?的?，|未经?)/u;
const anything =
  /^([^，。]{0,30}?)违反本(?:办法|规定|条例|法|细则|规则)(?:其他|的)?(?:[有相]?关?(?:规定|要求))?(?:的|([^，。]{2,60})的)?，(?:[不未]履行[^，。]{0,20}(?:义务|责任)的，)?/;
const few = 3;
const fewest = 5;

export const pairsOf = (words: string): ReadonlySet<string> => new Set(Array.from(words, (_, n) => words.slice(n, n + 2)));

/** Pairs of characters that stand in few articles: what all of them say distinguishes no deed. */
function rareIn(articles: readonly Provision[]): (pair: string) => boolean {
  const counts = new Map<string, number>();
  for (const { words } of articles) for (const pair of pairsOf(words)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return (pair) => (counts.get(pair) ?? 0) <= few && /^\p{Script=Han}{2}$/u.test(pair);
}

function penaltiesOf(articles: readonly Provision[]): readonly Penalty[] {
  const numerals = new Map(articles.flatMap(({ label }) => (label === undefined ? [] : [[parseHan(label.slice(1, -1)), label]])));
  const rare = rareIn(articles);
  return articles.flatMap(({ label, words }): Penalty[] => {
    if (label === undefined || !punishing.test(words) || !breaking.test(words) || asks.test(words) || reporting.test(words)) return [];
    const own = words.replace(/《[^》]{1,40}》(?:第[一二三四五六七八九十百]{1,6}条(?:、|和)?){0,8}/g, '');
    const named = [...own.matchAll(cited)].flatMap(([, from = '', parts = '', to]) => {
      const [first, end] = [parseHan(from), parseHan(to ?? from)];
      const paragraphs = [...parts.matchAll(/第(.)款/g)].map(([, number = '']) => parseHan(number));
      const all = Array.from({ length: Math.min(40, Math.max(1, end - first + 1)) }, (_, n) => numerals.get(first + n) ?? []).flat();
      return all.map((each) => [each, paragraphs] as const);
    });
    const cites = new Map(named);
    const deeds = own
      .split(/[：:；。]|[（(][一二三四五六七八九十]{1,2}[）)]/)
      .map((each) => orEmpty(each.split(consequence, 1)[0]).replace(offence, ''))
      .filter((each) => each.length > 7 && !/罚款|责令|给予/.test(each))
      .map((each) => new Set(each.split(omission).flatMap((part) => [...pairsOf(part)].filter(rare))))
      .filter(({ size }) => size >= fewest);
    const [opened = '', whom, deed] = (cites.size === 0 && anything.exec(words)) || [];
    const all = dealt.test(words.slice(opened.length)) ? whom?.replace(/^(?:当事人|任何(?:单位|组织)[和或者]{1,2}个人)$/, '') : undefined;
    return [{ label, cites, deeds, ...opt('whom', ofWhom.exec(words)?.[1]), ...opt('all', all), ...opt('deed', deed) }];
  });
}

/** So much of a deed stands in the duty that it breaks, and in one of several of an article that is cited. */
const covered = 0.62;
const likely = 0.3;
/** Of a deed of the same. */
const close = 0.45;

type Broken = {
  readonly article: string;
  readonly quote: string;
  readonly subject: string | undefined;
  /** Whether its article says nothing else. */
  readonly alone: boolean;
  readonly paragraphs: Sentence['paragraphs'];
};

/**
 * The article that punishes who breaks this: one that cites its article, where that says nothing else or the deed is the same; else one that
 * tells the deed; else one that punishes whatever breaks the act.
 */
export function sanctionsIn(articles: readonly Provision[]): (broken: Broken) => string | undefined {
  const penalties = penaltiesOf(articles);
  return ({ article, subject, quote, alone, paragraphs: [from, to] = [1, 9] }) => {
    const own = pairsOf(quote);
    const share = (deed: ReadonlySet<string>): number => [...deed].filter((pair) => own.has(pair)).length / deed.size;
    const [best] = penalties
      .filter(({ label }) => label !== article)
      .map(({ label, cites, deeds, whom }) => {
        const parts = cites.get(article);
        const isCited = parts !== undefined && (parts.length === 0 || parts.some((each) => each >= from && each <= to));
        const sure = isCited && (alone || (parts.length > 0 && from === to));
        const least = isCited ? (sure ? 0 : likely) : subject !== undefined && subject === whom ? close : covered;
        return { label, isCited, least, share: deeds.length === 0 && isCited ? 1 : Math.max(0, ...deeds.map(share)) };
      })
      .filter((one) => one.share >= one.least)
      .toSorted((a, b) => Number(b.isCited) - Number(a.isCited) || b.share - a.share);
    const every = penalties.filter(({ all, deed }) => all !== undefined && (deed === undefined || penalties.length < few));
    const [only] = every.length === 1 && !penalties.some(({ cites }) => cites.has(article)) ? every : [];
    const meant = only?.all === '' || (only?.all !== undefined && subject !== undefined && isSame(subject, only.all));
    return best?.label ?? (meant && only?.label !== article ? only?.label : undefined);
  };
}

/** 工业互联网企业 and 企业, 三级工业互联网企业. */
const isSame = (one: string, other: string): boolean => one.endsWith(other) || other.endsWith(one);
