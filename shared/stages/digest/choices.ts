import type { Digest, DigestItem, FollowedItem } from '../../model/digest.ts';
import type { Choices } from '../../model/reader.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { landmarkById } from '../../registry/known.ts';
import { placeById } from '../../registry/places.ts';
import { itemsOf, narrowDigest } from './narrow.ts';

type ActName = { readonly title: string; readonly english: string };

const isShown = ({ news = [], coverage }: DigestItem) => news.length > 0 || coverage.some(({ news: events = [] }) => events.length > 0);

/** A day's mail: what has news, and what takes effect today. Open drafts and what is ahead stand in the mail of each week. */
export const keepToday = (digest: Digest, today: string): Digest =>
  narrowDigest(digest, (items) =>
    items.filter((item) => isShown(item) || (item.what === 'effect' && item.dates.effective?.value === today)),
  );

export const hasNews = (digest: Digest): boolean => itemsOf(digest).length + (digest.reminders?.length ?? 0) > 0;

export function countOutside(whole: Digest, chosen: Digest): number {
  const kept = new Set(itemsOf(chosen).map(({ id }) => id));
  return new Set(itemsOf(whole).flatMap((item) => (isShown(item) && !kept.has(item.id) ? [item.id] : []))).size;
}

export function findFollowed(digest: Digest, choices: Choices, nameOf: (id: string) => ActName | undefined): readonly FollowedItem[] {
  const none: Found = new Map();
  const seen = new Set<string>();
  return itemsOf(digest).flatMap((item) =>
    findReasons(item, choices, none).flatMap((reason): FollowedItem[] => {
      if (reason.kind !== 'act' && reason.kind !== 'landmark') return [];
      const key = `${item.id} ${reason.kind} ${reason.id}`;
      if (seen.has(key)) return [];
      seen.add(key);
      if (reason.kind === 'act') return [{ id: item.id, act: { id: reason.id, relation: reason.relation, ...nameOf(reason.id) } }];
      const landmark = landmarkById(reason.id);
      return landmark ? [{ id: item.id, landmark: { id: landmark.id, names: { zh: landmark.zh, en: landmark.en } } }] : [];
    }),
  );
}

export type Found = ReadonlyMap<string, ReadonlySet<string>>;

/** Why an item reaches a reader: the lists of the choices leave it, a saved search finds it, or it touches a followed act or landmark. */
export type WantedReason =
  | { readonly kind: 'lists' }
  | { readonly kind: 'search'; readonly name: string }
  | { readonly kind: 'act'; readonly id: string; readonly relation: string }
  | { readonly kind: 'landmark'; readonly id: string };

function issuersOf({ issuers, mentions }: DigestItem): readonly string[] {
  const own = issuers.flatMap(({ id, name }) => [id, findIssuer(name)?.parent].filter((each) => each !== undefined));
  return [...own, ...(mentions?.issuers ?? [])];
}

function placesOf({ mentions }: DigestItem): readonly string[] {
  const found: string[] = [];
  for (let next = [...(mentions?.places ?? [])]; next.length > 0 && found.length < 1000; ) {
    found.push(...next);
    next = next.flatMap((id) => placeById(id)?.parent ?? []);
  }
  return found;
}

const meets = (chosen: readonly string[] | undefined, has: () => readonly (string | undefined)[]): boolean => {
  if (chosen === undefined || chosen.length === 0) return true;
  const ids = has();
  return chosen.some((id) => ids.includes(id));
};

/** Whether the lists leave an item: alternatives within a kind, each kind narrows. Without a list everything passes. */
const passesLists = (item: DigestItem, { themes, issuers, levels, places }: Choices) =>
  meets(themes, () => [...item.themes, ...(item.subThemes ?? [])]) &&
  meets(levels, () => [item.level]) &&
  meets(issuers, () => issuersOf(item)) &&
  meets(places, () => placesOf(item));

function touchedActs({ id, relations, mentions }: DigestItem, acts: readonly string[]): readonly WantedReason[] {
  const named = [...(mentions?.documents ?? []), ...relations.map((each) => ({ id: each.id, relation: each.relation }))];
  return acts.flatMap((act): WantedReason[] => {
    const relation = act === id ? 'itself' : named.find((each) => each.id === act)?.relation;
    return relation === undefined ? [] : [{ kind: 'act', id: act, relation }];
  });
}

/** Why a reader with these choices wants an item; empty when not wanted. A search that is not in `found` finds nothing. */
export function findReasons(item: DigestItem, choices: Choices, found: Found): readonly WantedReason[] {
  const { searches = [], acts = [], landmarks = [], only } = choices;
  const touched = item.mentions?.landmarks ?? [];
  return [
    ...(only !== true && passesLists(item, choices) ? [{ kind: 'lists' } as const] : []),
    ...searches.flatMap(({ id, name }): WantedReason[] => (found.get(id)?.has(item.id) ? [{ kind: 'search', name }] : [])),
    ...touchedActs(item, acts),
    ...landmarks.flatMap((id): WantedReason[] => (touched.includes(id) ? [{ kind: 'landmark', id }] : [])),
  ];
}

export const wanted = (item: DigestItem, choices: Choices, found: Found): boolean => findReasons(item, choices, found).length > 0;

/**
 * A digest with the items that are wanted, and nothing that speaks of others. What could not be seen stays: it may have held what was
 * wanted.
 */
export const chooseFrom = (digest: Digest, choices: Choices, found: Found): Digest =>
  narrowDigest(digest, (items) => items.filter((item) => wanted(item, choices, found)));
