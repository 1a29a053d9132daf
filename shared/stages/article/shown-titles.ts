import { type Element, isTag } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { type Dom, isHiddenElement, isInside, rawTextOf } from '../html/dom.ts';
import { collapseWhitespace, comparisonKey, joinBroken } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import { isChrome, outwards } from './body.ts';
import expressions from './expressions.json' with { type: 'json' };
import { labelKeyOf } from './labels.ts';

const { smallPrint } = expressionsOf(expressions.shownTitles);

export type TitleFacts = {
  readonly table?: string | undefined;
  readonly sure?: boolean;
  readonly override?: Element | undefined;
  readonly body?: Element | undefined;
  readonly listed?: string | undefined;
  readonly above?: string | undefined;
  readonly opening?: string | undefined;
  readonly alone: () => boolean;
  readonly standard?: string | undefined;
};

export type Title = { readonly text: string; readonly element?: Element };

export type ShownHeading = { readonly text: string; readonly key: string; readonly element: Element };

const longest = 300;

export function canBePageTitle(text: string, sites: ReadonlySet<string>): boolean {
  return text.length >= 3 && text.length <= longest && !sites.has(comparisonKey(text));
}

export function shownHeadings(dom: Dom, body: Element | undefined, elements: Iterable<Element>): ShownHeading[] {
  const shown: ShownHeading[] = [];
  for (const element of elements) {
    const extent = dom.extents.get(element);
    if (!extent || extent.chars < 4 || extent.chars > longest || extent.linkChars > extent.chars * 0.6) continue;
    if (body && isInside(dom, body, element)) continue;
    if (ancestorIsChrome(element)) continue;
    const text = unlabelled(headingText(element));
    const key = comparisonKey(text);
    if (key.length >= 3) shown.push({ text, key, element });
  }
  return shown;
}

/** 标题：… without its label; what another label stands before is no title. */
function unlabelled(text: string) {
  const label = /^([^\s:：]{2,8})\s{0,2}[:：]/.exec(text);
  if (label?.[1] === 'Title') return collapseWhitespace(text.slice(label[0].length));
  const key = label?.[1] === undefined ? undefined : labelKeyOf(label[1]);
  if (!label || key === undefined) return text;
  return key === 'title' ? collapseWhitespace(text.slice(label[0].length)) : '';
}

const blocks = new Set(['div', 'p', 'ul', 'ol', 'table', 'dl', 'section']);

export function headingText(element: Element): string {
  let text = '';
  for (const child of element.children) {
    if (isTag(child)) {
      if (child.name === 'small' || isHiddenElement(child) || smallPrint.test(orEmpty(child.attribs['class']))) continue;
      if (blocks.has(child.name)) {
        if (text.trim() !== '') break;
        text = headingText(child);
        if (text !== '') break;
        continue;
      }
    }
    text += rawTextOf(child);
  }
  const lines = text.split('\n').map(collapseWhitespace);
  return collapseWhitespace(joinBroken(lines.filter((line) => line !== '')));
}

const ancestorIsChrome = (element: Element) => [...outwards(element, 4)].some(isChrome);
