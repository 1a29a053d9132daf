import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { options, type World } from './world.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const later = options.slice(2);

/** What is taken away in files, and brought back. */
export function filesGoAndCome(world: () => World): void {
  const said = (...args: readonly string[]) => world().said(args);
  const file = (name: string): string => join(world().place, name);

  test('export, import into an empty instance, export: the same bytes; an unknown field is refused with its path', async () => {
    const first = readFileSync(file('all.jsonl'), 'utf8');
    const ids = first
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(ids.toSorted());
    const taken = await said('import', 'all.jsonl', '--data', 'second', ...later, '--json');
    expect([taken.status, typeof JSON.parse(taken.out)]).toEqual([0, 'object']);
    expect((await said('export', '--data', 'second', ...later)).out).toBe(first);
    const odd = JSON.parse(first.split('\n')[0] ?? '');
    writeFileSync(file('odd.jsonl'), `${JSON.stringify({ ...odd, copies: odd.copies.map((copy: object) => ({ ...copy, oddity: 1 })) })}\n`);
    const refused = await said('import', 'odd.jsonl', '--data', 'third', ...later);
    expect([refused.status, refused.err]).toEqual([1, expect.stringMatching(/line 1: "copies\.0\.oddity"/)]);
  });

  test('an evidence pack: every file under its hash, checked by the program and without it', async () => {
    const { status, out } = await said('export', '--format', 'pack', '--relevant', '--out', 'all.zip', ...options, '--json');
    expect([status, JSON.parse(out)]).toMatchObject([0, { file: 'all.zip', format: 'pack' }]);
    const files = unzipSync(readFileSync(file('all.zip')));
    const text = (name: string): string => Buffer.from(files[name] ?? []).toString();
    const { format, version, files: listed } = JSON.parse(text('manifest.json'));
    expect([format, version]).toEqual(['hongtou-evidence-pack', 1]);
    for (const { name, sha256: hash } of listed) expect([name, sha256(files[name] ?? Buffer.of())]).toEqual([name, hash]);
    const sums = new Map(
      text('sha256sums.txt')
        .trim()
        .split('\n')
        .map((line) => [line.slice(66), line.slice(0, 64)]),
    );
    for (const name of Object.keys(files).filter((each) => each !== 'sha256sums.txt'))
      expect([name, sums.get(name)]).toEqual([name, sha256(files[name] ?? Buffer.of())]);
    for (const name of ['README.txt', 'manifest.json', 'documents/', 'texts/', 'evidence/'])
      expect([name, Object.keys(files).some((each) => each.startsWith(name))]).toEqual([name, true]);
    const bytes = readFileSync(file('all.zip'));
    writeFileSync(file('cut.zip'), bytes.subarray(0, bytes.length - 900));
    const [whole, cut] = await Promise.all([said('verify', 'all.zip', '--json'), said('verify', 'cut.zip', '--json')]);
    expect([whole.status, JSON.parse(whole.out).findings, cut.status]).toEqual([0, [], 1]);
  });

  test('a release: tables in two forms, descriptions and hashes; a new store begins with it', async () => {
    const released = await said('release', 'releases', ...options, '--json');
    const { number, folder } = JSON.parse(released.out);
    expect([released.status, number]).toEqual([0, 1]);
    const tables = 'documents dates deadlines citations figures obligations corrections sources'.split(' ');
    const beside = 'datapackage.json croissant.json datacite.json DICTIONARY.md LICENSE CHANGES.md SHA256SUMS'.split(' ');
    const names = readdirSync(file(folder));
    expect(names.toSorted()).toEqual([...tables.flatMap((name) => [`${name}.csv`, `${name}.jsonl`]), ...beside].toSorted());
    const sums = readFileSync(file(join(folder, 'SHA256SUMS')), 'utf8')
      .trim()
      .split('\n');
    for (const line of sums) expect(sha256(readFileSync(file(join(folder, line.slice(66)))))).toBe(line.slice(0, 64));
    expect(sums).toHaveLength(names.length - 1);
    const begun = await said('init', '--from', folder, '--data', 'fourth', '--config', 'new.json', '--yes', '--json');
    expect([begun.status, typeof JSON.parse(begun.out)]).toEqual([0, 'object']);
  });

  test('a backup of the instance, into an empty folder', async () => {
    const kept = await said('backup', 'all.backup', '--data', 'data/demo', '--json');
    const back = await said('restore', 'all.backup', '--data', 'fifth', '--json');
    expect([kept.status, back.status, JSON.parse(back.out)]).toMatchObject([0, 0, { documents: world().documents.length, findings: [] }]);
  });
}
