import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, LookupContext, MailContext } from '../../model/ports.ts';
import { type Access, type ApiToken, isGrant, type SavedSearch, type Subscriber } from '../../model/reader.ts';
import { dayOf, later } from '../../model/time.ts';
import type { Found } from '../../stages/digest/choices.ts';
import { sha256 } from '../../stages/text/hash.ts';

/**
 * Addresses with a reader's token. A token is a signature of this instance and is not stored; each purpose has a key of its own. The one
 * that unsubscribes never expires; the one that confirms is valid for a week. The one of the choices is valid for 400 days from the day of
 * its mail: every mail brings a new one, a reader may pause for a year and has to find the way back, and an old mail that was passed on
 * does not open for ever what is kept of its reader. The one of a saved search lasts as long as the search, since programs ask for feeds by
 * themselves.
 */

const dayMs = 86_400_000;
const goodForMs = 7 * dayMs;
const choicesGoodForDays = 400;

const same = (one: string, other: string) => timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));

async function signature(purpose: 'confirm' | 'leave' | 'digest' | 'choices' | 'search', words: string, context: Pick<Context, 'secret'>) {
  return createHmac('sha256', await context.secret(purpose))
    .update(words)
    .digest('base64url');
}

/** A token: words with their signature behind them. */
const signed = async (purpose: Parameters<typeof signature>[0], words: string, context: Pick<Context, 'secret'>) =>
  `${words}.${await signature(purpose, words, context)}`;

const leavingToken = (id: string, context: Pick<Context, 'secret'>) => signed('leave', id, context);

export const unsubscribeUrl = async ({ id }: Pick<Subscriber, 'id'>, context: Pick<Context, 'baseUrl' | 'secret'>): Promise<string> =>
  `${context.baseUrl}/unsubscribe?token=${await leavingToken(id, context)}`;

export const confirmUrl = async ({ id }: Pick<Subscriber, 'id'>, context: MailContext): Promise<string> =>
  `${context.baseUrl}/subscribe?token=${await signed('confirm', `${id}.${context.now().getTime().toString(36)}`, context)}`;

const dayNumber = (context: Pick<Context, 'now'>) => Math.floor(context.now().getTime() / dayMs);

export const choicesToken = ({ id }: Pick<Subscriber, 'id'>, context: Pick<Context, 'now' | 'secret'>): Promise<string> =>
  signed('choices', `${id}.${dayNumber(context).toString(36)}`, context);

export const choicesUrl = async (reader: Pick<Subscriber, 'id'>, context: MailContext): Promise<string> =>
  `${context.baseUrl}/choices?token=${await choicesToken(reader, context)}`;

export const searchToken = (
  reader: Pick<Subscriber, 'id'>,
  search: Pick<SavedSearch, 'id'>,
  context: Pick<Context, 'secret'>,
): Promise<string> => signed('search', `${reader.id}.${search.id}`, context);

export const digestUrl = async (week: string, context: Pick<Context, 'baseUrl' | 'secret'>): Promise<string> =>
  `${context.baseUrl}/digests/${week}?key=${await signature('digest', week, context)}`;

export const opensDigest = async (week: string, key: string, context: Pick<Context, 'secret'>): Promise<boolean> =>
  same(key, await signature('digest', week, context));

async function readerOf(token: string, context: Pick<Context, 'digests'>) {
  const id = /^([0-9a-f]{24})\./.exec(token)?.[1];
  return id === undefined ? undefined : context.digests.subscriber(id);
}

export async function readUnsubscribeToken(token: string, context: Pick<Context, 'digests' | 'secret'>): Promise<Subscriber | undefined> {
  const reader = await readerOf(token, context);
  if (!reader) return undefined;
  const good = same(token, await leavingToken(reader.id, context)) || reader.linkHashes?.includes(sha256(token)) || token === reader.token;
  return good ? reader : undefined;
}

async function readSigned(purpose: 'confirm' | 'choices' | 'search', token: string, context: Pick<Context, 'digests' | 'secret'>) {
  const [id = '', word = '', given = '', ...rest] = token.split('.');
  if (rest.length > 0 || !same(given, await signature(purpose, `${id}.${word}`, context))) return undefined;
  const reader = await readerOf(token, context);
  return reader && { reader, word };
}

function isRecent(word: string, now: number, most: number) {
  const age = now - Number.parseInt(word, 36);
  return /^[0-9a-z]{1,10}$/.test(word) && age >= 0 && age <= most;
}

export async function readConfirmToken(token: string, context: MailContext): Promise<{ reader: Subscriber; madeAt: string } | undefined> {
  const found = await readSigned('confirm', token, context);
  if (!found || !isRecent(found.word, context.now().getTime(), goodForMs)) return undefined;
  return { reader: found.reader, madeAt: new Date(Number.parseInt(found.word, 36)).toISOString() };
}

