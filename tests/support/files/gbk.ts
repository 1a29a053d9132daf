let table: Map<string, readonly number[]> | undefined;

/** Text in GBK, for the two-byte part of it: the platform decodes it and does not encode it. */
export function gbk(text: string): Uint8Array {
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead < 0xff; lead += 1)
      for (let trail = 0x40; trail < 0xff; trail += 1) {
        const char = decoder.decode(Uint8Array.of(lead, trail));
        if (trail !== 0x7f && [...char].length === 1 && !table.has(char)) table.set(char, [lead, trail]);
      }
  }
  const known = table;
  return Uint8Array.from([...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : (known.get(char) ?? [0x3f]))));
}
