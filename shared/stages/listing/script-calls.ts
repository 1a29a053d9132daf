import type { CheerioAPI } from 'cheerio/slim';
import type { ListingRequest } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { resolveLink } from '../html/listing-tree.ts';
import { either } from '../text/words.ts';
import { pageNames, sizeNames } from './counter.ts';
import { evaluateAt, fieldsAt, objectOf, type Scope, scopeOf, type WrittenField } from './script-values.ts';
import lists from './word-lists.json' with { type: 'json' };

const acts = new RegExp(either(lists.otherRequests), 'i');
/** Searches that bring the list of a column: TRS WAS, and the one of jpaas. */
const columnSearch = /\/was5\/web\/search\b|\/search-front-server\/api\/search\b/i;
/** Requests that count, change or look for something are never repeated. */
export const isAct = (address: string): boolean => acts.test(address.replace(columnSearch, ''));
export const notLists = /manifest|package|config|i18n|lang|theme|locale|menu|nav/i;

/** Calls that ask for something: jQuery, axios, fetch and wrappers named after their method, with the text behind them, where their data stands. */
const calls =
  /(?:\$|jQuery|axios|http|request|api|ajax)\.(?:ajax|get|post|getJSON|request)\s{0,3}\(|\b(?:axios|fetch|ajax|request)\s{0,3}\(|\.open\(\s{0,9}["'](?:GET|POST)["']\s{0,9},/gi;
const codeLength = 2000;
/** Names whose value decides which list comes: without it, another one would. */
const deciding = /id$|code|channel|column|cat|class|node|tag|type|site/i;

/** Fields as they are sent: what counts pages begins at the first one, and what the page does not tell is left out; nothing when a deciding field is not told. */
function sent(fields: readonly WrittenField[]): readonly (readonly [string, string])[] | undefined {
  if (fields.some(({ name, value }) => value === undefined && !pageNames.test(name) && !sizeNames.test(name) && deciding.test(name)))
    return undefined;
  return fields.flatMap(({ name, value }): (readonly [string, string])[] => {
    if (value !== undefined) return [[name, value]];
    return pageNames.test(name) ? [[name, '1']] : sizeNames.test(name) ? [[name, '20']] : [];
  });
}

const form = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
const joined = (url: string, query: string): string => (query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`);
const jsonOf = (pairs: readonly (readonly [string, string])[]): string =>
  JSON.stringify(Object.fromEntries(pairs.map(([name, value]) => [name, /^\d{1,9}$/.test(value) ? Number(value) : value])));

/** What a call sends: fields, or a query put together; nothing when it is not told. */
function dataOf(code: string, scope: Scope): string | undefined {
  const place = /\b(?:data|params|body)["']?\s{0,3}:\s{0,9}/.exec(code) ?? /^\s{0,20},\s{0,20}/.exec(code);
  if (!place) return '';
  const json = /^JSON\.stringify\(\s{0,9}/.exec(code.slice(place.index + place[0].length))?.[0];
  const start = place.index + place[0].length + orEmpty(json).length;
  const object = code.charAt(start) === '{' ? code.slice(start) : objectOf(code.slice(start), scope);
  if (object !== undefined) {
    const pairs = sent(fieldsAt(object, 0, scope).fields);
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

/** Requests of a page's calls, as far as the page itself tells address and data: in the call, in variables, hidden fields and attributes. */
export function callsIn({
  text,
  base,
  $,
}: {
  readonly text: string;
  readonly base: string;
  readonly $: CheerioAPI;
}): readonly ListingRequest[] {
  const scope = scopeOf($, text);
  return [...text.matchAll(calls)].slice(0, 50).flatMap((match) => {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + codeLength);
    const end = rest.search(/\bsuccess\b|\bfunction\b|=>|\.then\b|<\/script/);
    return callAt(end < 0 ? rest : rest.slice(0, end), match[0], { scope, base });
  });
}

const addressNames = /^(?:data-)?(?:url|src|api|action|href|path|list-?url|data-?url|ajax-?url|load-?url|source|queryurl|interface)$/i;
const dataPath = /\.(?:json|jsp|do|action)(?:$|\?)|list|query|search|page|data|unit/i;

/** Requests that stand in attributes of a frame's elements (`data-url="/api/list?id=7"`) and in hidden fields. */
export function attributesIn({ $, base }: { readonly $: CheerioAPI; readonly base: string }): readonly ListingRequest[] {
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
