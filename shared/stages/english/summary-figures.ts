import type { DocumentFigure, Strength } from '../../model/facts.ts';
import type { FactKind, SummaryLine } from '../../model/summary.ts';
import { orEmpty } from '../../model/values.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import { tellMeasures, tellMoney } from './clause/figures.ts';
import { tellDuty } from './clause/sentence.ts';
import { tellOffence } from './clause/whom.ts';
import expressions from './expressions.json' with { type: 'json' };
import { renderFigure, renderQuantity } from './quantity.ts';
import { labelled, toldFact, type Voice } from './summary-parts.ts';
import subjects from './summary-subjects.json' with { type: 'json' };
import words from './summary-words.json' with { type: 'json' };
import { joinNames } from './title-text.ts';

const {
  /** 额度增加20万元, 在…基础上另加20万元: by how much more, and not how much. */
  byHowMuch,
  /** 自2023年7月1日起至2025年2月28日: the last day of a rule, and no year of a target. */
  term,
  /** How the work itself is done: how long a list hangs out, how many check it, when somebody was asked. */
  procedure,
  /**
   * What orders something; 数据安全要求 is a noun. Without such words a sum without a bound is of a rule that only counts it: 具备条件的家庭，额度为50万元.
   */
  orders,
  /** 200元/平方米, 每人每月300元: a price, and no sum. */
  perPiece,
  /** 每年给予50万元, 每年累计不超过50万元, 50万元/年: a sum of every year. 每年遴选10家，给予50万元一次性奖励 is paid once. */
  byYear,
  /** 3个月最低生活保障标准: a sum counted in months. */
  worthMonths,
  /** 给予警告，并责令暂停6个月以上: what is given is no support. */
  sanction,
  /** 支持…，留存时间不少于1个月: what a system can do. */
  keeps,
  granted,
  floored,
  /** 全市每年安排总额不超过1亿元: what all of them get together limits nobody. */
  ofAll,
  /** 各区市分别建设2个以上: each of them builds as many. */
  byEach,
  another,
  /** 违法所得五倍以下: of what a fine in times is. */
  fineBase,
  /** 到2028年，力争建成: of what stands behind a firm aim it is not said. */
  hoped,
} = expressionsOf(expressions.summaryFigures);

/** What a figure is of, in English: by a table, since a dictionary word by word is not sure of it. */

type Pairs = readonly (readonly string[])[];
const rows = (pairs: Pairs): readonly { readonly zh: RegExp; readonly en: string }[] =>
  pairs.map(([zh = '', en = '']) => ({ zh: new RegExp(`^(.{0,30}?)${zh}$`, 'i'), en }));
const metrics = rows(subjects.metrics);
const qualifiers: Readonly<Record<string, string>> = Object.fromEntries(subjects.qualifiers);
const deeds: Readonly<Record<string, string>> = subjects.deeds;
const things: Readonly<Record<string, string>> = subjects.things;
const counted = new RegExp(`^(${oneOf(Object.keys(deeds))})?(${oneOf(Object.keys(things))})$`);
const deedBefore = new RegExp(`(${oneOf(Object.keys(deeds))})(?:[不超约近达至少于低到出上]{0,4})$`);

type FigureWords = { readonly words: string; readonly sure: boolean };

function metricWords(figure: DocumentFigure): FigureWords | undefined {
  const scope = orEmpty(figure.scope?.replace(/\s/g, ''));
  for (const { zh, en } of metrics) {
    const [whole, before = ''] = zh.exec(scope) ?? [];
    if (whole === undefined) continue;
    const words = en
      .replace('{n}', renderQuantity({ ...figure, unit: figure.unit === 'PUE' ? 'count' : figure.unit }))
      .replace('{of}', figure.unit === '%' ? ' of' : '');
    const where = qualifiers[before];
    return { words: where === undefined ? words : `${words} ${where}`, sure: before === '' || where !== undefined };
  }
  return undefined;
}

