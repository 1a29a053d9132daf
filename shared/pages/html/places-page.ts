import type { ProvinceCount } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { type ThemeId, themeIds } from '../../model/vocabulary.ts';
import type { Place } from '../../registry/places.ts';
import { provinceOf, provinces } from '../../registry/provinces.ts';
import { dataLinks } from '../charts/charts.ts';
import { type Html, html } from '../words/escape.ts';
import { languageField, type View, zh } from '../words/page-view.ts';
import { levelNames, themeNames, typeNames } from '../words/words.ts';
import { groupOf, type SourceWithState } from './source-state.ts';

/** A grid of provinces and themes: how many documents bodies of each province issued on each theme; "not watched" is told from "nothing found". */

type PlaceFilters = { readonly level?: string; readonly type?: string; readonly from?: string; readonly to?: string };
export type PlaceGrid = {
  readonly filters: PlaceFilters;
  readonly counts: readonly ProvinceCount[];
  readonly sources: readonly SourceWithState[];
};

/** Provinces with a source of their own, and whether one of them could be read. */
type Watched = ReadonlyMap<string, { readonly sources: number; readonly read: number }>;

const readGroups: ReadonlySet<string> = new Set(['ok', 'quiet', 'partial', 'suspect']);

function watchedOf(sources: readonly SourceWithState[]): Watched {
  const found = new Map<string, { sources: number; read: number }>();
  for (const each of sources) {
    const province = each.source.needs === undefined ? provinceOf(each.source.publisher) : undefined;
    if (province === undefined) continue;
    const { sources: all, read } = found.get(province) ?? { sources: 0, read: 0 };
    found.set(province, { sources: all + 1, read: read + (readGroups.has(groupOf(each)) ? 1 : 0) });
  }
  return found;
}

/** Darker for more: a quarter of the highest count each. The number in the cell says the same. */
const heatOf = (count: number, most: number): string => `h${Math.min(4, Math.max(1, Math.ceil((4 * count) / Math.max(1, most))))}`;

function cell(count: number, { link, most, watched }: { link: string; most: number; watched: boolean }, { say }: View): Html {
  if (count > 0) return html`<td class="r ${heatOf(count, most)}"><a href="${link}">${count}</a></td>`;
  return watched
    ? html`<td class="r soft">0</td>`
    : html`<td class="r soft"><span aria-hidden="true">·</span><span class="vh">${say('not watched', '未监测')}</span></td>`;
}

/** How many sources of its own a province has; none is "not watched". */
function sourcesCell(state: { readonly sources: number; readonly read: number } | undefined, { say }: View): Html {
  if (!state) return html`<td class="r warn">${say('none here', '无')}</td>`;
  const unread = state.read === 0 && html`<br><span class="soft">${say('none read', '均未读取')}</span>`;
  return html`<td class="r">${state.sources}${unread}</td>`;
}

function row(place: Place, grid: PlaceGrid, { watched, most }: { watched: Watched; most: number }, view: View): Html {
  const own = grid.counts.find(({ province }) => province === place.id);
  const state = watched.get(place.id);
  const link = (theme?: ThemeId): string => view.to('/documents', { ...grid.filters, province: place.id, theme });
  const cells = themeIds.map((theme) => cell(own?.themes[theme] ?? 0, { link: link(theme), most, watched: (state?.read ?? 0) > 0 }, view));
  const chinese = zh(place.forms[0] ?? place.stem);
  const name = view.language === 'zh' ? chinese : html`${place.english} <span class="soft">${chinese}</span>`;
  const all = own ? html`<a href="${link()}">${own.total}</a>` : html`<span class="soft">0</span>`;
  return html`<tr><th scope="row">${name}</th>${sourcesCell(state, view)}<td class="r">${all}</td>${cells}</tr>`;
}

function filterForm({ level, type, from, to }: PlaceFilters, view: View): Html {
  const { say, word } = view;
  const option = (value: string, words: string, chosen: string | undefined): Html =>
    html`<option value="${value}"${value === orEmpty(chosen) && html` selected`}>${words}</option>`;
  const levels = ['L4', 'L5', 'L6'].map((each) => option(each, word(levelNames, each), level));
  const types = Object.keys(typeNames).map((each) => option(each, word(typeNames, each), type));
  return html`<form action="/places" class="inline">${languageField(view)}
<p class="field"><label for="level">${say('Level', '层级')}</label><select id="level" name="level">${option('', say('All'), level)}${levels}</select></p>
<p class="field"><label for="type">${say('Document type', '文件类型')}</label><select id="type" name="type">${option('', say('All'), type)}${types}</select></p>
<p class="field"><label for="from">${say('From')}</label><input id="from" name="from" type="date" value="${from}"></p>
<p class="field"><label for="to">${say('To')}</label><input id="to" name="to" type="date" value="${to}"></p>
<button>${say('Show')}</button></form>`;
}

/** The 31 of the mainland always; others when they have documents. */
const shownProvinces = (counts: readonly ProvinceCount[]): readonly Place[] =>
  provinces.filter(({ id, kind }) => (kind !== 'sar' && !id.includes('corps')) || counts.some(({ province }) => province === id));

/** The body of `/places`. */
export function placesPage(grid: PlaceGrid, view: View): Html {
  const { say, word } = view;
  const { counts, filters } = grid;
  const watched = watchedOf(grid.sources);
  const shown = shownProvinces(counts);
  const most = Math.max(0, ...counts.flatMap(({ themes }) => Object.values(themes)));
  const heads = themeIds.map(
    (id) => html`<th scope="col" class="r"><a href="${view.to(`/themes/${id}`)}">${word(themeNames, id)}</a></th>`,
  );
  const without = shown.filter(({ id }) => !watched.has(id)).length;
  const sum = counts.reduce((total, each) => total + each.total, 0);
  const given = Object.entries(filters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const at = (format: string): string => `/api/v1/provinces?${new URLSearchParams([...given, ['format', format]])}`;
  return html`<div class="head"><h1>${say('Provinces and themes', '各省与主题')}</h1>
<p class="kick">${say(
    `${sum} documents that bodies of a province, of its cities and districts issued. ${without} of ${shown.length} have no source of their own here.`,
    `各省及所辖市区县机构发布的文件${sum}件。${shown.length}个中有${without}个未设来源。`,
  )}</p></div>
${filterForm(filters, view)}
<div class="scroll" tabindex="0" role="region" aria-label="${say('Provinces and themes', '各省与主题')}"><table
class="grid"><thead><tr><th scope="col">${say('Province', '省份')}</th>
<th scope="col" class="r">${say('Sources')}</th><th scope="col" class="r">${say('Total', '合计')}</th>${heads}</tr></thead>
<tbody>${shown.map((place) => row(place, grid, { watched, most }, view))}</tbody></table></div>
<p class="small soft">${say(
    '0: watched, nothing found. A dot: no source of this province is read, so nothing can be said. Of two themes or provinces a document counts in both. ',
    '0：已监测，未见文件。点：本站未读取该省来源，无从判断。涉及两个主题的文件在两列各计一次，涉及两省的在两行各计一次。',
  )}${dataLinks({ csv: at('csv'), json: at('json') }, view)}</p>`;
}
