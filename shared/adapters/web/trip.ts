/** What one page costs: its requests and bytes, and the network time that is left of the one deadline over all hops and tries. */
export type Trip = { leftMs: number; requests: number; wireBytes: number };

export type Ask = {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The start of the body is enough: reading stops there. */
  readonly firstBytes?: number;
  /** A file may be larger than a page. */
  readonly maxBytes?: number;
};

/** An answer with content-encoding undone. Header names are lower-case. */
export type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly bytes: Uint8Array };

/** One request and its answer, live or replayed, no redirect followed. Throws SourceError. */
export type Exchange = (ask: Ask, trip: Trip) => Promise<Answer>;

export const startTrip = (deadlineMs: number): Trip => ({ leftMs: deadlineMs, requests: 0, wireBytes: 0 });
