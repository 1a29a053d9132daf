import type { ShownDocument } from '../../model/document.ts';
import type { QueryResult } from '../../model/query.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { landmarkById } from '../../registry/known.ts';
import { places } from '../../registry/places.ts';
import { summaryInBrief } from '../../stages/english/summary-parts.ts';
import { issuerName } from '../web/list-title.ts';
import { dayWords } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { firstLines, furtherFacts, machineWords } from '../words/first-lines.ts';
import names from '../words/names.json' with { type: 'json' };
import { documentPath, markHan, type View, zh } from '../words/page-view.ts';
import { articleName, quotesShown, statusName } from '../words/status-reason.ts';
import { headlineIn, pageName, titleLanguage } from '../words/text-name.ts';
import { dateNames, named, typeNames } from '../words/words.ts';
import { fact, folded, section } from './parts.ts';

/** In the order in which they are listed. */
const kinds = Object.entries(named<string>(names.entityKinds));

function englishOf(kind: string, name: string): HtmlPart {
  const known =
    kind === 'issuer'
      ? findIssuer(name)?.english
      : kind === 'place'
        ? places.find(({ forms }) => forms.includes(name))?.english
        : undefined;
  return known ?? zh(name);
}

const hasNames = ({ entities }: Pick<ShownDocument, 'entities'>): boolean =>
  entities.some((each) => kinds.some(([kind]) => kind === each.kind));

export function namesBlock(document: ShownDocument, view: View): HtmlPart {
  if (!hasNames(document)) return undefined;
  const { say, to } = view;
  const rows = kinds.flatMap(([kind, pair]) => {
    const named = document.entities.filter((each) => each.kind === kind);
    if (named.length === 0) return [];
    const links = named.map(({ id, name }) => {
      const landmark = landmarkById(id);
      const href = landmark ? to(`/landmarks/${id}`) : to('/documents', { entity: id });
      return html`<a href="${href}">${view.language === 'zh' ? zh(name) : (landmark?.en ?? englishOf(kind, name))}</a>`;
    });
    return [fact(view.say(...pair), joinParts(links, ', '))];
  });
  return folded('names', say('Names mentioned'), html`<dl class="facts rows">${rows}</dl>`);
}

/** The facts of an act that its first lines do not tell: in English, its own words folded under each; in Chinese those words alone. */
function factsToTell(document: ShownDocument, view: View): readonly SummaryLine[] {
  if (view.language === 'en') return furtherFacts(document, view);
  const told = new Set(firstLines(document, view).flatMap(({ quotes = [] }) => quotes));
  const summary = document.summary?.filter(({ says }) => !/addressed to/i.test(says)) ?? [];
  return quotesShown({ ...document, summary }).flatMap((quote) => (told.has(quote) ? [] : [{ kind: 'label', says: '', quote }]));
}

export function keyFacts(document: ShownDocument, linkOf: (label: string | undefined) => string | undefined, view: View): HtmlPart {
  const { say } = view;
  const facts = factsToTell(document, view);
  if (facts.length === 0) return undefined;
  const items = facts.map(({ says, quote, machine }) => {
    const words = html`<q lang="${titleLanguage(quote)}">${quote}</q>`;
    const article = document.keyFacts?.find((each) => each.quote === quote)?.article;
    const link = linkOf(article);
    const place =
      link !== undefined && article !== undefined && html` <a class="src" href="${link}">${markHan(articleName(article, view))}</a>`;
    return says === ''
      ? html`<li>${words}${place}</li>`
      : html`<li><details><summary lang="en">${machine === undefined ? says : machineWords(machine)}</summary><p>${words}</p></details>${place}</li>`;
  });
  return section('key-facts', say('Key facts'), html`<ul class="list key">${items}</ul>`, say('by rules, from the text'));
}

