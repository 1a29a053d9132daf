import type { Element } from 'domhandler';
import type { Warning } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { type Dom, rawTextOf } from '../html/dom.ts';
import { type PageLine, readLines } from '../html/lines.ts';
import { hasInvisible } from '../text/clean.ts';
import { normaliseText } from '../text/normalise.ts';
import { either } from '../text/words.ts';
import { isChrome } from './body.ts';
import { readGeneric } from './generic.ts';
import lists from './word-lists.json' with { type: 'json' };

/** The words of an article: its lines, and the text that is stored. */
export type BodyText = { readonly lines: readonly PageLine[]; readonly text: string; readonly warnings: readonly Warning[] };

/** Lines that are furniture of the page, not words of the article. */
const boilerplate = new RegExp(`^${either(lists.boilerplateLines)}$`, 'i');
/** The same of the foot of the site. */
const foot = new RegExp(`^.{0,80}${either(lists.siteFoots)}.{0,160}$`, 'i');
const longestFoot = 260;

/** Most lines are longer than any foot, or hold none of its words. */
const isBoilerplateLine = (text: string): boolean =>
  text.length <= longestFoot && (boilerplate.test(text) || (/ICP[备证]|公网安备|网站标识码|版权所有|©/i.test(text) && foot.test(text)));

/** The general library takes seconds for more; an article that it alone could find has not as many. */
const mostElements = 12_000;

export type BodyPlace = {
  readonly element: Element | undefined;
  /** Subtrees to leave out besides navigation, sharing and related links. */
  readonly drop: ReadonlySet<Element>;
  /** The site is unknown: where it shows no body worth the name, the general extraction library gives the text. */
  readonly isForeign: () => boolean;
};

/** The lines of the body, and the text that they make. */
export function readBodyText(dom: Dom, html: string, { element, drop, isForeign }: BodyPlace): BodyText {
  const lines = element ? readLines(dom, element, (inner) => drop.has(inner) || isChrome(inner) || isLinkList(dom, inner)) : [];
  const kept = lines.filter((line) => !isBoilerplateLine(line.text) && !isMenu(line));
  const own = kept.map((line) => line.text).join('\n');
  const generic = own.length < 60 && dom.elements.length <= mostElements && isForeign() ? readGeneric(html) : undefined;
  const raw = generic !== undefined && generic.length > own.length ? generic : own;
  const cleaned = kept.map((line) => ({ line, normal: normaliseText(line.text) }));
  const normal = raw === own ? cleaned.map((each) => each.normal) : raw.split('\n').map(normaliseText);
  const noise = normal.reduce((sum, each) => sum + each.noise, 0);
  const noisy = noise >= 2 || (element !== undefined && noise > 0 && hasInvisible(rawTextOf(element)));
  const warnings = noisy
    ? [{ field: 'text', reason: 'marks of a careless copy: pinyin in brackets, doubled or invisible characters' }]
    : [];
  if (isCut(html)) warnings.push({ field: 'text', reason: 'the page ends in the middle of a tag or sentence: it may be cut' });
  return {
    lines: cleaned.map(({ line, normal: { text } }) => (text === line.text ? line : { ...line, text })),
    text: normal.map(({ text }) => text).join('\n'),
    warnings,
  };
}

/** A line of links to other pages and hardly anything else. */
const isMenu = ({ text, linked, links }: PageLine): boolean => links >= 3 && linked >= text.replace(/[\s|｜>»/·-]/g, '').length * 0.9;

/** A page without closing tags that stops abruptly. Pages that merely leave out </html> end with a tag or a newline. */
function isCut(html: string): boolean {
  const end = html.slice(-400);
  return !/<\/(?:html|body)\s{0,3}>/i.test(html.slice(-4000)) && !/(?:>|-->)\s{0,80}$/.test(end);
}

const container = new Set(['div', 'ul', 'ol', 'section', 'dl']);

/** A block of several links to other pages and hardly anything else; lists of attachments stay. */
function isLinkList(dom: Dom, element: Element): boolean {
  if (!container.has(element.name)) return false;
  const extent = dom.extents.get(element);
  if (!extent || extent.linkChars < 60 || extent.linkChars < extent.chars * 0.75) return false;
  let links = 0;
  for (let at = extent.start; at < extent.end; at += 1) {
    const inner = dom.elements[at];
    if (inner?.name !== 'a') continue;
    if (/\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar|pptx?)(?:$|[?#])/i.test(orEmpty(inner.attribs['href']))) return false;
    links += 1;
  }
  return links >= 4;
}
