import { hkscs, hkscsPairs } from '../../../registry/hkscs.ts';

const big5Decoder = new TextDecoder('big5');
const rows = new Map(Object.entries(hkscs).map(([lead, row]) => [Number(lead), [...row]]));

/** Column of a trail byte in a row of Big5. */
const column = (trail: number): number => (trail <= 0x7e ? trail - 0x40 : trail - 0xa1 + 63);

function extra(lead: number, trail: number): string | undefined {
  const char = rows.get(lead)?.[column(trail)];
  return char === undefined || char === ' ' ? hkscsPairs[lead * 256 + trail] : char;
}

/**
 * Big5 with the characters of Hong Kong. `text` is what Node's decoder made of the bytes: when it holds private characters, the bytes are gone
 * through once more, pair by pair.
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
