import type { Issuer } from '../../model/article.ts';
import type { CitationLine, CitationQuery, CitationResult, RegisteredDocument } from '../../model/citations.ts';
import type { Head } from '../../model/document.ts';
import type { Chain, ChainDocument, LineageEdge, LineageGraph, LineageNode } from '../../model/lineage.ts';
import type { Context, LookupContext } from '../../model/ports.ts';
import type { Hit } from '../../model/query.ts';
import type { SourceState } from '../../model/run.ts';
import { dayOf } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { changingRelations } from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { placeOfBody } from '../../registry/places.ts';
import { isChanging } from '../../stages/facts/link/change.ts';
import { citationKeys } from '../../stages/identity/resolve.ts';
import { groupByBody, isBasis, type PlaceList, standingOf, standingsOf, unheldStanding } from '../../stages/lineage/chain.ts';
import { findUnseenReason, isEnabled, type WatchedSource } from '../../stages/watch/health.ts';
import { rowsThen } from './index.ts';
import { actOf, citedIn, knownText, type NamedAct } from './resolve.ts';
import { otherStage } from './status.ts';

const mostNodes = 60;
const mostCitations = 300;

/** Along these one step leads on to the next; what merely cites does not. */
const leading = ['implements', 'forwards', 'repeals', 'supersedes', 'draft-of', 'final-of', ...changingRelations] as const;

type Gathered = Readonly<{ nodes: Map<string, LineageNode>; edges: Map<string, LineageEdge>; readings: Set<string> }>;

const levelOf = ([name]: readonly string[]) => standingOf(name === undefined ? undefined : { name }).level;

function nodeOf({ id, title, english, number, day, issuers, draft }: RegisteredDocument, step: LineageNode['step']) {
  return { key: id, id, title, english, ...opt({ number, day: day || undefined }), issuers, level: levelOf(issuers), draft, step };
}

async function unheldNode({ title, number }: Pick<CitationLine, 'title' | 'number'>, step: LineageNode['step']) {
  const [key] = citationKeys(opt({ title, number }));
  if (key === undefined) return undefined;
  const known = await knownText(opt({ title, number }));
  const named = opt({ title: title ?? known?.title, number: number ?? known?.number, english: known?.english?.title });
  return {
    key,
    ...named,
    issuers: (known?.issuers ?? []).map(({ name }) => name),
    draft: false,
    step,
    ...unheldStanding({ ...named, ...opt({ known }) }),
  };
}

/** 关于修改《X》的决定 amends X, whatever its sentences say of it. */
function relationOf({ relation, title, from, quote }: CitationLine) {
  if (relation === 'implements' && !isBasis(quote)) return 'cites';
  const amends = relation !== 'repeals' && !isChanging(relation) && title !== undefined && /关于(?:修改|修订|修正)/.test(from.title);
  return amends && from.title.includes(title.replace(/^中华人民共和国/, '')) ? 'amends' : relation;
}

/** Reports, and readings by whom no level of the state is known, are counted and not drawn. */
const isReading = ({ relation, from }: CitationLine) =>
  relation === 'reports' || relation === 'translates' || (!from.act && levelOf(from.issuers) === 'other');

async function take(line: CitationLine, step: 1 | 2, { nodes, edges, readings }: Gathered, unheld: boolean) {
  if (isReading(line)) return void readings.add(line.from.id);
  const cited = line.candidates.find(({ id }) => id === citedIn(line)?.id);
  const to = cited ? nodeOf(cited, step) : unheld && line.candidates.length === 0 ? await unheldNode(line, step) : undefined;
  if (!to) return;
  for (const node of [nodeOf(line.from, step), to]) if (!nodes.has(node.key)) nodes.set(node.key, node);
  const edge = { from: line.from.id, to: to.key, relation: relationOf(line), quote: line.quote };
  edges.set(`${edge.from} ${edge.to} ${edge.relation}`, edge);
}

async function gather(query: Omit<CitationQuery, 'limit'>, step: 1 | 2, into: Gathered, context: LookupContext) {
  const { items } = await context.search.citations({ ...query, limit: mostCitations });
  const wanted = new Set(query.by);
  for (const line of items) await take(line, step, into, wanted.has(line.from.id));
}

const registered = (head: Head) => ({
  ...{
    id: head.id,
    title: head.title,
    english: head.english.title,
    issuers: head.issuers.map(({ name }) => name),
    act: true,
    draft: head.type === 'draft',
  },
  ...opt({ number: head.number }),
  day: orEmpty(head.dates.signed?.value ?? head.dates.published?.value),
});

