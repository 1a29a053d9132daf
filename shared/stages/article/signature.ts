import type { DateFact, Warning } from '../../model/article.ts';
import { group, orEmpty } from '../../model/values.ts';
import { parseDate, parseDayFact, readDayFact } from '../dates/dates.ts';

import type { PageLine } from '../html/lines.ts';
import { bodyOfSignatory, isName, isSignatoryLine, parseBodyNames } from '../text/body-names.ts';
import { foldText } from '../text/language.ts';
import { type Labels, labelledValue } from './labels.ts';

export type Signature = { readonly issuers: readonly string[]; readonly date?: DateFact; readonly quote: string; readonly at: number };

const mostNames = 45;

/**
 * The signature of the text itself: names over a line that holds only a day. Of several blocks the one counts whose names the
 * page gives elsewhere (`expected`), then one set to the right, then the first: later ones sign what is attached.
 * A day alone on a line counts without names when it is set to the right, or written out behind an order's heading (`bare`) or over the
 * mark that ends a notice: 2026-04-14 is the day of a print.
 */
export function readSignature(lines: readonly PageLine[], bare: boolean, expected: (name: string) => boolean): Signature | undefined {
  let best: { readonly signature: Signature; readonly rank: number } | undefined;
  for (let at = 0; at < lines.length; at += 1) {
    const found = signatureAt(lines, at);
    if (!found) continue;
    const right = lines[at]?.align === 'right';
    const named = found.issuers.length > 0;
    if (
      !named &&
      !right &&
      !(at < 4 && /^[（(]\d{4}年[^（()）]{4,9}[）)]$/.test(orEmpty(lines[at]?.text))) &&
      !((bareCounts(lines, at, bare, found) || isSignatoryLine(orEmpty(lines[at - 1]?.text))) && at > 0)
    )
      continue;
    if (!named && isForm(lines[at - 1])) continue;
    const rank = (named ? 4 : 0) + (found.issuers.some(expected) ? 8 : 0) + (right ? 2 : 0);
    if (!best || rank > best.rank) best = { signature: found, rank };
  }
  return best?.signature;
}

