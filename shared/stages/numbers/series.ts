import { orEmpty } from '../../model/values.ts';
import { issuerById, issuerOfPrefix } from '../../registry/issuers.ts';
import { parseNumber } from './numbers.ts';

const isLatin = (text: string): boolean => /^[A-Za-z]/.test(text);

/**
 * Key of a document number by its body, year and place in the series: all that a number rendered in English says for sure ("NDRC Environment
 * [2026] No. 12"). `undefined` where one of them is not known.
 */
export function seriesKey(spelling: string): string | undefined {
  const { kind, prefix = '', year, number, canonical = '' } = parseNumber(spelling);
  if (kind !== 'document' || year === undefined || number === undefined) return undefined;
  const issuer = isLatin(canonical) ? issuerById(orEmpty(/^[A-Z]{3,6}(?=\s)/.exec(canonical)?.[0].toLowerCase())) : issuerOfPrefix(prefix);
  return issuer && `s:${issuer.id}|${year}|${number}`;
}

/** The same for a number that is known in its English rendering alone. */
export const renderedKey = (spelling: string): string | undefined =>
  isLatin(orEmpty(parseNumber(spelling).canonical)) ? seriesKey(spelling) : undefined;
