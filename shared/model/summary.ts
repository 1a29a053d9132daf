import type { DocumentFigure } from './facts.ts';
import type { Fixed } from './fixed.ts';
import type { AddresseeId } from './vocabulary.ts';

/** `article`: where it stands; `sanction`: the article that punishes who breaks that one; `addressee`: whom it binds. */
export type Place = Fixed<{ article?: string; sanction?: string; addressee?: AddresseeId }>;

/** A sentence that lays a duty on somebody, word for word. `by`: the last day, month or year in which it is to be done. */
export type Duty = Fixed<
  Place & {
    by?: string;
    /** The words that say who. */
    subject?: string;
    forbids?: true;
    /** A task of a plan, which nobody is named for. */
    task?: true;
    quote: string;
  }
>;

/** One sentence of an act in force: who must or must not do what. `subject`: the words that say who; `from`: the act's day of effect. */
export type Obligation = Fixed<{
  who: AddresseeId;
  kind: 'duty' | 'prohibition';
  article: string;
  quote: string;
  subject?: string;
  sanction?: string;
  by?: string;
  from?: string;
}>;

/**
 * Whom an act speaks to, in its own words: the line it is addressed to, the sentence that says to whom it applies, and the first duties.
 */
export type Bearing = Fixed<{
  addressee?: string;
  scope?: string;
  /** Who must, in the words of the act and each with a duty of it: those with the most duties, firms and people before offices. */
  bearers?: { who: string; quote: string; office?: true }[];
  /** Sentences that say what follows for who breaks the act. */
  breaches?: string[];
  /** Sentences that encourage or support somebody. */
  supports?: string[];
  duties: Duty[];
}>;

/** One fact of an act for who reads English: a whole sentence, or the English label of what only the Chinese `quote` says surely. */
export type SummaryLine = Fixed<{
  kind: 'sentence' | 'label';
  says: string;
  quote: string;
  fact?: FactLabel;
  machine?: string;
}>;

export const factKinds = ['duty', 'prohibition', 'target', 'award', 'sanction', 'scope'] as const;
export type FactKind = (typeof factKinds)[number];
type FactLabel = Fixed<Place & { label: string; kind: FactKind } & Partial<Pick<DocumentFigure, 'value' | 'unit' | 'bound' | 'year'>>>;

/** A duty, target, limit or promise of an act; `english` is there only where it says all that the fact says. */
export type KeyFact = Fixed<FactLabel & { english?: string; by: 'rules' | 'machine'; quote: string }>;

export type FeedFacts = Fixed<{
  summary: SummaryLine[];
  changedAt: string;
  changes: number;
  withdrawnAt?: string;
}>;
