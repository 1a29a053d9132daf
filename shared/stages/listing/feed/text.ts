import { Parser } from 'htmlparser2';
import { toOneLine } from '../../html/listing-tree.ts';
import { repairMojibake } from '../../text/decode/mojibake.ts';

/** What of a body stands in a listing. */
const summaryLimit = 400;
const silent = new Set(['script', 'style']);
const blocks = new Set(['p', 'br', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

const windows = new TextDecoder('windows-1252');

/** `&#146;` means the quotation mark of Windows-1252, not a control character, whatever XML says. */
const clean = (text: string): string =>
  toOneLine(repairMojibake(text).replaceAll(/[\x80-\x9f]/g, (mark) => windows.decode(Uint8Array.of(mark.charCodeAt(0)))));

/** Text of a piece of HTML without its tags, entities decoded once. A stream without a tree: its cost grows with the length alone. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return clean(html);
  const parts: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    ontext: (text) => hidden === 0 && parts.push(text),
    onopentagname(name) {
      if (silent.has(name)) hidden += 1;
      if (blocks.has(name)) parts.push(' ');
    },
    onclosetag(name) {
      if (silent.has(name)) hidden -= 1;
    },
  });
  parser.end(html);
  return clean(parts.join(''));
}

/** Text of XML without markup: entities decoded once, CDATA as it is. */
function xmlText(xml: string): string {
  const parts: string[] = [];
  new Parser({ ontext: (text) => parts.push(text) }, { xmlMode: true }).end(xml);
  return parts.join('');
}

/** Text of a field, as the feed types it. Untyped text of RSS may hold HTML; that of Atom holds none. */
export type FieldText = { readonly text: string; readonly type: string };

const isPlain = (type: string): boolean => type === 'text' || type === 'text/plain';

const isBase64 = (type: string): boolean => type === 'base64' || type === 'application/octet-stream';

export function readField({ text, type }: FieldText): string {
  if (isBase64(type)) return plainText(unbase64(text));
  return isPlain(type) ? clean(text) : plainText(text);
}

/** Base64 of Atom 0.3; what is not valid stays as it is. */
function unbase64(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 ? bytes.toString('utf8') : text;
}

/** A body; `raw` when it is still XML: CDATA, escaped HTML, or markup in line. `full`: the text itself and no summary of it. */
export type FeedBody = FieldText & { readonly raw: boolean; readonly full?: boolean };

/** Pictures, sounds and files in place of words. */
const binary = /^(?:image|audio|video|font|model)\/|^application\/(?!(?:[\w.-]{1,40}\+)?xml$|octet-stream$|json$)/i;

function unwrapped(xml: string): string {
  if (xml.startsWith('<![CDATA[')) return xml.slice('<![CDATA['.length).replace(/\]\](?:>|&gt;)$/, '');
  return xml.includes('<') ? xml : xmlText(xml);
}

/** Start of a body as plain text. */
export function summaryOf({ text, type, raw }: FeedBody): string | undefined {
  const start = text.slice(0, summaryLimit * 4).trim();
  if (start === '' || binary.test(type)) return undefined;
  const html = raw ? unwrapped(start) : start;
  const cut = readField({ text: html.replace(/<[^<>]{0,400}$/, ''), type: isPlain(type) || isBase64(type) ? type : 'html' });
  // Base64 of something else than words.
  if (isBase64(type) && cut.includes('\ufffd')) return undefined;
  return cut.length > summaryLimit ? `${cut.slice(0, summaryLimit)}…` : cut || undefined;
}
