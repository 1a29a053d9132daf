import type { Element } from 'domhandler';
import type { Article } from '../../model/article.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { parseDayFact } from '../dates/dates.ts';
import { type Dom, isInside, positionOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { parseBodyNames } from '../text/body-names.ts';
import { comparisonKey, joinBroken } from '../text/language.ts';
import { normaliseText } from '../text/normalise.ts';
import { expressionsOf } from '../text/words.ts';
import { isDecision } from './act.ts';
import { type BodyText, isListed } from './body.ts';
import { readDocumentParts } from './document-parts.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type Heading, parseNumberLine, readHeading } from './heading.ts';
import { hasTable, type Labels, labelledValue } from './labels.ts';
import { hasOfficialMetas } from './metas.ts';
import { type ArticlePage, type Layout, readCheckedLayout } from './page-layout.ts';
import { isNotSiteClock } from './published.ts';
import { refuseFrame } from './refusal.ts';
import type { Title, TitleFacts } from './shown-titles.ts';
import { namesAct, readTitle } from './title.ts';

const {
  /** Shells end with their own word; a work that stands for itself is followed by 第一条 or a number. */
  ending,
  furnishing,
} = expressionsOf(expressions.pageParts);

/** The line that dates and credits follow: over the first 发布时间 or 来源 in running words, else over a line with a day. */
function lineAboveDate(labels: Labels, lines: readonly PageLine[], isAct: (text: string) => boolean) {
  const pair = [...(labels.get('published') ?? []), ...(labels.get('source') ?? [])].find((each) => !each.table && each.value !== '');
  const at = pair ? lines.findIndex((line) => line.place === pair.place && line.text.startsWith(pair.quote)) : overDay(lines, isAct);
  return textOfLine(lines[at - 1]);
}

function overDay(lines: readonly PageLine[], isAct: (text: string) => boolean) {
  const short = ({ text, links, align }: PageLine) => links === 0 && align !== 'right' && text.length < 80 && !/[。；]/.test(text);
  const named = lines.findIndex(
    (line, n) => short(line) && line.text.length < 50 && dayWithin.test(line.text) && isAct(orEmpty(lines[n - 1]?.text)),
  );
  return named > 0 ? named : lines.findIndex((line) => short(line) && dayFirst.test(line.text));
}

const dayFirst = /^[[【(（]?\s?20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/;
const dayWithin = /20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/;

function textOfLine(above: PageLine | undefined) {
  const fits =
    above !== undefined &&
    above.links < 2 &&
    above.linked <= above.text.length * 0.3 &&
    above.text.length <= 150 &&
    !/[:：>»]|[。；]$/.test(above.text);
  return fits ? above.text : undefined;
}

type PageAround = {
  readonly dom: Dom;
  readonly lines: readonly PageLine[];
  readonly title: Title;
  readonly body: Element | undefined;
  readonly bodyLines: readonly PageLine[];
};

const nearBefore = 6;
const nearAfter = 14;

function linesBelowTitle(around: PageAround): readonly PageLine[] {
  const { dom, lines, title, body, bodyLines } = around;
  const start = body ? positionOf(dom, body) : Number.MAX_SAFE_INTEGER;
  const at = indexOfTitle(around);
  if (at === undefined)
    return [
      ...lines.filter((line) => line.place < start && !isListed(dom, line.block) && isNotSiteClock(line)).slice(-nearAfter),
      ...overText(bodyLines.slice(0, 3)),
    ];
  const inner = body !== undefined && title.element !== undefined && isInside(dom, title.element, body);
  const first = body ? lines.findIndex((line) => isInside(dom, line.block, body)) : -1;
  const end = inner || first === -1 ? lines.length : first;
  const after = unlisted(dom, lines.slice(at, end), nearAfter);
  return [...(inner ? overText(after) : after), ...(inner ? [] : overText(bodyLines.slice(0, 3)))];
}

/** Which line shows the title. What stands beside it in the block around both comes after it, though that block begins before. */
function indexOfTitle({ dom, lines, title }: PageAround) {
  const { element } = title;
  if (!element) return undefined;
  const place = positionOf(dom, element);
  const at = lines.findIndex((line) => line.place >= place);
  if (at !== -1 && isInside(dom, lines[at]?.block ?? element, element)) return at;
  const around = lines.findIndex((line) => isInside(dom, element, line.block) && line.text.includes(title.text.slice(0, 20)));
  return around !== -1 ? around : at === -1 ? undefined : at;
}

function linesAboveTitle(around: PageAround): readonly PageLine[] {
  return unlisted(around.dom, around.lines.slice(0, indexOfTitle(around) ?? 0).toReversed(), nearBefore);
}

function unlisted(dom: Dom, lines: readonly PageLine[], most: number) {
  const found: PageLine[] = [];
  for (const line of lines) {
    if (found.length === most) break;
    if (!isListed(dom, line.block)) found.push(line);
  }
  return found;
}

const tailBefore = 6;
const tailAfter = 4;

function closingLines({ dom, lines, body, bodyLines }: PageAround): readonly PageLine[] {
  const last = body ? lines.findLastIndex((line) => isInside(dom, line.block, body)) : -1;
  return [...bodyLines.slice(-tailBefore), ...(last === -1 ? [] : lines.slice(last + 1, last + 1 + tailAfter))];
}

/** Lines before the first paragraph: what stands under it belongs to the text. */
function overText(lines: readonly PageLine[]) {
  const end = lines.findIndex((line, at) => at > 0 && (line.text.length > 60 || /[。：]$/.test(line.text) || line.align === 'right'));
  return end === -1 ? lines : lines.slice(0, end);
}

const mostTitleLines = 8;

/**
 * The name of an act in the first lines of a text: the bodies, then 关于…的通知, each on lines of their own, ended by the number or the
 * addressee. Old pages show their title only there. Undefined where the lines say no such thing.
 */
function readOpeningTitle(lines: readonly PageLine[]) {
  const head: string[] = [];
  for (const { text, cells, align } of lines.slice(0, mostTitleLines)) {
    const ends = /[：:]$/.test(text) || parseNumberLine(text) !== undefined;
    const name = ends ? joinTitleLines(head) : undefined;
    if (name !== undefined || /[：:]$/.test(text)) return name;
    // The number and the red head of the paper stand over the title too.
    if (ends || /^.{4,60}文\s{0,3}件$/.test(text)) {
      head.length = 0;
      continue;
    }
    if (cells || align === 'right' || text.length > 90 || /[。；！？]/.test(text)) return undefined;
    head.push(text);
  }
  return undefined;
}

function joinTitleLines(head: readonly string[]) {
  const about = head.findIndex((text) => /关于|關於/.test(text));
  if (about < 0 || !ending.test(orEmpty(head.at(-1)))) return undefined;
  const bodies = head.slice(0, about).map((text) => (parseBodyNames(text) ? text : undefined));
  const from = bodies.lastIndexOf(undefined) + 1;
  return joinBroken(head.slice(from));
}

const mostLines = 3;

/**
 * The text without the title of the page and the line of day and source under it, where both stand in the block of the text. The lines stay
 * as they are: number, names and days are looked for in them. A title that is not shown apart is part of the document and stays.
 */
function stripHeading(dom: Dom, text: BodyText, title: Title) {
  const first = text.lines[0];
  if (!first || !title.element || !isInside(dom, first.block, title.element) || comparisonKey(first.text) !== comparisonKey(title.text))
    return text;
  let from = 1;
  while (from <= mostLines && isFurnishing(text.lines[from])) from += 1;
  const shown = text.text.split('\n');
  if (text.lines.length <= from || text.lines.slice(0, from).some((line, at) => line.text !== shown[at])) return text;
  return { ...text, text: shown.slice(from).join('\n') };
}

const isFurnishing = (line: PageLine | undefined) =>
  line !== undefined &&
  !line.cells &&
  line.text.length <= 140 &&
  !/[。；]/.test(line.text) &&
  (furnishing.test(line.text) || parseDayFact(line.text, 'body') !== undefined);

const officialHost = /^https?:\/\/[^/]{1,200}\.gov\.cn(?:[:/]|$)/;

export type PageParts = {
  readonly dom: Dom;
  readonly title: Title;
  readonly labels: Labels;
  readonly element?: Element | undefined;
  readonly body: readonly PageLine[];
  readonly near: readonly PageLine[];
  readonly over: readonly PageLine[];
  readonly tail: readonly PageLine[];
  readonly heading: Heading;
  readonly text: BodyText;
  readonly reader: Article['reader'];
};

export function readPageParts(page: ArticlePage): PageParts {
  const layout = readCheckedLayout(page);
  const { dom, lines, element, labels, overrides } = layout;
  const read = readTitle(dom, titleFacts(layout));
  if (read) refuseFrame(page.decoded.text, page.url, read.text, layout.size);
  const title = read ? { ...read, text: normaliseText(read.text).text } : { text: orEmpty(layout.text.lines[0]?.text.slice(0, 120)) };
  const around = { dom, lines, title, body: element, bodyLines: layout.text.lines };
  const near = linesBelowTitle(around);
  const over = linesAboveTitle(around);
  const known = layout.size.known || hasTable(labels) || hasOfficialMetas(dom) || officialHost.test(page.url);
  return {
    dom,
    title,
    labels,
    element,
    body: layout.text.lines,
    near,
    over,
    tail: closingLines(around),
    heading: headingOf([...near, ...over], layout.text.lines, title, overrides.number),
    text: stripHeading(dom, layout.text, title),
    reader: known ? 'conventions' : 'generic',
  };
}

const titleFacts = ({ page, lines, element, labels, text, overrides }: Layout): TitleFacts => ({
  // 名称 in the table of a decision is that of whom it concerns.
  table: isDecision(labels) ? undefined : labelledValue(labels, 'title')?.value,
  sure: hasTable(labels),
  override: overrides.title,
  body: element,
  listed: page.entry?.title,
  above: lineAboveDate(labels, lines, namesAct),
  opening: readOpeningTitle(text.lines),
  alone: () => readDocumentParts(text.lines, '').length < 2,
  standard: labels.get('title')?.find(({ label, value }) => /标准名称$/.test(label) && value !== '')?.value,
});

function headingOf(near: readonly PageLine[], body: readonly PageLine[], title: Title, override: string | undefined) {
  const heading = withMasthead(readHeading(body, title.text), [...near, ...body.slice(0, nearBefore)]);
  if (override !== undefined) return { ...heading, number: override, numberQuote: override };
  if (heading.number !== undefined || heading.order) return heading;
  const over = readHeading(
    near.map(beforeLabel).filter((line) => line.text.length < 60 && !/[:：]/.test(line.text)),
    title.text,
  );
  return over.number === undefined ? heading : { ...heading, number: over.number, ...opt({ numberQuote: over.numberQuote }) };
}

/** 某市人民政府办公室文件: the red head of the paper names the body. */
function withMasthead(heading: Heading, lines: readonly PageLine[]) {
  if (heading.issuers.length > 0) return heading;
  const head = lines.map(({ text }) => /^(.{4,60}?)\s{0,3}文\s{0,3}件$/.exec(text)?.[1]).find((text) => text !== undefined);
  const issuers = head === undefined ? undefined : parseBodyNames(head);
  return issuers ? { ...heading, issuers } : heading;
}

/** A line over the text without the label or the day of the page that stands behind a number in it. */
const beforeLabel = (line: PageLine): PageLine => ({
  ...line,
  text: line.text.replace(/(?<=\d号)\s{0,9}(?:20\d{2}[-/.年]\d|[^\s:：]{2,6}[:：]).{0,120}$/u, ''),
});
