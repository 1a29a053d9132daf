import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IndexChange } from '../../shared/model/query.ts';
import { readLine, rehearse } from '../../shared/pipeline/keep/import.ts';
import { verifyPack } from '../../shared/pipeline/keep/verify-pack.ts';
import { listMembers, readMember, toZip } from '../../shared/stages/pack/zip.ts';

import { hostileLines, withValue } from '../faults/hostile-lines.ts';
import { reported } from '../faults/report.ts';
import { type Bench, newFolder, openBench } from '../support/bench.ts';
import { command, processOf } from '../support/command.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const [, second] = notices as readonly [Notice, Notice, Notice];
const now = '2026-11-26T09:00:00+08:00';
let bench: Bench;
let config: string;
let file: string;
const at = (data: string): readonly string[] => ['--config', config, '--data', data, '--now', now];
const exportOf = async (data: string): Promise<string> => {
  const out = join(newFolder(), 'export.jsonl');
  const { status, err } = await command('export', '--format', 'jsonl', '--out', out, ...at(data));
  if (status !== 0) throw new Error(err);
  return out;
};

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  for (const [day, change] of [
    ['13', (text: string) => text],
    ['16', (text: string) => text.replace('12月5日', '12月25日')],
  ] as const) {
    const acts = notices.map((act) => ({ url: `http://${host}${act.path}`, body: act === second ? change(article(act)) : article(act) }));
    const pages = [{ url: `http://${host}/tz/index.html`, body: listing(notices) }, ...acts];
    await bench.run({ now: `2026-11-${day}T09:00:00+08:00`, config, replay: [writeWarcFile(join(bench.folder, `${day}.warc.gz`), pages)] });
  }
  const store = at(bench.data);
  const [id = ''] = await bench.within({ now, config }, (context) => context.documents.allIds(undefined, 1));
  await command('label', id, '--themes', 'compute', '--why', 'it is', ...store);
  await bench.leave();
  file = await exportOf(bench.data);
});
afterAll(() => rmSync(bench.folder, { recursive: true, force: true }));

test('an export, imported into an empty instance, gives the same export, and a second import changes nothing', async () => {
  const data = join(newFolder(), 'data');
  // Killed behind its first document, it goes on where it was.
  expect((await processOf(['import', file, ...at(data)], { HONGTOU_CRASH_AT: 'after-document' })).status).toBe(-9);
  const first = await command('import', file, '--json', ...at(data));
  expect(first.err).toBe('');
  expect(JSON.parse(first.out)).toEqual({ new: notices.length - 1, same: 1, kept: [] });
  expect(readFileSync(await exportOf(data), 'utf8')).toBe(readFileSync(file, 'utf8'));
  const found = JSON.parse((await command('search', '数据', '--json', ...at(data))).out);
  expect(found.total).toBeGreaterThan(0);
  expect(JSON.parse((await command('import', file, '--json', ...at(data))).out)).toEqual({ new: 0, same: notices.length, kept: [] });
  const { out } = await command('rebuild', '--json', ...at(data));
  expect(JSON.parse(out)).toMatchObject({ documents: notices.length, mended: 0 });
});

const lines = (): string[] => readFileSync(file, 'utf8').trim().split('\n');
test.for([
  ['no JSON', (line: string) => line.slice(1), 'line 2: not JSON'],
  ['another text', (line: string) => line.replace('"text":"', '"text":"伪'), 'line 2: "text" does not have the hash'],
  ['a field of another kind', (line: string) => line.replace(/"relevant":(?:true|false)/, '"relevant":"yes"'), 'line 2: "relevant"'],
  [
    'a field that there is not',
    (line: string) => line.replace('"held":{', '"held":{"x":1,'),
    'line 2: "held.x": an export has no such field',
  ],
  ['what is held under another name', (line: string) => line.replace('"held":', '"was":'), 'line 2: "was": an export has no such field'],
] as const)('%s in one line: the line is named, and nothing is imported', async ([, change, words]) => {
  const [one = '', two = '', ...rest] = lines();
  const bad = join(newFolder(), 'bad.jsonl');
  writeFileSync(bad, [one, change(two), ...rest].join('\n'));
  const data = join(newFolder(), 'data');
  const said = await command('import', bad, ...at(data));
  expect([said.status, said.err.trim().split('\n').length, said.err]).toEqual([1, 1, expect.stringContaining(words)]);
  expect((await command('export', ...at(data))).out).toBe('');
});

test('each of 40 hostile lines and more is refused with the path of what is wrong; a line as it was written is taken', () => {
  const [line = ''] = lines();
  expect(readLine({ value: JSON.parse(line), n: 1 }).id).toBe(JSON.parse(line).id);
  for (const [path, value] of hostileLines) {
    const read = () => readLine({ value: withValue(line, path, value), n: 3 });
    expect(read, `${path} ${JSON.stringify(value).slice(0, 60)}`).toThrow(`line 3: "${path}`);
  }
  reported(72, { lines: hostileLines.length, taken: 0 });
});

