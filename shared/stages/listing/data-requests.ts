import type { CheerioAPI } from 'cheerio/slim';
import type { ListingRequest } from '../../model/article.ts';
import type { Listing } from '../../model/source.ts';
import { group, orEmpty } from '../../model/values.ts';
import { isSameHost, resolveLink } from '../html/listing-tree.ts';
import { parseLiteralAt } from '../html/scripts.ts';
import { either, expressionsOf } from '../text/words.ts';
import { explainRedirect, pageNames, sizeNames } from './counter.ts';
import expressions from './expressions.json' with { type: 'json' };
import lists from './word-lists.json' with { type: 'json' };

const {
  wrapped,
  notLists,
  /** Names whose value decides which list comes: without it, another one would. */
  deciding,
  addressNames,
  dataPath,
} = expressionsOf(expressions.dataRequests);

/** What the names in a page's scripts stand for: variables by their names, fields of objects by theirs, and the page itself. */
type Scope = {
  readonly variables: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, string>;
  readonly $: CheerioAPI;
  readonly text: string;
};
/** A text that a script puts together, and the place behind it; no text where a part is known only when the script runs. */
type Evaluated = { readonly text?: string | undefined; readonly end: number };

const literal = String.raw`(?:"([^"\n\\]{0,500})"|'([^'\n\\]{0,500})'|(\d{1,15})(?![\w.]))`;
const assigned = new RegExp(
  String.raw`(?:\b(?:var|let|const)\s{1,20}|[,;{}\n]\s{0,40}(?:window\.|self\.)?)([A-Za-z_$][\w$]{0,60})\s{0,9}([=:])(?![=>])\s{0,9}${literal}`,
  'g',
);
const mostNames = 2000;

/** Names that a page's scripts give one value; of a name with several values nobody knows which one counts. */
function scopeOf($: CheerioAPI, text: string): Scope {
  const variables = new Map<string, string>();
  const fields = new Map<string, string>();
  const several = new Set<string>();
  for (const [, name = '', sign, double, single, number] of text.matchAll(assigned)) {
    const [table, value] = [sign === '=' ? variables : fields, orEmpty(double ?? single ?? number)];
    if (value === '') continue;
    if (table.has(name) && table.get(name) !== value) several.add(`${sign}${name}`);
    table.set(name, value);
    if (table.size >= mostNames) break;
  }
  for (const name of several) (name.startsWith('=') ? variables : fields).delete(name.slice(1));
  return { variables, fields, $, text };
}

/** What a name stands for; behind a dot it is the field of some object. */
function namedValue(word: string, { variables, fields }: Scope) {
  const name = orEmpty(word.split('.').at(-1));
  return variables.get(name) ?? (word.includes('.') ? fields.get(name) : undefined);
}

