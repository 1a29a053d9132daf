import type { WebhookFilters } from './configuration.ts';

/** An address that is told of each change that it wants, by signed requests. */
export type Webhook = {
  readonly url: string;
  /** A search of the list of documents, or one document: by id, address or number, with whatever cites, implements, amends or finalises it. */
  readonly wants: { readonly filters: WebhookFilters } | { readonly document: string };
  /** Name of the secret that its requests are signed with. */
  readonly secretParameter: string;
};

/** A message that was not taken: `position` is its event in the list of news, `tries` how often it was sent. */
type Untaken = { readonly position: number; readonly tries: number; readonly reason: string };
export type WaitingMessage = Untaken & { readonly dueAt: string };
export type DeadLetter = Untaken & { readonly at: string };

/** How far a webhook is. Every write is conditional on `v`. */
export type WebhookState = {
  /** Up to which number of the list of news its messages were taken, or wait. */
  readonly position: number;
  readonly waiting: readonly WaitingMessage[];
  /** Day of the last write (Beijing): the first of a day is recorded. */
  readonly day: string;
  readonly takenAt?: string;
  /** Nothing is sent before: the receiver asked for a pause. */
  readonly restUntil?: string;
  /** The receiver answered that it is gone for good (410). */
  readonly off?: { readonly since: string };
  /** Why nothing can be sent at all. */
  readonly trouble?: { readonly since: string; readonly reason: string };
  readonly v: number;
};

export type WebhookStates = {
  /** After a rebuild of the table: the state as of the last day that it was recorded on. */
  state(id: string): Promise<WebhookState | undefined>;
  /** The state as written; `undefined` when another process was faster. */
  save(id: string, from: WebhookState | undefined, to: Omit<WebhookState, 'v'>): Promise<WebhookState | undefined>;
  /** Messages that were given up, oldest event first. */
  dead(id: string): Promise<readonly DeadLetter[]>;
  bury(id: string, letter: DeadLetter): Promise<void>;
  unbury(id: string, position: number): Promise<void>;
};

/** Secrets by their names. */
export type Secrets = {
  /** `undefined` when there is none. Throws when it may not be read. */
  read(name: string): Promise<string | undefined>;
  /** Whether the secret is surely missing; false where only its use can tell. */
  isMissing(name: string): Promise<boolean>;
};

export type WebhookRequest = { readonly url: string; readonly id: string; readonly secret: string; readonly body: string };
/** `retryAfter` in seconds. */
export type WebhookAnswer = { readonly status: number; readonly retryAfter?: number };

/** Signs and sends. Follows no redirect. Throws SourceError when there was no answer. */
export type WebhookSender = { post(request: WebhookRequest): Promise<WebhookAnswer>; close(): Promise<void> };

export type Webhooks = WebhookStates & { readonly secrets: Secrets; openSender(): WebhookSender };

/** A sentence of a gist with the words of the source that prove it. */
export type GistSentence = { readonly text: string; readonly quote: string };

/** Machine text that may be shown, and why other text may not (`shared/stages/english/guard.ts`). */
export type MachineText<T> = { readonly text?: T; readonly refused: readonly string[] };

/** A call to a service that failed or was not made: which, and why. */
export type MachineTrouble = { readonly service: 'translate' | 'bedrock'; readonly detail: string };

/**
 * Services that may add machine text: Amazon Translate and Bedrock, off by default. Each returns `undefined` when it is off, when the budget of the month is spent,
 * or when it failed: the program's own text then stays.
 */
export type Machine = {
  /** English of a Chinese title. */
  title(chinese: string): Promise<MachineText<string> | undefined>;
  /** A summary in sentences that each quote the text. */
  gist(title: string, text: string): Promise<MachineText<readonly GistSentence[]> | undefined>;
};

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
