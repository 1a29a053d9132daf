import { createHash } from 'node:crypto';
import { themeIds } from '../shared/model/vocabulary.ts';
import { concepts } from '../shared/registry/lexicon.ts';
import { featureNames } from '../shared/stages/classify/features.ts';
import type { Linear } from '../shared/stages/classify/linear.ts';
import type { Model, Sparse, StoredModel } from '../shared/stages/classify/model.ts';

/** The name of these weights over today's words. */
export const versionOf = ({ relevance, themes: each }: Omit<StoredModel, 'version'>): string =>
  createHash('sha256')
    .update(JSON.stringify([concepts, relevance, each]))
    .digest('hex')
    .slice(0, 8);

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The form in which weights are kept. */
export function storeModel(model: Model): StoredModel {
  const sparse = ({ bias, weights }: Linear): Sparse => ({
    bias: round(bias),
    weights: Object.fromEntries(
      featureNames.map((name, i) => [name, round(weights[i] ?? 0)] as const).filter(([, weight]) => weight !== 0),
    ),
  });
  const stored = { relevance: sparse(model.relevance), themes: Object.fromEntries(themeIds.map((id) => [id, sparse(model.themes[id])])) };
  return { version: versionOf(stored), ...stored };
}
