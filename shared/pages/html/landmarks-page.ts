import type { LandmarkNews, LaterAct, Mentions, SourcedFigure } from '../../model/landmark.ts';
import { bodiesOf } from '../../registry/landmarks/bodies.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import {
  entityIdOf,
  isVerified,
  type Landmark,
  type LandmarkSection,
  landmarkSections,
  landmarks,
  type VerificationMark,
} from '../../registry/landmarks.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { landmarkDates } from '../words/field-name.ts';
import { type View, zh } from '../words/page-view.ts';
import { quantity } from '../words/quantity.ts';
import { renderTextName } from '../words/text-name.ts';
import { inverseNames, type LanguagePair, themeNames } from '../words/words.ts';
import { hitItem } from './hit-item.ts';
import { unreadBlock } from './known-acts.ts';

/** The backgrounder as it stands today: what it names, what became of it, and the newest figures beside the stated ones. */

const sectionNames: Readonly<Record<LandmarkSection, LanguagePair>> = {
  'data-market': ['Data marketplace', '数据要素与数据市场'],
  compute: ['Data centres and compute', '数据中心与算力'],
  education: ['AI in education', '人工智能教育'],
  research: ['Research ecosystem', '科研生态'],
  policy: ['Policy direction', '政策方向'],
  companies: ['Leading companies', '领先企业'],
  fyp15: ['What next: the 15th Five-Year Plan', '下一步：“十五五”规划'],
  bodies: ['Institutions mentioned', '提及的机构'],
  beyond: ['Later and related', '后续与补充'],
};
const kindNames: Readonly<Record<string, LanguagePair>> = {
  act: ['act', '文件'],
  institution: ['body', '机构'],
  company: ['company', '企业'],
  programme: ['programme', '工程或项目'],
  product: ['product', '产品'],
  place: ['place', '地点'],
  idea: ['term', '概念'],
};

const marks: Readonly<Record<VerificationMark, LanguagePair>> = {
  V2: ['confirmed by two documents', '两份以上文件证实'],
  V1: ['confirmed by one document', '一份文件证实'],
  K: ['unverified', '未核实'],
  '?': ['mentioned in the backgrounder; not confirmed', '背景文件提及，未获证实'],
};

/** How well an entry was checked. */
const markWords = (mark: VerificationMark, { word }: View): Html => html` <span class="soft small">${word(marks, mark)}</span>`;

/** Bodies, dates and number; a number known by hearsay says so, one that nothing confirms is not shown. */
function facts(landmark: Landmark, view: View): HtmlPart {
  const { number, numberMark = '?', dates } = landmark;
  const days = Object.entries(dates).map(([kind, value]) => `${view.word(landmarkDates, kind)} ${view.day(value)}`);
  const bodies = bodiesOf(landmark).map(({ name, english }) => (view.language === 'zh' ? name : english));
  const { otherIssuers: n } = landmark;
  const others = n === undefined ? '' : view.say(` and ${n} others`, `等${n + bodies.length}部门`);
  const words = [...(bodies.length > 0 ? [`${bodies.join(view.say(', ', '、'))}${others}`] : []), ...days];
  const shown = number !== undefined && numberMark !== '?';
  if (words.length === 0 && !shown) return undefined;
  const numbered =
    shown && html`${words.length > 0 && ' · '}${zh(number)}${!isVerified(numberMark) && ` (${view.word(marks, numberMark)})`}`;
  return html`<p class="small soft">${words.join(' · ')}${numbered}</p>`;
}

