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

/** Two documents or revisions, article by article (contract.md 2). */
export type ActComparison = {
  readonly a: ComparedDocument;
  readonly b: ComparedDocument;
  readonly changes: readonly ActChange[];
};

/** How many articles of each kind. */
export const countChanges = (changes: readonly ActChange[]): Readonly<Record<ActChange['kind'], number>> => {
  const counts = { same: 0, changed: 0, moved: 0, added: 0, removed: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
};
