import ical, { type VEvent } from 'node-ical';

const dayOf = (date: Date): string => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** The events of a calendar file as node-ical reads them. */
export function eventsIn(file: string) {
  return Object.values(ical.sync.parseICS(file))
    .filter((each): each is VEvent => each?.type === 'VEVENT')
    .map((event) => ({
      uid: event.uid,
      sequence: Number(event.sequence),
      status: String(event.status),
      changed: new Date(event.dtstamp).toISOString(),
      summary: String(event.summary),
      description: String(event.description),
      from: dayOf(event.start),
      end: event.end ? dayOf(event.end) : '',
      whole: event.datetype === 'date',
      reminders: (event.alarms ?? []).map(({ trigger }) => String(trigger)),
    }));
}
