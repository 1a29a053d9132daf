import type { Issuer } from '../../model/article.ts';
import type { AttachmentRole, ShownAttachment, ShownDocument } from '../../model/document.ts';
import type { DraftStages, Window } from '../../model/facts.ts';
import { daysSince } from '../../questions/calendar.ts';
import { bodyById, findIssuer } from '../../registry/issuers.ts';
import { isAct } from '../../stages/text/acts.ts';
import { dayShort, renderTimeLeft } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import names from '../words/names.json' with { type: 'json' };
import { commitment, ofWhat, quantity, type View, zh } from '../words/page-view.ts';
import { headlineOf, officialLink, renderTextName, titleLanguage, translationWords } from '../words/text-name.ts';
import { issuerMissing, levelNames, named, typeNames, unseenWords, wayNames } from '../words/words.ts';
import { han } from './article-text.ts';
import { highlightTitle, subjectsOf } from './highlight.ts';
import { numberMark, renderSilence, renderWay } from './hit-item.ts';
import { lineageHref } from './lineage-svg.ts';
import { fact, section, small, smallPrint, table } from './parts.ts';

/** The one name of a body that all lists have, with its full name behind it: the page of a document is where one looks it up. */
function issuerInFull({ id, name, english }: Issuer): string {
  const body = (id === undefined ? undefined : bodyById(id)) ?? findIssuer(name);
  if (body === undefined) return english ?? name;
  return body.english === body.full ? body.full : `${body.english} (${body.full})`;
}

export function headBlock(document: ShownDocument, level: string | undefined, view: View): Html {
  const { say, word } = view;
  const issuers = document.issuers.map((issuer) => say(issuerInFull(issuer), issuer.name)).join(say(', ', '、'));
  const kicker = [word(typeNames, document.type), issuers || issuerMissing(document, view.language)];
  const unseen = unseenWords(document, view.language);
  const original = html`<span lang="${han(document.titleLanguage)}">${highlightTitle(document.title, subjectsOf(document))}</span>`;
  const same = document.english.title === '' || document.english.title === document.title;
  const headline = headlineOf({ ...document, english: document.english.title });
  const first = say(headline.english, headline.chinese);
  const made = headline.by ?? (same ? undefined : document.english.by);
  return html`<div class="head">
<p class="kick">${joinParts([...kicker, ...(level === undefined ? [] : [word(levelNames, level)])], ' · ')}${unseen && html` <b>${unseen}</b>`}</p>
<h1>${first === document.title ? original : html`<span lang="${titleLanguage(first)}">${first}</span>`}</h1>
${first !== document.title && html`<p class="zh">${original}</p>`}
${!same && first !== document.english.title && html`<p class="zh small"><span lang="en">${document.english.title}</span></p>`}
<p class="line small">${(document.number !== undefined || isAct(document.type)) && numberMark(document.number, view)}${
    made !== undefined &&
    html`<span
class="soft">${say('English title')} ${word(makers, made)}</span>`
  }<a href="${view.to('/choices', { follow: document.id })}">${say('Follow this act')}</a><a href="#text">${say('Source text')}</a><a
href="#copies">${say('Copies')}</a><a href="${lineageHref(document, view)}">${say('Lineage')}</a>${officialLink(document.url, view)}${(
    document.translations ?? []
  ).map((each) => html`<a href="${each.url}" rel="noreferrer">${say(...translationWords(each))}</a>`)}</p>
</div>`;
}

const makers = named<string>(names.titleMakers);
const states = named<string>(names.attachmentStates);
const roles = named<AttachmentRole>(names.attachmentRoles);

export function attachmentLine({ url, title, format, state, pages, work, role }: ShownAttachment, { say, word }: View): Html {
  const words: HtmlPart[] = [
    ...(role === undefined ? [] : [word(roles, role)]),
    format,
    ...(pages === undefined ? [] : [say('{pages} {pages:page|pages}', { pages })]),
    ...(state === undefined ? [] : [word(states, state)]),
    ...(work && role === undefined ? [say('main document')] : []),
  ];
  return html`<a href="${url}" rel="noreferrer">${zh(title)}</a> ${small(words.map((word, n) => html`${n > 0 && ' · '}${word}`))}`;
}

/** What was worked out of the text of one document: how to comment, times to apply, the other stage, figures. */

