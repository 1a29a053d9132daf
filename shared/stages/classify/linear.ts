/** A linear model of one label over the features of features.ts. */
export type Linear = { readonly bias: number; readonly weights: Readonly<Float64Array> };

/** Probability that the label holds. */
export function probability(model: Linear, values: Float64Array): number {
  let sum = model.bias;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value !== 0) sum += value * (model.weights[i] ?? 0);
  }
  return 1 / (1 + Math.exp(-sum));
}