/** A day without names, written out, of an order or over the mark that ends a notice: （此件公开发布）. */
const bareCounts = (lines: readonly PageLine[], at: number, bare: boolean, { quote }: Signature) =>
  quote.includes('年') && (bare || /^[（(]此件/.test(orEmpty(lines[at + 1]?.text)));

/** 单位（公章）：, 申请人签字：: the day under it is one that somebody else will fill in. */
const isForm = (line: PageLine | undefined) =>
  line !== undefined &&
  line.text.length < 40 &&
  /[:：]\s{0,9}$|[（(](?:公章|盖章|签字|签章|签名)[)）]/.test(line.text) &&
  !parseBodyNames(line.text);

function signatureAt(lines: readonly PageLine[], at: number): Signature | undefined {
  const line = lines[at];
  const text = line && alone(line);
  if (text === undefined || text.length > 70) return undefined;
  const signed = signedLine(text) ?? monthUnder(lines, at, text);
  if (!signed) return undefined;
  const over = wrappedNames(lines, at, text) ?? [...namesBefore(lines, at), ...signed.names];
  const next = lines[at + 1];
  const under = over.length === 0 && line?.align === 'right' && next?.align === 'right' ? parseBodyNames(next.text) : undefined;
  const issuers = under ?? over;
  return { issuers, date: signed.date, quote: quoteOf(lines, at, issuers.length), at };
}

function alone({ text, cells }: PageLine) {
  if (!cells) return text;
  const filled = cells.filter((cell) => cell !== '');
  return filled.length === 1 ? filled[0] : undefined;
}

/** A line under names that looks like a day and is none: parts lost (2026  3  5 日), or no day of the calendar. */
export function findDamagedDay(lines: readonly PageLine[]): string | undefined {
  const at = lines.findIndex(
    ({ text }, n) =>
      n > 0 && text.length <= 20 && looksLikeDay.test(text) && !signedLine(text) && parseBodyNames(orEmpty(lines[n - 1]?.text)),
  );
  return lines[at]?.text;
}

const looksLikeDay = /^(?:19|20)\d{2}[\d 年月日./-]{2,14}$/;

const year = /(?:19|20)\d{2}|[二2][〇○零0OＯ]/;

function signedLine(text: string): { readonly names: readonly string[]; readonly date: DateFact } | undefined {
  const day = parseDayFact(text, 'signature');
  if (day) return { names: [], date: day };
  if (!year.test(text)) return undefined;
  const cut = /^(.{2,50}?)[ ]?(?=(?:19|20)\d{2} ?[年.\-/]|[二2][〇○零0OＯ][一二三四五六七八九〇○零\d]{2}年)/u.exec(text);
  if (cut?.[1] === undefined) return undefined;
  const names = parseBodyNames(cut[1]);
  const rest = text.slice(cut[0].length);
  const date = names && (parseDayFact(rest, 'signature') ?? monthOf(rest));
  return names && date ? { names, date: { ...date, quote: text } } : undefined;
}

/** 云川市数据协会 二〇二〇年十二月: a month, written out, and nothing behind it. */
function monthOf(text: string): DateFact | undefined {
  if (text.length > 16 || !/月\s{0,2}$/.test(text)) return undefined;
  const { precision, value } = parseDate(text);
  return precision === 'month' && value !== undefined ? { value, precision, from: 'signature', quote: text } : undefined;
}

const figure = /[\d〇○◯零一二三四五六七八九]/;

function monthUnder(
  lines: readonly PageLine[],
  at: number,
  text: string,
): { readonly names: readonly string[]; readonly date: DateFact } | undefined {
  if (text.length > 16 || !figure.test(foldText(text)) || !parseBodyNames(orEmpty(lines[at - 1]?.text))) return undefined;
  const { precision, value } = parseDate(text);
  return precision === 'month' && value !== undefined
    ? { names: [], date: { value, precision, from: 'signature', quote: text } }
    : undefined;
}

const mostWrapped = 8;

/**
 * Names that a narrow print broke wherever its lines end: only where the lines together are names, and the last one alone is no whole list.
 */
function wrappedNames(lines: readonly PageLine[], at: number, text: string) {
  const tail = group(/^\p{Script=Han}{0,40}?(?=[ ]?(?:\d|[二2][〇○零]))/u.exec(text), 0);
  let joined = tail;
  let found: readonly string[] | undefined;
  for (let up = at - 1; up >= 0 && up >= at - mostWrapped; up -= 1) {
    const over = orEmpty(lines[up]?.text);
    if (!/^\p{Script=Han}{10,60}$/u.test(over)) break;
    joined = over + joined;
    const names = up < at - 1 || tail !== '' ? parseBodyNames(joined) : undefined;
    if (names && names.length > 2 && !parseBodyNames(over)) found = names;
  }
  return found;
}

/** 国家金融监督管理总局 over, or a blank before, 云溪监管分局: the name of a branch behind that of its head office. */
const branches =
  /(国家(?:税务总局|金融监督管理总局|外汇管理局|统计局)|中国(?:人民银行|银行保险监督管理委员会|证券监督管理委员会))\s{1,9}(?=\p{Script=Han}{2,8}(?:监管分局|监管局|分行|支行|分局|税务局|调查队)(?:\s|$))/gu;
const withBranches = (text: string) => text.replace(branches, '$1');

function namesBefore(lines: readonly PageLine[], end: number) {
  const names: string[] = [];
  const heads: string[] = [];
  for (let at = end - 1; at >= 0 && names.length < mostNames; at -= 1) {
    const line = withBranches(orEmpty(lines[at]?.text).trim());
    const above = withBranches(orEmpty(lines[at - 1]?.text).trim());
    const both = withBranches(`${above} ${line}`);
    const broken = both.length <= above.length + line.length;
    const text = broken ? both : line;
    if (broken) at -= 1;
    if (isSignatoryLine(text)) {
      heads.unshift(...[bodyOfSignatory(text) ?? []].flat());
      continue;
    }
    const found = parseBodyNames(text.replaceAll('\t', ' '));
    if (!found) break;
    names.unshift(...found);
  }
  return names.length === 0 ? heads : names.filter(isName);
}

export function readUndatedNames(lines: readonly PageLine[]): readonly string[] {
  for (let at = lines.length - 1; at >= 0 && at >= lines.length - 6; at -= 1) {
    const line = lines[at];
    if (line?.align !== 'right' || looksLikeDay.test(line.text) || /^[二2][〇○零0OＯ一二三四五六七八九]{3}年/.test(line.text)) continue;
    const names = parseBodyNames(line.text);
    return names ? [...namesBefore(lines, at), ...names].filter(isName) : [];
  }
  return [];
}

const quoteOf = (lines: readonly PageLine[], at: number, count: number) =>
  lines
    .slice(Math.max(0, at - Math.min(count, 4)), at + 1)
    .map((line) => line.text)
    .join(' ')
    .slice(-160);

type Signed = { readonly date?: DateFact; readonly warnings: readonly Warning[] };

/** Labels that some sites use for the day a page was made. */
const weak = /^(?:生成|制发|印发)/;

type SignedFacts = {
  readonly signature: Signature | undefined;
  readonly published: DateFact | undefined;
  readonly today: string;
  /** A day under the signature that no calendar has: 2022922. */
  readonly damaged?: string | undefined;
};

export function readSigned(labels: Labels, { signature, published, today, damaged }: SignedFacts): Signed {
  const warnings: Warning[] = [];
  const doubt = (reason: string, quote: string) => {
    warnings.push({ field: 'dates.signed', reason, quote });
  };
  const cell = labelledValue(labels, 'signed');
  const table = cell && readDayFact(cell.value, 'metadata');
  if (cell && !table && /\d/.test(cell.value)) doubt('the date of the table is damaged or incomplete', cell.quote.slice(0, 120));
  const written = signature?.date;
  const pageDay = table !== undefined && written !== undefined && weak.test(orEmpty(cell?.label)) && table.value === published?.value;
  const date = table && cell && !pageDay ? { ...table, quote: cell.quote.slice(0, 120) } : written;
  if (!date) {
    if (damaged !== undefined) doubt('the day under the signature is damaged or not in the calendar', damaged);
    return { warnings };
  }
  if (date.value > today) {
    doubt('a day in the future is no day of signing', date.quote);
    return written && written.value <= today ? { date: written, warnings } : { warnings };
  }
  if (table && !written && weak.test(cell.label)) doubt(`${cell.label} may be the day of the page`, date.quote);
  if (table && written && table.value !== written.value) doubt(`the signature of the text says ${written.value}`, written.quote);
  if (published && published.value < date.value && published.from !== 'url') {
    doubt(`signed after the day of publication (${published.value})`, date.quote);
    return table && written && written.value === table.value ? { date, warnings } : { warnings };
  }
  return { date, warnings };
}
