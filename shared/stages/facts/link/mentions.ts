import { group } from '../../../model/values.ts';
import { findNumbers } from '../../numbers/numbers.ts';
import { findEnglishMentions } from './english-mentions.ts';
import { innerTitle, isDraftTitle, isGeneric, namesAct, withoutInvisible } from './titles.ts';

/** A text named in a sentence. Offsets are of the sentence; `start`–`end` covers title, number and the day in front of it. */
export type Mention = {
  readonly start: number;
  readonly end: number;
  /** As written, inside the outer 《》. */
  readonly title?: string;
  /** Canonical. */
  readonly number?: string;
  /** The text is named as a draft: by its title or by （征求意见稿） behind it. */
  readonly draft: boolean;
  /** The 《》 holds the title of an explanation of it: 《〈X〉解读》. */
  readonly explained?: boolean;
  /** A short name defined or used here (《办法》): stands for another mention. */
  readonly short: boolean;
  /** Short names that the brackets behind it define. */
  readonly aliases: readonly string[];
};

type NumberMention = { readonly canonical: string; readonly start: number; readonly end: number };
type PartialMention = {
  start: number;
  end: number;
  title?: string;
  number?: string;
  draft: boolean;
  short: boolean;
  aliases: string[];
  explained?: boolean;
};

const longest = 220;

