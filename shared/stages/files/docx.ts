import { Parser } from 'htmlparser2';
import { opt, orEmpty } from '../../model/values.ts';
import { escaped } from '../html/tree.ts';
import { toChineseNumeral } from '../text/numerals.ts';
import type { FileLine, FileText } from './file-text.ts';
import { attributeOf, localName, officeTitle, readXml } from './xml.ts';
import { packZip, type Zip } from './zip.ts';

const roman = { m: 1000, cm: 900, d: 500, cd: 400, c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1 };

function inRoman(n: number) {
  let left = Math.min(n, 3999);
  let text = '';
  for (const [letters, value] of Object.entries(roman)) for (; left >= value; left -= value) text += letters;
  return text;
}

const inLetters = (n: number) => String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.min(Math.floor((n - 1) / 26) + 1, 9));
const stems = '甲乙丙丁戊己庚辛壬癸';

/**
 * A counter as a word processor prints it, by the name that the file gives the form (`numFmt`). Bullets and unknown forms give nothing or
 * digits.
 */
export function renderCount(n: number, form: string): string {
  if (n < 1) return form === 'bullet' || form === 'none' ? '' : String(n);
  if (
    /^(?:chineseCounting|chineseCountingThousand|japaneseCounting|taiwaneseCounting|taiwaneseCountingThousand|ideographDigital)$/.test(form)
  )
    return toChineseNumeral(n);
  if (/^(?:chineseLegalSimplified|ideographLegalTraditional)$/.test(form)) return toChineseNumeral(n, true);
  if (form === 'ideographTraditional') return stems[n - 1] ?? String(n);
  if (/^decimalEnclosedCircle/.test(form)) return n <= 20 ? String.fromCharCode(0x245f + n) : `(${n})`;
  if (form === 'lowerLetter') return inLetters(n);
  if (form === 'upperLetter') return inLetters(n).toUpperCase();
  if (form === 'lowerRoman') return inRoman(n);
  if (form === 'upperRoman') return inRoman(n).toUpperCase();
  if (form === 'decimalZero') return String(n).padStart(2, '0');
  return form === 'bullet' || form === 'none' ? '' : String(n);
}

/** Numbering that a word processor makes while it prints: 第一条 is often nowhere in the text of a file. */

type ListLevel = { start: number; form: string; text: string };
type NumberedList = Map<number, ListLevel>;
type ListPlace = { readonly list: string; readonly level: number };

type Numbering = { readonly lists: ReadonlyMap<string, NumberedList>; readonly styles: ReadonlyMap<string, ListPlace> };

const value = (attributes: Readonly<Record<string, string>>) => orEmpty(attributeOf(attributes, 'val'));

function readNumbering(numbering: Uint8Array | undefined, styles: Uint8Array | undefined): Numbering {
  return { lists: numbering ? listsIn(numbering) : new Map(), styles: styles ? stylesIn(styles) : new Map() };
}

function listsIn(bytes: Uint8Array) {
  const kinds = new Map<string, NumberedList>();
  const lists = new Map<string, NumberedList>();
  let list: NumberedList = new Map();
  let level: ListLevel | undefined;
  let number = '';
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'abstractNum') {
        list = new Map();
        kinds.set(orEmpty(attributeOf(attributes, 'abstractNumId')), list);
      } else if (name === 'num') number = orEmpty(attributeOf(attributes, 'numId'));
      else if (name === 'abstractNumId') {
        list = copyOf(kinds.get(value(attributes)));
        lists.set(number, list);
      } else if (name === 'lvl') {
        level = { start: 1, form: 'decimal', text: '' };
        list.set(Number(attributeOf(attributes, 'ilvl')), level);
      } else if (name === 'lvlOverride') level = list.get(Number(attributeOf(attributes, 'ilvl')));
      else if (level && (name === 'start' || name === 'startOverride')) level.start = Number(value(attributes)) || 0;
      else if (level && name === 'numFmt') level.form = value(attributes);
      else if (level && name === 'lvlText') level.text = value(attributes);
    },
  });
  return lists;
}

const copyOf = (list: NumberedList | undefined): NumberedList => new Map([...(list ?? [])].map(([at, level]) => [at, { ...level }]));

function stylesIn(bytes: Uint8Array) {
  const own = new Map<string, { list?: string; level: number; parent?: string }>();
  let style: { list?: string; level: number; parent?: string } | undefined;
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'style') {
        style = { level: 0 };
        own.set(orEmpty(attributeOf(attributes, 'styleId')), style);
      } else if (style && name === 'basedOn') style.parent = value(attributes);
      else if (style && name === 'numId') style.list = value(attributes);
      else if (style && name === 'ilvl') style.level = Number(value(attributes)) || 0;
    },
  });
  const places = new Map<string, ListPlace>();
  for (const [id, first] of own) {
    let each: typeof style = first;
    for (let up = 0; each && each.list === undefined && up < 12; up += 1) each = own.get(orEmpty(each.parent));
    if (each?.list !== undefined) places.set(id, { list: each.list, level: first.list === undefined ? each.level : first.level });
  }
  return places;
}

