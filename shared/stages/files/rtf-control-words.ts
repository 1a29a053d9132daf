import type { FileLine } from './file-text.ts';
import { bytesAsText, charsetOfFont, charsetOfPage, isDouble } from './rtf-text.ts';

/** What a group of braces inherits from the one around it. `star`: its first word says whether it may be left out. */
export type RtfGroup = {
  readonly skip: boolean;
  readonly star: boolean;
  readonly fonts: boolean;
  readonly note: boolean;
  readonly hidden: boolean;
  readonly charset: string;
  readonly fallback: number;
};
type Paragraph = { text: string; align: 'right' | 'center' | undefined; table: boolean };

/** A file while it is read. `left`: characters still to be passed over, since they repeat one given by its number. */
export type RtfState = {
  readonly fonts: Map<number, string>;
  readonly lines: FileLine[];
  readonly notes: FileLine[];
  readonly body: Paragraph;
  readonly note: Paragraph;
  group: RtfGroup;
  page: string;
  wide: string | undefined;
  font: number;
  pending: number[];
  left: number;
  chars: number;
};

export function startState(): RtfState {
  const paragraph = (): Paragraph => ({ text: '', align: undefined, table: false });
  const charset = 'windows-1252';
  const group = { skip: false, star: false, fonts: false, note: false, hidden: false, charset, fallback: 1 };
  const found = { fonts: new Map<number, string>(), lines: [], notes: [], body: paragraph(), note: paragraph() };
  return { ...found, group, page: charset, wide: undefined, font: 0, pending: [], left: 0, chars: 0 };
}

/** Words that stand for a character. */
const signs: ReadonlyMap<string, string> = new Map([
  ['tab', ' '],
  ['line', ' '],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['cell', '\t'],
  ['nestcell', ' '],
  ['nestrow', ' '],
]);
const paragraphEnds: ReadonlySet<string> = new Set(['par', 'sect', 'page', 'row']);

/** Groups that hold no words of the text. Those that open with `\*` are left out unless they are `spoken`. */
const silent: ReadonlySet<string> = new Set(
  (
    'colortbl stylesheet info pict objdata header headerl headerr headerf footer footerl footerr footerf nonshppict sp xe tc rxe annotation ' +
    'atnid atnauthor atnref atnicn listtable listoverridetable revtbl rsidtbl pgptbl filetbl template private fldinst do ftnsep ftnsepc'
  ).split(' '),
);
const spoken: ReadonlySet<string> = new Set(['shpinst', 'shptxt']);

/** Words so far, of bytes whose charset is known now. */
export function flush(reading: RtfState): void {
  if (reading.pending.length === 0) return;
  const bytes = reading.pending;
  reading.pending = [];
  appendText(reading, bytesAsText(bytes, reading.group.charset, reading.wide));
}

export function appendText(reading: RtfState, text: string): void {
  const { skip, star, hidden, fonts, note } = reading.group;
  if (skip || star || hidden || fonts) return;
  (note ? reading.note : reading.body).text += text;
  reading.chars += text.length;
}

export function endParagraph(reading: RtfState, note: boolean): void {
  const paragraph = note ? reading.note : reading.body;
  const text = paragraph.text
    .replace(/[ \u00a0\u3000]{1,400}/g, ' ')
    .replace(/\t{1,400}$/, '')
    .trim();
  paragraph.text = '';
  if (text === '') return;
  const { align } = paragraph;
  (note ? reading.notes : reading.lines).push({ text, ...(align && !text.includes('\t') ? { align } : {}) });
}

/** What a control word does. The bytes before it are words already. */
export function applyControlWord(name: string, value: number | undefined, reading: RtfState): void {
  const { group } = reading;
  if (group.star) {
    reading.group = { ...group, star: false, skip: !spoken.has(name) };
    return;
  }
  if (group.skip) return;
  const sign = signs.get(name);
  if (sign !== undefined) appendText(reading, sign);
  else if (paragraphEnds.has(name)) breakAt(name, reading);
  else if (silent.has(name)) reading.group = { ...group, skip: true };
  else if (!setText(name, value, reading)) setParagraph(name, reading);
}

function breakAt(name: string, reading: RtfState): void {
  const { fonts, note } = reading.group;
  if (fonts) return;
  // A paragraph that ends in a cell goes on in the same row.
  if (name === 'par' && reading.body.table && !note) appendText(reading, ' ');
  else endParagraph(reading, note);
}

function setParagraph(name: string, { group, body, note }: RtfState): void {
  const paragraph = group.note ? note : body;
  if (name === 'pard') Object.assign(paragraph, { align: undefined, table: false });
  else if (name === 'intbl') paragraph.table = true;
  else if (name === 'qr') paragraph.align = 'right';
  else if (name === 'qc') paragraph.align = 'center';
  else if (name === 'ql' || name === 'qj') paragraph.align = undefined;
}

/** Fonts, charsets and what hides letters; whether the word was one of these. */
function setText(name: string, value: number | undefined, reading: RtfState): boolean {
  const { group } = reading;
  const on = value !== 0;
  const set = (changes: Partial<RtfGroup>): void => {
    reading.group = { ...group, ...changes };
  };
  if (name === 'fonttbl') set({ fonts: true });
  else if (name === 'footnote') set({ note: true });
  else if (name === 'v' || name === 'deleted') set({ hidden: on });
  else if (name === 'plain') set({ hidden: false, charset: reading.page });
  else if (name === 'uc') set({ fallback: Math.min(Math.max(value ?? 1, 0), 8) });
  else if (name === 'ansicpg') {
    reading.page = charsetOfPage(value ?? 1252);
    widen(reading, reading.page);
    set({ charset: reading.page });
  } else if (name === 'f' && group.fonts) reading.font = value ?? 0;
  else if (name === 'fcharset' && group.fonts) {
    const charset = charsetOfFont(value ?? 0);
    if (charset !== undefined) reading.fonts.set(reading.font, charset);
    widen(reading, charset);
  } else if (name === 'f') set({ charset: reading.fonts.get(value ?? 0) ?? reading.page });
  else return false;
  return true;
}

function widen(reading: RtfState, charset: string | undefined): void {
  if (charset !== undefined && isDouble(charset)) reading.wide ??= charset;
}