test('a document of the right form that cannot be indexed is named before anything is written', async () => {
  const again = await openBench(bench.folder);
  const untilNow = await again.exported({ now, config });
  await again.within({ now, config }, async (context) => {
    const all = lines().map((line, n) => readLine({ value: JSON.parse(line), n: n + 1 }));
    const search = {
      ...context.search,
      match: async (rows: readonly IndexChange[]) =>
        rows.some(({ id }) => id === all[1]?.id) ? Promise.reject(new RangeError('too much')) : [],
    };
    const given = async function* () {
      yield* all;
    };
    const told = rehearse(given(), { ...context, search });
    await expect(told).rejects.toThrow(`document ${all[1]?.id}: it cannot be indexed (RangeError: too much); nothing was imported`);
  });
  expect(await again.exported({ now, config })).toBe(untilNow);
  await again.leave();
});

test('a document that the store has in another version stays', async () => {
  const [one = '', ...rest] = lines();
  const other = join(newFolder(), 'other.jsonl');
  writeFileSync(other, [one.replace(/"version":(\d+),"status"/, '"version":99,"status"'), ...rest].join('\n'));
  const said = await command('import', other, '--json', ...at(bench.data));
  expect(JSON.parse(said.out)).toEqual({ new: 0, same: notices.length - 1, kept: [JSON.parse(one).id] });
  expect(readFileSync(await exportOf(bench.data), 'utf8')).toBe(readFileSync(file, 'utf8'));
});

