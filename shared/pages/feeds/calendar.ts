import type { Answers } from '../../model/answers.ts';
import type { WindowLine } from '../../model/cross-index.ts';
import { addDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { checkFilters } from '../web/filters.ts';
import { choice, readOnly } from '../web/parameters.ts';
import { type Route, textual } from '../web/route.ts';
import { plainLine } from '../words/escape.ts';
import { type CalendarEvent, calendarFile } from './calendar-file.ts';
import { type CalendarFilters, calendarFilters, calendarKinds, type Occasion, occasions } from './occasions.ts';

/** The calendar as a file: each last day and day of effect with its reminders, and each time in which something may be handed in, from its first to its last day. */

const kinds = ['comment', 'effective', 'application', 'objection'] as const;
const fileFilters = calendarFilters.extend({ kind: choice(kinds) });

/** What an event is called, and the time in which something may be handed in. */
const words = {
  commentBy: { day: 'Comments close', open: 'Open for comment' },
  effective: { day: 'Takes effect', open: 'Takes effect' },
  application: { day: 'Applications close', open: 'Open for applications' },
  objection: { day: 'Objections close', open: 'Open to objections' },
} as const;

const instant = (value: string): string => {
  const at = Date.parse(value);
  return new Date(Number.isNaN(at) ? 0 : at).toISOString();
};

type Period = { readonly id: string; readonly kind: keyof typeof words; readonly from?: string | undefined; readonly day: string };
type Named = Pick<CalendarEvent, 'at' | 'about' | 'page'> & { readonly name: string };

/** The last day with its reminders; the whole time where its first day is stated. */
function eventsOf({ id, kind, from, day }: Period, { name, ...rest }: Named, today: string): readonly CalendarEvent[] {
  const uid = `${encodeURIComponent(id)}-${kind}`;
  const last = { ...rest, uid, from: day, to: day, summary: plainLine(`${words[kind].day}: ${name}`), reminders: day >= today };
  if (from === undefined || from >= day) return [last];
  return [last, { ...rest, uid: `${uid}-open`, from, to: day, summary: plainLine(`${words[kind].open}: ${name}`), reminders: false }];
}

function occasionEvents({ kind, day, hit }: Occasion, origin: string, today: string): readonly CalendarEvent[] {
  const page = `${origin}/documents/${encodeURIComponent(hit.id)}`;
  const ways = kind === 'commentBy' ? (hit.participate ?? []).map(({ by, to }) => plainLine(`${by}: ${to}`)) : [];
  const about = [hit.title, hit.number, hit.issuerNames.join('、'), ...ways, page].filter((part) => part !== undefined && part !== '');
  const from = kind === 'commentBy' ? hit.commentFrom : undefined;
  const named = { name: hit.english || hit.title, at: instant(hit.firstSeenAt), about: about.join('\n'), page };
  return eventsOf({ id: hit.id, kind, day, from }, named, today);
}

function windowEvents(line: WindowLine, at: number, origin: string, today: string): readonly CalendarEvent[] {
  const { document, from, until, time, quote } = line;
  const page = `${origin}/documents/${encodeURIComponent(document.id)}`;
  const clock = time === undefined ? '' : `${time} Beijing time`;
  const about = [document.title, clock, plainLine(quote, 300), page].filter((part) => part !== '').join('\n');
  const named = { name: document.english || document.title, at: instant(from ?? until), about, page };
  // A notice may set several times of one kind.
  return eventsOf({ id: `${document.id}-${at}`, kind: line.kind, day: until, from }, named, today);
}

const mostWindows = 500;

/** Times to apply or to object; the register knows theme, issuer and place of a document, so other filters leave them out. */
async function windowsOf(kind: 'application' | 'objection', filters: CalendarFilters, answers: Answers): Promise<readonly WindowLine[]> {
  const { from = answers.today(), to, theme, issuer, place, kind: _kind, ...others } = filters;
  if (Object.values(others).some((value) => value !== undefined)) return [];
  const query = {
    kind,
    from,
    limit: mostWindows,
    ...opt('to', to),
    ...opt('theme', theme),
    ...opt('issuer', issuer),
    ...opt('place', place),
  };
  return (await answers.register.windows(query)).items;
}

export const calendarRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/calendar.ics',
    async answer(asked, answers) {
      const { kind, ...rest } = await checkFilters(readOnly(asked, fileFilters), answers);
      const today = answers.today();
      const filters = { from: addDays(today, -30), ...rest };
      const wanted = kinds.filter((each) => kind === undefined || each === kind);
      const all = await Promise.all(
        wanted.map(async (each) =>
          each === 'comment' || each === 'effective'
            ? (await occasions(calendarKinds[each], filters, answers)).flatMap((one) => occasionEvents(one, asked.origin, today))
            : (await windowsOf(each, filters, answers)).flatMap((one, at) => windowEvents(one, at, asked.origin, today)),
        ),
      );
      return textual(calendarFile(all.flat()), 'text/calendar');
    },
  },
];
