import type { Issuer } from './article.ts';
import type { DocumentName } from './cross-index.ts';
import type { UnseenReason } from './source.ts';
import type { DocumentType, Relation, Status } from './vocabulary.ts';

/** Lanes of the state from above: the centre (party centre, legislature, State Council), ministries, then places. `other` is a body of no known level. */
export const stateLevels = ['centre', 'ministry', 'province', 'city', 'district', 'other'] as const;
export type StateLevel = (typeof stateLevels)[number];

/** A stored document that carries an act out, directly or through another act that does. */
export type ChainDocument = DocumentName & {
  readonly number?: string;
  readonly day?: string;
  readonly type?: DocumentType;
  readonly status?: Status;
  readonly draft: boolean;
  /** As signed, the lead first. */
  readonly issuers: readonly Issuer[];
  readonly level: StateLevel;
  /** Id of the place whose body issued it. */
  readonly place?: string;
  readonly relation: Extract<Relation, 'implements' | 'forwards'>;
  /** The words that say so. */
  readonly quote: string;
  /** The act through which it does, where it does not name the first act itself. */
  readonly via?: DocumentName;
};

/**
 * What the store has of a place: `held` documents of its own bodies; `none-found` nothing though lists of it are read; `not-readable` nothing, and no list of it answers
 * now; `not-watched` nothing, and no list of it has ever been read. Only `none-found` says anything about the place, and only for what its lists held.
 */
export type PlaceState = 'held' | 'none-found' | 'not-readable' | 'not-watched';
export type PlaceStanding = {
  readonly place: string;
  readonly names: { readonly zh: string; readonly en: string };
  readonly level: 'province' | 'city';
  /** The province of a city. */
  readonly within?: string;
  readonly state: PlaceState;
  /** Ids of documents by its own bodies, oldest first. */
  readonly documents: readonly string[];
  /** Ids of documents by bodies of places within it. */
  readonly below: readonly string[];
  /** Its lists that are declared, with the reason where one is not read now. */
  readonly lists: readonly {
    readonly id: string;
    readonly names: { readonly zh: string; readonly en: string };
    readonly unseen?: UnseenReason;
  }[];
  /** The oldest day that a list of it was read back to: older documents were not looked for. */
  readonly readBackTo?: string;
};

/** Documents by one national body, oldest first. */
export type BodyGroup = { readonly issuer: Issuer; readonly documents: readonly string[] };

/** What became of an act below: who has carried it out, and who has not as far as this store can tell. */
export type Chain = {
  /** The act as asked for; without `id` it is not held, and what cites it is known all the same. */
  readonly act: Partial<DocumentName> & { readonly number?: string; readonly day?: string };
  readonly documents: readonly ChainDocument[];
  /** Documents of the centre and of ministries by their lead body, in the order of their first document. */
  readonly bodies: readonly BodyGroup[];
  /** The 31 provinces, and the cities that a source declares or a document comes from. */
  readonly places: readonly PlaceStanding[];
  /** False when there were more documents than are read for one answer. */
  readonly complete: boolean;
};
