import type { Head } from '../../model/document.ts';
import type { NamedDocument } from '../../model/named-document.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { inPortions, opt } from '../../model/values.ts';
import { actOf } from '../../stages/english/act-title.ts';
import { citedBy } from './links.ts';
import { judge, statusAsRead } from './status.ts';
import { withStanding } from './vouching.ts';

const optional = ['number', 'sourceId', 'withdrawnAt'] as const;

function toNamed(given: Head, status: NamedDocument['status'], context: LookupContext): NamedDocument {
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
 * The documents of these hits in their order, as tables and references name them: one read of the table each. Without a status in the hit, or where a later act gave a
 * document other days, both are worked out of what cites the document. Those that are not held any more are left out.
 */
export async function nameDocuments(
  hits: readonly (Pick<Hit, 'id'> & Partial<Hit>)[],
  context: LookupContext,
): Promise<readonly NamedDocument[]> {
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  const heads = await context.documents.heads([...byId.keys()]);
  return inPortions(heads, atOnce, async (given) => {
    const known = statusAsRead(given, byId.get(given.id));
    if (known !== undefined) return toNamed(given, known, context);
    const { head, status } = await judge(given, await citedBy(given, context), context);
    return toNamed(head, status, context);
  });
}
