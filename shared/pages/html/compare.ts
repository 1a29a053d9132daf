import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { Difference, FieldChange, ShownDocument } from '../../model/document.ts';
import {
  type ActChange,
  type ActComparison,
  type ComparedArticle,
  type ComparedDocument,
  countChanges,
  type StatedFact,
  type SubjectPair,
} from '../../model/lineage.ts';
import type { Hit } from '../../model/query.ts';
import { opt } from '../../model/values.ts';
import { bounded, type Compared, mostCompared, requireComparison, twoDocuments } from '../../questions/compare.ts';
import { readParameters, words } from '../../questions/question.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { dayShort, momentWords } from '../words/days.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import { languageField, type View, viewOf, zh } from '../words/page-view.ts';
import { fieldName } from '../words/status-reason.ts';
import { headlineOf, renderHeading, renderTextName, softDay } from '../words/text-name.ts';
import { capital, type LanguagePair } from '../words/words.ts';
import { sendPage } from './page-frame.ts';
import { fact, list, quoted, section, softLine, table } from './parts.ts';

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
  return renderTextName({ id, title, english: headlineOf({ title, english, type }).english, ...opt('number', number) }, view);
};

function foundForm(found: readonly Hit[], view: View): Html {
  const { say } = view;
  const radio = (name: 'a' | 'b', { id, title }: Hit, label: string): Html =>
    html`<input type="radio" name="${name}" value="${id}" required aria-label="${`${label}: ${title}`}">`;
  const rows = table(found, [
    [say('First'), (hit) => radio('a', hit, say('First'))],
    [say('Second'), (hit) => radio('b', hit, say('Second'))],
    [say('Document'), (hit) => html`${nameOf(hit, view)}${softDay(hit.signed ?? hit.published)}`, { row: true }],
  ]);
  return html`<form action="/compare">${rows}${languageField(view)}<p><button>${say('Compare')}</button></p></form>`;
}

function withOne({ id, stages, revisions, type }: ShownDocument, elsewhere: readonly Hit[], view: View): HtmlPart {
  const { say, to } = view;
  const link = (words: string, a: string, b: string): Html => html`<li><a href="${to('/compare', { a, b })}">${words}</a></li>`;
  const other = stages && (type === 'draft' ? say('Its final text') : say('Its draft'));
  const past = revisions.slice(1).map(({ n, at }) => {
    const day = dayShort(at.slice(0, 10));
    return link(say('Revision {before} with {n}, of {day}', { before: n - 1, n, day }), `${id}@${n - 1}`, `${id}@${n}`);
  });
  const others = elsewhere.map(
    (hit) =>
      html`<li><a href="${to('/compare', { a: id, b: hit.id })}">${say('Compare')}</a> ${nameOf(hit, view)}${softDay(hit.signed ?? hit.published)}</li>`,
  );
  return section(
    'with',
    say('Compare it with'),
    html`<ul class="list">${stages && other && link(other, stages.draft.id, stages.final.id)}${past}</ul>
${others.length > 0 && html`<h3>${say('Acts of its kind by others')}</h3><ul class="list">${others}</ul>`}`,
  );
}

function choicesBlock({ q, found, one, elsewhere = [] }: CompareChoices, view: View): Html {
  const { say } = view;
  const search = html`<form action="/compare" class="line"><label>${say('Choose two of what is found')} <input name="q" type="search" value="${q}"
maxlength="300" required></label>${languageField(view)} <button class="quiet">${say('Search')}</button></form>`;
  const none = found?.length === 0 && softLine(say('No document found.'));
  return html`${search}${none}${found && found.length > 0 && foundForm(found, view)}${one && withOne(one, elsewhere, view)}`;
}

/** The facts in which two acts differ: in English, each beside its Chinese words; and acts of two places by subject. */

const longestQuote = 140;

/** In the Chinese interface the words speak for themselves. */
function factCell(fact: StatedFact | undefined, { language, say }: View): HtmlPart {
  if (!fact) return html`<span class="soft">${say('not stated')}</span>`;
  const of = fact.of !== undefined && html`<span class="soft">${zh(fact.of)}: </span>`;
  const english = language === 'en' && html`${of}<b>${capital(fact.says)}</b><br>`;
  return html`${english}${quoted(plainLine(fact.quote, longestQuote))}`;
}

function factsBlock({ facts, subjects }: ActComparison, view: View): HtmlPart {
  const { say } = view;
  if (facts.length === 0 || subjects) return undefined;
  return section(
    'facts',
    say('Facts that differ'),
    table(facts, [
      [say('Where'), ({ article }) => zh(article), { row: true }],
      [say('Before'), ({ before }) => factCell(before, view)],
      [say('After'), ({ after }) => factCell(after, view)],
    ]),
    facts.length,
  );
}

