import { type Part, zip } from './zip.ts';

const escaped = (text: string): string => text.replace(/[<>&]/g, (mark) => `&#${mark.charCodeAt(0)};`);
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

type Paragraph = {
  readonly text: string;
  readonly list?: { readonly id: number; readonly level?: number };
  readonly style?: string;
  readonly align?: 'right' | 'center';
  readonly deleted?: string;
  readonly inserted?: string;
};
export type Block = Paragraph | { readonly rows: readonly (readonly string[])[] };

const run = (text: string): string => `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

function paragraph({ text, list, style, align, deleted, inserted }: Paragraph): string {
  const properties = [
    style ? `<w:pStyle w:val="${style}"/>` : '',
    list ? `<w:numPr><w:ilvl w:val="${list.level ?? 0}"/><w:numId w:val="${list.id}"/></w:numPr>` : '',
    align ? `<w:jc w:val="${align}"/>` : '',
  ].join('');
  const gone = deleted ? `<w:del w:id="1" w:author="a"><w:r><w:delText>${escaped(deleted)}</w:delText></w:r></w:del>` : '';
  const added = inserted ? `<w:ins w:id="2" w:author="a">${run(inserted)}</w:ins>` : '';
  return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${run(text)}${gone}${added}</w:p>`;
}

const block = (each: Block): string =>
  'rows' in each
    ? `<w:tbl>${each.rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph({ text: cell })}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`
    : paragraph(each);

const level = (at: number, form: string, text: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${form}"/><w:lvlText w:val="${text}"/></w:lvl>`;

/** List 1 counts 第一条, list 2 一、（一）, list 3 bullets. The style Clause stands in list 1. */
const numbering = `<w:numbering ${word}>
<w:abstractNum w:abstractNumId="10">${level(0, 'chineseCountingThousand', '第%1条')}</w:abstractNum>
<w:abstractNum w:abstractNumId="11">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '（%2）')}</w:abstractNum>
<w:abstractNum w:abstractNumId="12">${level(0, 'bullet', '●')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="11"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="12"/></w:num></w:numbering>`;

const styles = `<w:styles ${word}><w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>`;

const core = (title: string): string =>
  `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title></cp:coreProperties>`;

const types = (kind: string, main: string): string =>
  `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${kind}.main+xml"/></Types>`;

const root = (main: string): string =>
  `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="${main}"/></Relationships>`;

/** A Word file of the blocks; `extra` adds or replaces parts. */
export function docx(blocks: readonly Block[], { title, extra = [] }: { title?: string; extra?: readonly Part[] } = {}): Uint8Array {
  const parts: Part[] = [
    { name: '[Content_Types].xml', data: types('wordprocessingml.document', 'word/document.xml') },
    { name: '_rels/.rels', data: root('word/document.xml') },
    {
      name: 'word/document.xml',
      data: `<?xml version="1.0" encoding="UTF-8"?><w:document ${word}><w:body>${blocks.map(block).join('')}</w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      data: `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="r2" Type="${relations}/numbering" Target="numbering.xml"/></Relationships>`,
    },
    { name: 'word/styles.xml', data: styles },
    { name: 'word/numbering.xml', data: numbering },
    ...(title === undefined ? [] : [{ name: 'docProps/core.xml', data: core(title) }]),
  ];
  const replaced = new Set(extra.map(({ name }) => name));
  return zip([...parts.filter(({ name }) => !replaced.has(name)), ...extra]);
}

export type Cell = string | number;
const column = (n: number): string => String.fromCharCode(65 + n);

function sheetXml(rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell, r: number, c: number): string =>
    typeof value === 'number'
      ? `<c r="${column(c)}${r + 1}"><v>${value}</v></c>`
      : `<c r="${column(c)}${r + 1}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  return rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, r, c)).join('')}</row>`).join('');
}

/** A workbook of named sheets; a string in the place of rows is written as sheet data as it stands. */
export function xlsx(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[] | string>>,
  extra: readonly Part[] = [],
  hidden: readonly string[] = [],
): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const names = Object.keys(sheets);
  return zip([
    { name: '[Content_Types].xml', data: types('spreadsheetml.sheet', 'xl/workbook.xml') },
    { name: '_rels/.rels', data: root('xl/workbook.xml') },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((name, n) => `<sheet name="${name}"${hidden.includes(name) ? ' state="hidden"' : ''} sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${packages}/relationships">${names.map((_, n) => `<Relationship Id="rId${n + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`).join('')}</Relationships>`,
    },
    ...Object.values(sheets).map((rows, n) => ({
      name: `xl/worksheets/sheet${n + 1}.xml`,
      data: `<worksheet xmlns="${main}"><sheetData>${typeof rows === 'string' ? rows : sheetXml(rows)}</sheetData></worksheet>`,
    })),
    ...extra,
  ]);
}

/** An OFD file; a page is a list of lines `[x, y, text]` in millimetres. */
export function ofd(pages: readonly (readonly (readonly [number, number, string])[])[], title?: string): Uint8Array {
  const space = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const object = ([x, y, text]: readonly [number, number, string]): string =>
    `<ofd:TextObject ID="1" Boundary="${x} ${y} 170 6" Font="1" Size="5"><ofd:TextCode X="0" Y="4.5" DeltaX="g ${Math.max(text.length - 1, 1)} 5">${escaped(text)}</ofd:TextCode></ofd:TextObject>`;
  return zip([
    {
      name: 'OFD.xml',
      data: `<ofd:OFD ${space} Version="1.1"><ofd:DocBody><ofd:DocInfo><ofd:Title>${escaped(title ?? '')}</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    },
    {
      name: 'Doc_0/Document.xml',
      data: `<ofd:Document ${space}><ofd:Pages>${pages.map((_, n) => `<ofd:Page ID="${n + 1}" BaseLoc="Pages/Page_${n}/Content.xml"/>`).join('')}</ofd:Pages></ofd:Document>`,
    },
    ...pages.map((lines, n) => ({
      name: `Doc_0/Pages/Page_${n}/Content.xml`,
      data: `<ofd:Page ${space}><ofd:Content><ofd:Layer>${lines.map(object).join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
    })),
  ]);
}
