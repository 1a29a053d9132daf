import type { DateFact } from '../../../model/article.ts';
import { addDays } from '../../../model/time.ts';
import { opt, orEmpty } from '../../../model/values.ts';
import { nearestMonthDay } from '../../dates/calendar.ts';
import { findDates } from '../../dates/dates.ts';
import { foldScript } from '../../text/language.ts';
import { parseCount } from '../../text/numerals.ts';
import { anyVerb, expressionsOf } from '../../text/words.ts';
import { dateForms, durationForms } from '../phrases/phrases.ts';
import { findChunks, monthFrom } from './chunks.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type DeadlineKind, findDeadlineKind, lastDaySubjectOf, type Surroundings, surroundingsOf, termSubjectOf } from './surroundings.ts';

/** How long a term is, as labels say it: `+30d`, `+3m`, `+5y`; weeks count as days, half a year as months. */
function lengthOf(written: string | undefined, unit = ''): string | undefined {
  const half = written === '半';
  const count = half ? 0.5 : written === undefined ? undefined : parseCount(written);
  if (count === undefined) return undefined;
  if (/周|星期|week/.test(unit)) return half ? undefined : `+${count * 7}d`;
  if (/年|year/.test(unit)) return half ? '+6m' : `+${count}y`;
  if (/月|month/.test(unit)) return half ? '+15d' : `+${count}m`;
  return half ? undefined : `+${count}d`;
}

/** The term of a pilot is that of an act which is about one. */
const ofPilot = /^试点/;

/** 一年半. */
function halfMore(written: string | undefined, unit = ''): string | undefined {
  const years = written === undefined || !unit.startsWith('年') ? undefined : parseCount(written);
  return years === undefined ? undefined : `+${years * 12 + 6}m`;
}

/** The clause in which a term stands: a term of a licence, contract or membership is no term of an act. */
function clauseAround(plain: string, start: number, end: number): string {
  const before = (/[^。；;]{0,400}$/.exec(plain.slice(Math.max(0, start - 40), start)) ?? [''])[0];
  return before + plain.slice(start, end) + (/^[^。；;，,]{0,20}/.exec(plain.slice(end, end + 20)) ?? [''])[0];
}

/** 上月到期, 下月起施行: months counted from the page's. */
function monthTerms(plain: string, base: string): LifecycleDate[] {
  if (!/[上本下]个?月/.test(plain)) return [];
  const lapsed = /(上个?月|本月)[^，。；]{0,6}(?:试行期|有效期|到期|期满|届满)满?/.exec(plain);
  const begins = [...plain.matchAll(/(?:将?(?:于|自|从))?(下|本)个?月起(?:正式|开始|全面)?(?:施行|实施|生效|执行)/g)];
  return [
    ...(lapsed ? [momentAt('expires', monthFrom(base, lapsed[1]?.startsWith('上') ? -1 : 0), lapsed)] : []),
    ...begins.map((each) => momentAt('effective', monthFrom(base, each[1] === '下' ? 1 : 0), each)),
  ];
}

const momentAt = (k: LifecycleDate['k'], value: string, found: RegExpMatchArray): LifecycleDate => {
  const start = found.index ?? 0;
  return { k, value, start, end: start + found[0].length };
};

/** Adds what a sentence states without a date: at once, after N days, for N years, within N days of publication. */
function addCountedDates(plain: string, moments: readonly LifecycleDate[], context: SentenceContext): LifecycleDate[] {
  const out: LifecycleDate[] = context.base ? monthTerms(plain, context.base) : [];
  for (const row of durationForms()) {
    if (row.needs?.test(plain) === false) continue;
    for (const found of plain.matchAll(row.form)) {
      const { count, unit } = found.groups ?? {};
      if (row.unless?.test(clauseAround(plain, found.index, found.index + found[0].length))) continue;
      const length = plain.startsWith('半', found.index + found[0].length) ? halfMore(count, unit) : lengthOf(count, unit);
      if (count !== undefined && length === undefined) continue;
      const whose = row.says === 'expires' ? termSubjectOf(plain, found.index) : 'act';
      if (whose === 'other' || (ofPilot.test(found[0]) && !/试点/.test(orEmpty(context.around?.at(-1))))) continue;
      const k = row.says === 'window' ? findDeadlineKind([found[0], plain, ...(context.around ?? [])]) : row.says;
      // A day that the sentence gives for the same says more than a term.
      if (k === undefined || (k !== 'effective' && moments.some((each) => each.k === k))) continue;
      const value = k === 'expires' ? length : length === undefined ? 'on-publication' : `${length} after publication`;
      if (value !== undefined && !/\dy after/.test(value))
        out.push({ ...momentAt(k, value, found), ...(whose === 'none' || whose === 'part' ? { of: whose } : {}) });
    }
  }
  const free = out.filter((each) => !context.taken?.some((span) => span.start <= each.start && each.end <= span.end));
  return [...moments, ...withoutNested(free)].sort((a, b) => a.start - b.start);
}

