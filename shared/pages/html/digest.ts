import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { type Digest, type DigestItem, type SectionId, sectionNames, sections } from '../../model/digest.ts';
import { addDays, daysOfWeek, weekOfDay } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { requireDigest, type WeekLine, weekLines } from '../../questions/digests.ts';
import { checkPastDay, pastDay } from '../../questions/document.ts';
import { readParameters, textual } from '../../questions/question.ts';
import { briefOf, countsOf, isFolded, scopeLine } from '../mail/digest-highlights.ts';
import { digestMail } from '../mail/digest-mail.ts';
import {
  causeLines,
  composedWords,
  editedWords,
  elsewhereWords,
  figureHead,
  figureRows,
  foldedWords,
  sectionNotes,
  unseenView,
} from '../mail/digest-parts.ts';
import { digestText } from '../mail/digest-text.ts';
import { type ItemView, itemView, lineTitle } from '../mail/digest-view.ts';
import { everything, listedFacts, saidWithin } from '../mail/items.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { asWritten, both, documentPath, markHan, pastView, type View, viewOf, zh } from '../words/page-view.ts';
import { officialLink, titleLanguage } from '../words/text-name.ts';
import { mayEdit } from './digest-edit.ts';
import { statusMark, themeTags, titlePair } from './hit-item.ts';
import { lastWeeks, levelColumns, timelineQuery } from './level-columns.ts';
import { pageRoute } from './page-frame.ts';
import { fact, head, pastNote, section, small, smallPrint, softLine, table } from './parts.ts';

const factRow = ({ kind, label, lines }: ItemView['facts'][number]): HtmlPart =>
  fact(
    label,
    joinParts(
      lines.map((line) => (kind === 'number' ? html`<span class="num">${markHan(line)}</span>` : markHan(line))),
      html`<span class="po">; </span><br>`,
    ),
  );

const coverageRow = ({ title, original, url, type }: ItemView['coverage'][number], view: View): Html => {
  const named = asWritten(title, view);
  const name = url === undefined ? named : html`<a href="${url}" rel="noreferrer">${named}</a>`;
  return html`<li><p>${name} ${original !== undefined && asWritten(original, view)} ${small(type)}</p></li>`;
};

function saidBlock(shown: ItemView, { say }: View): HtmlPart {
  const { said, quotes } = shown;
  const { text, labels } = saidWithin(shown, everything.facts);
  const proofs = said.map(({ says, quote }) => html`<li>${markHan(says)} ${zh(`“${quote}”`)}</li>`);
  return [
    text !== '' && html`<p lang="en">${markHan(text)}</p>`,
    labels.length > 0 &&
      html`<dl class="facts stacked">${labels.map(({ says, quote }) => html`<div><dt>${says}</dt><dd>${zh(`“${quote}”`)}</dd></div>`)}</dl>`,
    proofs.length > 0 &&
      html`<details class="fold"><summary>${say('Based on these sentences')}</summary><ul class="list small">${proofs}</ul></details>`,
    quotes.map((quote) => html`<p class="pass" lang="${titleLanguage(quote)}">“${quote}”</p>`),
  ];
}

const lead = ({ lead: words }: ItemView): HtmlPart => words && html`<b>${markHan(words.strong)}</b> ${markHan(words.rest)}`;

/** The page that issues the act, where the headline is the act's own title. */
const ownTitle = ({ page, english }: ItemView, { say, language }: View): HtmlPart =>
  page &&
  html`<p class="small soft">${say('On the page: ')}${
    language === 'en' && ![page.chinese, english].includes(page.english) && [markHan(page.english), ' ']
  }${markHan(page.chinese)}</p>`;

export function itemArticle(item: DigestItem, view: View): Html {
  const { say, to } = view;
  const shown = itemView(item, view.today, view);
  const href = to(documentPath(item.id));
  if (item.inFull)
    return html`<p class="small">${shown.lead && html`${lead(shown)}: `}<a href="${href}">${asWritten(lineTitle(shown, view), view)}</a> <a class="src"
href="${`#${item.inFull}`}">${elsewhereWords(item.inFull, view)}</a></p>`;
  return html`<article class="item" id="${item.id}"><p class="when">${lead(shown)}</p>
<div>
<p class="kind">${statusMark(item, view)} · ${markHan(shown.kind)}${shown.unseen !== undefined && html` · <b>${markHan(shown.unseen)}</b>`}</p>
${titlePair({ href, english: shown.english, title: shown.chinese ?? shown.english }, view)}${ownTitle(shown, view)}
${saidBlock(shown, view)}
<dl class="facts">${listedFacts(shown).map(factRow)}</dl>
${shown.coverage.length > 0 && html`<ul class="list small" aria-label="${say('Coverage')}">${shown.coverage.map((each) => coverageRow(each, view))}</ul>`}
<p class="tags">${themeTags([...item.themes, ...(item.subThemes ?? [])], view)}
${officialLink(shown.official, view)}</p>
</div></article>`;
}