/** 布局建设13个行业服务驿站: what is done to so many of what. */
function countWords(figure: DocumentFigure): FigureWords | undefined {
  const [, deed, thing] = counted.exec(orEmpty(figure.scope?.replace(/\s/g, ''))) ?? [];
  if (thing === undefined) return undefined;
  const done = deed ?? deedBefore.exec(figure.quote.split(/\d/, 1).join(''))?.[1];
  const many = `${renderQuantity(figure)} ${things[thing]}${figure.every === undefined ? '' : ' a year'}`;
  return done === undefined ? { words: many, sure: false } : { words: `${deeds[done]} ${many}`, sure: true };
}

/** Numbers that say nothing without what they count. */
const unspoken = new Set(['count', '%', 'times']);

/** 每个项目50万元: a sum for each; a cap holds for each as for all. */
const forEach = /每(?:个|家|项|件|款)/;
/** 每人每年: a sum of each, and of each year. */
const forEachTime = /每[人户套名]每[年月日天]/;

/** 每两年…不少于2个月: in more than one year. */
const byYears = /每(?!1年|一年)[\d两三四五六十]{1,2}年/;
const pieces: Readonly<Record<string, string>> = { 每人: 'a person', 每户: 'a household', 每月: 'a month', 每套: 'a home' };

const once = /一次性/;
const isAddition = (quote: string) => byHowMuch.test(quote);

/**
 * A figure with what it is of; without that only where its unit tells: money, PFLOPS, hours. A bare number or share is no fact in English.
 */
function figureWords(figure: DocumentFigure): FigureWords | undefined {
  if (byEach.test(figure.quote) && figure.unit === 'count') return undefined;
  const words = figure.unit === 'count' ? countWords(figure) : metricWords(figure);
  if (words) return words;
  if (
    unspoken.has(figure.unit) ||
    byHowMuch.test(figure.quote) ||
    (figure.unit === 'month' && (worthMonths.test(figure.quote) || byYears.test(figure.quote)))
  )
    return undefined;
  if (figure.unit === 'CNY' && figure.bound === 'exactly' && forEach.test(figure.quote)) return undefined;
  const [each, ...more] = figure.unit === 'CNY' ? (figure.quote.match(perPiece) ?? []) : [];
  if (each === undefined && figure.unit === 'CNY' && byYear.test(figure.quote) && !once.test(figure.quote))
    return { words: `${renderQuantity(figure)} a year`, sure: false };
  if (each !== undefined)
    return more.length === 0 && pieces[each] !== undefined && !forEachTime.test(figure.quote)
      ? { words: `${renderQuantity(figure)} ${pieces[each]}`, sure: false }
      : undefined;
  const amount = renderFigure(figure);
  return { words: figure.unit === 'PUE' ? `PUE of ${amount.replace(/ PUE$/, '')}` : amount, sure: false };
}

const mostLines = 6;
/** Sentences whose figures English has no words for: more of them say nothing. */
const mostBare = 2;
const order = Object.keys(words.strengths);

type Bound = DocumentFigure & { readonly strength: Strength };
type Group = readonly [Bound, ...Bound[]];
const penalty = /罚款|罚金/;

const fromDay = /(20\d\d)年\d{1,2}月\d{1,2}日起/;

const spoken = new Set(['month', 'hour', 'day', 'minute', 'second', 'year']);

/** 可以提取不低于30%: leave. 应偿还的本金: what is owed, and no order. */
const free = /可以[^，。；应须得]{0,30}不[少低]于/;
const owed = /应[^，。；]{1,4}的/g;
const ought = /[应應宜]|\b(?:should|ought)\b/i;

/** 可以并处…罚款: a fine, though nobody must impose it. */
const isLeft = (quote: string, scope: string | undefined) => scope !== undefined && /可以?[^，。；]{0,16}处[^。；]{0,60}罚款/.test(quote);

/** Whether a figure is no aim, order or promise of the act, whatever words stand beside it. */
function isBeside({ quote, bound, unit, year }: DocumentFigure, strength: Strength, since: number): boolean {
  if (procedure.test(quote) || another.test(quote)) return true;
  // 在限额基础上另加20万元 is no limit.
  if (/^(?:must|should)$/.test(strength) && isAddition(quote) && !/不得?超过/.test(quote)) return true;
  if (year !== undefined && year < since) return true;
  if (strength === 'target') return term.test(quote) || (spoken.has(unit) && bound === 'exactly');
  if (spoken.has(unit) && sanction.test(quote)) return true;
  if (strength === 'support') return sanction.test(quote) || (spoken.has(unit) && keeps.test(quote));
  if (free.test(quote) || (strength === 'should' && !ought.test(quote.replace(owed, '')))) return true;
  return strength === 'must' && bound === 'exactly' && !orders.test(quote.replace(/《[^《》]{0,120}》/g, ''));
}

