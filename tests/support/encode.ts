/** Characters of a charset by their bytes, found by decoding every pair of bytes: the platform decodes many charsets and encodes only UTF-8. */
function tableOf(charset: string): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(charset);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, [lead, trail]);
    }
  }
  return table;
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Characters beyond the basic plane have four bytes in gb18030. */
function fourBytes(char: string): readonly number[] {
  const at = (char.codePointAt(0) ?? 0) - 0x10000;
  if (at < 0) throw new Error(`${char} is not in the table`);
  return [0x90 + Math.floor(at / 12_600), 0x30 + (Math.floor(at / 1260) % 10), 0x81 + (Math.floor(at / 10) % 126), 0x30 + (at % 10)];
}

function wide(text: string, bytes: 2 | 4, little: boolean): Uint8Array {
  const units =
    bytes === 2
      ? Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
      : Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(units.length * bytes));
  for (const [at, unit] of units.entries()) {
    if (bytes === 2) view.setUint16(at * 2, unit, little);
    else view.setUint32(at * 4, unit, little);
  }
  return new Uint8Array(view.buffer);
}

/** Bytes of a text in a charset that the platform can decode, or in UTF-16 or UTF-32. */
export function encode(text: string, charset: string): Uint8Array {
  if (charset === 'utf-8') return new TextEncoder().encode(text);
  if (/^utf-(?:16|32)/.test(charset)) return wide(text, charset.startsWith('utf-16') ? 2 : 4, charset.endsWith('le'));
  const table = tables.get(charset) ?? tableOf(charset);
  tables.set(charset, table);
  return Uint8Array.from([...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : [...(table.get(char) ?? fourBytes(char))])));
}
