import type { Article, Dates, Warning } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import { readLifecycle, statusOf } from '../facts/lifecycle.ts';
import { readCitations } from '../facts/link.ts';
import { structureOf } from '../text/structure.ts';
import { expressionsOf } from '../text/words.ts';
import { canonicalUrl } from '../urls/address.ts';
import expressions from './expressions.json' with { type: 'json' };

const { pageFields } = expressionsOf(expressions.joinPages);

/** What is wrong with a text of which a later page is missing; the next visit asks for it again. */
const missingPage = /^page \d{1,3} (?:of \d{1,3} )?could not be had/;
const isMissing = ({ field, reason }: Warning): boolean => field === 'text' && missingPage.test(reason);

/** Whether a reading lacks a later page of its text. */
export const isIncomplete = ({ warnings }: Pick<Article, 'warnings'>): boolean => warnings.some(isMissing);

/** Path of a page without its ending and without the number of the page. */
const stemOf = (path: string): string =>
  path
    .replace(/\/(?:index|default)(?=[_.-]|$)/i, '/')
    .replace(/\.(?:s?html?|php|jsp|aspx?|do)$/i, '')
    .replace(/(?:[_-]p?\d{1,3}|\/(?:p|page)?\d{1,2})$/i, '');
const firstStem = (path: string): string =>
  path.replace(/\/(?:index|default)(?=[_.-]|$)/i, '/').replace(/\.(?:s?html?|php|jsp|aspx?|do)$/i, '');

/** What of a query names the text, and the page of it. */
function queryOf(url: URL): { text: string; page: number | undefined } {
  const fields = [...url.searchParams];
  const page = fields.find(([name, value]) => pageFields.test(name) && /^\d{1,3}$/.test(value))?.[1];
  const rest = fields.filter(([name]) => !pageFields.test(name));
  return { text: new URLSearchParams(rest).toString(), page: page === undefined ? undefined : Number(page) };
}

const numberAtEnd = (url: URL): number | undefined => {
  const number = /[_/-]p?(\d{1,3})(?:\.[a-z]{2,5})?$/i.exec(url.pathname)?.[1];
  return queryOf(url).page ?? (number === undefined ? undefined : Number(number));
};

/**
 * Whether `next` is a later page of the text that begins at `first`, as their addresses tell: the same host and name, with a number after it
 * (`c1.html`, `c1_2.html`; `/a/`, `/a/index_1.html`; `?id=7`, `?id=7&page=2`), which goes up from `before`.
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

/** How many pages a text has by the pager that TRS writes, with or without the name of its element in front; its bytes may be read in any charset that keeps ASCII. */
export function readPageCount(html: string): number | undefined {
  const total = /createPageHTML\s{0,3}\(\s{0,3}(?:['"][\w#-]{1,40}['"]\s{0,3},\s{0,3})?(\d{1,3})\s{0,3},/.exec(html)?.[1];
  return total === undefined || Number(total) < 2 ? undefined : Number(total);
}

/** A later page may say the title once more above its part of the text. */
function withoutTitle(text: string, title: string): string {
  const [line = '', ...rest] = text.split('\n');
  const bare = (words: string): string => words.replaceAll(/[\s（(]\d{1,2}[)）]$|\s/g, '');
  return bare(line) === bare(title) ? rest.join('\n') : text;
}

type Joining = { readonly today: string; readonly missing?: string };

/** Days of the joined text: those of the first page's metadata stand, the rest is read from the text as a whole. */
function datesOf(first: Article, later: readonly Article[], text: string, today: string) {
  const { published } = first.dates;
  const signed = first.dates.signed ?? later.findLast(({ dates }) => dates.signed)?.dates.signed;
  const facts = { ...(signed ? { signed: signed.value } : {}), ...(published ? { published: published.value } : {}) };
  const words = { ...(signed ? { signed: signed.quote } : {}), ...(published ? { published: published.quote } : {}) };
  const life = readLifecycle({ title: first.title, text, type: first.type, ...facts, words, table: {}, today });
  const stated = Object.fromEntries(Object.entries(first.dates).filter(([, date]) => date?.from === 'metadata'));
  const dates: Dates = { ...life.dates, ...(signed ? { signed } : {}), ...(published ? { published } : {}), ...stated };
  return { dates, warnings: life.warnings };
}

/**
 * Pages of one text as one article: the first page's heading, the whole text, and what follows from it. `missing`: why the next page could not
 * be had; then the text ends early and says so.
 */
export function joinArticles(pages: readonly [Article, ...Article[]], { today, missing }: Joining): Article {
  const [first, ...later] = pages;
  const { nextPage: _next, structure: _structure, ...head } = first;
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
    ...opt('number', number),
    ...opt('validity', validity),
  };
  return {
    ...head,
    issuers,
    dates,
    status: statusOf({ ...stated, dates, warnings, today }),
    text,
    attachments: [...attachments.values()],
    citations: readCitations({ title, text, type, language, ...opt('number', number) }),
    ...(structure.length > 0 ? { structure } : {}),
    warnings: missing === undefined ? doubts : [...doubts, { field: 'text', reason: missing }],
  };
}
