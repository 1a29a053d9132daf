import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import type { Task } from '../../shared/model/task.ts';
import { openDatabase } from '../../shared/store/sqlite/database.ts';
import { openSqliteStore, type SqliteStore } from '../../shared/store/sqlite/store.ts';
import { folder } from '../support/folder.ts';

/** What a data folder does beyond the contract: processes that are killed, rights, and files that are not as they were written. */

vi.mock('node:fs', async (load) => {
  const real = await load<typeof import('node:fs')>();
  // As statfs(2) tells of NFS.
  const statfsSync = (path: string) => (path.includes('network') ? { ...real.statfsSync('/'), type: 0x6969 } : real.statfsSync(path));
  return { ...real, statfsSync, default: { ...real, statfsSync } };
});

const task = (id: string): Task => ({ kind: 'page', id, sourceId: 'sample', url: `http://a.example/${id}.html` });
const send = (store: SqliteStore, ...ids: string[]): Promise<void> => store.tasks({ elsewhere: () => undefined }).send(ids.map(task));

type Looking = { readonly log?: (line: string) => void; readonly signal?: AbortSignal };
async function bodies(store: SqliteStore, { log = () => {}, signal }: Looking = {}): Promise<string[]> {
  const seen: string[] = [];
  const note = async ({ Records }: { readonly Records: readonly { readonly body: string }[] }) =>
    void seen.push(...Records.map(({ body }) => (JSON.parse(body) as Task).id));
  await store.work('tasks', note, { concurrency: 1, batchSize: 5, untilEmpty: true, log, ...(signal && { signal }) });
  return seen;
}

/** What there is to work on, without a wait. */
async function atFirstLook(store: SqliteStore): Promise<string[]> {
  const abort = new AbortController();
  const looking = bodies(store, { signal: abort.signal });
  abort.abort();
  return looking;
}

/** What a process leaves that ends without a word. */
function endedWithoutAWord(data: string, pid: number): void {
  const raw = new DatabaseSync(join(data, 'hongtou.db'));
  raw.prepare('INSERT INTO process VALUES (?)').run(pid);
  raw.close();
}

