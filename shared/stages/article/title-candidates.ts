import type { Element } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { type Dom, nextElement, rawTextOf } from '../html/dom.ts';
import { elementsByClass } from '../html/dom-index.ts';
import { isName, parseBodyNames } from '../text/body-names.ts';
import { collapseWhitespace, comparisonKey, joinBroken } from '../text/clean.ts';
import { either } from '../text/words.ts';
import { canBePageTitle, type ShownHeading, shownHeadings, type Title, type TitleFacts } from './shown-titles.ts';
import lists from './word-lists.json' with { type: 'json' };

/** Words by which the title of an official text ends or opens. */
const official = new RegExp(String.raw`关于.{4}|關於.{4}|${either(lists.actEndings)}(?:\s{0,2}[（(].{1,20}[)）])?$`);
/** Whether a text is surely the name of an act, not of a column: 标准征求意见 ends like one. */
export const namesAct = (text: string): boolean =>
  official.test(text) &&
  (comparisonKey(text).length >= 12 || /关于|關於|[《]/.test(text) || /^.{5,}(?:条例|條例|办法|辦法|规定|細則|细则)$/.test(text));
/** The one shown name of an act where `<title>` is none; of several, none: an issue of a gazette is the whole. */
export function onlyAct<T extends { readonly text: string; readonly key: string }>(bare: string, shown: readonly T[]): T | undefined {
  if (namesAct(bare)) return undefined;
  const acts = shown.filter(({ text }) => namesAct(text));
  return gazetteIssue.test(bare) && new Set(acts.map(({ key }) => key)).size > 1 ? undefined : acts[0];
}

/** The name of an issue of a gazette: of all that stands in it. */
export const gazetteIssue = /(?:公报|公報|政报|政報).{0,24}[期号號](?:[（(].{1,20}[）)])?$/;
const columns = new RegExp(
  `^${either(lists.columnNames)}(?:页|页面|内容|详情|详细|信息|公开|文件|动态|法规|公告|正文|浏览|展示|列表)?$|^.{0,8}(?:详情页?|详细信息|查询结果)$`,
  'i',
);

/** Whether `<title>` names only a site, a body or a column. */
export function isGenericTitle(bare: string, sites: ReadonlySet<string>): boolean {
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

const titleClasses = (token: string): boolean => token.length < 40 && titleNames.test(token);

/** Elements whose class or id is the word for a title. */
export function elementsNamedTitle(dom: Dom): Element[] {
  const named: Element[] = [];
  for (const elements of elementsByClass(dom, titleClasses).values()) named.push(...elements.slice(0, 4));
  for (const [id, element] of dom.ids) if (id.length < 60 && titleNames.test(id.slice(-24).replace(/^[^a-z]+/i, ''))) named.push(element);
  return named;
}

/** 某局 某厅 in one block and 关于…的通知 in the next of its kind (bt1, bt2) are one title. */
function withRest(shown: ShownHeading): ShownHeading {
  const { text, element } = shown;
  const next = nextElement(element);
  if (!next || !parseBodyNames(text) || headingKindOf(next) !== headingKindOf(element)) return shown;
  const rest = collapseWhitespace(rawTextOf(next));
  if (!/^(?:关于|印发|转发)/.test(rest) || rest.length > 200) return shown;
  const whole = joinBroken([text, rest]);
  return { text: whole, key: comparisonKey(whole), element };
}

const headingKindOf = ({ name, attribs }: Element): string => `${name} ${(orEmpty(attribs['class'])).replace(/\d/g, '')}`;

/** How much an element promises: a main heading, or a block named for the title of an article (news-detail-title), and of some length. */
function rankOf({ name, attribs }: Element, key: string): number {
  if (/^h[12]$/.test(name)) return 2;
  return key.length >= 8 && articleTitle.test(`${orEmpty(attribs['class'])} ${orEmpty(attribs['id'])}`) ? 3 : 1;
}

const articleTitle = new RegExp(
  String.raw`(?:^|[-_ ])${either(lists.articleWords)}[-_]?(?:\w{1,8}[-_])?(?:title|tit|headline)(?:$|[-_ ])`,
  'i',
);

/** A heading with or without the badge (NEW, 置顶) that the line shows behind it. */
const isSame = (key: string, line: string): boolean =>
  key === line || (key.length >= 8 && line.startsWith(key) && line.length - key.length <= 4);

/** The likeliest of the headings, of the blocks named for a title and of the line over the date, where `<title>` does not help. */
export function pickLikeliestTitle(dom: Dom, facts: TitleFacts, sites: ReadonlySet<string>): Title | undefined {
  const named = elementsNamedTitle(dom);
  const heads = ['<h1>', '<h2>', '<h3>', '<h4>'].flatMap((name) => (dom.groups.get(name) ?? []).slice(0, 8));
  const shown = shownHeadings(dom, facts.body, [...heads, ...named, ...(dom.groups.get('<ucaptitle>') ?? [])]);
  const aboveKey = facts.above === undefined ? '' : comparisonKey(facts.above);
  let best: { readonly title: Title; readonly rank: number } | undefined;
  const offer = (title: Title, key: string, rank: number): void => {
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
