import type { FileText } from './file-text.ts';

/** Words of a Word file of before 2007: its body and notes; cells of a table row apart by tabs. */
export async function readDoc(bytes: Uint8Array): Promise<FileText> {
  const { default: WordExtractor } = await import('word-extractor');
  const document = await new WordExtractor().extract(Buffer.from(bytes));
  return { lines: linesIn([document.getBody(), document.getFootnotes(), document.getEndnotes()].join('\n')), state: 'read' };
}

function linesIn(text: string): FileText['lines'] {
  return text
    .split(/[\r\n\v\f]/)
    .map((line) => line.replace(/[\u0000-\u0008\u000e-\u001f]/g, '').replace(/[ \u00a0\u3000]{1,400}/g, ' '))
    .map((line) => line.replace(/\t{1,40}$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => ({ text: line }));
}
