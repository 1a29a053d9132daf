import type { Warning } from '../../model/article.ts';
import type { ActEffect, Head, ShownDocument, StatusReason } from '../../model/document.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { dayOf, wholeDay } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { changingRelations, type Relation } from '../../model/vocabulary.ts';
import { applyChanges, nextTurn, type Suspension, suspendedOn, withoutEnded } from '../../stages/facts/lifecycle/changed-act.ts';
import { endDayIn, mayResume, resumedOn } from '../../stages/facts/lifecycle/said-of-act.ts';
import { decideStatus } from '../../stages/facts/lifecycle.ts';
import { type CitingDocument, otherStage } from './links.ts';
import { isVouched, powerOver } from './vouching.ts';

type Ending = { readonly at: string; readonly by: Pick<CitingDocument, 'id' | 'title' | 'quote'> };

/**
 * What an act is today. `head`: with its days after what later acts did to them. `effects`: what they did to it that it outlives. `doubts`: what is said to have
 * changed it by a document that cannot be believed in this, or may not do it. `turnsOn`: the next day on which a link gives it another status.
 */
type Judgement = {
  readonly head: Head;
  readonly status: ShownDocument['status'];
  readonly reason: StatusReason;
  readonly effects: readonly ActEffect[];
  readonly doubts: readonly Warning[];
  readonly turnsOn?: string;
};

/** The final text of a draft, when it is stored and vouched for. */
async function finalOf(draft: Head, context: LookupContext): Promise<Ending | undefined> {
  for (const { to, quote } of await otherStage(draft, context)) {
    const final = to.id === undefined ? undefined : await context.documents.head(to.id);
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
const outlived: ReadonlySet<Relation> = new Set<Relation>(changingRelations.filter((each) => each !== 'prevails-over'));
const bare: ReadonlySet<Relation> = new Set<Relation>(['amends', 'suspends', 'ends-in-part', 'corrects']);

function doubtOf({ title, relation, quote }: CitingDocument, why: string): Warning[] {
  const verb = done[relation];
  return verb === undefined ? [] : [{ field: 'status', reason: `said to be ${verb} by “${title}”; ${why}`, quote }];
}

/** Whose approval an act waited for stands above it, whether or not the registry knows both. */
const approves = (relation: Relation, title: string): boolean => relation === 'cites' && /批准《/.test(title);

/** 恢复施行《X》 is no change of X; it ends a suspension. */
export const resumes = ({ relation, quote }: Pick<CitingDocument, 'relation' | 'quote'>): boolean =>
  relation === 'cites' && mayResume(quote);

/** What was signed before an act names an edition before it. */
const isOlder = ({ dates }: Head, { dates: { signed } }: Head): boolean => {
  const day = (dates.signed ?? dates.published)?.value;
  return day !== undefined && day.length === 10 && signed?.precision === 'day' && day < signed.value;
};

const concerns = (other: CitingDocument): boolean =>
  other.relation in done || other.changes.length > 0 || approves(other.relation, other.title) || resumes(other);

type Powers = { readonly may: readonly CitingDocument[]; readonly doubts: readonly Warning[] };

/** Who of those that cite an act may change it: bodies that have the power to, on pages that are vouched for. Newspapers raise no doubt. */
function powersOver(head: Head, cited: readonly CitingDocument[], context: LookupContext): Powers {
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

/** What they do to it and it outlives, in the order of their days. */
function effectsOf(may: readonly CitingDocument[]): readonly ActEffect[] {
  const effects = may.flatMap(({ id, title, english, at, relation, quote, changes }): ActEffect[] => {
    const document = { id, title, ...opt('english', english) };
    const said = changes.filter((each) => outlived.has(each.relation));
    const told = said.length > 0 || !bare.has(relation) ? said : [{ relation: relation as ActEffect['relation'], quote }];
    return told.map((change) => ({ ...change, document, ...opt('on', at) }));
  });
  return effects.toSorted((a, b) => (orEmpty(a.on) < orEmpty(b.on) ? -1 : orEmpty(a.on) > orEmpty(b.on) ? 1 : 0));
}

/** The act that ends this one first: on its own day, or on a later one that its words say. */
function endingBy(may: readonly CitingDocument[], relation: Relation, title: string): Ending | undefined {
  const ends = may
    .filter((each) => each.relation === relation)
    .map((by): Ending => {
      const [at, said] = [orEmpty(by.at), endDayIn(by.quote, title)];
      return { at: said !== undefined && said > at ? said : at, by };
    });
  return ends.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0];
}

/** The act behind a status, with its words. */
function ground(
  reason: StatusReason,
  ends: Readonly<Record<'repealed' | 'superseded', Ending | undefined>>,
  suspension: Suspension | undefined,
  putOff: ActEffect | undefined,
): StatusReason {
  const by = reason.by === 'repealed' || reason.by === 'superseded' ? ends[reason.by]?.by : undefined;
  if (by) return { ...reason, quote: by.quote, document: { id: by.id, title: by.title } };
  const effect = { suspended: suspension?.by, 'put-off': putOff }[reason.by as 'suspended' | 'put-off'];
  return effect ? { ...reason, quote: effect.quote, document: effect.document } : reason;
}

/** What an act is today, and why: from the issuer's text, its dates, and the acts of bodies that may change it. */
export async function judge(given: Head, cited: readonly CitingDocument[], context: LookupContext): Promise<Judgement> {
  const { may, doubts } = powersOver(given, cited, context);
  const effects = effectsOf(may);
  const { dates, suspensions: begun, putOff } = applyChanges(given.dates, given.type, effects);
  const resumed = may.filter(resumes).flatMap(({ quote, at }) => resumedOn(quote, given.title, at) ?? []);
  const suspensions = withoutEnded(begun, resumed);
  const head = { ...given, dates };
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
    ...opt('approvedOn', approvedOn),
    ...opt('validity', validity),
    ...opt('number', number),
    ...opt('repealedOn', ends.repealed?.at),
    ...opt('supersededOn', ends.superseded?.at),
    ...opt('suspended', suspension),
  });
  const later = [ends.repealed?.at, ends.superseded?.at, nextTurn(suspensions, today)];
  const [turnsOn] = later.filter((day) => day !== undefined && day.length === 10 && day > today).toSorted();
  return { head, status, reason: ground(reason, ends, suspension, putOff), effects, doubts, ...opt('turnsOn', turnsOn) };
}

type Row = Partial<Pick<Hit, 'status' | 'effective' | 'expires' | 'commentBy'>>;

/** The status that the index tells of a document whose days it has as the document states them; nothing where a later act gave it others, or stops it. */
export function statusAsRead({ dates }: Pick<Head, 'dates'>, row: Row | undefined): ShownDocument['status'] | undefined {
  if (row === undefined || row.status === 'suspended') return undefined;
  const own = (['effective', 'expires', 'commentBy'] as const).every((kind) => row[kind] === wholeDay(dates[kind]?.value));
  return own ? row.status : undefined;
}
