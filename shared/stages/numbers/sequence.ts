import type { HeldNumber, MissingRange, NumberingGap, Sequence } from '../../model/query.ts';
import { addDays } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { issuerById, issuerOfPrefix } from '../../registry/issuers.ts';
import { parseNumber } from './numbers.ts';

const isLatin = (text: string) => /^[A-Za-z]/.test(text);

/**
 * Key of a document number by its body, year and place in the series: all that a number rendered in English says for sure ("NDRC
 * Environment [2026] No. 12"). `undefined` where one of them is not known.
 */
export function seriesKey(spelling: string): string | undefined {
  const { kind, prefix = '', year, number, canonical = '' } = parseNumber(spelling);
  if (kind !== 'document' || year === undefined || number === undefined) return undefined;
  const issuer = isLatin(canonical) ? issuerById(orEmpty(/^[A-Z]{3,6}(?=\s)/.exec(canonical)?.[0].toLowerCase())) : issuerOfPrefix(prefix);
  return issuer && `s:${issuer.id}|${year}|${number}`;
}

export const renderedKey = (spelling: string): string | undefined =>
  isLatin(orEmpty(parseNumber(spelling).canonical)) ? seriesKey(spelling) : undefined;

/**
 * Bodies whose departments are known to number in one series: 发改环资〔2026〕1985号 stands beside 发改粮食〔2026〕1984号. Of any other each prefix is a
 * series of its own.
 */
const sharedSeries = /^(?:发改办|发改|国科办|国科发|工信厅|工信部)/;
export const familyOf = (prefix: string): string => sharedSeries.exec(prefix)?.[0] ?? prefix;

/**
 * The sequence that a number belongs to: its prefix and year, or the body whose orders run on over the years. Standards and congresses have
 * none.
 */
export function sequenceOf(
  number: string | undefined,
): { readonly prefix: string; readonly year?: number; readonly n: number } | undefined {
  if (number === undefined) return undefined;
  const { kind, prefix, year, number: n } = parseNumber(number);
  if (n === undefined || prefix === undefined) return undefined;
  if (kind === 'document' && year !== undefined) return { prefix: familyOf(prefix), year, n };
  if (kind === 'announcement' && year !== undefined) return { prefix: `${prefix}公告`, year, n };
  if (kind === 'order') return { prefix: prefix.endsWith('令') ? prefix : `${prefix}令`, ...opt({ year }), n };
  return undefined;
}

/** From this share on a hole says something; below it the store simply does not follow the series. */
const leastHeldShare = 0.4;
/** A number whose neighbour is younger than this may be on its way. */
const lateDays = 45;
const mostHoles = 60;

/** Orders run on from decades ago: what lies before the first held one is no hole. */
const firstOf = (numbers: readonly HeldNumber[], year: number | undefined) => (year === undefined ? (numbers[0]?.n ?? 1) : 1);

function whyOf(count: number, cited: readonly string[], { after, newest, today }: { after?: HeldNumber; newest?: string; today: string }) {
  if (cited.length > 0 && count === 1) return 'cited';
  const young = addDays(today, -lateDays);
  const near = after?.day ?? newest;
  return near !== undefined && near >= young ? 'late' : 'unseen';
}

/**
 * Runs of numbers that are not held, between those that are; what a document cites stands alone, for it is known to exist. Not each number
 * is looked at.
 */
function runs(numbers: readonly HeldNumber[], cited: ReadonlyMap<number, readonly string[]>, first: number) {
  const known = new Set(numbers.map(({ n }) => n));
  const found: [number, number][] = [];
  let next = first;
  for (const n of [...known, ...cited.keys()].toSorted((a, b) => a - b)) {
    if (n > next) found.push([next, n - 1]);
    if (!known.has(n)) found.push([n, n]);
    next = n + 1;
  }
  return found;
}

/** No series of a year is longer; a greater number is a damaged one. */
const longest = 20_000;

type SequenceNumbers = {
  readonly held: readonly HeldNumber[];
  readonly cited: ReadonlyMap<number, readonly string[]>;
  readonly newest: string | undefined;
};

function sequenceNumbers(sequence: Sequence): SequenceNumbers {
  const inOrder = [...new Map(sequence.held.map((each) => [each.n, each])).values()].toSorted((a, b) => a.n - b.n);
  const numbers = new Set(inOrder.map(({ n }) => n));
  const cited = new Map<number, string[]>();
  for (const { n, by } of sequence.cited) if (!numbers.has(n)) cited.set(n, [...new Set([...(cited.get(n) ?? []), by])]);
  const newest = inOrder.reduce<string | undefined>(
    (last, { day }) => (day !== undefined && (last === undefined || day > last) ? day : last),
    undefined,
  );
  return { held: inOrder, cited, newest };
}

function placeAfter(numbers: readonly HeldNumber[], n: number) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle]?.n ?? n) > n) high = middle;
    else low = middle + 1;
  }
  return low;
}

function holeOf([from, to]: readonly [number, number], { held, cited, newest }: SequenceNumbers, today: string): MissingRange {
  const at = placeAfter(held, from);
  const [before, after] = [held[at - 1], held[at]];
  const by = from === to ? (cited.get(from) ?? []) : [];
  const count = to - from + 1;
  return {
    from,
    to,
    count,
    why: whyOf(count, by, { today, ...opt({ after }), ...(newest ? { newest } : {}) }),
    ...opt({ before, after }),
    ...(by.length > 0 ? { citedBy: by } : {}),
  };
}

function seriesOf(numbers: readonly HeldNumber[]): { readonly series?: readonly string[] } {
  const series = [...new Set(numbers.flatMap(({ number }) => number?.match(/^[^〔\d]{1,12}(?=〔)/)?.[0] ?? []))];
  return series.length > 1 ? { series } : {};
}

function rangesOf(numbers: readonly number[]) {
  const ranges: { from: number; to: number }[] = [];
  for (const n of numbers) {
    const last = ranges.at(-1);
    if (last?.to === n - 1) last.to = n;
    else ranges.push({ from: n, to: n });
  }
  return ranges;
}

/**
 * Holes of one sequence as leads (unpublished, missed or late), or the plain word that too little of it is held to say. `today` is a day.
 */
export function gapOf(sequence: Sequence, today: string): NumberingGap | undefined {
  const { prefix, year } = sequence;
  const known = sequenceNumbers(sequence);
  const { held, cited } = known;
  const highest = Math.max(0, held.at(-1)?.n ?? 0, ...cited.keys());
  if (highest === 0 || highest > longest || held.length === 0) return undefined;
  const first = firstOf(held, year);
  const length = highest - Math.min(first, highest) + 1;
  const coverage = Math.round((held.length / length) * 1000) / 1000;
  const reading = coverage >= leastHeldShare ? 'leads' : 'low-coverage';
  const holes = runs(held, cited, Math.min(first, ...cited.keys(), highest)).filter(([from]) => reading === 'leads' || cited.has(from));
  return {
    prefix,
    ...opt({ year }),
    ...seriesOf(held),
    held: held.length,
    heldRanges: rangesOf(held.map(({ n }) => n)),
    highest,
    missing: length - held.length,
    coverage,
    reading,
    holes: holes.slice(0, mostHoles).map((run) => holeOf(run, known, today)),
    ...(holes.length > mostHoles && { moreHoles: holes.length - mostHoles }),
  };
}
