import { deflateSync } from 'node:zlib';
import { gbk } from './gbk.ts';

/** Text placed on a page: points from the lower left corner; `turned` runs upwards. */
export type Word = { readonly x: number; readonly y: number; readonly text: string; readonly size?: number; readonly turned?: boolean };
/** How the characters are coded: by a predefined map, or by a subset font with its own. */
export type Coding = 'UniGB-UCS2-H' | 'UniGB-UCS2-V' | 'GBK-EUC-H' | 'subset' | 'subset-without-map';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const ucs2 = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

type Font = { readonly objects: readonly string[]; code(text: string): Uint8Array };

function fontOf(coding: Coding, all: string): Font {
  const descendant = (ordering: string, more = ''): string =>
    `<< /Type /Font /Subtype /CIDFontType${more ? 2 : 0} /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 >>`;
  const descriptor =
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>';
  const outer = (encoding: string, map = ''): string =>
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${encoding} /DescendantFonts [4 0 R] ${map} >>`;
  if (coding === 'UniGB-UCS2-H' || coding === 'UniGB-UCS2-V')
    return { objects: [outer(coding), descendant('GB1'), descriptor], code: ucs2 };
  if (coding === 'GBK-EUC-H') return { objects: [outer(coding), descendant('GB1'), descriptor], code: gbk };
  const chars = [...new Set(all)];
  const glyph = (char: string): number => chars.indexOf(char) + 3;
  const code = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((char) => [glyph(char) >> 8, glyph(char) & 255]));
  const lines = chars.map((char) => `<${hex(code(char))}> <${hex(ucs2(char))}>`);
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, n) => lines.slice(n * 100, n * 100 + 100));
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange ${blocks.map((block) => `${block.length} beginbfchar ${block.join('\n')} endbfchar`).join('\n')} endcmap end end`;
  const stream = `<< /Length ${map.length} >>\nstream\n${map}\nendstream`;
  const own = coding === 'subset';
  return {
    objects: [outer('Identity-H', own ? '/ToUnicode 6 0 R' : ''), descendant('Identity', 'x'), descriptor, ...(own ? [stream] : [])],
    code,
  };
}

export type PdfOptions = { readonly coding?: Coding; readonly title?: string; readonly encrypt?: boolean; readonly rotate?: number };

/** A PDF file of pages of placed words. */
export function pdf(pages: readonly (readonly Word[])[], { coding = 'UniGB-UCS2-H', title, encrypt, rotate }: PdfOptions = {}): Uint8Array {
  const font = fontOf(
    coding,
    pages
      .flat()
      .map(({ text }) => text)
      .join(''),
  );
  const first = 3 + font.objects.length;
  const kids = pages.map((_, n) => `${first + n * 2} 0 R`).join(' ');
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`, ...font.objects];
  const streams = new Map<number, Buffer>();
  for (const [n, words] of pages.entries()) {
    const content = words
      .map(
        ({ x, y, text, size = 16, turned }) =>
          `BT /F1 ${size} Tf ${turned ? '0 1 -1 0' : '1 0 0 1'} ${x} ${y} Tm <${hex(font.code(text))}> Tj ET`,
      )
      .join('\n');
    const packed = deflateSync(content);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${rotate ? `/Rotate ${rotate}` : ''} /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + n * 2 + 1} 0 R >>`,
    );
    streams.set(objects.length, packed);
    objects.push(`<< /Length ${packed.length} /Filter /FlateDecode >>`);
  }
  if (title !== undefined) objects.push(`<< /Title <feff${hex(ucs2(title))}> >>`);
  const info = title === undefined ? '' : `/Info ${objects.length} 0 R`;
  if (encrypt) objects.push(`<< /Filter /Standard /V 1 /R 2 /P -44 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`);
  return assemble(objects, streams, `${info} ${encrypt ? `/Encrypt ${objects.length} 0 R /ID [<00> <00>]` : ''}`);
}

function assemble(objects: readonly string[], streams: ReadonlyMap<number, Buffer>, trailer: string): Uint8Array {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.5\n%\u00e2\u00e3\n', 'latin1')];
  const places: number[] = [];
  let at = chunks[0]?.length ?? 0;
  const add = (chunk: Buffer): void => {
    chunks.push(chunk);
    at += chunk.length;
  };
  for (const [n, object] of objects.entries()) {
    places.push(at);
    const stream = streams.get(n);
    add(Buffer.from(`${n + 1} 0 obj\n${object}\n`, 'latin1'));
    if (stream) add(Buffer.concat([Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n')]));
    add(Buffer.from('endobj\n'));
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const start = at;
  add(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(chunks);
}

/** Lines of running Chinese text, 24 letters wide, from `top` down; a paragraph is indented by two letters as offices do. */
export function setParagraphs(paragraphs: readonly string[], { top = 760, left = 80, size = 16, wide = 27, pitch = 28 } = {}): Word[] {
  const words: Word[] = [];
  let y = top;
  for (const paragraph of paragraphs) {
    for (let from = 0, n = 0; from < paragraph.length; n += 1) {
      const count = n === 0 ? wide - 2 : wide;
      words.push({ x: left + (n === 0 ? size * 2 : 0), y, text: paragraph.slice(from, from + count), size });
      from += count;
      y -= pitch;
    }
  }
  return words;
}
