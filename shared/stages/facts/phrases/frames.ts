import { type Verb, type VerbClass, verbsOf } from '../../../registry/verbs.ts';
import { formsOf, oneOf } from '../../text/words.ts';
import { compileForm } from './date-form.ts';
import table from './frames.json' with { type: 'json' };
import { type Form, formOf } from './text-rows.ts';

/** A sentence frame: how a verb and the name of a text stand to each other, written once over all verbs of a class. */
type Frame = {
  readonly name: string;
  readonly lang: string;
  /** What the name is to the verb: object or subject. */
  readonly takes: string;
  /** For everyday words, which say this of a text only right beside its name; else for the others. Without it for all. */
  readonly close?: boolean;
  /** `V` is the verb and `◆` the name; else as in compileForm. */
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

/** The words of a verb that a frame looks for. */
function wordsIn(verb: Verb, frame: Frame): readonly string[] {
  if (verb.lang === 'zh') return [verb.word];
  const { active, participle } = formsOf(verb);
  return frame.example.includes('Ved') ? [participle] : active;
}

/** The frames of a class, each over all its verbs; none of them holds where no word of `needs` stands. */
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
