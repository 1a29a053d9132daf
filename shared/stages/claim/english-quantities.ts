import { orEmpty } from '../../model/values.ts';
import { englishNumbers, scales } from '../text/numerals.ts';
import type { Token } from './tokens.ts';

export type Quantity = { readonly value: string; readonly unit?: RegExp; readonly bound?: NonNullable<Token['bound']> };

const numbers: ReadonlyMap<string, number> = new Map([...englishNumbers, ['hundred', 100]]);
const inWords: readonly (readonly [RegExp, string])[] = [
  [/\b(?:half a|six-month|one-half of a) year\b/gi, '6 months'],
  [/\b(?:one[ -]half|a half|half) (?=of\b|the\b)/gi, '50 percent '],
  [/\b(?:a|one)[ -]quarter (?=of\b)/gi, '25 percent '],
  [/\b(?:three)[ -]quarters (?=of\b)/gi, '75 percent '],
  [/\b(?:a|one)[ -]fifth (?=of\b)/gi, '20 percent '],
  [
    /\b(?:between|from) (\d[\d,.]{0,14}|[a-z]{3,9}) (?:and|to) (\d[\d,.]{0,14}|[a-z]{3,9}) (yuan|days?|months?|years?|percent|working days|RMB)\b/gi,
    'at least $1 $3 and at most $2 $3',
  ],
  [/\b(at least|at most|no (?:more|less|fewer) than) once\b/gi, '$1 1 times '],
  [/\bonce (?=(?:a|every|each|per)\b)/gi, ' '],
  [
    /\b(\d[\d,.]{0,14}|[a-z]{3,9}) to (\d[\d,.]{0,14}|[a-z]{3,9}) (million|billion) (yuan|RMB)\b/gi,
    'at least $1 $3 $4 and at most $2 $3 $4',
  ],
  [/\b(\d[\d,.]{0,14}) to (\d[\d,.]{0,14}) (yuan|RMB)\b/gi, 'at least $1 $3 and at most $2 $3'],
];
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
  ['persons|people|individuals', /^(?:名|个)?人/],
  ['times', /^[次倍]/],
  ['ml|millilitres?|milliliters?', /^毫升/],
  ['mm|millimetres?|millimeters?', /^毫米/],
  ['cm|centimetres?|centimeters?', /^厘米/],
  ['km|kilometres?|kilometers?', /^(?:公里|千米)/],
  ['kg|kilograms?', /^(?:公斤|千克)/],
  ['square met(?:er|re)s?', /^平方米/],
  ['cubic met(?:er|re)s?', /^立方米/],
  ['hectares?', /^公顷/],
  ['met(?:er|re)s?', /^米/],
  ['ton(?:ne)?s?', /^吨/],
  ['kilowatts?|kW', /^千瓦(?!时)/],
  ['percentage points?', /^个?百分点/],
  ['households?', /^户/],
  ['vehicles?', /^辆/],
  ['EFLOPS', /^(?:eflops|百亿亿次)/],
  ['PFLOPS', /^(?:pflops|千万亿次|p(?![a-z]))/],
];
const number = `\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,12}(?:\\.\\d{1,4})?|(?:${[...numbers.keys()].slice(1).join('|')})(?![a-z])`;
const before: readonly (readonly [NonNullable<Quantity['bound']>, RegExp])[] = [
  ['at-least', /\b(?:at least|at a minimum|(?:no|not) (?:be )?(?:less|fewer|lower|shorter) than|a minimum of|minimum of)\s{0,2}$/i],
  [
    'at-most',
    /\b(?:at most|(?:no|not|cannot) (?:\w+ ){0,2}(?:more|higher|later|longer|greater) than|not (?:to )?exceed(?:ing)?|up to|within)\s{0,2}$/i,
  ],
  ['at-most', /\b(?:(?:a )?maximum (?:of|is)|capped at|(?:limit|ceiling|cap) (?:of|is)|as (?:much|many) as)\s{0,2}$/i],
  ['at-most', /\b(?:may|can|could|might) (?:reach|be as high as|amount to|total)\s{0,2}$/i],
  ['over', /\b(?:more than|over|exceed(?:s|ing|ed)?|surpass(?:es|ing)?|above|longer than|higher than|greater than|beyond)\s{0,2}$/i],
  ['under', /\b(?:less than|fewer than|under|below|lower than|shorter than)\s{0,2}$/i],
  ['about', /\b(?:about|around|approximately|roughly|nearly)\s{0,2}$/i],
];
const after: readonly (readonly [NonNullable<Quantity['bound']>, RegExp])[] = [
  ['at-least', /^\s{0,2}(?:or (?:more|above|over|longer|higher|older)|and (?:above|over)|at (?:the )?least)\b/i],
  ['at-most', /^\s{0,2}(?:or (?:less|below|under|fewer|lower|younger)|and (?:below|under)|at (?:the )?most)\b/i],
];
const written = new RegExp(
  `(?<![\\w.,])(${number})(?:[ -]?(hundred|thousand|million|billion|trillion|mn|bn|tn)\\b)?(?:[ -](thousand|million|billion|trillion)\\b)?` +
    `(?:\\s{0,2}-?\\s{0,2}(?:(${units.map(([words]) => words).join(')|(')}))(?![a-z]))?`,
  'gi',
);
const currency = /(?:CNY|RMB|¥|￥)\s{0,2}$/i;
/** Article 3, paragraph 2: places and no figures. */
const place = /\b(?:articles?|art\.?|paragraph|chapter|section|item|annex|no\.?|number)\s{0,2}$/i;