const renderLeft = (until: string, { say, today }: View): string => {
  const left = renderTimeLeft(until, today, say);
  return left === undefined ? '' : `${say(', ', '，')}${left}`;
};

const outcome = ({ dates: { commentBy }, status, stages }: ShownDocument, view: View): string | undefined =>
  commentBy && !stages && status === 'draft' ? renderSilence(daysSince(commentBy.value, view.today), view) : undefined;

function commentBlock(document: ShownDocument, view: View): Html {
  const { dates, participate = [], attachments } = document;
  const { say, day } = view;
  const { commentFrom: from, commentBy: until } = dates;
  const when = [from && day(from.value), until && `${day(until.value)}${until.time === undefined ? '' : ` ${until.time}`}`]
    .filter(Boolean)
    .join(' – ');
  const ways = (['form', 'email', 'post'] as const).map((by) => {
    const lines = participate
      .filter((way) => way.by === by)
      .map((way) => html`${renderWay(way)}<br><q class="small soft" lang="${titleLanguage(way.quote)}">${plainLine(way.quote, 200)}</q>`);
    return fact(view.word(wayNames, by), lines.length > 0 && joinParts(lines, html`<br>`));
  });
  const files = attachments.filter(({ role }) => role !== undefined).map((file) => attachmentLine(file, view));
  return section(
    'comment',
    say('How to comment'),
    html`<dl class="facts">
${fact(say('Comment period'), when !== '' && html`${when}${until !== undefined && renderLeft(until.value, view)}`)}
${fact(say('Outcome'), outcome(document, view))}
${ways}
${fact(say('Attachments'), files.length > 0 && joinParts(files, html`<br>`))}
</dl>`,
  );
}

function windowsBlock(windows: readonly Window[], view: View): Html {
  const { say } = view;
  const kinds = { application: say('Applications until'), objection: say('Objections until') };
  const items = windows.map(
    ({ kind, from, until, time = '', quote }) =>
      html`<li><p>${kinds[kind]} <b>${view.day(until)}</b>${time && ` ${time}`}${from !== undefined && html` (${say('from')} ${view.day(from)})`}${renderLeft(until, view)}</p>
<p class="small soft" lang="${titleLanguage(quote)}">“${plainLine(quote, 160)}”</p></li>`,
  );
  return section(
    'windows',
    say('Application and objection periods'),
    html`${smallPrint(say('Not public consultations.'))}<ul class="list">${items}</ul>`,
  );
}

export function stagesLine({ draft, final, days }: DraftStages, document: ShownDocument, view: View): Html {
  const { say, to } = view;
  const own = document.id === draft.id;
  const other = own ? final : draft;
  const name = html`${renderTextName(other, view)}${other.date !== undefined && html` <span class="soft small nb">${dayShort(other.date)}</span>`}`;
  const between = days !== undefined && html` ${say('{days} {days:day|days} between the two.', { days })}`;
  return html`<p>${own ? say('Final text:') : say('Draft:')} ${name}.${between} <a href="${to('/compare', { a: draft.id, b: final.id })}">${say('Compare')}</a></p>`;
}

export function figuresBlock({ figures = [] }: ShownDocument, view: View): HtmlPart {
  if (figures.length === 0) return undefined;
  const { say, to } = view;
  const rows = table(figures.slice(0, 40), [
    [
      say('Value'),
      (each) => html`<a href="${to('/figures', { unit: each.unit })}">${quantity(each, view)}</a>`,
      { row: true, class: 'nb' },
    ],
    [say('Indicator'), ({ scope }) => scope !== undefined && ofWhat(scope, view)],
    [say('Year'), ({ year, yearFrom }) => yearFrom === 'text' && year],
    [say('Commitment'), (each) => commitment(each, view.language)],
    [say('Quotation'), ({ quote }) => `“${plainLine(quote, 110)}”`, { class: 'small soft', lang: 'zh-Hans' }],
  ]);
  return section('figures', say('Figures and commitments'), rows, figures.length);
}

export function factSections(document: ShownDocument, view: View): HtmlPart {
  const { dates, participate, windows = [] } = document;
  return [(dates.commentBy ?? participate) && commentBlock(document, view), windows.length > 0 && windowsBlock(windows, view)];
}
