import type { Strength } from '../../../model/facts.ts';
import { group, opt, orEmpty } from '../../../model/values.ts';
import { parseAmount, parseHan, precise, scales } from '../../text/numerals.ts';
import { expressionsOf, spanOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import inHan from './han-units.json' with { type: 'json' };
import table from './number-rows.json' with { type: 'json' };
import { anyRow } from './place-rows.ts';
import {
  type Bound,
  boundOf,
  type FoundQuantity,
  findEnglishAmounts,
  findEnglishCounts,
  fineBefore,
  fineBehind,
  mergeRanges,
  scaleWords,
  units,
} from './quantities.ts';
import { type FigureContext, isThreshold, readStrength } from './strength.ts';
import { withYearsInOrder } from './years-in-order.ts';

const {
  /** Numbers that are no quantities of policy, by the words beside them. */
  notPolicy,
  notCounted,
  notScope,
  boundedBefore,
  setUp,
  setUpEarlier,
  sayings,
  /** 93，708，580元 and "(115.4, 2.8, 2.5%)" are one number and a share's quotation, 1年8个月 one term: what is left of them is no quantity. */
  broken,
  boundedBehind,
  /** 新台币50万元, 500万元港币: a sum of another money than the yuan. */
  otherMoney,
  otherMoneyBehind,
  /** "at least 200 pilot villages": a bounded number of whatever things. */
  someThings,
} = expressionsOf(expressions.figures);

const starts = anyRow(table.starting, table.words);
const isStartingValue = (plain: string, start: number, end: number): boolean =>
  starts({ left: plain.slice(Math.max(0, start - 60), start), behind: plain.slice(end, end + 40) });

const parts =
  /第[（(]?[一二三四五六七八九十百\d]{1,5}[）)]?(?:[项款条目]?(?:、|至|和|或者?|以及|及)第?[（(]?[一二三四五六七八九十百\d]{0,5}[）)]?){1,6}$/;
/** 第五、六项, 第（三）、（四）项, 第5和6条. */
const isPartOfAct = (left: string): boolean => parts.test(left);

/** What stands beside a number says that it is no quantity of policy: a list's items, a rate of repetition, a temperature. */
const isNoQuantity = anyRow(table.other, { ...table.words, parts: parts.source });
function isOtherNumber(plain: string, { index, 0: whole, groups = {} }: RegExpExecArray, unit: string): boolean {
  const [start, end] = [index, index + whole.length];
  const left = plain.slice(Math.max(0, start - 60), start);
  const behind = plain.slice(end, end + 16);
  const right = behind.slice(0, 8).replace(/\s/g, '').normalize('NFKC');
  if (notCounted.test(right) || notScope.test(right) || broken.test(left.slice(-32)) || isStartingValue(plain, start, end)) return true;
  const { low = '', scale: scaled = '' } = groups;
  return isNoQuantity({ left, near: left.slice(-14), right, behind, whole, unit, low, scaled, sentence: plain });
}

const hanUnits: Readonly<Record<string, string>> = inHan;

/** Small counts (一家, 三个) are turns of speech as often as figures: see `meant`. */
const written =
  /(?<![一二两三四五六七八九十百千万亿零第每首\d])([一二两三四五六七八九][一二两三四五六七八九十百千零]{0,8}|十[一二三四五六七八九]?|[百千万](?=[余多]?[个家所项名户台座处条]))(?:(万亿|亿|万)(?:(零?[一二两三四五六七八九][一二三四五六七八九十百千零]{1,8})(万)?)?)?(余|多)?(元(?!旦|宵)|个百分点|个月|个?小时|课时|学时|倍|家(?!级)|个(?![体性])|所(?![有以在属])|项(?!目)|名(?!单|称)|款(?!项)|户(?!籍)|台|座|处(?![理罚分])|条(?!例|款|件|第)|套|支(?![持撑付])|辆|种|人(?![工民类员]))/g;

const rangeLow = /(?<![一二两三四五六七八九十百千])([一二两三四五六七八九十]{1,3})(?:至|到|—|-|～|~)$/;

function isQuantity(plain: string, { start, end, value, unit }: Pick<FoundQuantity, 'start' | 'end' | 'value' | 'unit'>): boolean {
  const left = plain.slice(Math.max(0, start - 28), start);
  const right = plain.slice(end, end + 12);
  // 第五、六项, 第（三）、（四）项: parts of an act.
  if (sayings.test(right) || (unit === 'count' && isPartOfAct(left))) return false;
  if (unit === '%') return true;
  const behind = boundedBehind.test(right);
  // 六个月内有效 is a time in which something is done; 转发至三个以上群聊 counts nothing that is set up.
  if (unit === 'month' && /^\s{0,2}(?:之?内|以内)/.test(right)) return false;
  if (boundedBefore.test(left)) return true;
  if (behind && (unit !== 'count' || value > 10)) return true;
  return unit === 'count' && value > 1 && (setUp.test(left) || setUpEarlier.test(left));
}

/** A line that was cut: 处五万元以上五十. */
const cutOff = /^以(?:上[一二三四五六七八九十百千万]{0,6})?\s{0,2}$/;

function countsIn(plain: string): FoundQuantity[] {
  const found: FoundQuantity[] = [];
  for (const each of plain.matchAll(written)) {
    const [whole, numerals = '', scale, rest, restScale, more, word = ''] = each;
    const bare = parseAmount(numerals);
    const unit = hanUnits[word] ?? 'count';
    const place = { start: each.index, end: each.index + whole.length };
    // 二套房: the second.
    if (bare === undefined || (word === '套' && numerals === '二') || cutOff.test(plain.slice(place.end, place.end + 12))) continue;
    // 一亿二千万元, 六万三千座: a large scale and what stands under it.
    // 三至五家: the numeral before is the lower end.
    const low = rangeLow.exec(plain.slice(Math.max(0, each.index - 5), each.index));
    const least = low?.[1] === undefined ? undefined : parseAmount(low[1]);
    const under = rest === undefined ? 0 : parseAmount(rest.replace(/^零/, ''));
    if (under === undefined) continue;
    if (least !== undefined && low && rest === undefined) {
      if (least >= bare) continue;
      const from = { start: each.index - low[0].length, end: place.end };
      if (unit === 'month' || unit === 'hour' || !isQuantity(plain, { ...from, value: bare, unit })) continue;
      found.push({ value: least * (scale ? (scales[scale] ?? 1) : 1), unit, more: true, ...from });
      continue;
    }
    const value = bare * (scale ? (scales[scale] ?? 1) : 1) + under * (restScale ? 1e4 : 1);
    const round = numerals.length === 1 && bare >= 100;
    const large = (scale !== undefined || bare >= 100) && !round && (unit === 'count' || unit === 'CNY');
    if (large || isQuantity(plain, { ...place, value, unit }))
      found.push({ value, unit, more: more !== undefined, about: round, ...place });
  }
  return found;
}

const share = '[一二三四五六七八九][一二三四五六七八九十百零]{0,4}|十[一二三四五六七八九]?|百|零';
/** 百分之三十五点五, 千分之二, 百分之五至十. */
const shares = new RegExp(
  `(百|千|万)分之(${share})(?:点([零一二三四五六七八九]{1,4}))?(?:\\s{0,2}(?:至|到|—|-|～|~)\\s{0,2}(?:[百千万]分之)?(${share}))?`,
  'g',
);
const hanParts: Readonly<Record<string, number>> = { 百: 1, 千: 0.1, 万: 0.01 };

function sharesIn(plain: string): FoundQuantity[] {
  const found: FoundQuantity[] = [];
  for (const each of plain.matchAll(shares)) {
    const [whole, of = '百', numerals = '', decimals = '', high] = each;
    const ceiling =
      high !== undefined && /(?:最高|不(?:得)?超过)[^，。；]{0,4}$/.test(plain.slice(Math.max(0, each.index - 10), each.index));
    const number = parseAmount(orEmpty(ceiling ? high : numerals));
    if (number === undefined) continue;
    const fraction = [...decimals].reduce((sum, digit, n) => sum + parseHan(digit) / 10 ** (n + 1), 0);
    const value = precise((number + fraction) * (hanParts[of] ?? 1));
    found.push({ value, unit: '%', more: high !== undefined && !ceiling, start: each.index, end: each.index + whole.length });
  }
  return found;
}

/** 八成以上, 下降七成, 三成五: tenths, where the words beside them measure. */
const tenths =
  /(?<=(?:超过?|达到?|约|近|逾|占|至|到|不足|不到|不低于|不少于|不高于|高于|低于|提高|提升|增长|下降|降低|减少|压减|有|至少|以)了?)([一二两三四五六七八九])成(?!立|为|员|果|功|熟|长|本|就|效|品|型|套|都|千|份|绩|人|语|形)([一二三四五六七八九])?|([一二两三四五六七八九])成([一二三四五六七八九])?(?:以上|左右|多)/g;

function tenthsIn(plain: string): FoundQuantity[] {
  return [...plain.matchAll(tenths)].map((each) => ({
    value: 10 * parseHan(orEmpty(each[1] ?? each[3])) + parseHan(each[2] ?? each[4] ?? '零'),
    unit: '%',
    more: each[0].endsWith('多'),
    ...spanOf(each),
  }));
}

/** 超万亿元, 突破千亿元大关: a scale alone is a sum where words measure it. 超千亿元企业, 万亿元级: of what size something is. */
const bareScale =
  /(?<=超过?|突破了?|达到?了?|逾|近|约)([百千万])([万亿])元(?![级的旦宵]|规模(?:以上)?的?(?:企业|产业|市场)|(?:大型)?(?:企业|产业|市场|集群|园区|城市|俱乐部|县))/g;
const places: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };

