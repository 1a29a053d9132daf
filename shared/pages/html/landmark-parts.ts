import type { Mentions, SourcedFigure } from '../../model/landmark.ts';
import type { Hit } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import {
  entityIdOf,
  isOldCheck,
  isVerified,
  type Landmark,
  type LandmarkSection,
  landmarkSections,
  type VerificationMark,
} from '../../registry/known.ts';
import { bodiesOf } from '../../registry/landmarks/bodies.ts';
import type { FigureLandmark } from '../../registry/landmarks/figures.ts';
import { dayOfLandmark } from '../../registry/landmarks/find.ts';
import { type Days, dataLinks, drawDays, drawYears, picture } from '../charts/charts.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import names from '../words/names.json' with { type: 'json' };
import { asWritten, documentPath, quantity, type View, zh } from '../words/page-view.ts';
import { landmarkDates } from '../words/status-reason.ts';
import { checkedNote, headlineIn, shortTitle, softDay, titleSpan } from '../words/text-name.ts';
import { named } from '../words/words.ts';
import { small, smallPrint, table } from './parts.ts';

export const sectionNames = named<LandmarkSection>(names.landmarkSections);
export const kindNames = named<Landmark['kind']>(names.landmarkKinds);

const marks = named<VerificationMark>(names.marks);

export const markWords = (mark: VerificationMark, { word }: View): Html => html` ${small(word(marks, mark))}`;

export function landmarkFacts(landmark: Landmark, view: View): HtmlPart {
  const { number, numberMark = '?', dates } = landmark;
  const days = Object.entries(dates).map(([kind, value]) => `${view.word(landmarkDates, kind)} ${view.day(value)}`);
  const bodies = bodiesOf(landmark).map(({ name, english }) => view.say(english, name));
  const { otherIssuers: n } = landmark;
  const others = n === undefined ? '' : view.say(' and {n} others', { n, all: n + bodies.length });
  const words = [...(bodies.length > 0 ? [`${bodies.join(view.say(', ', '、'))}${others}`] : []), ...days];
  const shown = number !== undefined && numberMark !== '?';
  if (words.length === 0 && !shown) return undefined;
  const numbered =
    shown && html`${words.length > 0 && ' · '}${zh(number)}${!isVerified(numberMark) && ` (${view.word(marks, numberMark)})`}`;
  return smallPrint([words.join(' · '), numbered]);
}

/**
 * What the backgrounder names, then and since: a row for each landmark that documents name, on one scale of years; the others by their
 * names.
 */

/** Since when documents name a landmark, by its entity, and their newest by id. */
export type News = { readonly mentions: Mentions; readonly newest: ReadonlyMap<string, Hit> };

export const hasNews = (landmark: Landmark, { mentions }: News): boolean => mentions[entityIdOf(landmark)] !== undefined;

const newestDay = (landmark: Landmark, { mentions }: News): string => orEmpty(mentions[entityIdOf(landmark)]?.newest);

/** The day that the newest document states; lists sort one without a day by its first reading, which is no day of the document. */
function statedDay(landmark: Landmark, { mentions, newest }: News): string | undefined {
  const hit = newest.get(orEmpty(mentions[entityIdOf(landmark)]?.newestId));
  return hit?.published ?? hit?.signed;
}

const byNews = (list: readonly Landmark[], news: News): readonly Landmark[] =>
  list.toSorted((a, b) => (newestDay(a, news) < newestDay(b, news) ? 1 : -1));

export function daysOf(list: readonly Landmark[], today: string): Days {
  const days = list.flatMap((each) => dayOfLandmark(each) ?? []).toSorted();
  const [first = today, last = today] = [days[0], days.at(-1)];
  return { from: `${first.slice(0, 4)}-01-01`, to: last > today ? last : today };
}

function nameOf({ id, en, zh: chinese }: Landmark, view: View): Html {
  const [first, second] = view.language === 'zh' && chinese !== '' ? [chinese, en] : [en, chinese];
  return html`<a href="${view.to(`/landmarks/${id}`)}">${asWritten(first, view)}</a>${second !== '' && html` ${asWritten(second, view)}`}`;
}

