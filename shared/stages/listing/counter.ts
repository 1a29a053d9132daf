import { type Element, isTag } from 'domhandler';
import type { Entry, ListingRequest } from '../../model/article.ts';
import type { Trouble } from '../../model/errors.ts';
import { dayOf, daysBetween } from '../../model/time.ts';
import { group, opt, orEmpty } from '../../model/values.ts';
import { parseDate } from '../dates/dates.ts';
import { rawTextOf } from '../html/dom.ts';
import { lineTextOf, resolveEntryLink, resolveLink } from '../html/listing-tree.ts';
import type { JsonObject } from '../text/json-path.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const {
  /** Words before a range that say it is the period of something else: 有效期：…至…. */
  otherPeriod,
} = expressionsOf(expressions.window);

/** The window for comments that a line of a list gives: it counts only where the page says nothing, and only for a call for comment. */
type Window = NonNullable<Entry['window']>;

const longest = 200;

const day = String.raw`(?:19|20)\d{2}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?`;
const clock = String.raw`(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?`;
const range = new RegExp(`(${day})${clock}\\s{0,3}(?:起?[至到]|[-~～—–]{1,2})\\s{0,3}(${day})`);
const last = new RegExp(`(?:截止|截至|结束)(?:时间|日期)?\\s{0,3}[:：]?\\s{0,3}(${day})`);
const named = /^(?:end|close|due|jz|js)[-_]?(?:time|date|day|sj|rq)$|deadline/i;

const keys = {
  from: /^(?:ksrq|kssj|begin(?:date|time)|start(?:date|time)|zjkssj)$/i,
  until: /^(?:jsrq|jssj|jzrq|jzsj|end(?:date|time)|close(?:date|time)|deadline|zjjssj)$/i,
};

function dayIn(value: unknown) {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (/^\d{10}(?:\d{3})?$/.test(text)) return dayOf(new Date(Number(text.padEnd(13, '0'))));
  const { value: read, precision } = parseDate(text.replace(/\s/g, ' '));
  return precision === 'day' ? read : undefined;
}

function toWindow(from: unknown, until: unknown, quote: string) {
  const [first, end] = [dayIn(from), dayIn(until)];
  if (end === undefined || (first !== undefined && (first > end || daysBetween(first, end) > longest))) return undefined;
  return {
    ...opt({ from: first }),
    until: end,
    quote: quote
      .replace(/\s{1,9}/g, ' ')
      .trim()
      .slice(0, 200),
  };
}

export function windowOfRow(row: JsonObject): Window | undefined {
  const find = (name: RegExp) => Object.entries(row).find(([key, value]) => name.test(key) && dayIn(value) !== undefined);
  const [first, end] = [find(keys.from), find(keys.until)];
  if (!end) return undefined;
  return toWindow(first?.[1], end[1], [first, end].flatMap((each) => (each ? [`${each[0]} ${String(each[1])}`] : [])).join(', '));
}

function elementsOf(item: Element) {
  const found = [item];
  for (let at = 0; at < found.length && found.length < 60; at += 1) found.push(...(found[at]?.children ?? []).filter(isTag));
  return found;
}

/**
 * The last day that an element or the call behind a link gives: `<span class="endtime">1796054399000</span>` (MIIT),
 * `jumpDetail('id','2027-01-19')` (TC260).
 */
function hiddenEnd(item: Element) {
  for (const element of elementsOf(item)) {
    const { class: names, id, onclick } = element.attribs;
    if ([...orEmpty(names).split(/\s/), orEmpty(id)].some((name) => named.test(name))) {
      const text = rawTextOf(element).trim();
      const found = toWindow(undefined, text, `${orEmpty(names ?? id)} ${text}`);
      if (found) return found;
    }
    const dates = [
      ...orEmpty(onclick)
        .slice(0, 500)
        .matchAll(/['"]((?:19|20)\d{2}-\d{2}-\d{2})['"]/g),
    ];
    const [only, ...more] = dates;
    if (only && more.length === 0) return toWindow(undefined, only[1], orEmpty(onclick).slice(0, 200));
  }
  return undefined;
}

/**
 * Of a line of a page: a range of days (征集期 2026-11-20至2026-12-20), a day of closing, or one that only its script reads. Days in its title
 * are no window.
 */
export function windowOfItem(item: Element, title: string): Window | undefined {
  const text = lineTextOf(item).replace(title, ' ').slice(0, 400);
  const ranged = range.exec(text);
  if (ranged)
    return otherPeriod.test(text.slice(Math.max(0, ranged.index - 8), ranged.index))
      ? undefined
      : toWindow(ranged[1], ranged[2], ranged[0]);
  const closing = last.exec(text);
  if (closing && otherPeriod.test(text.slice(Math.max(0, closing.index - 4), closing.index))) return undefined;
  return closing ? toWindow(undefined, closing[1], closing[0]) : hiddenEnd(item);
}

export const { sizeNames } = expressionsOf(expressions.counter);

export const pageNames = /^(?:page_?(?:no|num|number|index)?|p|pn|cur(?:rent)?_?page(?:_?no)?|paged)$/i;

const inForm = /(?:^|[?&])([^=&?]{0,60})=(\d{1,6})(?=&|$)/g;
const inJson = /"(\w{1,30})"\s{0,5}:\s{0,5}"?(\d{1,6})(?="?\s{0,5}[,}])/g;

