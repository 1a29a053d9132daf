/** Records of a workbook: a kind, and bytes that may go on in records of their own (`0x3c`). */
export type BiffRecord = { readonly kind: number; readonly at: number; readonly parts: readonly Uint8Array[] };

const goesOn = 0x3c;

/** The records of a stream in their order; a broken one ends them. */
export function* readBiffRecords(stream: Uint8Array): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let at = 0; at + 4 <= stream.length; ) {
    const start = at;
    const kind = view.getUint16(at, true);
    const parts: Uint8Array[] = [];
    do {
      const length = view.getUint16(at + 2, true);
      parts.push(stream.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    } while (at + 4 <= stream.length && view.getUint16(at, true) === goesOn);
    yield { kind, at: start, parts };
  }
}

/** Reads along a record and the records that carry it on. */
export type Cursor = {
  u8(): number;
  u16(): number;
  u32(): number;
  skip(n: number): void;
  text(letters: number, wide: boolean): string;
  readonly done: boolean;
};

export function cursorOf(parts: readonly Uint8Array[]): Cursor {
  let part = 0;
  let at = 0;
  const settle = (): void => {
    while (part < parts.length && at >= (parts[part]?.length ?? 0)) {
      at -= parts[part]?.length ?? 0;
      part += 1;
    }
  };
  const u8 = (): number => {
    settle();
    const byte = parts[part]?.[at] ?? 0;
    at += 1;
    return byte;
  };
  const u16 = (): number => u8() + u8() * 256;
  return {
    u8,
    u16,
    u32: () => u16() + u16() * 65_536,
    skip(n) {
      at += n;
      settle();
    },
    /** Letters of one byte each, or `wide` of two. Where they go on in another record a sign there says how. */
    text(letters, wideAtFirst) {
      let wide = wideAtFirst;
      settle();
      let words = '';
      for (let n = 0; n < letters && part < parts.length; ) {
        const left = (parts[part]?.length ?? 0) - at;
        if (left <= 0) {
          part += 1;
          at = 0;
          wide = (u8() & 1) !== 0;
          continue;
        }
        const count = Math.min(letters - n, wide ? Math.floor(left / 2) : left);
        if (count === 0) return words;
        const bytes = parts[part]?.subarray(at, at + count * (wide ? 2 : 1)) ?? new Uint8Array();
        words += wide ? new TextDecoder('utf-16le').decode(bytes) : Buffer.from(bytes).toString('latin1');
        at += bytes.length;
        n += count;
      }
      return words;
    },
    get done() {
      settle();
      return part >= parts.length;
    },
  };
}
