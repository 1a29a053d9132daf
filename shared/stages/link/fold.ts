import { foldTable } from '../../registry/script.ts';

/** Full-width letters and digits, whose half-width forms keep their case here. */
const wideAlphanumeric = (code: number): boolean =>
  (code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a);

/**
 * Text for matching patterns: Simplified characters, half-width letters and digits; Chinese punctuation, case and line ends stay.
 * Of the same length, so that offsets hold in both.
 */
export function fold(text: string): string {
  let out = '';
  let kept = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x3400) continue;
    const folded = wideAlphanumeric(code) ? code - 0xfee0 : code < 0xf900 ? (foldTable[code] ?? code) : code;
    if (folded === code) continue;
    out += text.slice(kept, i) + String.fromCharCode(folded);
    kept = i + 1;
  }
  return out + text.slice(kept);
}
