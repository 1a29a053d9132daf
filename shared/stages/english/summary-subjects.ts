import type { DocumentFigure } from '../../model/facts.ts';
import { orEmpty } from '../../model/values.ts';
import { oneOf } from '../text/words.ts';
import { renderFigure, renderQuantity } from './quantity.ts';
import subjects from './summary-subjects.json' with { type: 'json' };

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

/** `sure`: its words say all that the sentence says of the subject; else they are true of a part of it (新建…, 某区…). */
export type FigureWords = { readonly words: string; readonly sure: boolean };

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
const unspoken: ReadonlySet<string> = new Set(['count', '%', 'times']);
/** 200元/平方米, 每人每月300元: a price, and no sum. */
const perPiece =
  /元\s?[/／]|按?[1一]名|每(?:[列班场]|个?往返|架次|人次|[人户月套吨亩次台辆度名位]|招用|吸纳|录用|新增|引进|平方米|立方米|千瓦时|学期)/g;
/** 每个项目50万元: a sum for each; a cap holds for each as for all. */
const forEach = /每(?:个|家|项|件|款)/;
/** 每人每年: a sum of each, and of each year. */
const forEachTime = /每[人户套名]每[年月日天]/;
/** 各区市分别建设2个以上: each of them builds as many. */
const byEach = /各[^，。；\d]{1,12}(?:分别|[均都应]|至少)[^，。；\d]{0,12}\d/;
/** 每两年…不少于2个月: in more than one year. */
const byYears = /每(?!1年|一年)[\d两三四五六十]{1,2}年/;
const pieces: Readonly<Record<string, string>> = { 每人: 'a person', 每户: 'a household', 每月: 'a month', 每套: 'a home' };
/** 每年给予50万元, 每年累计不超过50万元, 50万元/年: a sum of every year. 每年遴选10家，给予50万元一次性奖励 is paid once. */
const byYear =
  /每年度?(?:可?按|可|均|最[高多]|给予|补[助贴]|奖[励补]?|资助|支持|安排|发放|提取|累计|不|总|合计|兑[现付]|补偿|租金)[^，。；\d]{0,16}\d|每年度?\s?\d|元\s?[/／每]\s?年/;
const once = /一次性/;
/** 额度增加20万元, 在…基础上另加20万元: by how much more, and not how much. */
const byHowMuch =
  /(?:增加|上浮|减少|降低|上调|下调|提高|延长|另加|再加|加[发给奖]|追加|另增|额外[^，。；\d]{0,6}|基础上[^，。；\d]{0,12}(?:再|另|增|加)[^，。；\d]{0,6})了?\s?\d/;
/** Whether a quote only says by how much something grows. */
export const isAddition = (quote: string): boolean => byHowMuch.test(quote);

/** 3个月最低生活保障标准: a sum counted in months. */
const worthMonths = /个月(?:的)?[^，。；、]{0,8}(?:标准|工资|租金|保费|金额|收入|补贴|补助|津贴)/;

/** A figure with what it is of; without that only where its unit tells: money, PFLOPS, hours. A bare number or share is no fact in English. */
export function figureWords(figure: DocumentFigure): FigureWords | undefined {
  if (byEach.test(figure.quote) && figure.unit === 'count') return undefined;
  const told = figure.unit === 'count' ? countWords(figure) : metricWords(figure);
  if (told) return told;
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
  const amount = renderFigure(figure).replace(/hours?$/, (hours) => (/[课学]时/.test(figure.quote) ? `class ${hours}` : hours));
  return { words: figure.unit === 'PUE' ? `PUE of ${amount.replace(/ PUE$/, '')}` : amount, sure: false };
}
