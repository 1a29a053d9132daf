import type { Listing, Source } from '../../model/source.ts';
import { sha256 } from '../../stages/text/hash.ts';

export type NamedListing = { readonly key: string; readonly listing: Listing };

/** Key of a listing within its source: the same as long as its request is the same. */
const keyOf = ({ url, body = '' }: Listing): string => sha256(`${url}\n${body}`).slice(0, 12);

/** Every listing of a source, the main one first. */
export const listsOf = (source: Pick<Source, 'listing' | 'more'>): readonly NamedListing[] =>
  [source.listing, ...(source.more ?? [])].map((listing) => ({ key: keyOf(listing), listing }));
