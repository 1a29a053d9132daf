import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import { type Hit, orders, type Query, type QueryResult } from '../model/query.ts';
import { count, counts, list, names, paged, text, total } from '../model/shape.ts';
import type { FactKind, SummaryLine } from '../model/summary.ts';
import { addDays, daysBetween } from '../model/time.ts';
import { opt, orEmpty } from '../model/values.ts';
import { themeIds } from '../model/vocabulary.ts';
import { inEnglish, queryHelp, readingOf, renderNearMiss } from '../pages/words/page-view.ts';
import { statusName } from '../pages/words/status-reason.ts';
import { dayOfHit, knownLines, renderPlainIssuers } from '../pages/words/text-name.ts';
import { dateNames, type Say, word } from '../pages/words/words.ts';
import { placeById } from '../registry/places.ts';
import { findPlace } from '../stages/digest/saved-search.ts';
import { tellDuty } from '../stages/english/clause/sentence.ts';
import { readAmount } from '../stages/query/amount.ts';
import { meaningOfQuery, wordsApart } from '../stages/query/meaning.ts';
import { sortInForce } from '../stages/query/order.ts';
import { countSought, unsaidOf } from '../stages/query/sought.ts';
import { isAct } from '../stages/text/acts.ts';
import { csvTable } from './csv.ts';
import { figures } from './figures.ts';
import { readNames, renderUnknown, unknownBeside, unknownNames, unknownNamesShape } from './filter-names.ts';
import { findBackground } from './landmarks.ts';
import { checkFilters, cursor, documentPages, type Filters, filters, limit, nearParameters } from './lists.ts';
import { ask, type Column, type Command, choice, question, RequestProblem, type Terminal, way } from './question.ts';
import { documentShape, facets, knownBeside, knownShape, listed } from './shapes.ts';
import { statusStyles } from './styles.ts';
import { brief, briefly, limitOf, next, readUnseen, said, thing, things, tool, toolCursor, unseenShape, withoutIds } from './tool.ts';

/** Where no document has all words of a query: those that have the most of them, each with what it lacks. */
async function withoutSome(query: Query, answers: Answers): Promise<QueryResult | undefined> {
  const words = wordsApart(orEmpty(query.q));
  for (let lacking = 1; lacking < words.length; lacking += 1) {
    const found = await answers.documents({ ...query, lacking });
    if (found.total === 0) continue;
    const among = found.hits.map(({ id }) => id);
    const asked = words.map((q) => answers.documents({ q, among, limit: among.length, today: query.today }));
    const having = (await Promise.all(asked)).map(({ hits }) => new Set(hits.map(({ id }) => id)));
    return { ...found, hits: found.hits.map((hit) => ({ ...hit, lacks: words.filter((_, n) => having[n]?.has(hit.id) === false) })) };
  }
  return undefined;
}

const mostEnglish = 2;

/** The first of its passages whose sentence rules tell in English, with what that and the next one of these say. */
function inEnglishToo(hit: Hit): Hit {
  const { passage } = hit;
  const english: { readonly says: string; readonly quote: string }[] = [];
  let first: typeof passage;
  for (const each of passage ? [passage, ...(passage.others ?? [])] : []) {
    if (english.length === mostEnglish) break;
    const { sentence: quote = '' } = each;
    const says = tellDuty(quote, hit.status === 'draft');
    if (says === undefined) continue;
    first ??= each;
    english.push({ says, quote });
  }
  return first ? { ...hit, passage: { ...first, english } } : hit;
}

/** That no document has all words of a query, and which of them the first one lacks. */
export const lackingWords = (lacks: readonly string[], say: Say): string =>
  say(`No document has all of these words; missing: ${lacks.join(', ')}.`, `没有文件含有全部检索词；缺：${lacks.join('、')}。`);

