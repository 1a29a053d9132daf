import type { Dom } from './dom.ts';

/** First content of the meta tags with these names or properties, in the order of the names. */
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

/** Whether the page carries the meta tags that Chinese official sites share. */
export const hasOfficialMetas = (dom: Dom): boolean =>
  ['articletitle', 'siteidcode', 'contentsource', 'columnname'].some((name) => dom.metas.has(name));

export type LinkedArticle = { readonly headline?: string; readonly datePublished?: string };

/** The article that `application/ld+json` describes, if any. Broken JSON is no trouble: the page is read without it. */
export function linkedArticle(dom: Dom): LinkedArticle {
  for (const script of dom.linkedData) {
    if (script.length > 200_000) continue;
    const date = /"(?:datePublished|pubDate)"\s{0,5}:\s{0,5}"([^"]{8,40})"/.exec(script)?.[1];
    const headline = /"headline"\s{0,5}:\s{0,5}"((?:[^"\\]|\\.){4,300})"/.exec(script)?.[1];
    if (date !== undefined || headline !== undefined) {
      return {
        ...(headline === undefined ? {} : { headline: unescaped(headline) }),
        ...(date === undefined ? {} : { datePublished: date }),
      };
    }
  }
  return {};
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}
