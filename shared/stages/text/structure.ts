import type { Section } from '../../model/article.ts';
import { group, orEmpty } from '../../model/values.ts';
import { parseHan } from './numerals.ts';

type SectionKind = Section['kind'];
type SectionHeading = { readonly kind: SectionKind; readonly label: string; readonly title?: string; readonly start: number };

const count = '[一二三四五六七八九十百千零〇两\\d]{1,8}';
const numbered = new RegExp(`^(第${count}([编章节])|(?:Part|Chapter|Section) (?:\\d{1,3}|[IVXLC]{1,7})\\b)[ 　:：.]{0,3}(.{0,60})$`);
const article = new RegExp(`^(第${count}条(?:之[一二三四五六七八九十]{1,2})?|Article \\d{1,4}\\b)([ 　:：.]?)`);
const annex =
  /^((?:附件|附录|附表|附)(?:\s{0,2}(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z]))?|Annex(?: (?:\d{1,2}|[A-Z]|[IVX]{1,5}))?|Appendix(?: (?:\d{1,2}|[A-Z]))?)[:：]?$/;
/** The words of an item may run on to the end of a long paragraph; only the head of it is looked at. */
const item = /^([一二三四五六七八九十]{1,4}、)(.{0,200})/;
const subitem = /^([（(][一二三四五六七八九十]{1,4}[）)])(.{0,200})/;
const opening = /^[第附PCSA一二三四五六七八九十（(]/;
const ranks: readonly SectionKind[] = ['annex', 'part', 'chapter', 'section', 'article'];
const sectionKinds: Readonly<Record<string, SectionKind>> = {
  编: 'part',
  章: 'chapter',
  节: 'section',
  Part: 'part',
  Chapter: 'chapter',
  Section: 'section',
};
const mostHeadings = 3000;

/**
 * Parts, chapters, sections, articles and annexes of a text, in their order, with UTF-16 offsets into it: `start` is where the heading
 * stands, `end` where the next one of the same or a higher rank does. Texts without articles are cut at 一、 (section) and （一） (article).
 */
export function structureOf(text: string): readonly Section[] {
  const lines = splitLines(text);
  const legal = headings(lines, legalHeading);
  const found = legal.some(({ kind }) => kind === 'article') ? legal : headings(lines, plainHeading);
  if (found.length > mostHeadings) return [];
  return ended(found, text.length);
}

type TextLine = { readonly text: string; readonly start: number };

function splitLines(text: string): readonly TextLine[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const here = { text: line, start };
    start += line.length + 1;
    return here;
  });
}

function headings(
  lines: readonly TextLine[],
  read: (line: TextLine, last: number | undefined) => SectionHeading | undefined,
): readonly SectionHeading[] {
  const found: SectionHeading[] = [];
  let last: number | undefined;
  for (const line of lines) {
    const heading = opening.test(line.text) ? read(line, last) : undefined;
    if (!heading) continue;
    found.push(heading);
    if (heading.kind === 'article') last = articleNumber(heading.label);
    if (heading.kind === 'annex') last = undefined;
  }
  return found;
}

function legalHeading(line: TextLine, last: number | undefined): SectionHeading | undefined {
  const { text, start } = line;
  const above = annexHeading(line) ?? chapterHeading(line);
  if (above) return above;
  const hit = article.exec(text);
  if (!hit?.[1]) return undefined;
  const value = articleNumber(hit[1]);
  // 第三条第二款规定的… opens a sentence, not an article: one without a blank has to be the next in turn.
  const turn = value === 1 || (last !== undefined && value === last + 1);
  const cited = /^(?:第|规定|所称|、|和|至)/.test(text.slice(hit[1].length));
  return hit[2] !== '' || (turn && !cited) ? { kind: 'article', label: hit[1], start } : undefined;
}

function plainHeading(line: TextLine): SectionHeading | undefined {
  const above = annexHeading(line) ?? chapterHeading(line);
  if (above) return above;
  const hit = item.exec(line.text);
  if (hit?.[1]) return headed('section', hit[1], hit[2], line.start);
  const sub = subitem.exec(line.text);
  return sub?.[1] ? headed('article', sub[1], sub[2], line.start) : undefined;
}

function annexHeading({ text, start }: TextLine): SectionHeading | undefined {
  const hit = text.length <= 24 ? annex.exec(text) : null;
  return hit?.[1] ? { kind: 'annex', label: hit[1], start } : undefined;
}

function chapterHeading({ text, start }: TextLine): SectionHeading | undefined {
  const hit = text.length <= 80 ? numbered.exec(text) : null;
  if (!hit?.[1] || /[。；，]/.test(group(hit, 3))) return undefined;
  const kind = sectionKinds[orEmpty(hit[2] ?? hit[1].split(' ')[0])];
  return kind && headed(kind, hit[1], hit[3], start);
}

/** A heading's own words; what is a whole sentence is the text of the item and no title. */
function headed(kind: SectionKind, label: string, rest: string | undefined, start: number): SectionHeading {
  const said = orEmpty(rest).trim();
  // （三）加强组织实施。落实财政政策…: the point that opens the paragraph is its heading.
  const title = /^([^，。；：:]{2,30})。./.exec(said)?.[1] ?? said.replace(/。$/, '');
  return { kind, label, ...(title === '' || title.length > 40 || /[。；]/.test(title) ? {} : { title }), start };
}

function ended(found: readonly SectionHeading[], length: number): readonly Section[] {
  const ends = new Array<number>(found.length).fill(length);
  const open: number[] = [];
  found.forEach(({ kind, start }, at) => {
    while (open.length > 0 && rankOf(found[open.at(-1) ?? 0]) >= ranks.indexOf(kind)) ends[open.pop() ?? 0] = start;
    open.push(at);
  });
  return found.map((heading, at) => ({ ...heading, end: ends[at] ?? length }));
}

const rankOf = (heading: SectionHeading | undefined) => (heading ? ranks.indexOf(heading.kind) : -1);

/** 第二十三条 as 23; places in the line count, so 一百零八 and 一〇八 are one. */
function articleNumber(label: string) {
  const arabic = /\d+/.exec(label);
  return arabic ? Number(arabic[0]) : parseHan(group(/第([^条]{1,8})条/.exec(label), 1));
}
