import type { Article } from '../../model/article.ts';
import { SourceError, type Trouble } from '../../model/errors.ts';
import type { ReadJob } from '../../model/page.ts';
import { orEmpty } from '../../model/values.ts';
import { readArticle } from '../article/article.ts';
import type { FileContent } from '../files/file.ts';
import type { FileLine } from '../files/file-text.ts';
import { findHeading, statedTitle, withoutRedHead } from './file-heading.ts';

const escaped = (text: string): string => text.replace(/[<>&"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

const troubleOf = ({ state }: FileContent): Trouble => (state === 'too-large' ? 'too-large' : 'unrecognised');

/** The name of the file as its address gives it. */
function fileNameOf(url: string): string {
  const name = orEmpty(new URL(url).pathname.split('/').at(-1));
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/**
 * A file as an article: it becomes the plainest page that says the same, which the readers of pages read. Its title is the one at the head of
 * the text, else that of the listing, of the properties, or the file's name.
 * Throws SourceError when there is nothing to read; a scan is an article without text and with a warning.
 */
export function articleOf(file: FileContent, job: ReadJob): Article {
  if (file.state !== 'read' && file.state !== 'needs-ocr') throw new SourceError(troubleOf(file), job.url, file.reason ?? file.state);
  const { url, sourceId, entry, today } = job;
  const heading = file.state === 'read' ? findHeading(file.lines) : undefined;
  const stated = heading?.title ?? (entry?.title || undefined) ?? statedTitle(file);
  const title = stated ?? (fileNameOf(url) || url);
  const above = heading ? file.lines.slice(0, heading.at) : [];
  const below = heading ? file.lines.slice(heading.at + heading.length) : file.lines;
  const body = withoutRedHead([...above, ...below]);
  const decoded = { text: pageOf(title, body.length > 0 ? body : [{ text: nothing }]), charset: 'utf-8', lossy: false };
  const article = readArticle({ url, decoded, sourceId, overrides: { body: '#file', title: 'h1' }, entry, today });
  const official = /^https?:\/\/[^/]{1,200}\.gov\.cn(?:[:/]|$)/.test(url);
  return {
    ...article,
    ...(file.state === 'needs-ocr' && stated === undefined ? { type: 'other' as const, status: 'unknown' as const } : {}),
    reader: official ? 'conventions' : 'generic',
    charset: 'binary',
    text: file.lines.map(({ text }) => text).join('\n'),
    warnings: [...article.warnings, ...(file.warnings ?? []), ...doubtsOf(file, stated)],
  };
}

/** Lines of a file under a title that is known, as the readers of pages read them. Throws SourceError when they are no text. */
export function readWithTitle(
  title: string,
  lines: readonly FileLine[],
  { url, today }: { readonly url: string; readonly today: string },
): Article {
  const decoded = { text: pageOf(title, withoutRedHead(lines)), charset: 'utf-8', lossy: false };
  return readArticle({ url, decoded, overrides: { body: '#file', title: 'h1' }, today });
}

/** Readers of pages refuse one without words; this stands in for them and is never shown. */
const nothing = '本文件是扫描件，没有可以读取的文字，须经文字识别后才能阅读其中的内容。';

const doubtsOf = ({ state, reason }: FileContent, title: string | undefined): Article['warnings'] => [
  ...(state === 'needs-ocr' ? [{ field: 'text', reason: `the file is a scan and needs OCR: ${orEmpty(reason)}` }] : []),
  ...(title === undefined ? [{ field: 'title', reason: 'the file gives no title; its name stands in its place' }] : []),
];

function pageOf(title: string, lines: readonly FileLine[]): string {
  const body: string[] = [];
  let table: string[] = [];
  const flush = (): void => {
    if (table.length > 0) body.push(`<table>${table.join('')}</table>`);
    table = [];
  };
  for (const { text, align } of lines) {
    if (text.includes('\t'))
      table.push(
        `<tr>${text
          .split('\t')
          .map((cell) => `<td>${escaped(cell)}</td>`)
          .join('')}</tr>`,
      );
    else {
      flush();
      body.push(`<p${align ? ` style="text-align:${align}"` : ''}>${escaped(text)}</p>`);
    }
  }
  flush();
  return `<html><head><title>${escaped(title)}</title></head><body><h1>${escaped(title)}</h1><div id="file">${body.join('')}</div></body></html>`;
}
