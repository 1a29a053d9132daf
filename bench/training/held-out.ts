import { createHash } from 'node:crypto';
import { crossValidate, type EvalReport, evaluate, type GoldRow } from './evaluate.ts';
import trainedOn from './trained-on.json' with { type: 'json' };

export type HonestReport = EvalReport & {
  /**
   * `stored`: the weights in use, on rows they have not seen. `cross-validated`: these rows trained them, so each is scored by a model that
   * has not seen its event.
   */
  readonly how: 'stored' | 'cross-validated';
};

/** Mark of a title among those that trained the weights; the title itself is not kept. */
export const titleMark = (title: string): string => createHash('sha256').update(title).digest('hex').slice(0, 8);

const seen = new Set(trainedOn);

/** Scores labelled rows; never scores the weights in use on the rows that made them. */
export function evaluateHonestly(rows: readonly GoldRow[]): HonestReport {
  const known = rows.filter(({ title }) => seen.has(titleMark(title))).length;
  return known * 2 > rows.length ? { how: 'cross-validated', ...crossValidate(rows) } : { how: 'stored', ...evaluate(rows) };
}