/** The digest as a page; days left are counted from today, not from the day of composition. */

function figuresTable(digest: Digest, view: View): HtmlPart {
  const { say, to } = view;
  const head = figureHead(view);
  const rows = figureRows(digest, view, Number.POSITIVE_INFINITY);
  const name = ({ subject, document, quotes }: (typeof rows)[number]): Html =>
    html`<a href="${to(documentPath(document))}">${markHan(subject)}</a><br>
<span class="small soft">${joinParts(
      quotes.map((quote) => zh(`“${quote}”`)),
      ' ',
    )}</span>`;
  const figures = (['now', 'before', 'since'] as const).map(
    (each) => [head[each], (row: (typeof rows)[number]) => row[each], { class: 'r' }] as const,
  );
  const caption = say('Figures that moved');
  return rows.length > 0 && table(rows, [[head.subject, name, { row: true }], ...figures], { id: 'figures', caption });
}

const isEmpty = ({ sections: filled, moved = [] }: Digest, section: SectionId): boolean =>
  filled[section].length === 0 && !(section === 'enforcement' && moved.length > 0);

/** The sections without an item, in one line. */
function emptyLine(digest: Digest, { say, word }: View): HtmlPart {
  const names = sections.filter((id) => isEmpty(digest, id)).map((id) => html`<span id="${id}">${word(sectionNames, id)}</span>`);
  return names.length > 0 && html`<p class="small soft">${say('Nothing new: ')}${joinParts(names, say('; '))}</p>`;
}

function sectionBlock(digest: Digest, section: SectionId, view: View): Html {
  const items = digest.sections[section];
  const folded = digest.highlights === undefined ? [] : items.filter(isFolded);
  const shown = items.filter((item) => !folded.includes(item));
  const figures = section === 'enforcement' && figuresTable(digest, view);
  const older =
    folded.length > 0 &&
    html`<details class="fold"><summary>${foldedWords(folded.length, view)}</summary>${folded.map((item) => itemArticle(item, view))}</details>`;
  const notes = sectionNotes(digest, section, view).map((note) => softLine(note));
  return html`<section class="sec" aria-labelledby="${section}"><h2 id="${section}">${both(sectionNames[section], view)} <span class="n">${items.length}</span></h2>
${notes}${figures}${shown.map((item) => itemArticle(item, view))}${older}
</section>`;
}

function unseenTable(sources: Digest['unseen'], view: View): Html {
  const { say, to } = view;
  const rows = sources.map((source) => unseenView(source, view));
  return table(rows, [
    [
      say('Source'),
      ({ english, chinese, id }) =>
        html`<a href="${to(`/sources/${encodeURIComponent(id)}`)}">${asWritten(say(english, chinese), view)}</a><br>${asWritten(say(chinese, english), view)} <code>${id}</code>`,
      { row: true },
    ],
    [say('State'), ({ state }) => state],
    [say('Details'), ({ what }) => what],
  ]);
}

const mostShown = 5;

function unseenBlock(digest: Digest, view: View): Html {
  const { say } = view;
  const { unseen } = digest;
  const folded = causeLines(digest, view).map(
    ({ cause, names, sources }) =>
      html`<details class="fold"><summary><b>${cause}</b> <span class="soft">${names}</span></summary>${unseenTable(sources, view)}</details>`,
  );
  const words = html`<p>${say('Documents from these sources may be missing for the period stated.')}</p>
${unseen.length > mostShown ? folded : unseenTable(unseen, view)}`;
  return section(
    'unseen',
    say('Sources with problems'),
    html`${unseen.length > 0 ? words : html`<p>${say('All sources were read.')}</p>`}
${smallPrint(scopeLine(digest, view))}`,
    say('{unseen} of {total} sources', { unseen: unseen.length, total: digest.sources.total }),
  );
}

