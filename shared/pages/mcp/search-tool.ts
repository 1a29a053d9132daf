import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { narrowingFilters } from '../../model/query.ts';
import { daysBetween } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { documentTypes, statuses, themeIds } from '../../model/vocabulary.ts';
import { isAct } from '../../stages/text/acts.ts';
import { closedFilters, type Filters } from '../web/filters.ts';
import { nearParameters } from '../web/near.ts';
import { renderNearMiss } from '../words/query-words.ts';
import { levelNames } from '../words/words.ts';
import { askApi } from './ask-api.ts';
import { findBackground } from './landmarks-tool.ts';
import { issuerIdOf, placeIdOf } from './names.ts';
import { brief, briefly, within } from './plain.ts';
import { cursor, limitOf, next, said, thing, things, tool } from './tool.ts';
import { readUnseen, unseenShape } from './unseen.ts';

const day = (says: string) => said(10, says);

const levelWords = Object.entries(levelNames)
  .map(([id, [english]]) => `${id} ${english}`)
  .join('; ');

/** The filters of every list of documents; names of bodies and places are taken as well as ids. */
const documentFilters = {
  q: said(
    200,
    'Words in Chinese or English (all must be there), "a phrase in quotes", A OR B, -word to exclude, title:word, or a document number. Chinese words ' +
      'find most, since the texts are Chinese',
  ),
  theme: z.enum(themeIds).exactOptional(),
  issuer: said(200, 'The body that issued it: CAC, MIIT, 国家数据局, an id'),
  place: said(200, 'A place that the document names or whose body issued it: beijing, Shenzhen, 广东省'),
  province: said(200, 'A province (or municipality) whose bodies, or those of its cities, issued it: beijing, 广东省'),
  level: z.enum(closedFilters.level).exactOptional().describe(levelWords),
  type: z.enum(documentTypes).exactOptional(),
  status: z.enum(statuses).exactOptional(),
  source: said(200, 'Id of a source'),
  entity: said(200, 'Id of a landmark, company or body that the document names'),
  from: day('First day, 2026-11-01, of the kind of date named by `date`'),
  to: day('Last day'),
  date: z.enum(closedFilters.date).exactOptional().describe('Which kind of date `from` and `to` mean'),
  sort: z.enum(closedFilters.sort).exactOptional(),
};

const hit = z.looseObject({
  id: z.string(),
  title: z.string().describe('Official title, in the words of the source'),
  english: thing.exactOptional().describe('Absent where the title has no English'),
  type: z.string(),
  status: z.string(),
  url: z.string().describe('Official address'),
  dates: z.record(z.string(), thing).describe('By kind: signed, published, effective, commentFrom, commentBy, expires'),
});
/** The fields of `NearMiss` (model/query.ts): what is asked otherwise is words, a filter or a kind of date, so none of them is always there. */
const near = z.looseObject({
  kind: z.enum(['words', 'spelling', 'filter', 'date']),
  q: z.string().exactOptional(),
  without: z.enum(['filters', 'days', ...narrowingFilters]).exactOptional(),
  date: z.enum(closedFilters.date).exactOptional(),
  total: z.int(),
});
const found = z.looseObject({
  items: hit.array(),
  total: z.int(),
  facets: z.looseObject({ type: z.record(z.string(), z.int()) }),
  next: z.string().exactOptional(),
  nearest: near.array().exactOptional(),
  known: thing.array().exactOptional(),
});
type Found = z.output<typeof found>;
type Given = Filters & { readonly limit: number; readonly cursor?: string };

const factsTold = 6;

/** What a hit says in English, each fact with its quote; and how long comments are still open. */
async function withFacts(hits: Found['items'], answers: Answers) {
  const told = await answers.feedFacts(hits.map(({ id, status }) => ({ id, status })) as Parameters<Answers['feedFacts']>[0]);
  const today = answers.today();
  return hits.map(({ coverage: _coverage, entityIds: _entities, sourceIds: _sources, firstSeenAt, ...each }) => {
    const until = each.dates['commentBy']?.['value'];
    const left = typeof until === 'string' && until >= today ? daysBetween(today, until) : undefined;
    const { summary = [], withdrawnAt } = told.get(each.id) ?? {};
    const facts = summary.slice(0, factsTold).map(({ says, quote }) => ({ says, quote: brief(quote, 160) }));
    return {
      ...each,
      firstSeenAt,
      ...opt('commentDaysLeft', left),
      ...opt('withdrawnAt', withdrawnAt),
      facts,
      page: `/documents/${each.id}`,
    };
  });
}