/** What a form or JSON counts, with the text that counts one further. */
function counted(text: string) {
  const fields = [...text.slice(0, 20_000).matchAll(/^\s{0,100}[[{]/.test(text) ? inJson : inForm)].slice(0, 100);
  const page = fields.find(([, name = '']) => pageNames.test(name));
  if (!page) return undefined;
  const [whole, , number = ''] = page;
  const end = page.index + whole.length;
  return {
    page: Number(number),
    size: fields.find(([, name = '']) => sizeNames.test(name))?.[2],
    text: `${text.slice(0, end - number.length)}${Number(number) + 1}${text.slice(end)}`,
  };
}

type Counter = { readonly page: number; readonly size?: number; readonly next: ListingRequest };

/**
 * The page counter of a request, in its form or JSON body, else in the query of its address: which page it asks for, and the request for
 * the next one.
 */
export function readPageCounter({ url, method, body }: ListingRequest): Counter | undefined {
  const mark = url.indexOf('?');
  const inBody = body === undefined ? undefined : counted(body);
  const found = inBody ?? (mark < 0 ? undefined : counted(url.slice(mark)));
  if (!found) return undefined;
  const { page, size, text } = found;
  const next = inBody ? { url, body: text } : { url: url.slice(0, mark) + text, ...opt({ body }) };
  return { page, ...opt({ size: size === undefined ? undefined : Number(size) }), next: { ...next, ...opt({ method }) } };
}

/** Moves a window of records (`startrecord=1&endrecord=45`) on by its own width, in address or body. */
export function nextWindow({ url, method, body }: ListingRequest): (ListingRequest & { readonly start: number }) | undefined {
  for (const text of [url, orEmpty(body)]) {
    const places = [...text.matchAll(/(?<=(?:^|[?&])(?:start|end)record=)\d{1,7}(?=&|$)/gi)];
    const [start, end] = places.map(([number]) => Number(number)).toSorted((a, b) => a - b);
    if (start === undefined || end === undefined) continue;
    const width = end - start + 1;
    const moved = text.replaceAll(/(?<=(?:^|[?&])(?:start|end)record=)\d{1,7}/gi, (number) => String(Number(number) + width));
    const asking = text === url ? { url: moved, ...opt({ body }) } : { url, body: moved };
    return { ...asking, ...opt({ method }), start: start + width };
  }
  return undefined;
}

const quoted = /["']([^"'<>\s\\]{1,1000})["']/g;
const address = /^(?:https?:\/\/|\/{1,2}\w|\.{1,2}\/|\?\w{1,40}=)|^[\w./%~-]{1,300}\.(?:s?html?|jsp|aspx?|php|do|action)(?:[?#]|$)/i;
const kept = ['data-href', 'data-url', 'data-link'] as const;

/** Address among the arguments of a call: `openUrl('/art/1.html')`, `location.href='…'`. */
function argumentOf(script: string, base: string) {
  for (const [, word = ''] of script.slice(0, 2000).matchAll(quoted)) if (address.test(word)) return resolveLink(word, base);
  return undefined;
}

const script = /^\s{0,9}javascript:/i;

/** Where a click on an element leads: its address, else the one that its script names. Of what is no link, its script alone. */
export function clickTarget({ name, attribs }: Element, base: string): string | undefined {
  const href = name === 'a' || name === 'area' ? attribs['href'] : undefined;
  const direct = href === undefined || script.test(href) ? undefined : resolveEntryLink(href, base);
  if (direct !== undefined) return direct;
  const { onclick } = attribs;
  if (onclick === undefined && href !== undefined && script.test(href)) return argumentOf(href, base);
  const target = onclick === undefined ? undefined : argumentOf(onclick, base);
  return target ?? kept.map((key) => resolveLink(attribs[key], base)).find((url) => url !== undefined);
}

/** Arguments of the call behind a link whose script names no address, by their places: `goDetail('77','a')` is `{ 1: '77', 2: 'a' }`. */
export function argumentsOf({ attribs }: Element): Readonly<Record<string, string>> {
  const code = orEmpty(attribs['onclick'] ?? (script.test(orEmpty(attribs['href'])) ? attribs['href'] : undefined));
  const call = group(/\w\s{0,3}\(([^()]{1,1000})\)/.exec(code.slice(0, 2000)), 1);
  const parts = [...call.matchAll(/(?:'([^']{0,300})'|"([^"]{0,300})"|(-?\w[\w.]{0,60}))\s{0,5}(?:,|$)/g)];
  return Object.fromEntries(parts.map(([, single, double, bare], index) => [String(index + 1), orEmpty(single ?? double ?? bare)]));
}

const { error, login } = expressionsOf(expressions.redirect);

const isHome = (path: string) => /^\/(?:(?:index|default|home|main)(?:\.\w{1,5})?)?$/i.test(path);

export function explainRedirect(requested: string, final: string): { readonly trouble: Trouble; readonly what: string } | undefined {
  if (!URL.canParse(requested) || !URL.canParse(final) || requested === final) return undefined;
  const [from, to] = [new URL(requested), new URL(final)];
  if (from.pathname === to.pathname) return undefined;
  if (login.test(to.pathname) && !login.test(from.pathname)) return { trouble: 'refused', what: 'a login' };
  if (error.test(to.pathname) && !error.test(from.pathname)) return { trouble: 'unrecognised', what: 'an error page' };
  if (isHome(to.pathname) && to.search === '' && !isHome(from.pathname))
    return { trouble: 'unrecognised', what: 'the home page of the site' };
  return undefined;
}
