import { decodeReferences } from '../text/character-references.ts';
import { type Tag, tagAt } from './tags.ts';
import { buildWordTable, lookUpWord } from './word-table.ts';

/** Values of attributes by their lower-case names, character references read. */
export type Attributes = Record<string, string>;

/** What a scan tells, in the order of the page. */
export type TokenHandler = {
  /** Text from one place to another; `coded` when its character references are to be read. */
  text(from: number, to: number, coded: boolean): void;
  /** `closed`: the tag ends with a slash. */
  open(tag: Tag, attributes: Attributes, closed: boolean): void;
  /** One more attribute of the tag that is being read. */
  attribute(): void;
  close(tag: Tag): void;
  /** A comment or declaration: no text, and no text goes on over it. */
  cut(): void;
  /** Whether the place is within SVG or MathML, where no element is all text and CDATA sections are text. */
  foreign(): boolean;
};

const [tab, newline, formFeed, carriageReturn, blank] = [9, 10, 12, 13, 32];
const [exclamation, doubleQuote, quote, dash, slash, equals, greater, question] = [33, 34, 39, 45, 47, 61, 62, 63];

const isBlank = (code: number): boolean =>
  code === blank || code === newline || code === tab || code === carriageReturn || code === formFeed;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
/** What ends the name of a tag. */
const endsName = (code: number): boolean => code === greater || code === blank || code === slash || isBlank(code);

/**
 * Reads the tags and texts of a page, leaping from one to the next; linear whatever the page holds. A tag that the end of the page
 * cuts in two is left out. The same rules as htmlparser2, whose tokenizer looks at every character.
 */
export function tokenizeHtml(html: string, sink: TokenHandler): void {
  const length = html.length;
  let start = 0;
  let from = 0;
  while (from < length) {
    const at = html.indexOf('<', from);
    if (at === -1) break;
    const code = html.charCodeAt(at + 1);
    const letter = isLetter(code);
    if (!letter && code !== slash && code !== exclamation && code !== question) {
      from = at + 1;
      continue;
    }
    if (code === slash && at + 2 >= length) break;
    if (at > start) sink.text(start, at, true);
    start = from = letter ? openTag(html, at + 1, sink) : code === slash ? closeTag(html, at + 2, sink) : declaration(html, at + 1, sink);
  }
  if (start < length) sink.text(start, length, true);
}

/** The place after the next `>`, or after the page. */
function after(html: string, from: number): number {
  const at = html.indexOf('>', from);
  return at === -1 ? html.length : at + 1;
}

function nameEnd(html: string, from: number): number {
  let at = from + 1;
  while (at < html.length && !endsName(html.charCodeAt(at))) at += 1;
  return at;
}

function closeTag(html: string, at: number, sink: TokenHandler): number {
  const code = html.charCodeAt(at);
  if (code === greater) return at + 1;
  if (!isLetter(code)) {
    sink.cut();
    return after(html, at + 1);
  }
  const end = nameEnd(html, at);
  if (end < html.length) sink.close(tagAt(html, at, end));
  return after(html, end);
}

/** `<!…` and `<?…`: comments, the document type, CDATA. */
function declaration(html: string, at: number, sink: TokenHandler): number {
  if (html.startsWith('![CDATA[', at)) {
    const end = html.indexOf(']]>', at + 8);
    if (end !== -1 && sink.foreign()) sink.text(at + 8, end, false);
    else sink.cut();
    return end === -1 ? html.length : end + 3;
  }
  sink.cut();
  if (html.charCodeAt(at) === exclamation && html.charCodeAt(at + 1) === dash && html.charCodeAt(at + 2) === dash)
    return commentEnd(html, at + 3);
  return after(html, at + 1);
}

function commentEnd(html: string, start: number): number {
  if (html.charCodeAt(start) === greater) return start + 1;
  if (html.startsWith('->', start)) return start + 2;
  for (let at = html.indexOf('--', start); at !== -1; at = html.indexOf('--', at + 1)) {
    const end = html.charCodeAt(at + 2) === exclamation ? at + 3 : at + 2;
    if (html.charCodeAt(end) === greater) return end + 1;
  }
  return html.length;
}

const usual = buildWordTable(
  'class href style title target src id alt name type content width height align value rel lang border valign rowspan onclick face size color'.split(
    ' ',
  ),
  (name) => name,
);

function openTag(html: string, start: number, sink: TokenHandler): number {
  const length = html.length;
  let at = nameEnd(html, start);
  if (at >= length) return length;
  const tag = tagAt(html, start, at);
  const foreign = sink.foreign();
  const attributes: Attributes = {};
  let closed = false;
  for (;;) {
    if (at >= length) return length;
    const code = html.charCodeAt(at);
    if (code === greater) break;
    // A slash counts right before the end of the tag, blanks aside.
    if (code === slash) closed = true;
    else if (!isBlank(code)) {
      closed = false;
      at = attribute(html, at, attributes);
      sink.attribute();
      continue;
    }
    at += 1;
  }
  sink.open(tag, attributes, closed);
  return tag.holds === 'tags' || foreign ? at + 1 : inner(html, at + 1, tag, sink);
}

/** Takes in one attribute and gives the place after it; after the page when it does not end. */
function attribute(html: string, start: number, attributes: Attributes): number {
  const length = html.length;
  let at = start + 1;
  for (; at < length; at += 1) {
    const code = html.charCodeAt(at);
    if (code === equals || endsName(code)) break;
  }
  const name = lookUpWord(usual, html, start, at) ?? html.slice(start, at).toLowerCase();
  while (isBlank(html.charCodeAt(at))) at += 1;
  if (html.charCodeAt(at) !== equals) {
    give(attributes, name, '');
    return at;
  }
  at += 1;
  while (isBlank(html.charCodeAt(at))) at += 1;
  const mark = html.charCodeAt(at);
  if (mark === doubleQuote || mark === quote) {
    const end = html.indexOf(mark === quote ? "'" : '"', at + 1);
    if (end === -1) return length;
    give(attributes, name, html.slice(at + 1, end));
    return end + 1;
  }
  const from = at;
  for (; at < length; at += 1) {
    const code = html.charCodeAt(at);
    if (code === greater || isBlank(code)) break;
  }
  give(attributes, name, html.slice(from, at));
  return at;
}

/** Of several attributes with one name the first stays. */
function give(attributes: Attributes, name: string, value: string): void {
  if (!Object.hasOwn(attributes, name)) attributes[name] = value.includes('&') ? decodeReferences(value, 'attribute') : value;
}

/** The text of an element that holds nothing else, and its end tag. */
function inner(html: string, start: number, tag: Tag, sink: TokenHandler): number {
  let end = tag.name === 'plaintext' ? -1 : html.indexOf('</', start);
  for (; end !== -1; end = html.indexOf('</', end + 2)) {
    const name = end + 2 + tag.name.length;
    if (name < html.length && endsName(html.charCodeAt(name)) && html.slice(end + 2, name).toLowerCase() === tag.name) break;
  }
  const to = end === -1 ? html.length : end;
  if (to > start) sink.text(start, to, tag.holds === 'coded');
  if (end === -1) return html.length;
  sink.close(tag);
  return after(html, end + 2);
}
