import type { ShownDocument } from '../../model/document.ts';
import type { Page } from '../../model/page.ts';
import type { LookupContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { pagesBehind } from '../collect/further-pages.ts';
import { paged } from '../collect/paged.ts';
import { showDocument } from './show-document.ts';

const pageSize = 100;

/** Every document, ordered by id, one at a time, so that memory does not grow. */
export async function* allDocuments(context: LookupContext): AsyncGenerator<ShownDocument> {
  for await (const ids of paged((after) => context.documents.allIds(after, pageSize))) {
    for (const id of ids) {
      const head = await context.documents.head(id);
      if (head) yield await showDocument(head, context);
    }
  }
}

/** The pages and files that documents were read from, of every revision, copy and attachment, each once. */
export async function* evidenceOf(documents: AsyncIterable<ShownDocument>, context: LookupContext): AsyncGenerator<Page> {
  const seen = new Set<string>();
  for await (const { revisions, copies, attachments } of documents) {
    for (const { evidence } of [...revisions, ...copies, ...attachments]) {
      if (evidence === undefined || seen.has(evidence)) continue;
      seen.add(evidence);
      for (const page of await pagesBehind(evidence, context)) yield page;
    }
  }
}

/** The filters of an export or a search. */
export type ExportFilters = {
  /** Only documents on AI policy. */
  readonly relevant?: boolean;
  readonly theme?: string;
  readonly issuer?: string;
  readonly level?: string;
  readonly type?: string;
  readonly status?: string;
  readonly from?: string;
  readonly to?: string;
};

/** The day that lists are ordered by, as in the search index. */
const dayOfDocument = ({ dates, firstSeenAt }: ShownDocument): string =>
  dates.published?.value ?? dates.signed?.value ?? dayOf(new Date(firstSeenAt));

export const levelOf = ({ issuers }: ShownDocument): string | undefined => (issuers[0] ? findIssuer(issuers[0].name)?.level : undefined);

/** Whether a document passes the filters. */
export function passes(document: ShownDocument, filters: ExportFilters): boolean {
  const day = dayOfDocument(document);
  return (
    (!filters.relevant || document.relevant) &&
    (filters.theme === undefined || document.themes.some(({ theme }) => theme === filters.theme)) &&
    (filters.issuer === undefined || document.issuers.some(({ id, name }) => id === filters.issuer || name === filters.issuer)) &&
    (filters.level === undefined || levelOf(document) === filters.level) &&
    (filters.type === undefined || document.type === filters.type) &&
    (filters.status === undefined || document.status === filters.status) &&
    (filters.from === undefined || day >= filters.from) &&
    (filters.to === undefined || day <= filters.to)
  );
}
