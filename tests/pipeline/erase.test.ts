import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { declaration } from '../support/pages.ts';

const [gone, stays] = ['gone.reader@example.org', 'stays@example.org'];
const now = '2026-11-26T09:00:00+08:00';
let bench: Bench;
let store: readonly string[];

beforeAll(async () => {
  bench = await openBench();
  const config = bench.file('config.json', {
    sources: { only: ['sample'], extra: [declaration('sample', 'data.sample.example')] },
    digest: { from: 'digest@example.org' },
  });
  store = ['--config', config, '--data', bench.data, '--now', now];
  for (const address of [gone, stays]) {
    await command('subscribers', 'add', address, ...store);
    await command('subscribers', 'confirm', address, ...store);
  }
  await command('digest', '--week', '2026-W47', '--all', ...store);
});
afterAll(() => bench.close());

const objectsHold = (words: string): readonly string[] =>
  readdirSync(join(bench.data, 'objects'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(words))
    .map(({ name }) => name);

test('a reader who is removed leaves a salted hash in the ledger and nothing else', async () => {
  const before = await bench.stored();
  const own = [...before.items.keys()].filter((key) => / TO#/.test(key)).map((key) => key.split('TO#')[1] ?? '');
  expect(own).toHaveLength(2);
  expect(objectsHold(gone)).not.toEqual([]);
  expect((await command('subscribers', 'remove', gone, ...store)).status).toBe(0);
  const { items, objects } = await bench.stored();
  const left = own.filter((id) => [...items.keys()].some((key) => key.endsWith(id)));
  expect(left).toHaveLength(1);
  const [erased = ''] = own.filter((id) => !left.includes(id));
  expect([...objects.keys()].filter((key) => key.includes(erased))).toEqual([]);
  expect([...objects.keys()].filter((key) => key.startsWith(`readers/${left[0]}/`))).not.toEqual([]);
  expect(objectsHold(gone)).toEqual([]);
  expect(JSON.stringify([...items])).not.toContain(gone);
  expect([...items.keys()].filter((key) => / TO#erased-[\da-f]{16}-[\da-f]{32}$/.test(key))).toHaveLength(1);
});

test('and a rebuild does not bring it back', async () => {
  const said = await command('rebuild', '--json', ...store);
  expect(JSON.parse(said.out)).toMatchObject({ mended: 0, damaged: [] });
  const readers = await command('subscribers', 'list', ...store);
  expect(readers.out).not.toContain(gone);
  expect(readers.out).toContain(stays);
  expect((await command('verify', ...store)).out).toContain('0 findings');
});
