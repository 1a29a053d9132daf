import { guessCharset } from './guess.ts';

const high = Array.from({ length: 128 }, (_, at): [string, number] => [
  new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + at)),
  0x80 + at,
]);
const byteOf = new Map([...high, ...Array.from({ length: 32 }, (_, at): [string, number] => [String.fromCharCode(0x80 + at), 0x80 + at])]);

/** Bytes that were once read as Windows-1252; `undefined` when other characters stand among them. */
function bytesOf(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const byte = code < 0x80 ? code : byteOf.get(text.charAt(at));
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}

function strictly(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Two or three characters that UTF-8 gives when it is read as Windows-1252: Ã©, â€¦. */
const utf8 = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]/;
/** A run that GBK or Big5 gives: ÏûÏ¢. */
const run = /[\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{4}/;

/**
 * Undoes what some programs do before they send: bytes of UTF-8, GBK or Big5 read as Windows-1252 and written again. A text that holds
 * Chinese characters, or that makes no sense the other way, comes back as it is.
 */
export function repairMojibake(text: string): string {
  const [asUtf8, asRun] = [utf8.test(text), run.test(text)];
  const bytes = asUtf8 || asRun ? bytesOf(text) : undefined;
  if (!bytes) return text;
  const plain = asUtf8 ? strictly(bytes, 'utf-8') : undefined;
  if (plain !== undefined || !asRun) return plain ?? text;
  const charset = guessCharset(bytes, undefined);
  return charset === 'gb18030' || charset === 'big5' ? (strictly(bytes, charset) ?? text) : text;
}
