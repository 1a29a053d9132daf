import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import type { Capped, SourceState } from '../model/run.ts';
import { withoutSecrets, withoutSecretsIn } from '../model/secrets.ts';
import { anything, count, counts, instant, names, paged, text } from '../model/shape.ts';
import type { Source, SourceCondition } from '../model/source.ts';
import { daysBetween } from '../model/time.ts';
import { opt } from '../model/values.ts';
import { holidayDays } from '../registry/holidays.ts';
import { awayIn, cappedIn, lastWeeks, type SiteAway, weeklyYield } from '../stages/watch/health.ts';
import { csvTable } from './csv.ts';
import { gaps, reported, wanted } from './gaps.ts';
import { ask, inPath, notFoundProblem, question } from './question.ts';
import { facets } from './shapes.ts';
import { briefly, inShort, limitOf, readUnseen, said, thing, things, tool, unseenShape } from './tool.ts';

type Watched = Awaited<ReturnType<Answers['sources']>>[number];

const stateOf = ({ source, state }: Watched): SourceCondition | 'unknown' => {
  if (source.needs !== undefined) return 'skipped';
  return state?.checkedAt === undefined ? 'unknown' : state.condition;
};

/** Days since the newest entry, without public holidays, and how many the declaration allows. */
type Freshness = { readonly days?: number; readonly withinDays: number; readonly fresh?: boolean };

function freshnessOf({ source, state }: Watched, today: string): Freshness {
  const withinDays = source.expect.freshWithinDays;
  if (state?.newest === undefined) return { withinDays };
  const days = Math.max(0, daysBetween(state.newest, today) - holidayDays(state.newest, today));
  return { days, withinDays, fresh: days <= withinDays };
}

type ReadState = Pick<
  SourceState,
  'since' | 'checkedAt' | 'lastGoodAt' | 'newest' | 'listed' | 'stored' | 'weeks' | 'failures' | 'trouble' | 'draft'
> & {
  readonly movedTo?: string;
  readonly capped?: Capped;
  readonly away?: SiteAway;
};

function readOf(state: SourceState): ReadState {
  const { since, checkedAt, lastGoodAt, newest, listed, stored = 0, failures, trouble, draft, weeks = {}, lists = {} } = state;
  return {
    since,
    ...opt({ checkedAt, lastGoodAt, newest }),
    ...{ listed, stored, weeks, failures },
    ...opt({
      trouble,
      draft: draft && withoutSecretsIn(draft),
      movedTo: Object.values(lists).find((list) => list.movedTo !== undefined)?.movedTo,
      capped: cappedIn(state),
      away: awayIn(state),
    }),
  };
}

type Declared = Pick<
  Source,
  'id' | 'publisher' | 'names' | 'level' | 'kind' | 'every' | 'expect' | 'rights' | 'certainty' | 'evidence' | 'notes' | 'needs'
>;
export type SourceRow = Declared &
  Partial<ReadState> & { readonly url: string; readonly state: SourceCondition | 'unknown'; readonly freshness: Freshness };

function sourceShape(watched: Watched, today: string): SourceRow {
  const { source, state: read } = watched;
  const { id, publisher, names, level, kind, every, listing, expect, rights, certainty, evidence, notes, needs } = source;
  const state = stateOf(watched);
  return {
    ...{ id, publisher, names, level, kind, every, url: withoutSecrets(listing.url), expect, rights },
    ...opt({ certainty, evidence, notes, needs }),
    state,
    ...(read && state !== 'skipped' && state !== 'unknown' && readOf(read)),
    freshness: freshnessOf(watched, today),
  };
}

function sourceTable(all: readonly Watched[], today: string): string {
  const weeks = lastWeeks(today);
  const rows = all.map(({ source, state }) => ({
    id: source.id,
    english: source.names.en,
    chinese: source.names.zh,
    level: source.level,
    every: source.every,
    state: stateOf({ source, ...opt('state', state) }),
    ...opt('newest', state?.newest),
    listed: state?.listed ?? 0,
    stored: state?.stored ?? 0,
    ...Object.fromEntries(weeklyYield(state, today).map((count, n) => [weeks[n], count])),
  }));
  return csvTable(['id', 'english', 'chinese', 'level', 'every', 'state', 'newest', 'listed', 'stored', ...weeks], rows);
}

