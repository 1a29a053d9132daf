import type { ShownDocument } from '../../model/document.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { toldQuotes } from '../words/told-quotes.ts';
import type { Language } from '../words/words.ts';

/** Whether there is anything to say under Key facts; a page in Chinese has them in the words of the act. */
export const hasSummary = (document: ShownDocument, language: Language): boolean =>
  language === 'zh' ? toldQuotes(document).length > 0 : document.summary !== undefined && document.summary.length > 0;

/** Characters; a longer paragraph is set smaller. */
const longLead = 320;

/** The facts of an act in English: a paragraph, what only its own words say behind labels, and the words that prove each sentence. */
export function summaryBlock(document: ShownDocument, view: View): HtmlPart {
  const { summary = [] } = document;
  const { say, language } = view;
  if (!hasSummary(document, language)) return undefined;
  if (language === 'zh') return quotedFacts(document, view);
  const sentences = summary.filter(({ kind }) => kind === 'sentence');
  const words = sentences.map(({ says }) => says).join(' ');
  const labelled = summary.filter(({ kind }) => kind === 'label');
  const rows = labelled.map(({ says, quote }) => html`<div><dt>${says}</dt><dd><q lang="zh-Hans">${quote}</q></dd></div>`);
  const proofs = sentences.map(({ says, quote }) => html`<li>${says} ${zh(`“${quote}”`)}</li>`);
  return html`<section class="sec" aria-labelledby="key-facts"><h2 id="key-facts">${say('Key facts')} <span
class="n">${say('by rules, from the text')}</span></h2>
${sentences.length > 0 && html`<p class="lead${words.length > longLead && ' long'}" lang="en">${words}</p>`}
${rows.length > 0 && html`<dl class="facts rows">${rows}</dl>`}
${proofs.length > 0 && html`<details><summary>${say('Based on these sentences')}</summary><ul class="list small">${proofs}</ul></details>`}</section>`;
}

/** The facts in the words of the act, each once. */
function quotedFacts(document: ShownDocument, { say }: View): Html {
  const quotes = toldQuotes(document).map((quote) => html`<li><q lang="zh-Hans">${quote}</q></li>`);
  return html`<section class="sec" aria-labelledby="key-facts"><h2 id="key-facts">${say('Key facts')} <span
class="n">${say('by rules, from the text')}</span></h2><ul class="list">${quotes}</ul></section>`;
}
