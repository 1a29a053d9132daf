import type { Attachment, Dates, Issuer } from '../../model/article.ts';
import { dateKinds } from '../../model/article.ts';
import type { FieldChange } from '../../model/document.ts';
import { orEmpty } from '../../model/values.ts';
import { numberKey } from '../numbers/numbers.ts';
import { titleKey } from '../text/titles.ts';
import { align } from './compare/align.ts';
import { attachmentChanges } from './compare/attachments.ts';
import { coreLines, type PageFields, withoutVolatileLines } from './compare/boilerplate.ts';
import { clip, quoteDifference } from './compare/quote-difference.ts';
import { findRenumbered } from './compare/renumbered.ts';
import { comparedSpelling, normaliseSpelling } from './compare/spelling.ts';
import { unitsOf } from './compare/units.ts';

/** What is compared of two readings of one document. */
export type Comparable = {
  readonly title: string;
  readonly text: string;
  readonly dates: Dates;
  readonly number?: string;
  readonly issuers?: readonly Issuer[];
  readonly attachments?: readonly Attachment[];
  readonly type?: string;
  readonly validity?: string;
};

/** A revision is stored whole, so the number of its quotes is bounded. */
const mostQuotedChanges = 80;

/**
 * The text as the hash of a wording sees it: a change of blanks, width, script, quotation marks, counters, tokens or related links is none. With
 * what the reading says elsewhere, also none of the title, number, signature and credits that a page sets around the text.
 */
export function normaliseForHash(text: string, said?: PageFields): string {
  return (said ? coreLines(text, said) : withoutVolatileLines(text)).map(normaliseSpelling).join('');
}

/** Whether two texts differ in nothing but blanks and widths. */
export const sameWords = (a: string, b: string): boolean => normaliseForHash(a) === normaliseForHash(b);

type Ends = { readonly before?: string | undefined; readonly after?: string | undefined };
const change = (field: string, { before, after }: Ends, key: (text: string) => string = normaliseSpelling): FieldChange[] =>
  key(orEmpty(before)) === key(orEmpty(after))
    ? []
    : [{ field, ...(before ? { before: clip(before) } : {}), ...(after ? { after: clip(after) } : {}) }];

const names = (all: readonly Issuer[] | undefined): string => (all ?? []).map(({ name }) => name).join('、');
const numbered = (number: string): string => numberKey(number) ?? normaliseSpelling(number);

function textChanges(old: readonly string[], fresh: readonly string[]): FieldChange[] {
  // A line that is broken elsewhere says the same.
  if (old.map(comparedSpelling).join('') === fresh.map(comparedSpelling).join('')) return [];
  const { steps } = align(unitsOf(old), unitsOf(fresh));
  const edits = steps.flatMap(({ before, after }): FieldChange[] => {
    if (before && after)
      return before.key === after.key ? [] : [{ field: `text ${after.label}`, ...quoteDifference(before.text, after.text) }];
    if (after) return [{ field: `text ${after.label}`, after: clip(after.text) }];
    return before ? [{ field: `text ${before.label}`, before: clip(before.text) }] : [];
  });
  return [...withoutBreaks(edits), ...findRenumbered(steps)];
}

/** Edits that together say the same (a paragraph split in two, or moved whole) are none. */
function withoutBreaks(edits: readonly FieldChange[]): readonly FieldChange[] {
  const words = (pick: 'before' | 'after') => edits.map((edit) => comparedSpelling(orEmpty(edit[pick])));
  if (words('before').join('') === words('after').join('')) return [];
  const came = new Set(words('after').filter(Boolean));
  const went = new Set(words('before').filter(Boolean));
  const moved = ({ field, before, after }: FieldChange) =>
    field.includes('¶') &&
    (before === undefined) !== (after === undefined) &&
    came.has(comparedSpelling(orEmpty(before ?? after))) &&
    went.has(comparedSpelling(orEmpty(before ?? after)));
  return edits.filter((edit) => !moved(edit));
}

/**
 * What changed between two texts, by article: `field` is `text 第五条`, `text 第五条（二）`, `text 一、` or `text ¶3` (an unnumbered paragraph), with the
 * words before and after (absent when added or removed; at most 600 characters around the first difference). Articles that an insertion pushed on
 * are told in one line, `text renumbered`.
 */
export const compareTexts = (before: string, after: string): FieldChange[] =>
  textChanges(withoutVolatileLines(before), withoutVolatileLines(after)).slice(0, mostQuotedChanges);

/** The same of two carriers of one text: what their pages set around it (title, number, signature, credits) does not count. */
export const compareWordings = (
  before: PageFields & { readonly text: string },
  after: PageFields & { readonly text: string },
): FieldChange[] => textChanges(coreLines(before.text, before), coreLines(after.text, after)).slice(0, mostQuotedChanges);

export type Comparison = {
  /** What the publisher changed. */
  readonly changes: readonly FieldChange[];
  /** What a page says now and did not say before, while its text stayed: an address block, say. It is taken in, and is no news. */
  readonly additions: readonly FieldChange[];
};

/** Fields that a page may begin or cease to show without any change of the document. */
const furniture: ReadonlySet<string> = new Set(['number', 'issuers', 'dates.signed', 'dates.published', 'dates.commentFrom', 'validity']);

/**
 * Compares two readings of one document: fields (`title`, `number`, `dates.effective`, `issuers`, `attachments`, `validity`) and the text by article (see
 * `compareTexts`). Blanks, width, script, counters, related links, and where on the page title, number and signature stand, make no change.
 */
export function compareReadings(before: Comparable, after: Comparable): Comparison {
  const text = textChanges(coreLines(before.text, before), coreLines(after.text, after));
  const fields = [
    ...change('title', { before: before.title, after: after.title }, titleKey),
    ...change('number', { before: before.number, after: after.number }, numbered),
    ...dateKinds.flatMap((kind) => change(`dates.${kind}`, { before: before.dates[kind]?.value, after: after.dates[kind]?.value })),
    ...change('issuers', { before: names(before.issuers), after: names(after.issuers) }),
    ...change('validity', { before: before.validity, after: after.validity }),
    ...attachmentChanges(before.attachments, after.attachments),
  ];
  const shown = (each: FieldChange): boolean => each.before === undefined || each.after === undefined;
  const quiet = fields.filter((each) => furniture.has(each.field) && (shown(each) || each.field === 'issuers'));
  const real = [...fields.filter((each) => !quiet.includes(each)), ...text];
  const additions = quiet.filter(({ before: was }) => was === undefined);
  if (real.length === 0) return { changes: [], additions };
  const type = change('type', { before: before.type, after: after.type });
  return {
    changes: [...fields.filter((each) => real.includes(each) || each.after !== undefined), ...type, ...text].slice(0, mostQuotedChanges),
    additions: [],
  };
}