/** End of the 《》 that opens at `at` (nested ones counted), or -1 when it does not close in reach. */
function closeOf(plain: string, at: number): number {
  let depth = 0;
  for (let i = at; i < plain.length && i - at < longest; i += 1) {
    if (plain[i] === '《') depth += 1;
    else if (plain[i] === '》') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}

const bracket = /^\s{0,6}[（(]([^（）()]{0,160}(?:[（(][^（）()]{0,60}[）)][^（）()]{0,60})?)[）)]/;
const openBracket = /^\s{0,6}[（(]([^（）()。]{0,160})$/;
const defines = /(?:以下|下文|下同|下|并)?(?:简称|统称|称)(?:为)?\s{0,6}[《“"「]([^》”"」]{1,40})[》”"」]/g;

/** Reads the brackets behind a title: number, draft mark, year of issue, short names. */
function readBrackets(plain: string, draft: PartialMention, numbers: readonly NumberMention[]): void {
  for (let round = 0; round < 3; round += 1) {
    const rest = plain.slice(draft.end);
    const found = bracket.exec(rest) ?? openBracket.exec(rest);
    if (!found) return;
    const from = draft.end;
    const to = draft.end + found[0].length;
    const inside = group(found, 1);
    for (const each of inside.matchAll(defines)) if (each[1]) draft.aliases.push(each[1]);
    const number = draft.number ? undefined : numbers.find((each) => each.start >= from && each.end <= to);
    if (number) draft.number = number.canonical;
    else if (/稿$|^草案/.test(inside)) draft.draft = true;
    else if (!/^(?:\d{4}年|即|修订|试行|\d{4}|第)/.test(inside)) return;
    draft.end = to;
  }
}

const between = /^(?:号?文件?)?\s{0,6}(?:[—―－-]{1,2}|[:：])?\s{0,6}$/;

/** A number that directly precedes the title (with 文件 or a dash between), or follows it without brackets. */
function joinNumbers(plain: string, draft: PartialMention, numbers: readonly NumberMention[]): void {
  if (draft.number) return;
  const before = numbers.findLast((each) => each.end <= draft.start && draft.start - each.end <= 8);
  if (before && between.test(plain.slice(before.end, draft.start))) {
    draft.number = before.canonical;
    draft.start = before.start;
    return;
  }
  const after = numbers.find((each) => each.start >= draft.end && each.start - draft.end <= 4);
  if (after && /^\s{0,6}$/.test(plain.slice(draft.end, after.start))) {
    draft.number = after.canonical;
    draft.end = after.end;
  }
}

const dayBefore =
  /(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:公布|发布|印发|颁布|通过|出台|起?施行|起?实施|起?执行)的$|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?[^，。；《》\d]{1,24}(?:公布|发布|印发|颁布|通过|出台)的$/;

/** 2021年10月8日省人民政府令第201号公布的《X》: the order by which it was made public is its number. */
function takeOrder(plain: string, draft: PartialMention, numbers: readonly NumberMention[]): void {
  const order = draft.number ? undefined : numbers.findLast((each) => each.end < draft.start && draft.start - each.end <= 8);
  if (!order || !/^\s{0,3}(?:公布|发布|颁布|印发)的?\s{0,3}$/.test(plain.slice(order.end, draft.start))) return;
  draft.number = order.canonical;
  const day = /\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以|由)?\s{0,3}$/.exec(plain.slice(Math.max(0, order.start - 20), order.start));
  draft.start = order.start - (day?.[0].length ?? 0);
}

/** Takes in 2024年6月19日公布的 and 原, which belong to the name of the text. */
function takeLead(plain: string, draft: PartialMention): void {
  const before = plain.slice(Math.max(0, draft.start - 44), draft.start);
  const day = dayBefore.exec(before);
  if (day && /^\d/.test(day[0])) draft.start -= day[0].length;
  else if (before.endsWith('原')) draft.start -= 1;
}

function quotedMentions(text: string, plain: string, numbers: readonly NumberMention[]): PartialMention[] {
  const found: PartialMention[] = [];
  let at = plain.indexOf('《');
  while (at >= 0) {
    const close = closeOf(plain, at);
    if (close < 0) {
      at = plain.indexOf('《', at + 1);
      continue;
    }
    const mention = readTitle(text, plain, { open: at, close }, numbers);
    if (mention) found.push(mention);
    at = plain.indexOf('《', close);
  }
  return found;
}

function readTitle(
  text: string,
  plain: string,
  { open, close }: { readonly open: number; readonly close: number },
  numbers: readonly NumberMention[],
): PartialMention | undefined {
  const whole = text.slice(open + 1, close);
  const inner = innerTitle(whole, plain.slice(open + 1, close));
  const draft: PartialMention = {
    start: open,
    end: close + 1,
    title: withoutInvisible(inner),
    draft: isDraftTitle(inner),
    short: false,
    aliases: [],
  };
  if (inner !== whole) draft.explained = true;
  if (
    !draft.draft &&
    /^\s{0,3}的?(?:修订|第[一二三]次|公开)?(?:征求意见稿|征求意见草案|送审稿|报批稿|讨论稿|审议稿|草案|草稿|初稿)/.test(
      plain.slice(close + 1, close + 14),
    )
  )
    draft.draft = true;
  readBrackets(plain, draft, numbers);
  joinNumbers(plain, draft, numbers);
  draft.short = isGeneric(inner) && !draft.number;
  const before = plain.slice(Math.max(0, open - 12), open);
  if (/(?:简称|统称|(?<!名)称)(?:为)?$/.test(before)) return undefined;
  if (!draft.number && !namesAct(inner, before, draft.explained ? '' : plain.slice(close + 1, close + 8))) return undefined;
  takeOrder(plain, draft, numbers);
  takeLead(plain, draft);
  return draft;
}

/** A standard written as number and name (GB/T 1-2020 名称.pdf), a title that is forwarded without 《》. */
function nakedMentions(plain: string, text: string, taken: readonly PartialMention[], numbers: readonly NumberMention[]): PartialMention[] {
  const found: PartialMention[] = [];
  const forwarded = /转发([^《》，。；：:]{0,30}?关于[^《》，。；]{4,80}?)(的通知|通知|的函|的意见)(?=$|\s|[，。（(])/.exec(plain);
  if (forwarded?.[1] && !taken.some((each) => each.start >= forwarded.index)) {
    const start = forwarded.index + 2;
    const shell = forwarded[2] === '的通知' && /(?:意见|办法|方案|措施|规划|计划|规定)$/.test(forwarded[1]);
    const end = start + forwarded[1].length + (shell ? 0 : group(forwarded, 2).length);
    found.push({ start, end, title: text.slice(start, end), draft: false, short: false, aliases: [] });
  }
  for (const each of numbers) {
    const name = /^\s{1,6}(\p{Script=Han}[\p{Script=Han}、（）() ]{3,50}?)(?=\.(?:pdf|docx?)|\s{0,6}$|\s{1,6}[A-Z]{1,8}\/)/iu.exec(
      plain.slice(each.end),
    );
    if (!name?.[1] || !/^[A-Z]/.test(each.canonical)) continue;
    const end = each.end + name[0].length;
    found.push({ start: each.start, end, number: each.canonical, title: name[1].trim(), draft: false, short: false, aliases: [] });
  }
  return found;
}

/**
 * Texts named in one sentence, in their order: 《title》 with the number before or behind it, a number alone, English titles.
 * `plain` is the sentence as `fold` gives it; both have the same offsets.
 */
export function findMentions(text: string, plain: string): Mention[] {
  const numbers: readonly NumberMention[] = findNumbers(text);
  const found = quotedMentions(text, plain, numbers);
  found.push(...nakedMentions(plain, text, found, numbers));
  for (const each of findEnglishMentions(text, numbers)) if (!overlaps(found, each)) found.push({ ...each, aliases: [], short: false });
  for (const each of numbers) {
    if (overlaps(found, each)) continue;
    found.push({ start: each.start, end: each.end, number: each.canonical, draft: false, short: false, aliases: [] });
  }
  return found.sort((a, b) => a.start - b.start);
}

function overlaps(found: readonly PartialMention[], each: { start: number; end: number }): boolean {
  return found.some((other) => other.start < each.end && each.start < other.end);
}
