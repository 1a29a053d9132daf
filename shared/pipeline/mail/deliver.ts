/** Mails to readers, each sent once: composed, claimed in the ledger, handed to the mail service; and the queue that asks for them. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type Digest, type Ledger, staleMinutes } from '../../model/digest.ts';
import { MailRefused } from '../../model/errors.ts';
import type { Batch, DeliverContext, Mail, MailContext, MailTask, QueueMessage } from '../../model/ports.ts';
import type { Choices, Subscriber } from '../../model/reader.ts';
import type { Counted } from '../../model/run.ts';
import { dayOf, elapsed } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { hasNews } from '../../stages/digest/choices.ts';
import { isReminderPeriod } from '../../stages/digest/moments.ts';
import { type MailRanges, takenBy } from '../../stages/digest/reader-mark.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { type ReportFailure, type TimeLeft, workBatch } from '../batch.ts';
import { keepSums } from '../collect/report.ts';
import { openMemo } from '../context.ts';
import { weekOfPeriod } from '../read/digest.ts';
import { choicesUrl, digestUrl, unsubscribeUrl } from '../read/reader-links.ts';
import {
  findUnsent,
  type KeyedDigest,
  type MailPlan,
  type MailRequest,
  readerDigest,
  reminderDigest,
  returnNews,
  takeNews,
} from './reader-digest.ts';
import { eraseReader, readConfirmation, readErasure, sendConfirmation, suppress } from './subscribers.ts';

type Addressee = Readonly<{
  unsubscribeUrl: string;
  choicesUrl: string;
  digestUrl: string;
  baseUrl: string;
  today: string;
  confirmedOn: string;
  choices?: Choices | undefined;
}>;

type MailText = Pick<Mail, 'subject' | 'html' | 'text'> & { readonly dayWords?: (day: string) => string };
/** Turns a digest into a mail. The views do this; the pipeline says for whom, and from which day (Beijing) days left are counted. */
export type Render = (digest: Digest, reader: Addressee) => MailText;

const nobody = { id: '0'.repeat(24) };
/** A day of which no mail speaks. */
const noDay = '1000-02-03';

const linksOf = async ({ id, confirmedAt }: Pick<Subscriber, 'id' | 'confirmedAt'>, context: MailContext) => ({
  leaving: await unsubscribeUrl({ id }, context),
  choosing: await choicesUrl({ id }, context),
  confirmedOn: confirmedAt === undefined ? noDay : dayOf(confirmedAt),
});

const brokenForms = (words: string) => [
  words,
  ...[...words.matchAll(/ /g)].map(({ index }) => `${words.slice(0, index)}\n${words.slice(index + 1)}`),
];

const tokenOf = (url: string) => url.slice(url.indexOf('=') + 1);

type Written = Readonly<{ mail: MailText; links: Readonly<{ leaving: string; choosing: string; confirmedOn: string }> }>;
const written = openMemo<Written>(256);

const footKey = ({ choices }: Subscriber) => JSON.stringify(choices ?? {}, (name, value: unknown) => (name === 'id' ? undefined : value));

function writeMail({ digest, key }: KeyedDigest, reader: Subscriber, render: Render, context: MailContext) {
  const today = dayOf(context.now());
  return written(context, `${key} ${today} ${footKey(reader)}`, async () => {
    const links = await linksOf(nobody, context);
    const mail = render(digest, {
      unsubscribeUrl: links.leaving,
      choicesUrl: links.choosing,
      digestUrl: await digestUrl(digest.week, context),
      baseUrl: context.baseUrl,
      today,
      confirmedOn: links.confirmedOn,
      choices: reader.choices,
    });
    return { mail, links };
  });
}

/** By which a mail program recognises the digest (RFC 2919): it keeps its value as long as the sender keeps the domain. */
export const listId = (from: string): Readonly<Record<string, string>> => ({
  'List-Id': `Hongtou digest <digest.hongtou.${/@([a-z\d.-]{1,253})>?\s{0,9}$/i.exec(from)?.[1]?.toLowerCase() ?? 'localhost'}>`,
});

