import { orEmpty } from '../../model/values.ts';
import { type FileText, unreadableFile } from './file-text.ts';
import { appendText, applyControlWord, endParagraph, flush, type RtfGroup, type RtfState, startState } from './rtf-control-words.ts';
import { endsInHalf } from './rtf-text.ts';

const limits = { depth: 1_000, chars: 2_000_000 } as const;
/** A control word, its number and the one blank after it. */
const word = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;

/**
 * Words of an RTF file: a paragraph or a row of a table a line, notes at the end. Headers, pictures, comments, hidden and deleted words are left out.
 * The format: Rich Text Format Specification 1.9.1.
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

function close(reading: RtfState, outer: RtfGroup | undefined): void {
  if (!outer) return;
  if (reading.group.note && !outer.note) endParagraph(reading, true);
  reading.group = outer;
  reading.left = 0;
}

/** One character that stands for itself; line ends of the file are none. */
function letter(text: string, at: number, reading: RtfState): number {
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

/** A byte whose character may need the next one too. */
function hold(code: number, reading: RtfState): void {
  reading.pending.push(code);
  if (reading.pending.length >= 64 && !endsInHalf(reading.pending, reading.group.charset)) flush(reading);
}

function control(text: string, at: number, reading: RtfState): number {
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
function symbol(sign: string, at: number, reading: RtfState): number {
  // The second half of a character whose first half came before it.
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
