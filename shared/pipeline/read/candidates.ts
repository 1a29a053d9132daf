import type { Answers } from '../../model/answers.ts';
import { type DigestItem, sectionItems } from '../../model/digest.ts';
import type { Head, Link, NewsEvent, Revision, ShownDocument } from '../../model/document.ts';
import type { LookupContext, MailContext, ReadContext } from '../../model/ports.ts';
import type { Hit, Query } from '../../model/query.ts';
import type { Unread } from '../../model/reader.ts';
import { addDays, dayOf, weekOf, weekOfDay } from '../../model/time.ts';
import { hasHan, inPortions, opt } from '../../model/values.ts';
import { changingRelations, type Relation } from '../../model/vocabulary.ts';
import { aboutAi } from '../../stages/classify/about.ts';
import { compose } from '../../stages/digest/compose.ts';
import type { DigestCandidate } from '../../stages/digest/item.ts';
import { isFolded, isInSteps } from '../../stages/digest/outcome.ts';
import { isNational } from '../../stages/digest/section-of.ts';
import { standingOf } from '../../stages/digest/standing.ts';
import { documentTitle } from '../../stages/english/english.ts';
import { typeWeight } from '../../stages/facts/kind.ts';
import { isAct } from '../../stages/text/acts.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { carrierOfHead } from '../collect/publishers.ts';
import { unlessDamaged } from '../collect/set-aside.ts';
import { readDifference } from './compare.ts';
import { withTitleOfRow } from './facts.ts';
import { showForDigest, showInOneLine } from './show-document.ts';
import { statusAsRead, withStanding } from './status.ts';

type Events = readonly (Revision & { readonly position?: number })[];
type Happened = Readonly<{ head: Head; revisions: Events }>;

/** Of a week so many documents are read in full, the most important first; the others are named. */
const mostRead = 150;
/** Older pages that are named; a first week, or a new source, brings thousands. */
const mostOlder = 40;
const mostAhead = 100;
const atOnce = 25;

const shownRelations = new Set<Relation>(['repeals', 'supersedes', 'implements', ...changingRelations]);

/** Prints of pages set blanks around quotation marks and Latin words. */
const blanks = /(?<=[\p{Script=Han}“”+])\s{1,4}|\s{1,4}(?=[\p{Script=Han}“”+])/gu;

const withEnglish = (links: readonly Link[]) =>
  links.map((link) => {
    const { title, english } = link.to;
    if (english !== undefined || title === undefined || !shownRelations.has(link.relation)) return link;
    const found = documentTitle(title.replace(blanks, ''), 'other').title;
    return hasHan(found) ? link : { ...link, to: { ...link.to, english: found } };
  });

/** Since when the store holds the acts that a reading is about, where they came in an earlier week. */
async function storedSince({ type, links }: ShownDocument, revisions: Events, context: LookupContext) {
  const [first] = revisions;
  if (isAct(type) || !first) return new Map();
  const week = weekOfDay(dayOf(first.at));
  const stored = await context.documents.heads([...new Set(links.flatMap(({ to }) => to.id ?? []))].slice(0, 10));
  const days = stored.map(({ id, firstSeenAt }) => [id, dayOf(firstSeenAt)] as const);
  return new Map(days.filter(([, day]) => weekOfDay(day) < week));
}

type Show = (head: Head, context: LookupContext) => Promise<ShownDocument>;

/**
 * Rows of the index with statuses of today and official English titles, which takes one question for all: whoever repeals an act marks its row. Not of decisions that
 * wait for their approval, which no row is told of, nor of acts to which later ones gave other days, nor for a week that has ended: then
 * the status at its end counts.
 */
async function rowsOf(heads: readonly Head[], isRunning: boolean, context: LookupContext) {
  const among = heads.filter(({ status }) => status !== 'adopted-awaiting-approval').map(({ id }) => id);
  if (!isRunning || among.length === 0) return new Map();
  const { hits } = await context.search.query({ among, limit: among.length, today: dayOf(context.now()) });
  return new Map(hits.map((hit) => [hit.id, hit]));
}

/** Shows a document with what its row tells of it. */
const byRow =
  (rows: ReadonlyMap<string, Hit>, show: typeof showForDigest): Show =>
  (head, context) => {
    const row = rows.get(head.id);
    return show(withTitleOfRow(head, row), context, statusAsRead(head, row));
  };

/**
 * In what the text differs behind several changes from what it was before them. Of steps between which the reader alone found something,
 * and of a text that cannot be read, they are told one by one.
 */
async function readBetween({ head, revisions }: Happened, context: LookupContext) {
  const [first, last] = [revisions[0], revisions.at(-1)];
  if (!first || !last || first.what === 'new' || !isInSteps(revisions) || last.n - first.n >= revisions.length) return {};
  try {
    return { between: (await readDifference(head, String(first.n - 1), String(last.n), context)).changes };
  } catch {
    return {};
  }
}

