import { isTag } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { readDayFact } from '../dates/dates.ts';
import { type Dom, parseDom } from '../html/dom.ts';
import { walkTree } from '../html/listing-tree.ts';
import { valuesIn } from '../html/scripts.ts';
import { escaped } from '../html/tree.ts';
import { comparisonKey } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const { creditNames } = expressionsOf(expressions.scriptData);

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
  const found: ScriptArticle[] = [];
  for (const data of [...valuesIn(dom.document.children), controlsIn(dom)]) collect(unflattenState(data), found, { nodes: 0 }, 0);
  const one = pickByTitle(found, titlesOf(dom));
  return one && parseDom(plainPageOf(one, html));
}

/** What text areas hold, by the last part of their names: `doc-content` is `content`. */
function controlsIn({ document }: Dom) {
  const fields: [string, string][] = [];
  walkTree(document.children, (node) => {
    if (!isTag(node) || node.name !== 'textarea') return undefined;
    const { class: named, id, name } = node.attribs;
    const text = node.children.map((child) => ('data' in child ? child.data : '')).join('');
    fields.push([orEmpty(named ?? id ?? name).replace(/^.{0,40}[-_]/, ''), text.trim()]);
    return false;
  });
  return Object.fromEntries(fields);
}

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
