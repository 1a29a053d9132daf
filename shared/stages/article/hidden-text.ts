import { type AnyNode, type Element, isTag } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { buildDom, byStyle, type Dom, isSilent, rawTextOf } from '../html/dom.ts';

const least = 60;
const sentences = /[，。；：]/g;

/**
 * A page whose only text is hidden until a script shows it: the tree with the largest hidden part made visible, undefined when
 * no hidden part holds sentences. The attributes of the old tree are changed.
 */
export function revealHiddenText(dom: Dom): Dom | undefined {
  let best: { readonly element: Element; readonly size: number } | undefined;
  for (const element of hiddenParts(dom.document.children)) {
    const text = rawTextOf(element);
    const size = text.replace(/\s/g, '').length;
    if (size >= least && (text.match(sentences)?.length ?? 0) >= 2 && (!best || size > best.size)) best = { element, size };
  }
  if (!best) return undefined;
  show(best.element);
  return buildDom(dom.document);
}

/** The outermost hidden elements, without those that never show. */
function* hiddenParts(nodes: readonly AnyNode[]): Generator<Element> {
  for (const node of nodes) {
    if (!isTag(node) || isSilent(node)) continue;
    if (isHidden(node)) yield node;
    else yield* hiddenParts(node.children);
  }
}

const isHidden = ({ name, attribs }: Element): boolean =>
  name !== 'body' && name !== 'html' && ('hidden' in attribs || /display\s{0,3}:\s{0,3}none/i.test(orEmpty(attribs['style'])));

/** Takes the hiding off an element and off what is hidden in it as a whole. */
function show(element: Element): void {
  if (element.attribs['hidden'] === byStyle) for (const name of ['class', 'color', 'style']) delete element.attribs[name];
  delete element.attribs['hidden'];
  if (element.attribs['style'] !== undefined)
    element.attribs['style'] = element.attribs['style'].replace(/display\s{0,3}:\s{0,3}none/gi, 'display:block');
}
