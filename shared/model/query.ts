import type { CrossIndexFacts } from './cross-index.ts';
import type { Level, Source } from './source.ts';
import type { DocumentType, Status, ThemeId } from './vocabulary.ts';

/** What the index holds of a document; its text is searched, and kept for the passages of hits alone. `undefined` fields are unknown. */
export type IndexChange = {
  readonly id: string;
  /** Gone from the index when true (irrelevant, or merged). */
  readonly remove?: boolean;
  readonly title: string;
  readonly english: string;
  readonly text: string;
  readonly number?: string;
  readonly issuerIds: readonly string[];
  readonly issuerNames: readonly string[];
  readonly level?: Level;
  readonly authority: number;
  readonly type: DocumentType;
  readonly themes: readonly ThemeId[];
  readonly sourceIds: readonly string[];
  /** Landmarks, companies and bodies that the document names (entities). */
  readonly entityIds: readonly string[];
  /** Readings and reports of this act that the store holds. */
  readonly coverage: number;
  readonly signed?: string;
  readonly published?: string;
  readonly effective?: string;
  readonly expires?: string;
  readonly commentBy?: string;
  /** Status by the text and links alone (draft, repealed …); dates turn it into today's status at query time. */
  readonly status: Status;
  readonly firstSeenAt: string;
  readonly url: string;
  /** For questions across documents; kept of irrelevant ones too, which are held as well. */
  readonly register?: CrossIndexFacts;
};

export type Query = {
  readonly q?: string;
  readonly theme?: string;
  readonly issuer?: string;
  readonly level?: string;
  readonly type?: string;
  readonly status?: string;
  readonly source?: string;
  /** Id of a landmark, company or body that the document names. */
  readonly entity?: string;
  readonly from?: string;
  readonly to?: string;
  readonly date?: 'signed' | 'published' | 'effective' | 'commentBy' | 'firstSeen';
  readonly sort?: 'relevance' | 'newest' | 'authority';
  readonly limit: number;
  /** Offset of the first hit. The API wraps it in a signed cursor. */
  readonly offset?: number;
  /** Today in Beijing, for status. */
  readonly today: string;
};

export type Hit = Omit<IndexChange, 'text' | 'remove' | 'register'> & {
  /** Names of who carries what no body has issued. */
  readonly carrier?: Source['names'];
  readonly passage?: { readonly before: string; readonly hit: string; readonly after: string };
};
export type Facet = Readonly<Record<string, number>>;
export type QueryResult = {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly facets: { readonly theme: Facet; readonly type: Facet; readonly level: Facet; readonly status: Facet; readonly issuer: Facet };
};

/** The published index: what is damaged of it, the objects that it is made of, and the documents that it holds. */
export type IndexCheck = {
  readonly damaged: readonly { readonly key: string; readonly detail: string }[];
  readonly keys: readonly string[];
  readonly ids: readonly string[];
};
