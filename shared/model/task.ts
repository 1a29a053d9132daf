/** `trace`: the round and the source that a task comes from (pipeline/collect/trace.ts). */
type Traced = { readonly trace?: string };

/** One unit of work for `collect`. FIFO message group = host, deduplication id = `id`. */
export type Task =
  | (Traced & {
      readonly kind: 'listing';
      readonly id: string;
      readonly sourceId: string;
      readonly url: string;
      readonly list?: string;
      readonly round?: string;
      /** The slot that it was due in: what its reading notes in the state of the source, so that it is not due again. */
      readonly slot?: string;
      /** A backfill: until entries are older than this day. */
      readonly since?: string;
      /** Pages of it that were read when the task was sent: it goes on behind them. */
      readonly from?: number;
    })
  | (Traced & {
      readonly kind: 'page';
      readonly id: string;
      readonly sourceId: string;
      readonly url: string;
      readonly entry?: import('./article.ts').Entry;
      /** A backfill, or a landmark, asks for it: what is old is no news. */
      readonly backfill?: true;
      readonly revisit?: boolean;
      /** The document of the address when the task was sent: what is read with the address, and no more than that. */
      readonly documentId?: string;
      /** A text that another page cites with a link: no listing has it, so that its absence is no failure of its source. */
      readonly wanted?: boolean;
      readonly again?: boolean;
    });

/**
 * What a backfill is expected to take for one source. `basis`: `read` by how dense its listings were at the last reading, `declared` at
 * least so much by how often the declaration expects something new, `done` nothing is left.
 */
export type PlannedSource = {
  readonly id: string;
  readonly host: string;
  readonly basis: 'read' | 'declared' | 'done';
  readonly listingPages: number;
  readonly documents: number;
  readonly hours: number;
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
  readonly assumes: readonly string[];
};

export type WorkJob = { readonly name: string; readonly given: readonly unknown[]; readonly url: string };

export const damagedAside = (name: string): string => `damaged ${name}`;

export const isDamagedAside = ({ key }: Pick<SetAside, 'key'>): boolean => key.startsWith(damagedAside(''));

/**
 * What is left out so that the rest goes on: texts that took the program too long, or too much memory, which are not tried again while they
 * and the program are the same; and what is damaged in the store.
 */
export type SetAside = {
  /** `page <canonical address>` for a page, `facts <id>` for a document's facts, `damaged <name>` for what cannot be read. */
  readonly key: string;
  readonly url: string;
  readonly sourceId: string;
  readonly documentId?: string;
  readonly title?: string;
  readonly hash: string;
  readonly detail: string;
  readonly since: string;
};
