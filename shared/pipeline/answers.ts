import type { Answers } from '../model/answers.ts';
import type { Context } from '../model/ports.ts';
import { addDays, dayOf, daysOfWeek, weekOfDay } from '../model/time.ts';
import { figureLandmarks } from '../registry/landmarks/figures.ts';
import { landmarkById } from '../registry/landmarks.ts';
import { accessBySession, accessByToken, signIn, signOut } from './access.ts';
import { carriedBy, carrierOfHead } from './carried-by.ts';
import { currentWeek, frontWeek, pageWeek } from './digest.ts';
import { gaps } from './gaps.ts';
import { difference } from './history.ts';
import { updateIndex } from './index.ts';
import { labelDocument, takeLabelBack } from './label.ts';
import { landmarkNews, sourcedFigures } from './landmarks.ts';
import { opensDigest } from './reader-links.ts';
import { headOf, idsOf, resolve } from './resolve.ts';
import { shown } from './shown.ts';
import { confirm, subscribe, unsubscribe } from './subscribers.ts';

/** Every finished week that is kept, and the running one when it has something to tell; newest first. */
async function weeksToRead(context: Context): Promise<readonly string[]> {
  const week = currentWeek(context.now());
  const counts = (await context.digests.running(week))?.digest.counts;
  const kept = (await context.digests.weeks(520)).filter((each) => each < week);
  return counts && counts.new + counts.changed + counts.withdrawn > 0 ? [week, ...kept] : kept;
}

const weeksKept = 520;

/** Changes after a cursor `<week>|<sort key>`, oldest first; walks from week to week up to today. */
async function changesAfter(after: string | undefined, limit: number, context: Context) {
  const today = dayOf(context.now());
  let [week = weekOfDay(addDays(today, -28)), last = ''] = after?.split('|') ?? [];
  const items = [];
  // A client that polls goes on from here, also at the end of the list.
  let end = after;
  for (let n = 0; n < weeksKept && week <= weekOfDay(today); n += 1) {
    for (const revision of await context.documents.changes(week)) {
      const { place, position: _position, ...event } = revision;
      if (place <= last) continue;
      const head = await context.documents.head(revision.documentId);
      if (!head?.relevant) continue;
      items.push({ ...event, title: head.title });
      end = `${week}|${place}`;
      if (items.length === limit) return { items, next: end };
    }
    last = '';
    week = weekOfDay(addDays(daysOfWeek(week)?.from ?? today, 7));
  }
  return end === undefined ? { items } : { items, next: end };
}

type Acts = Pick<
  Answers,
  'subscribe' | 'confirm' | 'unsubscribe' | 'label' | 'takeLabelBack' | 'byToken' | 'bySession' | 'opensDigest' | 'signIn' | 'signOut'
>;

/** What a reader may do, and who may ask at all. */
function actsOf(context: Context, local: boolean): Acts {
  return {
    subscribe: (address) => subscribe(address, context),
    confirm: (token) => confirm(token, context),
    unsubscribe: (token) => unsubscribe(token, context),
    async label(id, wanted) {
      await labelDocument(id, await idsOf(id, context), wanted, context);
      // A deployed instance has its own function for the index.
      if (local) await updateIndex(context);
    },
    async takeLabelBack(id, said) {
      await takeLabelBack(id, await idsOf(id, context), said, context);
      if (local) await updateIndex(context);
    },
    byToken: (token) => accessByToken(token, context),
    bySession: (id) => accessBySession(id, context),
    opensDigest: (week, key) => opensDigest(week, key, context),
    signIn: (token) => signIn(token, context),
    signOut: (id) => signOut(id, context),
  };
}

/** Everything that pages, API and feeds may ask. */
export function answersOf(context: Context, options: { readonly secret: string; readonly local: boolean }): Answers {
  return {
    ...options,
    signUp: context.settings.signUp,
    async documents(query) {
      const found = await context.search.query(query);
      return {
        ...found,
        hits: found.hits.map((hit) => ({ ...hit, ...carriedBy({ ...hit, issued: hit.issuerNames.length > 0 }, context) })),
      };
    },
    async document(ref) {
      const head = await headOf(ref, context);
      return head && { ...(await shown(head, context)), ...carrierOfHead(head, context) };
    },
    async text(id) {
      const head = await context.documents.head(id);
      return head && context.snapshots.loadText(head.textHash);
    },
    revisions: (id) => context.documents.revisions(id),
    async difference(id, from, to) {
      const head = await context.documents.head(id);
      return head && difference(head, from, to, context);
    },
    resolve: (ref) => resolve(ref, context),
    mentions: () => context.search.mentions(),
    async landmark(id, limit) {
      const landmark = landmarkById(id);
      return landmark && landmarkNews(landmark, limit, context);
    },
    async figures(id, limit) {
      const landmark = figureLandmarks.find((each) => each.id === id);
      return landmark && sourcedFigures(landmark, limit, context);
    },
    register: context.search,
    gaps: (query) => gaps(query, context),
    sources: () =>
      Promise.all(
        context.settings.sources.map(async (source) => {
          const state = await context.sources.state(source.id);
          return { source, ...(state ? { state } : {}) };
        }),
      ),
    digest: (week) => pageWeek(week, options.local, context),
    weeks: () => weeksToRead(context),
    thisWeek: () => frontWeek(options.local, context),
    changes: (after, limit) => changesAfter(after, limit, context),
    ...actsOf(context, options.local),
    today: () => dayOf(context.now()),
  };
}
