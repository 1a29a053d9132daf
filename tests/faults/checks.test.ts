import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checks } from './checks.ts';
import { holds, reported } from './report.ts';

const root = path.join(import.meta.dirname, '../..');
const callsIn = (file: string): number[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/\breported\((\d+),/g)].map(([, number]) => Number(number));

test('each check stands once, and each of its files reports it', () => {
  const numbers = checks.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  const silent = checks.flatMap(({ number, files }) =>
    files.filter((file) => !callsIn(file).includes(number)).map((file) => [number, file]),
  );
  expect(silent).toEqual([]);
});

test('a figure beyond its bound fails, as does one that the table does not know', () => {
  expect(() => reported(26, { hits: 1 })).toThrow('hits is 1');
  expect(() => reported(26, { hit: 0 })).toThrow('no figure hit');
  expect(() => reported(2, {})).toThrow('no check 2');
  expect(['is', 'atMost'].map((name) => holds({ [name]: 1 } as { is: number }, 2, true))).toEqual([false, false]);
  expect([true, false].map((inLong) => holds({ atLeast: 20, short: 1 }, 5, inLong))).toEqual([false, true]);
});
