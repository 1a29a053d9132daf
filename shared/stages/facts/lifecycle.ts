import type { DateFact, Dates, Entry, Warning } from '../../model/article.ts';
import type { StatusReason } from '../../model/document.ts';
import { addDays, wholeDays } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { DocumentType, Status } from '../../model/vocabulary.ts';
import { afterTerm } from '../dates/calendar.ts';
import { findDates } from '../dates/dates.ts';
import { isAct } from '../text/acts.ts';
import { foldScript } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { Suspension } from './lifecycle/changed-act.ts';
import { readTableDate } from './lifecycle/dates.ts';
import {
  type DateFinding,
  dateWarning,
  factFromBody,
  findStatedDates,
  joinQuotes,
  readCommentWindow,
  type StatedDate,
} from './lifecycle/stated-dates.ts';
import { parseValidity } from './lifecycle/validity.ts';

const {
  /** Notices that answer questions or guide through a procedure order nothing. */
  explains,
  recruits,
  answersProposal,
  awaitsApproval,
} = expressionsOf(expressions.lifecycle);

export { readLapsedNote } from './lifecycle/validity.ts';

type StatusInput = {
  readonly type: DocumentType;
  readonly title: string;
  readonly number?: string;
  readonly issuers?: readonly unknown[];
  readonly text?: string;
  readonly validity?: string;
  readonly dates: Dates;
  readonly repealedOn?: string;
  readonly supersededOn?: string;
  readonly suspended?: Pick<Suspension, 'from' | 'to'>;
  /** A later act put its day of effect off, and says no other. */
  readonly putOff?: boolean;
  /** Doubts about what was read: one about its end keeps an act from being called in force without a word. */
  readonly warnings?: readonly Warning[];
  /** The text says that it waits for approval; read from `text` when not given. */
  readonly awaiting?: boolean;
  readonly approvedOn?: string;
  readonly today: string;
};

type StatusDecision = { readonly status: Status; readonly reason: StatusReason };

const informational = (type: DocumentType): boolean => !isAct(type) || type === 'public-notice' || type === 'call';

const needsApproval: ReadonlySet<DocumentType> = new Set(['law', 'regulation', 'local-regulation', 'rule', 'measures']);

/** `value` (day, month or year) is today or before, as far as it tells. */
function hasCome(value: string, today: string): boolean {
  return value <= today.slice(0, value.length);
}

/** 报…批准后，自2027年1月1日起施行: the day holds only once the approval is there, which the head of an approved text tells. */
function isAwaitingApproval({ type, text, awaiting, approvedOn, today }: StatusInput): boolean {
  if ((approvedOn && hasCome(approvedOn, today)) || !needsApproval.has(type)) return false;
  if (awaiting !== undefined || text === undefined) return awaiting === true;
  return awaitsApproval.test(foldScript(text.slice(-1500))) && !/批准\s{0,3}[）)]/.test(text.slice(0, 600));
}

function passed(value: string, today: string): boolean {
  return value < today.slice(0, value.length);
}

function findRepealStatus({ repealedOn, supersededOn, today }: StatusInput): StatusDecision | undefined {
  if (repealedOn && hasCome(repealedOn, today)) return { status: 'repealed', reason: { by: 'repealed', day: repealedOn } };
  if (supersededOn && hasCome(supersededOn, today)) return { status: 'superseded', reason: { by: 'superseded', day: supersededOn } };
  return undefined;
}

const answers = ({ type, title }: StatusInput): boolean =>
  (type === 'reply' && answersProposal.test(foldScript(title))) || explains.test(foldScript(title)) || recruits.test(foldScript(title));

const isInformational = (input: StatusInput): boolean =>
  answers(input) || (informational(input.type) && !(input.type === 'call' && input.dates.effective));

/** What shows that an act was put out: its day of signing, its number, else the day on which a page that names its issuer published it. */
function findIssueReason({ dates: { signed, published }, number, issuers = [], today }: StatusInput): StatusReason | undefined {
  if (signed && hasCome(signed.value, today)) return { by: 'signed', day: signed.value, quote: signed.quote };
  if (number !== undefined) return { by: 'number', quote: number };
  if (published && issuers.length > 0 && hasCome(published.value, today))
    return { by: 'published', day: published.value, quote: published.quote };
  return undefined;
}

