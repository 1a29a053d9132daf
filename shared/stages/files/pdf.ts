import type { Assets } from '../../model/page.ts';
import { opt } from '../../model/values.ts';
import { type FileText, unreadableFile } from './file-text.ts';
import { unspaced } from './join-lines.ts';
import { type LayoutLine, layOutLines, type TextItem } from './layout.ts';
import { joinParagraphs } from './paragraphs.ts';
import { withoutRepeats } from './running-heads.ts';
import { type TurnedItem, turnUpright } from './vertical-text.ts';

const limits = { pages: 1_000, chars: 2_000_000 } as const;

type Library = typeof import('pdfjs-dist');
type Pdf = Awaited<ReturnType<Library['getDocument']>['promise']>;

/**
 * The library's two halves in this one thread. When it is loaded it looks for a native canvas to draw on: words need none, and hostile files shall not
 * come near one, so that it finds an empty module.
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
    if (name === 'PasswordException') return unreadableFile('unsupported', 'encrypted: it opens with a password only');
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
  const found = { lines, pages: numPages, ...opt('title', title) };
  const words = lines.map(({ text }) => text).join('');
  if (words.length < 8 || empty * 2 > numPages)
    return { ...found, state: 'needs-ocr', reason: `${empty} of ${numPages} pages hold no text` };
  if (isGarbage(words)) return { ...found, lines: [], state: 'needs-ocr', reason: 'the text layer holds no readable characters' };
  const warnings = empty > 0 ? [{ field: 'text', reason: `${empty} of ${numPages} pages hold no text: they may be scans` }] : [];
  return { ...found, state: 'read', warnings };
}

/** What the page shows, from the top down. */
async function readItems(pdf: Pdf, n: number): Promise<TextItem[]> {
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

async function titleOf(pdf: Pdf): Promise<string | undefined> {
  const { info } = await pdf.getMetadata();
  const title = 'Title' in info ? info.Title : undefined;
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : undefined;
}

/** Characters that no text is made of: private use, replacement, controls; and letters of scripts that a broken font map falls on. */
const unmappedCharacters = /[\ue000-\uf8ff\ufffd\u0000-\u0008\u000e-\u001f\u{f0000}-\u{10ffff}]/gu;
const unlikely = /[\u0080-\u00b6\u00b8-\u02ff\u0370-\u0390\u0500-\u10ff\u1200-\u1dff\ua000-\ua4cf]/g;

function isGarbage(words: string): boolean {
  const count = (pattern: RegExp): number => words.match(pattern)?.length ?? 0;
  return count(unmappedCharacters) > words.length * 0.15 || count(unlikely) > words.length * 0.4;
}
