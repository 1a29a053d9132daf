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
  readonly values?: readonly (readonly number[])[];
  readonly mark: VerificationMark;
  readonly themes: readonly ThemeId[];
  readonly unit: string;
  readonly about: readonly (readonly string[])[];
  readonly note: string;
  /** Words of which one must stand in the figure or right behind it: what is counted. */
  readonly counted?: readonly string[];
  readonly whole?: boolean;
  readonly national: boolean;
};

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
