import type { Answers } from '../../model/answers.ts';
import type { Hit } from '../../model/query.ts';
import { addDays, isDay } from '../../model/time.ts';
import { takesEffect } from '../../stages/text/acts.ts';
import { checkFilters, type Filters, filters } from '../web/filters.ts';
import { readOnly } from '../web/parameters.ts';
import { type Route, textual } from '../web/route.ts';
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

const calendarFilters = filters.omit({ date: true, sort: true, from: true });

export const calendarRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/calendar.ics',
    async answer(asked, answers) {
      const filters = await checkFilters(readOnly(asked, calendarFilters), answers);
      const from = addDays(answers.today(), -30);
      const all = [...(await occasions('commentBy', from, filters, answers)), ...(await occasions('effective', from, filters, answers))];
      return textual(calendarFile(all, asked.origin), 'text/calendar');
    },
  },
];
