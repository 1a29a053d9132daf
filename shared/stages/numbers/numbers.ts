import { han, opt, orEmpty } from '../../model/values.ts';
import {
  bodyEnds,
  centralBases,
  cuts,
  endings,
  leadIn,
  neverPrefix,
  nouns,
  organs,
  placeBases,
  shortBases,
  unmistakable,
  weakLeadIn,
} from '../../registry/glossary.ts';
import { numberPrefixes } from '../../registry/issuers.ts';
import { foldText } from '../text/language.ts';
import { parseNumeral } from '../text/numerals.ts';
import { expressionsOf, spanOf } from '../text/words.ts';
import { findEnglishNumbers } from './english.ts';
import expressions from './expressions.json' with { type: 'json' };
import { documentNumber, type LocatedNumber, type NumberKind } from './located.ts';
import { findOrderNumbers } from './orders.ts';
import standards from './standards.json' with { type: 'json' };

const {
  /** Things that look like numbers of documents: filings, records of sites, page marks of journals. */
  lookAlike,
  /** A label that says what the number behind it is of: a project, a contract, a filing. */
  otherLabel,
} = expressionsOf(expressions.numbers);

/** `listed`: the registry knows it, or it is a listed beginning with a department behind it. */
type Prefix = { readonly text: string; readonly listed: boolean };

const known = new Set([...numberPrefixes, ...centralBases]);
const alternatives = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).join('|');
const central = new RegExp(`^(?:${alternatives(centralBases)})${han}{0,7}$`, 'u');
const local = new RegExp(`^(?:${alternatives(placeBases)})(?:${organs})${han}{0,7}$`, 'u');
const short = new RegExp(`^(?:${shortBases.join('|')})${han}{0,4}$`, 'u');

const listed = (text: string) => known.has(text) || ((central.test(text) || local.test(text)) && !neverPrefix.test(text));

function localEnd(run: string) {
  for (let at = Math.max(1, run.length - 9); at <= run.length - 3; at += 1) {
    const tail = run.slice(at);
    if (local.test(tail) && endings.test(tail)) return tail;
  }
  return undefined;
}

function strip(run: string) {
  let rest = run;
  for (let round = 0; round < 12 && !listed(rest); round += 1) {
    const shorter = rest.replace(bodyEnds, '').replace(cuts, '').replace(leadIn, '');
    const weak = shorter.replace(weakLeadIn, '');
    const next = weak !== shorter && listed(weak) ? weak : shorter;
    if (next === rest) break;
    rest = next;
  }
  return rest;
}

/**
 * The prefix at the end of a run of Simplified Han characters that stands before the year: words that run into it are taken off, a listed
 * prefix wins, and an unknown one is kept when it looks like one. Hexagonal brackets (`official`) stand for little else than such numbers.
 */
function readPrefix(run: string, official: boolean): Prefix | undefined {
  const rest = strip(run);
  if (rest === '' || neverPrefix.test(rest)) return undefined;
  if (listed(rest)) return { text: rest, listed: true };
  const inside = unmistakable.exec(rest)?.[0];
  if (inside && rest.length - inside.length !== 1) return { text: inside, listed: true };
  if (short.test(rest) && (rest.length === 1 || official || endings.test(rest))) return { text: rest, listed: true };
  if (rest.length > 9) {
    const tail = localEnd(rest);
    return tail === undefined ? undefined : { text: tail, listed: true };
  }
  const plausible = official || (endings.test(rest) && !nouns.test(rest));
  return rest.length >= 2 && plausible ? { text: rest, listed: false } : undefined;
}

const open = '[〔\\[【(〈「『〖{<]';
const shut = '[〕\\]】)〉」』〗}>]';
const body = new RegExp(
  `(${open})\\s{0,3}((?:19|20)\\d{2})\\s{0,2}年?\\s{0,3}${shut}\\s{0,3}第?\\s{0,3}(\\d{1,5})(?!\\d)(\\s{0,3}号)?`,
  'g',
);

