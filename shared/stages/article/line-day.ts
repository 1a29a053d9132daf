import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import type { DateFact } from '../../model/article.ts';
import { hasHan } from '../../model/values.ts';
import { parseDayFact, readDayFact } from '../dates/dates.ts';
import { type Dom, isHiddenElement } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { collapseWhitespace } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import { isListed } from './body.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { Labels } from './labels.ts';

const {
  otherDates,
  eventTime,
  /** The head or foot of a print, its count of pages, a day of adoption, and a day in brackets, which is that of the text. */
  ofAnotherDay,
} = expressionsOf(expressions.lineDay);

type SplitDateFacts = { readonly dom: Dom; readonly titlePlace: number; readonly bodyStart: number };

const time = '(?: (\\d{1,2}:\\d{2}(?::\\d{2})?))?';
/**
 * Parts that stand in elements of their own, by the names of their groups; 05/18 2026 could be the eighteenth or the fifth, so it is none.
 */
const forms = [
  new RegExp(`^(?<day>\\d{1,2})(?: ?日)? (?<year>20\\d{2}) ?[-/.年] ?(?<month>\\d{1,2})(?: ?月)?${time}$`),
  new RegExp(`^(?<year>20\\d{2}) ?[-/.年] ?(?<month>\\d{1,2})(?: ?月)? (?<day>\\d{1,2})(?: ?日)?${time}$`),
  new RegExp(`^(?<year>20\\d{2})(?: ?年)? (?<month>\\d{1,2}) ?[-/.月] ?(?<day>\\d{1,2})(?: ?日)?${time}$`),
  new RegExp(`^(?<month>\\d{1,2}) ?[-月] ?(?<day>\\d{1,2})(?: ?日)? (?<year>20\\d{2})(?: ?年)?${time}$`),
];
const mostPieces = 8;
const mostBehind = 12;

/** A date whose parts are elements beside each other: a box with the day over month and year, the year over month and day. */
export function readSplitDate(facts: SplitDateFacts): DateFact | undefined {
  const { dom, titlePlace, bodyStart } = facts;
  // What the text itself breaks into elements is the day of its signature.
  const end = titlePlace >= bodyStart ? titlePlace + mostBehind : bodyStart;
  const found: { readonly date: DateFact; readonly place: number }[] = [];
  for (const element of dom.elements) {
    const extent = dom.extents.get(element);
    if (!extent) continue;
    if (extent.start >= end) break;
    if (extent.chars < 6 || extent.chars > 24 || extent.linkChars > 0 || isOneText(element)) continue;
    const date = joinDateParts(element);
    if (date && !isListed(dom, element) && !beside(dom, element)) found.push({ date, place: extent.start });
  }
  const under = found.find(({ place }) => place >= titlePlace);
  if (under) return under.date;
  const [first] = found;
  return first && found.every(({ date }) => date.value === first.date.value) ? first.date : undefined;
}

function beside(dom: Dom, element: Element) {
  const parent = element.parent && isTag(element.parent) ? dom.extents.get(element.parent) : undefined;
  return parent !== undefined && parent.chars < 300 && parent.linkChars > parent.chars * 0.3;
}

const isOneText = ({ children: { length, 0: only } }: Element) => length === 1 && only !== undefined && isText(only);

function joinDateParts(element: Element) {
  const pieces: string[] = [];
  collect(element, pieces);
  if (pieces.length < 2 || pieces.length > mostPieces) return undefined;
  const line = collapseWhitespace(pieces.join(' '));
  for (const form of forms) {
    const groups = form.exec(line);
    const { year, month = '', day = '' } = groups?.groups ?? {};
    if (year === undefined) continue;
    const clock = groups?.at(-1);
    const date = parseDayFact(
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${clock?.includes(':') ? ` ${clock}` : ''}`,
      'body',
    );
    if (date) return { ...date, quote: line };
  }
  return undefined;
}

function collect(node: AnyNode, pieces: string[]) {
  if (pieces.length > mostPieces) return;
  if (isText(node)) {
    const text = collapseWhitespace(node.data);
    if (text !== '') pieces.push(text);
  } else if (isTag(node) && !isHiddenElement(node)) for (const child of node.children) collect(child, pieces);
}

/** 主任 某某 above a day alone, or 现予公布: an order is signed there. */
const bareDay = /^20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$/;
const signs = /^(?:主\s?任|部\s?长|局\s?长|总\s?理|主\s?席|省\s?长|市\s?长|署\s?长|行\s?长|院\s?长|检察长)[\s:：]|现予(?:公布|发布)/;
const isSigned = (lines: readonly PageLine[], at: number) =>
  bareDay.test(lines[at]?.text.trim() ?? ' ') && lines.slice(Math.max(0, at - 4), at).some(({ text }) => signs.test(text.trim()));

const otherKeys = ['signed', 'effective', 'expires', 'commentBy', 'commentPeriod', 'updated'] as const;

/** A short line beside the title that holds a whole date, and is neither a sentence nor the value of another label. */
export function readLineDate(lines: readonly PageLine[], labels: Labels): DateFact | undefined {
  const pairs = otherKeys.flatMap((key) => labels.get(key) ?? []);
  const others = new Set(pairs.flatMap(({ value, quote }) => [value, quote]));
  for (const [at, line] of lines.entries()) {
    const text = line.text.replace(updates, '');
    if (isEventLabel(lines[at - 1]?.text)) continue;
    if (
      ofAnotherDay.test(text) ||
      isSigned(lines, at) ||
      isEnglishSentence(text) ||
      text.length > 140 ||
      otherDates.test(text) ||
      isEntry(line) ||
      isOtherTime(text)
    )
      continue;
    if (
      others.has(line.text.slice(0, 200)) ||
      line.cells?.some((cell) => others.has(cell)) ||
      /(?:地点|地點|主讲人?|嘉宾|出席)\s{0,3}[:：]/.test(text) ||
      (/[。；]/.test(text) && !/来源|发布|时间|日期/.test(text))
    )
      continue;
    const day = readDayFact(text, 'body');
    if (day) return day;
  }
  return undefined;
}

/** They take effect on June 1, 2026. — words and a full stop, and no by-line. */
const isEnglishSentence = (text: string) =>
  /[a-z)\d]\.$/.test(text) &&
  text.split(' ').length > 5 &&
  !hasHan(text) &&
  !/^(?:published|posted|updated|released|source|by|last|date)\b/i.test(text);

/** 更新于 2026-06-30: the day of the last change, where another stands beside it. */
const updates =
  /(?:最后|最近)?(?:更新|修改|编辑)于?\s{0,2}[:：]?\s{0,2}20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d{2}(?::\d{2})?)?/g;
/** 活动时间：…, 申报日期：…: days of something else than the page. */
export const isOtherTime = (text: string): boolean => {
  if (eventTime.test(text)) return true;
  const label = /(?:^|[\s|｜【[（(])(\p{Script=Han}{2,6}(?:时间|日期|期限|时段))\s{0,3}[:：]/u.exec(text)?.[1];
  return label !== undefined && !/创建|出稿|来稿|见报|播出|报道|发布|发表|发稿|公开|刊|上网|录入|上传|添加|公布|信息/.test(label);
};

/** 开始时间 alone: what stands behind it or under it is the day of an event. */
export const isEventLabel = (text: string | undefined): boolean =>
  text !== undefined && text.length <= 12 && eventTime.test(text.replace(/[\s:：]{1,4}$/, ''));

/** A link with a day beside it is the entry of a list. */
const isEntry = ({ text, linked }: PageLine) => linked >= 6 && linked > text.length * 0.3;
