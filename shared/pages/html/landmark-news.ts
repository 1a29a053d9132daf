import type { Mentions } from '../../model/landmark.ts';
import type { Hit } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { dayOfLandmark } from '../../registry/landmarks/find.ts';
import { entityIdOf, type Landmark } from '../../registry/landmarks.ts';
import { type Days, dataLinks, drawDays, drawYears } from '../charts/charts.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { headlineOf, titleLanguage } from '../words/headline.ts';
import { type View, zh } from '../words/page-view.ts';
import { softDay } from '../words/text-name.ts';
import { kindNames, landmarkFacts, markWords } from './landmark-words.ts';

/** What the backgrounder names, then and since: a row for each landmark that documents name, on one scale of years; the others by their names. */

/** Since when documents name a landmark, by its entity, and their newest by id. */
export type News = { readonly mentions: Mentions; readonly newest: ReadonlyMap<string, Hit> };

export const hasNews = (landmark: Landmark, { mentions }: News): boolean => mentions[entityIdOf(landmark)] !== undefined;

const newestDay = (landmark: Landmark, { mentions }: News): string => orEmpty(mentions[entityIdOf(landmark)]?.newest);

/** The day that the newest document states; lists sort one without a day by its first reading, which is no day of the document. */
function statedDay(landmark: Landmark, { mentions, newest }: News): string | undefined {
  const hit = newest.get(orEmpty(mentions[entityIdOf(landmark)]?.newestId));
  return hit?.published ?? hit?.signed;
}

/** The newest development first. */
const byNews = (list: readonly Landmark[], news: News): readonly Landmark[] =>
  list.toSorted((a, b) => (newestDay(a, news) < newestDay(b, news) ? 1 : -1));

/** From the year of the oldest landmark to today, or to the last day of the list. */
export function daysOf(list: readonly Landmark[], today: string): Days {
  const days = list.flatMap((each) => dayOfLandmark(each) ?? []).toSorted();
  const [first = today, last = today] = [days[0], days.at(-1)];
  return { from: `${first.slice(0, 4)}-01-01`, to: last > today ? last : today };
}

const nameOf = (landmark: Landmark, { to }: View): Html =>
  html`<a href="${to(`/landmarks/${landmark.id}`)}">${landmark.en}</a>${landmark.zh !== '' && html` ${zh(landmark.zh)}`}`;

/** The line of a landmark: its day, and the newest document that names it. */
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
  const { english, chinese } = hit ? headlineOf(hit) : { english: '', chinese: '' };
  const title = view.language === 'zh' || english === '' ? zh(chinese) : html`<span lang="${titleLanguage(english)}">${english}</span>`;
  const named =
    hit && html`<a href="${to(`/documents/${encodeURIComponent(hit.id)}`)}">${title}</a>${softDay(statedDay(landmark, news), view)}<br>`;
  const all = to('/documents', { entity: entityIdOf(landmark) });
  return html`${named}<a class="small" href="${all}">${say(`${seen.documents} ${seen.documents === 1 ? 'document' : 'documents'}`, `${seen.documents}件文件`)}</a>`;
}

function row(landmark: Landmark, news: News, days: Days, view: View): Html {
  const { say, word } = view;
  const statement = landmark.statement !== '' && html`<p>${landmark.statement}</p>`;
  return html`<tr><th scope="row">${nameOf(landmark, view)}<br><span class="soft small">${word(kindNames, landmark.kind)} · </span>${markWords(landmark.mark, view)}</th>
<td data-l="${say('Then', '原载')}">${statement}${landmarkFacts(landmark, view)}</td><td
data-l="${say('Since', '其后')}">${track(landmark, news, days, view)}${since(landmark, news, view)}</td></tr>`;
}

/** Names of landmarks that no document names yet, folded; each is a link. */
function unseenNames(list: readonly Landmark[], view: View): HtmlPart {
  if (list.length === 0) return undefined;
  const summary = view.say(`No document yet: ${list.length} more`, `尚无文件提及：另有${list.length}项`);
  return html`<details class="unseen"><summary>${summary}</summary><p>${joinParts(
    list.map((each) => nameOf(each, view)),
    ' · ',
  )}</p></details>`;
}

/** The landmarks that documents name, then and since, on the scale `days`; at most `most` of them are open. */
export function thenAndSince(list: readonly Landmark[], news: News, { days, most = 12 }: { days: Days; most?: number }, view: View): Html {
  const { say } = view;
  const named = byNews(
    list.filter((each) => hasNews(each, news)),
    news,
  );
  const rows = (
    some: readonly Landmark[],
  ): Html => html`<table class="stack then"><thead><tr><th scope="col">${say('Landmark')}</th><th scope="col">${say('Then', '原载')}</th>
<th scope="col">${say('Since', '其后')}<svg class="track" aria-hidden="true" width="100%" height="16">${drawYears(days, 16, true)}</svg></th></tr></thead>
<tbody>${some.map((each) => row(each, news, days, view))}</tbody></table>`;
  const more = named.slice(most);
  return html`${named.length > 0 && rows(named.slice(0, most))}${
    more.length > 0 &&
    html`<details><summary>${say(`${more.length} more with documents`, `另有${more.length}项有文件`)}</summary>${rows(more)}</details>`
  }${unseenNames(
    list.filter((each) => !hasNews(each, news)),
    view,
  )}`;
}

/** How the lines of the tables are to be read, and where their numbers are. */
export const trackNote = ({ csv, json }: { readonly csv: string; readonly json: string }, view: View): Html =>
  html`<p class="small soft">${view.say(
    'Lines: full dot, the day of the landmark; hollow dot, the newest document that names it. ',
    '横线：实心点为该项日期，空心点为最新提及它的文件。',
  )}${dataLinks({ csv, json }, view)}</p>`;
