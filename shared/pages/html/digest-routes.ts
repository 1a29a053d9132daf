import { z } from 'zod';
import type { Answers } from '../../model/answers.ts';
import { daysOfWeek } from '../../model/time.ts';
import { digestText } from '../mail/digest-text.ts';
import { readParameters } from '../web/parameters.ts';
import { requireDigest } from '../web/require.ts';
import { type Route, type RouteRequest, textual } from '../web/route.ts';
import { rangeWords } from '../words/days.ts';
import { type Html, html } from '../words/escape.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { digestPage } from './digest-page.ts';
import { healthOf, type PageContent, page } from './page-frame.ts';

/** The digest as a page and as the text of its mail, and the index of all digests. */

const archiveParameters = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/, 'a year as 2026')
    .exactOptional(),
});

const send = async (sheet: PageContent, view: View, answers: Answers): Promise<Response> =>
  textual(page({ ...sheet, health: await healthOf(answers) }, view), 'text/html');

async function week(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const asking = asked.name('week');
  const digest = asking === '' ? await answers.thisWeek() : await requireDigest(asking, answers);
  const title = `${digest.week}, ${rangeWords(digest.from, digest.to, view.language)}`;
  const body = digestPage(digest, view);
  return send({ title, ...(asking === '' && { current: '/' }), body, feeds: '/feeds/documents.atom' }, view, answers);
}

/** As the mail has it; days left are counted from the day of composition, so that the text of a finished week stays as it is. */
async function text(asked: RouteRequest, answers: Answers): Promise<Response> {
  const { language } = viewOf(asked, answers);
  const digest = await requireDigest(asked.name('week'), answers);
  const pageUrl = `${asked.origin}/digests/${digest.week}`;
  return textual(digestText(digest, language, { baseUrl: asked.origin, pageUrl }), 'text/plain');
}

function weekRow(each: string, { to, say, language }: View): Html {
  const days = daysOfWeek(each);
  return html`<li class="row two"><p class="when"><a href="${to(`/digests/${each}`)}">${each}</a></p><div><p>${
    days && rangeWords(days.from, days.to, language)
  } <span class="small"><a href="${to(`/digests/${each}/text`)}">${say('Text')}</a> · <a href="${`/api/v1/digests/${each}`}">JSON</a></span></p></div></li>`;
}

async function digests(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const { year } = readParameters(asked.given, archiveParameters);
  const byYear = Map.groupBy(await answers.weeks(), (each) => each.slice(0, 4));
  const title = year === undefined ? view.say('Past digests') : `${view.say('Past digests')} ${year}`;
  const shown = [...byYear].filter(([each]) => year === undefined || each === year);
  const blocks = shown.map(
    ([each, weeks]) =>
      html`<section class="sec" aria-labelledby="${`y${each}`}"><h2 id="${`y${each}`}"><a href="${view.to('/digests', { year: each })}">${each}</a> <span
class="n">${weeks.length}</span></h2><ul>${weeks.map((one) => weekRow(one, view))}</ul></section>`,
  );
  const none =
    year === undefined ? view.say('None yet. The first digest is compiled when a week ends.') : view.say('No digest of this year is held.');
  const others = year !== undefined && html`<p class="line"><a href="${view.to('/digests')}">${view.say('All years')}</a></p>`;
  const body = html`<div class="head"><h1>${title}</h1>${others}</div>${blocks.length > 0 ? blocks : html`<p class="soft">${none}</p>`}`;
  return send({ title, body }, view, answers);
}

export const digestRoutes: readonly Route[] = [
  { method: 'GET', path: '/', answer: week },
  { method: 'GET', path: '/digests', answer: digests },
  { method: 'GET', path: '/digests/:week', answer: week },
  { method: 'GET', path: '/digests/:week/text', answer: text },
];
