import type { DatabaseSync } from 'node:sqlite';
import { statuses } from '../../model/vocabulary.ts';
import { issuerRanges } from '../../registry/provinces.ts';
import type { QueryFilter } from '../../stages/query/fields.ts';
import { literalPattern } from '../../stages/query/literal.ts';
import type { Column, Condition } from '../../stages/query/meaning.ts';
import { normalise } from '../../stages/query/pieces.ts';
import { type Bits, bothOf, eitherOf, isEmpty, noBits, placesIn, setBit, without } from './bits.ts';
import { columnsOf, datesOf, keptSet, setOf, statusesOn } from './columns.ts';
import { type Asked, dayColumn } from './conditions.ts';
import { unpack } from './rows.ts';
import { prepare } from './statements.ts';

/** One file of documents. `mask`: the documents that no longer count. `year` is 0 for documents of any year; `heads`: titles, numbers and issuers have words of their own. */
export type Part = { readonly database: DatabaseSync; readonly year: number; readonly mask?: Bits | undefined; readonly heads: boolean };

type Phrase = Extract<Condition, { phrase: readonly string[] }>;
const isPhrase = (condition: Condition): condition is Phrase => 'phrase' in condition;

const headColumns: readonly Column[] = ['title', 'english', 'number', 'issuer'];
const everywhere: readonly Column[] = ['text', ...headColumns];

/** As FTS5 reads it, with every phrase quoted: no input is a syntax error. */
const phraseText = ({ phrase, prefix }: Phrase): string => `"${phrase.join(' ').replaceAll('"', '')}"${prefix ? '*' : ''}`;

/** Documents in whose words of a table one of some phrases stands in one of some columns. */
function rowsWith(database: DatabaseSync, table: 'words' | 'heads', phrases: readonly Phrase[], columns: readonly Column[]): Bits {
  const said = `{${columns.join(' ')}} : (${phrases.map(phraseText).join(' OR ')})`;
  const found = prepare(database, `SELECT json_group_array(rowid) AS found FROM ${table} WHERE ${table} MATCH ?`).get(said);
  return setOf(database, JSON.parse(String(found?.['found'])) as number[]);
}

/** Phrases of the same columns are one question. */
function phrasesIn({ database, heads }: Part, phrases: readonly Phrase[]): Bits {
  const columns = phrases[0]?.columns ?? everywhere;
  if (columns.length === 0) return noBits(columnsOf(database).size);
  if (!heads) return rowsWith(database, 'words', phrases, columns);
  const [inHead, inText] = [columns.filter((each) => each !== 'text'), columns.includes('text')];
  const sets = [
    ...(inText ? [rowsWith(database, 'words', phrases, ['text'])] : []),
    ...(inHead.length > 0 ? [rowsWith(database, 'heads', phrases, inHead)] : []),
  ];
  return sets.reduce(eitherOf, noBits(columnsOf(database).size));
}

/** The documents among some that hold a phrase as it is written. The title is looked at first: most texts need not be unpacked then. */
function literalIn({ database }: Part, { literal, within }: Extract<Condition, { literal: string }>, among: Bits): Bits {
  const pattern = literalPattern(literal);
  const title = prepare(database, 'SELECT title, english FROM document WHERE rowid = ?');
  const body = prepare(database, 'SELECT text FROM body WHERE rowid = ?');
  const { size, rows } = columnsOf(database);
  const found = noBits(size);
  for (const place of placesIn(among)) {
    const row = rows[place] ?? 0;
    const head = title.get(row);
    const isThere =
      [head?.['title'], head?.['english']].some((each) => pattern.test(normalise(String(each)))) ||
      (within === 'document' && pattern.test(normalise(unpack(body.get(row)?.['text']))));
    if (isThere) setBit(found, place);
  }
  return found;
}

function characterIn({ database }: Part, character: string): Bits {
  const found = prepare(database, 'SELECT rowid AS row FROM document WHERE instr(ifnull(folded, title), ?) > 0').all(character);
  return setOf(
    database,
    found.map(({ row }) => Number(row)),
  );
}

function facetIn(database: DatabaseSync, kind: string, value: string): Bits {
  const found = prepare(database, 'SELECT document FROM facet WHERE kind = ? AND value = ?').all(kind, value);
  return setOf(
    database,
    found.map(({ document }) => Number(document)),
  );
}

