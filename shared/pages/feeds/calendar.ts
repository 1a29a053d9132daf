import type { Answers } from '../../model/answers.ts';
import type { WindowLine } from '../../model/cross-index.ts';
import { addDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { checkFilters } from '../web/filters.ts';
import { choice, readOnly } from '../web/parameters.ts';
import { type Route, type RouteRequest, textual } from '../web/route.ts';
import { occasionEvents, windowEvents } from './calendar-events.ts';
import { calendarFile } from './calendar-file.ts';
import { feedTitle } from './feed-title.ts';
import { type CalendarFilters, calendarFilters, calendarKinds, occasions } from './occasions.ts';

/** The calendar as a file, with the days and times that `/api/v1/calendar` has. */

const kinds = ['comment', 'effective', 'expires', 'application', 'objection'] as const;
type FileKind = (typeof kinds)[number];
const fileFilters = calendarFilters.extend({ kind: choice(kinds) });

const mostWindows = 500;
/** Documents whose sentences are told, those with the next days first: each costs the reading of a text. */
const mostTold = 100;

/** Times to apply or to object; the register knows theme, issuer and place of a document, so other filters leave them out. */
async function windowsOf(kind: 'application' | 'objection', filters: CalendarFilters, answers: Answers): Promise<readonly WindowLine[]> {
  const { from = answers.today(), to, theme, issuer, place, kind: _kind, ...others } = filters;
  if (Object.values(others).some((value) => value !== undefined)) return [];
  const narrowed = { ...opt('to', to), ...opt('theme', theme), ...opt('issuer', issuer), ...opt('place', place) };
  return (await answers.register.windows({ kind, from, limit: mostWindows, ...narrowed })).items;
}

type Wanted = { readonly filters: Omit<CalendarFilters, 'kind'>; readonly kind?: FileKind; readonly title?: string };

/** The calendar file of a list of documents, from thirty days ago where no day is chosen; `title` is a reader's own name for it. */
export async function calendarOf({ filters: given, kind, title }: Wanted, asked: RouteRequest, answers: Answers): Promise<Response> {
  const today = answers.today();
  const filters = { from: addDays(today, -30), ...given };
  const wanted = kinds.filter((each) => kind === undefined || each === kind);
  const days = wanted.flatMap((each) => (each === 'application' || each === 'objection' ? [] : [calendarKinds[each]]));
  const times = wanted.flatMap((each) => (each === 'application' || each === 'objection' ? [each] : []));
  const found = (await Promise.all(days.map((each) => occasions(each, filters, answers)))).flat();
  const windows = (await Promise.all(times.map((each) => windowsOf(each, filters, answers)))).flat();
  const named = [
    ...found.map(({ day, hit: { id, status } }) => ({ day, id, status })),
    ...windows.map(({ until, document: { id } }) => ({ day: until, id, status: 'unknown' as const })),
  ];
  const ahead = named.filter(({ day }) => day >= today).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const facts = await answers.feedFacts([...ahead, ...named.filter(({ day }) => day < today)], Math.min(mostTold, ahead.length));
  const context = { origin: asked.origin, today, facts };
  const events = [...found.flatMap((each) => occasionEvents(each, context)), ...windows.flatMap((each) => windowEvents(each, context))];
  const narrowed = title ?? feedTitle(given);
  return textual(calendarFile(`Hongtou 红头${narrowed === feedTitle({}) ? '' : `: ${narrowed}`}`, events), 'text/calendar');
}

export const calendarRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/calendar.ics',
    async answer(asked, answers) {
      const { kind, ...filters } = await checkFilters(readOnly(asked, fileFilters), answers);
      return calendarOf({ filters, ...opt('kind', kind) }, asked, answers);
    },
  },
];
