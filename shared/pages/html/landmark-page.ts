import type { LandmarkNews, LaterAct, SourcedFigure } from '../../model/landmark.ts';
import type { FigureLandmark } from '../../registry/landmarks/figures.ts';
import { entityIdOf, type Landmark } from '../../registry/landmarks.ts';
import { type Html, html, joinParts } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { quantity } from '../words/quantity.ts';
import { renderTextName, shortTitle } from '../words/text-name.ts';
import { inverseNames, themeNames } from '../words/words.ts';
import { areaWords, dotsOf } from './figure-table.ts';
import { hitItem } from './hit-item.ts';
import { unreadBlock } from './known-acts.ts';
import { kindNames, landmarkFacts, markWords, sectionNames } from './landmark-words.ts';

/** One landmark, or one figure, as it stands today. */

function laterAct({ effect, issuers, day, ...act }: LaterAct, view: View): Html {
  const names = issuers.map(({ name, english }) => (view.language === 'en' && english !== undefined ? english : zh(name)));
  return html`<li><p>${view.word(inverseNames, effect)} ${renderTextName(act, view)}</p>
<p class="small soft">${joinParts([...names, ...(day === undefined ? [] : [view.day(day)])], view.say(', ', '、'))}</p></li>`;
}

const laterActsBlock = (acts: LandmarkNews['laterActs'], view: View): Html => html`<section class="sec"><h2>${view.say('Later acts')} <span
class="n">${acts.length}</span></h2><ul class="list">${acts.map((act) => laterAct(act, view))}</ul></section>`;

/** Its name as the heading, the other language under it. */
function landmarkNames({ en, zh: chinese }: Landmark, { language }: View): Html {
  if (chinese === '') return html`<h1 lang="en">${en}</h1>`;
  if (language === 'zh') return html`<h1>${chinese}</h1><p class="zh" lang="en">${en}</p>`;
  return html`<h1>${en}</h1><p class="zh">${zh(chinese)}</p>`;
}

/** The body of `/landmarks/{id}`. */
export function landmarkPage(landmark: Landmark, news: LandmarkNews, view: View): Html {
  const { say, to, word } = view;
  const { held, laterActs, newest, total } = news;
  const other = landmark.aliases.filter((alias) => alias !== landmark.zh && alias !== landmark.en);
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks')}</a> · <a
href="${to(`/landmarks#${landmark.section}`)}">${word(sectionNames, landmark.section)}</a> · ${word(kindNames, landmark.kind)}</p>
${landmarkNames(landmark, view)}${markWords(landmark.mark, view)}${landmarkFacts(landmark, view)}</div>
${landmark.statement !== '' && html`<p class="lead" lang="en">${landmark.statement}</p>`}
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
<td><a href="${to(`/documents/${each.document.id}`)}">${shortTitle(each.document, view)}</a><br>${zh(`“${each.quote}”`)}</td></tr>`,
  );
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks')}</a> · ${say('Indicator')}</p><h1>${landmark.en}</h1>
<p class="lead">${say('As stated')}: ${landmark.stated}${markWords(landmark.mark, view)}</p></div>
${landmark.note !== '' && html`<p class="soft">${landmark.note}</p>`}
${dotsOf(landmark, stated, view)}
${
  rows.length > 0
    ? html`<table class="stack"><thead><tr><th scope="col">${say('Day')}</th><th scope="col">${say('Value')}</th>
<th scope="col">${say('Document and quotation')}</th></tr></thead><tbody>${rows}</tbody></table>`
    : html`<p class="soft">${say('No collected document states it yet.')}</p>`
}`;
}
