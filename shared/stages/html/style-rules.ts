import { type Element, isTag } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { hidesByStyle } from './hidden.ts';

/** Rules of a page's own `<style>` that hide what has a class. Files of styles are not asked for. */

type Rule = { readonly selectors: readonly string[]; readonly declarations: string };

const longest = 300_000;
const mostRules = 5_000;

/** Rules that hold on any screen; those of other conditions (`@media print`, narrow screens) are left out. */
function* rulesIn(css: string): Generator<Rule> {
  const text = css
    .slice(0, longest)
    .replace(/\/\*[^*]{0,2000}\*{1,3}\//g, ' ')
    .replace(/<!--|-->/g, ' ');
  let at = 0;
  // The depth of conditions that do not surely hold.
  let skipped = 0;
  for (let n = 0; n < mostRules; n += 1) {
    const open = text.indexOf('{', at);
    const close = text.indexOf('}', at);
    if (close < 0) return;
    if (open < 0 || close < open) {
      skipped = Math.max(0, skipped - 1);
      at = close + 1;
      continue;
    }
    const before = text.slice(at, open);
    const head = before.slice(before.lastIndexOf(';') + 1).trim();
    at = open + 1;
    if (head.startsWith('@')) {
      if (skipped > 0 || !/^@(?:media\s{1,3}(?:all|screen)|layer\b.{0,60}|supports\b.{0,200})$/i.test(head)) skipped += 1;
      continue;
    }
    const end = text.indexOf('}', at);
    if (end < 0) return;
    if (skipped === 0) yield { selectors: head.split(',', 50), declarations: text.slice(at, end) };
    at = end + 1;
  }
}

const shows =
  /display\s{0,3}:\s{0,3}(?!none)|visibility\s{0,3}:\s{0,3}visible|opacity\s{0,3}:\s{0,3}(?:1|0?\.[1-9])|font-size\s{0,3}:\s{0,3}[1-9.]|height\s{0,3}:\s{0,3}(?:auto|[1-9])/i;
const singleClass = /^(?:[a-z][a-z0-9]{0,10})?\.([\w-]{1,60})$/i;
/** At least as strong as a class, and no state that a reader has to bring about. */
const isStrong = (selector: string): boolean => /[.#[]/.test(selector) && !/:(?:hover|focus|active|target)/.test(selector);

type Said = { readonly selector: string; readonly declarations: string };

const tokensOf = (named: string | undefined): readonly string[] => orEmpty(named).split(/\s+/).filter(Boolean);

/** A part of a selector (`div.tab.on`), as far as tag, ids and classes go. */
type Part = { readonly tag: string; readonly ids: readonly string[]; readonly classes: readonly string[] };

function partOf(written: string): Part {
  const named = (mark: RegExp): readonly string[] => Array.from(written.matchAll(mark), ([, name = '']) => name);
  const tag = orEmpty(/^[a-z][a-z0-9]{0,20}/i.exec(written)?.[0]).toLowerCase();
  return { tag, ids: named(/#([\w-]{1,60})/g), classes: named(/\.([\w-]{1,60})/g) };
}

const fits = ({ tag, ids, classes }: Part, { name, attribs }: Element, own = tokensOf(attribs['class'])): boolean =>
  (tag === '' || tag === name) && ids.every((id) => id === attribs['id']) && classes.every((each) => own.includes(each));

/** A selector: what its last part asks of the element itself, and what stands before that. */
const selectorOf = (selector: string) => {
  const parts = selector
    .split(/[\s>+~]+/)
    .filter(Boolean)
    .slice(-8);
  return { last: partOf(orEmpty(parts.pop())), above: parts };
};

/** Whether each part that stands before the last one fits something around the element. */
const isWithin = (element: Element, above: readonly string[]): boolean =>
  above.map(partOf).every((part) => {
    for (let at = element.parent; at && isTag(at); at = at.parent) if (fits(part, at)) return true;
    return false;
  });

/** Declarations one behind the other: of each property what is said last. */
const cascade = (all: readonly string[]): string =>
  [
    ...new Map(all.flatMap((each) => each.split(';')).map((each) => [orEmpty(each.split(':', 1)[0]).trim().toLowerCase(), each])).values(),
  ].join(';');

/** Letters of no size are how editors close gaps between boxes whose own letters have one. */
const isSizeless = (declarations: string): boolean => /font-size\s{0,3}:\s{0,3}0/i.test(declarations);
const hasStyled = (element: Element): boolean =>
  element.children.some(
    (child) => isTag(child) && (child.attribs['class'] !== undefined || child.attribs['style'] !== undefined || hasStyled(child)),
  );

/** Elements that a class of theirs hides, and nothing shows again: a later class, a stronger selector (`.tab.on`), their own style. */
export function hiddenByClass(classes: ReadonlyMap<string, readonly Element[]>, sheets: readonly string[]): readonly Element[] {
  if (sheets.length === 0) return [];
  const used = new Set([...classes.keys()].flatMap(tokensOf));
  const rules = sheets.flatMap((css) => [...rulesIn(css)]);
  const [weak, strong]: [Said[], Said[]] = [[], []];
  const hiding = new Set<string>();
  for (const { selectors, declarations } of rules)
    for (const written of selectors) {
      const selector = written.trim();
      const name = singleClass.exec(selector)?.[1];
      if (name === undefined) strong.push({ selector, declarations });
      else if (used.has(name)) {
        weak.push({ selector, declarations });
        if (hidesByStyle(declarations)) hiding.add(name);
      }
    }
  if (hiding.size === 0) return [];
  const showing = strong.filter(({ selector, declarations }) => isStrong(selector) && shows.test(declarations));
  const inForce = [...weak, ...showing].map(({ selector, declarations }) => ({ ...selectorOf(selector), declarations }));
  const isHidden = (element: Element): boolean => {
    const own = tokensOf(element.attribs['class']);
    const said = inForce.flatMap(({ last, above, declarations }) =>
      fits(last, element, own) && isWithin(element, above) ? [declarations] : [],
    );
    const style = cascade([...said, orEmpty(element.attribs['style'])]);
    return hidesByStyle(style) && !(isSizeless(style) && hasStyled(element));
  };
  return [...classes].flatMap(([named, elements]) => (tokensOf(named).some((name) => hiding.has(name)) ? elements.filter(isHidden) : []));
}
