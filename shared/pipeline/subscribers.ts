import { createHash, randomBytes } from 'node:crypto';
import type { Subscriber } from '../model/digest.ts';
import { InputError } from '../model/errors.ts';
import type { Context } from '../model/ports.ts';

/** One address and nothing else: no display name, list, quoted part or line break. */
const addressForm = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,63}$/;

const idOf = (address: string): string => createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 24);

/** Checks an address. Throws InputError. */
function checkAddress(address: string): string {
  if (!addressForm.test(address)) throw new InputError(`"${address}" is no mail address; write one as name@example.org`, { usage: true });
  return address;
}

/** Registers a reader as pending; a known one stays as it is. */
export async function addSubscriber(address: string, context: Context): Promise<Subscriber> {
  const id = idOf(checkAddress(address));
  const known = await context.digests.subscriber(id);
  if (known) return known;
  const subscriber: Subscriber = {
    id,
    address,
    state: 'pending',
    token: `${id}.${randomBytes(18).toString('base64url')}`,
    since: context.now().toISOString(),
  };
  await context.digests.saveSubscriber(subscriber);
  return subscriber;
}

export const subscriberOf = (address: string, context: Context): Promise<Subscriber | undefined> =>
  context.digests.subscriber(idOf(checkAddress(address)));

/** A sign-up over the web: a confirmation mail to a new address, nothing else, and the same answer for all. */
export async function subscribe(address: string, context: Context): Promise<void> {
  const subscriber = await addSubscriber(address, context);
  if (subscriber.state !== 'pending' || subscriber.since !== context.now().toISOString()) return;
  await context.mailer.send({
    to: subscriber.address,
    from: context.settings.digest.from,
    subject: 'Confirm your subscription to Hongtou',
    text: `To receive the weekly digest, open ${context.baseUrl}/subscribe?token=${subscriber.token} and confirm. If you did not ask for it, do nothing.\n`,
    html: `<p>To receive the weekly digest, <a href="${context.baseUrl}/subscribe?token=${subscriber.token}">open this page and confirm</a>. If you did not ask for it, do nothing.</p>`,
    headers: {},
  });
}

async function byToken(token: string, context: Context): Promise<Subscriber | undefined> {
  const id = token.split('.')[0] ?? '';
  const found = /^[0-9a-f]{24}$/.test(id) ? await context.digests.subscriber(id) : undefined;
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  return found && digest(found.token) === digest(token) ? found : undefined;
}

export async function confirmSubscriber(subscriber: Subscriber, context: Context): Promise<void> {
  if (subscriber.state === 'confirmed') return;
  if (subscriber.state === 'suppressed') {
    throw new InputError(
      `${subscriber.address} left, or its mailbox refused us; when its reader asks to come back, remove it and add it again`,
    );
  }
  await context.digests.saveSubscriber({ ...subscriber, state: 'confirmed', confirmedAt: context.now().toISOString() });
}

export async function confirm(token: string, context: Context): Promise<boolean> {
  const subscriber = await byToken(token, context);
  if (!subscriber || subscriber.state === 'suppressed') return false;
  await confirmSubscriber(subscriber, context);
  return true;
}

/** Repeatable: a reader who left stays left. */
export async function unsubscribe(token: string, context: Context): Promise<boolean> {
  const subscriber = await byToken(token, context);
  if (!subscriber) return false;
  await context.digests.saveSubscriber({ ...subscriber, state: 'suppressed' });
  return true;
}
