import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLine } from '../../shared/pipeline/keep/import.ts';
import { reported } from '../faults/report.ts';
import { command } from '../support/command.ts';
import { type Digested, identitiesOf, itemsOf, type KeptRelease, pageOf } from './kept-release.ts';

/** Releases of which this was kept. */
const releasesWith = (file: string): readonly string[] =>
  readdirSync(import.meta.dirname)
    .filter((each) => existsSync(path.join(import.meta.dirname, each, file)))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
const releases = releasesWith('store.tar.gz');
const folder = mkdtempSync(path.join(tmpdir(), 'hongtou-upgrade-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** SQLite puts two files beside a database that it reads. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !/-(?:shm|wal)$/.test(name));

/** Puts a mail into the queue of an older folder. */
function waiting(data: string, task: object): void {
  const queue = new DatabaseSync(path.join(data, 'queues/fauxqs.db'));
  queue
    .prepare(
      `INSERT INTO sqs_messages (message_id, queue_name, body, md5_of_body, message_attributes, md5_of_message_attributes, sent_timestamp, message_group_id)
       VALUES ('waited', 'MailQueue.fifo', ?, '', '{}', '', 1, 'reader')`,
    )
    .run(JSON.stringify(task));
  queue.close();
}

/** Data that an earlier release left (keep-release.ts), opened by the commands of today. */
describe.each(releases)('the data of release %s', (release) => {
  const kept: KeptRelease = JSON.parse(readFileSync(path.join(import.meta.dirname, release, 'kept.json'), 'utf8'));
  const data = path.join(folder, release);
  const options = ['--data', data, '--config', 'samples/hongtou.config.json', '--now', '2026-11-23T10:00:00+08:00'];
  const asked = async <T>(...words: readonly string[]): Promise<T> => JSON.parse((await command(...words, ...options, '--json')).out);

  beforeAll(() => {
    mkdirSync(data);
    const { status } = spawnSync('tar', ['xzf', path.join(import.meta.dirname, release, 'store.tar.gz'), '-C', data]);
    expect(status, 'tar unpacks the data').toBe(0);
  });

  const isOfEmulators = release.localeCompare('0.14.0', 'en', { numeric: true }) < 0;
  test.runIf(!isOfEmulators)('is opened as it is', async () => {
    expect(await asked('upgrade')).toEqual({ upgraded: false });
  });

  test.runIf(isOfEmulators)(
    'is named by every command as what it is, and brought over by one of them; the old folder stays as it was',
    async () => {
      const before = filesIn(data);
      const refused = await command('search', '数据', ...options);
      expect([refused.status, refused.err]).toEqual([1, expect.stringContaining(`hongtou upgrade --data ${data}`)]);
      // A mail that waited, and a reader who has had this week's: she gets no second one.
      waiting(data, { period: kept.week, reader: kept.readers[0]?.id, upTo: 0 });
      expect(await asked('upgrade')).toMatchObject({ upgraded: true, documents: kept.documents.length, kept: `${data}.before-0.14` });
      expect(filesIn(`${data}.before-0.14`)).toEqual(before);
      expect(await asked('upgrade')).toEqual({ upgraded: false });
    },
  );

  test('is searched at once, before any round', async () => {
    const { items } = await asked<{ readonly items: readonly { readonly id: string }[] }>('search', '数据');
    expect(items.map(({ id }) => id)).toContain(kept.labelled);
  });

  test('keeps its documents, revisions and times, and nothing is found wrong', async () => {
    const exported = (await command('export', ...options)).out;
    expect(identitiesOf(exported)).toEqual(kept.documents);
    // Whatever a release wrote, an import of today takes.
    for (const [n, line] of exported.trim().split('\n').entries()) expect(readLine({ value: JSON.parse(line), n }).id).not.toBe('');
    expect((await command('verify', ...options)).out).toContain('0 findings');
    reported(66, { releases: releases.indexOf(release) + 1 });
  });

  test('keeps its readers, their choices and the links in their mails, tokens and labels', async () => {
    expect(await asked('subscribers', 'list')).toEqual(kept.readers);
    expect(await asked('tokens', 'list')).toEqual(kept.tokens);
    expect(pageOf((await command('subscribers', 'choices', 'second@example.org', ...options)).out)).toBe(kept.choices);
    expect((await command('show', kept.labelled, ...options)).out).toContain('kept with the release');
  });

  test('has the same documents in its digest, and nobody is mailed it twice', async () => {
    expect(itemsOf(await asked<Digested>('digest', '--week', kept.week))).toEqual(kept.items);
    expect((await command('digest', '--week', kept.week, '--all', ...options)).err).toContain('sent now 0');
  });

  // The dearest of all: of the last release alone.
  test.runIf(release === releases.at(-1))('is made again from its bucket', async () => {
    expect((await command('rebuild', ...options)).status).toBe(0);
    expect(identitiesOf((await command('export', ...options)).out)).toEqual(kept.documents);
    expect(await asked('subscribers', 'list')).toEqual(kept.readers);
  });
});

/** What `export` of an earlier release printed. The forms of a line changed after 0.2, 0.4 and 0.12. */
describe.each(releasesWith('export.jsonl.gz'))('an export of release %s', (release) => {
  const exported = gunzipSync(readFileSync(path.join(import.meta.dirname, release, 'export.jsonl.gz'))).toString();

  test('is in a form that is taken', () => {
    for (const [n, line] of exported.trim().split('\n').entries()) expect(readLine({ value: JSON.parse(line), n: n + 1 }).id).not.toBe('');
  });

  test.runIf(['0.2.0', '0.4.0', '0.12.0'].includes(release))(
    'is taken into an empty instance: the same documents, revisions and times',
    async () => {
      const data = path.join(folder, `from-${release}`);
      const options = ['--data', data, '--config', 'samples/hongtou.config.json', '--now', '2026-11-23T10:00:00+08:00'];
      const file = path.join(folder, `${release}.jsonl`);
      writeFileSync(file, exported);
      const before = identitiesOf(exported);
      expect(JSON.parse((await command('import', file, ...options, '--json')).out)).toEqual({ new: before.length, same: 0, kept: [] });
      const { out } = await command('export', ...options);
      // Until 0.2 the texts of earlier revisions were in no export: their hashes would name nothing.
      const known = (documents: typeof before) =>
        documents.map(({ revisions, ...document }) => ({
          ...document,
          revisions: revisions.map(({ textHash, ...each }) => (release === '0.2.0' ? each : { ...each, textHash })),
        }));
      expect(known(identitiesOf(out))).toEqual(known(before));
      const again = ['--data', `${data}-again`, ...options.slice(2)];
      writeFileSync(file, out);
      expect((await command('import', file, ...again)).status).toBe(0);
      expect((await command('export', ...again)).out).toBe(out);
    },
  );
});
