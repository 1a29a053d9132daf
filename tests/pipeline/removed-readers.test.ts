import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../support/command.ts';
import { openSampleStore, type SampleStore } from '../support/sample-store.ts';

const [gone, stays] = ['gone.reader@example.org', 'stays@example.org'];
let sample: SampleStore;

beforeAll(async () => {
  sample = await openSampleStore();
  for (const address of [gone, stays]) {
    await command('subscribers', 'add', address, ...sample.options);
    await command('subscribers', 'confirm', address, ...sample.options);
  }
  await command('digest', '--week', '2026-W47', '--all', ...sample.options);
});
afterAll(() => sample.bench.close());

/** The files of the store that hold the words anywhere, in pages given free as well; a mail that was sent lies in its own folder. */
const filesHold = (words: string): readonly string[] =>
  readdirSync(sample.bench.data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('/mail'))
    .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(words))
    .map(({ name }) => name);

test('a reader who is removed leaves a salted hash in the ledger and nothing else', async () => {
  const before = await sample.bench.stored();
  const own = [...before.items.keys()].filter((key) => / TO#/.test(key)).map((key) => key.split('TO#')[1] ?? '');
  expect(own).toHaveLength(2);
  expect(filesHold(gone)).not.toEqual([]);
  expect((await command('subscribers', 'remove', gone, ...sample.options)).status).toBe(0);
  const { items, objects } = await sample.bench.stored();
  const left = own.filter((id) => [...items.keys()].some((key) => key.endsWith(id)));
  expect(left).toHaveLength(1);
  const [erased = ''] = own.filter((id) => !left.includes(id));
  expect([...objects.keys()].filter((key) => key.includes(erased))).toEqual([]);
  expect([...objects.keys()].filter((key) => key.startsWith(`readers/${left[0]}/`))).not.toEqual([]);
  expect(filesHold(gone)).toEqual([]);
  expect(JSON.stringify([...items])).not.toContain(gone);
  expect([...items.keys()].filter((key) => / TO#erased-[\da-f]{16}-[\da-f]{32}$/.test(key))).toHaveLength(1);
});

test('and a rebuild does not bring it back', async () => {
  const said = await command('rebuild', '--json', ...sample.options);
  expect(JSON.parse(said.out)).toMatchObject({ mended: 0, damaged: [] });
  const readers = await command('subscribers', 'list', ...sample.options);
  expect(readers.out).not.toContain(gone);
  expect(readers.out).toContain(stays);
  expect((await command('verify', ...sample.options)).out).toContain('0 findings');
});
