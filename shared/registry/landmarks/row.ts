import type { ThemeId } from '../../model/vocabulary.ts';

/** How well an entry was checked: V2 two texts, V1 one, K general knowledge (shown as "unverified"), ? never shown as fact. */
export type VerificationMark = 'V2' | 'V1' | 'K' | '?';

/** Sections of the backgrounder, and what came beside them since. */
export const landmarkSections = [
  'data-market',
  'compute',
  'education',
  'research',
  'policy',
  'companies',
  'fyp15',
  'bodies',
  'beyond',
] as const;
export type LandmarkSection = (typeof landmarkSections)[number];
type LandmarkKind = 'act' | 'institution' | 'company' | 'programme' | 'product' | 'place' | 'idea';
type LandmarkDate = 'signed' | 'published' | 'effective' | 'adopted' | 'draft' | 'commentBy';

/** The day on which somebody last held a row against public texts (2026-11-28; 2026-11 where no more is known), and against which. */
export type Checked = { readonly day: string; readonly where: string };

/** Something the field refers to. */
export type Landmark = {
  readonly id: string;
  readonly section: LandmarkSection;
  readonly kind: LandmarkKind;
  readonly zh: string;
  readonly en: string;
  readonly issuers: readonly string[];
  /** How many more bodies issued a joint act than are named. */
  readonly otherIssuers?: number;
  readonly number?: string;
  readonly url?: string;
  readonly numberMark?: VerificationMark;
  readonly dates: Readonly<Partial<Record<LandmarkDate, string>>>;
  readonly mark: VerificationMark;
  readonly checked: Checked;
  readonly themes: readonly ThemeId[];
  readonly aliases: readonly string[];
  /** Id of the place (registry/places.ts) that it is: its developments are the documents whose title names it. */
  readonly place?: string;
  /** What the backgrounder says of it, or what is to be known beside that. */
  readonly statement: string;
};
