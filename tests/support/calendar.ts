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

const kinds = {
  comment: 'commentBy',
  effective: 'effective',
  expires: 'expires',
  application: 'application',
  objection: 'objection',
} as const;

/** Every day of the API's calendar from a day on, and every event of the file from the same day that is no whole window: document, kind and day of each. */
export async function bothCalendars(ask: (path: string) => Promise<string>, from: string) {
  const listed: string[] = [];
  for (const [kind, name] of Object.entries(kinds)) {
    let next: string | undefined = '';
    while (next !== undefined) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page = JSON.parse(await ask(`/api/v1/calendar?kind=${kind}&from=${from}${cursor}`));
      listed.push(...page.items.map(({ id, day }: { id: string; day: string }) => `${id} ${name} ${day}`));
      ({ next } = page);
    }
  }
  const events = eventsIn(await ask(`/calendar.ics?from=${from}`)).filter(({ uid }) => !uid.includes('-open@'));
  const told = events.map(({ uid, from: day }) => `${/^[^-]+/.exec(uid)?.[0]} ${/-([a-zA-Z]+)@/.exec(uid)?.[1]} ${day}`);
  return { listed: listed.toSorted(), told: told.toSorted() };
}
