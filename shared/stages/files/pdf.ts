import type { Assets } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import { encrypted, type FileText, unreadableFile } from './file-text.ts';
import { joinParagraphs, joinRuns, unspaced } from './paragraphs.ts';

import { withoutRepeats } from './running-heads.ts';

type RowOfRuns = readonly TextRun[];

const fewest = 5;

/**
 * Rows of a page as columns in reading order. A page counts as set in two columns when many rows have a run on either side of one gutter,
 * those runs fill their side (cells of a table do not), and few rows cross it; a row that crosses parts what is above from what is below.
 */
function splitColumns(rows: readonly RowOfRuns[]) {
  const gutter = gutterOf(rows);
  if (gutter === undefined) return rows.length === 0 ? [] : [[...rows]];
  const columns: RowOfRuns[][] = [];
  let left: RowOfRuns[] = [];
  let right: RowOfRuns[] = [];
  const flush = () => {
    columns.push(...[left, right].filter((column) => column.length > 0));
    left = [];
    right = [];
  };
  for (const row of rows) {
    if (row.some((run) => run.x < gutter && run.right > gutter)) {
      flush();
      columns.push([row]);
      continue;
    }
    const sides = [row.filter((run) => run.x < gutter), row.filter((run) => run.x >= gutter)];
    if (sides[0] && sides[0].length > 0) left.push(sides[0]);
    if (sides[1] && sides[1].length > 0) right.push(sides[1]);
  }
  flush();
  return columns;
}

function gutterOf(rows: readonly RowOfRuns[]) {
  const runs = rows.flat();
  if (runs.length < fewest * 2) return undefined;
  const start = Math.min(...runs.map(({ x }) => x));
  const width = Math.max(...runs.map(({ right }) => right)) - start;
  for (let part = 0.4; part <= 0.6; part += 0.02) {
    const at = start + width * part;
    const crossing = runs.filter(({ x, right }) => x < at && right > at).length;
    if (crossing * 4 > rows.length) continue;
    const left = runs.filter(({ right }) => right <= at);
    const right = runs.filter(({ x }) => x >= at);
    if (fills(left, at - start) && fills(right, start + width - at)) return at;
  }
  return undefined;
}

/** Most lines of a column of running text reach its end; each is one run. */
function fills(runs: readonly TextRun[], width: number) {
  if (runs.length < fewest) return false;
  return runs.filter(({ x, right }) => right - x > width * 0.75).length >= runs.length * 0.6;
}

/** Text as a page description places it: `y` is the base line counted from the top, in the units of `size`, the height of its letters. */
type TextItem = { readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly size: number };

type TextRun = { readonly text: string; readonly x: number; readonly right: number; readonly y: number; readonly size: number };

export type LayoutLine = TextRun & { readonly page: number; readonly left: number; readonly edge: number };

/** Pieces this far apart, in heights of a letter, are cells of a table or columns of a page. */
const cellGap = 1.8;

export function layOutLines(pieces: readonly TextItem[], page: number): LayoutLine[] {
  const rows = rowsOf(pieces.filter(({ text, size }) => size > 0 && text.trim() !== ''));
  return splitColumns(rows).flatMap((column) => {
    const left = Math.min(...column.map((row) => row[0]?.x ?? 0));
    const edge = Math.max(...column.map((row) => row.at(-1)?.right ?? 0));
    return column.map((row) => ({ ...asLine(row), page, left, edge }));
  });
}

function asLine(row: readonly TextRun[]): TextRun {
  const first = row[0] ?? { text: '', x: 0, right: 0, y: 0, size: 1 };
  const size = Math.max(...row.map((run) => run.size));
  return { text: row.map(({ text }) => text).join('\t'), x: first.x, right: row.at(-1)?.right ?? first.right, y: first.y, size };
}

/** Rows of runs. Pieces belong to one row when their base lines differ by less than a third of a letter (raised numbers included). */
function rowsOf(pieces: readonly TextItem[]): TextRun[][] {
  const sorted = pieces.toSorted((a, b) => a.y - b.y || a.x - b.x);
  const rows: { y: number; size: number; pieces: TextItem[] }[] = [];
  for (const piece of sorted) {
    const row = rows.at(-1);
    if (row && piece.y - row.y <= Math.max(row.size, piece.size) * 0.34) {
      row.pieces.push(piece);
      if (piece.size > row.size) row.size = piece.size;
    } else rows.push({ y: piece.y, size: piece.size, pieces: [piece] });
  }
  return rows.map((row) => runsOf(row.pieces.toSorted((a, b) => a.x - b.x)));
}

