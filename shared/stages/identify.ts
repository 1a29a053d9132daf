import { createHash } from 'node:crypto';
import type { Article, Issuer } from '../model/article.ts';
import type { Document } from '../model/document.ts';
import { authorityOf, findIssuer } from '../registry/issuers.ts';
import { isAct } from './acts.ts';
import { urlKey } from './address.ts';
import { numberKey } from './numbers.ts';
import { seriesKey } from './series.ts';
import { innerTitle, titleKey, workKey } from './titles.ts';

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

/** The day, or the month, that tells two texts of one title apart. */
const dayOf = ({ dates }: Article): string | undefined => dates.signed?.value ?? dates.published?.value;

/** A short title of the kind every site has (通知公告, 政策解读) names nothing. */
const telling = (title: string): boolean => titleKey(title).length >= 6;

function identityOfAct(article: Article): string | undefined {
  const stage = article.type === 'draft' ? 'draft' : 'act';
  const number = fullNumberKey(article);
  if (number !== undefined) return `${stage}|n|${number}`;
  const lead = bodyKey(leadOf(article));
  const day = dayOf(article);
  if (lead === undefined || day === undefined || !telling(article.title)) return undefined;
  return `${stage}|w|${lead}|${workKey(article.title)}|${day}`;
}

/** A wire story that two sites carry on one day is one document. */
function identityOfPage(article: Article): string | undefined {
  const day = article.dates.published?.value ?? article.dates.signed?.value;
  return day === undefined || !telling(article.title) ? undefined : `page|t|${titleKey(article.title)}|${day}`;
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

/**
 * Gives an article its identity. An act is its number, else lead issuer, work and signed day (a draft apart from its final text); any other
 * page is its title and published day; what has neither is its address. `keys` are what it can be found by, `authority` is 0–100.
 */
export function identify(article: Article): Document {
  const id = createHash('sha256').update(identityOf(article)).digest('hex').slice(0, 16);
  return { ...article, id, keys: keysOf(article), authority: authorityFor(article) };
}
