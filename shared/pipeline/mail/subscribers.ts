/** Readers from sign-up to erasure: addresses, confirmation, choices, bounces, and what is kept of them. */
import { randomBytes } from 'node:crypto';
import { type Alarm, alarmRows } from '../../model/alarm.ts';
import type { Ledger } from '../../model/digest.ts';
import { InputError, MailRefused, messageOf, noneOn, UsageError } from '../../model/errors.ts';
import type { ConfirmationTask, Context, DeliverContext, ErasureTask, Mail, MailContext, WatchContext } from '../../model/ports.ts';
import type { Choices, Subscriber } from '../../model/reader.ts';
import { askedKey, ledgerKey, unrecordedKeys } from '../../model/table.ts';
import { fill, omit, orEmpty } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import type { SourceStates } from '../collect/source-states.ts';
import { confirmUrl, readConfirmToken, readUnsubscribeToken, withHashes } from '../read/reader-links.ts';
import words from './confirmation.json' with { type: 'json' };

/** Exactly one address: no display name, list, quoted part or line break. */
const addressForm = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,63}$/;

const idOf = (address: string) => sha256(address.toLowerCase()).slice(0, 24);

/** Many spellings lead to one mailbox: what follows a plus, and at Gmail dots. */
function mailboxOf(address: string) {
  const [name = '', host = ''] = address.toLowerCase().split('@');
  const plain = name.split('+')[0] || name;
  const dotless = /^(gmail|googlemail)\.com$/.test(host);
  return idOf(dotless ? `${plain.replaceAll('.', '')}@gmail.com` : `${plain}@${host}`);
}

function checkAddress(address: string) {
  if (!addressForm.test(address)) throw new UsageError(`"${address}" is no mail address; write one as name@example.org`);
  return address;
}

const pending = (address: string, context: MailContext): Subscriber => ({
  id: idOf(checkAddress(address)),
  address,
  state: 'pending',
  since: context.now().toISOString(),
});

export async function addSubscriber(address: string, context: Context): Promise<Subscriber> {
  const subscriber = pending(address, context);
  await context.digests.addSubscriber(subscriber);
  return (await context.digests.subscriber(subscriber.id)) ?? subscriber;
}

export const subscriberOf = async (address: string, context: Pick<Context, 'digests'>): Promise<Subscriber | undefined> =>
  context.digests.subscriber(idOf(checkAddress(address)));

const save = async (subscriber: Subscriber, context: Pick<Context, 'digests' | 'secret'>) =>
  context.digests.saveSubscriber(await withHashes(subscriber, context));

/**
 * Signs an address up over the web. Known and unknown addresses take the same steps and time: the worker of the queue decides later whether
 * a mail is sent. At most one a minute for a domain, three a day for a mailbox and sixty an hour in all; beyond that nothing happens.
 */
export async function subscribe(address: string, context: MailContext): Promise<void> {
  const subscriber = pending(address, context);
  if (!(await context.signUps.allow(mailboxOf(address), context.now(), orEmpty(address.toLowerCase().split('@')[1])))) return;
  await context.digests.addSubscriber(subscriber);
  await context.tasks.sendConfirmation({ confirm: subscriber.id, at: context.now().toISOString() });
}

const mayConfirm = ({ state, left }: Subscriber): boolean => state === 'pending' || (state === 'suppressed' && left === 'reader');

async function confirmed({ left: _left, leftAt: _leftAt, ...subscriber }: Subscriber, context: MailContext) {
  // Loaded here: most of what this file does, a bounce for one, has nothing to do with news.
  const { beginAtNews } = await import('./reader-digest.ts');
  await beginAtNews(subscriber.id, context);
  await save({ ...subscriber, state: 'confirmed', confirmedAt: context.now().toISOString() }, context);
  await context.signUps.settle(subscriber.id, 'sent');
}

