import { randomBytes } from 'node:crypto';
import type { Digest, Ledger } from '../../model/digest.ts';
import { InputError, MailRefused } from '../../model/errors.ts';
import type { Context, Mail } from '../../model/ports.ts';
import type { Subscriber } from '../../model/subscriber.ts';
import { dayOf } from '../../model/time.ts';
import type { MailRanges } from '../../stages/digest/reader-mark.ts';
import { keptWeek, lastWeek, periodOf, weekForMail } from '../read/digest.ts';
import { digestUrl, unsubscribeUrl } from '../read/reader-links.ts';
import { subscriberOf } from './subscribers.ts';
import { mailFor, returnNews, takeNews } from './unread-news.ts';

/** Turns a digest into a mail for one reader. The views do this; the pipeline says for whom, and from which day (Beijing) days left are counted. */
export type Render = (
  digest: Digest,
  reader: { readonly unsubscribeUrl: string; readonly digestUrl: string; readonly baseUrl: string; readonly today: string },
) => Pick<Mail, 'subject' | 'html' | 'text'>;
/** `upTo`: the last event that the mail may contain; by default the last one at the time of sending. */
export type Delivery = { readonly period: string; readonly reader: string; readonly upTo?: number };
export type DeliveryOutcome = { readonly reader: string; readonly state: 'sent' | 'already' | 'failed' | 'uncertain' | 'suppressed' };

/** A claim without an outcome is uncertain after this long: no attempt takes as much. */
export const staleMinutes = 15;
const minute = 60_000;

/** Every confirmed reader, or the one named on the command line, who must have confirmed. Throws InputError with the remedy. */
export async function readersFor(address: string | undefined, context: Context): Promise<readonly Subscriber[]> {
  if (address === undefined) return (await context.digests.subscribers()).filter(({ state }) => state === 'confirmed');
  const reader = await subscriberOf(address, context);
  if (!reader) throw new InputError(`${address} is no reader yet; add it with: hongtou subscribers add ${address}`);
  if (reader.state !== 'confirmed')
    throw new InputError(`${address} is ${reader.state}; confirm it with: hongtou subscribers confirm ${address}`);
  return [reader];
}

/** Queues one mail for each confirmed reader. */
export async function sendToAll(week: string, context: Context): Promise<number> {
  const readers = await readersFor(undefined, context);
  const [period, upTo] = [periodOf(week, context.now()), await context.documents.newsEnd()];
  await context.tasks.sendMail(readers.map(({ id }) => ({ period, reader: id, upTo })));
  if (week === lastWeek(context.now())) await context.journal.write('mailed', { week, at: context.now().toISOString() });
  return readers.length;
}

/** Queues a mail to a reader named on the command line, also after a failed one. Throws InputError with the remedy. */
export async function sendTo(address: string, week: string, context: Context): Promise<number> {
  const readers = await readersFor(address, context);
  const [period, upTo] = [periodOf(week, context.now()), await context.documents.newsEnd()];
  for (const { id } of readers) {
    const known = await context.digests.ledger(period, id);
    await context.tasks.sendMail([{ period, reader: id, upTo, ...(known?.state === 'failed' ? { again: known.at } : {}) }]);
  }
  return readers.length;
}

/** By which a mail program recognises the digest (RFC 2919): it keeps its value as long as the sender keeps the domain. */
export const listId = (from: string): Readonly<Record<string, string>> => ({
  'List-Id': `Hongtou digest <digest.hongtou.${/@([a-z\d.-]{1,253})>?\s{0,9}$/i.exec(from)?.[1]?.toLowerCase() ?? 'localhost'}>`,
});

