/**
 * What a backfill is expected to take for one source. `basis`: `read` by how dense its listings were at the last reading, `declared` at least so much by how often the
 * declaration expects something new, `done` nothing is left.
 */
export type PlannedSource = {
  readonly id: string;
  readonly host: string;
  readonly basis: 'read' | 'declared' | 'done';
  readonly listingPages: number;
  readonly documents: number;
  readonly hours: number;
  /** Where an earlier backfill came to. */
  readonly reached?: string;
};

export type BackfillPlan = {
  readonly since: string;
  readonly sources: readonly PlannedSource[];
  /** Hosts that take longest; the slowest one decides when all is done. */
  readonly hosts: readonly { readonly host: string; readonly requests: number; readonly hours: number }[];
  readonly total: {
    readonly sources: number;
    readonly listingPages: number;
    readonly documents: number;
    readonly requests: number;
    readonly hours: number;
    readonly gigabytes: number;
    /** Once, when deployed, and then each month for what is kept. */
    readonly usd: number;
    readonly usdAMonth: number;
  };
  /** What the figures rest on. */
  readonly assumes: readonly string[];
};
