import type { Mentions } from '../../model/landmark.ts';
import type { Hit, Query, QueryResult } from '../../model/query.ts';
import type { Meaning } from '../../stages/query/meaning.ts';
import { passageOf } from '../../stages/query/passage.ts';
import { type Bits, bothOf, eachPlace, without } from './bits.ts';
import { columnsOf, setOf, statusesOn } from './columns.ts';
import { type Asked, conditionOf, status, wordsOf } from './conditions.ts';
import { type Counts, noCounts, toFacets } from './facets.ts';
import { matchesIn, type Part } from './matching.ts';
import { type Candidate, choose, keyOf, orderOf } from './ranking.ts';
import { hitOf } from './rows.ts';
import { hitAt, textAt } from './shown.ts';
import { prepare } from './statements.ts';

export const emptyResult: QueryResult = {
  total: 0,
  hits: [],
  keys: [],
  more: false,
  facets: { theme: {}, type: {}, level: {}, status: {}, issuer: {} },
};

type Found = { readonly words: Meaning | undefined; readonly matches: readonly { readonly part: Part; readonly matches: Bits }[] };

/** The documents of each file that meet a query; undefined when it has words and none that could be looked for. */
export function findMatches(parts: readonly Part[], query: Asked): Found | undefined {
  const words = wordsOf(query);
  if (words === 'nothing') return undefined;
  const condition = conditionOf(query, words);
  return { words, matches: parts.map((part) => ({ part, matches: unmasked(part, matchesIn(part, condition, query)) })) };
}

/** Answers a query from all files that may hold what it asks for: that of changes first, then years, the newest first. */
export function answer(parts: readonly Part[], query: Query): QueryResult {
  const found = findMatches(parts, query);
  if (!found) return emptyResult;
  const { words, matches } = found;
  if (query.among) {
    const named = matches.map((each) => ({ ...each, matches: bothOf(each.matches, namedIn(each.part, query.among ?? [])) }));
    const page = pageOf(named, query, undefined);
    return { ...emptyResult, ...page, total: page.hits.length };
  }
  // The columns of every file are read before values are counted.
  for (const { part } of matches) columnsOf(part.database);
  const counts = noCounts();
  for (const each of matches) count(each.part, each.matches, query.today, counts);
  return { ...toFacets(counts), ...pageOf(matches, query, words) };
}

/** The hits that a page of a list shows. */
function pageOf(matches: Found['matches'], query: Query, words: Meaning | undefined): Pick<QueryResult, 'hits' | 'keys' | 'more'> {
  const order = orderOf(query, words);
  const { chosen, more } = choose(matches, query, order);
  return { hits: chosen.map((each) => show(each, query, words)), keys: chosen.map((each) => keyOf(each, order)), more };
}

const unmasked = ({ mask }: Part, matches: Bits): Bits => (mask ? without(matches, mask) : matches);

function namedIn({ database }: Part, ids: readonly string[]): Bits {
  const found = prepare(database, 'SELECT rowid AS row FROM document WHERE id IN (SELECT value FROM json_each(?))').all(
    JSON.stringify(ids),
  );
  return setOf(
    database,
    found.map(({ row }) => Number(row)),
  );
}

/** Counts the documents of a file, first by combination: far fewer than documents. */
function count({ database }: Part, matches: Bits, today: string, counts: Counts): void {
  const { combination, counts: slots } = columnsOf(database);
  const statusOf = statusesOn(database, today);
  const byCombination = new Uint32Array(slots.length);
  eachPlace(matches, (place) => {
    const number = combination[place] ?? 0;
    byCombination[number] = (byCombination[number] ?? 0) + 1;
    const at = statusOf[place] ?? 0;
    counts.statuses[at] = (counts.statuses[at] ?? 0) + 1;
    counts.total += 1;
  });
  for (const [number, documents] of byCombination.entries())
    if (documents > 0) for (const slot of slots[number] ?? []) counts.slots[slot] = (counts.slots[slot] ?? 0) + documents;
}

function show({ part: { database }, place }: Candidate, query: Query, words: Meaning | undefined): Hit {
  const hit = hitAt(database, place, query.today);
  const text = words && textAt(database, place);
  const passage = words && text && passageOf(text.written, words.sought, text.normalised);
  return passage ? { ...hit, passage } : hit;
}

const whereIn = ({ mask }: Part, condition: string): string =>
  `WHERE ${condition}${mask ? ' AND d.rowid NOT IN (SELECT row FROM temp.masked)' : ''}`;

/** The row of one document, with its status of the day. */
export function one(parts: readonly Part[], id: string, today: string): Hit | undefined {
  for (const part of parts) {
    const sql = `SELECT d.*, ${status} AS now FROM document AS d ${whereIn(part, 'd.id = :id')}`;
    const row = prepare(part.database, sql).get({ id, today });
    if (row) return hitOf(row, row['now']);
  }
  return undefined;
}

/** How many documents name each value, or those of `among`, and the day and id of the newest. */
export function mentions(parts: readonly Part[], among: readonly string[] | undefined): Mentions {
  const rows = parts.flatMap((part) => {
    const named = among ? ' AND f.value IN (SELECT value FROM json_each(:among))' : '';
    const where = whereIn(part, `f.kind = 'entity'${named}`);
    const counted = `SELECT f.value, count(*) AS documents, max(d.day || d.id) AS newest FROM facet AS f JOIN document AS d ON d.rowid = f.document ${where} GROUP BY f.value`;
    return prepare(part.database, counted).all({ among: JSON.stringify(among ?? []) });
  });
  const found: Record<string, Mentions[string]> = {};
  for (const row of rows) {
    const [value, last] = [String(row['value']), String(row['newest'])];
    const [newest, newestId] = [last.slice(0, 10), last.slice(10)];
    const before = found[value];
    const later = before && `${before.newest}${before.newestId}` > last ? before : { newest, newestId };
    found[value] = { ...later, documents: (before?.documents ?? 0) + Number(row['documents']) };
  }
  return found;
}

/** The ids of the documents of a file. */
export const idsIn = (part: Part): readonly string[] =>
  part.database
    .prepare(`SELECT d.id FROM document AS d ${whereIn(part, '1')}`)
    .all()
    .map(({ id }) => String(id));
