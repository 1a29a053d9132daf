import type { Digest, DigestItem, FollowedItem } from '../../model/digest.ts';
import type { Choices } from '../../model/reader.ts';
import { landmarkById } from '../../registry/known.ts';
import { type Found, findReasons } from './choices.ts';
import { itemsOf, narrowDigest } from './narrow.ts';

type ActName = { readonly title: string; readonly english: string };

const isShown = ({ news = [], coverage }: DigestItem): boolean =>
  news.length > 0 || coverage.some(({ news: events = [] }) => events.length > 0);

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
