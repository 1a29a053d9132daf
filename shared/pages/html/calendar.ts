import type { Answers } from '../../model/answers.ts';
import type { WindowLine, WindowQuery } from '../../model/query.ts';
import { addDays, wholeDays } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { subjectIds } from '../../model/vocabulary.ts';
import { type CalendarFilters, closedCalls, type Occasion, occasions, outcomeOf, withKind } from '../../questions/calendar.ts';
import { checkFilters } from '../../questions/lists.ts';
import { readParameters } from '../../questions/question.ts';
import { issuersOfRow } from '../../registry/issuers.ts';
import { type Label, monthsFrom, placeLabels } from '../charts/charts.ts';
import { entityName, issuerName, namesOf } from '../web/list-title.ts';
import type { RouteRequest } from '../web/route.ts';
import { dayShort, renderTimeLeft, weekday } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { bothTitles, documentPath, type View, withQuery, zh } from '../words/page-view.ts';
import { renderTextName } from '../words/text-name.ts';
import { capital, themeNames } from '../words/words.ts';
import { issuersOf, numberMark, renderSilence, renderWay, titlePair } from './hit-item.ts';
import { pageRoute } from './page-frame.ts';
import { dayFields, filterForm, head, quoted, section, select, small, smallPrint, softLine, withAll } from './parts.ts';

type Calendar = {
  readonly filters: CalendarFilters;
  readonly closing?: readonly Occasion[];
  /** The last to close first. */
  readonly closed?: readonly Occasion[];
  readonly effective?: readonly Occasion[];
  readonly expiring?: readonly Occasion[];
  /** Earliest end first. */
  readonly windows?: readonly WindowLine[];
};

function leadOf({ hit }: Occasion): string {
  const [lead] = issuersOfRow(hit);
  return orEmpty(lead?.id ?? lead?.name);
}

const nameOfLead = (id: string, view: View): string => (/^[a-z]/.test(id) ? issuerName(id, view) : id);

function filterFields({ filters, closing = [], closed = [], effective = [], expiring = [] }: Calendar, view: View): Html {
  const { say } = view;
  const listed = [...closing, ...closed, ...effective, ...expiring];
  const issuers = [...new Set([filters.issuer, ...listed.map(leadOf)])].flatMap((id) => id || []);
  const named = listed.flatMap(({ hit }) => hit.entityIds.filter((id) => id.startsWith('place:')).map((id) => id.slice(6)));
  const places = [...new Set([filters.place, ...named])].flatMap((id) => id || []);
  const kindNames = { comment: say('Comment deadlines'), effective: say('Taking effect'), expires: say('Expiring') };
  const kinds = withAll(['comment', 'effective', 'expires'], (kind) => kindNames[kind], view);
  const states = withAll(['open', 'closed'], (state) => (state === 'open' ? say('Open for comment') : say('Recently ended')), view);
  return html`${select('kind', say('Kind'), kinds, filters.kind)}
${select('state', say('Comment deadlines'), states, filters.state)}
${select(
  'issuer',
  say('Issued by'),
  withAll(issuers, (id) => nameOfLead(id, view), view),
  filters.issuer,
)}
${select(
  'theme',
  say('Theme'),
  withAll(subjectIds, (id) => view.word(themeNames, id), view),
  filters.theme,
)}
${select(
  'place',
  say('Place'),
  withAll(places, (id) => entityName(`place:${id}`, view), view),
  filters.place,
)}
${dayFields(filters, view)}`;
}

/**
 * Comment windows by issuer as bars on one scale, calls that closed and what became of them, and days of effect and last days of acts by
 * month.
 */

const back = 24;
const span = 84;

const place = (day: string, today: string): number => Math.min(100, Math.max(0, (((wholeDays(today, day) ?? 0) + back) / span) * 100));
const cent = (value: number): string => `${value.toFixed(2)}%`;

const monthStarts = (today: string): readonly string[] =>
  monthsFrom(addDays(today, -back).slice(0, 7), addDays(today, span - back).slice(0, 7))
    .map((month) => `${month}-01`)
    .filter((day) => (wholeDays(today, day) ?? 0) > -back);
const monthLines = (today: string): Html =>
  html`${monthStarts(today).map((day) => html`<line class="ax" x1="${cent(place(day, today))}" x2="${cent(place(day, today))}" y1="0" y2="26"/>`)}`;

function bar(opened: string | undefined, closes: string, view: View): Html {
  const now = place(view.today, view.today);
  const start = opened === undefined ? now : Math.min(place(opened, view.today), now);
  const end = place(closes, view.today);
  const label =
    opened === undefined
      ? view.say('Closes {closes}', { closes: view.day(closes) })
      : view.say('Comment period from {opened} to {closes}', { opened: view.day(opened), closes: view.day(closes) });
  return html`<svg role="img" aria-label="${label}" width="100%" height="26">${monthLines(view.today)}<line class="ax" x1="0" x2="100%" y1="13" y2="13"/>
<rect class="b" x="${cent(start)}" y="11" width="${cent(now - start)}" height="4"/>
<rect class="hi" x="${cent(now)}" y="7" width="${cent(Math.max(0.6, end - now))}" height="12"/><line class="today" x1="${cent(now)}" x2="${cent(now)}" y1="1" y2="25"/></svg>`;
}

