import type { Strength } from '../../../model/facts.ts';
import { orEmpty } from '../../../model/values.ts';
import { expressionsOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { anyRow } from './place-rows.ts';
import table from './threshold-rows.json' with { type: 'json' };

const {
  done,
  /** What says it of the sentence: a time that is over, or a comparison with one. */
  over,
  forecast,
  aim,
  /** Of a plan only what says so is done already: 启动建设30家 is to come. */
  doneBefore,
  deed,
  level,
  /** 围绕13条产业链, 覆盖14个市州: what there is, and where the work is done. */
  amid,
  payment,
  /** 可以要求 is leave, 按规划要求 a noun. */
  duty,
  ought,
  norm,
  supports,
  /** 力争…, 确保…: the verb at the head governs each member behind it, to the next full stop or semicolon, or to what is so already. */
  head,
  /** 上半年, 6月底前, 全年: of the year that a plan is for. */
  partOfYear,
  /** 用不低于20%的面积建设, 剩余40%资金兑现: how something is built or paid, and no level to be reached. */
  byRule,
  /** 每年遴选10个: as often as the year comes. */
  standing,
  pays,
  supported,
  /** 鼓励…，幅度不超过3个百分点, …，补贴额度为10%: the limit and the sum are none that one is only encouraged to keep. */
  granting,
  repaid,
  /** 取消不低于30%的限制, 30%的规定，不再执行: what no longer holds. */
  abolishedBefore,
  /** 鼓励开发…，建成10处: the firms are encouraged, the sites are an aim. */
  built,
  /** 上半年, 前三季度, 9月底前: members of a year. */
  interim,
  since,
  /** 同比增长20%以上: what is bounded is still to come. */
  compared,
  taxes,
  caps,
  attained,
  eligibility,
  /** 国家鼓励的软件企业 are a kind of firm. */
  encouraged,
  /** 责令暂停6个月以上: what is ordered of who offends. */
  sanctions,
  handedIn,
  abolishedBehind,
  /** 目前, 已建成: under a heading of goals too, what is so already. */
  achieved,
} = expressionsOf(expressions.strength);

/**
 * What the page says of time: the year of its own day, when it has one, and the last year of the plan it sets out (2026—2028年). `plans`:
 * its text sets out what is to be done (`deeds`), and what is to be reached (`levels`), or only what it pledges (`pledges`); `carried`: the
 * year of the targets that its paragraph began with (到2027年，…。).
 */
export type FigureContext = {
  readonly base?: number;
  readonly month?: number;
  /** An act that sets out rules, and no plan: a bound of it is kept, whatever year stands beside it. */
  readonly rules?: true;
  /** No act, but what is said of the world: what it states without words of time is so. */
  readonly reports?: true;
  readonly planEnd?: number;
  readonly planStart?: number;
  /** The one year that the title of a plan names: all of it is for that year. */
  readonly planYear?: number;
  readonly plans?: 'deeds' | 'levels' | 'pledges';
  readonly carried?: number;
  /** It stands under a heading of goals: 一、工作目标. */
  readonly goals?: true;
};

type FigureYear = { readonly year: number | null; readonly from?: 'text' | 'page' };

const own = new RegExp(`^\\s{0,4}(?:20\\d\\d年)?(?:${deed.source})`);
/** 2027年15个重点领域制定标准 */
const where = /^[年，：:等\s]?\d{1,3}个(?:重点|关键|主要)?(?:领域|行业|方面)/;
const serves = /(?:服务|支撑|面向)\s{0,2}$/;
/** 在建雾港12座: what there is. */
const existing = /在建(?!成|立)的?[^，。；、\d]{0,4}$/;
/** What is granted is money, a share or a time; of things only what is supported itself. */
const countable = /[^%元倍月时点]$/;
const lasting = /(?:个月|(?<!瓦)时)$/;
/** 可信, 可视, 可贷额度 leave nothing to anybody. */
const may = /(?<!不)可(?![信视靠控能研用穿贷行比见溯追燃再持负]|推广|复制|调[负度])/;
const allows = new RegExp(`${may.source}|给予|享受`);
const least = /不[少低]于|首付/;
/** 给予6个月的过渡期: time is given, and no support. */
const graceful = /^的?(?:过渡|宽限|缓冲|整改|改正|准备|申辩|公示|观察|考察|适应)/;
/** 到2028年 */
const aimed = /[到至]\s{0,2}20\d\d年/;

const funds = /^[^，,。；;]{0,20}支持的(?=[\p{Script=Han}\d])/u;

const strip = (text: string): string =>
  text.replace(
    /[（(]20\d\d年?[-—–～~至]{1,2}20\d\d年?[）)]|[〔[【（(]\s{0,2}20\d\d\s{0,2}年?\s{0,2}[〕\]】）)]\s{0,2}第?\d{1,5}\s{0,2}号?|[〔[【]20\d\d[〕\]】]|20\d\d\s{0,2}年第\d{1,5}号|《[^《》]{0,160}》/g,
    ' ',
  );

const afterLast = (text: string, marks: readonly string[]): string =>
  text.slice(Math.max(...marks.map((each) => text.lastIndexOf(each))) + 1);

function around(plain: string, start: number, end: number): { clause: string; part: string; before: string } {
  const before = strip(afterLast(plain.slice(Math.max(0, start - 400), start), ['。', '；', ';']));
  const behind = (/^[^，,。；;]*/.exec(plain.slice(end, end + 400).replace(/[（(][^（()）]{0,60}[）)]/g, '')) ?? [''])[0];
  // A comma in what is quoted parts nothing: 取消“申请人，须满12个月”的限制.
  const quote = before.lastIndexOf('“');
  const open = quote > before.lastIndexOf('”') ? quote : before.length;
  const part = `${afterLast(before.slice(0, open), ['，', ','])}${before.slice(open).replace(/[，,]/g, '')}${plain.slice(start, end)}${behind}`;
  return { clause: before + plain.slice(start, end) + (/^[^。；;]*/.exec(plain.slice(end)) ?? [''])[0], part, before };
}

/** What is said, without the times that are still to come when it is said: these tell of nothing that is so already. */
const withoutComing = (words: string, month = 0): string =>
  words.replace(interim, (all: string, quarter?: string, half?: string, last?: string) => {
    const end = quarter ? 3 * ('一二三四'.indexOf(quarter) + 1) : half ? (half === '上' ? 6 : 12) : Number(last);
    return end < month ? all : '';
  });
function isGoverned(before: string, { month, plans }: FigureContext): boolean {
  const [first = '', ...led] = before.split(head);
  const members = led.at(-1);
  if (members === undefined || doneBefore.test(withoutComing(members, month).replace(compared, ''))) return false;
  return plans !== undefined || partOfYear.test(before) || !/^确保/.test(before.slice(first.length));
}

/** 2000EFLOPS, 2000家, 2050亿元: a quantity, no year. */
const quantity =
  '[EPZ](?:FLOPS|B)?\\b|[%％万亿千兆倍款支所架台套辆座处张种例门户吨米]|公[里斤顷]|平方|立方|元(?!旦|宵)|度(?!假)|项(?!目)|名(?!单)|场(?!景)|个(?!五年)|家(?!级)|课时|毫秒|标准机架|yuan|million|billion|enterprises|companies|firms|schools|projects|kWh';
const writtenYear = new RegExp(
  `(?<![\\d.]|\\d,)((?:19|20)\\d\\d)(?![\\d.]|,\\d|\\/\\d|\\s{0,2}(?:${quantity}))|(今年|本年|去年|(?<!比|较)上年(?!度)|明年)`,
  'gi',
);

const relative: Readonly<Record<string, number>> = { 今年: 0, 本年: 0, 去年: -1, 上年: -1, 明年: 1 };

/** 比2019年下降, 是2023年的3倍: the year that a quantity is measured against is not its own. */
const ofAnother = /^年(?!底|末|前)[^，。；\d]{0,16}(?:基础上|价格|期间)|^年(?:认定|实施|制定|印发|发布|出台|下达|批复|原)/;
const isBase = (left: string, { index, 0: year }: RegExpMatchArray): boolean =>
  ofAnother.test(left.slice((index ?? 0) + year.length)) ||
  since.test(left.slice((index ?? 0) + year.length)) ||
  /(?:比|较|相比于?|相对于?|相当于|(?<![可所予加])以)(?:于)?$/.test(left.slice(Math.max(0, (index ?? 0) - 4), index)) ||
  (/[与和同跟]\s?$/.test(left.slice(0, index)) &&
    /^年?[底末初度]?(?:同期)?[^，。；\d]{0,8}相?比(?!例|重|率)/.test(left.slice((index ?? 0) + year.length))) ||
  (/^年?(?:底|末|初)?[^，。；\d]{0,10}的(?:近|约|超过?)?$/.test(left.slice((index ?? 0) + year.length)) &&
    /是$/.test(left.slice(0, index)));

/** The last year that stands before the quantity in its sentence; an English one may stand behind it ("in 2024", "by 2028"). */
function written(plain: string, start: number, end: number, base: number | undefined): number | undefined {
  const beside = /^ in (20\d\d)\b/.exec(plain.slice(end));
  if (beside?.[1]) return Number(beside[1]);
  const left = strip(plain.slice(0, start));
  const clauseAt = Math.max(left.lastIndexOf('；'), left.lastIndexOf(';'));
  let found: number | undefined;
  for (const each of left.matchAll(writtenYear)) {
    if (isBase(left, each)) continue;
    // What one clause says of its year holds behind a semicolon only where it says up to when.
    if (each.index < clauseAt && !/[到至]\s{0,2}$/.test(left.slice(Math.max(0, each.index - 4), each.index))) continue;
    if (each[1]) found = Number(each[1]);
    else if (base !== undefined && each[2]) found = base + (relative[each[2]] ?? 0);
  }
  if (found !== undefined) return found;
  const behind = /^[^.;。；]{0,60}?\b(?:in|by|until|for) (?:the end of )?(20\d\d)\b/i.exec(plain.slice(end));
  return behind?.[1] ? Number(behind[1]) : undefined;
}

/** Neither an aim nor a rule: as a year goes, it is of the time of which it is said. */
const isSaid = (strength: Strength | undefined): boolean => strength === undefined || strength === 'fact';

/** The year a quantity is for, and how the sentence binds to it. `start`–`end` are the quantity's place in the folded sentence. */
export function readStrength(
  plain: string,
  start: number,
  end: number,
  context: FigureContext,
): FigureYear & { readonly strength: Strength | undefined } {
  const { base, plans, planYear, planEnd } = context;
  const left = plain.slice(0, start);
  const set = measures.test(plain) ? setFrom.exec(left)?.[1] : undefined;
  const named = written(plain, start, end, base) ?? (set === undefined ? undefined : Number(set));
  const led = plans !== undefined || isGoverned(around(plain, start, end).before, context);
  const partly = led && named === undefined && partOfYear.test(left);
  const said = named ?? (partly && planEnd === planYear ? (planYear ?? base) : undefined);
  const [, first, last] = term.exec(left) ?? window.exec(left) ?? [];
  // A rule that holds for some years, or until a day, has no year of its own.
  const isSame = (last !== undefined && said === Number(last) && first !== last) || said === Number(until.exec(left)?.[1]);
  const own = isSame ? undefined : said;
  const isSet = set !== undefined && own === Number(set);
  const strength = strengthOf(plain, { start, end, year: isSet ? undefined : own }, context);
  const early =
    isSaid(strength) && !isSet && own !== undefined && (base === undefined ? aimed.test(left) : own > base) && !forecast.test(plain);
  const timeless = early || (strength !== 'target' && isTimeless(plain, start, end, strength));
  if (own !== undefined && !timeless) return { year: own, from: named === undefined ? 'page' : 'text', strength };
  const year = isSame || timeless ? undefined : yearOfPage(plain, start, { strength, partly }, context);
  if (year === undefined) return { year: null, strength };
  // 到2027年，…。…达到90%。: the paragraph says it.
  const isCarried = strength === 'target' && year === context.carried && !/(?:每年|逐年|年均)[^，。；]{0,16}$/.test(left);
  return { year, from: isCarried ? 'text' : 'page', strength };
}

/** The year that a paragraph, the period of a plan or the day of the page gives. 年底前 of a plan for several years may be any of them. */
function yearOfPage(
  plain: string,
  start: number,
  { strength, partly }: { readonly strength: Strength | undefined; readonly partly: boolean },
  { base, carried, planYear, planEnd }: FigureContext,
): number | undefined {
  if (isSaid(strength)) return forecast.test(plain) || standing.test(plain.slice(0, start)) ? undefined : base;
  if (strength !== 'target') return planYear;
  if (/\d年(?:时间|内)[^。；]{0,30}$/.test(plain.slice(0, start))) return undefined;
  return carried ?? planYear ?? (partly ? undefined : planEnd);
}

const setFrom =
  /^\s{0,4}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s{0,2}[自从]?\s{0,2}(20\d\d)年\d{1,2}月\d{1,2}日(?:[（(]含[^）)]{0,4}[）)])?起[，,]/;
