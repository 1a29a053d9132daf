import { type Amendment, type DateFact, dateKinds } from '../../model/article.ts';
import type { ActEffect, FieldChange, Link, ShownDocument } from '../../model/document.ts';
import { type WordedFact, wordedFacts } from '../../model/document-facts.ts';
import type { Source } from '../../model/source.ts';
import { dayOf } from '../../model/time.ts';
import { levelOfIssuers } from '../../registry/issuers.ts';
import { citationForms } from '../../stages/digest/citation-formats.ts';
import { allowedText } from '../../stages/digest/rights.ts';
import { primaryCopyOf } from '../../stages/identity/copies.ts';
import { liveCopyAddress } from '../../stages/identity/identify.ts';
import { stateAddress } from '../../stages/urls/address.ts';
import { beijing, catalogueWords, factWords, momentWords } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { firstLines } from '../words/first-lines.ts';
import { documentPath, markHan, type View, withQuery, zh } from '../words/page-view.ts';
import { articleName, doubtWords, fieldName, renderEffect, statusName } from '../words/status-reason.ts';
import { bodyName, officialLink, renderTextName, renderTextNameOrMissing, titleLanguage } from '../words/text-name.ts';
import { capital, dateNames, fromNames, inverseNames, levelNames, relationNames, themeNames, typeNames } from '../words/words.ts';
import { articleLinks, textAddress, textBlock, textShown } from './article-text.ts';
import { attachmentLine, factSections, figuresBlock, headBlock, stagesLine } from './document-head.ts';
import { documentSide, keyFacts, namesBlock } from './document-side.ts';
import { markId, shownEvidence, subjectsOf } from './highlight.ts';
import { numberMark, statusMark, themeAddress } from './hit-item.ts';
import { labelForm, labelNote, takeBackForm } from './label-form.ts';
import { lineageHref } from './lineage-svg.ts';
import { fact, folded, list, section, small, softLine, table } from './parts.ts';

type ArticleLink = ReturnType<typeof articleLinks>;
const excerpt = (text: string): string => plainLine(text, 160);

function warningsBlock(document: ShownDocument, { say, language }: View): HtmlPart {
  if (document.warnings.length === 0) return undefined;
  const items = document.warnings.map(({ field, reason, quote }) => {
    const { says, isEnglish } = doubtWords(reason, language);
    const words = language === 'zh' && isEnglish ? html`<span lang="en">${says}</span>` : says;
    const name = capital(fieldName(field, language));
    return html`<li>${name}${language === 'zh' ? '：' : ': '}${words}${quote !== undefined && html` ${zh(`“${excerpt(quote)}”`)}`}</li>`;
  });
  return section('doubts', say('Points to verify'), html`<ul class="note">${items}</ul>`);
}

function outward({ relation, to, state, quote }: Link, view: View): Html {
  const several = state === 'ambiguous' && html` ${small(view.say('several documents have this title'))}`;
  const name = several ? renderTextName(to, view) : renderTextNameOrMissing(to, view);
  return html`<li>${view.word(relationNames, relation)} ${name}${several} <span class="soft" lang="${titleLanguage(quote)}">“${plainLine(quote, 60)}”</span></li>`;
}

const mostShown = 5;
const readings: ReadonlySet<string> = new Set(['interprets', 'reports', 'translates']);

function inward({ relation, issuers, ...text }: ShownDocument['citedBy'][number], view: View): Html {
  const names = issuers.map((issuer) => bodyName(issuer, view));
  return html`<li>${view.word(inverseNames, relation)} ${renderTextName(text, view)} <span class="soft">${joinParts(names, view.say(', ', '、'))}</span></li>`;
}

