import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import type { DraftPair, Hit, SortKey, WindowQuery } from '../model/query.ts';
import { dated, day, paged, total } from '../model/shape.ts';
import { addDays, isDay, wholeDays } from '../model/time.ts';
import { opt } from '../model/values.ts';
import { themeIds } from '../model/vocabulary.ts';
import { localeOf, renderTimeLeft } from '../pages/words/days.ts';
import { renderPlainIssuers, renderPlainTextName } from '../pages/words/text-name.ts';
import { dateNames, word } from '../pages/words/words.ts';
import { takesEffect } from '../stages/text/acts.ts';
import { checkFilters, cursor, documentPages, type Filters, filters, keyedPagesOf, limit } from './lists.ts';
import { ask, type Column, type Command, choice, countOf, parameters, question, type Terminal, way } from './question.ts';
import { documentShape, englishShape, listed } from './shapes.ts';
import {
  briefly,
  issuerIdOf,
  limitOf,
  next,
  none,
  placeIdOf,
  readUnseen,
  said,
  shortened,
  things,
  tool,
  toolCursor,
  toolDay,
  unseenShape,
  within,
} from './tool.ts';

/** Days that matter: ends of comment periods, days of effect and last days of acts, whole days in Beijing. */
export type Occasion = {
  readonly kind: 'commentBy' | 'effective' | 'expires';
  readonly day: string;
  readonly hit: Hit;
  readonly final?: DraftPair['final'] & { readonly days?: number };
};

export const calendarFilters = filters.omit({ date: true, sort: true });
export const calendarKinds = { comment: 'commentBy', effective: 'effective', expires: 'expires' } as const;
export type CalendarKind = keyof typeof calendarKinds;
export const withKind = calendarFilters.extend({ kind: choice(['comment', 'effective', 'expires']) });
export type CalendarFilters = z.output<typeof withKind>;

type Ask = Pick<Answers, 'documents' | 'today'> & { readonly register: Pick<Answers['register'], 'pairsOf'> };

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
  return kind === 'commentBy' && ordered.length > 0 ? withFinals(ordered, answers) : ordered;
}

async function withFinals(all: readonly Occasion[], { register }: Ask): Promise<readonly Occasion[]> {
  const finals = new Map((await register.pairsOf(all.map(({ hit }) => hit.id))).map(({ draft, final }) => [draft.id, { draft, final }]));
  return all.map((each) => {
    const pair = finals.get(each.hit.id);
    return pair ? { ...each, final: { ...pair.final, ...opt('days', wholeDays(pair.draft.day, pair.final.day)) } } : each;
  });
}

export async function closedCalls(given: Filters, answers: Ask): Promise<readonly Occasion[]> {
  const yesterday = addDays(answers.today(), -1);
  const { from = addDays(yesterday, -59), to, ...rest } = given;
  const last = to === undefined || to > yesterday ? yesterday : to;
  return from > last ? [] : (await occasions('commentBy', { ...rest, from, to: last }, answers)).toReversed();
}

/** How long ago a call closed without a final text that is held; undefined while it is open, or when there is one. */
export function daysWithoutFinal({ day, final }: Pick<Occasion, 'day' | 'final'>, today: string): number | undefined {
  const days = final ? undefined : wholeDays(day, today);
  return days === undefined || days <= 0 ? undefined : days;
}

