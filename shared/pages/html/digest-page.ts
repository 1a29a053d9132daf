import { type Digest, type DigestItem, type SectionId, sections } from '../../model/digest.ts';
import { addDays, weekOfDay } from '../../model/time.ts';
import { briefOf, countsOf, scopeLine } from '../mail/digest-brief.ts';
import { causeLines, unseenView } from '../mail/digest-unseen.ts';
import { type ItemView, itemView } from '../mail/digest-view.ts';
import { composedWords, elsewhereWords } from '../mail/digest-words.ts';
import { localeOf } from '../words/digest-locale.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { both, type View, zh } from '../words/page-view.ts';
import { sectionNames } from '../words/words.ts';
import { statusMark, themeTags, titlePair } from './hit-item.ts';

/** The digest as a page; days left are counted from today, not from the day of composition. */

const factRow = ({ label, lines, chinese }: ItemView['facts'][number]): Html =>
  html`<div><dt>${label}</dt><dd>${joinParts(
    lines.map((line) => (chinese ? html`<span lang="zh-Hans" class="num">${line}</span>` : line)),
    html`<br>`,
  )}</dd></div>`;

const coverageRow = ({ title, original, url, type }: ItemView['coverage'][number]): Html =>
  html`<li><p>${url === undefined ? title : html`<a href="${url}" rel="noreferrer">${title}</a>`} ${original !== undefined && zh(original)} <span
class="soft small">${type}</span></p></li>`;

function itemArticle(item: DigestItem, view: View): Html {
  const { say, to } = view;
  const told = itemView(item, view.today, localeOf(view.language));
  if (item.inFull)
    return html`<p class="small">${told.lead && html`<b>${told.lead.strong}</b> ${told.lead.rest}: `}<a
href="${to(`/documents/${encodeURIComponent(item.id)}`)}">${told.english}</a> <a class="src"
href="${`#${item.inFull}`}">${elsewhereWords(item.inFull, localeOf(view.language))}</a></p>`;
  const themesLabel = say('Themes');
  return html`<article class="item"><p class="when">${told.lead && html`<b>${told.lead.strong}</b> ${told.lead.rest}`}</p>
<div>
<p class="kind">${statusMark(item.status, view)} · ${told.kind}</p>
${titlePair({ href: to(`/documents/${encodeURIComponent(item.id)}`), english: told.english, title: told.chinese ?? told.english }, view)}
${told.quotes.map((quote) => html`<p class="pass" lang="zh-Hans">“${quote}”</p>`)}
<dl class="facts">${told.facts.filter(({ label }) => label !== themesLabel).map(factRow)}</dl>
${told.coverage.length > 0 && html`<ul class="list small" aria-label="${say('Coverage')}">${told.coverage.map(coverageRow)}</ul>`}
<p class="tags">${themeTags(item.themes, view)}${told.official !== undefined && html`<a href="${told.official}" rel="noreferrer">${say('Official page')}</a>`}</p>
</div></article>`;
}

const sectionBlock = (digest: Digest, section: SectionId, view: View): Html => {
  const items = digest.sections[section];
  return html`<section class="sec" aria-labelledby="${section}"><h2 id="${section}">${both(sectionNames[section], view)} <span class="n">${items.length}</span></h2>
${items.length === 0 ? html`<p class="soft">${view.say('Nothing new.')}</p>` : items.map((item) => itemArticle(item, view))}
</section>`;
};

function unseenTable(sources: Digest['unseen'], { say, to, language }: View): Html {
  const rows = sources.map((unseen) => {
    const told = unseenView(unseen, localeOf(language));
    return html`<tr><th scope="row"><a href="${to(`/sources/${encodeURIComponent(unseen.sourceId)}`)}">${told.english}</a><br>${zh(told.chinese)} <code>${told.id}</code></th>
<td data-l="${say('State')}">${told.state}</td><td data-l="${say('Details')}">${told.what}</td></tr>`;
  });
  return html`<table class="stack"><thead><tr><th scope="col">${say('Source')}</th><th scope="col">${say('State')}</th><th scope="col">${say('Details')}</th></tr>
</thead><tbody>${rows}</tbody></table>`;
}