function row(landmark: Landmark, mentions: Mentions, view: View): Html {
  const { say, to } = view;
  const seen = mentions[entityIdOf(landmark)];
  const count = seen
    ? html`<span class="fig">${say(
        `${seen.documents} ${seen.documents === 1 ? 'document' : 'documents'}, newest ${view.day(seen.newest)}`,
        `${seen.documents}件文件，最新${view.day(seen.newest)}`,
      )}</span>`
    : html`<span class="soft">${say('no document yet')}</span>`;
  return html`<li><p><a href="${to(`/landmarks/${landmark.id}`)}">${landmark.en}</a>${landmark.zh !== '' && html` ${zh(landmark.zh)}`}${markWords(landmark.mark, view)}</p>
${landmark.statement !== '' && html`<p class="small">${landmark.statement}</p>`}${facts(landmark, view)}
<p class="small">${view.word(kindNames, landmark.kind)} · ${count}</p></li>`;
}

/** Where a figure holds, which its sentence need not say. */
function areaWords({ area }: SourcedFigure, { say, language }: View): string {
  if (area.of === 'country') return say('China');
  if (area.of === 'unstated') return say('area not stated');
  return (language === 'zh' ? area.name : area.english) ?? say('one place');
}

/** A figure as stated and as the newest document has it. */
function figureRow(landmark: FigureLandmark, newest: SourcedFigure | undefined, view: View): Html {
  const { say, to } = view;
  const now = newest
    ? html`<a href="${to(`/documents/${newest.document.id}`)}">${quantity(newest, view)}</a>${newest.year !== undefined && ` (${newest.year})`}${
        newest.area.of !== 'country' && ` · ${areaWords(newest, view)}`
      }<br>
<span class="small soft">${newest.document.day !== undefined && view.day(newest.document.day)} ${zh(`“${newest.quote}”`)}</span>`
    : html`<span class="soft">${say('no document states it yet')}</span>`;
  return html`<tr><th scope="row"><a href="${to(`/landmarks/figures/${landmark.id}`)}">${landmark.en}</a>${
    landmark.note !== '' &&
    html`<br><span
class="small soft">${landmark.note}</span>`
  }</th><td data-l="${say('As stated')}">${landmark.stated}${markWords(landmark.mark, view)}</td>
<td data-l="${say('Latest')}">${now}</td></tr>`;
}

export type FigureNews = ReadonlyMap<string, SourcedFigure | undefined>;

/** Figures as stated and as the newest documents have them; nothing when there are none. */
export function figureTable(list: readonly FigureLandmark[], newest: FigureNews, view: View): HtmlPart {
  if (list.length === 0) return undefined;
  const { say } = view;
  return html`<table class="stack"><thead><tr><th scope="col">${say('Indicator')}</th><th scope="col">${say('As stated')}</th>
<th scope="col">${say('Latest in collected documents')}</th></tr></thead><tbody>${list.map((each) => figureRow(each, newest.get(each.id), view))}</tbody></table>`;
}

/** The body of `/landmarks`. */
export function landmarksPage(mentions: Mentions, newest: FigureNews, view: View): Html {
  const { say, word } = view;
  const present = landmarkSections.map((section) => ({ section, entries: landmarks.filter((each) => each.section === section) }));
  const links = present.map(({ section }) => html`<a href="#${section}">${word(sectionNames, section)}</a>`);
  const blocks = present.map(
    ({
      section,
      entries,
    }) => html`<section class="sec" aria-labelledby="${section}"><h2 id="${section}">${word(sectionNames, section)} <span class="n">${entries.length}</span></h2>
<ul class="list">${entries.map((each) => row(each, mentions, view))}</ul>
${figureTable(
  figureLandmarks.filter((each) => each.section === section),
  newest,
  view,
)}</section>`,
  );
  return html`<div class="head"><p class="kick">${say('The Development of AI Architecture in China (2026), kept up to date')}</p><h1>${say('Landmarks')}</h1>
<p class="lead">${say('Documents, institutions and companies in the backgrounder, with later documents that mention them. Unconfirmed items are marked.')}</p>
<p class="line small">${links}</p></div>${blocks}`;
}

const effectNames: Readonly<Record<string, LanguagePair>> = { ...inverseNames, amends: ['amended by', '被其修改'] };

