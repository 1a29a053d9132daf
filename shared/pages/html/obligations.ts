import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { opt } from '../../model/values.ts';
import { addresseeIds, subjectIds } from '../../model/vocabulary.ts';
import { type ObligationRow, obligations, whoOf } from '../../questions/obligations.ts';
import { readParameters } from '../../questions/question.ts';
import type { RouteRequest } from '../web/route.ts';
import { type Html, html, plainLine } from '../words/escape.ts';
import { documentPath, markHan, type View, withQuery, zh } from '../words/page-view.ts';
import { articleName } from '../words/status-reason.ts';
import { headlineSpan } from '../words/text-name.ts';
import { addresseeNames, capital, themeNames } from '../words/words.ts';
import { pageRoute } from './page-frame.ts';
import { dayFields, filterForm, head, older, quoted, section, select, softLine, table, withAll } from './parts.ts';

/** The register of obligations: who must do what, act by act. */

const shown = 20;
/** One page has at most so many: an act of two hundred articles is read on in its own page. */
const mostRows = 60;

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
    english !== undefined && view.language === 'en' && html`<br><span lang="en">${english}</span>`
  }<br>${quoted(plainLine(quote, 320))}${before !== undefined && html`<br><del>${quoted(plainLine(before, 320))}</del>`}`;
}

function actBlock(rows: readonly ObligationRow[], n: number, view: View): Html {
  const { say, to, word, day, language } = view;
  const [first] = rows;
  if (!first) return html``;
  const { id, title, english } = first.document;
  const name = headlineSpan({ title, english }, view);
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
    html`<a href="${to(documentPath(id))}">${name}</a>`,
    html`<p class="small soft">${language === 'en' && zh(title)}${since}</p>${list}`,
    rows.length,
  );
}

async function obligationsPage(view: View, answers: Answers, { given }: RouteRequest) {
  const { say, to, word } = view;
  const { limit: _limit, cursor, ...asked } = readParameters(given, z.object(obligations.takes.shape));
  const found = await obligations.answer({ ...asked, ...opt('cursor', cursor), limit: shown }, answers);
  const rows = found.items.slice(0, mostRows);
  const groups = [...Map.groupBy(rows, ({ document }) => document.id).values()];
  const data = withQuery('/api/v1/obligations', asked);
  const left = found.items.length - rows.length;
  const fields = html`${select(
    'addressee',
    say('Whom it binds'),
    withAll(addresseeIds, (id) => capital(word(addresseeNames, id)), view),
    asked.addressee,
  )}
${select(
  'theme',
  say('Theme'),
  withAll(subjectIds, (id) => word(themeNames, id), view),
  asked.theme,
)}
${dayFields(asked, view)}`;
  const about = say('Who must do what, by acts in force. English only where a sentence is told whole; the Chinese decides.');
  const title = say('Obligations');
  const body = html`${head(
    title,
    html`<p class="kick">${about}</p>
<p class="line small"><a href="${`${data}${data.includes('?') ? '&' : '?'}format=csv`}">CSV</a><a href="${data}">JSON</a></p>${filterForm('/obligations', fields, view)}`,
  )}
${groups.length > 0 ? groups.map((each, n) => actBlock(each, n, view)) : softLine(say('None in the acts read here.'))}
${left > 0 && softLine(say('{left} more in these acts: all in CSV and JSON.', { left }))}
${found.next !== undefined && older(to('/obligations', { ...asked, cursor: found.next }), view)}`;
  return {
    title: [title, ...(asked.addressee ? [word(addresseeNames, asked.addressee)] : [])].join(': '),
    current: '/obligations',
    canonical: to('/obligations', { ...asked, cursor }),
    body,
  };
}

export const obligationRoutes = [pageRoute('/obligations', obligationsPage)];
