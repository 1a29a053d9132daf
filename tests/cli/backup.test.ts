import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { renderFor } from '../../functions/render.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { deliverBatch } from '../../shared/pipeline/mail/deliver.ts';
import { sendDue, sendToAll } from '../../shared/pipeline/mail/due.ts';
import { addSubscriber, confirmSubscriber } from '../../shared/pipeline/mail/subscribers.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command, processOf } from '../support/command.ts';
import { folder } from '../support/folder.ts';
import { declaration, type Notice, notices, siteOf } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const [first] = notices as readonly [Notice, Notice, Notice];
const ids = Array.from({ length: 8 }, (_, n) => `site${n}`);
const hostOf = (id: string): string => `${id}.sample.example`;
const actsOf = (id: string): readonly Notice[] =>
  Array.from({ length: 10 }, (_, n) => ({
    ...first,
    path: `/tz/202611/t20261110_${n}.html`,
    title: `国家数据局关于公共数据标注基地${id}第${n + 1}批名单的通知`,
    number: `国数资源〔2026〕${100 + ids.indexOf(id) * 10 + n}号`,
  }));
const now = '2026-11-13T09:00:00+08:00';
const nextWeek = '2026-11-23T09:00:00+08:00';

async function opened(): Promise<{ bench: Bench; config: string; replay: readonly string[] }> {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const extra = ids.map((id) => declaration(id, hostOf(id)));
  const config = bench.file('config.json', { sources: { only: ids, extra }, digest: { from: 'digest@example.org' } });
  const pages = ids.flatMap((id) => siteOf(hostOf(id), actsOf(id)));
  return { bench, config, replay: [writeWarcFile(join(bench.folder, 'sites.warc.gz'), pages)] };
}

/** Restores a backup by its command and works with what comes of it. */
async function restored<T>(file: string, config: string, work: (bench: Bench) => Promise<T>, at = now): Promise<T> {
  const made = folder();
  const said = await command('restore', file, '--data', join(made, 'data'), '--config', config, '--now', at);
  expect(said).toMatchObject({ status: 0, err: '' });
  const bench = await openBench(made);
  try {
    const { documents, findings } = await bench.within({ now: at, config }, verify);
    expect(findings).toEqual([]);
    const { total } = await bench.within({ now: at, config }, ({ search }) =>
      search.query({ sort: 'newest', limit: 1, today: at.slice(0, 10) }),
    );
    expect([documents, total]).toEqual([documents, documents]);
    return await work(bench);
  } finally {
    await bench.leave();
  }
}

const mailsIn = (data: string): readonly string[] => (existsSync(join(data, 'mail')) ? readdirSync(join(data, 'mail')).toSorted() : []);

