import type { PendingRevision, Revision } from '../../model/document.ts';
import type { Documents } from '../../model/document-store.ts';
import { changesOf, meantKey, newsKey, newsList } from '../../model/table.ts';
import { weekOf } from '../../model/time.ts';
import type { Table } from '../../store/table.ts';
import { meantItem } from './items.ts';

/** A revision with its number in the list of news, and the one that its head said. */
export type NumberedRevision = PendingRevision & { readonly position?: number };
/** An event as it is told. */
export const toldOf = <Told extends NumberedRevision>({ meant: _wanted, ...told }: Told): Omit<Told, 'meant'> => told;

type News = {
  /** An event with the number that it wants, the next one, before its head is written. */
  numbered(revision: Revision): Promise<PendingRevision>;
  /** Puts an event into the list of news, once, however often it is called. `own`: the caller has just written its head. */
  announce(event: PendingRevision, own: boolean): Promise<void>;
  /** Whether an event was announced, or will be; events of older stores never are. */
  isAnnounced(revision: Revision): Promise<boolean>;
  readonly between: Documents['news'];
  readonly firstOf: Documents['firstNews'];
  readonly end: Documents['newsEnd'];
};

/** Whether two revisions are one. */
export const isOne = (a: Revision, b: Revision): boolean =>
  a.documentId === b.documentId && a.n === b.n && a.at === b.at && a.what === b.what && a.textHash === b.textHash;

/** Events and the revisions that they are about stand side by side in the list of a week, in the order of their instants. */
const mostMixed = 20;

/** After each failure another event was announced meanwhile. */
const mostTries = 200;

type List = Omit<News, 'numbered' | 'announce'>;

const openList = (table: Table): List => ({
  isAnnounced: async ({ documentId, n }) => (await table.get(meantKey(documentId, n))) !== undefined,
  async between(after, upTo) {
    if (upTo <= after) return [];
    const found = await table.query(newsList, { after: newsKey(after).sk, upTo: newsKey(upTo).sk });
    return found.map((item) => ({ ...toldOf(item.value as NumberedRevision), position: Number(item.sk) }));
  },
  async firstOf(week) {
    const found = await table.queryIndex('gsi1', changesOf(week), { limit: mostMixed });
    const positions = found.flatMap((item) => (item.value as NumberedRevision).position ?? []);
    return positions.length === 0 ? undefined : Math.min(...positions);
  },
  end: async () => Number((await table.query(newsList, { limit: 1, newestFirst: true }))[0]?.sk ?? 0),
});

/** Taking a number, and whether an event has the one that its head says. */
function openTaking(table: Table, now: () => Date) {
  const hasWanted = async (event: PendingRevision): Promise<boolean> => {
    const held = event.meant === undefined ? undefined : ((await table.get(newsKey(event.meant))) as NumberedRevision | undefined);
    return held !== undefined && isOne(held, event);
  };
  async function take(revision: PendingRevision, position: number): Promise<boolean> {
    // A clock that was set back puts no event before its first reading.
    const [seen = revision.at] = [revision.at, now().toISOString()].toSorted().reverse();
    const sk = `${seen}#${revision.documentId}#${String(revision.n).padStart(5, '0')}`;
    const value: NumberedRevision = { ...revision, position };
    const item = { ...newsKey(position), value, gsi1: { pk: changesOf(weekOf(new Date(seen))), sk } };
    if (await table.put(item, 'absent')) return true;
    return isOne((await table.get(newsKey(position))) as NumberedRevision, revision);
  }
  return { take, hasWanted };
}

/**
 * The list of events in the order of their announcement. The head of an event says which number it wants; when that is taken, the event first writes down another
 * one, then takes it if it is free. So two writers of one event want the same number, and new events always come after the end of the list.
 */
export function openNews(table: Table, now: () => Date): News {
  const list = openList(table);
  const { end } = list;
  const { take, hasWanted } = openTaking(table, now);

  /** The number that the event wants: as decided before, or the one after the end. `undefined` when another writer was faster. */
  async function meant(revision: PendingRevision, taken: number | undefined): Promise<number | undefined> {
    const key = meantKey(revision.documentId, revision.n);
    const held = (await table.get(key)) as NumberedRevision | undefined;
    if (held && held.position !== taken && isOne(held, revision)) return held.position;
    const position = (await end()) + 1;
    const condition = held?.position === undefined ? 'absent' : { v: held.position };
    return (await table.put(meantItem({ ...revision, position }), condition)) ? position : undefined;
  }

  return {
    ...list,
    async numbered(revision) {
      return { ...revision, meant: (await end()) + 1 };
    },
    async announce(event, own) {
      // Whoever finds a head later only looks whether its event has that number: version 0.12 numbered some ahead of the end.
      if (event.meant !== undefined && (await (own ? take(event, event.meant) : hasWanted(event)))) return;
      let taken: number | undefined;
      for (let tries = 0; tries < mostTries; tries += 1) {
        const position = await meant(event, taken);
        if (position === undefined) continue;
        // Behind the number that its head says, whoever has that is known: it may be this event itself.
        if (position > (event.meant ?? position) && (await hasWanted(event))) return;
        if (await take(event, position)) return;
        taken = position;
      }
      throw new Error(`event ${event.n} of ${event.documentId}: ${mostTries} other events were faster`);
    },
  };
}
