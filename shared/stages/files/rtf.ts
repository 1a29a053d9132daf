import { orEmpty } from '../../model/values.ts';
import { type FileLine, type FileText, unreadableFile } from './file-text.ts';
import words from './rtf-words.json' with { type: 'json' };

/** Charsets of the fonts of an RTF file, by their `\fcharset`; and of code pages. */
const fontCharsets: Readonly<Record<number, string>> = words.fontCharsets;
const codePages: Readonly<Record<number, string>> = words.codePages;

export const charsetOfPage = (number: number): string =>
  codePages[number] ?? (number >= 1250 && number <= 1258 ? `windows-${number}` : 'windows-1252');

const isDouble = (charset: string) => ['gb18030', 'big5', 'shift_jis', 'euc-kr'].includes(charset);

/** Whether the bytes so far end in the first half of a character, whose second half may look like an ASCII letter. */
function endsInHalf(bytes: readonly number[], charset: string) {
  if (bytes.length === 0 || !isDouble(charset)) return false;
  let at = 0;
  while (at < bytes.length) at += (bytes[at] ?? 0) >= 0x81 ? 2 : 1;
  return at > bytes.length;
}

/**
 * Bytes as text. Writers mark Chinese letters with a western font where the file as a whole is Chinese: pairs of high bytes are read by the
 * charset of the file, `wide`.
 */
function bytesAsText(bytes: readonly number[], charset: string, wide: string | undefined) {
  const buffer = Uint8Array.from(bytes);
  if (!isDouble(charset) && charset !== 'utf-8' && wide !== undefined && bytes.length % 2 === 0 && bytes.every((byte) => byte >= 0x81)) {
    try {
      return new TextDecoder(wide, { fatal: true }).decode(buffer);
    } catch {}
  }
  return new TextDecoder(charset).decode(buffer);
}

const limits = { depth: 1_000, chars: 2_000_000 } as const;
const word = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;

/**
 * Words of an RTF file: a paragraph or a row of a table a line, notes at the end. Headers, pictures, comments, hidden and deleted words are
 * left out. The format: Rich Text Format Specification 1.9.1.
 */
export function readRtf(bytes: Uint8Array): FileText {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const reading = startState();
  const stack: RtfGroup[] = [];
  for (let at = 0; at < text.length; ) {
    const sign = text[at];
    if (sign === '{') {
      flush(reading);
      if (stack.length >= limits.depth) return unreadableFile('too-large', `groups nested deeper than ${limits.depth}`);
      stack.push(reading.group);
      at += 1;
    } else if (sign === '}') {
      flush(reading);
      close(reading, stack.pop());
      at += 1;
    } else if (sign === '\\') at = control(text, at + 1, reading);
    else at = letter(text, at, reading);
    if (reading.chars > limits.chars) return unreadableFile('too-large', `more than ${limits.chars} characters`);
  }
  flush(reading);
  endParagraph(reading, false);
  const lines = [...reading.lines, ...reading.notes];
  return lines.length === 0 ? unreadableFile('damaged', 'the RTF file holds no words') : { lines, state: 'read' };
}

function close(reading: RtfState, outer: RtfGroup | undefined) {
  if (!outer) return;
  if (reading.group.note && !outer.note) endParagraph(reading, true);
  reading.group = outer;
  reading.left = 0;
}

function letter(text: string, at: number, reading: RtfState) {
  const code = text.charCodeAt(at);
  if (code === 0x0a || code === 0x0d || code === 0) return at + 1;
  if (reading.left > 0) reading.left -= 1;
  else if (code >= 0x80 || endsInHalf(reading.pending, reading.group.charset)) hold(code, reading);
  else {
    flush(reading);
    appendText(reading, text.charAt(at));
  }
  return at + 1;
}

function hold(code: number, reading: RtfState) {
  reading.pending.push(code);
  if (reading.pending.length >= 64 && !endsInHalf(reading.pending, reading.group.charset)) flush(reading);
}

