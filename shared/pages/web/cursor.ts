import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { RequestProblem } from './problem.ts';

/** Cursors are opaque and signed: what they carry came from us, for this list and these filters only. */

const mac = (secret: string, fields: readonly string[]): Buffer =>
  // Lengths keep the fields apart: no two lists of fields sign the same bytes.
  createHmac('sha256', secret)
    .update(fields.map((field) => `${field.length}:${field}`).join('|'))
    .digest();

/** Signs a place in a list. `scope` names the list with its filters. */
export function writeCursor(secret: string, scope: string, place: string): string {
  return `${Buffer.from(place).toString('base64url')}.${mac(secret, ['cursor', scope, place]).toString('base64url')}`;
}

/** The place in a cursor of ours, given in this parameter; throws RequestProblem 400 that names it for anything else. */
function readCursor(secret: string, scope: string, cursor: string, parameter = 'cursor'): string {
  const [body = '', signature = '', ...rest] = cursor.length > 1000 ? [] : cursor.split('.');
  const place = Buffer.from(body, 'base64url').toString();
  const expected = mac(secret, ['cursor', scope, place]);
  const given = Buffer.from(signature, 'base64url');
  const equal = timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
  if (!equal || rest.length > 0)
    throw new RequestProblem(400, `${parameter}: not one that this list with these filters gave out`, { parameter });
  return place;
}

/** The number in a cursor of ours. What is none (an older version gave out others) is refused like a forged cursor, and reaches no query. */
export function numberIn(secret: string, scope: string, cursor: string, parameter = 'cursor'): number {
  const place = readCursor(secret, scope, cursor, parameter);
  if (!/^\d{1,9}$/.test(place))
    throw new RequestProblem(400, `${parameter}: not one that this list gives out today; ask once without it`, { parameter });
  return Number(place);
}

/** How many entries of a list a cursor of ours passes over; 0 without one. */
export const offsetIn = (secret: string, scope: string, cursor: string | undefined): number =>
  cursor === undefined || cursor === '' ? 0 : numberIn(secret, scope, cursor);
