import { isSameHost, resolveLink } from '../html/listing-tree.ts';
import { isJsonObject, valueAtPath } from '../text/json-path.ts';
import { readPageCounter, sizeNames } from './counter.ts';
import { parseJsonAnswer } from './json.ts';
import type { NextPage, PageOfList } from './next.ts';

const linkPaths = [
  'next',
  'next_url',
  'next_page_url',
  'nextPage',
  'nextUrl',
  'links.next',
  'links.next.href',
  'paging.next',
  'meta.next',
  'data.next_page_url',
];
const pagesNames = /^(?:total_?pages?|page_?count|pages|count_?page|page_?total|last_?page)$/i;
const totalNames = /^(?:total(?:_?(?:count|elements|records?|num|size|hits))?|record_?count|numfound)$/i;

/** First whole number under one of these names, at most three levels down. */
function numberUnder(value: unknown, names: RegExp, depth = 0): number | undefined {
  if (!isJsonObject(value) || depth > 3) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const number = typeof child === 'number' || (typeof child === 'string' && /^\d{1,9}$/.test(child)) ? Number(child) : undefined;
    if (names.test(key) && number !== undefined && Number.isInteger(number)) return number;
  }
  for (const child of Object.values(value).slice(0, 200)) {
    const found = numberUnder(child, names, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The next page of a JSON answer: its own link, else one page further where its request counts pages and the answer does not say that it is the last. */
export function findNextInJson(page: PageOfList): NextPage | undefined {
  const value = parseJsonAnswer(page.text, page.ask.url);
  for (const path of linkPaths) {
    const link = valueAtPath(value, path);
    if (typeof link !== 'string' || !/^(?:https?:\/)?\/|^\?/.test(link)) continue;
    const url = resolveLink(link, page.ask.url);
    if (url !== undefined && url !== page.ask.url && isSameHost(url, page.ask.url)) return { ask: { url } };
  }
  const counter = readPageCounter(page.ask);
  if (!counter || page.entries.length === 0) return undefined;
  const turn = Math.max(counter.page, 1);
  const pages = numberUnder(value, pagesNames);
  const total = numberUnder(value, totalNames);
  const size = counter.size ?? numberUnder(value, sizeNames);
  const last = pages ?? (total === undefined ? undefined : Math.ceil(total / Math.max(size ?? 0, page.entries.length)));
  if (last !== undefined && last > 0 && turn >= last) return undefined;
  // The last page is shorter than the others: how long they are it does not say.
  const known = pages !== undefined || (last !== undefined && (size !== undefined || turn === 1));
  return { ask: counter.next, ...(known ? {} : { guessed: true }) };
}
