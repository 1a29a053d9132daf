import type { SentenceLabel } from '../../shared/stages/facts/extract.ts';

/** A label as a person wrote it: some may be left out (`opt`), some have other accepted values (`alt`). */
export type GoldLabel = {
  readonly k: string;
  readonly span?: string;
  readonly opt?: boolean;
  readonly alt?: readonly string[];
  readonly relation?: string;
  readonly value?: string | number;
  readonly unit?: string;
  readonly names?: readonly string[];
  readonly lead?: string;
};
export type GoldRow = { readonly id: string; readonly context: string; readonly sentence: string; readonly labels: readonly GoldLabel[] };
export type Family = 'cite' | 'date' | 'status' | 'figure' | 'issuer';
export type Count = { right: number; wrong: string[]; missed: string[] };

const familyOf = (k: string): Family => {
  if (k === 'cite' || k === 'status' || k === 'figure' || k === 'issuer') return k;
  return 'date';
};

/** Share of the shorter span that both cover, over every place where they stand. */
function overlap(sentence: string, a: string, b: string): number {
  if (!a || !b || Math.max(a.length, b.length) > 3 * Math.min(a.length, b.length) + 8) return 0;
  const places = (x: string): number[] => {
    const found: number[] = [];
    for (let at = sentence.indexOf(x); at >= 0; at = sentence.indexOf(x, at + 1)) found.push(at);
    return found;
  };
  let best = 0;
  for (const i of places(a)) for (const j of places(b)) best = Math.max(best, Math.min(i + a.length, j + b.length) - Math.max(i, j));
  return best / Math.min(a.length, b.length);
}

const spanOf = (label: SentenceLabel): string => ('span' in label ? label.span : '');

function same(gold: GoldLabel, got: SentenceLabel, sentence: string): boolean {
  const family = familyOf(gold.k);
  if (family !== familyOf(got.k)) return false;
  if (got.k === 'issuer') return got.lead === gold.lead && [...got.names].sort().join() === [...(gold.names ?? [])].sort().join();
  if (got.k === 'status') return got.value === gold.value;
  if (overlap(sentence, gold.span ?? '', spanOf(got)) < 0.5) return false;
  if (got.k === 'cite') return [gold.relation, ...(gold.alt ?? [])].includes(got.relation);
  if (got.k === 'figure') return got.unit === gold.unit && Math.abs(got.value - Number(gold.value)) <= 1e-3 * Math.abs(Number(gold.value));
  return got.k === gold.k && [gold.value, ...(gold.alt ?? [])].includes(got.value);
}

const forgiven = (row: GoldRow, got: SentenceLabel): boolean =>
  row.labels.some(
    (each) =>
      each.opt === true &&
      familyOf(each.k) === familyOf(got.k) &&
      (each.span === undefined || overlap(row.sentence, each.span, spanOf(got)) >= 0.3),
  );

/** Counts the labels of `extract` against a person's, as gold/sentences.md tells: optional ones neither help nor harm. */
export function score(rows: readonly GoldRow[], read: (row: GoldRow) => readonly SentenceLabel[]): Record<Family, Count> {
  const count = (): Count => ({ right: 0, wrong: [], missed: [] });
  const sums = { cite: count(), date: count(), status: count(), figure: count(), issuer: count() };
  for (const row of rows) {
    const got = read(row);
    const must = row.labels.filter((each) => each.opt !== true);
    const used = new Set<SentenceLabel>();
    for (const gold of must) {
      const match = got.find((each) => !used.has(each) && same(gold, each, row.sentence));
      if (match) used.add(match);
      const sum = sums[familyOf(gold.k)];
      if (match) sum.right += 1;
      else sum.missed.push(`${row.id} ${JSON.stringify(gold)}`);
    }
    const kinds = new Set(must.map((each) => familyOf(each.k)));
    for (const each of got) {
      const family = familyOf(each.k);
      const counts = family === 'cite' || family === 'date' || kinds.has(family) || row.labels.length === 0;
      if (!used.has(each) && counts && !forgiven(row, each)) sums[family].wrong.push(`${row.id} ${JSON.stringify(each)}`);
    }
  }
  return sums;
}
