import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { extract } from '../../shared/stages/facts/extract.ts';
import { type Family, type GoldLabel, type GoldRow, score } from '../support/sentence-score.ts';

/** Sentences that the developers made up and labelled before the rules were written for them: every relation, date, status, decoy. */
const rows: readonly GoldRow[] = readFileSync(new URL('./sentences.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [id = '', context = '', sentence = '', labels = '[]'] = line.split('\t');
    const parsed: GoldLabel[] = JSON.parse(labels);
    return { id, context, sentence, labels: parsed };
  });

const sums = score(rows, ({ id, context, sentence }) => extract({ id, text: sentence, title: context }).labels);

describe('labelled sentences', () => {
  test('are many, with decoys among them', () => {
    expect(rows.length).toBeGreaterThan(1300);
    expect(rows.filter(({ labels }) => labels.length === 0).length).toBeGreaterThan(170);
  });

  /** Floors: what was measured, less one in a hundred. */
  test.each<[Family, number]>([
    ['cite', 0.99],
    ['date', 0.99],
    ['status', 0.99],
    ['figure', 0.98],
    ['issuer', 0.98],
  ])('%s: precision and recall hold', (family, floor) => {
    const { right, wrong, missed } = sums[family];
    expect(right / (right + wrong.length), wrong.join('\n')).toBeGreaterThanOrEqual(floor);
    expect(right / (right + missed.length), missed.join('\n')).toBeGreaterThanOrEqual(floor);
  });

  test('no decoy is taken', () => {
    const decoys = new Set(rows.filter(({ labels }) => labels.length === 0).map(({ id }) => id));
    const taken = Object.values(sums).flatMap(({ wrong }) => wrong.filter((each) => decoys.has(each.split(' ')[0] ?? '')));
    expect(taken).toEqual([]);
  });
});
