import type { ShownAttachment, ShownDocument } from '../../model/document.ts';
import type { Allowed } from '../../stages/digest/rights.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { attachedTexts } from './attached-texts.ts';
import { han } from './document-head.ts';
import { highlightText } from './highlight.ts';
import { headingsOf, outline } from './outline.ts';

/** The words of a document: on its page where they are short, else their beginning there and all of them on a page of their own (`/documents/{id}/text`). */

/** Characters of text and attached texts that a document's page carries; with them it stays below 60 KB as sent. */
const mostInPlace = 12_000;
/** Of a longer text its page shows so much, whole paragraphs. */
const opening = 2_500;

const lengthOf = (attachments: readonly ShownAttachment[]): number => attachments.reduce((sum, { text = '' }) => sum + text.length, 0);

export type TextShown = {
  /** Characters of the text that stand on the document's page. */
  readonly shown: number;
  /** Whether the text, or attached ones, stand on a page of their own. */
  readonly apart: boolean;
};

/** How much of a text its document's page shows. */
export function textShown({ text, complete }: Allowed, attachments: readonly ShownAttachment[]): TextShown {
  if (!complete || text.length + lengthOf(attachments) <= mostInPlace) return { shown: text.length, apart: false };
  if (text.length <= mostInPlace) return { shown: text.length, apart: true };
  const end = text.indexOf('\n', opening);
  if (end !== -1 && end <= 2 * opening) return { shown: end, apart: true };
  // Never through the middle of a character.
  return { shown: /[\ud800-\udbff]/.test(text.charAt(opening - 1)) ? opening - 1 : opening, apart: true };
}

/** The page of the whole text. */
export const textAddress = ({ id }: Pick<ShownDocument, 'id'>, { to }: View): string => to(`/documents/${encodeURIComponent(id)}/text`);

/** Switches the marks of evidence off; works without a script, which only remembers it. */
const shading = (themes: ShownDocument['themes'], { say }: View): HtmlPart =>
  themes.some(({ evidence }) => evidence.length > 0) &&
  html` <span class="nb shading"><input type="checkbox" id="shading" data-key="e" checked autocomplete="off"><label for="shading">${say('Shade evidence')}</label></span>`;

const revisionWords = ({ revisions }: ShownDocument, { say }: View): Html =>
  html`<span class="n">${say(`revision ${revisions.length}`, `第${revisions.length}版`)}</span>`;

/** The section of the document's page. */
export function textBlock(document: ShownDocument, allowed: Allowed, view: View): Html {
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
  return html`<section class="sec" aria-labelledby="text"><h2 id="text">${say('Source text')} ${revisionWords(document, view)}</h2>
<p class="note">${note} <a href="${document.url}" rel="noreferrer">${say('Official page')}</a>${shading(themes, view)}</p>
${shown < allowed.text.length && rest}${outline(headings, view, shown < allowed.text.length ? whole : '')}
${allowed.text.trim() === '' && html`<p class="soft">${say('No readable text on the page: it may be an image or an attachment.')}</p>`}
<div class="orig" lang="${han(document.language)}">${highlightText(text, themes, new Set(headings.map(({ start }) => start)))}
</div>${rest}${allowed.complete && !apart && attachedTexts(attachments, han(document.language), view)}</section>`;
}

const charactersWords = (count: number, { say }: View): string =>
  say(`${count.toLocaleString('en-GB')} characters`, `${count.toLocaleString('en-GB')}字`);

/** The body of `/documents/{id}/text`: nothing but the words, and where they come from. */
export function textPage(document: ShownDocument, allowed: Allowed, heading: Html, view: View): Html {
  const { say } = view;
  const { themes, attachments } = document;
  const headings = headingsOf(document.structure, allowed.text.length);
  const lang = han(document.language);
  const words = highlightText(allowed.text, themes, new Set(headings.map(({ start }) => start)));
  const attached =
    allowed.complete && attachments.some(({ text = '' }) => text !== '') && html`<a href="#attached">${say('Attachments')}</a>`;
  return html`<div class="head"><p class="kick">${say('Source text')} · ${charactersWords(allowed.text.length, view)}</p>${heading}
<p class="line small"><a href="${view.to(`/documents/${encodeURIComponent(document.id)}`)}">${say('Document details')}</a>${attached}<a
href="${document.url}" rel="noreferrer">${say('Official page')}</a><a
href="${`/api/v1/documents/${encodeURIComponent(document.id)}/text`}">JSON</a>${shading(themes, view)}</p></div>
<div class="cols"><div><h2 class="vh" id="text">${say('Source text')}</h2><div class="orig" lang="${lang}">${words}</div>
${allowed.complete && attachedTexts(attachments, lang, view)}</div>
<aside class="side" aria-label="${say('Contents')}"><div class="stay">${outline(headings, view, '', true)}</div></aside></div>`;
}