function control(text: string, at: number, reading: RtfState) {
  const sign = orEmpty(text[at]);
  if (sign === "'") {
    if (reading.left > 0) reading.left -= 1;
    else hold(Number.parseInt(text.slice(at + 1, at + 3), 16) || 0x3f, reading);
    return at + 3;
  }
  word.lastIndex = at;
  const hit = word.exec(text);
  if (!hit) return symbol(sign, at, reading);
  const [whole, name = '', digits] = hit;
  const value = digits === undefined ? undefined : Number(digits);
  if (name === 'bin') return at + whole.length + Math.max(0, value ?? 0);
  if (name === 'u') {
    flush(reading);
    appendText(reading, String.fromCharCode((value ?? 0) & 0xffff));
    reading.left = reading.group.fallback;
  } else if (reading.left > 0) reading.left -= 1;
  else {
    flush(reading);
    applyControlWord(name, value, reading);
  }
  return at + whole.length;
}

/** `\` before a sign that is no letter: the sign itself, or one that is hard to type. */
function symbol(sign: string, at: number, reading: RtfState) {
  if (endsInHalf(reading.pending, reading.group.charset) && /[\\{}]/.test(sign)) {
    reading.pending.push(sign.charCodeAt(0));
    return at + 1;
  }
  flush(reading);
  if (sign === '*') reading.group = { ...reading.group, star: true };
  else if (sign === '\n' || sign === '\r') applyControlWord('par', undefined, reading);
  else if (sign === '~') appendText(reading, ' ');
  else if (sign === '_') appendText(reading, '-');
  else if (/[\\{}]/.test(sign)) appendText(reading, sign);
  return at + 1;
}

/** What a group of braces inherits from the one around it. `star`: its first word says whether it may be left out. */
type RtfGroup = {
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
type RtfState = {
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

function startState() {
  const paragraph = () => ({ text: '', align: undefined, table: false });
  const charset = 'windows-1252';
  const group = { skip: false, star: false, fonts: false, note: false, hidden: false, charset, fallback: 1 };
  const found = { fonts: new Map<number, string>(), lines: [], notes: [], body: paragraph(), note: paragraph() };
  return { ...found, group, page: charset, wide: undefined, font: 0, pending: [], left: 0, chars: 0 };
}

const signs = new Map(Object.entries(words.signs));
const paragraphEnds = new Set(words.paragraphEnds);
/** Groups that hold no words of the text. Those that open with `\*` are left out unless they are `spoken`. */
const silent = new Set(words.silent);
const spoken = new Set(words.spoken);

function flush(reading: RtfState) {
  if (reading.pending.length === 0) return;
  const bytes = reading.pending;
  reading.pending = [];
  appendText(reading, bytesAsText(bytes, reading.group.charset, reading.wide));
}

function appendText(reading: RtfState, text: string) {
  const { skip, star, hidden, fonts, note } = reading.group;
  if (skip || star || hidden || fonts) return;
  (note ? reading.note : reading.body).text += text;
  reading.chars += text.length;
}

function endParagraph(reading: RtfState, note: boolean) {
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

function applyControlWord(name: string, value: number | undefined, reading: RtfState) {
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

function breakAt(name: string, reading: RtfState) {
  const { fonts, note } = reading.group;
  if (fonts) return;
  // A paragraph that ends in a cell goes on in the same row.
  if (name === 'par' && reading.body.table && !note) appendText(reading, ' ');
  else endParagraph(reading, note);
}

function setParagraph(name: string, { group, body, note }: RtfState) {
  const paragraph = group.note ? note : body;
  if (name === 'pard') Object.assign(paragraph, { align: undefined, table: false });
  else if (name === 'intbl') paragraph.table = true;
  else if (name === 'qr') paragraph.align = 'right';
  else if (name === 'qc') paragraph.align = 'center';
  else if (name === 'ql' || name === 'qj') paragraph.align = undefined;
}

function setText(name: string, value: number | undefined, reading: RtfState) {
  const { group } = reading;
  const on = value !== 0;
  const set = (changes: Partial<RtfGroup>) => {
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
    const charset = fontCharsets[value ?? 0];
    if (charset !== undefined) reading.fonts.set(reading.font, charset);
    widen(reading, charset);
  } else if (name === 'f') set({ charset: reading.fonts.get(value ?? 0) ?? reading.page });
  else return false;
  return true;
}

function widen(reading: RtfState, charset: string | undefined) {
  if (charset !== undefined && isDouble(charset)) reading.wide ??= charset;
}