function track(landmark: Landmark, news: News, days: Days, view: View): HtmlPart {
  const [begun, newest] = [dayOfLandmark(landmark), orEmpty(statedDay(landmark, news))];
  const dots = [
    ...(begun === undefined ? [] : [{ day: begun, full: true }]),
    ...(newest === '' ? [] : [{ day: newest, full: false, small: true }]),
  ];
  if (dots.length < 2) return undefined;
  const label = view.say(
    `${begun === undefined ? 'No day known' : view.day(begun)}; ${newest === '' ? 'no document yet' : `newest document ${view.day(newest)}`}`,
    `${begun === undefined ? '日期不详' : view.day(begun)}；${newest === '' ? '尚无文件' : `最新文件${view.day(newest)}`}`,
  );
  return html`<svg class="track" role="img" aria-label="${label}" width="100%" height="20">${drawYears(days, 20, false)}${drawDays(dots, days)}</svg>`;
}

function since(landmark: Landmark, news: News, view: View): Html {
  const { mentions, newest } = news;
  const { say, to } = view;
  const seen = mentions[entityIdOf(landmark)];
  if (!seen) return html`<span class="soft">${say('no document yet')}</span>`;
  const hit = newest.get(seen.newestId);
  const named =
    hit && html`<a href="${to(documentPath(hit.id))}">${titleSpan(headlineIn(hit, view))}</a>${softDay(statedDay(landmark, news))}<br>`;
  const all = to('/documents', { entity: entityIdOf(landmark) });
  return html`${named}<a class="small" href="${all}">${say('{n} {n:document|documents}', { n: seen.documents })}</a>`;
}

function newsRow(landmark: Landmark, news: News, days: Days, view: View): Html {
  const { say, word } = view;
  const statement = landmark.statement !== '' && html`<p>${asWritten(landmark.statement, view)}</p>`;
  return html`<tr><th scope="row">${nameOf(landmark, view)}<br>${small(`${word(kindNames, landmark.kind)} · `)}${markWords(landmark.mark, view)}${
    isOldCheck(landmark.checked, view.today) && html`<br>${small(checkedNote(landmark, view))}`
  }</th>
<td data-l="${say('Then')}">${statement}${landmarkFacts(landmark, view)}</td><td
data-l="${say('Since', '其后')}">${track(landmark, news, days, view)}${since(landmark, news, view)}</td></tr>`;
}

function unseenNames(list: readonly Landmark[], view: View): HtmlPart {
  if (list.length === 0) return undefined;
  const summary = view.say('No document yet: {list} more', { list: list.length });
  return html`<details class="unseen"><summary>${summary}</summary><p>${joinParts(
    list.map((each) => nameOf(each, view)),
    ' · ',
  )}</p></details>`;
}

export function thenAndSince(list: readonly Landmark[], news: News, { days, most = 12 }: { days: Days; most?: number }, view: View): Html {
  const { say } = view;
  const named = byNews(
    list.filter((each) => hasNews(each, news)),
    news,
  );
  const axis = (some: readonly Landmark[]): HtmlPart =>
    some.some((each) => track(each, news, days, view)) &&
    html`<svg class="track" aria-hidden="true" width="100%" height="16">${drawYears(days, 16, true)}</svg>`;
  const rows = (
    some: readonly Landmark[],
  ): Html => html`<table class="stack then"><thead><tr><th scope="col">${say('Landmark')}</th><th scope="col">${say('Then')}</th>
<th scope="col">${say('Since', '其后')}${axis(some)}</th></tr></thead>
<tbody>${some.map((each) => newsRow(each, news, days, view))}</tbody></table>`;
  const more = named.slice(most);
  return html`${named.length > 0 && rows(named.slice(0, most))}${
    more.length > 0 && html`<details><summary>${say('{more} more with documents', { more: more.length })}</summary>${rows(more)}</details>`
  }${unseenNames(
    list.filter((each) => !hasNews(each, news)),
    view,
  )}`;
}

export const trackNote = (data: string, view: View): Html =>
  html`<p class="small soft wide-only">${view.say('Lines: full dot, the day of the landmark; hollow dot, the newest document that names it. ')}${dataLinks(data, view)}</p>`;

const [top, rowHeight] = [18, 34];

