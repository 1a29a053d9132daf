import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { Digest } from '../../model/digest.ts';
import { daysOfWeek } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { requireDigest, type WeekLine, weekLines } from '../../questions/digests.ts';
import { readParameters, textual } from '../../questions/question.ts';
import { digestMail } from '../mail/digest-mail.ts';
import { digestText } from '../mail/digest-text.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { rangeWords } from '../words/days.ts';
import { type Html, html } from '../words/escape.ts';
import { markHan, type View, viewOf } from '../words/page-view.ts';
import { digestPage, neighboursOf } from './digest-page.ts';
import { askedFor, lastWeeks, levelColumns } from './level-columns.ts';
import { healthOf, type PageContent, page } from './page-frame.ts';

/** The digest as a page, as its mail and as the text of it, and the index of all digests. */

const archiveParameters = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/, 'a year as 2026')
    .exactOptional(),
});

const send = async (sheet: PageContent, view: View, answers: Answers): Promise<Response> =>
  textual(page({ ...sheet, health: await healthOf(answers) }, view), 'text/html');

/** The weeks beside it, the year, and the other forms of the same digest. */
function linksOf(digest: Digest, view: View): NonNullable<PageContent['links']> {
  const { week } = digest;
  const { older, newer } = neighboursOf(digest, view);
  return [
    { rel: 'prev', href: view.to(`/digests/${older}`) },
    ...(newer === undefined ? [] : [{ rel: 'next', href: view.to(`/digests/${newer}`) }]),
    { rel: 'up', href: view.to('/digests', { year: week.slice(0, 4) }) },
    { rel: 'alternate', type: 'text/plain', href: view.to(`/digests/${week}/text`) },
    { rel: 'alternate', type: 'application/json', href: `/api/v1/digests/${week}` },
  ];
}

async function week(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const asking = asked.name('week');
  const digest = asking === '' ? await answers.thisWeek() : await requireDigest(asking, answers);
  const days = `${rangeWords(digest.from, digest.to, view.language)} (${digest.week})`;
  const title = asking === '' ? view.say(`This week, ${days}`, `本周，${days}`) : view.say(`Week of ${days}`, `周报，${days}`);
  const periods = lastWeeks(view.today);
  const counts = asking === '' ? await answers.timeline(askedFor(periods, {}, view.today)) : [];
  const pictured = {
    id: 'weeks',
    title: view.say('Documents a week, by level of issuer', '按发文层级统计的每周文件数'),
    periods,
    counts,
    filters: {},
    height: 150,
  };
  const weeks = html`<section class="sec" aria-labelledby="by-week"><h2 id="by-week">${pictured.title}</h2>${levelColumns(pictured, view)}</section>`;
  const body = html`${digestPage(digest, view)}${asking === '' && weeks}`;
  const links = linksOf(digest, view);
  return send(
    {
      title,
      ...(asking === '' && { current: '/' }),
      body,
      links,
      feeds: '',
      feedTitle: view.say('Documents'),
      canonical: view.to(`/digests/${digest.week}`),
    },
    view,
    answers,
  );
}

/** As the mail has it; days left are counted from the day of composition, so that the text of a finished week stays as it is. */
async function text(asked: RouteRequest, answers: Answers): Promise<Response> {
  const { language } = viewOf(asked, answers);
  const digest = await requireDigest(asked.name('week'), answers);
  const pageUrl = `${asked.origin}/digests/${digest.week}`;
  return textual(digestText(digest, language, { baseUrl: asked.origin, pageUrl }), 'text/plain');
}

/** A mail brings its own style, and nothing else that runs or loads. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The mail as it was sent, without what is a reader's own. */
async function mail(asked: RouteRequest, answers: Answers): Promise<Response> {
  const { language } = viewOf(asked, answers);
  const digest = await requireDigest(asked.name('week'), answers);
  const digestUrl = `${asked.origin}/digests/${digest.week}`;
  const answer = textual(digestMail(digest, { language, baseUrl: asked.origin, digestUrl }).html, 'text/html');
  answer.headers.set('content-security-policy', mailPolicy);
  return answer;
}

/** What matters most, what happened, and what could not be seen. */
function lineWords({ week, highlights, counts, unseen }: WeekLine, { say, to, language }: View): Html {
  const [first] = highlights;
  const name = first && (language === 'zh' ? first.title : first.english);
  const headline = first && html`<p><a href="${`${to(`/digests/${week}`)}#${first.id}`}">${markHan(orEmpty(name))}</a></p>`;
  const { new: fresh, changed, withdrawn } = counts;
  const happened = say(`${fresh} new, ${changed} changed, ${withdrawn} withdrawn`, `新增${fresh}件，改动${changed}件，撤下${withdrawn}件`);
  const missed = say(`${unseen.sources} of ${unseen.of} sources not seen`, `${unseen.of}个来源中${unseen.sources}个未能查看`);
  return html`${headline}<p class="small soft">${happened} · ${missed}</p>`;
}

function weekRow(each: string, line: WeekLine | undefined, view: View): Html {
  const { to, say, language } = view;
  const days = daysOfWeek(each);
  return html`<li class="row two"><p class="when"><a href="${to(`/digests/${each}`)}">${each}</a></p><div><p>${
    days && rangeWords(days.from, days.to, language)
  } <span class="small"><a href="${to(`/digests/${each}/text`)}">${say('Text')}</a> · <a href="${to(`/digests/${each}/mail`)}">${say('Mail')}</a> · <a
href="${`/api/v1/digests/${each}`}">JSON</a></span></p>${line && lineWords(line, view)}</div></li>`;
}

/** Weeks that are told of, the newest first: more than a year of them. */
const mostTold = 54;

async function digests(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const { year } = readParameters(asked.given, archiveParameters);
  const byYear = Map.groupBy(await answers.weeks(), (each) => each.slice(0, 4));
  const title = year === undefined ? view.say('Past digests') : `${view.say('Past digests')} ${year}`;
  const shown = [...byYear].filter(([each]) => year === undefined || each === year);
  const told = await weekLines(shown.flatMap(([, weeks]) => weeks).slice(0, mostTold), answers);
  const lines = new Map(told.map((line) => [line.week, line]));
  const blocks = shown.map(
    ([each, weeks]) =>
      html`<section class="sec" aria-labelledby="${`y${each}`}"><h2 id="${`y${each}`}"><a href="${view.to('/digests', { year: each })}">${each}</a> <span
class="n">${weeks.length}</span></h2><ul>${weeks.map((one) => weekRow(one, lines.get(one), view))}</ul></section>`,
  );
  const none =
    year === undefined ? view.say('None yet. The first digest is compiled when a week ends.') : view.say('No digest of this year is held.');
  const others = year !== undefined && html`<p class="line"><a href="${view.to('/digests')}">${view.say('All years')}</a></p>`;
  const body = html`<div class="head"><h1>${title}</h1>${others}
<p class="line"><a href="${view.to('/unread')}">${view.say('What changed since I last marked as read')}</a></p></div>
${blocks.length > 0 ? blocks : html`<p class="soft">${none}</p>`}`;
  return send({ title, body }, view, answers);
}

export const digestRoutes: readonly Route[] = [
  { method: 'GET', path: '/', answer: week },
  { method: 'GET', path: '/digests', answer: digests },
  { method: 'GET', path: '/digests/:week', answer: week },
  { method: 'GET', path: '/digests/:week/text', answer: text },
  { method: 'GET', path: '/digests/:week/mail', answer: mail },
];
