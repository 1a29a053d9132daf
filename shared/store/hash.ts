import { sha256 } from '../stages/text/hash.ts';

/** The part of a key that stands for an address or a value: 32 hex digits. */
export const hash = (text: string): string => sha256(text).slice(0, 32);
