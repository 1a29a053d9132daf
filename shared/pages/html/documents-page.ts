import type { KnownResult } from '../../model/lineage.ts';
import { type Facet, type Hit, type NearMiss, orders, type QueryResult } from '../../model/query.ts';
import { orEmpty } from '../../model/values.ts';
import { lackingWords, type tell } from '../../questions/documents.ts';
import { renderUnknown, unknownNames } from '../../questions/filter-names.ts';
import { asParameters, closedFilters, type Filters, filterNames, filterWords as inWords, nearParameters } from '../../questions/lists.ts';
import { isSavable, toQuery } from '../../stages/digest/saved-search.ts';
import { isRanked, sortInForce } from '../../stages/query/order.ts';
import { filterLabel, issuerName, narrowed, narrowing } from '../web/list-title.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { asWritten, bothTitles, languageField, queryHelp, readingOf, renderNearMiss, type View, withQuery } from '../words/page-view.ts';
import { dateNames, type LanguagePair, levelNames, statusNames, themeNames, typeNames } from '../words/words.ts';
import { followLine, hitItem, knownBlock } from './hit-item.ts';
import { dayFields, head, type Option, section, select, small, smallPrint, softLine } from './parts.ts';

/** Leads a reader of the digest to keep this search; a list narrowed by what a saved search does not keep is no search to save. */
function saveSearchLink({ sort: _sort, ...given }: Filters, { say, to }: View): Html | false {
  const query = toQuery(given);
  return (
    query !== '' &&
    isSavable(given) &&
    html`<p class="small"><a href="${to('/choices', { search: query })}">${say('Save this search')}</a></p>`
  );
}

/** What is asked of the list of documents: the words, how they were read, the days, and what is near. */

const hidden = (filters: Filters, view: View, without: readonly string[]): HtmlPart => [
  ...filterNames
    .filter((name) => !without.includes(name) && filters[name] !== undefined)
    .map((name) => html`<input type="hidden" name="${name}" value="${filters[name]}">`),
  languageField(view),
];

function dayForm(filters: Filters, view: View): Html {
  const { say, word } = view;
  const kinds = closedFilters.date.map((kind): Option => [kind, word(dateNames, kind)]);
  const usual: Option = ['', say('the date shown in lists')];
  return html`<section><h2>${say('Dates')}</h2><form action="/documents" class="inline">${hidden(filters, view, ['from', 'to', 'date'])}
${select('date', say('Date type'), [usual, ...kinds], filters.date)}
${dayFields(filters, view)}<p><button class="quiet">${say('Apply')}</button></p></form></section>`;
}

function readingBlock(q: string | undefined, { say }: View): HtmlPart {
  const read = readingOf(q, say);
  return (
    read &&
    html`<p class="small" role="status">${say('Read as')}: <code>${read.as}</code>${read.notes.map((note) => html`<br>${note}`)}</p>`
  );
}

function searchForm(filters: Filters, view: View): Html {
  const { say } = view;
  const help = queryHelp.map(([example, ...meaning]) => html`<dt><code>${example}</code></dt><dd>${asWritten(say(...meaning), view)}</dd>`);
  return html`<form role="search" aria-label="${say('Search and filter')}" action="/documents"><label class="vh"
for="q2">${say('Words, a phrase in quotes, a document number; -word excludes')}</label><span class="join full"><input id="q2" name="q" type="search"
value="${filters.q}" maxlength="200" autocomplete="off"><button>${say('Search')}</button></span>${hidden(filters, view, ['q'])}
${smallPrint(say('Chinese or English; “a phrase” in quotes. A document number in any form opens that document.'))}
<details class="small"><summary>${say('How to search')}</summary><dl>${help}</dl></details>${readingBlock(filters.q, view)}</form>`;
}

function nearBlock(filters: Filters, nearest: readonly NearMiss[], { say, to }: View): HtmlPart {
  if (nearest.length === 0) return undefined;
  const items = nearest.map(
    (miss) =>
      html`<li><a href="${to('/documents', nearParameters(filters, miss))}">${renderNearMiss(miss, say)}</a> ${small(say('{n} {n:document|documents}', { n: miss.total }))}</li>`,
  );
  return section('near', say('Similar searches'), html`<ul class="list">${items}</ul>`);
}

