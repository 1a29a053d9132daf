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
  readonly openSearch?: boolean;
  readonly collector?: boolean;
};

export type CostLine = {
  readonly id: string;
  readonly service: string;
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitUsd: number;
  readonly usd: number;
};

export type Bill = {
  readonly region: string;
  readonly lines: readonly CostLine[];
  /** Before any free tier, and after what AWS gives every account for ever. */
  readonly usd: number;
  readonly usdAfterFree: number;
};

export type CostChange = { readonly what: string; readonly usd: number; readonly how: string; readonly on?: boolean };
