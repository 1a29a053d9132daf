import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { Doubt } from '../../model/doubts.ts';
import { doubtFilters, doubts, type WithDoubts } from '../../questions/doubts.ts';
import { readParameters } from '../../questions/question.ts';
import { dataLinks } from '../charts/charts.ts';
import type { RouteRequest } from '../web/route.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { fieldName } from '../words/status-reason.ts';
import { renderTextName } from '../words/text-name.ts';
import { head, quoted, section, smallPrint, softLine } from './parts.ts';

/** What became of it, or since when nobody has settled it. */
function standing({ settled, since }: Doubt, { say, day }: View): Html {
  if (!settled) return html`${say('not settled since')} ${day(since.slice(0, 10))}`;
  const what = settled.keep === 'document' ? say('corrected on') : say('kept as it was on');
  return html`${what} ${day(settled.at.slice(0, 10))}${say(': ')}${settled.why}`;
}

function item(each: Doubt, view: View): Html {
  const { field, told, says, document, quote } = each;
  const { say } = view;
  const by = html`${say('by ')}${renderTextName(document, view)}${say(', against ')}`;
  return html`<li><p>${fieldName(field, view.language)}${say(': ')}<b>${says}</b> ${by}<b>${told}</b></p>
<p class="small soft">${standing(each, view)}${quote !== undefined && html` · ${quoted(quote)}`}</p></li>`;
}

const itemList = (rows: readonly Doubt[], view: View): Html => html`<ul class="list">${rows.map((each) => item(each, view))}</ul>`;

/** Beside what is told: what a held document says otherwise. */
export const doubtList = ({ doubts: own }: WithDoubts, view: View): HtmlPart =>
  own.length > 0 && section('doubts', view.say('Points to verify'), itemList(own, view), own.length);

const addresses: Partial<Readonly<Record<Doubt['kind'], string>>> = { landmark: '/landmarks/', figure: '/landmarks/figures/' };

export async function doubtsPage(view: View, answers: Answers, { given }: RouteRequest) {
  const { say, to } = view;
  const { items } = await doubts.answer(readParameters(given, z.object(doubtFilters)), answers);
  const named = [...Map.groupBy(items, ({ kind, subject }) => `${kind} ${subject}`).values()].map((rows) => {
    const [{ kind, subject, name }] = rows as [Doubt];
    const at = addresses[kind];
    const title = at === undefined ? name : html`<a href="${to(at + subject)}">${name}</a>`;
    return html`<section class="sec"><h2>${title}</h2>${itemList(rows, view)}</section>`;
  });
  const about = say(
    'What a held document says otherwise than a landmark, a known act, an official title or a stated figure. What was told is told on until a person settles it.',
  );
  const title = say('Points to verify');
  const body = html`${head(title, html`<p class="kick">${about}</p>`)}
${named.length > 0 ? named : softLine(say('Nothing is open and nothing was settled.'))}
${smallPrint(dataLinks('/api/v1/doubts', view))}`;
  return { title, current: '/landmarks', body };
}
