import type { Answers } from '../../model/answers.ts';
import type { WindowLine } from '../../model/query.ts';
import { noticeDays } from '../../model/reader.ts';
import type { FeedFacts } from '../../model/summary.ts';
import { addDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { type CalendarFilters, calendarFilters, calendarKinds, type Occasion, occasions } from '../../questions/calendar.ts';
import { checkFilters } from '../../questions/lists.ts';
import { choice, readOnly, textual } from '../../questions/question.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { calendarText, plainLine } from '../words/escape.ts';
import { headlineOf } from '../words/text-name.ts';
import { themeNames, word } from '../words/words.ts';
import { feedTitle, instant, linesOf, nameOf, paragraphOf } from './feeds.ts';

const words = {
  commentBy: { day: 'Comments close', open: 'Open for comment' },
  effective: { day: 'Takes effect', open: 'Takes effect' },
  expires: { day: 'Expires', open: 'Expires' },
  application: { day: 'Applications close', open: 'Open for applications' },
  objection: { day: 'Objections close', open: 'Open to objections' },
} as const;

type EventContext = { readonly origin: string; readonly today: string; readonly facts: ReadonlyMap<string, FeedFacts> };

type Period = { readonly id: string; readonly kind: keyof typeof words; readonly from?: string | undefined; readonly day: string };
type Named = Omit<CalendarEvent, 'uid' | 'from' | 'to' | 'summary' | 'reminders'> & { readonly name: string };

function eventsOf({ id, kind, from, day }: Period, { name, ...rest }: Named, today: string): readonly CalendarEvent[] {
  const uid = `${encodeURIComponent(id)}-${kind}`;
  const called = (what: string): string => plainLine(`${what}: ${name}`);
  const last = { ...rest, uid, from: day, to: day, summary: called(words[kind].day), reminders: day >= today };
  if (from === undefined || from >= day) return [last];
  return [last, { ...rest, uid: `${uid}-open`, from, to: day, summary: called(words[kind].open), reminders: false }];
}

function marksOf(id: string, kind: keyof typeof words, { origin, facts }: EventContext) {
  const known = facts.get(id);
  return {
    page: `${origin}/documents/${encodeURIComponent(id)}`,
    sequence: known?.changes ?? 0,
    cancelled: known?.withdrawnAt !== undefined,
    tags: [words[kind].day],
    ...opt('changedAt', known && instant(known.changedAt)),
  };
}

const joined = (lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n');

function occasionEvents({ kind, day, hit }: Occasion, context: EventContext): readonly CalendarEvent[] {
  const marks = marksOf(hit.id, kind, context);
  const facts = context.facts.get(hit.id);
  // The paragraph tells how to take part.
  const hasSummary = facts !== undefined && facts.summary.length > 0;
  const ways = kind === 'commentBy' && !hasSummary ? (hit.participate ?? []).map(({ by, to }) => plainLine(`${by}: ${to}`)) : [];
  const at = instant(hit.firstSeenAt);
  const named = {
    name: nameOf(hit).title,
    about: joined([...linesOf({ hit, facts }), ...ways, marks.page]),
    at,
    changedAt: at,
    ...marks,
    tags: [...marks.tags, ...hit.themes.map((theme) => word(themeNames, theme, 'en'))],
  };
  const from = kind === 'commentBy' ? hit.commentFrom : undefined;
  return eventsOf({ id: hit.id, kind, day, from }, named, context.today);
}

function windowEvents(line: WindowLine, context: EventContext): readonly CalendarEvent[] {
  const { document, from, until, time, quote, n = 0 } = line;
  const marks = marksOf(document.id, line.kind, context);
  const { english, chinese } = headlineOf(document);
  const clock = time === undefined ? '' : `${time} Beijing time`;
  const about = [clock, plainLine(quote, 300), ...paragraphOf(context.facts.get(document.id)), chinese, marks.page];
  const at = marks.changedAt ?? instant(from ?? until);
  const named = { name: english, about: joined(about), at, changedAt: at, ...marks };
  return eventsOf({ id: `${document.id}-${n}`, kind: line.kind, day: until, from }, named, context.today);
}

type CalendarEvent = {
  /** Keeps its value as long as the event is about the same thing, also when its day moves. */
  readonly uid: string;
  readonly sequence: number;
  readonly at: string;
  readonly changedAt: string;
  readonly from: string;
  readonly to: string;
  readonly summary: string;
  readonly about: string;
  readonly page: string;
  readonly tags: readonly string[];
  readonly reminders: boolean;
  readonly cancelled: boolean;
};

/** RFC 5545 3.1: lines of at most 75 octets, continued by a blank; never cut within a character. */
export function folded(line: string): string {
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

const calendarFile = (name: string, events: readonly CalendarEvent[]): string =>
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

const kinds = ['comment', 'effective', 'expires', 'application', 'objection'] as const;
type FileKind = (typeof kinds)[number];
const fileFilters = calendarFilters.extend({ kind: choice(kinds) });

const mostWindows = 500;
/** Documents whose sentences are told, those with the next days first: each costs the reading of a text. */
const mostWithFacts = 100;

/** Times to apply or to object; the register knows theme, issuer and place of a document, so other filters leave them out. */
async function windowsOf(kind: 'application' | 'objection', filters: CalendarFilters, answers: Answers): Promise<readonly WindowLine[]> {
  const { from = answers.today(), to, theme, issuer, place, kind: _kind, ...others } = filters;
  if (Object.values(others).some((value) => value !== undefined)) return [];
  const narrowed = opt({ to, theme, issuer, place });
  return (await answers.register.windows({ kind, from, limit: mostWindows, ...narrowed })).items;
}

type Wanted = { readonly filters: Omit<CalendarFilters, 'kind'>; readonly kind?: FileKind; readonly title?: string };

/** The calendar file of a list of documents, from thirty days ago where no day is chosen; `title` is a reader's own name for it. */
export async function calendarOf({ filters: given, kind, title }: Wanted, request: RouteRequest, answers: Answers): Promise<Response> {
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
  const facts = await answers.feedFacts([...ahead, ...named.filter(({ day }) => day < today)], Math.min(mostWithFacts, ahead.length));
  const context = { origin: request.origin, today, facts };
  const events = [...found.flatMap((each) => occasionEvents(each, context)), ...windows.flatMap((each) => windowEvents(each, context))];
  const narrowed = title ?? feedTitle(given);
  return textual(calendarFile(`Hongtou 红头${narrowed === feedTitle({}) ? '' : `: ${narrowed}`}`, events), 'text/calendar');
}

export const calendarRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/calendar.ics',
    async answer(request, answers) {
      const { kind, ...filters } = await checkFilters(readOnly(request, fileFilters), answers);
      return calendarOf({ filters, ...opt('kind', kind) }, request, answers);
    },
  },
];