const measures = /\d万?(?:[%元倍]|个百分点)[^。]{0,80}?\d万?(?:[%元倍]|个百分点)/;
const term =
  /[自从]\s{0,2}(?:(20\d\d)\s{0,2}年|[^。；\d]{1,12}之日)[^。；]{0,24}[至到]\s{0,2}(20\d\d)\s{0,2}年[^。；]{0,12}?(?:日|月|止|期间)/;
const window = /(20\d\d)年\d{1,2}月(?:\d{1,2}日)?\s{0,2}[-—–～~至到]{1,2}\s{0,2}(20\d\d)年\d{1,2}月/;
/** 即日起至2024年12月31日, 本通知发布后至2026年12月31日. */
const until = /(?:即日起?|(?:发布|印发|公布|施行|实施)(?:之日)?(?:起|后|以来)?)\s?[至到]\s{0,2}(20\d\d)\s{0,2}年/;
function isTimeless(plain: string, start: number, end: number, strength: Strength | undefined): boolean {
  if (lasting.test(plain.slice(start, end))) return true;
  const { part } = around(plain, start, end);
  return (!isSaid(strength) && taxes.test(part)) || (strength === 'support' && /20\d\d年\d{1,2}月\d{1,2}日/.test(plain.slice(0, start)));
}
const span = /20\d\d年\d{1,2}月\d{1,2}日\s{0,2}[-—–～~至到]{1,2}\s{0,2}\d{1,2}月\d{1,2}日/;
const isTerm = (left: string): boolean => term.test(left) || span.test(left);