function announcedBlock({ announced }: ActComparison, view: View): HtmlPart {
  const { say, language } = view;
  if (!announced) return undefined;
  const items = announced.map(({ field, before, after }) => {
    const name = fieldName(field, language);
    const was = before !== undefined && html`<del lang="zh-Hans">${plainLine(before, longestQuote)}</del> → `;
    const is = after !== undefined && html`<ins lang="zh-Hans">${plainLine(after, longestQuote)}</ins>`;
    return html`<li>${/^\p{Script=Han}/u.test(name) ? zh(name) : capital(name)}: ${was}${is}</li>`;
  });
  return section(
    'announced',
    say('As announced'),
    list(items, say('No change by the publisher was recorded between these revisions.')),
    items.length,
  );
}

const factLines = (facts: readonly StatedFact[], view: View): HtmlPart =>
  facts.length > 0 && html`<ul class="list">${facts.map((fact) => html`<li>${factCell(fact, view)}</li>`)}</ul>`;

function articles(all: readonly ComparedArticle[], facts: readonly StatedFact[], view: View): HtmlPart {
  if (all.length === 0) return html`<span class="soft">${view.say('nothing on this')}</span>`;
  const texts = all.map(({ article, text }) => html`<p lang="zh-Hans">${text ?? article}</p>`);
  const places = all.map(({ article }, i) => html`${i > 0 && view.say(', ', '、')}${zh(article)}`);
  return html`${factLines(facts, view)}<details><summary class="small">${places}</summary>${texts}</details>`;
}

function subjectName({ names, a, b }: SubjectPair, { say, language }: View): Html {
  const only = a.length === 0 ? say('only in the second') : b.length === 0 ? say('only in the first') : undefined;
  return html`${language === 'en' ? html`${names.en} <span class="soft">${zh(names.zh)}</span>` : names.zh}${
    only !== undefined && html`<br><span class="small soft">${only}</span>`
  }`;
}

