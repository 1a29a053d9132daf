import type { Answers } from '../../model/answers.ts';
import type { Window } from '../../model/cross-index.ts';
import type { Hit } from '../../model/query.ts';
import { addDays, isDay } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { takesEffect } from '../../stages/text/acts.ts';
import { documentShape } from '../web/api-shapes.ts';
import { offsetIn, writeCursor } from '../web/cursor.ts';
import { documentsCursor, type Filters, filterNames, readFilters, readLimit, readOffset } from '../web/filters.ts';
import { RequestProblem } from '../web/problem.ts';
import { allowOnly, json, type Route, type RouteRequest, textual } from '../web/route.ts';
import { calendarText, plainLine } from '../words/escape.ts';

/** Days that matter: ends of comment periods and days of effect, whole days in Beijing. */
export type Occasion = { readonly kind: 'commentBy' | 'effective'; readonly day: string; readonly hit: Hit };

const pageSize = 100;
const mostPages = 5;

/** Occasions from `from` on, earliest first; at most 500 of a kind. */
export async function occasions(kind: Occasion['kind'], from: string, filters: Filters, answers: Answers): Promise<readonly Occasion[]> {
  const found: Occasion[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const query = {
      ...filters,
      date: kind,
      from,
      sort: 'newest' as const,
      limit: pageSize,
      offset: page * pageSize,
      today: answers.today(),
    };
    const { hits, total } = await answers.documents(query);
    for (const hit of hits) {
      const day = hit[kind];
      const due = kind === 'commentBy' || takesEffect(hit.status);
      if (due && day !== undefined && isDay(day) && day >= from) found.push({ kind, day, hit });
    }
    if (hits.length === 0 || (page + 1) * pageSize >= total) break;
  }
  return found.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.hit.id < b.hit.id ? -1 : 1));
}

export const calendarKinds = ['comment', 'effective', 'application', 'objection'] as const;

/** Times to apply or to object, kept apart from consultations and given only when asked for. */
async function windowList(asked: RouteRequest, kind: Window['kind'], answers: Answers): Promise<Response> {
  allowOnly(asked, 'kind', 'from', 'to', 'limit', 'cursor');
  const { from = answers.today(), to } = await readFilters(asked.given, answers);
  const name = `windows ${kind} ${from} ${orEmpty(to)}`;
  const cursor = orEmpty(asked.given.get('cursor'));
  const offset = offsetIn(answers.secret, name, cursor);
  const query = { kind, from, ...opt('to', to), limit: readLimit(asked.given, 100), offset };
  const { total, items } = await answers.register.windows(query);
  const next = offset + items.length < total && writeCursor(answers.secret, name, String(offset + items.length));
  const shape = items.map(({ until, document: { id, title, english }, ...rest }) => ({
    ...rest,
    day: until,
    id,
    title,
    english: { title: english },
  }));
  return json({ items: shape, total, ...(next !== false && { next }) });
}

/** Comment windows or days of effect from a day on, as JSON; application and objection windows when asked for. */
export async function calendarList(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'kind', ...filterNames.filter((name) => name !== 'date' && name !== 'sort'), 'limit', 'cursor');
  const kind = asked.given.get('kind') ?? 'comment';
  if (kind === 'application' || kind === 'objection') return windowList(asked, kind, answers);
  if (kind !== 'comment' && kind !== 'effective')
    throw new RequestProblem(400, 'kind: not a known value', { parameter: 'kind', allowed: calendarKinds });
  const { from = answers.today(), ...rest } = await readFilters(asked.given, answers);
  const filters = { ...rest, from, date: kind === 'comment' ? ('commentBy' as const) : ('effective' as const) };
  const limit = readLimit(asked.given, 100);
  const offset = readOffset(asked.given, filters, answers);
  const all = await occasions(filters.date, from, filters, answers);
  const items = all.slice(offset, offset + limit).map(({ hit, day }) => ({ day, kind, ...documentShape(hit) }));
  const next = offset + limit < all.length && documentsCursor(offset + limit, filters, answers);
  return json({ items, total: all.length, ...(next !== false && { next }) });
}

/** RFC 5545 3.1: lines of at most 75 octets, continued by a blank; never cut within a character. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 74) {
      out += '\r\n ';
      octets = 1;
    }
    out += letter;
    octets += size;
  }
  return out;
}

const compact = (day: string): string => day.replaceAll('-', '');

function event({ kind, day, hit }: Occasion, origin: string): readonly string[] {
  const at = Date.parse(hit.firstSeenAt);
  const stamp = new Date(Number.isNaN(at) ? 0 : at).toISOString().replace(/[-:]|\.\d+/g, '');
  const page = `${origin}/documents/${encodeURIComponent(hit.id)}`;
  const words = kind === 'commentBy' ? 'Comments close' : 'Takes effect';
  const about = [hit.title, hit.number, hit.issuerNames.join('、'), page].filter(Boolean).join('\n');
  return [
    'BEGIN:VEVENT',
    `UID:${encodeURIComponent(hit.id)}-${kind}@hongtou`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${calendarText(plainLine(`${words}: ${hit.english || hit.title}`))}`,
    `DESCRIPTION:${calendarText(about)}`,
    `URL:${page}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** The calendar file of occasions. */
const calendarFile = (all: readonly Occasion[], origin: string): string =>
  `${[
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hongtou//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:Hongtou 红头',
    'X-WR-TIMEZONE:Asia/Shanghai',
    ...all.flatMap((each) => event(each, origin)),
    'END:VCALENDAR',
  ]
    .map(folded)
    .join('\r\n')}\r\n`;

export const calendarRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/calendar.ics',
    async answer(asked, answers) {
      allowOnly(asked, ...filterNames.filter((name) => name !== 'date' && name !== 'sort' && name !== 'from'));
      const filters = await readFilters(asked.given, answers);
      const from = addDays(answers.today(), -30);
      const all = [...(await occasions('commentBy', from, filters, answers)), ...(await occasions('effective', from, filters, answers))];
      return textual(calendarFile(all, asked.origin), 'text/calendar');
    },
  },
];