test('a backup of an instance at work holds everything that was stored before it began', async () => {
  const { bench, config, replay } = await opened();
  const choices = { now, config };
  const known = { readers: [] as string[], documents: [] as readonly string[] };
  let ends = false;
  const writer = bench.within(choices, async (context) => {
    for (let n = 0; !ends && n < 500; n += 1) {
      const reader = await addSubscriber(`reader${n}@example.org`, context);
      await confirmSubscriber(reader, context);
      known.readers.push(reader.id);
      known.documents = await context.documents.allIds(undefined, 1000);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  const running = bench.run({ ...choices, replay: [...replay] });
  const backups: { readonly file: string; readonly readers: readonly string[]; readonly documents: readonly string[] }[] = [];
  for (let n = 0; n < 4; n += 1) {
    const file = join(bench.folder, `backup-${n}`);
    const before = { readers: [...known.readers], documents: known.documents };
    expect(await processOf(['backup', file, '--data', bench.data])).toMatchObject({ status: 0, err: '' });
    backups.push({ file, ...before });
  }
  ends = true;
  await Promise.all([writer, running]);
  expect(backups.at(-1)?.readers.length).toBeGreaterThan(backups[0]?.readers.length ?? 0);
  for (const { file, readers, documents } of backups)
    await restored(file, config, (other) =>
      other.within(choices, async (context) => {
        const held = (await context.digests.subscribers()).map(({ id }) => id);
        expect(readers.filter((id) => !held.includes(id))).toEqual([]);
        const all = await context.documents.allIds(undefined, 1000);
        expect(documents.filter((id) => !all.includes(id))).toEqual([]);
      }),
    );
});

test('what is restored equals the instance, sends no mail twice, and names those that waited', async () => {
  const { bench, config, replay } = await opened();
  mkdirSync(join(bench.data, 'secrets', 'deep'), { recursive: true });
  writeFileSync(join(bench.data, 'secrets', 'deep', 'hook'), 'whsec_invented');
  await bench.run({ now, config, replay: [...replay] });
  const at = { now: nextWeek, config };
  await bench.within(at, async (context) => {
    await sendDue({ ...context, now: () => new Date('2026-11-16T00:00:00Z') });
    for (const name of ['one', 'two']) await confirmSubscriber(await addSubscriber(`${name}@example.org`, context), context);
    await sendToAll('2026-W46', context);
    await bench.drain('mail', (batch) => deliverBatch(renderFor(context))(batch, context, (error) => expect(error).toBeUndefined()));
    await confirmSubscriber(await addSubscriber('three@example.org', context), context);
    await context.tokens.put({ hash: 'a'.repeat(64), name: 'Li Hua', scope: 'read', since: now });
    await sendToAll('2026-W47', context);
  });
  const mails = mailsIn(bench.data);
  expect(mails).toHaveLength(2);
  const file = join(bench.folder, 'whole.backup');
  const made = await command('backup', file, '--data', bench.data, '--now', nextWeek, '--json');
  expect(JSON.parse(made.out)).toMatchObject({ file, at: '2026-11-23T01:00:00.000Z', files: 3, damaged: [] });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const kept = async (of: Bench) => ({
    exported: await of.exported(at),
    items: [...(await of.stored()).items].filter(([key]) => !/^(?:JOURNAL mailing|FAILED#|DIGEST#\S+ RUNNING)/.test(key)),
  });
  const should = await kept(bench);
  await restored(
    file,
    config,
    async (other) => {
      const is = await kept(other);
      expect(is.exported).toBe(should.exported);
      expect(is.items).toEqual(should.items);
      expect(mailsIn(other.data)).toEqual(mails);
      expect([
        readFileSync(join(other.data, 'secrets', 'deep', 'hook'), 'utf8'),
        statSync(join(other.data, 'secrets', 'deep', 'hook')).mode & 0o777,
      ]).toEqual(['whsec_invented', 0o600]);
      // A moment of before is no moment any more; what waited is among the dead letters.
      await other.within({ now: '2026-11-23T12:00:00+08:00', config }, async (context) => {
        expect(await sendDue(context)).toEqual({ digests: 0, reminders: 0 });
        await other.drain('mail', (batch) => deliverBatch(renderFor(context))(batch, context, () => {}));
        expect(await context.deadLetters.count('mail')).toBe(3);
        expect((await context.deadLetters.peek('mail', 10))[0]?.reason).toMatch(/may have been sent since/);
      });
      expect(mailsIn(other.data)).toEqual(mails);
    },
    nextWeek,
  );
});

test('a folder with data, what is no backup, one of a newer form and a damaged one are refused in words, and leave nothing behind', async () => {
  const { bench, config, replay } = await opened();
  await bench.run({ now, config, replay: [...replay], sources: ['site0'] });
  const file = join(bench.folder, 'whole.backup');
  expect((await command('backup', file, '--data', bench.data)).status).toBe(0);
  const refused = async (name: string, data = join(bench.folder, 'new')): Promise<string> => {
    const { status, err } = await command('restore', name, '--data', data);
    expect(status).toBeGreaterThan(0);
    if (data.endsWith('new')) expect(existsSync(data)).toBe(false);
    return err;
  };
  expect((await command('backup', file, '--data', bench.data)).err).toMatch(/is there already; name a new file/);
  expect((await command('backup', `${file}2`, '--data', join(bench.folder, 'none'))).err).toMatch(
    /has no hongtou.db; name the data folder/,
  );
  const left = folder();
  mkdirSync(join(left, 'mail'));
  writeFileSync(join(left, 'mail', 'a.eml'), '');
  expect((await command('doctor', '--data', left)).out).toMatch(/fail data folder: .* has mail and no hongtou\.db, .*hongtou restore FILE/);
  expect(await refused(file, bench.data)).toMatch(/is not empty; name an empty folder/);
  expect(await refused(join(bench.folder, 'none'))).toMatch(/is not there; name a file that "hongtou backup" wrote/);
  expect(await refused(bench.file('text', 'no backup at all, and long enough to be none'.repeat(99)))).toMatch(/is no backup of Hongtou/);
  expect(await refused(join(bench.data, 'hongtou.db'))).toMatch(/is no backup of Hongtou/);
  const changed = (name: string, change: (path: string) => void): string => {
    const path = join(bench.folder, name);
    copyFileSync(file, path);
    change(path);
    return path;
  };
  const sql = (words: string) => (path: string) => {
    const db = new DatabaseSync(path);
    db.exec(words);
    db.close();
  };
  expect(await refused(changed('newer', sql('PRAGMA user_version = 99')))).toMatch(/written by a newer version of Hongtou; use that/);
  expect(await refused(changed('less', sql('DELETE FROM item WHERE pk = (SELECT min(pk) FROM item)')))).toMatch(
    /is damaged \(.*use another backup/,
  );
  const { size } = statSync(file);
  expect(await refused(changed('cut', (path) => truncateSync(path, size >> 1)))).toMatch(/is damaged|is no backup/);
  for (let n = 1; n < 20; n += 1) {
    const flipped = changed(`flipped${n}`, (path) => {
      const at = Math.floor((size * n) / 20);
      const byte = readFileSync(path)[at] ?? 0;
      const opened = openSync(path, 'r+');
      writeSync(opened, Buffer.from([byte ^ 0x10]), 0, 1, at);
      closeSync(opened);
    });
    // A byte that nothing is written in is no damage.
    const { status, err } = await command('restore', flipped, '--data', join(bench.folder, `new${n}`), '--config', config);
    expect([0, 1]).toContain(status);
    if (status === 1) expect(err).toMatch(/is damaged|is no backup/);
  }
});
