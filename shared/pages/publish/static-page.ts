import { Parser } from 'htmlparser2';
import { orEmpty } from '../../model/values.ts';
import { folded } from '../feeds/calendar.ts';

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

type Attributes = Readonly<Record<string, string>>;
const unescaped = (text: string): string => text.replaceAll('&amp;', '&');
const isOwn = (address: string | undefined): address is string => address?.startsWith('/') === true;
const empties: ReadonlySet<string> = new Set(['meta', 'link', 'input', 'br', 'img', 'hr', 'wbr', 'col']);

const tagOf = (name: string, attributes: Attributes): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => (value === '' ? ` ${key}` : ` ${key}="${value}"`))
    .join('')}>`;

/** What stands for an element: its name and attributes there; `drop` with all in it; `bare` its content alone. */
type Change = { readonly name: string; readonly attributes: Attributes } | 'drop' | 'bare';

function changeOf(name: string, given: Attributes, within: ReadonlySet<string>, { target, find }: Links): Change {
  const kept = { name, attributes: given };
  const to = (key: 'href' | 'src'): string | undefined => target(orEmpty(given[key]));
  if (name === 'form' && given['method'] !== 'dialog')
    return given['role'] === 'search' ? { name, attributes: { ...given, action: find } } : 'drop';
  if (name === 'input' && given['name'] === 'lang') return 'drop';
  if (name === 'script' && isOwn(given['src'])) return { name, attributes: { defer: '', src: orEmpty(to('src')) } };
  if (!isOwn(given['href'])) return kept;
  const href = to('href');
  if (href !== undefined) return { name, attributes: { ...given, href } };
  // In a row of links, and of data for programs, nothing is left of one that leads nowhere.
  const isGone = name === 'link' || within.has('nav') || within.has('line') || /^\/(?:api|feeds)\//.test(given['href']);
  return isGone ? 'drop' : name === 'a' ? { name: 'span', attributes: {} } : 'bare';
}

type Links = { readonly target: (address: string) => string | undefined; readonly find: string };

/** Markup of our own with its links and forms changed; items of lists that nothing is left of are left out. */
function changed(markup: string, links: Links): string {
  let out = '';
  let dropped = 0;
  let item = '';
  const open: { readonly name: string; readonly end: string; readonly line: boolean }[] = [];
  const put = (text: string): void => {
    if (dropped > 0) return;
    if (item !== '' && text.trim() === '') return;
    out += `${item}${text}`;
    item = '';
  };
  const within = (): ReadonlySet<string> => new Set(open.flatMap(({ name, line }) => (line ? [name, 'line'] : [name])));
  const parser = new Parser(
    {
      onprocessinginstruction: (_, text) => put(`<${text}>`),
      ontext: put,
      onopentag(name, attributes) {
        const change = dropped > 0 ? 'drop' : changeOf(name, attributes, within(), links);
        const isEmpty = empties.has(name);
        if (change === 'drop') dropped += isEmpty ? 0 : 1;
        else if (change !== 'bare' && name === 'li') {
          put('');
          item = tagOf(change.name, change.attributes);
        } else if (change !== 'bare') put(tagOf(change.name, change.attributes));
        if (isEmpty) return;
        const line = name === 'p' && /^line\b/.test(orEmpty(attributes['class']));
        open.push({ name, line, end: change === 'drop' ? '-' : change === 'bare' ? '' : `</${change.name}>` });
      },
      onclosetag(name) {
        if (empties.has(name)) return;
        const { end = '' } = open.pop() ?? {};
        if (end === '-') dropped -= 1;
        else if (name === 'li' && item !== '') item = '';
        else put(end);
      },
    },
    { decodeEntities: false, lowerCaseTags: false, lowerCaseAttributeNames: false, recognizeSelfClosing: true },
  );
  parser.end(markup);
  return out;
}

/** Texts with absolute addresses of the instance, which become those of the site. */
export function toStaticText(text: string, baseUrl: string, places: Places): string {
  const [first = '', ...others] = text.split(origin);
  const moved = others.map((each) => {
    const [address = ''] = /^[^"\s<>)\\]{0,2000}/.exec(each) ?? [];
    return `${baseUrl}${orEmpty(places.of(unescaped(address))?.file)}${each.slice(address.length)}`;
  });
  return [first, ...moved].join('');
}

/** The same of a calendar, whose long lines are folded, also within addresses. */
export const toStaticCalendar = (text: string, baseUrl: string, places: Places): string =>
  toStaticText(text.replaceAll('\r\n ', ''), baseUrl, places).split('\r\n').map(folded).join('\r\n');

/** A page as a file: relative links, one search form and no other. */
export function toStatic(markup: string, { file, baseUrl, places, linked, described }: Written): string {
  const up = '../'.repeat(file.split('/').length - 1);
  const target = (address: string): string | undefined => {
    const [path = '', fragment] = unescaped(address).split('#');
    const found = places.of(path);
    if (found?.page) linked(found.page);
    return found && `${up}${found.file}${fragment === undefined ? '' : `#${fragment}`}`;
  };
  const about = described && JSON.stringify(described).replaceAll('<', '\\u003c');
  const head = `<meta http-equiv="content-security-policy" content="${policy}">${
    about === undefined ? '' : `\n<script type="application/ld+json">${about}</script>`
  }`;
  const find = `${up}${file.startsWith('zh/') ? 'zh/' : ''}search.html`;
  const charset = '<meta charset="utf-8">';
  return toStaticText(changed(markup, { target, find }), baseUrl, places).replace(charset, () => `${charset}\n${head}`);
}
