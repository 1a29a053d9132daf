import type { Label } from '../model/document.ts';
import { InputError } from '../model/errors.ts';
import type { Context } from '../model/ports.ts';
import { labelHeader, labelOf, labelRow, type Wanted } from '../stages/label.ts';

/** Another writer was first this many times: something else is wrong. */
const tries = 20;
const pageSize = 100;

/**
 * Gives a document a person's themes. The label is its own item, which no reading touches; the head gets it by a conditional write, so
 * that a reading under way at the same time loses or takes it up, and the index hears of it. It is no revision: nobody's text changed.
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
  const label = labelOf(wanted, context.now().toISOString());
  await context.documents.putLabel(id, label);
  for (let n = 0; n < tries; n += 1) {
    const head = await context.documents.head(id);
    if (!head) throw new InputError(`the store holds no document for "${ref}"; give an id, an address or a document number`);
    if (await context.documents.putHead({ ...head, label, version: head.version + 1 })) return { id, title: head.title, label };
  }
  throw new Error(`${id}: ${tries} writers were faster`);
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