/** 〔二〇一七〕三十五号: as some scans and old texts write it. */
const inWords = new RegExp(
  `(${open})\\s{0,3}([一二][九〇○◯零][〇○◯零一二三四五六七八九]{2})\\s{0,2}年?\\s{0,3}${shut}\\s{0,3}第?\\s{0,3}(\\d{1,5}|[〇○零一二三四五六七八九十百]{1,7})(\\s{0,3}号)`,
  'g',
);

/** Behind a sequence that lacks 号 these show that it was none: a date, a page, a decimal. */
const continues = /^\s{0,2}(?:[\d.%:/~—–-]|,\s?\d|[年月日期页卷次条款项个家名人元万亿])/;

function readAt(text: string, match: RegExpExecArray): LocatedNumber | undefined {
  const [whole, bracket = '', writtenYear = '', sequence = '', sign] = match;
  const year = orEmpty(parseNumeral(writtenYear)?.toString());
  const run = /(?:(?<=[》)）号]\s{0,2})[和与及或])?(\p{Script=Han}{1,40})\s{0,3}$/u.exec(
    text.slice(Math.max(0, match.index - 48), match.index),
  );
  if (!run?.[1]) return undefined;
  const official = bracket === '〔';
  const prefix = readPrefix(run[1], official);
  const end = match.index + whole.length;
  const number = parseNumeral(sequence);
  if (!prefix || !number) return undefined;
  if (!sign && sequence.startsWith('0')) return undefined;
  if (!sign && (!(prefix.listed || official) || continues.test(text.slice(end, end + 4)))) return undefined;
  // Round brackets hold years of anything; they are believed with a prefix that is listed or unmistakable by its last character.
  if (!prefix.listed && bracket === '(' && !/[发函规字办]$/.test(prefix.text)) return undefined;
  const start = match.index - run[0].length + run[0].lastIndexOf(run[1]) + run[1].length - prefix.text.length;
  return documentNumber(prefix.text, Number(year), number, { start, end });
}

const findDocumentNumbers = (text: string): LocatedNumber[] =>
  [...text.matchAll(body), ...(/[一二][九〇○◯零]/.test(text) ? text.matchAll(inWords) : [])].flatMap((match) => readAt(text, match) ?? []);

/** Codes of national, military, and trade standards; /T and /Z mark the voluntary ones. */
const trades = standards.join('|');
const dash = '(?:\\s{0,2}[-\\u2010-\\u2015\\u2212―－~]{1,2}\\s{0,2})';
const trade = new RegExp(
  `(?<![A-Za-z0-9/])(DB ?\\d{2,6}|[Gg][Bb](?=\\s?/?\\s?[TtZz]?\\s?\\d)|T/[A-Z]{2,10}|${trades})` +
    `(\\s?/?\\s?[TtZz])?\\s{0,3}(\\d{1,6}(?:\\.\\d{1,3}){0,2})(?:(?:${dash}|\\s)((?:19|20)\\d{2}))?(?![\\w])`,
  'g',
);
const plan = /(?<![\w-])((?:19|20)\d{6})-([TZQ])-(\d{3})(?![\w-])/g;
const committee = /(?<![A-Za-z0-9])TC\s?260\s?-\s?((?:PG-)?\d{3,6}[A-Z]?|TR-\d{3}-20\d{2})(?!\w)/g;

function tradeStandard(match: RegExpExecArray): LocatedNumber | undefined {
  const [whole, written = '', grade = '', serial = '', year] = match;
  const code = written.toUpperCase().replace(' ', '');
  const local = code.startsWith('DB') || code.startsWith('T/');
  // Without a year only the national codes are sure, and only with a serial that is no year.
  if (!year && (!/^GB$/.test(code) || serial.length < 4 || /^(?:19|20)\d{2}$/.test(serial))) return undefined;
  const letter = grade.replace(/[\s/]/g, '').toUpperCase();
  const prefix = `${code}${letter ? `/${letter}` : ''}`;
  if (local && code.length > 12) return undefined;
  const canonical = `${prefix} ${serial}${year ? `-${year}` : ''}`;
  return {
    canonical,
    kind: 'standard',
    prefix,
    ...(year ? { year: Number(year) } : {}),
    ...(/^\d+$/.test(serial) ? { number: Number(serial) } : {}),
    key: `std:${canonical.replace(' ', ':')}`,
    start: match.index,
    end: match.index + whole.length,
  };
}