/** The files of a list, by the ending of their address; docs/exports.md says what stands in each. */
const files = [
  ['.csv', 'CSV'],
  ['.jsonl', 'JSON Lines'],
  ['.ris', 'RIS'],
  ['.bib', 'BibTeX'],
  ['.json', 'CSL JSON'],
  ['.md', 'Markdown'],
] as const;

function takeLine(filters: Filters, { say }: View): Html {
  const at = (ending: string): string => withQuery(`/api/v1/documents${ending}`, asParameters(filters));
  const links = [...files, ['.zip', say('Evidence pack')] as const, ['', 'JSON API'] as const].map(
    ([ending, name]) => html`<a href="${at(ending)}">${name}</a>`,
  );
  return html`<p class="small">${joinParts(links, ' · ')}</p>
${smallPrint(say('Up to 500 documents a file (Markdown, JSON Lines: 50, packs fewer); the Link header of the answer leads on.'))}`;
}

type DocumentList = {
  readonly filters: Filters;
  readonly result: QueryResult;
  readonly offset: number;
  readonly previous?: string;
  readonly next?: string;
  readonly nearest?: readonly NearMiss[];
  readonly known?: KnownResult;
  /** What the first hits say in English of what was asked for. */
  readonly told?: Awaited<ReturnType<typeof tell>>;
  readonly trouble: number;
};

const facetTitles: readonly (readonly [keyof QueryResult['facets'], LanguagePair, Readonly<Record<string, LanguagePair>>])[] = [
  ['level', ['Level', '层级'], levelNames],
  ['theme', ['Theme', '主题'], themeNames],
  ['status', ['Status', '效力'], statusNames],
  ['type', ['Type', '类型'], typeNames],
  ['issuer', ['Issued by', '发文机关'], {}],
];

function facet([name, title, names]: (typeof facetTitles)[number], counts: Facet, filters: Filters, view: View): HtmlPart {
  const rows = Object.entries(counts)
    .filter(([, n]) => n > 0)
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, name === 'theme' ? 16 : 10);
  if (rows.length === 0) return undefined;
  const given = asParameters(filters);
  const items = rows.map(([value, n]) => {
    const on = filters[name] === value;
    const address = view.to('/documents', { ...given, [name]: on ? undefined : value });
    return html`<li><a href="${address}"${
      on && html` aria-current="true"`
    }>${name === 'issuer' ? issuerName(value, view) : view.word(names, value)}</a><span class="fig">${n}</span></li>`;
  });
  return html`<section><h2>${view.say(...title)}</h2><ul class="facet">${items}</ul></section>`;
}

function inUse(filters: Filters, view: View): HtmlPart {
  const { say, to } = view;
  const used = narrowing(filters);
  if (used.length === 0) return undefined;
  const items = used.map((name) => {
    const address = to('/documents', { ...asParameters(filters), [name]: undefined });
    return html`<li><a href="${address}">${filterLabel(name, orEmpty(filters[name]), view)} <span aria-hidden="true">×</span><span
class="vh">: ${say('remove this filter')}</span></a></li>`;
  });
  return html`<ul class="on" aria-label="${say('Filters in use')}">${items}<li><a href="${to('/documents', { q: filters.q })}">${say('Clear all')}</a></li></ul>`;
}

function orderList(filters: Filters, view: View): Html {
  const { say, to } = view;
  const current = sortInForce(filters);
  // Where no word ranks, nothing fits better than the rest.
  const possible = closedFilters.sort.filter((sort) => sort !== 'relevance' || isRanked(filters.q));
  const items = possible.map((sort) => {
    const [english, chinese] = orders[sort].name;
    const name = say(english, chinese);
    return sort === current
      ? html`<li aria-current="true">${name}</li>`
      : html`<li><a href="${to('/documents', { ...asParameters(filters), sort })}">${name}</a></li>`;
  });
  return html`<ul aria-label="${say('Order')}">${items}<li class="narrow-only"><a href="#facets">${say('Filters')}</a></li></ul>`;
}

