import type { DateFact, Issuer } from '../../model/article.ts';
import type { ClaimCheck } from '../../model/claim.ts';
import type { Difference, FieldChange, Head, Link, Revision, ShownDocument } from '../../model/document.ts';
import { InputError, noneOn, SourceError, UsageError } from '../../model/errors.ts';
import type { ActChange, ActComparison, ComparedDocument, SubjectPair } from '../../model/lineage.ts';
import type { LookupContext, ReadContext } from '../../model/ports.ts';
import type { Bearing, SummaryLine } from '../../model/summary.ts';
import { dayOf } from '../../model/time.ts';
import { omit, opt, orEmpty } from '../../model/values.ts';
import { actSubjects } from '../../registry/glossary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { readIssuedAct } from '../../stages/english/act-title.ts';
import { documentTitle } from '../../stages/english/english.ts';
import { byWeight, changedFacts, statedFacts, wordingDiffers } from '../../stages/english/stated-facts.ts';
import { type ActFacts, describeAct } from '../../stages/english/summary.ts';
import type { ComparedAct } from '../../stages/identity/compare-acts.ts';
import { primaryCopyOf, rankCopies, saidBy, wordingOf } from '../../stages/identity/copies.ts';
import { isAct } from '../../stages/text/acts.ts';
import { foldScript } from '../../stages/text/language.ts';
import { locationUrl, stateAddress } from '../../stages/urls/address.ts';
import { withoutText } from '../collect/head-changes.ts';
import { rereadDocument, textWithWorks } from '../collect/reading.ts';
import { certainTextOf } from '../collect/set-aside.ts';
import { work } from '../context.ts';
import { englishOf } from './facts.ts';
import { findHead, linkWithKnown } from './resolve.ts';

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const;

/** A date that is known only from its change: the words that stated it are in the evidence. */
const dateOf = (value: string) => ({
  value,
  precision: precisions[value.length === 4 || value.length === 7 ? value.length : 10],
  from: 'body',
  quote: value,
});

const issuerOf = (name: string): Issuer => {
  const known = findIssuer(name);
  return known ? { id: known.id, name, english: known.english } : { name };
};

function before(head: Head, { field, before: was }: FieldChange) {
  if (field.startsWith('dates.')) {
    const { [field.slice(6)]: _later, ...dates }: Record<string, DateFact | undefined> = head.dates;
    return { ...head, dates: { ...dates, ...(was !== undefined && { [field.slice(6)]: dateOf(was) }) } as Head['dates'] };
  }
  if (field === 'number' || field === 'validity') {
    const { [field]: _later, ...rest } = head;
    return { ...rest, ...(was !== undefined && { [field]: was }) };
  }
  if (was === undefined) return head;
  if (field === 'title') return { ...head, title: was, english: documentTitle(was, head.type) };
  if (field === 'type') return { ...head, type: was as Head['type'] };
  return field === 'issuers' ? { ...head, issuers: was.split('、').map(issuerOf) } : head;
}

/** The head before these revisions, as far as their changes show. */
const undone = (head: Head, later: readonly Revision[]) =>
  later.toReversed().reduce((now, { changes }) => changes.toReversed().reduce(before, now), head);

const lastRead = <R extends Pick<Revision, 'what'>>(revisions: readonly R[]) => revisions.findLast(({ what }) => what !== 'withdrawn');

async function readThen(head: Head, { evidence, textHash }: Revision, context: ReadContext) {
  const place = head.copies.find((copy) => copy.evidence === evidence) ?? primaryCopyOf(head);
  const from = { url: place?.url ?? head.url, sourceId: place?.sourceId ?? head.sourceId ?? 'added' };
  const document = await rereadDocument(evidence, from, head.attachments, context);
  if (!document) return undefined;
  const { sourceId, ...read } = withoutText(document);
  const { themes, relevant, label } = head;
  const person = label ? { themes, relevant } : {};
  const copy = place && { ...place, says: saidBy(document), wording: wordingOf(document), evidence, textHash };
  const copies = head.copies.map((each) => (copy && each === place ? copy : each));
  return { ...head, ...read, ...person, ...opt({ sourceId }), id: head.id, keys: head.keys, copies };
}

