/** What an instance does in a month of thirty days, in units of work (rows of registry/tables/work.json). */
export type MonthOfWork = {
  readonly polls: number;
  readonly silent?: number;
  readonly pages: number;
  readonly visits: number;
  readonly held: number;
  readonly indexed: number;
  readonly readers: number;
  readonly mails: number;
  readonly views: number;
  readonly messages?: number;
  readonly translated?: number;
  readonly gists?: number;
  readonly dashboard?: boolean;
  readonly openSearch?: boolean;
  readonly collector?: boolean;
};

/** Quantities by the id of their price, in its unit, that were metered and stand in place of computed ones. */
export type Metered = Readonly<Record<string, number>>;

type CostBasis = 'metered' | 'computed';

export type CostLine = {
  readonly id: string;
  readonly service: string;
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitUsd: number;
  readonly usd: number;
  readonly basis: CostBasis;
};

export type Bill = {
  readonly region: string;
  readonly lines: readonly CostLine[];
  /** Before any free tier, and after what AWS gives every account for ever. */
  readonly usd: number;
  readonly usdAfterFree: number;
};

export type CostChange = { readonly what: string; readonly usd: number; readonly how: string; readonly on?: boolean };
