import { orEmpty } from '../../model/values.ts';
import type { Segment } from './segments.ts';
import type { Token } from './tokens.ts';

/** A passage in which words of a claim are looked for wherever they stand. */
export type Passage = {
  readonly segment: Segment;
  readonly tokens: readonly Token[];
  /** Number of the clause of each token. */
  readonly clauseOf: readonly number[];
  readonly places: ReadonlyMap<string, readonly number[]>;
};
/** Places from one up to, not including, the other. */
export type Span = readonly [from: number, to: number];
/** Where a word of a claim stands; nowhere in the passage when what surrounds it has it. */
export type Found = {
  readonly at: number;
  readonly spans: readonly Span[];
  readonly denied?: true;
  readonly joined?: true;
  readonly size?: number;
};

const known = new WeakMap<Segment, Passage>();

export function passageOf(segment: Segment): Passage {
  const made = known.get(segment);
  if (made) return made;
  const tokens = segment.clauses.flatMap((clause) => clause.tokens);
  const clauseOf = segment.clauses.flatMap((clause, n) => clause.tokens.map(() => n));
  const places = new Map<string, number[]>();
  for (const [at, { key }] of tokens.entries()) {
    const all = places.get(key);
    if (all) all.push(at);
    else places.set(key, [at]);
  }
  const passage = { segment, tokens, clauseOf, places };
  known.set(segment, passage);
  return passage;
}

/** Where words stand in a row, within one clause. */
export const spansOf = (keys: readonly string[], { tokens, clauseOf, places }: Passage): readonly Span[] =>
  (places.get(orEmpty(keys[0])) ?? []).flatMap((at): Span[] =>
    keys.every((key, n) => tokens[at + n]?.key === key && clauseOf[at + n] === clauseOf[at]) ? [[at, at + keys.length]] : [],
  );

/** The clauses that together have all that was found, as few as can be; a word that several have is that of the one which has most. */
export function clausesOf(found: readonly Found[], { clauseOf }: Passage): ReadonlySet<number> {
  const having = found.filter(({ spans }) => spans.length > 0).map(({ spans }) => new Set(spans.map(([from]) => clauseOf[from] ?? 0)));
  const score = new Map<number, number>();
  for (const clauses of having) for (const clause of clauses) score.set(clause, (score.get(clause) ?? 0) + 1);
  const chosen = new Set<number>();
  for (const clauses of having.toSorted((a, b) => a.size - b.size)) {
    if ([...clauses].some((clause) => chosen.has(clause))) continue;
    const [best = 0] = [...clauses].toSorted((a, b) => (score.get(b) ?? 0) - (score.get(a) ?? 0));
    chosen.add(best);
  }
  return chosen;
}