/**
 * A fine that may be imposed is told with the one that must; what is granted is not asked for, and a down payment of the buyer is no
 * support.
 */
function ownStrength({ strength, quote, bound, scope }: DocumentFigure): Strength | undefined {
  if (isLeft(quote, scope)) return 'must';
  if (strength === 'should' && granted.test(quote)) return 'support';
  return strength === 'support' && bound === 'at-least' && /首付/.test(quote) ? 'must' : strength;
}

function groupsOf(figures: readonly DocumentFigure[], since: number): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const figure of figures) {
    const { quote, year } = figure;
    const strength = ownStrength(figure);
    if (strength === undefined || !order.includes(strength) || isBeside(figure, strength, since)) continue;
    const key = [quote, strength, year].join(' ');
    const group = groups.get(key);
    const own = { ...figure, strength };
    groups.set(key, group ? [...group, own] : [own]);
  }
  return [...groups.values()];
}

/** 分别给予50万元、40万元、30万元: a ladder of sums is told by its ends. */
function rangeOf(group: Group): readonly FigureWords[] | undefined {
  const [{ unit, bound }] = group;
  if (unit !== 'CNY' || bound !== 'exactly' || !group.every((each) => each.unit === unit && each.bound === bound)) return undefined;
  const values = group.map(({ value }) => value);
  // 分别给予100万元、100万元: what each is for is not known.
  if (Math.min(...values) === Math.max(...values))
    return [{ words: renderQuantity({ value: Number(values[0]), unit, bound }), sure: false }];
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => renderQuantity({ value, unit, bound }));
  return [{ words: `${low?.replace(/ yuan$/, '')} to ${high}`, sure: false }];
}

/**
 * 申请金额不低于1万元的，给予补贴: from what sum on, and not how much. 应当减除费用6万元: a sum or a time without a bound is required of nobody who reads only the
 * number.
 */
const isUnsaid = (figure: Bound) =>
  (figure.bound === 'at-least' && figure.strength === 'support' && figure.unit === 'CNY') ||
  (figure.bound === 'exactly' && /^(?:must|should)$/.test(figure.strength) && !figureWords(figure)?.sure && !penalty.test(figure.quote));

/** 分别给予15万元、10万元, of which one sum was told before: the other alone is half of it. */
const isHalf = (group: Group) => group.length === 1 && group[0].unit === 'CNY' && /分别/.test(group[0].quote);
/** 提取金额不超过账户余额与月缴存额6倍的差额: a limit, though not of the number. */
const capped = /不得?(?:超过|高于|大于)/;

function wordsOf(group: Group): readonly FigureWords[] | undefined {
  const found = group.flatMap((each) => (isUnsaid(each) ? [] : (figureWords(each) ?? [])));
  if (found.length < group.length || isHalf(group)) return undefined;
  return group.length > 2 ? (rangeOf(group) ?? found) : found;
}

const ofTurnover = /(?:营业|销售)(?:额|收入)/;

const baseOf = ({ quote, unit, scope = '' }: DocumentFigure) => (unit === 'times' ? (fineBase.exec(quote)?.[1] ?? scope) : scope);

/**
 * Of many fines the gravest of each kind: a share of turnover, a sum, a multiple of the gains; what is stated beside it in one sentence is
 * told with it.
 */
function fineLine(groups: readonly Group[], voice: Voice): SummaryLine[] {
  const gravest = [
    ({ unit, scope = '' }: DocumentFigure) => unit === '%' && ofTurnover.test(scope),
    ({ unit }: DocumentFigure) => unit === 'CNY',
    ({ unit }: DocumentFigure) => unit === 'times',
  ].flatMap((isKind) => {
    const weight = (group: Group) => Math.max(0, ...group.map((each) => (isKind(each) ? each.value : 0)));
    const [first] = groups.toSorted((a, b) => weight(b) - weight(a));
    return first && weight(first) > 0 ? [{ group: first, isKind, value: weight(first) }] : [];
  });
  // Told with the one before, where that is as grave.
  const each = gravest.filter(
    ({ isKind, value }, at) => !gravest.slice(0, at).some(({ group }) => group.some((one) => isKind(one) && one.value >= value)),
  );
  return each.flatMap(({ group }) => saidFine(group, voice));
}

