import type { ShownDocument } from './document.ts';

/** A document as tables and references name it: what its head says, with the status of the day. Its text is not read for it. */
export type NamedDocument = Pick<
  ShownDocument,
  | 'id'
  | 'title'
  | 'titleLanguage'
  | 'number'
  | 'issuers'
  | 'type'
  | 'status'
  | 'dates'
  | 'themes'
  | 'relevant'
  | 'relevance'
  | 'english'
  | 'act'
  | 'language'
  | 'sourceId'
  | 'url'
  | 'canonicalUrl'
  | 'copies'
  | 'authority'
  | 'firstSeenAt'
  | 'lastSeenAt'
  | 'withdrawnAt'
  | 'notSeenOnIssuersSite'
>;
