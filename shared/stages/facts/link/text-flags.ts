/** What a stretch of text holds, as bits: readers with long patterns look only where what they cannot do without stands. */
export const textFlags = { figure: 1, letter: 2, time: 4, name: 8 } as const;

const bits = new Uint8Array(0x10000);
const range = (from: string, to: string): string =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, at) => String.fromCharCode(from.charCodeAt(0) + at)).join('');
for (const [chars, bit] of [
  [range('0', '9'), textFlags.figure],
  [range('A', 'Z') + range('a', 'z'), textFlags.letter],
  ['年月日天周起届', textFlags.time],
  ['《》〔［[【第转', textFlags.name],
] as const)
  for (const char of chars) bits[char.charCodeAt(0)] = bit;

/** The bits of all characters from `start` to `end` of a folded text. */
export function findFlags(text: string, start: number, end: number): number {
  let found = 0;
  for (let at = start; at < end; at += 1) found |= bits[text.charCodeAt(at)] ?? 0;
  return found;
}
