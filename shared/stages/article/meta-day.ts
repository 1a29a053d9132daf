import type { DateFact } from '../../model/article.ts';
import { readDayFact } from '../dates/day-fact.ts';
import type { Dom } from '../html/dom.ts';
import { readLinkedData } from './linked-data.ts';
import { dateMetas, meta } from './metas.ts';

/** Structured fields that modern sites fill from the same place as the page; PubDate and its like can be the day of a migration. */
const trusted = new Set([
  'article:published_time',
  'datepublished',
  'firstpublishedtime',
  'og:published_time',
  'og:article:published_time',
  'weibo:article:create_at',
]);

/** The day that the meta tags or the linked data of a page give, and whether they are of the kind that is sure. */
export function readMetaDate(dom: Dom): { readonly date?: DateFact | undefined; readonly trusted: boolean } {
  for (const name of dateMetas) {
    const value = meta(dom, name);
    const date = value === undefined ? undefined : readDayFact(value.replace(/^(\d{4}-\d{1,2}-\d{1,2})-(?=\d{1,2}:)/, '$1 '), 'meta-tag');
    if (date) return { date: { ...date, quote: `${name}=${value}` }, trusted: trusted.has(name) };
  }
  const linked = readLinkedData(dom).datePublished;
  return { date: linked === undefined ? undefined : readDayFact(linked, 'meta-tag'), trusted: true };
}