function briefBlock(digest: Digest, view: View): Html {
  const { say } = view;
  const lines: HtmlPart = briefOf(digest, view.today, view).map(({ text, section, headline, id }) => {
    const words =
      headline === undefined || id === undefined
        ? markHan(text)
        : html`<a href="${`#${id}`}">${markHan(headline)}</a>${markHan(text.slice(headline.length))}`;
    return html`<li>${words} <a class="src" href="${`#${section}`}">${section === 'unseen' ? say('Source problems') : view.word(sectionNames, section)}</a></li>`;
  });
  const counts = countsOf(digest, view).map(
    ({ section, name, n }) => html`<li><a href="${`#${section}`}">${name}</a><span class="fig${n === 0 && ' zero'}">${n}</span></li>`,
  );
  return html`<section aria-labelledby="brief"><h2 id="brief" class="vh">${say('At a glance')}</h2>
<ul class="brief">${lines}</ul>
<ul class="counts" aria-label="${say('Sections of this digest')}">${counts}
<li><a href="#unseen">${say('Source problems')}</a><span class="fig">${digest.unseen.length}</span></li></ul></section>`;
}

/** The weeks beside it, none that has not begun. A digest can be composed of any week, so they need not have been sent. */
function neighboursOf({ from, to }: Digest, { today }: View): { readonly older: string; readonly newer: string | undefined } {
  const next = addDays(to, 1);
  return { older: weekOfDay(addDays(from, -7)), newer: next <= today ? weekOfDay(next) : undefined };
}

function editLine(digest: Digest, mayEdit: boolean, view: View): HtmlPart {
  const words = editedWords(digest, view);
  const link = mayEdit && html` <a href="${view.to(`/digests/${digest.week}/edit`)}">${view.say('Edit')}</a>`;
  return words === undefined
    ? link && html`<p class="small">${link}</p>`
    : html`<p class="note">${markHan(words)}. <a href="${view.to(`/digests/${digest.week}`, { original: 'yes' })}">${view.say('As it was composed')}</a>${link}</p>`;
}

function digestBody(digest: Digest, mayEdit: boolean, view: View): Html {
  const { say, to } = view;
  const { older, newer } = neighboursOf(digest, view);
  const from = say('; days left are counted from today, {today}', { today: view.day(view.today) });
  return html`<div class="head">
<p class="kick">${say('Weekly digest {week}', { week: digest.week })} · ${composedWords(digest, view)}${from}</p>
<h1>${view.range(digest.from, digest.to)}</h1>
<p class="line nav"><a href="${to(`/digests/${older}`)}" rel="prev">${older}</a>${
    newer !== undefined &&
    html`<a href="${to(`/digests/${newer}`)}"
rel="next">${newer}</a>`
  }<a href="#unseen">${say('Sources with problems')}</a><a href="${to('/digests', { year: digest.week.slice(0, 4) })}">${say('Past digests')}</a><a
href="${to(`/digests/${digest.week}/text`)}">${say('Text')}</a><a
href="${to(`/digests/${digest.week}/mail`)}">${say('Mail')}</a><a href="${`/api/v1/digests/${digest.week}`}">JSON</a></p>${editLine(digest, mayEdit, view)}
</div>
<div class="cols"><div class="digest">
${briefBlock(digest, view)}
${sections.filter((section) => !isEmpty(digest, section)).map((section) => sectionBlock(digest, section, view))}
${emptyLine(digest, view)}
${unseenBlock(digest, view)}
</div>
<aside class="side nav" aria-label="${say('Follow')}">
<section><h2>${say('Follow')}</h2><p class="small"><a href="${to('/subscribe')}">${say('By email')}</a> · <a
href="/feeds/documents.atom">${say('Feed')}</a> · <a href="/calendar.ics">${say('Calendar file')}</a></p>
<p class="small"><a href="${to('/unread')}">${say('What changed since I last marked as read')}</a></p></section>
<section><h2>${say('Dates')}</h2><p class="small"><a href="${to('/calendar')}">${say('Comment deadlines and effective dates')}</a></p></section>
</aside></div>`;
}

const archiveParameters = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/, 'a year as 2026')
    .exactOptional(),
});

async function weekPage(given: View, answers: Answers, request: RouteRequest) {
  const { asOf } = readParameters(request.given, z.object(pastDay));
  checkPastDay(asOf, answers);
  const view = pastView(given, asOf);
  const asking = request.name('week') || (asOf === undefined ? '' : weekOfDay(asOf));
  const digest =
    asking === '' ? await answers.thisWeek() : await requireDigest(asking, answers, { asOf, original: request.given.has('original') });
  const days = `${view.range(digest.from, digest.to)} (${digest.week})`;
  const title = asking === '' ? view.say('This week, {days}', { days }) : view.say('Week of {days}', { days });
  if (asOf !== undefined) return { title, body: html`${pastNote(asOf, view)}${digestBody(digest, false, view)}`, view };
  const periods = lastWeeks(digest.to);
  const counts = await answers.timeline(timelineQuery(periods, {}, view.today));
  const name = view.say('Documents a week, by level of issuer');
  const picture = levelColumns({ id: 'weeks', title: name, periods, counts, filters: {}, height: 150 }, view);
  return {
    title,
    ...(asking === '' && { current: '/' }),
    body: html`${digestBody(digest, mayEdit(request), view)}${section('by-week', name, picture)}`,
    feeds: '',
    feedTitle: view.say('Documents'),
    canonical: view.to(`/digests/${digest.week}`),
  };
}