export async function confirmSubscriber(subscriber: Subscriber, context: Context): Promise<void> {
  if (subscriber.state === 'confirmed') return;
  if (subscriber.state === 'suppressed') {
    throw new InputError(
      `${subscriber.address} left, or its mailbox refused us; when its reader asks to come back, remove it and add it again`,
    );
  }
  await confirmed(subscriber, context);
}

export async function confirm(token: string, context: MailContext): Promise<boolean> {
  const found = await readConfirmToken(token, context);
  if (!found) return false;
  const { reader, madeAt } = found;
  if (reader.state === 'confirmed') return true;
  if (!mayConfirm(reader) || madeAt <= orEmpty(reader.leftAt)) return false;
  await confirmed(reader, context);
  return true;
}

export async function keepChoices({ id }: Pick<Subscriber, 'id'>, choices: Choices, context: MailContext): Promise<Subscriber | undefined> {
  // As it is now: who has left since the form was read stays away.
  const reader = await context.digests.subscriber(id);
  if (!reader || reader.state === 'suppressed') return undefined;
  const kept = { ...omit(reader, 'choices'), ...(Object.keys(choices).length > 0 && { choices }) };
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
  await save(
    { ...omit(subscriber, 'left'), state: 'suppressed', ...(final && { left: final }), leftAt: context.now().toISOString() },
    context,
  );
}

export async function unsubscribe(token: string, context: MailContext): Promise<boolean> {
  const subscriber = await readUnsubscribeToken(token, context);
  if (!subscriber) return false;
  await suppress(subscriber, 'reader', context);
  return true;
}

