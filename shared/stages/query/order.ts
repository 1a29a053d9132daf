import type { Query, Sort } from '../../model/query.ts';
import { meaningOfQuery } from './meaning.ts';

/** In the order by deadline the rank of what is not open for comment: behind every day. */
export const notOpen = '~';

/**
 * The order that a list is in: the one that is asked for, else by relevance where words of the query rank (`ranked`) and by newest where
 * none does: fields alone (`issuer:cac status:draft`) say what is found, not how well it fits.
 */
export const sortOf = ({ sort }: Pick<Query, 'sort'>, ranked: boolean): Sort =>
  sort === undefined || sort === 'relevance' ? (ranked ? 'relevance' : 'newest') : sort;

export const isRanked = (q: string | undefined): boolean => q !== undefined && (meaningOfQuery(q)?.ranked.length ?? 0) > 0;

export const sortInForce = (query: Pick<Query, 'q' | 'sort'>): Sort => sortOf(query, isRanked(query.q));
