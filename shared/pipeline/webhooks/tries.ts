import type { DeadLetter, WaitingMessage, WebhookAnswer, WebhookState } from '../../model/webhook.ts';

/** Minutes until a message is sent again, after each try; after the last one it is a dead letter. */
const pauses = [1, 5, 30, 3 * 60, 12 * 60] as const;

/** What became of a message. */
export type Outcome =
  | { readonly taken: true }
  | { readonly taken: false; readonly reason: string; readonly gone?: true; readonly retryAfter?: number };

const after = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

/** 2xx is taken; 410 never comes back; anything else, a redirect too, is tried again. */
export function outcomeOf({ status, retryAfter }: WebhookAnswer): Outcome {
  if (status >= 200 && status < 300) return { taken: true };
  const redirect = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
  const pause = status === 429 || status === 503 ? retryAfter : undefined;
  return {
    taken: false,
    reason: `answered ${status}${redirect}`,
    ...(status === 410 ? { gone: true } : {}),
    ...(pause === undefined ? {} : { retryAfter: pause }),
  };
}

/** The state when a position is done with, or waits no longer. */
export const pass = (state: WebhookState, position: number): WebhookState => ({
  ...state,
  position: Math.max(state.position, position),
  waiting: state.waiting.filter((each) => each.position !== position),
});

type Sent = { readonly position: number; readonly tries: number };
type Settled = { readonly state: WebhookState; readonly dead?: DeadLetter };

/** The state after a message was sent for the `tries`-th time. Pure. */
export function settle(before: WebhookState, { position, tries }: Sent, outcome: Outcome, now: Date): Settled {
  const at = now.toISOString();
  const { restUntil: _rest, ...state } = pass(before, position);
  if (outcome.taken) return { state: { ...state, takenAt: at } };
  const { reason, gone, retryAfter = 0 } = outcome;
  const minutes = pauses[tries - 1];
  const resting = { ...state, ...(retryAfter > 0 ? { restUntil: after(now, retryAfter) } : {}), ...(gone ? { off: { since: at } } : {}) };
  if (minutes === undefined) return { state: resting, dead: { position, tries, reason, at } };
  const waits: WaitingMessage = { position, tries, reason, dueAt: after(now, Math.max(minutes * 60, retryAfter)) };
  return { state: { ...resting, waiting: [...state.waiting, waits].toSorted((a, b) => a.position - b.position) } };
}
