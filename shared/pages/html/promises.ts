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
import type { RouteRequest } from '../web/route.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import names from '../words/names.json' with { type: 'json' };
import { quantity, type View, withQuery, zh } from '../words/page-view.ts';
import { bodyName, officialLink, renderTextName, softDay } from '../words/text-name.ts';
import { named, themeNames } from '../words/words.ts';
import { pageRoute } from './page-frame.ts';
import { fact, filterForm, head, quoted, section, select, small, smallPrint, table, withAll } from './parts.ts';

/** How it is said, or where its words stand. */
const ways = named<string>(names.promiseWays);

const whoOf = ({ document: { issuers } }: Statement, view: View): HtmlPart => issuers[0] && bodyName(issuers[0], view);

function saysOf(one: Statement, view: View): Html {
  const { value, unit, bound, strict, year, is } = one;
  const much = value !== undefined && unit !== undefined && bound !== undefined && { value, unit, bound, ...(strict && { strict }) };
  return html`${much && html`<b>${quantity(much, view)}</b>${year !== undefined && ` (${year})`}<br>`}${small(view.word(ways, is))}`;
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
  return html`<li><details class="fold" id="${id}"><summary>${language === 'en' ? names.en : zh(names.zh)} ${small(
    html`${where !== undefined && html`${zh(where)} · `}${year !== undefined && `${year} · `}${counted}`,
  )}</summary>
${language === 'en' && html`<p class="small">“${zh(names.zh)}” ${officialLink(url, view)}</p>`}
${said.length > 0 && saidTable(said, view)}${silentOf(silent, places, view)}</details></li>`;
}

async function promisesPage(view: View, answers: Answers, { given }: RouteRequest) {
  const { say, word, to } = view;
  const filters = readParameters(given, z.object(promiseFilters));
  const { items, places } = await promises.answer(filters, answers);
  const groups = [...Map.groupBy(items, ({ act }) => act)].map(([act, list]) => {
    const landmark = landmarkById(orEmpty(act));
    const rows = html`<ul class="list">${list.map((each) => item(each, places, view))}</ul>`;
    return section(act ?? 'quantities', landmark ? say(landmark.en, landmark.zh) : say('Quantities'), rows, list.length);
  });
  const about = say(
    'What the country promised, who set itself the same or takes it up by its words, and of whom nothing was seen. Whether it was done is another matter.',
  );
  const theme = withAll(themeIds, (id) => word(themeNames, id), view);
  const provincesBy = new Map(provinces.map(({ id, english, stem }) => [id, say(english, stem)]));
  const province = withAll([...provincesBy.keys()], (id) => orEmpty(provincesBy.get(id)), view);
  const fields = html`${select('theme', say('Theme'), theme, filters.theme)}
${select('province', say('Province'), province, filters.province)}
`;
  const title = say('Promise ledger');
  const body = html`${head(title, html`<p class="kick">${about}</p>`)}
${filterForm('/promises', fields, view)}
${groups}${smallPrint(dataLinks(withQuery('/api/v1/promises', filters), view))}`;
  return { title, canonical: to('/promises', filters), current: '/lineage', body };
}

export const promiseRoutes = [pageRoute('/promises', promisesPage)];
