import type { PendingRevision, Revision } from '../../model/document.ts';
import type { Documents, RevisionEvent } from '../../model/document-store.ts';
import { changesOf, newsKey, revisionKey, revisionPrefix } from '../../model/table.ts';
import type { Table } from '../../store/table.ts';
import { revisionItem } from './items.ts';
import { isOne, type NumberedRevision, openNews, toldOf } from './news.ts';

type Revisions = Pick<Documents, 'revisions' | 'changes' | 'news' | 'firstNews' | 'newsEnd'> & {
  /** A revision as its head is to have it: an event with the number that it wants. */
  readonly prepare: (revision: Revision) => Promise<PendingRevision>;
  /** Its head was not written. */
  readonly release: (revision: PendingRevision) => void;
  /** Puts a revision into the list of news, if it is an event. Its own item is put next, which says that this was done. */
  readonly announce: (revision: PendingRevision) => Promise<void>;
  /** The revision of a head that was left there: announced, and put in its place, unless it has one. */
  readonly settle: (revision: PendingRevision) => Promise<void>;
};

const revisionName = ({ documentId, n }: Revision): string => `${documentId}#${n}`;

const mostSettled = 1_000;

/** Revisions; a revision by the publisher is an event, and is in the list of news. */
export function openRevisions(table: Table, now: () => Date): Revisions {
  const news = openNews(table, now);
  /** Revisions that have their items, as this process has seen. */
  const settled = new Set<string>();
  const isEvent = ({ by }: Revision): boolean => by === 'publisher';
  const announce = async (revision: PendingRevision): Promise<void> => {
    if (isEvent(revision)) await news.announce(revision);
  };
  return {
    prepare: async (revision) => (isEvent(revision) ? news.numbered(revision) : revision),
    release: news.release,
    announce,
    async settle(revision) {
      const name = `${revisionName(revision)} ${revision.at}`;
      if (settled.has(name)) return;
      if (settled.size >= mostSettled) settled.clear();
      // After a rebuild the item of an event may be there, and its place in the list not.
      const keys = [revisionKey(revision.documentId, revision.n), ...(isEvent(revision) ? [newsKey(revision.meant ?? 0)] : [])];
      const held = (await table.getMany(keys)) as readonly (Revision | undefined)[];
      if (!held.every((each) => each && isOne(each, revision))) {
        await announce(revision);
        // The head that was written with it has this number: an item that is there already belongs to no head.
        await table.put(revisionItem(revision), 'none');
      }
      settled.add(name);
    },
    async revisions(documentId) {
      const found = await table.query(`DOC#${documentId}`, { prefix: revisionPrefix });
      return found.map((item) => item.value as Revision);
    },
    async changes(week) {
      const found = await table.queryIndex('gsi1', changesOf(week));
      const events = found.map((item) => ({ ...toldOf(item.value as NumberedRevision), place: item.sk }));
      const listed = new Set(events.flatMap((event) => (event.position === undefined ? [] : [revisionName(event)])));
      const own: RevisionEvent[] = [];
      for (const event of events) {
        // An event whose instant alone is in this week was announced in a later one, unless it is of an older store.
        if (event.position !== undefined || (!listed.has(revisionName(event)) && !(await news.isAnnounced(event)))) own.push(event);
      }
      return own;
    },
    news: news.between,
    firstNews: news.firstOf,
    newsEnd: news.end,
  };
}
