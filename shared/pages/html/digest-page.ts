import { type Digest, type SectionId, sections } from '../../model/digest.ts';
import { addDays, weekOfDay } from '../../model/time.ts';
import { briefOf, countsOf, isFolded, scopeLine } from '../mail/digest-highlights.ts';
import { causeLines, composedWords, figureHead, figureRows, foldedWords, sectionNotes, unseenView } from '../mail/digest-parts.ts';
import { localeOf } from '../words/digest-locale.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { both, markHan, type View, zh } from '../words/page-view.ts';
import { sectionNames } from '../words/words.ts';
import { itemArticle } from './digest-item.ts';

/** The digest as a page; days left are counted from today, not from the day of composition. */

function figuresTable(digest: Digest, view: View): HtmlPart {
  const { say, to } = view;
  const tongue = localeOf(view.language);
  const head = figureHead(tongue);
  const rows = figureRows(digest, tongue, Number.POSITIVE_INFINITY).map(
    ({ subject, now, before, since, document, quotes }) => html`<tr><th scope="row"><a
href="${to(`/documents/${encodeURIComponent(document)}`)}">${markHan(subject)}</a><br>
<span class="small soft" lang="zh-Hans">${quotes.map((quote) => `“${quote}”`).join(' ')}</span></th>
<td class="r" data-l="${head.now}">${now}</td><td class="r" data-l="${head.before}">${before}</td><td class="r" data-l="${head.since}">${since}</td></tr>`,
  );
  if (rows.length === 0) return undefined;
  return html`<table class="stack" id="figures"><caption class="vh">${say('Figures that moved', '有变化的数字')}</caption><thead><tr><th scope="col">${head.subject}</th><th
scope="col" class="r">${head.now}</th><th scope="col" class="r">${head.before}</th><th scope="col" class="r">${head.since}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function sectionBlock(digest: Digest, section: SectionId, view: View): Html {
  const { say } = view;
  const items = digest.sections[section];
  const folded = digest.highlights === undefined ? [] : items.filter(isFolded);
  const shown = items.filter((item) => !folded.includes(item));
  const figures = section === 'enforcement' && figuresTable(digest, view);
  const older =
    folded.length > 0 &&
    html`<details class="fold"><summary>${foldedWords(folded.length, view)}</summary>${folded.map((item) => itemArticle(item, view))}</details>`;
  const notes = sectionNotes(digest, section, localeOf(view.language)).map((note) => html`<p class="soft">${note}</p>`);
  return html`<section class="sec" aria-labelledby="${section}"><h2 id="${section}">${both(sectionNames[section], view)} <span class="n">${items.length}</span></h2>
${notes}${figures}${items.length === 0 && !figures && html`<p class="soft">${say('Nothing new.')}</p>`}${shown.map((item) => itemArticle(item, view))}${older}
</section>`;
}

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
  const lines: HtmlPart = briefOf(digest, view.today, tongue).map(({ text, section, headline, id }) => {
    const told =
      headline === undefined || id === undefined
        ? markHan(text)
        : html`<a href="${`#${id}`}">${markHan(headline)}</a>${markHan(text.slice(headline.length))}`;
    return html`<li>${told} <a class="src" href="${`#${section}`}">${section === 'unseen' ? say('Source problems') : view.word(sectionNames, section)}</a></li>`;
  });
  const counts = countsOf(digest, tongue).map(
    ({ section, name, n }) => html`<li><a href="${`#${section}`}">${name}</a><span class="fig${n === 0 && ' zero'}">${n}</span></li>`,
  );
  return html`<section aria-labelledby="brief"><h2 id="brief" class="vh">${say('At a glance')}</h2>
<ul class="brief">${lines}</ul>
<ul class="counts" aria-label="${say('Sections of this digest')}">${counts}
<li><a href="#unseen">${say('Source problems')}</a><span class="fig">${digest.unseen.length}</span></li></ul></section>`;
}

/** The weeks beside it, none that has not begun. A digest can be composed of any week, so they need not have been sent. */
export function neighboursOf({ from, to }: Digest, { today }: View): { readonly older: string; readonly newer: string | undefined } {
  const next = addDays(to, 1);
  return { older: weekOfDay(addDays(from, -7)), newer: next <= today ? weekOfDay(next) : undefined };
}

/** The body of the page of a week. */
export function digestPage(digest: Digest, view: View): Html {
  const { say, to } = view;
  const tongue = localeOf(view.language);
  const { older, newer } = neighboursOf(digest, view);
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
href="${to(`/digests/${digest.week}/text`)}">${say('Text')}</a><a
href="${to(`/digests/${digest.week}/mail`)}">${say('Mail')}</a><a href="${`/api/v1/digests/${digest.week}`}">JSON</a></p>
</div>
<div class="cols"><div class="digest">
${briefBlock(digest, view)}
${sections.map((section) => sectionBlock(digest, section, view))}
${unseenBlock(digest, view)}
</div>
<aside class="side nav" aria-label="${say('Follow')}">
<section><h2>${say('Follow')}</h2><p class="small"><a href="${to('/subscribe')}">${say('By email')}</a> · <a
href="/feeds/documents.atom">${say('Feed')}</a> · <a href="/calendar.ics">${say('Calendar file')}</a></p>
<p class="small"><a href="${to('/unread')}">${say('What changed since I last marked as read')}</a></p></section>
<section><h2>${say('Dates')}</h2><p class="small"><a href="${to('/calendar')}">${say('Comment deadlines and effective dates')}</a></p></section>
</aside></div>`;
}
