import { simplify } from '../fold.ts';

const wide = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;

/**
 * Text for matching patterns: Simplified characters, half-width letters and digits; Chinese punctuation, case and line ends stay.
 * Of the same length, so that offsets hold in both.
 */
export function fold(text: string): string {
  return simplify(text).replace(wide, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0));
}
