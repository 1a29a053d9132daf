/** How the numbers of a cell are shown, as far as their words need it. */
export type CellFormat = 'number' | 'date' | 'time' | 'percent';

const dates: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [34, 36],
  [50, 54],
  [57, 58],
];
const times: readonly (readonly [number, number])[] = [
  [18, 21],
  [32, 33],
  [45, 47],
  [55, 56],
];
const within = (ranges: readonly (readonly [number, number])[], n: number): boolean => ranges.some(([from, to]) => n >= from && n <= to);

/** What a number format shows: by its number where it is one of the program's own, else by its letters. */
export function cellFormatOf(id: number, format: string | undefined): CellFormat {
  if (format === undefined) return within(dates, id) ? 'date' : within(times, id) ? 'time' : id === 9 || id === 10 ? 'percent' : 'number';
  const bare = format.replace(/"[^"]{0,200}"|\\.|\[[^\]]{0,60}\]|_./g, '').toLowerCase();
  if (/y|d|m{1,5}[^a-z]{0,4}d/.test(bare) && !/general|standard/.test(bare)) return 'date';
  if (/h|s{1,2}/.test(bare) && /[:hms]/.test(bare) && !/general|standard/.test(bare)) return 'time';
  return bare.includes('%') ? 'percent' : 'number';
}

const dayMs = 86_400_000;

/** A number as its cell shows it: a day as 2026-06-12, a share with its sign. `from1904`: days are counted from 1904. */
export function renderNumber(value: number, shown: CellFormat, from1904: boolean): string {
  if (!Number.isFinite(value)) return '';
  if (shown === 'date' && value >= 1 && value < 2_958_466) {
    // The program believes that 1900 had a 29 February.
    const days = from1904 ? value + 1_462 : value < 60 ? value + 1 : value;
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * dayMs).toISOString().slice(0, 10);
  }
  if (shown === 'time' && value >= 0 && value < 1) return new Date(Math.round(value * dayMs)).toISOString().slice(11, 16);
  if (shown === 'percent') return `${rounded(value * 100)}%`;
  return rounded(value);
}

/** What is more exact than the program itself shows is an error of its arithmetic. */
const rounded = (value: number): string => String(Number(value.toPrecision(14)));

/** A number packed into 30 bits (RK of MS-XLS 2.5.217). */
export function rkNumber(rk: number): number {
  const buffer = new DataView(new ArrayBuffer(8));
  buffer.setUint32(0, rk & 0xfffffffc);
  const value = (rk & 2) !== 0 ? rk >> 2 : buffer.getFloat64(0);
  return (rk & 1) !== 0 ? value / 100 : value;
}
