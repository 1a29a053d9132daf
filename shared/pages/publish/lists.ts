import type { Answers } from '../../model/answers.ts';
import type { Hit } from '../../model/query.ts';
import { page } from '../html/page-frame.ts';
import { type Html, html } from '../words/escape.ts';
import { type View, viewOf, zh } from '../words/page-view.ts';
import { statusName } from '../words/status-reason.ts';
import { dayOfHit, headlineOf, renderPlainIssuers } from '../words/text-name.ts';
import { themeNames, word } from '../words/words.ts';
import type { SiteFile } from './site.ts';
import type { Place } from './static-page.ts';

/** What a site without a server has in place of the search of the instance: lists by month, and rows that the browser searches. */

type Language = Place['language'];
export type Made = (language: Language) => string;

const viewFor = (path: string, language: Language, answers: Answers): View =>
  viewOf(
    { path, search: new URLSearchParams(language === 'zh' ? 'lang=zh' : ''), given: new Map(language === 'zh' ? [['lang', 'zh']] : []) },
    answers,
  );

const nameOf = (hit: Hit, { language }: View): Html =>
  language === 'zh'
    ? zh(hit.title)
    : html`<span lang="en">${headlineOf(hit).english}</span> <span class="soft" lang="zh-Hans">${hit.title}</span>`;

const issuersOf = (hit: Hit, language: Language): string => (language === 'zh' ? hit.issuerNames.join('、') : renderPlainIssuers(hit));

const row = (
  hit: Hit,
  view: View,
): Html => html`<li class="row two"><p class="when">${dayOfHit(hit).day}</p><div><p><a href="${view.to(`/documents/${hit.id}`)}">${nameOf(hit, view)}</a></p>
<p class="small soft">${issuersOf(hit, view.language)}${hit.number !== undefined && html` · ${zh(hit.number)}`} · ${statusName(hit, view.say)}</p></div></li>`;

const sheet = (title: string, body: Html, view: View): string =>
  page({ title, current: '/documents', body: html`<div class="head"><h1>${title}</h1></div>${body}` }, view);

/** The list of months, and each month's documents, by the path of the page. */
export function documentLists(hits: readonly Hit[], answers: Answers): Readonly<Record<string, Made>> {
  const months = Map.groupBy(hits, (hit) => dayOfHit(hit).day.slice(0, 7));
  const names = [...months.keys()].toSorted().reverse();
  const monthOf =
    (month: string): Made =>
    (language) => {
      const view = viewFor(`/documents/${month}`, language, answers);
      return sheet(
        `${view.say('Documents')} ${month}`,
        html`<ul class="rows">${(months.get(month) ?? []).map((hit) => row(hit, view))}</ul>`,
        view,
      );
    };
  const index: Made = (language) => {
    const view = viewFor('/documents', language, answers);
    const list = names.map(
      (month) =>
        html`<li><a href="${view.to(`/documents/${month}`)}">${month}</a> <span class="soft">${months.get(month)?.length}</span></li>`,
    );
    return sheet(view.say('Documents'), html`<p><a href="${view.to('/search')}">${view.say('Search')}</a></p><ul>${list}</ul>`, view);
  };
  return { '/documents': index, ...Object.fromEntries(names.map((month) => [`/documents/${month}`, monthOf(month)])) };
}

export const searchPage =
  (answers: Answers): Made =>
  (language) => {
    const view = viewFor('/search', language, answers);
    const up = language === 'zh' ? '../' : '';
    const body = html`<p id="found" role="status" data-none="${view.say('Nothing found.')}"
data-found="${view.say('found')}" data-part="${view.say('The newest documents alone are searched.')}">
${view.say('Words or a number above find documents.', '请在页面上方输入词语或文号。')}</p><ol id="hits" class="rows"></ol>
<noscript><p>${view.say('Searching needs scripts; the lists by month do not.')}</p></noscript>`;
    const scripts = ['scripts/minisearch.js', `search-${language}.js`, 'scripts/search.js'].map(
      (name) => `<script src="${up}${name}" defer></script>\n`,
    );
    return sheet(view.say('Search'), body, view).replace('</head>', `${scripts.join('')}</head>`);
  };

const mostBytes = 2_000_000;

/** Rows of the search, the newest first: id, day, name, what stands below it, and words that are searched besides. */
export function* searchFiles(hits: readonly Hit[]): Generator<SiteFile> {
  for (const language of ['en', 'zh'] as const) {
    const rows: string[] = [];
    let bytes = 0;
    for (const hit of hits) {
      const subjects = hit.themes.map((theme) => word(themeNames, theme, language)).join(' ');
      const below = [issuersOf(hit, language), hit.number].filter(Boolean).join(' · ');
      const name = language === 'zh' ? hit.title : headlineOf(hit).english;
      const text = JSON.stringify([hit.id, dayOfHit(hit).day, name, below, `${language === 'zh' ? '' : hit.title} ${subjects}`.trim()]);
      bytes += Buffer.byteLength(text) + 2;
      if (bytes > mostBytes - 100) break;
      rows.push(text);
    }
    const part = rows.length < hits.length;
    yield {
      file: `search-${language}.js`,
      body: `window.hongtouRows = { part: ${part}, rows: [\n${rows.join(',\n').replaceAll('<', '\\u003c')}\n] };\n`,
    };
  }
}
