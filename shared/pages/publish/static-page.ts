import { orEmpty } from '../../model/values.ts';
import { escapeHtml } from '../words/escape.ts';

/** How a page of the instance becomes a file that lies in any folder: its links lead to files beside it, and what asks the instance is left out. */

/** Stands for the instance in what is asked of it; no address of a site that is published. */
export const origin = 'http://published.invalid';

const lists = 'documents|themes|landmarks|calendar|digests|obligations|promises|sources|corrections|trust|search';
const pageForms: readonly RegExp[] = [
  new RegExp(`^/(?:${lists})$`),
  /^\/documents\/[\da-f]{16}(?:\/v\/\d+)?$/,
  /^\/documents\/\d{4}-\d{2}$/,
  /^\/themes\/[\w-]+$/,
  /^\/landmarks\/(?!figures$)[\w-]+$/,
  /^\/digests\/\d{4}$/,
  /^\/obligations\/\d+$/,
];
const plainForm = /^\/(?:hongtou\.css|share\.png|icon\.svg|calendar\.ics|scripts\/\w+\.js|feeds\/documents\.(?:atom|rss|json))$/;

export type Place = { readonly language: 'en' | 'zh'; readonly path: string };
type Found = { readonly file: string; readonly page?: Place };

/** Which addresses of the instance are files of the site: `turned` gives a path to an address with a query, `digests` has the weeks. */
export function openPlaces(digests: ReadonlySet<string>) {
  const turned = new Map<string, string>();
  const isPage = (path: string): boolean =>
    path === '/' || pageForms.some((form) => form.test(path)) || (path.startsWith('/digests/') && digests.has(path.slice(9)));
  return {
    turn: (address: string, path: string): void => void turned.set(address, path),
    of(address: string): Found | undefined {
      const url = new URL(address, origin);
      const language = url.searchParams.get('lang') === 'zh' ? 'zh' : 'en';
      for (const name of ['lang', 'v']) url.searchParams.delete(name);
      if (plainForm.test(url.pathname)) return { file: url.pathname.slice(1) };
      const path = url.search === '' ? decodeURI(url.pathname) : turned.get(`${url.pathname}${url.search}`);
      if (path === undefined || !isPage(path)) return undefined;
      const name = path === '/' ? 'index' : path.slice(1);
      return { file: `${language === 'zh' ? 'zh/' : ''}${name}.html`, page: { language, path } };
    },
  };
}
type Places = Pick<ReturnType<typeof openPlaces>, 'of'>;

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";

export type Written = {
  readonly file: string;
  readonly baseUrl: string;
  readonly places: Places;
  /** Hears of each page that is linked. */
  readonly linked: (page: Place) => void;
  /** JSON-LD of the page. */
  readonly described?: object;
};

const anyLink = /<a\b([^>]*?)\shref="(\/[^"]*)"([^>]*)>(.*?)<\/a>/gs;
const oneLink = new RegExp(anyLink.source, 's');
const unescaped = (text: string): string => text.replaceAll('&amp;', '&');

/** A page as a file: relative links, one search form and no other. */
export function toStatic(markup: string, { file, baseUrl, places, linked, described }: Written): string {
  const up = '../'.repeat(file.split('/').length - 1);
  const language = file.startsWith('zh/') ? 'zh/' : '';
  const target = (address: string): string | undefined => {
    const [path = '', fragment] = unescaped(address).split('#');
    const found = places.of(path);
    if (found?.page) linked(found.page);
    return found && `${up}${found.file}${fragment === undefined ? '' : `#${fragment}`}`;
  };
  const absolute = (address: string): string => {
    const found = places.of(unescaped(address));
    return escapeHtml(`${baseUrl}${found?.file ?? ''}`);
  };
  const head = `<meta http-equiv="content-security-policy" content="${policy}">\n${
    described === undefined ? '' : `<script type="application/ld+json">${JSON.stringify(described).replaceAll('<', '\\u003c')}</script>\n`
  }`;
  return markup
    .replace(/<meta charset="utf-8">\n/, (tag) => `${tag}${head}`)
    .replace(/<details><summary>[^<]*<\/summary>\s*(?=<form)/g, '')
    .replace(/<form role="search"([^>]*?)action="[^"]*"/, `<find role="search"$1action="${up}${language}search.html"`)
    .replace(/<form\b.*?<\/form>(?:\s*<\/details>)?/gs, '')
    .replace('<find ', '<form ')
    .replace(/<input type="hidden" name="lang"[^>]*>/g, '')
    .replace(/<link rel="(?:alternate|icon|stylesheet|prev|next|up)"[^>]*? href="(\/[^"]*)"[^>]*>\n?/g, (tag, address: string) => {
      const to = target(address);
      return to === undefined ? '' : tag.replace(`href="${address}"`, `href="${to}"`);
    })
    .replace(/<script type="module" src="([^"]*)">/g, (_, address: string) => `<script defer src="${target(address)}">`)
    .replace(/<nav\b.*?<\/nav>|<p class="line.*?<\/p>|<li>\s*<a\b[^>]*>[^<]*<\/a>\s*<\/li>/gs, (part) =>
      part.replace(anyLink, (whole, _, address: string) => (target(address) === undefined ? '' : whole)).replace(/<li>\s*<\/li>/g, ''),
    )
    .replace(anyLink, (link) => {
      const [, before, address = '', after, inside] = oneLink.exec(link) ?? [];
      const to = target(address);
      // Data for programs is the instance's own.
      if (to === undefined && /^\/(?:api|feeds)\//.test(address)) return '';
      return to === undefined ? `<span>${inside}</span>` : `<a${before} href="${to}"${after}>${inside}</a>`;
    })
    .replace(new RegExp(`${origin}(/[^"\\s<)]*)`, 'g'), (_, address: string) => absolute(address));
}

/** Absolute addresses of a feed or calendar, on the site. */
export const toStaticText = (text: string, baseUrl: string, places: Places): string =>
  text.replace(
    new RegExp(`${origin}(/[^"\\s<>]*)`, 'g'),
    (_, address: string) => `${baseUrl}${orEmpty(places.of(unescaped(address))?.file)}`,
  );
