import type { Fixed } from './fixed.ts';

/** What an instance does in a month of thirty days, in units of work (rows of registry/tables/work.json). */
export type MonthOfWork = Fixed<{
  polls: number;
  silent?: number;
  pages: number;
  visits: number;
  held: number;
  indexed: number;
  readers: number;
  mails: number;
  views: number;
  messages?: number;
  translated?: number;
  gists?: number;
  openSearch?: boolean;
  collector?: boolean;
}>;

export type CostLine = Fixed<{
  id: string;
  service: string;
  what: string;
  quantity: number;
  unit: string;
  unitUsd: number;
  usd: number;
}>;

export type Bill = Fixed<{
  region: string;
  lines: CostLine[];
  /** Before any free tier, and after what AWS gives every account for ever. */
  usd: number;
  usdAfterFree: number;
}>;

export type CostChange = Fixed<{ what: string; usd: number; how: string; on?: boolean }>;
