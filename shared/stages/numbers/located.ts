import { orEmpty } from '../../model/values.ts';
import { toChineseNumeral } from '../text/numerals.ts';

export type NumberKind = 'document' | 'order' | 'announcement' | 'standard' | 'congress';

/**
 * Parts of a number. `prefix` is the 机关代字, the issuer of an order, or the code of a standard; `number` is a plain integer where there is
 * one; `key` is the same for all spellings.
 */
export type LocatedNumber = {
  readonly canonical: string;
  readonly kind: NumberKind;
  readonly prefix?: string;
  readonly year?: number;
  readonly number?: number;
  readonly key: string;
  readonly start: number;
  readonly end: number;
};

type Place = Pick<LocatedNumber, 'start' | 'end'>;

export const documentNumber = (prefix: string, year: number, number: number, place: Place): LocatedNumber => ({
  ...{ canonical: `${prefix}〔${year}〕${number}号`, kind: 'document', prefix, year, number, key: `${prefix}:${year}:${number}` },
  ...place,
});

/** The number of an order; the president's in numerals, and the State Council's under its old name. */
export function orderNumber(issuer: string | undefined, number: number, place: Place): LocatedNumber {
  const signs: Readonly<Record<string, string>> = { 主席: '主席令', 国务院: '国令' };
  const sign = issuer === undefined ? '令' : (signs[issuer] ?? `${issuer}令`);
  const prefix = issuer === undefined ? {} : { prefix: signs[issuer] ?? issuer };
  const canonical = `${sign}第${issuer === '主席' ? toChineseNumeral(number) : number}号`;
  return { canonical, kind: 'order', ...prefix, number, key: `order:${orEmpty(issuer)}:${number}`, ...place };
}
