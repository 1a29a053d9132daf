import type { NumberingGap, SequenceQuery } from '../../model/cross-index.ts';
import type { LookupContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { findIssuer, issuerOfPrefix } from '../../registry/issuers.ts';
import { familyOf, gapOf } from '../../stages/numbers/sequence.ts';

/** Missing numbers in sequences, newest years first; complete sequences are left out. Reads at most `limit` sequences. */
export async function findNumberingGaps(query: SequenceQuery, context: LookupContext): Promise<readonly NumberingGap[]> {
  const today = dayOf(context.now());
  const prefix = query.prefix === undefined ? {} : { prefix: familyOf(query.prefix) };
  return (await context.search.sequences({ ...query, ...prefix })).flatMap((sequence) => {
    const gap = gapOf(sequence, today);
    if (!gap || gap.missing === 0) return [];
    const issuer = issuerOfPrefix(gap.prefix) ?? findIssuer(gap.prefix.replace(/(?:令|公告)$/, ''));
    return [issuer ? { ...gap, issuer: { id: issuer.id, name: issuer.name, english: issuer.english } } : gap];
  });
}
