import { addDays } from '../../../model/time.ts';
import { opt } from '../../../model/values.ts';
import { nearestMonthDay } from '../../dates/count.ts';
import { foldScript } from '../../text/fold.ts';
import { addCountedDates } from './counted-dates.ts';
import { type DateMention, findDateMentions } from './date-mentions.ts';
import { findDateRole } from './date-roles.ts';
import type { DeadlineKind } from './deadline-kind.ts';
import { surroundingsOf } from './surroundings.ts';
import { lastDaySubjectOf } from './term-subject.ts';

export type DateRole = DeadlineKind | 'effective' | 'expires' | 'signed' | 'published' | 'event';

/**
 * A moment that a sentence states. `value` is a day, month or year, or a term: `on-publication`, `+30d after publication`, `+5y`.
 * `start`–`end` are the date's (or the term's) own words.
 */
export type LifecycleDate = {
  readonly k: DateRole;
  readonly value: string;
  /** The first day of the range that ends a window. */
  readonly from?: string;
  readonly time?: string;
  readonly start: number;
  readonly end: number;
  /** Of a term: the clause does not say whose it is, or it is that of one item of the act. */
  readonly of?: 'none' | 'part';
};

export type SentenceContext = {
  /** Day or month from which missing years are counted. */
  readonly base?: string;
  /** What stands before the sentence and the page's title: they say what a bare deadline is for. */
  readonly around?: readonly string[];
  /** Spans in which dates belong to something else (citations). */
  readonly taken?: readonly { readonly start: number; readonly end: number }[];
};

/** 论坛将于6月28日开幕: it has yet to happen. */
const ahead = /(?:将于|将在|定于|拟于|拟定于|计划于)\s{0,6}$|(?:将|拟)(?:通过|向|由|在|从)[^，。；《》]{0,80}于\s{0,6}$/;

/** 反馈期已于10月20日结束. */
const over = /(?<!不|即)(?:已经?|均已|早已)(?:于|在)\s{0,6}$|\b(?:came|took|entered|been|was|were)\b[^.;]{0,24}$/;

const past: ReadonlySet<DateRole> = new Set(['signed', 'published', 'event']);

/** A missing year: the nearest past day for what happened, the nearest coming one for deadlines and effective days. */
function withNearestYear(date: DateMention, kind: DateRole, base: string | undefined, left: string): string | undefined {
  const goesBack = (past.has(kind) && !ahead.test(left)) || over.test(left);
  if (date.past ?? date.coming) return goesBack ? date.past : date.coming;
  if (!date.yearless || !base) return date.value;
  const rest = date.value.length > 7 ? date.value.slice(5) : date.value.slice(5, 7);
  const coming = nearestMonthDay(rest, base, goesBack);
  // News of what took effect some days ago leaves the year out, too.
  const before = nearestMonthDay(rest, base, true);
  const recent = kind === 'effective' && !ahead.test(left) && before.length === 10 && base.length === 10 && before >= addDays(base, -31);
  return recent ? before : coming;
}

/** Moments that one sentence states, in the order of their words. The offsets are of `text`. */
export function findLifecycleDates(text: string, context: SentenceContext = {}): LifecycleDate[] {
  const plain = foldScript(text);
  const moments: LifecycleDate[] = [];
  for (const date of findDateMentions(text, plain, context)) {
    const place = surroundingsOf(plain, date, context.around ?? []);
    const role = findDateRole(place, date);
    if (!role) continue;
    // 执行时间为2026年1月1日至2028年12月31日: the first day is the day of effect, the last one the end.
    // …还可申请贷款（试行时间为2026年1月1日至6月30日）: a period in brackets is that of one measure.
    if (role === 'effective' && date.from && /（[^（）]{0,12}◆/.test(place.clause)) continue;
    if ((role === 'expires' || role === 'period') && lastDaySubjectOf(plain, (date.from ?? date).start) === 'other') continue;
    const ranged = date.from && (role === 'period' || role === 'effective');
    if (ranged && date.from) moments.push(...lifecycleDateOf(date.from, 'effective', plain, context.base));
    moments.push(...lifecycleDateOf(date, ranged || role === 'period' ? 'expires' : role, plain, context.base));
  }
  return addCountedDates(plain, once(moments), context);
}

/** 6月3日消息，…今日印发: one moment, said twice. */
function once(moments: readonly LifecycleDate[]): LifecycleDate[] {
  return moments.filter((each, i) => moments.findIndex((other) => other.k === each.k && other.value === each.value) === i);
}

function lifecycleDateOf(date: DateMention, k: DateRole, plain: string, base: string | undefined): LifecycleDate[] {
  const first = k === 'event' && date.from ? date.from : date;
  const value = withNearestYear(first, k, base, plain.slice(0, date.from?.start ?? date.start));
  if (!value) return [];
  const start = leadStart(plain, date.from?.start ?? date.start);
  const from = k === 'commentBy' || k === 'objectBy' ? firstDay(date.from, value) : undefined;
  return [{ k, value, ...opt('from', from), ...(date.time && k !== 'event' ? { time: date.time } : {}), start, end: date.end }];
}

/** The first day of a range that ends on `end`; without a year the nearest before it. */
function firstDay(start: DateMention | undefined, end: string): string | undefined {
  if (start?.precision !== 'day' || end.length !== 10) return undefined;
  const day = start.yearless ? nearestMonthDay(start.value.slice(5), end, true) : start.value;
  return day <= end ? day : undefined;
}

/** "close at 10:00 (Beijing time) on Tuesday, June 30": English words that say what the day is for stand in front of it. */
function leadStart(plain: string, start: number): number {
  const lead =
    /\b(?:close[sd]?|due)\b(?:(?! and )[^,.;]){0,40}?(?:, )?$|\b(?:until|by|from|on)\b(?:(?! and |\b(?:on|by|until|from)\b)[^,.;]){0,20}?(?:, )?$/i.exec(
      plain.slice(Math.max(0, start - 60), start),
    );
  return start - (lead?.[0].length ?? 0);
}
