/** A sentence of a gist with the words of the source that prove it. */
export type GistSentence = { readonly text: string; readonly quote: string };

/** A call to a service that failed or was not made: which, and why. */
export type MachineTrouble = { readonly service: 'translate' | 'bedrock'; readonly detail: string };

/**
 * Services that may add machine text: Amazon Translate and Bedrock, off by default. Each answers `undefined` when it is off, when its month's
 * money is spent, or when it failed: what the project made by itself then stands.
 */
export type Machine = {
  /** English of a Chinese title. */
  title(chinese: string): Promise<string | undefined>;
  /** What a text says, in sentences that each quote it. */
  gist(title: string, text: string): Promise<readonly GistSentence[] | undefined>;
};
