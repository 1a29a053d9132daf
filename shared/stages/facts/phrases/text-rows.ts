import { compileForm } from './date-form.ts';
import relations from './relation-rows.json' with { type: 'json' };
import statuses from './status-rows.json' with { type: 'json' };

/**
 * A row of relation-rows.json or status-rows.json: one way of saying something of a text, with invented sentences that it reads (`yes`) and
 * such that it leaves alone (`no`). `not …` holds back what other rows or frames would say.
 */
export type TextRow = {
  readonly says: string;
  /** As in compileForm; `◆` is the name of the text, without it the sentence alone is looked at. Of several forms one must match. */
  readonly form: string | readonly string[];
  readonly unless?: string;
  /** What the sentence must hold besides. */
  readonly with?: string;
  /** Looks back at the name, whatever text is named behind it. */
  readonly back?: boolean;
  readonly yes: readonly string[];
  readonly no?: readonly string[];
};
export const relationRows: readonly TextRow[] = relations;
export const statusRows: readonly TextRow[] = statuses;

export type Form = {
  readonly form: RegExp;
  readonly unless?: RegExp;
  readonly with?: RegExp;
  readonly named: boolean;
  readonly back: boolean;
};

/** A row, or a frame with its verbs, as expressions. */
export function formOf(row: Pick<TextRow, 'form' | 'unless' | 'with' | 'back'>): Form {
  const form = [row.form].flat().join('|');
  return {
    form: compileForm(form),
    named: form.includes('◆'),
    back: row.back ?? false,
    ...(row.unless ? { unless: compileForm(row.unless) } : {}),
    ...(row.with ? { with: compileForm(row.with) } : {}),
  };
}

/** The forms of a table by what they say. */
export function formsBySaying(rows: readonly TextRow[]): ReadonlyMap<string, readonly Form[]> {
  return new Map([...new Set(rows.map(({ says }) => says))].map((says) => [says, rows.filter((row) => row.says === says).map(formOf)]));
}
