import { detachString } from './detach-string.ts';
import { Names } from './names.ts';

/** What a tag begins beside an element: foreign markup (`svg`, `math`), or HTML again within it. */
export type TagContext = 'html' | 'svg' | 'math';

/** The name of a tag with what the grammar says of it: the rules of htmlparser2's own parser, which the tests hold it to. */
export type TagRule = {
  readonly name: string;
  /** Never has an end tag. */
  readonly isVoid: boolean;
  /** Elements that end where this one begins. */
  readonly ends: ReadonlySet<string> | undefined;
  readonly enters: TagContext | undefined;
  /** What stands up to its end tag is text: with character references, or without. */
  readonly content: 'escapable' | 'raw' | undefined;
};

const words = (text: string): readonly string[] => text.split(' ');
const voids = new Set(words('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'));
/** Elements, and those that end where they begin. */
const implied: readonly (readonly [string, string])[] = [
  ['tr', 'tr th td'],
  ['th', 'th'],
  ['td', 'thead th td'],
  ['body', 'head link script'],
  ['a', 'a'],
  ['li', 'li'],
  ['option', 'option'],
  ['optgroup', 'optgroup option'],
  ['h1 h2 h3 h4 h5 h6', 'h1 h2 h3 h4 h5 h6 p'],
  ['select input output button datalist textarea', 'input option optgroup select button datalist textarea'],
  ['dd dt', 'dd dt'],
  ['rt rp', 'rt rp'],
  ['tbody tfoot', 'thead tbody'],
  [
    'p address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
    'p',
  ],
];
const ends = new Map(
  implied.flatMap(([names, ended]) => {
    const set = new Set(words(ended));
    return words(names).map((name) => [name, set] as const);
  }),
);
const enters = new Map<string, TagContext>([
  ['svg', 'svg'],
  ['math', 'math'],
  ...words('mi mo mn ms mtext annotation-xml foreignObject desc title').map((name) => [name, 'html'] as const),
]);
const contents = new Map<string, TagRule['content']>([
  ...words('title textarea').map((name) => [name, 'escapable'] as const),
  ...words('iframe noembed noframes plaintext script style xmp').map((name) => [name, 'raw'] as const),
]);
/** Names within SVG that hold capitals, by what they are in small letters. */
const capitals = new Map(
  words(
    'altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer ' +
      'feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR ' +
      'feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence ' +
      'foreignObject glyphRef linearGradient radialGradient textPath',
  ).map((name) => [name.toLowerCase(), name]),
);

/** Names without a rule of their own that most pages hold. */
const plain = words('abbr b big center cite code del em font html i ins label object pre s small span strike strong sub sup u ucapcontent');
/** All names with a rule, each a text that V8 keeps once, so that it is told from others by its place in memory. */
const rules = new Map(
  [...voids, ...ends.keys(), ...enters.keys(), ...contents.keys(), ...plain]
    .map(detachString)
    .map((name): [string, TagRule] => [
      name,
      { name, isVoid: voids.has(name), ends: ends.get(name), enters: enters.get(name), content: contents.get(name) },
    ]),
);

const ruleOf = (name: string): TagRule =>
  rules.get(name) ?? { name, isVoid: false, ends: undefined, enters: undefined, content: undefined };

/** The rule of a tag in HTML by its name as it is written. */
function htmlRule(written: string): TagRule {
  const name = written.toLowerCase();
  return ruleOf(name === 'image' ? 'img' : name);
}

export const htmlRules = new Names(htmlRule);

/** Whether an element is foreign markup, or HTML within that. */
export const entersContext = (name: string): boolean => enters.has(name);

/** The rule of a tag in or below foreign markup, where `isOpen` tells whether an element of a name is. */
export function foreignRule(written: string, context: TagContext | undefined, isOpen: (name: string) => boolean): TagRule {
  const name = written.toLowerCase();
  const capital = capitals.get(name);
  if (capital !== undefined && (context === 'svg' || isOpen(capital))) return ruleOf(capital);
  return context === 'html' ? htmlRule(name) : ruleOf(name);
}

/** The name of an attribute in small letters. */
export const attributeNames = new Names((written) => written.toLowerCase());
