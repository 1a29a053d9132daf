import type { WindowLine } from '../../model/cross-index.ts';
import type { FeedFacts } from '../../model/summary.ts';
import { opt } from '../../model/values.ts';
import { plainLine } from '../words/escape.ts';
import { headlineOf } from '../words/headline.ts';
import { themeNames, word } from '../words/words.ts';
import type { CalendarEvent } from './calendar-file.ts';
import { instant, linesOf, nameOf, paragraphOf } from './feed-item.ts';
import type { Occasion } from './occasions.ts';

/** Events of the calendar file: each last day and day of effect, and each time in which something may be handed in, from its first to its last day. */

/** What an event is called, and the time in which something may be handed in. */
const words = {
  commentBy: { day: 'Comments close', open: 'Open for comment' },
  effective: { day: 'Takes effect', open: 'Takes effect' },
  expires: { day: 'Expires', open: 'Expires' },
  application: { day: 'Applications close', open: 'Open for applications' },
  objection: { day: 'Objections close', open: 'Open to objections' },
} as const;

export type EventContext = { readonly origin: string; readonly today: string; readonly facts: ReadonlyMap<string, FeedFacts> };

type Period = { readonly id: string; readonly kind: keyof typeof words; readonly from?: string | undefined; readonly day: string };
type Named = Omit<CalendarEvent, 'uid' | 'from' | 'to' | 'summary' | 'reminders'> & { readonly name: string };

/** The last day with its reminders; the whole time where its first day is stated. */
function eventsOf({ id, kind, from, day }: Period, { name, ...rest }: Named, today: string): readonly CalendarEvent[] {
  const uid = `${encodeURIComponent(id)}-${kind}`;
  const called = (what: string): string => plainLine(`${what}: ${name}`);
  const last = { ...rest, uid, from: day, to: day, summary: called(words[kind].day), reminders: day >= today };
  if (from === undefined || from >= day) return [last];
  return [last, { ...rest, uid: `${uid}-open`, from, to: day, summary: called(words[kind].open), reminders: false }];
}

/** What the file tells of a document whatever the event is. */
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

export function occasionEvents({ kind, day, hit }: Occasion, context: EventContext): readonly CalendarEvent[] {
  const marks = marksOf(hit.id, kind, context);
  const facts = context.facts.get(hit.id);
  // The paragraph tells how to take part.
  const told = facts !== undefined && facts.summary.length > 0;
  const ways = kind === 'commentBy' && !told ? (hit.participate ?? []).map(({ by, to }) => plainLine(`${by}: ${to}`)) : [];
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

export function windowEvents(line: WindowLine, context: EventContext): readonly CalendarEvent[] {
  const { document, from, until, time, quote, n = 0 } = line;
  const marks = marksOf(document.id, line.kind, context);
  const { english, chinese } = headlineOf(document);
  const clock = time === undefined ? '' : `${time} Beijing time`;
  const about = [clock, plainLine(quote, 300), ...paragraphOf(context.facts.get(document.id)), chinese, marks.page];
  const at = marks.changedAt ?? instant(from ?? until);
  const named = { name: english, about: joined(about), at, changedAt: at, ...marks };
  // A notice may set several times of one kind.
  return eventsOf({ id: `${document.id}-${n}`, kind: line.kind, day: until, from }, named, context.today);
}
