import hkscsRows from './tables/hkscs.json' with { type: 'json' };

/**
 * Characters that the Hong Kong Supplementary Character Set (2004) adds to Big5, by lead byte: trail bytes 40–7E, then A1–FE; a blank where
 * there is none. Node's own `big5` gives private characters for them.
 */
export const hkscs: Readonly<Record<number, string>> = Object.fromEntries(hkscsRows);

/** Letters with two accents have no character of their own. */
export const hkscsPairs: Readonly<Record<number, string>> = {
  34914: '\u00ca\u0304',
  34916: '\u00ca\u030c',
  34979: '\u00ea\u0304',
  34981: '\u00ea\u030c',
};
