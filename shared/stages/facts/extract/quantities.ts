import type { DocumentFigure } from '../../../model/facts.ts';
import { group, orEmpty } from '../../../model/values.ts';
import { parseCount, precise, scales } from '../../text/numerals.ts';
import { expressionsOf, spanOf, withLists } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import table from './units.json' with { type: 'json' };

const {
  atLeastBefore,
  atMostBefore,
  aboutBefore,
  /** 超过 and 不足 leave the number itself out. */
  strictBefore,
  /** A small number in words is a quantity where something is set up or bounded by it, as in Chinese. */
  meant,
  /** 最高额度上浮20万元: by how much, and no ceiling. 最高可上浮20% is one. */
  moves,
  /** 提高最高支付限额3800元: by how much; what is highest is the limit that moves. */
  movesLimit,
  opened,
} = expressionsOf(expressions.quantities);

/** A fine is a ceiling, whatever stands before its sum. */
export const { fineBehind, fineBefore } = expressionsOf(expressions.fines);

export const scaleWords = '万亿|十亿|千万(?!亿)|百万|亿|万|兆|千(?!万|瓦)|trillion|billion|million|thousand|bn|tn|mn';

const inUnit = withLists(table.words);
/** The units that quantities have, each with the words for it. */
export const units: readonly (readonly [unit: string, words: string])[] = Object.entries(table.units).map(([unit, words]) => [
  unit,
  inUnit(words.join('|')),
]);

/** A quantity in a sentence. `most`: the upper end of a range that is a ceiling; `about`: a round number alone (千个). */
export type FoundQuantity = {
  readonly value: number;
  readonly unit: string;
  readonly more?: boolean;
  readonly most?: boolean;
  readonly about?: boolean;
  readonly start: number;
  readonly end: number;
};

export type Bound = DocumentFigure['bound'];

const inclusion = '(?:\\s{0,2}[（(]\\s{0,2}不?含[^）)]{0,8}[）)])?\\s{0,2}';
/** 5个县级以上 says nothing of the five. */
const overBehind = new RegExp(`^${inclusion}(?:[^，。；、,\\d级]{0,8}?(?<![级等])(?:及以上|以上))`);
const underBehind = new RegExp(
  `^${inclusion}(?:[^，。；、,\\d级]{0,4}?(?:及以下|以下|以内|之内|为上限|封顶)|的[^，。；、,\\d]{0,14}(?:上限|最高限))`,
);
/** A time has an end: 6个月内. */
const withinBehind = /^\s{0,2}内(?![部容])/;
const nearBehind = /^\s{0,6}左右/;

const boundWordsLength = (left: string): number =>
  Math.max(...[atMostBefore, atLeastBefore, aboutBefore].map((each) => each.exec(left)?.[0].length ?? 0));

function readBound(left: string, right: string, more: boolean): Bound {
  if (/(?:上限|最[高多])[^，。；,]{0,24}(?:调整|提高|提升|上调|下调|放宽|增加)(?:为|至|到)$/.test(left)) return 'at-most';
  if (/(?:严禁|禁止|不得)[^，。；]{0,16}(?:高于|超过|大于|多于)[^，。；]{0,6}$/.test(left)) return 'at-most';
  if (atMostBefore.test(left) && !/不[得应宜能可]?(?:低于|少于|小于|短于)[^，。；]{0,10}$/.test(left)) return 'at-most';
  const share = /不[得应宜能可]?(超过|高于|大于|低于|少于|小于)[^，。；,\d]{2,30}?的?$/.exec(left)?.[1];
  if (share) return /[超高大]/.test(share) ? 'at-most' : 'at-least';
  if (atLeastBefore.test(left) || more || overBehind.test(right)) return 'at-least';
  if (underBehind.test(right)) return 'at-most';
  return aboutBefore.test(left) || nearBehind.test(right) ? 'about' : 'exactly';
}

/** 高于全国平均增速6.8个百分点: by how much. */
const gap = /[高低]于[^，。；\d]{2,20}$/;

