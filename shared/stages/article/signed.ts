import type { DateFact, Warning } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { readDayFact } from '../dates/day-fact.ts';
import { type Labels, labelledValue } from './labels.ts';
import type { Signature } from './signature.ts';

export type Signed = { readonly date?: DateFact; readonly warnings: readonly Warning[] };

/** Labels that some sites use for the day a page was made. */
const weak = /^(?:生成|制发|印发)/;

export type SignedFacts = {
  readonly signature: Signature | undefined;
  readonly published: DateFact | undefined;
  readonly today: string;
  /** A day under the signature that no calendar has: 2022922. */
  readonly damaged?: string | undefined;
};

/** The day a text was signed: the table first, else the signature. A day that contradicts the other, lies after today or after publication is doubted. */
export function readSigned(labels: Labels, { signature, published, today, damaged }: SignedFacts): Signed {
  const warnings: Warning[] = [];
  const doubt = (reason: string, quote: string): void => {
    warnings.push({ field: 'dates.signed', reason, quote });
  };
  const cell = labelledValue(labels, 'signed');
  const table = cell && readDayFact(cell.value, 'metadata');
  if (cell && !table && /\d/.test(cell.value)) doubt('the date of the table is damaged or incomplete', cell.quote.slice(0, 120));
  const written = signature?.date;
  const pageDay = table !== undefined && written !== undefined && weak.test(orEmpty(cell?.label)) && table.value === published?.value;
  const date = table && cell && !pageDay ? { ...table, quote: cell.quote.slice(0, 120) } : written;
  if (!date) {
    if (damaged !== undefined) doubt('the day under the signature is damaged or not in the calendar', damaged);
    return { warnings };
  }
  if (date.value > today) {
    doubt('a day in the future is no day of signing', date.quote);
    return written && written.value <= today ? { date: written, warnings } : { warnings };
  }
  if (table && !written && weak.test(cell.label)) doubt(`${cell.label} may be the day of the page`, date.quote);
  if (table && written && table.value !== written.value) doubt(`the signature of the text says ${written.value}`, written.quote);
  if (published && published.value < date.value && published.from !== 'url') {
    doubt(`signed after the day of publication (${published.value})`, date.quote);
    return table && written && written.value === table.value ? { date, warnings } : { warnings };
  }
  return { date, warnings };
}
