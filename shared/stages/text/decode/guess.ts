import { hkscs, hkscsPairs } from '../../../registry/hkscs.ts';
import { simplify } from '../language.ts';
import letters from './letters.json' with { type: 'json' };

const alphabets = letters.alphabets.map(({ charset, often, other }) => ({ charset, often, other: new RegExp(other) }));

/** Fewer letters prove nothing. */
const fewest = 20;
const surely = 0.65;

function scoreAlphabet(sample: Uint8Array, { charset, often, other }: (typeof alphabets)[number]) {
  let [all, points] = [0, 0];
  for (const char of new TextDecoder(charset).decode(sample)) {
    if (char < '\u0080') continue;
    all += 1;
    if (char === '\ufffd') points -= 3;
    else if (often.includes(char)) points += 1;
    else if (other.test(char)) points += 0.3;
  }
  return all < fewest ? 0 : points / all;
}

/** The one-byte charset in which the bytes are surely words, better than `value`, which the best of the others reached. */
function guessAlphabet(sample: Uint8Array, value: number): string | undefined {
  const [best] = alphabets
    .map((each) => ({ charset: each.charset, value: scoreAlphabet(sample, each) }))
    .toSorted((a, b) => b.value - a.value);
  return best && best.value >= surely && best.value > value + 0.1 ? best.charset : undefined;
}

const big5Decoder = new TextDecoder('big5');
const rows = new Map(Object.entries(hkscs).map(([lead, row]) => [Number(lead), [...row]]));

/** Column of a trail byte in a row of Big5. */
const column = (trail: number) => (trail <= 0x7e ? trail - 0x40 : trail - 0xa1 + 63);

function extra(lead: number, trail: number) {
  const char = rows.get(lead)?.[column(trail)];
  return char === undefined || char === ' ' ? hkscsPairs[lead * 256 + trail] : char;
}

/**
 * Big5 with the characters of Hong Kong. `text` is what Node's decoder made of the bytes: when it holds private characters, the bytes are
 * gone through once more, pair by pair.
 */
export function applyHkscs(bytes: Uint8Array, text: string): string {
  if (!/[\ue000-\uf8ff]/.test(text)) return text;
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length - 1; ) {
    const lead = bytes[at] ?? 0;
    const char = lead < 0x87 ? undefined : extra(lead, bytes[at + 1] ?? 0);
    if (char !== undefined) {
      parts.push(big5Decoder.decode(bytes.subarray(from, at)), char);
      from = at + 2;
    }
    at += lead < 0x81 ? 1 : 2;
  }
  parts.push(big5Decoder.decode(bytes.subarray(from)));
  return parts.join('');
}

/** Characters that stand in every Chinese text, and those of official ones; Traditional and Japanese forms are folded to them. */
const usual = new Set(letters.usual.join(''));
/** The first level of GB 2312, B0A1 to D7F9: characters that are no rarities. */
const common = new Set(
  new TextDecoder('gb18030').decode(
    Uint8Array.from(Array.from({ length: 40 * 94 }, (_, at) => [0xb0 + Math.floor(at / 94), 0xa1 + (at % 94)]).flat()),
  ),
);
/** Chinese and Japanese marks, and kana. */
const marks = /[\u3001-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f“”、]/;
const kana = /[\u3041-\u30fe]/;

const candidates = ['gb18030', 'big5', 'euc-kr', 'euc-jp', 'shift_jis', 'windows-1252'] as const;

/** Up to 6,000 bytes from the first one above ASCII on, where a character begins. */
function sampleOf(bytes: Uint8Array) {
  const start = bytes.findIndex((byte) => byte >= 0x80);
  return start < 0 ? bytes.subarray(0, 0) : bytes.subarray(start, start + 6000);
}

/** Share of the characters beyond ASCII that a text in this charset would hold; below 0 when many bytes fit nothing. */
function score(sample: Uint8Array, charset: string) {
  const decoded = new TextDecoder(charset).decode(sample, { stream: true });
  const text = charset === 'big5' ? applyHkscs(sample, decoded) : decoded;
  return charset === 'windows-1252' ? western(text) : charset === 'euc-kr' ? korean(text) : eastern(simplify(text));
}

function eastern(text: string) {
  let [all, good, bad] = [0, 0, 0];
  for (const char of text) {
    if (char < '\u0080') continue;
    all += 1;
    if (char === '\ufffd' || (char >= '\ue000' && char <= '\uf8ff')) bad += 1;
    else if (usual.has(char) || marks.test(char)) good += 1;
    else if (common.has(char)) good += 0.3;
    else if (kana.test(char)) good += 0.6;
    // Half-width kana and rare characters are what wrong decoding is made of.
    else if (char >= '\uff61' && char <= '\uff9f') bad += 0.3;
  }
  return all === 0 ? 0 : (good - 3 * bad) / all;
}

/** Korean is written in Hangul; Chinese read as Korean gives characters of Chinese origin among it. */
function korean(text: string) {
  let [all, good, bad] = [0, 0, 0];
  for (const char of text) {
    if (char < '\u0080') continue;
    all += 1;
    if (char === '\ufffd') bad += 1;
    else if (char >= '\uac00' && char <= '\ud7a3') good += 1;
    else if (char >= '\u4e00' && char <= '\uf9ff') bad += 0.5;
  }
  return all === 0 ? 0 : (0.9 * good - 3 * bad) / all;
}

/** Accented letters stand alone among plain ones; bytes of other charsets come in runs. */
function western(text: string) {
  const all = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const alone = text.match(/(?<![^\0-\x7f])[À-ÖØ-öø-ÿ‘’“”–—…€•©®°«»£§ß](?![^\0-\x7f])/g)?.length ?? 0;
  return all === 0 ? 0 : (0.7 * alone) / all;
}

/**
 * The likeliest charset of bytes that are no UTF-8. A declared one is kept when it fits, unless another fits far better: labels are copied
 * from template to template. `undefined` when nothing fits.
 */
export function guessCharset(bytes: Uint8Array, label: string | undefined): string | undefined {
  const sample = sampleOf(bytes);
  if (sample.length === 0) return label;
  const known = label !== undefined && label !== 'utf-8' && label !== 'windows-1252';
  const trust = known ? score(sample, label) : -1;
  if (trust >= 0.35) return label;
  let best: { charset: string; value: number } | undefined = known ? { charset: label, value: trust + 0.2 } : undefined;
  for (const charset of candidates) {
    const value = score(sample, charset) + (charset === label ? 0.1 : 0);
    if (value > (best?.value ?? 0.05)) best = { charset, value };
  }
  return (known ? undefined : guessAlphabet(sample, best?.value ?? 0)) ?? best?.charset;
}

const high = Array.from({ length: 128 }, (_, at): [string, number] => [
  new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + at)),
  0x80 + at,
]);
const byteOf = new Map([...high, ...Array.from({ length: 32 }, (_, at): [string, number] => [String.fromCharCode(0x80 + at), 0x80 + at])]);

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

function strictly(bytes: Uint8Array, charset: string) {
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
