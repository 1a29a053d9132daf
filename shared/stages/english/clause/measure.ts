import type { DocumentFigure } from '../../../model/facts.ts';
import { parseAmount, precise, scales } from '../../text/numerals.ts';
import { renderQuantity } from '../quantity.ts';
import frames from './frames.json' with { type: 'json' };

/** A quantity at a place of a text, with its bound and unit: 不超过1000万元, 3个, 70%以上. */

const units: Readonly<Record<string, string>> = frames.units;
const bounds: Readonly<Record<string, readonly string[]>> = frames.bounds;
const behind: Readonly<Record<string, readonly string[]>> = frames.behind;
const oneOf = (words: readonly string[]): string => words.toSorted((a, b) => b.length - a.length).join('|');
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
