import type { DatabaseSync } from 'node:sqlite';
import type { CrossIndex } from '../model/cross-index.ts';
import type { Query } from '../model/query.ts';
import type { Search } from '../model/search.ts';
import type { Objects } from '../store/objects.ts';
import { checkPublished } from './search/check-published.ts';
import { citations } from './search/citations.ts';
import { mayHold } from './search/conditions.ts';
import { countProvinces, countTimeline } from './search/counts.ts';
import { edges, figures, pairs, pairsOf, windows } from './search/cross-index-queries.ts';
import type { Place } from './search/drafts.ts';
import { trees } from './search/lineage-trees.ts';
import { keepSeenIn, type YearFile } from './search/manifest.ts';
import { match } from './search/match.ts';
import type { Part } from './search/matching.ts';
import { findAnnouncements, findByKeys, findByNumber, findMissingTexts, findSequences } from './search/missing-references.ts';
import { orphansOf } from './search/orphans.ts';
import { openFollower, type Reader, type View } from './search/reader.ts';
import { begin, isOutdated, renew } from './search/renew.ts';
import { answer, mentions, one } from './search/select.ts';
import { prepare } from './search/statements.ts';
import { apply } from './search/writer.ts';

/** Answers that are kept until another index is published: lists, feeds and their pages ask the same again and again. Some 20 KB each. */
const mostAnswers = 300;
const longestKept = 100;

/** A run of the function that indexes has nine minutes; what it has made anew is stored before they end. */
const limits = { mostChanged: 500, renewMs: 240_000 };

/**
 * Full text in SQLite files: one a year, a register for questions across documents, and a small one of all changes since those were written. A writer publishes new
 * files under their hashes and moves the manifest by a conditional write; readers follow the manifest with copies in `cacheDir` and never wait for a writer.
 */
export function openSearch(objects: Objects, cacheDir: string, more: Partial<typeof limits> = {}): Search {
  keepSeenIn(objects, cacheDir);
  const place: Place = { objects, cacheDir, ...limits, ...more };
  const reader = openFollower(place);
  const orphans = orphansOf(objects);
  return {
    async apply(changes) {
      await apply(place, changes);
      reader.look();
      await orphans.sweep();
    },
    match,
    isOutdated: () => isOutdated(objects),
    discard: () => begin(objects),
    async renew(rows) {
      const done = await renew(place, rows);
      reader.look();
      return done;
    },
    check: () => checkPublished(objects, reader),
    one: (id, today) =>
      reader.ask(async (view) => {
        const year = await view.register(
          (database) => database.prepare('SELECT year FROM entry WHERE id = ?').get(id)?.['year'],
          undefined,
        );
        return year === undefined
          ? undefined
          : view.documents({ years: (each) => each.year === year, withWords: false }, (parts) => one(parts, id, today));
      }),
    ...documentsOf(reader),
    ...registerOf(reader),
  };
}

type CountQuery = Pick<Query, 'q' | 'date' | 'from' | 'to' | 'among'>;

/** Whether a file is of a year that some documents are in, as the register has it. */
async function yearsOf(ids: readonly string[], view: View): Promise<(file: YearFile) => boolean> {
  const sql = 'SELECT DISTINCT year FROM entry WHERE id IN (SELECT value FROM json_each(?))';
  const rows = await view.register((database) => prepare(database, sql).all(JSON.stringify(ids)), []);
  const years = new Set(rows.map(({ year }) => Number(year)));
  return ({ year }) => years.has(year);
}

/** Questions of all documents that meet a query. Lists, feeds and charts ask the same again and again: short answers are kept. */
function documentsOf(reader: Reader): Pick<Search, 'query' | 'mentions' | 'timeline' | 'provinces'> {
  const counted =
    <Q extends CountQuery, A>(name: string, work: (parts: readonly Part[], query: Q) => A, isKept: (query: Q) => boolean = () => true) =>
    (query: Q): Promise<A> =>
      reader.ask(async (view) => {
        const asked = `${name} ${JSON.stringify(query)}`;
        if (view.answers.has(asked)) return view.answers.get(asked) as A;
        const years = query.among ? await yearsOf(query.among, view) : mayHold(query);
        const found = await view.documents({ years, withWords: query.q !== undefined }, (parts) => work(parts, query));
        if (view.answers.size >= mostAnswers) view.answers.clear();
        if (isKept(query)) view.answers.set(asked, found);
        return found;
      });
  return {
    query: counted('query', answer, ({ limit, among }: Query) => limit <= longestKept && !among),
    timeline: counted('timeline', countTimeline),
    provinces: counted('provinces', countProvinces),
    mentions: (among) => reader.ask((view) => view.documents({ years: () => true, withWords: false }, (parts) => mentions(parts, among))),
  };
}

/** Questions across documents; their answers are empty before anything is published. */
function registerOf(reader: Reader): CrossIndex {
  const ask =
    <Q, A>(question: (database: DatabaseSync, query: Q) => A, none: A) =>
    (query: Q): Promise<A> =>
      reader.ask((view) => view.register((database) => question(database, query), none));
  /** The same question of the same files has the same answer: chains and gaps of a whole register take a second. */
  const kept = <Q extends { readonly limit: number }, A>(name: string, question: (database: DatabaseSync, query: Q) => A, none: A) => {
    const read = (database: DatabaseSync, query: Q, answers: Map<string, unknown>): A => {
      const asked = `${name} ${JSON.stringify(query)}`;
      if (answers.has(asked)) return answers.get(asked) as A;
      const found = question(database, query);
      if (answers.size >= mostAnswers) answers.clear();
      if (query.limit <= longestKept) answers.set(asked, found);
      return found;
    };
    return (query: Q): Promise<A> => reader.ask((view) => view.register((database) => read(database, query, view.answers), none));
  };
  const none = { total: 0, items: [], keys: [], more: false };
  const pairsKept = kept('pairs', (database, { limit }) => pairs(database, limit), []);
  return {
    figures: kept('figures', figures, { ...none, units: {} }),
    announcements: kept('announcements', findAnnouncements, []),
    missingTexts: kept('missing', findMissingTexts, { total: 0, items: [] }),
    sequences: kept('sequences', findSequences, []),
    withNumber: ask(findByNumber, []),
    withKeys: ask(findByKeys, []),
    edges: kept('edges', edges, { ...none, relations: {} }),
    citations: ask(citations, { total: 0, items: [] }),
    windows: kept('windows', windows, none),
    trees: kept('trees', trees, []),
    pairs: (limit) => pairsKept({ limit }),
    pairsOf: ask(pairsOf, []),
  };
}