/** RFC 8058: one click, no cookie, no login. */
const unsubscribeHeaders = (url: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

async function mailOf(digest: Digest, subscriber: Subscriber, render: Render, context: Context): Promise<Mail> {
  const leaving = await unsubscribeUrl(subscriber, context);
  return {
    ...render(digest, {
      unsubscribeUrl: leaving,
      digestUrl: await digestUrl(digest.week, context),
      baseUrl: context.baseUrl,
      today: dayOf(context.now()),
    }),
    to: subscriber.address,
    from: context.settings.digest.from,
    headers: { ...listId(context.settings.digest.from), ...unsubscribeHeaders(leaving) },
  };
}

/** Attempts that are running in this process. */
const active = new Set<string>();

/**
 * Whether the claimant of a delivery is surely gone: the message came again and no attempt for it runs here, or the claim is old. If the claimant returns after all,
 * its outcome is the one recorded.
 */
const isGivenUp = ({ by, at }: Ledger, message: string, now: Date): boolean =>
  !active.has(by) && (by.startsWith(`${message}#`) || now.getTime() - Date.parse(at) > staleMinutes * minute);

/** The outcome when somebody else has claimed the delivery; a claim that came to nothing is recorded as uncertain. */
async function answerTaken(known: Ledger, message: string, context: Context): Promise<DeliveryOutcome['state']> {
  if (known.state === 'uncertain') return 'uncertain';
  if (known.state !== 'claimed' || !isGivenUp(known, message, context.now())) return 'already';
  await context.digests.giveUp(known, context.now().toISOString(), 'a send was begun and not reported');
  return 'uncertain';
}

type Attempt = Required<Delivery> & { readonly by: string; readonly subscriber: Subscriber };

/** Sends one mail, once. News of a refused mail are given back to the reader's news; news that may have arrived are not. */
async function attempt(
  { period, reader, upTo, by, subscriber }: Attempt,
  render: Render,
  context: Context,
): Promise<'sent' | 'failed' | 'uncertain'> {
  const settle = async (state: Exclude<Ledger['state'], 'claimed'>, error?: unknown): Promise<typeof state> => {
    const detail = error === undefined ? {} : { detail: String(error instanceof Error ? error.message : error).slice(0, 300) };
    await context.digests.settle(period, reader, { by, state, at: context.now().toISOString(), ...detail });
    return state;
  };
  let taken: MailRanges | undefined;
  let asked = false;
  try {
    const week = await weekForMail(period.slice(0, 8), context);
    taken = await takeNews({ reader, week: week.week, upTo, by }, context);
    const mail = await mailOf(await mailFor(week, taken, context), subscriber, render, context);
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
 * Sends one digest to one reader, once a period; `message` is the id of the message that asks for it. The ledger is claimed, and the reader's mark moved, before the
 * send: after a crash between the two the delivery is `uncertain` and not retried by itself, since SES has no idempotency key and a second mail is worse than a late
 * one (decisions 5 and 21).
 */
export async function deliver(delivery: Delivery, message: string, render: Render, context: Context): Promise<DeliveryOutcome> {
  const { period, reader } = delivery;
  const subscriber = await context.digests.subscriber(reader);
  if (subscriber?.state !== 'confirmed') return { reader, state: 'suppressed' };
  const known = await context.digests.ledger(period, reader);
  if (known && known.state !== 'failed') return { reader, state: await answerTaken(known, message, context) };
  const by = `${message}#${randomBytes(9).toString('base64url')}`;
  active.add(by);
  try {
    const claim = { at: context.now().toISOString(), by, ...(known ? { failed: known } : {}) };
    if (!(await context.digests.claim(period, reader, claim))) return { reader, state: 'already' };
    const upTo = delivery.upTo ?? (await context.documents.newsEnd());
    return { reader, state: await attempt({ period, reader, upTo, by, subscriber }, render, context) };
  } finally {
    active.delete(by);
  }
}

/** The weekly job: composes the last finished week once, and queues one mail for each confirmed reader. */
export async function sendLastWeek(context: Context): Promise<{ week: string; readers: number }> {
  const week = lastWeek(context.now());
  await keptWeek(week, context);
  return { week, readers: await sendToAll(week, context) };
}
