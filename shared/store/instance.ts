import { createHmac, randomBytes } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { DamagedError, InputError } from '../model/errors.ts';
import type { SchemaStore, Tokens } from '../model/ports.ts';
import type { ApiToken, Session } from '../model/reader.ts';
import { type Counted, type Counts, counters, hourOf, type Journal, type Notes, sumCounted } from '../model/run.ts';
import {
  type Backup,
  type Backups,
  backupKey,
  countKey,
  journalKey,
  lastReadKey,
  listOfTokens,
  type SchemaRecord as Stored,
  schemaKey,
  schemaVersion,
  secretKey,
  sessionKey,
  tokenKey,
} from '../model/table.ts';
import { hour as hourMs } from '../model/time.ts';
import { inPortions } from '../model/values.ts';
import { sha256 } from '../stages/text/hash.ts';
import type { Objects } from './objects.ts';
import { keep, putNext, type Table, valuesOf } from './table.ts';

const mostBytes = 200_000_000;
/** DynamoDB takes items of at most 400 KB; the configuration of ten thousand sources has 3 MB, and a tenth of it compressed. */
const mostPlain = 50_000;
type PackedNote = { readonly packed: string };
const isPacked = (value: unknown): value is PackedNote => typeof value === 'object' && value !== null && 'packed' in value;

/** The best of all would take seconds for a tenth less. */
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const packed = (note: unknown): unknown => {
  const json = JSON.stringify(note);
  return json.length > mostPlain ? ({ packed: brotliCompressSync(json, quick).toString('base64') } satisfies PackedNote) : note;
};
const unpacked = (value: unknown): unknown =>
  isPacked(value)
    ? JSON.parse(brotliDecompressSync(Buffer.from(value.packed, 'base64'), { maxOutputLength: mostBytes }).toString())
    : value;

export const openJournal = (table: Table): Journal => ({
  read: async (name) => unpacked(await table.get(journalKey(name))) as Notes[typeof name] | undefined,
  write: (name, note) => keep(table, { ...journalKey(name), value: packed(note) }),
});

/** A week: the lines of the hours are kept by the journal. */
const keptSeconds = 7 * 86_400;

/** Each five minutes of an hour are counted apart: `new/3`. */
const slotOf = (at: Date): number => Math.floor(at.getUTCMinutes() / 5);

export function openCounts(table: Table): Counts {
  const sumsOf = async (hour: string, isWanted: (slot: number) => boolean): Promise<Counted> => {
    const wanted = Object.entries(await table.sums(countKey(hour))).filter(([name]) => isWanted(Number(name.split('/')[1] ?? 0)));
    const of = (name: string): number => wanted.reduce((sum, [each, n]) => (each.split('/')[0] === name ? sum + n : sum), 0);
    return Object.fromEntries(counters.flatMap((name) => (of(name) ? [[name, of(name)]] : [])));
  };
  return {
    async add(at, counted) {
      const ttl = Math.floor(at.getTime() / 1000) + keptSeconds;
      const slots = Object.entries(counted).flatMap(([name, sum]) => (sum > 0 ? [[`${name}/${slotOf(at)}`, sum]] : []));
      await table.add(countKey(hourOf(at)), Object.fromEntries(slots), ttl);
    },
    of: (hour) => sumsOf(hour, () => true),
    lately: async (now) =>
      sumCounted(
        await Promise.all([
          sumsOf(hourOf(new Date(now.getTime() - hourMs)), (slot) => slot >= slotOf(now)),
          sumsOf(hourOf(now), () => true),
        ]),
      ),
  };
}

export function openSchema(table: Table): SchemaStore {
  const read = () => table.get<Stored>(schemaKey);
  return {
    version: async () => (await read())?.version ?? 1,
    async stamp(version, at) {
      await putNext(table, { ...schemaKey, value: { version, at } }, await read());
    },
  };
}

/** The form of the data. Throws InputError for a later one than this program knows, since it would lose what it does not know. */
export async function knownForm({ version }: SchemaStore): Promise<number> {
  const found = await version();
  if (found <= schemaVersion) return found;
  throw new InputError(
    `the store was written by a newer version of Hongtou (its data is of form ${found}, this version knows ${schemaVersion}); ` +
      'use that version, or a copy of the store from before it',
  );
}

/**
 * What only this instance can sign. Its secret is made when first needed by a conditional write and is stored nowhere else; each purpose
 * has a key of its own, so that a signature for one is worthless for another.
 */
export function openSecret(table: Table): (purpose: string) => Promise<string> {
  const read = () => table.get<{ readonly secret: string }>(secretKey);
  const make = async (): Promise<string> => {
    const known = await read();
    if (known) return known.secret;
    await table.put({ ...secretKey, value: { secret: randomBytes(32).toString('hex') } }, 'absent');
    const kept = await read();
    if (!kept) throw new Error('the secret of the instance cannot be kept');
    return kept.secret;
  };
  let secret: Promise<string> | undefined;
  return async (purpose) => {
    secret ??= make().catch((error: unknown) => {
      secret = undefined;
      throw error;
    });
    return createHmac('sha256', await secret)
      .update(purpose)
      .digest('hex');
  };
}

/** Tokens and sessions are stored as hashes, which open nothing. */
export function openTokens(table: Table): Tokens {
  return {
    find: (hash) => table.get<ApiToken>(tokenKey(hash)),
    async put(token) {
      await table.put({ ...tokenKey(token.hash), value: token, gsi1: { pk: listOfTokens, sk: token.hash } }, 'absent');
    },
    list: () => valuesOf<ApiToken>(table.queryIndex('gsi1', listOfTokens)),
    async remove(hash) {
      await table.remove(tokenKey(hash));
      await table.remove(lastReadKey(hash));
    },
    async openSession(session) {
      await table.put({ ...sessionKey(session.hash), value: session, ttl: Math.ceil(Date.parse(session.until) / 1000) }, 'absent');
    },
    session: (hash) => table.get<Session>(sessionKey(hash)),
    async endSession(hash) {
      await table.remove(sessionKey(hash));
    },
  };
}

const atOnce = 20;

function read(bytes: Uint8Array): Backup | 'damaged' {
  try {
    const value = JSON.parse(brotliDecompressSync(bytes, { maxOutputLength: mostBytes }).toString()) as Backup;
    return value.format === 1 && Array.isArray(value.items) && sha256(JSON.stringify(value.items)) === value.sha256 ? value : 'damaged';
  } catch {
    return 'damaged';
  }
}

export function openBackups(objects: Objects, table: Table): Backups {
  return {
    async save(keys, at) {
      const items = (await inPortions(keys, atOnce, (key) => table.item(key))).filter((item) => item !== undefined);
      const backup: Backup = { format: 1, at, sha256: sha256(JSON.stringify(items)), items };
      await objects.write(backupKey, [brotliCompressSync(JSON.stringify(backup))], 'application/octet-stream');
      return items.length;
    },
    async load() {
      try {
        const found = await objects.get(backupKey);
        return found && read(found.bytes);
      } catch (error) {
        if (error instanceof DamagedError) return 'damaged';
        throw error;
      }
    },
  };
}
