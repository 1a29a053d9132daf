import { group, orEmpty } from '../../model/values.ts';
import { boundWords } from '../text/bounds.ts';
import { numeralOf, readNumeral, scales } from '../text/numerals.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type Bound, type Figure, figureOf, type MonthDay, signs, type Unit } from './guard-figure.ts';
import guard from './guard-words.json' with { type: 'json' };

const { others, plan } = expressionsOf(expressions.guardChinese);

/**
 * What a Chinese sentence states in numbers: figures with unit and bound, days, every number that its words may stand for (三农, 双), and how
 * many others there are beside who is named (教育部等七部门: six of seven).
 */
export type ChineseFigures = {
  readonly figures: readonly Figure[];
  readonly days: readonly MonthDay[];
  readonly possible: ReadonlySet<string>;
  readonly others: ReadonlyMap<string, string>;
};

const units = signs<Unit>(guard.chineseUnits);

/** The bound of the number behind it; the far ones may have words between (至少保存日志6个月). */
const far: readonly (readonly [Bound, RegExp])[] = [
  ['at-least', new RegExp(`(?:${boundWords['at-least']})[^\\d]{0,14}$`)],
  ['at-most', new RegExp(`(?:${boundWords['at-most']})[^\\d]{0,14}$`)],
  ['over', new RegExp(`(?<!不[得应宜能可]?)(?:${boundWords.over})[^\\d，。；、]{0,4}$`)],
  ['under', new RegExp(`(?<!不[得应宜能可]?)(?:${boundWords.under})[^\\d，。；、]{0,4}$`)],
];
const near: readonly (readonly [Bound, RegExp])[] = [
  ['over', /(?:(?<!不)超|逾|>)$/],
  ['under', new RegExp(`(?:${boundWords.short}|<)$`)],
  ['about', new RegExp(`(?:${boundWords.about})$`)],
  ['near', /(?:将近|接近|近)$/],
];
/** 一百万元以上, 30多家, 15日内. */
const behind = signs<Bound>(guard.chineseBehind);

const firstOf = (rows: readonly (readonly [Bound, RegExp])[], text: string): Bound | undefined =>
  rows.find(([, words]) => words.test(text))?.[0];

const upTo = (text: string) => orEmpty(/^[^，。；,;、\d一二三四五六七八九十百千]{0,12}/.exec(text)?.[0]);

type Token = { readonly start: number; readonly end: number; readonly value: string; readonly digits: boolean };

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const numeral = readNumeral(text, at);
    if (!numeral) continue;
    const digits = /\d/.test(text.slice(at, numeral.end));
    tokens.push({ start: at, end: numeral.end, value: numeral.value, digits });
    at = numeral.end - 1;
  }
  return tokens;
}

/** 9月1日至15日, 10月: months with their days; a day without a month has that of the day before it. */
function daysOf(text: string, tokens: readonly Token[], taken: Set<Token>): readonly MonthDay[] {
  const days: { month: number; day?: number }[] = [];
  for (const [i, token] of tokens.entries()) {
    const after = text.slice(token.end, token.end + 3);
    const n = Number(token.value);
    const last = days.at(-1);
    const previous = tokens[i - 1];
    const between = previous ? text.slice(previous.end, token.start) : '';
    if (/^月(?!球|度)/.test(after) && n >= 1 && n <= 12) days.push({ month: n });
    else if (/^[日号](?!线|楼|机|称)/.test(after) && n <= 31 && last && previous && taken.has(previous) && between.length <= 3) {
      if (between === '月') last.day = n;
      else days.push({ month: last.month, day: n });
    } else continue;
    taken.add(token);
  }
  const iso = [...text.matchAll(/(?<!\d)(?:19|20)\d\d[-./](\d{1,2})[-./](\d{1,2})(?!\d)/g)];
  return [...days, ...iso.map(([, month, day]) => ({ month: Number(month), day: Number(day) }))];
}

const numeral = /[零〇一二两三四五六七八九十百千万亿]{1,12}/g;
const meant: Readonly<Record<string, string>> = { 双: '2', 俩: '2', 翻: '2', 倍: '2', 零: '0', 无: '0', 首: '1', 全: '100' };

