import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keptResult } from '../../shared/adapters/kept-result.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'hongtou-kept-'));
const name = `test-${process.pid}`;
const [first, second] = ['first', 'second'].map((each) => {
  writeFileSync(join(folder, `${each}.ts`), each);
  return [relative(root, join(folder, `${each}.ts`))];
}) as [string[], string[]];

afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(join(root, 'node_modules/.cache/hongtou', name), { recursive: true, force: true });
});

test('a text is worked on once, and again for other code; a failure is not kept', async () => {
  let works = 0;
  const ask = (text: string, code: readonly string[]) =>
    keptResult(name, text, code, async () => {
      works += 1;
      if (text === 'wrong') throw new Error('wrong');
      return { text, works };
    });
  expect(await ask('a', first)).toEqual({ text: 'a', works: 1 });
  expect(await ask('a', first)).toEqual({ text: 'a', works: 1 });
  expect(await ask('b', first)).toEqual({ text: 'b', works: 2 });
  expect(await ask('a', second)).toEqual({ text: 'a', works: 3 });
  for (const times of [4, 5]) {
    await expect(ask('wrong', first)).rejects.toThrow('wrong');
    expect(works).toBe(times);
  }
});
