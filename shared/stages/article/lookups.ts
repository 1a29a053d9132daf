import type { Article } from '../../model/article.ts';
import type { Lookup, LookupField } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import { statusOf } from '../facts/lifecycle.ts';
import { canonicalUrl } from '../urls/address.ts';
import type { ArticlePage } from './page-layout.ts';

/**
 * What one site gives oddly is data of its declaration: a value that its pages are read with, what it means, and the page it was seen on.
 * The readers stay general; a lookup that its own page no longer needs says so.
 */

const readAs = ({ title, number, dates }: Article, field: LookupField) =>
  field === 'title' ? title : field === 'number' ? number : dates[field]?.value;

function withValue(article: Article, field: LookupField, means: string | undefined) {
  if (field === 'title') return { ...article, title: means ?? article.title };
  if (field === 'number') {
    const { number: _, ...rest } = article;
    return { ...rest, ...opt({ number: means }) };
  }
  const { [field]: read, ...dates } = article.dates;
  if (!read || means === undefined) return { ...article, dates };
  const precision = means.length === 10 ? 'day' : means.length === 7 ? 'month' : 'year';
  return { ...article, dates: { ...dates, [field]: { ...read, value: means, precision } } };
}

function lookedUp(article: Article, { field, reads, means, page }: Lookup) {
  const value = readAs(article, field);
  if (value === reads) return withValue(article, field, means);
  if (canonicalUrl(page) !== article.canonicalUrl || value === means) return article;
  const reason = `the declaration has a lookup for “${reads}” on this page, which says ${value === undefined ? 'none' : `“${value}”`} now: take it out, or write what it means`;
  return {
    ...article,
    warnings: [...article.warnings, { field: field === 'title' || field === 'number' ? field : `dates.${field}`, reason }],
  };
}

export function withLookups(article: Article, { overrides, today }: ArticlePage): Article {
  const meant = (overrides?.lookups ?? []).reduce(lookedUp, article);
  return meant.dates === article.dates ? meant : { ...meant, status: statusOf({ ...meant, today }) };
}