const selected =
  /^(?:\$|jQuery)\(\s{0,9}["']([^"'\n]{1,100})["']\s{0,9}\)\.(val|text|html|attr|data)\(\s{0,9}(?:["']([\w-]{1,60})["'])?\s{0,9}\)/;
const byId = new RegExp(
  String.raw`^document\.(?:getElementById\(\s{0,9}["']([\w-]{1,100})["']\s{0,9}\)|querySelector\(\s{0,9}["']([^"'\n]{1,100})["']\s{0,9}\))` +
    String.raw`\.(?:(value|innerText|innerHTML|textContent)|dataset\.(\w{1,60})|getAttribute\(\s{0,9}["']([\w-]{1,60})["']\s{0,9}\))`,
);
const dashed = (name: string) => name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

function controlAt(code: string, start: number, { $ }: Scope): Evaluated | undefined {
  const jquery = selected.exec(code);
  const plain = jquery ? null : byId.exec(code);
  if (!jquery && !plain) return undefined;
  const end = start + orEmpty((jquery ?? plain)?.[0]).length;
  const css = jquery?.[1] ?? plain?.[2] ?? `[id="${orEmpty(plain?.[1])}"]`;
  const key = jquery ? jquery[3] : (plain?.[5] ?? (plain?.[4] === undefined ? undefined : `data-${dashed(plain[4])}`));
  const name = jquery?.[2] === 'data' ? `data-${dashed(orEmpty(key))}` : key;
  try {
    const element = $(css).first();
    if (element.length === 0) return { end };
    const isValue = jquery?.[2] === 'val' || plain?.[3] === 'value';
    return { text: name === undefined ? (isValue ? orEmpty(element.attr('value')) : element.text().trim()) : element.attr(name), end };
  } catch {
    return { end };
  }
}

/** One part of a text: a string, a number, a template, a name, or what an element holds. */
function termAt(code: string, start: number, scope: Scope): Evaluated {
  const rest = code.slice(start, start + 1000);
  if (/^["']/.test(rest)) {
    const { value, read, end } = parseLiteralAt(code, start);
    return { text: read ? String(value) : undefined, end };
  }
  if (rest.startsWith('`')) return templateAt(code, start, scope);
  const call = wrapped.exec(rest)?.[0];
  if (call !== undefined) {
    const inner = evaluateAt(code, start + call.length, scope);
    const close = code.slice(inner.end, inner.end + 40).search(/\)/);
    return { ...inner, end: close < 0 ? inner.end : inner.end + close + 1 };
  }
  const control = controlAt(rest, start, scope);
  if (control) return control;
  const word = /^[\w$]{1,60}(?:\.[\w$]{1,60}){0,5}/.exec(rest)?.[0];
  if (word === undefined) return { end: start };
  return { text: /^\d{1,15}$/.test(word) ? word : namedValue(word, scope), end: start + word.length };
}

function templateAt(code: string, start: number, scope: Scope): Evaluated {
  const end = code.indexOf('`', start + 1);
  if (end < 0 || end - start > 2000) return { end: start };
  let known = true;
  const text = code.slice(start + 1, end).replaceAll(/\$\{([^{}]{1,200})\}/g, (_, inner: string) => {
    const found = evaluateAt(inner, 0, scope).text;
    if (found === undefined) known = false;
    return orEmpty(found);
  });
  return { text: known ? text : undefined, end: end + 1 };
}

/** The text that an expression of a script comes to (`"/list?id=" + $("#id").val()`), from what the page itself holds. Nothing is run. */
function evaluateAt(code: string, start: number, scope: Scope): Evaluated {
  let at = start;
  let text: string | undefined = '';
  for (let terms = 0; terms < 30; terms += 1) {
    at += /^\s{0,40}/.exec(code.slice(at, at + 40))?.[0].length ?? 0;
    const term = termAt(code, at, scope);
    text = text === undefined || term.text === undefined ? undefined : text + term.text;
    at = term.end;
    const plus = /^\s{0,40}\+(?!\+)/.exec(code.slice(at, at + 45))?.[0];
    if (plus === undefined) break;
    at += plus.length;
  }
  return { text, end: at };
}

type WrittenField = { readonly name: string; readonly value: string | undefined };

/** Fields of an object literal, whose bracket comes first, also with values that the page holds elsewhere. */
function fieldsAt(code: string, scope: Scope): readonly WrittenField[] {
  const fields: WrittenField[] = [];
  let at = 1;
  for (let count = 0; count < 60; count += 1) {
    const name = /^[\s,]{0,80}["']?([A-Za-z_$][\w$.]{0,60})["']?\s{0,9}(:?)/.exec(code.slice(at, at + 160));
    if (!name) break;
    const from = at + name[0].length;
    // `{ channelId }` is short for `{ channelId: channelId }`.
    const found = name[2] === ':' ? evaluateAt(code, from, scope) : { text: namedValue(orEmpty(name[1]), scope), end: from };
    const after = code.slice(found.end, found.end + 400).search(/[,}]/);
    if (after < 0) break;
    const whole = /^\s{0,40}$/.test(code.slice(found.end, found.end + after));
    fields.push({ name: orEmpty(name[1]), value: whole ? found.text : undefined });
    at = found.end + after;
    if (code.charAt(at) === '}') break;
  }
  return fields;
}

const objects = /\b(?:var|let|const)\s{1,9}([A-Za-z_$][\w$]{0,60})\s{0,9}=\s{0,9}(?=\{)/g;

function objectOf(code: string, { text }: Scope) {
  const name = /^[A-Za-z_$][\w$]{0,60}(?=\s{0,9}[,})\n])/.exec(code)?.[0];
  const found = name === undefined ? undefined : [...text.matchAll(objects)].find((match) => match[1] === name);
  return found && text.slice(found.index + found[0].length, found.index + found[0].length + 2000);
}

const acts = new RegExp(either(lists.otherRequests), 'i');
/** Searches that bring the list of a column: TRS WAS, and the one of jpaas. */
const columnSearch = /\/was5\/web\/search\b|\/search-front-server\/api\/search\b/i;
/** Requests that count, change or look for something are never repeated. */
const isAct = (address: string) => acts.test(address.replace(columnSearch, ''));

/**
 * Calls that ask for something: jQuery, axios, fetch and wrappers named after their method, with the text behind them, where their data
 * stands.
 */
const calls =
  /(?:\$|jQuery|axios|http|request|api|ajax)\.(?:ajax|get|post|getJSON|request)\s{0,3}\(|\b(?:axios|fetch|ajax|request)\s{0,3}\(|\.open\(\s{0,9}["'](?:GET|POST)["']\s{0,9},/gi;
const codeLength = 2000;

/**
 * Fields as they are sent: what counts pages begins at the first one, and what the page does not tell is left out; nothing when a deciding
 * field is not told.
 */
function sent(fields: readonly WrittenField[]): readonly (readonly [string, string])[] | undefined {
  if (fields.some(({ name, value }) => value === undefined && !pageNames.test(name) && !sizeNames.test(name) && deciding.test(name)))
    return undefined;
  return fields.flatMap(({ name, value }): (readonly [string, string])[] => {
    if (value !== undefined) return [[name, value]];
    return pageNames.test(name) ? [[name, '1']] : sizeNames.test(name) ? [[name, '20']] : [];
  });
}

const form = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
const joined = (url: string, query: string) => (query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`);
const jsonOf = (pairs: readonly (readonly [string, string])[]) =>
  JSON.stringify(Object.fromEntries(pairs.map(([name, value]) => [name, /^\d{1,9}$/.test(value) ? Number(value) : value])));

function dataOf(code: string, scope: Scope): string | undefined {
  const place = /\b(?:data|params|body)["']?\s{0,3}:\s{0,9}/.exec(code) ?? /^\s{0,20},\s{0,20}/.exec(code);
  if (!place) return '';
  const json = /^JSON\.stringify\(\s{0,9}/.exec(code.slice(place.index + place[0].length))?.[0];
  const start = place.index + place[0].length + orEmpty(json).length;
  const object = code.charAt(start) === '{' ? code.slice(start) : objectOf(code.slice(start), scope);
  if (object !== undefined) {
    const pairs = sent(fieldsAt(object, scope));
    return pairs && (json === undefined ? form(pairs) : jsonOf(pairs));
  }
  return /^["'`]/.test(code.slice(start)) ? evaluateAt(code, start, scope).text : '';
}

function callAt(code: string, head: string, { scope, base }: { readonly scope: Scope; readonly base: string }): readonly ListingRequest[] {
  const named = /^[^()]{0,400}?\burl["']?\s{0,3}:\s{0,9}/.exec(code)?.[0];
  const start = named !== undefined && /^\s{0,20}\{/.test(code) ? named.length : 0;
  const { text: href, end } = evaluateAt(code, start, scope);
  if (href === undefined || href === '' || /[<>\s{}]/.test(href) || isAct(href) || notLists.test(href)) return [];
  const url = resolveLink(href, base);
  const rest = start === 0 ? code.slice(end) : code;
  const data = dataOf(rest, scope);
  if (url === undefined || data === undefined) return [];
  const isPost = /post\s{0,3}\($|["']post/i.test(head) || /\b(?:type|method)["']?\s{0,3}:\s{0,3}["']post["']/i.test(code);
  return isPost ? [{ url, method: 'POST', body: data.replace(/^[?&]/, '') }] : [{ url: joined(url, data.replace(/^[?&]/, '')) }];
}

/**
 * Requests of a page's calls, as far as the page itself tells address and data: in the call, in variables, hidden fields and attributes.
 */
function callsIn({ text, base, $ }: { readonly text: string; readonly base: string; readonly $: CheerioAPI }): readonly ListingRequest[] {
  const scope = scopeOf($, text);
  return [...text.matchAll(calls)].slice(0, 50).flatMap((match) => {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + codeLength);
    const end = rest.search(/\bsuccess\b|\bfunction\b|=>|\.then\b|<\/script/);
    return callAt(end < 0 ? rest : rest.slice(0, end), match[0], { scope, base });
  });
}

/** Requests that stand in attributes of a frame's elements (`data-url="/api/list?id=7"`) and in hidden fields. */
function attributesIn({ $, base }: { readonly $: CheerioAPI; readonly base: string }): readonly ListingRequest[] {
  const elements = $('div, ul, ol, table, tbody, section, dl, input[type="hidden"]').toArray().slice(0, 5000);
  return elements.flatMap(({ attribs, name }) =>
    Object.entries(attribs).flatMap(([key, value]): readonly ListingRequest[] => {
      const isAddress = name === 'input' ? key === 'value' && /^(?:https?:\/)?\/[\w./-]{1,300}/.test(value) : addressNames.test(key);
      if (!isAddress || !dataPath.test(value) || isAct(value) || notLists.test(value)) return [];
      const url = resolveLink(value, base);
      if (url === undefined || /\.(?:png|jpe?g|gif|css|js|html?)(?:$|\?)/i.test(value)) return [];
      return /post/i.test(orEmpty(attribs['data-method'] ?? attribs['data-type'])) ? [{ url, method: 'POST', body: '' }] : [{ url }];
    }),
  );
}

const mostAsks = 4;

type Shell = { readonly text: string; readonly $: CheerioAPI; readonly url: string; readonly base: string; readonly listing: Listing };

function pairsIn(object: string): readonly (readonly [string, string])[] {
  return [
    ...object.slice(0, 5000).matchAll(/['"]?([A-Za-z]\w{0,40})['"]?\s{0,5}:\s{0,5}(?:'([^'<>]{0,500})'|"([^"<>]{0,500})"|(\d{1,12}))/g),
  ].map(([, name = '', single, double, number]) => [name, orEmpty(single ?? double ?? number)] as const);
}

/** Units whose name says that they hold the list stand before those that may be a menu. */
const listUnitName = /列表|分页|内容|list|当前栏目/i;

const unit = '[url][querydata], [data-url][data-querydata]';

/** jpaas: `<script url="/…/unit" querydata="{'webId':'…',…}">` */
export function unitsIn({ $, base, listing }: Shell): readonly ListingRequest[] {
  const within = listing.region === undefined ? [] : $(listing.region).find(unit).toArray();
  const found = within.length > 0 ? within : $(unit).toArray();
  const units = found.slice(0, 50).flatMap(({ attribs }) => {
    const url = resolveLink(attribs['url'] ?? attribs['data-url'], base);
    const pairs = pairsIn(orEmpty(attribs['querydata'] ?? attribs['data-querydata']));
    const tag = group(
      pairs.find(([name]) => name === 'tagId'),
      1,
    );
    return url === undefined || pairs.length === 0 ? [] : [{ ask: { url: joined(url, form(pairs)) }, likely: listUnitName.test(tag) }];
  });
  return [...units.filter(({ likely }) => likely), ...units.filter(({ likely }) => !likely)].map(({ ask }) => ask);
}

/**
 * jpage: a proxy's address and the parameters that the page's script gives it, here as a request for `count` records from `start` on:
 * as a form, as the script sends it, and as a query, which most proxies take too.
 */
export function proxyIn(text: string, base: string, start: number, count?: number): readonly ListingRequest[] {
  const place = text.search(/[\w./:-]{0,300}dataproxy\.jsp/i);
  if (place < 0) return [];
  const address = /^[^"'<>\s]{1,1000}/.exec(text.slice(place))?.[0]?.replaceAll('&amp;', '&');
  const url = resolveLink(address, base);
  if (url === undefined) return [];
  const around = text.slice(Math.max(0, place - 1500), place + 2500);
  const object = group(/ajaxParam\s{0,5}["']?\s{0,5}:\s{0,5}\{([^{}]{1,2000})\}/.exec(around), 1);
  const perPage = Number(/["']?perPage["']?\s{0,5}:\s{0,5}["']?(\d{1,3})/i.exec(around)?.[1] ?? 15);
  const groups = Number(/["']?groupSize["']?\s{0,5}:\s{0,5}["']?(\d{1,2})/i.exec(around)?.[1] ?? 3);
  const total = Number(/["']?totalRecord["']?\s{0,5}:\s{0,5}["']?(\d{1,7})/i.exec(around)?.[1] ?? Number.POSITIVE_INFINITY);
  if (start > total) return [];
  const width = count ?? perPage * groups;
  const query = form(pairsIn(object));
  if (query === '') return count === undefined ? [{ url }] : [];
  const windowed = joined(url, `startrecord=${start}&endrecord=${start + width - 1}&perpage=${perPage}`);
  return [
    { url: windowed, method: 'POST', body: query },
    { url: joined(windowed, query) },
    ...(start === 1 ? [{ url: joined(url, query) }] : []),
  ];
}

/** Static JSON that a script of the page names: `ds_HEX32.json` of Xinhua, `ZUIXINZHENGCE.json` of gov.cn. */
function filesIn({ text, base }: Shell): readonly ListingRequest[] {
  const addresses = [...text.matchAll(/["'(]([^"'()<>\s]{1,500}\.json(?:\?[^"'()<>\s]{0,300})?)["')]/g)]
    .slice(0, 200)
    .flatMap(([, href]) => {
      const url = notLists.test(orEmpty(href)) ? undefined : resolveLink(href?.replaceAll('&amp;', '&'), base);
      return url === undefined ? [] : [url];
    });
  const likely = addresses.filter((url) => /\/ds_[\da-f]{8,64}\.json/i.test(url));
  return [...likely, ...addresses.filter((url) => !likely.includes(url))].map((url) => ({ url }));
}

function pagesIn({ $, text, url, base }: Shell): readonly ListingRequest[] {
  const frames = $('iframe[src], frame[src]')
    .toArray()
    .slice(0, 20)
    .map(({ attribs }) => attribs['src']);
  const refresh = orEmpty($('meta[http-equiv="refresh" i]').attr('content'));
  const led = [/url\s{0,3}=\s{0,3}['"]?([^'"\s;]{1,500})/i.exec(refresh)?.[1], leading.exec(text.length < 4000 ? text : '')?.[1]];
  return [...led, ...frames].flatMap((href) => {
    const to = resolveLink(href, base);
    return to === undefined || explainRedirect(url, to) || isAct(to) ? [] : [{ url: to }];
  });
}

/** `location.href = "list.html"` in a page of nothing else. */
const leading = /\blocation(?:\.href)?\s{0,3}=\s{0,3}["']([^"'<>\s]{1,500})["']|\blocation\.replace\(\s{0,3}["'][^"'<>\s]{1,500}["']/;

/**
 * Guangdong's open directory: its page tells its number (`SID: '755014'`), and one address gives the newest of a column (`#2811` in the
 * page's address), or of all of them (0).
 */
function directoryIn({ text, url }: Shell): readonly ListingRequest[] {
  const [place] = /^.{0,500}\/gkmlpt(?=[/#?]|$)/.exec(url) ?? [];
  const sid = /\bsid["']?\s{0,4}(?:[:=]|\bvalue=)\s{0,4}["']?(\d{1,12})/i.exec(text)?.[1];
  const column = /#\/?(?:\w{1,20}\/)?(\d{1,12})$/.exec(url)?.[1] ?? '0';
  return place === undefined || sid === undefined ? [] : [{ url: `${place}/api/all/${column}?page=1&sid=${sid}` }];
}

/** Requests that a page without a list makes for it by script, likeliest first, at the page's own host. */
export function findDataRequests(shell: Shell): readonly ListingRequest[] {
  const { format } = shell.listing;
  if (format === 'html' || format === 'feed' || format === 'sitemap') return [];
  const proxies = proxyIn(shell.text, shell.base, 1);
  const asks = [
    ...directoryIn(shell),
    ...unitsIn(shell),
    ...proxies,
    ...filesIn(shell),
    ...callsIn(shell),
    ...attributesIn(shell),
    ...pagesIn(shell),
  ].filter(({ url }) => isSameHost(url, shell.url) && url !== shell.url);
  const named = new Map(asks.map((ask) => [`${ask.url}\n${orEmpty(ask.body)}`, ask]));
  return [...named.values()].slice(0, mostAsks);
}