const titled = ({ hit }: Occasion, view: View): Html => {
  const { id, title, english, type, number } = hit;
  return html`${titlePair({ href: view.to(documentPath(id)), title, english, type, heading: 'h4' }, view)}<p>${issuersOf(hit, view)} · ${numberMark(number, view)}</p>`;
};

const renderClosing = (until: string, { say, today, language }: View): Html =>
  html`<b>${capital(orEmpty(renderTimeLeft(until, today, say)))}</b> ${weekday(until, language)} <span class="nb">${dayShort(until)}</span>`;

const waysLine = ({ hit: { participate = [] } }: Occasion): HtmlPart =>
  participate.length > 0 && html`<p class="small">${joinParts(participate.slice(0, 4).map(renderWay), ' · ')}</p>`;

function window(occasion: Occasion, view: View): Html {
  const { hit, day } = occasion;
  return html`<li class="row win"><p class="when">${renderClosing(day, view)}</p>
<div>${titled(occasion, view)}${waysLine(occasion)}${becameLine(occasion, view)}</div>${bar(hit.commentFrom ?? hit.published, day, view)}</li>`;
}

/** Groups in the order of their first item, so that the ministry whose window closes first stands first. */
function byIssuer(all: readonly Occasion[], view: View, item: (occasion: Occasion, view: View) => Html): HtmlPart {
  const groups = Map.groupBy(all, leadOf);
  return [...groups].map(([id, items]) => {
    const name = id === '' ? view.say('no issuer') : zh(nameOfLead(id, view));
    return html`<h3>${name} ${small(items.length)}</h3><ul>${items.map((each) => item(each, view))}</ul>`;
  });
}

function becameLine(occasion: Occasion, view: View): HtmlPart {
  const lines = outcomeOf(occasion).map(({ name: [english, chinese], of }) => {
    const { days } = of;
    const after = view.say(', {days} {days:day|days} after the draft', { days });
    return html`${`${view.say(english, chinese)}${view.say(':')}`} ${renderTextName(of, view)}${days !== undefined && after}`;
  });
  const all = [...lines, renderSilence(occasion.silentDays, view)].filter((line) => line !== undefined);
  return all.length > 0 && html`<p class="small">${joinParts(all, ' · ')}</p>`;
}

function closed(occasion: Occasion, view: View): Html {
  return html`<li class="row two"><p class="when"><b>${dayShort(occasion.day)}</b></p>
<div>${titled(occasion, view)}${becameLine(occasion, view)}</div></li>`;
}

function effect(occasion: Occasion, view: View): Html {
  const { say } = view;
  const until = wholeDays(view.today, occasion.day) ?? 0;
  const ahead = say('in {until} {until:day|days}', { until });
  const words = until === 0 ? say('today') : until > 0 ? ahead : say(`${-until} ${until === -1 ? 'day' : 'days'} ago`, `${-until}天前`);
  return html`<li class="row two"><p class="when"><b>${dayShort(occasion.day)}</b> ${words}</p><div>${titled(occasion, view)}</div></li>`;
}

const byMonth = (all: readonly Occasion[], view: View): HtmlPart =>
  [...Map.groupBy(all, ({ day }) => day.slice(0, 7))].map(([month, items]) => {
    const name = view.day(`${month}-01`).replace(/^1 |1日$/g, '');
    return html`<h3>${name}</h3><ul>${items.map((each) => effect(each, view))}</ul>`;
  });

/** Times to apply or to object, by their last day: no consultation, and kept apart from those. */
function windowsBlock(windows: readonly WindowLine[], view: View): Html {
  const { say } = view;
  const kinds = { application: say('applications'), objection: say('objections') };
  const items = windows.map(({ kind, from, until, time, quote, document }) => {
    const opened = from !== undefined && html` ${say('open from {from}', { from: view.day(from) })}`;
    return html`<li class="row two"><p class="when">${renderClosing(until, view)} ${time}</p>
<div>${titlePair({ href: view.to(documentPath(document.id)), title: document.title, english: document.english }, view)}
<p>${kinds[kind]}${opened} ${quoted(plainLine(quote, 160))}</p></div></li>`;
  });
  const none = softLine(say('None.'));
  return section(
    'apply',
    say('Applications and objections'),
    html`${smallPrint(say('Periods for applying to funding or programmes, or for objecting to announced results. Not public consultations.'))}
${windows.length === 0 ? none : html`<ul>${items}</ul>`}`,
    windows.length,
  );
}

