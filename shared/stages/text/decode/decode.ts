import type { Decoded } from '../../../model/article.ts';
import { orEmpty } from '../../../model/values.ts';
import { replaceRadicals } from '../normalise.ts';
import { clearText } from '../printable.ts';
import { applyHkscs, guessCharset, repairMojibake } from './guess.ts';

/**
 * Charset of two or four bytes a character, told by its byte-order mark or by where the zeros of its ASCII stand. `undefined` for any
 * other.
 */
function wideCharset(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && bytes.length > 4 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return byZeros(bytes.subarray(0, 256));
}

/** Markup and JSON begin with ASCII: in UTF-16 every second byte of it is zero, in UTF-32 three of four. Other charsets have no zeros. */
function byZeros(head: Uint8Array): string | undefined {
  const zeros = [0, 0, 0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1;
  const [first = 0, second = 0, third = 0, fourth = 0] = zeros;
  const quarter = head.length / 4;
  const [even, odd] = [first + third, second + fourth];
  if (head.length < 8 || even + odd < quarter / 3) return undefined;
  if (fourth >= 0.95 * quarter && third >= 0.9 * quarter) return 'utf-32le';
  if (first >= 0.95 * quarter && second >= 0.9 * quarter) return 'utf-32be';
  // A few Chinese characters have a zero on the other side too: 一 is 4E00.
  if (odd >= 3 * even) return 'utf-16le';
  return even >= 3 * odd ? 'utf-16be' : undefined;
}

/** Text of UTF-32, which no decoder of the platform reads; U+FFFD for what is no character. */
function decodeUtf32(bytes: Uint8Array, little: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, little);
    parts.push(code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code));
  }
  return parts.join('');
}

type CharsetAttempt = { readonly text: string; readonly charset: string };

/** Spellings that the platform does not know, or reads as less than they are. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/^(?:x-)?(?:gb|euc-cn|cp936|ms936|windows-936|csgb|chinese)/, 'gb18030'],
  [/^(?:x-x-|x-|cn-)?big5|^(?:cp|ms)950$/, 'big5'],
  [/^(?:cp|ms|x-windows-)949$|^uhc$/, 'euc-kr'],
  [/^(?:cp|ms)932$/, 'shift_jis'],
  [/^(?:utf-?16|ucs-?2|unicode$|iso-10646-ucs-2).*be$/, 'utf-16be'],
  [/^(?:utf-?16|ucs-?2|unicode$|iso-10646-ucs-2)/, 'utf-16le'],
  [/^(?:iso-?8859-?1$|latin1$|l1$|us-ascii$|ascii$|cp1252$)/, 'windows-1252'],
];

/** Canonical name of a label; every gb* label is read as gb18030, which holds them all. `undefined` for labels nobody can decode. */
export function canonicalCharset(label: string | undefined): string | undefined {
  const name = label?.trim().toLowerCase().replace(/["';]/g, '');
  if (!name) return undefined;
  const known = spellings.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}

function declared(bytes: Uint8Array, contentType: string | undefined) {
  const header = canonicalCharset(/charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})/i.exec(orEmpty(contentType))?.[1]);
  if (header) return header;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16_384)).toString('latin1');
  return declaredInside(head.replace(/<!--[\s\S]{0,4000}?-->/g, ' '));
}

function declaredInside(head: string) {
  const prolog = /^\s{0,20}<\?xml[^<>]{0,200}?encoding\s{0,3}=\s{0,3}["']([\w.:-]{2,40})/i.exec(head)?.[1];
  const meta = /<meta\s[^<>]{0,400}?charset\s{0,3}=\s{0,3}["']?\s{0,3}([\w.:-]{2,40})/i.exec(head)?.[1];
  const inside = canonicalCharset(prolog) ?? canonicalCharset(meta);
  // A label that could be read as ASCII cannot be UTF-16.
  return inside?.startsWith('utf-16') ? 'utf-8' : inside;
}

function marked(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33) return 'gb18030';
  return wideCharset(bytes);
}

const isWide = (charset: string) => charset.startsWith('utf-32');

function strictly(bytes: Uint8Array, charset: string): CharsetAttempt | undefined {
  if (isWide(charset)) return undefined;
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
    return { text: charset === 'big5' ? applyHkscs(bytes, text) : text, charset };
  } catch {
    return undefined;
  }
}

function loosely(bytes: Uint8Array, charset: string): CharsetAttempt {
  if (isWide(charset)) return { text: decodeUtf32(bytes, charset === 'utf-32le'), charset };
  const text = new TextDecoder(charset).decode(bytes);
  return { text: charset === 'big5' ? applyHkscs(bytes, text) : text, charset };
}

/** UTF-8 proves itself by its structure; a few GBK characters may pass as two-byte ones, and then a Chinese label is believed. */
function provenUtf8(bytes: Uint8Array, label: string | undefined): CharsetAttempt | undefined {
  const reading = strictly(bytes, 'utf-8');
  if (!reading || !label || label === 'utf-8') return reading;
  if (!/[^\0-\x7f]/.test(reading.text)) return undefined;
  const onlyTwoByte = !/[\u0800-\uffff]/.test(reading.text);
  const believed = onlyTwoByte && /^(?:gb18030|big5|shift_jis|euc-)/.test(label) && strictly(bytes, label) !== undefined;
  return believed ? undefined : reading;
}

/** UTF-8 with a few broken characters: its structure still shows, where text in another charset breaks at every second character. */
function damagedUtf8(bytes: Uint8Array): CharsetAttempt | undefined {
  const reading = loosely(bytes, 'utf-8');
  const { text } = reading;
  let [bad, good] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) bad += 1;
    else if (code >= 0x80) good += 1;
  }
  return good >= 8 && bad <= good / 8 ? reading : undefined;
}

const finish = ({ text, charset }: CharsetAttempt): Decoded => {
  const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text;
  const clean = replaceRadicals(/[\u3001-\u9fff]/.test(unmarked) ? unmarked : repairMojibake(unmarked));
  return { ...clearText(clean), charset, lossy: clean.includes('\ufffd') };
};

/**
 * Text of a body and the charset it is really in: byte-order mark, then UTF-8 when the bytes prove it, then the declared charset
 * (header, XML prolog, meta) unless another fits far better, then the likeliest; U+FFFD and `lossy` where bytes fit nothing.
 * `contentType` is the header; `forced` is a label that overrides everything.
 */
export function decode(bytes: Uint8Array, contentType?: string, forced?: string): Decoded {
  const wanted = canonicalCharset(forced);
  if (wanted) return finish(strictly(bytes, wanted) ?? loosely(bytes, wanted));
  const mark = marked(bytes);
  if (mark) return finish(strictly(bytes, mark) ?? loosely(bytes, mark));
  const label = declared(bytes, contentType);
  const sure = provenUtf8(bytes, label) ?? damagedUtf8(bytes);
  if (sure) return finish(sure);
  const likely = guessCharset(bytes, label) ?? label ?? 'utf-8';
  return finish(strictly(bytes, likely) ?? loosely(bytes, likely));
}
