/** Changes told to webhooks: which each of them wants, tries and pauses, dead letters. */
import type { DigestItem } from '../../model/digest.ts';
import type { Head, NewsEvent } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { WebhookContext } from '../../model/ports.ts';
import type { IndexChange } from '../../model/query.ts';
import { dayOf, later } from '../../model/time.ts';
import { omit, opt } from '../../model/values.ts';
import type { DeadLetter, WaitingMessage, WebhookAnswer, WebhookForm, WebhookSender, WebhookState } from '../../model/webhook.ts';
import { wanted } from '../../stages/digest/choices.ts';
import { itemOf } from '../../stages/digest/item.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { findCandidate } from '../read/candidates.ts';
import { toIndexRow } from '../read/index.ts';
import { idsOf } from '../read/resolve.ts';
import { type NamedWebhook, nameWebhooks } from './named-webhooks.ts';

type RenderMessage = (change: Readonly<{ event: NewsEvent; item: DigestItem; page: string }>, form?: WebhookForm) => string;

type Change = {
  readonly event: NewsEvent;
  readonly wantedBy: ReadonlySet<string>;
  body(form?: WebhookForm): Promise<string | undefined>;
};
type Changes = {
  readonly end: number;
  /** `undefined` for an event that nobody is told of: of an irrelevant document, or an older one that a backfill brought. */
  at(position: number): Promise<Change | undefined>;
};

const windowSize = 50;

async function toItem(event: NewsEvent, context: WebhookContext) {
  const candidate = await findCandidate(event.documentId, [event], context);
  return candidate && itemOf(candidate, dayOf(context.now()), []);
}

async function rowsOf(heads: readonly Head[], context: WebhookContext) {
  const rows: IndexChange[] = [];
  for (const head of heads) rows.push(await toIndexRow(head, context));
  return rows;
}

async function foundBy(webhooks: readonly NamedWebhook[], heads: readonly Head[], context: WebhookContext) {
  const searching = webhooks.flatMap(({ id, wants }) => ('filters' in wants ? [{ id, filters: wants.filters }] : []));
  const found = new Map<string, Set<string>>(heads.map(({ id }) => [id, new Set()]));
  if (searching.length === 0 || heads.length === 0) return found;
  const today = dayOf(context.now());
  const hits = await context.search.match(
    await rowsOf(heads, context),
    searching.map(({ filters }) => ({ ...filters, today })),
  );
  for (const [index, { id }] of searching.entries()) for (const document of hits[index] ?? []) found.get(document)?.add(id);
  return found;
}

async function followingOf(webhooks: readonly NamedWebhook[], context: WebhookContext) {
  const following: Readonly<{ id: string; acts: readonly string[] }>[] = [];
  for (const { id, wants } of webhooks) if ('document' in wants) following.push({ id, acts: await idsOf(wants.document, context) });
  return following;
}

async function openChanges(webhooks: readonly NamedWebhook[], render: RenderMessage, context: WebhookContext): Promise<Changes> {
  const end = await context.documents.newsEnd();
  const following = await followingOf(webhooks, context);
  const windows = new Map<number, Promise<ReadonlyMap<number, Change>>>();

  async function toChange(event: NewsEvent, found: ReadonlySet<string>) {
    let shown: ReturnType<typeof toItem> | undefined;
    const item = () => {
      shown ??= toItem(event, context);
      return shown;
    };
    const touched = following.length === 0 ? undefined : await item();
    const followers = touched ? following.filter(({ acts }) => wanted(touched, { only: true, acts }, new Map())) : [];
    const page = `${context.baseUrl}/documents/${encodeURIComponent(event.documentId)}`;
    const body = async (form?: WebhookForm) => {
      const told = await item();
      return told && render({ event, item: told, page }, form);
    };
    return { event, wantedBy: new Set([...found, ...followers.map(({ id }) => id)]), body };
  }

  async function open(number: number) {
    const events = (await context.documents.news(number * windowSize, (number + 1) * windowSize)).filter(({ older }) => !older);
    const heads = await context.documents.heads([...new Set(events.map(({ documentId }) => documentId))]);
    const found = await foundBy(
      webhooks,
      heads.filter(({ relevant }) => relevant),
      context,
    );
    const changes = new Map<number, Change>();
    for (const event of events) {
      const by = found.get(event.documentId);
      if (by) changes.set(event.position, await toChange(event, by));
    }
    return changes;
  }

  return {
    end,
    async at(position) {
      const number = Math.floor((position - 1) / windowSize);
      const window = windows.get(number) ?? open(number);
      windows.set(number, window);
      return (await window).get(position);
    },
  };
}

