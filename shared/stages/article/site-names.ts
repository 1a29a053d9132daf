import { group } from '../../model/values.ts';
import type { Dom } from '../html/dom.ts';
import { collapseWhitespace, comparisonKey } from '../text/clean.ts';
import { either } from '../text/words.ts';
import { meta } from './metas.ts';
import lists from './word-lists.json' with { type: 'json' };

/** Tails of a page title that name the site or the column. */
const siteTail = new RegExp(`${either(lists.siteEndings)}$`, 'i');

/** Keys of the names of site and column that the meta tags give. */
export function siteNames(dom: Dom): Set<string> {
  const names = [meta(dom, 'sitename'), meta(dom, 'columnname'), meta(dom, 'og:site_name'), meta(dom, 'columntype'), meta(dom, 'lanmu')];
  return new Set(names.filter((name) => name !== undefined).map(comparisonKey));
}

/** What stands before a separator ends as official titles do: what follows is no part of it. */
const typeWord = /(?:通知|公告|通告|公示|意见|办法|规定|条例|细则|方案|决定|批复|函|通报|措施)(?:\s?[（(][^（()）]{1,20}[)）])?$/;

/** 第5/2026號法律: laws of Macau stand in `<title>` as number and name. */
const numberOnly = /^第\d{1,4}\/\d{4}[号號].{2,8}$/;

/** Cuts names of sites and columns off the end of a page title, one after another. */
export function stripSiteName(title: string, sites: ReadonlySet<string>): string {
  let text = title;
  for (let turn = 0; turn < 5; turn += 1) {
    const at = lastSeparator(text);
    if (at === undefined) break;
    const tail = collapseWhitespace(text.slice(at.end));
    const whole = typeWord.test(text.slice(0, at.start).trimEnd()) && tail.length <= 24;
    const site = tail === '' || sites.has(comparisonKey(tail)) || siteTail.test(tail) || (at.strong && tail.length <= 12) || whole;
    if (!site || tail.length > 45 || at.start < 3 || numberOnly.test(text.slice(0, at.start))) break;
    text = text.slice(0, at.start).trimEnd();
  }
  const front = /^(.{2,24}?)(?:_|--|\s[-–—|｜]\s|[|｜])\s{0,3}(.{8,1000})$/.exec(text);
  const site =
    front?.[1] !== undefined && (sites.has(comparisonKey(front[1])) || /(?:网|网站|政府|委员会|办公室|[局厅部])$/.test(front[1]));
  return site && front?.[2] !== undefined && !/[《（]/.test(group(front, 1)) ? front[2] : text;
}

const separator = /_{1,4}|\s?[|｜]\s?|-{2,4}|\s[-–—·»]\s|-|—/g;

function lastSeparator(text: string): { readonly start: number; readonly end: number; readonly strong: boolean } | undefined {
  let last: { start: number; end: number; strong: boolean } | undefined;
  for (const hit of text.matchAll(separator)) {
    last = { start: hit.index, end: hit.index + hit[0].length, strong: /_|--|[|｜]|\s[-–—·»]\s/.test(hit[0]) };
  }
  return last;
}
