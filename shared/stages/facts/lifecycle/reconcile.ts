import type { DateFact } from '../../../model/article.ts';
import { wholeDays } from '../../../model/time.ts';
import { findDates } from '../../dates/dates.ts';
import { type DateFinding, dateWarning } from './stated-dates.ts';

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
 * Table and text of one page. Where they differ, a day of effect that the text itself writes out stands: it is the act's own clause, and a table is filled
 * in by whoever keeps the site. Of two last days, or of a day that is only counted, neither is given.
 */
export function reconcileDates(field: 'effective' | 'expires', tabled: DateFact | undefined, written: DateFinding): DateFinding {
  const { fact } = written;
  if (!tabled) return written;
  if (!fact || agree(field, tabled, fact)) return { fact: tabled };
  const warning = dateWarning(field, `the page's table says ${tabled.value}, its text ${fact.value}`, `${tabled.quote} … ${fact.quote}`);
  return field === 'effective' && writesOut(fact) ? { fact, warning } : { warning };
}
