import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Budgets that the linter does not know: characters of a line, lines of a file, missing texts. Functions and parameters: biome.json. */
const root = path.join(import.meta.dirname, '..');
const files = ['shared', 'functions', 'infra'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|json)$/.test(name))
    .map((name) => path.join(folder, name)),
);

const lexing = 'an expression that reads numbers and units is one automaton; its parts have no meaning alone';
const oneForm = 'one form is one string of a row; it would have to become several rows';
const unit = 'the address of a unit of a jpaas site';
const quoted = 'a fact about a site, in the words of who checked it';

/** Files with lines over 180 characters, by name, with the reason. */
const wide: Readonly<Record<string, string>> = {
  'shared/registry/weights.json': 'made by training',
  'shared/registry/tables/known/made.json': 'written by tests/registry/known-acts.test.ts',
  'shared/model/alarm-rows.json': 'what an alarm says, in one sentence',
  'shared/pages/mail/mail-pieces.json': 'compiled by npm run build:mail',
  'shared/pages/api/texts.json': 'what the description of the API says, whole',
  'shared/pages/mcp/texts.json': 'what an assistant is told, whole',
  'shared/pages/publish/texts.json': 'what stands beside the pages of a site, whole',
  'shared/pages/words/chinese.json': 'a sentence of the interface with its Chinese',
  'shared/sources/hangzhou.json': unit,
  'shared/sources/mofcom-news.json': unit,
  'shared/sources/mohurd-comments.json': unit,
  'shared/sources/npc-drafts.json': quoted,
  'shared/sources/npc-laws.json': quoted,
  'shared/sources/samr-comments.json': unit,
  'shared/sources/samr.json': unit,
  'shared/sources/table/declarations.json': 'a line for each declaration, written by tests/sources.test.ts',
  'shared/stages/article/block-patterns.json': 'a pattern with the sentence it is for',
  'shared/stages/classify/derived.ts': lexing,
  'shared/stages/dates/western.json': oneForm,
  'shared/stages/facts/extract/quantities.ts': lexing,
  'shared/stages/facts/extract/figures.ts': lexing,
  'shared/stages/facts/extract/expressions.json': oneForm,
  'shared/stages/facts/extract/issuing-forms.json': oneForm,
  'shared/stages/facts/extract/issuing-rows.json': oneForm,
  'shared/stages/facts/extract/strength.ts': lexing,
  'shared/stages/facts/extract/threshold-rows.json': oneForm,
  'shared/stages/facts/lifecycle/surroundings.ts': lexing,
  'shared/stages/facts/link/forms.json': oneForm,
  'shared/stages/facts/phrases/date-rows.json': oneForm,
  'shared/stages/facts/phrases/date-words.json': oneForm,
  'shared/stages/facts/phrases/duration-rows.json': oneForm,
  'shared/stages/facts/phrases/relation-rows.json': oneForm,
  'shared/stages/facts/phrases/status-rows.json': oneForm,
  'shared/stages/facts/phrases/text-words.json': oneForm,
  'shared/stages/facts/phrases/topic-rows.json': oneForm,
};

const linesOf = (file: string): string[] => readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n');

test('files have at most 500 lines', () => {
  expect(files.filter((file) => file.endsWith('.ts') && linesOf(file).length > 500)).toEqual([]);
});

test('lines have at most 180 characters', () => {
  const over = files.filter((file) => linesOf(file).some((line) => [...line].length > 180));
  expect(over.filter((file) => !(file in wide))).toEqual([]);
  expect(Object.keys(wide).filter((file) => !over.includes(file))).toEqual([]);
});

test('a missing text becomes the empty one in the helpers of model/values.ts alone', () => {
  const offending = files.filter((file) => file.endsWith('.ts') && linesOf(file).some((line) => line.includes("?? ''")));
  expect(offending).toEqual(['shared/model/values.ts']);
});
