import { type ThemeId, themeIds } from '../../model/vocabulary.ts';
import { concepts } from '../../registry/lexicon.ts';
import { aiConcepts, coreConcepts } from './derived.ts';
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
/** Of what is held irrelevant for another reason than its probability. */
const below = 0.49;
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

/** A standard or a draft of one is of every field: what it is about says whether it is of this. */
const ofEveryField = 'standard-doc';
const fieldConcepts = [
  ...aiConcepts,
  ...coreConcepts,
  'ai-any',
  'weak-pair',
  'company',
  'firm-title',
  'data',
  'data-law',
  'model-weak',
  'label-weak',
];
const ofField = fieldConcepts.flatMap((name) => (name === ofEveryField ? [] : [featureNames.indexOf(name)]));
const standard = featureNames.indexOf(ofEveryField);
/** A long act whose title has no word of the field has a paragraph on it, as every act has today: it must speak of little else. */
const silent = 0.8;

/** What speaks of standards alone, and what its title keeps silent about, is held to more than a half. */
function neededFor(values: Float64Array): number {
  const strongest = Math.max(...ofField.map((at) => values[at] ?? 0));
  if ((values[standard] ?? 0) > 0 && strongest === 0) return 1;
  return values[long] === 1 && strongest <= inTitle ? silent : half;
}

/** Decides relevance and, when relevant, one to four themes, the strongest first. */
export function decide(model: Model, values: Float64Array): Decision {
  const likely = probability(model.relevance, values);
  const relevant = likely >= neededFor(values);
  const relevance = relevant ? likely : Math.min(likely, below);
  if (!relevant) return { relevant, relevance, themes: [] };
  const scored = themeIds.map((theme) => ({ theme, score: probability(model.themes[theme], values) })).sort((a, b) => b.score - a.score);
  const isLong = values[long] === 1;
  const needed = (theme: ThemeId): number => (isLong && !titleSpeaks(model.themes[theme], values) ? untitled : half);
  const chosen = scored.filter(({ theme, score }) => score >= needed(theme)).slice(0, mostThemes);
  return { relevant, relevance, themes: chosen.length > 0 ? chosen : scored.slice(0, 1) };
}
