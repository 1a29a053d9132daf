import { companies } from '../../registry/companies.ts';
import { glossary, type Term, typeWords } from '../../registry/glossary.ts';
import { issuersIn } from '../../registry/issuers.ts';
import { landmarks } from '../../registry/landmarks.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { Trie } from '../../registry/trie.ts';
import type { Piece } from '../english.ts';
import { spellings } from '../match.ts';
import { numberAt } from './numbers.ts';

export type Rendered = { readonly en: string; readonly pieces: readonly Piece[] };
type Token = { readonly zh: string; readonly en: string; readonly part: Term['part'] | 'mark' | 'unknown' | 'of' };

const quotes = /[“”"「」『』]/;
/** Title as compared: folded, without quotation marks and blanks. */
export const bareKey = (text: string): string => fold(text).replace(/[“”"「」『』\s]/g, '');

const words = new Trie<Term>();
const add = (zh: string, en: string, part: Term['part']): void => {
  for (const form of spellings(zh)) words.set(form.replace(/ /g, ''), { zh, en, part });
};
for (const { zh, en } of landmarks) if (zh.length > 3) add(bareKey(zh), en, 'noun');
for (const { zh, en, part } of [...glossary, ...typeWords]) add(bareKey(zh), en, part);
for (const place of places) for (const form of place.forms) add(form, place.english, 'noun');
for (const { aliases, english } of companies)
  for (const alias of aliases) if (/^[\u4e00-\u9fff]{2}/.test(alias)) add(alias, english, 'noun');

const marks: Readonly<Record<string, string>> = {
  '、': ',',
  '，': ',',
  '：': ':',
  '；': ';',
  '。': '.',
  '！': '!',
  '？': '?',
  '《': '',
  '》': '',
  '〈': '',
  '〉': '',
  '·': '·',
  丨: '|',
  '｜': '|',
  '—': '–',
  '（': '(',
  '）': ')',
  '　': ' ',
  '～': '–',
  '【': '[',
  '】': ']',
  '…': '…',
  '+': '+',
  '×': '×',
  '“': '“',
  '”': '”',
  '「': '“',
  '」': '”',
};

type Stripped = { readonly bare: string; readonly origin: readonly number[] };

/** Folded text without quotation marks, and where each unit stood. */
function strip(text: string): Stripped {
  const folded = fold(text);
  const origin: number[] = [];
  let bare = '';
  for (let i = 0; i < text.length; i += 1) {
    if (quotes.test(text[i] ?? '')) continue;
    origin.push(i);
    bare += folded[i];
  }
  origin.push(text.length);
  return { bare, origin };
}

type Found = Token & { readonly next: number };

function tokenAt(text: string, { bare, origin }: Stripped, i: number, bodies: ReadonlyMap<number, { end: number; en: string }>): Found {
  const at = origin[i] ?? 0;
  const upTo = (end: number): string => text.slice(at, origin[end] ?? text.length);
  const word = words.longestAt(bare, i);
  const body = bodies.get(at);
  if (body && (!word || body.end > (origin[word.end] ?? text.length))) {
    const next = origin.findIndex((place) => place >= body.end);
    return { zh: text.slice(at, body.end), en: body.en, part: 'noun', next };
  }
  const number = numberAt(bare, i);
  if (number && i + number.zh.length >= (word?.end ?? 0)) {
    const zh = upTo(i + number.zh.length);
    return { zh, en: /^[A-Za-z]/.test(number.zh) ? zh : number.en, part: 'noun', next: i + number.zh.length };
  }
  if (word) return { zh: upTo(word.end), en: word.value.en, part: word.value.part, next: word.end };
  const unit = bare[i] ?? '';
  const zh = upTo(i + 1);
  if (unit === '的') return { zh, en: 'of', part: 'of', next: i + 1 };
  const raw = text[at] ?? unit;
  const mark = marks[raw] ?? (/[\u3400-\u9fff]/.test(unit) ? undefined : unit);
  return mark === undefined ? { zh, en: raw, part: 'unknown', next: i + 1 } : { zh, en: mark, part: 'mark', next: i + 1 };
}

function tokens(text: string): Token[] {
  const stripped = strip(text);
  const bodies = new Map(issuersIn(text).map((span) => [span.start, { end: span.end, en: span.entry.full }]));
  const found: Token[] = [];
  const lead = text.slice(0, stripped.origin[0] ?? 0);
  if (lead) found.push({ zh: lead, en: '', part: 'mark' });
  for (let i = 0; i < stripped.bare.length; ) {
    const token = tokenAt(text, stripped, i, bodies);
    const last = found.at(-1);
    if (token.part === 'unknown' && last?.part === 'unknown')
      found[found.length - 1] = { zh: last.zh + token.zh, en: last.en + token.en, part: 'unknown' };
    else found.push({ zh: token.zh, en: token.en, part: token.part });
    i = token.next;
  }
  return found;
}

/** Blanks and punctuation as English has them. */
export const tidy = (text: string): string =>
  text
    .replace(/\s{1,20}/g, ' ')
    .replace(/ ([,;:.!?)\]])/g, '$1')
    .replace(/([([]) /g, '$1')
    .replace(/,,/g, ',')
    .replace(/([,;:])(?=[A-Za-z\u3400-\u9fff])/g, '$1 ')
    .replace(/\bof of\b/g, 'of')
    .trim();

/** 的 turns its two sides round: A的B → B of A when A is a thing; after a verb the order stays. */
function ordered(list: readonly Token[]): string {
  const at = list.findIndex((token) => token.part === 'of');
  const plainText = (some: readonly Token[]): string => some.map((token) => token.en).join(' ');
  if (at < 0) return plainText(list);
  const before = list.slice(0, at);
  const after = list.slice(at + 1);
  if (after.length === 0) return plainText(before);
  const turns = before.length > 0 && before.every((token) => token.part === 'noun' || token.part === 'adjective');
  return turns ? `${ordered(after)} of ${plainText(before)}` : `${plainText(before)} ${ordered(after)}`;
}

/** Renders a phrase word by word, the longest known word first. Unknown Chinese is kept. */
export function phrase(text: string): Rendered {
  const list = tokens(text);
  return { en: tidy(ordered(list)), pieces: list.map(({ zh, en }) => ({ zh, en: en.trim() })) };
}
