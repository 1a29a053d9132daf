import type { DocumentFigure } from '../../../model/facts.ts';
import { orEmpty } from '../../../model/values.ts';
import { glossary } from '../../../registry/glossary.ts';
import { places } from '../../../registry/places.ts';
import table from '../../../registry/tables/clauses/words.json' with { type: 'json' };
import { Trie } from '../../../registry/trie.ts';
import { foldScript } from '../../text/language.ts';
import { parseAmount, precise, scales } from '../../text/numerals.ts';
import { expressionsOf, formsOf } from '../../text/words.ts';
import { renderQuantity } from '../quantity.ts';
import { toPlural } from '../word-order.ts';
import expressions from './expressions.json' with { type: 'json' };
import frames from './frames.json' with { type: 'json' };

/** A quantity at a place of a text, with its bound and unit: 不超过1000万元, 3个, 70%以上. */

const units: Readonly<Record<string, string>> = frames.units;
const bounds: Readonly<Record<string, readonly string[]>> = frames.bounds;
const behind: Readonly<Record<string, readonly string[]>> = frames.behind;
const oneOf = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length).join('|');
const measure = new RegExp(
  `(${oneOf(Object.keys(bounds))})?` +
    `(?:(\\d{1,6})(?:至|到|-|—|~|～))?(\\d[\\d,]{0,14}(?:\\.\\d{1,4})?|[一二两三四五六七八九十百]{1,5}(?!月|日|般|定|致|些|切))` +
    `(余|多)?(万亿|千万|百万|亿|万|千)?(余|多)?(${oneOf(Object.keys(units))})(${oneOf(Object.keys(behind))})?`,
  'y',
);

export type Measure = { readonly end: number; readonly en: string; readonly unit: string; readonly value: number; readonly said?: string };

export function measureAt(text: string, at: number): Measure | undefined {
  measure.lastIndex = at;
  const [whole, before = '', low, number = '', more, scale = '', more2, unitName = '', after = ''] = measure.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const bare = /\d/.test(number) ? Number(number.replaceAll(',', '')) : parseAmount(number);
  if (bare === undefined || Number.isNaN(bare)) return undefined;
  const value = precise(bare * (scales[scale] ?? 1));
  const unit = units[unitName] ?? 'count';
  const [bound, strict] = bounds[before] ?? behind[after] ?? ((more ?? more2) ? ['at-least', 'strict'] : ['exactly']);
  if (before !== '' && after !== '' && bounds[before]?.[0] !== behind[after]?.[0] && bounds[before]?.[0] !== 'exactly') return undefined;
  const own = bounds[before]?.[0] === 'exactly' && after !== '' ? behind[after] : undefined;
  const said = {
    value,
    unit,
    bound: (own?.[0] ?? bound) as DocumentFigure['bound'],
    ...((own?.[1] ?? strict) ? { strict: true as const } : {}),
  };
  const kind = unit === 'person' || unitName === '次' ? { ...said, unit: 'count' } : said;
  if (low !== undefined && (before !== '' || after !== '' || Number(low) >= bare)) return undefined;
  const en = `${low === undefined ? '' : `${low} to `}${renderQuantity(kind)}`;
  return {
    end: at + whole.length,
    en: unit === 'person' ? `${en} people` : kind.unit === 'count' ? `${en} ` : en,
    said: unitName,
    unit: unit === 'times' && unitName === '次' ? 'count' : unit,
    value,
  };
}

const {
  /** 普惠, 融合: English has no noun for it here. */
  describes,
} = expressionsOf(expressions.words);

/** The words of clauses, and the forms in which English has them. What is in no table is not known, and its clause is not told. */

/** `actor`: somebody who may be bound. `what` of other words: see words.json. */
export type Word = { readonly zh?: string; readonly en: string; readonly cost: number; readonly kind: 'actor' | 'thing' | 'adjective' };
export type Verb = { readonly en: string; readonly frame: string };

type Rows = readonly (readonly string[])[];
const trieOf = <T>(rows: Rows, to: (row: readonly string[]) => T): Trie<T> => {
  const trie = new Trie<T>();
  for (const row of rows) trie.set(foldScript(orEmpty(row[0])), to(row));
  return trie;
};

