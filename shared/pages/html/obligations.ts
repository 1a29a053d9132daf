import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { addresseeIds, subjectIds } from '../../model/vocabulary.ts';
import { type ObligationRow, obligations, whoOf } from '../../questions/obligations.ts';
import { readParameters } from '../../questions/question.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type Html, html, plainLine } from '../words/escape.ts';
import { languageField, markHan, type View, viewOf, zh } from '../words/page-view.ts';
import { articleName } from '../words/status-reason.ts';
import { headlineOf } from '../words/text-name.ts';
import { addresseeNames, capital, themeNames } from '../words/words.ts';
import { sendPage } from './page-frame.ts';
import { dayFields, type Option, quoted, section, select, softLine, table } from './parts.ts';

/** The register of obligations: who must do what, act by act. */

type ObligationFilters = Readonly<Partial<Record<'addressee' | 'theme' | 'from' | 'to' | 'act' | 'against', string>>>;
const shown = 20;
/** One page has at most so many: an act of two hundred articles is read on in its own page. */
const mostRows = 60;

function form(asked: ObligationFilters, view: View): Html {
  const { say, word } = view;
  const all: Option = ['', say('All')];
  return html`<form action="/obligations" class="inline">${languageField(view)}
${select('addressee', say('Whom it binds'), [all, ...addresseeIds.map((id): Option => [id, capital(word(addresseeNames, id))])], asked.addressee)}
${select('theme', say('Theme'), [all, ...subjectIds.map((id): Option => [id, word(themeNames, id)])], asked.theme)}
${dayFields(asked, view)}<button type="submit">${say('Show')}</button></form>`;
}

const changes = {
  same: ['unchanged', '未变'],
  changed: ['changed', '有改动'],
  added: ['added', '新增'],
  removed: ['removed', '删去'],
} as const satisfies Record<string, readonly [string, string]>;

function what({ kind, english, quote, before, change, by }: ObligationRow, view: View): Html {
  const { say, day } = view;
  const bans = kind === 'prohibition' ? say('must not') : say('must');
  return html`<b>${bans}</b>${change && html` · ${say(changes[change][0], changes[change][1])}`}${by !== undefined && html` · ${say('by {by}', { by: day(by) })}`}${
    english !== undefined && html`<br><span lang="en">${english}</span>`
  }<br>${quoted(plainLine(quote, 320))}${before !== undefined && html`<br><del>${quoted(plainLine(before, 320))}</del>`}`;
}

function actBlock(rows: readonly ObligationRow[], n: number, view: View): Html {
  const { say, to, word, day, language } = view;
  const [first] = rows;
  if (!first) return html``;
  const { id, title, english } = first.document;
  const name = language === 'en' ? html`<span lang="en">${headlineOf({ title, english }).english}</span>` : zh(title);
  const list = table(
    rows,
    [
      [
        say('Who'),
        (row) =>
          html`${capital(language === 'en' ? whoOf(row) : word(addresseeNames, row.who))}${
            row.subject !== undefined && html`<br>${quoted(plainLine(row.subject, 40))}`
          }`,
        { row: true },
      ],
      [say('What'), (row) => what(row, view)],
      [say('Article'), ({ article }) => markHan(articleName(article, view))],
      [say('Sanction'), ({ sanction }) => (sanction === undefined ? '–' : markHan(articleName(sanction, view)))],
    ],
    { kind: 'obligations' },
  );
  const since = first.from === undefined ? '' : say(' From {from}.', { from: day(first.from) });
  return section(
    `act${n}`,
    html`<a href="${to(`/documents/${encodeURIComponent(id)}`)}">${name}</a>`,
    html`<p class="small soft">${language === 'en' && zh(title)}${since}</p>${list}`,
    rows.length,
  );
}

async function obligationsHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const { say, to, word } = view;
  const { limit: _limit, cursor, ...asked } = readParameters(request.given, z.object(obligations.takes.shape));
  const found = await obligations.answer({ ...asked, ...(cursor !== undefined && { cursor }), limit: shown }, answers);
  const rows = found.items.slice(0, mostRows);
  const groups = [...Map.groupBy(rows, ({ document }) => document.id).values()];
  const query = new URLSearchParams(Object.entries(asked)).toString();
  const data = `/api/v1/obligations${query === '' ? '?' : `?${query}&`}`;
  const left = found.items.length - rows.length;
  const body = html`<div class="head"><h1>${say('Obligations')}</h1>
<p class="kick">${say('Who must do what, by acts in force. English only where a sentence is told whole; the Chinese decides.')}</p>
<p class="line small"><a href="${`${data}format=csv`}">CSV</a><a href="${data.slice(0, -1)}">JSON</a></p>${form(asked, view)}</div>
${groups.length > 0 ? groups.map((each, n) => actBlock(each, n, view)) : softLine(say('None in the acts read here.'))}
${left > 0 && softLine(say('{left} more in these acts: all in CSV and JSON.', { left }))}
${found.next !== undefined && html`<p class="more"><a href="${to('/obligations', { ...asked, cursor: found.next })}">${say('Older')}</a></p>`}`;
  const title = [say('Obligations'), ...(asked.addressee ? [word(addresseeNames, asked.addressee)] : [])].join(': ');
  return sendPage({ title, current: '/obligations', canonical: to('/obligations', { ...asked, cursor }), body }, view, answers);
}

export const obligationRoutes: readonly Route[] = [{ method: 'GET', path: '/obligations', answer: obligationsHtml }];