/** RFC 8058: one click, no cookie, no login. */
const unsubscribeHeaders = (url: string) => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

export async function mailTo(reader: Subscriber, keyed: KeyedDigest, render: Render, context: MailContext): Promise<Mail> {
  const { mail, links } = await writeMail(keyed, reader, render, context);
  const own = await linksOf(reader, context);
  const { dayWords = (day: string) => day } = mail;
  const [noDays, ownDay] = [brokenForms(dayWords(links.confirmedOn)), dayWords(own.confirmedOn)];
  const fill = (text: string) =>
    noDays.reduce(
      (filled, day) => filled.replaceAll(day, ownDay),
      text.replaceAll(tokenOf(links.leaving), tokenOf(own.leaving)).replaceAll(tokenOf(links.choosing), tokenOf(own.choosing)),
    );
  return {
    subject: mail.subject,
    html: fill(mail.html),
    text: fill(mail.text),
    to: reader.address,
    from: context.settings.digest.from,
    headers: { ...listId(context.settings.digest.from), ...unsubscribeHeaders(own.leaving) },
  };
}

/** One mail to one reader; without `upTo` it may contain everything up to the time of sending. */
type Delivery = Omit<MailTask, 'upTo' | 'again'> & { readonly upTo?: number };
type DeliveryOutcome = Readonly<{
  reader: string;
  state: 'sent' | 'already' | 'failed' | 'uncertain' | 'suppressed' | 'paused' | 'nothing';
}>;

const minute = 60_000;

export const isPaused = ({ choices }: Subscriber, now: Date) => choices?.pausedUntil !== undefined && choices.pausedUntil >= dayOf(now);

const active = new Set<string>();

/**
 * Whether the claimant of a delivery is surely gone: the message came again and no attempt for it runs here, or the claim is old. If the
 * claimant returns after all, its outcome is the one recorded.
 */
const isGivenUp = ({ by, at }: Ledger, message: string, now: Date) =>
  !active.has(by) && (by.startsWith(`${message}#`) || elapsed(at, now) > staleMinutes * minute);

/** The outcome when somebody else has claimed the delivery; an attempt that may have asked and came to nothing is recorded as uncertain. */
async function answerTaken(known: Ledger, message: string, context: MailContext) {
  if (known.state === 'uncertain') return 'uncertain';
  if (known.state === 'sent' || !isGivenUp(known, message, context.now())) return 'already';
  await context.digests.giveUp(known, context.now().toISOString(), 'the mail service was asked, and no answer was recorded');
  // A process that was killed may have recorded where it moves the reader's mark, and no more: writing the mark as it stands brings that to
  // the table.
  const mark = await context.digests.mark(known.reader);
  if (mark) await context.digests.moveMark(known.reader, mark, mark);
  return 'uncertain';
}

type Attempt = Delivery & Readonly<{ upTo: number; by: string; subscriber: Subscriber }>;

const requestOf = ({ period, reader, upTo, by }: Attempt, context: MailContext): MailRequest => ({
  reader,
  week: weekOfPeriod(period, context.now()),
  upTo,
  by,
});

function contentOf({ subscriber: { choices }, period, remind }: Attempt, taken: MailRanges, context: MailContext) {
  const daily = choices?.every === 'day' && period.length > 8;
  return readerDigest({ week: taken.week, taken, choices, daily, remind }, context);
}

type Composed = Readonly<{ mail: Mail; plan?: MailPlan }>;

/** By which mail programs know a mail that came twice; two instances have none in common. */
const deliveryId = async ({ period, reader }: Attempt, context: MailContext) =>
  sha256(`${period} ${await unsubscribeUrl({ id: reader }, context)}`).slice(0, 32);

