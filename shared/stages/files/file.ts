import type { Assets, FileState } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { containerOf, oleFormat } from '../text/decode/magic.ts';
import { withoutControls } from '../text/language.ts';
import { replaceRadicals } from '../text/normalise.ts';
import { saysUnseen, withoutSmuggled } from '../text/printable.ts';
import { readDoc } from './doc.ts';
import { readDocx } from './docx.ts';
import { encrypted, type FileText, unreadableFile, unreadReason, unseenLetters } from './file-text.ts';
import { readOfd } from './ofd.ts';
import { isOfficePage, markupOf, readMarkup, readOfficePage } from './office-page.ts';
import { readPdf } from './pdf.ts';
import { looksLikeAnswer, looksLikePage, looksPlain, readPlain } from './plain-text.ts';
import { readRtf } from './rtf.ts';
import { readXls } from './xls.ts';
import { readXlsx } from './xlsx.ts';
import { type Budget, fullBudget, openZip, readArchive, type Zip, ZipError } from './zip.ts';

export type FileContent = FileText & { readonly format: string };
type FileRequest = { readonly hint: string; readonly assets: Assets | undefined; readonly depth: number; readonly budget: Budget };

/** A notice packs its annexes, and an annex its parts. */
const deepest = 2;

/** What no format may pass, also those that do not count while they read. */
const mostCharacters = 2_000_000;

/**
 * Words of a file of any format, which its bytes decide; `hint` is the ending of its name. Never throws for what is in the file, but for
 * what exhausts the stack or the memory.
 */
export async function readFile(bytes: Uint8Array, hint: string, assets: Assets | undefined): Promise<FileContent> {
  const whole = await readIn(bytes, { hint, assets, depth: 0, budget: fullBudget() });
  const long = whole.lines.reduce((sum, { text }) => sum + text.length, 0) > mostCharacters;
  const file = long ? failed('too-large', `more than ${mostCharacters} characters`, whole.format) : whole;
  const warnings = file.lines.some(({ text }) => saysUnseen(text)) ? [...(file.warnings ?? []), unseenLetters] : file.warnings;
  return {
    ...file,
    lines: file.lines.map((line) => ({ ...line, text: replaceRadicals(withoutControls(withoutSmuggled(line.text))) })),
    ...(warnings && { warnings: warnings }),
  };
}

async function readIn(bytes: Uint8Array, request: FileRequest) {
  try {
    return await readKind(bytes, request);
  } catch (error) {
    if (error instanceof ZipError) return failed(error.state, error.message, request.hint);
    if (error instanceof RangeError) throw error;
    return failed('damaged', `the ${request.hint || 'file'} cannot be read: ${String(error).slice(0, 120)}`, request.hint);
  }
}

async function readKind(bytes: Uint8Array, request: FileRequest) {
  switch (containerOf(bytes)) {
    case 'pdf':
      return { ...(await readPdf(bytes, request.assets)), format: 'pdf' };
    case 'zip':
      return readZip(openZip(bytes, request.budget), request);
    case 'ole':
      return readOle(bytes);
    case 'rtf':
      return { ...readRtf(bytes), format: 'rtf' };
    case undefined:
      return readLoose(bytes, request);
    default:
      return unread(containerOf(bytes) ?? request.hint);
  }
}

const failed = (state: FileState, reason: string, format: string): FileContent => ({ ...unreadableFile(state, reason), format });
const unread = (format: string) => failed('unsupported', unreadReason(format), format);

async function readZip(zip: Zip, request: FileRequest) {
  const { assets } = request;
  if (zip.find('word/document.xml') || zip.find(/^word\/document\d{1,2}\.xml$/)) return { ...(await readDocx(zip)), format: 'docx' };
  if (zip.find('xl/workbook.xml')) return { ...(await readXlsx(zip)), format: 'xlsx' };
  if (zip.find('OFD.xml')) return { ...readOfd(zip), format: 'ofd' };
  if (zip.find(/^ppt\/presentation\.xml$/)) return unread('pptx');
  if (zip.find('content.xml') && zip.find('META-INF/manifest.xml')) return readOpenDocument(zip, request);
  if (request.depth >= deepest) return failed('unsupported', 'an archive so deep in archives is not opened', 'zip');
  const depth = request.depth + 1;
  const read = (bytes: Uint8Array, name: string) => readIn(bytes, { ...request, hint: endingOf(name), assets, depth });
  return { ...(await readArchive(zip, read)), format: 'zip' };
}

function readOpenDocument(zip: Zip, { hint }: FileRequest) {
  const format = /^(?:odt|ods|odp)$/.test(hint) ? hint : 'odt';
  return { ...readMarkup(zip.find('content.xml')?.read() ?? new Uint8Array()), format };
}

const endingOf = (name: string) => orEmpty(/\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase());

async function readOle(bytes: Uint8Array) {
  const format = oleFormat(bytes);
  if (format === 'encrypted') return failed('unsupported', encrypted, 'docx');
  if (format === 'xls') return { ...readXls(bytes), format };
  if (format !== 'doc') return unread(format);
  try {
    return { ...(await readDoc(bytes)), format };
  } catch (error) {
    if (error instanceof Error && /encrypt|password/i.test(error.message)) return failed('unsupported', encrypted, format);
    throw error;
  }
}

function readLoose(bytes: Uint8Array, { hint }: FileRequest) {
  const format = hint;
  if (bytes.length === 0) return failed('damaged', 'the file is empty', format);
  const markup = markupOf(bytes);
  if (markup) return { ...readMarkup(bytes, markup.words), format: markup.format };
  if (looksLikePage(bytes) && isOfficePage(bytes, hint)) return { ...readOfficePage(bytes), format: format || 'doc' };
  if (looksLikePage(bytes)) return failed('unreachable', 'the address answers with a page instead of the file', format);
  if (looksLikeAnswer(bytes) && hint !== 'txt' && hint !== 'csv')
    return failed('unreachable', 'the address answers with a message instead of the file', format);
  if ((hint === 'txt' || hint === 'csv') && looksPlain(bytes)) return { ...readPlain(bytes), format };
  return failed(/^(?:pdf|docx|ofd)$/.test(hint) ? 'damaged' : 'unsupported', 'the bytes are no file that is read', format);
}
