import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueueMessage } from '../../shared/model/ports.ts';
import type { Task } from '../../shared/model/task.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { long, reported } from '../faults/report.ts';
import type { Ground } from '../support/bench.ts';

/** What every store does alike: SQLite, and the adapters of AWS. */
export type Kind = {
  open(): Promise<Ground>;
  /** Words for a process of its own that opens the same store (tests/store/writer.ts). */
  readonly words: () => readonly string[];
  /** Addresses that mails went to. */
  mailed(ground: Ground): Promise<readonly string[]>;
  /** The emulator takes parts of at most 11 MB, and S3's are larger. */
  readonly largest: number;
  /** Lists keys in the order of their bytes; the emulator does by the rules of a language, moto as S3 (tests/infra/moto.test.ts). */
  readonly ordered: boolean;
  /** Deletes what has outlived its `ttl`. DynamoDB does so by itself, some day; its emulator never does. */
  readonly expire?: (ground: Ground) => void;
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const many = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));
const task = (id: string, host = 'a.example'): Task => ({ kind: 'page', id, sourceId: 'sample', url: `http://${host}/${id}.html` });
const idsOf = (messages: readonly QueueMessage[]): string[] => messages.map(({ body }) => (JSON.parse(body) as { readonly id: string }).id);
const failing = (messages: readonly QueueMessage[]) => ({
  batchItemFailures: messages.map(({ messageId }) => ({ itemIdentifier: messageId })),
});

/** What a process of its own says. */
async function inProcess(words: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('writer.ts', import.meta.url)), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  await once(child, 'close');
  return JSON.parse(said);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export function storeContract(name: string, kind: Kind): void {
  let ground: Ground;
  beforeAll(async () => {
    ground = await kind.open();
  });
  afterAll(() => ground.close());

  describe(`${name}: the table`, () => tableContract(() => ground, kind));
  describe(`${name}: the objects`, () => objectContract(() => ground, kind));
  describe(`${name}: the queues`, () => queueContract(() => ground));
  describe(`${name}: together`, () => {
    test('of several processes that write the same at once, one wins each time, and nobody is lost', async () => {
      const said = await Promise.all([1, 2, 3].map((n) => inProcess([...kind.words(), String(n)])));
      const sum = (what: string): number => said.reduce((total, each) => total + Number(each[what]), 0);
      expect([sum('items'), sum('objects'), sum('raised')]).toEqual([20, 20, 30]);
      expect(await ground.store.table.item({ pk: 'RAISED', sk: 'A' })).toMatchObject({ v: 30, value: 30 });
      expect(await ground.store.table.sums({ pk: 'RAISED', sk: 'SUMS' })).toEqual({ raised: 30 });
      const taken: string[] = [];
      await ground.drain('tasks', async ({ Records }) => void taken.push(...idsOf(Records)));
      expect(taken.toSorted()).toEqual(['shared', 'writer1', 'writer2', 'writer3']);
    });

    test('a mail goes out once, and one with a line break in a header is refused', async () => {
      const mail = { from: 'Hongtou <digest@example.org>', to: 'reader@example.org', subject: '周报', text: '正文', html: '<p>正文</p>' };
      const { id } = await ground.store.mailer.send({ ...mail, headers: { 'List-Unsubscribe': '<https://h.example/leave>' } });
      expect(id).not.toBe('');
      expect(await kind.mailed(ground)).toEqual(['reader@example.org']);
    });
  });
}