/** What it cites and what cites it, in small: each list by its beginning, the rest folded. */
function lineageBlock(document: ShownDocument, view: View): Html {
  const { say } = view;
  const { links, citedBy, stages } = document;
  const { read = [], citing = [] } = Object.groupBy(citedBy, ({ relation }) => (readings.has(relation) ? 'read' : 'citing'));
  const lists = [
    ['links', say('Cites'), links.map((link) => outward(link, view)), say('No citations found.')],
    ['cited', say('Cited by'), citing.map((each) => inward(each, view)), say('Not cited by any collected document.')],
    ['readings', say('Interpretation and coverage'), read.map((each) => inward(each, view)), say('None found.')],
  ] as const;
  return html`<section class="sec small" aria-labelledby="lineage"><h2 id="lineage"><a href="${lineageHref(document, view)}">${say('Lineage')}</a></h2>
${stages && stagesLine(stages, document, view)}${lists.map(
  ([id, title, items, none]) => html`<h3 id="${id}">${title} <span class="soft">${items.length}</span></h3>
${list(items.slice(0, mostShown), none)}${
  items.length > mostShown &&
  html`
<details><summary>${say('{items} more', { items: items.length - mostShown })}</summary>${list(items.slice(mostShown), none)}</details>`
}`,
)}</section>`;
}

function changeLine({ field, before, after }: FieldChange, { say, language }: View): HtmlPart {
  if (before === after) return fieldName(field, language);
  const was = before === undefined ? html`<span class="soft">${say('none')}</span>` : html`<del>${zh(excerpt(before))}</del>`;
  const now = after === undefined ? html`<span class="soft">${say('none')}</span>` : html`<ins>${zh(excerpt(after))}</ins>`;
  return html`${fieldName(field, language)}: ${was} → ${now}`;
}

function changeWords({ what, changes }: ShownDocument['revisions'][number], view: View): HtmlPart {
  const { say } = view;
  const names = {
    new: [say('first collected')],
    changed: [],
    withdrawn: [say('withdrawn')],
    returned: [say('restored')],
    reread: [say('reprocessed')],
  };
  return joinParts([...names[what], ...changes.slice(0, 20).map((each) => changeLine(each, view))], html`<br>`);
}

function revisionsBlock(document: ShownDocument, view: View): Html {
  const { say } = view;
  const rows = table(document.revisions, [
    [
      say('Revision'),
      ({ n }) => (n > 1 ? html`<a href="${view.to('/compare', { a: `${document.id}@${n - 1}`, b: `${document.id}@${n}` })}">${n}</a>` : n),
      { row: true },
    ],
    [say('Read'), ({ n, at }) => html`<a href="${view.to(stateAddress(document.id, n))}">${view.moment(at)}</a>`, { class: 'nb' }],
    [say('By'), ({ by }) => (by === 'publisher' ? say('publisher') : say('reprocessed by Hongtou; not announced'))],
    [say('Changes'), (revision) => changeWords(revision, view)],
  ]);
  return folded('revisions', say('Revisions'), rows, document.revisions.length);
}

function textState({ differs, differences = [], goneAt, movedTo }: ShownDocument['copies'][number], view: View): HtmlPart {
  const { say, moment } = view;
  return joinParts(
    [
      differs ? html`<b>${say('differs')}</b>` : say('same'),
      ...(goneAt === undefined ? [] : [say('not available since {goneAt}', { goneAt: moment(goneAt) })]),
      ...(movedTo === undefined
        ? []
        : [html`${say('moved to')} <a href="${movedTo}" rel="noreferrer">${movedTo.replace(/^https?:\/\//, '')}</a>`]),
      ...differences.slice(0, 5).map((each) => changeLine(each, view)),
    ],
    html`<br>`,
  );
}

function copiesBlock(document: ShownDocument, sources: readonly Source[], view: View): Html {
  const { say } = view;
  const authoritative = primaryCopyOf(document)?.url;
  const names = new Map(sources.map(({ id, names }) => [id, say(names.en, names.zh)]));
  const { copies } = document;
  const where = (copy: ShownDocument['copies'][number]): Html =>
    html`<a href="${liveCopyAddress(copy, document)}" rel="noreferrer">${copy.url.replace(/^https?:\/\//, '')}</a><br>${small([
      names.get(copy.sourceId) ?? copy.sourceId,
      copy.url === authoritative && say('; primary copy'),
    ])}`;
  const rows = table(copies, [
    [say('Where'), where, { row: true }],
    [say('First collected'), ({ firstSeenAt }) => view.moment(firstSeenAt), { class: 'nb' }],
    [say('Source text'), (copy) => textState(copy, view)],
  ]);
  return folded('copies', say('Copies'), rows, say('{copies} {copies:page|pages}', { copies: copies.length }));
}

