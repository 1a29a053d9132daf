import type { Issuer } from '../../model/article.ts';
import type { AttachmentRole, ShownAttachment, ShownDocument } from '../../model/document.ts';
import type { DocumentFigure, DraftStages, Window } from '../../model/facts.ts';
import { orEmpty } from '../../model/values.ts';
import { bodyById, findIssuer } from '../../registry/issuers.ts';
import type { Allowed } from '../../stages/digest/rights.ts';
import type { ActSentence } from '../../stages/english/translation.ts';
import { isAct } from '../../stages/text/acts.ts';
import { dayShort, renderTimeLeft } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { commitment, ofWhat, quantity, type View, zh } from '../words/page-view.ts';
import { headlineOf, renderTextName, titleLanguage, translationWords } from '../words/text-name.ts';
import { issuerMissing, type LanguagePair, levelNames, typeNames, unseenWords, wayNames } from '../words/words.ts';
import { headingsOf, highlightText, highlightTitle, outline, subjectsOf } from './highlight.ts';
import { numberMark, renderOutcome, renderWay } from './hit-item.ts';
import { fact, section, softLine, table } from './parts.ts';

const han = (language: ShownDocument['language']): string => (language === 'other' ? 'und' : language);

/** The one name of a body that all lists have, with its full name behind it: the page of a document is where one looks it up. */
function issuerInFull({ id, name, english }: Issuer): string {
  const body = (id === undefined ? undefined : bodyById(id)) ?? findIssuer(name);
  if (body === undefined) return english ?? name;
  return body.english === body.full ? body.full : `${body.english} (${body.full})`;
}

export function headBlock(document: ShownDocument, level: string | undefined, view: View): Html {
  const { say, word } = view;
  const issuers = document.issuers.map((issuer) => (view.language === 'zh' ? issuer.name : issuerInFull(issuer)));
  const kicker = [
    word(typeNames, document.type),
    issuers.join(view.language === 'zh' ? '、' : ', ') || issuerMissing(document, view.language),
  ];
  const unseen = unseenWords(document, view.language);
  const original = html`<span lang="${han(document.titleLanguage)}">${highlightTitle(document.title, subjectsOf(document))}</span>`;
  const same = document.english.title === '' || document.english.title === document.title;
  const by = {
    glossary: say('from the glossary'),
    official: say('as officially named'),
    dictionary: say('from the glossary and a dictionary'),
    known: say('from what it names'),
    words: say('from words of its title'),
    machine: say('by machine translation'),
    translator: say('by machine translation'),
    model: say('by AI model'),
    person: say('written by a person'),
  };
  const headline = headlineOf({ ...document, english: document.english.title });
  const first = view.language === 'zh' ? headline.chinese : headline.english;
  const made = headline.by ?? (same ? undefined : document.english.by);
  return html`<div class="head">
<p class="kick">${joinParts([...kicker, ...(level === undefined ? [] : [word(levelNames, level)])], ' · ')}${unseen && html` <b>${unseen}</b>`}</p>
<h1>${first === document.title ? original : html`<span lang="${titleLanguage(first)}">${first}</span>`}</h1>
${first !== document.title && html`<p class="zh">${original}</p>`}
${!same && first !== document.english.title && html`<p class="zh small"><span lang="en">${document.english.title}</span></p>`}
<p class="line small">${(document.number !== undefined || isAct(document.type)) && numberMark(document.number, view)}${
    made !== undefined &&
    html`<span
class="soft">${say('English title')} ${by[made]}</span>`
  }<a href="${view.to('/choices', { follow: document.id })}">${say('Follow this act')}</a><a href="#text">${say('Source text')}</a><a
href="#copies">${say('Copies')}</a><a href="${view.to(`/lineage/${encodeURIComponent(document.id)}`)}">${say('Lineage')}</a><a href="${document.url}"
rel="noreferrer">${say('Official page')}</a>${(document.translations ?? []).map(
    (each) => html`<a href="${each.url}" rel="noreferrer">${say(...translationWords(each))}</a>`,
  )}</p>
</div>`;
}

const states = {
  read: ['read', '已读取'],
  'needs-ocr': ['scanned; needs OCR', '扫描件，需文字识别'],
  unsupported: ['file type not supported', '暂不支持该格式'],
  'too-large': ['too large', '文件过大，未读取'],
  unreachable: ['download failed; will retry', '下载失败，稍后重试'],
  elsewhere: ['on another site, not downloaded', '位于其他网站，未下载'],
  damaged: ['damaged', '文件已损坏'],
} as const;

const roleNames: Readonly<Record<AttachmentRole, LanguagePair>> = {
  draft: ['draft text', '征求意见稿'],
  explanation: ['explanation', '起草说明'],
  form: ['form for comments', '意见反馈表'],
  comparison: ['comparison of texts', '修改对照表'],
};

