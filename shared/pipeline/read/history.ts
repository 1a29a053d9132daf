import type { Difference, FieldChange, Head, Revision } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import type { LookupContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { certainTextOf } from '../collect/set-aside.ts';
import { work } from '../context.ts';
import { undone } from './as-of.ts';

type ShownRevision = Omit<Revision, 'documentId'>;

/** Revisions of a document with what each changed. */
export async function readRevisions(head: Head, context: LookupContext): Promise<readonly ShownRevision[]> {
  return (await context.documents.revisions(head.id)).map(({ documentId: _id, ...revision }) => revision);
}

function numbered(revisions: readonly Revision[], given: string, option: string): Revision {
  const found = revisions.find(({ n }) => String(n) === given.trim());
  if (!found)
    throw new InputError(`${option}: no revision "${given}"; there are ${revisions.map(({ n }) => n).join(', ')}`, { usage: true });
  return found;
}

const endOf = ({ n, at, by, what }: Revision): Difference['revisions'][0] => ({ n, at, by, what });

/** Changes of files come from the revisions between: what files said is not stored with the text. */
function fileChanges(revisions: readonly Revision[], from: Revision, to: Revision): readonly FieldChange[] {
  const back = from.n > to.n;
  const between = revisions.filter(({ n }) => n > Math.min(from.n, to.n) && n <= Math.max(from.n, to.n));
  return between
    .flatMap(({ changes }) => changes)
    .filter(({ field }) => field.startsWith('attachment'))
    .map(({ field, before, after }) => {
      const [was, is] = back ? [after, before] : [before, after];
      return { field, ...opt('before', was), ...opt('after', is) };
    });
}

/**
 * The differences between revisions `a` and `b`, in that order (default: the last two). A document of one revision has a `note` and no changes. Throws InputError
 * that names the existing revisions.
 */
export async function readDifference(
  head: Head,
  a: string | undefined,
  b: string | undefined,
  context: LookupContext,
): Promise<Difference> {
  const revisions = await context.documents.revisions(head.id);
  const [only, second] = revisions;
  if (only && !second) {
    // The next revision may be asked for before it exists; any other number is a mistake.
    for (const [end, given] of Object.entries({ A: a, B: b }))
      if (given !== undefined && given !== '2') numbered([only], given, `--diff ${end}`);
    const note = `there is one revision only: nothing was changed since it was first read`;
    return { from: only.n, to: only.n, revisions: [endOf(only), endOf(only)], changes: [], note };
  }
  const from = numbered(revisions, a ?? String(revisions.at(-2)?.n), '--diff A');
  const to = numbered(revisions, b ?? String(revisions.at(-1)?.n), '--diff B');
  const state = async ({ n, textHash }: Revision) => {
    const { attachments: _files, ...then } = undone(
      head,
      revisions.filter((each) => each.n > n),
    );
    return { ...then, text: await certainTextOf(head, context, textHash) };
  };
  const { changes, additions } = await work('compareReadings', [await state(from), await state(to)], head.url, context);
  const all = [...changes, ...additions, ...fileChanges(revisions, from, to)];
  const note = all.length === 0 ? { note: `revisions ${from.n} and ${to.n} say the same` } : {};
  return { from: from.n, to: to.n, revisions: [endOf(from), endOf(to)], changes: all, ...note };
}
