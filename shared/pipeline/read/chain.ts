import type { Chain, ChainDocument } from '../../model/chain.ts';
import type { CitationLine, RegisteredDocument } from '../../model/citations.ts';
import type { Context, LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import { dayOf } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { groupByBody, isBasis, standingOf, standingsOf } from '../../stages/lineage/chain.ts';

import type { WatchedSource } from '../../stages/watch/silence.ts';
import { type AskedAct, actOf, citedIn } from './asked-act.ts';
import { placeLists } from './place-lists.ts';

/** Steps down from the act: centre, ministry, province, city, district. */
const deepest = 5;
/** Documents of one chain, and citations that are looked at for one step of it. */
const mostDocuments = 500;
const mostCitations = 1000;

type ChainedDocument = { readonly line: CitationLine; readonly via?: RegisteredDocument };

/** The documents that carry out one of these, with the line that says so; `known` ones are left out. */
async function nextStep(
  of: readonly RegisteredDocument[],
  keys: readonly string[],
  known: ReadonlySet<string>,
  context: Pick<Context, 'search'>,
) {
  const ids = new Set(of.map(({ id }) => id));
  const relations = ['implements', 'forwards'] as const;
  const { total, items } = await context.search.citations({ of: [...ids], keys, relations, limit: mostCitations });
  const found = new Map<string, ChainedDocument>();
  for (const line of items) {
    if (known.has(line.from.id) || !line.from.act || (line.relation === 'implements' && !isBasis(line.quote))) continue;
    const cited = citedIn(line);
    // A text that is not held has no candidates: its key is all there is.
    if (cited ? !ids.has(cited.id) : keys.length === 0 || line.candidates.length > 0) continue;
    const before = found.get(line.from.id);
    const via = of.find(({ id }) => id === cited?.id);
    if (!before || before.line.relation === 'forwards') found.set(line.from.id, { line, ...opt('via', via) });
  }
  return { found: [...found.values()], complete: total <= items.length };
}

/** Everything below an act, step by step: each document once, where it stands nearest to the act. */
async function descend(
  { act, keys }: AskedAct,
  context: LookupContext,
): Promise<{ readonly all: readonly ChainedDocument[]; readonly complete: boolean }> {
  const root = { id: orEmpty(act.id), title: orEmpty(act.title), english: '', day: '', issuers: [], act: true, draft: false };
  const known = new Set([root.id]);
  const all: ChainedDocument[] = [];
  let [of, complete]: [readonly RegisteredDocument[], boolean] = [act.id === undefined ? [] : [root], true];
  for (let depth = 0; depth < deepest && all.length < mostDocuments && (of.length > 0 || depth === 0); depth += 1) {
    const step = await nextStep(of, depth === 0 ? keys : [], known, context);
    const taken = step.found.slice(0, mostDocuments - all.length);
    complete &&= step.complete && taken.length === step.found.length;
    for (const each of taken) {
      known.add(each.line.from.id);
      all.push(depth === 0 ? { line: each.line } : each);
    }
    of = taken.map(({ line }) => line.from);
  }
  return { all, complete };
}

function toChainDocument({ line: { from, relation, quote }, via }: ChainedDocument, hit: Hit | undefined): ChainDocument {
  const { id, title, english, number, draft, issuers } = from;
  const named = issuers.map((name) => {
    const body = findIssuer(name);
    return { name, ...(body && { id: body.id, english: body.english }) };
  });
  const day = hit?.signed ?? hit?.published ?? from.day;
  return {
    ...{ id, title, english, draft, quote, issuers: named, ...standingOf(named[0]) },
    ...opt('number', number),
    ...(day === '' ? {} : { day }),
    ...(hit && { type: hit.type, status: hit.status }),
    relation: relation === 'forwards' ? 'forwards' : 'implements',
    ...(via && { via: { id: via.id, title: via.title, english: via.english } }),
  };
}

/**
 * Who has carried an act out, from the centre down: all stored documents that implement or forward it, or an act that does, with ministries, provinces and cities. `ref` is
 * anything that names it; an act that is not held is followed by its number or title. Undefined when the reference names nothing. `sources`: what is watched, with states.
 */
export async function chainOf(ref: string, sources: readonly WatchedSource[], context: LookupContext): Promise<Chain | undefined> {
  const asked = await actOf(ref, context);
  if (!asked) return undefined;
  const { all, complete } = await descend(asked, context);
  const ids = all.map(({ line }) => line.from.id);
  const today = dayOf(context.now());
  const hits = ids.length === 0 ? [] : (await context.search.query({ among: ids, limit: ids.length, today })).hits;
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  const documents = all.map((each) => toChainDocument(each, byId.get(each.line.from.id)));
  return { act: asked.act, documents, bodies: groupByBody(documents), places: standingsOf(documents, placeLists(sources)), complete };
}