export function attachmentLine({ url, title, format, state, pages, work, role }: ShownAttachment, { say, word }: View): Html {
  const words: HtmlPart[] = [
    ...(role === undefined ? [] : [word(roleNames, role)]),
    format,
    ...(pages === undefined ? [] : [say(`${pages} ${pages === 1 ? 'page' : 'pages'}`, `${pages}页`)]),
    ...(state === undefined ? [] : [say(states[state][0], states[state][1])]),
    ...(work && role === undefined ? [say('main document')] : []),
  ];
  return html`<a href="${url}" rel="noreferrer">${zh(title)}</a> <span class="soft small">${words.map((word, n) => html`${n > 0 && ' · '}${word}`)}</span>`;
}

/**
 * The words of the files that were read, in the language of their page (`lang`), each folded under its title; a file whose words are given
 * already has none here.
 */
function attachedTexts(attachments: readonly ShownAttachment[], lang: string, { say }: View): HtmlPart {
  const read = attachments.filter(({ text }) => text !== undefined && text !== '');
  if (read.length === 0) return undefined;
  return html`<div id="attached">${read.map(
    ({ title, text }) =>
      html`<details><summary>${say('Attachments')}: ${zh(title)}</summary><div class="orig" lang="${lang}">${orEmpty(text)
        .split('\n')
        .map((line) => html`<p>${line}</p>`)}</div></details>`,
  )}</div>`;
}

/**
 * The words of a document: on its page where they are short, else their beginning there and all of them on a page of their own
 * (`/documents/{id}/text`).
 */

/** Characters of text and attached texts that a document's page carries; with them it stays below 60 KB as sent. */
const mostInPlace = 12_000;
/** Of a longer text its page shows so much, whole paragraphs. */
const opening = 2_500;

const lengthOf = (attachments: readonly ShownAttachment[]): number => attachments.reduce((sum, { text = '' }) => sum + text.length, 0);

type TextShown = {
  readonly shown: number;
  readonly apart: boolean;
};

export function textShown({ text, complete }: Allowed, attachments: readonly ShownAttachment[]): TextShown {
  if (!complete || text.length + lengthOf(attachments) <= mostInPlace) return { shown: text.length, apart: false };
  if (text.length <= mostInPlace) return { shown: text.length, apart: true };
  const end = text.indexOf('\n', opening);
  if (end !== -1 && end <= 2 * opening) return { shown: end, apart: true };
  // Never through the middle of a character.
  return { shown: /[\ud800-\udbff]/.test(text.charAt(opening - 1)) ? opening - 1 : opening, apart: true };
}

export const textAddress = ({ id }: Pick<ShownDocument, 'id'>, { to }: View): string => to(`/documents/${encodeURIComponent(id)}/text`);

/** Switches the marks of evidence off; works without a script, which only remembers it. */
const shading = (themes: ShownDocument['themes'], { say }: View): HtmlPart =>
  themes.some(({ evidence }) => evidence.length > 0) &&
  html` <span class="nb shading"><input type="checkbox" id="shading" data-key="e" checked autocomplete="off"><label for="shading">${say('Shade evidence')}</label></span>`;

const revisionWords = ({ revisions }: ShownDocument, { say }: View): Html =>
  html`<span class="n">${say(`revision ${revisions.length}`, `第${revisions.length}版`)}</span>`;

export function textBlock(document: ShownDocument, allowed: Allowed & { readonly translated: boolean }, view: View): Html {
  const { say } = view;
  const { themes, attachments } = document;
  const note = allowed.complete
    ? say('Text as published. Highlighted words are evidence for a theme.')
    : say('Excerpt only: this source does not permit display of the full text. Read it on the official page.');
  const { shown, apart } = textShown(allowed, attachments);
  const text = allowed.text.slice(0, shown);
  const headings = headingsOf(document.structure, allowed.text.length);
  const whole = textAddress(document, view);
  const rest =
    apart &&
    html`<p class="note"><a href="${whole}"><b>${say('Full text on its own page')}</b></a> <span
class="soft">${charactersWords(allowed.text.length + lengthOf(attachments), view)}</span></p>`;
  return section(
    'text',
    html`${say('Source text')} ${revisionWords(document, view)}`,
    html`<p class="note">${note} <a href="${document.url}" rel="noreferrer">${say('Official page')}</a>${
      allowed.translated && view.language === 'en' && html` <a href="${whole}#translation">Machine translation</a>`
    }${shading(themes, view)}</p>
${shown < allowed.text.length && rest}${outline(headings, view, shown < allowed.text.length ? whole : '')}
${allowed.text.trim() === '' && softLine(say('No readable text on the page: it may be an image or an attachment.'))}
<div class="orig" lang="${han(document.language)}">${highlightText(text, subjectsOf(document), new Set(headings.map(({ start }) => start)))}
</div>${rest}${allowed.complete && !apart && attachedTexts(attachments, han(document.language), view)}`,
  );
}

const charactersWords = (count: number, { say }: View): string =>
  say(`${count.toLocaleString('en-GB')} characters`, `${count.toLocaleString('en-GB')}字`);

type Translated = readonly (ActSentence & { readonly english?: string })[];

