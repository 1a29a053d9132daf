/** What stands around a text, a day or another thing that a sentence speaks of; folded. */
export type Around = { readonly before: string; readonly after: string; readonly sentence: string };

/**
 * What no frame can say: an expression of its own for the words before, behind or all around, each with invented sentences that it reads
 * (`yes`) and that it must leave alone (`no`). `not …` holds back what other rows or frames would say. One test walks all rows of all tables.
 */
export type Row<Says extends string> = {
  readonly says: Says | `not ${Says}`;
  readonly before?: RegExp;
  readonly after?: RegExp;
  readonly sentence?: RegExp;
  readonly yes: readonly string[];
  readonly no?: readonly string[];
};

/** Whether the expressions of a row, or of a frame, all match. */
export const matches = (row: { readonly before?: RegExp; readonly after?: RegExp; readonly sentence?: RegExp }, around: Around): boolean =>
  (row.before?.test(around.before) ?? true) && (row.after?.test(around.after) ?? true) && (row.sentence?.test(around.sentence) ?? true);
