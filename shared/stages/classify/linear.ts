/** A linear model of one label over the features of features.ts. */
export type Linear = { readonly bias: number; readonly weights: Readonly<Float64Array> };
/** One row to learn from; `weight` 0 leaves it out. */
export type Sample = { readonly values: Float64Array; readonly yes: boolean; readonly weight: number };

/** Probability that the label holds. */
export function probability(model: Linear, values: Float64Array): number {
  let sum = model.bias;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value !== 0) sum += value * (model.weights[i] ?? 0);
  }
  return 1 / (1 + Math.exp(-sum));
}

export type FitOptions = { readonly pull: number; readonly rounds: number; readonly step: number; readonly lift: number };
const usual: FitOptions = { pull: 0.02, rounds: 400, step: 0.5, lift: 0.8 };

/**
 * Logistic regression that departs from `prior` and is pulled back to it (`pull`), by plain gradient descent with a fixed
 * number of rounds: the same rows in the same order give the same weights on every machine.
 */
export function learn(samples: readonly Sample[], prior: Linear, options: Partial<FitOptions> = {}): Linear {
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
