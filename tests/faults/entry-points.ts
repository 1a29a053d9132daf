/** Where the program asks for an address of others, found by looking for the calls, and the places that give it one. A new call has to be tried, too. */
export const askers: Readonly<Record<string, { readonly calls: number; readonly places: readonly Place[] }>> = {
  'shared/pipeline/collect/page.ts': { calls: 1, places: ['attachment'] },
  'shared/pipeline/collect/check.ts': { calls: 3, places: ['check', 'draft', 'script of a draft'] },
  'shared/pipeline/collect/reading.ts': {
    calls: 4,
    places: [
      'later page of a text',
      'entry',
      'redirect of a page',
      'feed item',
      'address of the sitemap',
      'readAt',
      'added',
      'canonical',
      'refresh',
      'base',
    ],
  },
  'shared/pipeline/collect/read-listing.ts': {
    calls: 1,
    places: ['declared listing', 'second listing', 'redirect of a listing', 'next page', 'map in a sitemap', 'backfill'],
  },
};

export type Place =
  | 'declared listing'
  | 'second listing'
  | 'redirect of a listing'
  | 'next page'
  | 'map in a sitemap'
  | 'address of the sitemap'
  | 'entry'
  | 'feed item'
  | 'redirect of a page'
  | 'attachment'
  | 'canonical'
  | 'refresh'
  | 'base'
  | 'later page of a text'
  | 'readAt'
  | 'robots'
  | 'added'
  | 'check'
  | 'draft'
  | 'script of a draft'
  | 'backfill'
  | 'webhook'
  | 'proxy';

/** Files that open connections of their own, and how their addresses are checked. SDK clients and the mail service have theirs from AWS. */
export const dialers: Readonly<Record<string, string>> = {
  'shared/net/web.ts': 'guardedConnect',
  'shared/net/exchange.ts': 'dials what checkTarget let through',
  'shared/net/guard.ts': 'asks the name servers of this machine alone',
  'shared/net/proxy.ts': 'checkTarget for the page, guardedConnect for the proxy',
  'shared/net/webhooks.ts': 'guardedConnect',
  'shared/net/translator.ts': 'guardedConnect; a loopback address where the operator wrote it',
  'shared/net/smtp.ts': 'the mail server that the operator named, and no other',
};

/** Fields of the configuration that hold an address, and the place that tries each. */
export const addressFields: Readonly<Record<string, Place>> = {
  'sources.extra.listing.url': 'declared listing',
  'sources.extra.more.url': 'second listing',
  'sources.extra.article.readAt': 'readAt',
  'sources.extra.article.files': 'attachment',
  'egress.proxy': 'proxy',
  'webhooks.url': 'webhook',
};
