import { group } from '../../../model/values.ts';
import { englishBodies } from '../../../registry/glossary.ts';
import words from '../../../registry/tables/title-words.json' with { type: 'json' };
import { findNumbers } from '../../numbers/numbers.ts';
import { foldScript } from '../../text/language.ts';
import { expressionsOf, oneOf, spanOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const acts = words['an act'];
const others = new Set(words['another work']);
const tail = new RegExp(`${oneOf([...acts, ...others])}$`);

/** Whether the longest known word at the end of a title is one by which acts call themselves: 《算法》 and 《隐私政策》 end in other words. */
const endsAsAct = (plain: string): boolean => {
  const last = group(tail.exec(plain), 0);
  return last !== '' && !others.has(last);
};

/** What the words around 《》 say of works that are no acts. */
const otherWorkBefore = new RegExp(`${oneOf(words['before another work'])}[“"]?$`);
const otherWorkAfter = new RegExp(`^[”"]?${oneOf(words['behind another work'])}`);

const brackets = /[（(〔[【][^（）()〔〕[\]【】]{0,60}[）)〕\]】]/g;

function bareTitle(title: string): string {
  return foldScript(title)
    .replace(brackets, '')
    .replace(/[\s“”"'‘’《》〈〉「」]/g, '');
}

/** Whether 《title》 names an act, by its own last word and the words around it; a book, song, form or contract is none. */
export function namesAct(title: string, before: string, after: string): boolean {
  const plain = bareTitle(title);
  if (plain.length < 2 || otherWorkBefore.test(before) || otherWorkAfter.test(after)) return false;
  // A standard may be called anything: 国家标准《大模型服务能力成熟度评估》.
  if (/标准[“"]?$/.test(before) || /^[”"]?等?[\d一二三四五六七八九十]{0,4}项?(?:推荐性|强制性)?(?:国家|行业|团体|地方)标准/.test(after))
    return true;
  if (others.has(group(tail.exec(plain), 0))) return false;
  return (
    plain.split(/[—―-]{1,2}|[：:]/).some(endsAsAct) ||
    /[（(][^（）()]{0,20}(?:稿|草案|试行|暂行|修订)[^（）()]{0,6}[）)]$/.test(foldScript(title))
  );
}

const generic = new RegExp(
  `^(?:实施|行动|指导|管理|暂行|试行|若干|工作|专项|技术|服务|建设|本|该|新){0,6}${oneOf([...words['an act in short'], ...acts])}$`,
);
/** 《章程》, 《公司章程》, 《股东大会议事规则》: what each such body has of its own. */
const ownRules =
  /^(?:本|公司|企业|单位|学校|医院|社会|团体|协会|学会|商会|基金会|合作社|董事会|监事会|理事会|股东|大?会){0,3}(?:章程|议事规则)$/;

/** A short name that says nothing alone (《办法》, 《行动方案》, 《条例（草案）》). */
function isGeneric(title: string): boolean {
  const plain = bareTitle(title);
  return ownRules.test(plain) || (plain.length <= 6 && generic.test(plain));
}

function isDraftTitle(title: string): boolean {
  return /稿[）)\s》〉]*$|稿[）)]|草案/.test(foldScript(title)) || /\b(?:draft|consultation draft)\b/i.test(title);
}

/**
 * Keys under which a title is the same work: without blanks, quotation marks, 中华人民共和国 and the shell 关于印发《X》的通知.
 * The first key is the whole title; the others are X, and what follows the issuers before 关于.
 */
export function citedTitleKeys(title: string): string[] {
  const whole = citedTitleKey(title);
  const keys = [whole];
  const plain = foldScript(title);
  const shell = /[《〈]/.test(plain)
    ? /(?:印发|发布|公布|颁布|下发|征求|征集|公开征求|就|对|关于)(?![^《》]{0,20}(?:废止|撤销|修改|修正))[^《》]{0,20}《([^《》]{2,150})》/.exec(
        plain.replace(/〈/g, '《').replace(/〉/g, '》'),
      )
    : undefined;
  const naked = /关于(?:印发|公布|发布)([^《》]{4,100})的(?:通知|公告|通告|决定|函)$/.exec(plain.replace(/\s/g, ''));
  for (const inner of [shell?.[1], naked?.[1]]) if (inner) keys.push(citedTitleKey(inner));
  const about = whole.indexOf('关于');
  if (about > 0 && about < 60) keys.push(whole.slice(about));
  return keys.filter((each) => each.length >= 2);
}

/** 关于整顿协会的意见 is 关于整顿协会意见. */
const ofKind = /的(?=(?:若干|有关)?(?:措施|政策|举措|通知|意见|方案|办法|规定|决定|报告|请示|计划|规划|公告|通告|批复|函)$)/;

export function citedTitleKey(title: string): string {
  const plain = foldScript(title).replace(ofKind, '');
  if (/^[\p{Script=Han}\d]*$/u.test(plain)) return plain.replace(/^中华人民共和国(?=.{3})/, '');
  return plain
    .normalize('NFKC')
    .replace(/[\s“”"'‘’《》〈〉「」＂\u200b-\u200d\ufeff]/g, '')
    .replace(/^中华人民共和国(?=.{3})/, '')
    .replace(/[—–―－-]+/g, '-')
    .toLowerCase();
}

/** Without the invisible characters that copies put into titles. */
function withoutInvisible(title: string): string {
  return title
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** In 《〈X〉解读》 the text that is named is X. */
function innerTitle(title: string, plain: string): string {
  const name =
    /^(?:关于)?[〈《<]([^〈〉《》]{3,150})[〉》>]的?(?:政策|标准|条文|专家|图文|起草|编制)?(?:解读|问答|答记者问|图解|释义)$/.exec(
      plain,
    )?.[1];
  return name ? title.slice(plain.indexOf(name), plain.indexOf(name) + name.length) : title;
}

const {
  body,
  longAct,
  /** (Draft), (Second Reading Draft), (for Trial Implementation): belongs to the title. */
  edition,
  dayBefore,
} = expressionsOf(expressions.englishMentions);

type EnglishMention = { start: number; end: number; title?: string; number?: string; draft: boolean };
type NumberMention = { readonly canonical: string; readonly start: number; readonly end: number };

const hasAct = new RegExp(`\\b${oneOf(words['English act'])}\\b`);
const quoted = /["“]([A-Z0-9][^"”“\n]{5,180}?)(?:["”]|$)/g;

/** Words that may join capitalised words within a title. */
const word = `(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\\b)(?:[A-Z][\\w'’&-]{0,40}|20\\d\\d)`;
const link = '(?:of|on|for|and|the|in|to|with|by|from)';
const capitals = new RegExp(`${word}(?: (?:${link} ){0,3}${word}){1,16}`, 'g');
const finalAct = new RegExp(`\\b${oneOf(words['English act at the end'])}(?: (?:of )?(?:19|20)\\d\\d)?$`);
const leadKinds = oneOf(words['English act before its subject']);
const adjectives = oneOf(words['English adjective of an act']);
const leadAct = new RegExp(`^(?:${adjectives} ){0,8}(?:${leadKinds}|Code of [A-Z][a-z]{1,30}) (?:on|for|of) `);

/** Names of a kind of act, which stand for one that was named before: the Trial Plan, the Interim Measures. */
const englishGeneric = new RegExp(
  `^(?:${adjectives} ){1,8}${oneOf([...words['English act before its subject'], ...words['English act at the end']])}$`,
);

const numberBehind = /^["”]?\s{0,6}(?:(?:national )?standard\s{0,6})?[（(]\s{0,6}$/;

function orderBehind(text: string, end: number): { canonical: string; end: number } | undefined {
  const found = /^["”]?\s{0,6}[（(]((?:Order|Decree) No\.? ?\d{1,4})[)）]/.exec(text.slice(end, end + 30));
  if (!found?.[1]) return undefined;
  const before = text.slice(0, end);
  const bodies = englishBodies.flatMap(([pattern]) => pattern.exec(before)?.[0] ?? []);
  const canonical = bodies.length === 1 ? findNumbers(`${found[1]} of the ${bodies[0]}`)[0]?.canonical : undefined;
  return canonical ? { canonical, end: end + found[0].length } : undefined;
}

function withNumber(text: string, found: EnglishMention, numbers: readonly NumberMention[]): EnglishMention {
  const number = numbers.find((each) => each.start >= found.end && each.start - found.end < 24);
  if (number && numberBehind.test(text.slice(found.end, number.start))) {
    return { ...found, number: number.canonical, end: number.end + (/^\s{0,6}[)）]/.test(text.slice(number.end)) ? 1 : 0) };
  }
  const order = orderBehind(text, found.end);
  if (order) return { ...found, number: order.canonical, end: order.end };
  const zh = /^["”]?\s{0,6}[（(][^（）()A-Za-z]{4,60}[）)]/.exec(text.slice(found.end));
  return zh ? { ...found, end: found.end + zh[0].length } : found;
}

function inQuotes(text: string, numbers: readonly NumberMention[]): EnglishMention[] {
  const found: EnglishMention[] = [];
  for (const each of text.matchAll(quoted)) {
    const title = group(each, 1).replace(/[.,]$/, '');
    const whole = numbers.find((number) => number.start >= each.index && number.end <= each.index + each[0].length + 1);
    if (whole || !hasAct.test(title) || !/[a-z]/.test(title)) continue;
    const mention = { ...spanOf(each), title, draft: isDraftTitle(title) };
    found.push(withNumber(text, mention, numbers));
  }
  return found;
}

const lead =
  /^(?:(?:The|These|This|Those|Its|Their|Under|By|In accordance with|In|Pursuant to|According to|To implement|Article \d{1,4})\b ?(?:the )?){1,8}/;

/** Pieces of a run of capitalised words: two laws that are joined by "and the" are two titles. */
function splitTitles(run: string, start: number): { title: string; start: number }[] {
  const pieces: { title: string; start: number }[] = [];
  let at = 0;
  for (const each of run.split(/(?<=\b(?:Law|Regulations?|Measures|Provisions|Rules)) and (?:the )?/)) {
    const from = run.indexOf(each, at);
    at = from + each.length;
    const title = each.replace(lead, '');
    pieces.push({ title, start: start + from + each.length - title.length });
  }
  return pieces;
}

/** Titles without quotation marks: capitalised words that end or begin with the kind of act. */
function inCapitals(text: string, numbers: readonly NumberMention[]): EnglishMention[] {
  const found: EnglishMention[] = [];
  for (const run of text.matchAll(capitals)) {
    for (const { title, start } of splitTitles(run[0], run.index)) {
      if (body.test(title)) continue;
      if (!(finalAct.test(title) || longAct.test(title) || leadAct.test(title)) || !/ /.test(title) || englishGeneric.test(title)) continue;
      const whole = title + group(edition.exec(text.slice(start + title.length)), 0);
      found.push(withNumber(text, { start, end: start + whole.length, title: whole, draft: isDraftTitle(whole) }, numbers));
    }
  }
  return found;
}

function findEnglishMentions(text: string, numbers: readonly NumberMention[]): EnglishMention[] {
  if (!/[a-z]{3}/.test(text)) return [];
  const han = (text.match(/\p{Script=Han}/gu) ?? []).length;
  if (han > 24) return [];
  const quotes = inQuotes(text, numbers);
  const rest = inCapitals(text, numbers).filter((each) => !quotes.some((other) => other.start < each.end && each.start < other.end));
  return [...quotes, ...rest];
}

/** A text named in a sentence. Offsets are of the sentence; `start`–`end` covers title, number and the day in front of it. */
export type Mention = {
  readonly start: number;
  readonly end: number;
  readonly title?: string;
  /** Canonical. */
  readonly number?: string;
  /** The text is named as a draft: by its title or by （征求意见稿） behind it. */
  readonly draft: boolean;
  readonly explained?: boolean;
  /** A short name defined or used here (《办法》): stands for another mention. */
  readonly short: boolean;
  readonly aliases: readonly string[];
};
type PartialMention = { -readonly [Part in keyof Mention]: Mention[Part] } & { aliases: string[] };

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

const between = /^(?:号?文件?)?\s{0,6}(?:[—―－-]{1,2}|[:：]|[（(])?\s{0,6}$/;

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
