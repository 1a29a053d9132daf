import type { Revision } from '../../model/document.ts';
import type { Documents } from '../../model/document-store.ts';
import { changesOf, meantKey, newsKey, newsList } from '../../model/table.ts';
import { weekOf } from '../../model/time.ts';
import type { Table } from '../table.ts';
import { meantItem } from './items.ts';

/** A revision with its number in the list of news. */
export type NumberedRevision = Revision & { readonly position?: number };

type News = {
  /** Puts a revision into the list of news, once, however often it is called. */
  announce(revision: Revision): Promise<void>;
  /** Whether an event was announced, or will be; events of older stores never are. */
  isAnnounced(revision: Revision): Promise<boolean>;
  readonly between: Documents['news'];
  readonly firstOf: Documents['firstNews'];
  readonly end: Documents['newsEnd'];
};

const isOne = (a: Revision, b: Revision): boolean =>
  a.documentId === b.documentId && a.n === b.n && a.at === b.at && a.what === b.what && a.textHash === b.textHash;

/** Events and the revisions that they are about stand side by side in the list of a week, in the order of their instants. */
const mostMixed = 20;

/** After each failure another event was announced meanwhile. */
const mostTries = 200;

/**
 * The list of events in the order of their announcement. An event first writes down which number it wants, then takes the number if it is free. So two writers of
 * one event want the same number, and new events always come after the end of the list.
 */
export function openNews(table: Table, now: () => Date): News {
  const end = async (): Promise<number> => Number((await table.query(newsList, { limit: 1, newestFirst: true }))[0]?.sk ?? 0);

  /** The number that the event wants: as decided before, or the one after the end. `undefined` when another writer was faster. */
  async function meant(revision: Revision, taken: number | undefined): Promise<number | undefined> {
    const key = meantKey(revision.documentId, revision.n);
    const held = (await table.get(key)) as NumberedRevision | undefined;
    if (held && held.position !== taken && isOne(held, revision)) return held.position;
    const position = (await end()) + 1;
    const condition = held?.position === undefined ? 'absent' : { v: held.position };
    return (await table.put(meantItem({ ...revision, position }), condition)) ? position : undefined;
  }

  async function take(revision: Revision, position: number): Promise<boolean> {
    // A clock that was set back puts no event before its first reading.
    const [seen = revision.at] = [revision.at, now().toISOString()].toSorted().reverse();
    const sk = `${seen}#${revision.documentId}#${String(revision.n).padStart(5, '0')}`;
    const value: NumberedRevision = { ...revision, position };
    const item = { ...newsKey(position), value, gsi1: { pk: changesOf(weekOf(new Date(seen))), sk } };
    if (await table.put(item, 'absent')) return true;
    return isOne((await table.get(newsKey(position))) as NumberedRevision, revision);
  }

  return {
    async announce(revision) {
      let taken: number | undefined;
      for (let tries = 0; tries < mostTries; tries += 1) {
        const position = await meant(revision, taken);
        if (position === undefined) continue;
        if (await take(revision, position)) return;
        taken = position;
      }
      throw new Error(`event ${revision.n} of ${revision.documentId}: ${mostTries} other events were faster`);
    },
    isAnnounced: async ({ documentId, n }) => (await table.get(meantKey(documentId, n))) !== undefined,
    async between(after, upTo) {
      if (upTo <= after) return [];
      const found = await table.query(newsList, { after: newsKey(after).sk, upTo: newsKey(upTo).sk });
      return found.map((item) => ({ ...(item.value as Revision), position: Number(item.sk) }));
    },
    async firstOf(week) {
      const found = await table.queryIndex('gsi1', changesOf(week), { limit: mostMixed });
      const positions = found.flatMap((item) => (item.value as NumberedRevision).position ?? []);
      return positions.length === 0 ? undefined : Math.min(...positions);
    },
    end,
  };
}