export async function readChoicesToken(token: string, context: MailContext): Promise<Subscriber | undefined> {
  const found = await readSigned('choices', token, context);
  return found && isRecent(found.word, dayNumber(context), choicesGoodForDays) ? found.reader : undefined;
}

export async function readSearchToken(token: string, context: Pick<Context, 'digests' | 'secret'>): Promise<SavedSearch | undefined> {
  const { reader, word } = (await readSigned('search', token, context)) ?? {};
  return reader?.state === 'confirmed' ? reader.choices?.searches?.find(({ id }) => id === word) : undefined;
}

/** A reader's record with the hashes of today's token and of the one that an older version stored in the clear. */
export async function withHashes({ token, ...reader }: Subscriber, context: Pick<Context, 'secret'>): Promise<Subscriber> {
  const tokens = [await leavingToken(reader.id, context), ...(token === undefined ? [] : [token])];
  return { ...reader, linkHashes: [...new Set([...(reader.linkHashes ?? []), ...tokens.map(sha256)])] };
}

export async function findSaved(
  searches: readonly SavedSearch[] = [],
  documents: readonly { readonly id: string }[],
  context: LookupContext,
): Promise<Found> {
  const today = dayOf(context.now());
  const among = [...new Set(documents.map(({ id }) => id))];
  const found = new Map<string, ReadonlySet<string>>();
  for (const { id, filters } of searches) {
    const { hits } = await context.search.query({ ...filters, among, limit: Math.max(1, among.length), today });
    found.set(id, new Set(hits.map((hit) => hit.id)));
  }
  return found;
}

const sessionMs = 30 * 86_400_000;
const unknown = { refused: 'this token is not known here, or was taken back' };
const forPrograms = { refused: "a reader's own token is for programs: it opens no session, and ends when the reader leaves" };
const ended = { refused: 'this session has ended; sign in again' };

export const hasExpired = ({ expires }: Pick<ApiToken, 'expires'>, now: Date) => expires !== undefined && dayOf(now) > expires;

/** A new token, which is kept by its hash alone. `written`: what has to be done before it opens anything. */
export async function issueToken(
  { reader, ...given }: Omit<ApiToken, 'hash' | 'since' | 'own'> & { readonly reader?: string },
  { tokens, now }: Pick<Context, 'tokens' | 'now'>,
  written: (token: string) => void = () => {},
): Promise<string> {
  const token = `ht_${reader === undefined ? '' : `${reader}_`}${randomBytes(24).toString('base64url')}`;
  written(token);
  await tokens.put({ hash: sha256(token), since: now().toISOString(), ...given, ...(reader !== undefined && { own: true as const }) });
  return token;
}

async function accessOf(hash: string, reader: string | undefined, context: MailContext & Pick<Context, 'tokens'>) {
  const token = await context.tokens.find(hash);
  if (!token) return unknown;
  if (hasExpired(token, context.now())) return { refused: `this token was good until ${token.expires}; ask for a new one` };
  const { name, scope = 'read', own } = token;
  if (!own) return { name, scope, id: hash };
  if (reader === undefined || (await context.digests.subscriber(reader))?.state !== 'confirmed') return forPrograms;
  return { name, scope, id: hash, reader };
}

export const accessByToken = (token: string, context: MailContext & Pick<Context, 'tokens'>): Promise<Access> =>
  accessOf(sha256(token), /^ht_([0-9a-f]{24})_/.exec(token)?.[1], context);

/** A session ends with its time, at sign-out, and with its token; the table drops it then by itself, since asking changes nothing. */
export async function accessBySession(id: string, context: MailContext & Pick<Context, 'tokens'>): Promise<Access> {
  const session = await context.tokens.session(sha256(id));
  if (!session) return ended;
  return session.until <= context.now().toISOString() ? ended : accessOf(session.tokenHash, undefined, context);
}

export async function signIn(
  token: string,
  context: MailContext & Pick<Context, 'tokens'>,
): Promise<Access & { readonly session?: string }> {
  const access = await accessByToken(token, context);
  if (!isGrant(access)) return access;
  if (access.reader !== undefined) return forPrograms;
  const session = randomBytes(24).toString('base64url');
  const until = later(context.now(), sessionMs);
  await context.tokens.openSession({ hash: sha256(session), tokenHash: sha256(token), until });
  return { ...access, session };
}

export const signOut = (id: string, context: MailContext & Pick<Context, 'tokens'>): Promise<void> => context.tokens.endSession(sha256(id));
