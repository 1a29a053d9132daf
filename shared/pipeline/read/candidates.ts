import type { Head, Link, Revision, ShownDocument } from '../../model/document.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Query } from '../../model/query.ts';
import { dayOf, weekOfDay } from '../../model/time.ts';
import { inPortions, opt } from '../../model/values.ts';
import { changingRelations, type Relation } from '../../model/vocabulary.ts';
import type { DigestCandidate } from '../../stages/digest/item.ts';
import { isFolded } from '../../stages/digest/older.ts';
import { isInSteps } from '../../stages/digest/outcome.ts';
import { standingOf } from '../../stages/digest/standing.ts';
import { documentTitle } from '../../stages/english/english.ts';
import { typeWeight } from '../../stages/facts/kind/weight.ts';
import { isAct } from '../../stages/text/acts.ts';
import { hasHan } from '../../stages/text/language.ts';
import { carrierOfHead } from '../collect/publishers.ts';
import { isOfOneDocument, setDamagedAside } from '../collect/set-aside.ts';
import { readDifference } from './history.ts';
import { showForDigest, showInOneLine } from './show-document.ts';
import { statusAsRead } from './status.ts';
import { withStanding } from './vouching.ts';

type Events = readonly (Revision & { readonly position?: number })[];
type Happened = { readonly head: Head; readonly revisions: Events };
type Statuses = ReadonlyMap<string, ShownDocument['status'] | undefined>;

/** Of a week so many documents are read in full, the most important first; the others are named. */
const mostRead = 150;
/** Older pages that are named; a first week, or a new source, brings thousands. */
const mostOlder = 40;
const mostAhead = 100;
const atOnce = 25;

const toldRelations: ReadonlySet<Relation> = new Set<Relation>(['repeals', 'supersedes', 'implements', ...changingRelations]);

/** Links with an English title each, as far as the glossary has one. */
const withEnglish = (links: readonly Link[]): readonly Link[] =>
  links.map((link) => {
    const { title, english } = link.to;
    if (english !== undefined || title === undefined || !toldRelations.has(link.relation)) return link;
    const found = documentTitle(title, 'other').title;
    return hasHan(found) ? link : { ...link, to: { ...link.to, english: found } };
  });

/** Since when the store holds the acts that a reading is about, where they came in an earlier week. */
async function heldSince({ type, links }: ShownDocument, revisions: Events, context: LookupContext): Promise<ReadonlyMap<string, string>> {
  const [first] = revisions;
  if (isAct(type) || !first) return new Map();
  const week = weekOfDay(dayOf(new Date(first.at)));
  const held = await context.documents.heads([...new Set(links.flatMap(({ to }) => to.id ?? []))].slice(0, 10));
  const days = held.map(({ id, firstSeenAt }) => [id, dayOf(new Date(firstSeenAt))] as const);
  return new Map(days.filter(([, day]) => weekOfDay(day) < week));
}

type Show = (head: Head, context: LookupContext) => Promise<ShownDocument>;

/**
 * Statuses of today as the index has them, which takes one question for all: whoever repeals an act marks its row. Not of decisions that wait for their approval, which no
 * row is told of, nor of acts to which later ones gave other days, nor for a week that has ended: then the status at its end counts.
 */
async function statusesOf(heads: readonly Head[], isRunning: boolean, context: LookupContext): Promise<Statuses> {
  const among = heads.filter(({ status }) => status !== 'adopted-awaiting-approval').map(({ id }) => id);
  if (!isRunning || among.length === 0) return new Map();
  const { hits } = await context.search.query({ among, limit: among.length, today: dayOf(context.now()) });
  const rows = new Map(hits.map((hit) => [hit.id, hit]));
  return new Map(heads.map((head) => [head.id, statusAsRead(head, rows.get(head.id))]));
}

/**
 * In what the text differs behind several changes from what it was before them. Of steps between which the reader alone found something, and of a text that cannot
 * be read, they are told one by one.
 */
async function readBetween({ head, revisions }: Happened, context: LookupContext): Promise<Pick<DigestCandidate, 'between'>> {
  const [first, last] = [revisions[0], revisions.at(-1)];
  if (!first || !last || first.what === 'new' || !isInSteps(revisions) || last.n - first.n >= revisions.length) return {};
  try {
    return { between: (await readDifference(head, String(first.n - 1), String(last.n), context)).changes };
  } catch {
    return {};
  }
}

