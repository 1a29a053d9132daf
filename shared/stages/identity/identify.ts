import { createHash } from 'node:crypto';
import type { Article, Dates, Issuer, Warning } from '../../model/article.ts';
import type { Document, Head } from '../../model/document.ts';
import { opt } from '../../model/values.ts';
import { authorityOf, findIssuer } from '../../registry/issuers.ts';
import { placeOfBody } from '../../registry/places.ts';
import { readLifecycle, statusOf } from '../facts/lifecycle.ts';
import { readCitations } from '../facts/link.ts';
import { participationOf } from '../facts/participate.ts';
import { numberKey } from '../numbers/numbers.ts';
import { seriesKey } from '../numbers/sequence.ts';
import { isAct } from '../text/acts.ts';
import { structureOf } from '../text/structure.ts';
import { innerTitle, titleKey, workKey } from '../text/titles.ts';
import { expressionsOf } from '../text/words.ts';
import { canonicalUrl, urlKey } from '../urls/address.ts';
import expressions from './expressions.json' with { type: 'json' };

/**
 * The address under which readers reach a page: the canonical one, which is https and without what says whence a reader came; where the
 * page was read by http, the address that was read, since the site may have nothing else.
 */
export const liveAddress = ({ url, canonicalUrl }: { readonly url: string; readonly canonicalUrl: string }): string =>
  /^http:/i.test(url) ? url : canonicalUrl;

/** The same of a copy of a document; what stands only as another copy is known by its canonical address. */
export const liveCopyAddress = (
  copy: { readonly url: string },
  document: { readonly url: string; readonly canonicalUrl: string },
): string => (copy.url === document.canonicalUrl ? liveAddress(document) : copy.url);

const unknownAuthority = 40;

const leadOf = ({ issuers }: Article) => issuers[0];

const bodyKey = (issuer: Issuer | undefined) => issuer && (issuer.id ?? findIssuer(issuer.name)?.id ?? titleKey(issuer.name));

/** Orders and announcements whose issuer the page leaves out, and congress announcements of any place, need the lead issuer beside them. */
function fullNumberKey(article: Article) {
  const key = article.number === undefined ? undefined : numberKey(article.number);
  if (!key?.includes('::')) return key;
  const lead = bodyKey(leadOf(article));
  return lead === undefined ? undefined : `${key}@${lead}`;
}

/** A short title of the kind every site has (通知公告, 政策解读) names nothing. */
const isDistinctive = (title: string) => titleKey(title).length >= 6;

/** Copies of an act show its number, issuer and days, or do not; what they all show is its title. */
function identityOfAct(article: Article) {
  const stage = article.type === 'draft' ? 'draft' : 'act';
  // A notice that forwards an act bears the act's title within its own.
  const work = /转发/.test(article.title) ? titleKey(article.title) : workKey(article.title);
  if (isDistinctive(article.title)) return `${stage}|w|${work}`;
  const number = fullNumberKey(article);
  return number === undefined ? undefined : `${stage}|n|${number}`;
}

function identityOfPage(article: Article) {
  const day = article.dates.published?.value ?? article.dates.signed?.value;
  return day === undefined || !isDistinctive(article.title) ? undefined : `page|t|${titleKey(article.title)}|${day}`;
}

const identityOf = (article: Article) =>
  (isAct(article.type) ? identityOfAct(article) : identityOfPage(article)) ?? `url|${urlKey(article.canonicalUrl)}`;

function keysOf(article: Article) {
  const keys: string[] = [];
  const act = isAct(article.type);
  const number = fullNumberKey(article);
  if (number !== undefined) keys.push(`n:${number}`, `n:${number.replace(/@.*/, '')}`);
  for (const other of article.otherNumbers ?? []) {
    const key = numberKey(other);
    if (key !== undefined) keys.push(`n:${key}`);
  }
  const series = act && article.number !== undefined ? seriesKey(article.number) : undefined;
  if (series !== undefined) keys.push(series);
  keys.push(`t:${titleKey(article.title)}`);
  const inner = act ? innerTitle(article.title) : undefined;
  if (inner !== undefined) keys.push(`t:${titleKey(inner)}`);
  if (act) keys.push(`w:${workKey(article.title)}`);
  return [...new Set(keys)].filter((key) => key.length > 2);
}

function authorityFor(article: Article) {
  const lead = leadOf(article);
  const body = lead && findIssuer(lead.name);
  if (!body) return unknownAuthority;
  return article.issuers.length > 1 && body.level === 'L2' ? authorityOf('L2', true) : body.authority;
}

const idOf = (identity: string) => createHash('sha256').update(identity).digest('hex').slice(0, 16);

