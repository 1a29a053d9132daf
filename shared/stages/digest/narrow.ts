import { type Digest, type DigestEdit, type DigestItem, perSection, type SectionId, sectionItems } from '../../model/digest.ts';
import { opt } from '../../model/values.ts';

/** Items at the places that the editor gave them, the others in their order around them. */
function placed(items: readonly DigestItem[], { places }: DigestEdit): readonly DigestItem[] {
  const placeOf = ({ id }: DigestItem) => places[id] ?? 0;
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
  const ids = (wanted: (id: string) => boolean) => new Set(itemsOf(digest).flatMap(({ id }) => (wanted(id) ? [id] : []))).size;
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

export const itemsOf = (digest: Digest): readonly DigestItem[] => [...sectionItems(digest), ...(digest.notInEarlierMail ?? [])];

function countsOf(items: readonly DigestItem[], { counts }: Digest): Digest['counts'] {
  const all = [...new Map(items.filter(({ what }) => what !== 'effect').map((item) => [item.id, item])).values()];
  const of = (what: DigestItem['what']) => all.filter((item) => item.what === what).length;
  const covered = all.flatMap(({ coverage }) => coverage).filter(({ news = [] }) => news.length > 0).length;
  return { ...counts, new: of('new') + covered, changed: of('changed'), withdrawn: of('withdrawn') };
}

/** An item of what takes effect says that it stands in full elsewhere only while it does. */
function effectOf(filled: Readonly<Record<SectionId, readonly DigestItem[]>>): readonly DigestItem[] {
  const stands = (id: string, inFull: SectionId) => filled[inFull].some((item) => item.id === id);
  return filled.effect.map(({ inFull, ...item }) => (inFull && stands(item.id, inFull) ? { ...item, inFull } : item));
}

/** A digest of which `keep` leaves some items, and nothing that speaks of others: brief, figures, counts. */
export function narrowDigest(digest: Digest, keep: (items: readonly DigestItem[]) => readonly DigestItem[]): Digest {
  const filled = perSection((id) => keep(digest.sections[id]));
  const { notInEarlierMail = [], ...week } = digest;
  const others = keep(notInEarlierMail);
  const items = sectionItems({ sections: filled });
  const kept = [...items, ...others];
  const all = itemsOf(digest);
  if (kept.length === all.length && kept.every((item, n) => item === all[n])) return digest;
  const ids = new Set(kept.map(({ id }) => id));
  const highlights = digest.highlights?.filter(({ id }) => ids.has(id));
  const moved = digest.moved?.filter(({ now }) => ids.has(now.document));
  const closing = digest.closing?.filter((id) => ids.has(id));
  return {
    ...week,
    sections: { ...filled, effect: effectOf(filled) },
    ...opt({ highlights, moved, closing }),
    ...(others.length > 0 ? { notInEarlierMail: others } : {}),
    counts: countsOf(items, digest),
  };
}
