import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import db, { type Done, type Store, type Walk, type Write } from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import { orEmpty } from '../../shared/model/values.ts';
import { type Answer, type Answering, type Emulator, openPort, type Started } from './answering.ts';
import { storeError } from './damaged-store.ts';
import { rememberExpressions } from './parsed-expressions.ts';
import { watchSize } from './settle.ts';

rememberExpressions();

const remedy =
  'it is the working copy of the records, which the bucket has too. Move it away; "hongtou rebuild" with the same --data makes it again';

/**
 * LevelDB merges a file into those below it after a hundred reads that looked into it in vain, and reads are many. Of small files (1 MB, the least it knows) each such
 * merge rewrites half as much as of those it makes by itself.
 */
export const smallFiles = { maxFileSize: 1_048_576 };

/** DynamoDB of dynalite 4.0.0 on a loopback port, stored in a LevelDB folder under `dir`: its validation and its actions, without its server, which listens on every interface. */
export async function startRecord(dir: string, started: Started): Promise<Emulator> {
  const path = join(dir, 'dynamodb');
  mkdirSync(path, { recursive: true });
  const store = db.create({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  noteWalks(store);
  await store.db.open(smallFiles).catch((error: unknown) => {
    throw storeError(error, path, remedy);
  });
  readAtOnce(store);
  writeTogether(store, rememberTables(store));
  const size = watchSize(store, path);
  const end = async (): Promise<void> => {
    await size.settle();
    await new Promise<void>((resolve, reject) => store.db.close((error) => (error ? reject(error) : resolve())));
  };
  return openPort(answeringFrom(store), started, end);
}

/** A read by key is answered from memory or a page of the cache; handing it to another thread and back costs many times as much. */
function readAtOnce({ db: level }: Store): void {
  level.get = (key, done) => {
    let [failure, value]: [Error | null, unknown] = [null, undefined];
    try {
      value = level.getSync(key);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    queueMicrotask(() => done(failure, value));
  };
}

/**
 * Writes of one turn of the event loop go to another thread as one batch: each by itself costs more on the way than in the database. Nobody sees a write, nor is told
 * of it, before its batch is written; two writes of one key never wait together, since whoever writes an item holds its lock until he is told.
 */
function writeTogether({ db: level }: Store, forgetTables: () => void): void {
  let waiting: (Write & { readonly done: Done })[] = [];
  const flush = (): void => {
    const now = waiting;
    waiting = [];
    level.batch(now, (error) => {
      if (now.some(({ key }) => key.startsWith('table~'))) forgetTables();
      for (const { done } of now) done(error);
    });
  };
  const write = (one: Write, done: Done): void => {
    if (waiting.push({ ...one, done }) === 1) setImmediate(flush);
  };
  level.put = (key, value, done) => write({ type: 'put', key, value }, done);
  level.del = (key, done) => write({ type: 'del', key }, done);
}

/** Requests about items are told of their table from memory; those about tables read, and change, what is stored. Returns what forgets all. */
function rememberTables(store: Store): () => void {
  const tables = new Map<string, object>();
  const { getTable } = store;
  store.getTable = (name, ...asked) => {
    if (asked.length === 2) return getTable(name, ...asked);
    const known = tables.get(name);
    const [done] = asked;
    if (known) return done(null, known);
    return getTable(name, (error, table) => {
      if (table) tables.set(name, table);
      done(error, table);
    });
  };
  return () => tables.clear();
}

type Failure = Error & { readonly statusCode?: number; readonly body?: unknown };
type Operation = {
  readonly check: (data: unknown, store: Store) => unknown;
  readonly act: (store: Store, data: unknown, done: (error: Failure | null, data: unknown) => void) => void;
};

const operations = new Map<string, Operation | undefined>();
const load = createRequire(import.meta.url);

/** An operation of dynalite by its name in a request; undefined for one that it has not. */
function operationOf(target: string): Operation | undefined {
  if (operations.has(target)) return operations.get(target);
  const [, name] = /^DynamoDB_20120810\.([A-Z][A-Za-z]{2,40})$/.exec(target) ?? [];
  const operation = name === undefined ? undefined : loadOperation(`${name.charAt(0).toLowerCase()}${name.slice(1)}`);
  operations.set(target, operation);
  return operation;
}

function loadOperation(name: string): Operation | undefined {
  try {
    const act = load(`dynalite/actions/${name}`) as Operation['act'];
    const { types, custom } = load(`dynalite/validations/${name}`) as { readonly types: unknown; readonly custom: unknown };
    const check: Operation['check'] = (given, store) => {
      const data = validations.checkTypes(given, types);
      validations.checkValidations(data, types, custom, store);
      return data;
    };
    return { act, check };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

const answer = (status: number, data: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(data),
});

const refusal = (type: string): Answer => answer(400, { __type: `com.amazon.coral.service#${type}` });

const answeringFrom =
  (store: Store): Answering =>
  async ({ headers, body }) => {
    const operation = operationOf(orEmpty(headers['x-amz-target']));
    if (!operation) return refusal('UnknownOperationException');
    let given: unknown;
    try {
      given = JSON.parse(body.toString());
    } catch {
      return refusal('SerializationException');
    }
    try {
      return answer(200, await acted(operation, store, given));
    } catch (error) {
      const { statusCode, body: said } = error as Failure;
      if (statusCode === undefined) throw error;
      return answer(statusCode, said);
    }
  };

const acted = async ({ check, act }: Operation, store: Store, given: unknown): Promise<unknown> => {
  const own: Pick<Walk, 'close'>[] = [];
  try {
    return await walks.run(
      own,
      () =>
        new Promise((resolve, reject) => {
          act(store, check(given, store), (error, data) => (error ? reject(error) : resolve(data)));
        }),
    );
  } finally {
    await Promise.all(own.map((walk) => walk.close()));
  }
};

/** Walks that each request began. */
const walks = new AsyncLocalStorage<Pick<Walk, 'close'>[]>();

/** The end of a walk, behind which a reader that looks ahead finds nothing. */
function endedBy(walk: Walk): Pick<Walk, 'close'> {
  const [next, close] = [walk.next.bind(walk), walk.close.bind(walk)];
  let over = false;
  walk.next = async () => (over ? undefined : next());
  return {
    close: () => {
      over = true;
      return close();
    },
  };
}

/** Notes each walk with the request that begins it. dynalite closes none, and memory and files of a process that lives for days would grow without end. */
function noteWalks({ db: level }: Store): void {
  for (const name of ['keys', 'values'] as const) {
    const begin = level[name].bind(level);
    level[name] = (range) => {
      const walk = begin(range);
      walks.getStore()?.push(endedBy(walk));
      return walk;
    };
  }
}
