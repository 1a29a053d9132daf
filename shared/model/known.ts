import type { DateFact, Issuer } from './article.ts';
import type { DocumentType, ThemeId } from './vocabulary.ts';

export const knownDates = ['signed', 'published', 'effective'] as const;

/** An act that a public catalogue names and that has not been read: facts alone, no text. Never in an export, a count, a facet or a digest. */
export type KnownAct = {
  readonly title: string;
  /** Its title in English: the catalogue's, else the glossary's where it knows every word. */
  readonly english?: { readonly title: string; readonly by?: 'glossary' };
  readonly number?: string;
  readonly issuers: readonly Issuer[];
  readonly type?: DocumentType;
  readonly dates: Readonly<Partial<Record<(typeof knownDates)[number], Pick<DateFact, 'value' | 'precision'>>>>;
  /** Its official address. */
  readonly url?: string;
  readonly themes: readonly ThemeId[];
  /** The catalogue that names it, in words. */
  readonly from: string;
  /** Id of the landmark that it is. */
  readonly landmark?: string;
};

/** What the catalogue knows of an act that is held and whose page does not state it: beside the facts of the page, never among them. */
export type CatalogueFacts = Partial<Pick<KnownAct, 'number' | 'url' | 'landmark'>> &
  Pick<KnownAct, 'dates' | 'from'> & {
    readonly issuers?: readonly Issuer[];
    /** It is general knowledge that nobody has checked. */
    readonly unverified?: true;
  };

/** The most fitting known acts, and how many there are. */
export type KnownResult = { readonly total: number; readonly items: readonly KnownAct[] };
