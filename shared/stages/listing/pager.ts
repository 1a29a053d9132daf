import type { CheerioAPI } from 'cheerio/slim';
import { type Element, isText } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { isSameHost, lineTextOf, parentOf, resolveLink } from '../html/listing-tree.ts';
import { clickTarget } from './click-target.ts';

type PagerPage = { readonly $: CheerioAPI; readonly url: string; readonly base: string };

const nextWords = /^(?:下一?[页頁]|后一?页|next(?:page)?|older(?:posts|entries)?)$/i;
const marks = /[\s[\]【】（）()>›»→]/g;

/** How sites name the link that shows an arrow alone. */
const nextName = /(?:^|\s)(?:next|next-?page|(?:page|pager|pagination|p)[-_]{1,2}(?:item--)?next)(?:\s|$)/i;
const namesOf = ({ attribs }: Element): string => `${orEmpty(attribs['class'])} ${orEmpty(attribs['aria-label'])}`;

/** Address of the link that reads 下一页, and nothing else; it may stand in the link's title or script. */
export function findNextLink({ $, base }: Omit<PagerPage, 'url'>): string | undefined {
  for (const link of $('a').toArray()) {
    const words = [lineTextOf(link).replaceAll(marks, ''), orEmpty(link.attribs['title']).replaceAll(marks, '')];
    const isMark = words[0] === '' && [link, parentOf(link)].some((each) => each && nextName.test(namesOf(each)));
    if (isMark || words.some((each) => nextWords.test(each))) return clickTarget(link, base);
  }
  return undefined;
}

type PageNumberLink = { readonly number: number; readonly url: string | undefined };

/** What of an element is a page number: its text, nothing else. */
function numberOf(element: Element): number | undefined {
  const words = element.children.length <= 2 ? lineTextOf(element).replaceAll(/[\s[\]【】()（）]/g, '') : '';
  return /^\d{1,4}$/.test(words) ? Number(words) : undefined;
}

/** Links that are page numbers, by the element around them or around their own. */
function pagers({ $, base }: Omit<PagerPage, 'url'>): Iterable<readonly PageNumberLink[]> {
  const groups = new Map<Element, PageNumberLink[]>();
  for (const link of $('a').toArray()) {
    const number = numberOf(link);
    const holder = parentOf(link);
    if (number === undefined || !holder) continue;
    const around =
      (holder.name === 'li' || holder.children.filter((child) => !isText(child) || child.data.trim() !== '').length === 1
        ? parentOf(holder)
        : undefined) ?? holder;
    const group = groups.get(around) ?? [];
    group.push({ number, url: clickTarget(link, base) });
    groups.set(around, group);
  }
  return groups.values();
}

/**
 * The page behind this one in a row of page numbers. This page is the one whose number leads here, else, where no number leads here, the first one.
 * Numbers that lead elsewhere than the same place (years, issues) are no pager.
 */
export function findNumberedLink({ $, url, base }: PagerPage): string | undefined {
  for (const group of pagers({ $, base })) {
    const numbers = group.filter(({ number }) => number < 1000);
    const linked = numbers.filter((each) => each.url !== undefined && isSameHost(each.url, url) && shapeOf(each.url) !== undefined);
    if (linked.length === 0 || linked.length < numbers.length - 1) continue;
    const here = linked.find((each) => each.url === url)?.number ?? numberIn(url, linked) ?? 1;
    const next = linked.find(({ number }) => number === here + 1)?.url;
    if (next !== undefined && next !== url && linked.every((each) => likePages(orEmpty(each.url), url))) return next;
  }
  return undefined;
}

/** Folder of an address, without numbers. */
function shapeOf(url: string): string | undefined {
  const { pathname } = new URL(url);
  return pathname.slice(0, pathname.lastIndexOf('/') + 1);
}

/** Pages of one list lie in one folder, or one below the other (`/tzgg/`, `/tzgg/page/2/`). */
const likePages = (a: string, b: string): boolean => {
  const [x = '', y = ''] = [shapeOf(a), shapeOf(b)];
  return x.startsWith(y) || y.startsWith(x);
};

/** Number of the page at `url` by the form of the addresses that its numbers lead to (`?page=2`, `index_2.html`). */
function numberIn(url: string, linked: readonly PageNumberLink[]): number | undefined {
  for (const { number, url: to = '' } of linked) {
    const at = to.lastIndexOf(String(number));
    const [head, tail] = [to.slice(0, at), to.slice(at + String(number).length)];
    const said = at > 0 && url.startsWith(head) && url.endsWith(tail) ? url.slice(head.length, url.length - tail.length) : '';
    if (/^\d{1,4}$/.test(said)) return Number(said);
  }
  return undefined;
}

/** `var currentPage = 0; var countPage = 3;` of older TRS pages, with the name that the script gives to files (`"index" + "_" + …`). */
export function findCountedPage(html: string, url: string): string | undefined {
  const current = /\bcurrent_?Page\s{0,5}=\s{0,5}["']?(\d{1,5})\b/i.exec(html)?.[1];
  const total = /\b(?:count_?Page|page_?Count|total_?Pages?)\s{0,5}=\s{0,5}["']?(\d{1,5})\b/i.exec(html)?.[1];
  if (current === undefined || total === undefined || Number(current) + 1 >= Number(total)) return undefined;
  const file = orEmpty(new URL(url).pathname.split('/').at(-1));
  const name =
    /["']([A-Za-z][\w-]{0,40})_["']\s{0,5}\+/.exec(html)?.[1] ?? /^([A-Za-z][A-Za-z-]{0,40})(?:_\d{1,5})?\./.exec(file)?.[1] ?? 'index';
  const ending = /\.(s?html?)$/i.exec(file)?.[1] ?? /\+\s{0,5}["']\.(s?html?)["']/.exec(html)?.[1] ?? 'html';
  return resolveLink(`./${name}_${Number(current) + 1}.${ending}`, url);
}
