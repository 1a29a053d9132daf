import { noticeDays } from '../../model/choices.ts';
import { addDays } from '../../model/time.ts';
import { calendarText } from '../words/escape.ts';

/** iCalendar (RFC 5545): whole days in Beijing, with reminders. */

export type CalendarEvent = {
  /** Keeps its value as long as the event is about the same thing, also when its day moves. */
  readonly uid: string;
  /** How often what it is about was changed: programs take the event with the highest number. */
  readonly sequence: number;
  /** ISO instants at which it became known, and at which it was last changed. */
  readonly at: string;
  readonly changedAt: string;
  /** First and last day. */
  readonly from: string;
  readonly to: string;
  readonly summary: string;
  /** Lines. */
  readonly about: string;
  readonly page: string;
  readonly tags: readonly string[];
  readonly reminders: boolean;
  /** Its document was withdrawn. */
  readonly cancelled: boolean;
};

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

const utc = (at: string): string => at.replace(/[-:]|\.\d+/g, '');

function eventLines(event: CalendarEvent): readonly string[] {
  const { uid, sequence, at, changedAt, from, to, summary, about, page, tags, reminders, cancelled } = event;
  const words = calendarText(`${cancelled ? 'Withdrawn: ' : ''}${summary}`);
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@hongtou`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(changedAt)}`,
    `CREATED:${utc(at)}`,
    `LAST-MODIFIED:${utc(changedAt)}`,
    `DTSTART;VALUE=DATE:${compact(from)}`,
    `DTEND;VALUE=DATE:${compact(addDays(to, 1))}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${words}`,
    `DESCRIPTION:${calendarText(about)}`,
    `CATEGORIES:${tags.map(calendarText).join(',')}`,
    `URL:${page}`,
    'TRANSP:TRANSPARENT',
    ...(reminders && !cancelled ? noticeDays.flatMap((days) => reminder(days, words)) : []),
    'END:VEVENT',
  ];
}

/** The text of a calendar file. */
export const calendarFile = (name: string, events: readonly CalendarEvent[]): string =>
  `${[
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hongtou//Calendar//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${calendarText(name)}`,
    `X-WR-CALNAME:${calendarText(name)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
    .map(folded)
    .join('\r\n')}\r\n`;