/** 千亿级, 万亿元: a scale without a number. */
const bare = /(?<![\d.一二三四五六七八九十百千万亿两几数多余上])[十百千万亿]{1,3}(?![一二三四五六七八九十百千万亿分])/g;
const scalesOf = (text: string): readonly Figure[] =>
  [...text.matchAll(bare)].map((found) => {
    const value = [...found[0]].reduce((by, char) => by * (scales[char] ?? 1), 1);
    const after = text.slice(found.index + found[0].length);
    const bound = firstOf(near, text.slice(Math.max(0, found.index - 8), found.index)) ?? firstOf(behind, upTo(after));
    return { value: figureOf(String(value)), kind: 'count', needed: value >= 1e4 && /^(?:级|元)/.test(after), ...(bound ? { bound } : {}) };
  });

function possibleOf(text: string): Set<string> {
  const possible = new Set<string>();
  for (const [run] of text.matchAll(numeral)) {
    // 一百万 is no hundred and no ten thousand; 一二三产业 is one, two and three.
    const whole = readNumeral(`第${run}`, 1);
    if (whole) possible.add(figureOf(whole.value));
    if (/[十百千万亿]/.test(run)) continue;
    for (let from = 0; from < run.length; from += 1)
      for (let to = from + 1; to <= run.length; to += 1) {
        const read = readNumeral(`第${run.slice(from, to)}`, 1);
        if (read) possible.add(figureOf(read.value));
      }
  }
  for (const [char, value] of Object.entries(meant)) if (text.includes(char)) possible.add(value);
  if (/下半年/.test(text)) possible.add('2');
  if (/半年/.test(text)) possible.add('6');
  for (const { value } of scalesOf(text)) possible.add(value);
  // 百千万工程: the scales one by one.
  for (const [run] of text.matchAll(bare)) for (const char of run) possible.add(figureOf(String(scales[char])));
  return possible;
}

function figureAt(text: string, { start, end, value, digits }: Token): Figure {
  const [before, after] = [text.slice(Math.max(0, start - 18), start), text.slice(end, end + 12)];
  const clause = group(/[^，。；,;：:]{0,18}$/.exec(before), 0);
  const points = /^个?百分点/.test(after);
  const kind = value.endsWith('%') ? 'percent' : points ? 'points' : value.includes('/') ? 'fraction' : 'count';
  const isYear = /^(?:19|20)\d\d$/.test(value) && /^年/.test(after);
  const unit = isYear ? undefined : units.find(([, words]) => words.test(after))?.[0];
  const ordinal = /第$/.test(before);
  // 近三年 are the last three years.
  const lately = /近$/.test(clause) && unit !== undefined && unit !== 'yuan';
  const ranked = ordinal && /^[级等类档]/.test(after) ? firstOf(behind, upTo(after)) : undefined;
  const bound = ordinal || isYear || lately ? ranked : (firstOf(near, clause) ?? firstOf(behind, upTo(after)) ?? firstOf(far, clause));
  // 二元 is binary: a numeral alone counts where what is counted is no money; one is a and the.
  const alone = !digits && end - start === 1 && kind === 'count' && (value === '1' || unit === 'yuan');
  // 数十家, 几百万: nobody says how many.
  const needed = (!alone && !/[数几]$/.test(before)) || (ordinal && /^(?:批|届|次|期|阶段|轮)/.test(after));
  return { value: figureOf(value), kind, needed, ...(unit && !(alone && unit === 'yuan') ? { unit } : {}), ...(bound ? { bound } : {}) };
}

export function readChineseFigures(text: string): ChineseFigures {
  const plans = [...text.matchAll(plan)].map(([, n = '']) => String(numeralOf(n)));
  const plain = text.replace(plan, ' ').replace(/过半数?/g, '超50%');
  const tokens = tokensOf(plain);
  const taken = new Set<Token>();
  const days = daysOf(plain, tokens, taken);
  const figures = tokens.filter((token) => !taken.has(token)).map((token) => figureAt(plain, token));
  const ofPlans = plans.flatMap((value): Figure[] => [
    { value, kind: 'count', needed: true },
    { value: '5', kind: 'count', unit: 'year', needed: false },
  ]);
  const beside = [...text.matchAll(others)].map(([, n = '']) => numeralOf(n)).map((all) => [`${all}`, `${all - 1}`] as const);
  return { figures: [...figures, ...ofPlans, ...scalesOf(plain)], days, possible: possibleOf(text), others: new Map(beside) };
}
