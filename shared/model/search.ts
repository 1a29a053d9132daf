import type { CrossIndex } from './cross-index.ts';
import type { Mentions } from './landmark.ts';
import type {
  Hit,
  IndexChange,
  IndexCheck,
  IndexPortion,
  IndexPortions,
  ProvinceCount,
  ProvinceQuery,
  Query,
  QueryResult,
  TimelineCount,
  TimelineQuery,
} from './query.ts';

export type Search = {
  /** Applies changes to the index and publishes it once: those at hand, or portions as they are made, which are asked for again where another writer was first. */
  apply(changes: readonly IndexChange[] | IndexPortions): Promise<void>;
  query(query: Query): Promise<QueryResult>;
  /** The ids that each query finds among these documents, whether or not they are published. */
  match(rows: readonly IndexChange[], queries: readonly Omit<Query, 'limit'>[]): Promise<readonly ReadonlySet<string>[]>;
  /** Whether what is published is to be replaced: an older version wrote it, or it was discarded. It answers until `renew` has ended. */
  isOutdated(): Promise<boolean>;
  /** Gives up what is published, damaged or not, and what was made of a new one. */
  discard(): Promise<void>;
  /**
   * Makes the index anew from the rows of all documents behind an id, or from the first, beside the published one. False when it stopped before the end, which it
   * does after some minutes: called again it goes on, in another process too.
   */
  renew(rows: (after: string | undefined) => AsyncIterable<IndexPortion>): Promise<boolean>;
  /** Checks what is published against its hashes. */
  check(): Promise<IndexCheck>;
  /** One document as a list shows it on the day `today`. */
  one(id: string, today: string): Promise<Hit | undefined>;
  /** How many documents cite each landmark, company or body; `among` names those asked for. */
  mentions(among?: readonly string[]): Promise<Mentions>;
  /** Documents of a query over time, by level or theme: what has none is not told, the oldest first. */
  timeline(query: TimelineQuery): Promise<readonly TimelineCount[]>;
  /** Documents of a query by the province whose bodies issued them; provinces without one are not told. */
  provinces(query: ProvinceQuery): Promise<readonly ProvinceCount[]>;
} & CrossIndex;