const actOf = ({ changedBy }: DateFact): Pick<StatusReason, 'document'> => opt('document', changedBy);

function findEffectStatus({ dates: { effective, expires }, warnings = [], today }: StatusInput): StatusDecision | undefined {
  if (!effective) return undefined;
  const doubt = expires ? undefined : warnings.find(({ field }) => field === 'dates.expires');
  const ends = doubt?.reason.match(/\d{4}-\d\d-\d\d/g) ?? [];
  const over = ends.filter((day) => passed(day, today)).length;
  if (doubt && over > 0)
    return { status: over === ends.length ? 'expired' : 'unknown', reason: { by: 'doubt', ...opt('quote', doubt.quote) } };
  const day = {
    by: 'effective',
    day: effective.value,
    quote: effective.quote,
    ...actOf(expires?.changedBy ? expires : effective),
  } as const;
  const end = expires ? { until: expires.value } : doubt ? ({ endDoubted: true } as const) : {};
  return { status: hasCome(effective.value, today) ? 'in-force' : 'not-yet-in-force', reason: { ...day, ...end } };
}

function findEndStatus(input: StatusInput): StatusDecision | undefined {
  const end = findRepealStatus(input);
  if (end) return end;
  if (input.type === 'draft') return { status: 'draft', reason: { by: 'draft', quote: input.title } };
  const validity = parseValidity(input.validity);
  if (validity && validity !== 'in-force' && validity !== 'not-yet-in-force')
    return { status: validity, reason: { by: 'validity', quote: orEmpty(input.validity) } };
  const { expires } = input.dates;
  if (expires && passed(expires.value, input.today))
    return { status: 'expired', reason: { by: 'expires', day: expires.value, quote: expires.quote, ...actOf(expires) } };
  return isAwaitingApproval(input) ? { status: 'adopted-awaiting-approval', reason: { by: 'approval' } } : undefined;
}

function findForce(input: StatusInput): StatusDecision {
  if (input.putOff) return { status: 'not-yet-in-force', reason: { by: 'put-off' } };
  const effect = findEffectStatus(input);
  if (effect) return effect;
  const validity = parseValidity(input.validity);
  if (validity) return { status: validity, reason: { by: 'validity', quote: orEmpty(input.validity) } };
  const counted = input.warnings?.find(({ field, reason }) => field === 'dates.effective' && reason.startsWith(countsFrom));
  const found = findIssueReason(input);
  const issued = found && { ...found, ...(counted && { quote: counted.quote, beginUnknown: true as const }) };
  return issued ? { status: 'issued', reason: issued } : { status: 'unknown', reason: { by: 'nothing' } };
}

const countsFrom = 'the text counts from ';

const stopped: ReadonlySet<Status> = new Set<Status>(['in-force', 'issued', 'unknown']);

/**
 * The status of a document as of `today`, and why. An act that was put out and whose page states no day of effect is `issued`; in force
 * it is only by a day or a label that says so.
 */
export function decideStatus(input: StatusInput): StatusDecision {
  if (isInformational(input)) return { status: 'informational', reason: { by: 'kind' } };
  const found = findEndStatus(input) ?? findForce(input);
  const { suspended } = input;
  if (!suspended || !stopped.has(found.status)) return found;
  return { status: 'suspended', reason: { by: 'suspended', day: suspended.from, ...opt('until', suspended.to) } };
}

export const statusOf = (input: StatusInput): Status => decideStatus(input).status;

/** 自印发之日起: the day is counted, and a table that says which day that was agrees with the text, be it some weeks after the signature. */
const latePrinting = 60;

const writesOut = ({ value, quote }: DateFact): boolean => !quote.includes(' … ') && findDates(quote).some((each) => each.value === value);

/** The same day; the day after the last one; or a part of it where one of the two tells only the month. */
function agree(field: 'effective' | 'expires', tabled: DateFact, written: DateFact): boolean {
  if (written.value.startsWith(tabled.value) || tabled.value.startsWith(written.value)) return true;
  const days = wholeDays(written.value, tabled.value);
  if (days === undefined) return false;
  if (field === 'expires') return Math.abs(days) <= 1;
  return !writesOut(written) && days >= 0 && days <= latePrinting;
}

