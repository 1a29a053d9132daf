import { randomBytes } from 'node:crypto';
import { type Access, type ApiToken, isGrant } from '../../model/access.ts';
import type { Context, MailContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { sha256 } from '../../stages/text/hash.ts';

/** Who may use a deployed instance: by a token, or by a session that was opened with one. */

const sessionMs = 30 * 86_400_000;
const unknown = { refused: 'this token is not known here, or was taken back' };
const ended = { refused: 'this session has ended; sign in again' };

/** Whether the last day of a token has passed. */
export const hasExpired = ({ expires }: Pick<ApiToken, 'expires'>, now: Date): boolean => expires !== undefined && dayOf(now) > expires;

async function accessOf(hash: string, context: MailContext & Pick<Context, 'tokens'>): Promise<Access> {
  const token = await context.tokens.find(hash);
  if (!token) return unknown;
  if (hasExpired(token, context.now())) return { refused: `this token was good until ${token.expires}; ask for a new one` };
  return { name: token.name, scope: token.scope ?? 'read', id: hash };
}

export const accessByToken = (token: string, context: MailContext & Pick<Context, 'tokens'>): Promise<Access> =>
  accessOf(sha256(token), context);

/** A session ends with its time, at sign-out, and with its token; the table drops it then by itself, since asking changes nothing. */
export async function accessBySession(id: string, context: MailContext & Pick<Context, 'tokens'>): Promise<Access> {
  const session = await context.tokens.session(sha256(id));
  if (!session) return ended;
  return session.until <= context.now().toISOString() ? ended : accessOf(session.tokenHash, context);
}

/** Opens a session for a valid token; its id is random and only its hash is stored. */
export async function signIn(
  token: string,
  context: MailContext & Pick<Context, 'tokens'>,
): Promise<Access & { readonly session?: string }> {
  const access = await accessByToken(token, context);
  if (!isGrant(access)) return access;
  const session = randomBytes(24).toString('base64url');
  const until = new Date(context.now().getTime() + sessionMs).toISOString();
  await context.tokens.openSession({ hash: sha256(session), tokenHash: sha256(token), until });
  return { ...access, session };
}

export const signOut = (id: string, context: MailContext & Pick<Context, 'tokens'>): Promise<void> => context.tokens.endSession(sha256(id));
