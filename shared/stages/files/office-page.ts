import { isTag } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { parseDom } from '../html/dom.ts';
import { readLines } from '../html/lines.ts';
import { decode } from '../text/decode/decode.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { doubtsOf, type FileLine, type FileText, unreadableFile } from './file-text.ts';
import lists from './word-lists.json' with { type: 'json' };
import { readXml } from './xml.ts';

/**
 * Texts and tables in the XML of other formats, by the local names of their elements: OpenDocument (p, h, table-row, table-cell), Word 2003
 * and flat Office files (p, t, tr, tc), Excel 2003 (Row, Cell).
 */
const paragraphs = new Set(['p', 'h']);
const rows = new Set(['table-row', 'tr', 'Row']);
const cells = new Set(['table-cell', 'covered-table-cell', 'tc', 'Cell']);
/** Elements whose words are not the text's: comments, what was deleted, settings, heads and feet, pictures. */
const silent = new Set(lists.silentElements);
const limits = { chars: 2_000_000, lines: 50_000 } as const;

/** Words of such a part. `inText`: only what stands in elements of this name is text. Throws ZipError. */
export function readMarkup(bytes: Uint8Array, inText?: string): FileText {
  const lines: FileLine[] = [];
  let row: string[] | undefined;
  let text = '';
  let quiet = 0;
  let open = inText === undefined ? 1 : 0;
  let chars = 0;
  const end = () => {
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

export function markupOf(bytes: Uint8Array): { readonly words: string; readonly format: string } | undefined {
  const head = Buffer.from(bytes.subarray(0, 4_000)).toString('utf8');
  if (!/^[\s\ufeff]{0,20}<\?xml/.test(head)) return undefined;
  if (/schemas\.microsoft\.com\/office\/word\/2003|schemas\.microsoft\.com\/office\/2006\/xmlPackage/.test(head))
    return { words: 't', format: 'doc' };
  return /urn:schemas-microsoft-com:office:spreadsheet/.test(head) ? { words: 'Data', format: 'xls' } : undefined;
}

const {
  maker,
  /** What a page of a site has and a saved text has not. */
  site,
} = expressionsOf(expressions.officePage);
const fewest = 150;

/**
 * Word and Excel save as pages, and sites put such a page up as a .doc or .xls file; so do programs that fill a table into a bare page. A
 * page of a site in the place of a file (a login, an error) is none.
 */
export function isOfficePage(bytes: Uint8Array, hint: string): boolean {
  if (maker.test(Buffer.from(bytes.subarray(0, 4_000)).toString('latin1'))) return true;
  if (!/^(?:docx?|wps|xlsx?|et|rtf)$/.test(hint)) return false;
  const { text } = decode(bytes.subarray(0, 400_000));
  if (site.test(text)) return false;
  return (text.match(/<tr[\s>]/gi) ?? []).length > 1 || text.replace(/<[^<>]{0,400}>/g, '').replace(/\s/g, '').length >= fewest;
}

export function readOfficePage(bytes: Uint8Array): FileText {
  const { text, ...read } = decode(bytes);
  const dom = parseDom(text);
  const lines = dom.document.children.filter(isTag).flatMap((root) => readLines(dom, root));
  const warnings = doubtsOf(read);
  return { lines: lines.map(lineOf), state: 'read', warnings };
}

const lineOf = ({ text, align }: { readonly text: string; readonly align?: string | undefined }): FileLine =>
  align === 'right' || align === 'center' ? { text, align } : { text };
