import { type ThemeId, themeIds } from '../../model/vocabulary.ts';
import { concepts } from '../../registry/lexicon.ts';
import { featureNames } from './features.ts';
import { type Linear, probability } from './linear.ts';
import type { Model } from './model.ts';

export type Decision = {
  readonly relevant: boolean;
  readonly relevance: number;
  readonly themes: readonly { readonly theme: ThemeId; readonly score: number }[];
};

const mostThemes = 4;
const half = 0.5;
/** In a long text a theme without a word in the title needs this probability: every plan has a chapter on everything. */
const untitled = 0.65;
const long = featureNames.indexOf('long');
/** A concept in the title is at least this strong, and one in the text alone never is. */
const inTitle = 0.72;
/** A concept with at least this weight decides for a theme. */
const speaks = 1.3;

function titleSpeaks({ weights }: Linear, values: Float64Array): boolean {
  for (let i = 0; i < concepts.length; i += 1) if ((values[i] ?? 0) > inTitle && (weights[i] ?? 0) > speaks) return true;
  return false;
}

/** Decides relevance and, when relevant, one to four themes, the strongest first. */
export function decide(model: Model, values: Float64Array): Decision {
  const relevance = probability(model.relevance, values);
  const relevant = relevance >= half;
  if (!relevant) return { relevant, relevance, themes: [] };
  const scored = themeIds.map((theme) => ({ theme, score: probability(model.themes[theme], values) })).sort((a, b) => b.score - a.score);
  const isLong = values[long] === 1;
  const needed = (theme: ThemeId): number => (isLong && !titleSpeaks(model.themes[theme], values) ? untitled : half);
  const chosen = scored.filter(({ theme, score }) => score >= needed(theme)).slice(0, mostThemes);
  return { relevant, relevance, themes: chosen.length > 0 ? chosen : scored.slice(0, 1) };
}
