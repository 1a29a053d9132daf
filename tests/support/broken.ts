import { type CheerioAPI, load } from 'cheerio/slim';
import { type AnyNode, type Element, isTag } from 'domhandler';

/** Recordings made wrong as sites go wrong. Each takes the page as served and the addresses of its entries, and gives what is served instead. */

type Given = { readonly text: string; readonly base: string; readonly urls: readonly string[] };

const isMarkup = (text: string): boolean => /^\s*</.test(text) && !/<(?:rss|feed|urlset|rdf:RDF)[\s>]/i.test(text);
const isFeed = (text: string): boolean => /<(?:rss|feed|urlset|rdf:RDF)[\s>]/i.test(text);

/** Data, out of the call that a script makes with it. */
const dataOf = (text: string): unknown => JSON.parse(text.replaceAll(/^\s*[\w$.]+\(|\)[\s;]*$/g, ''));

/** What a link calls (`open('77')`), when an address of an entry is made of it. */
const callOf = ({ attribs: { onclick = '' } }: Element, urls: readonly string[]): string | undefined =>
  onclick
    .match(/['"]([^'"]{6,})['"]/)
    ?.slice(1)
    .find((word) => urls.some((url) => url.includes(word)));

const linksOf = ($: CheerioAPI, { base, urls }: Given): Element[] => {
  const known = new Set(urls);
  const leads = (a: Element): boolean => known.has(URL.parse(a.attribs['href'] ?? '', base)?.href ?? '') || a.attribs['pid'] !== undefined;
  return $('a')
    .toArray()
    .filter((a) => leads(a) || callOf(a, urls) !== undefined);
};

/** Lines of the list: the widest element around a link of it that holds the links of no other entry. */
function linesOf($: CheerioAPI, given: Given): Element[] {
  const links = linksOf($, given);
  const nameOf = (a: Element): string => callOf(a, given.urls) ?? `${a.attribs['href']}${a.attribs['pid'] ?? ''}`;
  const holds = (element: AnyNode): number => new Set(links.filter((a) => a === element || $(element).has(a).length > 0).map(nameOf)).size;
  return links.map((link) => {
    let line: Element = link;
    while (line.parent && isTag(line.parent) && line.parent.name !== 'body' && holds(line.parent) === 1) line = line.parent;
    return line;
  });
}

function mapJson(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== value) return changed;
  if (Array.isArray(value)) return value.map((each) => mapJson(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapJson(inner, change)]));
}

/** A page without the lines that its scripts hold or write. */
const withoutWritten = (text: string): string => text.replaceAll(/<record>[\s\S]*?<\/record>|document\.write\([\s\S]*?\);/g, '');

/** The frame is there, the lines are not. */
export function emptied(given: Given): string {
  const { text } = given;
  if (isFeed(text)) return text.replaceAll(/<(item|entry|url)[\s>][\s\S]*?<\/\1>/g, '');
  if (!isMarkup(text)) {
    const none = (value: unknown): unknown =>
      Array.isArray(value) ? [] : typeof value === 'string' && value.startsWith('<') ? '<ul></ul>' : value;
    return JSON.stringify(mapJson(dataOf(text), none));
  }
  const unwritten = withoutWritten(text);
  if (unwritten !== text) return unwritten;
  const $ = load(text);
  for (const line of linesOf($, given)) $(line).remove();
  return $.html();
}

/** The lines became cards that a script opens: titles without links and days. */
export function redesigned(given: Given): string {
  const { text } = given;
  if (isFeed(text))
    return '<!DOCTYPE html><html><head><title>Blog</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>';
  if (!isMarkup(text)) {
    const renamed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map((row) =>
            typeof row === 'object' && row !== null ? Object.fromEntries(Object.entries(row).map(([k, v]) => [`f_${k}`, v])) : row,
          )
        : typeof value === 'string' && value.startsWith('<')
          ? '<div class="cards"><div class="card" onclick="go(1)"><p>第一篇</p></div></div>'
          : value;
    return JSON.stringify(mapJson(dataOf(text), renamed));
  }
  const $ = load(withoutWritten(text));
  for (const [index, line] of linesOf($, given).entries())
    $(line).replaceWith(`<section class="card" onclick="go(${index})"><p>第${index + 1}张卡片</p></section>`);
  return $.html();
}

/** Every class and id has another name; what is on the page is the same. */
export function renamed({ text }: Given): string | undefined {
  if (!isMarkup(text)) return undefined;
  return text.replaceAll(
    /(class|id)="([^"<>]+)"/g,
    (_, name: string, value: string) => `${name}="${value.replaceAll(/[\w-]+/g, 'zz-$&')}"`,
  );
}

/** A side bar with two dated links that have nothing to do with the list. */
export function besides(text: string): string {
  if (!isMarkup(text)) return text;
  const links = [1, 2].map((n) => `<li><a href="/hot/${n}.html">本周读者最常打开的第${n}条旧闻</a><span>2026-11-2${n}</span></li>`);
  return text.replace('</body>', `<div class="hot"><ul>${links.join('')}</ul></div></body>`);
}

const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;

/** What stands in place of a list, with status 200. */
export const walls: Readonly<Record<string, string>> = {
  login: page(
    '用户登录',
    '<form><h2>用户登录</h2><label>用户名</label><input name="u"><label>密码</label><input type="password"><button>登录</button></form>',
  ),
  captcha: page('安全验证', '<div class="box"><p>请完成安全验证后继续访问</p><div id="slider">拖动滑块完成拼图</div></div>'),
  challenge:
    '<html><head><script>$_ts=window["$_ts"];if(!$_ts)$_ts={};$_ts.nsd=1;</script><script src="/FSSBBIl1UgzbN7N/a.js"></script></head><body></body></html>',
  firewall: page('403 Forbidden', '<center><h1>403 Forbidden</h1></center><hr><center>openresty</center>'),
  maintenance: page('系统维护', '<h1>网站正在升级维护中，请稍后访问</h1>'),
  missing: page('404', '<h2>抱歉，您访问的页面不存在</h2><a href="/">返回首页</a>'),
  shell: page('', '<div id="app"></div><script src="/js/app.3f2a.js"></script>'),
  refusal: '{"code":401,"msg":"请先登录","data":null}',
  failure: '{"code":500,"message":"internal error"}',
  nothing: '',
};
