import { type Article, type ReadJob, scanWarning } from '../../model/article.ts';
import { SourceError, type Trouble } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { readArticle } from '../article/article.ts';
import { decoded } from '../article/attachments.ts';
import { parseNumberLine } from '../article/heading.ts';
import type { FileContent } from '../files/file.ts';
import type { FileLine } from '../files/file-text.ts';
import { isName, parseBodyNames } from '../text/body-names.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const { before, afterTitle } = expressionsOf(expressions.fileArticle);

const reach = 24;
const longest = 120;
const ends = /[。；：，！？:;]$/;
const clause =
  /^(?:第[一二三四五六七八九十]{1,4}[章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、])/;
/** Titles that a program gave a file: its old name, its maker, nothing. */
const idle =
  /^(?:microsoft|wps|powerpoint|untitled|无标题|文档|新建|document|doc)\b|\.(?:docx?|wps|pdf|xlsx?|pptx?|tif|cdr|indd)$|^[\w\s.-]{0,40}$/i;

/** The title of a text that stands at its head, with the bracket line under it; undefined when no line is surely one. */
function findHeading(lines: readonly FileLine[]): { readonly title: string; readonly at: number; readonly length: number } | undefined {
  const top = lines.slice(0, reach);
  const large = top.findIndex((line) => line.heading === true && couldBe(line.text));
  const at = large >= 0 ? large : top.findIndex((line) => couldBe(line.text));
  const first = top[at];
  if (!first || (large < 0 && top.slice(0, at).some(({ text }) => text.length > 60 || /[。；]$/.test(text)))) return undefined;
  let title = first.text;
  let length = 1;
  for (let next = at + 1; next < top.length && next < at + 4; next += 1) {
    const line = top[next];
    if (!line || title.length + line.text.length > longest) break;
    if (afterTitle.test(line.text)) {
      title += /征求意见稿|草案|送审稿|修改稿|试行|暂行/.test(line.text) ? line.text : '';
      length += 1;
      break;
    }
    if (!goesOn(first, line, title)) break;
    title += line.text;
    length += 1;
  }
  return { title, at, length };
}

/** Lines whose red head is names alone: the word 文件 beside or under them belongs to the print. */
function withoutRedHead(lines: readonly FileLine[]) {
  return lines.flatMap((line, n) => {
    const band = n < reach ? /^(.{0,60}?)\s{0,8}文\s{0,8}件$/u.exec(line.text) : null;
    if (!band) return [line];
    const [, name = ''] = band;
    return name === '' ? [] : [parseBodyNames(name) ? { ...line, text: name } : line];
  });
}

function couldBe(text: string) {
  if (text.length < 5 || text.length > longest || before.test(text) || ends.test(text) || clause.test(text) || text.includes('\t'))
    return false;
  return (
    /[\p{Script=Han}\p{L}]{4}/u.test(text) &&
    parseNumberLine(text) === undefined &&
    !isName(text) &&
    parseBodyNames(text) === undefined &&
    !/文\s?件$/.test(text) &&
    !/^\d{4}\s?年\s?\d{1,2}\s?月/.test(text)
  );
}

/** A title broken over lines: set alike, and the next line opens no text. */
function goesOn(first: FileLine, line: FileLine, title: string) {
  if (line.heading !== first.heading || line.align !== first.align || !couldBe(line.text)) return false;
  const open = /[的与和及、]$|关于[^《》]{0,60}$/.test(title) && !/(?:通知|意见|办法|公告|决定|规定|方案|函)$/.test(title);
  return open || (first.heading === true && line.text.length <= 60);
}

const statedTitle = ({ title }: Pick<FileContent, 'title'>) =>
  title === undefined || idle.test(title) || title.length > longest ? undefined : title;

const escaped = (text: string) => text.replace(/[<>&"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

const troubleOf = ({ state }: FileContent): Trouble => (state === 'too-large' ? 'too-large' : 'unrecognised');

const fileNameOf = (url: string) => decoded(orEmpty(new URL(url).pathname.split('/').at(-1)));

/**
 * A file as an article: it becomes the plainest page that says the same, which the readers of pages read. Its title is the one at the head
 * of the text, else that of the listing, of the properties, or the file's name. Throws SourceError when there is nothing to read; a scan is
 * an article without text and with a warning.
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
  const page = { text: pageOf(title, body.length > 0 ? body : [{ text: nothing }]), charset: 'utf-8', lossy: false };
  const article = readArticle({ url, decoded: page, sourceId, overrides: { body: '#file', title: 'h1' }, entry, today });
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

/** Lines of a file under a title that is known. Throws SourceError when they are no text. */
export function readWithTitle(
  title: string,
  lines: readonly FileLine[],
  { url, today }: { readonly url: string; readonly today: string },
): Article {
  const page = { text: pageOf(title, withoutRedHead(lines)), charset: 'utf-8', lossy: false };
  return readArticle({ url, decoded: page, overrides: { body: '#file', title: 'h1' }, today });
}

/** Readers of pages refuse one without words; this stands in for them and is never shown. */
const nothing = '本文件是扫描件，没有可以读取的文字，须经文字识别后才能阅读其中的内容。';

const doubtsOf = ({ state, reason }: FileContent, title: string | undefined): Article['warnings'] => [
  ...(state === 'needs-ocr' ? [scanWarning(orEmpty(reason))] : []),
  ...(title === undefined ? [{ field: 'title', reason: 'the file gives no title; its name stands in its place' }] : []),
];

function pageOf(title: string, lines: readonly FileLine[]) {
  const body: string[] = [];
  let table: string[] = [];
  const flush = () => {
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
