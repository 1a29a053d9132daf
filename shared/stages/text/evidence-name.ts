import type { Page } from '../../model/page.ts';
import { sha256 } from './hash.ts';

/** What tells one answer with these bytes from another: the same answer of the same address has one description, that of the first time. */
export const descriptionName = ({ url, status }: Pick<Page, 'url' | 'status'>, bytesHash: string): string =>
  sha256(JSON.stringify([url, status, bytesHash])).slice(0, 32);