export const documents = question({
  path: 'documents',
  tag: 'Documents',
  words: ['Documents that match words and filters', '按检索词与条件列出文件'],
  more:
    'By relevance when words rank, else the newest first: `sort` says in which order they are. ' +
    'Acts that are known and not read stand beside the items, in `known`, and are not counted.',
  example: () => ({ theme: 'compute', sort: 'newest', limit: '5' }),
  takes: { ...filters.shape, limit, cursor },
  gives: paged(listed, {
    ...total,
    sort: z.enum(Object.keys(orders)).describe('The order of the items'),
    facets,
    missing: list('Words that the first item lacks, where no document has all of them; `lacks` of each item says its own').exactOptional(),
    nearest: list(
      'What is found near a query that found nothing: with other words, without a filter, by another kind of date',
    ).exactOptional(),
    read: z
      .object({ as: z.string(), notes: z.string().array() })
      .describe('How the words were read, where they say more than words or could not be read as they stand')
      .exactOptional(),
    ...unknownNamesShape,
    ...knownBeside,
  }),
  async answer({ limit = 20, cursor, ...given }, answers) {
    const checked = await checkFilters(given, answers);
    const pages = documentPages(checked, answers);
    const query = { ...checked, limit, ...pages.passed(cursor), today: answers.today() };
    const [all, known] = await Promise.all([answers.documents(query), answers.known(query)]);
    const nearest = all.total > 0 ? [] : await answers.nearMisses(query);
    const found = all.total > 0 ? all : ((await withoutSome(query, answers)) ?? all);
    const result = { ...found, hits: found.hits.map(inEnglishToo) };
    return { query, result, known, nearest, pages, next: pages.after(query.offset, result) };
  },
  json({ query, result: { total, hits, facets }, known, nearest, next }) {
    const read = readingOf(query.q, inEnglish);
    return {
      items: hits.map(documentShape),
      total,
      sort: sortInForce(query),
      facets,
      ...opt('missing', hits[0]?.lacks),
      ...(nearest.length > 0 && { nearest }),
      ...unknownBeside(query, total),
      ...(read && { read }),
      ...knownShape(known),
      ...next,
    };
  },
});

const columns: readonly Column<Hit>[] = [
  { head: 'document', cell: ({ id }) => id },
  { head: 'date', cell: (hit) => `${word(dateNames, dayOfHit(hit).kind, 'en')} ${dayOfHit(hit).day}`, yields: 4 },
  {
    head: 'status',
    cell: (hit) => statusName(hit, inEnglish),
    yields: 1,
    least: 18,
    wraps: true,
    style: ({ status }) => statusStyles[status],
  },
  { head: 'number', cell: ({ number }) => number, yields: 3, least: 12 },
  { head: 'issued by', cell: renderPlainIssuers, yields: 2, least: 'none' },
];

function print(
  found: Awaited<ReturnType<typeof documents.answer>>,
  { table, titles, mark, indented, paint, today }: Terminal,
): readonly string[] {
  const { query, known, nearest } = found;
  const { total, hits } = found.result;
  const read = readingOf(query.q, inEnglish);
  const order = total > 1 ? `, ${orders[sortInForce(query)].told}` : '';
  const shown = total > hits.length ? `${total} found${order}; the first ${hits.length} shown (--limit)` : `${total} found${order}`;
  return [
    ...(read ? [`Read as: ${read.as}`, ...read.notes] : []),
    ...(hits[0]?.lacks ? [lackingWords(hits[0].lacks, inEnglish)] : []),
    table(columns, hits, (hit) => [
      ...titles(hit),
      ...(hit.passage ? [`… ${hit.passage.before}${mark(hit.passage.hit)}${hit.passage.after} …`] : []),
    ]),
    total === 0 ? `No documents found for "${query.q}".` : shown,
    ...(total > 0 ? [] : unknownNames(query)).map((each) => renderUnknown(each, inEnglish)),
    ...(nearest.length > 0 ? [paint('bold', 'Similar searches')] : []),
    ...nearest.map((near) => `  ${renderNearMiss(near, inEnglish)}: ${near.total} ${near.total === 1 ? 'document' : 'documents'}`),
    ...(known.total > 0
      ? [paint('bold', `Known, not yet read: ${known.total}`), ...known.items.flatMap((act) => indented(knownLines(act, today)))]
      : []),
  ];
}

