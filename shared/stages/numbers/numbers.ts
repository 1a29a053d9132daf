import { opt } from '../../model/values.ts';
import { foldText } from '../text/fold.ts';
import { findDocumentNumbers } from './documents.ts';
import { findEnglishNumbers } from './english.ts';
import { findOrderNumbers } from './orders.ts';
import { findStandardNumbers } from './standards.ts';
import type { LocatedNumber, NumberKind } from './types.ts';

/** What a string says as a number (docs/contract.md 3.5); `none` when it is not surely one. */
export type ParsedNumber = {
  readonly canonical?: string;
  readonly kind: NumberKind | 'none';
  readonly prefix?: string;
  readonly year?: number;
  readonly number?: number;
};

/** A number in running text. `quote` is text.slice(start, end), as written. */
export type FoundNumber = {
  readonly canonical: string;
  readonly kind: NumberKind;
  readonly prefix?: string;
  readonly year?: number;
  readonly number?: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
};

/** Things that look like numbers of documents: filings, records of sites, page marks of journals. */
const lookAlike =
  /(?:网信算备|公网安备|ICP备|ICP证|食健字|药准字|妆[特准备]字|文章编号|中图分类号|DOI|ISSN|统一社会信用代码)[:：]?\s{0,3}[\w\-—–()（）./〔〕[\]]{0,60}/gi;

/** A label that says what the number behind it is of: a project, a contract, a filing. */
const otherLabel = /(?:项目|采购|招标|合同|备案|登记|许可证|课题|订单|档案|预算|公示)(?:编号|号)\s{0,3}[:：]\s{0,3}[^\s，。；;、]{1,60}/g;

const mask = (text: string): string =>
  [lookAlike, otherLabel].reduce((rest, pattern) => rest.replace(pattern, (found) => '\u0001'.repeat(found.length)), text);

/** A number has figures, or is called one. */
const possible = /[\d\uff10-\uff19号號]/;
/** Each reader needs one of these. */
const marked = /[〔[【(〈「『〖{<令告届A-Za-z]/;

const locate = (text: string): readonly LocatedNumber[] => (possible.test(text) ? locateIn(text) : []);

/** Numbers in order of place; of those that overlap the longest, else the first. */
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

const facts = ({ canonical, kind, prefix, year, number }: LocatedNumber) => ({
  canonical,
  kind,
  ...opt('prefix', prefix),
  ...opt('year', year),
  ...opt('number', number),
});

/** All document numbers, orders, announcements and standards named in a text, in canonical spelling with their places. */
export const findNumbers = (text: string): FoundNumber[] =>
  locate(text).map((each) => ({ ...facts(each), start: each.start, end: each.end, quote: text.slice(each.start, each.end) }));

function single(text: string): LocatedNumber | undefined {
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

/** Identity of a number: equal for every spelling of it, `undefined` for anything else. */
export const numberKey = (spelling: string): string | undefined => single(spelling)?.key;