const scalesIn = (plain: string): FoundQuantity[] =>
  [...plain.matchAll(bareScale)].map((each) => ({
    value: (places[group(each, 1)] ?? 1) * (places[group(each, 2)] ?? 1),
    unit: 'CNY',
    about: true,
    ...spanOf(each),
  }));

/** 一百五十亿元, 四百余家, 不少于六个月, 百分之三十, 七成. `plain` is folded. */
function findHanFigures(plain: string): FoundQuantity[] {
  return [
    ...(plain.includes('成') ? tenthsIn(plain) : []),
    ...(plain.includes('分之') ? sharesIn(plain) : []),
    ...scalesIn(plain),
    ...countsIn(plain),
  ];
}

export type Figure = {
  readonly value: number;
  readonly unit: string;
  readonly year: number | null;
  readonly yearFrom?: 'text' | 'page';
  readonly bound: Bound;
  /** The number itself is left out: 超过, 不足. */
  readonly strict?: true;
  readonly threshold?: true;
  readonly strength?: Strength;
  readonly start: number;
  readonly end: number;
  /** Where its number begins, behind the words that bound it. */
  readonly number: number;
};

const unitWords = units.map(([, words]) => `(${words})`).join('|');
const quantity = new RegExp(
  `(?<![\\d.])(?<low>\\d{1,3}(?:,\\d{3}){1,5}|\\d{1,15}(?:\\.\\d{1,9})?)(?:\\s{0,2}(?<lowScale>万亿|亿|百?万|千)?\\s{0,6}(?:[-—–~～至]{1,2}|(?<!\\bfrom \\d{1,6} |\\b(?:19|20)\\d\\d )to)\\s{0,6}(?<high>\\d{1,15}(?:\\.\\d{1,9})?))?\\s{0,6}(?<scale>${scaleWords})?(?<more>余|多)?\\s{0,6}(?:${unitWords})`,
  'gi',
);
const tokens = /(?<![\d.])(\d{1,15}(?:\.\d{1,9})?)(万亿|亿|万)(?=[，。；,]|$|左右|以上|的[，。；])/g;
const ratio = /(?<![\d.])(1\.\d{1,3})(?!\d|\s{0,2}[%％万亿千百元倍升吨米个家年月兆度级版]|\.\d)/g;

