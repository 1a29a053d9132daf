import { type Element, isTag } from 'domhandler';
import { isChrome } from './body.ts';
import { joinBroken, plainKey, tidy } from './clean.ts';
import { type Dom, hidden, textOf, within } from './dom.ts';
import { likeliest, onlyAct, tellsNothing, titleNamed } from './likeliest.ts';
import { linkedArticle, meta } from './metas.ts';

const ids =
  'con_title ivs_title ti title articletitle article_title activity-name bt zoomtitle_ newstitle artibodytitle doctitle title1'.split(' ');
const classes =
  'info_title article_title xxgk_title con-title sp_title content_title detail-title article-title newstitle wdtit xx-tit contt_tit detil-new-title arc_title main-title u-dettitle art-title news_title arti_title page-title title-text headline title tit'.split(
    ' ',
  );
/** Tails of a page title that name the site or the column. */
const siteTail =
  /(?:网|网站|门户|门户网站|政府|频道|日报|晚报|早报|晨报|时报|新闻|中心|委员会|办公室|[部局厅院署]|在线|财经|科技|资讯|要闻|首页|之窗|文件汇|杂志|网易|搜狐|新浪|腾讯|头条|客户端|news|daily|online|\.com|\.cn|\.net|institute|times|post|reuters)$/i;
const longest = 300;

export type TitleFacts = {
  /** Title in the metadata table; `sure` when the table is that of a document. */
  readonly table?: string | undefined;
  readonly sure?: boolean;
  readonly override?: Element | undefined;
  readonly body?: Element | undefined;
  readonly listed?: string | undefined;
  /** The line over the date and source of the page. */
  readonly above?: string | undefined;
  /** The name of an act that opens the text, broken over its lines. */
  readonly opening?: string | undefined;
};
/** The title, and the element that shows it when there is one. */
export type Title = { readonly text: string; readonly element?: Element };

/** A heading as it is shown, with its key for comparing. */
export type Shown = { readonly text: string; readonly key: string; readonly element: Element };

/**
 * The title of an article: the site's own field first, then what is shown as a heading and agrees with `<title>`,
 * then other meta tags, at last `<title>` without the names of site and column.
 */
export function readTitle(dom: Dom, facts: TitleFacts): Title | undefined {
  const shown = shownTitles(dom, facts.body);
  if (facts.override) return titled(headingText(facts.override), facts.override);
  const sites = siteNames(dom);
  const tag = tidy(dom.titleTag);
  const tagKey = plainKey(tag);
  const table = facts.sure || agrees(facts.table, tagKey, shown) ? facts.table : undefined;
  const stated = [meta(dom, 'articletitle'), table].map((text) => tidy(text ?? '')).find((text) => isTitle(text, sites));
  if (stated !== undefined) return fullest(stated, shown, tagKey);
  const bare = withoutSite(tag, sites);
  if (tellsNothing(bare, sites)) {
    const likely = likeliest(dom, facts, sites);
    if (likely) return likely;
  }
  const named = [...shown, ...shownIn(dom, facts.body, titleNamed(dom))];
  const agreeing = named.filter((each) => tagKey.includes(each.key) && !sites.has(each.key));
  const best = agreeing.reduce<Shown | undefined>((a, b) => (!a || b.key.length > a.key.length ? b : a), undefined);
  if (best && (best.key.length >= 8 || best.key.length * 2 >= tagKey.length)) return { text: best.text, element: best.element };
  const bareKey = plainKey(bare.replace(/(?:…|\.{3,6})$/, ''));
  const containing = named.find((each) => bareKey.length >= 6 && each.key.length > bareKey.length && each.key.includes(bareKey));
  if (containing) return { text: containing.text, element: containing.element };
  const other = [meta(dom, 'og:title', 'twitter:title'), linkedArticle(dom).headline]
    .map((text) => withoutSite(tidy(text ?? ''), sites))
    .find((text) => isTitle(text, sites));
  const heading =
    shown.find((each) => each.element.name === 'h1' && !sites.has(each.key)) ??
    onlyAct(
      bare,
      named.filter(({ key }) => !sites.has(key)),
    );
  if (other !== undefined && !heading) return { text: other };
  if (heading && (other === undefined || plainKey(other).slice(0, 4) === heading.key.slice(0, 4)))
    return { text: heading.text, element: heading.element };
  const last = [other, isTitle(bare, sites) ? bare : undefined, shown[0]?.text, facts.listed].find(
    (text) => text !== undefined && text !== '',
  );
  return last === undefined ? undefined : titled(last, shown.find((each) => each.key === plainKey(last))?.element);
}

/** Whether a title that the page states is also that of `<title>` or of something shown. */
function agrees(stated: string | undefined, tagKey: string, shown: readonly Shown[]): boolean {
  const start = plainKey(stated ?? '').slice(0, 12);
  return start.length >= 4 && (tagKey.includes(start) || shown.some((each) => each.key.includes(start)));
}

const titled = (text: string, element?: Element): Title => (element ? { text, element } : { text });

