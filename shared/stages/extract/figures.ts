import { readCount } from '../lifecycle/count.ts';
import { englishAmounts } from './english-amounts.ts';
import { hanFigures } from './han-figures.ts';
import { bindingOf, type FigureContext, type Strength } from './strength.ts';
import { scales, scaleWords, units } from './units.ts';

/** A quantity of policy, in base units. */
export type Figure = {
  readonly value: number;
  readonly unit: string;
  readonly year: number | null;
  readonly yearFrom?: 'text' | 'page';
  readonly bound: 'at-least' | 'at-most' | 'about' | 'exactly';
  readonly strength: Strength;
  readonly start: number;
  readonly end: number;
};

const unitWords = units.map(([, words]) => `(${words})`).join('|');
const quantity = new RegExp(
  `(?<![\\d.])(?<low>\\d{1,3}(?:,\\d{3}){1,5}|\\d{1,15}(?:\\.\\d{1,9})?)(?:\\s{0,2}(?<lowScale>万亿|亿|百?万|千)?\\s{0,6}(?:[-—~～至]|(?<!\\bfrom \\d{1,6} |\\b(?:19|20)\\d\\d )to)\\s{0,6}(?<high>\\d{1,15}(?:\\.\\d{1,9})?))?\\s{0,6}(?<scale>${scaleWords})?(?<more>余|多)?\\s{0,6}(?:${unitWords})`,
  'gi',
);
const tokens = /(?<![\d.])(\d{1,15}(?:\.\d{1,9})?)(万亿|亿|万)(?=[，。；,]|$|左右|以上|的[，。；])/g;
const ratio = /(?<![\d.])(1\.\d{1,3})(?!\d|\s{0,2}[%％万亿千百元倍升吨米个家年月兆度级版]|\.\d)/g;
/** "at least 200 pilot villages": a bounded number of whatever things. */
const someThings =
  /\b(?:at least|more than|over|nearly|about|around|some|up to|no (?:fewer|less) than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?) (\d{1,3}(?:,\d{3})+|\d{1,6})(?: [a-z-]{3,16}){0,2} (?!(?:days|years|weeks|minutes|pages|articles|times|points|dollars|departments|agencies|ministries|clauses|sections|chapters|words|stocks)\b)[a-z]{3,16}s\b/g;
const oneOf = /(?:不超过|不少于|不多于|至少|最多)([一二两三四五六七八九十]{1,3})(?:个(?!月)|家|项|所|名|台|套)/g;
const monthsOf = /(?:不(?:得)?(?:超过|少于|多于|低于|长于)|至少|至多|最多|最长)([一二两三四五六七八九十]{1,3})个月/g;

/** Not policy: prices of shares, the parts of a document, the authors of a draft, books. */
const notPolicy =
  /保质期|门票|票价|\btickets?\b|保修期|收报|收于|收盘|股价|每股|\bshares?\b|closed at|编制组|起草组|小说|英文版|浏览次数|全文共|邮编|电话|热线|售价|项目编号(?![^。]*预算)/i;
const notCounted =
  /^(?:部门|条(?!款)|章|附件|工作日|部委|页|版|文件|表格|议题|问题|(?:纳税|会计|自然|考核)?年度?(?!内新)|交易日|自然日|日历|学期|学年|季度|方面|环节|档|等级|层级|阶段|条件|步骤|字(?!段)|以上部门)/;

const atLeastBefore =
  /(?:[≥＞>]|超过|突破|超|逾|不少于|不低于|不小于|至少|高于|大于|多于|不得少于|不得低于|over|more than|surpass(?:es|ed)?|at least|top|exceed(?:s|ed|ing)?|passed|past|above)[^，。；、,\d]{0,10}$/i;
const atMostBefore =
  /(?:[≤＜<]|不超过|不高于|不大于|不多于|不长于|不得(?:超过|多于|高于|长于|大于)|低于|小于|少于|至多|最多|最高|控制在|不足|不到|at most|not (?:to )?exceed|capped at|not (?:be )?(?:more|higher|greater) than|no more than|less than|below|under|at or below|up to)[^，。；、,\d]{0,10}$/i;
const aboutBefore = /(?:约(?![谈定束会请见])|近|大约|将近|about|around|nearly|approximately|roughly)[^，。；、,\d]{0,8}$/i;