function headBlock(calendar: Calendar, view: View): Html {
  const { say, today, language } = view;
  const { closing, closed: over, effective, expiring, windows } = calendar;
  const parts: readonly (readonly [string, string, unknown])[] = [
    ['close', say('Comment deadlines'), closing],
    ['closed', say('Recently ended'), over],
    ['effect', say('Taking effect'), effective],
    ['expiring', say('Expiring'), expiring],
    ['apply', say('Applications and objections'), windows],
  ];
  const below = html`<p class="kick">${say('Today is {weekday}, {day} in Beijing.', { weekday: weekday(today, language), day: view.day(today) })}
${say('Deadlines run to the end of the day, Beijing time.')}</p>
<p class="line small">${parts.map(([id, words, isShown]) => isShown !== undefined && html`<a href="${`#${id}`}">${words}</a>`)}<a
href="${fileOf(calendar.filters)}">${say('Calendar file (ICS)')}</a></p>${filterForm('/calendar', filterFields(calendar, view), view)}`;
  return head(bothTitles(say('Calendar'), '日历', view), below);
}

/** The calendar file of the same choice; it begins thirty days ago where no day is chosen. */
const fileOf = ({ state: _state, ...filters }: CalendarFilters): string => withQuery('/calendar.ics', filters);

function calendarBody(calendar: Calendar, view: View): Html {
  const { say, today } = view;
  const { closing, closed: over, effective, expiring, windows } = calendar;
  const months = monthStarts(today).map((day): Label => ({ at: place(day, today), text: dayShort(day), anchor: 'middle' }));
  const axis = placeLabels([{ at: place(today, today), text: say('today'), anchor: 'middle' }, ...months]).map(
    ({ at, text }) => html`<text x="${cent(at)}" y="14" text-anchor="middle">${text}</text>`,
  );
  const part = (
    id: string,
    title: string,
    items: readonly Occasion[] | undefined,
    body: (all: readonly Occasion[]) => HtmlPart,
  ): HtmlPart => items && section(id, title, items.length === 0 ? softLine(say('None.')) : body(items), items.length);
  const bars = (all: readonly Occasion[]) => html`${smallPrint(say('Thin line: days elapsed. Thick bar: days left. Vertical line: today.'))}
<div class="row win axis" aria-hidden="true"><span></span><span></span><svg width="100%" height="20">${axis}</svg></div>${byIssuer(all, view, window)}`;
  return html`${headBlock(calendar, view)}
${part('close', say('Comment deadlines'), closing, bars)}
${part('closed', say('Recently ended'), over, (all) => byIssuer(all, view, closed))}
${part('effect', say('Taking effect'), effective, (all) => byMonth(all, view))}
${part('expiring', say('Expiring'), expiring, (all) => byMonth(all, view))}
${windows && windowsBlock(windows, view)}`;
}

/** Days of ended periods beside the open ones. */
const recent = 60;

async function calendarPage(view: View, answers: Answers, request: RouteRequest) {
  const filters = await checkFilters(readParameters(request.given, withKind), answers);
  const { kind, state, ...given } = filters;
  const { from, ...rest } = given;
  // What closed before is listed apart; a first day in the past widens that list.
  const ahead = { ...rest, from: from !== undefined && from > view.today ? from : view.today };
  const only = state === undefined ? kind : 'comment';
  const wants = (each: NonNullable<typeof kind>) => only === undefined || only === each;
  const comments = wants('comment') && {
    ...(state !== 'closed' && { closing: await occasions('commentBy', ahead, answers) }),
    ...(state !== 'open' && { closed: await closedCalls(given, answers, state === undefined ? recent : undefined) }),
  };
  const effects = wants('effective') && { effective: await occasions('effective', given, answers) };
  const ends = wants('expires') && { expiring: await occasions('expires', given, answers) };
  // The register of windows knows theme, issuer and place of a document, and nothing else.
  const { theme, issuer, place, to, from: _from, ...others } = filters;
  const narrowed = Object.values(others).some((value) => value !== undefined);
  const wanted = { from: ahead.from, ...opt({ to, theme, issuer, place }) };
  const windows = !narrowed && { windows: await openWindows(wanted, answers) };
  const body = calendarBody({ filters, ...comments, ...effects, ...ends, ...windows }, view);
  return { ...headOf(filters, view), current: '/calendar', body };
}

function headOf({ kind, ...filters }: CalendarFilters, view: View): { readonly title: string; readonly canonical: string } {
  const { say } = view;
  const kinds = { comment: say('Comments due'), effective: say('Taking effect'), expires: say('Expiring') };
  const parts = [...(kind === undefined ? [] : [kinds[kind]]), ...namesOf(filters, view)].join(', ');
  return { title: [say('Calendar'), parts].filter(Boolean).join(': '), canonical: view.to('/calendar', { kind, ...filters }) };
}

async function openWindows(when: Omit<WindowQuery, 'kind' | 'limit'>, { register }: Answers) {
  const both = await Promise.all((['application', 'objection'] as const).map((kind) => register.windows({ kind, ...when, limit: 50 })));
  return both.flatMap(({ items }) => items).toSorted((a, b) => (a.until < b.until ? -1 : Number(a.until > b.until)));
}

export const calendarPageRoutes = [pageRoute('/calendar', calendarPage)];
