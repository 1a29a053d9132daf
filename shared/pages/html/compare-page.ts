import { type ActChange, type ComparedDocument, countChanges } from '../../model/comparison.ts';
import type { Compared } from '../../questions/compare.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { languageField, type View, zh } from '../words/page-view.ts';
import { renderTextName, softDay } from '../words/text-name.ts';
import type { LanguagePair } from '../words/words.ts';
import { type CompareChoices, choicesBlock } from './compare-choices.ts';
import { announcedBlock, factsBlock, subjectsBlock } from './compare-facts.ts';
import { passage } from './diff-page.ts';

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
export function comparePage(
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
