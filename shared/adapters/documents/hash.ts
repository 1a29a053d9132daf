import { createHash } from 'node:crypto';

/** The part of a key that stands for an address or a value: 32 hex digits. */
export const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