/** 预计到2030年，全省规模将达到…: of what is foreseen nobody says that it is aimed at. */
const foretold = /(?:预计|预测|预估|有望)[，,：:]?[^，。；\d]{0,12}20\d\d\s?年(?![^。；]{0,80}(?:力争|争取|确保|目标))/;

/** 模型预测，如果…，收入将下降5%: of what may come nobody says that it is so. */
const supposed = /如果|假如|倘若|(?<![有])若(?![干尔])|一旦|最坏情况|预测[，,：:]|\bif\b/i;
const coming = /将(?!来|军)|会(?=[下上增减升降损失达到超])|可能|\b(?:would|could|might)\b/;

type YearMention = { readonly start: number; readonly end: number; readonly year: number | undefined };

function isPlanned(
  plain: string,
  { start, end, year, part, governed }: YearMention & { readonly part: string; readonly governed: boolean },
  context: FigureContext,
): boolean {
  const { plans, carried, base } = context;
  if (year !== undefined && base !== undefined && year < base) return false;
  const words = plain.slice(start, end);
  // How long an internship lasts, how much is lent at most or taken off a tax is no aim.
  if (
    (lasting.test(words) && !/力争|确保/.test(part)) ||
    ((/元$/.test(words) || part.includes('幅度')) && caps.test(part)) ||
    taxes.test(part)
  )
    return false;
  if (byRule.test(plain.slice(0, end)) || (payment.test(part) && !attained.test(part))) return false;
  if (governed) return true;
  const bounded = /以上|以下|左右|以内/.test(plain.slice(end, end + 4));
  const done = bounded ? part.replace(compared, '') : part;
  if ((plans === undefined && carried === undefined) || doneBefore.test(done) || allows.test(part)) return false;
  if (!bounded && amid.test(plain.slice(Math.max(0, start - 12), start))) return false;
  if (plans === 'pledges') return false;
  return deed.test(part) || ((carried !== undefined || plans === 'levels') && level.test(part));
}

