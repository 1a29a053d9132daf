import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Choices, openContext } from '../../functions/open.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { RunNote, RunReport } from '../../shared/model/run.ts';
import { fileSecrets } from '../../shared/net/secret-files.ts';
import { openSmtp } from '../../shared/net/smtp.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { runReport } from '../../shared/pipeline/collect/report.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { upgradeStore } from '../../shared/pipeline/keep/rebuild.ts';
import { shownDocuments } from '../../shared/pipeline/read/export.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { checksum, openDatabase } from '../../shared/store/sqlite/database.ts';
import type { QueueHandler, QueueName, WorkedCounts } from '../../shared/store/sqlite/queues.ts';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';
import type { Store } from '../../shared/store/store.ts';
import type { Item } from '../../shared/store/table.ts';

import './warm-reader.ts';

/** A folder of the test's own, in the system's place for such. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'hongtou-pipeline-'));

export type Round = Pick<Choices, 'now' | 'replay' | 'config' | 'maxPages'> & { readonly sources?: readonly string[] };
type Planted = { readonly body: string; readonly group: string; readonly dead?: boolean };
type Draining = { readonly concurrency?: number; readonly batchSize?: number; readonly signal?: AbortSignal };

/** A store with what tests alone do to it: SQLite in a folder, or the adapters of AWS on emulators (tests/support/emulated.ts). */
export type Ground = {
  readonly store: Store;
  /** Works a queue off until it holds nothing. */
  drain(queue: QueueName, handler: QueueHandler, options?: Draining): Promise<WorkedCounts>;
  /** Puts a message into a queue, or among its dead letters, behind the back of the program; its id. */
  plant(queue: QueueName, message: Planted): Promise<string>;
  /** Keys of all items of the table. */
  keys(): Promise<readonly { readonly pk: string; readonly sk: string }[]>;
  /** Every object's key with its ETag. */
  etags(): Promise<Map<string, string>>;
  close(): Promise<void>;
};

/** A local instance in a folder, and what the tests do with it. */
export type Bench = Omit<Ground, 'close' | 'keys' | 'etags'> & {
  readonly folder: string;
  readonly data: string;
  /** Writes a file beside the data and gives its path back. */
  file(name: string, content: string | object): string;
  /** Works with a context, as one command does. */
  within<T>(choices: Choices, work: (context: Context) => Promise<T>): Promise<T>;
  /** One round, as `run` does it. */
  run(round: Round): Promise<RunReport>;
  /** What `export` prints. */
  exported(choices: Choices): Promise<string>;
  /** Every item of the table by its keys, and every object's key with its ETag. */
  stored(): Promise<{ items: Map<string, Item>; objects: Map<string, string> }>;
  /** Closes the instance and leaves its folder, for another one to open. */
  leave(): Promise<void>;
  close(): Promise<void>;
};

/** The store of a data folder. */
export function sqliteGround(data: string): Ground {
  const store = openSqliteStore(data);
  const database = openDatabase(data);
  const log = (line: string): void => console.error(line);
  return {
    store,
    drain: (queue, handler, options = {}) =>
      store.work(queue, handler, { concurrency: 8, batchSize: queue === 'tasks' ? 5 : 10, untilEmpty: true, log, ...options }),
    async plant(queue, { body, group, dead = false }) {
      const id = `planted-${group}-${body}`;
      const row = [dead ? `${queue}-dead` : queue, group, id, body, Date.now(), 0, 0, null, 0, checksum([group, id, body])];
      database.run('INSERT INTO message VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ...row);
      return String(database.get('SELECT max(n) AS n FROM message')?.['n']);
    },
    keys: async () => database.all('SELECT pk, sk FROM item').map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })),
    etags: async () =>
      new Map(database.all('SELECT key, etag FROM object ORDER BY key').map(({ key, etag }) => [String(key), String(etag)])),
    async close() {
      database.close();
      store.close();
    },
  };
}

async function stored({ store, keys, etags }: Ground): ReturnType<Bench['stored']> {
  const found = await store.table.items(await keys());
  const items = new Map(found.flatMap((item) => (item?.value !== undefined ? [[`${item.pk} ${item.sk}`, item] as const] : [])));
  return { items, objects: await etags() };
}

async function round(bench: Pick<Bench, 'within' | 'drain'>, { sources, ...choices }: Round): Promise<RunReport> {
  const notes: RunNote[] = [];
  return bench.within({ ...choices, note: (note) => void notes.push(note) }, async (context) => {
    const startedAt = context.now().toISOString();
    await schedule(context, sources);
    const failures: unknown[] = [];
    const failed = (error: unknown) => void failures.push(error);
    await bench.drain('tasks', (batch) => collectBatch(batch, context, failed), { concurrency: choices.replay ? 1 : 4 });
    if (failures.length > 0) throw failures[0];
    await updateIndex(context);
    return runReport(startedAt, notes, context);
  });
}

async function exportOf(context: Context): Promise<string> {
  let text = '';
  for await (const document of shownDocuments({}, context)) text += `${JSON.stringify(document)}\n`;
  return text;
}

export type Opening = {
  /** A test brings data of an earlier form: the store has none. */
  readonly formless?: boolean;
  readonly groundOf?: (data: string) => Ground | Promise<Ground>;
};

/** Opens a bench. */
export async function openBench(folder = newFolder(), { formless = false, groundOf = sqliteGround }: Opening = {}): Promise<Bench> {
  const data = join(folder, 'data');
  const ground = await groundOf(data);
  const { store, drain, plant } = ground;
  // A store has its form from the first command on.
  if (!formless) await upgradeStore(await openContext(store));
  const within: Bench['within'] = async (choices, work) =>
    work(
      await openContext(store, {
        cacheDir: join(data, 'cache'),
        secrets: fileSecrets(join(data, 'secrets')),
        carrier: openSmtp,
        ...choices,
      }),
    );
  return {
    ...{ folder, data, store, drain, plant, within },
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
    run: (choices) => round({ within, drain }, choices),
    exported: (choices) => within(choices, exportOf),
    stored: () => stored(ground),
    leave: ground.close,
    async close() {
      await ground.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