/** An act in both languages, sentence by sentence, where a translator was asked. */
function translatedText(id: string, sentences: Translated, { language }: View): HtmlPart {
  if (language === 'zh' || sentences.length === 0) return undefined;
  const asked = html`<p class="note">What is missing is asked for by <code>hongtou show ${id} --translate</code>.</p>`;
  const rows = sentences.map(({ chinese, english }) => html`<dt lang="zh-Hans">${chinese}</dt><dd lang="en">${english ?? '–'}</dd>`);
  return section(
    'translation',
    'Machine translation',
    html`${sentences.some(({ english }) => english === undefined) && asked}<dl class="facts rows">${rows}</dl>`,
  );
}

export function textPage(document: ShownDocument, allowed: Allowed & { readonly sentences: Translated }, heading: Html, view: View): Html {
  const { say } = view;
  const { attachments } = document;
  const headings = headingsOf(document.structure, allowed.text.length);
  const lang = han(document.language);
  const words = highlightText(allowed.text, subjectsOf(document), new Set(headings.map(({ start }) => start)));
  const attached =
    allowed.complete && attachments.some(({ text = '' }) => text !== '') && html`<a href="#attached">${say('Attachments')}</a>`;
  return html`<div class="head"><p class="kick">${say('Source text')} · ${charactersWords(allowed.text.length, view)}</p>${heading}
<p class="line small"><a href="${view.to(`/documents/${encodeURIComponent(document.id)}`)}">${say('Document details')}</a>${attached}<a
href="${document.url}" rel="noreferrer">${say('Official page')}</a><a
href="${`/api/v1/documents/${encodeURIComponent(document.id)}/text`}">JSON</a>${shading(document.themes, view)}</p></div>
<div class="cols"><div><h2 class="vh" id="text">${say('Source text')}</h2><div class="orig" lang="${lang}">${words}</div>
${translatedText(document.id, allowed.sentences, view)}
${allowed.complete && attachedTexts(attachments, lang, view)}</div>
<aside class="side" aria-label="${say('Contents')}"><div class="stay">${outline(headings, view, '', true)}</div></aside></div>`;
}

/** What was worked out of the text of one document: how to comment, times to apply, the other stage, figures. */

export const renderLeft = (until: string, { say, today }: View): string => {
  const left = renderTimeLeft(until, today, say);
  return left === undefined ? '' : `${say(', ', '，')}${left}`;
};

const outcome = ({ dates: { commentBy }, status, stages }: ShownDocument, view: View): string | undefined =>
  commentBy && !stages && status === 'draft' ? renderOutcome({ day: commentBy.value }, view) : undefined;

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
      .map((way) => html`${renderWay(way)}<br><q class="small soft" lang="zh-Hans">${plainLine(way.quote, 200)}</q>`);
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
      html`<li><p>${kinds[kind]} <b>${view.day(until)}</b> ${time}${from !== undefined && html` (${say('from')} ${view.day(from)})`}${renderLeft(until, view)}</p>
<p class="small soft" lang="zh-Hans">“${plainLine(quote, 160)}”</p></li>`,
  );
  return section(
    'windows',
    say('Application and objection periods'),
    html`<p class="small soft">${say('Not public consultations.')}</p><ul class="list">${items}</ul>`,
  );
}

function stagesLine({ draft, final, days }: DraftStages, document: ShownDocument, view: View): Html {
  const { say, language, to } = view;
  const own = document.id === draft.id;
  const other = own ? final : draft;
  const name = html`${renderTextName(other, view)}${other.date !== undefined && html` <span class="soft small nb">${dayShort(other.date, language)}</span>`}`;
  const between = days !== undefined && html` ${say(`${days} ${days === 1 ? 'day' : 'days'} between the two.`, `两者相隔${days}天。`)}`;
  return section(
    'stages',
    say('Draft and final text'),
    html`<p>${own ? say('Final text:') : say('Draft:')} ${name}.${between} <a href="${to('/compare', { a: draft.id, b: final.id })}">${say('Compare')}</a></p>`,
  );
}

function figuresBlock(figures: readonly DocumentFigure[], view: View): Html {
  const { say, to } = view;
  const rows = table(figures.slice(0, 40), [
    [
      say('Value'),
      (each) => html`<a href="${to('/figures', { unit: each.unit })}">${quantity(each, view)}</a>`,
      { row: true, class: 'nb' },
    ],
    [say('Indicator'), ({ scope }) => scope !== undefined && ofWhat(scope)],
    [say('Year'), ({ year, yearFrom }) => yearFrom === 'text' && year],
    [say('Commitment'), (each) => commitment(each, view.language)],
    [say('Quotation'), ({ quote }) => `“${plainLine(quote, 110)}”`, { class: 'small soft', lang: 'zh-Hans' }],
  ]);
  return section('figures', say('Figures and commitments'), rows, figures.length);
}

export function factSections(document: ShownDocument, view: View): HtmlPart {
  const { dates, participate, windows = [], stages, figures = [] } = document;
  return [
    (dates.commentBy ?? participate) && commentBlock(document, view),
    windows.length > 0 && windowsBlock(windows, view),
    stages && stagesLine(stages, document, view),
    figures.length > 0 && figuresBlock(figures, view),
  ];
}