const factor = (word: string | undefined): number => (word ? (scales[word.toLowerCase()] ?? 1) : 1);

function measured(plain: string): FoundQuantity[] {
  const found: FoundQuantity[] = [];
  if (!/\d/.test(plain)) return found;
  for (const each of plain.matchAll(quantity)) {
    const { low = '', lowScale, high, scale, more } = each.groups ?? {};
    const named = units[each.slice(6).findIndex((word) => word !== undefined)]?.[0] ?? 'count';
    if (isOtherNumber(plain, each, named)) continue;
    const ceiling = high !== undefined && isCeiling(plain, each.index, each.index + each[0].length);
    const number = Number((ceiling ? high : low).replace(/,/g, '')) * factor(ceiling ? scale : (lowScale ?? scale));
    found.push({
      value: precise(number * (named === 'ms' ? 1e-3 : 1)),
      unit: named === 'ms' ? 'second' : named,
      more: more !== undefined || (high !== undefined && !ceiling),
      most: ceiling,
      ...spanOf(each),
    });
  }
  return found;
}

/** Of a range the upper end counts where it is a ceiling: 最高1-10万元, 处1-5万元罚款. */
const isCeiling = (plain: string, start: number, end: number): boolean =>
  /(?:最高|不(?:得)?超过)[^，。；]{0,5}$/.test(plain.slice(Math.max(0, start - 10), start)) || isFine(plain, start, end);

