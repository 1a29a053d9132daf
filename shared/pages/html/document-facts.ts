import type { ShownDocument } from '../../model/document.ts';
import type { DocumentFigure, DraftStages, Window } from '../../model/facts.ts';
import { dayShort, renderTimeLeft } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { commitment, ofWhat, quantity } from '../words/quantity.ts';
import { renderTextName } from '../words/text-name.ts';
import { attachmentLine } from './attached-texts.ts';
import { renderOutcome, renderWay } from './call-parts.ts';

/** What was worked out of the text of one document: how to comment, times to apply, the other stage, figures. */

/** The time left, to stand behind its day. */
export const renderLeft = (until: string, { say, today }: View): string => {
  const left = renderTimeLeft(until, today, say);
  return left === undefined ? '' : `${say(', ', '，')}${left}`;
};

const fact = (label: string, value: HtmlPart): HtmlPart =>
  value !== undefined && value !== false && html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
/** What came of a call that is closed, where the other stage does not say so. */
const outcome = ({ dates: { commentBy }, status, stages }: ShownDocument, view: View): string | undefined =>
  commentBy && !stages && status === 'draft' ? renderOutcome({ day: commentBy.value }, view) : undefined;

function commentBlock(document: ShownDocument, view: View): Html {
  const { dates, participate = [], attachments } = document;
  const { say, day } = view;
  const names = { form: say('Website'), email: say('Email'), post: say('Postal address') };
  const { commentFrom: from, commentBy: until } = dates;
  const when = [from && day(from.value), until && `${day(until.value)}${until.time === undefined ? '' : ` ${until.time}`}`]
    .filter(Boolean)
    .join(' – ');
  const ways = (['form', 'email', 'post'] as const).map((by) => {
    const lines = participate
      .filter((way) => way.by === by)
      .map((way) => html`${renderWay(way)}<br><q class="small soft" lang="zh-Hans">${plainLine(way.quote, 200)}</q>`);
    return fact(names[by], lines.length > 0 && joinParts(lines, html`<br>`));
  });
  const files = attachments.filter(({ role }) => role !== undefined).map((file) => attachmentLine(file, view));
  return html`<section class="sec" aria-labelledby="comment"><h2 id="comment">${say('How to comment')}</h2><dl class="facts">
${fact(say('Comment period'), when !== '' && html`${when}${until !== undefined && renderLeft(until.value, view)}`)}
${fact(say('Outcome'), outcome(document, view))}
${ways}
${fact(say('Attachments'), files.length > 0 && joinParts(files, html`<br>`))}
</dl></section>`;
}

function windowsBlock(windows: readonly Window[], view: View): Html {
  const { say } = view;
  const kinds = { application: say('Applications until'), objection: say('Objections until') };
  const items = windows.map(
    ({ kind, from, until, time = '', quote }) =>
      html`<li><p>${kinds[kind]} <b>${view.day(until)}</b> ${time}${from !== undefined && html` (${say('from')} ${view.day(from)})`}${renderLeft(until, view)}</p>
<p class="small soft" lang="zh-Hans">“${plainLine(quote, 160)}”</p></li>`,
  );
  return html`<section class="sec" aria-labelledby="windows"><h2 id="windows">${say('Application and objection periods')}</h2>
<p class="small soft">${say('Not public consultations.')}</p><ul class="list">${items}</ul></section>`;
}

function stagesLine({ draft, final, days }: DraftStages, document: ShownDocument, view: View): Html {
  const { say, language, to } = view;
  const own = document.id === draft.id;
  const other = own ? final : draft;
  const name = html`${renderTextName(other, view)}${other.date !== undefined && html` <span class="soft small nb">${dayShort(other.date, language)}</span>`}`;
  const between = days !== undefined && html` ${say(`${days} ${days === 1 ? 'day' : 'days'} between the two.`, `两者相隔${days}天。`)}`;
  return html`<section class="sec" aria-labelledby="stages"><h2 id="stages">${say('Draft and final text')}</h2>
<p>${own ? say('Final text:') : say('Draft:')} ${name}.${between} <a href="${to('/compare', { a: draft.id, b: final.id })}">${say('Compare')}</a></p></section>`;
}

function figuresBlock(figures: readonly DocumentFigure[], view: View): Html {
  const { say, to } = view;
  const rows = figures.slice(0, 40).map(
    (each) =>
      html`<tr><th scope="row" class="nb"><a href="${to('/figures', { unit: each.unit })}">${quantity(each, view)}</a></th>
<td data-l="${say('Indicator')}">${each.scope !== undefined && ofWhat(each.scope)}</td>
<td data-l="${say('Year')}">${each.year !== undefined && each.yearFrom === 'text' && String(each.year)}</td>
<td data-l="${say('Commitment')}">${commitment(each, view.language)}</td><td class="small soft" lang="zh-Hans">“${plainLine(each.quote, 110)}”</td></tr>`,
  );
  const head = html`<thead><tr><th scope="col">${say('Value')}</th><th scope="col">${say('Indicator')}</th><th scope="col">${say('Year')}</th>
<th scope="col">${say('Commitment')}</th><th scope="col">${say('Quotation')}</th></tr></thead>`;
  return html`<section class="sec" aria-labelledby="figures"><h2 id="figures">${say('Figures and commitments')} <span
class="n">${figures.length}</span></h2><table class="stack">${head}<tbody>${rows}</tbody></table></section>`;
}

/** Sections of a document's page about what its text states; nothing where it states none. */
export function factSections(document: ShownDocument, view: View): HtmlPart {
  const { dates, participate, windows = [], stages, figures = [] } = document;
  return [
    (dates.commentBy ?? participate) && commentBlock(document, view),
    windows.length > 0 && windowsBlock(windows, view),
    stages && stagesLine(stages, document, view),
    figures.length > 0 && figuresBlock(figures, view),
  ];
}
