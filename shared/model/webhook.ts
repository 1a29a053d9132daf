import type { WebhookFilters } from './configuration.ts';
import type { Fixed } from './fixed.ts';

/** Chats that have a form of their own; without one a message is ours. */
export const webhookForms = ['slack', 'teams', 'feishu', 'dingtalk'] as const;
export type WebhookForm = (typeof webhookForms)[number];

export type Webhook = Fixed<{
  url: string;
  form?: WebhookForm;
  /**
   * A search of the list of documents, or one document: by id, address or number, with whatever cites, implements, amends or finalises it.
   */
  wants: { filters: WebhookFilters } | { document: string };
  /** Ours always has one, a chat where its robot was given one. */
  secretParameter?: string;
}>;

/** A message that was not taken: `position` is its event in the list of news, `tries` how often it was sent. */
type Untaken = Fixed<{ position: number; tries: number; reason: string }>;

export type WaitingMessage = Untaken & { readonly dueAt: string };

export type DeadLetter = Untaken & { readonly at: string };

/** How far a webhook is. Every write is conditional on `v`. */
export type WebhookState = Fixed<{
  /** Up to which number of the list of news its messages were taken, or wait. */
  position: number;
  waiting: WaitingMessage[];
  day: string;
  takenAt?: string;
  restUntil?: string;
  /** The receiver answered that it is gone for good (410). */
  off?: { since: string };
  trouble?: { since: string; reason: string };
  v: number;
}>;

export type WebhookStates = {
  /** After a rebuild of the table: the state as of the last day that it was recorded on. */
  state(id: string): Promise<WebhookState | undefined>;
  /** The state as written; `undefined` when another process was faster. */
  save(id: string, from: WebhookState | undefined, to: Omit<WebhookState, 'v'>): Promise<WebhookState | undefined>;
  dead(id: string): Promise<readonly DeadLetter[]>;
  bury(id: string, letter: DeadLetter): Promise<void>;
  unbury(id: string, position: number): Promise<void>;
};

export type Secrets = {
  /** `undefined` when there is none. Throws when it may not be read. */
  read(name: string): Promise<string | undefined>;
  isMissing(name: string): Promise<boolean>;
};

export type WebhookRequest = Fixed<Pick<Webhook, 'url' | 'form'> & { id: string; secret?: string; body: string }>;

/** `refused`: what a chat says in an answer that has the status of a good one. */
export type WebhookAnswer = Fixed<{ status: number; retryAfter?: number; refused?: string }>;

/** Signs and sends. Follows no redirect. Throws SourceError when there was no answer. */
export type WebhookSender = { post(request: WebhookRequest): Promise<WebhookAnswer>; close(): Promise<void> };

export type Webhooks = WebhookStates & { readonly secrets: Secrets; openSender(): WebhookSender };