/** 50 million yuan or 5 percent: the second has the bound of the first. */
const joint = /^\s{0,2}(?:,? ?or|and|to)\s{1,2}$/i;

export function quantitiesOf(given: string): { readonly quantities: readonly Quantity[]; readonly rest: string } {
  const text = inWords.reduce((words, [pattern, figures]) => words.replace(pattern, figures), given);
  const found: Quantity[] = [];
  let end = 0;
  let rest = '';
  for (const match of text.matchAll(written)) {
    const left = text.slice(Math.max(0, match.index - 40), match.index);
    const right = text.slice(match.index + match[0].length, match.index + match[0].length + 20);
    const quantity = quantityOf(match, left, right);
    if (!quantity) continue;
    const before = found.at(-1)?.bound;
    const shared = quantity.bound === undefined && before !== undefined && joint.test(text.slice(end, match.index));
    found.push(shared ? { ...quantity, bound: before } : quantity);
    rest += `${text.slice(end, match.index)} `;
    end = match.index + match[0].length;
  }
  return { quantities: found, rest: rest + text.slice(end) };
}

function quantityOf(match: RegExpMatchArray, left: string, right: string): Quantity | undefined {
  const [, said = '', scale = '', more = '', ...found] = match;
  const kind = found.findIndex((word) => word !== undefined);
  const money = kind < 0 && currency.test(left) ? /^元/ : undefined;
  const unit = units[kind]?.[1] ?? money;
  if (place.test(left) || (kind < 0 && /^(?:one|two)$/i.test(said))) return undefined;
  const factor = [scale, more].reduce((product, word) => product * (scales[orEmpty(word).toLowerCase()] ?? 1), 1);
  const plain = Number(numbers.get(said.toLowerCase()) ?? said.replaceAll(',', '')) * factor;
  const year = unit === undefined && factor === 1 && /^(?:19|20)\d\d$/.test(said) ? /^年/ : undefined;
  const lead = left.replace(currency, '');
  const bound = [...before.filter(([, words]) => words.test(lead)), ...after.filter(([, words]) => words.test(right))][0]?.[0];
  const years = unit?.source === '^个?月' && plain % 12 === 0;
  const value = `${Number((years ? plain / 12 : plain).toPrecision(12))}${unit?.source === '^%' ? '%' : ''}`;
  const meant = years ? /^年/ : (unit ?? year);
  return { value, ...(meant ? { unit: meant } : {}), ...(bound && !year ? { bound } : {}) };
}
