import { hash } from 'node:crypto';
import type { Page } from '../../model/article.ts';

/** The SHA-256 of bytes or of a text, as 64 hex digits: what contents are named by. */
export const sha256 = (value: Uint8Array | string): string => hash('sha256', value);

/** What tells one answer with these bytes from another: the same answer of the same address has one description, that of the first time. */
export const descriptionName = ({ url, status }: Pick<Page, 'url' | 'status'>, bytesHash: string): string =>
  sha256(JSON.stringify([url, status, bytesHash])).slice(0, 32);

/** A JSON object, its fields not yet looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Value at a dotted path; "" is the root. Own fields only. */
export function valueAtPath(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as JsonObject)[key];
  }
  return found;
}