export const command: Command = {
  words: [['<query...>', 'words, phrases in quotes, fields, or a number; -word excludes', 'q']],
  after: `\nWords:\n${queryHelp.map(([example, says]) => `  ${example}\n      ${says}`).join('\n')}\n`,
  excludes: true,
  ways: [way({ of: documents, limit: [20, 100], print })],
};

const { sort: _sort, ...counted } = filters.shape;
const mostDays = 400;
const steps = ['month', 'day'] as const;
const groups = ['level', 'theme'] as const;

export const timeline = question({
  path: 'timeline',
  tag: 'Documents',
  example: () => ({ theme: 'compute', by: 'level' }),
  words: [
    'How many documents a query finds in each month or on each day, by level or theme; a document of two themes counts in both, `of` is empty for those without',
    '检索所得文件按月或按日、按层级或主题的数量',
  ],
  takes: { ...counted, step: choice(steps, 'What is counted by'), by: choice(groups, 'What each count is of') },
  gives: z.object({
    step: z.enum(steps).describe('What `at` names'),
    by: z.enum(groups).describe('What `of` names'),
    items: z
      .object({
        at: text('The month (2026-11) or day'),
        of: text('The level (L2) or theme; empty for documents without one'),
        count: count('Documents; one of two themes counts in both'),
      })
      .meta({ id: 'TimelineCount' })
      .array()
      .describe('In the order of time; what has no document is left out'),
    ...unknownNamesShape,
  }),
  async answer({ step = 'month', by = 'level', ...given }, answers) {
    const today = answers.today();
    const { to = today, from = addDays(to, 1 - mostDays) } = given;
    if (step === 'day' && daysBetween(from, to) >= mostDays)
      throw new RequestProblem(400, `from: at most ${mostDays} days before "to"`, { parameter: 'from' });
    const query = { ...(await checkFilters(given, answers)), ...(step === 'day' && { from }) };
    const items = await answers.timeline({ ...query, step, by, today });
    return { step, by, items, ...unknownBeside(query, items.length) };
  },
  csv: ({ items }) => csvTable(['at', 'of', 'count'], items),
});

export const provinces = question({
  path: 'provinces',
  tag: 'Documents',
  example: () => ({ theme: 'compute' }),
  words: [
    'How many documents of a query bodies of each province, of its cities and of its districts issued, in all and by theme',
    '检索所得文件按发文省份（含所辖市县）及主题的数量',
  ],
  takes: counted,
  gives: z.object({
    items: z
      .object({
        province: text('Id of the province, municipality or region'),
        names,
        total: count('Documents that its bodies, or bodies of its cities and districts, issued'),
        themes: counts('How many of them have each theme'),
      })
      .meta({ id: 'ProvinceCounts' })
      .array()
      .describe('By id; provinces without a document are left out'),
    ...unknownNamesShape,
  }),
  async answer(given, answers) {
    const checked = await checkFilters(given, answers);
    const found = await answers.provinces({ ...checked, today: answers.today() });
    const items = found.map(({ province, ...counts }) => ({
      province,
      names: { en: placeById(province)?.english ?? province, zh: placeById(province)?.forms[0] ?? province },
      ...counts,
    }));
    return { items, ...unknownBeside(checked, items.length) };
  },
  csv({ items }) {
    const rows = items.map(({ province, names, total, themes }) => ({ province, english: names.en, chinese: names.zh, total, ...themes }));
    return csvTable(['province', 'english', 'chinese', 'total', ...themeIds], rows);
  },
});

/** The filters of every list of documents; names of bodies and places are taken as well as ids. */
const documentFilters = {
  ...filters.shape,
  q: said(
    200,
    'Words in Chinese or English (all must be there), "a phrase in quotes", A OR B, -word to exclude, title:word, or a document number. Chinese words ' +
      'find most, since the texts are Chinese',
  ),
  issuer: said(200, 'The body that issued it: CAC, MIIT, 国家数据局, an id'),
  place: said(200, 'A place that the document names or whose body issued it: beijing, Shenzhen, 广东省'),
  province: said(200, 'A province (or municipality) whose bodies, or those of its cities, issued it: beijing, 广东省'),
};