function readTask(body: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(body);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export function readErasure(body: string): ErasureTask | undefined {
  const { erase, at } = readTask(body);
  return typeof erase === 'string' && /^[0-9a-f]{24}$/.test(erase) && typeof at === 'string' ? { erase, at } : undefined;
}

/** Stands for an erased reader: whoever knows the address can check it against the salt, but nobody can read the address from it. */
function standIn(id: string, salt: string) {
  return `erased-${salt}-${sha256(`${salt}${id}`).slice(0, 32)}`;
}

/**
 * Erases a reader: every version of every record, and the items of the table. The ledger of mails keeps a salted hash. The profile is
 * erased last, so that an interrupted erasure can be repeated. Returns how many objects were removed.
 */
export async function eraseReader(id: string, context: MailContext): Promise<number> {
  const { archive, digests } = context;
  const salt = randomBytes(8).toString('hex');
  for await (const { kind, item } of archive.filed(`readers/${id}/`)) {
    if (!item || kind === 'profile') continue;
    if (kind === 'ledger') {
      const entry = item.value as Ledger;
      const reader = standIn(id, salt);
      await archive.put({ ...ledgerKey(entry.period, reader), value: { ...entry, reader } });
    }
    await archive.drop(item);
  }
  const reader = await digests.subscriber(id);
  if (reader) await archive.drop(askedKey(mailboxOf(reader.address)));
  for (const key of Object.values(unrecordedKeys(id))) await archive.drop(key);
  const removed = await archive.eraseReader(id);
  await digests.removeSubscriber(id);
  return removed;
}

/** Everything that is kept of a reader, as items of the store with the words that it has there; `earlier` are the versions before. */
type ReaderExport = Readonly<{
  reader: string;
  address: string;
  exportedAt: string;
  items: readonly Readonly<{ kind: string; value: unknown; earlier?: readonly unknown[] }>[];
}>;

export async function exportReader({ id, address }: Subscriber, context: MailContext): Promise<ReaderExport> {
  const items: ReaderExport['items'][number][] = [];
  for await (const { kind, item, records } of context.archive.filed(`readers/${id}/`)) {
    const values = records.flatMap(({ value }) => (value === undefined ? [] : [value]));
    if (item) items.push({ kind, value: item.value, ...(values.length > 1 && { earlier: values.slice(0, -1) }) });
    else if (values.length > 0) items.push({ kind: `${kind}, removed`, value: values.at(-1), earlier: values.slice(0, -1) });
  }
  for (const [kind, key] of Object.entries(unrecordedKeys(id))) {
    const stored = await context.archive.held(key);
    if (stored) items.push({ kind, value: stored.value });
  }
  return { reader: id, address, exportedAt: context.now().toISOString(), items };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const listOf = (value: unknown) => (Array.isArray(value) ? value : []);

function readEvent(body: string): Readonly<{ kind: 'bounce' | 'complaint' | 'other'; hard: boolean; addresses: readonly string[] }> {
  let value: unknown = JSON.parse(body);
  if (isObject(value) && typeof value['Message'] === 'string') value = JSON.parse(value['Message']);
  if (isObject(value) && isObject(value['detail'])) value = value['detail'];
  const event = isObject(value) ? value : {};
  const type = String(event['eventType'] ?? event['notificationType']).toLowerCase();
  const part = isObject(event[type]) ? event[type] : {};
  const recipients = listOf(part['bouncedRecipients'] ?? part['complainedRecipients']);
  const addresses = recipients.flatMap((each) =>
    isObject(each) && typeof each['emailAddress'] === 'string' ? [each['emailAddress']] : [],
  );
  return { kind: type === 'bounce' || type === 'complaint' ? type : 'other', hard: part['bounceType'] === 'Permanent', addresses };
}

export async function feedback(body: string, context: Pick<Context, 'digests' | 'now' | 'secret'>): Promise<void> {
  const { kind, hard, addresses } = readEvent(body);
  if (kind === 'other' || (kind === 'bounce' && !hard)) return;
  for (const address of addresses) {
    const subscriber = await subscriberOf(address, context).catch(noneOn(InputError));
    if (subscriber) await suppress(subscriber, kind, context);
  }
}

const day = 86_400_000;

export const readConfirmation = (body: string): ConfirmationTask | undefined => {
  const { confirm, at } = readTask(body);
  return typeof confirm === 'string' && typeof at === 'string' ? { confirm, at } : undefined;
};

function mailOf(to: string, url: string, { settings }: MailContext): Mail {
  const { from, language } = settings.digest;
  const parts = language === 'both' ? [words.en, words.zh] : [words[language]];
  return {
    to,
    from,
    subject: parts.map(({ subject }) => subject).join(' · '),
    text: parts.map(({ text }) => fill(text, { url })).join('\n'),
    html: parts.map(({ html }) => fill(html, { url })).join('\n'),
    headers: {},
  };
}

/**
 * Sends a confirmation mail once: it is claimed first and never retried by itself. A reader can sign up again; a failure is in `alarms`.
 */
export async function sendConfirmation({ confirm, at }: ConfirmationTask, context: DeliverContext): Promise<void> {
  const subscriber = await context.digests.subscriber(confirm);
  if (!subscriber || !mayConfirm(subscriber) || !(await context.signUps.claim(confirm, at))) return;
  try {
    await context.mailer.send(mailOf(subscriber.address, await confirmUrl(subscriber, context), context));
  } catch (error) {
    // Whoever signs up may write any address: that one has no mailbox is no trouble of ours.
    if (error instanceof MailRefused && error.bounced) await suppress(subscriber, 'bounce', context);
    else return context.signUps.settle(confirm, 'failed', messageOf(error).slice(0, 300));
  }
  await context.signUps.settle(confirm, 'sent');
}

export async function confirmationAlarms(_: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const now = context.now().getTime();
  const unsent = (await context.signUps.unsent(100)).filter(({ at, state }) => {
    const age = now - Date.parse(at);
    return age < 7 * day && (state === 'failed' || age > day / 96);
  });
  const { confirmation, signUp } = alarmRows.reader.failed;
  return unsent.map(({ reader, at, state, detail }) => ({
    reader,
    state: state === 'failed' ? 'failed' : 'uncertain',
    since: at,
    detail: `${confirmation}${detail === undefined ? '' : ` (${detail})`}`,
    remedy: signUp,
  }));
}
