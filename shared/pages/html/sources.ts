import type { ProvinceCount, QueryResult } from '../../model/query.ts';
import type { HourLine, SourceState } from '../../model/run.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Source, SourceCondition } from '../../model/source.ts';
import { daysBetween } from '../../model/time.ts';
import { holidayDays } from '../../registry/holidays.ts';
import type { Place } from '../../registry/places.ts';
import { provinceOf, provinces } from '../../registry/provinces.ts';
import { awayIn, cappedIn, weeklyYield } from '../../stages/watch/health.ts';
import { dataLinks, spark } from '../charts/charts.ts';
import { cappedWords } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { asWritten, bothTitles, type View, withQuery, zh } from '../words/page-view.ts';
import { awayWords, conditionMeanings, conditionNames, levelNames, themeNames, typeNames } from '../words/words.ts';
import { hitItem } from './hit-item.ts';
import { dayFields, fact, filterForm, head, section, select, small, smallPrint, softLine, table, withAll } from './parts.ts';

type SourceWithState = { readonly source: Source; readonly state?: SourceState };

/** Trouble first. `unread`: declared, never read yet; `needs`: declared, with no way to read it. */
const order = ['unreachable', 'refused', 'unrecognised', 'suspect', 'partial', 'unread', 'quiet', 'ok', 'skipped', 'needs'] as const;
type StateGroup = (typeof order)[number];

const shapes: Readonly<Record<StateGroup, string>> = {
  unreachable: 'blocked',
  refused: 'blocked',
  unrecognised: 'unrecognised',
  suspect: 'suspect',
  partial: 'suspect',
  unread: 'unknown',
  quiet: 'quiet',
  ok: 'ok',
  skipped: 'quiet',
  needs: 'unknown',
};
const calm: ReadonlySet<StateGroup> = new Set<StateGroup>(['ok', 'quiet', 'skipped', 'needs']);

const groupOf = ({ source, state }: SourceWithState): StateGroup =>
  source.needs === undefined ? (state?.checkedAt === undefined ? 'unread' : state.condition) : 'needs';
const isCondition = (group: StateGroup): group is SourceCondition => group !== 'unread' && group !== 'needs';
const groupName = (group: StateGroup, { word, say }: View): string =>
  isCondition(group) ? word(conditionNames, group) : group === 'needs' ? say('Listed, not collected') : say('Not checked yet');
const meaningOf = (group: StateGroup, { word, say }: View): string =>
  isCondition(group)
    ? word(conditionMeanings, group)
    : group === 'needs'
      ? say('cannot be collected yet; the reason is given')
      : say('waiting for its first check');

const cadence = (every: Source['every'], { say }: View): string => ({ hour: say('hourly'), day: say('daily'), week: say('weekly') })[every];

const silence = ({ source, state }: SourceWithState, { today, say }: View): string | undefined => {
  if (state?.newest === undefined) return undefined;
  const days = Math.max(0, daysBetween(state.newest, today) - holidayDays(state.newest, today));
  const allowed = source.expect.freshWithinDays;
  return say('no new items for {days} {days:day|days} (holidays excluded); expected within {allowed}', { days, allowed });
};

const yieldWords = ({ state }: SourceWithState, { say }: View): string =>
  say('{listed} listed, {stored} stored in all', { listed: state?.listed ?? 0, stored: state?.stored ?? 0 });

function stateWords(watched: SourceWithState, view: View): Html {
  const { source, state } = watched;
  const { say, moment } = view;
  if (source.needs !== undefined) return html`<span class="small">${say('Needed:')} ${source.needs}.</span>`;
  if (!state) return html`<span class="soft">${say('Not checked yet')}</span>`;
  const condition = groupName(groupOf(watched), view);
  const since = html`<b>${say('{condition} since {since}.', { condition, since: moment(state.since) })}</b>`;
  const good =
    state.lastGoodAt === undefined
      ? say('Not yet read successfully.')
      : say('Last read successfully {lastGoodAt}.', { lastGoodAt: moment(state.lastGoodAt) });
  const newest = state.newest !== undefined && say('Newest entry {newest}.', { newest: view.day(state.newest) });
  const trouble = state.trouble && html`${plainLine(state.trouble.detail, 200)}. `;
  const capped = cappedIn(state);
  const cut = capped && cappedWords(capped, view);
  const away = awayIn(state);
  const gone = away && awayWords(away.pages, say);
  const { draft } = state;
  const drafted = draft?.declared && say('A declaration drafted for it reads {listed} entries.', { listed: draft.listed });
  const failed = state.failures > 0 && say('{failures} of its pages failed.', { failures: state.failures });
  return html`${since} <span class="small">${trouble}${failed} ${gone} ${drafted} ${cut} ${good} ${newest}</span>`;
}

