import { Parser } from 'htmlparser2';

/** Names of characters that nearly all references on pages are made of. */
const usual = new Map(
  Object.entries({
    nbsp: '\u00a0',
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    ldquo: '“',
    rdquo: '”',
    lsquo: '‘',
    rsquo: '’',
    middot: '·',
    mdash: '—',
    ndash: '–',
    hellip: '…',
    ensp: '\u2002',
    emsp: '\u2003',
    copy: '©',
    bull: '•',
    times: '×',
  }),
);
const reference = /&(?:([a-z]{2,6});|#(\d{2,5});)?/g;

/** Numbers that mean the character of that number: controls and surrogates mean others. */
const isPlain = (code: number): boolean => (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0xd800);

/**
 * Text of HTML with its character references (`&nbsp;`, `&#12288;`) read. The usual ones are looked up; where any other stands, the
 * library reads the whole. In attributes `&copy=1` is no reference.
 */
export function decodeReferences(text: string, where: 'text' | 'attribute'): string {
  let odd = false;
  const plain = text.replace(reference, (found: string, name: string | undefined, digits: string | undefined) => {
    const char = name === undefined ? undefined : usual.get(name);
    if (char !== undefined) return char;
    if (digits !== undefined && isPlain(Number(digits))) return String.fromCharCode(Number(digits));
    odd = true;
    return found;
  });
  if (!odd) return plain;
  // No reference reaches over these, so what stands between them is read by itself.
  return where === 'text' ? text.split('<').map(inText).join('<') : text.split('"').map(inAttribute).join('"');
}

function inText(piece: string): string {
  let read = '';
  const ontext = (part: string): void => {
    read += part;
  };
  new Parser({ ontext }).end(piece);
  return read;
}

function inAttribute(piece: string): string {
  let read = '';
  const onattribute = (_: string, value: string): void => {
    read = value;
  };
  new Parser({ onattribute }).end(`<a b="${piece}">`);
  return read;
}
