import type { Answers } from '../../model/answers.ts';
import type { ShownDocument } from '../../model/document.ts';
import type { Hit } from '../../model/query.ts';
import { opt } from '../../model/values.ts';
import { dayShort } from '../words/days.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { headlineOf } from '../words/headline.ts';
import { languageField, type View } from '../words/page-view.ts';
import { renderTextName, softDay } from '../words/text-name.ts';

/** What can be compared: found by words, two of a list; or for one document its other stage, its revisions, acts of its kind elsewhere. */

const mostFound = 20;
const mostElsewhere = 12;

export type CompareChoices = {
  readonly q?: string;
  readonly found?: readonly Hit[];
  readonly one?: ShownDocument;
  readonly elsewhere?: readonly Hit[];
};

/** Acts of the same type and first theme by other bodies; those of one level first, since they answer the same questions. */
async function elsewhereOf({ id, type, themes, issuers }: ShownDocument, answers: Answers): Promise<readonly Hit[]> {
  const theme = themes[0]?.theme;
  const { hits } = await answers.documents({
    type,
    ...opt('theme', theme),
    sort: 'newest',
    limit: mostElsewhere * 3,
    today: answers.today(),
  });
  const lead = issuers[0]?.name;
  return hits.filter((hit) => hit.id !== id && hit.issuerNames[0] !== lead).slice(0, mostElsewhere);
}

export async function compareChoices({ a, q }: { readonly a?: string; readonly q?: string }, answers: Answers): Promise<CompareChoices> {
  if (q !== undefined) {
    const { hits } = await answers.documents({ q, limit: mostFound, today: answers.today() });
    return { q, found: hits };
  }
  const one = a === undefined ? undefined : await answers.document(a.replace(/@\d{1,6}$/, ''));
  return one ? { one, elsewhere: await elsewhereOf(one, answers) } : {};
}

const nameOf = ({ id, title, english, type, number }: Hit, view: View): Html => {
  const line = headlineOf({ title, english, type });
  return renderTextName({ id, title, english: line.english === line.chinese ? english : line.english, ...opt('number', number) }, view);
};

/** Two of the documents that words find: a form of radio buttons, without a script. */
function foundForm(found: readonly Hit[], view: View): Html {
  const { say } = view;
  const radio = (name: 'a' | 'b', { id, title }: Hit, label: string): Html =>
    html`<td data-l="${label}"><input type="radio" name="${name}" value="${id}" required aria-label="${`${label}: ${title}`}"></td>`;
  const rows = found.map(
    (hit) =>
      html`<tr>${radio('a', hit, say('First'))}${radio('b', hit, say('Second'))}<th
scope="row" data-l="${say('Document')}">${nameOf(hit, view)}${softDay(hit.signed ?? hit.published, view)}</th></tr>`,
  );
  return html`<form action="/compare"><table class="stack"><thead><tr><th scope="col">${say('First')}</th><th scope="col">${say('Second')}</th>
<th scope="col">${say('Document')}</th></tr></thead><tbody>${rows}</tbody></table>${languageField(view)}<p><button>${say('Compare')}</button></p></form>`;
}

/** What one document may be compared with. */
function withOne({ id, stages, revisions, type }: ShownDocument, elsewhere: readonly Hit[], view: View): HtmlPart {
  const { say, to } = view;
  const link = (words: string, a: string, b: string): Html => html`<li><a href="${to('/compare', { a, b })}">${words}</a></li>`;
  const other = stages && (type === 'draft' ? say('Its final text') : say('Its draft'));
  const past = revisions.slice(1).map(({ n, at }) => {
    const day = dayShort(at.slice(0, 10), view.language);
    return link(say(`Revision ${n - 1} with ${n}, of ${day}`, `第${n - 1}版与第${n}版（${day}）`), `${id}@${n - 1}`, `${id}@${n}`);
  });
  const others = elsewhere.map(
    (hit) =>
      html`<li><a href="${to('/compare', { a: id, b: hit.id })}">${say('Compare')}</a> ${nameOf(hit, view)}${softDay(hit.signed ?? hit.published, view)}</li>`,
  );
  return html`<section class="sec" aria-labelledby="with"><h2 id="with">${say('Compare it with')}</h2>
<ul class="list">${stages && other && link(other, stages.draft.id, stages.final.id)}${past}</ul>
${others.length > 0 && html`<h3>${say('Acts of its kind by others')}</h3><ul class="list">${others}</ul>`}</section>`;
}

/** The ways into a comparison; below the form that takes two references. */
export function choicesBlock({ q, found, one, elsewhere = [] }: CompareChoices, view: View): Html {
  const { say } = view;
  const search = html`<form action="/compare" class="line"><label>${say('Choose two of what is found')} <input name="q" type="search" value="${q}"
maxlength="300" required></label>${languageField(view)} <button class="quiet">${say('Search')}</button></form>`;
  const none = found?.length === 0 && html`<p class="soft">${say('No document found.')}</p>`;
  return html`${search}${none}${found && found.length > 0 && foundForm(found, view)}${one && withOne(one, elsewhere, view)}`;
}
