import type { Head } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import type { IndexChange } from '../../model/query.ts';
import { isDamagedAside } from '../../model/task.ts';
import { omit, opt } from '../../model/values.ts';
import { canonicalUrl, formerAddress } from '../../stages/urls/address.ts';
import { isOfOneDocument } from '../collect/set-aside.ts';
import { keepDigests } from '../read/digest.ts';
import { idsOf } from '../read/resolve.ts';
import { linksOf } from '../read/status.ts';

/** `into`: the document that it is the same as; its id and pages lead there from then on. */
type Removal = Readonly<{ why: string; into?: string | undefined }>;

const noRow = (id: string): IndexChange => ({
  ...{ id, remove: true, title: '', english: '', text: '', issuerIds: [], issuerNames: [], authority: 0, type: 'other', themes: [] },
  ...{ sourceIds: [], entityIds: [], coverage: 0, status: 'unknown', firstSeenAt: '', url: '' },
});

async function touchLinked(head: Head, context: Context) {
  try {
    for (const { to } of await linksOf(head, context)) {
      const target = await context.documents.head(to.id);
      if (target) await context.documents.touch(target);
    }
  } catch (error) {
    if (!isOfOneDocument(error)) throw error;
  }
}

/** Its pages are asked for no more: they would bring it again. */
async function parkPages({ id, copies }: Head, into: string | undefined, { documents }: Context) {
  for (const { url } of copies) {
    const address = await documents.address(canonicalUrl(url));
    if (address?.documentId !== id) continue;
    await documents.saveAddress({ ...omit(address, 'dueAt'), ...opt('documentId', into) });
  }
}

/**
 * Takes a document out: out of the table, the search index and the digest of the running week. A record says that, why and when, so that
 * `rebuild` keeps it out, as `import` and every page that brings it again do. Its earlier records, its texts and its evidence stay in the
 * bucket. Throws InputError.
 */
export async function removeDocument(
  ref: string,
  { why, into: other }: Removal,
  context: Context,
): Promise<Removal & Readonly<{ id: string; title: string; at: string }>> {
  const [id, another] = await idsOf(ref, context);
  const head = await context.documents.head(id);
  if (!head) throw new InputError(`${ref.slice(0, 100)}: no document of this instance; hongtou resolve says what it stands for`);
  if (another !== undefined) throw new InputError(`${ref.slice(0, 100)} names several documents (${id}, ${another}); name one by its id`);
  const [into] = other === undefined ? [] : await idsOf(other, context);
  if (other !== undefined && (into === undefined || into === id))
    throw new InputError(`--into ${other.slice(0, 100)}: name another document of this instance, which the two become`);
  const removed = { id: head.id, title: String(head.title), why: why.slice(0, 1000), at: context.now().toISOString(), ...opt({ into }) };
  await touchLinked(head, context);
  await parkPages(head, into, context);
  if (into !== undefined) {
    const url = formerAddress(head.id);
    const address = { url, canonicalUrl: url, sourceId: 'added', documentId: into, firstSeenAt: removed.at, checkedAt: removed.at };
    await context.documents.saveAddress(address);
  }
  await context.archive.takeOut(head, { why: removed.why, at: removed.at });
  await context.search.apply([noRow(head.id)]);
  for (const aside of await context.documents.asides(10_000))
    if (isDamagedAside(aside) && aside.documentId === head.id) await context.documents.forgetAside(aside.key);
  await keepDigests(context, true);
  return removed;
}
