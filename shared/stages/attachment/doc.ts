import type { FileText } from './types.ts';

/** Words of a Word 97–2003 file: its body and notes; cells of a table row apart by tabs. */
export async function readDoc(bytes: Uint8Array): Promise<FileText> {
  const { default: WordExtractor } = await import('word-extractor');
  const document = await new WordExtractor().extract(Buffer.from(bytes));
  const text = [document.getBody(), document.getFootnotes(), document.getEndnotes()].join('\n');
  const lines = text
    .split(/[\r\n\v\f]/)
    .map((line) => line.replace(/[\u0000-\u0008\u000e-\u001f]/g, '').replace(/[ \u00a0\u3000]{1,400}/g, ' '))
    .map((line) => line.replace(/\t{1,40}$/, '').trim())
    .filter((line) => line !== '');
  return { lines: lines.map((line) => ({ text: line })), state: 'read' };
}
