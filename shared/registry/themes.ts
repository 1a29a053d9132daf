import { tableOf } from '../model/values.ts';
import type { SubjectId, SubThemeId, ThemeId } from '../model/vocabulary.ts';
import subTable from './tables/sub-themes.json' with { type: 'json' };
import weights from './tables/theme-weights.json' with { type: 'json' };
import table from './tables/themes.json' with { type: 'json' };

/**
 * A theme. `weights` say how much each concept of the lexicon speaks for it (negative: against);
 * they are the prior from which `bench/train.ts` departs. `bias` is the starting point without any concept.
 */
type Theme = {
  readonly id: ThemeId;
  readonly english: string;
  readonly chinese: string;
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
};

const weightsOf: Readonly<Record<string, Readonly<Record<string, number>>>> = weights;

export const themes: readonly Theme[] = (table as Omit<Theme, 'weights'>[]).map((row) => ({ ...row, weights: weightsOf[row.id] ?? {} }));

/** What speaks for and against a page being about AI in China, or its data, compute, energy, chips, schools, companies, plans. */
export const relevanceWeights: { readonly bias: number; readonly weights: Readonly<Record<string, number>> } = {
  bias: -2.2,
  weights: weights.relevance,
};

type SubTheme = {
  readonly id: SubThemeId;
  readonly parent: ThemeId;
  readonly english: string;
  readonly chinese: string;
  readonly general?: boolean;
};
export const subThemes: readonly SubTheme[] = tableOf(subTable);

/** Themes and sub-themes by what they are called. */
export const subjects: readonly { readonly id: SubjectId; readonly english: string; readonly chinese: string }[] = [
  ...themes,
  ...subThemes,
];
