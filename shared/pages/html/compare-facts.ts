import type { ActComparison, ChangedFact, ComparedArticle, StatedFact, SubjectPair } from '../../model/comparison.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import { fieldName } from '../words/field-name.ts';
import { type View, zh } from '../words/page-view.ts';
import { capital } from '../words/words.ts';

/** The facts in which two acts differ: in English, each beside its Chinese words; and acts of two places by subject. */

const longestQuote = 140;

/** In the Chinese interface the words speak for themselves. */
function factCell(fact: StatedFact | undefined, { language, say }: View): HtmlPart {
  if (!fact) return html`<span class="soft">${say('not stated')}</span>`;
  const of = fact.of !== undefined && html`<span class="soft">${zh(fact.of)}: </span>`;
  const english = language === 'en' && html`${of}<b>${capital(fact.says)}</b><br>`;
  return html`${english}<span class="small soft" lang="zh-Hans">“${plainLine(fact.quote, longestQuote)}”</span>`;
}

const factRow = ({ article, before, after }: ChangedFact, view: View): Html =>
  html`<tr><th scope="row">${zh(article)}</th><td data-l="${view.say('Before')}">${factCell(before, view)}</td>
<td data-l="${view.say('After')}">${factCell(after, view)}</td></tr>`;

/** Facts of the articles that differ. Acts that share no wording have theirs beside each other by subject. */
export function factsBlock({ facts, subjects }: ActComparison, view: View): HtmlPart {
  const { say } = view;
  if (facts.length === 0 || subjects) return undefined;
  return html`<section class="sec" aria-labelledby="facts"><h2 id="facts">${say('Facts that differ')} <span class="n">${facts.length}</span></h2>
<table class="stack"><thead><tr><th scope="col">${say('Where')}</th><th scope="col">${say('Before')}</th><th scope="col">${say('After')}</th></tr></thead>
<tbody>${facts.map((each) => factRow(each, view))}</tbody></table></section>`;
}

/** What a publisher was said to have changed when the later revision was recorded. */
export function announcedBlock({ announced }: ActComparison, view: View): HtmlPart {
  const { say, language } = view;
  if (!announced) return undefined;
  const items = announced.map(({ field, before, after }) => {
    const name = fieldName(field, language);
    const was = before !== undefined && html`<del lang="zh-Hans">${plainLine(before, longestQuote)}</del> → `;
    const is = after !== undefined && html`<ins lang="zh-Hans">${plainLine(after, longestQuote)}</ins>`;
    return html`<li>${/^\p{Script=Han}/u.test(name) ? zh(name) : capital(name)}: ${was}${is}</li>`;
  });
  return html`<section class="sec" aria-labelledby="announced"><h2 id="announced">${say('As announced')} <span class="n">${items.length}</span></h2>
${items.length === 0 ? html`<p class="soft">${say('No change by the publisher was recorded between these revisions.')}</p>` : html`<ul class="list">${items}</ul>`}</section>`;
}

const factLines = (facts: readonly StatedFact[], view: View): HtmlPart =>
  facts.length > 0 && html`<ul class="list">${facts.map((fact) => html`<li>${factCell(fact, view)}</li>`)}</ul>`;

function articles(all: readonly ComparedArticle[], facts: readonly StatedFact[], view: View): HtmlPart {
  if (all.length === 0) return html`<span class="soft">${view.say('nothing on this')}</span>`;
  const texts = all.map(({ article, text }) => html`<p lang="zh-Hans">${text ?? article}</p>`);
  const places = all.map(({ article }, i) => html`${i > 0 && view.say(', ', '、')}${zh(article)}`);
  return html`${factLines(facts, view)}<details><summary class="small">${places}</summary>${texts}</details>`;
}

function subjectRow({ names, a, b, facts }: SubjectPair, view: View): Html {
  const { say, language } = view;
  const only = a.length === 0 ? say('only in the second') : b.length === 0 ? say('only in the first') : undefined;
  return html`<tr><th scope="row">${language === 'en' ? html`${names.en} <span class="soft">${zh(names.zh)}</span>` : names.zh}${
    only !== undefined && html`<br><span class="small soft">${only}</span>`
  }</th><td data-l="${say('First')}">${articles(a, facts.a, view)}</td><td data-l="${say('Second')}">${articles(b, facts.b, view)}</td></tr>`;
}

/** Two acts that share no wording, by subject. */
export function subjectsBlock({ subjects }: ActComparison, view: View): HtmlPart {
  const { say } = view;
  if (!subjects) return undefined;
  const both = subjects.filter(({ a, b }) => a.length > 0 && b.length > 0).length;
  return html`<section class="sec" aria-labelledby="subjects"><h2 id="subjects">${say('By subject')} <span class="n">${subjects.length}</span></h2>
<p class="small soft">${say('The two texts share little wording: their articles stand beside each other by what they are about, as their words show.')}
${say(`Both speak of ${both} subjects.`, `双方共同涉及${both}个主题。`)}</p>
<table class="stack"><thead><tr><th scope="col">${say('Subject')}</th><th scope="col">${say('First')}</th><th scope="col">${say('Second')}</th></tr></thead>
<tbody>${subjects.map((each) => subjectRow(each, view))}</tbody></table></section>`;
}
