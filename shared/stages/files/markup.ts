import { orEmpty } from '../../model/values.ts';
import { type FileLine, type FileText, unreadableFile } from './file-text.ts';
import { readXml } from './xml.ts';

/**
 * Texts and tables in the XML of other formats, by the local names of their elements: OpenDocument (p, h, table-row, table-cell), Word 2003 and flat
 * Office files (p, t, tr, tc), Excel 2003 (Row, Cell).
 */
const paragraphs: ReadonlySet<string> = new Set(['p', 'h']);
const rows: ReadonlySet<string> = new Set(['table-row', 'tr', 'Row']);
const cells: ReadonlySet<string> = new Set(['table-cell', 'covered-table-cell', 'tc', 'Cell']);
/** Elements whose words are not the text's: comments, what was deleted, settings, heads and feet, pictures. */
const silent: ReadonlySet<string> = new Set(
  'annotation tracked-changes instrText delText binData pict hdr ftr styles automatic-styles master-styles DocumentProperties comments sequence-decls forms binaryData'.split(
    ' ',
  ),
);
const limits = { chars: 2_000_000, lines: 50_000 } as const;

/** Words of such a part. `inText`: only what stands in elements of this name is text. Throws ZipError. */
export function readMarkup(bytes: Uint8Array, inText?: string): FileText {
  const lines: FileLine[] = [];
  let row: string[] | undefined;
  let text = '';
  let quiet = 0;
  let open = inText === undefined ? 1 : 0;
  let chars = 0;
  const end = (): void => {
    const words = text.replace(/\s{1,400}/g, ' ').trim();
    text = '';
    if (words === '') return;
    chars += words.length;
    if (row) row[Math.max(row.length - 1, 0)] = [orEmpty(row.at(-1)), words].filter((each) => each !== '').join(' ');
    else lines.push({ text: words });
  };
  readXml(bytes, {
    open: (name) => {
      if (silent.has(name)) quiet += 1;
      else if (name === inText) open += 1;
      else if (paragraphs.has(name)) end();
      else if (rows.has(name)) row ??= [];
      else if (cells.has(name)) row?.push('');
      else if (name === 'tab' || name === 's' || name === 'line-break' || name === 'br') text += ' ';
    },
    text: (words) => {
      if (quiet === 0 && open > 0 && chars + text.length < limits.chars) text += words;
    },
    close: (name) => {
      if (silent.has(name)) quiet -= 1;
      else if (name === inText) open -= 1;
      else if (paragraphs.has(name) || cells.has(name)) end();
      else if (rows.has(name) && row) {
        const words = row.join('\t').trimEnd();
        row = undefined;
        if (words !== '') lines.push({ text: words });
      }
    },
  });
  end();
  if (chars >= limits.chars || lines.length > limits.lines) return unreadableFile('too-large', `more than ${limits.chars} characters`);
  return lines.length === 0 ? unreadableFile('damaged', 'the file holds no words') : { lines, state: 'read' };
}

/** The element that words stand in, when the bytes are Office XML in one file: `t` of Word 2003, `Data` of Excel 2003. */
export function markupOf(bytes: Uint8Array): { readonly words: string; readonly format: string } | undefined {
  const head = Buffer.from(bytes.subarray(0, 4_000)).toString('utf8');
  if (!/^[\s\ufeff]{0,20}<\?xml/.test(head)) return undefined;
  if (/schemas\.microsoft\.com\/office\/word\/2003|schemas\.microsoft\.com\/office\/2006\/xmlPackage/.test(head))
    return { words: 't', format: 'doc' };
  return /urn:schemas-microsoft-com:office:spreadsheet/.test(head) ? { words: 'Data', format: 'xls' } : undefined;
}