const worded = (dates: Head['dates'], read: Head['dates']) =>
  Object.fromEntries(
    Object.entries(dates).map(([kind, fact]) => [
      kind,
      Object.entries(read).find(([k, v]) => k === kind && v.value === fact.value)?.[1] ?? fact,
    ]),
  );

/** One state of a document for ever: what it was from this revision of it on. */
type NamedState = Readonly<{ id: string; n: number }>;

/** Better readings that we made later of the bytes that stood last among the past ones: no change of the publisher, and marked as ours. */
function correctionsOf<R extends Pick<Revision, 'by' | 'evidence' | 'what'>>(past: readonly R[], later: readonly R[]) {
  const last = lastRead(past);
  const end = later.findIndex(({ by, evidence }) => by !== 'reader' || evidence !== last?.evidence);
  return later.slice(0, end < 0 ? later.length : end);
}

async function headAt(head: Head, { at, state }: Readonly<{ at: string; state?: NamedState | undefined }>, context: ReadContext) {
  if (head.firstSeenAt > at) return undefined;
  const revisions = head.revisionCount > 1 ? await context.documents.revisions(head.id) : [];
  const named = state?.id === head.id ? state.n : undefined;
  const [past = [], after = []] = [true, false].map((was) =>
    revisions.filter((each) => (named === undefined ? each.at <= at : each.n <= named) === was),
  );
  const ours = named === undefined ? correctionsOf(past, after) : [];
  const later = after.slice(ours.length);
  const read = lastRead([...past, ...ours]);
  const seen = lastRead(past)?.at ?? head.firstSeenAt;
  const copies = head.copies
    .filter(({ firstSeenAt }) => firstSeenAt <= at)
    .map(({ goneAt, ...copy }) => (goneAt !== undefined && goneAt <= at ? { ...copy, goneAt } : copy));
  if (later.length === 0 || !read) return { ...head, copies, lastSeenAt: head.lastSeenAt > at ? seen : head.lastSeenAt };
  const undoing = undone({ ...head, copies }, later);
  const then = (await readThen(undoing, read, context)) ?? undoing;
  const { title, english, type, issuers } = undoing;
  const rest = omit(then, 'number', 'validity', 'withdrawnAt');
  const turned = past.findLast(({ what }) => what === 'withdrawn' || what === 'returned');
  return {
    ...rest,
    title,
    english: then.title === title ? then.english : english,
    type,
    issuers,
    dates: worded(undoing.dates, then.dates),
    ...opt({ number: undoing.number, validity: undoing.validity }),
    ...(turned?.what === 'withdrawn' ? { withdrawnAt: turned.at } : {}),
    textHash: read.textHash,
    evidence: read.evidence,
    lastSeenAt: seen,
    revisionCount: past.length,
    copies: rankCopies(rest.copies, primaryCopyOf({ copies: rest.copies, url: locationUrl(rest.url) })),
  };
}

/**
 * The store as it was at an instant: without later documents and revisions, and with the clock at that instant. For reading only. Names and
 * citations are today's, of documents that were stored then; rows of the index are today's too (`rowsThen` has those of then).
 */
