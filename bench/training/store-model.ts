import { createHash } from 'node:crypto';
import { InputError } from '../../shared/model/errors.ts';
import { themeIds } from '../../shared/model/vocabulary.ts';
import { concepts } from '../../shared/registry/lexicon.ts';
import { type Linear, type Model, type Sparse, type StoredModel, storedModel } from '../../shared/stages/classify/classify.ts';
import { featureNames } from '../../shared/stages/classify/features.ts';

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

const isSparse = (value: unknown): value is Sparse =>
  typeof value === 'object' &&
  value !== null &&
  'bias' in value &&
  typeof value.bias === 'number' &&
  'weights' in value &&
  typeof value.weights === 'object' &&
  value.weights !== null &&
  Object.values(value.weights).every((weight) => typeof weight === 'number');

/** Reads weights as `bench/train.ts` wrote them, today or before. Throws InputError for anything else. */
export function readModel(json: string): Model {
  const wrong = new InputError('these are no weights; name a file that bench/train.ts wrote');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw wrong;
  }
  if (typeof value !== 'object' || value === null || !('relevance' in value) || !('themes' in value)) throw wrong;
  const { relevance, themes: each } = value;
  if (!isSparse(relevance) || typeof each !== 'object' || each === null || !Object.values(each).every(isSparse)) throw wrong;
  return storedModel({ version: '', relevance, themes: each as Record<string, Sparse> });
}