/** Title case is of titles; names, acronyms and mixed case stay. */
const proper = new Set(frames.proper);
const lower = (en: string) =>
  en.replace(/[\p{L}\d&+.'’]+/gu, (word) => (proper.has(word) || /[A-Z\d].*[A-Z]|\d/.test(word) ? word : word.toLowerCase()));

const nouns = new Trie<Word>();
for (const [kind, rows] of [
  ['actor', table.actors],
  ['thing', table.indicators],
  ['thing', table.things],
  ['adjective', table.adjectives],
] as const)
  for (const [zh = '', en = ''] of rows) nouns.set(foldScript(zh), { zh, en, cost: zh.length > 1 ? 1 : 1.5, kind });
const refused = new Set(frames.refused);

for (const { zh, en, part } of glossary)
  if (
    zh.length > 1 &&
    !refused.has(zh) &&
    !(part === 'noun' && describes.test(en)) &&
    (part === 'noun' || part === 'adjective') &&
    !/^(?:Several|the |of )|\b(?:of|in|for)$/.test(en)
  )
    nouns.set(zh, { zh, en: lower(part === 'noun' ? toPlural(en) : en), cost: 1.2, kind: part === 'noun' ? 'thing' : 'adjective' });
for (const { forms, english } of places)
  for (const form of forms) if (form.length > 1) nouns.set(form, { en: english, cost: 1.1, kind: 'thing' });

/** 将产品投入市场: what is done with it, and no input of products. */
const putInto = /^投入(?:市场|使用|生产|运[行营]|商用)/;
export const nounsAt = (text: string, at: number) =>
  nouns.allAt(text, at).filter(({ end }) => !text.startsWith('投入', end - 2) || !putInto.test(text.slice(end - 2, end + 2)));

const verbs = trieOf<Verb>(table.verbs, ([, en = '', frame = '']) => ({ en, frame }));
export const verbsAt = (text: string, at: number) => verbs.allAt(text, at);
const deeds = trieOf(table.deeds, ([, en = '']) => en);
export const deedsAt = (text: string, at: number) => deeds.allAt(text, at);
const adverbs = trieOf(table.adverbs, ([, en = '', place = 'after']) => ({ en, before: place === 'before' }));
export const adverbsAt = (text: string, at: number) => adverbs.allAt(text, at);
export const modals: Trie<string> = trieOf(table.modals, ([, en = '']) => en);
export const isModal = new RegExp(oneOf(table.modals.map(([zh = '']) => foldScript(zh))));

const irregular: Readonly<Record<string, readonly string[]>> = frames.irregular;
const words = /^[a-z-]+/;
/** `many`: with a subject in the plural; `none`: of several nothing is allowed. */
export type Form = 'base' | 'none' | 'third' | 'many' | 'past' | 'ing';

function formOf(verb: string, form: Form): string {
  if (form === 'base' || form === 'none') return verb;
  if (form === 'many') return verb.replace(/^be\b/, 'are');
  const [manner] = /^(?!(?:app|comp|imp|multip|supp|re|rep)ly\b)\w{3,20}ly /.exec(verb) ?? [];
  if (manner !== undefined) return manner + formOf(verb.slice(manner.length), form);
  const [first = ''] = words.exec(verb) ?? [];
  const rest = verb.slice(first.length);
  const { active } = formsOf({ word: first });
  const [third, past, ing] = irregular[first] ?? [active[1], active[2], active[3]];
  return `${{ third, past, ing }[form]}${rest}`;
}

export const inflect = (en: string, form: Form): string =>
  en
    .split(/( and | or |, )/)
    .map((part, at) => (at % 2 === 0 ? formOf(part, form) : part))
    .join('');

/** What is done, whole: only its first verb changes, and what stands behind a stroke: `exclude or /restrict competition`. */
export const inflectDeed = (en: string, form: Form): string =>
  en
    .split('/')
    .map((part) => formOf(part, form))
    .join('');

export const isMany = (en: string): boolean =>
  / and /.test(en) ||
  /(?:[^sui]s|people|personnel|staff|police|elderly)$/.test(
    orEmpty(en.split(/ (?:of|that|in|for|on|to|with|at|concerned|responsible)\b/, 1)[0]),
  );
