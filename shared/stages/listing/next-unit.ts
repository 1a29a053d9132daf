import { isSameHost } from '../html/listing-tree.ts';
import { valueAtPath } from '../text/json-path.ts';
import { readPageCounter } from './counter.ts';
import { unitsIn } from './data-requests.ts';
import { parseJsonAnswer } from './json.ts';
import type { NextPage, PageOfList } from './next.ts';

/** The HTML in a unit's answer says how many records there are, how many a page shows and which page this is: `rows="24" count="48" pageNo="1"`. */
export function findNextUnit(page: PageOfList): NextPage | undefined {
  const value = parseJsonAnswer(page.text, page.ask.url);
  const html = valueAtPath(value, page.listing.items ?? 'data.html');
  const said = (name: string): number | undefined => {
    const match =
      typeof html === 'string' ? new RegExp(`[\\s"']${name}\\s{0,3}["']?\\s{0,3}[=:]\\s{0,3}["']?(\\d{1,6})`, 'i').exec(html) : null;
    return match ? Number(match[1]) : undefined;
  };
  const shown = page.entries.length;
  const [count, rows = shown] = [said('count'), said('rows') ?? said('pagesize')];
  if (shown === 0) return undefined;
  const current = unitPage(page.ask.url);
  const last = count === undefined ? undefined : Math.ceil(count / Math.max(rows, 1));
  if (last !== undefined && current >= last) return undefined;
  const counter = /[?&]paramJson=/.test(page.ask.url) ? undefined : readPageCounter(page.ask);
  // Some hosts ignore the number, asked from abroad: what does not answer is then no trouble.
  return { ask: counter?.next ?? { url: withUnitPage(page.ask.url, current + 1, rows) }, guessed: true };
}

/** A column page that holds its first entries itself: the next ones come from the unit that its pager belongs to. */
export function findNextOfColumn({ text, $, ask: { url }, base, listing, entries }: PageOfList): NextPage | undefined {
  const count = Number(/\scount\s{0,3}=\s{0,3}["']?(\d{1,6})/i.exec(text)?.[1] ?? 0);
  const unit = $ && count > entries.length ? unitsIn({ text, $, url, base, listing })[0] : undefined;
  return unit && isSameHost(unit.url, url) ? { ask: { url: withUnitPage(unit.url, 2, entries.length) }, guessed: true } : undefined;
}

const unitPage = (url: string): number =>
  Number(/"?pageNo"?\s{0,3}[:=]\s{0,3}"?(\d{1,5})/.exec(decodeURIComponent(url.replaceAll(/%(?![\da-f]{2})/gi, '%25')))?.[1] ?? 1);

/** `paramJson={"pageNo":2,"pageSize":24}` */
function withUnitPage(url: string, pageNo: number, pageSize: number): string {
  const param = `paramJson=${encodeURIComponent(JSON.stringify({ pageNo, pageSize }))}`;
  return /[?&]paramJson=/.test(url) ? url.replace(/paramJson=[^&]{0,500}/, param) : `${url}${url.includes('?') ? '&' : '?'}${param}`;
}