const isFine = (plain: string, start: number, end: number): boolean =>
  fineBehind.test(plain.slice(end, end + 20)) || fineBefore.test(plain.slice(Math.max(0, start - 60), start));

const isPoint = (plain: string, { start, end }: FoundQuantity): boolean => /点|points?$/.test(plain.slice(start, end));

function joined(plain: string, raw: readonly FoundQuantity[]): FoundQuantity[] {
  const out: FoundQuantity[] = [];
  for (const each of raw) {
    const low = out.at(-1);
    const ranged =
      low &&
      low.unit === each.unit &&
      isPoint(plain, low) === isPoint(plain, each) &&
      low.value <= each.value &&
      (/^\s{0,4}(?:至|到|—{1,2}|[-－–]|~|～|或)\s{0,4}$/.test(plain.slice(low.end, each.start)) ||
        (/^以上\s{0,2}(?:至|到)?\s{0,2}$/.test(plain.slice(low.end, each.start)) &&
          /^(?:人民币)?以下/.test(plain.slice(each.end, each.end + 6))));
    if (!ranged || !low) out.push(each);
    else if (isFine(plain, low.start, each.end) || !/(?:由|从)[^，。；]{0,12}$/.test(plain.slice(Math.max(0, low.start - 16), low.start)))
      out.splice(
        -1,
        1,
        isCeiling(plain, low.start, each.end) ? { ...each, start: low.start, most: true } : { ...low, more: true, end: each.end },
      );
    else out.push(each);
  }
  return out;
}

function bare(plain: string): FoundQuantity[] {
  const found: FoundQuantity[] = [
    ...findHanFigures(plain).filter(({ start, end }) => !isStartingValue(plain, start, end)),
    ...findEnglishAmounts(plain),
    ...findEnglishCounts(plain),
  ];
  if (!/\d/.test(plain)) return found;
  if (/PUE|电能利用效率|电能比/i.test(plain)) {
    for (const each of plain.matchAll(ratio))
      if (!isStartingValue(plain, each.index, each.index + each[0].length))
        found.push({ value: Number(each[1]), unit: 'PUE', ...spanOf(each) });
  }
  for (const each of plain.matchAll(tokens)) {
    // 净买入26亿: money, and of which currency nobody says.
    if (/(?:买入|卖出|成交|流入|流出|市值|营收|净利润?)[^，。；\d]{0,6}$/.test(plain.slice(Math.max(0, each.index - 14), each.index)))
      continue;
    found.push({
      value: Number(each[1]) * (scales[group(each, 2)] ?? 1),
      unit: 'count',
      ...spanOf(each),
    });
  }
  for (const each of plain.matchAll(someThings)) {
    const start = each.index + each[0].indexOf(group(each, 1));
    found.push({ value: Number(group(each, 1).replace(/,/g, '')), unit: 'count', start, end: each.index + each[0].length });
  }
  return found;
}

