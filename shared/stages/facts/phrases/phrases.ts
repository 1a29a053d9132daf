import { type Verb, type VerbClass, verbClasses, verbsOf } from '../../../registry/glossary.ts';
import { countPattern } from '../../text/numerals.ts';
import { formsOf, oneOf } from '../../text/words.ts';
import dateTable from './date-rows.json' with { type: 'json' };
import dayWords from './date-words.json' with { type: 'json' };
import durationTable from './duration-rows.json' with { type: 'json' };
import table from './frames.json' with { type: 'json' };
import relations from './relation-rows.json' with { type: 'json' };
import statuses from './status-rows.json' with { type: 'json' };
import textWords from './text-words.json' with { type: 'json' };
import topicTable from './topic-rows.json' with { type: 'json' };

const slots: Readonly<Record<string, string | readonly string[]>> = { ...dayWords, ...textWords };

/**
 * The words of a slot: the verbs of a class (`begin`, with everyday words `begin.any`, in English `begin.en` or `begin.past`),
 * the everyday verbs of publishing too (`posted`), or a list.
 */
export function wordsOf(slot: string): readonly string[] {
  const [name = '', form] = slot.split('.');
  if (name === 'posted') return verbsOf('publish', 'zh').map(({ word }) => word);
  const verbs = verbClasses.find((each) => each === name);
  if (verbs === undefined) return [slots[slot] ?? []].flat();
  if (form === undefined || form === 'any') return verbsOf(verbs, 'zh').flatMap(({ word, close }) => (close && !form ? [] : [word]));
  const forms = verbsOf(verbs, 'en').map(formsOf);
  return forms.flatMap(({ active, participle }) => [...(form === 'past' ? active.slice(2, 3) : active), participle]);
}

/**
 * The expression of a form. `◆` is the day, `…` up to 24 characters of the same part, `{begin}` any word of that slot, `#` a count,
 * `@` its unit; brackets group.
 */
export function compileForm(form: string, flags = 'i'): RegExp {
  const source = form
    .replace(/\{([a-z]{2,14})\}/g, (whole, slot: string) => (typeof slots[slot] === 'string' ? slots[slot] : whole))
    .replace(/(?<!\\)(?:\[(?:\\.|[^\]\\]){1,200}\]|\((?!\?))/g, (opens) => (opens === '(' ? '(?:' : opens))
    .replaceAll('…', '[^，。；]{0,24}')
    .replace(/\{([a-z]{2,14}(?:\.(?:any|en|past))?)\}/g, (_, slot: string) => oneOf(wordsOf(slot)))
    .replaceAll('#', `(?<count>${countPattern})`)
    .replaceAll('@', '(?<unit>个?工作日|日|天|个?星期|周|个?月|年|(?:working |calendar )?days?|weeks?|months?|years?)');
  return new RegExp(source, flags);
}

/** Expressions of forms, or of lists of them, by their names. */
export const compileForms = <Name extends string>(forms: Readonly<Record<Name, string | readonly string[]>>) =>
  Object.fromEntries(
    Object.entries<string | readonly string[]>(forms).map(([name, form]) => [name, compileForm([form].flat().join('|'))]),
  ) as Readonly<Record<Name, RegExp>>;

/**
 * What a day is to an act. A `deadline` still needs what it is for; of a `period` the first day is that of effect, the last one the end.
 */
const dateRoles = ['nothing', 'effective', 'expires', 'period', 'signed', 'published', 'event', 'deadline', 'window'] as const;
const durationRoles = ['effective', 'expires', 'window'] as const;
const topics = ['commentBy', 'applyBy', 'objectBy', 'tenderBy'] as const;

/**
 * A row of date-rows.json or duration-rows.json: one way of saying what a day or a term is. Of the rows of days the first that holds
 * decides.
 */
type DateRow = {
  readonly says: string;
  readonly form: string;
  /** Characters of which one stands wherever the form matches: it is not looked for in a sentence without them. */
  readonly needs?: string;
  readonly unless?: string;
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

/**
 * A row of relation-rows.json or status-rows.json: one way of saying something of a text, with invented sentences that it reads (`yes`) and
 * such that it leaves alone (`no`). `not …` holds back what other rows or frames would say.
 */
type TextRow = {
  readonly says: string;
  /** As in compileForm; `◆` is the name of the text, without it the sentence alone is looked at. Of several forms one must match. */
  readonly form: string | readonly string[];
  readonly unless?: string;
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

function formOf(row: Pick<TextRow, 'form' | 'unless' | 'with' | 'back'>): Form {
  const form = [row.form].flat().join('|');
  return {
    form: compileForm(form),
    named: form.includes('◆'),
    back: row.back ?? false,
    ...(row.unless ? { unless: compileForm(row.unless) } : {}),
    ...(row.with ? { with: compileForm(row.with) } : {}),
  };
}

export function formsBySaying(rows: readonly TextRow[]): ReadonlyMap<string, readonly Form[]> {
  return new Map([...new Set(rows.map(({ says }) => says))].map((says) => [says, rows.filter((row) => row.says === says).map(formOf)]));
}

/** A sentence frame: how a verb and the name of a text stand to each other, written once over all verbs of a class. */
type Frame = {
  readonly name: string;
  readonly lang: string;
  /** What the name is to the verb: object or subject. */
  readonly takes: string;
  /** For everyday words, which say this of a text only right beside its name; else for the others. Without it for all. */
  readonly close?: boolean;
  readonly form: string;
  /** `《》` or `“”` is the name; `Ved` the participle, which is then the form that the frame looks for. */
  readonly example: string;
};
const frames: readonly Frame[] = table;

const fits = (verb: Verb, frame: Frame): boolean =>
  verb.lang === frame.lang &&
  // A Chinese verb without a mark is used both ways, an English one has an object.
  (verb.takes ?? (verb.lang === 'en' ? 'object' : frame.takes)) === frame.takes &&
  (frame.close ?? verb.close ?? false) === (verb.close ?? false);

function wordsIn(verb: Verb, frame: Frame): readonly string[] {
  if (verb.lang === 'zh') return [verb.word];
  const { active, participle } = formsOf(verb);
  return frame.example.includes('Ved') ? [participle] : active;
}

export function framesOf(which: VerbClass): { readonly needs: RegExp; readonly forms: readonly Form[] } {
  const verbs = (['zh', 'en'] as const).flatMap((lang) => verbsOf(which, lang));
  const all = frames.map((frame) => ({ frame, words: verbs.flatMap((verb) => (fits(verb, frame) ? wordsIn(verb, frame) : [])) }));
  return {
    needs: compileForm(oneOf(all.flatMap(({ words }) => words))),
    forms: all.flatMap(({ frame, words }) =>
      words.length === 0 ? [] : [formOf({ form: frame.form.replaceAll('V', () => oneOf(words)) })],
    ),
  };
}

/** A sentence for each frame that a verb works in, for the test that multiplies them: 决定废止《甲办法》。 */
export function examplesOf(verb: Verb, title: string): readonly { readonly frame: string; readonly sentence: string }[] {
  return frames
    .filter((frame) => fits(verb, frame))
    .map(({ name, example }) => ({
      frame: name,
      sentence: example
        .replace(/《》|“”/, (marks) => `${marks.charAt(0)}${title}${marks.charAt(1)}`)
        .replace(/Ved|V(?![a-z])/, (slot) => (slot === 'Ved' ? formsOf(verb).participle : verb.word)),
    }));
}
