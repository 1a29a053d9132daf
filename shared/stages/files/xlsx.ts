import { group, opt, orEmpty } from '../../model/values.ts';
import { type FileLine, type FileText, unreadableFile } from './file-text.ts';
import { attributeOf, officeTitle, readXml } from './xml.ts';
import { packZip, type Zip } from './zip.ts';

const limits = { cells: 3_000_000, rows: 50_000, chars: 2_000_000 } as const;

export async function readXlsx(zip: Zip): Promise<FileText> {
  const parts = new Map<string, Uint8Array>();
  for (const member of zip.members) {
    if (!/\.(?:xml|rels)$/.test(member.name) || /(?:drawing|chart|comment|pivot|externalLink|vmlDrawing)/i.test(member.name)) continue;
    const bytes = member.read();
    if (/^xl\/worksheets\/[^/]{1,80}\.xml$/.test(member.name)) {
      const reach = reachOf(bytes);
      if (reach > limits.cells) return unreadableFile('too-large', `a sheet of ${reach} cells`);
    } else readXml(bytes, { open: () => {} });
    parts.set(member.name, bytes);
  }
  const { default: readSheets } = await import('read-excel-file/universal');
  const sheets = await readSheets(packZip(parts));
  const title = officeTitle((name) => parts.get(name));
  const lines: FileLine[] = [];
  let chars = 0;
  const hidden = hiddenSheets(parts.get('xl/workbook.xml'));
  for (const { sheet, data } of sheets) {
    if (hidden.has(sheet)) continue;
    lines.push({ text: sheet, heading: true });
    for (const row of data) {
      const text = row.map(wordsOf).join('\t').trimEnd();
      if (text.trim() === '') continue;
      chars += text.length;
      if (chars > limits.chars || lines.length > limits.rows) return unreadableFile('too-large', `more than ${limits.rows} rows`);
      lines.push({ text });
    }
  }
  return { lines, state: 'read', ...opt({ title }) };
}

function hiddenSheets(workbook: Uint8Array | undefined) {
  const names = new Set<string>();
  readXml(workbook ?? new Uint8Array(), {
    open: (name, attributes) => {
      if (name === 'sheet' && /hidden/i.test(orEmpty(attributeOf(attributes, 'state'))))
        names.add(orEmpty(attributeOf(attributes, 'name')));
    },
  });
  return names;
}

/** Cells between the first and the farthest one of a sheet: the library makes room for all of them. */
function reachOf(bytes: Uint8Array) {
  let rows = 0;
  let columns = 0;
  readXml(bytes, {
    open: (name, attributes) => {
      if (name !== 'c' && name !== 'row') return;
      const place = /^([A-Z]{0,4})(\d{1,8})$/.exec(orEmpty(attributeOf(attributes, 'r')));
      if (!place) return;
      rows = Math.max(rows, Number(place[2]));
      columns = Math.max(columns, columnOf(group(place, 1)));
    },
  });
  return rows * columns;
}

const columnOf = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function wordsOf(value: unknown) {
  if (value === null || !value) return '';
  // Days in a sheet have no zone; the library gives them as UTC, and a time alone as one of its first day.
  if (value instanceof Date) return value.getUTCFullYear() < 1900 ? value.toISOString().slice(11, 16) : value.toISOString().slice(0, 10);
  return String(value).replace(/\s+/g, ' ').trim();
}
