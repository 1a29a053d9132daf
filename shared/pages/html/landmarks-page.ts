import { themeIds } from '../../model/vocabulary.ts';
import { figureLandmarks } from '../../registry/landmarks/figures.ts';
import { type LandmarkFilters, landmarkKinds } from '../../registry/landmarks/find.ts';
import { type Landmark, landmarkSections, landmarks } from '../../registry/landmarks.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { languageField, type View } from '../words/page-view.ts';
import { themeNames } from '../words/words.ts';
import { type FigureNews, figureTable } from './figure-table.ts';
import { landmarkLanes } from './landmark-lanes.ts';
import { daysOf, hasNews, type News, thenAndSince, trackNote } from './landmark-news.ts';
import { kindNames, sectionNames } from './landmark-words.ts';

/** The backgrounder as it stands today: what it names, what became of it, and the newest figures beside the stated ones. */
export type LandmarkList = {
  readonly filters: LandmarkFilters;
  readonly found: readonly Landmark[];
  readonly news: News;
  readonly figures: FigureNews;
};

type Option = readonly [value: string, words: string];

function select(name: string, label: string, options: readonly Option[], chosen: string | number = ''): Html {
  const items = options.map(
    ([value, words]) => html`<option value="${value}"${value === String(chosen) && html` selected`}>${words}</option>`,
  );
  return html`<p class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${items}</select></p>`;
}

function filterForm({ theme, kind, news, days, q }: LandmarkFilters, view: View): Html {
  const { say, word } = view;
  const all: Option = ['', say('All')];
  const within = [30, 90, 365].map((n): Option => [String(n), say(`the last ${n} days`, `最近${n}天`)]);
  return html`<form action="/landmarks" class="inline">${languageField(view)}
<p class="field"><label for="name">${say('Name or number', '名称或文号')}</label><input id="name" name="q" type="search" maxlength="200" value="${q}"></p>
${select('theme', say('Theme'), [all, ...themeIds.map((id): Option => [id, word(themeNames, id)])], theme)}
${select('kind', say('Kind'), [all, ...landmarkKinds.map((each): Option => [each, word(kindNames, each)])], kind)}
${select('news', say('Documents'), [all, ['yes', say('with documents', '有文件')], ['no', say('no document yet')]], news)}
${select('days', say('Named in', '提及时间'), [['', say('any')], ...within], days)}
<button>${say('Show')}</button></form>`;
}

function sectionBlock(section: Landmark['section'], { found, news, figures, filters }: LandmarkList, view: View): HtmlPart {
  const entries = found.filter((each) => each.section === section);
  const { theme, kind, news: only, days, q } = filters;
  const whole = [kind, only, days, q].every((each) => each === undefined);
  const numbers = whole
    ? figureLandmarks.filter((each) => each.section === section && (theme === undefined || each.themes.some((one) => one === theme)))
    : [];
  if (entries.length + numbers.length === 0) return undefined;
  const seen = entries.filter((each) => hasNews(each, news)).length;
  return html`<section class="sec" aria-labelledby="${section}"><h2 id="${section}">${view.word(sectionNames, section)} <span
class="n">${view.say(`${seen} of ${entries.length} with documents`, `${entries.length}项中${seen}项有文件`)}</span></h2>
${entries.length > 0 && thenAndSince(entries, news, { days: daysOf(landmarks, view.today), most: whole ? 8 : 40 }, view)}${figureTable(numbers, figures, view)}</section>`;
}

/** The body of `/landmarks`. */
export function landmarksPage(list: LandmarkList, view: View): Html {
  const { say, word } = view;
  const { found, filters, news } = list;
  const present = landmarkSections.filter((section) => found.some((each) => each.section === section));
  const jumps = present.map((section) => html`<a href="${`#${section}`}">${word(sectionNames, section)}</a>`);
  const given = new URLSearchParams(Object.entries(filters).map(([name, value]): [string, string] => [name, String(value)]));
  const at = (format: string): string => `/api/v1/landmarks?${new URLSearchParams([...given, ['format', format]])}`;
  const data = { csv: at('csv'), json: at('json') };
  const seen = found.filter((each) => hasNews(each, news)).length;
  return html`<div class="head"><p class="kick">${say('The Development of AI Architecture in China (2026), kept up to date')}</p><h1>${say('Landmarks')}</h1>
<p class="lead">${say(
    `${found.length} documents, institutions and companies in the backgrounder and beside it; collected documents mention ${seen} of them. Unconfirmed items are marked.`,
    `背景文件及相关的文件、机构与企业${found.length}项，其中${seen}项已有文件提及。未核实者均有标注。`,
  )}</p>
<p class="line small">${jumps}</p></div>
${filterForm(filters, view)}
${found.length === 0 && html`<p class="soft">${say('No landmark meets these filters.', '没有符合条件的里程碑。')}</p>`}
${landmarkLanes(found, news.mentions, data, view)}
${trackNote(data, view)}
${present.map((section) => sectionBlock(section, list, view))}`;
}
