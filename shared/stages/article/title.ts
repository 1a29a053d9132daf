import type { Element } from 'domhandler';
import { group, orEmpty } from '../../model/values.ts';
import { type Dom, elementsByClass, nextElement, rawTextOf } from '../html/dom.ts';
import { isName, parseBodyNames } from '../text/body-names.ts';
import { collapseWhitespace, comparisonKey, joinBroken } from '../text/language.ts';
import { either, expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { meta, readLinkedData } from './metas.ts';
import { canBePageTitle, headingText, type ShownHeading, shownHeadings, type Title, type TitleFacts } from './shown-titles.ts';
import lists from './word-lists.json' with { type: 'json' };

const official = new RegExp(String.raw`关于.{4}|關於.{4}|${either(lists.actEndings)}(?:\s{0,2}[（(].{1,20}[)）])?$`);
/** Whether a text is surely the name of an act, not of a column: 标准征求意见 ends like one. */
export const namesAct = (text: string): boolean =>
  official.test(text) &&
  (comparisonKey(text).length >= 12 || /关于|關於|[《]/.test(text) || /^.{5,}(?:条例|條例|办法|辦法|规定|細則|细则)$/.test(text));
/** The one shown name of an act where `<title>` is none; of several, none: an issue of a gazette is the whole. */
function onlyAct<T extends { readonly text: string; readonly key: string }>(bare: string, shown: readonly T[]) {
  if (namesAct(bare)) return undefined;
  const acts = shown.filter(({ text }) => namesAct(text));
  return gazetteIssue.test(bare) && new Set(acts.map(({ key }) => key)).size > 1 ? undefined : acts[0];
}

const gazetteIssue = /(?:公报|公報|政报|政報).{0,24}[期号號](?:[（(].{1,20}[）)])?$/;
const columns = new RegExp(
  `^${either(lists.columnNames)}(?:页|页面|内容|详情|详细|信息|公开|文件|动态|法规|公告|正文|浏览|展示|列表)?$|^.{0,8}(?:详情页?|详细信息|查询结果)$`,
  'i',
);

function isGenericTitle(bare: string, sites: ReadonlySet<string>) {
  if (!canBePageTitle(bare, sites) || columns.test(bare)) return true;
  if (official.test(bare) || /[《“:：，]/.test(bare)) return false;
  if (isName(bare) || comparisonKey(bare).length <= 8) return true;
  return (
    bare.length <= 24 &&
    /(?:网|网站|门户|平台|人大|首页|官网|政府|专栏|数据库|文件库|法规库|政策库|信息公开|政务公开|服务系统|公开系统)$/.test(bare)
  );
}

const titleNames = new RegExp(
  String.raw`^(?!.*${either(lists.otherTitles)})(?:[\w-]{0,24}(?:titles?|headline|biaoti|subject)|(?:[\w-]{0,16}[-_])?(?:tit|bt|hd))\d?(?:[-_]{1,2}\w{1,12})?$`,
  'i',
);

const isTitleClass = (token: string) => token.length < 40 && titleNames.test(token);

function elementsNamedTitle(dom: Dom) {
  const named: Element[] = [];
  for (const elements of elementsByClass(dom, isTitleClass).values()) named.push(...elements.slice(0, 4));
  for (const [id, element] of dom.ids) if (id.length < 60 && titleNames.test(id.slice(-24).replace(/^[^a-z]+/i, ''))) named.push(element);
  return named;
}

/** 某局 某厅 in one block and 关于…的通知 in the next of its kind (bt1, bt2) are one title. */
function withRest(shown: ShownHeading) {
  const { text, element } = shown;
  const next = nextElement(element);
  if (!next || !parseBodyNames(text) || headingKindOf(next) !== headingKindOf(element)) return shown;
  const rest = collapseWhitespace(rawTextOf(next));
  if (!/^(?:关于|印发|转发)/.test(rest) || rest.length > 200) return shown;
  const whole = joinBroken([text, rest]);
  return { text: whole, key: comparisonKey(whole), element };
}

const headingKindOf = ({ name, attribs }: Element) => `${name} ${(orEmpty(attribs['class'])).replace(/\d/g, '')}`;

/** How much an element promises: a main heading, or a block named for the title of an article (news-detail-title), and of some length. */
function rankOf({ name, attribs }: Element, key: string): number {
  if (/^h[12]$/.test(name)) return 2;
  return key.length >= 8 && articleTitle.test(`${orEmpty(attribs['class'])} ${orEmpty(attribs['id'])}`) ? 3 : 1;
}

const articleTitle = new RegExp(
  String.raw`(?:^|[-_ ])${either(lists.articleWords)}[-_]?(?:\w{1,8}[-_])?(?:title|tit|headline)(?:$|[-_ ])`,
  'i',
);

const isSame = (key: string, line: string) => key === line || (key.length >= 8 && line.startsWith(key) && line.length - key.length <= 4);

function pickLikeliestTitle(dom: Dom, facts: TitleFacts, sites: ReadonlySet<string>) {
  const named = elementsNamedTitle(dom);
  const heads = ['h1', 'h2', 'h3', 'h4'].flatMap((name) => dom.all(name).slice(0, 8));
  const shown = shownHeadings(dom, facts.body, [...heads, ...named, ...dom.all('ucaptitle')]);
  const aboveKey = facts.above === undefined ? '' : comparisonKey(facts.above);
  let best: { readonly title: Title; readonly rank: number } | undefined;
  const offer = (title: Title, key: string, rank: number) => {
    const sum =
      rank +
      (official.test(title.text) ? 3 : 0) +
      (isSame(key, aboveKey) ? 3 : aboveKey.length >= 8 && key.endsWith(aboveKey) ? 4 : 0) +
      (key.length >= 8 ? 1 : 0);
    const short = key.length > 4 && key === aboveKey && !columns.test(title.text) && !isName(title.text);
    if (!sites.has(key) && (short || !isGenericTitle(title.text, sites)) && (!best || sum > best.rank)) best = { title, rank: sum };
  };
  for (const { text, key, element } of shown.map(withRest)) offer({ text, element }, key, rankOf(element, key));
  if (facts.above !== undefined && aboveKey.length >= 6) offer({ text: facts.above }, aboveKey, 0);
  if (facts.opening !== undefined) offer({ text: facts.opening }, comparisonKey(facts.opening), 0);
  return best && best.rank >= 3 ? best.title : undefined;
}

const { typeWord, separator } = expressionsOf(expressions.title);

const siteTail = new RegExp(`${either(lists.siteEndings)}$`, 'i');

function siteNames(dom: Dom) {
  const names = [meta(dom, 'sitename'), meta(dom, 'columnname'), meta(dom, 'og:site_name'), meta(dom, 'columntype'), meta(dom, 'lanmu')];
  return new Set(names.filter((name) => name !== undefined).map(comparisonKey));
}

const numberOnly = /^第\d{1,4}\/\d{4}[号號].{2,8}$/;

/** Cuts names of sites and columns off the end of a page title, one after another. */
function stripSiteName(title: string, sites: ReadonlySet<string>) {
  let text = title;
  for (let turn = 0; turn < 5; turn += 1) {
    const at = lastSeparator(text);
    if (!at) break;
    const tail = collapseWhitespace(text.slice(at.end));
    const whole = typeWord.test(text.slice(0, at.start).trimEnd()) && tail.length <= 24;
    const site = tail === '' || sites.has(comparisonKey(tail)) || siteTail.test(tail) || (at.strong && tail.length <= 12) || whole;
    if (!site || tail.length > 45 || at.start < 3 || numberOnly.test(text.slice(0, at.start))) break;
    text = text.slice(0, at.start).trimEnd();
  }
  const front = /^(.{2,24}?)(?:_|--|\s[-–—|｜]\s|[|｜])\s{0,3}(.{8,1000})$/.exec(text);
  const site =
    front?.[1] !== undefined && (sites.has(comparisonKey(front[1])) || /(?:网|网站|政府|委员会|办公室|[局厅部])$/.test(front[1]));
  return site && front?.[2] !== undefined && !/[《（]/.test(group(front, 1)) ? front[2] : text;
}

function lastSeparator(text: string): { readonly start: number; readonly end: number; readonly strong: boolean } | undefined {
  let last: { start: number; end: number; strong: boolean } | undefined;
  for (const hit of text.matchAll(separator)) {
    last = { start: hit.index, end: hit.index + hit[0].length, strong: /_|--|[|｜]|\s[-–—·»]\s/.test(hit[0]) };
  }
  return last;
}

const knownClasses = new Set(lists.titleClasses);
const titleClasses = (token: string) => knownClasses.has(token);
type Clues = {
  readonly dom: Dom;
  readonly facts: TitleFacts;
  readonly sites: ReadonlySet<string>;
  readonly tag: string;
  readonly tagKey: string;
  readonly bare: string;
  readonly shown: readonly ShownHeading[];
  readonly named: () => readonly ShownHeading[];
};
/** Where the title is looked for: the first reader that yields one wins. */
const readers: readonly ((clues: Clues) => Title | undefined)[] = [
  // The declaration of the source says where.
  ({ facts }) => facts.override && toTitle(headingText(facts.override), facts.override),
  // A field of the site, ArticleTitle or 标题 in a table: the editors filled it in.
  statedTitle,
  // A heading equal to <title>: both say the same, and no name of a site is in it.
  wholeTagShown,
  // An act in a gazette: <title> names the issue.
  ({ bare, facts }) => (facts.opening !== undefined && gazetteIssue.test(bare) && facts.alone() ? toTitle(facts.opening) : undefined),
  // The card of a standard: <title> names the database.
  ({ bare, facts }) => (facts.standard !== undefined && !namesAct(bare) ? toTitle(facts.standard) : undefined),
  // The likeliest heading: <title> names a site or a column.
  ({ dom, facts, sites, bare }) => (isGenericTitle(bare, sites) ? pickLikeliestTitle(dom, facts, sites) : undefined),
  // The longest heading that <title> repeats.
  headingInTag,
  // A heading around <title>, which is cut off.
  headingAroundTag,
  // Other meta tags were made for sharing: short, or of another page of the site.
  sharedTitle,
  // Some title is better than none.
  lastTitle,
];

export function readTitle(dom: Dom, facts: TitleFacts): Title | undefined {
  const sites = siteNames(dom);
  const tag = collapseWhitespace(dom.titleTag);
  const shown = shownTitles(dom, facts.body);
  let named: readonly ShownHeading[] | undefined;
  const clues: Clues = {
    dom,
    facts,
    sites,
    tag,
    tagKey: comparisonKey(tag),
    bare: stripSiteName(tag, sites),
    shown,
    named: () => (named ??= [...shown, ...shownHeadings(dom, facts.body, elementsNamedTitle(dom))]),
  };
  for (const read of readers) {
    const title = read(clues);
    if (title) return title;
  }
  return undefined;
}

function statedTitle({ dom, facts, sites, tag, tagKey, shown }: Clues): Title | undefined {
  const table = facts.sure || agrees(facts.table, tagKey, shown) ? titleInLanguage(facts.table, tag, shown) : undefined;
  const stated = firstPossible([meta(dom, 'articletitle'), table], (text) => text, sites);
  return stated === undefined ? undefined : fullest(stated, shown, tagKey);
}

const firstPossible = (texts: readonly (string | undefined)[], strip: (text: string) => string, sites: ReadonlySet<string>) =>
  texts.map((text) => strip(collapseWhitespace(orEmpty(text)))).find((text) => canBePageTitle(text, sites));

function wholeTagShown({ sites, tag, tagKey, bare, shown }: Clues): Title | undefined {
  const whole = bare === tag || isGenericTitle(tag, sites) ? undefined : shown.find(({ key }) => key === tagKey && !sites.has(key));
  return whole && toTitle(whole.text, whole.element);
}

function headingInTag({ sites, tagKey, named }: Clues): Title | undefined {
  const agreeing = named().filter(({ key }) => tagKey.includes(key) && !sites.has(key));
  const best = agreeing.reduce<ShownHeading | undefined>((a, b) => (!a || b.key.length > a.key.length ? b : a), undefined);
  return best && (best.key.length >= 8 || best.key.length * 2 >= tagKey.length) ? toTitle(best.text, best.element) : undefined;
}

function headingAroundTag({ bare, named }: Clues): Title | undefined {
  const cut = comparisonKey(bare.replace(ellipsis, ''));
  const whole = cut.length < 6 ? undefined : named().find(({ key }) => key.length > cut.length && key.includes(cut));
  return whole && toTitle(whole.text, whole.element);
}

const titleForSharing = ({ dom, sites }: Clues) =>
  firstPossible(
    [meta(dom, 'og:title', 'citation_title', 'twitter:title'), readLinkedData(dom).headline],
    (text) => stripSiteName(text, sites),
    sites,
  );

/** The title of the meta tags; the main heading when it begins alike, or when there is no such tag. */
function sharedTitle(clues: Clues): Title | undefined {
  const { sites, bare, shown, named } = clues;
  const own = ({ key }: ShownHeading) => !sites.has(key);
  const heading = shown.find((each) => each.element.name === 'h1' && own(each)) ?? onlyAct(bare, named().filter(own));
  const shared = titleForSharing(clues);
  if (!heading) return shared === undefined ? undefined : toTitle(shared);
  const alike = shared === undefined || comparisonKey(shared).slice(0, 4) === heading.key.slice(0, 4);
  return alike ? toTitle(heading.text, heading.element) : undefined;
}

function lastTitle(clues: Clues): Title | undefined {
  const { facts, sites, bare, shown } = clues;
  const offers = [titleForSharing(clues), canBePageTitle(bare, sites) ? bare : undefined, shown[0]?.text, facts.listed];
  const last = offers.find((text) => text !== undefined && text !== '');
  return last === undefined ? undefined : toTitle(last, shown.find(({ key }) => key === comparisonKey(last))?.element);
}

const ellipsis = /(?:…|\.{3,6})$/;

function agrees(stated: string | undefined, tagKey: string, shown: readonly ShownHeading[]) {
  const start = comparisonKey(orEmpty(stated)).slice(0, 12);
  return start.length >= 4 && (tagKey.includes(start) || shown.some((each) => each.key.includes(start)));
}

/** A bilingual page names the act in both languages: its own title is the one that it shows as such and gives in `<title>`. */
function titleInLanguage(table: string | undefined, tag: string, shown: readonly ShownHeading[]) {
  if (table === undefined || han.test(table) === han.test(tag)) return table;
  const key = comparisonKey(tag);
  return shown.some((each) => each.key.length >= 12 && key.startsWith(each.key)) ? undefined : table;
}

const han = /\p{Script=Han}/u;

const toTitle = (text: string, element?: Element): Title => (element ? { text, element } : { text });

/** The stated title, or what is shown when that says more of the same (a stated one can be cut). */
function fullest(stated: string, shown: readonly ShownHeading[], tagKey: string): Title {
  const key = comparisonKey(stated.replace(ellipsis, ''));
  const same = shown.find((each) => each.key === key) ?? shown.find((each) => each.key.startsWith(key));
  if (same && same.key.length > key.length && tagKey.includes(same.key)) return toTitle(same.text, same.element);
  return toTitle(stated, same?.element);
}

function shownTitles(dom: Dom, body: Element | undefined) {
  const elements = new Set<Element>();
  for (const name of ['h1', 'ucaptitle']) for (const element of dom.all(name)) elements.add(element);
  for (const id of lists.titleIds) {
    const element = dom.ids.get(id);
    if (element) elements.add(element);
  }
  const named = elementsByClass(dom, titleClasses);
  for (const name of lists.titleClasses) for (const element of (named.get(name) ?? []).slice(0, 12)) elements.add(element);
  for (const name of ['h2', 'h3', 'h4', 'h5']) for (const element of dom.all(name).slice(0, 12)) elements.add(element);
  return shownHeadings(dom, body, elements);
}
