import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import type { CitationLine } from '../model/citations.ts';
import type { DraftPair, Hit, SortKey, WindowQuery } from '../model/query.ts';
import { dated, day, paged, total } from '../model/shape.ts';
import { addDays, isDay, wholeDays } from '../model/time.ts';
import { opt } from '../model/values.ts';
import { localeOf, renderTimeLeft } from '../pages/words/days.ts';
import { inEnglish } from '../pages/words/page-view.ts';
import { renderPlainIssuers, renderPlainTextName } from '../pages/words/text-name.ts';
import { dateNames, word } from '../pages/words/words.ts';
import { takesEffect } from '../stages/text/acts.ts';
import { readNames, renderUnknown, unknownBeside, unknownNamesShape } from './filter-names.ts';
import { checkFilters, cursor, documentPages, type Filters, filters, keyedPagesOf, limit, spanOf } from './lists.ts';
import { ask, type Column, type Command, choice, countOf, parameters, question, RequestProblem, type Terminal, way } from './question.ts';
import { documentShape, englishShape, listed } from './shapes.ts';
import { briefly, limitOf, next, none, readUnseen, said, things, tool, toolCursor, unseenShape, withoutIds } from './tool.ts';

/** Days that matter: ends of comment periods, days of effect and last days of acts, whole days in Beijing. */
export type Occasion = {
  readonly kind: 'commentBy' | 'effective' | 'expires';
  readonly day: string;
  readonly hit: Hit;
} & Outcome;

/** What becomes of a call. */
const outcomes = {
  final: ['Final text', '正式文本'],
  results: ['Report on the comments', '意见情况公布'],
  extended: ['Last day put off by', '延期公告'],
} as const;
type Told = DraftPair['final'] & { readonly days?: number };
/** `silentDays`: since it closed, where nothing is held of what became of it. */
type Outcome = { readonly [K in keyof typeof outcomes]?: Told } & { readonly silentDays?: number };

export const calendarFilters = filters.omit({ date: true, sort: true }).extend(spanOf('of the days that matter'));
export const calendarKinds = { comment: 'commentBy', effective: 'effective', expires: 'expires' } as const;
export type CalendarKind = keyof typeof calendarKinds;
const state = choice(['open', 'closed'], 'Of comment periods alone');
export const withKind = calendarFilters.extend({ kind: choice(['comment', 'effective', 'expires']), state });
export type CalendarFilters = z.output<typeof withKind>;

type Ask = Pick<Answers, 'documents' | 'today'> & { readonly register: Pick<Answers['register'], 'pairsOf' | 'citations'> };

const pageSize = 100;
const mostPages = 5;

/** Occasions from `from` (else today) on, the soonest first, at most 500; the index orders them, and knows the final texts of drafts. */
export async function occasions(kind: Occasion['kind'], given: Filters, answers: Ask): Promise<readonly Occasion[]> {
  const { from = answers.today(), ...rest } = given;
  const found: Occasion[] = [];
  const query = { ...rest, from, date: kind, sort: 'soonest' as const, limit: pageSize, today: answers.today() };
  let after: SortKey | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { hits, keys, more } = await answers.documents({ ...query, ...opt('after', after) });
    for (const hit of hits) {
      const day = hit[kind];
      const due = kind === 'commentBy' || takesEffect(hit.status);
      if (due && day !== undefined && isDay(day)) found.push({ kind, day, hit });
    }
    after = keys.at(-1);
    if (!more || after === undefined) break;
  }
  const ordered = found.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.hit.id < b.hit.id ? -1 : 1));
  return kind === 'commentBy' && ordered.length > 0 ? withOutcomes(ordered, answers) : ordered;
}

const mostCiting = 300;
const onComments = /(?:采纳|反馈|处理|征集|征求)?意见(?:建议)?的?(?:采纳|反馈|处理|征集)?(?:情况|结果)/;
const ofPeriod = /意见|截止/;

async function withOutcomes(all: readonly Occasion[], { register, today }: Ask): Promise<readonly Occasion[]> {
  const ids = all.map(({ hit }) => hit.id);
  const [pairs, { items }] = await Promise.all([register.pairsOf(ids), register.citations({ of: ids, limit: mostCiting })]);
  const finals = new Map(pairs.map(({ draft, final }) => [draft.id, { ...final, ...opt({ days: wholeDays(draft.day, final.day) }) }]));
  const known = all.map((each): Occasion => {
    const { id } = each.hit;
    const citing = items.filter(({ from, candidates }) => from.id !== id && candidates.some((held) => held.id === id));
    const told = (says: (line: CitationLine) => boolean): Told | undefined => {
      const from = citing.findLast(says)?.from;
      return from && { id: from.id, title: from.title, english: from.english, day: from.day };
    };
    const final = finals.get(id);
    const results = told(({ from }) => !from.draft && onComments.test(from.title));
    const extended = told(({ relation, from, quote }) => relation === 'extends' && ofPeriod.test(from.title + quote));
    return { ...each, ...opt({ final, results, extended, silentDays: final || results ? undefined : daysSince(each.day, today()) }) };
  });
  // The notice that puts the day off is no call of its own beside the one that it is about.
  const notices = new Set(known.flatMap(({ extended }) => extended?.id ?? []));
  return known.filter(({ hit }) => !notices.has(hit.id));
}