/**
 * Composes a mail; undefined where there is nothing to tell in one that is only sent with news: the reader's mark is then moved without it.
 */
async function composeMail(one: Attempt, render: Render, context: MailContext) {
  const { subscriber, period, remind, ifNews } = one;
  const request = requestOf(one, context);
  const plan = isReminderPeriod(period) ? undefined : await findUnsent(request, context);
  const content = await (plan ? contentOf(one, plan, context) : reminderDigest({ choices: subscriber.choices, remind }, context));
  if (!(plan && !ifNews) && !hasNews(content.digest)) {
    if (plan) await takeNews(plan, request, context);
    return undefined;
  }
  const mail = { ...(await mailTo(subscriber, content, render, context)), id: await deliveryId(one, context) };
  return { mail, ...opt('plan', plan) };
}

/** A mail that other mails to its reader outran so often is tried again later. */
const mostTries = 20;

/**
 * Says in the ledger that the mail service is asked now, and takes the news of the mail; one that another mail outran is composed anew.
 * Undefined when nothing is left to tell.
 */
async function beginAsking(one: Attempt & { readonly claimed: Ledger }, first: Composed, render: Render, context: MailContext) {
  const note = (state: Pick<Ledger, 'state' | 'unasked' | 'took'>) =>
    context.digests.settle(one.claimed, { ...state, at: context.now().toISOString() });
  let composed: Composed | undefined = first;
  for (let tries = 0; composed && tries < mostTries; tries += 1) {
    if (!(await note({ state: 'asked', ...opt('took', composed.plan && takenBy(composed.plan)) })))
      throw new Error('another attempt has the delivery by now');
    if (!composed.plan || (await takeNews(composed.plan, requestOf(one, context), context))) return composed;
    await note({ state: 'claimed', unasked: true });
    composed = await composeMail(one, render, context);
  }
  if (composed) throw new Error(`the mark of reader ${one.reader}: ${mostTries} other mails were faster`);
  return undefined;
}

const detailOf = (error: unknown) => String(error instanceof Error ? error.message : error).slice(0, 300);

async function attempt(one: Attempt & { readonly claimed: Ledger }, first: Composed, render: Render, context: DeliverContext) {
  const { reader, by, claimed } = one;
  const settle = async (state: 'sent' | 'failed' | 'uncertain', error?: unknown) => {
    await context.digests.settle(claimed, {
      state,
      at: context.now().toISOString(),
      ...(error !== undefined && { detail: detailOf(error) }),
    });
    return state;
  };
  let composed: Composed | undefined;
  try {
    composed = await beginAsking(one, first, render, context);
    // Other mails have brought all of it.
    if (!composed) return settle('sent');
  } catch (error) {
    return settle('failed', error);
  }
  context.crash('digest-asked');
  try {
    await context.mailer.send(composed.mail);
  } catch (error) {
    if (!(error instanceof MailRefused)) return settle('uncertain', error);
    if (composed.plan) await returnNews(reader, takenBy(composed.plan), by, context);
    await settle('failed', error);
    const held = error.bounced ? await context.digests.subscriber(reader) : undefined;
    if (held) await suppress(held, 'bounce', context);
    return 'failed';
  }
  context.crash('digest-sent');
  return settle('sent');
}

/**
 * Sends one mail to one reader, once a period; `message` is the id of the message that asks for it. The mail is composed first; then the
 * ledger is claimed, and says that the mail service is asked just before it is. After a crash a delivery that nobody was asked for is sent;
 * one that was asked for is `uncertain` and not retried by itself, since SES has no idempotency key and a second mail is worse than a late
 * one (decision 21).
 */
