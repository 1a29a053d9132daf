import type { DocumentFigure } from './facts.ts';
import type { AddresseeId } from './vocabulary.ts';

/** `article`: where it stands; `sanction`: the article that punishes who breaks that one; `addressee`: whom it binds. */
export type Place = { readonly article?: string; readonly sanction?: string; readonly addressee?: AddresseeId };

/** A sentence that lays a duty on somebody, word for word. `by`: the last day, month or year in which it is to be done. */
export type Duty = Place & {
  readonly by?: string;
  readonly forbids?: true;
  /** A task of a plan, which nobody is named for. */
  readonly task?: true;
  readonly quote: string;
};

/** One sentence of an act in force: who must or must not do what. `subject`: the words that say who; `from`: the act's day of effect. */
export type Obligation = {
  readonly who: AddresseeId;
  readonly kind: 'duty' | 'prohibition';
  readonly article: string;
  readonly quote: string;
  readonly subject?: string;
  readonly sanction?: string;
  readonly by?: string;
  readonly from?: string;
};

/**
 * Whom an act speaks to, in its own words: the line it is addressed to, the sentence that says to whom it applies, and the first duties.
 */
export type Bearing = {
  readonly addressee?: string;
  readonly scope?: string;
  /** Who must, in the words of the act and each with a duty of it: those with the most duties, firms and people before offices. */
  readonly bearers?: readonly { readonly who: string; readonly quote: string; readonly office?: true }[];
  /** Sentences that say what follows for who breaks the act. */
  readonly breaches?: readonly string[];
  /** Sentences that encourage or support somebody. */
  readonly supports?: readonly string[];
  readonly duties: readonly Duty[];
};

/** One fact of an act for who reads English: a whole sentence, or the English label of what only the Chinese `quote` says surely. */
export type SummaryLine = {
  readonly kind: 'sentence' | 'label';
  readonly says: string;
  readonly quote: string;
  readonly fact?: FactLabel;
  readonly machine?: string;
};

export const factKinds = ['duty', 'prohibition', 'target', 'award', 'sanction', 'scope'] as const;
export type FactKind = (typeof factKinds)[number];
type FactLabel = Place & { readonly label: string; readonly kind: FactKind } & Partial<
    Pick<DocumentFigure, 'value' | 'unit' | 'bound' | 'year'>
  >;

/** A duty, target, limit or promise of an act; `english` is there only where it says all that the fact says. */
export type KeyFact = FactLabel & { readonly english?: string; readonly by: 'rules' | 'machine'; readonly quote: string };

export type FeedFacts = {
  readonly summary: readonly SummaryLine[];
  readonly changedAt: string;
  readonly changes: number;
  readonly withdrawnAt?: string;
};