const sameCitation = (a: Pick<CitationLine, 'title' | 'number' | 'quote'>, b: CitationLine) =>
  a.quote === b.quote && a.title === b.title && a.number === b.number;

/** The citations that stood in documents as they were in a past context, between those that were held then, under their titles of then. */
async function citationsThen(query: CitationQuery, context: LookupContext): Promise<CitationResult> {
  const { total, items } = await context.search.citations(query);
  const ids = [...new Set(items.flatMap(({ from, candidates }) => [from, ...candidates].map(({ id }) => id)))];
  const heads = new Map((await context.documents.heads(ids)).map((head) => [head.id, head]));
  const then = <D extends RegisteredDocument>(one: D) => {
    const head = heads.get(one.id);
    return head ? [{ ...one, ...registered(head), act: one.act }] : [];
  };
  const held = items.flatMap((line) => {
    const said = heads.get(line.from.id)?.citations.some((each) => sameCitation(each, line));
    return said ? then(line.from).map((from) => ({ ...line, from, candidates: line.candidates.flatMap(then) })) : [];
  });
  return { total: total - (items.length - held.length), items: held };
}

/** The draft of a final text or the final text of a draft share its work, and no sentence need say so. */
async function takeStages(id: string, { nodes, edges }: Gathered, context: LookupContext) {
  const head = await context.documents.head(id);
  if (!head) return;
  nodes.set(id, nodeOf(registered(head), 0));
  const links = await otherStage(head, context);
  for (const other of await context.documents.heads(links.flatMap(({ to }) => to.id ?? []))) {
    if (!nodes.has(other.id)) nodes.set(other.id, nodeOf(registered(other), 1));
    const [draft, final] = head.type === 'draft' ? [head, other] : [other, head];
    edges.set(`${draft.id} ${final.id} draft-of`, { from: draft.id, to: final.id, relation: 'draft-of', quote: draft.title });
  }
}

async function focusOf({ act, keys }: NamedAct, into: Gathered, context: LookupContext) {
  if (act.id !== undefined) {
    await takeStages(act.id, into, context);
    return act.id;
  }
  const node = await unheldNode(act, 1);
  if (node) into.nodes.set(node.key, { ...node, step: 0 });
  await gather({ keys: keys.slice(0, 1) }, 1, into, context);
  return node?.key;
}

/** With status and days, in a past context those of then: what was not held then is left out. */
async function withStatus(nodes: readonly LineageNode[], context: LookupContext, past: boolean) {
  const among = nodes.flatMap(({ id }) => id ?? []);
  const query = { among, limit: among.length, today: dayOf(context.now()) };
  const hits = past ? await rowsThen(among, context) : among.length === 0 ? [] : (await context.search.query(query)).hits;
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  return nodes.flatMap((node) => {
    const hit = node.id === undefined ? undefined : byId.get(node.id);
    if (!hit) return past && node.id !== undefined ? [] : node;
    return { ...node, type: hit.type, status: hit.status, ...opt({ day: hit.signed ?? hit.published ?? node.day }) };
  });
}

/**
 * An act among the texts that it names and that name it, two links around, held or not. Undefined when the reference names nothing.
 * `past`: the context is that of an earlier day.
 */
export async function lineageGraphOf(ref: string, given: LookupContext, past = false): Promise<LineageGraph | undefined> {
  const citations: LookupContext['search']['citations'] = (query) => citationsThen(query, given);
  const context = past ? { ...given, search: { ...given.search, citations } } : given;
  const act = await actOf(ref, context);
  if (!act) return undefined;
  const into: Gathered = { nodes: new Map(), edges: new Map(), readings: new Set() };
  const focus = await focusOf(act, into, context);
  if (focus === undefined) return undefined;
  if (act.act.id !== undefined) {
    await gather({ by: [focus] }, 1, into, context);
    await gather({ of: [focus] }, 1, into, context);
  }
  const ends = [...into.edges.values()].filter(({ relation }) => leading.some((each) => each === relation));
  const near = [...new Set(ends.flatMap(({ from, to }) => [from, to]))]
    .flatMap((key) => into.nodes.get(key)?.id ?? [])
    .filter((id) => id !== focus);
  if (near.length > 0) {
    await gather({ by: near, relations: leading }, 2, into, context);
    await gather({ of: near, relations: leading }, 2, into, context);
  }
  const ordered = [...into.nodes.values()].toSorted((a, b) => a.step - b.step || (orEmpty(a.day) < orEmpty(b.day) ? 1 : -1));
  const drawn = await withStatus(ordered.slice(0, mostNodes), context, past);
  if (!drawn.some(({ key }) => key === focus)) return undefined;
  const keys = new Set(drawn.map(({ key }) => key));
  const edges = [...into.edges.values()].filter(({ from, to }) => keys.has(from) && keys.has(to));
  return { focus, nodes: drawn, edges, readings: into.readings.size, more: ordered.length - drawn.length };
}