function counter({ lists }: Numbering): (place: ListPlace) => string {
  const counts = new Map<string, number[]>();
  return ({ list, level }) => {
    const levels = lists.get(list);
    const form = levels?.get(level);
    if (!levels || !form || level > 8) return '';
    const count = counts.get(list) ?? [];
    counts.set(list, count);
    count.length = Math.min(count.length, level + 1);
    for (let at = 0; at <= level; at += 1) count[at] ??= (levels.get(at)?.start ?? 1) - (at === level ? 1 : 0);
    count[level] = (count[level] ?? 0) + 1;
    return form.form === 'bullet'
      ? ''
      : form.text.slice(0, 60).replace(/%(\d)/g, (_, digit: string) => {
          const at = Number(digit) - 1;
          return renderCount(count[at] ?? 1, levels.get(at)?.form ?? 'decimal');
        });
  };
}

/** The parts that hold words. The list definitions are left out: their labels are written into the text before the library sees it. */
const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:document\d{0,2}|styles|footnotes|endnotes|numbering)\.xml|word\/_rels\/[^/]{1,80}\.rels)$/;

/**
 * Words of a Word file: paragraphs with the labels of numbered clauses, rows of tables, notes at the end; what tracked changes deleted is
 * left out. Throws ZipError.
 */
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
  for (const [name, bytes] of parts) if (/^word\/document\d{0,2}\.xml$/.test(name)) parts.set(name, asPrinted(bytes, numbering));
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
  return { lines: linesIn(value), state: 'read', ...opt({ title }) };
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

type OpenParagraph = { place?: { list?: string; level?: number }; style?: string; done: boolean };

function noteNumbering(open: OpenParagraph, name: string, attributes: Readonly<Record<string, string>>) {
  if (name === 'numPr') open.place = {};
  else if (open.place && name === 'numId') open.place.list = value(attributes);
  else if (open.place && name === 'ilvl') open.place.level = Number(value(attributes)) || 0;
  else if (name === 'pStyle') open.style = value(attributes);
}

type Edit = { readonly from: number; readonly to: number; readonly text: string };

/** The document without its hidden runs, and with the labels of its numbered paragraphs as words at their start. */
function asPrinted(bytes: Uint8Array, numbering: Numbering): Uint8Array {
  const xml = Buffer.from(bytes).toString('utf8');
  const label = counter(numbering);
  const edits: Edit[] = [];
  const runs: { from: number; hidden: boolean }[] = [];
  const stack: OpenParagraph[] = [];
  const parser = new Parser(
    {
      onopentag(full, attributes) {
        const [name, open, run] = [localName(full), stack.at(-1), runs.at(-1)];
        if (name === 'p') stack.push({ done: false });
        else if (name === 'r') runs.push({ from: parser.startIndex, hidden: false });
        else if (name === 'vanish' && run && !/^(?:0|false|off)$/.test(value(attributes))) run.hidden = true;
        else if (open && !open.done) noteNumbering(open, name, attributes);
      },
      onclosetag(full) {
        const [name, open, to] = [localName(full), stack.at(-1), parser.endIndex + 1];
        const run = name === 'r' ? runs.pop() : undefined;
        if (run?.hidden) edits.push({ from: run.from, to, text: '' });
        if (name === 'p') stack.pop();
        if (name !== 'pPr' || !open || open.done) return;
        open.done = true;
        const place = findListPlace(open, numbering);
        const text = place ? label(place) : '';
        const prefix = full.slice(0, full.length - name.length);
        const words = escaped(/[、）)．]$/.test(text) ? text : `${text} `);
        if (text !== '')
          edits.push({ from: to, to, text: `<${prefix}r><${prefix}t xml:space="preserve">${words}</${prefix}t></${prefix}r>` });
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
  return edits.length === 0 ? bytes : Buffer.from(edited(xml, edits));
}

function edited(xml: string, edits: readonly Edit[]) {
  let [text, at] = ['', 0];
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    if (edit.from < at) continue;
    text += xml.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return text + xml.slice(at);
}

function findListPlace({ place, style }: OpenParagraph, { styles }: Numbering): ListPlace | undefined {
  const inherited = style === undefined ? undefined : styles.get(style);
  const list = place?.list ?? inherited?.list;
  // List 0 takes a paragraph out of the list of its style.
  return list === undefined || list === '0' ? undefined : { list, level: place?.level ?? inherited?.level ?? 0 };
}

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'td', 'th']);

/** The library's HTML as lines; a row of a table is one line. */
function linesIn(html: string) {
  const lines: FileLine[] = [];
  let buffer = '';
  let row: string[] | undefined;
  let kind: Pick<FileLine, 'heading' | 'align'> = {};
  const flush = () => {
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
