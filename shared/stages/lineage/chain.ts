import type { Issuer } from '../../model/article.ts';
import type { BodyGroup, ChainDocument, PlaceStanding, PlaceState, StateLevel } from '../../model/chain.ts';
import type { Level } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { type Place, placeById, placeOfBody, places } from '../../registry/places.ts';

const levels: Readonly<Record<Level, StateLevel>> = {
  ...{ L0: 'centre', L1: 'centre', L2: 'ministry', L3: 'ministry' },
  ...{ L4: 'province', L5: 'city', L6: 'district', L7: 'other', L8: 'other' },
};

/** A body as documents name it, at its place in the state; a body that the registry does not know is of no level. */
export function standingOf(lead: Pick<Issuer, 'name'> | undefined): { readonly level: StateLevel; readonly place?: string } {
  const body = lead && findIssuer(lead.name);
  if (!body) return { level: 'other' };
  return { level: levels[body.level], ...opt('place', body.kind === 'local' ? placeOfBody(body.id)?.id : undefined) };
}

const byDay = (a: ChainDocument, b: ChainDocument): number =>
  orEmpty(a.day) < orEmpty(b.day) ? -1 : orEmpty(a.day) > orEmpty(b.day) ? 1 : a.id < b.id ? -1 : 1;

/** Documents of national bodies by the body that leads, in the order of their first document. */
export function groupByBody(documents: readonly ChainDocument[]): readonly BodyGroup[] {
  const national = documents
    .filter(({ level, issuers }) => (level === 'centre' || level === 'ministry') && issuers.length > 0)
    .toSorted(byDay);
  const groups = Map.groupBy(national, ({ issuers: [lead] }) => orEmpty(lead?.id ?? lead?.name));
  return [...groups.values()].flatMap((all) => {
    const issuer = all[0]?.issuers[0];
    return issuer ? [{ issuer, documents: all.map(({ id }) => id) }] : [];
  });
}

/** A list of a place: whether it was ever read, why it is not seen now, and how far back it was read. */
export type PlaceList = PlaceStanding['lists'][number] & { readonly place: string; readonly read: boolean; readonly readBackTo?: string };

function stateOf(held: boolean, lists: readonly PlaceList[]): PlaceState {
  const read = lists.filter((each) => each.read);
  if (held) return 'held';
  if (read.length === 0) return 'not-watched';
  return read.some(({ unseen }) => unseen === undefined) ? 'none-found' : 'not-readable';
}

const provinceOf = (place: Place | undefined): string | undefined =>
  place === undefined || place.level === 'L4' ? place?.id : provinceOf(placeById(orEmpty(place.parent)));

function placeStanding(place: Place, documents: readonly ChainDocument[], all: readonly PlaceList[]): PlaceStanding {
  const own = documents.filter((each) => each.place === place.id);
  const inner = documents.filter((each) => {
    const at = each.place === undefined || each.place === place.id ? undefined : placeById(each.place);
    return at !== undefined && (place.level === 'L4' ? provinceOf(at) === place.id : at.parent === place.id);
  });
  const lists = all.filter((list) => list.place === place.id);
  const oldest = lists.flatMap(({ readBackTo }) => readBackTo ?? []).toSorted()[0];
  return {
    place: place.id,
    names: { zh: place.forms[0] ?? place.stem, en: place.english },
    level: place.level === 'L4' ? 'province' : 'city',
    ...(place.level === 'L4' ? {} : opt('within', place.parent)),
    state: stateOf(own.length > 0, lists),
    documents: own.map(({ id }) => id),
    below: inner.map(({ id }) => id),
    lists: lists.map(({ id, names, unseen }) => ({ id, names, ...opt('unseen', unseen) })),
    ...opt('readBackTo', oldest),
  };
}

/** Hong Kong and Macao have laws of their own, and the Corps lies within Xinjiang: with them there would be 34. */
const isProvince = ({ level, kind, stem }: Place): boolean => level === 'L4' && kind !== 'sar' && !stem.endsWith('兵团');

/** The 31 provinces, and each city that has a list or a document. */
export function standingsOf(documents: readonly ChainDocument[], lists: readonly PlaceList[]): readonly PlaceStanding[] {
  const ordered = documents.toSorted(byDay);
  const named = new Set([...documents.map(({ place }) => place), ...lists.map(({ place }) => place)]);
  return places
    .filter((place) => isProvince(place) || (place.level === 'L5' && named.has(place.id)))
    .map((place) => placeStanding(place, ordered, lists));
}
