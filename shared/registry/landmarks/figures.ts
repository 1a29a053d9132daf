import type { ThemeId } from '../../model/vocabulary.ts';
import figures from '../tables/landmarks/figures.json' with { type: 'json' };
import type { LandmarkSection, VerificationMark } from './row.ts';

/**
 * A figure that the backgrounder states. `unit` and `about` tell which figures of tracked documents speak of the same thing: the unit as
 * the figures stage names it, and words that must stand in the same sentence, one of each group.
 */
export type FigureLandmark = {
  readonly id: string;
  readonly section: LandmarkSection;
  readonly en: string;
  readonly stated: string;
  /**
   * The values of `stated` as numbers in its unit, each with its year where it says one; absent where they cannot be set beside later ones.
   */
  readonly values?: readonly (readonly number[])[];
  readonly mark: VerificationMark;
  readonly themes: readonly ThemeId[];
  readonly unit: string;
  readonly about: readonly (readonly string[])[];
  readonly note: string;
  /** Words of which one must stand in the figure or right behind it: what is counted. */
  readonly counted?: readonly string[];
  /** What is counted may stand anywhere in the clause that the figure begins. */
  readonly whole?: boolean;
  /** Stated of the whole country: the figure of a province or a city is no newer value of it. */
  readonly national: boolean;
};

/** A row of the table; `local` is a figure of one place or one firm, or one that each city sets for itself; a note is its sentences. */
type Row = Omit<FigureLandmark, 'section' | 'national' | 'note'> & { readonly note?: readonly string[]; readonly local?: boolean };

export const figureLandmarks: readonly FigureLandmark[] = Object.entries(figures as Readonly<Record<string, readonly Row[]>>).flatMap(
  ([section, rows]) =>
    rows.map(({ local = false, note = [], ...row }) => ({
      ...row,
      section: section as LandmarkSection,
      note: note.join(' '),
      national: !local,
    })),
);