type Found = Exclude<ReturnType<typeof documents.json>, Response>;
type Listed = Found['items'][number];
type Given = Filters & { readonly limit: number; readonly cursor?: string };

/** `Applies to`, and Chinese: what English does not say. */
const isTold = ({ kind, says }: SummaryLine): boolean => kind === 'sentence' || says.includes(':');

type Named = Pick<Hit, 'id' | 'status' | 'title' | 'lacks'> & { readonly english?: string | { readonly title: string } };

/** How a fact of each kind is asked for. */
const kindWords: Readonly<Record<FactKind, string>> = {
  duty: 'duties obligations requirements 义务',
  prohibition: 'prohibitions bans 禁止',
  target: 'targets goals 目标',
  award: 'support subsidies grants rewards 补贴 奖励',
  sanction: 'fines penalties sanctions 罚款 处罚',
  scope: 'scope 适用范围',
};

/**
 * What hits say in English, by id: first what has most of the words asked for that their titles lack, which are those `asked` for; where the
 * title has them all, or one of several to choose from, duties, targets, promises and numbers. `lacks`: of the words that its text lacks those that no fact says either.
 */
export async function tell(hits: readonly Named[], q: string | undefined, answers: Answers) {
  const sought = meaningOfQuery(orEmpty(q))?.sought ?? [];
  const hasChoice = / OR /.test(orEmpty(q));
  const facts = await answers.feedFacts(hits);
  return new Map(
    hits.flatMap(({ id, title, english = '', lacks = [] }) => {
      const of = facts.get(id);
      if (!of) return [];
      const unsaid = unsaidOf(sought, `${title} ${typeof english === 'string' ? english : english.title}`);
      const isSaid = unsaid.length === 0 || (hasChoice && unsaid.length < sought.length);
      const ranked = of.summary.map((line) => {
        const { says, quote, fact } = line;
        const words = `${says} ${quote} ${fact ? kindWords[fact.kind] : ''}`;
        return {
          line,
          words,
          found: !isTold(line) ? -1 : isSaid ? Number(fact !== undefined || /\d/.test(says)) : countSought(unsaid, words),
        };
      });
      const lacking = lacks.filter((each) => !ranked.some(({ words }) => countSought([[{ words: each }]], words) > 0));
      if (q !== undefined) ranked.sort((a, b) => b.found - a.found);
      const most = Math.max(1, ranked[0]?.found ?? 0);
      const asked = ranked.filter(({ found }) => found === most).length;
      return [[id, { ...of, summary: ranked.map(({ line }) => line), asked, lacks: lacking }]] as const;
    }),
  );
}

/** Facts of the first hits, where words say which are wanted and where none do, and of the others: the document has all. */
const mostFacts = { sought: 4, any: 6, later: 3 } as const;
const firstHits = 2;

/** What a hit says in English, each fact with its quote; and how long comments are still open. */
async function withFacts(hits: readonly Listed[], q: string | undefined, answers: Answers) {
  const told = await tell(hits, q, answers);
  const today = answers.today();
  return hits.map(({ authority: _authority, firstSeenAt, lacks: _lacks, ...hit }, at) => {
    const each = withoutIds(hit) as typeof hit;
    const { id, title, english, type, status, url, dates } = each;
    const until = dates['commentBy']?.value;
    const left = until !== undefined && until >= today ? daysBetween(today, until) : undefined;
    const { summary = [], asked = 0, withdrawnAt, lacks = [] } = told.get(id) ?? {};
    const facts = summary
      .slice(0, q === undefined ? summary.length : asked)
      .slice(0, mostFacts[at >= firstHits ? 'later' : q === undefined ? 'any' : 'sought'])
      .map(({ says, quote }) => ({ says, quote: brief(quote, 160) }));
    return {
      ...{ id, title, ...opt('english', english), type, status, url, dates },
      ...each,
      firstSeenAt,
      ...opt({ commentDaysLeft: left, withdrawnAt }),
      facts,
      ...(lacks.length > 0 && { lacks }),
    };
  });
}