function countWords(watched: SourceWithState, view: View): Html {
  if (!watched.state || watched.source.needs !== undefined) return html``;
  const silent = silence(watched, view);
  return html`<br><span class="small soft">${yieldWords(watched, view)}${silent !== undefined && `${view.say('; ')}${silent}`}</span>`;
}

/** What sources bring: pages stored week by week over twelve weeks, of one source and of a level. */

const label = (weeks: readonly number[], { say }: View): string =>
  say('Pages stored per week over twelve weeks: {weeks}', { weeks: weeks.join(' ') });

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function yieldBars({ state }: SourceWithState, view: View): Html {
  const weeks = weeklyYield(state, view.today);
  if (sum(weeks) === 0) return small(state ? view.say('nothing in twelve weeks') : '');
  const sums = view.say('{four} in four weeks, {all} in twelve', { four: sum(weeks.slice(-4)), all: sum(weeks) });
  return html`<div>${spark(weeks, label(weeks, view))}${smallPrint(sums)}</div>`;
}

/** Levels and what their sources brought; `Silent` are those that brought nothing in twelve weeks. */
function yieldsByLevel(all: readonly SourceWithState[], view: View): Html {
  const { say } = view;
  const watched = all.filter(({ source }) => source.needs === undefined);
  const levels = [...Map.groupBy(watched, ({ source }) => source.level)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([level, group]) => {
      const each = group.map(({ state }) => weeklyYield(state, view.today));
      const weeks = Array.from({ length: 12 }, (_, n) => sum(each.map((counts) => counts[n] ?? 0)));
      return { level, weeks, sources: group.length, silent: each.filter((counts) => sum(counts) === 0).length };
    });
  const figure = { class: 'r' };
  const rows = table(
    levels,
    [
      [say('Level'), ({ level }) => view.word(levelNames, level), { row: true }],
      [say('Sources'), ({ sources }) => sources, figure],
      [say('By week'), ({ weeks }) => spark(weeks, label(weeks, view), 112)],
      [say('Four weeks'), ({ weeks }) => sum(weeks.slice(-4)), figure],
      [say('Twelve weeks'), ({ weeks }) => sum(weeks), figure],
      [say('Silent'), ({ silent }) => silent, figure],
    ],
    { kind: 'themes' },
  );
  return section(
    'yields',
    say('What sources bring'),
    html`${rows}
${smallPrint(html`${say('Silent: nothing stored in twelve weeks.')} ${dataLinks('/api/v1/sources', view)}`)}`,
    say('pages stored'),
  );
}

/** The name of a source in the language that the page has not. */
const otherName = ({ names }: Source, { language }: View): Html =>
  language === 'zh' ? html`<span lang="en">${names.en}</span>` : zh(names.zh);

function sourceRow(watched: SourceWithState, view: View): Html {
  const { source } = watched;
  const group = groupOf(watched);
  const { names } = source;
  const name = html`<h3><a href="${view.to(`/sources/${encodeURIComponent(source.id)}`)}">${view.say(names.en, names.zh)}</a></h3>`;
  const facts = html`<p>${otherName(source, view)} · ${view.word(levelNames, source.level)} · ${cadence(source.every, view)} · <code>${source.id}</code></p>`;
  return html`<li class="row source"><div>${name}${facts}</div>${source.needs === undefined ? yieldBars(watched, view) : html`<span></span>`}
<div${!calm.has(group) && html` class="warn"`}>${stateWords(watched, view)}${countWords(watched, view)}</div></li>`;
}

/** More sources in one state than a screen or two shows are folded by the level of their publishers. */
const mostOpen = 20;

function rowsOf(rows: readonly SourceWithState[], view: View): HtmlPart {
  const list = (some: readonly SourceWithState[]): Html => html`<ul>${some.map((each) => sourceRow(each, view))}</ul>`;
  if (rows.length <= mostOpen) return list(rows);
  const levels = Map.groupBy(rows, ({ source }) => source.level);
  return [...levels]
    .toSorted()
    .map(([level, some]) => html`<details><summary>${view.word(levelNames, level)} (${some.length})</summary>${list(some)}</details>`);
}