function strengthOf(plain: string, { start, end, year }: YearMention, context: FigureContext): Strength | undefined {
  const { clause, part, before } = around(plain, start, end);
  const { plans, month, rules, reports, base } = context;
  const governed = isGoverned(before, context);
  const timed = (words: string): string => (governed || plans !== undefined ? withoutComing(words, month) : words);
  const said = timed(part);
  const behind = plain.slice(end, end + 60);
  if (abolishedBefore.test(part) || abolishedBehind.test(behind) || funds.test(behind)) return undefined;
  const ruled = !encouraged.test(part) && (caps.test(part) || may.test(part) || granting.test(part) || /^\s{0,2}(?:对|分别|按)/.test(part));
  if (encouraged.test(before) && !ruled && !pays.test(part) && !(plans !== undefined && built.test(part))) return 'encourage';
  if (repaid.test(part)) return undefined;
  // 填报企业不少于30家: how much is to be handed in, and no aim.
  if (handedIn.test(before) && norm.test(part)) return 'must';
  if (where.test(plain.slice(Math.max(0, start - 1), end + 8))) return undefined;
  if (sanctions.test(part)) return may.test(part) ? undefined : 'must';
  if (duty.test(part)) return 'must';
  if (may.test(part) && !/不得?超/.test(part) && !supports.test(part)) return undefined;
  if (/[应應]/.test(part) && ought.test(part)) return 'should';
  if (!governed && /(?:截至|截止)[^。；]{0,60}$/.test(before) && !(year !== undefined && base !== undefined && year > base)) return 'fact';
  // 支持转型，资金规模不低于奖补资金的70%: a minimum in its own words is kept, and not granted.
  const kept = least.test(part) && !supports.test(part.replace(supported, ''));
  const granted = countable.test(plain.slice(start, end)) ? part : before + part;
  if (!kept && !graceful.test(behind) && (supports.test(granted.replace(supported, '')) || /奖补/.test(part))) return 'support';
  // 鼓励…，幅度不超过10%, 支持…，资金不低于70%, 2027年…不低于30% of a rule: a bound that is kept, and no level to be reached.
  const limits = (encouraged.test(before) && caps.test(part)) || (kept && /支持/.test(before.replace(supported, '')) && !own.test(part));
  if (!governed && (limits || (rules && norm.test(part) && !aimed.test(before)))) return 'must';
  if (existing.test(plain.slice(0, start))) return 'fact';
  const ofOther = serves.test(plain.slice(0, start)) && /^[^，。；]{2,20}的/.test(behind);
  if (forecast.test(part) || foretold.test(before) || (supposed.test(before) && coming.test(part))) return undefined;
  if (ofOther) return reports && 'fact';
  if (
    (!isTerm(plain.slice(0, start)) && !taxes.test(part) && isTarget(plain, { start, end, year }, context)) ||
    isPlanned(plain, { start, end, year, part: said, governed }, context)
  )
    return 'target';
  const past = year !== undefined && base !== undefined && year < base;
  const bounded = /^(?:以[上下内]|左右)/.test(behind);
  if (
    !norm.test(part) &&
    (past || done.test(said) || (!bounded && over.test(timed(before) + said + orEmpty(/^[，,][^，。；\d]{0,8}/.exec(behind)?.[0]))))
  )
    return context.goals && !past && !achieved.test(before + part) ? 'target' : 'fact';
  // A sentence that stands alone may say first for whom its duty holds; a rule's own text says of such that it is a condition.
  if (duty.test(rules ? before : clause) || (!rules && eligibility.test(clause) && !allows.test(part))) return 'must';
  if (ought.test(part)) return 'should';
  if (aim.test(part)) return 'target';
  return norm.test(part) ? 'must' : reports && 'fact';
}

