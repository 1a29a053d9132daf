import { createHash } from 'node:crypto';
import type { Article, Issuer } from '../../model/article.ts';
import type { Document } from '../../model/document.ts';
import { authorityOf, findIssuer } from '../../registry/issuers.ts';
import { numberKey } from '../numbers/numbers.ts';
import { seriesKey } from '../numbers/sequence.ts';
import { isAct } from '../text/acts.ts';
import { innerTitle, titleKey, workKey } from '../text/titles.ts';
import { urlKey } from '../urls/address.ts';

/**
 * The address under which readers reach a page: the canonical one, which is https and without what says whence a reader came; where the page was read by http, the
 * address that was read, since the site may have nothing else.
 */
export const reachedAt = ({ url, canonicalUrl }: { readonly url: string; readonly canonicalUrl: string }): string =>
  /^http:/i.test(url) ? url : canonicalUrl;

/** The same of a copy of a document; what stands only as another copy is known by its canonical address. */
export const copyReachedAt = (copy: { readonly url: string }, document: { readonly url: string; readonly canonicalUrl: string }): string =>
  copy.url === document.canonicalUrl ? reachedAt(document) : copy.url;

/** Authority of a body that the registry does not know. */
const unknownAuthority = 40;

const leadOf = ({ issuers }: Article): Issuer | undefined => issuers[0];

const bodyKey = (issuer: Issuer | undefined): string | undefined =>
  issuer && (issuer.id ?? findIssuer(issuer.name)?.id ?? titleKey(issuer.name));

/** Orders and announcements whose issuer the page leaves out, and congress announcements of any place, need the lead issuer beside them. */
function fullNumberKey(article: Article): string | undefined {
  const key = article.number === undefined ? undefined : numberKey(article.number);
  if (!key?.includes('::')) return key;
  const lead = bodyKey(leadOf(article));
  return lead === undefined ? undefined : `${key}@${lead}`;
}

/** A short title of the kind every site has (通知公告, 政策解读) names nothing. */
const isDistinctive = (title: string): boolean => titleKey(title).length >= 6;

/** Copies of an act show its number, issuer and days, or do not; what they all show is its title. */
function identityOfAct(article: Article): string | undefined {
  const stage = article.type === 'draft' ? 'draft' : 'act';
  // A notice that forwards an act bears the act's title within its own.
  const work = /转发/.test(article.title) ? titleKey(article.title) : workKey(article.title);
  if (isDistinctive(article.title)) return `${stage}|w|${work}`;
  const number = fullNumberKey(article);
  return number === undefined ? undefined : `${stage}|n|${number}`;
}

/** A wire story that two sites carry on one day is one document. */
function identityOfPage(article: Article): string | undefined {
  const day = article.dates.published?.value ?? article.dates.signed?.value;
  return day === undefined || !isDistinctive(article.title) ? undefined : `page|t|${titleKey(article.title)}|${day}`;
}

const identityOf = (article: Article): string =>
  (isAct(article.type) ? identityOfAct(article) : identityOfPage(article)) ?? `url|${urlKey(article.canonicalUrl)}`;

function keysOf(article: Article): string[] {
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

function authorityFor(article: Article): number {
  const lead = leadOf(article);
  const body = lead && findIssuer(lead.name);
  if (!body) return unknownAuthority;
  return article.issuers.length > 1 && body.level === 'L2' ? authorityOf('L2', true) : body.authority;
}

const idOf = (identity: string): string => createHash('sha256').update(identity).digest('hex').slice(0, 16);

/** The id of the `place`-th of the works that bear one title, from 0. */
export const placeId = (id: string, place: number): string => (place === 0 ? id : idOf(`${id}|${place}`));

/**
 * Gives an article its identity. The `id` of an act is that of its title's first place (a draft's apart from the final text's): which of the works of
 * one title it is, number, issuer and days decide when it is held against the stored ones. Any other page is its title and published day; what has no
 * telling title is its number or its address. `keys` are what it can be found by, `authority` is 0–100.
 */
export function identify(article: Article): Document {
  return { ...article, id: idOf(identityOf(article)), keys: keysOf(article), authority: authorityFor(article) };
}
