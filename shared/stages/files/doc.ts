import { oleStream } from '../text/decode/magic.ts';
import { encrypted, type FileText, unreadableFile } from './file-text.ts';

/** Word 6 and 95 kept text as bytes in the code page of their language (offsets of their file information block). */
const languages: Readonly<Record<number, string>> = { 2052: 'gb18030', 4100: 'gb18030', 1028: 'big5', 3076: 'big5', 1041: 'shift_jis' };
const old = { magic: 0xa5dc, language: 6, flags: 10, start: 24, end: 28 } as const;

/** Words of a Word file of before 2007: its body and notes; cells of a table row apart by tabs. */
export async function readDoc(bytes: Uint8Array): Promise<FileText> {
  const early = readEarly(oleStream(bytes, ['WordDocument']));
  if (early) return early;
  const { default: WordExtractor } = await import('word-extractor');
  const document = await new WordExtractor().extract(Buffer.from(bytes));
  return { lines: linesIn([document.getBody(), document.getFootnotes(), document.getEndnotes()].join('\n')), state: 'read' };
}

function readEarly(stream: Uint8Array | undefined): FileText | undefined {
  if (!stream || stream.length < 64) return undefined;
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  if (view.getUint16(0, true) !== old.magic) return undefined;
  const flags = view.getUint16(old.flags, true);
  if ((flags & 0x100) !== 0) return unreadableFile('unsupported', encrypted);
  if ((flags & 4) !== 0) return unreadableFile('unsupported', 'a Word 95 file that was saved in pieces');
  const charset = languages[view.getUint16(old.language, true)] ?? 'windows-1252';
  const text = new TextDecoder(charset).decode(stream.subarray(view.getUint32(old.start, true), view.getUint32(old.end, true)));
  return { lines: linesIn(text.replaceAll('\u0007', '\t')), state: 'read' };
}

function linesIn(text: string): FileText['lines'] {
  return text
    .split(/[\r\n\v\f]/)
    .map((line) => line.replace(/[\u0000-\u0008\u000e-\u001f]/g, '').replace(/[ \u00a0\u3000]{1,400}/g, ' '))
    .map((line) => line.replace(/\t{1,40}$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => ({ text: line }));
}
