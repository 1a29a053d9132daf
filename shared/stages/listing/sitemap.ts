import { Parser } from 'htmlparser2';
import type { Entry, ListingRequest } from '../../model/article.ts';
import { SourceError } from '../../model/errors.ts';
import { group, opt, orEmpty } from '../../model/values.ts';
import { isSameHost, resolveLink, toOneLine } from '../html/listing-tree.ts';
import { parseListedDay } from './day.ts';

/** Addresses read of one file (the protocol allows as many), and entries kept of it, newest first. */
const mostAddresses = 50_000;
const mostEntries = 1000;
const mostFiles = 1000;
/** The parser's own cost grows with the square of the depth. */
const deepest = 256;

type SitemapUrl = { loc: string; lastmod: string; title: string; published: string };
export type Sitemap = {
  readonly entries: readonly Entry[];
  /** Files of an index, newest first; `ordered` when each says when it last changed. */
  readonly files: readonly ListingRequest[];
  readonly ordered: boolean;
  readonly cut: number;
};

const fields: Readonly<Record<string, keyof SitemapUrl>> = {
  loc: 'loc',
  'sitemap:loc': 'loc',
  lastmod: 'lastmod',
  'sitemap:lastmod': 'lastmod',
  'news:title': 'title',
  'news:publication_date': 'published',
};

function readSitemapUrls(text: string, url: string) {
  const lines: SitemapUrl[] = [];
  let root: string | undefined;
  let line: SitemapUrl | undefined;
  let field: keyof SitemapUrl | undefined;
  let isClosed = false;
  let depth = 0;
  const local = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase();
  const parser = new Parser(
    {
      onopentag(name) {
        depth += 1;
        if (depth > deepest) throw new SourceError('too-complex', url, `nested deeper than ${deepest}`);
        root ??= local(name);
        if (local(name) === 'url' || local(name) === 'sitemap') line = { loc: '', lastmod: '', title: '', published: '' };
        else if (line) field = fields[name.toLowerCase()];
      },
      ontext(part) {
        if (line && field && line[field].length < 4000) line[field] += part;
      },
      onclosetag(name, isImplied) {
        field = undefined;
        depth -= 1;
        if (isImplied) return;
        if (local(name) === root) isClosed = true;
        if (!line || (local(name) !== 'url' && local(name) !== 'sitemap')) return;
        if (lines.length < mostAddresses) lines.push(line);
        line = undefined;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  parser.end();
  if (root !== 'urlset' && root !== 'sitemapindex')
    throw new SourceError(
      'unrecognised',
      url,
      `looked for a sitemap (urlset or sitemapindex): the root is ${root?.slice(0, 40) ?? 'missing'}`,
    );
  if (!isClosed) throw new SourceError('truncated', url, `the sitemap ends after ${lines.length} addresses`);
  return { root, lines };
}

/** Whether an address is one of those wanted: a prefix of its path, or of the whole address, with `*` for anything. */
function buildUrlMatcher(pattern: string | undefined): (url: string) => boolean {
  if (pattern === undefined || pattern === '') return () => true;
  const pieces = pattern.split('*');
  return (address) => {
    const { pathname, search, href } = new URL(address);
    const text = /^https?:/i.test(pattern) ? href : `${pathname}${search}`;
    if (!text.startsWith(group(pieces, 0))) return false;
    let place = group(pieces, 0).length;
    for (const piece of pieces.slice(1)) {
      const found = text.indexOf(piece, place);
      if (found < 0) return false;
      place = found + piece.length;
    }
    return true;
  };
}

/** Numbers in an address count: `post-sitemap10.xml` is newer than `post-sitemap9.xml`. */
const byNumber = new Intl.Collator('en', { numeric: true });

const newestFirst = (a: SitemapUrl, b: SitemapUrl) => {
  const [x, y] = [a.published || a.lastmod, b.published || b.lastmod];
  return x === y ? 0 : x < y ? 1 : -1;
};

/**
 * Reads a sitemap: its addresses that fit `pattern`, newest first where it says when they changed. The title is that of a news sitemap,
 * else empty: the page has one. `lastmod` is when the page changed, no date of what stands on it. Throws SourceError.
 */
export function readSitemap(text: string, { url, today, pattern }: { url: string; today: string; pattern: string | undefined }): Sitemap {
  const { root, lines } = readSitemapUrls(text, url);
  const tidied = lines.map((line) => ({
    ...line,
    loc: orEmpty(resolveLink(toOneLine(line.loc), url)),
    lastmod: toOneLine(line.lastmod),
    published: toOneLine(line.published),
  }));
  const placed = tidied.filter(({ loc }) => loc !== '' && isSameHost(loc, url));
  if (root === 'sitemapindex') {
    const files = placed.toSorted((a, b) => newestFirst(a, b) || byNumber.compare(b.loc, a.loc)).slice(0, mostFiles);
    return { entries: [], files: files.map(({ loc }) => ({ url: loc })), ordered: files.every(({ lastmod }) => lastmod !== ''), cut: 0 };
  }
  const fits = buildUrlMatcher(pattern);
  const wanted = new Map(placed.filter(({ loc }) => fits(loc)).map((line) => [line.loc, line]));
  const sorted = [...wanted.values()].toSorted(newestFirst);
  const entries = sorted.slice(0, mostEntries).map(({ loc, title, published, lastmod }) => {
    const day = published === '' ? undefined : parseListedDay(published, today);
    return {
      url: loc,
      title: toOneLine(title),
      ...opt({ publishedOn: day }),
      ...(lastmod === '' ? {} : { modified: lastmod.slice(0, 40) }),
    };
  });
  return { entries, files: [], ordered: false, cut: sorted.length - entries.length };
}
