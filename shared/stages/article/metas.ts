import type { Dom } from '../html/dom.ts';

export function meta(dom: Dom, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = dom.metas.get(name)?.[0];
    if (value !== undefined) return value;
  }
  return undefined;
}

export const dateMetas = [
  'pubdate',
  'publishdate',
  'article:published_time',
  'firstpublishedtime',
  'og:published_time',
  'og:article:published_time',
  'article:published',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date.created',
  'citation_publication_date',
  'og:release_date',
  'weibo:article:create_at',
  'og:time',
  'datepublished',
  'publish_date',
  'publishtime',
  'publish_time',
  'apub:time',
  'date',
] as const;

export const hasOfficialMetas = (dom: Dom): boolean =>
  ['articletitle', 'siteidcode', 'contentsource', 'columnname'].some((name) => dom.metas.has(name));