/** 93，708，580元 and "(115.4, 2.8, 2.5%)" are one number and a share's quotation, 1年8个月 one term: what is left of them is no quantity. */
const broken = /\d，$|\(-?\d[\d.]{0,9},\s?-?\d[\d.]{0,9},\s?[-+]?$|(?<!\d)\d{1,2}年(?:零|又)?$/;
/** 24小时滚动播报 tells how something is done. */
const aside = /^(?:滚动|实时|不间断|在线|全天候|无休|值守|值班|开放|服务热线)/;

function boundOf(left: string, right: string, more: boolean): Figure['bound'] {
  if (/(?:严禁|禁止|不得)[^，。；]{0,16}(?:高于|超过|大于|多于)[^，。；]{0,6}$/.test(left)) return 'at-most';
  const most = atMostBefore.exec(left);
  const least = atLeastBefore.exec(left);
  if (most && !/不(?:得)?(?:低于|少于|小于)[^，。；]{0,10}$/.test(left)) return 'at-most';
  if (/不(?:得)?超过[^，。；、,\d]{2,24}的$/.test(left)) return 'at-most';
  if (least || more || /^[^，。；,]{0,10}以上/.test(right)) return 'at-least';
  if (/^[^，。；,]{0,6}(?:以下|以内|之内|为上限|封顶)/.test(right)) return 'at-most';
  return aboutBefore.test(left) || /^\s{0,6}左右/.test(right) ? 'about' : 'exactly';
}

/** 以上, 左右, 以内 belong to the quantity. */
function tailOf(right: string): number {
  return /^[^，。；,]{0,4}?(?:以上|以下|以内|之内|左右)/.exec(right)?.[0].length ?? 0;
}

/** 由42%提升至68%, 由2023年的1.48降至1.33: what a quantity was before is no aim and no result. */
const isStart = (plain: string, start: number, end: number): boolean =>
  /(?:由|从)[^，。；]{0,14}$/.test(plain.slice(Math.max(0, start - 18), start)) &&
  /^[^，。；\d]{0,3}(?:提升|提高|下降|增加|增长|压减|压降|升|降|上升|扩大|减少|缩短|增至|拓展)/.test(plain.slice(end, end + 8));

const bounded = /不(?:得)?(?:超过|少于|多于|低于)|至少|最多|限报|不超|建成?|打造|培育|新增|设立|布局|形成|建设/;

type Raw = { value: number; unit: string; more: boolean; start: number; end: number };

/** What stands beside a number says that it is no quantity of policy: a list's items, a rate of repetition, a temperature. */
function isNone(plain: string, { index, 0: whole, groups }: RegExpMatchArray, named: string): boolean {
  const at = index ?? 0;
  const left = plain.slice(Math.max(0, at - 8), at);
  const right = plain.slice(at + whole.length, at + whole.length + 8);
  const scaled = groups?.scale !== undefined;
  if (/[\d.〔第\-/A-Z]$/.test(left) || notCounted.test(right) || /^(?:月|日|年|号)/.test(right)) return true;
  if (broken.test(plain.slice(Math.max(0, at - 32), at)) || aside.test(right)) return true;
  if (/[（(，、]不?含$/.test(left) || (/[项条款]$/.test(whole) && /(?:下列|以下|上述|前|[\d第]至)$/.test(left))) return true;
  if (isStart(plain, at, at + whole.length)) return true;
  // 3次 is how often something is done, 900亿次 a quantity; 20度 is a temperature, 4亿度 is not.
  if (!scaled && (/(?<![人亿])[次卡条]$/.test(whole) || /度$/.test(whole))) return true;
  // 2000P is computing power only where the sentence speaks of it.
  if (/P$/.test(whole) && !/算力|智算|超算/.test(plain)) return true;
  if (named !== 'count' || scaled) return false;
  const low = groups?.low ?? '';
  // In English a year or a ratio may stand before the word for a thing: "by 2028 terminals are expected to".
  if (/[a-z]$/i.test(whole) && (/^(?:19|20)\d\d$|\./.test(low) || /[.,]$/.test(left))) return true;
  // 推举1名申请人, 每增加1人: what is done once is no quantity, unless it is built or bounded.
  return low === '1' && !bounded.test(plain.slice(Math.max(0, at - 14), at));
}

const factor = (word: string | undefined): number => (word ? (scales[word.toLowerCase()] ?? 1) : 1);

function measured(plain: string): Raw[] {
  const found: Raw[] = [];
  for (const each of plain.matchAll(quantity)) {
    const { low = '', lowScale, high, scale, more } = each.groups ?? {};
    const named = units[each.slice(6).findIndex((word) => word !== undefined)]?.[0] ?? 'count';
    if (isNone(plain, each, named)) continue;
    const ceiling = high !== undefined && /最高|不超过/.test(plain.slice(Math.max(0, each.index - 8), each.index));
    const number = Number((ceiling ? high : low).replace(/,/g, '')) * factor(ceiling ? scale : (lowScale ?? scale));
    found.push({
      value: Math.round(number * (named === 'ms' ? 1e-3 : 1) * 1e6) / 1e6,
      unit: named === 'ms' ? 'second' : named,
      more: more !== undefined || (high !== undefined && !ceiling),
      start: each.index,
      end: each.index + each[0].length,
    });
  }
  return found;
}

/** 上调0.6个百分点至1%: by how much, and where to. */
const isPoint = (plain: string, { start, end }: Raw): boolean => /点|points?$/.test(plain.slice(start, end));

/** 50万元至100万元: one quantity, from its lower end. */
function joined(plain: string, raw: readonly Raw[]): Raw[] {
  const out: Raw[] = [];
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
    else if (!/(?:由|从)[^，。；]{0,12}$/.test(plain.slice(Math.max(0, low.start - 16), low.start)))
      out.splice(-1, 1, { ...low, more: true, end: each.end });
    else out.push(each);
  }
  return out;
}

function bare(plain: string): Raw[] {
  const found: Raw[] = [...hanFigures(plain), ...englishAmounts(plain)];
  if (/PUE|电能利用效率/i.test(plain)) {
    for (const each of plain.matchAll(ratio))
      if (!isStart(plain, each.index, each.index + each[0].length))
        found.push({ value: Number(each[1]), unit: 'PUE', more: false, start: each.index, end: each.index + each[0].length });
  }
  for (const each of plain.matchAll(tokens)) {
    // 净买入26亿: money, and of which currency nobody says.
    if (/(?:买入|卖出|成交|流入|流出|市值|营收|净利润?)[^，。；\d]{0,6}$/.test(plain.slice(Math.max(0, each.index - 14), each.index)))
      continue;
    found.push({
      value: Number(each[1]) * (scales[each[2] ?? ''] ?? 1),
      unit: 'count',
      more: false,
      start: each.index,
      end: each.index + each[0].length,
    });
  }
  for (const each of plain.matchAll(oneOf)) {
    const count = readCount(each[1] ?? '');
    if (count !== undefined) found.push({ value: count, unit: 'count', more: false, start: each.index, end: each.index + each[0].length });
  }
  for (const each of plain.matchAll(monthsOf)) {
    const count = readCount(each[1] ?? '');
    if (count !== undefined) found.push({ value: count, unit: 'month', more: false, start: each.index, end: each.index + each[0].length });
  }
  for (const each of plain.matchAll(/\b(two|three|four|five|six|seven|eight|nine|ten|twelve) (months|hours)\b/gi)) {
    const count = readCount(each[1] ?? '');
    const unit = each[2]?.toLowerCase() === 'hours' ? 'hour' : 'month';
    if (count !== undefined) found.push({ value: count, unit, more: false, start: each.index, end: each.index + each[0].length });
  }
  for (const each of plain.matchAll(someThings)) {
    const start = each.index + each[0].indexOf(each[1] ?? '');
    found.push({ value: Number((each[1] ?? '').replace(/,/g, '')), unit: 'count', more: false, start, end: each.index + each[0].length });
  }
  return found;
}

/** A sentence with more is a table that lost its lines. */
const mostInSentence = 60;

/** Quantities that a sentence states, with unit, year, bound and strength. `plain` is folded; `context` is what its page says of time. */
export function figuresIn(plain: string, context: FigureContext): Figure[] {
  if (notPolicy.test(plain)) return [];
  const digits = measured(plain);
  const words = bare(plain).filter((each) => !digits.some((other) => other.start < each.end && each.start < other.end));
  const raw = joined(
    plain,
    [...digits, ...words].sort((a, b) => a.start - b.start),
  );
  return raw.slice(0, mostInSentence).map(({ value, unit, more, start, end }) => {
    const left = plain.slice(Math.max(0, start - 24), start);
    const right = plain.slice(end, end + 14);
    const { year, from, strength } = bindingOf(plain, start, end, context);
    const lead = Math.max(...[atMostBefore, atLeastBefore, aboutBefore].map((each) => each.exec(left)?.[0].length ?? 0));
    const yearFrom = from ? { yearFrom: from } : {};
    return { value, unit, year, ...yearFrom, bound: boundOf(left, right, more), strength, start: start - lead, end: end + tailOf(right) };
  });
}
