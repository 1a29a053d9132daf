import type { Section } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import { foldBy, foldTable } from '../../registry/script.ts';
import { structureOf } from '../text/structure.ts';
import marks from './marks.json' with { type: 'json' };

const invisible = /[\s\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\u00ad]/g;

/** Every unit as it is spelled, marks that sites write in several ways as one: one table, since texts are long. */
const spelling = foldTable.slice();
for (const [plain, others] of Object.entries(marks)) for (const mark of others) spelling[mark.charCodeAt(0)] = plain.charCodeAt(0);

/**
 * One spelling: no blanks or invisible characters, half width, Simplified, lower case, one kind of quotation marks, brackets, dashes and
 * dots.
 */
export function normaliseSpelling(text: string): string {
  const spelled = foldBy(spelling, text.replace(invisible, ''));
  if (!/--|…|\.\.\.|\|/.test(spelled)) return spelled;
  return spelled
    .replace(/-{2,40}/g, '-')
    .replace(/…{1,20}|\.{3,40}/g, '…')
    .replace(/[|]/g, '');
}

export const comparedSpelling = (text: string): string => normaliseSpelling(text).replaceAll('。', '.');

/**
 * A piece of a text that is compared as one: an article, an item of it, a numbered section or a paragraph. `label` is its whole place
 * (`第七条（二）`, `附件1 一、`, `第五条 ¶2`, `¶3`), `own` the last heading of it (empty for a paragraph without), `key` its words in one spelling
 * without that heading.
 */
export type Unit = { readonly label: string; readonly own: string; readonly text: string; readonly key: string };

/** Ranks of headings from the outermost inwards; a heading ends every one of its own rank or below. */
const legal: Readonly<Record<Section['kind'], number>> = { annex: 0, part: 1, chapter: 1, section: 1, article: 2 };
/** Below articles, and in texts without any. */
const items: readonly RegExp[] = [
  /^([一二三四五六七八九十]{1,4}、)/,
  /^([（(][一二三四五六七八九十]{1,4}[）)])/,
  /^(\d{1,3}[.、．](?!\d))/,
  /^([（(]\d{1,3}[）)]|[①-⑳])/,
];
const firstItem = 3;
/** Chapters say where an article stands, and articles are counted through them. */
const chapter = 1;
const signature = /^\d{4}年\d{1,2}月\d{1,2}日$/;

type HeadingPlace = { readonly rank: number; readonly label: string };

function legalHeadings(lines: readonly string[]): ReadonlyMap<number, HeadingPlace> {
  const found = new Map(structureOf(lines.join('\n')).map((section) => [section.start, section]));
  const places = new Map<number, HeadingPlace>();
  let start = 0;
  for (const [i, line] of lines.entries()) {
    const section = found.get(start);
    // Without articles 一、 and （一） are its sections: here they are items.
    if (section && !items.some((pattern) => pattern.test(section.label)))
      places.set(i, { rank: legal[section.kind], label: section.label });
    start += line.length + 1;
  }
  return places;
}

function itemOf(line: string): HeadingPlace | undefined {
  for (const [i, pattern] of items.entries()) {
    const label = pattern.exec(line)?.[1];
    if (label !== undefined) return { rank: firstItem + i, label: label.trim() };
  }
  return undefined;
}

const headingPath = (path: readonly HeadingPlace[]) =>
  path
    .filter(({ rank }, i) => rank !== chapter || i === path.length - 1)
    .map(({ label, rank }) => (rank === 0 ? `${label} ` : label))
    .join('')
    .trim();

export function unitsOf(given: readonly string[]): Unit[] {
  const lines = given.map((line) => line.trim()).filter((line) => line !== '');
  const headings = legalHeadings(lines);
  const units: Unit[] = [];
  let path: HeadingPlace[] = [];
  let paragraph = 0;
  for (const [i, text] of lines.entries()) {
    const heading = headings.get(i) ?? itemOf(text);
    if (heading) {
      path = [...path.filter(({ rank }) => rank < heading.rank), heading];
      paragraph = 1;
      units.push({ label: headingPath(path), own: heading.label, text, key: comparedSpelling(text.slice(heading.label.length)) });
      continue;
    }
    paragraph += 1;
    const place = headingPath(path);
    units.push({ label: place === '' ? `¶${paragraph}` : `${place} ¶${paragraph}`, own: '', text, key: comparedSpelling(text) });
    // What stands behind a signature is another text: its paragraphs are not the last section's.
    if (signature.test(normaliseSpelling(text))) {
      path = [];
      paragraph = 0;
    }
  }
  return units;
}

/** A unit of both texts, or of one alone. */
export type Step = { readonly before?: Unit; readonly after?: Unit };
export type UnitPair = { readonly before: Unit; readonly after: Unit };

/** How many pairs of units the exact comparison may look at; beyond it units are matched by their words alone. */
const exact = 4_000_000;
const edited = 0.4;
const mostCompared = 60;
const opening = 600;