/** The id of the `place`-th of the works that bear one title, from 0. */
export const placeId = (id: string, place: number): string => (place === 0 ? id : idOf(`${id}|${place}`));

/**
 * Gives an article its identity. The `id` of an act is that of its title's first place (a draft's apart from the final text's): which of
 * the works of one title it is, number, issuer and days decide when it is held against the stored ones. Any other page is its title and
 * published day; what has no telling title is its number or its address. `keys` are what it can be found by, `authority` is 0–100.
 */
export function identify(article: Article): Document {
  return { ...article, id: idOf(identityOf(article)), keys: keysOf(article), authority: authorityFor(article) };
}

const { pageFields } = expressionsOf(expressions.joinPages);

/** What is wrong with a text of which a later page is missing; the next visit asks for it again. */
const missingPage = /^page \d{1,3} (?:of \d{1,3} )?could not be had/;
const isMissing = ({ field, reason }: Warning) => field === 'text' && missingPage.test(reason);

/** Whether a reading lacks a later page of its text. */
export const isIncomplete = ({ warnings }: Pick<Article, 'warnings'>): boolean => warnings.some(isMissing);

const firstStem = (path: string) => path.replace(/\/(?:index|default)(?=[_.-]|$)/i, '/').replace(/\.(?:s?html?|php|jsp|aspx?|do)$/i, '');
const stemOf = (path: string) => firstStem(path).replace(/(?:[_-]p?\d{1,3}|\/(?:p|page)?\d{1,2})$/i, '');

function queryOf(url: URL) {
  const fields = [...url.searchParams];
  const page = fields.find(([name, value]) => pageFields.test(name) && /^\d{1,3}$/.test(value))?.[1];
  const rest = fields.filter(([name]) => !pageFields.test(name));
  return { text: new URLSearchParams(rest).toString(), page: page === undefined ? undefined : Number(page) };
}

const numberAtEnd = (url: URL) => {
  const number = /[_/-]p?(\d{1,3})(?:\.[a-z]{2,5})?$/i.exec(url.pathname)?.[1];
  return queryOf(url).page ?? (number === undefined ? undefined : Number(number));
};

/**
 * Whether `next` is a later page of the text that begins at `first`, as their addresses tell: the same host and name, with a number after
 * it (`c1.html`, `c1_2.html`; `/a/`, `/a/index_1.html`; `?id=7`, `?id=7&page=2`), which goes up from `before`.
 */
export function isLaterPage(first: string, before: string, next: string): boolean {
  const [a, b, c] = [URL.parse(first), URL.parse(before), URL.parse(next)];
  if (!a || !b || !c || a.host !== c.host || canonicalUrl(next) === canonicalUrl(first)) return false;
  const [name, stem] = [firstStem(a.pathname), stemOf(c.pathname)];
  // A first page may bear the number 0 or 1 itself; `t20261118_1` of TRS is the name of a text.
  const isNumbered = stemOf(a.pathname) === stem && (numberAtEnd(a) ?? 9) < 2 && !/\/t\d{8}$/.test(stem);
  const isPaged = name === firstStem(c.pathname) && queryOf(c).page !== undefined;
  if (!(name === stem || isPaged || isNumbered) || queryOf(a).text !== queryOf(c).text) return false;
  const [from, to] = [canonicalUrl(before) === canonicalUrl(first) ? undefined : numberAtEnd(b), numberAtEnd(c)];
  return to !== undefined && (from === undefined || to > from);
}

