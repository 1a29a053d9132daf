import type { ActComparison, ComparedDocument } from '../../model/comparison.ts';
import type { Head } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import type { LookupContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import type { ComparedAct } from '../../stages/identity/compare-acts.ts';
import { textWithWorks } from '../collect/files.ts';
import { work } from '../collect/work.ts';
import { undone } from './as-of.ts';
import { englishOf } from './facts.ts';
import { findHead } from './resolve.ts';

type Side = { readonly head: Head; readonly shown: ComparedDocument; readonly act: ComparedAct };

const actOf = ({ title, number, issuers, dates }: Head, text: string): ComparedAct => ({
  title,
  issuers,
  dates,
  text,
  ...opt('number', number),
});

function shownOf(head: Head, revision?: number): ComparedDocument {
  const { id, title, number, dates } = head;
  const day = dates.signed?.value ?? dates.published?.value;
  return { id, title, ...englishOf(head), ...opt('number', number), ...opt('revision', revision), ...opt('day', day) };
}

/** A document by any reference, or one of its revisions by `REF@n`. Throws InputError that says which are there. */
async function sideOf(ref: string, context: LookupContext): Promise<Side> {
  const numbered = /^(.+)@(\d{1,6})$/.exec(ref.trim());
  const head = (await findHead(ref, context)) ?? (numbered?.[1] ? await findHead(numbered[1], context) : undefined);
  if (!head) throw new InputError(`no document found for "${ref}"; give an id, an address or a document number, with @n for a revision`);
  const asked = numbered && !(await findHead(ref, context)) ? Number(numbered[2]) : undefined;
  if (asked === undefined) {
    const text = await textWithWorks(head, await context.snapshots.loadText(head.textHash), context);
    return { head, shown: shownOf(head), act: actOf(head, text) };
  }
  const revisions = await context.documents.revisions(head.id);
  const revision = revisions.find(({ n }) => n === asked);
  if (!revision)
    throw new InputError(`"${ref}": no revision ${asked}; there are ${revisions.map(({ n }) => n).join(', ')}`, { usage: true });
  const then = undone(
    head,
    revisions.filter(({ n }) => n > asked),
  );
  return { head, shown: shownOf(then, asked), act: actOf(then, await context.snapshots.loadText(revision.textHash)) };
}

/** Two documents or revisions of any references, article by article. Throws InputError for a reference that stands for nothing. */
export async function compareDocuments(a: string, b: string, context: LookupContext): Promise<ActComparison> {
  const [before, after] = [await sideOf(a, context), await sideOf(b, context)];
  const changes = await work('compareActs', [before.act, after.act], after.head.url, context);
  return { a: before.shown, b: after.shown, changes };
}
