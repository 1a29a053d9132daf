import type { Fixed } from './fixed.ts';
import type { DocumentName } from './query.ts';
import type { Relation } from './vocabulary.ts';

export type RegisteredDocument = Fixed<
  DocumentName & {
    day: string;
    number?: string;
    issuers: string[];
    act: boolean;
    draft: boolean;
  }
>;
export type CitationLine = Fixed<{
  relation: Relation;
  title?: string;
  number?: string;
  quote: string;
  from: RegisteredDocument;
  candidates: (RegisteredDocument & { key: string })[];
}>;
export type CitationQuery = Fixed<{
  by?: string[];
  of?: string[];
  keys?: string[];
  relations?: Relation[];
  limit: number;
}>;
export type CitationResult = Fixed<{ total: number; items: CitationLine[] }>;
