import { isTag } from 'domhandler';
import { parseDom } from '../article/dom.ts';
import { linesOf } from '../article/lines.ts';
import { decode } from '../decode.ts';
import type { FileLine, FileText } from './types.ts';

/** Word and Excel save as pages, and sites put such a page up as a .doc or .xls file. */
export const isOfficePage = (bytes: Uint8Array): boolean =>
  /urn:schemas-microsoft-com:(?:office|word)|<meta name=["']?(?:ProgId|Generator)["']? content=["']?(?:Word|Excel|Microsoft|WPS)/i.test(
    Buffer.from(bytes.subarray(0, 4_000)).toString('latin1'),
  );

/** Lines of a page that an office program saved. */
export function readOfficePage(bytes: Uint8Array): FileText {
  const { text, lossy } = decode(bytes);
  const dom = parseDom(text);
  const lines = dom.document.children.filter(isTag).flatMap((root) => linesOf(dom, root));
  const warnings = lossy ? [{ field: 'text', reason: 'some bytes fit no character of the charset' }] : [];
  return { lines: lines.map(lineOf), state: 'read', warnings };
}

const lineOf = ({ text, align }: { readonly text: string; readonly align?: string | undefined }): FileLine =>
  align === 'right' || align === 'center' ? { text, align } : { text };
