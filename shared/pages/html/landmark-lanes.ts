import type { Mentions } from '../../model/landmark.ts';
import { dayOfLandmark } from '../../registry/landmarks/find.ts';
import { entityIdOf, type Landmark, landmarkSections } from '../../registry/landmarks.ts';
import { drawDays, drawYears, picture } from '../charts/charts.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { daysOf } from './landmark-news.ts';
import { sectionNames } from './landmark-words.ts';

/** Dated landmarks on one scale of years, a lane for each section. */

const [top, lane] = [18, 34];

/** The picture, with its dates as a table; nothing of landmarks without a day. */
export function landmarkLanes(
  list: readonly Landmark[],
  mentions: Mentions,
  data: { readonly csv: string; readonly json: string },
  view: View,
): HtmlPart {
  const { say, word } = view;
  const dated = list.flatMap((landmark) => {
    const day = dayOfLandmark(landmark);
    return day === undefined ? [] : [{ landmark, day, full: mentions[entityIdOf(landmark)] !== undefined }];
  });
  const lanes = landmarkSections
    .map((section) => ({ section, dots: dated.filter(({ landmark }) => landmark.section === section) }))
    .filter(({ dots }) => dots.length > 0);
  if (lanes.length === 0) return undefined;
  const days = daysOf(list, view.today);
  const height = top + lanes.length * lane;
  const drawn = lanes.map(
    ({ section, dots }, n) =>
      html`<text x="0" y="${top + n * lane + 11}">${word(sectionNames, section)} (${dots.length})</text><line
class="ax" x1="4%" x2="96%" y1="${top + n * lane + 23}" y2="${top + n * lane + 23}"/>${drawDays(dots, days, { y: top + n * lane + 23, joined: false })}`,
  );
  const sums = lanes.map(({ section, dots }) => `${word(sectionNames, section)} ${dots.length}`).join(say(', ', '，'));
  return picture(
    {
      id: 'lanes',
      title: say('Landmarks by the day of their text', '各里程碑的日期'),
      says: say(
        `${dated.length} dated landmarks from ${days.from.slice(0, 4)} to ${days.to.slice(0, 4)}: ${sums}.`,
        `${days.from.slice(0, 4)}至${days.to.slice(0, 4)}年有日期的里程碑${dated.length}项：${sums}。`,
      ),
      height,
      drawing: html`${drawYears(days, height, true)}${drawn}`,
      note: say('Full dots: named by a collected document; hollow dots: not yet.', '实心点：已有文件提及；空心点：尚无。'),
      table: tableOf(dated, view),
      data,
    },
    view,
  );
}

function tableOf(dated: readonly { readonly landmark: Landmark; readonly day: string }[], view: View): Html {
  const rows = dated
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .map(
      ({ landmark, day }) =>
        html`<tr><th scope="row" class="nb">${day}</th><td>${view.language === 'zh' && landmark.zh !== '' ? zh(landmark.zh) : landmark.en}</td></tr>`,
    );
  return html`<table class="plain"><thead><tr><th scope="col">${view.say('Day')}</th><th scope="col">${view.say('Landmark')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}
