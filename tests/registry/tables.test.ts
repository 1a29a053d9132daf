import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { themeIds } from '../../shared/model/vocabulary.ts';
import { products } from '../../shared/registry/institutions.ts';
import { landmarks } from '../../shared/registry/known.ts';
import { bodiesOf } from '../../shared/registry/landmarks/bodies.ts';
import { places } from '../../shared/registry/places.ts';
import { longestLine, printTable, rowsOf } from './printed.ts';
import { tables } from './table-list.ts';

const shared = new URL('../../shared/', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, shared), 'utf8');

test('every table is listed', () => {
  const files = readdirSync(new URL('registry/tables', shared), { recursive: true, encoding: 'utf8' });
  const written = files.filter((file) => file.endsWith('.json')).map((file) => `registry/tables/${file}`);
  expect(written.filter((file) => !(file in tables))).toEqual([]);
});

describe.each(Object.entries(tables))('%s', (file, table) => {
  const text = textOf(file);
  const content: unknown = JSON.parse(text);
  const rows = rowsOf(content, table.depth);

  test('each row is what the table says', () => {
    const problems = rows.flatMap(({ row }) => {
      const { success, error } = table.row.safeParse(row);
      return success
        ? []
        : [`${JSON.stringify(row)}: ${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join(', ')}`];
    });
    expect(problems).toEqual([]);
    if (table.groups) expect(z.array(table.groups).safeParse(Object.keys(content as object)).error?.message).toBeUndefined();
  });

  test('no two rows have one key', () => {
    const keys = rows.map(({ row, group }) => String(table.key(row as never, group)));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test('each field is used', () => {
    const fields = table.row instanceof z.ZodObject ? Object.keys(table.row.shape) : [];
    expect(fields.filter((field) => !rows.some(({ row }) => field in (row as object)))).toEqual([]);
  });

  test('one row a line, in its order: a file that is written otherwise is written anew here', () => {
    const printed = printTable(content, table);
    const sizeOf = (each: string): number => each.replace(/\s/g, '').length;
    expect(sizeOf(printed), 'a name that stands twice in one object, or an escaped character').toBe(sizeOf(text));
    if (!table.made) expect(printed.split('\n').filter((line) => [...line].length > longestLine)).toEqual([]);
    if (printed !== text) writeFileSync(new URL(file, shared), printed);
    const [is, should] = [text.split('\n'), printed.split('\n')];
    const wrong = should.findIndex((line, at) => line !== is[at]);
    const found = `line ${wrong + 1} was ${is[wrong]} where ${should[wrong]} stands now`;
    expect(printed === text ? 'in order' : found).toBe('in order');
  });
});

const idsOf = (file: string): string[] => {
  const table = tables[file];
  return table ? rowsOf(JSON.parse(textOf(file)), table.depth).map(({ row, group }) => String(table.key(row as never, group))) : [];
};

test('a word has one part and one English by which it is rendered', () => {
  const words = ['nouns', 'verbs', 'adjectives', 'links'].flatMap((name) => idsOf(`registry/tables/glossary/${name}.json`));
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});

test('what a row refers to is there', () => {
  const of = (known: Iterable<string>, named: readonly string[]): string[] => named.filter((name) => !new Set(known).has(name));
  const keysOf = (file: string): string[] => Object.keys(JSON.parse(textOf(file)) as object);
  const placeIds = places.map(({ id }) => id);
  expect(
    of(
      idsOf('registry/tables/companies.json'),
      products.map(({ company }) => company),
    ),
  ).toEqual([]);
  expect(of(placeIds, keysOf('registry/tables/places/cities.json'))).toEqual([]);
  expect(of(placeIds, keysOf('registry/tables/places/districts.json'))).toEqual([]);
  expect(of(placeIds, keysOf('registry/tables/government-prefixes.json'))).toEqual([]);
  expect(of(themeIds, keysOf('registry/tables/theme-weights.json').slice(1))).toEqual([]);
  const known = JSON.parse(textOf('registry/tables/known/acts.json')) as readonly { readonly from: string }[];
  expect(
    of(
      keysOf('registry/tables/known/catalogues.json'),
      known.map(({ from }) => from),
    ),
  ).toEqual([]);
  expect(landmarks.filter((landmark) => bodiesOf(landmark).length < landmark.issuers.length)).toEqual([]);
});
