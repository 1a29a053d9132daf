import type { DocumentName } from './query.ts';
import type { Relation } from './vocabulary.ts';

export type RegisteredDocument = DocumentName & {
  readonly day: string;
  readonly number?: string;
  readonly issuers: readonly string[];
  readonly act: boolean;
  readonly draft: boolean;
};
export type CitationLine = {
  readonly relation: Relation;
  readonly title?: string;
  readonly number?: string;
  readonly quote: string;
  readonly from: RegisteredDocument;
  readonly candidates: readonly (RegisteredDocument & { readonly key: string })[];
};
export type CitationQuery = {
  readonly by?: readonly string[];
  readonly of?: readonly string[];
  readonly keys?: readonly string[];
  readonly relations?: readonly Relation[];
  readonly limit: number;
};
export type CitationResult = { readonly total: number; readonly items: readonly CitationLine[] };
