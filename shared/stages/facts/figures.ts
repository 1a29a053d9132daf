import type { DocumentFigure } from '../../model/facts.ts';
import { hasHan, opt, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { isAct, isBinding } from '../text/acts.ts';
import { foldScript } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type Figure, findFigures } from './extract/figures.ts';
import { type FigureContext, figureContext } from './extract/strength.ts';
import { type Scoped, scopeOf } from './figure-scope.ts';
import { type Span, splitSentences } from './link/sentences.ts';

const {
  /** An item that orders keeps its measure: 注册资本不低于500万元. */
  orders,
  /** Bodies and moneys of places whose 元 is not the yuan. */
  elsewhere,
  /** 特制定本行动计划, or a heading 主要目标: a plan by what it says, whatever the page calls it. */
  planWords,
  /** 具备下列条件：, 有下列情形之一的：: the items of the list say whom or what the rule is for. */
  asks,
  /** 符合下列条件：（一）…；（二）…。: the list in one paragraph, to its full stop. */
  asksInline,
  item,
  measureWords,
  /** Acts that set out what is to be done, by their kind or by what they are called. */
  planNames,
  measureNames,
  goalHeading,
} = expressionsOf(expressions.paragraph);

/** What a sentence takes over from those before it in its paragraph or list. */
type Within = {
  /** The year of the targets that its paragraph began with. */
  readonly carried?: number;
  /** It stands under a heading of goals. */
  readonly goals?: true;
  readonly condition: (figure: Figure, plain: string) => boolean;
};

const aimsAt = /(?:^|[：:，,。；])\s{0,4}(?:力争|争取)?(?<!截)(?:到|至)\s{0,2}(20\d\d)\s{0,2}年/;

const partOf = (plain: string, { start, end }: Figure): string =>
  orEmpty(/[^，,；;：:]{0,30}$/.exec(plain.slice(0, start))?.[0]) +
  plain.slice(start, end) +
  plain
    .slice(end, end + 12)
    .split(/[，,；;。]/, 1)
    .join('');

/** 一、工作目标, （二）…, 3.…: the line of a heading, by how deep its number stands. */
const headingOf =
  /^\s{0,4}(?:(第[一二三四五六七八九十]{1,3}[章节]|[一二三四五六七八九十]{1,3}、)|([（(][一二三四五六七八九十]{1,3}[）)])|(\d{1,2}[.．、]))[^。；：:]{1,30}[。：:]?\s{0,4}$/;
const goalsNamed = /目标(?:任务)?[。：:]?\s{0,4}$/;

/** Whether a line stands under a heading of goals, until the next heading that is no deeper. */
function followGoals(): (sentence: string) => boolean {
  let goals: number | undefined;
  return (sentence) => {
    const depth = headingOf
      .exec(sentence)
      ?.slice(1)
      .findIndex((each) => each !== undefined);
    if (depth !== undefined && (goals === undefined || depth <= goals)) goals = goalsNamed.test(sentence) ? depth : undefined;
    return goals !== undefined;
  };
}

function openParagraph(text: string, { base }: FigureContext): (sentence: Span) => Within {
  let carried: number | undefined;
  let listed = false;
  let inline = false;
  const aimed = followGoals();
  return ({ start, end }) => {
    const sentence = text.slice(start, end);
    if (start === 0 || text[start - 1] === '\n') {
      carried = undefined;
      inline = false;
      listed &&= item.test(sentence);
    }
    const [lead] = asksInline.exec(sentence) ?? [];
    const from = listed || inline ? 0 : lead === undefined ? Number.POSITIVE_INFINITY : sentence.indexOf(lead);
    inline = (inline || lead !== undefined) && !sentence.trimEnd().endsWith('。');
    const condition = (figure: Figure, plain: string): boolean =>
      figure.start > from && figure.strength !== 'support' && !orders.test(partOf(plain, figure));
    const within: Within = { ...opt('carried', carried), ...(aimed(sentence) && { goals: true as const }), condition };
    const [, year] = aimsAt.exec(sentence) ?? [];
    if (year !== undefined && !(base !== undefined && Number(year) < base)) carried = Number(year);
    if (asks.test(sentence)) listed = true;
    return within;
  };
}

