import type { FieldChange, Head, Revision } from '../model/document.ts';
import { InputError } from '../model/errors.ts';
import type { Context } from '../model/ports.ts';
import { compareTexts } from '../stages/compare.ts';

/** Revisions of a document with what each changed. */
export async function history(head: Head, context: Context): Promise<readonly Omit<Revision, 'documentId'>[]> {
  return (await context.documents.revisions(head.id)).map(({ documentId: _id, ...revision }) => revision);
}

function numbered(revisions: readonly Revision[], given: string, option: string): Revision {
  const found = revisions.find(({ n }) => String(n) === given.trim());
  if (!found)
    throw new InputError(`${option}: no revision "${given}"; there are ${revisions.map(({ n }) => n).join(', ')}`, { usage: true });
  return found;
}

export type Difference = { readonly from: number; readonly to: number; readonly changes: readonly FieldChange[] };

/** What differs between revisions `a` and `b` (default: the last one). Throws InputError that names the revisions there are. */
export async function difference(head: Head, a: string, b: string | undefined, context: Context): Promise<Difference> {
  const revisions = await context.documents.revisions(head.id);
  const from = numbered(revisions, a, '--diff A');
  const to = numbered(revisions, b ?? String(revisions.at(-1)?.n ?? 1), '--diff B');
  const [before, after] = [await context.snapshots.loadText(from.textHash), await context.snapshots.loadText(to.textHash)];
  const fields = revisions
    .filter(({ n }) => n > from.n && n <= to.n)
    .flatMap(({ changes }) => changes)
    .filter(({ field }) => !field.startsWith('text'));
  return { from: from.n, to: to.n, changes: [...fields, ...compareTexts(before, after)] };
}

/** A difference as text: what went with -, what came with +. */
export function differenceText({ from, to, changes }: Difference): string {
  const lines = changes.flatMap(({ field, before, after }) => [
    `@ ${field}`,
    ...(before === undefined ? [] : [`- ${before}`]),
    ...(after === undefined ? [] : [`+ ${after}`]),
  ]);
  return lines.length === 0 ? `revisions ${from} and ${to} say the same\n` : `${lines.join('\n')}\n`;
}
