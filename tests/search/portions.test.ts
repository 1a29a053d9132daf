import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Search } from '../../shared/model/ports.ts';
import type { IndexChange } from '../../shared/model/query.ts';
import { openSearch } from '../../shared/search/sqlite.ts';
import { openObjects } from '../../shared/store/aws/objects.ts';
import { openBucket, type TestBucket } from '../store/bucket.ts';
import { row, today } from './contract/rows.ts';

const openIn = (bucket: TestBucket, name: string) => openSearch(openObjects(bucket), join(bucket.folder, name));
const idsOf = async (search: Search): Promise<readonly string[]> =>
  (await search.query({ limit: 50, today })).hits.map(({ id }) => id).toSorted();
const rows = (...ids: readonly string[]) => ids.map((id) => row(id));
const all = [rows('a', 'b'), rows('c', 'd'), rows('e'), rows('f')];

/** How often the pointer moved since. */
function moves({ client }: TestBucket): () => number {
  let count = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        const { Key } = args.input as { readonly Key?: string };
        if (commandName === 'PutObjectCommand' && Key === 'search/current.json') count += 1;
        return answer;
      },
    { step: 'initialize' },
  );
  return () => count;
}

/** Portions that are made one after the other, and how many of them were. */
function made(portions: readonly (readonly IndexChange[])[], meanwhile: (n: number) => Promise<unknown> = async () => {}) {
  const asked: number[] = [];
  async function* make() {
    for (const [n, portion] of portions.entries()) {
      asked.push(n);
      await meanwhile(n);
      yield portion;
    }
  }
  return { asked, make };
}

describe('changes that are made while they are written', () => {
  test.for([['many', all] as const, ['a few', all.slice(0, 1)] as const])(
    '%s are published once, and what changes nothing is not',
    async ([, portions]) => {
      const bucket = await openBucket();
      const published = moves(bucket);
      const search = openIn(bucket, 'writer');
      const { asked, make } = made(portions);
      await search.apply(make);
      expect([published(), asked]).toEqual([1, portions.map((_, n) => n)]);
      const ids = portions.flat().map(({ id }) => id);
      expect(await idsOf(search)).toEqual(ids);
      expect(await idsOf(openIn(bucket, 'reader'))).toEqual(ids);
      await search.apply(make);
      await search.apply(async function* () {});
      expect(published()).toBe(1);
    },
  );

  test('are asked for again where another writer was first, and both are kept', async () => {
    const bucket = await openBucket();
    const other = openIn(bucket, 'other');
    const { asked, make } = made(all, async (n) => {
      if (n === 2 && asked.length === 3) await other.apply(rows('x'));
    });
    await openIn(bucket, 'writer').apply(make);
    expect(asked).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(await idsOf(openIn(bucket, 'reader'))).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'x']);
  });

  test('that end in an error leave what was published, and no draft', async () => {
    const bucket = await openBucket();
    const writer = openIn(bucket, 'writer');
    await writer.apply(rows('x'));
    const { make } = made(all, async (n) => {
      if (n === 3) throw new Error('the source is gone');
    });
    await expect(writer.apply(make)).rejects.toThrow('gone');
    expect(await idsOf(writer)).toEqual(['x']);
    expect(readdirSync(join(bucket.folder, 'writer')).filter((name) => name.startsWith('draft'))).toEqual([]);
  });
});
