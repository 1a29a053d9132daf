import { dateForms } from '../phrases/dates.ts';
import type { DateMention } from './date-mentions.ts';
import { type DeadlineKind, findDeadlineKind } from './deadline-kind.ts';
import type { DateRole } from './lifecycle-dates.ts';
import type { Surroundings } from './surroundings.ts';

/** 申报截止时间为…: the label right before a day says of what, whatever else the sentence is about. */
const labelBefore = /(?:申报|报名|投标|公示|揭榜|参评)[^，。；：:意见]{0,8}(?:时间|日期|期限|期)\s{0,3}[为是:：]?\s{0,3}$/;

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
export function findDateRole(place: Surroundings, date: DateMention): DateRole | 'period' | undefined {
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