function saidFine(group: Group, voice: Voice): SummaryLine[] {
  const based = (figure: Group[0]) => ({ ...figure, scope: baseOf(figure) });
  const [first, ...others] = group;
  const known: Group = [based(first), ...others.map(based)];
  const sums = wordsOf(known)?.map((each) => each.words);
  const [{ quote, value, unit, bound }] = known;
  const most = quote.match(/[\d.一二三四五六七八九十百]{1,6}(?:个?百|千)?(?:万元|亿元|倍)(?=以下)/g) ?? [];
  // 拒不改正的，处罚款；情节严重的，处罚款: of several tiers the case of one is not that of all.
  const tiers = quote.split('；').filter((part) => /罚款/.test(part));
  const one = tiers.length === 1 && (most.length === 1 || orEmpty(tiers[0]).split('的，').length === 2);
  const whom = tellOffence(quote, one ? most[0] : undefined);
  const name = voice.label('fines');
  const fact = { label: name, kind: 'sanction' as const, value, unit, bound };
  if (!sums) return [labelled(name, quote, fact)];
  return [
    whom === undefined
      ? labelled(`${name}: ${sums.join('; ')}`, quote, fact)
      : toldFact(`${name}: ${sums.join('; ')}, ${whom}.`, fact, quote),
  ];
}

/** 2026—2029年每年投入: of each of the years, and not of the last alone. */
const eachYear = /(20\d\d)年?[—–~至到-]{1,2}(20\d\d)年[^。；]{0,60}每年/g;

/** 深入100家企业开展调研: how many are visited is no target of theirs. */
const visited = /(?:深入|走访|走进|调研)[^，。；]{0,4}\d/;

/**
 * `It aims to bring PUE to at most 1.3 by 2028.` where the table says all of it; `Target for 2028: at least 300 EFLOPS`; `Target for 2028`
 * alone.
 */
function figureLine(group: Group, voice: Voice): SummaryLine[] {
  const [{ strength, year, yearFrom, quote, value, unit, bound }] = group;
  const found = wordsOf(group);
  const numbers = { value, unit, bound };
  // 2026年12月6日起: the day from which it holds is no year of the number.
  if (visited.test(quote)) return [];
  const inText = year !== undefined && yearFrom === 'text' && fromDay.exec(quote)?.[1] !== String(year);
  const [, from] = (inText && [...quote.matchAll(eachYear)].find(([, , last]) => last === String(year))) || [];
  const until = inText && from === undefined && (strength === 'target' || strength === 'support');
  if (until && found?.every(({ sure, words: each }) => sure && /^[a-z]/.test(each)))
    return [
      toldFact(
        `${voice.it} ${voice.verb('aim')} to ${joinNames(found.map((each) => each.words))} by ${year}.`,
        { ...numbers, label: 'Target', kind: 'target', year },
        quote,
      ),
    ];
  const limits =
    /^(?:must|should)$/.test(strength) &&
    (group.every(({ bound }) => bound === 'at-most') || (!found && capped.test(quote) && !floored.test(quote)));
  const name = `${limits ? voice.label('limit') : voice.strength(strength)}${
    from === undefined ? (inText ? ` ${strength === 'should' ? 'in' : 'for'} ${year}` : '') : ` for each year from ${from} to ${year}`
  }`;
  const fact = { ...numbers, label: name, kind: kinds[strength] ?? 'duty', ...(inText && { year }) };
  const clause = clauseOf(group, voice, until ? year : undefined);
  // For each year is said once.
  const once = (words: string) => (from === undefined ? words : words.replace(/ a year(?=[.;,]|$)/g, ''));
  if (clause !== undefined) return [toldFact(from === undefined ? clause : once(clause).replace(/^[^:]{1,30}:/, `${name}:`), fact, quote)];
  return [labelled(found ? `${name}: ${once(found.map((each) => each.words).join('; '))}` : name, quote, fact)];
}

