import { group } from '../../model/values.ts';
import { isRealDay, toBeijing, toClockText, toIsoDay } from './calendar.ts';
import type { WholeDate } from './whole-date.ts';

/** The forms that most feeds and lists write, whole and without anything beside them. */
const figures =
  /^(\d{4})(?:-(\d{1,2})-|\/(\d{1,2})\/|年(\d{1,2})月)(\d{1,2})(日)?(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?: ?(Z|z|[+-]\d{2}:?\d{2}))?)?$/;
const mail = /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (GMT|UTC|Z|[+-]\d{4})$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Minutes east of UTC of `Z`, `GMT`, `+08:00` or `-0500`; NaN when there is no such zone. */
function eastOf(zone: string): number {
  if (!/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return minutes > 840 ? Number.NaN : zone.startsWith('-') ? -minutes : minutes;
}

type Written = { readonly year: number; readonly month: number; readonly day: number };

function at(day: Written, [hour, minute, second]: readonly [number, number, number], zone: string | undefined): WholeDate | undefined {
  const east = zone === undefined ? 480 : eastOf(zone);
  if (hour > 23 || minute > 59 || second > 59 || Number.isNaN(east)) return undefined;
  const moment = zone === undefined ? { day, time: toClockText(hour, minute) } : toBeijing(day, hour, minute, east);
  return { value: toIsoDay(moment.day), precision: 'day', time: moment.time };
}

const plausible = ({ year, month, day }: Written): boolean =>
  year > 1949 && isRealDay({ year, month, day }) && !(year === 1970 && month === 1 && day === 1);

/**
 * The quick way for ordinary dates: ISO, slashes, 年月日 and mail, in one look instead of some twenty patterns. `undefined` for all else, also
 * for what is wrong in any way: the full reader then says why. It gives what the full reader would give, never anything of its own.
 */
export function parseCommonDate(text: string): WholeDate | undefined {
  const match = figures.exec(text);
  return match ? ofFigures(match) : parseMailDate(text);
}

function ofFigures(match: RegExpExecArray): WholeDate | undefined {
  const [, year, dashed, slashed, chinese, written, sun, hour, minute, second = '0', zone] = match;
  if ((chinese === undefined) !== (sun === undefined)) return undefined;
  const day = { year: Number(year), month: Number(dashed ?? slashed ?? chinese), day: Number(written) };
  if (!plausible(day)) return undefined;
  if (hour === undefined) return { value: toIsoDay(day), precision: 'day' };
  // A zone behind hours and minutes alone may be the start of a span: 09:00-1130.
  if (zone !== undefined && match[9] === undefined) return undefined;
  return at(day, [Number(hour), Number(minute), Number(second)], zone);
}

/**
 * A day in figures, with or without a time of day and nothing else: what the reader of running text finds in such a line, without its dozen
 * patterns.
 */
export function parsePlainDay(text: string): WholeDate | undefined {
  const match = text.length > 7 && text.length < 30 ? figures.exec(text) : null;
  return match && match[10] === undefined ? ofFigures(match) : undefined;
}

function parseMailDate(text: string): WholeDate | undefined {
  const match = mail.exec(text);
  if (!match) return undefined;
  const day = { year: Number(match[3]), month: months.indexOf(group(match, 2)) + 1, day: Number(match[1]) };
  if (!plausible(day)) return undefined;
  return at(day, [Number(match[4]), Number(match[5]), Number(match[6])], match[7]);
}