const occasion = z.object({
  day: day('The day that matters, in Beijing'),
  kind: z.enum(['comment', 'effective', 'expires', 'application', 'objection']),
});
const closing = occasion.extend({
  ...listed.shape,
  final: dated.extend({ days: z.int().exactOptional() }).describe('The final text of a draft').exactOptional(),
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

/** Comment periods or days of effect from a day on; application and objection periods when asked for, kept apart from consultations. */
export const calendar = question({
  path: 'calendar',
  tag: 'Calendar',
  words: ['Days that matter, from today or `from` on', '自今日或`from`起的重要日期'],
  more: 'Ends of comment periods, days of effect or last days of acts. Times to apply or to object take `from`, `to`, `theme`, `issuer` and `place` alone.',
  example: () => ({ kind: 'comment', limit: '5' }),
  takes: {
    kind: choice(['comment', 'effective', 'expires', 'application', 'objection'], 'Which days'),
    ...calendarFilters.shape,
    limit,
    cursor,
  },
  gives: paged(z.union([closing, period]), total),
  async answer({ kind = 'comment', limit = 100, cursor, ...given }, answers, { search }) {
    const { from = answers.today(), ...rest } = await checkFilters(given, answers);
    if (kind === 'application' || kind === 'objection') {
      parameters(search, ['kind', 'from', 'to', 'theme', 'issuer', 'place', 'limit', 'cursor']);
      const { to, theme, issuer, place } = rest;
      const narrowed = opt({ to, theme, issuer, place });
      return windowList({ kind, from, ...narrowed, limit }, cursor, answers);
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
    return { shown, total: all.length, next: pages.after(offset, { keys, more: left.length > shown.length }) };
  },
  json({ shown, total, next }) {
    const items = shown.map((each) =>
      'hit' in each ? { day: each.day, kind: kindOf(each), ...documentShape(each.hit), ...opt('final', each.final) } : each,
    );
    return { items, total, ...next };
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

function underOccasion(occasion: Occasion, { today, titles }: Terminal): readonly string[] {
  const { kind, day, hit, final } = occasion;
  if (kind !== 'commentBy') return titles(hit);
  const over = daysWithoutFinal(occasion, today);
  const between = final?.days === undefined ? '' : `, ${countOf(final.days, 'day')} after the draft`;
  const became = final && `final text: ${renderPlainTextName(final)} [${final.id}]${between}`;
  return [
    ...titles(hit),
    ...(hit.participate ?? []).map(({ by, to }) => `by ${by}: ${to}`),
    ...(day < today ? [became ?? `closed ${countOf(over ?? 0, 'day')} ago, no final act seen`] : []),
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
        const kinds = kind === undefined ? Object.values(calendarKinds) : [calendarKinds[kind as CalendarKind]];
        const { limit: _limit, cursor: _cursor, ...filters } = await checkFilters(given, answers);
        const shown = (await Promise.all(kinds.map((each) => occasions(each, filters, answers)))).flat();
        return { shown, total: shown.length, next: {} };
      },
      print({ shown }, terminal) {
        const rows = shown
          .flatMap((each) => ('hit' in each ? [each] : []))
          .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
        return [
          terminal.table(columnsOn(terminal.today), rows, (each) => underOccasion(each, terminal)),
          rows.length === 0 ? 'Nothing in the calendar from that day on.' : countOf(rows.length, 'day'),
        ];
      },
    }),
  ],
};

export const calendarTool = tool({
  name: 'calendar',
  title: 'What is due',
  says:
    'Days to come (or from `from` on): ends of comment periods, days of effect, last days of acts, times to apply or to object, the soonest first, ' +
    'each with the document that states it. ' +
    'Nothing here means that no held document states such a day.',
  takes: {
    kind: z.enum(['comment', 'effective', 'expires', 'application', 'objection']).default('comment'),
    ...{ from: toolDay, to: toolDay, theme: z.enum(themeIds).exactOptional() },
    issuer: said(200, 'The body that issued the document'),
    place: said(200, 'A place that it names or whose body issued it'),
    ...{ limit: limitOf(30, 15), cursor: toolCursor },
  },
  gives: { items: things, total: z.int(), unseen: unseenShape, next },
  answer: ({ limit, issuer, place, ...rest }, answers) =>
    within(limit, async (most) => {
      const given = { ...rest, ...opt({ issuer: issuer && issuerIdOf(issuer), place: place && placeIdOf(place) }), limit: most };
      const found = await ask(calendar, given, answers);
      const items = found.items.map((each) => briefly(shortened(each), 240));
      return {
        ...found,
        items,
        unseen: await readUnseen(answers, given.issuer),
        notHeld: none(found.total, 'such a day from that day on'),
      };
    }),
});
