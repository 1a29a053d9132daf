import { UsageError } from '../model/errors.ts';
import freeRows from './tables/always-free.json' with { type: 'json' };
import functionRows from './tables/functions.json' with { type: 'json' };
import rows from './tables/prices.json' with { type: 'json' };
import standingRows from './tables/standing.json' with { type: 'json' };
import workRows from './tables/work.json' with { type: 'json' };

export type Price = {
  readonly id: string;
  readonly service: string;
  readonly unit: string;
  readonly region: string;
  readonly usd: number;
  readonly seen: string;
  readonly from: string;
};

const prices: readonly Price[] = rows;
/** What every account gets for ever each month, in the unit of the price. */
const alwaysFree: ReadonlyMap<string, number> = new Map(freeRows.map(({ id, amount }) => [id, amount]));

export const usualRegion = 'us-east-1';
const pricedRegions: readonly string[] = [...new Set(prices.map(({ region }) => region))];

/** The price of a unit in a region, or in us-east-1 where it is not known there (its `region` says so). Throws for an id without a row. */
export function priceIn(id: string, region: string): Price {
  const row = prices.find((each) => each.id === id && each.region === region) ?? prices.find((each) => each.id === id);
  if (!row) throw new Error(`no price "${id}" in tables/prices.json`);
  return row;
}

export const priceOf = (id: string): number => priceIn(id, usualRegion).usd;

export const freeOf = (id: string): number => alwaysFree.get(id) ?? 0;

/** Throws InputError for a region that no price is known of. */
export function requirePricedRegion(region: string): string {
  if (pricedRegions.includes(region)) return region;
  throw new UsageError(`--region: no price of "${region}" is known; there are ${pricedRegions.join(', ')}`);
}

/**
 * What one unit of work takes: calls and seconds of its function, writes and reads of the table (by their size, with those of the lists),
 * writes and reads of the bucket, requests of queues, GB kept in bucket and table.
 */
export type UnitOfWork = {
  readonly id: string;
  readonly what: string;
  readonly function: string;
  readonly calls: number;
  readonly seconds: number;
  readonly writes?: number;
  readonly reads?: number;
  readonly puts?: number;
  readonly gets?: number;
  readonly messages?: number;
  readonly mails?: number;
  readonly requests?: number;
  readonly traffic?: number;
  readonly schedules?: number;
  readonly kept?: number;
  readonly table?: number;
  readonly from: string;
};

export const unitsOfWork: readonly UnitOfWork[] = workRows;

export const functions: readonly { readonly id: string; readonly memoryMb: number; readonly waits?: boolean }[] = functionRows;

/** What stands the whole month, by the id of its price. */
export const standing: readonly { readonly id: string; readonly amount: number }[] = standingRows;
