import type { DigestItem } from '../../model/digest.ts';
import type { FieldChange, Revision } from '../../model/document.ts';
import { opt } from '../../model/values.ts';
import { normaliseSpelling } from '../identity/align.ts';

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

const isText = ({ field }: FieldChange): boolean => field.startsWith('text');
const key = (words = ''): string => normaliseSpelling(words);

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
