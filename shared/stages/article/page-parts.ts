import type { Element } from 'domhandler';
import type { Article } from '../../model/article.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { Dom } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { parseBodyNames } from '../text/body-names.ts';
import { normaliseText } from '../text/normalise.ts';
import { isDecision } from './act.ts';
import type { BodyText } from './body-text.ts';
import { readDocumentParts } from './document-parts.ts';
import { type Heading, readHeading } from './heading.ts';
import { hasTable, type Labels, labelledValue } from './labels.ts';
import { lineAboveDate } from './line-above.ts';
import { hasOfficialMetas } from './metas.ts';
import { closingLines, linesAboveTitle, linesBelowTitle, nearBefore } from './nearby-lines.ts';
import { readOpeningTitle } from './opening-title.ts';
import { type ArticlePage, type Layout, readCheckedLayout } from './page-layout.ts';
import { refuseFrame } from './refusal.ts';
import type { Title, TitleFacts } from './shown-titles.ts';
import { stripHeading } from './strip-heading.ts';
import { readTitle } from './title.ts';
import { namesAct } from './title-candidates.ts';

const officialHost = /^https?:\/\/[^/]{1,200}\.gov\.cn(?:[:/]|$)/;

/** What the page is made of, found once and read by every field. */
export type PageParts = {
  readonly dom: Dom;
  readonly title: Title;
  readonly labels: Labels;
  readonly element?: Element | undefined;
  readonly body: readonly PageLine[];
  /** Lines between the title and the text, and those just over the title, nearest first. */
  readonly near: readonly PageLine[];
  readonly over: readonly PageLine[];
  /** The last lines of the text and those just after it. */
  readonly tail: readonly PageLine[];
  readonly heading: Heading;
  readonly text: BodyText;
  readonly reader: Article['reader'];
};

/** Parses a page and finds its parts. Throws SourceError when it is no document, or too complex. */
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

function headingOf(near: readonly PageLine[], body: readonly PageLine[], title: Title, override: string | undefined): Heading {
  const heading = withMasthead(readHeading(body, title.text), [...near, ...body.slice(0, nearBefore)]);
  if (override !== undefined) return { ...heading, number: override, numberQuote: override };
  if (heading.number !== undefined || heading.order) return heading;
  const over = readHeading(
    near.map(beforeLabel).filter((line) => line.text.length < 60 && !/[:：]/.test(line.text)),
    title.text,
  );
  return over.number === undefined ? heading : { ...heading, number: over.number, ...opt('numberQuote', over.numberQuote) };
}

/** 某市人民政府办公室文件: the red head of the paper names the body. */
function withMasthead(heading: Heading, lines: readonly PageLine[]): Heading {
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
