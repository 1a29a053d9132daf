import { orEmpty } from '../../../model/values.ts';
import { parseAmount, parseHan, precise, scales } from '../../text/numerals.ts';
import { isPartOfAct } from './other-numbers.ts';
/** A quantity written in Chinese numerals, in base units. */
export type HanFigure = {
  readonly value: number;
  readonly unit: string;
  readonly more: boolean;
  /** 千个: a round number alone. */
  readonly about?: boolean;
  readonly start: number;
  readonly end: number;
};

const units: Readonly<Record<string, string>> = {
  元: 'CNY',
  倍: 'times',
  个百分点: '%',
  个月: 'month',
  小时: 'hour',
  个小时: 'hour',
  课时: 'hour',
  学时: 'hour',
};

/** Small counts (一家, 三个) are turns of speech as often as figures: see `meant`. */
const written =
  /(?<![一二两三四五六七八九十百千万亿零第每首\d])([一二两三四五六七八九][一二两三四五六七八九十百千零]{0,8}|十[一二三四五六七八九]?|[百千万](?=[余多]?[个家所项名户台座处条]))(?:(万亿|亿|万)(?:(零?[一二两三四五六七八九][一二三四五六七八九十百千零]{1,8})(万)?)?)?(余|多)?(元(?!旦|宵)|个百分点|个月|个?小时|课时|学时|倍|家(?!级)|个(?![体性])|所(?![有以在属])|项(?!目)|名(?!单|称)|款(?!项)|户(?!籍)|台|座|处(?![理罚分])|条(?!例|款|件|第)|套|支(?![持撑付])|辆|种|人(?![工民类员]))/g;

const rangeLow = /(?<![一二两三四五六七八九十百千])([一二两三四五六七八九十]{1,3})(?:至|到|—|-|～|~)$/;
const boundedBefore =
  /(?:[不未](?:得|应|宜)?(?:超过?|少于|多于|低于|高于|短于|长于|小于|大于)|至[少多](?:[^，。；、\d的]{0,4}(?:保存|留存|保留|配备|设置|设立|安排|开展|申报|选派|建设|建成|培育|组织|进行))?|最[多少长高低短]|超过|达到?|限[报定]?|(?<=元|倍|月|时)(?:以上)?(?:至|到)?)(?:了|为)?\s{0,2}$/;
const boundedBehind = /^\s{0,2}(?:[（(]不?含[^）)]{0,8}[）)])?(?:及?以[上下内]|之?内(?![^，。；]{0,2}[部容])|左右)/;
/** What is set up is counted: 形成两个集群、五条示范链. */
const setUp =
  /(?:建成|新建|建设|培育|招引|引进|孵化|打造|形成|新增|布局|布设|建立|遴选|选取|开放|研制|推出)[^，。；]{0,2}$|(?:建成|建设|培育|打造|形成|新增|布局|遴选)[^，。；、]{0,12}、$/;
const setUpEarlier = /(?:建成|建设|培育|打造|形成|新增|布局|遴选)[^，。；]{2,24}、$/;
const sayings = /^(?:\p{Script=Han}{0,2}年度|争鸣|齐放|花齐放|户用|人千面|家灯火|方面|层次|维度|月|世纪|档|阶段)/u;

/** Whether a count in numerals is a quantity and no turn of speech. */
function isQuantity(plain: string, { start, end, value, unit }: Pick<HanFigure, 'start' | 'end' | 'value' | 'unit'>): boolean {
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

function countsIn(plain: string): HanFigure[] {
  const found: HanFigure[] = [];
  for (const each of plain.matchAll(written)) {
    const [whole, numerals = '', scale, rest, restScale, more, word = ''] = each;
    const bare = parseAmount(numerals);
    const unit = units[word] ?? 'count';
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
const parts: Readonly<Record<string, number>> = { 百: 1, 千: 0.1, 万: 0.01 };

function sharesIn(plain: string): HanFigure[] {
  const found: HanFigure[] = [];
  for (const each of plain.matchAll(shares)) {
    const [whole, of = '百', numerals = '', decimals = '', high] = each;
    const ceiling =
      high !== undefined && /(?:最高|不(?:得)?超过)[^，。；]{0,4}$/.test(plain.slice(Math.max(0, each.index - 10), each.index));
    const number = parseAmount(orEmpty(ceiling ? high : numerals));
    if (number === undefined) continue;
    const fraction = [...decimals].reduce((sum, digit, n) => sum + parseHan(digit) / 10 ** (n + 1), 0);
    const value = precise((number + fraction) * (parts[of] ?? 1));
    found.push({ value, unit: '%', more: high !== undefined && !ceiling, start: each.index, end: each.index + whole.length });
  }
  return found;
}

/** 八成以上, 下降七成, 三成五: tenths, where the words beside them measure. */
const tenths =
  /(?<=(?:超过?|达到?|约|近|逾|占|至|到|不足|不到|不低于|不少于|不高于|高于|低于|提高|提升|增长|下降|降低|减少|压减|有|至少|以)了?)([一二两三四五六七八九])成(?!立|为|员|果|功|熟|长|本|就|效|品|型|套|都|千|份|绩|人|语|形)([一二三四五六七八九])?|([一二两三四五六七八九])成([一二三四五六七八九])?(?:以上|左右|多)/g;

function tenthsIn(plain: string): HanFigure[] {
  return [...plain.matchAll(tenths)].map((each) => ({
    value: 10 * parseHan(orEmpty(each[1] ?? each[3])) + parseHan(each[2] ?? each[4] ?? '零'),
    unit: '%',
    more: each[0].endsWith('多'),
    start: each.index,
    end: each.index + each[0].length,
  }));
}

/** 一百五十亿元, 四百余家, 不少于六个月, 百分之三十, 七成. `plain` is folded. */
export function findHanFigures(plain: string): HanFigure[] {
  return [...(plain.includes('成') ? tenthsIn(plain) : []), ...(plain.includes('分之') ? sharesIn(plain) : []), ...countsIn(plain)];
}