const longestQuote = 160;
const mostDocumentFigures = 60;

/** A grant that is given once is not given each year. */
const once = /一次性[^，；。]{0,40}$/;
const onceBehind = /^[^，；。]{0,40}一次性/;
/** 每年布局150项, 每年最高补助50万元; 每年遴选10家，给予一次性奖励 is yearly only in its selection. */
const yearly = /(?:每一?年度?(?![均末底初])|逐年)[^，。；、,：:\d]{0,20}$/;
function isYearly(plain: string, { number, end, unit }: Figure): boolean {
  if (unit === 'CNY' && /^[/／每]年/.test(plain.slice(end))) return true;
  const isOnce = unit === 'CNY' && (once.test(plain.slice(0, number)) || onceBehind.test(plain.slice(end)));
  return unit !== '%' && !isOnce && yearly.test(plain.slice(Math.max(0, number - 40), number));
}

/** 可以单处或者并处5万元以下罚款，对其负责人处1万元以下罚款 leaves all of it to whoever fines, to the next case (…的，). */
const mayFine = /可(?:以|(?=[并单处]))(?:[根依视][^，。；]{1,16}[，,])?[^，。；]{0,30}处(?![理于置分])(?:(?!的[，,])[^。；]){0,160}$/;
const isLeft = (plain: string, { start, strength }: Figure, scope: string | undefined): boolean =>
  strength === 'must' &&
  scope !== undefined &&
  mayFine.test(plain.slice(Math.max(0, start - 240), start)) &&
  /罚[款金]/.test(plain.slice(start));

/** 提高5个百分点 is no share of 5 %, 20万亩 is no count of things. */
function ownUnit(plain: string, { unit, number, end }: Figure): string {
  const words = plain.slice(number, end);
  if (unit === '%' && /百分点|points?/.test(words)) return 'percentage point';
  return unit === 'count' && /亩/.test(words) ? 'mu' : unit;
}

/** Pages whose numbers are of goods, bids and shares. */
const without: ReadonlySet<DocumentType> = new Set(['procurement', 'other']);

const mostCut = 60;
function quoteOf(sentence: string, { start, end }: Figure): string {
  const trimmed = sentence.trim();
  if (trimmed.length <= longestQuote) return trimmed;
  const plain = sentence.replaceAll(';', '；');
  const next = plain.indexOf('；', end);
  const clause = sentence.slice(plain.lastIndexOf('；', start) + 1, next < 0 ? sentence.length : next + 1).trim();
  if (clause.length <= longestQuote) return clause;
  const from = Math.max(0, Math.min(start - Math.floor((longestQuote - (end - start)) / 2), sentence.length - longestQuote));
  const cut = sentence.slice(from, from + longestQuote);
  // Of a sentence that is cut the quote begins with a clause.
  const behind = from === 0 ? 0 : cut.slice(0, Math.min(mostCut, start - from)).search(/(?<=[，；：,;:](?!\d))/);
  return cut.slice(Math.max(0, behind)).trim();
}

const toDocumentFigure = (sentence: string, plain: string, figure: Figure, before: Scoped | undefined): DocumentFigure => {
  const { value, bound, strict, strength, year, yearFrom } = figure;
  const unit = ownUnit(plain, figure);
  const scope = scopeOf(sentence, plain, figure, before);
  return {
    value,
    unit,
    ...(year === null ? {} : { year }),
    ...(yearFrom && year !== null ? { yearFrom } : {}),
    bound,
    ...(strict ? { strict } : {}),
    ...(isYearly(plain, figure) ? { every: 'year' as const } : {}),
    ...opt('strength', isLeft(plain, figure, scope) ? undefined : strength),
    ...(scope ? { scope } : {}),
    quote: quoteOf(sentence, figure),
  };
};

const isCell = (plain: string): boolean => plain.trim().length < 24 && !/[。；;：:，,]/.test(plain) && hasHan(plain);

