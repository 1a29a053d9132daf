import type { Decoded } from '../model/page.ts';

type Reading = { readonly text: string; readonly charset: string };

/** Canonical name of a label; every gb* label is read as gb18030, which holds them all. `undefined` for labels nobody can decode. */
export function canonical(label: string | undefined): string | undefined {
  const name = label?.trim().toLowerCase().replace(/["';]/g, '');
  if (!name) return undefined;
  if (/^(?:x-)?(?:gb|euc-cn|cp936|ms936|windows-936|csgb|chinese)/.test(name)) return 'gb18030';
  if (/^(?:utf-?16|ucs-?2|unicode$|iso-10646-ucs-2)/.test(name)) return /be$/.test(name) ? 'utf-16be' : 'utf-16le';
  if (/^(?:iso-?8859-?1$|latin1$|l1$|us-ascii$|ascii$|cp1252$)/.test(name)) return 'windows-1252';
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}

function declared(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  const header = canonical(/charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})/i.exec(contentType ?? '')?.[1]);
  if (header) return header;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16_384)).replace(/<!--[\s\S]{0,4000}?-->/g, ' ');
  const prolog = /^\s{0,20}<\?xml[^<>]{0,200}?encoding\s{0,3}=\s{0,3}["']([\w.:-]{2,40})/i.exec(head)?.[1];
  const meta = /<meta\s[^<>]{0,400}?charset\s{0,3}=\s{0,3}["']?\s{0,3}([\w.:-]{2,40})/i.exec(head)?.[1];
  const inside = canonical(prolog) ?? canonical(meta);
  // A label that could be read as ASCII cannot be UTF-16.
  return inside?.startsWith('utf-16') ? 'utf-8' : inside;
}

function marked(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33) return 'gb18030';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0 && d === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c && c === 0)) return 'utf-16be';
  return undefined;
}

/** Decodes strictly. A last character that the end of the body cuts in two is left out; any other fault gives `undefined`. */
function strictly(bytes: Uint8Array, charset: string): Reading | undefined {
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true }), charset };
  } catch {
    return undefined;
  }
}

const loosely = (bytes: Uint8Array, charset: string): Reading => ({ text: new TextDecoder(charset).decode(bytes), charset });

/** Share of the bytes above ASCII that stand in pairs of the common GB 2312 zone, or of Big5's. */
function zones(bytes: Uint8Array): { gb: number; big5: number } {
  let pairs = 0;
  let gb = 0;
  let big5 = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[i + 1] ?? 0;
    pairs += 1;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) gb += 1;
    if (lead >= 0xa1 && lead <= 0xc6 && ((trail >= 0x40 && trail <= 0x7e) || trail >= 0xa1)) big5 += 1;
    i += 1;
  }
  return pairs === 0 ? { gb: 0, big5: 0 } : { gb: gb / pairs, big5: big5 / pairs };
}

function unlabelled(bytes: Uint8Array): Reading | undefined {
  const { gb, big5 } = zones(bytes);
  const preferBig5 = gb < 0.75 && big5 > 0.9;
  if (gb < 0.4 && !preferBig5) return undefined;
  return (preferBig5 ? strictly(bytes, 'big5') : undefined) ?? strictly(bytes, 'gb18030');
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** UTF-8 proves itself by its structure; a few GBK characters may pass as two-byte ones, and then a Chinese label is believed. */
function provenUtf8(bytes: Uint8Array, label: string | undefined): Reading | undefined {
  const reading = strictly(bytes, 'utf-8');
  if (!reading || !label || label === 'utf-8') return reading;
  if (!/[^\0-\x7f]/.test(reading.text)) return undefined;
  const onlyTwoByte = !/[\u0800-\uffff]/.test(reading.text);
  const believed = onlyTwoByte && /^(?:gb18030|big5|shift_jis|euc-)/.test(label) && strictly(bytes, label) !== undefined;
  return believed ? undefined : reading;
}

function byLabel(bytes: Uint8Array, label: string | undefined): Reading | undefined {
  if (!label || label === 'utf-8') return undefined;
  if (label === 'windows-1252') {
    // Servers say iso-8859-1 of everything: Chinese bytes show through.
    const chinese = zones(bytes).gb > 0.75 ? strictly(bytes, 'gb18030') : undefined;
    return chinese ?? strictly(bytes, label);
  }
  return strictly(bytes, label);
}

/** UTF-8 with a few broken characters: its structure still shows, where text in another charset breaks at every second character. */
function damagedUtf8(bytes: Uint8Array): Reading | undefined {
  const reading = loosely(bytes, 'utf-8');
  const bad = count(reading.text, /\ufffd/g);
  const good = count(reading.text, /[\u0080-\ufffc\ufffe\uffff]/g);
  return good >= 8 && bad <= good / 8 ? reading : undefined;
}

const finish = ({ text, charset }: Reading): Decoded => {
  const clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  return { text: clean, charset, lossy: clean.includes('\ufffd') };
};

/**
 * Text of a body and the charset it is really in: byte-order mark, then UTF-8 when the bytes prove it, then the declared charset
 * (header, XML prolog, meta), then gb18030 when it fits without a fault, else the likeliest with U+FFFD and `lossy`.
 * `contentType` is the header; `forced` is a label that overrides everything.
 */
export function decode(bytes: Uint8Array, contentType?: string, forced?: string): Decoded {
  const wanted = canonical(forced);
  if (wanted) return finish(strictly(bytes, wanted) ?? loosely(bytes, wanted));
  const mark = marked(bytes);
  if (mark) return finish(strictly(bytes, mark) ?? loosely(bytes, mark));
  const label = declared(bytes, contentType);
  const sure = provenUtf8(bytes, label) ?? damagedUtf8(bytes) ?? byLabel(bytes, label) ?? unlabelled(bytes);
  return finish(sure ?? loosely(bytes, label ?? (zones(bytes).gb > 0.4 ? 'gb18030' : 'utf-8')));
}
