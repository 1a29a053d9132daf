import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import {
  type ActChange,
  type ActComparison,
  type ChangedFact,
  type ComparedArticle,
  type ComparedDocument,
  countChanges,
  type StatedFact,
  type SubjectPair,
} from '../../model/comparison.ts';
import type { Difference, FieldChange, ShownDocument } from '../../model/document.ts';
import type { Hit } from '../../model/query.ts';
import { opt } from '../../model/values.ts';
import { bounded, type Compared, mostCompared, requireComparison, twoDocuments } from '../../questions/compare.ts';
import { readParameters, textual, words } from '../../questions/question.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { dayShort, momentWords } from '../words/days.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import { languageField, type View, viewOf, zh } from '../words/page-view.ts';
import { fieldName } from '../words/status-reason.ts';
import { headlineOf, renderHeading, renderTextName, softDay } from '../words/text-name.ts';
import { capital, type LanguagePair } from '../words/words.ts';
import { healthOf, page } from './page-frame.ts';

/** What can be compared: found by words, two of a list; or for one document its other stage, its revisions, acts of its kind elsewhere. */

const mostFound = 20;
const mostElsewhere = 12;

type CompareChoices = {
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

async function compareChoices({ a, q }: { readonly a?: string; readonly q?: string }, answers: Answers): Promise<CompareChoices> {
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
function choicesBlock({ q, found, one, elsewhere = [] }: CompareChoices, view: View): Html {
  const { say } = view;
  const search = html`<form action="/compare" class="line"><label>${say('Choose two of what is found')} <input name="q" type="search" value="${q}"
maxlength="300" required></label>${languageField(view)} <button class="quiet">${say('Search')}</button></form>`;
  const none = found?.length === 0 && html`<p class="soft">${say('No document found.')}</p>`;
  return html`${search}${none}${found && found.length > 0 && foundForm(found, view)}${one && withOne(one, elsewhere, view)}`;
}

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
function factsBlock({ facts, subjects }: ActComparison, view: View): HtmlPart {
  const { say } = view;
  if (facts.length === 0 || subjects) return undefined;
  return html`<section class="sec" aria-labelledby="facts"><h2 id="facts">${say('Facts that differ')} <span class="n">${facts.length}</span></h2>
<table class="stack"><thead><tr><th scope="col">${say('Where')}</th><th scope="col">${say('Before')}</th><th scope="col">${say('After')}</th></tr></thead>
<tbody>${facts.map((each) => factRow(each, view))}</tbody></table></section>`;
}

/** What a publisher was said to have changed when the later revision was recorded. */
function announcedBlock({ announced }: ActComparison, view: View): HtmlPart {
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
function subjectsBlock({ subjects }: ActComparison, view: View): HtmlPart {
  const { say } = view;
  if (!subjects) return undefined;
  const both = subjects.filter(({ a, b }) => a.length > 0 && b.length > 0).length;
  return html`<section class="sec" aria-labelledby="subjects"><h2 id="subjects">${say('By subject')} <span class="n">${subjects.length}</span></h2>
<p class="small soft">${say('The two texts share little wording: their articles stand beside each other by what they are about, as their words show.')}
${say(`Both speak of ${both} subjects.`, `双方共同涉及${both}个主题。`)}</p>
<table class="stack"><thead><tr><th scope="col">${say('Subject')}</th><th scope="col">${say('First')}</th><th scope="col">${say('Second')}</th></tr></thead>
<tbody>${subjects.map((each) => subjectRow(each, view))}</tbody></table></section>`;
}

/** What two passages have in common at their beginning and end, so that the eye finds the words that differ. */
function edges(before: string, after: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  // Never through the middle of a character.
  if (/[\udc00-\udfff]/.test(before.charAt(head))) head -= 1;
  if (/[\udc00-\udfff]/.test(before.charAt(before.length - tail))) tail -= 1;
  return { head: Math.max(head, 0), tail: Math.max(tail, 0) };
}

/** A day or a number is read whole. */
const shortest = 12;

/** The words of a passage with what another one has otherwise marked. */
function passage(words: string, other: string | undefined, mark: (part: string) => Html): HtmlPart {
  if (other === undefined || words.length < shortest) return mark(words);
  const { head, tail } = edges(words, other);
  const middle = words.slice(head, words.length - tail);
  return html`${words.slice(0, head)}${middle !== '' && mark(middle)}${words.slice(words.length - tail)}`;
}

const fieldWords = (field: string, { language }: View): HtmlPart => {
  const name = fieldName(field, language);
  return /^\p{Script=Han}/u.test(name) ? zh(name) : capital(name);
};

function change({ field, before, after }: FieldChange, view: View): Html {
  const { say } = view;
  const none = (words: string): HtmlPart => html`<span class="soft">${words}</span>`;
  const was = before === undefined ? none(say('absent')) : passage(before, after, (part) => html`<del>${part}</del>`);
  const is = after === undefined ? none(say('removed')) : passage(after, before, (part) => html`<ins>${part}</ins>`);
  return html`<tr><th scope="row">${fieldWords(field, view)}</th><td data-l="${say('Before')}" lang="zh-Hans">${was}</td>
<td data-l="${say('After')}" lang="zh-Hans">${is}</td></tr>`;
}

const whatWords = ({ what, by }: Difference['revisions'][0], { say }: View): string => {
  const words = {
    new: say('first collected'),
    changed: say('changed by the publisher'),
    withdrawn: say('withdrawn by the publisher'),
    returned: say('restored'),
    reread: say('reprocessed by Hongtou'),
  };
  return by === 'reader' ? words.reread : words[what];
};

/** The body of `/documents/{id}/diff`: two revisions beside each other, by article. `whole`: the rights allow its words. */
export function diffPage(document: ShownDocument, found: Difference, whole: boolean, view: View): Html {
  const { say, to } = view;
  const page = `/documents/${encodeURIComponent(document.id)}`;
  const changes = whole ? found.changes : found.changes.filter(({ field }) => !field.startsWith('text') && field !== 'attachments');
  const hidden = found.changes.length - changes.length;
  const ends = found.revisions.map(
    (end, i) =>
      html`<div><dt>${i === 0 ? say('Before') : say('After')}</dt>
<dd>${say(`revision ${end.n}`, `第${end.n}版`)}, ${momentWords(end.at, view.language)}, ${whatWords(end, view)}</dd></div>`,
  );
  const others = document.revisions
    .slice(1)
    .map(({ n }) => html`<a href="${to(`${page}/diff`, { from: String(n - 1), to: String(n) })}">${n - 1} → ${n}</a> `);
  const rows = changes.map((each) => change(each, view));
  const table = html`<table class="stack"><thead><tr><th scope="col">${say('Where')}</th><th scope="col">${say('Before')}</th>
<th scope="col">${say('After')}</th></tr></thead><tbody>${rows}</tbody></table>`;
  return html`<div class="head"><p class="kick">${say('Changes between revisions')}</p>${renderHeading(document, view)}</div>
<section class="sec" aria-labelledby="ends"><h2 id="ends">${say('Revisions')}</h2><dl class="facts">${ends}</dl>${
    others.length > 1 && html`<p class="small">${others}</p>`
  }</section>
<section class="sec" aria-labelledby="changes"><h2 id="changes">${say('Changes')} <span class="n">${found.changes.length}</span></h2>
${
  hidden > 0 &&
  html`<p class="note">${say(
    `${hidden} changes of the text are not shown: this source does not permit display of the full text.`,
    `该来源未授权展示全文，另有${hidden}处正文改动未列出。`,
  )}</p>`
}
${
  rows.length > 0
    ? table
    : hidden === 0 &&
      html`<p
class="soft">${document.revisions.length < 2 ? say('Only one revision: no changes since it was first collected.') : say('No differences between these revisions.')}</p>`
}</section>`;
}

const kindNames: Readonly<Record<ActChange['kind'], LanguagePair>> = {
  same: ['the same', '未变'],
  changed: ['changed', '修改'],
  moved: ['moved', '移动'],
  added: ['new', '新增'],
  removed: ['removed', '删除'],
};

function row({ kind, article, articleBefore, before, after }: ActChange, view: View): Html {
  const was = before !== undefined && html`${passage(before, after, (part) => html`<del>${part}</del>`)}`;
  const is = after !== undefined && html`${passage(after, before, (part) => html`<ins>${part}</ins>`)}`;
  return html`<tr><th scope="row">${zh(article)}<br><span class="small soft">${view.word(kindNames, kind)}${
    articleBefore !== undefined && html` (${zh(articleBefore)})`
  }</span></th><td data-l="${view.say('Before')}" lang="zh-Hans">${was}</td><td data-l="${view.say('After')}" lang="zh-Hans">${is}</td></tr>`;
}

function side(label: string, { revision, day, ...text }: ComparedDocument, view: View): Html {
  const number = revision === undefined ? '' : view.say(`, revision ${revision}`, `，第${revision}版`);
  return html`<div><dt>${label}</dt><dd>${renderTextName(text, view)}${number}${day !== undefined && softDay(day, view)}</dd></div>`;
}

/** Articles: 4 changed, 1 new, 38 the same. */
const summary = (changes: readonly ActChange[], { word, say }: View): string =>
  `${say('Articles')}: ${Object.entries(countChanges(changes))
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${word(kindNames, kind)}`)
    .join(say(', ', '，'))}`;

function startForm(given: { readonly a?: string; readonly b?: string }, view: View): Html {
  const { say } = view;
  return html`<form action="/compare" class="line"><label>${say('Before')} <input name="a" value="${given.a}" maxlength="500" required></label>
<label>${say('After')} <input name="b" value="${given.b}" maxlength="500" required></label>${languageField(view)} <button>${say('Compare')}</button></form>
<p class="small soft">${say('Ids, document numbers or addresses; @2 behind one names its second revision.')}</p>`;
}

function table(changes: readonly ActChange[], view: View): HtmlPart {
  const told = changes.filter(({ kind, articleBefore }) => kind !== 'same' || articleBefore !== undefined);
  if (told.length === 0) return html`<p class="soft">${view.say('No article differs.')}</p>`;
  return html`<table class="stack"><thead><tr><th scope="col">${view.say('Where')}</th><th scope="col">${view.say('Before')}</th>
<th scope="col">${view.say('After')}</th></tr></thead><tbody>${told.map((each) => row(each, view))}</tbody></table>`;
}

/** The body of `/compare`: a form, and two acts beside each other by article when two are named. */
function comparePage(
  given: { readonly a?: string; readonly b?: string; readonly choices: CompareChoices },
  found: Compared | undefined,
  view: View,
): Html {
  const { say } = view;
  const head = html`<div class="head"><h1>${say('Compare two documents')}</h1>${startForm(given, view)}</div>`;
  if (!found) return html`${head}${choicesBlock(given.choices, view)}`;
  return html`${head}<section class="sec" aria-labelledby="sides"><h2 id="sides">${say('Compared')}</h2><dl class="facts">${side(say('Before'), found.a, view)}${side(
    say('After'),
    found.b,
    view,
  )}</dl><p>${summary(found.changes, view)}</p></section>
${announcedBlock(found, view)}${factsBlock(found, view)}${subjectsBlock(found, view)}
${found.subjects === undefined && changesBlock(found, view)}`;
}

const changesBlock = (found: Compared, view: View): Html =>
  html`<section class="sec" aria-labelledby="changes"><h2 id="changes">${view.say('Changes')}</h2>${
    !found.complete && html`<p class="note">${view.say('The words are not shown: a source does not permit display of the full text.')}</p>`
  }${
    found.leftOut !== undefined &&
    html`<p class="note">${view.say(`The texts are too long for one page: ${found.leftOut} changes are not on it.`, `文本过长，本页未列出${found.leftOut}处变化。`)}</p>`
  }${table(found.changes, view)}</section>`;

async function compare(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const given = readParameters(asked.given, z.object({ ...twoDocuments, q: words(300, 'Words by which two documents are found') }));
  // With one document named, the form asks for the other.
  const found =
    given.a === undefined || given.b === undefined ? undefined : bounded(await requireComparison(given, answers), mostCompared.page);
  const choices = found ? {} : await compareChoices(given, answers);
  const nameOf = ({ title, english = '' }: { readonly title: string; readonly english?: string }) =>
    view.language === 'zh' || english === '' ? title : english;
  const title = found ? `${view.say('Compare')}: ${nameOf(found.a)} → ${nameOf(found.b)}` : view.say('Compare two documents');
  return textual(
    page(
      {
        title,
        canonical: view.to('/compare', given),
        current: '/documents',
        body: comparePage({ ...given, choices }, found, view),
        health: await healthOf(answers),
      },
      view,
    ),
    'text/html',
  );
}

export const compareRoutes: readonly Route[] = [{ method: 'GET', path: '/compare', answer: compare }];
