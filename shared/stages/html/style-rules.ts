import { type Element, isTag } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { hidesByStyle } from './hidden.ts';

/** Rules of a page's own `<style>` that hide what has a class. Files of styles are not asked for. */

type Rule = { readonly selector: string; readonly declarations: string };

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
    const head = orEmpty(text.slice(at, open).split(';').at(-1)).trim();
    at = open + 1;
    if (head.startsWith('@')) {
      if (skipped > 0 || !/^@(?:media\s{1,3}(?:all|screen)|layer\b.{0,60}|supports\b.{0,200})$/i.test(head)) skipped += 1;
      continue;
    }
    const end = text.indexOf('}', at);
    if (end < 0) return;
    if (skipped === 0)
      for (const selector of head.split(',').slice(0, 50)) yield { selector: selector.trim(), declarations: text.slice(at, end).trim() };
    at = end + 1;
  }
}

const singleClass = /^[a-z][a-z0-9]{0,10}\.([\w-]{1,60})$|^\.([\w-]{1,60})$/i;
const shows =
  /display\s{0,3}:\s{0,3}(?!none)|visibility\s{0,3}:\s{0,3}visible|opacity\s{0,3}:\s{0,3}(?:1|0?\.[1-9])|font-size\s{0,3}:\s{0,3}[1-9.]|height\s{0,3}:\s{0,3}(?:auto|[1-9])/i;

type HiddenClasses = { readonly hides: ReadonlyMap<string, string>; readonly shown: readonly string[] };

/** Classes that hide, each with what hides it, and selectors that show again what has one of them and something else (`.tab.on`). */
export function readHiddenClasses(sheets: readonly string[]): HiddenClasses | undefined {
  const hides = new Map<string, string>();
  const rules = sheets.flatMap((css) => [...rulesIn(css)]);
  for (const { selector, declarations } of rules) {
    const [, ofTag, ofAny] = singleClass.exec(selector) ?? [];
    const name = ofTag ?? ofAny;
    if (name === undefined) continue;
    if (hidesByStyle(declarations)) hides.set(name, declarations);
    // What is said later counts.
    else if (shows.test(declarations)) hides.delete(name);
  }
  if (hides.size === 0) return undefined;
  const shown = rules.filter(
    ({ selector, declarations }) =>
      shows.test(declarations) && !singleClass.test(selector) && !/:(?:hover|focus|active|target)/.test(selector),
  );
  return { hides, shown: shown.map(({ selector }) => selector) };
}

const classesOf = ({ attribs }: Element): readonly string[] => orEmpty(attribs['class']).split(/\s+/).filter(Boolean);

/** Whether a part of a selector (`div.tab.on`) fits an element, as far as tag, id and classes go. */
function fits(part: string, element: Element): boolean {
  const [tag = ''] = /^[a-z][a-z0-9]{0,20}/i.exec(part) ?? [];
  if (tag !== '' && tag.toLowerCase() !== element.name) return false;
  const own = classesOf(element);
  return [...part.matchAll(/([.#])([\w-]{1,60})/g)].every(([, mark, name = '']) =>
    mark === '.' ? own.includes(name) : element.attribs['id'] === name,
  );
}

function isShownBy(selector: string, element: Element): boolean {
  const parts = selector
    .split(/[\s>+~]+/)
    .filter(Boolean)
    .slice(-8);
  const last = parts.pop();
  if (last === undefined || !fits(last, element)) return false;
  return parts.every((part) => {
    for (let at = element.parent; at && isTag(at); at = at.parent) if (fits(part, at)) return true;
    return false;
  });
}

/** Letters of no size are how editors close gaps between boxes whose own letters have one. */
const isSizeless = (declarations: string): boolean => /font-size\s{0,3}:\s{0,3}0/i.test(declarations);
const hasStyled = (element: Element): boolean =>
  element.children.some(
    (child) => isTag(child) && (child.attribs['class'] !== undefined || child.attribs['style'] !== undefined || hasStyled(child)),
  );

/** Whether a class of an element hides it, and nothing shows it again. */
export function isHiddenByClass(element: Element, { hides, shown }: HiddenClasses): boolean {
  const name = classesOf(element).find((each) => hides.has(each));
  if (name === undefined || shows.test(orEmpty(element.attribs['style']))) return false;
  if (isSizeless(orEmpty(hides.get(name))) && hasStyled(element)) return false;
  return !shown.some((selector) => isShownBy(selector, element));
}