function tableContract(ground: () => Ground, { expire }: Kind): void {
  const table = (): Table => ground().store.table;
  test('a new item is written once, of however many writers', async () => {
    const wins = await many(20, (n) => table().put({ pk: 'RACE', sk: 'A', value: n }, 'absent'));
    expect(wins.filter(Boolean)).toHaveLength(1);
    expect(await table().get({ pk: 'RACE', sk: 'A' })).toBe(wins.indexOf(true));
  });

  test('a version, and a record, that was read is replaced once, and removed only as that', async () => {
    const key = { pk: 'VERSION', sk: 'A' };
    const put = (v: number, condition: 'absent' | { v: number } | { r: number }) =>
      table().put({ ...key, value: { v }, v, r: v * 10 }, condition);
    expect([
      await put(1, 'absent'),
      await put(2, { v: 1 }),
      await put(3, { v: 1 }),
      await put(3, { r: 20 }),
      await put(4, { r: 20 }),
    ]).toEqual([true, true, false, true, false]);
    expect([await table().remove(key, { v: 2 }), await table().remove(key, { v: 3 }), await table().remove(key)]).toEqual([
      false,
      true,
      true,
    ]);
    expect([await table().get(key), await table().item(key)]).toEqual([undefined, undefined]);
  });

  test('an item comes as it was put, keys of both indexes with it; nothing that was not given is there', async () => {
    const item: Item = {
      ...{ pk: 'WHOLE', sk: '一 𠮷', value: { text: '人工智能', none: null, list: [1, 'x'] }, v: 7, r: 9 },
      ...{ gsi1: { pk: 'G1', sk: 'a' }, gsi2: { pk: 'G2', sk: 'b' } },
    };
    await table().put(item, 'none');
    await table().put({ pk: 'WHOLE', sk: 'bare', value: 1, ttl: 2_000_000_000 }, 'none');
    expect(await table().item(item)).toEqual(item);
    expect(await table().item({ pk: 'WHOLE', sk: 'bare' })).toEqual({ pk: 'WHOLE', sk: 'bare', value: 1 });
    expect(await table().items([{ pk: 'WHOLE', sk: 'none' }, item])).toEqual([undefined, item]);
    await table().put({ pk: item.pk, sk: item.sk, value: 2 }, 'none');
    expect(await table().item(item)).toEqual({ pk: item.pk, sk: item.sk, value: 2 });
    expect(await table().queryIndex('gsi1', 'G1')).toEqual([]);
  });

  test('a range: after, up to, both, newest first, some of it, and what begins alike; in the order of UTF-8', async () => {
    const keys = ['Z', 'a', 'a#1', 'a#2', 'b', 'é', '一', '𠮷'];
    for (const sk of keys.toReversed()) await table().put({ pk: 'RANGE', sk, value: sk }, 'none');
    const asked = async (options: Parameters<Table['query']>[1]) => (await table().query('RANGE', options)).map(({ value }) => value);
    expect(await asked({})).toEqual(keys);
    expect(await asked({ newestFirst: true, limit: 2 })).toEqual(['𠮷', '一']);
    expect(await asked({ after: 'a', upTo: 'b' })).toEqual(['a#1', 'a#2', 'b']);
    expect(await asked({ after: 'é' })).toEqual(['一', '𠮷']);
    expect(await asked({ upTo: 'a' })).toEqual(['Z', 'a']);
    expect(await asked({ prefix: 'a#' })).toEqual(['a#1', 'a#2']);
    expect(await asked({ prefix: 'a', newestFirst: true, limit: 1 })).toEqual(['a#2']);
    expect(await asked({ after: '𠮷' })).toEqual([]);
  });

  test.each(['gsi1', 'gsi2'] as const)('a range of %s, with several items of one sort key', async (index) => {
    const pk = `LIST ${index}`;
    for (const [sk, at] of [
      ['a', '1'],
      ['b', '2'],
      ['c', '2'],
      ['d', '3'],
      ['e', '4'],
    ] as const)
      await table().put({ pk: `OF ${index}`, sk, value: sk, [index]: { pk, sk: at } }, 'none');
    const asked = async (options: Parameters<Table['queryIndex']>[2]) =>
      (await table().queryIndex(index, pk, options)).map(({ value }) => String(value));
    expect((await asked({})).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect((await asked({ after: '1', upTo: '3' })).toSorted()).toEqual(['b', 'c', 'd']);
    expect(await asked({ after: '2' })).toEqual(['d', 'e']);
    expect(await asked({ newestFirst: true, limit: 2 })).toEqual(['e', 'd']);
    expect((await asked({ upTo: '2' })).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test('an item moves within the second index from where it is, once, and is the same otherwise', async () => {
    const [key, from, to] = [
      { pk: 'MOVE', sk: 'A' },
      { pk: 'DUE', sk: '1' },
      { pk: 'LEASED', sk: '2' },
    ];
    await table().put({ ...key, value: 'x', v: 3, gsi2: from }, 'absent');
    expect([
      await table().move(key, from, to),
      await table().move(key, from, to),
      await table().move({ pk: 'MOVE', sk: 'none' }, from, to),
    ]).toEqual([true, false, false]);
    expect(await table().queryIndex('gsi2', 'DUE')).toEqual([]);
    expect(await table().queryIndex('gsi2', 'LEASED')).toEqual([{ sk: expect.any(String), value: 'x', place: '2' }]);
    expect(await table().item(key)).toEqual({ ...key, value: 'x', v: 3, gsi2: to });
  });

  test('many at once: of one key the first counts, in any number, and what is not there is undefined', async () => {
    const keys = Array.from({ length: 230 }, (_, n) => ({ pk: `MANY${n}`, sk: 'A' }));
    await table().putMany([
      ...keys.slice(0, 130).map((key, n) => ({ ...key, value: n })),
      { ...keys[0], pk: 'MANY0', sk: 'A', value: 'later' },
    ]);
    const found = await table().getMany(keys);
    expect([found.filter((value) => value !== undefined).length, found[0], found[129], found[130]]).toEqual([130, 0, 129, undefined]);
    await table().removeMany(keys.slice(0, 100));
    expect((await table().getMany(keys)).filter((value) => value !== undefined)).toHaveLength(30);
  });

  test('a long list comes whole', async () => {
    await many(8, (n) => table().put({ pk: 'PAGES', sk: String(n), value: 'x'.repeat(300_000) }, 'none'));
    expect(await table().query('PAGES')).toHaveLength(8);
    expect(await table().query('PAGES', { limit: 5 })).toHaveLength(5);
  });

  test('sums are added to, by however many at once', async () => {
    const key = { pk: 'COUNTED#1', sk: 'SUMS' };
    await many(20, (n) => table().add(key, { pages: 1, bytes: n, share: 0.5 }, 2_000_000_000));
    await table().add(key, { mails: 2 }, 2_000_000_000);
    expect(await table().sums(key)).toEqual({ pages: 20, bytes: 190, share: 10, mails: 2 });
    expect(await table().sums({ pk: 'COUNTED#2', sk: 'SUMS' })).toEqual({});
  });

  test('what has outlived its ttl may be deleted, and nothing else is', async () => {
    const second = Math.floor(Date.now() / 1000);
    const names = ['past', 'ahead', 'none'];
    for (const [n, ttl] of [second - 60, second + 3600, undefined].entries()) {
      const key = { pk: 'TTL', sk: String(names[n]) };
      await table().put({ ...key, value: n, ...(ttl !== undefined && { ttl }) }, 'absent');
      await table().add({ ...key, sk: `sums ${key.sk}` }, { n: 1 }, ttl ?? second + 3600);
    }
    expire?.(ground());
    const [past, ...lasting] = await Promise.all(
      names.map(async (sk) => [await table().get({ pk: 'TTL', sk }), await table().sums({ pk: 'TTL', sk: `sums ${sk}` })]),
    );
    expect(lasting).toEqual([
      [1, { n: 1 }],
      [2, { n: 1 }],
    ]);
    if (expire) expect(past).toEqual([undefined, {}]);
  });
}

function objectContract(ground: () => Ground, { largest, ordered }: Kind): void {
  const objects = () => ground().store.objects;
  const put = (key: string, text: string, condition: { absent: true } | { etag: string } = { absent: true }) =>
    objects().put(key, bytes(text), 'text/plain', condition);
  const textOf = async (key: string) => Buffer.from((await objects().get(key))?.bytes ?? []).toString();

  test('a new object is written once, of however many writers', async () => {
    const wins = await many(20, (n) => put('text/race', `${n}`));
    expect(wins.filter(Boolean)).toHaveLength(1);
    expect(await textOf('text/race')).toBe(String(wins.indexOf(true)));
  });

  test('a pointer moves from the version that was read, once, and one that is not there does not', async () => {
    await put('search/pointer', 'one');
    const etag = String((await objects().get('search/pointer'))?.etag);
    const moves = await many(10, (n) => put('search/pointer', `two ${n}`, { etag }));
    expect(moves.filter(Boolean)).toHaveLength(1);
    expect(await textOf('search/pointer')).toBe(`two ${moves.indexOf(true)}`);
    expect(await put('search/none', 'x', { etag })).toBe(false);
    expect(await objects().get('search/none')).toBeUndefined();
  });

  test('unchanged is said without the bytes; what changed, and what is not there, is told', async () => {
    await put('search/same', 'one');
    const { etag = '' } = (await objects().get('search/same')) ?? {};
    expect(await objects().getUnless('search/same', etag)).toBe('same');
    expect(await objects().getUnless('search/same', '"0"')).toMatchObject({ etag });
    expect(await objects().getUnless('search/nothing', etag)).toBeUndefined();
  });

  test('bytes come as they were put, packed or not, with what is kept with them', async () => {
    const long = '第一条　为了推进人工智能发展，制定本办法。\n'.repeat(400);
    const metadata = { about: 'encoded%20words', n: '1' };
    await objects().put('evidence/sha256/long', bytes(long), { type: 'text/html', metadata }, { absent: true });
    await objects().put('evidence/sha256/short', Uint8Array.of(0, 255, 1), 'image/png', { absent: true });
    await objects().put('evidence/sha256/none', new Uint8Array(), 'text/plain', { absent: true });
    expect(await textOf('evidence/sha256/long')).toBe(long);
    expect(await objects().get('evidence/sha256/long')).toMatchObject({ metadata });
    expect([...((await objects().get('evidence/sha256/short'))?.bytes ?? [])]).toEqual([0, 255, 1]);
    expect((await objects().get('evidence/sha256/none'))?.bytes).toHaveLength(0);
  });

  test('a large object is written and read as it comes, over what was there', async () => {
    const sizes = [largest, 3];
    for (const size of sizes) {
      await objects().write('backup/large', [Buffer.alloc(size, 'ab')], 'application/octet-stream');
      let read = 0;
      for await (const piece of (await objects().read('backup/large')) ?? []) read += (piece as Buffer).length;
      expect(read).toBe(size);
    }
    expect(await objects().read('backup/nothing')).toBeUndefined();
  });

  test.runIf(ordered)('keys come in the order of UTF-8', async () => {
    const keys = ['B', 'a/B', 'a/b', 'a_b', 'ab', 'z&z', '一'];
    for (const key of keys.toReversed()) await put(`list/${key}`, 'x');
    expect((await all(objects().list('list/'))).map((key) => key.slice(5))).toEqual(keys);
  });

  test('keys come in their order, more than a thousand of them, from a place on', async () => {
    // Some at a time: a machine with other work would let connections wait for longer than a client does.
    for (let from = 0; from < 1_030; from += 103) await many(103, (n) => put(`more/${String(from + n).padStart(4, '0')}`, 'x'));
    expect(await all(objects().list('more/'))).toHaveLength(1_030);
    expect((await all(objects().list('more/', 'more/1019')))[0]).toBe('more/1020');
    expect(await all(objects().list('more/', undefined, new Date(0)))).toEqual([]);
    expect(await all(objects().list('nothing/'))).toEqual([]);
  });

  test('everything under a prefix is erased, and one by its name', async () => {
    for (const key of ['readers/a/1', 'readers/a/2', 'readers/ab/1']) await put(key, 'x');
    expect([await objects().erase('readers/a/'), await objects().erase('readers/a/')]).toEqual([2, 0]);
    expect(await all(objects().list('readers/'))).toEqual(['readers/ab/1']);
    expect(await objects().remove('readers/ab/1')).toBe(true);
    expect(await objects().get('readers/ab/1')).toBeUndefined();
  });
}

function queueContract(ground: () => Ground): void {
  const tasks = () => ground().store.tasks({ elsewhere: () => undefined });
  /** The handler's calls: those of each group, in order. */
  const drained = async (): Promise<string[]> => {
    const seen: string[] = [];
    await ground().drain('tasks', async ({ Records }) => void seen.push(...idsOf(Records)), { concurrency: 1 });
    return seen;
  };
  const dead = () => ground().store.deadLetters(ground().store.table);

  test('a group keeps its order, and a message of the same id is taken once', async () => {
    const all = Array.from({ length: 23 }, (_, n) => task(`order${n}`, n % 2 === 0 ? 'a.example' : 'b.example'));
    await tasks().send(all);
    await tasks().send(all.slice(0, 12));
    const seen = await drained();
    const of = (parity: number): string[] => all.filter((_, n) => n % 2 === parity).map(({ id }) => id);
    expect([seen.filter((id) => of(0).includes(id)), seen.filter((id) => of(1).includes(id))]).toEqual([of(0), of(1)]);
    await tasks().send(all.slice(0, 2));
    expect(await drained()).toEqual([]);
  });

  test('what is given back comes again, before the later ones of its group, which wait; and says how often it came', async () => {
    await tasks().send(['back1', 'back2'].map((id) => task(id)));
    const seen: string[] = [];
    await ground().drain('tasks', async ({ Records }) => {
      seen.push(...Records.map((each) => `${idsOf([each])} ${each.attributes?.ApproximateReceiveCount}`));
      if (seen.length > 2) return undefined;
      await tasks().hide(Records, 0);
      return failing(Records);
    });
    expect(seen.filter((each) => each.startsWith('back1')).slice(0, 2)).toEqual(['back1 1', 'back1 2']);
    expect(seen.indexOf('back1 2')).toBeLessThan(seen.findLastIndex((each) => each.startsWith('back2')));
  });

  test('while a message of a group is out no other of it is given, and other groups are', async () => {
    await tasks().send([task('held1', 'held.example'), task('free1', 'free.example')]);
    const [seen, begun] = [[] as string[], Promise.withResolvers<void>()];
    let later = false;
    await ground().drain(
      'tasks',
      async ({ Records }) => {
        seen.push(...idsOf(Records));
        if (later) return;
        later = true;
        await tasks().send([task('held2', 'held.example')]);
        begun.resolve();
      },
      { batchSize: 1 },
    );
    await begun.promise;
    expect(seen.toSorted()).toEqual(['free1', 'held1', 'held2']);
    expect(seen.indexOf('held1')).toBeLessThan(seen.indexOf('held2'));
  });

  test('five tries, then it is a dead letter with its reason; the others of its group go on; sent again it is done once', async () => {
    const good = Array.from({ length: 9 }, (_, n) => `good${n}`);
    await tasks().send(['bad', ...good].map((id) => task(id, 'dead.example')));
    const tries: string[] = [];
    const work = async (spoils: boolean): Promise<void> => {
      await ground().drain(
        'tasks',
        async ({ Records }) => {
          tries.push(...idsOf(Records));
          const failed = Records.filter((each) => spoils && idsOf([each])[0] === 'bad');
          for (const { messageId } of failed) await dead().explain(messageId, { at: '2026-11-25T00:00:00Z', reason: 'it is no page' });
          await tasks().hide(failed, 0);
          return failing(failed);
        },
        { batchSize: 1 },
      );
    };
    await work(true);
    const receivesOfPoison = tries.filter((id) => id === 'bad').length;
    expect([receivesOfPoison, tries.filter((id) => id !== 'bad')]).toEqual([5, good]);
    reported(17, { deliveriesOfGood: tries.length - receivesOfPoison, receivesOfPoison });
    reported(70, { mostReceives: receivesOfPoison });
    expect([await dead().count('tasks'), await dead().waiting('tasks')]).toEqual([1, 0]);
    const [letter] = await dead().peek('tasks', 10);
    expect(letter).toMatchObject({ queue: 'tasks', redrives: 0, reason: 'it is no page', body: expect.stringContaining('"bad"') });
    const held = await dead().hold('tasks');
    expect([held.length, (await dead().hold('tasks')).length]).toEqual([1, 0]);
    await dead().remove(await dead().resend(held));
    await dead().resend(held);
    tries.splice(0);
    await work(false);
    expect([tries, await dead().count('tasks')]).toEqual([['bad'], 0]);
  });

  test('dead letters of a bug that was mended are done once each; what is still poisoned comes back with how often it was sent again', async () => {
    const count = long ? 50 : 5;
    for (let n = 0; n < count; n += 1)
      await ground().plant('tasks', { body: JSON.stringify(task(`mended${n}`)), group: 'm.example', dead: true });
    const done = new Map<string, number>();
    const round = async (spoils: (id: string) => boolean): Promise<void> => {
      for (let held = await dead().hold('tasks'); held.length > 0; held = await dead().hold('tasks'))
        await dead().remove(await dead().resend(held));
      await ground().drain('tasks', async ({ Records }) => {
        const failed = Records.filter((each) => spoils(String(idsOf([each])[0])));
        for (const id of idsOf(Records.filter((each) => !failed.includes(each)))) done.set(id, (done.get(id) ?? 0) + 1);
        // What is given back in the millisecond in which it was sent is tried again after half a minute.
        await sleep(2);
        await tasks().hide(failed, 0);
        return failing(failed);
      });
    };
    await round((id) => id === 'mended1');
    expect(await dead().peek('tasks', 10)).toMatchObject([{ redrives: 1 }]);
    await round(() => false);
    reported(64, { processed: done.size, doubled: [...done.values()].reduce((sum, times) => sum + times - 1, 0) });
    expect([done.size, await dead().count('tasks')]).toEqual([count, 0]);
  });

  test('mails, confirmations and erasures are told apart by their ids', async () => {
    const mail = { period: '2026-W48', week: '2026-W48', reader: 'r1' } as never;
    await tasks().sendMail([mail, mail]);
    await tasks().sendConfirmation({ confirm: 'r2', at: '2026-11-25T00:00:00Z' } as never);
    await tasks().sendErasure({ erase: 'r2', at: '2026-11-25T00:00:00Z' } as never);
    const bodies: string[] = [];
    await ground().drain(
      'mail',
      async ({ Records }) => void bodies.push(...Records.map(({ body }) => Object.keys(JSON.parse(body)).join())),
    );
    expect(bodies.toSorted()).toEqual(['confirm,at', 'erase,at', 'period,week,reader']);
  });
}
