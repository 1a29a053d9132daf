import type { Element } from 'domhandler';
import type { Attachment } from '../../model/article.ts';
import { group } from '../../model/values.ts';
import { type Dom, isInside, rawTextOf } from '../html/dom.ts';
import { readPager } from '../html/pager.ts';
import { collapseWhitespace } from '../text/language.ts';
import { either, expressionsOf } from '../text/words.ts';
import { fileFormat, resolveUrl } from '../urls/address.ts';
import { isChrome, outwards } from './body.ts';
import expressions from './expressions.json' with { type: 'json' };
import lists from './word-lists.json' with { type: 'json' };

const { downloadAddress } = expressionsOf(expressions.attachments);

const formats = new Set(lists.attachmentFormats);
const format = either(lists.attachmentFormats);
const likely = new RegExp(String.raw`\.${format}|^附\s?[件表录]`, 'i');
const namedFormat = new RegExp(String.raw`\.(${format})(?=[\s）)】（(]|$)`, 'i');
const isLikely = (words: string) => (words.includes('.') || words.startsWith('附')) && likely.test(words);
const mostAttachments = 200;

export function readAttachments(dom: Dom, body: Element | undefined, base: string, html: string): Attachment[] {
  const found = new Map<string, Attachment>();
  for (const { element: link, href, words: shown } of dom.links()) {
    if (found.size >= mostAttachments) break;
    if (href === '') continue;
    const { title: tooltip = '', download } = link.attribs;
    const named = download === undefined ? tooltip : `${tooltip} ${download}`;
    const words = /[.附]/.test(shown) ? collapseWhitespace(shown) : '';
    const led = downloadAddress.test(href) && isLed(link);
    if (!(led || isLikely(href) || isLikely(words) || isLikely(named)) || /^(?:javascript|mailto|#)/i.test(href)) continue;
    const url = resolveUrl(href, base);
    if (url === undefined) continue;
    const title = collapseWhitespace(shown) || collapseWhitespace(tooltip);
    const format = formatOf(url, `${title} ${named}`, led);
    if (format === undefined || found.has(url)) continue;
    if (!(body && isInside(dom, link, body)) && inChrome(link)) continue;
    found.set(url, { url, title: title || fileNameOf(url), format });
  }
  for (const url of framed(html, base))
    if (found.size < mostAttachments && !found.has(url))
      found.set(url, { url, title: fileNameOf(url), format: fileFormat(url).toLowerCase() });
  return [...found.values()];
}

const fileNameOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

const frame = /<(?:iframe|embed|object)\b[^<>]{0,600}?\b(?:src|data)\s{0,3}=\s{0,3}["']?([^"'<>\s]{4,600})/gi;

/** Files that a viewer shows within the page: the frame's own address, or the one that it is given as `file=`. */
function framed(html: string, base: string) {
  if (!/<(?:iframe|embed|object)\b/i.test(html)) return [];
  return [...html.matchAll(frame)].slice(0, 20).flatMap(([, src = '']) => {
    const given = /[?&](?:file|url|src)=([^&#]{4,400})/i.exec(src)?.[1];
    const url = resolveUrl(given === undefined ? src : decoded(given), base);
    return url !== undefined && formats.has(fileFormat(url).toLowerCase()) ? [url] : [];
  });
}

/** An address or its part in letters, where it is well escaped. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** 附件：<a>…</a>, 附件【<a>…</a>】: the word stands right before the link. */
function isLed({ prev, parent }: Element) {
  const before = prev ?? (parent && 'attribs' in parent ? parent.prev : undefined);
  const words = before && 'data' in before ? before.data : before && 'attribs' in before ? rawTextOf(before) : '';
  return /附\s?[件表录]\s?\d{0,2}\s?[:：【[]?\s?(?:\d{1,2}[.、．]\s?)?$/.test(words.slice(-40));
}

function formatOf(url: string, words: string, led: boolean) {
  const format = fileFormat(url).toLowerCase();
  if (formats.has(format)) return format;
  const named = namedFormat.exec(words)?.[1]?.toLowerCase();
  if (/\.s?html?$/i.test(group(url.split(/[?#]/), 0))) return undefined;
  if (named !== undefined && !/\.(?:jsp|php|aspx?)$/i.test(group(url.split(/[?#]/), 0))) return named;
  // A gate that hands out files names neither; their bytes will tell.
  return (led || named !== undefined || /^附\s?[件表录]/.test(words)) && downloadAddress.test(url) ? (named ?? 'file') : undefined;
}

const inChrome = (element: Element) => [...outwards(element, 8)].some(isChrome);

export function readNextPage(dom: Dom, html: string, base: string): string | undefined {
  for (const { href, words } of dom.links()) {
    if (!words.includes('下')) continue;
    if (!/^(?:\[|【)?下一?[页頁](?:\]|】|>|»|›)?$/.test(collapseWhitespace(words).replace(/\s/g, '')) || /^(?:javascript|#)/i.test(href))
      continue;
    const url = resolveUrl(href, base);
    if (url !== undefined && url !== base) return url;
  }
  const pager = readPager(html);
  return pager && pager.following < pager.total ? resolveUrl(pager.file(pager.following), base) : undefined;
}

/** The address that relative links are resolved against: `<base>` when the page has one. */
export function baseUrlOf(dom: Dom, url: string): string {
  const href = dom.all('base')[0]?.attribs['href'];
  return (href && resolveUrl(href, url)) || url;
}