/** 处新台币50万元以上150万元以下罚款: the money is named before the first of its clause. 港币1亿元（人民币9000万元）: each its own. */
function isOtherMoney(plain: string, { start, end }: FoundQuantity): boolean {
  const left = orEmpty(
    plain
      .slice(Math.max(0, start - 60), start)
      .split(/[，。；]/)
      .at(-1),
  );
  const at = left.search(otherMoney);
  return otherMoneyBehind.test(plain.slice(end, end + 8)) || (at >= 0 && !/人民币|RMB|CNY/.test(left.slice(at)));
}

/** A sentence with more is a table that lost its lines. */
const mostInSentence = 60;

/** Quantities that a sentence states, with unit, year, bound and strength. `plain` is folded; `context` is what its page says of time. */
export function findFigures(plain: string, context: FigureContext): Figure[] {
  if (notPolicy.test(plain)) return [];
  const digits = measured(plain);
  const words = bare(plain).filter((each) => !digits.some((other) => other.start < each.end && each.start < other.end));
  const sorted = [...digits, ...words].sort((a, b) => a.start - b.start);
  const raw = joined(
    plain,
    mergeRanges(plain, sorted, (start, end) => isCeiling(plain, start, end)),
  );
  const own = raw.filter((each) => each.unit !== 'CNY' || !isOtherMoney(plain, each));
  const read = withBoundOfList(
    plain,
    own.slice(0, mostInSentence).map((each) => figureOf(plain, each, context)),
  );
  return withYearsInOrder(plain, read);
}

/** 最高50万元，双缴存家庭80万元: another member of whom the same word speaks. */
const alsoMost = /^(?![^，。；]*(?:[最不]|保底|上浮|增|提高|至少|按|给予|奖|补))[，,][^，。；\d]{2,12}$/;
/** 分别给予不超过300万元、500万元, 10%、20%以上: the bound of the first holds for those behind it, that at the end for those before. */
function withBoundOfList(plain: string, figures: readonly Figure[]): Figure[] {
  const out: Figure[] = [];
  const joins = (a: Figure, b: Figure): boolean => a.unit === b.unit && /^\s{0,2}[、和及或]\s{0,2}$/.test(plain.slice(a.end, b.start));
  for (const each of figures) {
    const first = out.at(-1);
    const open = first?.unit === each.unit && each.bound === 'exactly' ? first : undefined;
    const also =
      open?.bound === 'at-most' &&
      /最高|上限/.test(plain.slice(Math.max(0, open.start - 16), open.number)) &&
      (joins(open, each) || alsoMost.test(plain.slice(open.end, each.number)));
    if (!open || !(also || (open.start < open.number && joins(open, each)))) out.push(each);
    else {
      const { bound, strict, strength, year, yearFrom } = open;
      out.push({
        ...each,
        bound,
        ...opt('strict', strict),
        ...(also ? { year, ...opt({ strength, yearFrom }) } : {}),
      });
    }
  }
  for (let n = out.length - 2; n >= 0; n -= 1) {
    const [each, next] = [out[n], out[n + 1]];
    if (!each || !next || each.bound !== 'exactly' || !/^at-/.test(next.bound) || next.start < next.number || !joins(each, next)) continue;
    out[n] = { ...each, bound: next.bound };
  }
  return out;
}

function figureOf(
  plain: string,
  { value, unit, more = false, most = false, about = false, start, end }: FoundQuantity,
  context: FigureContext,
): Figure {
  const { year, from, strength } = readStrength(plain, start, end, context);
  const { bound: said, strict, lead, tail } = boundOf(plain, start, end, { more, time: unit === 'hour' });
  const bound = about && said === 'exactly' ? 'about' : said;
  const fine = isFine(plain, start, end);
  // A penalty holds from year to year.
  const own = fine ? null : year;
  return {
    value,
    unit,
    year: own,
    ...(from && own !== null ? { yearFrom: from } : {}),
    bound: most || (fine && bound === 'at-least') ? 'at-most' : bound,
    ...(strict ? { strict } : {}),
    ...(isThreshold(plain, start, end, { unit, bounded: bound !== 'exactly' }) ? { threshold: true } : {}),
    ...opt('strength', fine ? 'must' : strength),
    number: start,
    start: start - lead,
    end: end + tail,
  };
}
