import { orEmpty } from '../../model/values.ts';
import type { Token } from './tokens.ts';

/** Figures of an English sentence: value as `tokensOf` writes it, the Chinese that its unit stands for, and its bound. */
export type Quantity = { readonly value: string; readonly unit?: RegExp; readonly bound?: NonNullable<Token['bound']> };

const numbers: Readonly<Record<string, number>> = {
  ...{ one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fifteen: 15, twenty: 20 },
  ...{ eighteen: 18, thirty: 30, sixty: 60, ninety: 90, hundred: 100 },
};
const scales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };
const units: readonly (readonly [words: string, chinese: RegExp])[] = [
  ['working days?|business days?|workdays?', /^个?工作日/],
  ['%|per ?cent|percent', /^%/],
  ['months?', /^个?月/],
  ['days?', /^[日天]/],
  ['years?', /^年/],
  ['weeks?', /^[周星]/],
  ['class hours?|lessons?|periods?', /^[课学]时/],
  ['hours?', /^(?:个?小时|[课学]时)/],
  ['minutes?', /^分钟/],
  ['yuan|RMB|CNY|renminbi', /^元/],
  ['EFLOPS', /^(?:eflops|百亿亿次)/],
  ['PFLOPS', /^(?:pflops|千万亿次|p(?![a-z]))/],
];
const number = `\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,12}(?:\\.\\d{1,4})?|${Object.keys(numbers).join('|')}`;
const before: readonly (readonly [NonNullable<Quantity['bound']>, RegExp])[] = [
  [
    'at-least',
    /\b(?:at least|no (?:less|fewer|lower) than|not (?:be )?(?:less|fewer|lower|shorter) than|a minimum of|minimum of)\s{0,2}$/i,
  ],
  [
    'at-most',
    /\b(?:at most|no (?:more|higher|later|longer) than|not (?:be )?(?:more|higher|longer) than|not (?:to )?exceed(?:ing)?|up to|within|a maximum of|maximum of|capped at)\s{0,2}$/i,
  ],
  ['over', /\b(?:more than|over|exceed(?:s|ing)?|above|longer than|higher than)\s{0,2}$/i],
  ['under', /\b(?:less than|fewer than|under|below|lower than|shorter than)\s{0,2}$/i],
  ['about', /\b(?:about|around|approximately|roughly|nearly)\s{0,2}$/i],
];
const after: readonly (readonly [NonNullable<Quantity['bound']>, RegExp])[] = [
  ['at-least', /^\s{0,2}(?:or (?:more|above|over|longer|higher)|and above)\b/i],
  ['at-most', /^\s{0,2}(?:or (?:less|below|under|fewer|lower)|and below)\b/i],
];
const written = new RegExp(
  `(?<![\\w.,])(${number})(?:[ -](thousand|million|billion))?(?:\\s{0,2}-?\\s{0,2}(?:(${units.map(([words]) => words).join(')|(')}))(?![a-z]))?`,
  'gi',
);
const currency = /(?:CNY|RMB|¥|￥)\s{0,2}$/i;
/** Article 3, paragraph 2: places and no figures. */
const place = /\b(?:article|art\.?|paragraph|chapter|section|item|annex|no\.?|number)\s{0,2}$/i;

/** The figures of an English sentence, in order. */
export function quantitiesOf(text: string): readonly Quantity[] {
  return [...text.matchAll(written)].flatMap((match): Quantity[] => {
    const [whole, said = '', scale = '', ...found] = match;
    const left = text.slice(Math.max(0, match.index - 40), match.index);
    const right = text.slice(match.index + whole.length, match.index + whole.length + 20);
    const kind = found.findIndex((word) => word !== undefined);
    const money = kind < 0 && currency.test(left) ? /^元/ : undefined;
    const unit = units[kind]?.[1] ?? money;
    if (place.test(left) || (kind < 0 && /^(?:one|two)$/i.test(said))) return [];
    const plain = Number(numbers[said.toLowerCase()] ?? said.replaceAll(',', '')) * (scales[orEmpty(scale).toLowerCase()] ?? 1);
    const year = unit === undefined && /^(?:19|20)\d\d$/.test(said) ? /^年/ : undefined;
    const lead = left.replace(currency, '');
    const bound = [...before.filter(([, words]) => words.test(lead)), ...after.filter(([, words]) => words.test(right))][0]?.[0];
    const value = `${Number(plain.toPrecision(12))}${unit?.source === '^%' ? '%' : ''}`;
    const meant = unit ?? year;
    return [{ value, ...(meant ? { unit: meant } : {}), ...(bound && !year ? { bound } : {}) }];
  });
}
