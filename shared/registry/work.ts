import functionRows from './tables/functions.json' with { type: 'json' };
import standingRows from './tables/standing.json' with { type: 'json' };
import workRows from './tables/work.json' with { type: 'json' };

/**
 * What one unit of work takes: calls and seconds of its function, writes and reads of the table (by their size, with those of the lists), writes and reads of the
 * bucket, requests of queues, GB kept in bucket and table.
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

/** A function of the stack; `waits`: it polls a queue also when nothing is in it. */
export const functions: readonly { readonly id: string; readonly memoryMb: number; readonly waits?: boolean }[] = functionRows;

/** What stands the whole month, by the id of its price; `with`: only with that switch. */
export const standing: readonly { readonly id: string; readonly amount: number; readonly with?: string }[] = standingRows;
