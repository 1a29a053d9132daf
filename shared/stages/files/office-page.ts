import { isTag } from 'domhandler';
import { parseDom } from '../html/dom.ts';
import { readLines } from '../html/lines.ts';
import { decode } from '../text/decode/decode.ts';
import { doubtsOf, type FileLine, type FileText } from './file-text.ts';

/** Programs that save texts and tables as pages, as they name themselves. */
const maker =
  /urn:schemas-microsoft-com:(?:office|word)|<meta\s[^<>]{0,80}(?:ProgId|Generator)["']?\s[^<>]{0,80}content=["']?(?:Word|Excel|Microsoft|WPS|Kingsoft|LibreOffice|OpenOffice)/i;
/** What a page of a site has and a saved text has not. */
const site =
  /<(?:script|form|input|iframe|nav|button|link\s[^<>]{0,200}stylesheet)\b|<a\s[^<>]{0,400}href=["']?(?:https?:|\/|javascript:)/i;
const fewest = 150;

/**
 * Word and Excel save as pages, and sites put such a page up as a .doc or .xls file; so do programs that fill a table into a bare page. A page of a
 * site in the place of a file (a login, an error) is none.
 */
export function isOfficePage(bytes: Uint8Array, hint: string): boolean {
  if (maker.test(Buffer.from(bytes.subarray(0, 4_000)).toString('latin1'))) return true;
  if (!/^(?:docx?|wps|xlsx?|et|rtf)$/.test(hint)) return false;
  const { text } = decode(bytes.subarray(0, 400_000));
  if (site.test(text)) return false;
  return (text.match(/<tr[\s>]/gi) ?? []).length > 1 || text.replace(/<[^<>]{0,400}>/g, '').replace(/\s/g, '').length >= fewest;
}

/** Lines of a page that an office program saved. */
export function readOfficePage(bytes: Uint8Array): FileText {
  const { text, ...read } = decode(bytes);
  const dom = parseDom(text);
  const lines = dom.document.children.filter(isTag).flatMap((root) => readLines(dom, root));
  const warnings = doubtsOf(read);
  return { lines: lines.map(lineOf), state: 'read', warnings };
}

const lineOf = ({ text, align }: { readonly text: string; readonly align?: string | undefined }): FileLine =>
  align === 'right' || align === 'center' ? { text, align } : { text };
