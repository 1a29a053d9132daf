import { type AnyNode, type Element, hasChildren, isTag, isText } from 'domhandler';
import { type DayWord, dayWords } from './day.ts';
import { addressOf, isSilent, parentOf, textOf, tidy, walk } from './tree.ts';

/** A link or a day, in the order of the page. */
export type LinkMark = { readonly kind: 'link'; readonly at: number; readonly node: Element; readonly url: string; readonly title: string };
export type DayMark = { readonly kind: 'day'; readonly at: number; readonly node: AnyNode; readonly word: DayWord };
export type Mark = LinkMark | DayMark;

/** Links that never are a title. */
const navigation =
  /^(?:\[?(?:更多|详情|详细|查看|阅读|下载|返回|首页|主页|上一页|下一页|尾页|末页|评论|分享|收藏|打印|关闭|登录|注册|more|read more|home|next|prev(?:ious)?)(?:>{0,3}|»|\.{0,3}|…|详情|全文|更多|首页|列表|附件)\]?|[\d<>«»‹›.…\s]{1,8})$/i;

/** Title of a link: its `title` attribute, a heading within, or its text without the days in it. */
function titleOf(link: Element, days: ReadonlySet<AnyNode>): string {
  const attribute = tidy(link.attribs['title'] ?? '');
  if (attribute !== '') return attribute;
  let heading: Element | undefined;
  walk([link], (node) => {
    if (heading) return false;
    if (isTag(node) && (/^h[1-6]$/.test(node.name) || /(?:^|[\s_-])(?:tit|title|bt)(?:$|[\s_\d-])/i.test(node.attribs['class'] ?? '')))
      heading = node;
    return undefined;
  });
  return textOf(heading ?? firstBlock(link, days) ?? link, days);
}

const blocks = new Set(['div', 'p', 'dt', 'dd', 'li', 'section']);

/** A card that is one link all over: its first block of words is the title, what follows source and summary. */
function firstBlock(link: Element, days: ReadonlySet<AnyNode>): Element | undefined {
  const inner = link.children.filter(isTag).filter(({ name }) => blocks.has(name));
  const only = inner.length === 1 ? inner[0] : undefined;
  if (only?.children.some((child) => isTag(child) && blocks.has(child.name))) return firstBlock(only, days);
  return inner.length > 1 ? inner.find((block) => textOf(block, days).length >= 6) : undefined;
}

/** Name of a day that stands apart: the short text right before it, or the head of its column. */
function labelOf(node: AnyNode): string {
  const holder = parentOf(node);
  if (!holder) return '';
  const before = previousTag(holder);
  if (holder.name !== 'td') return before && before.name !== 'a' ? textOf(before).slice(0, 12) : '';
  const row = parentOf(holder);
  const table = row && parentOf(row);
  const column = row?.children.filter(isTag).indexOf(holder) ?? -1;
  const head = firstRow(table?.name === 'tbody' ? (parentOf(table) ?? table) : table);
  const cell = head && head !== row ? head.children.filter(isTag)[column] : undefined;
  return cell ? textOf(cell).slice(0, 12) : '';
}

function previousTag(element: Element): Element | undefined {
  for (let before = element.prev; before; before = before.prev) if (isTag(before)) return before;
  return undefined;
}

/** First row of a table, in its head or its body. */
function firstRow(table: Element | undefined): Element | undefined {
  for (const child of table?.children ?? []) {
    if (!isTag(child)) continue;
    return child.name === 'tr' ? child : child.children.find((row): row is Element => isTag(row) && row.name === 'tr');
  }
  return undefined;
}

const isLeafy = (element: Element): boolean =>
  element.children.length <= 9 && element.children.every((child) => !isTag(child) || child.children.every((inner) => !hasChildren(inner)));

/** A day whose parts stand in elements of their own: `<b>25</b><span>2026-11</span>`. */
function splitWord(element: Element, today: string): DayWord | undefined {
  if (!element.children.some(isTag) || !isLeafy(element)) return undefined;
  const parts = element.children.map((child) => textOf(child)).filter(Boolean);
  if (parts.length < 2 || parts.some((part) => dayWords(part, today).length > 0 && part.length > 7)) return undefined;
  const joined = parts.join(' ');
  return joined.length <= 24 && /^[\d\s年月日./-]{4,24}$/.test(joined) ? dayWords(joined, today)[0] : undefined;
}

/** All links that could be titles and all days below `roots`, in document order. */
export function marksOf(roots: readonly AnyNode[], base: string, today: string): readonly Mark[] {
  const links: { readonly at: number; readonly node: Element; readonly url: string }[] = [];
  const days: DayMark[] = [];
  let at = 0;
  walk(roots, (node) => {
    at += 1;
    if (isText(node))
      for (const word of dayWords(node.data, today))
        days.push({ kind: 'day', at, node, word: { ...word, label: word.label || labelOf(node) } });
    if (!isTag(node)) return undefined;
    if (isSilent(node)) return false;
    const url = node.name === 'a' ? addressOf(node.attribs['href'], base) : undefined;
    if (url) links.push({ at, node, url });
    const word = splitWord(node, today);
    if (!word) return undefined;
    days.push({ kind: 'day', at, node, word });
    return false;
  });
  return joined(links, days);
}

/** A day in the words of a title is part of the title, not the day of the entry. */
function joined(
  links: readonly { readonly at: number; readonly node: Element; readonly url: string }[],
  days: readonly DayMark[],
): readonly Mark[] {
  const kept = days.filter(({ node, word }) => word.sure || !within(node, 'a'));
  const nodes = new Set(kept.filter(({ word }) => word.sure).map(({ node }) => node));
  const titled = links.map((link): LinkMark => ({ kind: 'link', ...link, title: titleOf(link.node, nodes) }));
  return [...titled.filter(({ title }) => title.length >= 2 && !navigation.test(title)), ...kept].toSorted((a, b) => a.at - b.at);
}

function within(node: AnyNode, name: string): boolean {
  for (let up = parentOf(node); up; up = parentOf(up)) if (up.name === name) return true;
  return false;
}
