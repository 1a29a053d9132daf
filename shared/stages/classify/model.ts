import { group } from '../../model/values.ts';
import { type ThemeId, themeIds } from '../../model/vocabulary.ts';
import trained from '../../registry/weights.json' with { type: 'json' };
import { featureNames } from './features.ts';
import type { Linear } from './linear.ts';

/** One linear model for relevance and one for each theme. */
export type Model = { readonly relevance: Linear; readonly themes: Readonly<Record<ThemeId, Linear>> };
export type Sparse = { readonly bias: number; readonly weights: Readonly<Record<string, number>> };
/** The trained weights as they are stored: only those that are not zero, by feature name. */
export type StoredModel = { readonly version: string; readonly relevance: Sparse; readonly themes: Readonly<Record<string, Sparse>> };

/** Names the words and weights in use: two documents with the same name were judged alike. */
export const taxonomy: string = trained.version;

/** Weights by the number of their feature. */
export function unfold({ bias, weights }: Sparse): Linear {
  const dense = new Float64Array(featureNames.length);
  for (let i = 0; i < dense.length; i += 1) dense[i] = weights[group(featureNames, i)] ?? 0;
  return { bias, weights: dense };
}
export const mapThemes = (make: (id: ThemeId) => Linear): Model['themes'] =>
  Object.fromEntries(themeIds.map((id) => [id, make(id)])) as Model['themes'];
export const none: Sparse = { bias: -3, weights: {} };

/** The weights in use. */
export function storedModel(stored: StoredModel = trained): Model {
  return { relevance: unfold(stored.relevance), themes: mapThemes((id) => unfold(stored.themes[id] ?? none)) };
}
