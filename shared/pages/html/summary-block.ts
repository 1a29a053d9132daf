import type { ShownDocument } from '../../model/document.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';

/** Whether there is anything to say under Key facts; a page in Chinese has them in the words of the act. */
export const hasSummary = ({ summary }: Pick<ShownDocument, 'summary'>): boolean => summary !== undefined && summary.length > 0;

/** Characters; a longer paragraph is set smaller. */
const longLead = 320;

/** The facts of an act in English: a paragraph, what only its own words say behind labels, and the words that prove each sentence. */
export function summaryBlock(document: ShownDocument, view: View): HtmlPart {
  const { summary = [] } = document;
  if (!hasSummary(document)) return undefined;
  const { say, language } = view;
  if (language === 'zh') return quotedFacts(summary, view);
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
function quotedFacts(summary: readonly SummaryLine[], { say }: View): Html {
  const quotes = [...new Set(summary.map(({ quote }) => quote))].map((quote) => html`<li><q lang="zh-Hans">${quote}</q></li>`);
  return html`<section class="sec" aria-labelledby="key-facts"><h2 id="key-facts">${say('Key facts')} <span
class="n">${say('by rules, from the text')}</span></h2><ul class="list">${quotes}</ul></section>`;
}
