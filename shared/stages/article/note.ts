import type { DateFact } from '../../model/article.ts';
import { findDates } from '../dates.ts';
import { findNumbers } from '../numbers.ts';
import { dayAlone } from './days.ts';
import type { Line } from './lines.ts';

/** The note in brackets under the title of an act: its number, and the day on which it was sent out. */
export type Note = { readonly number?: string; readonly date?: DateFact; readonly at: number };

const deepest = 6;
const whole = /^[（(【[][^（()）]{8,90}[)）】\]]$/;
/** Notes that tell the history of an act name other acts too. */
const history = /修正|修订|修改|废止|根据|依据|转发|通过|批准|同意/;

/** （某科规〔2026〕3号　2026年7月1日印发）, in either order. Undefined where the first lines hold none, or one of several numbers or days. */
export function readNote(lines: readonly Line[]): Note | undefined {
  const at = lines.slice(0, deepest).findIndex(({ text, cells }) => !cells && whole.test(text) && text.includes('号'));
  const text = lines[at]?.text.slice(1, -1).trim();
  if (text === undefined || history.test(text)) return undefined;
  const numbers = findNumbers(text).filter(({ kind }) => kind !== 'standard');
  const [number] = numbers;
  if (!number || numbers.length > 1) return undefined;
  const days = findDates(text).filter(({ precision }) => precision === 'day');
  const [day] = days;
  const sent = day && /^\s{0,3}(?:[\p{Script=Han}]{2,20})?(?:印发|发布|公布|颁布)?/u.test(text.slice(day.end)) ? day : undefined;
  const rest = [number, ...(sent ? [sent] : [])].reduce((left, { start, end }) => left.replace(text.slice(start, end), ''), text);
  if (days.length > 1 || !/^[\s，,、；;]{0,6}(?:[\p{Script=Han}]{2,30}?)?(?:印发|发布|公布|颁布)?[\s，,、；;]{0,6}$/u.test(rest))
    return undefined;
  const date = sent && dayAlone(text.slice(sent.start, sent.end), 'signature');
  return { number: number.canonical, at, ...(date ? { date: { ...date, quote: text } } : {}) };
}