const kinds: Readonly<Partial<Record<Strength, FactKind>>> = { target: 'target', support: 'award', encourage: 'award' };

const holdsNumber = (english: string, { value, unit }: DocumentFigure) =>
  english.includes(value === 1 ? 'one' : renderQuantity({ value, unit, bound: 'exactly' })) ||
  english.includes(renderQuantity({ value, unit, bound: 'exactly' }));

/** 给予最高1亿元支持；给予最高100万元支持: each part is an award of its own. */
function sumOf(group: Group): string | undefined {
  const [{ strength, quote }] = group;
  if (strength !== 'support' || ofAll.test(quote)) return undefined;
  return quote
    .split('；')
    .flatMap((part) => tellMoney(part) ?? [])
    .find((said) => group.some((each) => holdsNumber(said, each)));
}

function clauseOf(group: Group, voice: Voice, year: number | undefined): string | undefined {
  const [{ strength, quote }] = group;
  if (strength === 'must' || strength === 'should') {
    // Its number is what is told.
    const duty = tellDuty(quote, voice.proposed);
    return duty && group.every((each) => holdsNumber(duty, each)) ? duty : undefined;
  }
  const sum = sumOf(group);
  if (sum !== undefined) return `${voice.strength('support')}: ${sum}.`;
  if (strength !== 'target' || byEach.test(quote)) return undefined;
  const all = tellMeasures(quote);
  // 到2026年达到60%，到2028年达到80%: of each year its own.
  const several = new Set(all.map((one) => one.year)).size > 1;
  const said = all.filter((one) => !several || one.year === group[0].year);
  const isOf = ({ of }: (typeof said)[number]) =>
    of.some((one) => group.some(({ value, unit }) => one.value === value && one.unit === unit));
  if (!said.some(isOf)) return undefined;
  const name =
    year === undefined
      ? voice.strength(strength)
      : voice.proposed
        ? `${voice.strength(strength)} for ${year}`
        : `${hoped.test(quote) ? 'Aim for' : 'By'} ${year}`;
  return `${name}: ${said.map(({ en }) => en).join('; ')}.`;
}

/** First what English says whole, then what its unit tells, then bare numbers; among equals targets, duties, support. */
function rankOf(group: Group, isTold: boolean): number {
  const [{ strength, unit }] = group;
  const found = wordsOf(group);
  // Of what is given first that of which is known who gets it.
  const isKnown = isTold || (found && strength !== 'support' && (unit !== 'count' || found.every(({ sure }) => sure)));
  const known = isKnown ? 0 : found ? 1 : 2;
  return known * order.length + order.indexOf(strength);
}

/** Of support the largest sum comes first. */
const supportOf = (group: Group) =>
  group[0].strength === 'support' ? Math.max(...group.map(({ unit, value }) => (unit === 'CNY' ? value : 0))) : 0;

/**
 * The figures that matter most, each with its sentence, then the heaviest fine. What is said twice is said once. `since`: the year of the
 * act.
 */
export function figureLines(figures: readonly DocumentFigure[], voice: Voice, since = 0): readonly SummaryLine[] {
  const groups = groupsOf(figures, since);
  const fines = groups.filter(([{ quote }]) => penalty.test(quote));
  const others = groups
    .filter((group) => !fines.includes(group))
    .map((group) => {
      const made = figureLine(group, voice);
      const isTold = made.some(({ kind }) => kind === 'sentence');
      return { made, isBare: !isTold && wordsOf(group) === undefined, rank: rankOf(group, isTold), sum: supportOf(group) };
    })
    .toSorted((a, b) => a.rank - b.rank || b.sum - a.sum);
  const seen = new Set<string>();
  let bare = 0;
  const lines = others.flatMap(({ made, isBare }) => {
    if (made.some(({ says }) => seen.has(says) && !isBare)) return [];
    for (const { says } of made) seen.add(says);
    if (isBare) bare += 1;
    return isBare && bare > mostBare ? [] : made;
  });
  return [...lines.slice(0, mostLines), ...fineLine(fines, voice)];
}