function laterAct({ effect, issuers, day, ...act }: LaterAct, view: View): Html {
  const names = issuers.map(({ name, english }) => (view.language === 'en' && english !== undefined ? english : zh(name)));
  return html`<li><p>${view.word(effectNames, effect)} ${renderTextName(act, view)}</p>
<p class="small soft">${joinParts([...names, ...(day === undefined ? [] : [view.day(day)])], view.say(', ', '、'))}</p></li>`;
}

const laterActsBlock = (acts: LandmarkNews['laterActs'], view: View): Html => html`<section class="sec"><h2>${view.say('Later acts')} <span
class="n">${acts.length}</span></h2><ul class="list">${acts.map((act) => laterAct(act, view))}</ul></section>`;

/** The body of `/landmarks/{id}`. */
export function landmarkPage(landmark: Landmark, news: LandmarkNews, view: View): Html {
  const { say, to, word } = view;
  const { held, laterActs, newest, total } = news;
  const other = landmark.aliases.filter((alias) => alias !== landmark.zh && alias !== landmark.en);
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks')}</a> · <a
href="${to(`/landmarks#${landmark.section}`)}">${word(sectionNames, landmark.section)}</a> · ${word(kindNames, landmark.kind)}</p>
<h1>${landmark.en}</h1>${landmark.zh !== '' && html`<p class="zh">${zh(landmark.zh)}</p>`}${markWords(landmark.mark, view)}${facts(landmark, view)}</div>
${landmark.statement !== '' && html`<p class="lead">${landmark.statement}</p>`}
${other.length > 0 && html`<p class="small soft">${say('Also known as')} ${other.join('; ')}</p>`}
<p class="tags">${landmark.themes.map((theme) => html`<a href="${to(`/themes/${theme}`)}">${word(themeNames, theme)}</a>`)}</p>
${held ? html`<section class="sec"><h2>${say('Full document')}</h2>${hitItem(held, view)}</section>` : unreadBlock(landmark, news, view)}
${laterActs.length > 0 && laterActsBlock(laterActs, view)}
<section class="sec"><h2>${say('Later developments')} <span
class="n">${total - (held ? 1 : 0)}</span></h2>${
    newest.length > 0 ? newest.map((hit) => hitItem(hit, view)) : html`<p class="soft">${say('No collected document mentions it yet.')}</p>`
  }
${
  total > newest.length &&
  html`<p class="small more"><a
href="${to('/documents', { entity: entityIdOf(landmark) })}">${say(`All ${total} documents that mention it`, `提及它的全部${total}件文件`)}</a></p>`
}</section>`;
}

/** The body of `/landmarks/figures/{id}`: the stated figure and every newer one, newest first. */
export function figurePage(landmark: FigureLandmark, stated: readonly SourcedFigure[], view: View): Html {
  const { say, to } = view;
  const rows = stated.map(
    (each) =>
      html`<tr><td>${each.document.day !== undefined && view.day(each.document.day)}</td>
<td>${quantity(each, view)}${each.year !== undefined && ` (${each.year})`}<br><span class="small soft">${areaWords(each, view)}</span></td>
<td><a href="${to(`/documents/${each.document.id}`)}">${each.document.english || each.document.title}</a><br>${zh(`“${each.quote}”`)}</td></tr>`,
  );
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks')}</a> · ${say('Indicator')}</p><h1>${landmark.en}</h1>
<p class="lead">${say('As stated')}: ${landmark.stated}${markWords(landmark.mark, view)}</p></div>
${landmark.note !== '' && html`<p class="soft">${landmark.note}</p>`}
${
  rows.length > 0
    ? html`<table class="stack"><thead><tr><th scope="col">${say('Day')}</th><th scope="col">${say('Value')}</th>
<th scope="col">${say('Document and quotation')}</th></tr></thead><tbody>${rows}</tbody></table>`
    : html`<p class="soft">${say('No collected document states it yet.')}</p>`
}`;
}
