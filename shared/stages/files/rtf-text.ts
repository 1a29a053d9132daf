/** Code pages of the fonts of an RTF file, by their `\fcharset`. */
const fontPages: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  204: 'windows-1251',
  238: 'windows-1250',
};
const codePages: Readonly<Record<number, string>> = { 932: 'shift_jis', 936: 'gb18030', 949: 'euc-kr', 950: 'big5', 65001: 'utf-8' };

export const charsetOfFont = (number: number): string | undefined => fontPages[number];
export const charsetOfPage = (number: number): string =>
  codePages[number] ?? (number >= 1250 && number <= 1258 ? `windows-${number}` : 'windows-1252');

/** Charsets in which a character takes two bytes. */
export const isDouble = (charset: string): boolean => ['gb18030', 'big5', 'shift_jis', 'euc-kr'].includes(charset);

/** Whether the bytes so far end in the first half of a character, whose second half may look like an ASCII letter. */
export function endsInHalf(bytes: readonly number[], charset: string): boolean {
  if (bytes.length === 0 || !isDouble(charset)) return false;
  let at = 0;
  while (at < bytes.length) at += (bytes[at] ?? 0) >= 0x81 ? 2 : 1;
  return at > bytes.length;
}

/**
 * Bytes as text. Writers mark Chinese letters with a western font where the file as a whole is Chinese: pairs of high bytes are read by the charset of
 * the file, `wide`.
 */
export function bytesAsText(bytes: readonly number[], charset: string, wide: string | undefined): string {
  const buffer = Uint8Array.from(bytes);
  if (!isDouble(charset) && charset !== 'utf-8' && wide !== undefined && bytes.length % 2 === 0 && bytes.every((byte) => byte >= 0x81)) {
    try {
      return new TextDecoder(wide, { fatal: true }).decode(buffer);
    } catch {
      // Western letters after all.
    }
  }
  return new TextDecoder(charset).decode(buffer);
}
