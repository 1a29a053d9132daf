import { type ThemeId, themeIds } from '../model/vocabulary.ts';
import { probability } from './linear.ts';
import type { Model } from './model.ts';

export type Decision = {
  readonly relevant: boolean;
  readonly relevance: number;
  readonly themes: readonly { readonly theme: ThemeId; readonly score: number }[];
};

const most = 4;

/** Decides relevance and, when relevant, one to four themes, the strongest first. */
export function decide(model: Model, values: Float64Array): Decision {
  const relevance = probability(model.relevance, values);
  const relevant = relevance >= 0.5;
  if (!relevant) return { relevant, relevance, themes: [] };
  const scored = themeIds.map((theme) => ({ theme, score: probability(model.themes[theme], values) })).sort((a, b) => b.score - a.score);
  const chosen = scored.filter(({ score }) => score >= 0.5).slice(0, most);
  return { relevant, relevance, themes: chosen.length > 0 ? chosen : scored.slice(0, 1) };
}
