import type { DateFact } from '../../model/article.ts';
import type { DigestItem } from '../../model/digest.ts';
import type { FieldChange, Revision, ShownDocument } from '../../model/document.ts';
import { dayOf, wholeDays } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { normaliseSpelling } from '../identity/align.ts';

const longest = 120;
const around = 24;

const clause = /[^，。；：！？、,;:!?\n]{0,2000}[，。；：！？、,;:!?\n]?/g;
const clausesOf = (text: string) => text.match(clause)?.filter((part) => part !== '') ?? [];

function sameEnds(a: ArrayLike<string>, b: ArrayLike<string>): { readonly first: number; readonly last: number } {
  const most = Math.min(a.length, b.length);
  let first = 0;
  while (first < most && a[first] === b[first]) first += 1;
  let last = 0;
  while (last < most - first && a[a.length - 1 - last] === b[b.length - 1 - last]) last += 1;
  return { first, last };
}

function cutOut(text: string, first: number, last: number): string {
  const from = first <= around ? 0 : first - around;
  const end = Math.min(text.length - (last <= around ? 0 : last - around), from + longest);
  return `${from > 0 ? '…' : ''}${text.slice(from, end)}${end < text.length ? '…' : ''}`.toWellFormed();
}

const tidy = (text: string) => text.trim().replace(/[，。；：、,;:]$/, '');

type Ends = { readonly before: string; readonly after: string };

function differingPart(before: string, after: string): Ends {
  const [was, is] = [clausesOf(before), clausesOf(after)];
  const same = sameEnds(was, is);
  const [a, b] = [was.slice(same.first, was.length - same.last).join(''), is.slice(same.first, is.length - same.last).join('')];
  if (Math.max(a.length, b.length) <= longest) return { before: tidy(a), after: tidy(b) };
  const { first, last } = sameEnds(a, b);
  return { before: cutOut(a, first, last), after: cutOut(b, first, last) };
}

/** A change as the smallest part that differs; what was only added or taken out has one side. */
export function smallestChange({ field, before, after }: FieldChange): FieldChange {
  const part = differingPart(orEmpty(before), orEmpty(after));
  return { field, ...opt({ before: part.before || undefined, after: part.after || undefined }) };
}

/**
 * Days before first sight from which on a document is no news of its week; acts are put on the web days or weeks after they are signed.
 * One that is put up half a year after it was signed is a reprint.
 */
const oldAfter = { published: 7, signed: 30, reprinted: 180 } as const;

/** Whether a document was put out so long before it was first seen that it is no news of that week. */
export function isOlder({ dates: { published, signed }, firstSeenAt }: Pick<ShownDocument, 'dates' | 'firstSeenAt'>): boolean {
  const since = ({ value }: DateFact) =>
    // Of a month or a year its end.
    wholeDays(value.length === 10 ? value : `${value.padEnd(7, '-12')}-28`, dayOf(new Date(firstSeenAt))) ?? 0;
  if (published && since(published) > oldAfter.published) return true;
  return signed !== undefined && since(signed) > (published ? oldAfter.reprinted : oldAfter.signed);
}

type Revised = { readonly document: Pick<ShownDocument, 'dates' | 'firstSeenAt'>; readonly revisions: readonly Pick<Revision, 'what'>[] };

export const isFolded = ({ document, revisions }: Revised): boolean =>
  revisions.length > 0 && revisions.every(({ what }) => what === 'new') && isOlder(document);

/** What a week came to: its end held against its beginning, whatever the steps between. */

type Event = Pick<Revision, 'what' | 'changes'>;
/** `between`: in what the texts at the two ends of several steps differ, where both could be read. */
export type Steps = { readonly revisions: readonly Event[]; readonly between?: readonly FieldChange[] };

/** Whether several steps say together what none of them says alone. */
export const isInSteps = (events: readonly Event[]): boolean => events.filter(({ changes }) => changes.length > 0).length > 1;

function withdrawnAt(events: readonly Event[]): readonly [begin: boolean, end: boolean] {
  const turns = events.filter(({ what }) => what === 'withdrawn' || what === 'returned');
  return [turns[0]?.what === 'returned', turns.at(-1)?.what === 'withdrawn'];
}

/** What became of a document; undefined when the end is as the beginning was: withdrawn and back, changed and changed back. */
export function whatOf(steps: Steps): DigestItem['what'] | undefined {
  const { revisions } = steps;
  if (revisions.length === 0) return 'effect';
  const [begin, end] = withdrawnAt(revisions);
  if (end && !begin) return 'withdrawn';
  if (revisions.some(({ what }) => what === 'new')) return 'new';
  return (begin && !end) || changesIn(steps).length > 0 ? 'changed' : undefined;
}

const isText = ({ field }: FieldChange) => field.startsWith('text');
const key = (words = '') => normaliseSpelling(words);

/** Several files bear one field: of these only a step and its way back are none. */
function foldFiles(steps: readonly FieldChange[]): readonly FieldChange[] {
  const left: FieldChange[] = [];
  for (const step of steps) {
    const back = left.findIndex(({ before, after }) => key(before) === key(step.after) && key(after) === key(step.before));
    if (back < 0) left.push(step);
    else left.splice(back, 1);
  }
  return left;
}

function fold(field: string, steps: readonly FieldChange[]): readonly FieldChange[] {
  if (field.startsWith('attachment')) return foldFiles(steps);
  const [before, after] = [steps[0]?.before, steps.at(-1)?.after];
  return key(before) === key(after) ? [] : [{ field, ...opt({ before, after }) }];
}

export function changesIn({ revisions, between }: Steps): readonly FieldChange[] {
  const steps = revisions.flatMap(({ changes }) => changes);
  if (!isInSteps(revisions)) return steps;
  const shown = between && steps.some(isText) ? steps.filter((step) => !isText(step)) : steps;
  const folded = [...Map.groupBy(shown, ({ field }) => field)].flatMap(([field, all]) => fold(field, all));
  return shown === steps ? folded : [...folded, ...(between ?? []).filter(isText)];
}
