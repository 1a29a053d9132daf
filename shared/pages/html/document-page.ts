import { type Amendment, type DateFact, dateKinds } from '../../model/article.ts';
import type { ActEffect, ShownDocument } from '../../model/document.ts';
import type { Source } from '../../model/source.ts';
import { wholeDays } from '../../model/time.ts';
import { allowedText } from '../../stages/digest/rights.ts';
import { catalogueWords } from '../words/catalogue.ts';
import { beijing, factWords } from '../words/days.ts';
import { besideStatus, renderEffect } from '../words/effects.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { markHan, type View, zh } from '../words/page-view.ts';
import { reasonWords } from '../words/status-reason.ts';
import { officialLink, renderTextName } from '../words/text-name.ts';
import { dateNames, fromNames, levelNames, themeNames } from '../words/words.ts';
import { attachmentLine } from './attached-texts.ts';
import { factSections, renderLeft } from './document-facts.ts';
import { headBlock } from './document-head.ts';
import { gistBlock, namesBlock } from './document-names.ts';
import { copiesBlock, evidenceBlock, linksBlock, revisionsBlock, warningsBlock } from './document-record.ts';
import { documentSide } from './document-side.ts';
import { markId, shownEvidence } from './highlight.ts';
import { numberMark, statusMark } from './hit-item.ts';
import { labelForm, labelNote, takeBackForm } from './label-form.ts';
import { textAddress, textBlock, textShown } from './source-text.ts';
import { summaryBlock } from './summary-block.ts';

/** The page of a document: every statement with where it stands. */

function ribbon(document: ShownDocument, view: View): Html {
  const { say, today } = view;
  const { commentBy } = document.dates;
  const { day, quote } = document.statusReason;
  const until = document.status === 'not-yet-in-force' && day !== undefined ? wholeDays(today, day) : undefined;
  const starts =
    until !== undefined &&
    until > 0 &&
    html`<b>${say(`In ${until} ${until === 1 ? 'day' : 'days'}`, `${until}天后`)}</b>${say(': ', '：')}`;
  const words = (text: string): Html => html`<span lang="zh-Hans">“${text}”</span>`;
  return html`<p class="ribbon${document.withdrawnAt !== undefined && ' warn'}">${statusMark(document.status, view)}
${
  document.withdrawnAt !== undefined &&
  html`<span><b>${say('Withdrawn')}</b> ${say('from its official page, noted')}
${view.day(beijing(document.withdrawnAt).slice(0, 10))}</span>`
}
${commentBy && html`<span>${say('Comments due')} <b>${view.day(commentBy.value)}</b>${renderLeft(commentBy.value, view)}: ${words(commentBy.quote)}</span>`}
<span>${starts}${reasonWords(document.status, document.statusReason, view)}${quote !== undefined && html`: ${words(quote)}`}</span>
${besideStatus(document.changedBy, view).map((words) => html`<span><b>${words}</b></span>`)}
${/试行|暂行/.test(document.title) && document.status !== 'draft' && html`<span>${say('“For trial implementation” does not mean draft.')}</span>`}</p>`;
}

/** Which act says a day, and what was said before. */
const changedFrom = ({ changedBy, before }: DateFact, view: View): HtmlPart =>
  changedBy &&
  html` ${view.say('by', '依据')} ${renderTextName(changedBy, view)}${
    before && html`; ${view.say('before', '原为')}: ${view.day(before.value)} <q lang="zh-Hans">${before.quote}</q>`
  }`;

function datesBlock(document: ShownDocument, view: View): Html {
  const { say, word, today } = view;
  const items = dateKinds
    .flatMap((kind) => {
      const fact = document.dates[kind];
      return fact === undefined ? [] : [{ kind, fact }];
    })
    .toSorted((a, b) => (a.fact.value < b.fact.value ? -1 : 1))
    .map(
      ({ kind, fact }) =>
        html`<li${fact.value > today && html` class="to-come"`}><b>${factWords(fact, view.language)}</b><span
class="k">${word(dateNames, kind)}</span><span class="p">${word(fromNames, fact.from)}: <q lang="zh-Hans">${fact.quote}</q>${changedFrom(fact, view)}</span></li>`,
    );
  const missing = dateKinds
    .filter((kind) => kind !== 'commentFrom' && document.dates[kind] === undefined)
    .map((kind) => word(dateNames, kind));
  return html`<section class="sec" aria-labelledby="dates"><h2 id="dates">${say('Dates')}</h2>
${items.length > 0 && html`<ol class="dates">${items}</ol>`}
${missing.length > 0 && html`<p class="small soft">${say(`Not stated: ${missing.join(', ')}.`, `页面未注明：${missing.join('、')}。`)}</p>`}</section>`;
}

const fact = (label: string, value: HtmlPart): HtmlPart =>
  value !== undefined && value !== false && html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

const amendedList = (amendments: readonly Amendment[], { language }: View): Html =>
  joinParts(
    amendments.map(
      ({ date, number, quote }) =>
        html`${date && html`<b>${factWords(date, language)}</b> `}${number !== undefined && html`${zh(number)} `}<q lang="zh-Hans">${quote}</q>`,
    ),
    html`<br>`,
  );

const effectList = (effects: readonly ActEffect[], view: View): Html =>
  joinParts(
    effects.map(
      (effect) =>
        html`<b>${renderEffect(effect, view)}</b> ${view.say('by', '依据')} ${renderTextName(effect.document, view)} <q lang="zh-Hans">${effect.quote}</q>`,
    ),
    html`<br>`,
  );