function runsOf(pieces: readonly TextItem[]): TextRun[] {
  const runs: TextRun[] = [];
  for (const { text, x, y, width, size } of pieces) {
    const last = runs.at(-1);
    const right = x + width;
    const gap = last ? (x - last.right) / Math.max(size, last.size) : 0;
    // Bold made by printing twice.
    if (last && gap < -0.5 && last.text.endsWith(text) && right <= last.right + size * 0.3) continue;
    if (!last || gap > cellGap) runs.push({ text, x, right, y, size });
    else
      runs[runs.length - 1] = {
        ...last,
        text: joinRuns(last.text, text, gap),
        right: Math.max(right, last.right),
        size: Math.max(size, last.size),
      };
  }
  return runs.map((run) => ({ ...run, text: run.text.trim() })).filter(({ text }) => text !== '');
}

/** A piece as the page shows it: where it begins, which way it reads, and whether its letters stand one under the other. */
export type TurnedItem = TextItem & { readonly along: readonly [number, number]; readonly vertical: boolean };
type Way = 'right' | 'down' | 'left' | 'up' | 'across';

/** So far off the upright a line may lean; more is a watermark across the page. */
const lean = 0.2;

function wayOf({ along: [x, y], vertical }: TurnedItem): Way {
  if (vertical) return 'down';
  if (Math.abs(y) <= Math.abs(x) * lean) return x > 0 ? 'right' : 'left';
  if (Math.abs(x) <= Math.abs(y) * lean) return y > 0 ? 'down' : 'up';
  return 'across';
}

/**
 * The page turned so that lines which read `way` read to the right, from the top down. Vertical columns follow each other from right to
 * left, as lines that read down do.
 */
const turns: Readonly<Record<Exclude<Way, 'across'>, (x: number, y: number) => readonly [number, number]>> = {
  right: (x, y) => [x, y],
  down: (x, y) => [y, -x],
  left: (x, y) => [-x, -y],
  up: (x, y) => [-y, x],
};

/** So many times the letters of a page a stamp or a watermark is, and so many of its lines it lies over. */
const stamp = { size: 2.2, lines: 2 } as const;

/** Pieces without the large words that lie over lines of text. A red head is as large, and nothing stands under it. */
function withoutStamps(pieces: readonly TextItem[]) {
  const sizes = pieces.map(({ size }) => size).toSorted((a, b) => a - b);
  const common = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const small = pieces.filter(({ size, text }) => size <= common * stamp.size && text.trim() !== '');
  return pieces.filter(({ size, x, y, width }) => {
    if (size <= common * stamp.size) return true;
    const under = small.filter(
      (each) => each.y > y - size * 0.75 && each.y < y + size * 0.1 && each.x < x + width && each.x + each.width > x,
    );
    return new Set(under.map((each) => Math.round(each.y))).size < stamp.lines;
  });
}

/**
 * Pieces that read the way most of the page reads, turned upright; what reads another way (watermarks, the foot of a turned table) is left
 * out.
 */
export function turnUpright(placed: readonly TurnedItem[]): TextItem[] {
  const letters = new Map<Way, number>();
  const ways = placed.map(wayOf);
  for (const [n, { text }] of placed.entries()) {
    const way = ways[n] ?? 'across';
    if (way !== 'across') letters.set(way, (letters.get(way) ?? 0) + text.trim().length);
  }
  const [main] = [...letters].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  if (main === undefined || main === 'across') return [];
  const turn = turns[main];
  const turned = placed
    .filter((_, n) => ways[n] === main)
    .map(({ text, x, y, width, size }) => {
      const [tx, ty] = turn(x, y);
      return { text: main === 'down' ? withoutForms(text) : text, x: tx, y: ty, width, size };
    });
  return withoutStamps(turned);
}

/** Marks as they are cut for vertical lines, each before the mark it stands for. */
const forms = '︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︰‥︱—︲–︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』';
const ordinary = new Map(Array.from({ length: forms.length / 2 }, (_, n) => [forms.charAt(n * 2), forms.charAt(n * 2 + 1)]));
const withoutForms = (text: string) => text.replace(/[\ufe10-\ufe19\ufe30-\ufe44]/g, (mark) => ordinary.get(mark) ?? mark);

const limits = { pages: 1_000, chars: 2_000_000 } as const;

type Library = typeof import('pdfjs-dist');
type Pdf = Awaited<ReturnType<Library['getDocument']>['promise']>;

/**
 * The library's two halves in this one thread. When it is loaded it looks for a native canvas to draw on: words need none, and hostile
 * files shall not come near one, so that it finds an empty module.
 */
async function openLibrary(): Promise<Library> {
  class Nothing {}
  const globals: Record<string, unknown> = globalThis;
  globals['DOMMatrix'] ??= Nothing;
  globals['Path2D'] ??= Nothing;
  globals['pdfjsWorker'] ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  const real = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule');
  const blind = (name: string): unknown => (name === 'module' ? { createRequire: () => () => ({}) } : real?.value(name));
  Object.defineProperty(process, 'getBuiltinModule', { configurable: true, writable: true, value: blind });
  try {
    return await import('pdfjs-dist/legacy/build/pdf.mjs');
  } finally {
    if (real) Object.defineProperty(process, 'getBuiltinModule', real);
  }
}