/** What the hits do not answer, in words. */
function missingOf({ total, facets, known = [], nearest = [] }: Found, q: string | undefined): readonly string[] {
  const acts = Object.entries(facets.type).some(([type, count]) => count > 0 && isAct(type as Parameters<typeof isAct>[0]));
  return [
    ...(total === 0 ? [`No held document matches${q === undefined ? ' these filters' : ''}. That does not prove that none exists.`] : []),
    ...(total > 0 && !acts ? ['No official act is among the hits: they are reports, interpretations or analyses only.'] : []),
    ...(known.length > 0 ? [`${known.length} acts under "known" are known from catalogues; their texts are not held.`] : []),
    ...(nearest.length > 0 ? ['Items under "nearest" match less than was asked for: `says` tells what is otherwise.'] : []),
  ];
}

const nearestTold = 4;

/** What is asked otherwise and finds something, the documents of the first of these with it; where nothing holds all that was asked for. */
async function nearestHits(
  nearest: NonNullable<Found['nearest']>,
  { limit: _limit, cursor: _cursor, ...filters }: Given,
  answers: Answers,
) {
  return Promise.all(
    nearest.slice(0, nearestTold).map(async ({ total, ...miss }, at) => {
      const says = renderNearMiss(miss, (english) => english);
      if (at > 0) return { says, ...miss, total };
      const { items } = await askApi({ path: 'documents', given: { ...nearParameters(filters, miss), limit: 3 } }, answers, found);
      const told = items.map(({ id, title, english, type, status, url }) => ({ id, title, ...opt('english', english), type, status, url }));
      return { says, ...miss, total, items: told };
    }),
  );
}

export const searchTool = tool({
  name: 'search',
  title: 'Search documents',
  says:
    'Documents on Chinese AI policy by words and filters, best first (or newest first without words): official title and number, English title, ' +
    'issuers, type, status, dates by kind, ' +
    'official address, the passage found, and facts in English, each with its Chinese quote. Acts known from catalogues whose text is not held stand ' +
    'under `known`, what a backgrounder states under `background`. ' +
    '`notHeld` says what is missing: nothing found here never proves that nothing exists; `unseen` names sources that could not be read.',
  takes: { ...documentFilters, limit: limitOf(20, 8), cursor },
  gives: {
    total: z.int(),
    items: things,
    counts: thing.describe('How many of all hits by type, status, level, theme and issuer'),
    known: things.exactOptional(),
    background: things.exactOptional().describe('What a backgrounder of 27 September 2026 states; no document of the store'),
    nearest: things.exactOptional().describe('What is found when one thing is asked otherwise (`says`): other words, or without a filter'),
    unseen: unseenShape,
    next,
  },
  answer: ({ limit, issuer, place, province, ...rest }, answers) =>
    within(limit, async (most) => {
      const given = {
        ...rest,
        ...opt('issuer', issuer && issuerIdOf(issuer)),
        ...opt('place', place && placeIdOf(place)),
        ...opt('province', province && placeIdOf(province)),
        limit: most,
      };
      const read = await askApi({ path: 'documents', given }, answers, found);
      const { items, total, facets, known = [], nearest = [], next } = read;
      const near = await nearestHits(nearest, given, answers);
      const background = rest.q === undefined ? [] : findBackground(rest.q);
      return {
        total,
        items: await withFacts(items, answers),
        counts: facets,
        ...(known.length > 0 && { known: briefly(known.slice(0, 6), 200) }),
        ...(background.length > 0 && { background }),
        ...(near.length > 0 && { nearest: near }),
        unseen: await readUnseen(answers, given.issuer),
        notHeld: missingOf(read, rest.q),
        ...opt('next', next),
      };
    }),
});
