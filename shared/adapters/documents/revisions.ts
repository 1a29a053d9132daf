import type { PendingRevision, Revision } from '../../model/document.ts';
import type { Documents, RevisionEvent } from '../../model/document-store.ts';
import { changesOf, newsKey, revisionKey, revisionPrefix } from '../../model/table.ts';
import type { Table } from '../../store/table.ts';
import { revisionItem } from './items.ts';
import { isOne, type NumberedRevision, openNews, toldOf } from './news.ts';

type Revisions = Pick<Documents, 'revisions' | 'changes' | 'news' | 'firstNews' | 'newsEnd'> & {
  /** A revision as its head is to have it: an event with the number that it wants. */
  readonly prepare: (revision: Revision) => Promise<PendingRevision>;
  /** The revision of a head that was just written: announced, if it is an event, and put in its place, which says that this was done. */
  readonly place: (revision: PendingRevision) => Promise<void>;
  /** The revision of a head that was left there: announced, and put in its place, unless it has one. */
  readonly settle: (revision: PendingRevision) => Promise<void>;
};

const revisionName = ({ documentId, n }: Revision): string => `${documentId}#${n}`;

/** Revisions; a revision by the publisher is an event, and is in the list of news. */
export function openRevisions(table: Table, now: () => Date): Revisions {
  const news = openNews(table, now);
  const isEvent = ({ by }: Revision): boolean => by === 'publisher';
  const complete = async (revision: PendingRevision, own: boolean): Promise<void> => {
    if (isEvent(revision)) await news.announce(revision, own);
    // The head that was written with it has this number: an item that is there already belongs to no head.
    await table.put(revisionItem(revision), 'none');
  };
  return {
    prepare: async (revision) => (isEvent(revision) ? news.numbered(revision) : revision),
    place: (revision) => complete(revision, true),
    async settle(revision) {
      // After a rebuild the item of an event may be there, and its place in the list not.
      const keys = [revisionKey(revision.documentId, revision.n), ...(isEvent(revision) ? [newsKey(revision.meant ?? 0)] : [])];
      const held = (await table.getMany(keys)) as readonly (Revision | undefined)[];
      if (!held.every((each) => each && isOne(each, revision))) await complete(revision, false);
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