export function contextAt<Given extends ReadContext>(context: Given, at: string, state?: NamedState): Given {
  const { documents, search } = context;
  const seenBy = dayOf(at);
  const head = async (id: string | undefined) => {
    const now = await documents.head(id);
    return now && headAt(now, { at, state }, context);
  };
  return {
    ...context,
    now: () => new Date(at),
    search: {
      ...search,
      query: (query) => search.query({ ...query, seenBy }),
      mentions: (among) => search.mentions(among, seenBy),
    },
    documents: {
      ...documents,
      head,
      heads: async (ids) => (await Promise.all(ids.map(head))).filter((each) => each !== undefined),
      revisions: async (id) => (await documents.revisions(id)).filter((each) => (state?.id === id ? each.n <= state.n : each.at <= at)),
      changes: async (week) => (await documents.changes(week)).filter((each) => each.at <= at),
      async address(url) {
        const address = await documents.address(url);
        // Visits are not kept one by one: of a later one nothing is known but that it came later.
        return address && address.checkedAt > at ? { ...address, checkedAt: '' } : address;
      },
    },
  };
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The instant that a day (its end in Beijing) or an instant with a zone means. Throws InputError for anything else, and for the future. */
export function readAsOf(given: string, now: Date): string {
  const text = given.trim();
  const instant = new Date(dayForm.test(text) ? `${text}T23:59:59.999+08:00` : text);
  const real = (dayForm.test(text) || instantForm.test(text)) && !Number.isNaN(instant.getTime());
  if (!real || new Date(`${text.slice(0, 10)}T12:00:00Z`).toISOString().slice(0, 10) !== text.slice(0, 10))
    throw new UsageError(`--as-of: "${given}" is no day; write it as 2026-11-25`);
  if (text.slice(0, 10) > dayOf(now)) throw new UsageError(`--as-of: ${text} is still to come; today is ${dayOf(now)}`);
  return instant > now ? now.toISOString() : instant.toISOString();
}

type Side = Readonly<{ head: Head; shown: ComparedDocument; act: ComparedAct }>;

const actOf = ({ title, number, issuers, dates }: Head, text: string) => ({
  title,
  issuers,
  dates,
  text,
  ...opt({ number }),
});

function shownOf(head: Head, revision?: number) {
  const { id, title, number, dates } = head;
  const day = dates.signed?.value ?? dates.published?.value;
  return { id, title, ...englishOf(head), ...opt({ number, revision, day }) };
}

/** A document by any reference, or one of its revisions by `REF@n`. Throws InputError that says which are there. */
async function sideOf(ref: string, context: LookupContext) {
  const numbered = /^(.+)@(\d{1,6})$/.exec(ref.trim());
  const head = (await findHead(ref, context)) ?? (numbered?.[1] ? await findHead(numbered[1], context) : undefined);
  if (!head) throw new InputError(`no document found for "${ref}"; give an id, an address or a document number, with @n for a revision`);
  const wanted = numbered && !(await findHead(ref, context)) ? Number(numbered[2]) : undefined;
  if (wanted === undefined) {
    const text = await textWithWorks(head, await certainTextOf(head, context), context);
    return { head, shown: shownOf(head), act: actOf(head, text) };
  }
  const revisions = await context.documents.revisions(head.id);
  const revision = revisions.find(({ n }) => n === wanted);
  if (!revision) throw new UsageError(`"${ref}": no revision ${wanted}; there are ${revisions.map(({ n }) => n).join(', ')}`);
  const then = undone(
    head,
    revisions.filter(({ n }) => n > wanted),
  );
  return { head, shown: shownOf(then, wanted), act: actOf(then, await certainTextOf(head, context, revision.textHash)) };
}

/** Articles whose facts are read for one comparison; of texts without end the first ones. */
const mostArticles = 200;

const readFacts = (texts: readonly string[], { head, shown }: Side, context: LookupContext) =>
  work('readArticleFacts', [texts, { type: head.type, ...opt({ day: shown.day }) }], head.url, context);

async function factsOf(before: Side, after: Side, changes: readonly ActChange[], context: LookupContext) {
  const shown = changes.filter((change) => change.before !== undefined || change.after !== undefined).slice(0, mostArticles);
  const was = await readFacts(
    shown.map((change) => orEmpty(change.before)),
    before,
    context,
  );
  const is = await readFacts(
    shown.map((change) => orEmpty(change.after)),
    after,
    context,
  );
  return byWeight(shown.flatMap(({ article }, i) => changedFacts(article, was[i], is[i])));
}

async function subjectsOf(before: Side, after: Side, context: LookupContext): Promise<readonly SubjectPair[]> {
  const pairs = await work('compareSubjects', [before.act, after.act], after.head.url, context);
  const factsIn = async (side: Side, articles: readonly { readonly text: string }[]) =>
    (
      await readFacts(
        articles.map(({ text }) => text),
        side,
        context,
      )
    ).flatMap((found) => statedFacts(found));
  return Promise.all(
    pairs.map(async ({ id, a, b }) => {
      const subject = actSubjects.find((each) => each.id === id);
      const facts = { a: await factsIn(before, a), b: await factsIn(after, b) };
      return { id, names: { en: subject?.en ?? id, zh: subject?.zh ?? id }, a, b, facts };
    }),
  );
}

/** Of two revisions of one document, what was said to have changed when the later ones were recorded. */
async function announcedBetween(before: Side, after: Side, context: LookupContext) {
  const [from, to] = [before.shown.revision, after.shown.revision];
  if (before.head.id !== after.head.id || from === undefined || to === undefined) return {};
  const revisions = await context.documents.revisions(after.head.id);
  return { announced: revisions.filter(({ n, by }) => n > from && n <= to && by === 'publisher').flatMap(({ changes }) => changes) };
}

/** Two documents or revisions of any references, article by article. Throws InputError for a reference that stands for nothing. */
export async function compareDocuments(a: string, b: string, context: LookupContext): Promise<ActComparison> {
  const [before, after] = [await sideOf(a, context), await sideOf(b, context)];
  const changes = await work('compareActs', [before.act, after.act], after.head.url, context);
  const facts = await factsOf(before, after, changes, context);
  const subjects = before.head.id !== after.head.id && wordingDiffers(changes) ? await subjectsOf(before, after, context) : undefined;
  return {
    a: before.shown,
    b: after.shown,
    changes,
    facts,
    ...opt({ subjects }),
    ...(await announcedBetween(before, after, context)),
  };
}

const changesSince = (before: string, after: string, context: LookupContext) =>
  compareDocuments(before, after, context).catch(noneOn(SourceError));

/** 《X管理暂行办法》 and 《X管理办法（2026年修订）》 are versions of one act; what merely ends another act is none of it. */
const nameOf = ({ title }: Pick<Head, 'title'>) =>
  foldScript(readIssuedAct(title) ?? title).replace(/[（(][^（）()]{0,20}[）)]|暂行|试行|临时|(?:19|20)\d\d年?|[《》\s]/g, '');

/** The one stored text that an act takes the place of; of several none is the earlier version. */
function earlierOf(links: readonly Link[]) {
  const ended = links.filter(({ relation }) => relation === 'repeals' || relation === 'supersedes');
  const ids = new Set(ended.flatMap(({ state, to }) => (state === 'resolved' && to.id !== undefined ? [to.id] : [])));
  return ids.size === 1 ? [...ids][0] : undefined;
}

export async function summarise(facts: ActFacts, bearing: Bearing, context: LookupContext): Promise<readonly SummaryLine[]> {
  const { stages, id, links, type } = facts;
  const earlier = isAct(type) ? earlierOf(links) : undefined;
  const drafted = stages?.final.id === id ? await changesSince(stages.draft.id, id, context) : undefined;
  const former = earlier === undefined ? undefined : await changesSince(earlier, id, context);
  const replaced = former && nameOf(former.a) === nameOf(former.b) ? former.changes : [];
  const named = { ...facts, links: await Promise.all(links.map(linkWithKnown)) };
  return describeAct(named, { bearing, changes: drafted?.changes ?? [], replaced, today: dayOf(context.now()) });
}

function numbered(revisions: readonly Revision[], given: string, option: string) {
  const found = revisions.find(({ n }) => String(n) === given.trim());
  if (!found) throw new UsageError(`${option}: no revision "${given}"; there are ${revisions.map(({ n }) => n).join(', ')}`);
  return found;
}

const endOf = ({ n, at, by, what }: Revision) => ({ n, at, by, what });

function fileChanges(revisions: readonly Revision[], from: Revision, to: Revision) {
  const back = from.n > to.n;
  const between = revisions.filter(({ n }) => n > Math.min(from.n, to.n) && n <= Math.max(from.n, to.n));
  return between
    .flatMap(({ changes }) => changes)
    .filter(({ field }) => field.startsWith('attachment'))
    .map(({ field, before, after }) => {
      const [was, is] = back ? [after, before] : [before, after];
      return { field, ...opt({ before: was, after: is }) };
    });
}

/**
 * The differences between revisions `a` and `b`, in that order (default: the last two). A document of one revision has a `note` and no
 * changes. Throws InputError that names the existing revisions.
 */
export async function readDifference(
  head: Head,
  a: string | undefined,
  b: string | undefined,
  context: LookupContext,
): Promise<Difference> {
  const revisions = await context.documents.revisions(head.id);
  const [only, second] = revisions;
  if (only && !second) {
    for (const [end, given] of Object.entries({ A: a, B: b }))
      if (given !== undefined && given !== '2') numbered([only], given, `--diff ${end}`);
    const note = `there is one revision only: nothing was changed since it was first read`;
    return { from: only.n, to: only.n, revisions: [endOf(only), endOf(only)], changes: [], note };
  }
  const from = numbered(revisions, a ?? String(revisions.at(-2)?.n), '--diff A');
  const to = numbered(revisions, b ?? String(revisions.at(-1)?.n), '--diff B');
  const state = async ({ n, textHash }: Revision) => {
    const later = revisions.filter((each) => each.n > n);
    return { ...omit(undone(head, later), 'attachments'), text: await certainTextOf(head, context, textHash) };
  };
  const { changes, additions } = await work('compareReadings', [await state(from), await state(to)], head.url, context);
  const all = [...changes, ...additions, ...fileChanges(revisions, from, to)];
  const note = all.length === 0 ? { note: `revisions ${from.n} and ${to.n} say the same` } : {};
  return { from: from.n, to: to.n, revisions: [endOf(from), endOf(to)], changes: all, ...note };
}

/** With the state that is shown: how long it was so, and what of it a better reading of ours corrected later. */
export async function withState(shown: ShownDocument, { documents }: Pick<LookupContext, 'documents'>): Promise<ShownDocument> {
  const last = shown.revisions.at(-1);
  if (!last) return shown;
  const all = await documents.revisions(shown.id);
  const [past, after] = [all.filter(({ n }) => n <= last.n), all.filter(({ n }) => n > last.n)];
  const corrected = correctionsOf(past, after).map(({ n, at, changes }) => ({ n, at, fields: changes.map(({ field }) => field) }));
  const { n, at: from, textHash, evidence } = last;
  const state = { n, from, ...opt({ until: after[0]?.at }), textHash, evidence, page: stateAddress(shown.id, n) };
  return { ...shown, state: { ...state, ...(corrected.length > 0 && { corrected }) } };
}

/** Whether a held document says what is claimed of it, in its page or in the act attached to it; `undefined` when it is not stored. */
export async function checkClaimOf(
  id: string,
  { says, article }: Readonly<{ says: string; article?: string | undefined }>,
  context: LookupContext,
): Promise<ClaimCheck | undefined> {
  const head = await context.documents.head(id);
  if (!head) return undefined;
  const text = await textWithWorks(head, await certainTextOf(head, context), context);
  const day = head.dates.published?.value ?? head.dates.signed?.value;
  return work('checkClaim', [{ says, text, title: head.title, ...opt({ article, day }) }], head.url, context);
}
