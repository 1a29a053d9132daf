import type { WindowLine } from '../../model/cross-index.ts';
import { orEmpty } from '../../model/values.ts';
import { themeIds } from '../../model/vocabulary.ts';
import type { CalendarFilters, Occasion } from '../../questions/calendar.ts';
import { type Html, html } from '../words/escape.ts';
import { languageField, type View } from '../words/page-view.ts';
import { themeNames } from '../words/words.ts';
import { entityName } from './entity-name.ts';
import { issuerName } from './list-title.ts';

/** What the calendar shows, and the form that narrows it. */

export type Calendar = {
  readonly filters: CalendarFilters;
  /** Absent where the filters leave a kind out. */
  readonly closing?: readonly Occasion[];
  /** The last to close first. */
  readonly closed?: readonly Occasion[];
  readonly effective?: readonly Occasion[];
  readonly expiring?: readonly Occasion[];
  /** Earliest end first. */
  readonly windows?: readonly WindowLine[];
};

/** Whose call it is: the lead issuer, as the list of documents filters by it. */
export const leadOf = ({ hit: { issuerIds, issuerNames } }: Occasion): string =>
  orEmpty(issuerIds.length === issuerNames.length ? issuerIds[0] : issuerNames[0]);

export const nameOfLead = (id: string, view: View): string => (/^[a-z]/.test(id) ? issuerName(id, view) : id);

type Option = readonly [value: string, name: string];

function select(name: string, label: string, options: readonly Option[], chosen: string | undefined): Html {
  return html`<p class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${options.map(
    ([value, words]) => html`<option value="${value}"${value === orEmpty(chosen) && html` selected`}>${words}</option>`,
  )}</select></p>`;
}

/** What may be chosen: the issuers and places of what is listed, and whatever is chosen now. */
export function filterForm({ filters, closing = [], closed = [], effective = [], expiring = [] }: Calendar, view: View): Html {
  const { say } = view;
  const all: Option = ['', say('All')];
  const listed = [...closing, ...closed, ...effective, ...expiring];
  const issuers = [...new Set([...(filters.issuer ? [filters.issuer] : []), ...listed.map(leadOf)])].filter((id) => id !== '');
  const named = listed.flatMap(({ hit }) => hit.entityIds.filter((id) => id.startsWith('place:')).map((id) => id.slice(6)));
  const places = [...new Set([...(filters.place ? [filters.place] : []), ...named])];
  const kinds: readonly Option[] = [
    all,
    ['comment', say('Comment deadlines')],
    ['effective', say('Taking effect')],
    ['expires', say('Expiring')],
  ];
  return html`<form action="/calendar" class="inline">${languageField(view)}
${select('kind', say('Kind'), kinds, filters.kind)}
${select('issuer', say('Issued by'), [all, ...issuers.map((id): Option => [id, nameOfLead(id, view)])], filters.issuer)}
${select('theme', say('Theme'), [all, ...themeIds.map((id): Option => [id, view.word(themeNames, id)])], filters.theme)}
${select('place', say('Place'), [all, ...places.map((id): Option => [id, entityName(`place:${id}`, view)])], filters.place)}
<p class="field"><label for="from">${say('From')}</label><input id="from" name="from" type="date" value="${filters.from}"></p>
<p class="field"><label for="to">${say('To')}</label><input id="to" name="to" type="date" value="${filters.to}"></p>
<button type="submit">${say('Show')}</button></form>`;
}