/** Undefined until the day is over. */
export function daysSince(day: string, today: string): number | undefined {
  const days = wholeDays(day, today);
  return days === undefined || days <= 0 ? undefined : days;
}

export const outcomeOf = (occasion: Occasion) =>
  Object.entries(outcomes).flatMap(([part, name]) => {
    const of = occasion[part as keyof typeof outcomes];
    return of ? [{ name, of }] : [];
  });

type Period = { readonly state?: CalendarFilters['state'] | undefined; readonly from?: string; readonly to?: string };

/** The days on which periods of a state end: open ones from today on, closed ones of the year before where nothing else is asked for. */
function daysOf({ state, from, to }: Period, today: string, back = 365): Omit<Period, 'state'> {
  if (state === 'open') return { from: from === undefined || from < today ? today : from, ...opt({ to }) };
  if (state === undefined) return opt({ from, to });
  const last = to === undefined || to >= today ? addDays(today, -1) : to;
  return { from: from ?? addDays(last, 1 - back), to: last };
}

/** The last to close first. */
export const closedCalls = async (given: Filters, answers: Ask, back?: number): Promise<readonly Occasion[]> =>
  (await occasions('commentBy', { ...given, ...daysOf({ ...given, state: 'closed' }, answers.today(), back) }, answers)).toReversed();

const occasion = z.object({
  day: day('The day that matters, in Beijing'),
  kind: z.enum(['comment', 'effective', 'expires', 'application', 'objection']),
});
const closing = occasion.extend({
  ...listed.shape,
  final: dated.extend({ days: z.int().exactOptional() }).describe('The final text of a draft').exactOptional(),
  results: dated.describe('What was published about the comments').exactOptional(),
  extended: dated.describe('The notice that put its last day off').exactOptional(),
  silentDays: z.int().describe('Days since it closed, where neither a final text nor a report on the comments is held').exactOptional(),
});
const period = occasion.extend({
  id: z.string(),
  title: z.string(),
  english: z.object({ title: z.string() }).exactOptional(),
  from: z.string().exactOptional(),
  time: z.string().exactOptional(),
  quote: z.string(),
});
const kindOf = ({ kind }: Occasion): CalendarKind => (kind === 'commentBy' ? 'comment' : kind);

const stateAlone = () => new RequestProblem(400, 'state: of kind=comment alone', { parameter: 'state' });

/** Comment periods or days of effect from a day on; application and objection periods when asked for, kept apart from consultations. */
export const calendar = question({
  path: 'calendar',
  tag: 'Calendar',
  words: ['Days that matter, from today or `from` on', '自今日或`from`起的重要日期'],
  more: 'Ends of comment periods (also without `kind`), days of effect or last days of acts. Times to apply or to object take `from`, `to`, `theme`, `issuer` and `place` alone.',
  example: () => ({ kind: 'comment', limit: '5' }),
  takes: {
    kind: choice(['comment', 'effective', 'expires', 'application', 'objection'], 'Which days'),
    state,
    ...calendarFilters.shape,
    limit,
    cursor,
  },
  gives: paged(z.union([closing, period]), { ...total, ...unknownNamesShape }),
  async answer({ kind = 'comment', limit = 100, cursor, ...given }, answers, { search }) {
    const { state, ...filters } = await checkFilters(given, answers);
    const unknownIn = (count: number) => ({ unknown: unknownBeside(filters, count) });
    if (state !== undefined && kind !== 'comment') throw stateAlone();
    const { from = answers.today(), ...rest } = { ...filters, ...daysOf({ ...filters, state }, answers.today()) };
    if (kind === 'application' || kind === 'objection') {
      parameters(search, ['kind', 'from', 'to', 'theme', 'issuer', 'place', 'limit', 'cursor']);
      const { to, theme, issuer, place } = rest;
      const narrowed = opt({ to, theme, issuer, place });
      const found = await windowList({ kind, from, ...narrowed, limit }, cursor, answers);
      return { ...found, ...unknownIn(found.total) };
    }
    const date = calendarKinds[kind];
    const pages = documentPages({ ...rest, from, date }, answers);
    const { offset, after } = pages.passed(cursor);
    const all = await occasions(date, { ...rest, from }, answers);
    const left = after
      ? all.filter(({ day, hit }) => day > String(after[0]) || (day === after[0] && hit.id > after[2]))
      : all.slice(offset);
    const shown = left.slice(0, limit);
    const keys = shown.map(({ day, hit }) => [day, '', hit.id] as const);
    return { shown, total: all.length, next: pages.after(offset, { keys, more: left.length > shown.length }), ...unknownIn(all.length) };
  },
  json({ shown, total, next, unknown }) {
    const items = shown.map((each) => {
      if (!('hit' in each)) return each;
      const { hit, ...occasion } = each;
      return { ...occasion, kind: kindOf(each), ...documentShape(hit) };
    });
    return { items, total, ...unknown, ...next };
  },
});

