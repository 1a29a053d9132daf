import type { ThemeId } from '../../shared/model/vocabulary.ts';
import { relevanceWeights, themes } from '../../shared/registry/themes.ts';
import { type Linear, type Model, mapThemes, none, probability, unfold } from '../../shared/stages/classify/classify.ts';
import type { GoldRow } from './gold.ts';

/** One row to learn from; `weight` 0 leaves it out. */
type Sample = { readonly values: Float64Array; readonly yes: boolean; readonly weight: number };

export type FitOptions = { readonly pull: number; readonly rounds: number; readonly step: number; readonly lift: number };
const usual: FitOptions = { pull: 0.02, rounds: 400, step: 0.5, lift: 0.8 };

/**
 * Logistic regression that departs from `prior` and is pulled back to it (`pull`), by plain gradient descent with a fixed
 * number of rounds: the same rows in the same order give the same weights on every machine.
 */
function learn(samples: readonly Sample[], prior: Linear, options: Partial<FitOptions> = {}): Linear {
  const { pull, rounds, step } = { ...usual, ...options };
  const weights = Float64Array.from(prior.weights);
  let bias = prior.bias;
  const total = samples.reduce((sum, sample) => sum + sample.weight, 0) || 1;
  const gradient = new Float64Array(weights.length);
  for (let round = 0; round < rounds; round += 1) {
    gradient.fill(0);
    let biasGradient = 0;
    for (const { values, yes, weight } of samples) {
      if (weight === 0) continue;
      const error = ((probability({ bias, weights }, values) - (yes ? 1 : 0)) * weight) / total;
      biasGradient += error;
      for (let i = 0; i < values.length; i += 1) gradient[i] = (gradient[i] ?? 0) + error * (values[i] ?? 0);
    }
    for (let i = 0; i < weights.length; i += 1) {
      const away = (weights[i] ?? 0) - (prior.weights[i] ?? 0);
      weights[i] = (weights[i] ?? 0) - step * ((gradient[i] ?? 0) + pull * away);
    }
    bias -= step * (biasGradient + (pull / 4) * (bias - prior.bias));
  }
  return { bias, weights };
}

/** The hand-made weights of theme-weights.json alone. */
function priorModel(): Model {
  return { relevance: unfold(relevanceWeights), themes: mapThemes((id) => unfold(themes.find((theme) => theme.id === id) ?? none)) };
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
