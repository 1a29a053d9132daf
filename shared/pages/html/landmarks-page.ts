import type { LandmarkNews, Mentions, SourcedFigure } from '../../model/landmark.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import {
  bodiesOf,
  isVerified,
  type Landmark,
  type LandmarkSection,
  landmarkSections,
  landmarks,
  type VerificationMark,
} from '../../registry/landmarks.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { quantity } from '../words/quantity.ts';
import { dateNames, type LanguagePair, themeNames } from '../words/words.ts';
import { hitItem } from './hit-item.ts';

/** The backgrounder as it stands today: what it names, what became of it, and the newest figures beside the stated ones. */

const sectionNames: Readonly<Record<LandmarkSection, LanguagePair>> = {
  'data-market': ['Data marketplace', '数据要素与数据市场'],
  compute: ['Data centres and compute', '数据中心与算力'],
  education: ['AI in education', '人工智能教育'],
  research: ['Research ecosystem', '科研生态'],
  policy: ['Policy direction', '政策方向'],
  companies: ['Leading companies', '领先企业'],
  fyp15: ['What next: the 15th Five-Year Plan', '下一步：“十五五”规划'],
  bodies: ['Bodies named', '所提机构'],
  beyond: ['Since then, and beside it', '后续与补充'],
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
const landmarkDates: Readonly<Record<string, LanguagePair>> = { ...dateNames, adopted: ['adopted', '通过'], draft: ['draft', '草案'] };

const marks: Readonly<Record<VerificationMark, LanguagePair>> = {
  V2: ['seen in two texts', '见于两份以上文本'],
  V1: ['seen in one text', '见于一份文本'],
  K: ['unverified', '未核实'],
  '?': ['named in the backgrounder; nothing was found that confirms it', '背景文件提及，未找到佐证'],
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
  return html`<p class="small soft">${words.join(' · ')}${shown && html`${words.length > 0 && ' · '}${zh(number)}${!isVerified(numberMark) && ` (${view.word(marks, numberMark)})`}`}</p>`;
}

function row(landmark: Landmark, mentions: Mentions, view: View): Html {
  const { say, to } = view;
  const seen = mentions[landmark.id];
  const count = seen
    ? html`<span class="fig">${say(`${seen.documents} ${seen.documents === 1 ? 'document' : 'documents'}, newest ${view.day(seen.newest)}`, `${seen.documents}件文件，最新${view.day(seen.newest)}`)}</span>`
    : html`<span class="soft">${say('no document yet', '尚无文件')}</span>`;
  return html`<li><p><a href="${to(`/landmarks/${landmark.id}`)}">${landmark.en}</a>${landmark.zh !== '' && html` ${zh(landmark.zh)}`}${markWords(landmark.mark, view)}</p>${landmark.statement !== '' && html`<p class="small">${landmark.statement}</p>`}${facts(landmark, view)}<p class="small">${view.word(kindNames, landmark.kind)} · ${count}</p></li>`;
}

/** A figure as stated and as the newest document has it. */
function figureRow(landmark: FigureLandmark, newest: SourcedFigure | undefined, view: View): Html {
  const { say, to } = view;
  const now = newest
    ? html`<a href="${to(`/documents/${newest.document.id}`)}">${quantity(newest, view)}</a>${newest.year !== undefined && ` (${newest.year})`}<br><span class="small soft">${newest.document.day !== undefined && view.day(newest.document.day)} ${zh(`“${newest.quote}”`)}</span>`
    : html`<span class="soft">${say('no document states it yet', '尚无文件述及')}</span>`;
  return html`<tr><th scope="row"><a href="${to(`/landmarks/figures/${landmark.id}`)}">${landmark.en}</a>${landmark.note !== '' && html`<br><span class="small soft">${landmark.note}</span>`}</th><td data-l="${say('As stated', '原述')}">${landmark.stated}${markWords(landmark.mark, view)}</td><td data-l="${say('Newest', '最新值')}">${now}</td></tr>`;
}

export type FigureNews = ReadonlyMap<string, SourcedFigure | undefined>;

/** Figures as stated and as the newest documents have them; nothing when there are none. */
export function figureTable(list: readonly FigureLandmark[], newest: FigureNews, view: View): HtmlPart {
  if (list.length === 0) return undefined;
  const { say } = view;
  return html`<table class="stack"><thead><tr><th scope="col">${say('Figure', '指标')}</th><th scope="col">${say('As stated', '原述')}</th><th scope="col">${say('Newest in tracked documents', '追踪文件中的最新值')}</th></tr></thead><tbody>${list.map((each) => figureRow(each, newest.get(each.id), view))}</tbody></table>`;
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
  return html`<div class="head"><p class="kick">${say('The Development of AI Architecture in China (2026), kept up to date', '《中国人工智能架构的发展》（2026），持续更新')}</p><h1>${say('Landmarks', '里程碑')}</h1>
<p class="lead">${say('Everything the backgrounder names, with the documents that came since. What could not be confirmed says so.', '背景文件所提及的一切，以及其后出现的文件；未能证实者均已注明。')}</p><p class="line small">${links}</p></div>${blocks}`;
}

/** The body of `/landmarks/{id}`. */
export function landmarkPage(landmark: Landmark, news: LandmarkNews, view: View): Html {
  const { say, to, word } = view;
  const { held, newest, total } = news;
  const other = landmark.aliases.filter((alias) => alias !== landmark.zh && alias !== landmark.en);
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks', '里程碑')}</a> · <a href="${to(`/landmarks#${landmark.section}`)}">${word(sectionNames, landmark.section)}</a> · ${word(kindNames, landmark.kind)}</p>
<h1>${landmark.en}</h1>${landmark.zh !== '' && html`<p class="zh">${zh(landmark.zh)}</p>`}${markWords(landmark.mark, view)}${facts(landmark, view)}</div>
${landmark.statement !== '' && html`<p class="lead">${landmark.statement}</p>`}
${other.length > 0 && html`<p class="small soft">${say('Also', '又称')} ${other.join('; ')}</p>`}
<p class="tags">${landmark.themes.map((theme) => html`<a href="${to(`/themes/${theme}`)}">${word(themeNames, theme)}</a>`)}</p>
${held && html`<section class="sec"><h2>${say('The text itself', '文件原文')}</h2>${hitItem(held, view)}</section>`}
<section class="sec"><h2>${say('Later developments', '后续进展')} <span class="n">${total - (held ? 1 : 0)}</span></h2>${newest.length > 0 ? newest.map((hit) => hitItem(hit, view)) : html`<p class="soft">${say('No tracked document names it yet.', '尚无追踪文件提及。')}</p>`}
${total > newest.length && html`<p class="small more"><a href="${to('/documents', { entity: landmark.id })}">${say(`All ${total} documents that name it`, `提及它的全部${total}件文件`)}</a></p>`}</section>`;
}

/** The body of `/landmarks/figures/{id}`: the stated figure and every newer one, newest first. */
export function figurePage(landmark: FigureLandmark, stated: readonly SourcedFigure[], view: View): Html {
  const { say, to } = view;
  const rows = stated.map(
    (each) =>
      html`<tr><td>${each.document.day !== undefined && view.day(each.document.day)}</td><td>${quantity(each, view)}${each.year !== undefined && ` (${each.year})`}</td><td><a href="${to(`/documents/${each.document.id}`)}">${each.document.english || each.document.title}</a><br>${zh(`“${each.quote}”`)}</td></tr>`,
  );
  return html`<div class="head"><p class="kick"><a href="${to('/landmarks')}">${say('Landmarks', '里程碑')}</a> · ${say('Figure', '指标')}</p><h1>${landmark.en}</h1><p class="lead">${say('Stated', '原述')}: ${landmark.stated}${markWords(landmark.mark, view)}</p></div>
${landmark.note !== '' && html`<p class="soft">${landmark.note}</p>`}
${rows.length > 0 ? html`<table class="stack"><thead><tr><th scope="col">${say('Day', '日期')}</th><th scope="col">${say('Value', '数值')}</th><th scope="col">${say('Document and words', '文件与原文')}</th></tr></thead><tbody>${rows}</tbody></table>` : html`<p class="soft">${say('No tracked document states it yet.', '尚无追踪文件述及。')}</p>`}`;
}