/** As many as are shown without folding them by cause. */
const mostShown = 5;

function unseenBlock(digest: Digest, view: View): Html {
  const { say } = view;
  const tongue = localeOf(view.language);
  const { unseen } = digest;
  const folded = causeLines(digest, 2, tongue).map(
    ({ cause, names, sources }) =>
      html`<details class="fold"><summary><b>${cause}</b> <span class="soft">${names}</span></summary>${unseenTable(sources, view)}</details>`,
  );
  const told = html`<p>${say('Documents from these sources may be missing for the period stated.')}</p>
${unseen.length > mostShown ? folded : unseenTable(unseen, view)}`;
  return html`<section class="sec" aria-labelledby="unseen"><h2 id="unseen">${say('Sources with problems')} <span
class="n">${say(`${unseen.length} of ${digest.sources.total} sources`, `${digest.sources.total}个中的${unseen.length}个`)}</span></h2>
${unseen.length > 0 ? told : html`<p>${say('All sources were read.')}</p>`}
<p class="small soft">${scopeLine(digest, tongue)}</p></section>`;
}

function briefBlock(digest: Digest, view: View): Html {
  const { say } = view;
  const tongue = localeOf(view.language);
  const lines: HtmlPart = briefOf(digest, view.today, tongue).map(
    ({ text, section }) =>
      html`<li>${text} <a class="src" href="${`#${section}`}">${section === 'unseen' ? say('Source problems') : view.word(sectionNames, section)}</a></li>`,
  );
  const counts = countsOf(digest, tongue).map(
    ({ section, name, n }) => html`<li><a href="${`#${section}`}">${name}</a><span class="fig${n === 0 && ' zero'}">${n}</span></li>`,
  );
  return html`<section aria-labelledby="brief"><h2 id="brief" class="vh">${say('At a glance')}</h2>
<ul class="brief">${lines}</ul>
<ul class="counts" aria-label="${say('Sections of this digest')}">${counts}
<li><a href="#unseen">${say('Source problems')}</a><span class="fig">${digest.unseen.length}</span></li></ul></section>`;
}

/** The body of the page of a week. */
export function digestPage(digest: Digest, view: View): Html {
  const { say, to } = view;
  const tongue = localeOf(view.language);
  // A digest can be composed of any week, so its neighbours need not have been sent.
  const older = weekOfDay(addDays(digest.from, -7));
  const next = addDays(digest.to, 1);
  const newer = next <= view.today ? weekOfDay(next) : undefined;
  return html`<div class="head">
<p class="kick">${say(`Weekly digest ${digest.week}`, `每周摘要 ${digest.week}`)} · ${composedWords(digest, tongue)}${say(
    `; days left are counted from today, ${view.day(view.today)}`,
    `；剩余天数自今天（${view.day(view.today)}）起算`,
  )}</p>
<h1>${tongue.range(digest.from, digest.to)}</h1>
<p class="line nav"><a href="${to(`/digests/${older}`)}" rel="prev">${older}</a>${
    newer !== undefined &&
    html`<a href="${to(`/digests/${newer}`)}"
rel="next">${newer}</a>`
  }<a href="#unseen">${say('Sources with problems')}</a><a href="${to('/digests', { year: digest.week.slice(0, 4) })}">${say('Past digests')}</a><a
href="${to(`/digests/${digest.week}/text`)}">${say('Text')}</a><a href="${`/api/v1/digests/${digest.week}`}">JSON</a></p>
</div>
<div class="cols"><div>
${briefBlock(digest, view)}
${sections.map((section) => sectionBlock(digest, section, view))}
${unseenBlock(digest, view)}
</div>
<aside class="side nav" aria-label="${say('Follow')}">
<section><h2>${say('Follow')}</h2><p class="small"><a href="${to('/subscribe')}">${say('By email')}</a> · <a
href="/feeds/documents.atom">${say('Feed')}</a> · <a href="/calendar.ics">${say('Calendar file')}</a></p></section>
<section><h2>${say('Dates')}</h2><p class="small"><a href="${to('/calendar')}">${say('Comment deadlines and effective dates')}</a></p></section>
</aside></div>`;
}
