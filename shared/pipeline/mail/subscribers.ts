import type { Choices } from '../../model/choices.ts';
import { InputError } from '../../model/errors.ts';
import type { Context, MailContext } from '../../model/ports.ts';
import type { Subscriber } from '../../model/subscriber.ts';
import { orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { readConfirmToken, readUnsubscribeToken, withHashes } from '../read/reader-links.ts';

/** Exactly one address: no display name, list, quoted part or line break. */
const addressForm = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,63}$/;

const idOf = (address: string): string => sha256(address.toLowerCase()).slice(0, 24);

/** Many spellings lead to one mailbox: what follows a plus, and at Gmail dots. */
export function mailboxOf(address: string): string {
  const [name = '', host = ''] = address.toLowerCase().split('@');
  const plain = name.split('+')[0] || name;
  const dotless = /^(gmail|googlemail)\.com$/.test(host);
  return idOf(dotless ? `${plain.replaceAll('.', '')}@gmail.com` : `${plain}@${host}`);
}

/** Checks an address. Throws InputError. */
function checkAddress(address: string): string {
  if (!addressForm.test(address)) throw new InputError(`"${address}" is no mail address; write one as name@example.org`, { usage: true });
  return address;
}

const pending = (address: string, context: MailContext): Subscriber => ({
  id: idOf(checkAddress(address)),
  address,
  state: 'pending',
  since: context.now().toISOString(),
});

/** Registers a reader as pending; a known reader stays as it is. */
export async function addSubscriber(address: string, context: Context): Promise<Subscriber> {
  const subscriber = pending(address, context);
  await context.digests.addSubscriber(subscriber);
  return (await context.digests.subscriber(subscriber.id)) ?? subscriber;
}

export const subscriberOf = async (address: string, context: Pick<Context, 'digests'>): Promise<Subscriber | undefined> =>
  context.digests.subscriber(idOf(checkAddress(address)));

const save = async (subscriber: Subscriber, context: Pick<Context, 'digests' | 'secret'>): Promise<void> =>
  context.digests.saveSubscriber(await withHashes(subscriber, context));

/**
 * Signs an address up over the web. Known and unknown addresses take the same steps and time: the worker of the queue decides later whether a mail is sent. At most
 * three a day for a mailbox and sixty an hour in all; beyond that nothing happens.
 */
export async function subscribe(address: string, context: MailContext): Promise<void> {
  const subscriber = pending(address, context);
  if (!(await context.signUps.allow(mailboxOf(address), context.now()))) return;
  await context.digests.addSubscriber(subscriber);
  await context.tasks.sendConfirmation({ confirm: subscriber.id, at: context.now().toISOString() });
}

/** Whether a reader may be asked to confirm: a new one, or one who left by a click. A mailbox that bounced or complained is left alone. */
export const mayConfirm = ({ state, left }: Subscriber): boolean => state === 'pending' || (state === 'suppressed' && left === 'reader');

async function confirmed({ left: _left, leftAt: _leftAt, ...subscriber }: Subscriber, context: MailContext): Promise<void> {
  // Loaded here: most of what this file does, a bounce for one, has nothing to do with news.
  const { beginAtNews } = await import('./unread-news.ts');
  await beginAtNews(subscriber.id, context);
  await save({ ...subscriber, state: 'confirmed', confirmedAt: context.now().toISOString() }, context);
  await context.signUps.settle(subscriber.id, 'sent');
}

/** Confirms a reader on the word of the instance's owner. Throws InputError with the remedy for a suppressed reader. */
export async function confirmSubscriber(subscriber: Subscriber, context: Context): Promise<void> {
  if (subscriber.state === 'confirmed') return;
  if (subscriber.state === 'suppressed') {
    throw new InputError(
      `${subscriber.address} left, or its mailbox refused us; when its reader asks to come back, remove it and add it again`,
    );
  }
  await confirmed(subscriber, context);
}

/** Confirms a reader by the link of a confirmation mail, unless the reader has left since that mail. */
export async function confirm(token: string, context: MailContext): Promise<boolean> {
  const found = await readConfirmToken(token, context);
  if (!found) return false;
  const { reader, madeAt } = found;
  if (reader.state === 'confirmed') return true;
  if (!mayConfirm(reader) || madeAt <= orEmpty(reader.leftAt)) return false;
  await confirmed(reader, context);
  return true;
}

/** Keeps what a reader chose; undefined, and nothing stored, for one who is not there any more or receives no mail. */
export async function keepChoices({ id }: Pick<Subscriber, 'id'>, choices: Choices, context: MailContext): Promise<Subscriber | undefined> {
  // As it is now: who has left since the form was read stays away.
  const reader = await context.digests.subscriber(id);
  if (!reader || reader.state === 'suppressed') return undefined;
  const { choices: _before, ...rest } = reader;
  const kept = Object.keys(choices).length > 0 ? { ...rest, choices } : rest;
  await save(kept, context);
  return kept;
}

/** Ends the mails to a reader. A bounce or complaint stays recorded, since a click can be undone and they cannot. */
export async function suppress(
  subscriber: Subscriber,
  left: NonNullable<Subscriber['left']>,
  context: Pick<Context, 'digests' | 'now' | 'secret'>,
): Promise<void> {
  const final = subscriber.state === 'suppressed' && subscriber.left !== 'reader' ? subscriber.left : left;
  const { left: _left, ...rest } = subscriber;
  await save({ ...rest, state: 'suppressed', ...(final && { left: final }), leftAt: context.now().toISOString() }, context);
}

/** Unsubscribes a reader. Repeatable. */
export async function unsubscribe(token: string, context: MailContext): Promise<boolean> {
  const subscriber = await readUnsubscribeToken(token, context);
  if (!subscriber) return false;
  await suppress(subscriber, 'reader', context);
  return true;
}
