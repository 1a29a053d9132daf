import { hash } from 'node:crypto';

/** The SHA-256 of bytes or of a text, as 64 hex digits: what contents are named by. */
export const sha256 = (value: Uint8Array | string): string => hash('sha256', value);
