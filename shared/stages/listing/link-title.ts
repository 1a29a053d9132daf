import { type AnyNode, type Element, isTag } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { lineTextOf, parentOf, toOneLine, walkTree } from '../html/listing-tree.ts';

/** A link of six Han characters, or of as many groups of three letters, is the title of something; shorter ones may be a column or an author. */
export function canBeLinkTitle(title: string): boolean {
  if (title.length < 6 || title.length >= 18) return title.length >= 18;
  const han = title.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han + (title.length - han) / 3 >= 6;
}

/** What some pages write into the attribute beside the title: `标题：…\n发布时间：…`. */
const besideTitle =
  /^\s{0,20}(?:文章|信息)?标\s{0,4}题[:：]\s{0,9}|\s{0,20}(?:(?:发布|更新|发表|录入)(?:时间|日期)|点击(?:次数|数)?|浏览(?:次数)?|作\s{0,4}者|来\s{0,4}源)[:：][\s\S]{0,1000}$/g;

/** The title that a `title` attribute says, without what is said beside it; "" when there is none. */
export function titleAttribute(element: Element): string {
  const attribute = orEmpty(element.attribs['title']).slice(0, 2000);
  return toOneLine(attribute.includes('：') || attribute.includes(':') ? attribute.replaceAll(besideTitle, '') : attribute);
}

/** A heading, or what a class calls a title. */
const isHeading = ({ name, attribs }: Element): boolean =>
  /^h[1-6]$/.test(name) || /(?:^|[\s_-])(?:tit|title|bt)(?:$|[\s_\d-])/i.test(orEmpty(attribs['class']));

const blocks = new Set(['div', 'p', 'dt', 'dd', 'li', 'section']);

/** A card that is one link all over: its first block of words is the title, what follows source and summary. */
function firstBlock(link: Element, days: ReadonlySet<AnyNode>): Element | undefined {
  const inner = link.children.filter(isTag).filter(({ name }) => blocks.has(name));
  const only = inner.length === 1 ? inner[0] : undefined;
  if (only?.children.some((child) => isTag(child) && blocks.has(child.name))) return firstBlock(only, days);
  return inner.length > 1 ? inner.find((block) => lineTextOf(block, days).length >= 6) : undefined;
}

/** Its own words: its `title` attribute, a heading within, or its text without the days in it. */
function ownTitle(link: Element, days: ReadonlySet<AnyNode>): string {
  const attribute = titleAttribute(link);
  if (attribute !== '') return attribute;
  let heading: Element | undefined;
  walkTree([link], (node) => {
    if (heading) return false;
    if (isTag(node) && isHeading(node)) heading = node;
    return undefined;
  });
  return lineTextOf(heading ?? firstBlock(link, days) ?? link, days);
}

/** Words of a link to a page whose title stands beside it. */
const details =
  /^\[?(?:查看|点击|阅读|了解|浏览)?(?:详情|详细|全文|更多|查看|阅读)(?:内容)?(?:>{0,3}|»|→|…)\]?$|^(?:read|learn|view) (?:more|details?)$/i;

/** The heading of the line that a link 查看详情 stands in: near, alone, and no link itself. */
function headingBeside(link: Element): string | undefined {
  for (let up = parentOf(link), steps = 0; up && steps < 4 && up.children.length <= 40; up = parentOf(up), steps += 1) {
    const found: Element[] = [];
    let seen = 0;
    walkTree([up], (node) => {
      seen += 1;
      if (seen > 200 || !isTag(node) || node.name === 'a') return false;
      if (isHeading(node)) found.push(node);
      return undefined;
    });
    if (found.length > 1) return undefined;
    if (found[0]) return lineTextOf(found[0]) || undefined;
  }
  return undefined;
}

/** Title of a link: what it says itself, or the heading beside a link that says 查看详情. `days` are no part of it. */
export function readLinkTitle(link: Element, days: ReadonlySet<AnyNode>): string {
  const title = ownTitle(link, days);
  return details.test(title) ? (headingBeside(link) ?? title) : title;
}
