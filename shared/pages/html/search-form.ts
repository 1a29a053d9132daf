import type { NearMiss } from '../../model/query.ts';
import { closedFilters, type Filters, filterNames, nearParameters } from '../../questions/lists.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { languageField, type View } from '../words/page-view.ts';
import { queryHelp, readingOf, renderNearMiss } from '../words/query-words.ts';
import { dateNames } from '../words/words.ts';

/** What is asked of the list of documents: the words, how they were read, the days, and what is near. */

const hidden = (filters: Filters, view: View, without: readonly string[]): HtmlPart => [
  ...filterNames
    .filter((name) => !without.includes(name) && filters[name] !== undefined)
    .map((name) => html`<input type="hidden" name="${name}" value="${filters[name]}">`),
  languageField(view),
];

export function dayForm(filters: Filters, view: View): Html {
  const { say, word } = view;
  const kinds = closedFilters.date.map(
    (kind) => html`<option value="${kind}"${filters.date === kind && html` selected`}>${word(dateNames, kind)}</option>`,
  );
  const usual = html`<option value="">${say('the date shown in lists', '列表所示日期')}</option>`;
  return html`<section><h2>${say('Dates')}</h2><form action="/documents" class="inline">${hidden(filters, view, ['from', 'to', 'date'])}
<p class="field"><label for="date">${say('Date type')}</label><select id="date" name="date">${usual}${kinds}</select></p>
<p class="field"><label for="from">${say('From')}</label><input id="from" name="from" type="date" value="${filters.from}"></p>
<p class="field"><label for="to">${say('To')}</label><input id="to" name="to" type="date" value="${filters.to}"></p>
<p><button class="quiet">${say('Apply')}</button></p></form></section>`;
}

/** How the words were read, where they say more than words, and what could not be read as it stands. */
function readingBlock(q: string | undefined, { say }: View): HtmlPart {
  const read = readingOf(q, say);
  return (
    read &&
    html`<p class="small" role="status">${say('Read as', '检索式')}: <code>${read.as}</code>${read.notes.map((note) => html`<br>${note}`)}</p>`
  );
}

export function searchForm(filters: Filters, view: View): Html {
  const { say } = view;
  const help = queryHelp.map(([example, ...meaning]) => html`<dt><code>${example}</code></dt><dd>${say(...meaning)}</dd>`);
  return html`<form role="search" aria-label="${say('Search and filter')}" action="/documents"><label class="vh"
for="q2">${say('Words, a phrase in quotes, a document number; -word excludes')}</label><span class="join full"><input id="q2" name="q" type="search"
value="${filters.q}" maxlength="200" autocomplete="off"><button>${say('Search')}</button></span>${hidden(filters, view, ['q'])}
<p class="small soft">${say('Chinese or English; “a phrase” in quotes. A document number in any form opens that document.')}</p>
<details class="small"><summary>${say('How to search', '检索说明')}</summary><dl>${help}</dl></details>${readingBlock(filters.q, view)}</form>`;
}

export function nearBlock(filters: Filters, nearest: readonly NearMiss[], { say, to }: View): HtmlPart {
  if (nearest.length === 0) return undefined;
  const items = nearest.map(
    (miss) =>
      html`<li><a href="${to('/documents', nearParameters(filters, miss))}">${renderNearMiss(miss, say)}</a> <span
class="soft small">${say(`${miss.total} ${miss.total === 1 ? 'document' : 'documents'}`, `${miss.total}件文件`)}</span></li>`,
  );
  return html`<section class="sec" aria-labelledby="near"><h2 id="near">${say('Similar searches')}</h2><ul class="list">${items}</ul></section>`;
}