export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const counts = new Map<string, number>();
  for (let i = 0; i < a.length - 1; i += 1) counts.set(a.slice(i, i + 2), (counts.get(a.slice(i, i + 2)) ?? 0) + 1);
  let common = 0;
  for (let i = 0; i < b.length - 1; i += 1) {
    const pair = b.slice(i, i + 2);
    const left = counts.get(pair) ?? 0;
    if (left > 0) {
      common += 1;
      counts.set(pair, left - 1);
    }
  }
  return (2 * common) / (a.length + b.length - 2);
}

function commonLengths(before: readonly Unit[], after: readonly Unit[]): Uint16Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? new Uint16Array();
    const below = rows[i + 1] ?? row;
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] = before[i]?.key === after[j]?.key ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}

type UnalignedGap = { readonly removed: Unit[]; readonly added: Unit[] };
type AlignedPiece = UnitPair | UnalignedGap;
const isGap = (piece: AlignedPiece): piece is UnalignedGap => 'removed' in piece;

function exactPieces(before: readonly Unit[], after: readonly Unit[]) {
  const lengths = commonLengths(before, after);
  const pieces: AlignedPiece[] = [];
  let gap: UnalignedGap = { removed: [], added: [] };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old && fresh && old.key === fresh.key) {
      pieces.push(gap, { before: old, after: fresh });
      gap = { removed: [], added: [] };
      i += 1;
      j += 1;
    } else if (old && (!fresh || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      gap.removed.push(old);
      i += 1;
    } else if (fresh) {
      gap.added.push(fresh);
      j += 1;
    }
  }
  return [...pieces, gap];
}

/** For very long texts: units whose words the other side has too are shared wherever they stand. */
function loosePieces(before: readonly Unit[], after: readonly Unit[]) {
  const pairs = Map.groupBy(before, ({ key }) => key);
  const used = new Set<Unit>();
  const gap: UnalignedGap = { removed: [], added: [] };
  const pieces: AlignedPiece[] = [];
  for (const fresh of after) {
    const old = pairs.get(fresh.key)?.shift();
    if (!old) gap.added.push(fresh);
    else {
      used.add(old);
      pieces.push({ before: old, after: fresh });
    }
  }
  gap.removed.push(...before.filter((unit) => !used.has(unit)));
  return [...pieces, gap];
}

function byHeading({ removed, added }: UnalignedGap): UnitPair[] {
  const old = new Map(removed.map((unit) => [unit.label, unit]));
  return added.flatMap((after) => {
    const before = old.get(after.label);
    old.delete(after.label);
    return before ? [{ before, after }] : [];
  });
}

/** Pairs of one gap: the most alike first, then equal headings; what is left was removed or added. */
function paired(gap: UnalignedGap): UnitPair[] {
  const { removed, added } = gap;
  if (removed.length > mostCompared || added.length > mostCompared) return byHeading(gap);
  const candidates: (UnitPair & { readonly score: number })[] = [];
  for (const before of removed) {
    for (const after of added) {
      const score = likeness(before.key.slice(0, opening), after.key.slice(0, opening));
      const same = before.label === after.label;
      if (score >= edited) candidates.push({ before, after, score: score + (same ? 0.2 : 0) });
      else if (same) candidates.push({ before, after, score: 0 });
    }
  }
  return bestPairs(candidates);
}

/** The pairs with the highest scores, each unit in one. */
export function bestPairs(candidates: readonly (UnitPair & { readonly score: number })[]): UnitPair[] {
  const taken = new Set<Unit>();
  return candidates
    .toSorted((a, b) => b.score - a.score)
    .filter(({ before, after }) => {
      if (taken.has(before) || taken.has(after)) return false;
      taken.add(before).add(after);
      return true;
    });
}

function stepsOf(gap: UnalignedGap): readonly Step[] {
  const pairs = paired(gap);
  const oldOf = new Map(pairs.map(({ before, after }) => [after, before]));
  const kept = new Set(pairs.map(({ before }) => before));
  const gone = gap.removed.filter((unit) => !kept.has(unit)).map((before) => ({ before }));
  return [
    ...gone,
    ...gap.added.map((after) => {
      const before = oldOf.get(after);
      return before ? { before, after } : { after };
    }),
  ];
}

export function align(before: readonly Unit[], after: readonly Unit[]): readonly Step[] {
  let from = 0;
  while (from < Math.min(before.length, after.length) && before[from]?.key === after[from]?.key) from += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - from;
  while (tail < most && before.at(-1 - tail)?.key === after.at(-1 - tail)?.key) tail += 1;
  const [left, right] = [before.slice(from, before.length - tail), after.slice(from, after.length - tail)];
  const both = (i: number, j: number, count: number) =>
    Array.from({ length: count }, (_, n) => opt({ before: before[i + n], after: after[j + n] }));
  const pieces = left.length * right.length <= exact ? exactPieces(left, right) : loosePieces(left, right);
  return [
    ...both(0, 0, from),
    ...pieces.flatMap((piece) => (isGap(piece) ? stepsOf(piece) : [piece])),
    ...both(before.length - tail, after.length - tail, tail),
  ];
}