/** An act that names no body is that of the place whose site it stands on; on a site of the centre it may be anybody's. */
function levelOf(document: ShownDocument, { settings }: LookupContext) {
  const { level } = standingOf(document);
  const site = level === undefined ? settings.sources.find(({ id }) => id === document.sourceId)?.level : undefined;
  return level ?? (isNational(site) ? undefined : site);
}

async function toCandidate(happened: Happened, show: Show, context: LookupContext) {
  const { head, revisions } = happened;
  const document = await show(head, context);
  const level = levelOf(document, context);
  const links = withEnglish(document.links);
  const since = await storedSince(document, revisions, context);
  const between = await readBetween(happened, context);
  return {
    document: { ...document, links, ...carrierOfHead(head, context) },
    revisions,
    ...between,
    about: aboutAi(document),
    ...opt({ level }),
    heldSince: since,
  };
}

const candidateUnlessDamaged = (one: Happened, show: Show, context: LookupContext) =>
  unlessDamaged(one.head, () => toCandidate(one, show, context), context);

/** A document in a digest, with what happened to it. An irrelevant document is not read further. */
export async function findCandidate(id: string, revisions: Events, context: LookupContext): Promise<DigestCandidate | undefined> {
  const head = await context.documents.head(id);
  return head?.relevant ? candidateUnlessDamaged({ head, revisions }, showForDigest, context) : undefined;
}

const rank = ({ head }: Happened) => standingOf(head).authority * typeWeight(head.type);

function ranked(all: readonly Happened[]) {
  const ranks = new Map(all.map((one) => [one, rank(one)]));
  return all.toSorted((a, b) => Number(ranks.get(b)) - Number(ranks.get(a)) || (a.head.id < b.head.id ? -1 : 1));
}

/**
 * What changed in a week: the most important documents are read in full, of older ones a few are named. Of those that a backfill brought,
 * and of the other older ones, only the number is told: there may be thousands.
 */
export async function changedIn(
  week: string,
  context: LookupContext,
  isRunning = false,
): Promise<Readonly<{ changed: readonly DigestCandidate[]; irrelevant: number; older: number }>> {
  const events = await context.documents.changes(week);
  const byDocument = Map.groupBy(
    events.filter(({ older }) => !older),
    ({ documentId }) => documentId,
  );
  const heads = (await context.documents.heads([...byDocument.keys()])).filter(({ relevant }) => relevant);
  const happened = ranked(heads.map((head) => ({ head: withStanding(head, context), revisions: byDocument.get(head.id) ?? [] })));
  const isOld = ({ head, revisions }: Happened) => isFolded({ document: head, revisions });
  const [older, news] = [happened.filter(isOld), happened.filter((one) => !isOld(one))];
  const named = [...news.slice(mostRead), ...older.slice(0, mostOlder)];
  const rows = await rowsOf(
    [...news, ...named].map(({ head }) => head),
    isRunning,
    context,
  );
  const changed = [
    ...(await inPortions(news.slice(0, mostRead), atOnce, (one) => candidateUnlessDamaged(one, byRow(rows, showForDigest), context))),
    ...(await inPortions(named, atOnce, (one) => candidateUnlessDamaged(one, byRow(rows, showInOneLine), context))),
  ].flatMap((one) => one ?? []);
  const backfilled = events.filter((event) => event.older).length;
  return { changed, irrelevant: byDocument.size - happened.length, older: backfilled + Math.max(0, older.length - mostOlder) };
}

/** Documents that were changed after an instant: the index has their days of today. */
export async function changedSince(at: string, { documents }: LookupContext): Promise<ReadonlySet<string>> {
  const first = await documents.firstNews(weekOf(new Date(at)));
  const later = first === undefined ? [] : await documents.news(first - 1, await documents.newsEnd());
  return new Set(later.flatMap((event) => (event.at > at && event.n > 1 ? [event.documentId] : [])));
}

type Ahead = Pick<Query, 'type' | 'from' | 'to'> & { readonly date: 'effective' | 'commentBy' };

const isAhead = ({ type, dates }: Head, { type: wanted = type, date, from = '', to = '9' }: Ahead) => {
  const day = dates[date]?.value;
  return type === wanted && day !== undefined && day >= from && day <= to;
};

/** `since`: documents that were changed after the instant of a past context. */
export async function indexed(
  query: Ahead,
  context: LookupContext,
  isRunning = false,
  since: ReadonlySet<string> = new Set(),
): Promise<readonly DigestCandidate[]> {
  const { hits } = await context.search.query({ ...query, limit: mostAhead, today: dayOf(context.now()) });
  const found = await context.documents.heads([...new Set([...hits.map(({ id }) => id), ...since])]);
  const heads = found.filter((head) => !since.has(head.id) || isAhead(head, query));
  const relevant = heads.filter((head) => head.relevant).map((head) => ({ head, revisions: [] }));
  const rows = await rowsOf(
    relevant.map(({ head }) => head),
    isRunning,
    context,
  );
  return (await inPortions(relevant, atOnce, (one) => candidateUnlessDamaged(one, byRow(rows, showForDigest), context))).flatMap(
    (one) => one ?? [],
  );
}

