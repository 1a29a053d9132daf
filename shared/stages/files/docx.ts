import { Parser } from 'htmlparser2';
import { opt, orEmpty } from '../../model/values.ts';
import { withoutHidden } from './docx-hidden.ts';
import type { FileLine, FileText } from './file-text.ts';
import { counter, type ListPlace, type Numbering, readNumbering } from './numbering.ts';
import { packZip } from './repack.ts';
import { attributeOf, localName, officeTitle, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/** The parts that hold words. The list definitions are left out: their labels are written into the text before the library sees it. */
const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:document\d{0,2}|styles|footnotes|endnotes|numbering)\.xml|word\/_rels\/[^/]{1,80}\.rels)$/;

/** Words of a Word file: paragraphs with the labels of numbered clauses, rows of tables, notes at the end; what tracked changes deleted is left out. Throws ZipError. */
export async function readDocx(zip: Zip): Promise<FileText> {
  const parts = new Map<string, Uint8Array>();
  for (const member of zip.members) {
    if (!wanted.test(member.name)) continue;
    const bytes = member.read();
    readXml(bytes, { open: () => {} });
    parts.set(member.name, bytes);
  }
  const numbering = readNumbering(parts.get('word/numbering.xml'), parts.get('word/styles.xml'));
  parts.delete('word/numbering.xml');
  for (const [name, bytes] of parts)
    if (/^word\/document\d{0,2}\.xml$/.test(name)) parts.set(name, withListLabels(withoutHidden(bytes), numbering));
  const title = officeTitle((name) => parts.get(name));
  const { default: mammoth } = await import('mammoth');
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(packZip(parts)) },
    {
      includeEmbeddedStyleMap: false,
      ignoreEmptyParagraphs: true,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      styleMap: [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='set-right'] => p.right:fresh",
        "p[style-name='set-center'] => p.center:fresh",
      ],
      transformDocument: aligned,
    },
  );
  return { lines: linesIn(value), state: 'read', ...opt('title', title) };
}

type DocxNode = {
  readonly type?: string;
  readonly alignment?: string;
  readonly styleName?: string;
  readonly children?: readonly DocxNode[];
};

/** The library's HTML has no alignment; a style of ours carries it. */
function aligned(part: DocxNode): DocxNode {
  const children = part.children ? { children: part.children.map(aligned) } : {};
  const set =
    part.type === 'paragraph' &&
    (part.alignment === 'right' || part.alignment === 'center') &&
    !/^(?:title|heading)/i.test(orEmpty(part.styleName));
  return { ...part, ...children, ...(set ? { styleName: `set-${part.alignment}` } : {}) };
}

type OpenParagraph = { at: number; place?: { list?: string; level?: number }; style?: string; done: boolean };

/** The document with the labels of its numbered paragraphs as words at their start. */
function withListLabels(bytes: Uint8Array, numbering: Numbering): Uint8Array {
  if (numbering.lists.size === 0) return bytes;
  const xml = Buffer.from(bytes).toString('utf8');
  const label = counter(numbering);
  const inserts: { at: number; text: string }[] = [];
  const stack: OpenParagraph[] = [];
  const settle = (open: OpenParagraph, at: number, prefix: string): void => {
    open.done = true;
    const place = findListPlace(open, numbering);
    const text = place ? label(place) : '';
    if (text !== '')
      inserts.push({
        at,
        text: `<${prefix}r><${prefix}t xml:space="preserve">${escaped(/[、）)．]$/.test(text) ? text : `${text} `)}</${prefix}t></${prefix}r>`,
      });
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const open = stack.at(-1);
        const plain = localName(name);
        if (plain === 'p') stack.push({ at: parser.endIndex + 1, done: false });
        else if (open && !open.done && plain === 'numPr') open.place = {};
        else if (open?.place && !open.done && plain === 'numId') open.place.list = orEmpty(attributeOf(attributes, 'val'));
        else if (open?.place && !open.done && plain === 'ilvl') open.place.level = Number(attributeOf(attributes, 'val')) || 0;
        else if (open && !open.done && plain === 'pStyle') open.style = orEmpty(attributeOf(attributes, 'val'));
      },
      onclosetag(name) {
        const plain = localName(name);
        const open = stack.at(-1);
        const prefix = name.slice(0, name.length - plain.length);
        if (plain === 'pPr' && open && !open.done) settle(open, parser.endIndex + 1, prefix);
        if (plain === 'p') stack.pop();
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
  return Buffer.from(withInserts(xml, inserts));
}

function withInserts(xml: string, inserts: readonly { readonly at: number; readonly text: string }[]): string {
  let text = '';
  let from = 0;
  for (const insert of inserts) {
    text += xml.slice(from, insert.at) + insert.text;
    from = insert.at;
  }
  return text + xml.slice(from);
}

function findListPlace({ place, style }: OpenParagraph, { styles }: Numbering): ListPlace | undefined {
  const inherited = style === undefined ? undefined : styles.get(style);
  const list = place?.list ?? inherited?.list;
  // List 0 takes a paragraph out of the list of its style.
  return list === undefined || list === '0' ? undefined : { list, level: place?.level ?? inherited?.level ?? 0 };
}

const escaped = (text: string): string => text.replace(/[<>&]/g, (mark) => `&#${mark.charCodeAt(0)};`);

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'td', 'th']);

/** The library's HTML as lines; a row of a table is one line. */
function linesIn(html: string): FileLine[] {
  const lines: FileLine[] = [];
  let buffer = '';
  let row: string[] | undefined;
  let kind: Pick<FileLine, 'heading' | 'align'> = {};
  const flush = (): void => {
    const text = buffer
      .replace(/\u00ad/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    buffer = '';
    if (row) row[row.length - 1] = [orEmpty(row.at(-1)), text].filter(Boolean).join(' ');
    else if (text !== '') lines.push({ text, ...kind });
  };
  const parser = new Parser({
    onopentag(name, { class: named }) {
      if (name === 'tr' && !row) row = [''];
      else if (name === 'br') buffer += row ? ' ' : '\n';
      if (!blocks.has(name)) return;
      flush();
      if ((name === 'td' || name === 'th') && row && row.join('') !== '') row.push('');
      kind = { ...(/^h\d$/.test(name) ? { heading: true } : {}), ...(named === 'right' || named === 'center' ? { align: named } : {}) };
    },
    ontext: (text) => {
      buffer += text;
    },
    onclosetag(name) {
      if (blocks.has(name)) flush();
      if (name !== 'tr' || !row) return;
      const text = row.join('\t').trimEnd();
      row = undefined;
      if (text !== '') lines.push({ text });
    },
  });
  parser.write(html);
  parser.end();
  return lines;
}
