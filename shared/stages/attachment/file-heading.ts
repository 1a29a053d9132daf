import { parseNumberLine } from '../article/heading.ts';
import type { FileContent } from '../files/file.ts';
import type { FileLine } from '../files/file-text.ts';
import { isName, parseBodyNames } from '../text/body-names.ts';

/** So far down a title is looked for. */
const reach = 24;
const longest = 120;

const before =
  /^(?:附\s?件|附\s?录|附\s?表)\s{0,3}[一二三四五六七八九十\d]{0,3}\s{0,3}[:：]?$|^(?:[特急机绝]密?|特急|加急|平急|内部|秘密|机密)|^[(（]?此件|^ICS\s|^CCS\s|^(?:目\s{0,4}录|contents)$/i;
const afterTitle =
  /^[（(](?:征求意见稿|草案|送审稿|修改稿|修订草案|试行|暂行|公开征求意见稿|[^（()）]{2,30}(?:通过|公布|修正|修订|发布))[^（()）]{0,40}[)）]$/;
const ends = /[。；：，！？:;]$/;
const clause =
  /^(?:第[一二三四五六七八九十]{1,4}[章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、])/;
/** Titles that a program gave a file: its old name, its maker, nothing. */
const idle =
  /^(?:microsoft|wps|powerpoint|untitled|无标题|文档|新建|document|doc)\b|\.(?:docx?|wps|pdf|xlsx?|pptx?|tif|cdr|indd)$|^[\w\s.-]{0,40}$/i;

/** The title of a text that stands at its head, with the bracket line under it; undefined when no line is surely one. */
export function findHeading(
  lines: readonly FileLine[],
): { readonly title: string; readonly at: number; readonly length: number } | undefined {
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
export function withoutRedHead(lines: readonly FileLine[]): FileLine[] {
  return lines.flatMap((line, n) => {
    const band = n < reach ? /^(.{0,60}?)\s{0,8}文\s{0,8}件$/u.exec(line.text) : null;
    if (!band) return [line];
    const [, name = ''] = band;
    return name === '' ? [] : [parseBodyNames(name) ? { ...line, text: name } : line];
  });
}

function couldBe(text: string): boolean {
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
function goesOn(first: FileLine, line: FileLine, title: string): boolean {
  if (line.heading !== first.heading || line.align !== first.align || !couldBe(line.text)) return false;
  const open = /[的与和及、]$|关于[^《》]{0,60}$/.test(title) && !/(?:通知|意见|办法|公告|决定|规定|方案|函)$/.test(title);
  return open || (first.heading === true && line.text.length <= 60);
}

/** The title that the properties of a file give, when it says anything. */
export const statedTitle = ({ title }: Pick<FileContent, 'title'>): string | undefined =>
  title === undefined || idle.test(title) || title.length > longest ? undefined : title;