const pauses = [1, 5, 30, 3 * 60, 12 * 60] as const;

type Outcome = { readonly taken: true } | Readonly<{ taken: false; reason: string; gone?: true; retryAfter?: number }>;

/** 2xx is taken; 410 never comes back; anything else, a redirect too, is tried again. */
function outcomeOf({ status, retryAfter, refused }: WebhookAnswer): Outcome {
  if (refused !== undefined) return { taken: false, reason: `answered ${status}, and says ${refused}` };
  if (status >= 200 && status < 300) return { taken: true };
  const redirect = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
  const pause = status === 429 || status === 503 ? retryAfter : undefined;
  return {
    taken: false,
    reason: `answered ${status}${redirect}`,
    ...(status === 410 && { gone: true }),
    ...opt('retryAfter', pause),
  };
}

const pass = (state: WebhookState, position: number) => ({
  ...state,
  position: Math.max(state.position, position),
  waiting: state.waiting.filter((each) => each.position !== position),
});

function settle(
  before: WebhookState,
  { position, tries }: Readonly<{ position: number; tries: number }>,
  outcome: Outcome,
  now: Date,
): Readonly<{ state: WebhookState; dead?: DeadLetter }> {
  const at = now.toISOString();
  const state = omit(pass(before, position), 'restUntil');
  if (outcome.taken) return { state: { ...state, takenAt: at } };
  const { reason, gone, retryAfter = 0 } = outcome;
  const minutes = pauses[tries - 1];
  const resting = {
    ...state,
    ...(retryAfter > 0 && { restUntil: later(now, retryAfter * 1000) }),
    ...(gone ? { off: { since: at } } : {}),
  };
  if (minutes === undefined) return { state: resting, dead: { position, tries, reason, at } };
  const waits: WaitingMessage = { position, tries, reason, dueAt: later(now, 1000 * Math.max(minutes * 60, retryAfter)) };
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

type Run = Readonly<{
  context: WebhookContext;
  changes: Changes;
  sender: WebhookSender;
  until: number;
  counts: SentCounts;
}>;

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
const messageId = (webhook: NamedWebhook, { event: { documentId, n } }: Change) =>
  `msg_${sha256(`${webhook.id} ${documentId} ${n}`).slice(0, 24)}`;

const isOver = ({ state, failures, overtaken }: Walk, { until, context }: Run) =>
  overtaken || failures >= mostFailures || state.off !== undefined || rests(state, context) || performance.now() > until;

const rests = ({ restUntil }: WebhookState, context: WebhookContext) => restUntil !== undefined && restUntil > context.now().toISOString();

async function save(walk: Walk, { context }: Run) {
  if (walk.overtaken || walk.state === walk.saved) return;
  const next = await context.webhooks.save(walk.webhook.id, walk.saved, { ...walk.state, day: dayOf(context.now()) });
  if (next === undefined) walk.overtaken = true;
  else [walk.saved, walk.state, walk.unsaved] = [next, next, 0];
}

/** Why there was no answer, without the address, which may hold a secret. */
const reasonOf = (error: unknown, { url }: NamedWebhook) =>
  error instanceof SourceError ? error.detail : String(error).replaceAll(url, '…').slice(0, 200);

async function tell({ webhook, secret }: Walk, change: Change, { sender }: Run) {
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

async function attempt(walk: Walk, position: number, tries: number, run: Run) {
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

async function walkNews(walk: Walk, run: Run) {
  const now = run.context.now().toISOString();
  for (const { position, tries } of walk.state.waiting.filter(({ dueAt }) => dueAt <= now)) {
    if (isOver(walk, run)) break;
    await attempt(walk, position, tries + 1, run);
  }
  while (walk.state.position < run.changes.end && walk.state.waiting.length < mostWaiting && !isOver(walk, run))
    await attempt(walk, walk.state.position + 1, 1, run);
  await save(walk, run);
}

const hasWork = ({ position, waiting }: WebhookState, end: number) => position < end || waiting.length > 0;

async function findSecret(secretParameter: string, { webhooks }: WebhookContext): Promise<Readonly<{ secret?: string; reason: string }>> {
  try {
    const secret = await webhooks.secrets.read(secretParameter);
    return { ...opt('secret', secret), reason: `there is no secret ${secretParameter}` };
  } catch (error) {
    return { reason: `the secret ${secretParameter} cannot be read: ${error instanceof Error ? error.name : String(error)}` };
  }
}

async function serve(webhook: NamedWebhook, run: Run) {
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
