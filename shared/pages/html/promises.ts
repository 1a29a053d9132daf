import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { Ledger, Promised, Statement } from '../../model/promises.ts';
import { orEmpty } from '../../model/values.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { promiseFilters, promises, silence } from '../../questions/promises.ts';
import { readParameters } from '../../questions/question.ts';
import { landmarkById } from '../../registry/known.ts';
import { provinces } from '../../registry/provinces.ts';
import { dataLinks } from '../charts/charts.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import names from '../words/names.json' with { type: 'json' };
import { languageField, quantity, type View, viewOf, zh } from '../words/page-view.ts';
import { officialLink, renderTextName, softDay } from '../words/text-name.ts';
import { named, themeNames } from '../words/words.ts';
import { sendPage } from './page-frame.ts';
import { fact, type Option, quoted, section, select, table } from './parts.ts';

const parameters = z.object(promiseFilters);
type Filters = z.output<typeof parameters>;

/** How it is said, or where its words stand. */
const ways = named(names.promiseWays);

const whoOf = ({ document: { issuers } }: Statement, { language }: View): HtmlPart =>
  language === 'en' ? (issuers[0]?.english ?? issuers[0]?.name) : issuers[0]?.name;

function saysOf(one: Statement, view: View): Html {
  const { value, unit, bound, strict, year, is } = one;
  const much = value !== undefined && unit !== undefined && bound !== undefined && { value, unit, bound, ...(strict && { strict }) };
  return html`${much && html`<b>${quantity(much, view)}</b>${year !== undefined && ` (${year})`}<br>`}<span class="small soft">${view.word(ways, is)}</span>`;
}

const saidTable = (said: readonly Statement[], view: View): Html =>
  table(said, [
    [view.say('Who'), (one) => whoOf(one, view), { row: true }],
    [view.say('Says'), (one) => saysOf(one, view)],
    [
      view.say('Stated in'),
      (one) => html`${renderTextName(one.document, view)}${softDay(one.document.day)}<br>${quoted(plainLine(one.quote, 140))}`,
    ],
  ]);

function silentOf(silent: readonly string[], places: Ledger['places'], { say, language }: View): HtmlPart {
  const name = ({ names, readTo }: Ledger['places'][number]) =>
    `${names[language]}${readTo === undefined ? '' : say(' (read until {readTo})', { readTo })}`;
  const states = silence(silent, places);
  const named = (['none-found', 'not-readable'] as const).map((state) => {
    const list = states.get(state) ?? [];
    const label = state === 'none-found' ? say('Watched, nothing found') : say('Not readable at present');
    return list.length > 0 && fact(html`${label} <span class="n">${list.length}</span>`, list.map(name).join(say(', ', '、')));
  });
  const blind = states.get('not-watched')?.length ?? 0;
  return html`<dl class="facts rows">${named}${blind > 0 && fact(say('Not watched'), say('{blind}: nothing is known of them', { blind }))}</dl>`;
}

function item(each: Promised, places: Ledger['places'], view: View): Html {
  const { say, language } = view;
  const { id, names, section: where, year, said, silent, url } = each;
  const n = new Set(said.map(({ document: { place, level } }) => place ?? level)).size;
  const counted = n === 0 ? say('nothing seen') : say('{n} {n:place or body|places and bodies}', { n });
  return html`<li><details class="fold" id="${id}"><summary>${language === 'en' ? names.en : zh(names.zh)} <span class="small soft">${
    where !== undefined && html`${zh(where)} · `
  }${year !== undefined && `${year} · `}${counted}</span></summary>
${language === 'en' && html`<p class="small">“${zh(names.zh)}” ${officialLink(url, view)}</p>`}
${said.length > 0 && saidTable(said, view)}${silentOf(silent, places, view)}</details></li>`;
}

function promisesPage({ items, places }: Ledger, filters: Filters, view: View): Html {
  const { say, language, word } = view;
  const groups = [...Map.groupBy(items, ({ act }) => act)].map(([act, list]) => {
    const { en, zh: chinese } = landmarkById(orEmpty(act)) ?? { en: say('Quantities'), zh: say('Quantities') };
    const rows = html`<ul class="list">${list.map((each) => item(each, places, view))}</ul>`;
    return section(act ?? 'quantities', language === 'en' ? en : chinese, rows, list.length);
  });
  const all: Option = ['', say('All')];
  const query = new URLSearchParams(Object.entries(filters).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const at = (format: string): string => `/api/v1/promises?${new URLSearchParams([...query, ['format', format]])}`;
  const about = say(
    'What the country promised, who set itself the same or takes it up by its words, and of whom nothing was seen. Whether it was done is another matter.',
  );
  return html`<div class="head"><h1>${say('Promise ledger')}</h1>
<p class="kick">${about}</p></div>
<form action="/promises" class="inline">${languageField(view)}
${select('theme', say('Theme'), [all, ...themeIds.map((id): Option => [id, word(themeNames, id)])], filters.theme)}
${select('province', say('Province'), [all, ...provinces.map(({ id, english, stem }): Option => [id, language === 'en' ? english : stem])], filters.province)}
<button>${say('Show')}</button></form>
${groups}<p class="small soft">${dataLinks({ csv: at('csv'), json: at('json') }, view)}</p>`;
}

async function answer(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const filters = readParameters(request.given, parameters);
  const body = promisesPage(await promises.answer(filters, answers), filters, view);
  const title = view.say('Promise ledger');
  return sendPage({ title, canonical: view.to('/promises', filters), current: '/lineage', body }, view, answers);
}

export const promiseRoutes: readonly Route[] = [{ method: 'GET', path: '/promises', answer }];
