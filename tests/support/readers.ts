import type { Context } from '../../shared/model/ports.ts';
import type { SavedSearch, Subscriber } from '../../shared/model/reader.ts';
import { addSubscriber, confirmSubscriber, subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { choicesToken, confirmUrl, digestUrl, searchToken, unsubscribeUrl } from '../../shared/pipeline/read/reader-links.ts';

/** Readers of a store, and every token that an address may carry for one of them. */

const search: SavedSearch = { id: 'chips', name: 'Chips', filters: { q: '芯片' } };
const tokenIn = (url: string): string => URL.parse(url)?.searchParams.get('token') ?? URL.parse(url)?.searchParams.get('key') ?? '';

/** A confirmed reader with a saved search. */
export async function confirmedReader(address: string, context: Context): Promise<Subscriber> {
  await confirmSubscriber(await addSubscriber(address, context), context);
  const reader = await subscriberOf(address, context);
  if (!reader) throw new Error(`${address} was not stored`);
  const chosen = { ...reader, choices: { searches: [search] } };
  await context.digests.saveSubscriber(chosen);
  return chosen;
}

/** The tokens of a reader at this moment, by what they are for; `digest` opens a week for whoever has the mail. */
export async function tokensOf(reader: Subscriber, week: string, context: Context): Promise<Readonly<Record<string, string>>> {
  return {
    confirm: tokenIn(await confirmUrl(reader, context)),
    leave: tokenIn(await unsubscribeUrl(reader, context)),
    digest: tokenIn(await digestUrl(week, context)),
    choices: await choicesToken(reader, context),
    search: await searchToken(reader, search, context),
  };
}