/** As the mail has it; days left are counted from the day of composition, so that the text of a finished week stays as it is. */
async function text(request: RouteRequest, answers: Answers): Promise<Response> {
  const { language } = viewOf(request, answers);
  const digest = await requireDigest(request.name('week'), answers);
  const pageUrl = `${request.origin}/digests/${digest.week}`;
  return textual(digestText(digest, language, { baseUrl: request.origin, pageUrl }), 'text/plain');
}

/** A mail brings its own style, and nothing else that runs or loads. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The mail as it was sent, without what is a reader's own. */
async function mail(request: RouteRequest, answers: Answers): Promise<Response> {
  const { language } = viewOf(request, answers);
  const digest = await requireDigest(request.name('week'), answers);
  const digestUrl = `${request.origin}/digests/${digest.week}`;
  const answer = textual(digestMail(digest, { language, baseUrl: request.origin, digestUrl }).html, 'text/html');
  answer.headers.set('content-security-policy', mailPolicy);
  return answer;
}

function lineWords({ week, highlights, counts, unseen }: WeekLine, { say, to }: View): Html {
  const [first] = highlights;
  const headline =
    first &&
    html`<p><a href="${`${to(`/digests/${week}`)}#${first.id}`}">${markHan(say(orEmpty(first.english), orEmpty(first.title)))}</a></p>`;
  const { new: fresh, changed, withdrawn } = counts;
  const happened = say('{fresh} new, {changed} changed, {withdrawn} withdrawn', { fresh, changed, withdrawn });
  const missed = say('{sources} of {of} sources not seen', { sources: unseen.sources, of: unseen.of });
  return html`${headline}<p class="small soft">${happened} · ${missed}</p>`;
}

function weekRow(each: string, line: WeekLine | undefined, view: View): Html {
  const { to, say, range } = view;
  const days = daysOfWeek(each);
  return html`<li class="row two"><p class="when"><a href="${to(`/digests/${each}`)}">${each}</a></p><div><p>${
    days && range(days.from, days.to)
  } <span class="small"><a href="${to(`/digests/${each}/text`)}">${say('Text')}</a> · <a href="${to(`/digests/${each}/mail`)}">${say('Mail')}</a> · <a
href="${`/api/v1/digests/${each}`}">JSON</a></span></p>${line && lineWords(line, view)}</div></li>`;
}

/** Weeks that are told of, the newest first: more than a year of them. */
const mostLines = 54;

async function archivePage(view: View, answers: Answers, { given }: RouteRequest) {
  const { say, to } = view;
  const { year } = readParameters(given, archiveParameters);
  const byYear = Map.groupBy(await answers.weeks(), (each) => each.slice(0, 4));
  const title = [say('Past digests'), year].filter(Boolean).join(' ');
  const shown = [...byYear].filter(([each]) => year === undefined || each === year);
  const weekly = await weekLines(shown.flatMap(([, weeks]) => weeks).slice(0, mostLines), answers);
  const lines = new Map(weekly.map((line) => [line.week, line]));
  const blocks = shown.map(([each, weeks]) => {
    const name = html`<a href="${to('/digests', { year: each })}">${each}</a>`;
    return section(`y${each}`, name, html`<ul>${weeks.map((one) => weekRow(one, lines.get(one), view))}</ul>`, weeks.length);
  });
  const none =
    year === undefined ? say('None yet. The first digest is compiled when a week ends.') : say('No digest of this year is held.');
  const others = year !== undefined && html`<p class="line"><a href="${to('/digests')}">${say('All years')}</a></p>`;
  const unread = html`<p class="line"><a href="${to('/unread')}">${say('What changed since I last marked as read')}</a></p>`;
  return { title, body: html`${head(title, [others, unread])}\n${blocks.length > 0 ? blocks : softLine(none)}` };
}

export const digestRoutes: readonly Route[] = [
  pageRoute('/', weekPage),
  pageRoute('/digests', archivePage),
  pageRoute('/digests/:week', weekPage),
  { method: 'GET', path: '/digests/:week/text', answer: text },
  { method: 'GET', path: '/digests/:week/mail', answer: mail },
];
