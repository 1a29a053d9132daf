import type { DateFact, Dates, Entry, Warning } from '../../model/article.ts';
import { addDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { endOfTerm } from '../dates/count.ts';
import { findDates } from '../dates/dates.ts';
import { isAct } from '../text/acts.ts';
import { foldScript } from '../text/fold.ts';
import { readCommentWindow } from './lifecycle/comment-window.ts';
import { reconcileDates } from './lifecycle/reconcile.ts';
import { type DateFinding, dateWarning, factFromBody, findStatedDates, joinQuotes, type StatedDate } from './lifecycle/stated-dates.ts';
import { readTableDate } from './lifecycle/table-dates.ts';

export { decideStatus, statusOf } from './lifecycle/status.ts';
export { readLapsedNote } from './lifecycle/validity.ts';

/** What `readLifecycle` reads. `signed`, `published` and `today` are days (`YYYY-MM-DD`); `table` is the page's metadata table, label → value. */
export type LifecycleInput = {
  readonly title: string;
  readonly text: string;
  readonly type: DocumentType;
  readonly signed?: string;
  readonly published?: string;
  /** From the note under the title: the day on which the act was promulgated first, and the day from which it holds. */
  readonly promulgated?: DateFact;
  readonly noted?: DateFact;
  /** The words that say `signed` and `published`: a day that counts from one of them is quoted with both. */
  readonly words?: { readonly signed?: string; readonly published?: string };
  readonly table?: Readonly<Record<string, string>>;
  /** The window that the listing gives beside the page. */
  readonly listed?: Entry['window'];
  readonly today: string;
};

export type Lifecycle = {
  readonly dates: Pick<Dates, 'effective' | 'commentFrom' | 'commentBy' | 'expires'>;
  readonly warnings: readonly Warning[];
};

/** Pages about acts, and those of awards: the dates in them are not their own. */
const withoutLifecycle = (type: DocumentType): boolean => !isAct(type) || type === 'public-notice';

/** A day, and the words that say it. */
type QuotedDay = { readonly day: string; readonly words?: string };

/** Day of the 印发 line at the foot of an act (…办公室 2021年12月6日印发). */
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
  const repost = /^\s*[（(【[]?转载/.test(foldScript(input.title));
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
    return first ? { warning: dateWarning('effective', 'the text counts from a day that the page does not give', first.quote) } : {};
  if (days.size > 1 && first) return { warning: dateWarning('effective', `the text gives ${[...days.keys()].join(' and ')}`, first.quote) };
  const [day, quote] = [...days][0] ?? [];
  if (!day || !quote) return {};
  const fact = factFromBody(day, quote);
  // A collected text may have been changed since, and count from that day.
  const told = input.promulgated?.value === day && quote.includes(input.promulgated.quote);
  return told
    ? { fact, warning: dateWarning('effective', 'counted from the first promulgation that the note under the title tells of', quote) }
    : { fact };
}

/** The note under the title speaks where the text itself names no day. */
const orNoted = (found: DateFinding, noted: DateFact | undefined): DateFinding =>
  noted && !found.fact && !found.warning ? { fact: noted } : found;

/** How far from the end a text names the term that nobody is said to have: it is the act's in its last article, or its last lines. */
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
  const days = new Set(
    found.map((each) => (/^\d{4}/.test(each.value) ? each.value : start?.length === 10 ? afterTerm(start, each.value) : undefined)),
  );
  const [day] = days;
  if (days.size > 1) return { warning: dateWarning('expires', 'the text gives several', first.quote) };
  const counts = !/^\d{4}/.test(first.value);
  return day
    ? { fact: factFromBody(day, counts ? joinQuotes(first.quote, begins?.quote) : first.quote) }
    : { warning: dateWarning('expires', 'the term counts from a day that the page does not give', first.quote) };
}

function afterTerm(start: string, term: string): string | undefined {
  const found = /^\+(\d+)([ym])$/.exec(term);
  return found ? endOfTerm(start, Number(found[1]) * (found[2] === 'y' ? 12 : 1)) : undefined;
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
    : reconcileDates('effective', readTableDate(table, 'effective')?.fact, orNoted(effective(stated, input), input.noted));
  const ends: DateFinding = draft
    ? {}
    : reconcileDates('expires', readTableDate(table, 'expires')?.fact, expires(stated, begins.fact, input.text.length));
  const comments = readCommentWindow(stated, input);
  return {
    dates: {
      ...opt('effective', begins.fact),
      ...opt('commentFrom', comments.first),
      ...opt('commentBy', comments.fact),
      ...opt('expires', ends.fact),
    },
    warnings: [begins, comments, ends].flatMap((each) => (each.warning ? [each.warning] : [])),
  };
}
