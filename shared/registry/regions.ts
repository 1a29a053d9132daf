import rows from './tables/regions.json' with { type: 'json' };

/** A region of the public AWS, with the types of our stack that CloudFormation does not know there, as of a day. */
export type Region = { readonly region: string; readonly lacks: readonly string[]; readonly seen: string; readonly from: string };

export const regions: readonly Region[] = rows;
