import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { Doubt } from '../../model/doubts.ts';
import { doubtFilters, doubts, type WithDoubts } from '../../questions/doubts.ts';
import { readParameters } from '../../questions/question.ts';
import { dataLinks } from '../charts/charts.ts';
import type { RouteRequest } from '../web/route.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { fieldName } from '../words/status-reason.ts';
import { renderTextName } from '../words/text-name.ts';
import { sendPage } from './page-frame.ts';
import { list, quoted, section } from './parts.ts';

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

/** Beside what is told: what a held document says otherwise. */
export const doubtList = ({ doubts: own }: WithDoubts, view: View): HtmlPart =>
  own.length > 0 &&
  section(
    'doubts',
    view.say('Points to verify'),
    list(
      own.map((each) => item(each, view)),
      '',
    ),
    own.length,
  );

const addresses: Partial<Readonly<Record<Doubt['kind'], string>>> = { landmark: '/landmarks/', figure: '/landmarks/figures/' };

export async function doubtsHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const { say, to } = view;
  const { items } = await doubts.answer(readParameters(request.given, z.object(doubtFilters)), answers);
  const named = [...Map.groupBy(items, ({ kind, subject }) => `${kind} ${subject}`)].map(([key, rows]) => {
    const [{ kind, subject, name } = { kind: 'known', subject: key, name: key }] = rows;
    const at = addresses[kind as Doubt['kind']];
    const title = at === undefined ? name : html`<a href="${to(at + subject)}">${name}</a>`;
    return html`<section class="sec"><h2>${title}</h2>${list(
      rows.map((each) => item(each, view)),
      '',
    )}</section>`;
  });
  const about = say(
    'What a held document says otherwise than a landmark, a known act, an official title or a stated figure. What was told is told on until a person settles it.',
  );
  const body = html`<div class="head"><h1>${say('Points to verify')}</h1><p class="kick">${about}</p></div>
${named.length > 0 ? named : list([], say('Nothing is open and nothing was settled.'))}
<p class="small soft">${dataLinks({ csv: '/api/v1/doubts?format=csv', json: '/api/v1/doubts' }, view)}</p>`;
  return sendPage({ title: say('Points to verify'), current: '/landmarks', body }, view, answers);
}
