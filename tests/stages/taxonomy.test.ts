import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareModels, countMoves, movesText } from '../../bench/training/compare-models.ts';
import { evaluate, examplesOf, readGold } from '../../bench/training/evaluate.ts';
import { readModel, storeModel, versionOf } from '../../bench/training/store-model.ts';
import { trainModel } from '../../bench/training/train-model.ts';
import type { ThemeMatch } from '../../shared/model/document.ts';
import trained from '../../shared/registry/weights.json' with { type: 'json' };
import { classify, compareThemes, storedModel } from '../../shared/stages/classify/classify.ts';

const labelled = (name: string) => readGold(readFileSync(new URL(`../../bench/labelled/${name}.tsv`, import.meta.url), 'utf8'));
const theme = (id: ThemeMatch['theme']): ThemeMatch => ({ theme: id, score: 0.9, evidence: [] });

describe('the name of themes, words and weights', () => {
  test('is that of the words in use: who changes the lexicon trains anew', () => {
    expect(versionOf(trained)).toBe(trained.version);
    expect(classify({ title: '人工智能' }).taxonomy).toBe(trained.version);
  });

  test('training is the same each time', () => {
    const examples = examplesOf(labelled('train').slice(0, 40));
    const once = JSON.stringify(storeModel(trainModel(examples, { rounds: 20 })));
    expect(JSON.stringify(storeModel(trainModel(examples, { rounds: 20 })))).toBe(once);
  });
});

describe('what moved', () => {
  const rows = labelled('test');

  test('nothing between weights and themselves', () => {
    const moves = compareModels(rows, readModel(JSON.stringify(trained)), storedModel());
    expect(moves.moved).toEqual([]);
    expect(movesText(moves)).toBe(`0 of ${rows.length} documents move\n`);
  });

  test('documents by their themes, counted per theme', () => {
    const stricter = { ...trained, themes: { ...trained.themes, energy: { bias: -30, weights: {} } } };
    const { moved, counts } = compareModels(rows, storedModel(), readModel(JSON.stringify(stricter)));
    expect(moved.length).toBeGreaterThan(3);
    expect(counts.energy).toEqual({ gained: 0, lost: moved.length });
    expect(counts.relevant).toEqual({ gained: 0, lost: 0 });
    for (const { before, after } of moved) expect([before.includes('energy'), after.includes('energy')]).toEqual([true, false]);
  });

  test('relevance counts too', () => {
    const counts = countMoves([{ id: '1', title: '', before: ['irrelevant'], after: ['policy'] }]);
    expect(counts.relevant).toEqual({ gained: 1, lost: 0 });
    expect(counts.policy).toEqual({ gained: 1, lost: 0 });
  });

  test.each([
    '',
    '{}',
    '[]',
    'null',
    '{"relevance":{"bias":"1","weights":{}},"themes":{}}',
    '{"relevance":{"bias":1,"weights":{"ai":"x"}},"themes":{}}',
  ])('%j are no weights', (json) => {
    expect(() => readModel(json)).toThrow(/no weights/);
  });
});

describe('a document read again', () => {
  const before = { relevant: true, themes: [theme('policy'), theme('compute')], taxonomy: 'old' };

  test('says what moved', () => {
    expect(compareThemes(before, { ...before, themes: [theme('compute')], taxonomy: 'new' })).toEqual([
      { field: 'themes', before: 'compute, policy', after: 'compute' },
    ]);
    expect(compareThemes(before, { relevant: false, themes: [], taxonomy: 'new' })[0]?.after).toBe('irrelevant');
  });

  test('says nothing of the same themes, of the same taxonomy, or of a person’s choice', () => {
    const after = { ...before, themes: [theme('chips')] };
    expect(compareThemes(before, { ...before, themes: before.themes.toReversed(), taxonomy: 'new' })).toEqual([]);
    expect(compareThemes(before, after)).toEqual([]);
    const label = { relevant: true, themes: ['policy' as const], why: 'x', at: '2026-11-20T00:00:00Z' };
    expect(compareThemes({ ...before, label }, { ...after, taxonomy: 'new' })).toEqual([]);
  });
});

describe('labels that no training has seen', () => {
  test.each([
    ['test', 0.85],
    ['long-test', 0.85],
  ])('%s: relevance and themes', (name, least) => {
    const { relevance, macroF1 } = evaluate(labelled(name));
    expect(relevance.precision).toBeGreaterThanOrEqual(0.96);
    expect(relevance.recall).toBeGreaterThanOrEqual(0.96);
    expect(macroF1).toBeGreaterThanOrEqual(least);
  });

  test('the halves share no title and no passage', () => {
    const seen = new Set(['train', 'hard-train', 'long-train'].flatMap(labelled).map(({ title }) => title));
    const gists = new Set(labelled('train').map(({ gist }) => gist));
    for (const { title, gist } of [...labelled('test'), ...labelled('long-test')])
      expect([seen.has(title), gists.has(gist)]).toEqual([false, false]);
  });

  test('every piece of evidence is the words at its place, and every theme has some', () => {
    for (const row of [...labelled('test'), ...labelled('long-test')]) {
      const { themes } = classify({ title: row.title, text: row.gist });
      for (const { evidence } of themes) {
        expect(evidence.length).toBeGreaterThan(0);
        for (const { term, where, start, end } of evidence) {
          expect(term).not.toBe('');
          expect((where === 'title' ? row.title : row.gist).slice(start, end)).toBe(term);
        }
      }
    }
  });
});
