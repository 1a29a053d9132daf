import lexiconRows from './tables/lexicon.json' with { type: 'json' };

/**
 * Concepts of the field and the words that show them, Chinese before English. What a concept says about a theme stands in
 * tables/theme-weights.json.
 */
type Concept = { readonly id: string; readonly terms: readonly string[] };

export const concepts: readonly Concept[] = Object.entries(lexiconRows).map(([id, terms]) => ({ id, terms }));
