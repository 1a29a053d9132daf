import type { Fixed } from './fixed.ts';

/** `trace`: the round and the source that a task comes from (pipeline/collect/trace.ts). */
type Traced = { readonly trace?: string };

/** One unit of work for `collect`. FIFO message group = host, deduplication id = `id`. */
export type Task = Fixed<
  | (Traced & {
      kind: 'listing';
      id: string;
      sourceId: string;
      url: string;
      list?: string;
      round?: string;
      /** The slot that it was due in: what its reading notes in the state of the source, so that it is not due again. */
      slot?: string;
      /** A backfill: until entries are older than this day. */
      since?: string;
      /** Pages of it that were read when the task was sent: it goes on behind them. */
      from?: number;
    })
  | (Traced & {
      kind: 'page';
      id: string;
      sourceId: string;
      url: string;
      entry?: import('./article.ts').Entry;
      /** A backfill, or a landmark, asks for it: what is old is no news. */
      backfill?: true;
      revisit?: boolean;
      /** The document of the address when the task was sent: what is read with the address, and no more than that. */
      documentId?: string;
      /** A text that another page cites with a link: no listing has it, so that its absence is no failure of its source. */
      wanted?: boolean;
      again?: boolean;
    })
>;

/**
 * What a backfill is expected to take for one source. `basis`: `read` by how dense its listings were at the last reading, `declared` at
 * least so much by how often the declaration expects something new, `done` nothing is left.
 */
export type PlannedSource = Fixed<{
  id: string;
  host: string;
  basis: 'read' | 'declared' | 'done';
  listingPages: number;
  documents: number;
  hours: number;
  reached?: string;
}>;

export type BackfillPlan = Fixed<{
  since: string;
  sources: PlannedSource[];
  /** Hosts that take longest; the slowest one decides when all is done. */
  hosts: { host: string; requests: number; hours: number }[];
  total: {
    sources: number;
    listingPages: number;
    documents: number;
    requests: number;
    hours: number;
    gigabytes: number;
    /** Once, when deployed, and then each month for what is kept. */
    usd: number;
    usdAMonth: number;
  };
  assumes: string[];
}>;

export type WorkJob = Fixed<{ name: string; given: unknown[]; url: string }>;

export const damagedAside = (name: string): string => `damaged ${name}`;

export const isDamagedAside = ({ key }: Pick<SetAside, 'key'>): boolean => key.startsWith(damagedAside(''));

/**
 * What is left out so that the rest goes on: texts that took the program too long, or too much memory, which are not tried again while they
 * and the program are the same; and what is damaged in the store.
 */
export type SetAside = Fixed<{
  /** `page <canonical address>` for a page, `facts <id>` for a document's facts, `damaged <name>` for what cannot be read. */
  key: string;
  url: string;
  sourceId: string;
  documentId?: string;
  title?: string;
  hash: string;
  detail: string;
  since: string;
}>;
