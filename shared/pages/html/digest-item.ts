import type { DigestItem } from '../../model/digest.ts';
import { elsewhereWords } from '../mail/digest-parts.ts';
import { type ItemView, itemView } from '../mail/digest-view.ts';
import { listedFacts } from '../mail/items.ts';
import { localeOf } from '../words/digest-locale.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { markHan, type View, zh } from '../words/page-view.ts';
import { statusMark, themeTags, titlePair } from './hit-item.ts';

/** Items of a digest on its page. */

const factRow = ({ kind, label, lines }: ItemView['facts'][number]): Html =>
  html`<div><dt>${label}</dt><dd>${joinParts(
    lines.map((line) => (kind === 'number' ? html`<span class="num">${markHan(line)}</span>` : markHan(line))),
    html`<span class="po">; </span><br>`,
  )}</dd></div>`;

const coverageRow = ({ title, original, url, type }: ItemView['coverage'][number]): Html =>
  html`<li><p>${url === undefined ? markHan(title) : html`<a href="${url}" rel="noreferrer">${markHan(title)}</a>`} ${original !== undefined && markHan(original)} <span
class="soft small">${type}</span></p></li>`;

/** What the act does: its sentences, what only its own words say, and the words that prove the sentences; else its quotes. */
function saidBlock({ said, quotes }: ItemView, { say }: View): HtmlPart {
  const sentences = said.filter(({ kind }) => kind === 'sentence');
  const labels = said
    .filter(({ kind }) => kind === 'label')
    // On paper a label that says something by itself stands without its quote.
    .map(({ says, quote }) => html`<div${says.includes(':') && html` class="told"`}><dt>${says}</dt><dd>${zh(`“${quote}”`)}</dd></div>`);
  const proofs = sentences.map(({ says, quote }) => html`<li>${markHan(says)} ${zh(`“${quote}”`)}</li>`);
  return [
    sentences.length > 0 && html`<p lang="en">${markHan(sentences.map(({ says }) => says).join(' '))}</p>`,
    labels.length > 0 && html`<dl class="facts stacked">${labels}</dl>`,
    proofs.length > 0 &&
      html`<details class="fold"><summary>${say('Based on these sentences')}</summary><ul class="list small">${proofs}</ul></details>`,
    quotes.map((quote) => html`<p class="pass" lang="zh-Hans">“${quote}”</p>`),
  ];
}

const lead = ({ lead: told }: ItemView): HtmlPart => told && html`<b>${markHan(told.strong)}</b> ${markHan(told.rest)}`;

/** The page that issues the act, where the headline is the act's own title. */
const ownTitle = ({ page }: ItemView, { say, language }: View): HtmlPart =>
  page &&
  html`<p class="small soft">${say('On the page: ', '页面标题：')}${language === 'en' && page.english !== page.chinese && [markHan(page.english), ' ']}${markHan(page.chinese)}</p>`;

/** One item whole; one that another section has whole is a line. */
export function itemArticle(item: DigestItem, view: View): Html {
  const { say, to } = view;
  const told = itemView(item, view.today, localeOf(view.language));
  const href = to(`/documents/${encodeURIComponent(item.id)}`);
  if (item.inFull)
    return html`<p class="small">${told.lead && html`${lead(told)}: `}<a href="${href}">${markHan(told.english)}</a> <a class="src"
href="${`#${item.inFull}`}">${elsewhereWords(item.inFull, localeOf(view.language))}</a></p>`;
  return html`<article class="item" id="${item.id}"><p class="when">${lead(told)}</p>
<div>
<p class="kind">${statusMark(item.status, view)} · ${markHan(told.kind)}${told.unseen !== undefined && html` · <b>${markHan(told.unseen)}</b>`}</p>
${titlePair({ href, english: told.english, title: told.chinese ?? told.english }, view)}${ownTitle(told, view)}
${saidBlock(told, view)}
<dl class="facts">${listedFacts(told, true)
    .filter(({ kind }) => kind !== 'themes')
    .map(factRow)}</dl>
${told.coverage.length > 0 && html`<ul class="list small" aria-label="${say('Coverage')}">${told.coverage.map(coverageRow)}</ul>`}
<p class="tags">${themeTags(item.themes, view)}${told.official !== undefined && html`<a href="${told.official}" rel="noreferrer">${say('Official page')}</a>`}</p>
</div></article>`;
}
