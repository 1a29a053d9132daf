import type { DateFact } from '../../../model/article.ts';
import { addDays } from '../../../model/time.ts';
import { opt } from '../../../model/values.ts';
import type { DocumentType } from '../../../model/vocabulary.ts';
import { addWorkingDays } from '../../../registry/holidays.ts';
import { readDayFact } from '../../dates/dates.ts';
import { isAct } from '../../text/acts.ts';
import { foldScript } from '../../text/fold.ts';
import type { LifecycleInput } from '../lifecycle.ts';
import { readTableDate } from './lifecycle-dates.ts';
import { type DateFinding, dateWarning, factFromBody, joinQuotes, type StatedDate } from './stated-dates.ts';

const consultation =
  /征求[^。；]{0,40}意见|征集[^。；]{0,40}(?:意见|建议)|听取[^。；]{0,20}意见|\b(?:public|for) comments?\b|consultation/i;

/** The notice stands in front of the draft; what its articles say of opinions and days is no deadline of the consultation. */
const noticeLength = 2500;

/** 公示时间：…至…, in front of a draft. */
const isShown = ({ k, value, at }: StatedDate): boolean => k === 'objectBy' && value.length === 10 && at < noticeLength;

/** 截至9月30日，共收到反馈意见3条: what came in, added to the page when the window was over. */
const tellsResult = /收到[^。；]{0,20}(?:意见|建议)|(?:意见|建议)\d{1,5}条/;

const postponed = (each: StatedDate): boolean => /延长|延期|顺延|推迟/.test(each.sentence);

/** The surest of several: a deadline that was moved, else one in words of a deadline, else what the notice says. */
function surest(found: readonly StatedDate[]): readonly StatedDate[] {
  const rounds: ((each: StatedDate) => boolean)[] = [
    postponed,
    (each) => /截止|截至|意见反馈|反馈意见|征求意见|征集意见|修改意见|公示|comment/i.test(each.sentence),
    (each) => each.at < noticeLength,
  ];
  return rounds.reduce<readonly StatedDate[]>((left, keep) => (left.some(keep) ? left.filter(keep) : left), found);
}

/** The days for comments: `fact` is the last one, `first` the one on which the window opens. */
type CommentDays = DateFinding & { readonly first?: DateFact };

/** A call for views: its type says so, or its title. */
export const isConsultation = (type: DocumentType, title: string): boolean =>
  type === 'draft' || (isAct(type) && type !== 'public-notice' && consultation.test(foldScript(title)));

function writtenDays(all: readonly StatedDate[], input: LifecycleInput): CommentDays {
  const found = all.filter((each) => (each.k === 'commentBy' || isShown(each)) && !tellsResult.test(each.sentence));
  const [said] = found;
  if (!said) return {};
  const days = new Map<string, StatedDate>();
  for (const each of surest(found)) {
    const day = lastDay(each, input);
    if (day !== undefined && days.get(day)?.from === undefined) days.set(day, each);
  }
  const ordered = [...days].toSorted(([a], [b]) => (a < b ? 1 : -1));
  const [latest] = ordered;
  if (!latest) return { warning: dateWarning('commentBy', 'the term counts from a day that the page does not give', said.quote) };
  const [day, source] = latest;
  if (days.size > 1 && !postponed(source))
    return { warning: dateWarning('commentBy', `the text gives ${[...days.keys()].join(' and ')}`, said.quote) };
  const ranged = found.find((each) => each.value === day && each.from !== undefined) ?? source;
  const counted = source.value.startsWith('+') ? input.words?.published : undefined;
  return { fact: factFromBody(day, joinQuotes(source.quote, counted), source.time), ...opt('first', firstDay(ranged, day, input)) };
}

/** A line of its own beside that of the last day: 开始时间：2026-03-02. */
const openingLine = /(?:^|\n)[ \u3000]{0,6}(?:意见)?(?:征[集求](?:意见)?)?(?:开始|起始)(?:时间|日期)[:：][^\n]{8,30}/;

const fromToday = /即日起?[至到—-]|即日起|自本?(?:公告|通知)?(?:发布|公布|公告)之日起[至到]/;

/** The day that the words name, or that of publication where they say from this day on (即日起至…). */
function firstDay(source: StatedDate, last: string, { published, words, text }: LifecycleInput): DateFact | undefined {
  if (source.from !== undefined) return factFromBody(source.from, source.quote);
  const opened = openingLine.exec(foldScript(text.slice(0, noticeLength)));
  const line = opened ? readDayFact(opened[0], 'body') : undefined;
  if (line && line.value <= last) return line;
  return published !== undefined && published <= last && fromToday.test(source.sentence)
    ? factFromBody(published, joinQuotes(source.quote, words?.published))
    : undefined;
}

/** A day as written, or one counted from publication; working days only in years whose holidays and worked weekends are known. */
function lastDay(stated: StatedDate, { published }: LifecycleInput): string | undefined {
  const term = /^\+(\d+)d/.exec(stated.value);
  if (!term) return /^\d{4}/.test(stated.value) ? stated.value : undefined;
  if (published === undefined) return undefined;
  const count = Number(term[1]);
  return /工作日|working/.test(stated.sentence) ? addWorkingDays(published, count) : addDays(published, count);
}

/** The window of the page's table, which wins over the text, with a warning where the text names another day. */
function tabledDays(table: Readonly<Record<string, string>>, written: DateFact | undefined): CommentDays | undefined {
  const asked = readTableDate(table, 'commentBy');
  if (!asked) return undefined;
  const { fact, first } = asked;
  const warning =
    written && written.value !== fact.value ? { warning: dateWarning('commentBy', `the text says ${written.value}`, written.quote) } : {};
  const { time: _time, ...opens } = fact;
  return { fact, ...(first === undefined ? {} : { first: { ...opens, value: first } }), ...warning };
}

const listedDay = (value: string, quote: string): DateFact => ({ value, precision: 'day', from: 'listing', quote });

/** What the listing says beside a call whose page says nothing. */
const listedDays = ({ listed }: LifecycleInput): CommentDays =>
  listed
    ? {
        fact: listedDay(listed.until, listed.quote),
        ...(listed.from === undefined ? {} : { first: listedDay(listed.from, listed.quote) }),
      }
    : {};

/** The window in which a call for comment is open, from the page's table, its text or its listing; nothing for other documents. */
export function readCommentWindow(stated: readonly StatedDate[], input: LifecycleInput): CommentDays {
  if (!isConsultation(input.type, input.title)) return {};
  const written = writtenDays(stated, input);
  const found = tabledDays(input.table ?? {}, written.fact) ?? written;
  return found.fact === undefined && found.warning === undefined ? listedDays(input) : found;
}
