import { group } from '../../../model/values.ts';
import { englishBodies } from '../../../registry/prefixes.ts';
import words from '../../../registry/tables/title-words.json' with { type: 'json' };
import { findNumbers } from '../../numbers/numbers.ts';
import { expressionsOf, oneOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { isDraftTitle } from './titles.ts';

const {
  /** State Administration for Market Regulation is a body. */
  body,
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
const longAct = /^\S+ \S+ .*\b(?:Guidelines|Measures|Provisions|Rules|Opinions)$/;
const leadKinds = oneOf(words['English act before its subject']);
const adjectives = oneOf(words['English adjective of an act']);
const leadAct = new RegExp(`^(?:${adjectives} ){0,8}(?:${leadKinds}|Code of [A-Z][a-z]{1,30}) (?:on|for|of) `);

/** Names of a kind of act, which stand for one that was named before: the Trial Plan, the Interim Measures. */
const generic = new RegExp(
  `^(?:${adjectives} ){1,8}${oneOf([...words['English act before its subject'], ...words['English act at the end']])}$`,
);

const numberBehind = /^["”]?\s{0,6}(?:(?:national )?standard\s{0,6})?[（(]\s{0,6}$/;

/** (Order No. 86) names no body; the one that the sentence names before it issued it, when there is just one. */
function orderBehind(text: string, end: number): { canonical: string; end: number } | undefined {
  const found = /^["”]?\s{0,6}[（(]((?:Order|Decree) No\.? ?\d{1,4})[)）]/.exec(text.slice(end, end + 30));
  if (!found?.[1]) return undefined;
  const before = text.slice(0, end);
  const bodies = englishBodies.flatMap(([pattern]) => pattern.exec(before)?.[0] ?? []);
  const canonical = bodies.length === 1 ? findNumbers(`${found[1]} of the ${bodies[0]}`)[0]?.canonical : undefined;
  return canonical ? { canonical, end: end + found[0].length } : undefined;
}

/** A number in brackets behind the title joins it. */
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

/** Titles in quotation marks that name an act. */
function inQuotes(text: string, numbers: readonly NumberMention[]): EnglishMention[] {
  const found: EnglishMention[] = [];
  for (const each of text.matchAll(quoted)) {
    const title = group(each, 1).replace(/[.,]$/, '');
    const whole = numbers.find((number) => number.start >= each.index && number.end <= each.index + each[0].length + 1);
    if (whole || !hasAct.test(title) || !/[a-z]/.test(title)) continue;
    const mention = { start: each.index, end: each.index + each[0].length, title, draft: isDraftTitle(title) };
    found.push(withNumber(text, mention, numbers));
  }
  return found;
}

const lead =
  /^(?:(?:The|These|This|Those|Its|Their|Under|By|In accordance with|In|Pursuant to|According to|To implement|Article \d{1,4})\b ?(?:the )?){1,8}/;

/** (Draft), (Second Reading Draft), (for Trial Implementation): belongs to the title. */
const edition = /^ \((?:[A-Za-z]{1,30} ){0,4}(?:Draft|Trial|Consultation|Comments?|Implementation)(?: [A-Za-z]{1,30}){0,4}\)/;

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
      if (!(finalAct.test(title) || longAct.test(title) || leadAct.test(title)) || !/ /.test(title) || generic.test(title)) continue;
      const whole = title + group(edition.exec(text.slice(start + title.length)), 0);
      found.push(withNumber(text, { start, end: start + whole.length, title: whole, draft: isDraftTitle(whole) }, numbers));
    }
  }
  return found;
}

/** English titles in a sentence, with the number that follows in brackets. A Chinese sentence gives none. */
export function findEnglishMentions(text: string, numbers: readonly NumberMention[]): EnglishMention[] {
  if (!/[a-z]{3}/.test(text)) return [];
  const han = (text.match(/\p{Script=Han}/gu) ?? []).length;
  if (han > 24) return [];
  const quotes = inQuotes(text, numbers);
  const rest = inCapitals(text, numbers).filter((each) => !quotes.some((other) => other.start < each.end && each.start < other.end));
  return [...quotes, ...rest];
}
