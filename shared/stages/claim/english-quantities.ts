import { orEmpty } from '../../model/values.ts';
import { englishNumbers, scales } from '../text/numerals.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { Token } from './tokens.ts';

const {
  /** Article 3, paragraph 2: places and no figures. */
  place,
} = expressionsOf(expressions.englishQuantities);

export type Quantity = { readonly value: string; readonly unit?: RegExp; readonly bound?: Bound };

const numbers: ReadonlyMap<string, number> = new Map([...englishNumbers, ['hundred', 100]]);
type Bound = NonNullable<Token['bound']>;
const patterns = (rows: readonly (readonly string[])[], flags: string): readonly (readonly [RegExp, string])[] =>
  rows.map(([pattern = '', words = '']) => [new RegExp(pattern, flags), words]);
/** Other words for one thing, before anything is read. */
export const respelled = (text: string): string => spellings.reduce((words, [pattern, other]) => words.replace(pattern, other), text);
const spellings = patterns(expressions.spellings, 'gi');
const inWords = patterns(expressions.inFigures, 'gi');
const units = expressions.units.map(([words = '', chinese = '']) => [words, new RegExp(chinese)] as const);
const number = `\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,12}(?:\\.\\d{1,4})?|(?:${[...numbers.keys()].slice(1).join('|')})(?![a-z])`;
const before = patterns(expressions.boundBefore, 'i');
const after = patterns(expressions.boundAfter, 'i');
const written = new RegExp(
  `(?<![\\w.,])(${number})(?:[ -]?(hundred|thousand|million|billion|trillion|mn|bn|tn)\\b)?(?:[ -](thousand|million|billion|trillion)\\b)?` +
    `(?:\\s{0,2}-?\\s{0,2}(?:(${units.map(([words]) => words).join(')|(')}))(?![a-z]))?`,
  'gi',
);
const currency = /(?:CNY|RMB|¥|￥)\s{0,2}$/i;

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
  const bound = [...before.filter(([words]) => words.test(lead)), ...after.filter(([words]) => words.test(right))][0]?.[1] as
    | Bound
    | undefined;
  const years = unit?.source === '^个?月' && plain % 12 === 0;
  const value = `${Number((years ? plain / 12 : plain).toPrecision(12))}${unit?.source === '^%' ? '%' : ''}`;
  const meant = years ? /^年/ : (unit ?? year);
  return { value, ...(meant ? { unit: meant } : {}), ...(bound && !year ? { bound } : {}) };
}
