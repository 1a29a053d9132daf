import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Row = { readonly zh: string; readonly en: string; readonly also?: readonly string[]; readonly from: string };

const folder = new URL('../../shared/registry/tables/official-english/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const files = readdirSync(folder).filter((file) => file !== 'from.json');
const rows = files.flatMap((file) => (read(file) as Row[]).map((row) => ({ ...row, file })));
const formsOf = ({ en, also = [] }: Row): readonly string[] => [en, ...also];

test('each row names its source, and each source is named', () => {
  const sources = Object.keys(read('from.json') as object);
  expect(rows.filter(({ from }) => !sources.includes(from))).toEqual([]);
  expect(sources.filter((source) => !rows.some(({ from }) => from === source))).toEqual([]);
});

test('a title stands once in all tables, and a form once in its row', () => {
  const titles = rows.map(({ zh }) => zh);
  expect(titles.filter((zh, at) => titles.indexOf(zh) !== at)).toEqual([]);
  expect(rows.filter((row) => new Set(formsOf(row)).size < formsOf(row).length)).toEqual([]);
});

/** Words that stay small inside a title. */
const small = /^(?:a|an|the|of|on|in|for|to|and|or|by|at|with|from|as|between|into|under|within|outside|against|over|through|via|during)$/;

test('titles of acts have capitals as titles have; a standard is printed as a sentence', () => {
  const acts = rows.filter(({ file }) => file !== 'standards.json');
  const wordsOf = (form: string): readonly string[] => form.split(/[\s—–/()“"-]+/).filter((part) => /^[a-z]/.test(part));
  expect(acts.flatMap(formsOf).filter((form) => wordsOf(form).some((part) => !small.test(part.replace(/[,.;:”"]+$/, ''))))).toEqual([]);
});

test('years of a span stand with an en dash, and no form has a blank at an end or two together', () => {
  expect(rows.flatMap(formsOf).filter((form) => /\d{4}-\d{4}|^ | $| {2}/.test(form))).toEqual([]);
});

test('a law of the country is called so in both languages', () => {
  const ours = (text: string): boolean => /People's Republic of China/.test(text);
  const laws = rows.filter(({ file }) => /^laws/.test(file));
  expect(laws.filter(({ zh, en }) => zh.startsWith('中华人民共和国') !== ours(en))).toEqual([]);
});
