import { type Document, type Element, isTag } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { openAtEnd } from './tree.ts';
import lists from './word-lists.json' with { type: 'json' };

const optional = new Set(lists.optionalEnds);

const parentOf = ({ parent }: Element) => (parent && isTag(parent) ? parent : undefined);

/** The outermost element that has to be ended, and was not when the page ended: sites leave out `</body></html>`, hardly ever more. */
export function findTruncatedElement(document: Document): Element | undefined {
  let found: Element | undefined;
  for (let up = openAtEnd(document); up; up = parentOf(up)) if (!optional.has(up.name)) found = up;
  return found;
}

/**
 * What a page has in its tree and does not show: words that nobody sees are no text, whatever they say. Here by the styles that an element
 * itself has.
 */

const nought = '0(?:\\.0{1,6})?(?:px|pt|em|rem|%)?';
const property = (name: string, value: string) =>
  `(?:^|;)\\s{0,9}${name}\\s{0,3}:\\s{0,3}(?:${value})\\s{0,3}(?:!important)?\\s{0,3}(?:;|$)`;

/** Declarations each of which hides an element, or strikes its words out. An offset is one beyond the edge of any screen. */
const ways = [
  'display\\s{0,3}:\\s{0,3}none',
  '(?:left|top|text-indent)\\s{0,3}:\\s{0,3}-\\d{3,5}',
  property('font-size', nought),
  property('visibility', 'hidden|collapse'),
  property('opacity', nought),
  property('color', 'transparent|rgba\\([\\d\\s,.]{5,30},\\s{0,3}0(?:\\.0{1,4})?\\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0'),
  property('clip-path', 'inset\\((?:100|50)%[^;]{0,30}|circle\\(0[^;]{0,20}|polygon\\([0px%,\\s]{3,60}\\)'),
  property('clip', 'rect\\([01px,\\s]{7,40}\\)'),
  property('transform', 'scale[xy]?\\([0,\\s]{1,6}\\)'),
  'text-decoration(?:-line)?\\s{0,3}:[^;]{0,40}line-through',
];
const hiding = new RegExp(ways.join('|'), 'i');
const noRoom = new RegExp(property('(?:max-)?(?:height|width)', nought), 'i');
const cutOff = /overflow(?:-[xy])?\s{0,3}:\s{0,3}(?:hidden|clip)/i;

export const hidesByStyle = (style: string): boolean => hiding.test(style) || (cutOff.test(style) && noRoom.test(style));

const colourOf = (style: string) => plainColour(/(?:^|;)\s{0,9}color\s{0,3}:\s{0,3}([^;!]{3,40})/i.exec(style)?.[1]);

const named: Readonly<Record<string, string>> = { white: '#ffffff', snow: '#fffafa', black: '#000000', ivory: '#fffff0' };

function plainColour(written: string | undefined) {
  const text = orEmpty(written).trim().toLowerCase();
  if (named[text]) return named[text];
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  if (/^#[0-9a-f]{3}$/.test(text)) return `#${[...text.slice(1)].map((digit) => digit + digit).join('')}`;
  const parts = /^rgba?\((\d{1,3})[\s,]{1,4}(\d{1,3})[\s,]{1,4}(\d{1,3})(?:[\s,/]{1,4}1)?\)$/.exec(text)?.slice(1, 4);
  return parts && `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}

const behindOf = (written: string | undefined) =>
  written === undefined || /^\s{0,3}(?:none|transparent|inherit|initial|unset)\b/i.test(written)
    ? undefined
    : (plainColour(written) ?? 'image');

/** Colour of the letters, and of what is behind them: `image` where that is no plain colour. */
const coloursOf = ({ attribs: { style = '', bgcolor, background, color } }: Element) => ({
  colour: colourOf(style) ?? plainColour(color),
  behind:
    behindOf(/(?:^|;)\s{0,9}background(?:-color|-image)?\s{0,3}:\s{0,3}([^;!]{3,300})/i.exec(style)?.[1]) ??
    (background === undefined ? plainColour(bgcolor) : 'image'),
});

function backgroundOf(element: Element) {
  for (let at: Element['parent'] = element; at && isTag(at); at = at.parent) {
    const { behind } = coloursOf(at);
    if (behind !== undefined) return behind;
  }
  return undefined;
}

export const mayVanish = ({ attribs: { style, color } }: Element): boolean =>
  color !== undefined || (style !== undefined && colourOf(style) !== undefined);

const sentence = /\p{Script=Han}[^。；]{8,60}[。；]/u;

/**
 * Letters in the colour of what is behind them: of the background declared nearest, or white where none is declared and dark words stand
 * beside them in the same block. A white title alone in its block has the background that a file of styles gives it.
 */
export function vanishes(element: Element, textOf: (element: Element) => string): boolean {
  const { colour } = coloursOf(element);
  if (colour === undefined) return false;
  const behind = backgroundOf(element);
  if (behind !== undefined) return behind === colour;
  if (colour !== '#ffffff' || !element.parent || !isTag(element.parent)) return false;
  return element.parent.children.some((child) =>
    isTag(child) ? coloursOf(child).colour !== colour && sentence.test(textOf(child)) : 'data' in child && sentence.test(child.data),
  );
}
