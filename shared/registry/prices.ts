import rows from './tables/prices.json' with { type: 'json' };

/** List prices of AWS in us-east-1, in US dollars, each with where and when it was seen. */
export const prices: readonly {
  readonly id: string;
  readonly per: string;
  readonly usd: number;
  readonly from: string;
  readonly seen: string;
}[] = rows;

/** The price of one unit as its row names it. Throws for an id without a row. */
export function priceOf(id: string): number {
  const row = prices.find((each) => each.id === id);
  if (!row) throw new Error(`no price "${id}" in tables/prices.json`);
  return row.usd;
}
