import type { Head } from '../../model/document.ts';
import type { NamedDocument } from '../../model/named-document.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { inPortions, opt } from '../../model/values.ts';
import type { Status } from '../../model/vocabulary.ts';
import { actOf } from '../../stages/english/act-title.ts';
import { citedBy } from './links.ts';
import { currentStatus } from './status.ts';
import { withStanding } from './vouching.ts';

const optional = ['number', 'sourceId', 'withdrawnAt'] as const;

function toNamed(given: Head, status: Status, context: LookupContext): NamedDocument {
  const head = withStanding(given, context);
  const { id, title, titleLanguage, issuers, type, dates, themes, relevant, relevance, english, language } = head;
  const { url, canonicalUrl, copies, authority, firstSeenAt, lastSeenAt } = head;
  const stated = Object.fromEntries(optional.flatMap((field) => (head[field] === undefined ? [] : [[field, head[field]]])));
  return {
    ...{ id, title, titleLanguage, issuers, type, status, dates, themes, relevant, relevance, english, language },
    ...{ url, canonicalUrl, copies, authority, firstSeenAt, lastSeenAt },
    ...stated,
    ...opt('act', actOf(head)),
    ...opt('notSeenOnIssuersSite', head.notSeenOnIssuersSite),
  };
}

const atOnce = 20;

/**
 * The documents of these hits in their order, as tables and references name them: one read of the table each. Without a status in the hit it is worked out of what
 * cites the document. Those that are not held any more are left out.
 */
export async function nameDocuments(
  hits: readonly (Pick<Hit, 'id'> & { readonly status?: Status })[],
  context: LookupContext,
): Promise<readonly NamedDocument[]> {
  const statuses = new Map(hits.map(({ id, status }) => [id, status]));
  const heads = await context.documents.heads([...statuses.keys()]);
  return inPortions(heads, atOnce, async (head) =>
    toNamed(head, statuses.get(head.id) ?? (await currentStatus(head, await citedBy(head, context), context)), context),
  );
}