export async function deliver(delivery: Delivery, message: string, render: Render, context: DeliverContext): Promise<DeliveryOutcome> {
  const { period, reader, remind } = delivery;
  const subscriber = await context.digests.subscriber(reader);
  if (subscriber?.state !== 'confirmed') return { reader, state: 'suppressed' };
  if (isPaused(subscriber, context.now())) return { reader, state: 'paused' };
  const isLeft = (known: Ledger) => known.state === 'failed' || (known.unasked === true && isGivenUp(known, message, context.now()));
  const known = await context.digests.ledger(period, reader);
  if (known && !isLeft(known)) return { reader, state: await answerTaken(known, message, context) };
  const by = `${message}#${randomBytes(9).toString('base64url')}`;
  const one = { ...delivery, upTo: delivery.upTo ?? (await context.documents.newsEnd()), by, subscriber };
  active.add(by);
  try {
    const claim = { at: context.now().toISOString(), by, ...(remind ? { reminded: true as const } : {}) };
    const claiming = (left = known) => context.digests.claim(period, reader, { ...claim, ...opt('left', left) });
    const composed = await composeMail(one, render, context).catch(async (error: unknown) => {
      // The ledger names a mail that cannot be made; an alarm tells of it.
      const claimed = await claiming();
      if (claimed) await context.digests.settle(claimed, { state: 'failed', at: context.now().toISOString(), detail: detailOf(error) });
      return 'failed' as const;
    });
    if (composed === 'failed') return { reader, state: 'failed' };
    if (!composed) return { reader, state: 'nothing' };
    // Of a process that was killed there may be the record of a claim alone: the first try brings it to the table.
    let claimed = await claiming();
    const other = claimed ? undefined : await context.digests.ledger(period, reader);
    if (other && !isLeft(other)) return { reader, state: await answerTaken(other, message, context) };
    claimed ??= await claiming(other);
    if (!claimed) return { reader, state: 'already' };
    context.crash('digest-claimed');
    return { reader, state: await attempt({ ...one, claimed }, composed, render, context) };
  } finally {
    active.delete(by);
  }
}

const days = z.readonly(z.tuple([z.string(), z.string()]));
/** Messages of older versions name the week, and no last event. */
const deliverySchema = z.object({
  period: z.optional(z.string()),
  week: z.optional(z.string()),
  reader: z.string(),
  upTo: z.optional(z.number()),
  remind: z.optional(days),
  ifNews: z.optional(z.boolean()),
  trace: z.optional(z.string()),
});

function parsed(body: string) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function findDelivery(body: string): Delivery | undefined {
  const { data } = deliverySchema.safeParse(parsed(body));
  const period = data?.period ?? data?.week;
  if (!data || period === undefined) return undefined;
  const { reader, upTo, remind, ifNews, trace } = data;
  return { period, reader, ...opt({ upTo, remind, ifNews, trace }) };
}

/** Mails of `deliver`. A mail that SES refused is given back, to be tried again until it goes to the dead letters. */
export const deliverBatch =
  (render: Render) => async (batch: Batch, context: DeliverContext, failed: ReportFailure, timeLeft?: TimeLeft) => {
    const counted: Counted[] = [];
    const one = async ({ body, messageId }: QueueMessage) => {
      const erasure = readErasure(body);
      if (erasure) return void (await eraseReader(erasure.erase, context));
      await context.mailer.ready?.();
      const confirmation = readConfirmation(body);
      if (confirmation) return sendConfirmation(confirmation, context);
      const delivery = findDelivery(body);
      if (!delivery) throw new Error(`not a delivery: ${body.slice(0, 200)}`);
      const outcome = await deliver(delivery, messageId, render, context);
      const { state } = outcome;
      context.line?.('mail', { ...opt('trace', delivery.trace), message: messageId, period: delivery.period, state });
      counted.push(state === 'sent' ? { mails: 1 } : state === 'failed' ? { mailsFailed: 1 } : {});
      if (outcome.state === 'failed') throw new Error(`the mail to reader ${outcome.reader} was refused`);
    };
    const answer = await workBatch(batch, { hide: context.tasks.hideMail, needs: 20_000, one, context }, failed, timeLeft);
    await keepSums(counted, context);
    return answer;
  };