const sourceGiven = z
  .object({
    id: z.string(),
    names,
    level: text('L0 to L8: who speaks'),
    url: text('Its list'),
    state: text('ok, partial, quiet, suspect, unreachable, refused, unrecognised, skipped or unknown'),
    since: instant('Since when it is in that state').exactOptional(),
    checkedAt: instant('When it was asked last').exactOptional(),
    lastGoodAt: instant('When it answered well last').exactOptional(),
    newest: text('Newest day on its list').exactOptional(),
    draft: anything
      .describe('Of a list that is another page than declared: what the declaration reads (`old`), the one drafted, what that reads')
      .exactOptional(),
    listed: count('Entries on its list').exactOptional(),
    stored: count('Documents that were stored of it').exactOptional(),
    weeks: counts('Pages stored, by ISO week, of the last twelve weeks').exactOptional(),
    freshness: z
      .object({
        days: count('Without news, holidays left out').exactOptional(),
        withinDays: count('Allowed'),
        fresh: z.boolean().exactOptional(),
      })
      .describe('How many days it has been without new entries, and how many its declaration allows'),
  })
  .meta({ id: 'Source', description: 'A list that is watched' });

export const sources = question({
  path: 'sources',
  tag: 'Store',
  words: ['Sources and their states', '来源及其状态'],
  gives: paged(sourceGiven, {}),
  answer: async (_, answers) => ({ all: await answers.sources(), today: answers.today() }),
  json: ({ all, today }) => ({ items: all.map((each) => sourceShape(each, today)) }),
  csv: ({ all, today }) => sourceTable(all, today),
});

export const source = question({
  path: 'sources/:id',
  tag: 'Store',
  example: ({ source }) => ({ id: source }),
  words: ['A source', '一个来源'],
  takes: { id: inPath('Id of a source') },
  gives: sourceGiven
    .extend({
      relevant: count('Documents of it on AI policy'),
      newestDocument: z
        .object({ id: z.string(), title: z.string(), english: z.string(), published: text('Its day').exactOptional() })
        .describe('The newest of them')
        .exactOptional(),
    })
    .meta({ id: 'OneSource' }),
  async answer({ id }, answers) {
    const found = (await answers.sources()).find((each) => each.source.id === id);
    if (!found) throw notFoundProblem('no source with this id');
    const { total, hits } = await answers.documents({ source: id, sort: 'newest', limit: 1, today: answers.today() });
    const [newest] = hits.map(({ id, title, english, published }) => ({ id, title, english, ...opt('published', published) }));
    return { ...sourceShape(found, answers.today()), relevant: total, ...opt('newestDocument', newest) };
  },
});

export const stats = question({
  path: 'stats',
  tag: 'Store',
  words: ['How many documents, sources and digests there are', '文件、来源与周报的数量'],
  gives: z.object({
    documents: count('Documents that are held and relevant'),
    facets,
    sources: z.object({ total: count('Sources'), conditions: counts('How many are in each state') }),
    digests: count('Weeks with a digest'),
  }),
  async answer(_, answers) {
    const { total, facets } = await answers.documents({ limit: 1, today: answers.today() });
    const sources = (await answers.sources()).map(({ state }) => state?.condition ?? 'unknown');
    const conditions: Record<string, number> = {};
    for (const condition of sources) conditions[condition] = (conditions[condition] ?? 0) + 1;
    return { documents: total, facets, sources: { total: sources.length, conditions }, digests: (await answers.weeks()).length };
  },
});

export const coverageTool = tool({
  name: 'coverage',
  takes: { source: said(200, 'Id of a source'), prefix: said(60, 'A series of numbers, as 国办发'), limit: limitOf(30, 8) },
  gives: {
    documents: z.int().exactOptional(),
    unseen: unseenShape,
    missingTexts: things.exactOptional(),
    reportedOnly: things.exactOptional(),
    gaps: things.exactOptional(),
    source: thing.exactOptional(),
  },
  async answer({ source: id, prefix, limit }, answers) {
    const unseen = await readUnseen(answers);
    if (id !== undefined) return { source: await ask(source, { id }, answers), unseen, notHeld: [] };
    const holes = await ask(gaps, { prefix, limit }, answers);
    if (prefix !== undefined) return { gaps: briefly(holes.items, 200), unseen, notHeld: [] };
    const cited = await ask(wanted, { limit }, answers);
    const media = await ask(reported, { limit }, answers);
    const { documents, digests } = await ask(stats, {}, answers);
    return {
      ...{ documents, digests, unseen },
      missingTexts: inShort(cited.items, 3),
      reportedOnly: briefly(media.items, 200),
      gaps: briefly(holes.items, 160),
      notHeld: [
        ...(cited.total ? [`${cited.total} texts that held documents cite are not held.`] : []),
        ...(unseen.notRead > 0 ? [`${unseen.notRead} of ${unseen.sources} sources are not read in full just now.`] : []),
        ...(unseen.neverRead > 0 ? [`${unseen.neverRead} of ${unseen.sources} sources were never read.`] : []),
      ],
    };
  },
});