/**
 * Table and text of one page. Where they differ, a day of effect that the text itself writes out stands: it is the act's own clause, and a
 * table is filled in by whoever keeps the site. Of two last days, or of a day that is only counted, neither is given.
 */
function reconcileDates(field: 'effective' | 'expires', tabled: DateFact | undefined, written: DateFinding): DateFinding {
  const { fact } = written;
  if (!tabled) return written;
  if (!fact || agree(field, tabled, fact)) return { fact: tabled };
  const warning = dateWarning(field, `the page's table says ${tabled.value}, its text ${fact.value}`, `${tabled.quote} … ${fact.quote}`);
  return field === 'effective' && writesOut(fact) ? { fact, warning } : { warning };
}

/**
 * What `readLifecycle` reads. `signed`, `published` and `today` are days (`YYYY-MM-DD`); `table` is the page's metadata table, label →
 * value.
 */
export type LifecycleInput = {
  readonly title: string;
  readonly text: string;
  readonly type: DocumentType;
  readonly signed?: string;
  readonly published?: string;
  readonly promulgated?: DateFact;
  readonly noted?: DateFact;
  /** The words that say `signed` and `published`: a day that counts from one of them is quoted with both. */
  readonly words?: { readonly signed?: string; readonly published?: string };
  readonly table?: Readonly<Record<string, string>>;
  readonly listed?: Entry['window'];
  /** The page is of somebody else than who issued the act: its day is none of the act. */
  readonly elsewhere?: true;
  readonly today: string;
};

type Lifecycle = {
  readonly dates: Pick<Dates, 'effective' | 'commentFrom' | 'commentBy' | 'expires'>;
  readonly warnings: readonly Warning[];
};

/** Pages about acts, and those of awards: the dates in them are not their own. */
const withoutLifecycle = (type: DocumentType): boolean => !isAct(type) || type === 'public-notice';

type QuotedDay = { readonly day: string; readonly words?: string };

function printedOn(text: string): QuotedDay | undefined {
  const lines = text.split('\n').filter((line) => /印发\s*$/.test(line) && line.length < 80);
  const last = lines.at(-1);
  const found = last
    ? findDates(last)
        .filter((each) => each.precision === 'day' && !each.yearless)
        .at(-1)
    : undefined;
  return found && last ? { day: found.value, words: last.trim() } : undefined;
}

/** The signed day when the text itself bears it: the table of a repost tells of the page that repeats the act. */
function signedInText(input: LifecycleInput): string | undefined {
  return findDates(input.text.slice(-20_000)).some((each) => each.value === input.signed) ? input.signed : undefined;
}

const quotedDay = (day: string | undefined, words: string | undefined): QuotedDay | undefined =>
  day === undefined ? undefined : { day, ...opt('words', words) };

