import type { Revision } from '../../model/document.ts';
import type { Documents, RevisionEvent } from '../../model/document-store.ts';
import { changesOf, revisionPrefix } from '../../model/table.ts';
import type { Table } from '../table.ts';
import { revisionItem } from './items.ts';
import { type NumberedRevision, openNews } from './news.ts';

type Revisions = Pick<Documents, 'revisions' | 'changes' | 'news' | 'firstNews' | 'newsEnd'> & {
  readonly putRevision: (revision: Revision) => Promise<void>;
};

const revisionName = ({ documentId, n }: Revision): string => `${documentId}#${n}`;

/** Revisions; a revision by the publisher is an event, and is in the list of news. */
export function openRevisions(table: Table, now: () => Date): Revisions {
  const news = openNews(table, now);
  return {
    // The head that was written with it has this number: an item that is there already belongs to no head.
    async putRevision(revision) {
      if (revision.by === 'publisher') await news.announce(revision);
      await table.put(revisionItem(revision), 'none');
    },
    async revisions(documentId) {
      const found = await table.query(`DOC#${documentId}`, { prefix: revisionPrefix });
      return found.map((item) => item.value as Revision);
    },
    async changes(week) {
      const found = await table.queryIndex('gsi1', changesOf(week));
      const events = found.map((item) => ({ ...(item.value as NumberedRevision), place: item.sk }));
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
