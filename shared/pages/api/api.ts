import * as z from 'zod';
import { withoutUserAt } from '../../model/secrets.ts';
import { opt } from '../../model/values.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { documentShape, sourceShape, themeShape, weekShape } from '../web/api-shapes.ts';
import { keyedPagesOf, placeIn, writeCursor } from '../web/cursor.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { cursor, limit } from '../web/filters.ts';
import { words } from '../web/parameters.ts';
import { requireDigest } from '../web/require.ts';
import { json, notFoundProblem, type Route, textual } from '../web/route.ts';
import { weekLines } from '../web/week-lines.ts';
import { calendarEndpoint } from './calendar.ts';
import { claimEndpoint } from './claim.ts';
import { countEndpoints } from './counts.ts';
import { crossIndexEndpoints } from './cross-index.ts';
import { documentEndpoints } from './documents.ts';
import { heldExamples } from './held-examples.ts';
import { landmarkEndpoints } from './landmarks.ts';
import { describeApi } from './openapi.ts';
import { packEndpoints } from './packs.ts';
import { changes as changesShape, paged, total } from './shapes.ts';
import { theme as themeListed, themeNews } from './shapes-register.ts';
import * as shapes from './shapes-store.ts';
import { sourceTable } from './source-table.ts';
import { tableFormat } from './table-format.ts';
import { takeEndpoints } from './take.ts';

const themes = endpoint({
  path: 'themes',
  tag: 'Store',
  says: 'Themes, with how many documents have each',
  gives: paged(themeListed, {}),
  async answer(_, answers) {
    const { facets } = await answers.documents({ limit: 1, today: answers.today() });
    return { items: themeIds.map((id) => themeShape(id, facets.theme[id] ?? 0)) };
  },
});

const theme = endpoint({
  path: 'themes/:id',
  tag: 'Store',
  example: () => ({ id: 'compute' }),
  says: 'A theme with its newest documents',
  names: 'Id of a theme',
  gives: themeNews,
  async answer(_, answers, { name }) {
    const id = themeIds.find((each) => each === name('id'));
    if (id === undefined) throw notFoundProblem(`themes are ${themeIds.join(', ')}`);
    const { total, hits, facets } = await answers.documents({ theme: id, sort: 'newest', limit: 20, today: answers.today() });
    return { ...themeShape(id, total), facets, newest: hits.map(documentShape) };
  },
});

const sources = endpoint({
  path: 'sources',
  tag: 'Store',
  says: 'Sources and their states',
  takes: { format: tableFormat },
  gives: paged(shapes.source, {}),
  also: ['text/csv'],
  async answer({ format }, answers) {
    const all = await answers.sources();
    return format === 'csv' ? textual(sourceTable(all, answers.today()), 'text/csv') : { items: all.map(sourceShape) };
  },
});

const source = endpoint({
  path: 'sources/:id',
  tag: 'Store',
  example: ({ source }) => ({ id: source }),
  says: 'A source',
  names: 'Id of a source',
  gives: shapes.source,
  async answer(_, answers, { name }) {
    const held = (await answers.sources()).find((each) => each.source.id === name('id'));
    if (!held) throw notFoundProblem('no source with this id');
    return sourceShape(held);
  },
});

const digests = endpoint({
  path: 'digests',
  tag: 'Digests',
  says: 'Weeks with a digest, newest first, each with what matters most in it, counts, and how many sources were not seen',
  takes: { limit, cursor },
  gives: paged(shapes.week, total),
  async answer({ limit = 54, cursor }, answers) {
    const pages = keyedPagesOf('digests', answers);
    const { offset, after } = pages.passed(cursor);
    const weeks = await answers.weeks();
    const left = after ? weeks.filter((week) => week < after[1]) : weeks.slice(offset);
    const some = left.slice(0, limit);
    const lines = new Map((await weekLines(some, answers)).map((line) => [line.week, line]));
    const items = some.map((week) => ({ ...weekShape(week), ...lines.get(week) }));
    return {
      items,
      total: weeks.length,
      ...pages.after(offset, { keys: some.map((week) => [0, week, '']), more: left.length > some.length }),
    };
  },
});

const digest = endpoint({
  path: 'digests/:week',
  tag: 'Digests',
  example: ({ week }) => ({ week }),
  says: 'The digest of a week',
  names: 'ISO week, 2026-W47',
  gives: shapes.digest,
  answer: (_, answers, { name }) => requireDigest(name('week'), answers),
});

const anyRef = 'an id, an address or a document number of at most 500 characters';
const resolve = endpoint({
  path: 'resolve',
  tag: 'Documents',
  example: ({ number }) => ({ ref: number }),
  says: 'What a number, address or id stands for',
  takes: { ref: z.string(anyRef).trim().min(1).max(500, anyRef).describe(`What it may stand for: ${anyRef}`) },
  gives: shapes.resolution,
  answer: async ({ ref }, answers) => ({ ref: withoutUserAt(ref), ...(await answers.resolve(ref)) }),
});

const changes = endpoint({
  path: 'changes',
  tag: 'Following',
  says: 'Changes of relevant documents, oldest first',
  more:
    'Keep `next` and ask again with it as `after`: each change comes at least once, in the order in which it was stored, and none is passed over, whoever writes meanwhile. ' +
    '`next` is there also when there is nothing new. Without `after`, the last four weeks. After a store was restored from an older copy all changes come once more.',
  takes: { after: words(1000, '`next` of the answer before'), limit },
  gives: changesShape,
  async answer({ after, limit = 50 }, answers) {
    const place = after === undefined ? undefined : placeIn(answers.secret, 'changes', after, 'after');
    const { items, next } = await answers.changes(place, limit);
    return { items, ...opt('next', next === undefined ? undefined : writeCursor(answers.secret, 'changes', next)) };
  },
});

const stats = endpoint({
  path: 'stats',
  tag: 'Store',
  says: 'How many documents, sources and digests there are',
  gives: shapes.stats,
  async answer(_, answers) {
    const { total, facets } = await answers.documents({ limit: 1, today: answers.today() });
    const sources = (await answers.sources()).map(({ state }) => state?.condition ?? 'unknown');
    const conditions: Record<string, number> = {};
    for (const condition of sources) conditions[condition] = (conditions[condition] ?? 0) + 1;
    return { documents: total, facets, sources: { total: sources.length, conditions }, digests: (await answers.weeks()).length };
  },
});

/** The JSON API (docs/contract.md 4). */
export const endpoints: readonly Endpoint[] = [
  ...documentEndpoints,
  claimEndpoint,
  ...takeEndpoints,
  ...packEndpoints,
  ...[themes, theme, sources, source, digests, digest, resolve, changes, calendarEndpoint],
  ...landmarkEndpoints,
  ...countEndpoints,
  ...crossIndexEndpoints,
  stats,
];

export const apiRoutes: readonly Route[] = [
  ...endpoints,
  { method: 'GET', path: '/api/openapi.json', answer: async (_, answers) => json(describeApi(endpoints, await heldExamples(answers))) },
];