function isTarget(plain: string, { start, end, year }: YearMention, { base, planStart }: FigureContext): boolean {
  const now = base ?? planStart;
  if (year !== undefined && now !== undefined)
    return year > now || (year === now && /(?<!截)[到至]20\d\d年|力争|\bby\b/i.test(plain.slice(0, start)));
  const said = /(?<!截)[到至]\s{0,2}20\d\d年|\bby (?:the end of )?20\d\d\b/i;
  if (said.test(strip(plain.slice(0, start))) && !/\b(?:had|has|have)\b|已/.test(plain.slice(0, end))) return true;
  return said.test(plain.slice(end)) && /\b(?:sought|to|will|target)\b/i.test(plain);
}

export function figureContext(base: string | undefined, title: string): FigureContext {
  const period = /(20\d\d)\s{0,2}年?\s{0,2}[-—–～~至到]{1,2}\s{0,2}(20\d\d)\s{0,2}年/.exec(title);
  const goal =
    /(20\d\d)年(?:度)?(?:目标|(?:[\p{Script=Han}“”+×]{0,16})(?:要点|行动方案|行动计划|重点工作|工作计划|工作安排|实施方案|重点任务))/u.exec(
      title,
    );
  const any = /(?<!\d)(20\d\d)(?!\d)/.exec(title);
  const planEnd = period?.[2] ?? goal?.[1];
  const planStart = period?.[1] ?? any?.[1];
  return {
    ...(planEnd ? { plans: 'levels' } : {}),
    ...(base ? { base: Number(base.slice(0, 4)), month: Number(base.slice(5, 7)) } : {}),
    ...(planEnd ? { planEnd: Number(planEnd) } : {}),
    ...(planStart ? { planStart: Number(planStart) } : {}),
  };
}

/** Ways of saying when a rule applies: where a quantity stands so it is no aim, no duty and no result (达到100万人的，应当…). */
const saysWhen = anyRow(table.rows, table.words, 'i');

export function isThreshold(plain: string, start: number, end: number, { unit, bounded }: { unit: string; bounded: boolean }): boolean {
  const behind = plain.slice(end, end + 120);
  return saysWhen({
    unit,
    bounded: bounded ? 'bounded' : '',
    behind,
    sentence: plain,
    opening: plain.slice(0, 9),
    words: plain.slice(start, end),
    beside: plain.slice(Math.max(0, start - 4), end + 6),
    left: plain.slice(Math.max(0, start - 240), start),
    part: afterLast(plain.slice(Math.max(0, start - 120), start), [...'，。；;,：:（(']),
    right: behind.slice(0, 80).replace(/[（(][^（()）]{0,40}[）)]/g, ''),
  });
}
