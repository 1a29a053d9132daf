import { decode } from '../decode.ts';
import type { FileText } from './types.ts';

/** Lines of a text file in whatever charset it is in. */
export function readPlain(bytes: Uint8Array): FileText {
  const { text, lossy } = decode(bytes);
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const warnings = lossy ? [{ field: 'text', reason: 'some bytes fit no character of the charset' }] : [];
  return { lines: lines.map((line) => ({ text: line })), state: 'read', warnings };
}

/** Text holds no zero bytes, and little else below the blank. */
export function looksPlain(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4_096);
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return head.length > 0 && controls * 50 <= head.length;
}

/** A page where a file should be: a login, a challenge, `not found` with status 200. */
export const looksLikePage = (bytes: Uint8Array): boolean =>
  /^[\s\ufeff]{0,60}(?:<!doctype html|<html|<head|<script|<meta|<!--)/i.test(Buffer.from(bytes.subarray(0, 400)).toString('utf8'));