/** Standards, plan numbers of standards and documents of TC260 in folded text. */
const findStandardNumbers = (text: string): LocatedNumber[] => [
  ...[...text.matchAll(trade)].flatMap((match) => tradeStandard(match) ?? []),
  ...[...text.matchAll(plan)].map((match) => toLocated(match, match[0], match[1]?.slice(0, 4))),
  ...[...text.matchAll(committee)].map((match) => toLocated(match, `TC260-${match[1]}`)),
];

const toLocated = (match: RegExpExecArray, canonical: string, year?: string): LocatedNumber => ({
  canonical,
  kind: 'standard',
  ...(canonical.startsWith('TC260') ? { prefix: 'TC260' } : {}),
  ...(year ? { year: Number(year) } : {}),
  key: `std:${canonical}`,
  ...spanOf(match),
});

type Facts = Omit<LocatedNumber, 'key' | 'start' | 'end'>;
export type ParsedNumber = Partial<Omit<Facts, 'kind'>> & { readonly kind: NumberKind | 'none' };
type FoundNumber = Facts & { readonly start: number; readonly end: number; readonly quote: string };

const mask = (text: string) =>
  [lookAlike, otherLabel].reduce((rest, pattern) => rest.replace(pattern, (found) => '\u0001'.repeat(found.length)), text);

/** A number has figures, or is called one. */
const possible = /[\d\uff10-\uff19号號]/;
/** Each reader needs one of these. */
const marked = /[〔[【(〈「『〖{<令告届A-Za-z]/;

const locate = (text: string): readonly LocatedNumber[] => (possible.test(text) ? locateIn(text) : []);

const locateIn = (text: string): readonly LocatedNumber[] => {
  const folded = foldText(text);
  if (!marked.test(folded)) return [];
  const plain = mask(folded);
  // Each reader is asked only where what it cannot do without stands in the text.
  const all = [
    ...(/[〔[【(〈「『〖{<]/.test(plain) ? findDocumentNumbers(plain) : []),
    ...(/[令告届]/.test(plain) ? findOrderNumbers(plain) : []),
    ...(/[A-Za-z]/.test(plain) ? findStandardNumbers(plain) : []),
    ...(/N[ou]|NO|N\.|Order|Decree|[A-Za-z)]\s?[[(〔]\s?(?:19|20)\d\d\s?[\])〕]/.test(plain) ? findEnglishNumbers(plain) : []),
  ];
  if (all.length === 0) return all;
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: LocatedNumber[] = [];
  for (const each of all) {
    const last = kept.at(-1);
    if (!last || each.start >= last.end) kept.push(each);
    else if (each.end - each.start > last.end - last.start) kept[kept.length - 1] = each;
  }
  return kept;
};

const facts = ({ canonical, kind, prefix, year, number }: LocatedNumber): Facts => ({
  canonical,
  kind,
  ...opt({ prefix, year, number }),
});

export const findNumbers = (text: string): FoundNumber[] =>
  locate(text).map((each) => ({ ...facts(each), start: each.start, end: each.end, quote: text.slice(each.start, each.end) }));

function single(text: string) {
  if (text.length > 400) return undefined;
  const located = locate(text);
  // 国 发〔2017〕35号: words of a headline are spaced out.
  const [first, ...others] = located.length > 0 ? located : locate(text.replace(/(?<=\p{Script=Han})\s{1,4}(?=\p{Script=Han})/gu, ''));
  return first && others.every((other) => other.key === first.key) ? first : undefined;
}

/** Reads a whole string that should be one number; two different numbers, or something that only looks like one, are `none`. */
export function parseNumber(text: string): ParsedNumber {
  const found = single(text);
  return found ? facts(found) : { kind: 'none' };
}

export const numberKey = (spelling: string): string | undefined => single(spelling)?.key;