export function landmarkRows(list: readonly Landmark[], mentions: Mentions, data: string, view: View): HtmlPart {
  const { say, word } = view;
  const dated = list.flatMap((landmark) => {
    const day = dayOfLandmark(landmark);
    return day === undefined ? [] : [{ landmark, day, full: mentions[entityIdOf(landmark)] !== undefined }];
  });
  const rows = landmarkSections
    .map((section) => ({ section, dots: dated.filter(({ landmark }) => landmark.section === section) }))
    .filter(({ dots }) => dots.length > 0);
  if (rows.length === 0) return undefined;
  const days = daysOf(list, view.today);
  const height = top + rows.length * rowHeight;
  const drawn = rows.map(
    ({ section, dots }, n) =>
      html`<text x="0" y="${top + n * rowHeight + 11}">${word(sectionNames, section)} (${dots.length})</text><line
class="ax" x1="4%" x2="96%" y1="${top + n * rowHeight + 23}" y2="${top + n * rowHeight + 23}"/>${drawDays(dots, days, { y: top + n * rowHeight + 23, joined: false })}`,
  );
  const sums = rows.map(({ section, dots }) => `${word(sectionNames, section)} ${dots.length}`).join(say(', ', '，'));
  return picture(
    {
      id: 'lanes',
      title: say('Landmarks by the day of their text'),
      says: say('{dated} dated landmarks from {from} to {to}: {sums}.', {
        dated: dated.length,
        from: days.from.slice(0, 4),
        to: days.to.slice(0, 4),
        sums,
      }),
      height,
      drawing: html`${drawYears(days, height, true)}${drawn}`,
      note: say('Full dots: named by a collected document; hollow dots: not yet.'),
      table: table(
        dated.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
        [
          [say('Day'), ({ day }) => day, { row: true, class: 'nb' }],
          [say('Landmark'), ({ landmark: { en, zh: chinese } }) => (view.language === 'zh' && chinese !== '' ? zh(chinese) : en)],
        ],
        { kind: 'plain' },
      ),
      data,
    },
    view,
  );
}

/**
 * Figures that the backgrounder states, beside the newest ones of documents: a row each, with both on one line where both are numbers of
 * one unit.
 */

export function areaWords({ area }: SourcedFigure, { say, language }: View): string {
  if (area.of === 'country') return say('China');
  if (area.of === 'unstated') return say('area not stated');
  return (language === 'zh' ? area.name : area.english) ?? say('one place');
}

function newestCell(newest: SourcedFigure, view: View): Html {
  const { id, day } = newest.document;
  const name = titleSpan(shortTitle(newest.document, view));
  return html`<b>${quantity(newest, view)}</b>${newest.year !== undefined && ` (${newest.year})`}${newest.area.of !== 'country' && ` · ${areaWords(newest, view)}`}<br>
<span class="small"><a href="${view.to(documentPath(id))}">${name}</a>${day !== undefined && html` <span class="soft nb">${view.day(day)}</span>`}<br>
<span class="soft">${zh(`“${newest.quote}”`)}</span></span>`;
}

export type FigureNews = ReadonlyMap<string, SourcedFigure>;

export function figureTable(list: readonly FigureLandmark[], newest: FigureNews, view: View): HtmlPart {
  if (list.length === 0) return undefined;
  const { say } = view;
  const known = list.flatMap((each) => {
    const found = newest.get(each.id);
    return found ? [{ landmark: each, found }] : [];
  });
  const open = list.filter(({ id }) => newest.get(id) === undefined);
  const figureLink = ({ id, en }: FigureLandmark): Html =>
    html`<a href="${view.to(`/landmarks/figures/${id}`)}">${asWritten(en, view)}</a>`;
  const note = (words: string): HtmlPart => words !== '' && html`<br>${small(asWritten(words, view))}`;
  const rows = table(
    known,
    [
      [say('Indicator'), ({ landmark }) => html`${figureLink(landmark)}${note(landmark.note)}`, { row: true }],
      [say('As stated'), ({ landmark: { stated, mark } }) => html`${asWritten(stated, view)}${markWords(mark, view)}`],
      [say('Latest in collected documents'), ({ found }) => newestCell(found, view)],
    ],
    { kind: 'figures' },
  );
  const unstated = open.map(
    (each) => html`<li>${figureLink(each)}${view.say(': ')}${asWritten(each.stated, view)}${markWords(each.mark, view)}</li>`,
  );
  const words = say('No document states it yet: {open} {open:figure|figures}', { open: open.length });
  const folded = html`<details class="unseen"><summary>${words}</summary><ul class="list small">${unstated}</ul></details>`;
  return html`${known.length > 0 && rows}${open.length > 0 && folded}
${smallPrint(dataLinks('/api/v1/landmarks/figures', view))}`;
}
