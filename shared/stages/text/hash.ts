import { hash } from 'node:crypto';
import type { Page } from '../../model/article.ts';

/** The SHA-256 of bytes or of a text, as 64 hex digits: what contents are named by. */
export const sha256 = (value: Uint8Array | string): string => hash('sha256', value);

/** What tells one answer with these bytes from another: the same answer of the same address has one description, that of the first time. */
export const descriptionName = ({ url, status }: Pick<Page, 'url' | 'status'>, bytesHash: string): string =>
  sha256(JSON.stringify([url, status, bytesHash])).slice(0, 32);
