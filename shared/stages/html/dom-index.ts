import type { Element } from 'domhandler';

/** Elements by their lower-case ids, by tag name (`<h1>`), and by `class` as it is written, in document order. */
export type ElementIndex = {
  readonly ids: Map<string, Element>;
  readonly groups: Map<string, Element[]>;
  readonly classes: Map<string, Element[]>;
  readonly tags: Map<string, Element[]>;
};

export const newIndex = (): ElementIndex => ({ ids: new Map(), groups: new Map(), classes: new Map(), tags: new Map() });

export function indexElement(element: Element, { ids, groups, classes, tags }: ElementIndex): void {
  const { id, class: named } = element.attribs;
  if (id) {
    const key = id.toLowerCase();
    if (!ids.has(key)) ids.set(key, element);
  }
  const sameTag = tags.get(element.name);
  if (sameTag) sameTag.push(element);
  else {
    const first = [element];
    tags.set(element.name, first);
    groups.set(`<${element.name}>`, first);
  }
  if (!named) return;
  const alike = classes.get(named);
  if (alike) alike.push(element);
  else classes.set(named, [element].slice());
}

export function elementsByClass({ classes }: Pick<ElementIndex, 'classes'>, takes: (token: string) => boolean): Map<string, Element[]> {
  const found = new Map<string, Element[]>();
  for (const [named, elements] of classes) {
    for (const token of new Set(named.toLowerCase().split(/\s/))) {
      if (token === '' || !takes(token)) continue;
      const sameToken = found.get(token);
      if (sameToken) for (const element of elements) sameToken.push(element);
      else found.set(token, elements.slice());
    }
  }
  for (const elements of found.values()) elements.sort((a, b) => (a.startIndex ?? 0) - (b.startIndex ?? 0));
  return found;
}
