import { load } from 'cheerio/slim';
import { type Element, isTag } from 'domhandler';
import type { Entry } from '../../model/article.ts';
import type { Decoded } from '../../model/page.ts';
import type { ArticleOverrides } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { type Dom, isInside, parseDom, rawTextOf } from '../html/dom.ts';
import { type PageLine, readLines } from '../html/lines.ts';
import { collapseWhitespace } from '../text/clean.ts';
import { findBody } from './body.ts';
import { type BodyText, readBodyText } from './body-text.ts';
import { revealHiddenText } from './hidden-text.ts';
import { type Labels, readLabels } from './labels.ts';
import { hasOfficialMetas } from './metas.ts';
import { findTextlessBody, isOrnament } from './no-body.ts';
import { refuseBlockPage, refuseEmpty, refuseList, type Size } from './refusal.ts';
import { parseScriptData } from './script-data.ts';

export type ArticlePage = {
  readonly url: string;
  readonly decoded: Decoded;
  readonly sourceId?: string | undefined;
  readonly overrides?: ArticleOverrides | undefined;
  readonly entry?: Entry | undefined;
  /** Today in Beijing: a later date on a page is no fact. */
  readonly today: string;
};

type Overrides = { readonly body?: Element; readonly title?: Element; readonly number?: string; readonly drop: ReadonlySet<Element> };

/** A page before its title is known: its lines, its text and the labels beside it. */
export type Layout = {
  readonly page: ArticlePage;
  readonly dom: Dom;
  readonly lines: readonly PageLine[];
  readonly visible: string;
  readonly element?: Element | undefined;
  readonly text: BodyText;
  readonly labels: Labels;
  readonly size: Size;
  readonly overrides: Overrides;
};

type Check = {
  readonly what: string;
  readonly when: (layout: Layout) => boolean;
  /** Throws SourceError when the page is no document. */
  readonly refuse?: (layout: Layout) => void;
  /** The tree of the page with the text that it did not show. */
  readonly reveal?: (layout: Layout) => Dom | undefined;
};

/** A page with less text may have left it to a script; the frame around it holds no more than so much. */
const isShort = ({ size }: Layout): boolean => size.chars < (size.known ? 40 : 200) && size.images === 0;
const mostOfShell = 3000;

/** What a page can be in place of a document, in the order in which it is checked; the first check that reveals a text starts again with it. */
const checks: readonly Check[] = [
  { what: 'a list of links', when: ({ size }) => !size.known, refuse: ({ page, text }) => refuseList(page.url, text.lines) },
  {
    what: 'captcha, login, error',
    when: () => true,
    refuse: ({ page, size, ...seen }) => refuseBlockPage({ ...seen, html: page.decoded.text, url: page.url }, size),
  },
  {
    what: 'the text is hidden until a script shows it',
    when: (layout) => isShort(layout) && layout.size.chars === 0,
    reveal: ({ dom }) => revealHiddenText(dom),
  },
  {
    what: 'the text stands only in the data left for a script',
    when: (layout) => isShort(layout) && layout.visible.length < mostOfShell,
    reveal: ({ page, dom }) => parseScriptData(page.decoded.text, dom),
  },
  { what: 'nothing to read', when: () => true, refuse: ({ dom, page, visible, size }) => refuseEmpty(dom, page.url, visible, size) },
];

/** Parses a page. Throws SourceError when it is no document, or too complex. */
export function readCheckedLayout(page: ArticlePage): Layout {
  return checked(readLayout(parseDom(page.decoded.text, page.url), page));
}

function checked(layout: Layout, reason?: string): Layout {
  for (const { what, when, refuse, reveal } of checks) {
    if (!when(layout)) continue;
    refuse?.(layout);
    const shown = reason === undefined ? reveal?.(layout) : undefined;
    if (shown) return checked(readLayout(shown, layout.page), what);
  }
  if (reason === undefined) return layout;
  return { ...layout, text: { ...layout.text, warnings: [...layout.text.warnings, { field: 'text', reason }] } };
}

function readLayout(dom: Dom, page: ArticlePage): Layout {
  const overrides = findOverrides(dom, page.overrides);
  const lines = dom.document.children.filter(isTag).flatMap((root) => readLines(dom, root));
  const container = overrides.body ? { element: overrides.body, known: true } : (findBody(dom) ?? findTextlessBody(dom));
  const element = container?.element;
  const known = container?.known === true;
  const text = readBodyText(dom, page.decoded.text, { element, drop: overrides.drop, isForeign: () => !known && !hasOfficialMetas(dom) });
  const labels = readLabels(dom, linesWithLabels(dom, lines, element, text.lines));
  const size = { text: text.text, chars: text.text.length, known, images: imagesIn(dom, element) };
  return { page, dom, lines, visible: lines.map((line) => line.text).join('\n'), element, text, labels, size, overrides };
}

/** Pictures of the text; those of a whole page are its logos too. */
function imagesIn(dom: Dom, element: Element | undefined): number {
  if (element?.name === 'body') return (dom.groups.get('<img>') ?? []).filter((image) => !isOrnament(image)).length;
  return (element && dom.extents.get(element)?.images) ?? 0;
}

function findOverrides(dom: Dom, overrides: ArticleOverrides | undefined): Overrides {
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
