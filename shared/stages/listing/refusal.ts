import type { CheerioAPI } from 'cheerio/slim';
import { type Element, isTag, isText } from 'domhandler';
import { SourceError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { blockTitles, findRefusal, refuseBlockPage } from '../article/refusal.ts';

import { parseDom } from '../html/dom.ts';
import { lineTextOf, nearest, toOneLine } from '../html/listing-tree.ts';
import { readPager } from '../html/pager.ts';
import { either } from '../text/words.ts';
import lists from './word-lists.json' with { type: 'json' };

/**
 * What a failure to find a list really is: a captcha, a challenge or a login in place of the list is `refused`, a soft 404 says so.
 * Gives the error to throw.
 */
export function explainFailure(error: unknown, text: string, url: string): unknown {
  if (!(error instanceof SourceError) || error.trouble !== 'unrecognised' || !/^[\s\ufeff]{0,200}</.test(text)) return error;
  try {
    const dom = parseDom(text, url);
    const refusal = findRefusal(dom, text, url);
    if (refusal) return refusal;
    const visible = lineTextOf(dom.document);
    const size = { text: '', chars: Math.min(visible.length, 1), known: false, images: 1 };
    refuseBlockPage({ dom, html: text, url, visible, labels: new Map() }, size);
  } catch (better) {
    return better instanceof SourceError ? better : error;
  }
  return error;
}

const titleHead = ($: CheerioAPI) =>
  orEmpty(
    toOneLine($('title').first().text())
      .split(/[_|｜]|\s[-–—]\s|[-–—]{2}/)[0]
      ?.trim(),
  );

/**
 * Throws when the title of a page, or its heading, says that it is none (`404`, 您访问的页面不存在), whatever lists it recommends instead. A heading
 * of a login box says nothing: pages have them beside their lists.
 */
export function refuseErrorTitle($: CheerioAPI, url: string): void {
  const title = titleHead($);
  const heading = toOneLine($('h1').first().text()).slice(0, 100);
  for (const { trouble, what, pattern } of blockTitles) {
    const words = [title, ...(trouble === 'unrecognised' ? [heading] : [])].find((each) => each !== '' && pattern.test(each));
    if (words !== undefined) throw new SourceError(trouble, url, `${what}: “${words.slice(0, 60)}”`);
  }
}

const emptyWords = new RegExp(
  `^[（(]?(?:抱歉|对不起)?[，,]?(?:该|本|当前)?(?:栏目|页面)?(?:下|中)?${either(lists.emptyListWords)}[！!。.…]{0,3}[）)]?$`,
  'i',
);
/** A template that a script fills, or hides. */
const made = /^(?:v-|ng-|x-|:|@|data-bind)/;
const hidden = ({ attribs }: Element) =>
  /display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden/i.test(orEmpty(attribs['style'])) ||
  'hidden' in attribs ||
  Object.keys(attribs).some((name) => made.test(name));

const isShown = (element: Element) => !nearest(element, hidden);

/** Whether a page of a site says that its list holds nothing: in words that are shown, or by a pager of no pages. A shell says nothing. */
export function isStatedEmpty($: CheerioAPI, text: string, region: string | undefined): boolean {
  if (/\{\{[^{}]{1,100}\}\}/.test(text) || $('a[href]').length < 3) return false;
  if (readPager(text)?.total === 0) return true;
  const all = region === undefined ? $('p, div, li, td, span, dd, h3, h4, em').toArray() : $(region).find('*').add(region).toArray();
  return all.slice(0, 20_000).some((element) => isTag(element) && emptyWords.test(ownWords(element)) && isShown(element));
}

const inline = new Set(['a', 'b', 'em', 'font', 'i', 'span', 'strong']);

function ownWords({ children }: Element) {
  if (children.length > 5) return '';
  const texts = children.flatMap((child) => (isTag(child) && inline.has(child.name) && !hidden(child) ? child.children : child));
  return toOneLine(texts.map((node) => (isText(node) ? node.data.slice(0, 200) : '')).join('')).slice(0, 80);
}
