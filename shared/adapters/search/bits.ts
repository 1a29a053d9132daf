/** Sets of documents of a file, a bit for the place of each. */
export type Bits = Uint32Array;

export const noBits = (size: number): Bits => new Uint32Array((size + 31) >>> 5);
export const hasBit = (bits: Bits, place: number): boolean => (((bits[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1;
export function setBit(bits: Bits, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
}

export function bitsOf(size: number, set: Iterable<number>): Bits {
  const bits = noBits(size);
  for (const place of set) setBit(bits, place);
  return bits;
}

export const bothOf = (a: Bits, b: Bits): Bits => a.map((word, at) => word & (b[at] ?? 0));
export const eitherOf = (a: Bits, b: Bits): Bits => a.map((word, at) => word | (b[at] ?? 0));
export const without = (a: Bits, b: Bits): Bits => a.map((word, at) => word & ~(b[at] ?? 0));
export const isEmpty = (bits: Bits): boolean => bits.every((word) => word === 0);

/** The places of a set, in order. */
export function* placesIn(bits: Bits): Generator<number> {
  for (let at = 0; at < bits.length; at += 1) {
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1) yield (at << 5) + (31 - Math.clz32(word & -word));
  }
}

/** Calls back for each place of a set, in order: for the hottest of loops. */
export function eachPlace(bits: Bits, visit: (place: number) => void): void {
  for (let at = 0; at < bits.length; at += 1) {
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1) visit((at << 5) + (31 - Math.clz32(word & -word)));
  }
}