type FigureInput = {
  readonly title: string;
  readonly text: string;
  readonly type: DocumentType;
  readonly day?: string;
  readonly language?: string;
};

/** 新臺幣，下同: the money of all sums. */
const inOtherMoney = /(?:[臺台港][幣币]|港元)[，,、]?\s?下同/;
const hasOtherMoney = ({ title, text, language }: FigureInput): boolean =>
  inOtherMoney.test(text) || (language === 'zh-Hant' && (elsewhere.test(title) || elsewhere.test(text)) && !/人民[幣币]/.test(text));

function planned({ title, type, text }: FigureInput): FigureContext['plans'] {
  // A plan for emergencies says when it applies, and what is then to be done: of it only what is pledged is an aim.
  if (/预案/.test(title)) return 'pledges';
  if (type === 'plan' || (isAct(type) && !isBinding(type) && planNames.test(title))) return 'levels';
  if (type === 'opinions' || type === 'several-measures') return 'deeds';
  if (!isAct(type) || isBinding(type)) return undefined;
  if (planWords.test(text) || goalHeading.test(text)) return 'levels';
  return measureNames.test(title) || measureWords.test(text) ? 'deeds' : undefined;
}

/** 2026年工作要点, and no period (2026—2028年), day or edition. */
function onlyYear(title: string): number | undefined {
  const years = [...title.matchAll(/(?<![\d—–～~至到-])(20\d\d)\s?年?(?!\s?\d|版|\d{0,2}月|第|修|以|底|前|起|[—–～~至到-])/g)];
  const [year] = years;
  return years.length === 1 && year && title.match(/20\d\d/g)?.length === 1 && year[0].endsWith('年') ? Number(year[1]) : undefined;
}

/** Quantities and commitments that a document states, each once, at most 60: units other than bare counts come first. */
export function readFigures(stating: FigureInput): DocumentFigure[] {
  const { title, text, type, day } = stating;
  if (without.has(type)) return [];
  const otherMoney = hasOtherMoney(stating);
  const plans = planned(stating);
  const context: FigureContext = {
    ...figureContext(day, title),
    ...opt('plans', plans),
    ...(!isAct(type) ? { reports: true as const } : plans === undefined ? { rules: true as const } : {}),
    ...opt('planYear', isAct(type) && !isBinding(type) ? onlyYear(title) : undefined),
  };
  const found = new Map<string, DocumentFigure>();
  const follow = openParagraph(text, context);
  for (const { start, end } of splitSentences(text)) {
    const sentence = text.slice(start, end);
    const within = follow({ start, end });
    if (!/[\d一二两三四五六七八九十百千万]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b/i.test(sentence)) continue;
    const plain = foldScript(sentence);
    let scoped: Scoped | undefined;
    for (const figure of findFigures(plain, {
      ...context,
      ...(isAct(type) && { ...opt('carried', within.carried), ...opt('goals', within.goals) }),
    })) {
      if (figure.threshold || within.condition(figure, plain) || (otherMoney && figure.unit === 'CNY')) continue;
      const isSaid = figure.strength === undefined || figure.strength === 'fact';
      if (isSaid && isCell(plain) && isAct(type) && context.plans !== 'levels') continue;
      // What an act states as so without a year is not so in the year of its page; news tells of its day.
      const dated = isSaid && figure.yearFrom === 'page' && isAct(type) ? { ...figure, year: null } : figure;
      const line = toDocumentFigure(sentence, plain, dated, scoped);
      scoped = { figure, scope: line.scope };
      // One text in two formats differs in its blanks.
      const key = [line.value, line.unit, line.year, line.scope?.replace(/\s/g, ''), line.strength].join(' ');
      if (!found.has(key)) found.set(key, line);
    }
  }
  const all = [...found.values()];
  if (all.length <= mostDocumentFigures) return all;
  return [...all.filter(({ unit }) => unit !== 'count'), ...all.filter(({ unit }) => unit === 'count')].slice(0, mostDocumentFigures);
}
