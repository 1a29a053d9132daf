import type { FieldChange } from './document.ts';

/** What became of one article between two texts. `article` is its place in the later text (in the earlier one when removed), `articleBefore` the one before, if other. */
export type ActChange = {
  readonly kind: 'same' | 'changed' | 'moved' | 'added' | 'removed';
  readonly article: string;
  readonly articleBefore?: string;
  readonly before?: string;
  readonly after?: string;
};

/** One side of a comparison: a stored document, and its revision where one was asked for. */
export type ComparedDocument = {
  readonly id: string;
  readonly title: string;
  readonly english?: string;
  readonly number?: string;
  readonly revision?: number;
  /** Day of signature, else of publication. */
  readonly day?: string;
};

/** A fact that an article states: a quantity with its bound, a day of its life, whom it binds, or a duty. `says` is English, `of` and `quote` are its own words. */
export type StatedFact = {
  readonly kind: 'figure' | 'day' | 'scope' | 'duty';
  readonly says: string;
  readonly of?: string;
  readonly quote: string;
};
/** A fact that differs between two states of an article; one that only one side states has no other side. */
export type ChangedFact = { readonly article: string; readonly before?: StatedFact; readonly after?: StatedFact };

export type ComparedArticle = { readonly article: string; readonly text?: string };
/** What both acts say of one subject; one side may be empty. */
export type SubjectPair = {
  readonly id: string;
  readonly names: { readonly en: string; readonly zh: string };
  readonly a: readonly ComparedArticle[];
  readonly b: readonly ComparedArticle[];
  readonly facts: { readonly a: readonly StatedFact[]; readonly b: readonly StatedFact[] };
};

/** Two documents or revisions, article by article (docs/contract.md 2), with the facts that differ. */
export type ActComparison = {
  readonly a: ComparedDocument;
  readonly b: ComparedDocument;
  readonly changes: readonly ActChange[];
  readonly facts: readonly ChangedFact[];
  /** Where the wording hardly aligns (acts of two places): article beside article of one subject. */
  readonly subjects?: readonly SubjectPair[];
  /** Of two revisions of one document: what was announced as changed between them. */
  readonly announced?: readonly FieldChange[];
};

/** How many articles of each kind. */
export const countChanges = (changes: readonly ActChange[]): Readonly<Record<ActChange['kind'], number>> => {
  const counts = { same: 0, changed: 0, moved: 0, added: 0, removed: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
};
