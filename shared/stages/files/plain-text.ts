import { decode } from '../text/decode/decode.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { doubtsOf, type FileText } from './file-text.ts';

const { firstTag } = expressionsOf(expressions.plainText);

export function readPlain(bytes: Uint8Array): FileText {
  const { text, ...read } = decode(bytes);
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const warnings = doubtsOf(read);
  return { lines: lines.map((line) => ({ text: line })), state: 'read', warnings };
}

/** Text holds little below the blank; in UTF-16, which says so at its beginning, every other byte may be zero. */
export function looksPlain(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4_096);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return head.length > 2;
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return head.length > 0 && controls * 50 <= head.length;
}

export const looksLikePage = (bytes: Uint8Array): boolean =>
  firstTag.test(
    Buffer.from(bytes.subarray(0, 1_000))
      .toString('utf8')
      .replace(/^[\s\ufeff]{0,60}(?:<\?xml[^<>]{0,200}\?>\s{0,60})?(?:<!--[^<>]{0,300}-->\s{0,60})?/, ''),
  );

/** What an interface answers in the place of a file. */
export const looksLikeAnswer = (bytes: Uint8Array): boolean =>
  bytes.length < 4_000 &&
  /^[\s\ufeff]{0,60}[{[][\s\S]{0,3000}[}\]]\s{0,60}$/.test(Buffer.from(bytes).toString('utf8')) &&
  looksPlain(bytes);
