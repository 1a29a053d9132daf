import type { WindowLine } from '../../model/cross-index.ts';
import { addDays, wholeDays } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import type { Occasion } from '../feeds/calendar.ts';
import { dayShort, renderTimeLeft, weekday } from '../words/days.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { capital } from '../words/words.ts';
import { issuersOf, numberMark, titlePair } from './hit-item.ts';

/** Comment windows as bars on one scale, and days of effect by month. */

const back = 24;
const span = 84;

/** Place of a day on the scale, in per cent, kept within it. */
const place = (day: string, today: string): number => Math.min(100, Math.max(0, (((wholeDays(today, day) ?? 0) + back) / span) * 100));
const cent = (value: number): string => `${value.toFixed(2)}%`;

function bar(opened: string | undefined, closes: string, view: View): Html {
  const now = place(view.today, view.today);
  const start = opened === undefined ? now : Math.min(place(opened, view.today), now);
  const end = place(closes, view.today);
  const label =
    opened === undefined
      ? view.say(`Closes ${view.day(closes)}`, `${view.day(closes)}截止`)
      : view.say(`Comment period from ${view.day(opened)} to ${view.day(closes)}`, `${view.day(opened)}至${view.day(closes)}`);
  return html`<svg role="img" aria-label="${label}" width="100%" height="26"><line class="ax" x1="0" x2="100%" y1="13" y2="13"/>
<rect class="b" x="${cent(start)}" y="11" width="${cent(now - start)}" height="4"/>
<rect class="hi" x="${cent(now)}" y="7" width="${cent(Math.max(0.6, end - now))}" height="12"/><line class="today" x1="${cent(now)}" x2="${cent(now)}" y1="1" y2="25"/></svg>`;
}

const about = ({ hit }: Occasion, view: View): Html => html`<p>${issuersOf(hit, view)} · ${numberMark(hit.number, view)}</p>`;
const titled = ({ hit }: Occasion, view: View, heading: 'h3' | 'h4'): Html =>
  titlePair({ href: view.to(`/documents/${encodeURIComponent(hit.id)}`), english: hit.english, original: hit.title, heading }, view);

const renderClosing = (until: string, { say, today, language }: View): Html =>
  html`<b>${capital(orEmpty(renderTimeLeft(until, today, say)))}</b> ${weekday(until, language)} ${dayShort(until, language)}`;

function window(occasion: Occasion, view: View): Html {
  return html`<li class="row win"><p class="when">${renderClosing(occasion.day, view)}</p>
<div>${titled(occasion, view, 'h3')}${about(occasion, view)}</div>${bar(occasion.hit.published, occasion.day, view)}</li>`;
}

function effect(occasion: Occasion, view: View): Html {
  const { say, language } = view;
  const until = wholeDays(view.today, occasion.day) ?? 0;
  const words = until === 0 ? say('today') : say(`in ${until} ${until === 1 ? 'day' : 'days'}`, `${until}天后`);
  return html`<li class="row two"><p class="when"><b>${dayShort(occasion.day, language)}</b> ${words}</p><div>${titled(occasion, view, 'h4')}${about(occasion, view)}</div></li>`;
}

function byMonth(all: readonly Occasion[], view: View): HtmlPart {
  const months = [...new Set(all.map(({ day }) => day.slice(0, 7)))];
  return months.map((month) => {
    const name = view.day(`${month}-01`).replace(/^1 |1日$/g, '');
    return html`<h3>${name}</h3><ul>${all.filter(({ day }) => day.startsWith(month)).map((each) => effect(each, view))}</ul>`;
  });
}

/** Times to apply or to object, by their last day: no consultation, and kept apart from those. */
function windowsBlock(windows: readonly WindowLine[], view: View): Html {
  const { say } = view;
  const kinds = { application: say('applications'), objection: say('objections') };
  const items = windows.map(({ kind, from, until, time, quote, document }) => {
    const opened = from !== undefined && html` ${say(`open from ${view.day(from)}`, `自${view.day(from)}起`)}`;
    return html`<li class="row two"><p class="when">${renderClosing(until, view)} ${time}</p>
<div>${titlePair({ href: view.to(`/documents/${encodeURIComponent(document.id)}`), english: document.english, original: document.title }, view)}
<p>${kinds[kind]}${opened} <span class="small soft" lang="zh-Hans">“${plainLine(quote, 160)}”</span></p></div></li>`;
  });
  const none = html`<p class="soft">${say('None.')}</p>`;
  return html`<section class="sec" aria-labelledby="apply"><h2 id="apply">${say('Applications and objections')} <span
class="n">${windows.length}</span></h2><p
class="small soft">${say('Periods for applying to funding or programmes, or for objecting to announced results. Not public consultations.')}</p>
${windows.length === 0 ? none : html`<ul>${items}</ul>`}</section>`;
}

type Calendar = {
  readonly closing: readonly Occasion[];
  readonly effective: readonly Occasion[];
  /** Earliest end first. */
  readonly windows: readonly WindowLine[];
};

/** The body of `/calendar`. */
export function calendarPage({ closing, effective, windows }: Calendar, view: View): Html {
  const { say, today, language } = view;
  const last = addDays(today, span - back);
  const axis = html`<text x="${cent(place(today, today))}" y="14">${dayShort(today, language)}</text><text x="100%" y="14" text-anchor="end">${dayShort(last, language)}</text>`;
  const nothing = html`<p class="soft">${say('None.')}</p>`;
  return html`<div class="head"><h1>${say('Calendar')}${language === 'en' && html` ${zh('日历')}`}</h1>
<p class="kick">${say(`Today is ${weekday(today, language)}, ${view.day(today)} in Beijing.`, `今天是北京时间${view.day(today)}，${weekday(today, language)}。`)}
${say('Deadlines run to the end of the day, Beijing time.', '期限以北京时间当日结束为准。')}</p>
<p class="line small"><a href="#close">${say('Comment deadlines')}</a><a href="#effect">${say('Taking effect')}</a><a
href="#apply">${say('Applications and objections')}</a><a href="/calendar.ics">${say('Calendar file (ICS)')}</a></p></div>
<section aria-labelledby="close"><h2 id="close">${say('Comment deadlines')} <span class="n">${closing.length}</span></h2>
${
  closing.length === 0
    ? nothing
    : html`<p class="small soft">${say('Thin line: days elapsed. Thick bar: days left. Vertical line: today.')}</p>
<div class="row win axis" aria-hidden="true"><span></span><span></span><svg width="100%" height="20">${axis}</svg></div><ul>${closing.map((each) => window(each, view))}</ul>`
}</section>
<section class="sec" aria-labelledby="effect"><h2 id="effect">${say('Taking effect')} <span
class="n">${effective.length}</span></h2>${effective.length === 0 ? nothing : byMonth(effective, view)}</section>
${windowsBlock(windows, view)}`;
}