/** Words of a PDF file in reading order. Without a text layer, or with one that says nothing readable, it is `needs-ocr`. */
export async function readPdf(bytes: Uint8Array, assets: Assets | undefined): Promise<FileText> {
  const { getDocument } = await openLibrary();
  const task = getDocument({
    // The library takes the bytes for itself; nobody reads them afterwards. It refuses a Buffer, whose memory may be shared.
    data: Buffer.isBuffer(bytes) ? new Uint8Array(bytes) : bytes,
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    maxImageSize: 1,
    enableXfa: false,
    ...(assets ? { cMapUrl: assets.cmaps, cMapPacked: true } : {}),
  });
  try {
    return await readPages(await task.promise);
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') return unreadableFile('unsupported', encrypted);
    if (error instanceof RangeError) throw error;
    return unreadableFile('damaged', `the PDF cannot be read: ${String(error).slice(0, 120)}`);
  } finally {
    await task.destroy();
  }
}

async function readPages(pdf: Pdf): Promise<FileText> {
  const { numPages } = pdf;
  if (numPages > limits.pages) return { ...unreadableFile('too-large', `${numPages} pages`), pages: numPages };
  const pages: LayoutLine[][] = [];
  let chars = 0;
  for (let n = 1; n <= numPages; n += 1) {
    const lines = layOutLines(await readItems(pdf, n), n);
    chars += lines.reduce((sum, { text }) => sum + text.length, 0);
    if (chars > limits.chars) return { ...unreadableFile('too-large', `more than ${limits.chars} characters`), pages: numPages };
    pages.push(lines);
  }
  const kept = withoutRepeats(pages);
  const empty = kept.filter((page) => page.reduce((sum, { text }) => sum + text.length, 0) < 8).length;
  const lines = joinParagraphs(kept);
  const title = await titleOf(pdf);
  const found = { lines, pages: numPages, ...opt({ title }) };
  const words = lines.map(({ text }) => text).join('');
  if (words.length < 8 || empty * 2 > numPages)
    return { ...found, state: 'needs-ocr', reason: `${empty} of ${numPages} pages hold no text` };
  if (isGarbage(words)) return { ...found, lines: [], state: 'needs-ocr', reason: 'the text layer holds no readable characters' };
  const warnings = empty > 0 ? [{ field: 'text', reason: `${empty} of ${numPages} pages hold no text: they may be scans` }] : [];
  return { ...found, state: 'read', warnings };
}

async function readItems(pdf: Pdf, n: number) {
  const page = await pdf.getPage(n);
  const content = await page.getTextContent();
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = page.getViewport({ scale: 1 }).transform;
  const pieces: TurnedItem[] = [];
  for (const item of content.items) {
    if (!('str' in item) || item.str === '') continue;
    const [ta = 1, tb = 0, tc = 0, td = 1, tx = 0, ty = 0] = item.transform;
    const vertical = content.styles[item.fontName]?.vertical === true;
    pieces.push({
      text: unspaced(item.str),
      x: a * tx + c * ty + e,
      y: b * tx + d * ty + f,
      width: vertical ? item.height : item.width,
      size: Math.hypot(tc, td),
      along: [a * ta + c * tb, b * ta + d * tb],
      vertical,
    });
  }
  page.cleanup();
  return turnUpright(pieces);
}

async function titleOf(pdf: Pdf) {
  const { info } = await pdf.getMetadata();
  const title = 'Title' in info ? info.Title : undefined;
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : undefined;
}

/** Characters that no text is made of: private use, replacement, controls; and letters of scripts that a broken font map falls on. */
const unmappedCharacters = /[\ue000-\uf8ff\ufffd\u0000-\u0008\u000e-\u001f\u{f0000}-\u{10ffff}]/gu;
/** 犛犲犮狌狉犲: what typesetters of standards put for Latin letters; where little else is Han, the Han letters stand for something else, too. */
const latin = /[犃-狕]/g;
const unlikely = /[\u0080-\u00b6\u00b8-\u02ff\u0370-\u0390\u0500-\u10ff\u1200-\u1dff\ua000-\ua4cf]/g;

function isGarbage(words: string) {
  const count = (pattern: RegExp) => words.match(pattern)?.length ?? 0;
  const strange = count(latin);
  if (strange > 20 && count(/\p{Script=Han}/gu) < strange + words.length * 0.1) return true;
  return count(unmappedCharacters) > words.length * 0.15 || count(unlikely) > words.length * 0.4;
}
