import type { Element } from 'domhandler';

/** Elements by their lower-case ids, and by class token and tag name (`<h1>`), in document order. */
export type Index = {
  readonly ids: Map<string, Element>;
  readonly groups: Map<string, Element[]>;
  /** Groups of a tag name, and those of a `class` as it is written: pages repeat them. */
  readonly tags: Map<string, Element[]>;
  readonly classes: Map<string, readonly Element[][]>;
};

/** An index that knows no element yet. */
export const newIndex = (): Index => ({ ids: new Map(), groups: new Map(), tags: new Map(), classes: new Map() });

/** Takes in one element; of several with one id the first stays. */
export function indexElement(element: Element, index: Index): void {
  const { id, class: classes } = element.attribs;
  if (id) {
    const key = id.toLowerCase();
    if (!index.ids.has(key)) index.ids.set(key, element);
  }
  const known = index.tags.get(element.name);
  if (known) known.push(element);
  else index.tags.set(element.name, grouped(`<${element.name}>`, element, index));
  if (classes) indexClasses(classes, element, index);
}

function indexClasses(classes: string, element: Element, index: Index): void {
  const known = index.classes.get(classes);
  if (known) {
    for (const group of known) group.push(element);
    return;
  }
  const groups: Element[][] = [];
  const lower = classes.toLowerCase();
  for (const token of blank.test(lower) ? new Set(lower.split(/\s/)) : [lower])
    if (token !== '') groups.push(grouped(token, element, index));
  index.classes.set(classes, groups);
}

const blank = /\s/;

/** The group of this key with the element in it. */
function grouped(key: string, element: Element, index: Index): Element[] {
  const known = index.groups.get(key) ?? [];
  known.push(element);
  if (known.length === 1) index.groups.set(key, known);
  return known;
}