function missingOf(
  { total, facets, known = [], nearest = [], unknown = [] }: Found,
  missing: readonly string[] = [],
  q?: string,
): readonly string[] {
  const acts = Object.entries(facets.type).some(([type, count]) => count > 0 && isAct(type as Parameters<typeof isAct>[0]));
  return [
    ...(total === 0 ? [`No held document matches${q === undefined ? ' these filters' : ''}. That does not prove that none exists.`] : []),
    ...unknown.map((each) => `${renderUnknown(each, inEnglish)}.`),
    ...(missing.length > 0 ? [lackingWords(missing, inEnglish)] : []),
    ...(total > 0 && !acts ? ['No official act is among the hits: they are reports, interpretations or analyses only.'] : []),
    ...(known.length > 0 ? [`${known.length} acts under "known" are known from catalogues; their texts are not held.`] : []),
    ...(nearest.length > 0 ? ['Items under "nearest" match less than was asked for: `says` tells what is otherwise.'] : []),
  ];
}

const mostNearest = 4;

/** What is asked otherwise and finds something, the documents of the first of these with it; where nothing holds all that was asked for. */
async function nearestHits(
  nearest: NonNullable<Found['nearest']>,
  { limit: _limit, cursor: _cursor, ...filters }: Given,
  answers: Answers,
) {
  return Promise.all(
    nearest.slice(0, mostNearest).map(async ({ total, ...miss }, at) => {
      const says = renderNearMiss(miss, inEnglish);
      if (at > 0) return { says, ...miss, total };
      const { items } = await ask(documents, { ...nearParameters(filters, miss), limit: 3 }, answers);
      const named = items.map(({ id, title, english, type, status, url }) => ({
        id,
        title,
        ...opt('english', english),
        type,
        status,
        url,
      }));
      return { says, ...miss, total, items: named };
    }),
  );
}

const mostKnown = 4;
const mostCounted = 6;
const mostOf = (all: Found['facets']) =>
  Object.fromEntries(Object.entries(all).map(([of, counts]) => [of, Object.fromEntries(Object.entries(counts).slice(0, mostCounted))]));
const ofAct = ({ themes: _themes, checked: _checked, ...act }: NonNullable<Found['known']>[number]) => act;

export const searchTool = tool({
  name: 'search',
  takes: { ...documentFilters, limit: limitOf(20, 8), cursor: toolCursor },
  gives: {
    total: z.int(),
    items: things,
    counts: thing.describe('How many of all hits by type, status, level, theme and issuer'),
    known: things.exactOptional(),
    background: things.exactOptional().describe('What a backgrounder of 27 September 2026 states; no document of the store'),
    nearest: things.exactOptional().describe('What is found when one thing is asked otherwise (`says`): other words, or without a filter'),
    figures: thing
      .exactOptional()
      .describe('Of a query like "fines above 1 million": figures of that kind; the tool `figures` has all (`of`)'),
    unseen: unseenShape,
    next,
  },
  async answer({ province, ...rest }, answers) {
    const given = { ...readNames(rest), ...opt('province', province && (findPlace(province) ?? province)) };
    const read = await ask(documents, given, answers);
    const { total, facets, known = [], nearest = [], next } = read;
    const near = await nearestHits(nearest, given, answers);
    const amount = readAmount(orEmpty(rest.q));
    const items = await withFacts(read.items, rest.q, answers);
    const background = rest.q === undefined ? [] : findBackground(rest.q).slice(0, total > 0 ? 1 : undefined);
    return {
      total,
      items,
      counts: mostOf(facets),
      ...(known.length > 0 && { known: briefly(known.slice(0, total > 0 ? 1 : mostKnown).map(ofAct), 200) }),
      ...(background.length > 0 && { background }),
      ...(near.length > 0 && { nearest: near }),
      ...(amount && { figures: { of: amount, ...(await ask(figures, { ...amount, limit: 5 }, answers)) } }),
      unseen: await readUnseen(answers, given.issuer),
      notHeld: missingOf(read, items[0]?.lacks, rest.q),
      ...opt('next', next),
    };
  },
});
