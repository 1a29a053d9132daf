import type { CheerioAPI } from 'cheerio/slim';
import type { Listing } from '../../model/source.ts';
import { addressOf } from './tree.ts';

/** `createPageHTML(12, 0, "index", "html")` of TRS pages: pages in all, this one (from 0), name and ending of the files. */
const pager =
  /createPage(?:HTML|List)?\s{0,4}\(\s{0,4}['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]?(\d{1,5})['"]?\s{0,4},\s{0,4}['"]([\w-]{1,40})['"]\s{0,4},\s{0,4}['"](\w{1,10})['"]/;

type Place = { readonly url: string; readonly base: string; readonly listing: Listing };

/** Address of the next page of a list: as declared (CSS of a link, or an address with `{n}`), else by the pager that TRS pages write by script. */
export function nextOf($: CheerioAPI | undefined, html: string, { url, base, listing }: Place): string | undefined {
  const { next } = listing;
  if (next?.includes('{n}')) return numbered(next, html, { url, base, listing });
  if (next !== undefined) return differing(addressOf($?.(next).first().attr('href'), base), url);
  return scripted(html, url);
}

const differing = (next: string | undefined, url: string): string | undefined => (next === url ? undefined : next);

function scripted(html: string, url: string): string | undefined {
  const match = pager.exec(html);
  if (!match) return undefined;
  const [, total, current, name, ending] = match;
  const following = Number(current) + 1;
  return following < Number(total) ? addressOf(`./${name}_${following}.${ending}`, url) : undefined;
}

/** Number that stands for `{n}` in an address, if it has that form. */
function numberIn(url: string, template: string, base: string): number | undefined {
  const [head, tail] = template.split('{n}');
  if (head === undefined || tail === undefined) return undefined;
  const start = addressOf(`${head}0`, base)?.slice(0, -1);
  if (start === undefined || !url.startsWith(start) || !url.endsWith(tail)) return undefined;
  const number = url.slice(start.length, url.length - tail.length);
  return /^\d{1,6}$/.test(number) ? Number(number) : undefined;
}

/** Page 2 bears the number 2, except on TRS hosts, where it bears 1. */
function numbered(template: string, html: string, { url, base, listing }: Place): string | undefined {
  const current = numberIn(url, template, base);
  const match = pager.exec(html);
  const second = listing.format === 'trs' || match ? 1 : 2;
  const following = current === undefined ? second : current + 1;
  if (match && following >= Number(match[1])) return undefined;
  return differing(addressOf(template.replaceAll('{n}', String(following)), base), url);
}
