import { randomBytes } from 'node:crypto';
import { type Ledger, staleMinutes } from '../../model/digest.ts';
import { MailRefused } from '../../model/errors.ts';
import type { DeliverContext, MailContext, MailTask } from '../../model/ports.ts';
import type { Subscriber } from '../../model/subscriber.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { hasNews } from '../../stages/digest/followed.ts';
import { isReminderPeriod } from '../../stages/digest/moments.ts';
import type { MailRanges } from '../../stages/digest/reader-mark.ts';
import { weekOfPeriod } from '../read/digest.ts';
import { mailTo, type Render } from './mail-text.ts';
import { type KeyedDigest, readerDigest, reminderDigest } from './reader-digest.ts';
import { findUnsent, type MailRequest, returnNews, takeNews } from './unread-news.ts';

export { listId, type Render } from './mail-text.ts';

/** One mail to one reader; without `upTo` it may contain everything up to the time of sending. */
export type Delivery = Omit<MailTask, 'upTo' | 'again'> & { readonly upTo?: number };
export type DeliveryOutcome = {
  readonly reader: string;
  readonly state: 'sent' | 'already' | 'failed' | 'uncertain' | 'suppressed' | 'paused' | 'nothing';
};

const minute = 60_000;

/** Whether the reader wants no mail today (Beijing). */
export const isPaused = ({ choices }: Subscriber, now: Date): boolean =>
  choices?.pausedUntil !== undefined && choices.pausedUntil >= dayOf(now);

/** Attempts that are running in this process. */
const active = new Set<string>();

/**
 * Whether the claimant of a delivery is surely gone: the message came again and no attempt for it runs here, or the claim is old. If the claimant returns after all,
 * its outcome is the one recorded.
 */
const isGivenUp = ({ by, at }: Ledger, message: string, now: Date): boolean =>
  !active.has(by) && (by.startsWith(`${message}#`) || now.getTime() - Date.parse(at) > staleMinutes * minute);

/** The outcome when somebody else has claimed the delivery; a claim that came to nothing is recorded as uncertain. */
async function answerTaken(known: Ledger, message: string, context: MailContext): Promise<DeliveryOutcome['state']> {
  if (known.state === 'uncertain') return 'uncertain';
  if (known.state !== 'claimed' || !isGivenUp(known, message, context.now())) return 'already';
  await context.digests.giveUp(known, context.now().toISOString(), 'a send was begun and not reported');
  return 'uncertain';
}

type Attempt = Delivery & { readonly upTo: number; readonly by: string; readonly subscriber: Subscriber };

const requestOf = ({ period, reader, upTo, by }: Attempt, context: MailContext): MailRequest => ({
  reader,
  week: weekOfPeriod(period, context.now()),
  upTo,
  by,
});

/** The content of a mail that takes these ranges of the news. */
function contentOf({ subscriber: { choices }, period, remind }: Attempt, taken: MailRanges, context: MailContext): Promise<KeyedDigest> {
  const daily = choices?.every === 'day' && period.length > 8;
  return readerDigest({ week: taken.week, taken, choices, daily, remind }, context);
}

/** Whether there is nothing to tell in a mail that is only sent with news; the reader's mark is then moved without one. */
async function isNeedless(one: Attempt, context: MailContext): Promise<boolean> {
  if (isReminderPeriod(one.period))
    return !hasNews((await reminderDigest({ choices: one.subscriber.choices, remind: one.remind }, context)).digest);
  if (!one.ifNews) return false;
  const request = requestOf(one, context);
  const { digest } = await contentOf(one, await findUnsent(request, context), context);
  if (hasNews(digest)) return false;
  await takeNews(request, context);
  return true;
}

/** Sends one mail, once. News of a refused mail are given back to the reader's news; news that may have arrived are not. */
async function attempt(
  one: Attempt & { readonly claimed: Ledger },
  render: Render,
  context: DeliverContext,
): Promise<'sent' | 'failed' | 'uncertain'> {
  const { period, reader, by, subscriber, claimed } = one;
  const settle = async (state: Exclude<Ledger['state'], 'claimed'>, error?: unknown): Promise<typeof state> => {
    const detail = error === undefined ? {} : { detail: String(error instanceof Error ? error.message : error).slice(0, 300) };
    await context.digests.settle(claimed, { state, at: context.now().toISOString(), ...detail });
    return state;
  };
  let taken: MailRanges | undefined;
  let asked = false;
  try {
    if (!isReminderPeriod(period)) taken = await takeNews(requestOf(one, context), context);
    const content = taken ? contentOf(one, taken, context) : reminderDigest({ choices: subscriber.choices, remind: one.remind }, context);
    const mail = await mailTo(subscriber, await content, render, context);
    context.crash('digest-claimed');
    asked = true;
    await context.mailer.send(mail);
  } catch (error) {
    if (asked && !(error instanceof MailRefused)) return settle('uncertain', error);
    if (taken) await returnNews(reader, taken, by, context);
    return settle('failed', error);
  }
  context.crash('digest-sent');
  return settle('sent');
}

/**
 * Sends one mail to one reader, once a period; `message` is the id of the message that asks for it. The ledger is claimed, and the reader's mark moved, before the
 * send: after a crash between the two the delivery is `uncertain` and not retried by itself, since SES has no idempotency key and a second mail is worse than a late
 * one (decisions 5 and 21).
 */
export async function deliver(delivery: Delivery, message: string, render: Render, context: DeliverContext): Promise<DeliveryOutcome> {
  const { period, reader, remind } = delivery;
  const subscriber = await context.digests.subscriber(reader);
  if (subscriber?.state !== 'confirmed') return { reader, state: 'suppressed' };
  if (isPaused(subscriber, context.now())) return { reader, state: 'paused' };
  const known = await context.digests.ledger(period, reader);
  if (known && known.state !== 'failed') return { reader, state: await answerTaken(known, message, context) };
  const by = `${message}#${randomBytes(9).toString('base64url')}`;
  const one = { ...delivery, upTo: delivery.upTo ?? (await context.documents.newsEnd()), by, subscriber };
  active.add(by);
  try {
    if (await isNeedless(one, context)) return { reader, state: 'nothing' };
    const claim = { at: context.now().toISOString(), by, ...opt('failed', known), ...(remind ? { reminded: true as const } : {}) };
    const claimed = await context.digests.claim(period, reader, claim);
    return { reader, state: claimed ? await attempt({ ...one, claimed }, render, context) : 'already' };
  } finally {
    active.delete(by);
  }
}
