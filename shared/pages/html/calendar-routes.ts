import type { Answers } from '../../model/answers.ts';
import type { WindowQuery } from '../../model/cross-index.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type CalendarFilters, closedCalls, occasions, withKind } from '../../questions/calendar.ts';
import { checkFilters } from '../../questions/lists.ts';
import { readParameters, textual } from '../../questions/question.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { calendarPage } from './calendar-page.ts';
import { filterLabel, narrowing } from './list-title.ts';
import { healthOf, page } from './page-frame.ts';

/** The calendar as a page. */

async function calendar(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const filters = await checkFilters(readParameters(asked.given, withKind), answers);
  const { kind, ...given } = filters;
  const { from, ...rest } = given;
  // What closed before is listed apart; a first day in the past widens that list.
  const ahead = { ...rest, from: from !== undefined && from > view.today ? from : view.today };
  const wants = (each: NonNullable<typeof kind>) => kind === undefined || kind === each;
  const comments = wants('comment') && {
    closing: await occasions('commentBy', ahead, answers),
    closed: await closedCalls(given, answers),
  };
  const effects = wants('effective') && { effective: await occasions('effective', given, answers) };
  const ends = wants('expires') && { expiring: await occasions('expires', given, answers) };
  // The register of windows knows theme, issuer and place of a document, and nothing else.
  const { theme, issuer, place, to, from: _from, ...others } = filters;
  const narrowed = Object.values(others).some((value) => value !== undefined);
  const wanted = { from: ahead.from, ...opt('to', to), ...opt('theme', theme), ...opt('issuer', issuer), ...opt('place', place) };
  const windows = !narrowed && { windows: await openWindows(wanted, answers) };
  const body = calendarPage({ filters, ...comments, ...effects, ...ends, ...windows }, view);
  const sheet = { ...headOf(filters, view), current: '/calendar' as const, body, health: await healthOf(answers) };
  return textual(page(sheet, view), 'text/html');
}

/** The calendar's name with its kind and what narrows it. */
function headOf({ kind, ...filters }: CalendarFilters, view: View): { readonly title: string; readonly canonical: string } {
  const { say } = view;
  const kinds = { comment: say('Comments due'), effective: say('Taking effect'), expires: say('Expiring') };
  const asked = [
    ...(kind === undefined ? [] : [kinds[kind]]),
    ...(filters.q === undefined ? [] : [`“${filters.q}”`]),
    ...narrowing(filters).map((name) => filterLabel(name, orEmpty(filters[name]), view)),
  ];
  const title = asked.length === 0 ? say('Calendar') : `${say('Calendar')}: ${asked.join(', ')}`;
  return { title, canonical: view.to('/calendar', { kind, ...filters }) };
}

/** Times to apply or to object, the earliest end first. */
async function openWindows(when: Omit<WindowQuery, 'kind' | 'limit'>, { register }: Answers) {
  const both = await Promise.all((['application', 'objection'] as const).map((kind) => register.windows({ kind, ...when, limit: 50 })));
  return both.flatMap(({ items }) => items).toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
}

export const calendarPageRoutes: readonly Route[] = [{ method: 'GET', path: '/calendar', answer: calendar }];