function pages({ filters, result, offset, previous, next }: DocumentList, view: View): Html {
  const { say, to } = view;
  const at = (cursor: string | undefined, words: string, rel: 'prev' | 'next'): HtmlPart =>
    cursor !== undefined &&
    html`<a href="${to('/documents', { ...asParameters(filters), cursor })}" rel="${rel}" data-key="${rel === 'next' ? 'n' : 'p'}">${words}</a>`;
  const range = `${offset + 1}–${offset + result.hits.length}`;
  return html`<nav class="pages" aria-label="${say('Pages')}">${at(previous, say('Previous'), 'prev')}<span
class="soft">${say('{range} of {total}', { range, total: result.total })}</span>${at(next, say('Next'), 'next')}</nav>`;
}

function none(listing: DocumentList, view: View): Html {
  const { filters, trouble } = listing;
  const { say, to } = view;
  const query = filters.q === undefined ? say('with these filters') : html`${say('for ')}“<bdi>${filters.q}</bdi>”`;
  return html`<section aria-labelledby="none"><h2 id="none">${say('No documents found ')}${query}</h2>
<p>${filters.q !== undefined && narrowed(filters) && html`<a href="${to('/documents', { q: filters.q })}">${say('Without the filters')}</a> · `}<a
href="${to('/documents')}">${say('All documents')}</a></p>${unknownNames(filters).map((each) => softLine(renderUnknown(each, say)))}</section>
${nearBlock(listing.filters, listing.nearest ?? [], view)}${knownBlock(listing.known, view)}
<section class="sec"><h2>${say('Possible omissions')}</h2>
<p>${say('{trouble} {trouble:source has|sources have} problems; documents there may be missing.', { trouble })} <a
href="${to('/sources')}">${say('See sources')}</a></p></section>`;
}

export function documentsPage(listing: DocumentList, view: View): Html {
  const { say, to } = view;
  const { filters, result, trouble } = listing;
  const { sort: _sort, ...followed } = filters;
  const feed = inWords(followed);
  const toldOf = (hit: Hit): Html => {
    const { summary = [], asked = 0, lacks = hit.lacks ?? [] } = listing.told?.get(hit.id) ?? {};
    return hitItem({ ...hit, lacks }, view, summary.slice(0, asked));
  };
  const [first] = result.hits;
  const lacks = (first && listing.told?.get(first.id)?.lacks) ?? first?.lacks ?? [];
  const note = lacks.length > 0 && html`<p class="note">${lackingWords(lacks, say)}</p>`;
  const hits = html`${note}<ol class="hits">${result.hits.map((hit) => html`<li>${toldOf(hit)}</li>`)}</ol>${pages(listing, view)}
${nearBlock(filters, listing.nearest ?? [], view)}${knownBlock(listing.known, view)}
${smallPrint(
  trouble > 0 &&
    html`${say('{trouble} {trouble:source has|sources have} problems;', { trouble })} <a href="${to('/sources')}">${say('their documents may be missing')}</a>.`,
)}`;
  const heading = html`<div class="bar-row">
<h2>${say('{n} {n:document|documents}', { n: result.total.toLocaleString('en-GB') })}</h2>${orderList(filters, view)}</div>`;
  return html`${head(bothTitles(say('Documents'), '文件', view), searchForm(filters, view))}
<div class="cols"><div>${result.hits.length === 0 ? html`${inUse(filters, view)}${none(listing, view)}` : html`${heading}${inUse(filters, view)}${hits}`}</div>
<aside class="side facets" id="facets" aria-label="${say('Filter results')}">
${facetTitles.map((each) => facet(each, result.facets[each[0]], filters, view))}
${dayForm(filters, view)}
<section><h2>${say('Follow this search')}</h2>${followLine(feed, view)}${saveSearchLink(filters, view)}</section>
${result.total > 0 && !first?.lacks && html`<section><h2>${say('Take away')}</h2>${takeLine(filters, view)}</section>`}
</aside></div>`;
}