/** How many pages a text has by the pager that TRS writes; its bytes may be read in any charset that keeps ASCII. */
export function readPageCount(html: string): number | undefined {
  const total = Number(/createPageHTML\s{0,3}\(\s{0,3}(?:['"][\w#-]{1,40}['"]\s{0,3},\s{0,3})?(\d{1,3})\s{0,3},/.exec(html)?.[1] ?? 0);
  return total < 2 ? undefined : total;
}

function withoutTitle(text: string, title: string) {
  const [line = '', ...rest] = text.split('\n');
  const bare = (words: string) => words.replaceAll(/[\s（(]\d{1,2}[)）]$|\s/g, '');
  return bare(line) === bare(title) ? rest.join('\n') : text;
}

type Joining = { readonly today: string; readonly missing?: string };

/** Days of the joined text: those of the first page's metadata stand, the rest is read from the text as a whole. */
function datesOf(first: Article, later: readonly Article[], text: string, today: string) {
  const { published } = first.dates;
  const signed = first.dates.signed ?? later.findLast(({ dates }) => dates.signed)?.dates.signed;
  const facts = opt({ signed: signed?.value, published: published?.value });
  const words = opt({ signed: signed?.quote, published: published?.quote });
  const life = readLifecycle({ title: first.title, text, type: first.type, ...facts, words, table: {}, today });
  const stated = Object.fromEntries(Object.entries(first.dates).filter(([, date]) => date?.from === 'metadata'));
  const dates: Dates = { ...life.dates, ...opt({ signed, published }), ...stated };
  return { dates, warnings: life.warnings };
}

/**
 * Pages of one text as one article: the first page's heading, the whole text, and what follows from it. `missing`: why the next page could
 * not be had; then the text ends early and says so.
 */
export function joinArticles(pages: readonly [Article, ...Article[]], { today, missing }: Joining): Article {
  const [first, ...later] = pages;
  const { nextPage: _next, structure: _structure, participate: _ways, ...head } = first;
  const text = [first.text, ...later.map((page) => withoutTitle(page.text, first.title))].join('\n');
  const { title, type, language, number, validity } = first;
  const { dates, warnings } = datesOf(first, later, text, today);
  const attachments = new Map(pages.flatMap((page) => page.attachments).map((each) => [each.url, each]));
  const structure = structureOf(text);
  const kept = [...first.warnings, ...later.flatMap((page) => page.warnings.filter(({ field }) => field === 'text'))];
  const dated = new Set([
    'dates.effective',
    'dates.commentFrom',
    'dates.commentBy',
    'dates.expires',
    ...(dates.signed ? ['dates.signed'] : []),
  ]);
  const doubts = [...kept.filter(({ field }) => !dated.has(field)), ...warnings];
  const issuers = first.issuers.length > 0 ? first.issuers : (later.findLast((page) => page.issuers.length > 0)?.issuers ?? []);
  const stated = {
    type,
    title,
    text,
    issuers,
    ...opt({ number, validity }),
  };
  return {
    ...head,
    issuers,
    dates,
    status: statusOf({ ...stated, dates, warnings, today }),
    text,
    attachments: [...attachments.values()],
    citations: readCitations({ title, text, type, language, ...opt({ number }) }),
    ...participationOf(type, title, text),
    ...(structure.length > 0 ? { structure } : {}),
    warnings: missing === undefined ? doubts : [...doubts, { field: 'text', reason: missing }],
  };
}

export type DraftOrFinal = Pick<Head, 'id' | 'type' | 'dates' | 'issuers'>;

const isDraft = ({ type }: DraftOrFinal) => type === 'draft';

/** The place that a body governs, '' for a national one; `undefined` for a body that the registry does not know. */
function governedPlace({ issuers: [lead] }: DraftOrFinal) {
  const body = lead && findIssuer(lead.name);
  if (!body) return undefined;
  if (body.kind !== 'local') return '';
  return placeOfBody(body.id)?.id ?? body.id;
}

/** A ministry drafts what the State Council makes, a bureau what its government makes; not what another place makes. */
function isOfOnePlace(a: DraftOrFinal, b: DraftOrFinal) {
  const [x, y] = [governedPlace(a), governedPlace(b)];
  return x === undefined || y === undefined || x === y;
}

const decidedDay = ({ dates }: DraftOrFinal) => dates.signed?.value ?? dates.published?.value;

/** Days as far as both are known: of a month and a day in it neither is the earlier one. */
const isBefore = (a: string, b: string) => {
  const shorter = Math.min(a.length, b.length);
  return a.slice(0, shorter) < b.slice(0, shorter);
};

/** The final texts that a draft led to: the first one after it. A later edition of the work has drafts of its own. */
function finalsOf(draft: DraftOrFinal, finals: readonly DraftOrFinal[]): readonly DraftOrFinal[] {
  const fitting = finals.filter((each) => isOfOnePlace(draft, each));
  const day = decidedDay(draft);
  const dated = fitting.flatMap((each) => ({ each, on: decidedDay(each) }));
  // Nothing is sure without days, unless there is no choice.
  if (day === undefined || dated.some(({ on }) => on === undefined)) return fitting.length === 1 ? fitting : [];
  const later = dated.flatMap(({ each, on = '' }) => (isBefore(on, day) ? [] : [{ each, on }]));
  return later.filter(({ on }) => !later.some((other) => isBefore(other.on, on))).map(({ each }) => each);
}

export function findOtherStages(document: DraftOrFinal, all: readonly DraftOrFinal[]): readonly string[] {
  const others = all.filter(({ id }) => id !== document.id);
  const finals = [document, ...others].filter((each) => !isDraft(each));
  if (isDraft(document)) return finalsOf(document, finals).map(({ id }) => id);
  return others.filter((each) => isDraft(each) && finalsOf(each, finals).some(({ id }) => id === document.id)).map(({ id }) => id);
}
