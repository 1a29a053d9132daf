import { group, orEmpty } from '../../model/values.ts';
import { readDayFact } from '../dates/dates.ts';
import { type Dom, parseDom } from '../html/dom.ts';
import { comparisonKey } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const { hint, creditNames } = expressionsOf(expressions.scriptData);

const largest = 4_000_000;

function parseJsonAt(text: string, from: number): unknown {
  let start = from;
  while (start < from + 200 && /\s/.test(orEmpty(text[start]))) start += 1;
  const quoted = /^JSON\.parse\(\s{0,3}(?=["'])/.exec(text.slice(start, start + 20));
  if (quoted) return parsed(stringAt(text, start + quoted[0].length));
  const end = endOf(text, start);
  return end === undefined ? undefined : parsed(text.slice(start, end));
}

function parsed(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    // Scripts may say `undefined` where JSON has null.
    return JSON.parse(json.replace(/([:,[]\s{0,3})undefined(?=\s{0,3}[,}\]])/g, '$1null'));
  } catch {
    return undefined;
  }
}

function stringAt(text: string, start: number) {
  const quote = text[start];
  let inner = '';
  for (let at = start + 1; at < text.length && at < start + largest; at += 1) {
    const sign = orEmpty(text[at]);
    if (sign === quote) return unquoted(inner);
    if (sign === '\\') {
      const next = orEmpty(text[at + 1]);
      inner += next === "'" ? "'" : sign + next;
      at += 1;
    } else inner += sign === '"' ? '\\"' : sign;
  }
  return undefined;
}

function unquoted(inner: string) {
  const value = parsed(`"${inner}"`);
  return typeof value === 'string' ? value : undefined;
}

function endOf(text: string, start: number) {
  if (text[start] !== '{' && text[start] !== '[') return undefined;
  let depth = 0;
  let inString = false;
  const last = Math.min(text.length, start + largest);
  for (let at = start; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** Names under which frameworks leave the data of a page for the script that will show it. */
const markers = new RegExp(
  [
    String.raw`<script[^>]{0,200}\bid\s{0,3}=\s{0,3}["']?__(?:NEXT|NUXT)_DATA__["']?[^>]{0,200}>`,
    String.raw`\b(?:(?:window|self|globalThis)\s{0,3}(?:\.\s{0,3}|\[\s{0,3}["'])|(?:var|let|const)\s{1,3})` +
      String.raw`(?:__)?[A-Za-z_]{0,24}(?:STATE|State|DATA|Data|data|PROPS|Props|NUXT|Detail|detail|Article|article|Info|info)(?:__)?(?:["']\s{0,3}\])?\s{0,3}=\s{0,3}`,
  ].join('|'),
  'g',
);
const mostMarkers = 8;
const mostNodes = 40_000;
const mostDepth = 24;
const leastText = 80;

type ScriptArticle = {
  readonly title: string;
  readonly content: string;
  readonly day: string | undefined;
  readonly credit: string | undefined;
};

/**
 * A page whose text only a script would show, from the data left for that script: the tree of a plain page with its title, day and
 * text. Undefined when the data hold no such text, or several of which none has the name of the page.
 */
export function parseScriptData(html: string, dom: Dom): Dom | undefined {
  if (!hint.test(html)) return undefined;
  const found: ScriptArticle[] = [];
  for (const hit of [...html.matchAll(markers)].slice(0, mostMarkers)) {
    const data = parseJsonAt(html, hit.index + hit[0].length);
    if (data !== undefined) collect(unflattenState(data), found, { nodes: 0 }, 0);
  }
  if (html.includes('<textarea')) found.push(...inControls(html));
  const one = pickByTitle(found, titlesOf(dom));
  return one && parseDom(plainPageOf(one, html));
}

const controls =
  /<textarea\b[^<>]{0,300}?\b(?:class|id|name)\s{0,3}=\s{0,3}["']?([\w-]{1,60})(?:[^\w<>-][^<>]{0,300})?>([^<]{0,400000})<\/textarea>/gi;

function inControls(html: string): readonly ScriptArticle[] {
  const fields = [...html.matchAll(controls)]
    .slice(0, 40)
    .map((hit) => [orEmpty(hit[1]?.replace(/^.{0,40}[-_]/, '')), unescaped(group(hit, 2))] as const);
  const record = recordOf(Object.fromEntries(fields));
  return record ? [record] : [];
}

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').trim();

const titlesOf = (dom: Dom): readonly string[] =>
  [dom.titleTag, ...(dom.metas.get('og:title') ?? [])].map(comparisonKey).filter((key) => key !== '');

function pickByTitle(found: readonly ScriptArticle[], titles: readonly string[]) {
  const longest = (list: readonly ScriptArticle[]) =>
    list.reduce<ScriptArticle | undefined>((a, b) => (!a || b.content.length > a.content.length ? b : a), undefined);
  const same = found.filter(({ title }) => titles.some((key) => key.includes(comparisonKey(title))));
  if (same.length > 0) return longest(same);
  return new Set(found.map(({ title }) => title)).size === 1 ? longest(found) : undefined;
}

const titleNames = /^(?:\w{0,12}title|headline|subject|name|biaoti)$/i;
const bodyNames = /^(?:\w{0,12}(?:content|body|text|html|detail|neirong|zhengwen)s?(?:html|text|str|data|list)?)$/i;
const ofArticle = '(?:art|article|doc|news|info)';
const dayNames = new RegExp(
  `^(?:${ofArticle}_?(?:time|date)|date|time|ctime|pubtime_str|` +
    `${ofArticle}?_?(?:publish|pub|release|issue|show|display|create|post|rel|docrelpub)(?:ed)?_?(?:time|date|at|on|day)?)$`,
  'i',
);
/** What a page was published on goes before when its record was made. */
const madeNames = /^(?:create|ctime)/i;

/** Nuxt 3 writes one flat list whose objects and lists hold places of it: its tree again. Anything else as it is. */
function unflattenState(data: unknown) {
  if (!Array.isArray(data) || !isTagged(data[0]) || data.length > mostNodes) return data;
  const budget = { nodes: 0 };
  const at = (place: unknown, depth: number): unknown => {
    budget.nodes += 1;
    const value: unknown = typeof place === 'number' && place >= 0 ? data[place] : undefined;
    if (typeof value !== 'object' || value === null || budget.nodes > mostNodes || depth > mostDepth) return value;
    if (isTagged(value)) return at(value[1], depth + 1);
    if (Array.isArray(value)) return value.map((each) => at(each, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, at(each, depth + 1)]));
  };
  return at(0, 0);
}

/** ["ShallowReactive", 1]: how a place is to be looked at. */
const isTagged = (value: unknown): value is readonly [string, unknown] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'number';

function collect(value: unknown, found: ScriptArticle[], budget: { nodes: number }, depth: number): void {
  budget.nodes += 1;
  if (budget.nodes > mostNodes || depth > mostDepth || typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) {
    const record = recordOf(value);
    if (record) found.push(record);
  }
  for (const inner of Object.values(value)) collect(inner, found, budget, depth + 1);
}

function recordOf(value: object): ScriptArticle | undefined {
  const fields = Object.entries(value);
  const title = fields.filter(
    ([name, text]) => titleNames.test(name) && typeof text === 'string' && text.length >= 4 && text.length <= 300,
  );
  if (title.length === 0) return undefined;
  const contents = fields.filter(([name]) => bodyNames.test(name)).map(([, text]) => textIn(text, 0));
  const content = contents.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (content.replace(/<[^<>]{0,2000}>/g, '').length < leastText) return undefined;
  const main = title.find(([name]) => /title|headline/i.test(name)) ?? title[0];
  const credit = fields.find(([name, text]) => creditNames.test(name) && typeof text === 'string' && text.length <= 40)?.[1];
  return {
    title: String(main?.[1]),
    content,
    day: publishedDayOf(fields),
    credit: typeof credit === 'string' && credit !== '' ? credit : undefined,
  };
}

/** Marked-up or plain text; of a list of blocks (`{ type, text }`) their texts, a paragraph each. */
function textIn(value: unknown, depth: number): string {
  if (typeof value === 'string') return value.includes('<') ? value : value.split('\n').map(paragraph).join('');
  if (typeof value !== 'object' || value === null || depth > 6) return '';
  if (Array.isArray(value))
    return value
      .slice(0, 2000)
      .map((each) => textIn(each, depth + 1))
      .join('');
  const inner = Object.entries(value).filter(([name]) => /^(?:text|content|child|value|html|para|block|node|data|body|list)/i.test(name));
  return inner.map(([, each]) => textIn(each, depth + 1)).join('');
}

const paragraph = (text: string) => (text.trim() === '' ? '' : `<p>${escaped(text)}</p>`);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The day of a record as `YYYY-MM-DD`, in Beijing where it is a count of seconds or milliseconds. */
function publishedDayOf(fields: readonly (readonly [string, unknown])[]) {
  const named = fields.filter(([name]) => dayNames.test(name) && !/update|modif/i.test(name));
  const days = named.map(([name, value]) => ({ made: madeNames.test(name), day: dayFrom(value) })).filter(({ day }) => day !== undefined);
  const first = days.filter(({ made }) => !made);
  const best = new Set((first.length > 0 ? first : days).map(({ day }) => day));
  return best.size === 1 ? [...best][0] : undefined;
}

function dayFrom(value: unknown) {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  if (/^1\d{9}(?:\d{3})?$/.test(text)) {
    const seconds = Number(text.slice(0, 10));
    return new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 10);
  }
  return readDayFact(text, 'body')?.value;
}

const longestHead = 60_000;
function headTags(html: string) {
  const start = html.search(/<head[\s>]/i);
  const rest = start < 0 ? '' : html.slice(start, start + longestHead);
  const end = rest.search(/<\/head>/i);
  return end < 0 ? undefined : `${rest.slice(0, end)}</head>`;
}

function plainPageOf({ title, content, day, credit }: ScriptArticle, html: string) {
  const head = headTags(html) ?? `<head><title>${escaped(title)}</title></head>`;
  const line = [day && `发布时间：${day}`, credit && `来源：${escaped(credit)}`].filter(Boolean).join(' ');
  return `<html>${head}<body><h1>${escaped(title)}</h1><div class="info">${line}</div><div id="article_content">${content}</div></body></html>`;
}