/** 低于1.3（含本数）: at most, and not less. */
const included = /^[^，。；（(]{0,6}[（(](?:均|都)?(?:包?含|包括)/;

/** 培育超百亿元企业10家: of what size they are, and not how many. */
const ofSize = /(?:超过?|突破|逾)[百千万][万亿]元级?/g;

type BoundMatch = { readonly bound: Bound; readonly strict?: true; readonly lead: number; readonly tail: number };

export function boundOf(plain: string, start: number, end: number, { more, time }: { more: boolean; time: boolean }): BoundMatch {
  const left = plain.slice(Math.max(0, start - 40), start).replace(ofSize, '');
  const right = plain.slice(end, end + 20);
  const tail = /^[^，。；、,\d]{0,4}?(?:以上|以下|以内|之内|左右)/.exec(right)?.[0].length ?? 0;
  const words = plain.slice(start, end);
  const by = moves.test(left) || movesLimit.test(left) || (words.includes('百分点') && gap.test(left));
  const kind = readBound(
    by
      ? ''
      : plain
          .slice(Math.max(0, start - 60), start)
          .replace(/[（(][^（()）]{0,20}[）)]/g, '')
          .replace(ofSize, '')
          .slice(-40),
    right,
    more,
  );
  const within = kind === 'exactly' && ((time && withinBehind.test(right)) || /\bwithin\s{1,3}$/i.test(left));
  const strict = (kind === 'at-least' || kind === 'at-most') && strictBefore.test(left) && !included.test(right);
  return { bound: within ? 'at-most' : kind, ...(strict ? { strict } : {}), lead: by ? 0 : boundWordsLength(left), tail };
}

const amount =
  /(?<![A-Za-z])(RMB|CNY|¥|￥|(?:US|NT|HK|MOP|[SAC])?\$|[€£]|NTD|TWD|HKD|MOP|USD|EUR)?\s?(?<![\d.,])(\d{1,3}(?:,\d{3}){1,5}|\d{1,15}(?:\.\d{1,9})?)(?: (trillion|billion|million|thousand)| ?(bn|tn|mn)\b)?(?![\d.,]{0,20}\d)/g;

/** "RMB 5 million", "¥300,000": the currency stands before; "1.3 million" at the end of a clause is a count. Foreign money is no figure. */
export function findEnglishAmounts(plain: string): FoundQuantity[] {
  if (!/RMB|CNY|[¥￥]|illion/.test(plain)) return [];
  return [...plain.matchAll(amount)].flatMap((each) => {
    const [whole, money, digits = '', word, short] = each;
    const ends = /^(?:[.,]|$)/.test(plain.slice(each.index + whole.length));
    const yuan = money !== undefined && /RMB|CNY|[¥￥]/.test(money);
    if (!yuan && (money !== undefined || !(word && /m|b/.test(word.charAt(0))) || !ends)) return [];
    const lead = whole.length - whole.trimStart().length;
    const value = precise(Number(digits.replace(/,/g, '')) * (scales[orEmpty(word ?? short)] ?? 1));
    return [{ value, unit: yuan ? 'CNY' : 'count', start: each.index + lead, end: each.index + whole.length }];
  });
}

const smallNumber = 'two|three|four|five|six|seven|eight|nine|ten|twelve';
const written = new RegExp(
  `\\b(${smallNumber})(?: (?:to|or) (?:${smallNumber}))?(?= (?!(?:percent|per|million|billion|trillion|thousand|times|days|weeks|months|years|hours|minutes)\\b)(?:[a-z-]{3,16} ){0,2}[a-z]{3,16}s\\b)`,
  'gi',
);
const spans = new RegExp(`\\b(one month|one hour|(?:${smallNumber}) (?:months|hours))\\b`, 'gi');

/** "at least two hubs", "build three to five zones", "six months". */
export function findEnglishCounts(plain: string): FoundQuantity[] {
  const found: FoundQuantity[] = [];
  for (const each of plain.matchAll(written)) {
    const value = parseCount(group(each, 1));
    if (value === undefined || !meant.test(plain.slice(Math.max(0, each.index - 40), each.index))) continue;
    found.push({ value, unit: 'count', more: each[0].includes(' '), ...spanOf(each) });
  }
  for (const each of plain.matchAll(spans)) {
    const [count = '', unit = ''] = each[0].toLowerCase().split(' ');
    const value = count === 'one' ? 1 : parseCount(count);
    if (value === undefined) continue;
    found.push({ value, unit: unit.replace(/s$/, ''), ...spanOf(each) });
  }
  return found;
}

/** "between 3 and 5 percent": one quantity, from its lower end; from its upper one where it is a ceiling. */
export function mergeRanges(
  plain: string,
  raw: readonly FoundQuantity[],
  isCeiling: (start: number, end: number) => boolean,
): FoundQuantity[] {
  const out: FoundQuantity[] = [];
  for (const each of raw) {
    const from = Math.max(0, each.start - 60);
    const low = opened.exec(plain.slice(from, each.start));
    if (!low) {
      out.push(each);
      continue;
    }
    const start = from + low.index;
    while (out.length > 0 && (out.at(-1)?.start ?? 0) >= start) out.pop();
    const scale = low[2] ?? /(?:m|b|tr)illion|thousand/i.exec(plain.slice(each.start, each.end))?.[0];
    const value = Number(group(low, 1).replace(/,/g, '')) * (scale ? (scales[scale.toLowerCase()] ?? 1) : 1);
    out.push(isCeiling(start, each.end) ? { ...each, start, most: true } : { ...each, value, more: true, start });
  }
  return out;
}
