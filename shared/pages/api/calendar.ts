import type { Answers } from '../../model/answers.ts';
import type { WindowQuery } from '../../model/cross-index.ts';
import { opt } from '../../model/values.ts';
import { calendarFilters, calendarKinds, occasions } from '../feeds/calendar.ts';
import { documentShape, englishShape } from '../web/api-shapes.ts';
import { keyedPagesOf } from '../web/cursor.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { checkFilters, cursor, documentPages, limit } from '../web/filters.ts';
import { choice, parameters } from '../web/parameters.ts';
import * as shapes from './shapes-register.ts';

/** Comment periods or days of effect from a day on; application and objection periods when asked for, kept apart from consultations. */
export const calendarEndpoint: Endpoint = endpoint({
  path: 'calendar',
  tag: 'Calendar',
  says: 'Days that matter, from today or `from` on',
  more: 'Ends of comment periods, days of effect or last days of acts. Times to apply or to object take `from`, `to`, `theme`, `issuer` and `place` alone.',
  example: () => ({ kind: 'comment', limit: '5' }),
  takes: {
    kind: choice(['comment', 'effective', 'expires', 'application', 'objection'], 'Which days'),
    ...calendarFilters.shape,
    limit,
    cursor,
  },
  gives: shapes.calendar,
  async answer({ kind = 'comment', limit = 100, cursor, ...given }, answers, { search }) {
    const { from = answers.today(), ...rest } = await checkFilters(given, answers);
    if (kind === 'application' || kind === 'objection') {
      parameters(search, ['kind', 'from', 'to', 'theme', 'issuer', 'place', 'limit', 'cursor']);
      const { to, theme, issuer, place } = rest;
      const narrowed = { ...opt('to', to), ...opt('theme', theme), ...opt('issuer', issuer), ...opt('place', place) };
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
    const items = shown.map(({ hit, day, final }) => ({ day, kind, ...documentShape(hit), ...opt('final', final) }));
    const keys = shown.map(({ day, hit }) => [day, '', hit.id] as const);
    return { items, total: all.length, ...pages.after(offset, { keys, more: left.length > shown.length }) };
  },
});

async function windowList(query: WindowQuery, cursor: string | undefined, answers: Answers) {
  const { limit, ...named } = query;
  const pages = keyedPagesOf(`windows ${JSON.stringify(named)}`, answers);
  const passed = pages.passed(cursor);
  const { total, items, ...page } = await answers.register.windows({ ...query, ...passed });
  const shape = items.map(({ until, document: { id, title, english }, n: _n, ...period }) => ({
    ...period,
    day: until,
    id,
    title,
    ...englishShape({ title: english }),
  }));
  return { items: shape, total, ...pages.after(passed.offset, page) };
}
