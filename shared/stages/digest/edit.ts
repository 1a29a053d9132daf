import { type Digest, type DigestEdit, type DigestItem, perSection } from '../../model/digest.ts';
import { opt } from '../../model/values.ts';
import { itemsOf, narrowDigest } from './narrow.ts';

/** Items at the places that the editor gave them, the others in their order around them. */
function placed(items: readonly DigestItem[], { places }: DigestEdit): readonly DigestItem[] {
  const placeOf = ({ id }: DigestItem): number => places[id] ?? 0;
  const ordered = items.filter((item) => placeOf(item) === 0);
  for (const item of items.filter((each) => placeOf(each) > 0).toSorted((a, b) => placeOf(a) - placeOf(b)))
    ordered.splice(placeOf(item) - 1, 0, item);
  return ordered;
}

/** A digest as its editor wants it sent; everything that was changed is marked, and what was struck is counted. */
export function editDigest(digest: Digest, edit: DigestEdit | undefined): Digest {
  if (!edit) return digest;
  const { at, who, places, notes } = edit;
  const struck = new Set(edit.struck);
  const left = narrowDigest(digest, (items) => items.filter(({ id }) => !struck.has(id)));
  const ids = (wanted: (id: string) => boolean): number => new Set(itemsOf(digest).flatMap(({ id }) => (wanted(id) ? [id] : []))).size;
  const counts = {
    struck: ids((id) => struck.has(id)),
    moved: ids((id) => !struck.has(id) && places[id] !== undefined),
    notes: ids((id) => !struck.has(id) && notes[id] !== undefined),
  };
  if (counts.struck + counts.moved + counts.notes === 0) return digest;
  const marked = (item: DigestItem): DigestItem => {
    const edited = { ...opt('note', notes[item.id]), ...(places[item.id] !== undefined && { moved: true as const }) };
    return Object.keys(edited).length > 0 ? { ...item, edited } : item;
  };
  const { notInEarlierMail } = left;
  return {
    ...left,
    sections: perSection((id) => placed(left.sections[id], edit).map(marked)),
    ...opt('notInEarlierMail', notInEarlierMail?.map(marked)),
    edited: { at, ...opt('who', who), ...counts },
  };
}
