/** What one page has cost: requests and bytes, and the network time left of the deadline over all hops and tries. */
export type Trip = { leftMs: number; requests: number; wireBytes: number };

export type Ask = {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Reading stops after the start of the body. */
  readonly firstBytes?: number;
  /** A name of `egress`: the way by which it is asked. Absent: by this machine itself. */
  readonly via?: string;
  /** A file may be larger than a page. */
  readonly maxBytes?: number;
};

/** An answer with content-encoding undone. Header names are lower-case. */
export type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly bytes: Uint8Array };

/** Sends one request, live or replayed, without following a redirect. Throws SourceError. */
export type Exchange = (ask: Ask, trip: Trip) => Promise<Answer>;

export const startTrip = (deadlineMs: number): Trip => ({ leftMs: deadlineMs, requests: 0, wireBytes: 0 });