function factsBlock(document: ShownDocument, level: string | undefined, view: View): Html {
  const { say } = view;
  const issuers = document.issuers.map(({ name, english }) => (view.language === 'zh' ? zh(name) : html`${english} ${zh(name)}`));
  return html`<section class="sec" aria-labelledby="what"><h2 id="what">${say('Document details')}</h2>
<dl class="facts">
${fact(say('Issued by'), issuers.length > 0 ? joinParts(issuers, '; ') : html`<span class="soft">${say('not stated')}</span>`)}
${fact(say('Number'), numberMark(document.number, view))}
${fact(
  say('Other numbers'),
  document.otherNumbers &&
    document.otherNumbers.length > 0 &&
    joinParts(
      document.otherNumbers.map((each) => zh(each)),
      '; ',
    ),
)}
${fact(say('Amended by'), document.amendments && amendedList(document.amendments, view))}
${fact(say('Changed by', '由后续文件变更'), document.changedBy && effectList(document.changedBy, view))}
${fact(say('Index number'), document.indexNumber)}
${fact(say('Subject category'), document.subject && zh(document.subject))}
${fact(say('Validity'), document.validity && html`${zh(`“${document.validity}”`)} <span class="soft small">${say('as stated on the page')}</span>`)}
${fact(say('Credited source'), document.credit && zh(document.credit))}
${fact(say('Issuing level'), level !== undefined && view.word(levelNames, level))}
${fact(
  say('Attachments'),
  document.attachments.length > 0 &&
    joinParts(
      document.attachments.map((each) => attachmentLine(each, view)),
      html`<br>`,
    ),
)}
</dl></section>`;
}

/** What the catalogue knows of the act and this page does not state: apart from all that was read here. */
function catalogueLine({ catalogue }: ShownDocument, view: View): HtmlPart {
  if (!catalogue) return undefined;
  const { label, facts } = catalogueWords(catalogue, view.language);
  const { say, to } = view;
  const landmark = catalogue.landmark !== undefined && html` <a href="${to(`/landmarks/${catalogue.landmark}`)}">${say('Landmark')}</a>`;
  const official = catalogue.url !== undefined && html` ${officialLink(catalogue.url, view)}`;
  return html`<p class="note" id="catalogue"><b>${label}</b>${say(': ', '：')}${markHan(facts)}${say('.', '。')}${landmark}${official} <span
class="soft small">${say('named by: ', '来自：')}<span lang="en">${catalogue.from}</span></span></p>`;
}

function themesBlock(document: ShownDocument, allowed: ReturnType<typeof allowedText>, view: View): Html {
  const { say, word, to } = view;
  const { text } = allowed;
  const { shown } = textShown(allowed, document.attachments);
  const whole = textAddress(document, view);
  const rows = document.themes.map((match) => {
    const terms = shownEvidence(match, document.themes, document.title, text)
      .slice(0, 12)
      .map((each) => {
        const place = each.where === 'title' ? say('title') : each.where === 'text' ? say('source text') : say('attachment');
        const address = `${each.where === 'text' && each.start >= shown ? whole : ''}#${markId(each)}`;
        return html`${place} ${each.linked ? html`<a href="${address}">${zh(each.term)}</a>` : zh(each.term)}`;
      });
    return html`<div><dt><a href="${to(`/themes/${match.theme}`)}">${word(themeNames, match.theme)}</a></dt>
<dd>${document.themesBy === 'person' ? say('set manually') : match.score.toFixed(2)}${terms.length > 0 && ' · '}${joinParts(terms, ', ')}</dd></div>`;
  });
  return html`<section class="sec" aria-labelledby="themes"><h2 id="themes">${say('Themes and evidence')}</h2>
${labelNote(document, view)}
${rows.length > 0 ? html`<dl class="facts rows">${rows}</dl>` : html`<p class="soft">${say('No themes.')}</p>`}
<details><summary>${say('Correct the themes')}</summary>${labelForm(document, view)}${takeBackForm(document, view)}</details></section>`;
}

export const pastNote = (asOf: string, { say, day }: View): Html =>
  html`<p class="ribbon warn">${say(`As held at the end of ${day(asOf)}, Beijing time.`, `截至${day(asOf)}（北京时间）收录的状态。`)}</p>`;

/** The body of `/documents/{id}`; `asOf`: the day of the past of which it tells. */
export function documentPage(document: ShownDocument, sources: readonly Source[], view: View, asOf?: string): Html {
  const allowed = allowedText(document, sources);
  const level = sources.find(({ id }) => id === document.sourceId)?.level;
  return html`${headBlock(document, level, view)}${asOf !== undefined && pastNote(asOf, view)}
${ribbon(document, view)}${catalogueLine(document, view)}
<div class="cols sec"><div>
${summaryBlock(document, view)}
${gistBlock(document, view)}
${datesBlock(document, view)}
${factsBlock(document, level, view)}
${warningsBlock(document, view)}
${factSections(document, view)}
${themesBlock(document, allowed, view)}
${namesBlock(document, view)}
${textBlock(document, allowed, view)}
${linksBlock(document, view)}
${revisionsBlock(document, view)}
${copiesBlock(document, sources, view)}
${evidenceBlock(document, view)}
</div>
${documentSide(document, view)}</div>`;
}
