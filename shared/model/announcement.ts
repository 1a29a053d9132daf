import type { DocumentName } from './cross-index.ts';

/** What media report of acts that they do not name, and of acts that nobody has published. */

/** A report that a body issued an act which the report does not name; `day` is the day of the report. */
export type AnnouncementLine = {
  readonly report: DocumentName & { readonly day: string };
  readonly issuer: string;
  readonly quote: string;
};
export type AnnouncementQuery = { readonly issuer?: string; readonly from?: string; readonly to?: string; readonly limit: number };

/** What media report and no stored document is: an act that they name, or one that they only describe. */
export type ReportedOnly = {
  readonly title?: string;
  readonly number?: string;
  /** Id of the body that issued it. */
  readonly issuer?: string;
  /** Newest first. */
  readonly reports: readonly (DocumentName & { readonly day: string; readonly quote: string })[];
};
