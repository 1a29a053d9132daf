import { InputError } from '../../model/errors.ts';
import { type ThemeId, themeIds } from '../../model/vocabulary.ts';
import { relevanceWeights, themes } from '../../registry/themes.ts';
import trained from '../../registry/weights.json' with { type: 'json' };
import { featureNames } from './features.ts';
import type { GoldRow } from './gold.ts';
import { type FitOptions, type Linear, learn, type Sample } from './linear.ts';

/** One linear model for relevance and one for each theme. */
export type Model = { readonly relevance: Linear; readonly themes: Readonly<Record<ThemeId, Linear>> };
export type Sparse = { readonly bias: number; readonly weights: Readonly<Record<string, number>> };
/** The trained weights as they are stored: only those that are not zero, by feature name. */
export type StoredModel = { readonly version: string; readonly relevance: Sparse; readonly themes: Readonly<Record<string, Sparse>> };

/** Names the words and weights in use: two documents with the same name were judged alike. */
export const taxonomy: string = trained.version;

function unfold({ bias, weights }: Sparse): Linear {
  const dense = new Float64Array(featureNames.length);
  for (let i = 0; i < dense.length; i += 1) dense[i] = weights[featureNames[i] ?? ''] ?? 0;
  return { bias, weights: dense };
}
const mapThemes = (make: (id: ThemeId) => Linear): Model['themes'] =>
  Object.fromEntries(themeIds.map((id) => [id, make(id)])) as Model['themes'];
const none: Sparse = { bias: -3, weights: {} };

/** The hand-made weights of themes.ts alone. */
function priorModel(): Model {
  return { relevance: unfold(relevanceWeights), themes: mapThemes((id) => unfold(themes.find((theme) => theme.id === id) ?? none)) };
}

/** The weights in use. */
export function storedModel(stored: StoredModel = trained): Model {
  return { relevance: unfold(stored.relevance), themes: mapThemes((id) => unfold(stored.themes[id] ?? none)) };
}

/** A labelled row with its features. */
export type Example = { readonly row: GoldRow; readonly values: Float64Array };

/** Trains from labelled examples, departing from the hand-made weights; themes learn from the relevant rows only. */
export function trainModel(examples: readonly Example[], options: Partial<FitOptions> = {}): Model {
  const prior = priorModel();
  const share = weightsByCluster(examples);
  const relevance = learn(
    examples.map(({ row, values }, i) => ({ values, yes: row.relevant, weight: (share[i] ?? 1) * (row.relevant ? 1 : 1.5) })),
    prior.relevance,
    options,
  );
  const trainTheme = (id: ThemeId): Linear => {
    const samples: Sample[] = examples.map(({ row, values }, i) => ({
      values,
      yes: row.themes.includes(id),
      weight: row.relevant && !row.optional.includes(id) ? (share[i] ?? 1) : 0,
    }));
    return learn(lifted(samples, options.lift ?? 0.8), prior.themes[id], options);
  };
  return { relevance, themes: mapThemes(trainTheme) };
}

/** Rare themes weigh more, by this power of how rare they are: a missed theme is as bad as a wrong one. */
function lifted(samples: readonly Sample[], power: number): Sample[] {
  const sum = (some: readonly Sample[]): number => some.reduce((total, sample) => total + sample.weight, 0);
  const yes = sum(samples.filter((sample) => sample.yes));
  const factor = yes === 0 ? 1 : ((sum(samples) - yes) / yes) ** power;
  return samples.map((sample) => (sample.yes ? { ...sample, weight: sample.weight * Math.max(1, factor) } : sample));
}

/** Rows of one event weigh together as much as the root of their number: twenty copies are not twenty opinions. */
function weightsByCluster(examples: readonly Example[]): number[] {
  const size = new Map<string, number>();
  for (const { row } of examples) if (row.cluster) size.set(row.cluster, (size.get(row.cluster) ?? 0) + 1);
  return examples.map(({ row }) => (row.cluster ? 1 / Math.sqrt(size.get(row.cluster) ?? 1) : 1));
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
