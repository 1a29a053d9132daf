import type { Digest, Subscriber } from '../model/digest.ts';
import { InputError } from '../model/errors.ts';
import type { Context, Mail } from '../model/ports.ts';
import { ensurePublished, lastWeek, publishedWeek } from './digest.ts';
import { unsubscribeUrl } from './reader-links.ts';
import { subscriberOf } from './subscribers.ts';

/** Turns a digest into a mail for one reader; the views do it, the pipeline only says for whom. */
export type Render = (
  digest: Digest,
  reader: { readonly unsubscribeUrl: string; readonly baseUrl: string },
) => Pick<Mail, 'subject' | 'html' | 'text'>;
export type Delivery = { readonly week: string; readonly reader: string };
export type DeliveryOutcome = { readonly reader: string; readonly state: 'sent' | 'already' | 'failed' | 'uncertain' | 'suppressed' };

/** Asks the queue for one mail to each confirmed reader. */
export async function sendToAll(week: string, context: Context): Promise<number> {
  const readers = (await context.digests.subscribers()).filter(({ state }) => state === 'confirmed');
  await context.tasks.sendMail(readers.map(({ id }) => ({ week, reader: id })));
  return readers.length;
}

/** Asks for one mail to a reader named on the command line, who must have confirmed. Throws InputError with the remedy. */
export async function sendTo(address: string, week: string, context: Context): Promise<1> {
  const reader = await subscriberOf(address, context);
  if (!reader) throw new InputError(`${address} is no reader yet; add it with: hongtou subscribers add ${address}`);
  if (reader.state !== 'confirmed')
    throw new InputError(`${address} is ${reader.state}; confirm it with: hongtou subscribers confirm ${address}`);
  const known = await context.digests.ledger(week, reader.id);
  await context.tasks.sendMail([{ week, reader: reader.id, ...(known?.state === 'failed' ? { again: known.at } : {}) }]);
  return 1;
}

/** RFC 8058: one click, no cookie, no login. */
const unsubscribeHeaders = (url: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

async function send(week: string, subscriber: Subscriber, render: Render, context: Context): Promise<void> {
  const digest = await publishedWeek(week, context);
  const leaving = await unsubscribeUrl(subscriber, context);
  const mail = render(digest, { unsubscribeUrl: leaving, baseUrl: context.baseUrl });
  await context.mailer.send({
    ...mail,
    to: subscriber.address,
    from: context.settings.digest.from,
    headers: unsubscribeHeaders(leaving),
  });
}

/**
 * Sends one digest to one reader, once. The ledger is claimed before the send: after a crash between the two the delivery is `uncertain` and not
 * repeated by itself, since SES has no idempotency key and a second mail is worse than a late one.
 */
export async function deliver({ week, reader }: Delivery, render: Render, context: Context): Promise<DeliveryOutcome> {
  const at = context.now().toISOString();
  const subscriber = await context.digests.subscriber(reader);
  if (subscriber?.state !== 'confirmed') return { reader, state: 'suppressed' };
  const known = await context.digests.ledger(week, reader);
  if (known?.state === 'sent') return { reader, state: 'already' };
  if (known?.state === 'claimed' || known?.state === 'uncertain') {
    await context.digests.settle(week, reader, 'uncertain', at, 'a send was begun and not reported');
    return { reader, state: 'uncertain' };
  }
  if (!known && !(await context.digests.claim(week, reader, at))) return { reader, state: 'already' };
  context.crash('digest-claimed');
  try {
    await send(week, subscriber, render, context);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    await context.digests.settle(week, reader, 'failed', at, detail.slice(0, 300));
    return { reader, state: 'failed' };
  }
  context.crash('digest-sent');
  await context.digests.settle(week, reader, 'sent', at);
  return { reader, state: 'sent' };
}

/** The weekly duty: the last finished week, composed once, and one mail asked for for each confirmed reader. */
export async function sendLastWeek(context: Context): Promise<{ week: string; readers: number }> {
  const week = lastWeek(context.now());
  await ensurePublished(week, context);
  return { week, readers: await sendToAll(week, context) };
}
