import { group } from '../../../model/values.ts';

/** Bodies are cut to this many characters: a listing needs a line, the page itself holds the rest. */
const bodyLimit = 3000;
/** Elements whose content rss-parser would work over with regexes of quadratic cost, or build back into markup. */
const bodies = new Set([
  'description',
  'content',
  'content:encoded',
  'summary',
  'subtitle',
  'tagline',
  'itunes:summary',
  'itunes:subtitle',
  'media:description',
  'body',
  'xhtml:body',
  'fullitem',
]);
/** Feeds nest a handful of elements. */
const deepest = 64;

/** Thrown for a feed that rss-parser would choke on: the stream reader takes over. */
class BrokenFeedError extends Error {}

const sections = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;

/** Skips a CDATA section, comment or instruction at `at`: the position after it, or undefined when there is none there. */
function past(text: string, at: number): number | undefined {
  for (const [open, close] of sections) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    return end < 0 ? text.length : end + close.length;
  }
  return undefined;
}

/** Name of the opening tag at `at`. */
function nameAt(text: string, at: number): string {
  let end = at + 1;
  while (end < at + 40 && !' \t\r\n/>'.includes(text.charAt(end) || '>')) end += 1;
  return text.slice(at + 1, end);
}

/** Position of the closing tag of `name` after `from`, over CDATA sections; -1 when it is missing. */
function closeOf(text: string, name: string, from: number): number {
  const tag = `</${name}`;
  for (let at = from; ; ) {
    const close = text.indexOf(tag, at);
    if (close < 0) return close;
    const data = text.slice(at, close).lastIndexOf('<![CDATA[');
    if (data < 0 || text.slice(at + data, close).includes(']]>')) return close;
    const end = text.indexOf(']]>', close);
    if (end < 0) return -1;
    at = end;
  }
}

type BodyElement = { readonly at: number; readonly name: string; readonly tag: string; readonly content: string; readonly end: number };

/** Bodies of a feed, one after the other: start of the tag, its content, end of the closing tag. Throws `Broken` when one does not end, or the nesting is deep. */
function* bodiesOf(text: string): Iterable<BodyElement> {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const after = past(text, at);
    const name = after === undefined ? nameAt(text, at) : '';
    if (after !== undefined) {
      at = after;
      continue;
    }
    const open = text.indexOf('>', at);
    if (open < 0) throw new BrokenFeedError('a tag does not end');
    const empty = text[open - 1] === '/';
    if (empty || !bodies.has(name.toLowerCase())) {
      if (!empty) depth += name.startsWith('/') ? -1 : 1;
      if (depth > deepest) throw new BrokenFeedError(`nested deeper than ${deepest}`);
      at = open + 1;
      continue;
    }
    const close = closeOf(text, name, open + 1);
    const end = close < 0 ? -1 : text.indexOf('>', close);
    if (end < 0) throw new BrokenFeedError(`${name} does not end`);
    yield { at, name, tag: text.slice(at, open), content: text.slice(open + 1, close), end: end + 1 };
    at = end + 1;
  }
}

/**
 * Makes a feed safe and quick for rss-parser: each body is put, cut, into `<hongtou:body as="name">` as CDATA, so neither its regexes nor its XML rules meet it.
 * Throws `Broken`.
 */
export function shield(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { at, name, tag, content, end } of bodiesOf(text)) {
    const type = group(/\s(?:type|mode)\s{0,3}=\s{0,3}["']([\w/+.-]{1,40})["']/.exec(tag.slice(0, 300)), 1);
    const inner = content.slice(0, bodyLimit).replaceAll(']]>', ']]&gt;');
    parts.push(text.slice(done, at), `<hongtou:body as="${name}" type="${type}"><![CDATA[${inner}]]></hongtou:body>`);
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}
