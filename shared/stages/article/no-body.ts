import { type Element, isTag } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { type Dom, rawTextOf } from '../html/dom.ts';
import { type BodyContainer, isChrome } from './body.ts';
import { labelKeyOf } from './label-keys.ts';
import { hasOfficialMetas } from './metas.ts';

/** A page whose document is a table of labels (a standard) or pictures (一图读懂) has no text to find its place by. */
export const findTextlessBody = (dom: Dom): BodyContainer | undefined => findLabelTable(dom) ?? pictures(dom);

const leastLabels = 4;

/** The first table that holds little else but labels with their values. */
function findLabelTable(dom: Dom): BodyContainer | undefined {
  for (const element of [...(dom.groups.get('<table>') ?? []), ...(dom.groups.get('<dl>') ?? [])].slice(0, 12)) {
    const cells = cellsOf(element);
    const labels = cells.filter((cell) => labelKeyOf(cell) !== undefined).length;
    if (labels >= leastLabels && labels * 3 >= cells.length) return { element, known: true };
  }
  return undefined;
}

const cellTags = new Set(['td', 'th', 'dt', 'dd']);

function cellsOf(element: Element): string[] {
  const cells: string[] = [];
  const walk = (node: Element): void => {
    for (const child of node.children) {
      if (!isTag(child)) continue;
      if (cellTags.has(child.name)) cells.push(rawTextOf(child).trim());
      else walk(child);
    }
  };
  walk(element);
  return cells;
}

/** Whether a picture is one of the site, by its name. */
export const isOrnament = (image: Element): boolean => furniture.test(orEmpty(image.attribs['src']));

const furniture = /logo|icon|ewm|qrcode|wechat|weixin|share|banner|jiucuo|blank|loading|404|error/i;

/** The block around the pictures of a page that states its title and day. */
function pictures(dom: Dom): BodyContainer | undefined {
  if (!hasOfficialMetas(dom)) return undefined;
  for (const image of dom.groups.get('<img>') ?? []) {
    const block = blockOf(image);
    if (block && !isOrnament(image)) return { element: block, known: true };
  }
  return undefined;
}

/** The nearest block around an image; undefined within a link or the furniture of the site. */
function blockOf(image: Element): Element | undefined {
  let block: Element | undefined;
  for (let node = image.parent, up = 0; node && isTag(node) && up < 6; node = node.parent, up += 1) {
    if (node.name === 'a' || isChrome(node)) return undefined;
    if (!block && (node.name === 'div' || node.name === 'td' || node.name === 'article' || node.name === 'section')) block = node;
  }
  return block;
}
