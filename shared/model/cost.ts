/** What an instance does in a month of thirty days, in units of work (rows of registry/tables/work.json). */
export type MonthOfWork = {
  /** Listings asked for. */
  readonly polls: number;
  /** New pages, and visits to known ones. */
  readonly pages: number;
  readonly visits: number;
  /** Pages kept in all, and documents in the search index. */
  readonly held: number;
  readonly indexed: number;
  readonly readers: number;
  readonly mails: number;
  /** Pages and answers of the API. */
  readonly views: number;
  /** Messages to webhooks; absent without webhooks. */
  readonly messages?: number;
  /** Documents whose title is translated, and documents with a gist of the model. */
  readonly translated?: number;
  readonly gists?: number;
  readonly dashboard?: boolean;
  /** Search by two nodes of OpenSearch in place of the index. */
  readonly openSearch?: boolean;
  /** Lists that a machine of one's own collects. */
  readonly collector?: boolean;
};

/** Quantities by the id of their price, in its unit, that were metered and stand in place of computed ones. */
export type Metered = Readonly<Record<string, number>>;

/** How a quantity is known. */
type CostBasis = 'metered' | 'computed';

export type CostLine = {
  /** Id of the price. */
  readonly id: string;
  readonly service: string;
  /** What it is for. */
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitUsd: number;
  readonly usd: number;
  readonly basis: CostBasis;
};

export type Bill = {
  readonly region: string;
  readonly lines: readonly CostLine[];
  /** Before any free tier, and after what AWS gives every account for ever. */
  readonly usd: number;
  readonly usdAfterFree: number;
};

/** Something that can be switched on or off, or another scale, and what it changes in a month. */
export type CostChange = { readonly what: string; readonly usd: number; readonly how: string; readonly on?: boolean };