/** Of two terms over the same words the one of the first row. */
const withoutNested = (terms: readonly LifecycleDate[]): LifecycleDate[] =>
  terms.filter((each, i) => !terms.slice(0, i).some((other) => each.start < other.end && other.start < each.end));

const {
  rangeGap,
  labelBefore,
  /** 论坛将于6月28日开幕: it has yet to happen. */
  ahead,
  /** 反馈期已于10月20日结束. */
  over,
  /** Labels of a period, whose first day alone is no end: 征集期, 起止时间. */
  period,
} = expressionsOf(expressions.lifecycleDates);

/** The heading over a line that holds nothing but a range: 一、征集时间. */
function headedBy({ clause, around: [before = ''] }: Surroundings): readonly string[] | undefined {
  const heading = before.trimEnd().split('\n').at(-1);
  return /^◆[。.]?$/.test(clause) && heading !== undefined && /(?:时间|日期|期限?)[:：]?$/.test(heading) ? [heading] : undefined;
}

function deadlineOf(place: Surroundings, window: boolean): DeadlineKind | undefined {
  // A bare range is a window only where the clause itself says of what.
  if (window && findDeadlineKind(headedBy(place) ?? [place.left, place.right]) === undefined) return undefined;
  const label = labelBefore.exec(place.left)?.[0];
  return findDeadlineKind([...(label === undefined ? [] : [label]), place.part, place.sentence, ...place.around]);
}

const holds = (condition: string | undefined, date: DateMention, place: Surroundings): boolean =>
  condition === undefined ||
  (condition === 'ranged' && date.from !== undefined) ||
  (condition === 'single' && date.from === undefined) ||
  (condition === 'yearless' && date.yearless) ||
  (condition === 'alone' && !date.yearless && date.from === undefined && !/[-/.]/.test(place.written));

const isDeadline = (says: string, { clause }: Surroundings): boolean =>
  says === 'deadline' &&
  /◆(?:之?前|以前|截止|结束|为止|止)|(?:截止[^，。；]{0,8}|截至|[延收]至|延[长期]至|期限[^，。；]{0,6}|end of the (?:this )?month|until |by )◆/.test(
    clause,
  );

/** What a date is the day of, by the words beside it; undefined when they do not say. */
function findDateRole(place: Surroundings, date: DateMention): DateRole | 'period' | undefined {
  for (const row of dateForms()) {
    // Of a month only the beginning and the end of force are said.
    if (date.precision !== 'day' && !/effective|expires|period|nothing/.test(row.says)) return undefined;
    // 6月底 ends a term or is a deadline in so many words; on a year's end terms run out.
    if (date.last && row.says !== 'nothing' && row.says !== 'expires' && !(date.last === 'month' && isDeadline(row.says, place))) continue;
    if (!holds(row.if, date, place) || !row.form.test(place.clause) || row.unless?.test(place.clause)) continue;
    if (row.beside?.test(place.sentence) === false) continue;
    if (row.says === 'nothing') return undefined;
    if (row.says !== 'deadline' && row.says !== 'window') return row.says;
    const deadline = deadlineOf(place, row.says === 'window');
    if (deadline) return deadline;
  }
  return undefined;
}

type DateRole = DeadlineKind | 'effective' | 'expires' | 'signed' | 'published' | 'event';

/**
 * A moment that a sentence states. `value` is a day, month or year, or a term: `on-publication`, `+30d after publication`, `+5y`.
 * `start`–`end` are the date's (or the term's) own words.
 */
export type LifecycleDate = {
  readonly k: DateRole;
  readonly value: string;
  readonly from?: string;
  readonly time?: string;
  readonly start: number;
  readonly end: number;
  /** Of a term: the clause does not say whose it is, or it is that of one item of the act. */
  readonly of?: 'none' | 'part';
};

type SentenceContext = {
  readonly base?: string;
  /** What stands before the sentence and the page's title: they say what a bare deadline is for. */
  readonly around?: readonly string[];
  /** Spans in which dates belong to something else (citations). */
  readonly taken?: readonly { readonly start: number; readonly end: number }[];
};

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

const baseDay = (base: string | undefined): string | undefined => (base?.length === 7 ? `${base}-15` : base);

/** A date of a sentence; of a range the last day, with the first as `from`. `yearless`: the year was filled in. */
export type DateMention = {
  readonly value: string;
  readonly precision: string;
  readonly time?: string;
  readonly start: number;
  readonly end: number;
  readonly yearless?: boolean;
  readonly last?: 'month' | 'year';
  readonly past?: string;
  readonly coming?: string;
  readonly from?: DateMention;
};

