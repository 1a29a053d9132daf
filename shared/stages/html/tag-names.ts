import { detachString } from './detach-string.ts';

/** What a tag begins beside an element: foreign markup (`svg`, `math`), or HTML again within it. */
export type TagContext = 'html' | 'svg' | 'math';

/** A tag name with what its grammar says: the same rules as those of htmlparser2, which the tests hold it to. */
export type TagName = {
  readonly name: string;
  /** Never has an end tag. */
  readonly isVoid: boolean;
  /** Elements that end where this one begins. */
  readonly closes?: ReadonlySet<string> | undefined;
  readonly enters?: TagContext | undefined;
  /** What stands up to its end tag is text: with entities, without them, or for the rest of the page. */
  readonly content?: 'escapable' | 'raw' | 'plain' | undefined;
  /** The name by which some contexts know it. */
  readonly otherwise?: TagName | undefined;
};

const [tab, lineFeed, formFeed, carriageReturn, space, slash, greater] = [0x09, 0x0a, 0x0c, 0x0d, 0x20, 0x2f, 0x3e] as const;

/** Whether a character may stand between the words of a tag. */
export const isBlank = (code: number): boolean =>
  code === space || code === lineFeed || code === tab || code === carriageReturn || code === formFeed;

/** The place of the next character that is none of them. */
export function skipBlanks(html: string, from: number): number {
  let at = from;
  while (isBlank(html.charCodeAt(at))) at += 1;
  return at;
}

/** Whether a character ends the name of a tag. */
export const endsName = (code: number): boolean => code === greater || code === slash || isBlank(code);

/** Whether a character may begin the name of a tag. */
export const isLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);

const words = (text: string): readonly string[] => text.split(' ');
const voids = new Set(words('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'));
const [form, headings, inTable] = ['input option optgroup select button datalist textarea', 'h1 h2 h3 h4 h5 h6 p', 'thead tbody'];
/** Elements, and those that they end. */
const ends: readonly (readonly [string, string])[] = [
  ['tr', 'tr th td'],
  ['th', 'th'],
  ['td', 'thead th td'],
  ['body', 'head link script'],
  ['a', 'a'],
  ['li', 'li'],
  ['option', 'option'],
  ['optgroup', 'optgroup option'],
  ['h1 h2 h3 h4 h5 h6', headings],
  ['select input output button datalist textarea', form],
  ['dd dt', 'dd dt'],
  ['rt rp', 'rt rp'],
  ['tbody tfoot', inTable],
  [
    'p address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
    'p',
  ],
];
const closes = new Map(
  ends.flatMap(([names, ended]) => {
    const set = new Set(words(ended));
    return words(names).map((name) => [name, set] as const);
  }),
);
const contexts: Readonly<Record<TagContext, readonly string[]>> = {
  svg: ['svg'],
  math: ['math'],
  html: words('mi mo mn ms mtext annotation-xml foreignObject desc title'),
};
const enters = new Map(Object.entries(contexts).flatMap(([context, names]) => names.map((name) => [name, context as TagContext])));
const texts = new Map(
  Object.entries({ escapable: 'title textarea', raw: 'iframe noembed noframes script style xmp', plain: 'plaintext' } as const).flatMap(
    ([content, names]) => words(names).map((name) => [name, content as TagName['content']]),
  ),
);
const otherwise = new Map([
  ['image', 'img'],
  ['foreignobject', 'foreignObject'],
]);

function describe(name: string): TagName {
  const other = otherwise.get(name);
  return {
    name,
    isVoid: voids.has(name),
    closes: closes.get(name),
    enters: enters.get(name),
    content: texts.get(name),
    otherwise: other === undefined ? undefined : describe(other),
  };
}

const slots = 1024;
const longest = 32;

/** Names as they come again and again in a page, found without cutting them out of it. */
class NameTable<Entry extends { readonly name: string }> {
  private readonly entries: (Entry | undefined)[] = new Array<Entry | undefined>(slots).fill(undefined);
  private readonly make: (name: string) => Entry;

  constructor(make: (name: string) => Entry) {
    this.make = make;
  }

  /** The name at this place, in lower case. */
  at(html: string, start: number, end: number): Entry {
    const length = end - start;
    const slot =
      ((html.charCodeAt(start) & 31) * 71 +
        (html.charCodeAt(end - 1) & 31) * 37 +
        (html.charCodeAt(start + (length >> 1)) & 31) * 13 +
        length * 5) &
      (slots - 1);
    const known = this.entries[slot];
    if (known !== undefined && isName(known.name, html, start, length)) return known;
    const entry = this.make(detachString(html.slice(start, end).toLowerCase()));
    if (length <= longest) this.entries[slot] = entry;
    return entry;
  }
}

function isName(name: string, html: string, start: number, length: number): boolean {
  if (name.length !== length) return false;
  for (let at = 0; at < length; at += 1) {
    const code = html.charCodeAt(start + at);
    if ((code >= 0x41 && code <= 0x5a ? code + 0x20 : code) !== name.charCodeAt(at)) return false;
  }
  return true;
}

const tags = new NameTable(describe);
const attributes = new NameTable((name) => ({ name }));

/** The tag name that stands between two places of a page. */
export const tagNameAt = (html: string, start: number, end: number): TagName => tags.at(html, start, end);

/** The attribute name that stands between two places of a page. */
export const attributeNameAt = (html: string, start: number, end: number): string => attributes.at(html, start, end).name;

export const paragraphTag = describe('p');
