import { radicals } from '../../../registry/radicals.ts';
import { foldedUnits } from '../../../registry/script.ts';
import { scriptTable } from '../../text/fold.ts';

/** What a stretch of text holds, as bits over those of the roles of sentences: readers with long patterns look only where what they cannot do without stands. */
export const textFlags = { figure: 8, letter: 16, time: 32, name: 64 } as const;

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

/** The bits of each unit, as it is folded by `foldScript`. */
export const flagsOfUnits: Uint8Array = bits.slice();
for (const code of [...foldedUnits, ...[...radicals.keys()].map((sign) => sign.charCodeAt(0))])
  flagsOfUnits[code] = bits[scriptTable[code] ?? code] ?? 0;
