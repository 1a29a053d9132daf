import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checks } from './checks.ts';
import { holds, reported } from './report.ts';

const root = path.join(import.meta.dirname, '../..');
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
/** Checks that a test reports itself, or by what it has beside it, as the contract of the stores. */
const callsIn = (file: string): number[] => {
  const beside = [...textOf(file).matchAll(/ from '\.\/([\w-]+\.ts)'/g)].map(([, name = '']) => path.join(path.dirname(file), name));
  return [file, ...beside].flatMap((each) => [...textOf(each).matchAll(/\breported\((\d+),/g)].map(([, number]) => Number(number)));
};

test('each check stands once, and each of its files is a test that reports it', () => {
  const numbers = checks.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  // The long form runs what vitest takes for a test: of another file nothing is reported.
  expect(checks.flatMap(({ files }) => files.filter((file) => !file.endsWith('.test.ts')))).toEqual([]);
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