/** The day that 印发之日 or 公布之日 means; undefined when the page does not tell. */
function publicationDay(stated: StatedDate, input: LifecycleInput): QuotedDay | undefined {
  const said = stated.sentence.slice(stated.start, stated.end);
  const repost = input.elsewhere === true || /^\s*[（(【[]?转载/.test(foldScript(input.title));
  if (/印发|下发|发文|签发/.test(said))
    return printedOn(input.text) ?? quotedDay(repost ? signedInText(input) : input.signed, input.words?.signed);
  if (input.promulgated !== undefined) return { day: input.promulgated.value, words: input.promulgated.quote };
  return repost ? undefined : quotedDay(input.published, input.words?.published);
}

function resolveEffective(stated: StatedDate, input: LifecycleInput): QuotedDay | undefined {
  if (/^\d{4}/.test(stated.value)) return { day: stated.value };
  const from = publicationDay(stated, input);
  if (!from) return undefined;
  const after = /^\+(\d+)d/.exec(stated.value);
  if (after) return { ...from, day: addDays(from.day, Number(after[1])) };
  return stated.value === 'on-publication' ? from : undefined;
}

/** Keeps what speaks of this act; when nothing says so, short sentences that can speak of nothing else. */
function ofThisAct(all: readonly StatedDate[]): readonly StatedDate[] {
  const own = all.filter((each) => each.own);
  return own.length > 0 ? own : all.filter((each) => each.sentence.length <= 70);
}

function effective(all: readonly StatedDate[], input: LifecycleInput): DateFinding {
  const found = ofThisAct(all.filter((each) => each.k === 'effective'));
  const days = new Map<string, string>();
  for (const each of found) {
    const from = resolveEffective(each, input);
    if (from && !days.has(from.day)) days.set(from.day, joinQuotes(each.quote, from.words));
  }
  const first = found[0];
  if (days.size === 0)
    return first ? { warning: dateWarning('effective', `${countsFrom}a day that the page does not give`, first.quote) } : {};
  if (days.size > 1 && first) return { warning: dateWarning('effective', `the text gives ${[...days.keys()].join(' and ')}`, first.quote) };
  const [day, quote] = [...days][0] ?? [];
  if (!day || !quote) return {};
  const fact = factFromBody(day, quote);
  // A collected text may have been changed since, and count from that day.
  const isStated = input.promulgated?.value === day && quote.includes(input.promulgated.quote);
  return isStated
    ? { fact, warning: dateWarning('effective', 'counted from the first promulgation that the note under the title tells of', quote) }
    : { fact };
}

/** 本通知自《X》（…）印发之日起施行。 */
const withAnother =
  /(?:^|[。；\n])\s{0,4}([^，。；\n《》]{0,40}自《[^》\n]{4,120}》(?:[（(][^（）()\n]{2,40}[）)])?(?:印发|[发公]布|[施实执][行施]|生效)之日起(?:同[步时])?[施实生执][行施效][^。\n]{0,60}。?)/;

/** A day that is another act's is none that the page gives. */
function orOfAnother(found: DateFinding, { text }: LifecycleInput): DateFinding {
  const quote = found.fact || found.warning ? undefined : withAnother.exec(text.slice(-closingText))?.[1];
  return quote === undefined ? found : { warning: dateWarning('effective', `${countsFrom}the day of another act`, quote.slice(0, 200)) };
}
const closingText = 4000;

/** The note under the title speaks where the text itself names no day. */
const orNoted = (found: DateFinding, noted: DateFact | undefined): DateFinding =>
  noted && !found.fact && !found.warning ? { fact: noted } : found;

const closing = 600;

function expires(all: readonly StatedDate[], begins: DateFact | undefined, length: number): DateFinding {
  const start = begins?.value;
  const found = all.filter(
    (each) =>
      each.k === 'expires' &&
      each.of !== 'part' &&
      (each.of !== 'none' || length - each.at <= closing) &&
      (each.own || all.some((one) => one.k === 'effective' && one.quote === each.quote) || each.sentence.length <= 40),
  );
  const first = found[0];
  if (!first) return {};
  const days = new Set(found.map((each) => (/^\d{4}/.test(each.value) ? each.value : afterTerm(start, each.value))));
  const [day] = days;
  if (days.size > 1) return { warning: dateWarning('expires', 'the text gives several', first.quote) };
  const counts = !/^\d{4}/.test(first.value);
  return day
    ? { fact: factFromBody(day, counts ? joinQuotes(first.quote, begins?.quote) : first.quote) }
    : { warning: dateWarning('expires', 'the term counts from a day that the page does not give', first.quote) };
}

/**
 * Effective day, comment deadline and expiry of an act, from its metadata table (which wins) and its text, each with its quote.
 * Application, objection and bidding deadlines are never taken; a page about another act has none; an effective day in a draft
 * is none. What is stated but cannot be turned into a day gives a warning that names the field.
 */
export function readLifecycle(input: LifecycleInput): Lifecycle {
  if (withoutLifecycle(input.type)) return { dates: {}, warnings: [] };
  const stated = findStatedDates(input.title, input.text, input.published ?? input.signed);
  const table = input.table ?? {};
  const draft = input.type === 'draft';
  const begins: DateFinding = draft
    ? {}
    : reconcileDates(
        'effective',
        readTableDate(table, 'effective')?.fact,
        orOfAnother(orNoted(effective(stated, input), input.noted), input),
      );
  const ends: DateFinding = draft
    ? {}
    : reconcileDates('expires', readTableDate(table, 'expires')?.fact, expires(stated, begins.fact, input.text.length));
  const comments = readCommentWindow(stated, input);
  return {
    dates: {
      ...opt({ effective: begins.fact, commentFrom: comments.first, commentBy: comments.fact, expires: ends.fact }),
    },
    warnings: [begins, comments, ends].flatMap((each) => (each.warning ? [each.warning] : [])),
  };
}
