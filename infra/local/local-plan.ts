/** What the template needs, in the words of the emulators. Names are physical names of the local instance. */
export type TablePlan = { readonly name: string; readonly definition: Readonly<Record<string, unknown>> };

export type QueuePlan = { readonly id: string; readonly name: string; readonly attributes: Readonly<Record<string, string>> };

export type MappingPlan = {
  readonly queueId: string;
  readonly functionId: string;
  readonly batchSize: number;
  readonly concurrency: number;
};

export type SchedulePlan = {
  readonly id: string;
  readonly functionId: string;
  /** Cron of AWS, without `cron()`. */
  readonly cron: string;
  readonly timeZone: string;
  readonly input: unknown;
};

export type LocalPlan = {
  readonly tables: readonly TablePlan[];
  readonly buckets: readonly string[];
  /** Dead-letter queues before the queues that name them. */
  readonly queues: readonly QueuePlan[];
  readonly mappings: readonly MappingPlan[];
  readonly schedules: readonly SchedulePlan[];
  /** Function that answers HTTP. */
  readonly webFunctionId: string;
  /** Environment by function id, as templates of values (see interpret.ts). */
  readonly environments: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
