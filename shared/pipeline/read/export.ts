import type { Head, ShownDocument } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import type { NamedDocument } from '../../model/named-document.ts';
import type { Page } from '../../model/page.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Query, SortKey } from '../../model/query.ts';
import type { FeedFacts, SummaryLine } from '../../model/summary.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { Status } from '../../model/vocabulary.ts';
import { useOf } from '../../stages/digest/rights.ts';
import { pagesBehind } from '../collect/reading.ts';
import { isOfOneDocument, setDamagedAside } from '../collect/set-aside.ts';
import { paged } from '../context.ts';
import { feedFactsOf } from './feed-facts.ts';
import { nameDocuments } from './named.ts';
import { findHead } from './resolve.ts';
import { isLost, showDocument } from './show-document.ts';

/** The filters of a search, which are those of an export. */
export type ExportFilters = Omit<Query, 'limit' | 'offset' | 'after' | 'today' | 'among'>;
/**
 * What is taken: the documents of these references, or what a search with these filters finds (documents on AI policy, as pages and API list them), or, without
 * either, everything; at most `limit`.
 */
export type Wanted = { readonly refs?: readonly string[]; readonly filters?: ExportFilters; readonly limit?: number };

type Chosen = { readonly id: string; readonly status?: Status };

const portion = 500;

async function* chosenByName(refs: readonly string[], context: LookupContext): AsyncGenerator<Chosen> {
  for (const ref of refs) {
    const head = await findHead(ref, context);
    if (!head) throw new InputError(`${ref.slice(0, 100)}: no document of this instance; hongtou resolve says what it stands for`);
    yield { id: head.id };
  }
}

/** In the order of the list. */
async function* chosenByQuery(filters: ExportFilters, context: LookupContext): AsyncGenerator<Chosen> {
  const query = { ...filters, limit: portion, today: dayOf(context.now()) };
  let after: SortKey | undefined;
  do {
    const { hits, keys, more } = await context.search.query({ ...query, ...opt('after', after) });
    yield* hits;
    after = more ? keys.at(-1) : undefined;
  } while (after);
}

async function* everything(context: LookupContext): AsyncGenerator<Chosen> {
  for await (const ids of paged((after) => context.documents.allIds(after, portion))) for (const id of ids) yield { id };
}

/** Each once, in portions. */
async function* chosen({ refs, filters, limit = Number.POSITIVE_INFINITY }: Wanted, context: LookupContext) {
  const seen = new Set<string>();
  let some: Chosen[] = [];
  const found = refs ? chosenByName(refs, context) : filters ? chosenByQuery(filters, context) : everything(context);
  for await (const each of found) {
    if (seen.size >= limit) break;
    if (seen.has(each.id)) continue;
    seen.add(each.id);
    some.push(each);
    if (some.length < portion) continue;
    yield some;
    some = [];
  }
  yield some;
}

/** The documents as tables and references name them, in the order of the list; with what they do where `told` asks for it and rights allow the words. */
export async function* namedDocuments(
  wanted: Wanted,
  told: boolean,
  context: LookupContext,
): AsyncGenerator<NamedDocument & { readonly summary?: readonly SummaryLine[] }> {
  for await (const some of chosen(wanted, context)) {
    for (const named of await nameDocuments(some, context)) {
      const quoted = told && useOf(named, context.settings.sources) !== 'link-only';
      const summary = quoted ? (await factsUnlessDamaged(named, context))?.summary : undefined;
      yield summary ? { ...named, summary } : named;
    }
  }
}

async function factsUnlessDamaged(named: NamedDocument, context: LookupContext): Promise<FeedFacts | undefined> {
  try {
    return (await feedFactsOf([named], context)).get(named.id);
  } catch (error) {
    if (!isOfOneDocument(error)) throw error;
    await setDamagedAside(error, named, context);
    return undefined;
  }
}

/** The documents, ordered by id, one at a time, so that memory does not grow. */
export async function* shownDocuments(wanted: Wanted, context: LookupContext): AsyncGenerator<ShownDocument> {
  const sorted = wanted.refs === undefined && wanted.filters === undefined;
  const all: string[] = [];
  for await (const some of chosen(wanted, context)) {
    if (sorted)
      yield* shownOf(
        some.map(({ id }) => id),
        context,
      );
    else all.push(...some.map(({ id }) => id));
  }
  yield* shownOf(all.toSorted(), context);
}

/** None, and the document set aside, where what is stored of it, or its text, cannot be read: a line without it would be taken for whole. */
async function shownUnlessDamaged(head: Head, context: LookupContext): Promise<ShownDocument | undefined> {
  try {
    const shown = await showDocument(head, context);
    return isLost(head, shown.text) ? undefined : shown;
  } catch (error) {
    if (!isOfOneDocument(error)) throw error;
    await setDamagedAside(error, head, context);
    return undefined;
  }
}

async function* shownOf(ids: readonly string[], context: LookupContext): AsyncGenerator<ShownDocument> {
  for (const id of ids) {
    const head = await context.documents.head(id);
    const shown = head && (await shownUnlessDamaged(head, context));
    if (shown) yield shown;
  }
}

/** The pages and files that documents were read from, of every revision, copy and attachment, each once. */
export async function* evidenceOf(documents: AsyncIterable<ShownDocument>, context: LookupContext): AsyncGenerator<Page> {
  const seen = new Set<string>();
  for await (const document of documents) {
    for (const { evidence } of [...document.revisions, ...document.copies, ...document.attachments]) {
      if (evidence === undefined || seen.has(evidence)) continue;
      seen.add(evidence);
      yield* await pagesUnlessDamaged(evidence, document, context);
    }
  }
}

/** The pages of some evidence; none, which is set aside, where one is damaged. */
export async function pagesUnlessDamaged(evidence: string, document: ShownDocument, context: LookupContext): Promise<readonly Page[]> {
  try {
    return await pagesBehind(evidence, context);
  } catch (error) {
    if (!isOfOneDocument(error)) throw error;
    await setDamagedAside(error, document, context);
    return [];
  }
}