function hourWords({ at, sources, counted }: HourLine, { say, moment }: View): Html {
  const { pages = 0, new: fresh = 0, changed = 0 } = counted;

  const counts = say(
    'The hour before {moment}: sources asked {sources}, pages visited {pages}, documents new {fresh}, changed {changed}.',
    { moment: moment(at), sources, pages, fresh, changed },
  );
  return smallPrint(counts);
}

export function sourcesPage(all: readonly SourceWithState[], hour: HourLine | undefined, view: View): Html {
  const { say } = view;
  const groups = order
    .map((group) => ({ group, held: all.filter((each) => groupOf(each) === group) }))
    .filter(({ held }) => held.length > 0);
  const counts = groups.map(
    ({ group, held }) =>
      html`<li><a href="${`#${group}`}"><span class="st ${shapes[group]}">${groupName(group, view)}</span></a><span class="fig">${held.length}</span></li>`,
  );
  const sections = groups.map(
    ({ group, held }) =>
      html`<section class="sec" aria-labelledby="${group}"><h2 id="${group}">${groupName(group, view)} <span
class="n">${held.length}: ${meaningOf(group, view)}</span></h2>${rowsOf(held, view)}</section>`,
  );
  const about = say('{all} {all:page|pages} of official bodies, media and institutes, and their state', { all: all.length });
  return html`${head(bothTitles(say('Sources'), '来源', view), html`<p class="kick">${about}</p>`)}
<section aria-labelledby="state"><h2 id="state" class="vh">${say('States')}</h2><ul class="counts">${counts}</ul>
${smallPrint(say('Bars: pages stored per week over twelve weeks. A response of 200 alone does not count as read.'))}${hour && hourWords(hour, view)}</section>
${yieldsByLevel(all, view)}
${sections}`;
}

function groundsWords({ certainty, evidence }: Source, view: View): Html | undefined {
  if (certainty === undefined && evidence === undefined) return undefined;
  const { say } = view;
  const sure = {
    confirmed: say('confirmed by independent public facts'),
    reported: say('reported by one public source'),
    unverified: say('unverified, from general knowledge'),
  };
  return html`${certainty === undefined ? say('certainty not stated') : sure[certainty]}${evidence !== undefined && html`${say(': ')}${asWritten(evidence, view)}`}`;
}

function listingLink(url: string): HtmlPart {
  const shown = withoutSecrets(url);
  return shown === url ? html`<a href="${url}" rel="noreferrer">${url}</a>` : shown;
}

export function sourcePage(watched: SourceWithState, newest: QueryResult, view: View): Html {
  const { say, word, to } = view;
  const { source, state } = watched;
  const moved = Object.values(state?.lists ?? {}).find((list) => list.movedTo !== undefined)?.movedTo;
  const group = groupOf(watched);
  const { atLeast, freshWithinDays } = source.expect;
  const expected = say('at least {atLeast} {atLeast:entry|entries}, new items within {freshWithinDays} days', { atLeast, freshWithinDays });
  const uses = { 'full-text': say('full text'), excerpt: say('excerpt'), 'link-only': say('link only') };
  return html`<div class="head"><p class="kick">${word(levelNames, source.level)} · ${cadence(source.every, view)}</p>
<h1>${say(source.names.en, source.names.zh)}</h1><p class="zh">${otherName(source, view)}</p></div>
<p class="ribbon${!calm.has(group) && ' warn'}"><span
class="st ${shapes[group]}">${groupName(group, view)}</span><span>${meaningOf(group, view)}</span><span>${stateWords(watched, view)}</span></p>
${section(
  'declared',
  say('Source details'),
  html`<dl class="facts">
${fact(say('Id'), html`<code>${source.id}</code>`)}
${fact(say('Listing'), listingLink(source.listing.url))}
${fact(say('Address'), groundsWords(source, view))}
${moved !== undefined && fact(say('Moved'), say('permanently to {moved}; the configured address should be updated', { moved }))}
${fact(say('Expected'), expected)}
${fact(say('Collected'), html`${yieldWords(watched, view)}${say(', ', '，')}${say('{total} relevant documents', { total: newest.total })}`)}
${fact(say('Latest update'), silence(watched, view))}
${fact(say('Usage rights'), html`${uses[source.rights.use]}${say(': ')}${asWritten(source.rights.reason, view)}`)}
${fact(say('Needed'), source.needs && asWritten(source.needs, view))}
${fact(say('Notes'), source.notes && asWritten(source.notes, view))}
</dl>`,
)}
${section(
  'newest',
  say('Newest'),
  html`${newest.hits.length > 0 ? newest.hits.map((hit) => hitItem(hit, view)) : softLine(say('No documents yet.'))}
<p class="small more"><a href="${to('/documents', { source: source.id })}">${say('All documents of this source')}</a></p>`,
  newest.total,
)}`;
}

