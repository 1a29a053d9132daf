import type { Label } from '../model/document.ts';
import { InputError } from '../model/errors.ts';
import type { Context } from '../model/ports.ts';
import { labelHeader, labelOf, labelRow, type Wanted } from '../stages/label.ts';

const pageSize = 100;

/**
 * Gives a document a person's themes. The label is an item of its own, which no reading writes: a reading at the same time cannot lose
 * it, nor can one after a change of the code. It is no revision, for nobody's text changed; the index hears of it.
 * `ids` is what the reference stands for (`idsOf`). Throws InputError for a reference that is not held, one that stands for several documents, or a label that `labelOf` refuses.
 */
export async function labelDocument(
  ref: string,
  ids: readonly string[],
  wanted: Wanted,
  context: Context,
): Promise<{ id: string; title: string; label: Label }> {
  const [id] = ids;
  if (id === undefined) throw new InputError(`the store holds no document for "${ref}"; give an id, an address or a document number`);
  if (ids.length > 1) throw new InputError(`"${ref}" stands for ${ids.length} documents: ${ids.join(', ')}; give the id of one`);
  const head = await context.documents.head(id);
  if (!head) throw new InputError(`the store holds no document for "${ref}"; give an id, an address or a document number`);
  const label = labelOf(wanted, context.now().toISOString());
  await context.documents.putLabel(head, label);
  return { id, title: head.title, label };
}

/** Every label as training data, a header and a line a document, in the form that `eval` and bench/train.ts read. */
export async function* labelLines(context: Context): AsyncGenerator<string> {
  yield labelHeader;
  let after: string | undefined;
  for (;;) {
    const ids = await context.documents.labelled(after, pageSize);
    if (ids.length === 0) return;
    for (const head of await context.documents.heads(ids)) {
      const { label } = head;
      if (label) yield labelRow({ ...head, label, text: await context.snapshots.loadText(head.textHash) });
    }
    after = ids.at(-1);
  }
}
