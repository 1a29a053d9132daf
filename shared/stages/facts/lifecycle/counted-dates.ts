import { orEmpty } from '../../../model/values.ts';
import { parseCount } from '../../text/numerals.ts';
import { durationForms } from '../phrases/dates.ts';
import { monthFrom } from './chunks.ts';
import type { LifecycleDate, SentenceContext } from './lifecycle-dates.ts';
import { findDeadlineKind, termSubjectOf } from './surroundings.ts';

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
export function addCountedDates(plain: string, moments: readonly LifecycleDate[], context: SentenceContext): LifecycleDate[] {
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
