import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { ShownDocument } from '../../model/document.ts';
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
import { readParameters } from '../../questions/question.ts';
import type { RouteRequest } from '../web/route.ts';
import { dayShort } from '../words/days.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import { languageField, type View, zh } from '../words/page-view.ts';
import { fieldName } from '../words/status-reason.ts';
import { headlineOf, renderTextName, softDay, titleLanguage } from '../words/text-name.ts';
import { capital, type LanguagePair } from '../words/words.ts';
import { pageRoute } from './page-frame.ts';
import { fact, head, list, quoted, section, small, smallPrint, table } from './parts.ts';

const mostElsewhere = 12;

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

const nameOf = ({ id, title, english, type, number, signed, published }: Hit, view: View): Html =>
  html`${renderTextName({ id, title, english: headlineOf({ title, english, type }).english, ...opt('number', number) }, view)}${softDay(signed ?? published)}`;

/** What one document is compared with: its other stage, its earlier revisions, and acts of its kind. */
async function choicesBlock(document: ShownDocument, view: View, answers: Answers): Promise<Html> {
  const { say, to } = view;
  const { id, stages, revisions, type } = document;
  const link = (words: string, a: string, b: string): Html => html`<li><a href="${to('/compare', { a, b })}">${words}</a></li>`;
  const other = stages && (type === 'draft' ? say('Its final text') : say('Its draft'));
  const past = revisions.slice(1).map(({ n, at }) => {
    const day = dayShort(at.slice(0, 10));
    return link(say('Revision {before} with {n}, of {day}', { before: n - 1, n, day }), `${id}@${n - 1}`, `${id}@${n}`);
  });
  const others = (await elsewhereOf(document, answers)).map(
    (hit) => html`<li><a href="${to('/compare', { a: id, b: hit.id })}">${say('Compare')}</a> ${nameOf(hit, view)}</li>`,
  );
  return section(
    'with',
    say('Compare it with'),
    html`<ul class="list">${stages && other && link(other, stages.draft.id, stages.final.id)}${past}</ul>
${others.length > 0 && html`<h3>${say('Acts of its kind by others')}</h3><ul class="list">${others}</ul>`}`,
  );
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
    const was = before !== undefined && html`<del lang="${titleLanguage(before)}">${plainLine(before, longestQuote)}</del> → `;
    const is = after !== undefined && html`<ins lang="${titleLanguage(after)}">${plainLine(after, longestQuote)}</ins>`;
    const name = fieldName(field, language);
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
  const texts = all.map(({ article, text }) => html`<p lang="${titleLanguage(text ?? article)}">${text ?? article}</p>`);
  const places = all.map(({ article }, i) => html`${i > 0 && view.say(', ', '、')}${zh(article)}`);
  return html`${factLines(facts, view)}<details><summary class="small">${places}</summary>${texts}</details>`;
}

function subjectName({ names, a, b }: SubjectPair, { say, language }: View): Html {
  const only = a.length === 0 ? say('only in the second') : b.length === 0 ? say('only in the first') : undefined;
  return html`${language === 'en' ? html`${names.en} <span class="soft">${zh(names.zh)}</span>` : names.zh}${
    only !== undefined && html`<br>${small(only)}`
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
  const number = revision !== undefined && view.say(', revision {revision}', { revision });
  return fact(label, html`${renderTextName(text, view)}${number}${softDay(day)}`);
}

function summary(changes: readonly ActChange[], { word, say }: View): HtmlPart {
  const counts = Object.entries(countChanges(changes)).filter(([, count]) => count > 0);
  const named = counts.map(([kind, count]) => `${count} ${word(kindNames, kind)}`).join(say(', ', '，'));
  return named !== '' && html`<p>${say('Articles')}: ${named}</p>`;
}

function startForm(given: { readonly a?: string; readonly b?: string }, view: View): Html {
  const { say } = view;
  return html`<form action="/compare" class="inline"><p class="field"><label for="a">${say('Before')}</label><input id="a" name="a" value="${given.a}" maxlength="500" required></p>
<p class="field"><label for="b">${say('After')}</label><input id="b" name="b" value="${given.b}" maxlength="500" required></p>
${languageField(view)}<button>${say('Compare')}</button></form>
${smallPrint(say('Ids, document numbers or addresses; @2 behind one names its second revision.'))}`;
}

/** What stood before and what stands since beside each other, each with the words that the other has otherwise marked. */
const articleTable = (changes: readonly ActChange[], view: View): Html =>
  table(
    changes.filter(({ kind, articleBefore }) => kind !== 'same' || articleBefore !== undefined),
    [
      [view.say('Where'), (each) => articleName(each, view), { row: true }],
      [
        view.say('Before'),
        ({ before, after }) => before !== undefined && passage(before, after, (part) => html`<del>${part}</del>`),
        { lang: 'zh-Hans' },
      ],
      [
        view.say('After'),
        ({ before, after }) => after !== undefined && passage(after, before, (part) => html`<ins>${part}</ins>`),
        { lang: 'zh-Hans' },
      ],
    ],
    { none: view.say('No article differs.') },
  );

const changesBlock = ({ complete, leftOut, changes }: Compared, view: View): Html =>
  section(
    'changes',
    view.say('Changes'),
    html`${!complete && html`<p class="note">${view.say('The words are not shown: a source does not permit display of the full text.')}</p>`}${
      leftOut !== undefined &&
      html`<p class="note">${view.say('The texts are too long for one page: {leftOut} changes are not on it.', { leftOut })}</p>`
    }${articleTable(changes, view)}`,
  );

const foundBlocks = (found: Compared, view: View): Html => html`${section(
  'sides',
  view.say('Compared'),
  html`<dl class="facts">${side(view.say('Before'), found.a, view)}${side(view.say('After'), found.b, view)}</dl>${summary(found.changes, view)}`,
)}
${announcedBlock(found, view)}${factsBlock(found, view)}${subjectsBlock(found, view)}
${found.subjects === undefined && changesBlock(found, view)}`;

async function comparePage(view: View, answers: Answers, { given }: RouteRequest) {
  const { say, to } = view;
  const asked = readParameters(given, z.object(twoDocuments));
  const { a, b } = asked;
  const found = a === undefined || b === undefined ? undefined : bounded(await requireComparison(asked, answers), mostCompared.page);
  const one = found || a === undefined ? undefined : await answers.document(a.replace(/@\d{1,6}$/, ''));
  const nameOf = ({ title, english }: { readonly title: string; readonly english?: string }) => say(english || title, title);
  const title = found ? `${say('Compare')}: ${nameOf(found.a)} → ${nameOf(found.b)}` : say('Compare two documents');
  const body = html`${head(say('Compare two documents'), startForm(asked, view))}${
    found ? foundBlocks(found, view) : one && (await choicesBlock(one, view, answers))
  }`;
  return { title, canonical: to('/compare', asked), current: '/documents', body };
}

/** Where two revisions of one document stood beside each other before. */
const earlier = (view: View, _: Answers, { given, name }: RouteRequest): Response => {
  const at = (n: string | undefined) => n && `${name('id')}@${n}`;
  const location = view.to('/compare', { a: at(given.get('from')) ?? name('id'), b: at(given.get('to')) });
  return new Response(null, { status: 302, headers: { location } });
};

export const compareRoutes = [pageRoute('/compare', comparePage), pageRoute('/documents/:id/diff', earlier)];
