import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import patterns from '../../shared/stages/article/block-patterns.json' with { type: 'json' };
import publishers from '../../shared/stages/facts/kind/publishers.json' with { type: 'json' };
import { publisherKindOf } from '../../shared/stages/facts/kind.ts';

const stages = path.join(import.meta.dirname, '../../shared/stages');
const files = readdirSync(stages, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('word-lists.json'));
const lists = files.flatMap((file) =>
  Object.entries(JSON.parse(readFileSync(path.join(stages, file), 'utf8')) as Record<string, string[]>).map(
    ([name, rows]) => [`${file} ${name}`, rows] as const,
  ),
);

test.each(lists)('%s: each row compiles and stands there once', (_, rows) => {
  expect(rows.filter((row, at) => row === '' || rows.indexOf(row) !== at)).toEqual([]);
  expect(() => rows.map((row) => new RegExp(row, 'u'))).not.toThrow();
});

describe('pages in place of a document', () => {
  test.each(patterns)('$what, in the $in: $yes', ({ pattern, yes }) => {
    expect(yes).toMatch(new RegExp(pattern, 'iu'));
  });
});

describe('publishers', () => {
  const kinds = ['official', 'media', 'research', 'company'] as const;
  test.each(kinds)('a host of the list, and one under it, is of the kind %s', (kind) => {
    for (const host of publishers[kind])
      for (const url of [`https://${host}/a`, `https://www.${host}/a`])
        expect([host, publisherKindOf(url, undefined)]).toEqual([host, kind]);
  });

  test('a host that only ends in the same letters is not of the list', () => {
    expect(publisherKindOf('https://notgov.cn/a', undefined)).toBe('unknown');
    expect(publisherKindOf('https://drift.com/a', undefined)).toBe('unknown');
  });
});
