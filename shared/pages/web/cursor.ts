import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Keyed, Query, SortKey } from '../../model/query.ts';
import { RequestProblem } from './problem.ts';

/** Cursors are opaque and signed: each was given out here, for one list with its filters. */

const mac = (secret: string, fields: readonly string[]): Buffer =>
  // Lengths keep the fields apart: no two lists of fields sign the same bytes.
  createHmac('sha256', secret)
    .update(fields.map((field) => `${field.length}:${field}`).join('|'))
    .digest();

/** Signs a place in a list. `scope` names the list with its filters. */
export function writeCursor(secret: string, scope: string, place: string): string {
  return `${Buffer.from(place).toString('base64url')}.${mac(secret, ['cursor', scope, place]).toString('base64url')}`;
}

/** The place in a cursor, given in this parameter; throws RequestProblem 400 that names it for a cursor with another signature. */
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

const unknown = (parameter: string): RequestProblem =>
  new RequestProblem(400, `${parameter}: not one that this list gives out today; ask once without it`, { parameter });

/** The number in a cursor. Anything else (older versions gave out other cursors) is refused like a forged one, and reaches no query. */
function numberIn(secret: string, scope: string, cursor: string): number {
  const place = readCursor(secret, scope, cursor);
  if (!/^\d{1,9}$/.test(place)) throw unknown('cursor');
  return Number(place);
}

/** The place in the list of changes that a cursor holds; refused like a forged one where it is of another list. */
export function placeIn(secret: string, scope: string, cursor: string, parameter: string): string {
  const place = readCursor(secret, scope, cursor, parameter);
  if (!/^\d{1,9}(?:-[0-9a-f]{16})?$/.test(place)) throw unknown(parameter);
  return place;
}

const sortKey = z.tuple([z.union([z.number(), z.string(), z.null()]), z.string(), z.string()]);

/** How many hits a cursor passes over, and the last of them; a number alone, as older versions gave it out, is a place in the list of today. */
function passedIn(secret: string, scope: string, cursor: string): Pick<Query, 'offset' | 'after'> {
  const [, offset, key] = /^(\d{1,9})(?: (\[.{1,700}\]))?$/s.exec(readCursor(secret, scope, cursor)) ?? [];
  if (offset === undefined) throw unknown('cursor');
  if (key === undefined) return { offset: Number(offset) };
  const after = sortKey.safeParse(jsonOf(key));
  if (!after.success) throw unknown('cursor');
  return { offset: Number(offset), after: after.data };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The pages of a list of documents, days or weeks. A cursor names the last one shown: what comes in or goes before it neither repeats one nor leaves one out.
 */
export function keyedPagesOf(list: string, { secret }: { readonly secret: string }) {
  return {
    /** The page that begins at a place in the list of now. */
    at: (offset: number): string => writeCursor(secret, list, String(offset)),
    /** What of a query a cursor decides. */
    passed: (cursor: string | undefined): { readonly offset: number; readonly after?: SortKey } => ({
      offset: 0,
      ...(cursor === undefined ? {} : passedIn(secret, list, cursor)),
    }),
    /** The cursor that follows the hits shown, or the first of them (`got`), when the list goes on. */
    after: (offset: number, { keys, more }: Keyed, got = keys.length): { readonly next?: string } => {
      const last = keys[got - 1];
      const goesOn = last !== undefined && (more || got < keys.length);
      return goesOn ? { next: writeCursor(secret, list, `${offset + got} ${JSON.stringify(last)}`) } : {};
    },
  };
}

/** The pages of one list: `list` names it with its filters, so that its cursors serve no other. */
export function pagesOf(list: string, { secret }: { readonly secret: string }) {
  const at = (offset: number): string => writeCursor(secret, list, String(offset));
  return {
    at,
    /** How many entries a cursor passes over; 0 without one. */
    offset: (cursor: string | undefined): number => (cursor === undefined ? 0 : numberIn(secret, list, cursor)),
    /** The cursor that follows a page with so many entries, when the list goes on. */
    after: (offset: number, got: number, total: number): { readonly next?: string } =>
      got > 0 && offset + got < total ? { next: at(offset + got) } : {},
  };
}
