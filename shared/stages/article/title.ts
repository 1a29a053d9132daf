import { type Element, isTag } from 'domhandler';
import { isChrome } from './body.ts';
import { joinBroken, plainKey, tidy } from './clean.ts';
import { type Dom, hidden, textOf, within } from './dom.ts';
import { choiceOf, chosen } from './dom-index.ts';
import { keyOf } from './label-keys.ts';
import { issue, likeliest, namesAct, onlyAct, tellsNothing, titleNamed } from './likeliest.ts';
import { linkedArticle } from './linked.ts';
import { meta } from './metas.ts';
import { siteNames, withoutSite } from './sites.ts';

const ids =
  'con_title ivs_title ti title articletitle article_title activity-name bt zoomtitle_ newstitle artibodytitle doctitle title1'.split(' ');
const classes =
  'info_title article_title xxgk_title con-title sp_title content_title detail-title article-title newstitle wdtit xx-tit contt_tit detil-new-title arc_title main-title u-dettitle art-title news_title arti_title page-title title-text headline title tit'.split(
    ' ',
  );
const held = new Set(classes);
const titleClasses = choiceOf((token) => held.has(token));
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
  /** Whether the page holds no more than one document. */
  readonly alone: () => boolean;
  /** The name on the card of a standard. */
  readonly standard?: string | undefined;
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
  const table = facts.sure || agrees(facts.table, tagKey, shown) ? inTongue(facts.table, tag, shown) : undefined;
  const stated = [meta(dom, 'articletitle'), table].map((text) => tidy(text ?? '')).find((text) => isTitle(text, sites));
  if (stated !== undefined) return fullest(stated, shown, tagKey);
  const bare = withoutSite(tag, sites);
  const whole = bare === tag ? undefined : shown.find((each) => each.key === tagKey && !sites.has(each.key));
  if (whole && !tellsNothing(tag, sites)) return titled(whole.text, whole.element);
  if (facts.opening !== undefined && issue.test(bare) && facts.alone()) return titled(facts.opening);
  if (facts.standard !== undefined && !namesAct(bare)) return titled(facts.standard);
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
  const other = [meta(dom, 'og:title', 'citation_title', 'twitter:title'), linkedArticle(dom).headline]
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

/** A bilingual page names the act in both languages: its own title is the one that it shows as such and gives in `<title>`. */
function inTongue(table: string | undefined, tag: string, shown: readonly Shown[]): string | undefined {
  if (table === undefined || han.test(table) === han.test(tag)) return table;
  const key = plainKey(tag);
  return shown.some((each) => each.key.length >= 12 && key.startsWith(each.key)) ? undefined : table;
}

const han = /\p{Script=Han}/u;

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

/** Headings and known title nodes, as shown, in document order. */
function shownTitles(dom: Dom, body: Element | undefined): Shown[] {
  const elements = new Set<Element>();
  for (const name of ['<h1>', '<ucaptitle>']) for (const element of dom.groups.get(name) ?? []) elements.add(element);
  for (const id of ids) {
    const element = dom.ids.get(id);
    if (element) elements.add(element);
  }
  const named = chosen(dom, titleClasses);
  for (const name of classes) for (const element of (named.get(name) ?? []).slice(0, 12)) elements.add(element);
  for (const name of ['<h2>', '<h3>', '<h4>', '<h5>'])
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
    const text = unlabelled(headingText(element));
    const key = plainKey(text);
    if (key.length >= 3) shown.push({ text, key, element });
  }
  return shown;
}

/** 标题：… without its label; what another label stands before is no title. */
function unlabelled(text: string): string {
  const label = /^([^\s:：]{2,8})\s{0,2}[:：]/.exec(text);
  if (label?.[1] === 'Title') return tidy(text.slice(label[0].length));
  const key = label?.[1] === undefined ? undefined : keyOf(label[1]);
  if (!label || key === undefined) return text;
  return key === 'title' ? tidy(text.slice(label[0].length)) : '';
}

function ancestorIsChrome(element: Element): boolean {
  for (let node: Element | undefined = element, up = 0; node && up < 4; up += 1) {
    if (isChrome(node)) return true;
    node = node.parent && isTag(node.parent) ? node.parent : undefined;
  }
  return false;
}

const blocks = new Set(['div', 'p', 'ul', 'ol', 'table', 'dl', 'section']);
const smallPrint =
  /(?:^|[-_ ])(?:new|hot|badge|icon|tags?|label|count|hits|views?|\w{0,6}time|date|btn\w{0,8}|source|share|info)(?:$|[-_ ])/i;

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