/** The page's state in each style that is read as text, and the others as files. */
function citeThis(document: ShownDocument, view: View): Html {
  const { state, id } = document;
  const address = `/api/v1${documentPath(id)}/citation`;
  // A file was read when its text was.
  const read = document.revisions.at(-1)?.at;
  const on = view.still && read !== undefined ? dayOf(new Date(read)) : view.now;
  const cited = { ...document, cited: { on, at: view.origin } };
  const forms = Object.entries(citationForms);
  // Styles of English stand on no Chinese page.
  const texts = forms.filter(([format, { media }]) => media === 'text/plain' && (view.language === 'en' || format === 'gbt7714'));
  const files = forms.map(([format, { name }]) => html`<a href="${withQuery(address, { format, n: state?.n.toString() })}">${name}</a>`);
  return html`${texts.map(([, { name, write }]) => fact(name, html`<span class="copy">${markHan(write(cited))}</span>`))}
${!view.still && fact(view.say('Cite this'), joinParts(files, ' · '))}`;
}

function evidenceBlock(document: ShownDocument, view: View): Html {
  const { say } = view;
  const last = document.revisions.at(-1);
  return folded(
    'evidence',
    say('Evidence and citation'),
    html`<dl class="facts">
${citeThis(document, view)}
${fact(say('Document ID'), html`<code>${document.id}</code>`)}
${fact(say('Type'), html`${view.word(typeNames, document.type)}; ${say('parsed by')} ${document.reader}; ${document.charset}`)}
${fact(say('First collected'), view.moment(document.firstSeenAt))}
${!view.still && fact(say('Last checked'), view.moment(document.lastSeenAt))}
${last && html`${fact(say('Evidence'), html`<code>${last.evidence}</code>`)}${fact(html`${say('Source text')} SHA-256`, html`<code>${last.textHash}</code>`)}`}
</dl>`,
  );
}

const words = (text: string): Html => html`<q lang="${titleLanguage(text)}">${text}</q>`;

/** The words that a line rests on, folded under it. */
const foldedQuotes = (quotes: readonly string[] = [], { say }: View): HtmlPart =>
  quotes.length > 0 &&
  html`<details class="q"><summary>${say('Chinese')}</summary>${quotes.map((quote) => html`<p>${words(plainLine(quote, 400))}</p>`)}</details>`;

/** What it does, whom it binds, from when, what it costs not to; the shape of the status stands before its name. */
function firstBlock(document: ShownDocument, linkOf: ArticleLink, view: View): Html {
  const { say } = view;
  const mark = statusMark(document, view);
  const rows = firstLines(document, view).map(({ id, label, says, quotes, article, unstated }) => {
    const link = linkOf(article);
    const name = article !== undefined && articleName(article, view);
    const told = id === 'from' ? html`${mark}${says.slice(statusName(document, say).length)}` : markHan(says);
    return html`<div><dt>${label}</dt><dd${unstated && html` class="soft"`}>${told}${
      name && html` <span class="src">${link === undefined ? markHan(name) : html`<a href="${link}">${markHan(name)}</a>`}</span>`
    }${
      id === 'from' &&
      /试行|暂行/.test(document.title) &&
      document.status !== 'draft' &&
      html`${say('; ')}<span class="soft">${
        document.title.includes('试行') ? say('“for trial implementation” does not mean draft') : say('“interim” does not mean draft')
      }</span>`
    }${view.language === 'en' && foldedQuotes(quotes, view)}</dd></div>`;
  });
  const gone = document.withdrawnAt;
  return html`${
    gone !== undefined &&
    html`<p class="ribbon warn"><b>${say('Withdrawn')}</b> <span>${say('from its official page, noted')} ${view.day(beijing(gone).slice(0, 10))}</span></p>`
  }<dl class="facts first">${rows}</dl>`;
}

const changedFrom = ({ changedBy, before }: DateFact, view: View): HtmlPart =>
  changedBy &&
  html` ${view.say('by')} ${renderTextName(changedBy, view)}${
    before && html`; ${view.say('before')}: ${view.day(before.value)} <q lang="${titleLanguage(before.quote)}">${before.quote}</q>`
  }`;

