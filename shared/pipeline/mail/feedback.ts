import { InputError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { subscriberOf, suppress } from './subscribers.ts';

type MailEvent = { readonly kind: 'bounce' | 'complaint' | 'other'; readonly hard: boolean; readonly addresses: readonly string[] };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The used part of an SES event, which comes straight from SES or inside an EventBridge or SNS envelope. */
function readEvent(body: string): MailEvent {
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

/** Text that is no address belongs to no reader. A failure of the store is thrown, and the event comes again. */
function noAddress(error: unknown): undefined {
  if (!(error instanceof InputError)) throw error;
}

/** A hard bounce or a complaint suppresses the address; SES itself retries soft bounces. */
export async function feedback(body: string, context: Pick<Context, 'digests' | 'now' | 'secret'>): Promise<void> {
  const { kind, hard, addresses } = readEvent(body);
  if (kind === 'other' || (kind === 'bounce' && !hard)) return;
  for (const address of addresses) {
    const subscriber = await subscriberOf(address, context).catch(noAddress);
    if (subscriber) await suppress(subscriber, kind, context);
  }
}