/** The stated title, or what is shown when that says more of the same (a stated one can be cut). */
function fullest(stated: string, shown: readonly Shown[], tagKey: string): Title {
  const key = plainKey(stated.replace(/(?:…|\.{3,6})$/, ''));
  const same = shown.find((each) => each.key === key) ?? shown.find((each) => each.key.startsWith(key));
  if (same && same.key.length > key.length && tagKey.includes(same.key)) return { text: same.text, element: same.element };
  return titled(stated, same?.element);
}

/** Whether a text can be the title of a page: neither too short nor too long, nor the name of the site. */
export function isTitle(text: string, sites: ReadonlySet<string>): boolean {
  return text.length >= 3 && text.length <= longest && !sites.has(plainKey(text));
}

function siteNames(dom: Dom): Set<string> {
  const names = [meta(dom, 'sitename'), meta(dom, 'columnname'), meta(dom, 'og:site_name'), meta(dom, 'columntype'), meta(dom, 'lanmu')];
  return new Set(names.filter((name) => name !== undefined).map(plainKey));
}

/** What stands before a separator ends as official titles do: what follows is no part of it. */
const typeWord = /(?:通知|公告|通告|公示|意见|办法|规定|条例|细则|方案|决定|批复|函|通报|措施)(?:\s?[（(][^（()）]{1,20}[)）])?$/;

/** Cuts names of sites and columns off the end of a page title, one after another. */
function withoutSite(title: string, sites: ReadonlySet<string>): string {
  let text = title;
  for (let turn = 0; turn < 5; turn += 1) {
    const at = lastSeparator(text);
    if (at === undefined) break;
    const tail = tidy(text.slice(at.end));
    const whole = typeWord.test(text.slice(0, at.start).trimEnd()) && tail.length <= 24;
    const site = tail === '' || sites.has(plainKey(tail)) || siteTail.test(tail) || (at.strong && tail.length <= 12) || whole;
    if (!site || tail.length > 45 || at.start < 3) break;
    text = text.slice(0, at.start).trimEnd();
  }
  const front = /^(.{2,24}?)(?:_|--|\s[-–—|｜]\s|[|｜])\s{0,3}(.{8,})$/.exec(text);
  const site = front?.[1] !== undefined && (sites.has(plainKey(front[1])) || /(?:网|网站|政府|委员会|办公室|[局厅部])$/.test(front[1]));
  return site && front?.[2] !== undefined && !/[《（]/.test(front[1] ?? '') ? front[2] : text;
}

function lastSeparator(text: string): { readonly start: number; readonly end: number; readonly strong: boolean } | undefined {
  let last: { start: number; end: number; strong: boolean } | undefined;
  for (const hit of text.matchAll(/_{1,4}|\s?[|｜]\s?|-{2,4}|\s[-–—·»]\s|-|—/g)) {
    last = { start: hit.index, end: hit.index + hit[0].length, strong: /_|--|[|｜]|\s[-–—·»]\s/.test(hit[0]) };
  }
  return last;
}

/** Headings and known title nodes, as shown, in document order. */
function shownTitles(dom: Dom, body: Element | undefined): Shown[] {
  const elements = new Set<Element>();
  for (const name of ['<h1>', '<ucaptitle>']) for (const element of dom.groups.get(name) ?? []) elements.add(element);
  for (const id of ids) {
    const element = dom.ids.get(id);
    if (element) elements.add(element);
  }
  for (const name of [...classes, '<h2>', '<h3>', '<h4>', '<h5>'])
    for (const element of (dom.groups.get(name) ?? []).slice(0, 12)) elements.add(element);
  return shownIn(dom, body, elements);
}

/** Those of the elements that can show a title. */
export function shownIn(dom: Dom, body: Element | undefined, elements: Iterable<Element>): Shown[] {
  const shown: Shown[] = [];
  for (const element of elements) {
    const extent = dom.extents.get(element);
    if (!extent || extent.chars < 4 || extent.chars > longest || extent.linkChars > extent.chars * 0.6) continue;
    if (body && within(dom, body, element)) continue;
    if (ancestorIsChrome(element)) continue;
    const text = headingText(element);
    const key = plainKey(text);
    if (key.length >= 3) shown.push({ text, key, element });
  }
  return shown;
}

function ancestorIsChrome(element: Element): boolean {
  for (let node: Element | undefined = element, up = 0; node && up < 4; up += 1) {
    if (isChrome(node)) return true;
    node = node.parent && isTag(node.parent) ? node.parent : undefined;
  }
  return false;
}

const blocks = new Set(['div', 'p', 'ul', 'ol', 'table', 'dl', 'section']);
const smallPrint = /(?:^|[-_ ])(?:\w{0,6}time|date|btn\w{0,8}|source|share|info)(?:$|[-_ ])/i;

/** Text of a heading without small print (dates, buttons) in it, joined when it is broken over lines; of several blocks the first. */
function headingText(element: Element): string {
  let text = '';
  for (const child of element.children) {
    if (isTag(child)) {
      if (child.name === 'small' || hidden(child) || smallPrint.test(child.attribs['class'] ?? '')) continue;
      if (blocks.has(child.name)) {
        if (text.trim() !== '') break;
        text = headingText(child);
        if (text !== '') break;
        continue;
      }
    }
    text += textOf(child);
  }
  const lines = text.split('\n').map(tidy);
  return tidy(joinBroken(lines.filter((line) => line !== '')));
}
