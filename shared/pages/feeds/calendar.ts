import { addDays } from '../../model/time.ts';
import { checkFilters } from '../web/filters.ts';
import { readOnly } from '../web/parameters.ts';
import { type Route, textual } from '../web/route.ts';
import { calendarText, plainLine } from '../words/escape.ts';
import { calendarKinds, type Occasion, occasions, withKind } from './occasions.ts';

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
  const ways = kind === 'commentBy' ? (hit.participate ?? []).map(({ by, to }) => plainLine(`${by}: ${to}`)) : [];
  const about = [hit.title, hit.number, hit.issuerNames.join('、'), ...ways, page].filter(Boolean).join('\n');
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
      const { kind, ...given } = await checkFilters(readOnly(asked, withKind), answers);
      const filters = { from: addDays(answers.today(), -30), ...given };
      const kinds = kind === undefined ? Object.values(calendarKinds) : [calendarKinds[kind]];
      const all = await Promise.all(kinds.map((each) => occasions(each, filters, answers)));
      return textual(calendarFile(all.flat(), asked.origin), 'text/calendar');
    },
  },
];
