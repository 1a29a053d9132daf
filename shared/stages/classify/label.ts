import type { Head, Label, ThemeMatch } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import { hasHan, opt } from '../../model/values.ts';
import { isTheme, type ThemeId, themeIds } from '../../model/vocabulary.ts';

const longestWhy = 500;

/** `relevant` is said of themes, or of none; without it the label says nothing of them. */
export type LabelInput = {
  readonly themes?: readonly string[];
  readonly relevant?: boolean;
  readonly english?: string;
  readonly why: string;
  readonly who?: string;
};

const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();

function englishOf(given: string) {
  const english = oneLine(given);
  if (!/[A-Za-z]/.test(english) || hasHan(english))
    throw new InputError(`"${english}" is no English title; write it in Latin letters alone`);
  if (english.length > longestWhy) throw new InputError(`the English title has ${english.length} characters; at most ${longestWhy}`);
  return english;
}

export function reasonOf(why: string): string {
  const reason = oneLine(why);
  if (reason === '') throw new InputError('say why, in a few words: the reason is kept and shown with the themes');
  if (reason.length > longestWhy) throw new InputError(`the reason has ${reason.length} characters; at most ${longestWhy}`);
  return reason;
}

/**
 * Checks what a person wants to say of a document; of what it does not speak, the label before stays. Throws InputError in words: an unknown
 * theme (with the list), no theme or more than four for a relevant document, themes for an irrelevant one, no English, no reason or a very
 * long one.
 */
export function parseLabel({ themes = [], relevant, english, why, who }: LabelInput, at: string, before?: Label): Label {
  const kept = opt({ relevant: before?.relevant, themes: before?.themes, english: before?.english });
  const judged = relevant === undefined ? {} : { relevant, themes: themesOf(themes, relevant) };
  return {
    ...{ ...kept, ...judged, ...(english === undefined ? {} : { english: englishOf(english) }) },
    ...{ why: reasonOf(why), at, ...opt({ who }) },
  };
}

function themesOf(themes: readonly string[], relevant: boolean): readonly ThemeId[] {
  const wanted = [...new Set(themes.map((theme) => theme.trim()).filter(Boolean))];
  const unknown = wanted.filter((theme) => !isTheme(theme));
  if (unknown.length > 0) throw new InputError(`unknown theme "${unknown.join('", "')}"; themes are ${themeIds.join(', ')}`);
  if (relevant && wanted.length === 0)
    throw new InputError(`name at least one theme, or say that the document is irrelevant; themes are ${themeIds.join(', ')}`);
  if (wanted.length > 4) throw new InputError(`${wanted.length} themes are too many: one to four, the strongest ones`);
  if (!relevant && wanted.length > 0) throw new InputError('an irrelevant document has no themes; give one or the other');
  // In the order of the taxonomy, so that the same choice is the same label.
  return themeIds.filter((theme) => wanted.includes(theme));
}

/**
 * A document with its label applied: a person's themes, relevance and English title take the place of the program's, which stay beside
 * them. Words that the model found for the same theme stay.
 */
export function withLabel<T extends Pick<Head, 'label' | 'relevant' | 'relevance' | 'themes' | 'themesBy' | 'english' | 'unlabelled'>>(
  head: T,
): T {
  const { relevant, relevance, english, label } = head;
  if (!label) return head;
  const named =
    label.english === undefined ? head : { ...head, english: { ...english, title: label.english, by: 'person' }, unlabelled: { english } };
  if (!label.themes || label.relevant === undefined) return named;
  const themes = label.themes.map(
    (theme): ThemeMatch => ({ theme, score: 1, evidence: head.themes.find((each) => each.theme === theme)?.evidence ?? [] }),
  );
  const unlabelled = { relevant, relevance, themes: head.themes, ...(label.english !== undefined && { english }) };
  return { ...named, relevant: label.relevant, relevance: label.relevant ? 1 : 0, themes, themesBy: 'person', unlabelled };
}

/** A document as the table keeps it: with what the model says, and without the label, which is an item of its own. */
export function withoutLabel({ label: _label, themesBy: _by, unlabelled, ...head }: Head): Head {
  return unlabelled ? { ...head, ...unlabelled } : head;
}

const cell = (text: string) => text.replace(/[\t\r\n]+/g, ' ').trim();

/** Header of labels as training data, in the form that `eval` and bench/train.ts read. */
export const labelHeader = 'id\turl\tlang\ttitle\tgist\trelevant\tthemes\tdoc_type\tambiguity';

type LabelledDocument = Pick<Head, 'id' | 'canonicalUrl' | 'language' | 'title' | 'type'> & {
  readonly label: Label & { readonly themes: readonly ThemeId[] };
  readonly text: string;
};

/** How much of a text a training row carries: as far as the classifier reads. */
const carried = 12_000;

export const labelRow = ({ id, canonicalUrl, language, title, type, label, text }: LabelledDocument): string =>
  [
    id,
    canonicalUrl,
    language,
    title,
    text.slice(0, carried),
    label.relevant ? 'yes' : 'no',
    label.themes.join(';'),
    type,
    `why: ${label.why.replaceAll('=', ' ')}${label.who === undefined ? '' : `; by ${label.who.replaceAll('=', ' ')}`}`,
  ]
    .map(cell)
    .join('\t');
