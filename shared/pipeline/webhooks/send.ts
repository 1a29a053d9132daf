import { SourceError } from '../../model/errors.ts';
import type { WebhookContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { DeadLetter, WaitingMessage, WebhookAnswer, WebhookSender, WebhookState } from '../../model/webhook.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { type Change, type Changes, openChanges, type RenderMessage } from './changes.ts';
import { type NamedWebhook, nameWebhooks } from './named-webhooks.ts';

const pauses = [1, 5, 30, 3 * 60, 12 * 60] as const;

type Outcome =
  | { readonly taken: true }
  | { readonly taken: false; readonly reason: string; readonly gone?: true; readonly retryAfter?: number };

const after = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

/** 2xx is taken; 410 never comes back; anything else, a redirect too, is tried again. */
function outcomeOf({ status, retryAfter, refused }: WebhookAnswer): Outcome {
  if (refused !== undefined) return { taken: false, reason: `answered ${status}, and says ${refused}` };
  if (status >= 200 && status < 300) return { taken: true };
  const redirect = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
  const pause = status === 429 || status === 503 ? retryAfter : undefined;
  return {
    taken: false,
    reason: `answered ${status}${redirect}`,
    ...(status === 410 ? { gone: true } : {}),
    ...opt('retryAfter', pause),
  };
}

const pass = (state: WebhookState, position: number): WebhookState => ({
  ...state,
  position: Math.max(state.position, position),
  waiting: state.waiting.filter((each) => each.position !== position),
});

type Sent = { readonly position: number; readonly tries: number };

type Settled = { readonly state: WebhookState; readonly dead?: DeadLetter };

function settle(before: WebhookState, { position, tries }: Sent, outcome: Outcome, now: Date): Settled {
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

/** No message is begun later than this after the start; the next run goes on. A run of the function has five minutes. */
const longestMs = 240_000;

const mostFailures = 2;

/** With so many messages waiting no new ones are begun: the list of news keeps them. */
const mostWaiting = 200;

/** After a kill at most so many messages go out once more, with the ids that they had. */
const savedEvery = 20;

type SentCounts = { sent: number; failed: number; dead: number };

type Run = {
  readonly context: WebhookContext;
  readonly changes: Changes;
  readonly sender: WebhookSender;
  readonly until: number;
  readonly counts: SentCounts;
};

type Walk = {
  readonly webhook: NamedWebhook;
  readonly secret?: string;
  saved: WebhookState;
  state: WebhookState;
  unsaved: number;
  failures: number;
  overtaken: boolean;
};

/** The same for every try of a change, so that a receiver can drop doubles. */
const messageId = (webhook: NamedWebhook, { event: { documentId, n } }: Change): string =>
  `msg_${sha256(`${webhook.id} ${documentId} ${n}`).slice(0, 24)}`;

const isOver = ({ state, failures, overtaken }: Walk, { until, context }: Run): boolean =>
  overtaken || failures >= mostFailures || state.off !== undefined || rests(state, context) || performance.now() > until;

const rests = ({ restUntil }: WebhookState, context: WebhookContext): boolean =>
  restUntil !== undefined && restUntil > context.now().toISOString();

async function save(walk: Walk, { context }: Run): Promise<void> {
  if (walk.overtaken || walk.state === walk.saved) return;
  const next = await context.webhooks.save(walk.webhook.id, walk.saved, { ...walk.state, day: dayOf(context.now()) });
  if (next === undefined) walk.overtaken = true;
  else [walk.saved, walk.state, walk.unsaved] = [next, next, 0];
}

/** Why there was no answer, without the address, which may hold a secret. */
const reasonOf = (error: unknown, { url }: NamedWebhook): string =>
  error instanceof SourceError ? error.detail : String(error).replaceAll(url, '…').slice(0, 200);

async function tell({ webhook, secret }: Walk, change: Change, { sender }: Run): Promise<Outcome | undefined> {
  try {
    const { url, form } = webhook;
    const body = await change.body(form);
    return body === undefined
      ? undefined
      : outcomeOf(await sender.post({ url, id: messageId(webhook, change), body, ...opt({ form, secret }) }));
  } catch (error) {
    return { taken: false, reason: reasonOf(error, webhook) };
  }
}

async function attempt(walk: Walk, position: number, tries: number, run: Run): Promise<void> {
  const change = await run.changes.at(position);
  const outcome = change && (tries > 1 || change.wantedBy.has(walk.webhook.id)) ? await tell(walk, change, run) : undefined;
  if (outcome === undefined) {
    walk.state = pass(walk.state, position);
    return;
  }
  run.context.crash('webhook-sent');
  const { state, dead } = settle(walk.state, { position, tries }, outcome, run.context.now());
  if (dead) await run.context.webhooks.bury(walk.webhook.id, dead);
  run.counts[outcome.taken ? 'sent' : 'failed'] += 1;
  run.counts.dead += dead ? 1 : 0;
  [walk.state, walk.unsaved, walk.failures] = [state, walk.unsaved + 1, outcome.taken ? 0 : walk.failures + 1];
  if (!outcome.taken || walk.unsaved >= savedEvery) await save(walk, run);
}

async function walkNews(walk: Walk, run: Run): Promise<void> {
  const now = run.context.now().toISOString();
  for (const { position, tries } of walk.state.waiting.filter(({ dueAt }) => dueAt <= now)) {
    if (isOver(walk, run)) break;
    await attempt(walk, position, tries + 1, run);
  }
  while (walk.state.position < run.changes.end && walk.state.waiting.length < mostWaiting && !isOver(walk, run))
    await attempt(walk, walk.state.position + 1, 1, run);
  await save(walk, run);
}

const hasWork = ({ position, waiting }: WebhookState, end: number): boolean => position < end || waiting.length > 0;

type FoundSecret = { readonly secret?: string; readonly reason: string };

async function findSecret(secretParameter: string, { webhooks }: WebhookContext): Promise<FoundSecret> {
  try {
    const secret = await webhooks.secrets.read(secretParameter);
    return { ...opt('secret', secret), reason: `there is no secret ${secretParameter}` };
  } catch (error) {
    return { reason: `the secret ${secretParameter} cannot be read: ${error instanceof Error ? error.name : String(error)}` };
  }
}

async function serve(webhook: NamedWebhook, run: Run): Promise<void> {
  const { webhooks, now } = run.context;
  const state = await webhooks.state(webhook.id);
  if (!state || state.off || rests(state, run.context) || !hasWork(state, run.changes.end)) return;
  const { secretParameter: name } = webhook;
  const { secret, reason } = name === undefined ? { reason: '' } : await findSecret(name, run.context);
  const from = { webhook, saved: state, unsaved: 0, failures: 0, overtaken: false };
  const { trouble, ...rest } = state;
  if (secret !== undefined || name === undefined) return walkNews({ ...from, ...opt({ secret }), state: trouble ? rest : state }, run);
  if (trouble?.reason === reason) return;
  await save({ ...from, state: { ...state, trouble: { since: now().toISOString(), reason } } }, run);
}

/** Webhooks that are new in the configuration begin at the end of the news. Called before a round, so that they are told what it finds. */
export async function beginWebhooks(context: WebhookContext): Promise<readonly NamedWebhook[]> {
  const named = nameWebhooks(context.settings.webhooks);
  for (const { id } of named) {
    if (await context.webhooks.state(id)) continue;
    const day = dayOf(context.now());
    await context.webhooks.save(id, undefined, { position: await context.documents.newsEnd(), waiting: [], day });
  }
  return named;
}

/**
 * Sends each webhook what it wants of the news since its position, and what is due again. A kill loses nothing: the position moves after
 * the answer.
 */
export async function sendWebhooks(context: WebhookContext, render: RenderMessage): Promise<SentCounts> {
  const counts: SentCounts = { sent: 0, failed: 0, dead: 0 };
  const webhooks = await beginWebhooks(context);
  if (webhooks.length === 0) return counts;
  const sender = context.webhooks.openSender();
  try {
    const run = { context, changes: await openChanges(webhooks, render, context), sender, until: performance.now() + longestMs, counts };
    const ends = await Promise.allSettled(webhooks.map((webhook) => serve(webhook, run)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return counts;
  } finally {
    await sender.close();
  }
}