/** A pack of the store, and what becomes of it in the hands of others. */
describe('an evidence pack', () => {
  const root = join(import.meta.dirname, '../..');
  let pack: string;
  let bytes: Buffer;
  const parts = (of: Buffer) => ({ size: of.length, read: async (from: number, length: number) => of.subarray(from, from + length) });
  const faults = async (of: Buffer) => (await verifyPack(parts(of))).findings.map(({ file: name, detail }) => `${name}: ${detail}`);
  const joined = async (pieces: AsyncIterable<Uint8Array>) => {
    const all: Uint8Array[] = [];
    for await (const piece of pieces) all.push(piece);
    return Buffer.concat(all);
  };
  const filesOf = async (of: Buffer) =>
    Promise.all((await listMembers(parts(of))).map(async (member) => ({ name: member.name, bytes: await readMember(parts(of), member) })));
  type Files = Awaited<ReturnType<typeof filesOf>>;
  const packed = (files: Files) =>
    joined(
      toZip(
        (async function* () {
          yield* files;
        })(),
      ),
    );
  const replaced = (files: Files, name: RegExp, change: (text: string) => string) =>
    files.map((each) => (name.test(each.name) ? { ...each, bytes: Buffer.from(change(each.bytes.toString())) } : each));

  beforeAll(async () => {
    pack = join(newFolder(), 'pack.zip');
    const said = await command('export', '--format', 'pack', '--out', pack, ...at(bench.data));
    expect(said.err).toBe('');
    bytes = readFileSync(pack);
  });

  test('is whole, and says so without any instance', async () => {
    const { status, out } = await command('verify', pack, '--json');
    const verified = JSON.parse(out);
    expect([status, verified.findings, verified.documents]).toEqual([0, [], notices.length]);
    expect(verified.quotes.found).toBeGreaterThan(notices.length);
    expect((await command('verify', pack)).out).toContain('3 documents, ');
    expect((await command('verify', join(pack, 'none'))).status).toBe(2);
  });

  test('holds bytes, headers and every text of a document, and is the same at every export', async () => {
    const names = (await filesOf(bytes)).map(({ name }) => name);
    // One act was changed: its page was received twice, with two texts.
    for (const [form, count] of [
      [/^documents\//, notices.length],
      [/^texts\//, notices.length + 1],
      [/^evidence\/\w{64}\/body$/, notices.length + 1],
      [/^evidence\/\w{64}\/\w{32}\.json$/, notices.length + 1],
    ] as const)
      expect([form, names.filter((name) => form.test(name)).length]).toEqual([form, count]);
    const again = join(newFolder(), 'again.zip');
    await command('export', '--format', 'pack', '--out', again, ...at(bench.data));
    expect(readFileSync(again).equals(bytes)).toBe(true);
  });

  // The manual's script is Python, which a reader's machine may lack as this one may; every other check of a pack needs nothing.
  const python = spawnSync('python3', ['--version']).status === 0;
  test.skipIf(!python)('is checked by the script of another language in the manual, which finds a changed text', async () => {
    const script = readFileSync(join(root, 'docs/examples/check_pack.py'), 'utf8');
    const changed = join(newFolder(), 'changed.zip');
    writeFileSync(changed, await packed(replaced(await filesOf(bytes), /^texts\//, (text) => `${text}。`)));
    const run = (file: string) => spawnSync('python3', ['-', file], { input: script, encoding: 'utf8' });
    expect([run(pack).status, run(pack).stdout]).toEqual([0, expect.stringContaining('as they were packed')]);
    expect([run(changed).status, run(changed).stdout]).toEqual([1, expect.stringContaining('texts/')]);
  });

  test('the WARC of the store gives the same document again', async () => {
    const warc = join(newFolder(), 'store.warc.gz');
    await command('export', '--format', 'warc', '--out', warc, ...at(bench.data));
    const [held] = lines().map((line) => JSON.parse(line));
    const again = await command('add', held.url, '--replay', warc, '--json', ...at(join(newFolder(), 'data')));
    const { title, number, text, dates, issuers } = held;
    expect(JSON.parse(again.out)).toMatchObject({ title, number, text, dates, issuers });
  });

  test.for<[string, (files: Files) => Files, string]>([
    ['a changed text', (files) => replaced(files, /^texts\//, (text) => text.replace('月', '年')), 'its bytes are not those'],
    ['a changed page', (files) => replaced(files, /body$/, (text) => `${text} `), 'its bytes do not have the hash in its name'],
    ['other headers', (files) => replaced(files, /\w{32}\.json$/, (text) => text.replace('http:', 'https:')), 'it does not say what'],
    ['a missing file', (files) => files.filter(({ name }) => !name.endsWith('/body')), '/body: it is missing'],
    ['a further file', (files) => [...files, { name: 'x.txt', bytes: Buffer.from('x') }], 'x.txt: the manifest does not name it'],
    ['a file twice', (files) => [...files, ...files.slice(0, 1)], 'README.txt: the name stands twice'],
    ['a name in other letters', (files) => [...files, { name: 'Readme.TXT', bytes: Buffer.from('x') }], 'the name stands twice'],
    [
      'another manifest',
      (files) => replaced(files, /^manifest/, (text) => text.replace('hongtou"', 'other"')),
      'sha256sums.txt: it does not say',
    ],
    ['no manifest', (files) => files.filter(({ name }) => name !== 'manifest.json'), 'manifest.json: it is missing'],
    ['a manifest that is none', (files) => replaced(files, /^manifest/, () => '[[['), 'manifest.json: it is no manifest'],
    [
      'a title that is another',
      (files) => replaced(files, /^documents/, (text) => text.replace(/"title": "/, '$&伪')),
      'it is not the document',
    ],
    ['a way out', (files) => [...files, { name: '../x', bytes: Buffer.from('x') }], 'a name is not one of a pack: "../x"'],
    ['a way to the root', (files) => [...files, { name: '/etc/x', bytes: Buffer.from('x') }], 'a name is not one of a pack'],
    ['a way by Windows', (files) => [...files, { name: 'a\\..\\x', bytes: Buffer.from('x') }], 'a name is not one of a pack'],
    ['a folder', (files) => [...files, { name: 'a/', bytes: Buffer.from('') }], 'a name is not one of a pack'],
  ])('%s is named', async ([, change, words]) => {
    expect((await faults(await packed(change(await filesOf(bytes))))).join('\n')).toContain(words);
  });

  test('a file that is cut short or goes on, and a bomb, are named; no byte can be changed unseen', async () => {
    for (const cut of [0, 1, 21, 500, bytes.length >> 1, bytes.length - 1]) expect(await faults(bytes.subarray(0, cut))).not.toEqual([]);
    expect(await faults(Buffer.concat([bytes, Buffer.alloc(1)]))).not.toEqual([]);
    expect(await faults(Buffer.concat([Buffer.alloc(7), bytes]))).not.toEqual([]);
    const bomb = await packed([{ name: 'manifest.json', bytes: Buffer.alloc(100_000_000) }]);
    const small = Buffer.from(bomb);
    // Both headers say 5 bytes.
    for (const from of [22, small.readUInt32LE(small.length - 6) + 24]) small.writeUInt32LE(5, from);
    expect(await faults(small)).toEqual(['manifest.json: it cannot be unpacked to the size that it states']);
    for (let n = 0; n < 150; n += 1) {
      const other = Buffer.from(bytes);
      const place = (n * 7919) % bytes.length;
      other.writeUInt8((other[place] ?? 0) ^ 1, place);
      expect([place, (await faults(other)).length]).not.toEqual([place, 0]);
    }
    const { status, out } = await command('verify', bench.file('cut.zip', 'PK'));
    expect([status, out]).toEqual([1, expect.stringContaining('too short')]);
  });
});
