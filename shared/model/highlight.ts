import type { SectionId } from './digest.ts';
import type { ThemeId } from './vocabulary.ts';

/** Of what the store holds nothing earlier: a mandatory standard on a theme, or an act of a place on one. `held`: other acts on the theme that it does hold. */
export type FirstOfKind = {
  readonly of: 'mandatory-standard' | 'place';
  readonly theme: ThemeId;
  readonly place?: { readonly zh: string; readonly en: string };
  readonly held: number;
};

/** Why an item matters this week. `day` (Beijing), `days`, `before`, `after` and `title` are what the kind speaks of; `quote` proves it. */
export type HighlightReason = {
  readonly kind:
    | 'first-of-kind'
    | 'replaces'
    | 'repeals'
    | 'finalises'
    | 'implements'
    | 'deadline-moved'
    | 'changed'
    | 'withdrawn'
    | 'closes'
    | 'takes-effect'
    | 'target'
    | 'binding'
    | 'national'
    | 'new';
  readonly title?: { readonly zh: string; readonly en: string };
  readonly day?: string;
  readonly days?: number;
  /** Of `deadline-moved` days or months (`2027-01`); of `changed` the smallest part of the text that differs. */
  readonly before?: string;
  readonly after?: string;
  readonly first?: FirstOfKind;
  readonly quote: string;
};

/** One of the few things that matter most in a week: an item of a section, and the reasons, the strongest first. */
export type Highlight = { readonly id: string; readonly section: SectionId; readonly reasons: readonly HighlightReason[] };

/** A figure that moved: what was last stated before the week, and what is stated now, of the same thing, unit and area. */
export type MovedFigure = {
  readonly subject: { readonly zh: string; readonly en: string };
  readonly unit: string;
  readonly now: { readonly value: number; readonly day?: string; readonly document: string; readonly quote: string };
  readonly before?: { readonly value: number; readonly day?: string; readonly document: string; readonly quote: string };
  /** What the document itself says was added since its last statement. */
  readonly added?: { readonly value: number; readonly quote: string };
};
