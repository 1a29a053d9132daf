import { load } from 'cheerio/slim';
import { type Element, isTag } from 'domhandler';
import type { Article, Entry } from '../../model/article.ts';
import type { Decoded } from '../../model/page.ts';
import type { ArticleOverrides } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type Dom, isInside, parseDom, rawTextOf } from '../html/dom.ts';
import { type PageLine, readLines } from '../html/lines.ts';
import { parseBodyNames } from '../text/body-names.ts';
import { collapseWhitespace } from '../text/clean.ts';
import { findBody } from './body.ts';
import { type BodyText, readBodyText } from './body-text.ts';
import { readDocumentParts } from './document-parts.ts';
import { type Heading, readHeading } from './heading.ts';
import { revealHiddenText } from './hidden-text.ts';
import { hasTable, type Labels, labelledValue, readLabels } from './labels.ts';
import { lineAboveDate } from './line-above.ts';
import { hasOfficialMetas } from './metas.ts';
import { closingLines, linesAboveTitle, linesBelowTitle, nearBefore } from './nearby-lines.ts';
import { findTextlessBody, isOrnament } from './no-body.ts';
import { readOpeningTitle } from './opening-title.ts';
import { refuseBlockPage, refuseEmpty, refuseFrame, refuseList } from './refusal.ts';
import { parseScriptData } from './script-data.ts';
import type { Title } from './shown-titles.ts';
import { stripHeading } from './strip-heading.ts';
import { readTitle } from './title.ts';
import { namesAct } from './title-candidates.ts';

export type ArticlePage = {
  readonly url: string;
  readonly decoded: Decoded;
  readonly sourceId?: string | undefined;
  readonly overrides?: ArticleOverrides | undefined;
  readonly entry?: Entry | undefined;
  /** Today in Beijing: a later date on a page is no fact. */
  readonly today: string;
};

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
export const readPageParts = (page: ArticlePage): PageParts => readPartsOf(parseDom(page.decoded.text, page.url), page);

const revealWarnings = {
  hidden: { field: 'text', reason: 'the text is hidden until a script shows it' },
  state: { field: 'text', reason: 'the text stands only in the data left for a script' },
};

/** A page with less text may have left it to a script; the frame around it holds no more than so much. */
const fewest = 40;
const fewer = 200;
const mostOfShell = 3000;

function readPartsOf(dom: Dom, page: ArticlePage, again?: keyof typeof revealWarnings): PageParts {
  const html = page.decoded.text;
  const pick = picker(dom, page.overrides);
  const lines = dom.document.children.filter(isTag).flatMap((root) => readLines(dom, root));
  const container = pick.body ? { element: pick.body, known: true } : (findBody(dom) ?? findTextlessBody(dom));
  const element = container?.element;
  const visible = lines.map((line) => line.text).join('\n');
  const text = readBodyText(dom, element, pick.drop, html, () => !container?.known && !hasOfficialMetas(dom));
  const labels = readLabels(dom, linesWithLabels(dom, lines, element, text.lines));
  const size = { text: text.text, chars: text.text.length, known: container?.known === true, images: imagesIn(dom, element) };
  if (!container?.known) refuseList(page.url, text.lines);
  refuseBlockPage({ dom, html, url: page.url, visible, labels }, size);
  if (size.chars < (container?.known ? fewest : fewer) && size.images === 0 && again === undefined) {
    const shown = size.chars === 0 ? revealHiddenText(dom) : undefined;
    if (shown) return readPartsOf(shown, page, 'hidden');
    const stated = visible.length < mostOfShell ? parseScriptData(html, dom) : undefined;
    if (stated) return readPartsOf(stated, page, 'state');
  }
  refuseEmpty(dom, page.url, visible, size);
  const title = readTitle(dom, {
    table: labelledValue(labels, 'title')?.value,
    sure: hasTable(labels),
    override: pick.title,
    body: element,
    listed: page.entry?.title,
    above: lineAboveDate(labels, lines, namesAct),
    opening: readOpeningTitle(text.lines),
    alone: () => readDocumentParts(text.lines, '').length < 2,
    standard: labels.get('title')?.find(({ label, value }) => /标准名称$/.test(label) && value !== '')?.value,
  });
  if (title) refuseFrame(html, page.url, title.text, size);
  const shown = title ?? { text: orEmpty(text.lines[0]?.text.slice(0, 120)) };
  const near = linesBelowTitle(dom, lines, shown, element, text.lines);
  const over = linesAboveTitle(dom, lines, shown);
  const known = container?.known === true || hasTable(labels) || hasOfficialMetas(dom) || officialHost.test(page.url);
  return {
    dom,
    title: shown,
    labels,
    element,
    body: text.lines,
    near,
    over,
    tail: closingLines(dom, lines, element, text.lines),
    heading: headingOf([...near, ...over], text.lines, shown, pick.number),
    text: stripHeading(dom, again ? { ...text, warnings: [...text.warnings, revealWarnings[again]] } : text, shown),
    reader: known ? 'conventions' : 'generic',
  };
}

/** Pictures of the text; those of a whole page are its logos too. */
function imagesIn(dom: Dom, element: Element | undefined): number {
  if (element?.name === 'body') return (dom.groups.get('<img>') ?? []).filter((image) => !isOrnament(image)).length;
  return (element && dom.extents.get(element)?.images) ?? 0;
}

function picker(
  dom: Dom,
  overrides: ArticleOverrides | undefined,
): { body?: Element; title?: Element; number?: string; drop: ReadonlySet<Element> } {
  if (!overrides) return { drop: new Set() };
  const $ = load(dom.document);
  const one = (css: string | undefined): Element | undefined => (css === undefined ? undefined : $(css).toArray().find(isTag));
  const body = one(overrides.body);
  const title = one(overrides.title);
  const number = one(overrides.number);
  const drop = new Set((overrides.drop ?? []).flatMap((css) => $(css).toArray().filter(isTag)));
  return { ...opt('body', body), ...opt('title', title), ...opt('number', number && collapseWhitespace(rawTextOf(number))), drop };
}

/** Lines that can hold labels: those outside the body, and the first lines of a body that starts with the table. */
function linesWithLabels(
  dom: Dom,
  lines: readonly PageLine[],
  body: Element | undefined,
  bodyLines: readonly PageLine[],
): readonly PageLine[] {
  if (!body) return lines;
  const others = lines.filter((line) => !isInside(dom, line.block, body));
  const head = bodyLines.slice(0, 24).filter((line) => line.cells !== undefined || line.text.length < 60 || hasLabels(line.text));
  return [
    ...others,
    ...head,
    ...bodyLines
      .slice(24)
      .slice(-footLines)
      .filter(({ text }) => text.length < 90 && footLabel.test(text)),
  ];
}

/** A page that was printed or copied has the table of the act under its text. */
const footLines = 12;
const footLabel = /^(?:索 ?引 ?号|发文机关|发文字号|成文日期|主题分类|公文种类)[ ]?[:：]/;

/** A longer line of labels alone: no sentence, and at least three of them. */
const hasLabels = (text: string): boolean => text.length < 200 && !/[。；]/.test(text) && (text.match(/[:：](?!\d)/g)?.length ?? 0) >= 3;

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
