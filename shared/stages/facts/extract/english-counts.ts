import { group } from '../../../model/values.ts';
import { parseCount, scales } from '../../text/numerals.ts';

type EnglishCount = { value: number; unit: string; more: boolean; most?: boolean; start: number; end: number };

const small = 'two|three|four|five|six|seven|eight|nine|ten|twelve';
const written = new RegExp(
  `\\b(${small})(?: (?:to|or) (?:${small}))?(?= (?!(?:percent|per|million|billion|trillion|thousand|times|days|weeks|months|years|hours|minutes)\\b)(?:[a-z-]{3,16} ){0,2}[a-z]{3,16}s\\b)`,
  'gi',
);
/** A small number in words is a quantity where something is set up or bounded by it, as in Chinese. */
const meant =
  /\b(?:build|built|establish(?:ed)?|set up|created?|launch(?:ed)?|cultivated?|develop|select(?:ed)?|open|calls? for|at least|at most|more than|up to|no (?:fewer|less|more) than|a minimum of)(?: (?:some|about|another))? $/i;
const spans = new RegExp(`\\b(one month|one hour|(?:${small}) (?:months|hours))\\b`, 'gi');

/** "at least two hubs", "build three to five zones", "six months". */
export function findEnglishCounts(plain: string): EnglishCount[] {
  const found: EnglishCount[] = [];
  for (const each of plain.matchAll(written)) {
    const value = parseCount(group(each, 1));
    if (value === undefined || !meant.test(plain.slice(Math.max(0, each.index - 40), each.index))) continue;
    found.push({ value, unit: 'count', more: each[0].includes(' '), start: each.index, end: each.index + each[0].length });
  }
  for (const each of plain.matchAll(spans)) {
    const [count = '', unit = ''] = each[0].toLowerCase().split(' ');
    const value = count === 'one' ? 1 : parseCount(count);
    if (value === undefined) continue;
    found.push({ value, unit: unit.replace(/s$/, ''), more: false, start: each.index, end: each.index + each[0].length });
  }
  return found;
}

const opened =
  /\bbetween (?:RMB ?|CNY ?|[¥￥])?(\d[\d,.]{0,14})(?: (million|billion|trillion|thousand))?(?: ?(?:yuan|percent|per cent|%))? and (?:RMB ?|CNY ?|[¥￥])?$/i;

/** "between 3 and 5 percent": one quantity, from its lower end; from its upper one where it is a ceiling. */
export function mergeRanges<T extends EnglishCount>(
  plain: string,
  raw: readonly T[],
  isCeiling: (start: number, end: number) => boolean,
): T[] {
  const out: T[] = [];
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