const newsAtOnce = 8;

/** Events of the list of news as items of a digest of today, in the order of its sections; irrelevant and older documents are none. */
export async function composeNews(events: readonly NewsEvent[], context: LookupContext): Promise<readonly DigestItem[]> {
  const news = events.filter(({ older }) => !older);
  const byDocument = [...Map.groupBy(news, ({ documentId }) => documentId)];
  const found = await inPortions(byDocument, newsAtOnce, ([id, revisions]) => findCandidate(id, revisions, context));
  // An older page that is first seen now is no news: its week's digest names a few, and counts the others.
  const changed = found.filter((one): one is DigestCandidate => one !== undefined && !isFolded(one));
  if (changed.length === 0) return [];
  const now = context.now();
  return sectionItems(compose({ week: weekOf(now), now, changed, effect: [], open: [], sources: [] }));
}

const mostLooked = 400;
/** Events that the index of the table may not have yet. */
const mostJustNow = 50;
const mostDocuments = 50;

/** The number before the first event of the last four weeks: where somebody begins who has read nothing yet. */
async function fourWeeksBack(context: ReadContext) {
  const { documents } = context;
  const begin = addDays(dayOf(context.now()), -28);
  for (let days = 0; days <= 28; days += 7) {
    const first = await documents.firstNews(weekOfDay(addDays(begin, days)));
    if (first !== undefined) return first - 1;
  }
  // The index of the table follows a moment later than the list: what was announced just now is read from the list itself.
  const end = await documents.newsEnd();
  const last = await documents.news(Math.max(0, end - mostJustNow), end);
  const recent = last.find(({ at }) => at >= begin);
  return recent ? recent.position - 1 : end;
}

function firstEvents(events: readonly NewsEvent[]) {
  const documents = new Set<string>();
  const cut = events.findIndex(({ documentId }) => documents.add(documentId).size > mostDocuments);
  return cut < 0 ? events : events.slice(0, cut);
}

/**
 * Changes since the mark of `who`, of the last four weeks where there is none: at most so many events and documents, the first ones first.
 */
export async function findUnread(who: string, context: ReadContext): Promise<Unread> {
  const mark = await context.digests.lastRead(who);
  const end = await context.documents.newsEnd();
  // A list of news that was begun anew is shorter than the mark.
  const from = mark && mark.position <= end ? mark.position : await fourWeeksBack(context);
  const events = firstEvents(await context.documents.news(from, Math.min(end, from + mostLooked)));
  const upTo = events.at(-1)?.position ?? from;
  return { ...(mark ? { since: mark.at } : {}), items: await composeNews(events, context), upTo, more: upTo < end };
}

/** Marks everything up to an event as read. A mark never goes back; a number that no event has yet is the last one's. */
export async function markRead(who: string, upTo: number, context: ReadContext): Promise<void> {
  const end = await context.documents.newsEnd();
  const before = await context.digests.lastRead(who);
  const position = Math.min(upTo, end);
  if (before && before.position <= end && before.position >= position) return;
  await context.digests.keepLastRead(who, { position, at: context.now().toISOString() });
}

const markOf = ({ documentId, n, at }: NewsEvent) => sha256(`${documentId} ${n} ${at}`).slice(0, 16);

/**
 * Where somebody reads on: behind his last event, at the beginning where the list is another one than his, four weeks back without a place.
 */
async function startOf(after: string | undefined, end: number, context: MailContext) {
  if (after === undefined) return fourWeeksBack(context);
  const [position = '0', mark] = after.split('-');
  const from = Number(position);
  if (from === 0) return 0;
  const [last] = from > end ? [] : await context.documents.news(from - 1, from);
  return last && (mark === undefined || markOf(last) === mark) ? from : 0;
}

/**
 * Relevant changes after a place, which an earlier answer gave as `next`. Positions are given out one by one, an event is there with its
 * position or not at all, and none is put before another later: so nothing is passed over, whoever writes meanwhile. Of a list that was
 * begun anew everything is given once more.
 */
export async function changesAfter(after: string | undefined, limit: number, context: MailContext): ReturnType<Answers['changes']> {
  const end = await context.documents.newsEnd();
  const from = await startOf(after, end, context);
  const last = Math.min(end, from + mostLooked);
  const items = [];
  let [next, read] = [from, from];
  let mark = from === 0 ? '' : after?.split('-')[1];
  while (read < last && items.length < limit) {
    const events = await context.documents.news(read, Math.min(last, read + limit));
    if (events.length === 0) break;
    const heads = new Map((await context.documents.heads(events.map(({ documentId }) => documentId))).map((head) => [head.id, head]));
    for (const event of events) {
      const { position, ...revision } = event;
      const head = heads.get(event.documentId);
      if (head?.relevant) items.push({ ...revision, title: head.title });
      [next, mark] = [position, markOf(event)];
      if (items.length === limit) break;
    }
    read = next;
  }
  return { items, next: mark ? `${next}-${mark}` : String(next) };
}