async function toCandidate(happened: Happened, show: Show, context: LookupContext): Promise<DigestCandidate> {
  const { head, revisions } = happened;
  const document = await show(head, context);
  const { level } = standingOf(document);
  const links = withEnglish(document.links);
  const since = await heldSince(document, revisions, context);
  const between = await readBetween(happened, context);
  return {
    document: { ...document, links, ...carrierOfHead(head, context) },
    revisions,
    ...between,
    ...opt('level', level),
    heldSince: since,
  };
}

/** None, and the document set aside, where what is stored of it cannot be read. */
async function candidateUnlessDamaged(one: Happened, show: Show, context: LookupContext): Promise<readonly DigestCandidate[]> {
  try {
    return [await toCandidate(one, show, context)];
  } catch (error) {
    if (!isOfOneDocument(error)) throw error;
    await setDamagedAside(error, one.head, context);
    return [];
  }
}

/** A document in a digest, with what happened to it. An irrelevant document is not read further. */
export async function findCandidate(id: string, revisions: Events, context: LookupContext): Promise<DigestCandidate | undefined> {
  const head = await context.documents.head(id);
  return head?.relevant ? (await candidateUnlessDamaged({ head, revisions }, showForDigest, context))[0] : undefined;
}

const rank = ({ head }: Happened): number => standingOf(head).authority * typeWeight(head.type);

/** The most important first. */
function ranked(all: readonly Happened[]): readonly Happened[] {
  const ranks = new Map(all.map((one) => [one, rank(one)]));
  return all.toSorted((a, b) => Number(ranks.get(b)) - Number(ranks.get(a)) || (a.head.id < b.head.id ? -1 : 1));
}

type ChangedDocuments = { readonly changed: readonly DigestCandidate[]; readonly irrelevant: number; readonly older: number };

/**
 * What changed in a week: the most important documents are read in full, of older ones a few are named. Of those that a backfill brought, and of the other older
 * ones, only the number is told: there may be thousands.
 */
export async function changedIn(week: string, context: LookupContext, isRunning = false): Promise<ChangedDocuments> {
  const events = await context.documents.changes(week);
  const byDocument = Map.groupBy(
    events.filter(({ older }) => !older),
    ({ documentId }) => documentId,
  );
  const heads = (await context.documents.heads([...byDocument.keys()])).filter(({ relevant }) => relevant);
  const happened = ranked(heads.map((head) => ({ head: withStanding(head, context), revisions: byDocument.get(head.id) ?? [] })));
  const isOld = ({ head, revisions }: Happened): boolean => isFolded({ document: head, revisions });
  const [older, news] = [happened.filter(isOld), happened.filter((one) => !isOld(one))];
  const named = [...news.slice(mostRead), ...older.slice(0, mostOlder)];
  const [read, statuses] = [
    news.slice(0, mostRead),
    await statusesOf(
      [...news, ...named].map(({ head }) => head),
      isRunning,
      context,
    ),
  ];
  const shown =
    (show: typeof showForDigest): Show =>
    (head, own) =>
      show(head, own, statuses.get(head.id));
  const changed = [
    ...(await inPortions(read, atOnce, (one) => candidateUnlessDamaged(one, shown(showForDigest), context))),
    ...(await inPortions(named, atOnce, (one) => candidateUnlessDamaged(one, shown(showInOneLine), context))),
  ].flat();
  const backfilled = events.filter((event) => event.older).length;
  return { changed, irrelevant: byDocument.size - happened.length, older: backfilled + Math.max(0, older.length - mostOlder) };
}

/** Relevant documents that the index finds, as they are now. */
export async function indexed(
  query: Omit<Query, 'limit' | 'today'>,
  context: LookupContext,
  isRunning = false,
): Promise<readonly DigestCandidate[]> {
  const { hits } = await context.search.query({ ...query, limit: mostAhead, today: dayOf(context.now()) });
  const heads = await context.documents.heads(hits.map(({ id }) => id));
  const relevant = heads.filter((head) => head.relevant).map((head): Happened => ({ head, revisions: [] }));
  const statuses = await statusesOf(
    relevant.map(({ head }) => head),
    isRunning,
    context,
  );
  const show: Show = (head, own) => showForDigest(head, own, statuses.get(head.id));
  return (await inPortions(relevant, atOnce, (one) => candidateUnlessDamaged(one, show, context))).flat();
}
