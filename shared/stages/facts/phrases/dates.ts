import { compileForm } from './date-form.ts';
import dateTable from './date-rows.json' with { type: 'json' };
import durationTable from './duration-rows.json' with { type: 'json' };
import topicTable from './topic-rows.json' with { type: 'json' };

/** What a day is to an act. A `deadline` still needs what it is for; of a `period` the first day is that of effect, the last one the end. */
const dateRoles = ['nothing', 'effective', 'expires', 'period', 'signed', 'published', 'event', 'deadline', 'window'] as const;
const durationRoles = ['effective', 'expires', 'window'] as const;
const topics = ['commentBy', 'applyBy', 'objectBy', 'tenderBy'] as const;

/** A row of date-rows.json or duration-rows.json: one way of saying what a day or a term is. Of the rows of days the first that holds decides. */
type DateRow = {
  readonly says: string;
  readonly form: string;
  /** Characters of which one stands wherever the form matches: it is not looked for in a sentence without them. */
  readonly needs?: string;
  readonly unless?: string;
  /** What the sentence must hold besides. */
  readonly with?: string;
  /** Holds only for a range, for one day, for a day whose year is left out, or for a day that stands alone in a line. */
  readonly if?: string;
  /** Sentences that the row reads, and such that it leaves alone; `{begin}` stands for each verb of the class. */
  readonly yes: readonly string[];
  readonly no?: readonly string[];
};

export const dateRows: readonly DateRow[] = dateTable;
export const durationRows: readonly DateRow[] = durationTable;
export const topicRows: readonly DateRow[] = topicTable;

/** The rows compiled, when they are first needed. */
function compiled<Says extends string>(rows: readonly DateRow[], roles: readonly Says[], flags: string) {
  const compile = (form: string, as = 'i'): RegExp => compileForm(form, as);
  const read = (row: DateRow) => {
    const says = roles.find((each) => each === row.says);
    if (says === undefined) throw new Error(`a row says '${row.says}', which is no role of a day`);
    const [unless, beside] = [row.unless, row.with].map((each) => (each === undefined ? undefined : compile(each)));
    const needs = row.needs === undefined ? undefined : new RegExp(`[${row.needs}]`, 'i');
    return { says, if: row.if, form: compile(row.form, flags), needs, unless, beside };
  };
  let made: ReturnType<typeof read>[] | undefined;
  return () => {
    made ??= rows.map(read);
    return made;
  };
}

export const dateForms = compiled(dateRows, dateRoles, 'i');
export const durationForms = compiled(durationRows, durationRoles, 'gi');
export const topicForms = compiled(topicRows, topics, 'i');