/** What looks like the day of something and is none: the head of a print (2026/1/13 17:21 某某通知), the feast of a calendar. */
const noDate =
  /^\s{0,3}20\d\d\/\d{1,2}\/\d{1,2} \d{1,2}:\d\d(?= \S)(?!.{0,40}(?:来源|浏览|作者|字号))|元旦(?=[、和及]|春节|假期|放假|期间)/g;

/** The reader's dates; what counts from another date (次年) is read with the base in front; then the forms that need a neighbour. */
function writtenDates(text: string, plain: string, base: string | undefined): DateMention[] {
  const day = baseDay(base) ?? findDates(text).find((each) => each.precision === 'day')?.value;
  const lead = day && /次年|翌年|同年/.test(plain) ? `${day.replace('-', '年').replace('-', '月')}日。` : '';
  // A full stop behind a figure ends the sentence, and is no part of a number.
  const found = findDates(lead + text.replace(/(?<=\d)\.(?=\s|$)/g, '。'), day)
    .filter((each) => each.start >= lead.length)
    .map(({ value, precision, time, yearless, start, end }): DateMention => {
      const where = { start: start - lead.length, end: end - lead.length };
      return { value, precision, ...where, ...(time ? { time } : {}), ...(yearless ? { yearless } : {}) };
    });
  const all = [...found, ...findChunks(plain, day).map((each): DateMention => ({ ...each, precision: 'day' }))];
  const within = (inner: DateMention, outer: DateMention): boolean =>
    outer.start <= inner.start &&
    inner.end <= outer.end &&
    (outer.end - outer.start > inner.end - inner.start || all.indexOf(outer) < all.indexOf(inner));
  const none = [...plain.matchAll(noDate)].map(({ index, 0: words }) => ({ start: index, end: index + words.length }));
  return all
    .filter((each) => !all.some((other) => within(each, other)) && !none.some(({ start, end }) => each.start < end && start < each.end))
    .sort((a, b) => a.start - b.start);
}

export function findDateMentions(text: string, plain: string, context: SentenceContext): DateMention[] {
  const found: DateMention[] = [];
  for (const date of writtenDates(text, plain, context.base)) {
    if (context.taken?.some((span) => span.start <= date.start && date.end <= span.end)) continue;
    const previous = found.at(-1);
    if (previous && rangeGap.test(plain.slice(previous.end, date.start))) {
      found.pop();
      found.push({ ...withYearOf(date, previous), from: previous });
    } else found.push(date);
  }
  return found;
}

/** The end of a window whose year is left out has the year of its start, or the next one. */
function withYearOf(date: DateMention, start: DateMention): DateMention {
  if (!date.yearless || start.yearless) return date;
  const year = Number(start.value.slice(0, 4));
  const rest = date.value.slice(5);
  return { ...date, value: `${rest < start.value.slice(5) ? year + 1 : year}-${rest}`, yearless: false };
}

const labels: Readonly<Record<'effective' | 'expires' | 'commentBy', RegExp>> = {
  effective: /^(?:实施|施行|生效|执行|起始实施)(?:日期|时间)$/,
  expires: new RegExp(`^(?:失效|终止|${anyVerb('repeal')})(?:日期|时间)$|^有效期(?:至|截止)(?:日期)?$`),
  commentBy:
    /^(?:公开)?(?:(?:意见|征求|征集|反馈){0,4}截止(?:日期|时间)?|(?:意见|征求|征集|反馈){1,4}(?:期|期限|时间|日期)|(?:意见|征求|征集|反馈){0,4}起止(?:时间|日期))$/,
};

type TableDate = { readonly fact: DateFact; readonly first?: string };

/** A date of the metadata table, which wins over the text; of a period the last day, with the first one beside it. */
export function readTableDate(table: Readonly<Record<string, string>>, kind: keyof typeof labels): TableDate | undefined {
  for (const [label, value] of Object.entries(table)) {
    const name = foldScript(label).replace(/[\s:：[\]【】]/g, '');
    if (!labels[kind].test(name)) continue;
    const days = findDates(value).filter((each) => each.precision === 'day' && (!each.yearless || each.range === 'end'));
    const found = days.at(-1);
    if (!found) continue;
    // 自…起 with one day, or two days out of order, say no end.
    const first = days[0]?.value ?? found.value;
    if (kind === 'commentBy' && (found.value < first || (period.test(name) && days.length < 2 && !endsWith(value, found.start)))) continue;
    const time = found.time === undefined ? {} : { time: found.time };
    const quote = `${label.trim()} ${value.trim()}`.slice(0, 200);
    return { fact: { value: found.value, precision: 'day', ...time, from: 'metadata', quote }, ...(days.length > 1 ? { first } : {}) };
  }
  return undefined;
}

const endsWith = (value: string, start: number): boolean => /[至到止]\s{0,3}$/.test(value.slice(Math.max(0, start - 6), start));
