import type { ReportedOnly } from '../../model/announcement.ts';
import { type Citation, isScan, type StatedChange, type Warning } from '../../model/article.ts';
import type { ActEffect, Head, Link, ShownDocument, StatusReason } from '../../model/document.ts';
import { fieldsOf, type NamedDocument, pickFacts } from '../../model/document-facts.ts';
import type { Context, LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { addDays, dayOf, isDay, wholeDay } from '../../model/time.ts';
import { ascending, inPortions, opt, orEmpty } from '../../model/values.ts';
import { changingRelations, type Relation } from '../../model/vocabulary.ts';
import { actOf } from '../../stages/english/act-title.ts';
import { applyChanges, nextTurn, type Suspension, suspendedOn, withoutEnded } from '../../stages/facts/lifecycle/changed-act.ts';
import { endDayIn, mayResume, resumedOn } from '../../stages/facts/lifecycle/validity.ts';
import { decideStatus } from '../../stages/facts/lifecycle.ts';
import { isTranslated } from '../../stages/facts/link/translation.ts';
import { findOtherStages } from '../../stages/identity/identify.ts';
import { namesIssuer, ofStage } from '../../stages/identity/known-acts.ts';
import {
  bareTitleKey,
  citationKeys,
  daysAfter,
  daysAhead,
  findReportedAct,
  preferBearers,
  type Report,
} from '../../stages/identity/resolve.ts';
import { groupStories } from '../../stages/identity/stories.ts';
import { mayChange, type VouchedHead, vouchedBy } from '../../stages/identity/vouch.ts';
import { isAct } from '../../stages/text/acts.ts';
import { workKey } from '../../stages/text/titles.ts';
import { sitesKnown } from '../collect/publishers.ts';
import { englishOf, withOfficialTitle, withTitleOfRow } from './facts.ts';

const mostCompared = 50;

const reportDay = ({ dates }: Pick<Head, 'dates'>) => dates.published?.value ?? dates.signed?.value;

/** The collected act of a report that names its body alone: of the same days, and in other words of the same subject. */
async function announcedAct(report: Report, issuer: string, context: LookupContext) {
  const { day } = report;
  if (day === undefined || !isDay(day)) return undefined;
  const { hits } = await context.search.query({
    issuer,
    from: addDays(day, -daysAfter),
    to: addDays(day, daysAhead),
    sort: 'newest',
    limit: mostCompared,
    today: dayOf(context.now()),
  });
  const acts = hits.filter(({ type }) => isAct(type)).map((hit) => ({ ...hit, ...opt({ day: hit.published ?? hit.signed }) }));
  return findReportedAct(report, acts);
}

async function reportsOf(act: Pick<Head, 'id' | 'issuers' | 'dates'>, context: LookupContext) {
  const day = reportDay(act);
  if (day === undefined || !isDay(day)) return [];
  const bodies = act.issuers.flatMap(({ id }) => id ?? []);
  const found: Readonly<{ id: string; quote: string }>[] = [];
  for (const issuer of bodies) {
    const query = { issuer, from: addDays(day, -daysAhead), to: addDays(day, daysAfter), limit: mostCompared };
    for (const { report, quote } of await context.search.announcements(query))
      if ((await announcedAct({ ...report, quote }, issuer, context))?.id === act.id) found.push({ id: report.id, quote });
  }
  return found;
}

export async function reportedOnly(limit: number, context: LookupContext): Promise<readonly ReportedOnly[]> {
  const { items } = await context.search.missingTexts({ limit, relation: 'reports' });
  const named = items.map(({ title, number, citedBy }) => ({
    ...opt({ title, number }),
    reports: citedBy.filter(({ relation }) => relation === 'reports'),
  }));
  const open = [];
  for (const line of await context.search.announcements({ limit: mostCompared }))
    if (!(await announcedAct({ ...line.report, quote: line.quote }, line.issuer, context))) open.push(line);
  const byId = new Map(open.map((line) => [line.report.id, line]));
  const events = groupStories(open.map(({ report, issuer }) => ({ ...report, names: [issuer] })));
  const described = events.map((ids) => {
    const lines = ids.flatMap((id) => byId.get(id) ?? []);
    return { ...opt({ issuer: lines[0]?.issuer }), reports: lines.map(({ report, quote }) => ({ ...report, quote })) };
  });
  return [...named, ...described].toSorted((a, b) => (newestOf(b) > newestOf(a) ? 1 : -1)).slice(0, limit);
}

const newestOf = ({ reports }: ReportedOnly) =>
  orEmpty(
    reports
      .map(({ day }) => day)
      .toSorted()
      .at(-1),
  );

export type CitingDocument = ShownDocument['citedBy'][number] &
  Readonly<{
    source: Head;
    at?: string;
    quote: string;
    changes: readonly StatedChange[];
  }>;

const toCitable = (head: Head) => ({ ...head, draft: head.type === 'draft' });

/** Documents whose title is cited without the issuer, where the words around the citation name it. */
async function byBareTitle(head: Head, citation: Citation, context: LookupContext) {
  const key = bareTitleKey(citation);
  if (key === undefined) return [];
  const ids = (await context.documents.byKey(key)).filter((id) => id !== head.id);
  const stored = await context.documents.heads(ids);
  const named = stored.filter((other) => isAct(other.type) && namesIssuer(`${citation.quote} ${head.title}`, other));
  return ofStage(named.map(toCitable), citation);
}

const withHead = (to: Link['to'], head: Head) => ({ ...to, id: head.id, ...englishOf(head) });

/** The link of a report that names the body alone, where the days and words tell its act. */
async function resolveReport(head: Head, { relation, quote }: Citation, issuer: string, context: LookupContext): Promise<readonly Link[]> {
  const act = await announcedAct({ title: head.title, quote, ...opt({ day: reportDay(head) }) }, issuer, context);
  if (!act) return [];
  const { id, title, number, english } = act;
  const to = { id, title, ...opt({ number }), ...(english !== '' && { english }) };
  return [{ relation, quote, to, state: 'resolved' }];
}

/** A link with the one act that fits, where nothing else does. */
function settled(link: Omit<Link, 'state'>, fitting: readonly Head[]): Link {
  const [act, other] = fitting;
  if (!act || other) return { ...link, state: act ? 'ambiguous' : 'unresolved' };
  return { ...link, to: withHead(link.to, act), state: 'resolved' };
}

/** The one stored act of which nothing speaks against that a page translates it. */
async function resolveTranslation(head: Head, citation: Citation, context: LookupContext): Promise<Link> {
  const keys = [...citationKeys(citation), ...(citation.title === undefined ? [] : [`w:${workKey(citation.title)}`])];
  const ids = (await Promise.all(keys.map((key) => context.documents.byKey(key)))).flat().filter((id) => id !== head.id);
  const fitting = (await context.documents.heads([...new Set(ids)])).filter((act) => isTranslated(citation, act));
  const { relation, quote, title, number } = citation;
  return settled({ relation, quote, to: opt({ title, number }) }, fitting);
}

async function resolveCitation(head: Head, citation: Citation, context: LookupContext): Promise<Link> {
  if (citation.relation === 'translates') return resolveTranslation(head, citation, context);
  const { relation, quote, changes, title, number } = citation;
  const link = { relation, quote, ...opt({ changes }), to: opt({ title, number }) };
  for (const key of citationKeys(citation)) {
    const ids = (await context.documents.byKey(key)).filter((id) => id !== head.id);
    const stored = (await context.documents.heads(ids)).filter((other) => isAct(other.type));
    const fitting = key.startsWith('n:') ? preferBearers(key, stored) : ofStage(stored.map(toCitable), citation);
    if (fitting.length > 0) return settled(link, fitting);
  }
  return settled(link, await byBareTitle(head, citation, context));
}

const mostOfWork = 50;

export async function otherStage(head: Head, context: LookupContext): Promise<readonly Link[]> {
  if (!isAct(head.type)) return [];
  const keys = head.keys.filter((each) => each.startsWith('w:'));
  const ids = (await Promise.all(keys.map((key) => context.documents.byKey(key, mostOfWork)))).flat();
  const stored = (await context.documents.heads([...new Set(ids)])).filter(({ type }) => isAct(type));
  const belonging = findOtherStages(head, stored);
  return stored
    .filter(({ id }) => belonging.includes(id))
    .map((other) => {
      const to = withHead({ title: other.title, ...opt({ number: other.number }) }, other);
      return { relation: head.type === 'draft' ? 'draft-of' : 'final-of', to, state: 'resolved', quote: other.title };
    });
}

/** Links of a document, resolved against today's store: a document that arrives later resolves older links. */
export async function linksOf(head: Head, context: LookupContext): Promise<readonly Link[]> {
  const cited = head.citations.map(async (citation) =>
    citation.issuer === undefined
      ? [await resolveCitation(head, citation, context)]
      : resolveReport(head, citation, citation.issuer, context),
  );
  const [links, stages] = await Promise.all([Promise.all(cited), otherStage(head, context)]);
  return [...links.flat(), ...stages];
}

/** Whether a citation of `other` fits this key of `head`; a title without its issuer counts only where the issuer is named beside it. */
function standsUnder(key: string, citation: Citation, other: Head, head: CitedText) {
  if (citation.relation === 'translates') return true;
  if (!key.startsWith('w:')) return citationKeys(citation).includes(key);
  return bareTitleKey(citation) === key && namesIssuer(`${citation.quote} ${other.title}`, head);
}

/** A translation is one of the act alone that it surely means. */
const isMeant = async (citation: Citation, other: Head, head: CitedText, context: LookupContext) =>
  citation.relation !== 'translates' || (await resolveTranslation(other, citation, context)).to.id === head.id;

type CitedText = Pick<Head, 'id' | 'keys' | 'issuers' | 'dates'>;

/** Documents that are read of those that cite one: an act of the State Council may be cited by thousands, which the register counts. */
const mostCiting = 200;

/** Which documents cite one of its keys, the surest key first. */
async function namingsOf(
  head: CitedText,
  { documents }: LookupContext,
): Promise<readonly Readonly<{ key: string; documentId: string; relation: Relation }>[]> {
  const found = await Promise.all(
    head.keys.map(async (key) => (await documents.citedBy(key)).map((each) => ({ key, ...each, relation: each.relation as Relation }))),
  );
  const others = found.flat().filter(({ documentId }) => documentId !== head.id);
  const read = new Set([...new Set(others.map(({ documentId }) => documentId))].slice(0, mostCiting));
  return others.filter(({ documentId }) => read.has(documentId));
}

const dayOfCiting = ({ dates }: Head) => dates.effective?.value ?? dates.signed?.value ?? dates.published?.value;

export async function citedBy(head: CitedText, context: LookupContext): Promise<readonly CitingDocument[]> {
  const [named, reports] = await Promise.all([namingsOf(head, context), reportsOf(head, context)]);
  const heads = await context.documents.heads([...new Set([...named.map(({ documentId }) => documentId), ...reports.map(({ id }) => id)])]);
  const byId = new Map(heads.map((each) => [each.id, each]));
  const found = new Map<string, CitingDocument>();
  const add = (
    source: Head,
    relation: Relation,
    { quote, changes: said = [] }: Pick<Citation, 'quote' | 'changes'>,
    at: string | undefined,
  ) => {
    const { id, title, issuers } = source;
    const name = `${id} ${relation}`;
    const held = found.get(name) ?? { id, title, ...englishOf(source), issuers, relation, quote, source, ...opt({ at }), changes: [] };
    const known = new Set(held.changes.map((each) => JSON.stringify(each)));
    found.set(name, { ...held, changes: [...held.changes, ...said.filter((each) => !known.has(JSON.stringify(each)))] });
  };
  for (const { key, documentId, relation } of named) {
    const other = byId.get(documentId);
    // The words come from the document as it is now, whichever of its copies was read last.
    for (const citation of other?.citations ?? [])
      if (
        other &&
        citation.relation === relation &&
        standsUnder(key, citation, other, head) &&
        (await isMeant(citation, other, head, context))
      )
        add(other, relation, citation, dayOfCiting(other));
  }
  for (const { id, quote } of reports) {
    const other = byId.get(id);
    if (other) add(other, 'reports', { quote }, reportDay(other));
  }
  return [...found.values()].toSorted(ascending(({ id }) => id));
}

type Sourced = Pick<Context, 'settings'>;

const vouchingOf = (head: VouchedHead, { settings }: Sourced) => vouchedBy(head, sitesKnown(settings.sources));

type Unseen = Readonly<{ notSeenOnIssuersSite?: readonly string[]; scan?: true }>;

export function withStanding<Given extends Head>(given: Given, context: Sourced): Given & Unseen {
  const head = isScan(given) ? { ...given, scan: true as const } : given;
  const { seenOnlyOn } = vouchingOf(head, context);
  if (!seenOnlyOn) return head;
  const best = Math.max(0, ...head.copies.map(({ authority }) => authority));
  return { ...head, authority: Math.min(head.authority, best), notSeenOnIssuersSite: seenOnlyOn };
}

export const markUnseen = (hits: readonly Hit[], context: Sourced): readonly Hit[] =>
  hits.map((found) => {
    const hit = found.shown?.scan ? { ...found, scan: true as const } : found;
    const issuers = hit.issuerNames.map((name) => ({ name }));
    const { seenOnlyOn } = vouchingOf({ ...hit, issuers, copies: [{ url: hit.url }] }, context);
    return seenOnlyOn ? { ...hit, notSeenOnIssuersSite: seenOnlyOn } : hit;
  });

export const unseenWarning = (hosts: readonly string[]): Warning => ({
  field: 'issuers',
  reason: `not seen on the issuer's site; seen only on ${hosts.join(', ')}`,
});

export const isVouched = (head: Head, context: Sourced) => vouchingOf(head, context).vouched;

/**
 * What an act may do to another: change it, or nothing, for this reason. What is no act changes nothing and raises no doubt, and so does a
 * draft, but for a further call for comments on a draft.
 */
export function powerOver(by: Head, target: Head, context: Sourced): 'changes' | 'nothing' | { readonly doubt: string } {
  if (!isAct(by.type) || (by.type === 'draft' && target.type !== 'draft')) return 'nothing';
  const known = sitesKnown(context.settings.sources);
  const { vouched, seenOnlyOn = [] } = vouchedBy(by, known);
  if (!vouched)
    return {
      doubt: `seen only on ${seenOnlyOn.length > 0 ? seenOnlyOn.join(', ') : by.copies.map(({ url }) => new URL(url).host).join(', ')}`,
    };
  if (mayChange(by, target, known)) return 'changes';
  const issuers = by.issuers.map(({ name }) => name).join('、');
  return { doubt: `its issuer${issuers === '' ? '' : ` (${issuers})`} is neither this act’s nor above it` };
}

type Ending = Readonly<{ at: string; by: Pick<CitingDocument, 'id' | 'title' | 'quote'> }>;

/**
 * What an act is today. `head`: with its days after what later acts did to them. `effects`: what they did to it that it outlives. `doubts`:
 * what is said to have changed it by a document that cannot be believed in this, or may not do it. `turnsOn`: the next day on which a link
 * gives it another status.
 */
type Judgement = Readonly<{
  head: Head;
  status: ShownDocument['status'];
  reason: StatusReason;
  effects: readonly ActEffect[];
  doubts: readonly Warning[];
  turnsOn?: string;
}>;

async function finalOf(draft: Head, context: LookupContext) {
  for (const { to, quote } of await otherStage(draft, context)) {
    const final = await context.documents.head(to.id);
    if (!final || !isVouched(final, context)) continue;
    const at = (final.dates.signed ?? final.dates.published)?.value ?? final.firstSeenAt.slice(0, 10);
    return { at, by: { id: final.id, title: final.title, quote } };
  }
  return undefined;
}

/** What a document that claims it is said to have done. Precedence over another act changes nothing of it. */
const done: Partial<Readonly<Record<Relation, string>>> = {
  repeals: 'repealed',
  supersedes: 'replaced',
  amends: 'amended',
  extends: 'extended',
  postpones: 'postponed',
  suspends: 'suspended',
  corrects: 'corrected',
  'ends-in-part': 'ended in part',
};
/** What an act outlives. Where no words say more, it is told as it stands; that it goes on without a last day is said by words alone. */
const outlived = new Set<Relation>(changingRelations.filter((each) => each !== 'prevails-over'));
const bare = new Set<Relation>(['amends', 'suspends', 'ends-in-part', 'corrects']);

function doubtOf({ title, relation, quote }: CitingDocument, why: string) {
  const verb = done[relation];
  return verb === undefined ? [] : [{ field: 'status', reason: `said to be ${verb} by “${title}”; ${why}`, quote }];
}

/** Whose approval an act waited for stands above it, whether or not the registry knows both. */
const approves = (relation: Relation, title: string) => relation === 'cites' && /批准《/.test(title);

/** 恢复施行《X》 is no change of X; it ends a suspension. */
export const resumes = ({ relation, quote }: Pick<CitingDocument, 'relation' | 'quote'>): boolean =>
  relation === 'cites' && mayResume(quote);

/** What was signed before an act names an edition before it. */
const isOlder = ({ dates }: Head, { dates: { signed } }: Head) => {
  const day = (dates.signed ?? dates.published)?.value;
  return day !== undefined && day.length === 10 && signed?.precision === 'day' && day < signed.value;
};

const concerns = (other: CitingDocument) =>
  other.relation in done || other.changes.length > 0 || approves(other.relation, other.title) || resumes(other);

/** Who of those that cite an act may change it: bodies that have the power to, on pages that are vouched for. Newspapers raise no doubt. */
function powersOver(
  head: Head,
  cited: readonly CitingDocument[],
  context: LookupContext,
): Readonly<{ may: readonly CitingDocument[]; doubts: readonly Warning[] }> {
  const may: CitingDocument[] = [];
  const doubts: Warning[] = [];
  for (const other of cited.filter(concerns)) {
    const { source, relation, title } = other;
    // A call for comments ends no other, whatever its draft would end.
    if (isOlder(source, head) || (source.type === 'draft' && (relation === 'repeals' || relation === 'supersedes'))) continue;
    const power = approves(relation, title) && isVouched(source, context) ? 'changes' : powerOver(source, head, context);
    if (power === 'changes') may.push({ ...other, at: other.at ?? source.firstSeenAt.slice(0, 10) });
    else if (power !== 'nothing') doubts.push(...doubtOf(other, power.doubt));
  }
  return { may, doubts };
}

function effectsOf(may: readonly CitingDocument[]) {
  const effects = may.flatMap(({ id, title, english, at, relation, quote, changes }) => {
    const document = { id, title, ...opt({ english }) };
    const said = changes.filter((each) => outlived.has(each.relation));
    const deeds = said.length > 0 || !bare.has(relation) ? said : [{ relation: relation as ActEffect['relation'], quote }];
    return deeds.map((change) => ({ ...change, document, ...opt({ on: at }) }));
  });
  return effects.toSorted(ascending(({ on }) => orEmpty(on)));
}

/** The act that ends this one first: on its own day, or on a later one that its words say. */
function endingBy(may: readonly CitingDocument[], relation: Relation, title: string) {
  const ends = may
    .filter((each) => each.relation === relation)
    .map((by) => {
      const [at, said] = [orEmpty(by.at), endDayIn(by.quote, title)];
      return { at: said !== undefined && said > at ? said : at, by };
    });
  return ends.toSorted(ascending(({ at }) => at))[0];
}

function reasonOf(
  reason: StatusReason,
  ends: Readonly<Record<'repealed' | 'superseded', Ending | undefined>>,
  suspension: Suspension | undefined,
  putOff: ActEffect | undefined,
) {
  const by = reason.by === 'repealed' || reason.by === 'superseded' ? ends[reason.by]?.by : undefined;
  if (by) return { ...reason, quote: by.quote, document: { id: by.id, title: by.title } };
  const effect = { suspended: suspension?.by, 'put-off': putOff }[reason.by as 'suspended' | 'put-off'];
  return effect ? { ...reason, quote: effect.quote, document: effect.document } : reason;
}

export async function judge(given: Head, cited: readonly CitingDocument[], context: LookupContext): Promise<Judgement> {
  const { may, doubts } = powersOver(given, cited, context);
  const effects = effectsOf(may);
  const { dates, suspensions: begun, putOff } = applyChanges(given.dates, given.type, effects);
  const resumed = may.filter(resumes).flatMap(({ quote, at }) => resumedOn(quote, given.title, at) ?? []);
  const suspensions = withoutEnded(begun, resumed);
  const head = withOfficialTitle({ ...given, dates }, cited, context);
  const today = dayOf(context.now());
  const ends = {
    repealed: endingBy(may, 'repeals', head.title),
    superseded: endingBy(may, 'supersedes', head.title) ?? (head.type === 'draft' ? await finalOf(head, context) : undefined),
  };
  const awaiting = head.status === 'adopted-awaiting-approval';
  const approvedOn = awaiting ? may.find(({ relation, title }) => approves(relation, title))?.at : undefined;
  const suspension = suspendedOn(suspensions, today);
  const { type, title, number, issuers, validity, warnings } = head;
  const { status, reason } = decideStatus({
    ...{ type, title, issuers, dates, warnings, awaiting, putOff: putOff !== undefined, today },
    ...opt({ approvedOn, validity, number, repealedOn: ends.repealed?.at, supersededOn: ends.superseded?.at, suspended: suspension }),
  });
  const later = [ends.repealed?.at, ends.superseded?.at, nextTurn(suspensions, today)];
  const [turnsOn] = later.filter((day) => day !== undefined && day.length === 10 && day > today).toSorted();
  return { head, status, reason: reasonOf(reason, ends, suspension, putOff), effects, doubts, ...opt({ turnsOn }) };
}

type Row = Partial<Pick<Hit, 'status' | 'effective' | 'expires' | 'commentBy'>>;

/**
 * The status that the index tells of a document whose days it has as the document states them; nothing where a later act gave it others, or
 * stops it.
 */
export function statusAsRead({ dates }: Pick<Head, 'dates'>, row: Row | undefined): ShownDocument['status'] | undefined {
  if (!row || row.status === 'suspended') return undefined;
  const own = (['effective', 'expires', 'commentBy'] as const).every((kind) => row[kind] === wholeDay(dates[kind]?.value));
  return own ? row.status : undefined;
}

function toNamed(given: Head, status: NamedDocument['status'], context: LookupContext) {
  const head = withStanding(given, context);
  return { ...pickFacts(head, fieldsOf('named')), status, ...opt({ act: actOf(head) }) };
}

const atOnce = 20;

/**
 * The documents of these hits in their order, as tables and references name them: one read of the table each. Without a status in the hit,
 * or where a later act gave a document other days, both are worked out of what cites the document. Those that are not held any more are
 * left out.
 */
export async function nameDocuments(
  hits: readonly (Pick<Hit, 'id'> & Partial<Hit>)[],
  context: LookupContext,
): Promise<readonly NamedDocument[]> {
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  const heads = await context.documents.heads([...byId.keys()]);
  return inPortions(heads, atOnce, async (given) => {
    const row = byId.get(given.id);
    const known = statusAsRead(given, row);
    if (known !== undefined) return toNamed(withTitleOfRow(given, row as Hit), known, context);
    const { head, status } = await judge(given, await citedBy(given, context), context);
    return toNamed(head, status, context);
  });
}
