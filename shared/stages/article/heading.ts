import { opt, orEmpty } from '../../model/values.ts';
import type { PageLine } from '../html/lines.ts';
import { findNumbers, parseNumber } from '../numbers/numbers.ts';
import { isName, parseBodyNames } from '../text/body-names.ts';
import { comparisonKey, joinBroken } from '../text/language.ts';

/** What stands above the addressee of an official text: its number alone on a line, or an order's number over several lines. */
export type Heading = {
  readonly number?: string;
  readonly numberQuote?: string;
  readonly issuers: readonly string[];
  readonly length: number;
  readonly order: boolean;
};

const orderWord = /^(.{0,80}?)(令|公告|通告)$/u;
const orderNumber =
  /^[（(]?(?:(\d{4}|[〇○零一二三四五六七八九]{4})年)?(?:〔.{2,8}届〕)?第?[\d〇○零一二三四五六七八九十百千]{1,8}号(令|公告)?[)）]?$/u;
const lastLine = 18;

/** Reads the lines up to the addressee or the first paragraph. `title` lines are stepped over. */
export function readHeading(lines: readonly PageLine[], title: string): Heading {
  const top = headingLines(lines, title);
  const order = readOrder(top);
  if (order) return { ...order, length: top.length, order: true };
  const issuers = issuersOver(top, title);
  for (const line of top) {
    const number = parseNumberLine(line.text);
    if (number !== undefined) return { number, numberQuote: line.text, issuers, length: top.length, order: false };
  }
  return { issuers, length: top.length, order: false };
}

function headingLines(lines: readonly PageLine[], title: string) {
  const key = comparisonKey(title);
  const end = lines.slice(0, lastLine).findIndex((line) => {
    if (key.includes(comparisonKey(line.text)) || comparisonKey(line.text).startsWith(key)) return false;
    return /[：:]$/.test(line.text) || (line.text.length > 28 && /[。；]/.test(line.text)) || line.text.length > 160;
  });
  return lines.slice(0, end === -1 ? Math.min(lines.length, lastLine) : end);
}

export function parseNumberLine(text: string): string | undefined {
  const bare = text.replace(/^[\s（(【[]{1,4}/, '').replace(/[\s）)】\]]{1,4}$/, '');
  if (bare.length > 60) return undefined;
  for (const candidate of [bare, text.trim()]) {
    const hits = findNumbers(candidate);
    const hit = hits[0];
    if (
      hits.length === 1 &&
      hit &&
      hit.kind !== 'standard' &&
      hit.start === 0 &&
      candidate.slice(hit.end).replace(/[\s）)】\]]/g, '') === ''
    )
      return hit.canonical;
  }
  return undefined;
}

function readOrder(top: readonly PageLine[]) {
  for (let at = 0; at + 1 < top.length; at += 1) {
    const word = orderWord.exec(squeeze(orEmpty(top[at]?.text)));
    if (!word) continue;
    const under = namesUnder(top, at);
    const number = squeeze(orEmpty(top[at + 1 + under.length]?.text));
    if (!orderNumber.test(number)) continue;
    const inline = word[1] === undefined || word[1] === '' ? [] : (parseBodyNames(word[1]) ?? []);
    const issuers = [...namesAbove(top, at), ...inline, ...under];
    const quote = joinBroken([...top.slice(Math.max(0, at - issuers.length), at + 2 + under.length).map((line) => line.text)]);
    const lead = issuers[0];
    const tail = `${word[2]}${number.replace(/[（()）]/g, '')}`;
    const who = lead ?? (word[1] === '' ? undefined : word[1]);
    const canonical = who === undefined ? undefined : parseNumber(`${who}${tail}`).canonical;
    return { ...opt({ number: canonical }), numberQuote: quote, issuers };
  }
  return undefined;
}

/** The sign of a joint order stands beside one of its bodies, and the others follow, a line each. */
function namesUnder(top: readonly PageLine[], at: number) {
  const lines = top.slice(at + 1).map(({ text }) => squeeze(text));
  const end = lines.findIndex((line) => !isName(line));
  return end === -1 ? [] : lines.slice(0, end);
}

const squeeze = (text: string) => text.replace(/\s/g, '');

function namesAbove(top: readonly PageLine[], end: number) {
  const names: string[] = [];
  for (let at = end - 1; at >= 0; at -= 1) {
    const line = orEmpty(top[at]?.text);
    const found = /^常务委员会$/.test(squeeze(line)) ? parseBodyNames(squeeze(`${orEmpty(top[--at]?.text)}${line}`)) : parseBodyNames(line);
    if (!found) break;
    names.unshift(...found);
  }
  return names;
}

/** Names in the lines that lead to 关于…, as the head of a joint act prints them; a name broken over two lines is joined. */
function issuersOver(top: readonly PageLine[], title: string) {
  const about = top.findIndex((line) => /^(?:关于|印发|转发)/.test(line.text));
  if (about <= 0) return [];
  const lines = top
    .slice(0, about)
    .filter((line) => parseNumberLine(line.text) === undefined && comparisonKey(line.text) !== comparisonKey(title));
  const pieces: string[] = [];
  for (const line of lines) {
    const last = pieces.at(-1);
    const tail = last?.split(' ').at(-1);
    if (last !== undefined && tail !== undefined && !parseBodyNames(tail)) pieces[pieces.length - 1] = last + line.text;
    else pieces.push(line.text);
  }
  const names = pieces.map(parseBodyNames);
  return names.every((each) => each !== undefined) ? [...new Set(names.flatMap((each) => each ?? []))] : [];
}