/** All its days in one line, where each stands folded under it. */
function daysLine({ dates }: ShownDocument, view: View): Html {
  const { say, word } = view;
  const known = dateKinds
    .flatMap((kind) => (dates[kind] === undefined ? [] : [{ kind, day: dates[kind] }]))
    .toSorted((a, b) => (a.day.value < b.day.value ? -1 : 1));
  const missing = dateKinds.filter((kind) => kind !== 'commentFrom' && dates[kind] === undefined).map((kind) => word(dateNames, kind));
  const line = known.map(
    ({ kind, day: { value, time } }) =>
      html`<span class="nb">${word(dateNames, kind)} <b>${value}${time !== undefined && ` ${time}`}</b></span>`,
  );
  const rows = known.map(({ kind, day }) =>
    fact(word(dateNames, kind), html`${word(fromNames, day.from)}: ${words(day.quote)}${changedFrom(day, view)}`),
  );
  const none = missing.length > 0 && softLine(say('Not stated: {missing}.', { missing: missing.join(say(', ', '、')) }));
  return html`<details class="days" id="dates"><summary>${line.length > 0 ? joinParts(line, ' · ') : say('Date unknown')}</summary><dl class="facts">${rows}</dl>${none}</details>`;
}

const amendedList = (amendments: readonly Amendment[], { language }: View): Html =>
  joinParts(
    amendments.map(
      ({ date, number, quote }) =>
        html`${date && html`<b>${factWords(date, language)}</b> `}${number !== undefined && html`${zh(number)} `}<q lang="${titleLanguage(quote)}">${quote}</q>`,
    ),
    html`<br>`,
  );

const effectList = (effects: readonly ActEffect[], view: View): Html =>
  joinParts(
    effects.map(
      (effect) =>
        html`<b>${renderEffect(effect, view)}</b> ${view.say('by')} ${renderTextName(effect.document, view)} <q lang="${titleLanguage(effect.quote)}">${effect.quote}</q>`,
    ),
    html`<br>`,
  );

function factRow({ words, as, values }: WordedFact, { say }: View): HtmlPart {
  const quoted = (text: string): Html => html`${zh(`“${text}”`)} ${small(say('as stated on the page'))}`;
  const parts = values.map((text) => (as === 'code' ? text : as === 'quote' ? quoted(text) : zh(text)));
  return fact(say(...words), parts.length > 0 && joinParts(parts, '; '));
}

function factsBlock(document: ShownDocument, level: string | undefined, view: View): Html {
  const { say } = view;
  const { otherNumbers, ...others } = wordedFacts(document);
  const issuers = document.issuers.map(({ name, english }) => html`${view.language === 'en' && [english, ' ']}${zh(name)}`);
  return section(
    'what',
    say('Document details'),
    html`<dl class="facts">
${fact(say('Issued by'), issuers.length > 0 ? joinParts(issuers, '; ') : html`<span class="soft">${say('not stated')}</span>`)}
${fact(say('Number'), numberMark(document.number, view))}
${factRow(otherNumbers, view)}
${fact(say('Amended by'), document.amendments && amendedList(document.amendments, view))}
${fact(say('Changed by'), document.changedBy && effectList(document.changedBy, view))}
${Object.values(others).map((fact) => factRow(fact, view))}
${fact(say('Issuing level'), level !== undefined && view.word(levelNames, level))}
${fact(
  say('Attachments'),
  document.attachments.length > 0 &&
    joinParts(
      document.attachments.map((each) => attachmentLine(each, view)),
      html`<br>`,
    ),
)}
</dl>`,
  );
}

/** What the catalogue knows of the act and this page does not state: apart from all that was read here. */
function catalogueLine({ catalogue }: ShownDocument, view: View): HtmlPart {
  if (!catalogue) return undefined;
  const { label, facts } = catalogueWords(catalogue, view.language);
  const { say, to } = view;
  const { landmark, url, from } = catalogue;
  const known = landmark !== undefined && html` <a href="${to(`/landmarks/${landmark}`)}">${say('Landmark')}</a>`;
  const official = url !== undefined && html` ${officialLink(url, view)}`;
  return html`<p class="note" id="catalogue"><b>${label}</b>${say(': ')}${markHan(facts)}${say('.')}${known}${official} ${small(
    html`${say('named by: ')}<span lang="en">${from}</span>`,
  )}</p>`;
}

