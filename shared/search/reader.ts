import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DamagedError, messageOf } from '../model/errors.ts';
import type { IndexCheck } from '../model/query.ts';
import { addFunctions, idsIn } from './lists.ts';
import {
  buildingKey,
  currentKey,
  damagedIndex,
  damageOf,
  fetchCopy,
  GoneError,
  keyOf,
  lookAt,
  type Place,
  published,
  tidy,
} from './published.ts';
import { openForWriting } from './rows.ts';

const trustMs = 1_000;
const mostTries = 5;

export type Reader = {
  /** Before anything is published, an empty index answers. */
  ask<T>(work: (database: DatabaseSync) => T): Promise<T>;
  look(): void;
};

/** Throws GoneError where another process, which follows the pointer too, has deleted the copy meanwhile. */
function openCopy(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    database.exec('PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;');
    return addFunctions(database);
  } catch (cause) {
    throw existsSync(path) ? cause : new GoneError(`${path} is gone`, { cause });
  }
}

export const openEmpty = (): DatabaseSync => addFunctions(openForWriting(':memory:', true));

export function openReader(place: Place): Reader {
  let open: { readonly hash: string; readonly database: DatabaseSync } | undefined;
  let empty: DatabaseSync | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const follow = async (): Promise<void> => {
    const hash = (await published(place))?.pointer.sha256;
    if (hash !== open?.hash) {
      const next = hash === undefined ? undefined : { hash, database: openCopy(await fetchCopy(place, hash)) };
      open?.database.close();
      open = next;
      await tidy(place.cacheDir, hash);
    }
    lookedAt = performance.now();
  };
  const followTo = async (): Promise<void> => {
    for (let turn = 1; ; turn += 1) {
      try {
        return await follow();
      } catch (error) {
        // The index is what is damaged, and no document for which it was asked.
        if (error instanceof DamagedError) throw damagedIndex(`${error.key} is not as it was written`, error);
        if (!(error instanceof GoneError)) throw error;
        // The pointer has moved meanwhile; or it names a file that nobody has.
        if (turn === mostTries) throw damagedIndex(error.message, error);
      }
    }
  };
  return {
    async ask(work) {
      if (performance.now() - lookedAt > trustMs) {
        looking ??= followTo().finally(() => {
          looking = undefined;
        });
        await looking;
      }
      // From here to the end nothing waits: the file is not closed meanwhile.
      if (open) return work(open.database);
      empty ??= openEmpty();
      return work(empty);
    },
    look() {
      lookedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

async function keysOfBuilding({ objects }: Place): Promise<readonly string[]> {
  const building = await lookAt(objects, buildingKey).catch(() => ({ pointer: { sha256: undefined } }));
  return building ? [buildingKey, ...(building.pointer.sha256 === undefined ? [] : [keyOf(building.pointer.sha256)])] : [];
}

export async function checkPublished(place: Place, reader: Reader): Promise<IndexCheck> {
  const begun = await keysOfBuilding(place);
  let hash: string | undefined;
  try {
    hash = (await published(place))?.pointer.sha256;
  } catch (error) {
    const detail = messageOf(error);
    return { damaged: [{ key: currentKey, detail }], keys: [currentKey, ...begun], ids: [] };
  }
  if (hash === undefined) return { damaged: [], keys: begun, ids: [] };
  const keys = [currentKey, keyOf(hash), ...begun];
  const detail = await damageOf(place.objects, hash);
  if (detail !== undefined) return { damaged: [{ key: keyOf(hash), detail }], keys, ids: [] };
  reader.look();
  return { damaged: [], keys, ids: await reader.ask(idsIn) };
}
