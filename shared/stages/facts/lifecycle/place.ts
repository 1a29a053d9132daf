import type { Dated } from './dated.ts';

/** Words around a date, Simplified: to the clause's borders, and to the commas. */
export type Place = {
  readonly left: string;
  readonly right: string;
  readonly part: string;
  readonly sentence: string;
  readonly around: readonly string[];
};

const reach = 150;

/** Where a date stands. `around` says what bare deadlines of the page are for. */
export function placeOf(plain: string, date: Dated, around: readonly string[]): Place {
  const start = date.from?.start ?? date.start;
  const left = (/[^。；;]{0,600}$/.exec(plain.slice(Math.max(0, start - reach), start)) ?? [''])[0].replace(
    /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s{0,6}$/,
    '',
  );
  const right = (/^[^。；;]*/.exec(plain.slice(date.end, date.end + reach)) ?? [''])[0];
  const part = `${(/[^，,。；;]{0,600}$/.exec(left) ?? [''])[0]}|${(/^[^，,。；;]*/.exec(right) ?? [''])[0]}`;
  return { left, right, part, sentence: plain, around };
}