function themesBlock(document: ShownDocument, allowed: ReturnType<typeof allowedText>, view: View): Html {
  const { say, word, to } = view;
  const { text } = allowed;
  const { shown } = textShown(allowed, document.attachments);
  const whole = textAddress(document, view);
  const all = subjectsOf(document);
  const rows = all.map((match) => {
    const terms = shownEvidence(match, all, document.title, text)
      .slice(0, 12)
      .map((each) => {
        const place = each.where === 'title' ? say('title') : each.where === 'text' ? say('source text') : say('attachment');
        const address = `${each.where === 'text' && each.start >= shown ? whole : ''}#${markId(each)}`;
        return html`${place} ${each.linked ? html`<a href="${address}">${zh(each.term)}</a>` : zh(each.term)}`;
      });
    const found = 'score' in match ? match.score.toFixed(2) : '';
    const score = document.themesBy === 'person' && 'score' in match ? say('set manually') : found;
    return fact(
      html`<a href="${themeAddress(match.theme, to)}">${word(themeNames, match.theme)}</a>`,
      html`${score}${score !== '' && terms.length > 0 && ' · '}${joinParts(terms, ', ')}`,
    );
  });
  return folded(
    'themes',
    say('Themes and evidence'),
    html`${labelNote(document, view)}
${rows.length > 0 ? html`<dl class="facts rows">${rows}</dl>` : softLine(say('No themes.'))}
${!view.still && html`<details><summary>${say('Correct the themes')}</summary>${labelForm(document, view)}${takeBackForm(document, view)}</details>`}`,
  );
}

/** What of a past state a better reading of ours corrected later. */
function correctedNote({ state }: ShownDocument, { say, to, language }: View): HtmlPart {
  const lines = (state?.corrected ?? []).map(({ n, at, fields }) => {
    const named = [...new Set(fields.map((field) => fieldName(field, language)))].join(say(', ', '、'));
    return html`<li>${momentWords(at, language)}: ${named} (<a href="${to(`${state?.page}`.replace(/\d{1,9}$/, String(n)))}">${n}</a>)</li>`;
  });
  return lines.length > 0 && html`<div class="note">${say('Corrected later by Hongtou')}<ul>${lines}</ul></div>`;
}

/** Above one state of a document for ever. */
export function stateNote({ id, state }: ShownDocument, view: View): HtmlPart {
  if (!state) return undefined;
  const { say, to, language } = view;
  const [from, until] = [momentWords(state.from, language), state.until === undefined ? undefined : momentWords(state.until, language)];
  const span =
    until === undefined
      ? say('Version {n}, read {from}; the newest.', { n: state.n, from })
      : say('Version {n}, read {from}; changed {until}.', { n: state.n, from, until });
  return html`<p class="ribbon warn">${span} <a href="${to(documentPath(id))}">${say('As it is today')}</a>
<span class="small">${say('Source text')} SHA-256 <code>${state.textHash}</code></span></p>`;
}

/** `note`: of a past day or state. `translated`: there is a translator, whose sentences stand with the text. */
type Shown = { readonly note?: HtmlPart; readonly translated: boolean };

export function documentPage(document: ShownDocument, sources: readonly Source[], view: View, { note, translated }: Shown): Html {
  const allowed = allowedText(document, sources);
  const level = levelOfIssuers(document.issuers);
  // Where nobody is named as the issuer, the head says on what site it was published.
  const site = document.issuers.length > 0 ? level : sources.find(({ id }) => id === document.sourceId)?.level;
  const linkOf = articleLinks(document, allowed, view);
  return html`${headBlock(document, site, view)}${note}${note && correctedNote(document, view)}
${firstBlock(document, linkOf, view)}${daysLine(document, view)}${catalogueLine(document, view)}
<div class="cols sec"><div>
${keyFacts(document, linkOf, view)}
${factSections(document, view)}
${warningsBlock(document, view)}
${textBlock(document, { ...allowed, translated }, view)}
${figuresBlock(document, view)}
${lineageBlock(document, view)}
${factsBlock(document, level, view)}
${themesBlock(document, allowed, view)}
${namesBlock(document, view)}
${revisionsBlock(document, view)}
${copiesBlock(document, sources, view)}
${evidenceBlock(document, view)}
</div>
${documentSide(document, view)}</div>`;
}
