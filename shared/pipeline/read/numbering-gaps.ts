import type { NumberingGap, SequenceQuery } from '../../model/cross-index.ts';
import type { Context } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { findIssuer, issuerOfPrefix } from '../../registry/issuers.ts';
import { familyOf, gapOf } from '../../stages/numbers/sequence.ts';

/** Holes in the sequences of numbers, newest years first; sequences of which nothing is missing are left out. At most `limit` sequences are looked at. */
export async function findNumberingGaps(query: SequenceQuery, context: Context): Promise<readonly NumberingGap[]> {
  const today = dayOf(context.now());
  const prefix = query.prefix === undefined ? {} : { prefix: familyOf(query.prefix) };
  return (await context.search.sequences({ ...query, ...prefix })).flatMap((sequence) => {
    const gap = gapOf(sequence, today);
    if (!gap || gap.missing === 0) return [];
    const issuer = issuerOfPrefix(gap.prefix) ?? findIssuer(gap.prefix.replace(/(?:令|公告)$/, ''));
    return [issuer ? { ...gap, issuer: { id: issuer.id, name: issuer.name, english: issuer.english } } : gap];
  });
}