function readBackTo({ lists = {}, back = {} }: Pick<SourceState, 'lists' | 'back'>) {
  const days = [...Object.values(lists).map(({ oldest }) => oldest), ...Object.values(back).map(({ reached }) => reached)];
  return days.filter((day) => day !== undefined).toSorted()[0];
}

/**
 * Lists of governments and their bureaux that are watched, each at its place; what an exchange or a company puts out carries no act out.
 */
export const placeLists = (watched: readonly WatchedSource[]): readonly PlaceList[] =>
  watched.flatMap((each) => {
    const { source, state } = each;
    const place = placeOfBody(source.publisher);
    if (!place || source.kind !== 'official' || !isEnabled(source)) return [];
    const unseen = findUnseenReason(each, undefined);
    const good = state?.lastGoodAt;
    const read = {
      read: good !== undefined,
      ...opt({ readTo: good && dayOf(good), readBackTo: state && readBackTo(state) }),
    };
    return [{ place: place.id, id: source.id, names: source.names, ...opt({ unseen }), ...read }];
  });

const deepest = 5;
const mostDocuments = 500;
const mostOfChain = 1000;

type ChainedDocument = Readonly<{ line: CitationLine; via?: RegisteredDocument }>;

/** The documents that carry out one of these, with the line that says so; `known` ones are left out. */
async function nextStep(
  of: readonly RegisteredDocument[],
  keys: readonly string[],
  known: ReadonlySet<string>,
  context: Pick<Context, 'search'>,
) {
  const ids = new Set(of.map(({ id }) => id));
  const relations = ['implements', 'forwards'] as const;
  const { total, items } = await context.search.citations({ of: [...ids], keys, relations, limit: mostOfChain });
  const found = new Map<string, ChainedDocument>();
  for (const line of items) {
    if (known.has(line.from.id) || !line.from.act || (line.relation === 'implements' && !isBasis(line.quote))) continue;
    const cited = citedIn(line);
    if (cited ? !ids.has(cited.id) : keys.length === 0 || line.candidates.length > 0) continue;
    const before = found.get(line.from.id);
    const via = of.find(({ id }) => id === cited?.id);
    if (!before || before.line.relation === 'forwards') found.set(line.from.id, { line, ...opt({ via }) });
  }
  return { found: [...found.values()], complete: total <= items.length };
}

async function descend({ act, keys }: NamedAct, context: LookupContext) {
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

export function namedIssuer(name: string): Issuer {
  const body = findIssuer(name);
  return { name, ...(body && { id: body.id, english: body.english }) };
}

function toChainDocument({ line: { from, relation, quote }, via }: ChainedDocument, hit: Hit | undefined): ChainDocument {
  const { id, title, english, number, draft, issuers } = from;
  const named = issuers.map(namedIssuer);
  const day = hit?.signed ?? hit?.published ?? from.day;
  return {
    ...{ id, title, english, draft, quote, issuers: named, ...standingOf(named[0]) },
    ...opt({ number, day: day || undefined }),
    ...(hit && { type: hit.type, status: hit.status }),
    relation: relation === 'forwards' ? 'forwards' : 'implements',
    ...(via && { via: { id: via.id, title: via.title, english: via.english } }),
  };
}

/**
 * Who has carried an act out, from the centre down: all stored documents that implement or forward it, or an act that does, with
 * ministries, provinces and cities. `ref` is anything that names it; an act that is not held is followed by its number or title. Undefined
 * when the reference names nothing. `sources`: what is watched, with states.
 */
export async function chainOf(ref: string, sources: readonly WatchedSource[], context: LookupContext): Promise<Chain | undefined> {
  const act = await actOf(ref, context);
  if (!act) return undefined;
  const { all, complete } = await descend(act, context);
  const ids = all.map(({ line }) => line.from.id);
  const today = dayOf(context.now());
  const hits = ids.length === 0 ? [] : (await context.search.query({ among: ids, limit: ids.length, today })).hits;
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  const documents = all.map((each) => toChainDocument(each, byId.get(each.line.from.id)));
  return { act: act.act, documents, bodies: groupByBody(documents), places: standingsOf(documents, placeLists(sources)), complete };
}