function subjectsBlock({ subjects }: ActComparison, view: View): HtmlPart {
  const { say } = view;
  if (!subjects) return undefined;
  const both = subjects.filter(({ a, b }) => a.length > 0 && b.length > 0).length;
  return section(
    'subjects',
    say('By subject'),
    html`<p class="small soft">${say('The two texts share little wording: their articles stand beside each other by what they are about, as their words show.')}
${say('Both speak of {both} subjects.', { both })}</p>
${table(subjects, [
  [say('Subject'), (each) => subjectName(each, view), { row: true }],
  [say('First'), ({ a, facts }) => articles(a, facts.a, view)],
  [say('Second'), ({ b, facts }) => articles(b, facts.b, view)],
])}`,
    subjects.length,
  );
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

type Change = { readonly before?: string; readonly after?: string };

/**
 * What stood before and what stands since beside each other, each with the words that the other has otherwise marked; `absent` and
 * `removed` stand for nothing.
 */
const changeColumns = <T extends Change>({ say }: View, absent: HtmlPart, removed: HtmlPart) =>
  [
    [
      say('Before'),
      ({ before, after }: T): HtmlPart => (before === undefined ? absent : passage(before, after, (part) => html`<del>${part}</del>`)),
      { lang: 'zh-Hans' },
    ],
    [
      say('After'),
      ({ before, after }: T): HtmlPart => (after === undefined ? removed : passage(after, before, (part) => html`<ins>${part}</ins>`)),
      { lang: 'zh-Hans' },
    ],
  ] as const;

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

export function diffPage(document: ShownDocument, found: Difference, whole: boolean, view: View): Html {
  const { say, to } = view;
  const page = `/documents/${encodeURIComponent(document.id)}`;
  const changes = whole ? found.changes : found.changes.filter(({ field }) => !field.startsWith('text') && field !== 'attachments');
  const hidden = found.changes.length - changes.length;
  const ends = found.revisions.map(
    (end, i) =>
      html`<div><dt>${i === 0 ? say('Before') : say('After')}</dt>
<dd>${say('revision {n}', { n: end.n })}, ${momentWords(end.at, view.language)}, ${whatWords(end, view)}</dd></div>`,
  );
  const others = document.revisions
    .slice(1)
    .map(({ n }) => html`<a href="${to(`${page}/diff`, { from: String(n - 1), to: String(n) })}">${n - 1} → ${n}</a> `);
  const none = (words: string): Html => html`<span class="soft">${words}</span>`;
  const rows = table(changes, [
    [say('Where'), ({ field }: FieldChange) => fieldWords(field, view), { row: true }],
    ...changeColumns<FieldChange>(view, none(say('absent')), none(say('removed'))),
  ]);
  return html`<div class="head"><p class="kick">${say('Changes between revisions')}</p>${renderHeading(document, view)}</div>
${section('ends', say('Revisions'), html`<dl class="facts">${ends}</dl>${others.length > 1 && html`<p class="small">${others}</p>`}`)}
${section(
  'changes',
  say('Changes'),
  html`${
    hidden > 0 &&
    html`<p class="note">${say('{hidden} changes of the text are not shown: this source does not permit display of the full text.', { hidden })}</p>`
  }
${
  changes.length > 0
    ? rows
    : hidden === 0 &&
      softLine(
        document.revisions.length < 2
          ? say('Only one revision: no changes since it was first collected.')
          : say('No differences between these revisions.'),
      )
}`,
  found.changes.length,
)}`;
}

const kindNames: Readonly<Record<ActChange['kind'], LanguagePair>> = {
  same: ['the same', '未变'],
  changed: ['changed', '修改'],
  moved: ['moved', '移动'],
  added: ['new', '新增'],
  removed: ['removed', '删除'],
};

const articleName = ({ kind, article, articleBefore }: ActChange, { word }: View): Html =>
  html`${zh(article)}<br><span class="small soft">${word(kindNames, kind)}${articleBefore !== undefined && html` (${zh(articleBefore)})`}</span>`;

function side(label: string, { revision, day, ...text }: ComparedDocument, view: View): HtmlPart {
  const number = revision === undefined ? '' : view.say(', revision {revision}', { revision });
  return fact(label, html`${renderTextName(text, view)}${number}${day !== undefined && softDay(day)}`);
}

function summary(changes: readonly ActChange[], { word, say }: View): HtmlPart {
  const counts = Object.entries(countChanges(changes)).filter(([, count]) => count > 0);
  const named = counts.map(([kind, count]) => `${count} ${word(kindNames, kind)}`).join(say(', ', '，'));
  return named !== '' && html`<p>${say('Articles')}: ${named}</p>`;
}

function startForm(given: { readonly a?: string; readonly b?: string }, view: View): Html {
  const { say } = view;
  return html`<form action="/compare" class="line"><label>${say('Before')} <input name="a" value="${given.a}" maxlength="500" required></label>
<label>${say('After')} <input name="b" value="${given.b}" maxlength="500" required></label>${languageField(view)} <button>${say('Compare')}</button></form>
<p class="small soft">${say('Ids, document numbers or addresses; @2 behind one names its second revision.')}</p>`;
}

const articleTable = (changes: readonly ActChange[], view: View): Html =>
  table(
    changes.filter(({ kind, articleBefore }) => kind !== 'same' || articleBefore !== undefined),
    [
      [view.say('Where'), (each: ActChange) => articleName(each, view), { row: true }],
      ...changeColumns<ActChange>(view, undefined, undefined),
    ],
    { none: view.say('No article differs.') },
  );

function comparePage(
  given: { readonly a?: string; readonly b?: string; readonly choices: CompareChoices },
  found: Compared | undefined,
  view: View,
): Html {
  const { say } = view;
  const head = html`<div class="head"><h1>${say('Compare two documents')}</h1>${startForm(given, view)}</div>`;
  if (!found) return html`${head}${choicesBlock(given.choices, view)}`;
  return html`${head}${section(
    'sides',
    say('Compared'),
    html`<dl class="facts">${side(say('Before'), found.a, view)}${side(say('After'), found.b, view)}</dl>${summary(found.changes, view)}`,
  )}
${announcedBlock(found, view)}${factsBlock(found, view)}${subjectsBlock(found, view)}
${found.subjects === undefined && changesBlock(found, view)}`;
}

const changesBlock = (found: Compared, view: View): Html =>
  section(
    'changes',
    view.say('Changes'),
    html`${!found.complete && html`<p class="note">${view.say('The words are not shown: a source does not permit display of the full text.')}</p>`}${
      found.leftOut !== undefined &&
      html`<p class="note">${view.say('The texts are too long for one page: {leftOut} changes are not on it.', { leftOut: found.leftOut })}</p>`
    }${articleTable(found.changes, view)}`,
  );

async function compare(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const given = readParameters(request.given, z.object({ ...twoDocuments, q: words(300, 'Words by which two documents are found') }));
  const found =
    given.a === undefined || given.b === undefined ? undefined : bounded(await requireComparison(given, answers), mostCompared.page);
  const choices = found ? {} : await compareChoices(given, answers);
  const nameOf = ({ title, english = '' }: { readonly title: string; readonly english?: string }) =>
    view.language === 'zh' || english === '' ? title : english;
  const title = found ? `${view.say('Compare')}: ${nameOf(found.a)} → ${nameOf(found.b)}` : view.say('Compare two documents');
  return sendPage(
    {
      title,
      canonical: view.to('/compare', given),
      current: '/documents',
      body: comparePage({ ...given, choices }, found, view),
    },
    view,
    answers,
  );
}

export const compareRoutes: readonly Route[] = [{ method: 'GET', path: '/compare', answer: compare }];
