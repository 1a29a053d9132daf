import type { Warning } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import type { FileLine, FileText } from './file-text.ts';
import { unreadableFile } from './file-text.ts';
import type { Zip, ZipMember } from './zip.ts';

/** Files of an archive that are read; the others are named. */
const limits = { read: 60, chars: 2_000_000 } as const;

const baseName = (name: string): string => name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);

/** What operating systems leave in archives. */
const litter = (name: string): boolean => name.startsWith('__MACOSX/') || /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(baseName(name));

/**
 * Words of the files in an archive, each under its name. `readFile` reads one member. Throws ZipError.
 */
export async function readArchive(zip: Zip, readFile: (bytes: Uint8Array, name: string) => Promise<FileText>): Promise<FileText> {
  const members = zip.members.filter(({ name }) => !litter(name));
  if (members.length === 0) return unreadableFile('damaged', 'the archive is empty');
  const lines: FileLine[] = [];
  const warnings: Warning[] = [];
  let chars = 0;
  let pages = 0;
  for (const [n, member] of members.entries()) {
    const inner =
      n < limits.read ? await readMember(member, readFile) : unreadableFile('too-large', `only the first ${limits.read} files are read`);
    lines.push({ text: baseName(member.name), heading: true }, ...inner.lines);
    warnings.push(...(inner.warnings ?? []));
    if (inner.state !== 'read')
      warnings.push({ field: 'text', reason: `${inner.state}: ${orEmpty(inner.reason)}`, quote: baseName(member.name).slice(0, 200) });
    pages += inner.pages ?? 0;
    chars += inner.lines.reduce((sum, { text }) => sum + text.length, 0);
    if (chars > limits.chars) return unreadableFile('too-large', `more than ${limits.chars} characters`);
  }
  return { lines, state: 'read', warnings, ...(pages > 0 ? { pages } : {}) };
}

async function readMember(member: ZipMember, readFile: (bytes: Uint8Array, name: string) => Promise<FileText>): Promise<FileText> {
  // A picture needs no unpacking to be named.
  if (/\.(?:png|jpe?g|gif|bmp|tiff?|mp[34]|avi|mov|exe|dll)$/i.test(member.name)) return unreadableFile('unsupported', 'no file of words');
  return readFile(member.read(), member.name);
}