/**
 * A grid of provinces and themes: how many documents bodies of each province issued on each theme; "not watched" is told from "nothing
 * found".
 */

type PlaceFilters = { readonly level?: string; readonly type?: string; readonly from?: string; readonly to?: string };
type PlaceGrid = {
  readonly filters: PlaceFilters;
  readonly counts: readonly ProvinceCount[];
  readonly sources: readonly SourceWithState[];
};

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

const placeName = (place: Place, { language }: View): Html =>
  language === 'zh' ? zh(place.forms[0] ?? place.stem) : html`${place.english} ${zh(place.forms[0] ?? place.stem, 'zh-Hans')}`;

/** A tile of a province: its documents, and how many of each theme. */
function placeTile(place: Place, own: ProvinceCount, { filters, most }: { filters: PlaceFilters; most: number }, view: View): Html {
  const link = (theme?: string): string => view.to('/documents', { ...filters, province: place.id, theme });
  const counted = Object.entries(own.themes).toSorted(([, a], [, b]) => b - a);
  const themes = counted.map(
    ([theme, n]) => html`<li><a href="${link(theme)}">${view.word(themeNames, theme)}</a><span class="fig">${n}</span></li>`,
  );
  return html`<li class="${heatOf(own.total, most)}"><h2><a href="${link()}">${placeName(place, view)}</a> <span class="n">${own.total}</span></h2>
<ul class="facet">${themes}</ul></li>`;
}

function filterFields({ level, type, ...days }: PlaceFilters, view: View): Html {
  const { say, word } = view;
  const levels = withAll(['L4', 'L5', 'L6'], (each) => word(levelNames, each), view);
  const types = withAll(Object.keys(typeNames), (each) => word(typeNames, each), view);
  return html`${select('level', say('Level'), levels, level)}
${select('type', say('Document type'), types, type)}
${dayFields(days, view)}`;
}

/** The 31 of the mainland always; others when they have documents. */
const shownProvinces = (counts: readonly ProvinceCount[]): readonly Place[] =>
  provinces.filter(({ id, kind }) => (kind !== 'sar' && !id.includes('corps')) || counts.some(({ province }) => province === id));

export function placesPage(grid: PlaceGrid, view: View): Html {
  const { say } = view;
  const { counts, filters } = grid;
  const watched = watchedOf(grid.sources);
  const shown = shownProvinces(counts);
  const most = Math.max(0, ...counts.map(({ total }) => total));
  const held = new Map(counts.map((each) => [each.province, each]));
  const tiles = shown
    .flatMap((place) => [held.get(place.id)].flatMap((own) => (own ? [{ place, own }] : [])))
    .toSorted((a, b) => b.own.total - a.own.total)
    .map(({ place, own }) => placeTile(place, own, { filters, most }, view));
  const others = shown.filter(({ id }) => !held.has(id));
  const [read, unread] = [true, false].map((isRead) => others.filter(({ id }) => (watched.get(id)?.read ?? 0) > 0 === isRead));
  const line = (label: string, list: readonly Place[] = []): HtmlPart =>
    list.length > 0 &&
    html`<p class="small"><b>${label}</b>${say(': ')}${joinParts(
      list.map((place) => placeName(place, view)),
      say(', ', '、'),
    )}</p>`;
  const without = shown.filter(({ id }) => !watched.has(id)).length;
  const sum = counts.reduce((total, each) => total + each.total, 0);
  const about = say(
    '{sum} documents that bodies of a province, of its cities and districts issued. {without} of {shown} have no source of their own here.',
    { sum, without, shown: shown.length },
  );
  return html`${head(say('Provinces and themes'), html`<p class="kick">${about}</p>`)}
${filterForm('/places', filterFields(filters, view), view)}
<ul class="tiles">${tiles}</ul>
${line(say('Read, nothing found'), read)}
${line(say('No source read, so nothing can be said'), unread)}
${smallPrint([say('Of two themes or provinces a document counts in both. '), dataLinks(withQuery('/api/v1/provinces', filters), view)])}`;
}
