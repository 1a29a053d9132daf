import { gbk } from './gbk.ts';

/** Letters as the three ways of writing them in RTF: bytes of a code page, numbers with a sign to pass over, numbers with the bytes to pass over. */
export const asBytes = (text: string): string =>
  [...text]
    .map((char) => (char < '\u0080' ? char : [...gbk(char)].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('')))
    .join('');
const unit = (char: string): number => (char.charCodeAt(0) << 16) >> 16;
export const asNumbers = (text: string): string => [...text].map((char) => (char < '\u0080' ? char : `\\u${unit(char)}?`)).join('');
export const asBoth = (text: string): string =>
  [...text].map((char) => (char < '\u0080' ? char : `\\u${unit(char)}${asBytes(char)}`)).join('');

const fonts = "{\\fonttbl{\\f0\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}{\\f1\\fswiss\\fcharset0 Arial;}}";

/** An RTF file around a body. */
export const rtf = (body: string, head = '\\ansi\\ansicpg936'): Uint8Array => Buffer.from(`{\\rtf1${head}${fonts}\\f0 ${body}}`, 'latin1');