async function windowList(query: WindowQuery, cursor: string | undefined, answers: Answers) {
  const { limit, ...named } = query;
  const pages = keyedPagesOf(`windows ${JSON.stringify(named)}`, answers);
  const passed = pages.passed(cursor);
  const { total, items, ...page } = await answers.register.windows({ ...query, ...passed });
  const shown = items.map(({ until, document: { id, title, english }, n: _n, ...period }) => ({
    ...period,
    day: until,
    id,
    title,
    ...englishShape({ title: english }, { title }),
  }));
  return { shown, total, next: pages.after(passed.offset, page) };
}

const columnsOn = (today: string): readonly Column<Occasion>[] => [
  { head: 'day', cell: ({ day }) => day },
  { head: 'what', cell: ({ kind }) => word(dateNames, kind, 'en') },
  {
    head: 'left',
    cell: ({ kind, day }) => (kind === 'commentBy' ? renderTimeLeft(day, today, localeOf('en').say) : undefined),
    style: ({ day }) => (day >= today ? 'yellow' : 'dim'),
  },
  { head: 'document', cell: ({ hit }) => hit.id },
  { head: 'issued by', cell: ({ hit }) => renderPlainIssuers(hit), yields: 1, least: 12 },
];

function underOccasion(occasion: Occasion, { titles }: Terminal): readonly string[] {
  const { kind, hit, silentDays } = occasion;
  if (kind !== 'commentBy') return titles(hit);
  return [
    ...titles(hit),
    ...(hit.participate ?? []).map(({ by, to }) => `by ${by}: ${to}`),
    ...outcomeOf(occasion).map(({ name, of }) => {
      const after = of.days === undefined ? '' : `, ${countOf(of.days, 'day')} after the draft`;
      return `${name[0].toLowerCase()}: ${renderPlainTextName(of)} [${of.id}]${after}`;
    }),
    ...(silentDays === undefined ? [] : [`closed ${countOf(silentDays, 'day')} ago, no final act seen`]),
  ];
}

/** Without a kind, all days of documents: a person looks for what is next. */
export const command: Command = {
  ways: [
    way({
      of: calendar,
      choices: { kind: Object.keys(calendarKinds) },
      limit: [1_500, 1_500],
      async answer({ kind, ...given }, answers) {
        const { limit: _limit, cursor: _cursor, state, ...filters } = await checkFilters(given, answers);
        if (state !== undefined && (kind ?? 'comment') !== 'comment') throw stateAlone();
        const only = state === undefined ? kind : 'comment';
        const kinds = only === undefined ? Object.values(calendarKinds) : [calendarKinds[only as CalendarKind]];
        const chosen = { ...filters, ...daysOf({ ...filters, state }, answers.today()) };
        const shown = (await Promise.all(kinds.map((each) => occasions(each, chosen, answers)))).flat();
        return { shown, total: shown.length, next: {}, unknown: unknownBeside(filters, shown.length) };
      },
      print({ shown, unknown: { unknown = [] } }, terminal) {
        const rows = shown
          .flatMap((each) => ('hit' in each ? [each] : []))
          .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
        return [
          terminal.table(columnsOn(terminal.today), rows, (each) => underOccasion(each, terminal)),
          rows.length === 0 ? 'Nothing in the calendar from that day on.' : countOf(rows.length, 'day'),
          ...unknown.map((each) => renderUnknown(each, inEnglish)),
        ];
      },
    }),
  ],
};

export const deadlinesTool = tool({
  name: 'deadlines',
  takes: {
    ...calendar.takes.pick({ kind: true, state: true, from: true, to: true, theme: true }).shape,
    issuer: said(200, 'The body that issued the document'),
    place: said(200, 'A place that it names or whose body issued it'),
    limit: limitOf(30, 15),
    cursor: toolCursor,
  },
  gives: { items: things, total: z.int(), unseen: unseenShape, next },
  async answer(asked, answers) {
    const given = readNames(asked);
    const { unknown = [], ...found } = await ask(calendar, given, answers);
    const items = found.items.map((each) => briefly(withoutIds(each), 240));
    return {
      ...found,
      items,
      unseen: await readUnseen(answers, given.issuer),
      notHeld: [...none(found.total, 'such a day from that day on'), ...unknown.map((each) => `${renderUnknown(each, inEnglish)}.`)],
    };
  },
});
