import type { Label, TakenBack } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import type { Context, LookupContext } from '../../model/ports.ts';
import { type NearMiss, narrowingFilters, type Query } from '../../model/query.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type LabelInput, labelHeader, labelRow, parseLabel, reasonOf } from '../../stages/classify/label.ts';
import { nearQueries } from '../../stages/query/near-queries.ts';
import { textOf } from '../collect/set-aside.ts';
import { paged } from '../context.ts';

const pageSize = 100;

/** The one document of a reference; `ids` are from `idsOf`. Throws InputError for none or several. */
async function requireOne(ref: string, ids: readonly string[], context: LookupContext) {
  const [id] = ids;
  if (ids.length > 1) throw new InputError(`"${ref}" stands for ${ids.length} documents: ${ids.join(', ')}; give the id of one`);
  const head = await context.documents.head(id);
  if (!head) throw new InputError(`the store holds no document for "${ref}"; give an id, an address or a document number`);
  return head;
}

type LabelledName = Readonly<{ id: string; title: string }>;

/**
 * Gives a document a person's themes or English title. A label is an item of its own, so that none is lost to a reading at the same time.
 * Throws InputError for an unknown or ambiguous reference, or an invalid label.
 */
export async function labelDocument(
  ref: string,
  ids: readonly string[],
  wanted: LabelInput,
  context: LookupContext,
): Promise<LabelledName & { label: Label }> {
  const head = await requireOne(ref, ids, context);
  const label = parseLabel(wanted, context.now().toISOString(), head.label);
  await context.documents.putLabel(head, label);
  return { id: head.id, title: head.title, label };
}

/**
 * Takes a person's label back: the model's themes return, and the label is stored with the reason. Throws InputError as above, or where
 * there is no label.
 */
export async function takeLabelBack(
  ref: string,
  ids: readonly string[],
  { why, who }: Pick<LabelInput, 'why' | 'who'>,
  context: LookupContext,
): Promise<LabelledName & { takenBack: TakenBack }> {
  const { id, title, label, version } = await requireOne(ref, ids, context);
  if (!label) throw new InputError(`${id} has neither themes nor a title by a person; there is nothing to take back`);
  const takenBack = { why: reasonOf(why), at: context.now().toISOString(), label, ...opt({ who }) };
  await context.documents.takeBackLabel({ id, version }, takenBack);
  return { id, title, takenBack };
}

/** Every label of themes as training data: a header and a line per document, in the form that `eval` and bench/train.ts read. */
export async function* labelLines(context: LookupContext): AsyncGenerator<string> {
  yield labelHeader;
  for await (const ids of paged((after) => context.documents.labelled(after, pageSize))) {
    for (const head of await context.documents.heads(ids)) {
      const { label } = head;
      if (label?.themes) yield labelRow({ ...head, label: { ...label, themes: label.themes }, text: await textOf(head, context) });
    }
  }
}

const dates = [undefined, 'published', 'signed', 'effective', 'firstSeen'] as const;

type Try = Readonly<{ query: Query; miss: Omit<NearMiss, 'total'> }>;

function* tries(query: Query): Generator<Try> {
  const { q, date, from, to, ...rest } = query;
  const days = opt({ from, to });
  const words = opt({ q });
  for (const near of nearQueries(orEmpty(q))) yield { query: { ...query, q: near.q }, miss: near };
  for (const name of narrowingFilters) {
    const { [name]: out, ...others } = query;
    if (out !== undefined) yield { query: others, miss: { kind: 'filter', without: name } };
  }
  if (from === undefined && to === undefined) return;
  for (const other of dates.filter((each) => each !== date))
    yield { query: { ...rest, ...words, ...days, ...opt({ date: other }) }, miss: { kind: 'date', ...opt({ date: other }) } };
  yield { query: { ...rest, ...words }, miss: { kind: 'filter', without: 'days' } };
}

/** The words, and what is near them, without any filter. */
function* unfiltered({ q, limit, today }: Query): Generator<Try> {
  const without = 'filters';
  if (q !== undefined) yield { query: { q, limit, today }, miss: { kind: 'filter', without } };
  for (const near of nearQueries(orEmpty(q))) yield { query: { q: near.q, limit, today }, miss: { ...near, without } };
}

const isNarrowed = (query: Query) => [...narrowingFilters, 'from' as const, 'to' as const].some((name) => query[name] !== undefined);

/** What is found near a query that found nothing; what finds nothing either is left out. */
export async function findNearMisses(
  { after: _after, ...query }: Query,
  { search }: Pick<Context, 'search'>,
): Promise<readonly NearMiss[]> {
  const found: NearMiss[] = [];
  const look = async (each: Try) => {
    const { total } = await search.query(each.query);
    if (total > 0) found.push({ ...each.miss, total });
  };
  const short = { ...query, limit: 1, offset: 0 };
  for (const each of tries(short)) await look(each);
  if (found.length === 0 && isNarrowed(query)) for (const each of unfiltered(short)) await look(each);
  return found;
}