describe('a process that is killed', () => {
  test('gives back at once what it worked on, and the file is checked', async () => {
    const data = folder();
    const store = openSqliteStore(data);
    await send(store, 'one', 'two');
    const holder = spawn(process.execPath, [fileURLToPath(new URL('holder.ts', import.meta.url)), data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    // What may have ended the process comes alone.
    expect(await atFirstLook(store)).toEqual(['one']);
    expect(await bodies(store)).toEqual(['two']);
    store.close();
  });

  test('by one message, again and again: that one is a dead letter after its tries, and the others are done', async () => {
    const data = folder();
    const store = openSqliteStore(data);
    await send(store, 'one', 'poison', 'two');
    for (let n = 0; n < 5; n += 1) {
      const worker = spawn(process.execPath, [fileURLToPath(new URL('holder.ts', import.meta.url)), data, 'poison'], { stdio: 'inherit' });
      expect(await once(worker, 'exit')).toEqual([null, 'SIGKILL']);
    }
    expect(await bodies(store)).toEqual(['two']);
    expect(await store.deadLetters(store.table).peek('tasks', 10)).toMatchObject([{ body: expect.stringContaining('"poison"') }]);
    store.close();
  });

  test.each([
    ['the next one has', 1],
    ['another program has after a restart', process.ppid],
  ])('whose number %s gives its messages back too', async (_, number) => {
    const data = folder();
    const store = openSqliteStore(data);
    await send(store, 'one');
    const database = openDatabase(data);
    database.run('UPDATE message SET visible = ?, tries = 1, holder = ?', Date.now() + 600_000, number);
    database.close();
    store.close();
    endedWithoutAWord(data, number);
    const again = openSqliteStore(data);
    expect(await bodies(again)).toEqual(['one']);
    again.close();
  });

  test('is seen by who cannot see its number: in another container they are numbered anew', async () => {
    const data = folder();
    const store = openSqliteStore(data);
    await send(store, 'one');
    const holder = spawn(process.execPath, [fileURLToPath(new URL('holder.ts', import.meta.url)), data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    const seesNone = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
    });
    const beside = openSqliteStore(data);
    expect(await atFirstLook(beside)).toEqual([]);
    seesNone.mockRestore();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await bodies(store)).toEqual(['one']);
    beside.close();
    store.close();
  });
});

describe('the folder', () => {
  const modeOf = (path: string): number => statSync(path).mode & 0o777;

  test('is its owner’s alone, with its files and what was put there', () => {
    const data = join(folder(), 'new', 'data');
    openSqliteStore(data).close();
    mkdirSync(join(data, 'secrets'));
    writeFileSync(join(data, 'secrets', 'hook'), 'secret', { mode: 0o644 });
    chmodSync(data, 0o755);
    const store = openSqliteStore(data);
    expect([data, join(data, 'secrets')].map(modeOf)).toEqual([0o700, 0o700]);
    expect(
      ['hongtou-1.lock', 'hongtou.db', 'hongtou.db-wal', 'hongtou.db-shm', 'secrets/hook'].map((name) => modeOf(join(data, name))),
    ).toEqual(Array(5).fill(0o600));
    store.close();
  });

  test('that holds other things keeps its rights, and the database in it is closed to others', () => {
    const data = folder();
    writeFileSync(join(data, 'letter.txt'), 'mine');
    chmodSync(data, 0o755);
    openSqliteStore(data).close();
    const store = openSqliteStore(data);
    expect([data, join(data, 'hongtou.db'), join(data, 'letter.txt')].map(modeOf)).toEqual([0o755, 0o600, 0o644]);
    store.close();
  });

  test.runIf(process.getuid?.() === 0)('of another user is refused', () => {
    const data = folder();
    chownSync(data, 12_345, 12_345);
    expect(() => openSqliteStore(data)).toThrow(/belongs to another user \(12345\); name a folder of your own/);
  });

  test('on a network disk is refused', () => {
    expect(() => openSqliteStore(join(folder(), 'network'))).toThrow(
      /is on a network disk, where the store would be damaged; name a folder on a disk/,
    );
  });
});

describe('a file that is not as it was written', () => {
  /** A store with an item, an object and a message, closed. */
  async function written(): Promise<string> {
    const data = folder();
    const store = openSqliteStore(data);
    await store.table.put({ pk: 'LABEL#a', sk: 'LABEL', value: 'written-item', gsi1: { pk: 'LABELS', sk: 'written-place' } }, 'none');
    await store.table.add({ pk: 'COUNTED#1', sk: 'SUMS' }, { writtenSum: 2 }, 4_000_000_000);
    await store.objects.put('text/sha256/a', Buffer.from('written-object'), 'text/plain', { absent: true });
    await send(store, 'written-message', 'sound');
    store.close();
    return data;
  }
  /** One bit of the file, where these words stand for the `nth` time. */
  function flip(data: string, words: string, nth = 0): void {
    const path = join(data, 'hongtou.db');
    const bytes = readFileSync(path);
    let at = bytes.indexOf(words);
    for (let n = 0; n < nth; n += 1) at = bytes.indexOf(words, at + 1);
    expect(at).toBeGreaterThan(0);
    bytes[at + words.length - 1] = (bytes[at + words.length - 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  }

  test('an item, a sum, an object: who reads it is told which', async () => {
    const data = await written();
    for (const words of ['written-item', 'written-object', 'writtenSum']) flip(data, words);
    const store = openSqliteStore(data);
    await expect(store.table.get({ pk: 'LABEL#a', sk: 'LABEL' })).rejects.toThrow('the item LABEL#a LABEL is damaged');
    await expect(store.table.queryIndex('gsi1', 'LABELS')).rejects.toThrow('the item LABEL#a LABEL is damaged');
    await expect(store.table.sums({ pk: 'COUNTED#1', sk: 'SUMS' })).rejects.toThrow('of COUNTED#1 is damaged');
    await expect(store.objects.get('text/sha256/a')).rejects.toThrow('text/sha256/a is damaged');
    store.close();
  });

  test('a message goes to the dead letters, by name, and the others of its group are done', async () => {
    const data = await written();
    flip(data, 'written-message.html');
    const store = openSqliteStore(data);
    const said: string[] = [];
    expect(await bodies(store, { log: (line) => said.push(line) })).toEqual(['sound']);
    expect(said.join()).toMatch(/message \d+ of tasks is damaged/);
    expect(await store.deadLetters(store.table).count('tasks')).toBe(1);
    store.close();
  });

  test('a place in an index is found by a look at the whole file', async () => {
    const data = await written();
    const bytes = readFileSync(join(data, 'hongtou.db'));
    const places = bytes.toString('latin1').split('written-place').length - 1;
    expect(places).toBe(2);
    const named = [0, 1].map((nth) => {
      const copy = `${data}-${nth}`;
      cpSync(data, copy, { recursive: true });
      flip(copy, 'written-place', nth);
      const store = openSqliteStore(copy);
      try {
        expect(() => store.check()).toThrow(/hongtou\.db is damaged \(.+\): put the last backup in its place/);
        return true;
      } finally {
        store.close();
      }
    });
    expect(named).toEqual([true, true]);
  });

  test('a place in an index that somebody meets is told in words too', async () => {
    const data = await written();
    flip(data, 'written-place');
    const store = openSqliteStore(data);
    await expect(store.table.remove({ pk: 'LABEL#a', sk: 'LABEL' })).rejects.toThrow(/hongtou\.db is damaged .*"hongtou restore"/);
    store.close();
  });

  test('tables of a newer version are refused and left as they are', async () => {
    const data = await written();
    const newer = new DatabaseSync(join(data, 'hongtou.db'));
    newer.exec('PRAGMA user_version = 2');
    newer.close();
    expect(() => openSqliteStore(data)).toThrow(/was written by a newer version of Hongtou; use that version/);
  });

  test('after a process that ended without a word the pages of the file are checked when it is opened', async () => {
    const data = await written();
    endedWithoutAWord(data, 4_194_304);
    const bytes = readFileSync(join(data, 'hongtou.db'));
    bytes.fill(7, 4096 * 2, 4096 * 2 + 200);
    writeFileSync(join(data, 'hongtou.db'), bytes);
    expect(() => openSqliteStore(data)).toThrow(/hongtou\.db is damaged .*"hongtou restore"/);
  });

  test.each([
    ['another file', 'no database, of some length '.repeat(100)],
    ['an empty one', ''],
  ])('%s in its place is no new store', async (_, text) => {
    const data = await written();
    const path = join(data, 'hongtou.db');
    writeFileSync(path, text);
    utimesSync(path, new Date(0), new Date(0));
    expect(() => openSqliteStore(data)).toThrow(/hongtou\.db is damaged/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
