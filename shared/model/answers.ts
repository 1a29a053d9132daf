import type { Digest } from './digest.ts';
import type { Revision, Shown } from './document.ts';
import type { LandmarkNews, Mentions, SourcedFigure } from './landmark.ts';
import type { Query, QueryResult } from './query.ts';
import type { SourceState } from './run.ts';
import type { Source } from './source.ts';

/** What a number, URL or id stands for: `ids` are the documents held, `canonical` the one spelling. */
export type Resolution = {
  readonly kind: 'document' | 'url' | 'number' | 'none';
  readonly canonical?: string;
  readonly held: boolean;
  readonly ids: readonly string[];
  readonly title?: string;
};

/** Every question that the pages, the API and the feeds may ask, and the three things a reader may do. Filled by pipeline/query. */
export type Answers = {
  documents(query: Query): Promise<QueryResult>;
  /** By id, URL or any spelling of a number. */
  document(ref: string): Promise<Shown | undefined>;
  text(id: string): Promise<string | undefined>;
  revisions(id: string): Promise<readonly Revision[]>;
  resolve(ref: string): Promise<Resolution>;
  /** How many documents name each landmark; its act and newest documents; the newest figures of the same thing. */
  mentions(): Promise<Mentions>;
  landmark(id: string, limit: number): Promise<LandmarkNews | undefined>;
  figures(id: string, limit: number): Promise<readonly SourcedFigure[] | undefined>;
  sources(): Promise<readonly { readonly source: Source; readonly state?: SourceState }[]>;
  digest(week: string): Promise<Digest | undefined>;
  /** Newest first. */
  weeks(): Promise<readonly string[]>;
  thisWeek(): Promise<Digest>;
  changes(after: string | undefined, limit: number): Promise<{ items: readonly (Revision & { title: string })[]; next?: string }>;
  /** Answers the same whether or not the address is known. */
  subscribe(address: string): Promise<void>;
  confirm(token: string): Promise<boolean>;
  unsubscribe(token: string): Promise<boolean>;
  authorised(token: string): Promise<boolean>;
  /** Today in Beijing, `2026-11-25`. */
  today(): string;
  /** Signs cursors. */
  readonly secret: string;
  /** The laptop: no token, and only loopback names as Host. */
  readonly local: boolean;
};