const contents = (document: ShownDocument, view: View): Html => {
  const { say } = view;
  const { warnings, dates, participate, windows = [], figures = [] } = document;
  const entries: readonly (readonly [string, string, boolean?])[] = [
    ['key-facts', say('Key facts'), factsToTell(document, view).length > 0],
    ['comment', say('How to comment'), (dates.commentBy ?? participate) !== undefined],
    ['windows', say('Application and objection periods'), windows.length > 0],
    ['doubts', say('Points to verify'), warnings.length > 0],
    ['text', say('Source text')],
    ['figures', say('Figures and commitments'), figures.length > 0],
    ['lineage', say('Lineage')],
    ['what', say('Document details')],
    ['themes', say('Themes')],
    ['names', say('Names mentioned'), hasNames(document)],
    ['revisions', say('Revisions')],
    ['copies', say('Copies')],
    ['evidence', say('Evidence and citation')],
  ];
  const there = entries.filter(([, , isPresent = true]) => isPresent);
  return html`<section aria-labelledby="contents"><h2 id="contents">${say('On this page')}</h2><ul class="facet">${there.map(
    ([id, words]) => html`<li><a href="${`#${id}`}">${words}</a></li>`,
  )}</ul></section>`;
};

const list = (id: string, title: string, links: readonly HtmlPart[]): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul class="facet">${links.map((link) => html`<li>${link}</li>`)}</ul></section>`;

function takeAway({ id }: ShownDocument, { say }: View): Html {
  const data = `/api/v1${documentPath(id)}`;
  return list('take', say('Take away'), [
    html`<span class="line"><a href="${data}">JSON</a><a href="${`${data}/text`}">${say('Text')}</a><a href="${`${data}/evidence`}">${say('Evidence')}</a></span>`,
    html`<a href="${`${data}/pack`}">${say('Evidence pack')}</a> <span class="fig">ZIP</span>`,
  ]);
}

function goOn(document: ShownDocument, view: View): Html {
  const { say, to } = view;
  const { id, stages, issuers, themes } = document;
  const issuer = issuers[0]?.id;
  const [theme] = themes;
  return list('go-on', say('Go on'), [
    stages
      ? html`<a href="${to('/compare', { a: stages.draft.id, b: stages.final.id })}">${say('Compare draft and final text')}</a>`
      : html`<a href="${to('/compare', { a: id })}">${say('Compare with another document')}</a>`,
    ...(issuer === undefined ? [] : [html`<a href="${to('/documents', { issuer })}">${say('More by')} ${issuerName(issuer, view)}</a>`]),
    ...(theme === undefined
      ? []
      : [html`<a href="${to('/documents', { theme: theme.theme, type: document.type })}">${say('Similar documents')}</a>`]),
  ]);
}

export const documentSide = (document: ShownDocument, view: View): Html =>
  html`<aside class="side" aria-label="${view.say('Contents')}"><div class="stay">${contents(document, view)}${
    !view.still && [takeAway(document, view), goOn(document, view)]
  }</div></aside>`;

export function describeDocument(document: ShownDocument, view: View): string {
  const { language, word, say } = view;
  const issuers = document.issuers.map(({ name, english = name }) => say(english, name));
  const days = (['published', 'signed', 'effective', 'commentBy', 'expires'] as const).flatMap((kind) => {
    const fact = document.dates[kind];
    return fact === undefined ? [] : [`${word(dateNames, kind)} ${dayWords(fact.value, language)}`];
  });
  const facts = [
    ...(pageName(document, view) === document.title ? [] : [document.title]),
    word(typeNames, document.type),
    ...(issuers.length > 0 ? [issuers.join(say(', ', '、'))] : []),
    ...(document.number === undefined ? [] : [document.number]),
    statusName(document, say),
    ...days,
  ].join(say(' · '));
  const sentences = summaryInBrief(document.summary ?? [], Number.POSITIVE_INFINITY).flatMap(({ kind, says }) =>
    kind === 'sentence' ? says : [],
  );
  return language === 'zh' || sentences.length === 0 ? facts : `${facts}. ${sentences.join(' ')}`;
}

export function describeList({ total, hits }: Pick<QueryResult, 'total' | 'hits'>, { say }: View): string {
  const names = hits.slice(0, 3).map((hit) => headlineIn(hit, { say }));
  const many = say('{n} {n:document|documents}', { n: total.toLocaleString('en-GB') });
  return names.length === 0 ? many : `${many}${say(': ')}${names.join(say('; '))}`;
}
