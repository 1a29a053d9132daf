import type { ItemMentions } from '../../model/digest.ts';
import type { ShownDocument } from '../../model/document.ts';
import { landmarkOfEntity } from '../../registry/known.ts';

const placePrefix = 'place:';

/** What a document, and the documents listed under it, are of, name and link to: what a reader's choices are held against. */
export function mentionsOf(document: ShownDocument, coverage: readonly ShownDocument[]): ItemMentions {
  const all = [document, ...coverage];
  const entities = all.flatMap((each) => each.entities);
  const links = all
    .flatMap((each) => each.links)
    .flatMap(({ relation, to: { id } }) => (id && id !== document.id ? [{ id, relation }] : []));
  return {
    issuers: [...new Set(document.issuers.flatMap(({ id }) => id ?? []))],
    places: [...new Set(entities.flatMap(({ id }) => (id.startsWith(placePrefix) ? id.slice(placePrefix.length) : [])))],
    landmarks: [...new Set(entities.flatMap(({ id }) => landmarkOfEntity(id)?.id ?? []))],
    documents: [...new Map(links.map((link) => [`${link.id} ${link.relation}`, link])).values()],
  };
}
