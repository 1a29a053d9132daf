import { buildWordTable, lookUpWord } from './word-table.ts';

/** What a tag name means to whoever builds a tree. */
export type Tag = {
  readonly name: string;
  /** Holds nothing: the tree goes on beside it. */
  readonly empty: boolean;
  /** Names of open elements that this one ends. */
  readonly ends: ReadonlySet<string> | undefined;
  /** What stands in it is text up to its end tag: `plain` as it is, `coded` with character references. */
  readonly holds: 'tags' | 'plain' | 'coded';
  /** Whether elements of SVG or MathML stand in it (`foreign`), or HTML again (`html`). */
  readonly inside: 'foreign' | 'html' | undefined;
};

const words = (text: string): string[] => text.split(' ');
const empty = new Set(words('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'));
const rawTextTags = new Set(words('script style xmp iframe noembed noframes plaintext'));
const escapableTextTags = new Set(['title', 'textarea']);
const integration = new Set(words('mi mo mn ms mtext annotation-xml foreignobject desc title'));

/** The rules of htmlparser2, so that every tree is the one that its readers were written for. */
const ends = new Map<string, ReadonlySet<string>>();
for (const [names, ended] of [
  ['tr', 'tr th td'],
  ['th', 'th'],
  ['td', 'thead th td'],
  ['body', 'head link script'],
  ['a', 'a'],
  ['li', 'li'],
  ['h1 h2 h3 h4 h5 h6', 'h1 h2 h3 h4 h5 h6 p'],
  ['select input output button datalist textarea', 'input option optgroup select button datalist textarea'],
  ['option', 'option'],
  ['optgroup', 'optgroup option'],
  ['dd dt', 'dd dt'],
  ['rt rp', 'rt rp'],
  ['tbody tfoot', 'thead tbody'],
  [
    'p address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
    'p',
  ],
] as const) {
  const set = new Set(words(ended));
  for (const name of words(names)) ends.set(name, set);
}

/** By the name as it is written. */
const tagCache = new Map<string, Tag>();

/** The tag of this name, in any case of letters. */
export function tagOf(written: string): Tag {
  return tagCache.get(written) ?? newTag(written);
}

function newTag(written: string): Tag {
  const lower = written.toLowerCase();
  const tag: Tag = (lower === written ? undefined : tagCache.get(lower)) ?? {
    name: lower,
    empty: empty.has(lower),
    ends: ends.get(lower),
    holds: rawTextTags.has(lower) ? 'plain' : escapableTextTags.has(lower) ? 'coded' : 'tags',
    inside: lower === 'svg' || lower === 'math' ? 'foreign' : integration.has(lower) ? 'html' : undefined,
  };
  if (tagCache.size > 1000) tagCache.clear();
  tagCache.set(written, tag);
  return tag;
}

const usual = buildWordTable(
  words(
    'a p li td tr div span img br ul table tbody h1 h2 h3 h4 strong b em i u font script ' +
      'style link meta input dl dt dd th option form section article header footer html head body title iframe center select label thead',
  ),
  tagOf,
);

/** The tag whose name stands at a place of a page. */
export const tagAt = (html: string, start: number, end: number): Tag =>
  lookUpWord(usual, html, start, end) ?? tagOf(html.slice(start, end));
