import { addDays } from '../../model/time.ts';
import { calendarText } from '../words/escape.ts';

/** iCalendar (RFC 5545): whole days in Beijing, with reminders. */

export type CalendarEvent = {
  /** Keeps its value as long as the event is about the same thing. */
  readonly uid: string;
  /** ISO instant at which it became known. */
  readonly at: string;
  /** First and last day. */
  readonly from: string;
  readonly to: string;
  readonly summary: string;
  /** Lines. */
  readonly about: string;
  readonly page: string;
  readonly reminders: boolean;
};

/** Days before a day at which a reader is reminded of it. */
const reminderDays = [14, 3, 1];

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

const reminder = (days: number, summary: string): readonly string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `TRIGGER:-P${days}D`,
  `DESCRIPTION:${summary}`,
  'END:VALARM',
];

function eventLines({ uid, at, from, to, summary, about, page, reminders }: CalendarEvent): readonly string[] {
  const words = calendarText(summary);
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@hongtou`,
    `DTSTAMP:${at.replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${compact(from)}`,
    `DTEND;VALUE=DATE:${compact(addDays(to, 1))}`,
    `SUMMARY:${words}`,
    `DESCRIPTION:${calendarText(about)}`,
    `URL:${page}`,
    'TRANSP:TRANSPARENT',
    ...(reminders ? reminderDays.flatMap((days) => reminder(days, words)) : []),
    'END:VEVENT',
  ];
}

/** The text of a calendar file. */
export const calendarFile = (events: readonly CalendarEvent[]): string =>
  `${[
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hongtou//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:Hongtou 红头',
    'X-WR-TIMEZONE:Asia/Shanghai',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
    .map(folded)
    .join('\r\n')}\r\n`;
