import { compileForm } from './date-form.ts';
import table from './date-rows.json' with { type: 'json' };

/** What a day is to an act. A `deadline` still needs what it is for; of a `period` the first day is that of effect, the last one the end. */
const says = ['nothing', 'effective', 'expires', 'period', 'signed', 'published', 'event', 'deadline', 'window'] as const;
export type Says = (typeof says)[number];

/** A row of date-rows.json: one way of saying what a day is. The first row that holds decides. */
type DateRow = {
  readonly says: string;
  readonly form: string;
  readonly unless?: string;
  /** What the sentence must hold besides. */
  readonly with?: string;
  /** Holds only for a range, for a day whose year is left out, or for a day that stands alone in a line. */
  readonly if?: string;
  /** Sentences that the row reads, and such that it leaves alone; `{begin}` stands for each verb of the class. */
  readonly yes: readonly string[];
  readonly no?: readonly string[];
};

export const dateRows: readonly DateRow[] = table;

const isSays = (word: string): word is Says => says.some((each) => each === word);

/** The rows, compiled when first needed. */
export const dateForms = lazily(() =>
  dateRows.map((row) => {
    if (!isSays(row.says)) throw new Error(`date-rows.json: '${row.says}' is no role of a day`);
    const [form, unless, beside] = [row.form, row.unless, row.with].map((each) => (each === undefined ? undefined : compileForm(each)));
    return { says: row.says, if: row.if, form, unless, beside };
  }),
);

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