/** Documents with an issuer in one of the ranges of ids that a province has. */
function provinceIn(database: DatabaseSync, province: string): Bits {
  const sql = "SELECT document FROM facet WHERE kind = 'issuer' AND value >= ? AND value < ?";
  const found = issuerRanges(province).flatMap((range) => prepare(database, sql).all(...range));
  return setOf(
    database,
    found.map(({ document }) => Number(document)),
  );
}

/** Documents of which something holds, one after the other. */
function placesWhere(database: DatabaseSync, holds: (place: number) => boolean): Bits {
  const { size } = columnsOf(database);
  const found = noBits(size);
  for (let place = 0; place < size; place += 1) if (holds(place)) setBit(found, place);
  return found;
}

function daysIn(database: DatabaseSync, query: Asked, { from = '', to = '9999-99' }: QueryFilter): Bits {
  const days = query.date ? datesOf(database, dayColumn(query)) : columnsOf(database).days;
  return placesWhere(database, (place) => {
    const day = days[place];
    return day !== undefined && day >= from && day <= to;
  });
}

function filterIn({ database }: Part, filter: QueryFilter, query: Asked): Bits {
  const { combination, combinations, every } = columnsOf(database);
  const { theme, issuer, source, entity, place, province, level, type, status, from, to } = filter;
  const facets = { theme, issuer, source, entity };
  const sets = Object.entries(facets).flatMap(([kind, value]) => (value === undefined ? [] : [facetIn(database, kind, value)]));
  if (place !== undefined) sets.push(facetIn(database, 'entity', `place:${place}`));
  if (province !== undefined) sets.push(provinceIn(database, province));
  if (level !== undefined) sets.push(placesWhere(database, (place) => combinations.get(combination[place] ?? 0)?.level === level));
  if (type !== undefined) sets.push(placesWhere(database, (place) => combinations.get(combination[place] ?? 0)?.type === type));
  if (status !== undefined) {
    const [days, at] = [statusesOn(database, query.today), (statuses as readonly string[]).indexOf(status)];
    sets.push(placesWhere(database, (place) => days[place] === at));
  }
  if (from !== undefined || to !== undefined) sets.push(daysIn(database, query, filter));
  return sets.reduce(bothOf, every);
}

function allIn(part: Part, all: readonly Condition[], query: Asked): Bits {
  let found = columnsOf(part.database).every;
  // What only the text can prove is asked of those that everything else has left.
  for (const condition of all.toSorted((a, b) => Number('literal' in a) - Number('literal' in b))) {
    if (isEmpty(found)) return found;
    found = 'literal' in condition ? literalIn(part, condition, found) : bothOf(found, matchesIn(part, condition, query));
  }
  return found;
}

function anyIn(part: Part, any: readonly Condition[], query: Asked): Bits {
  const phrases = Map.groupBy(any.filter(isPhrase), ({ columns }) => String(columns));
  const sets = [...phrases.values()].map((each) => phrasesIn(part, each));
  const others = any.filter((each) => !isPhrase(each)).map((each) => matchesIn(part, each, query));
  return [...sets, ...others].reduce(eitherOf, noBits(columnsOf(part.database).size));
}

function workOut(part: Part, condition: Condition, query: Asked): Bits {
  if ('phrase' in condition) return phrasesIn(part, [condition]);
  if ('character' in condition) return characterIn(part, condition.character);
  if ('literal' in condition) return literalIn(part, condition, columnsOf(part.database).every);
  if ('filter' in condition) return filterIn(part, condition.filter, query);
  if ('all' in condition) return allIn(part, condition.all, query);
  if ('any' in condition) return anyIn(part, condition.any, query);
  return without(columnsOf(part.database).every, matchesIn(part, condition.not, query));
}

const dependsOnDay = (key: string): boolean => /"(?:status|from|to)":/.test(key);

/** The documents of a file that meet a condition, masked ones too. */
export function matchesIn(part: Part, condition: Condition, query: Asked): Bits {
  const said = JSON.stringify(condition);
  const key = dependsOnDay(said) ? `${query.date} ${query.today} ${said}` : said;
  return keptSet(part.database, key, () => workOut(part, condition, query));
}

/** A condition whose phrases must stand in some columns. */
export function within(condition: Condition, columns: readonly Column[]): Condition {
  if ('phrase' in condition) return { ...condition, columns: columns.filter((each) => condition.columns?.includes(each) ?? true) };
  if ('all' in condition) return { all: condition.all.map((each) => within(each, columns)) };
  if ('any' in condition) return { any: condition.any.map((each) => within(each, columns)) };
  return condition;
}
