import { Parser } from 'htmlparser2';

/** The entities that make up most of any page. */
const frequent = new Map(
  Object.entries({
    nbsp: '\u00a0',
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    ldquo: '“',
    rdquo: '”',
    middot: '·',
    mdash: '—',
    hellip: '…',
    emsp: '\u2003',
    ensp: '\u2002',
  }),
);
const longest = 6;

/** The text when all its entities are among the frequent ones. */
function decodeFrequent(text: string): string | undefined {
  let decoded = '';
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
    const end = text.indexOf(';', at + 2);
    const character = end < 0 || end - at > longest + 1 ? undefined : frequent.get(text.slice(at + 1, end));
    if (character === undefined) return undefined;
    decoded += text.slice(from, at) + character;
    from = end + 1;
  }
  return decoded + text.slice(from);
}

function decodeText(text: string): string {
  let decoded = '';
  const parser = new Parser({
    ontext: (data) => {
      decoded += data;
    },
  });
  parser.end(text);
  return decoded;
}

function decodeValue(value: string): string {
  let decoded = '';
  const parser = new Parser({
    onattribute: (_name, data) => {
      decoded = data;
    },
  });
  parser.end(`<a b="${value}">`);
  return decoded;
}

/** A text of a page with characters in place of its entities. Tags in it are text: it stands where there are none. */
export const decodeEntities = (text: string): string => decodeFrequent(text) ?? text.split('<').map(decodeText).join('<');

/** The same for the value of an attribute, where entities that nothing ends are often parts of an address. */
export const decodeAttribute = (value: string): string => decodeFrequent(value) ?? value.split('"').map(decodeValue).join('"');
