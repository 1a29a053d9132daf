import type { Answers } from '../../model/answers.ts';
import type { Hit } from '../../model/query.ts';
import type { Source } from '../../model/source.ts';
import { createApp } from '../app.ts';
import { searchLibrary, staticFile } from '../web/static-files.ts';
import { datasetOf, legislationOf } from './described.ts';
import { documentLists, type Made, searchFiles, searchPage } from './lists.ts';
import { openRights, passedOn } from './passed-on.ts';
import { openPlaces, origin, type Place, toStatic, toStaticCalendar, toStaticText } from './static-page.ts';
import texts from './texts.json' with { type: 'json' };

/**
 * A static site of what an instance holds and may pass on (docs/exports.md): the very pages of the instance, asked in process, and beside
 * them what a site without a server needs.
 */
export type SiteFile = { readonly file: string; readonly body: string | Uint8Array };
type Options = { readonly baseUrl: string; readonly sources: readonly Source[] };

const batch = 100;

async function* allHits(answers: Answers): AsyncGenerator<readonly Hit[]> {
  const query = { sort: 'newest' as const, limit: batch, today: answers.today() };
  for (let offset = 0; ; ) {
    const { hits, more } = await answers.documents({ ...query, offset });
    if (hits.length > 0) yield hits;
    offset += hits.length;
    if (!more || hits.length === 0) return;
  }
}

/** Both languages of a page, and its description, ask for the same document. */
function remembering(answers: Answers): Answers {
  let last: { readonly asked: string; readonly document: ReturnType<Answers['document']> } | undefined;
  return {
    ...answers,
    document(ref, asOf, state) {
      const asked = [ref, asOf, state].join(' ');
      if (last?.asked !== asked) last = { asked, document: answers.document(ref, asOf, state) };
      return last.document;
    },
  };
}

const readOnly = (answers: Answers): Answers => ({
  ...answers,
  needsToken: true,
  public: true,
  https: false,
  signUp: 'invited',
  still: true,
});

const seeds = ['/', '/documents', '/search', '/themes', '/landmarks', '/calendar', '/digests', '/obligations', '/promises', '/sources'];
const others = ['/corrections', '/trust'];
const plain = ['/calendar.ics', '/feeds/documents.atom', '/feeds/documents.rss', '/feeds/documents.json'];
const assets = ['hongtou.css', 'share.png', searchLibrary];
const scripts = ['keys', 'text', 'search'];

/** Every page of the site, from what others link to. */
function openPages(ids: readonly string[]) {
  const [queue, seen] = [[] as Place[], new Set<string>()];
  const add = (page: Place): void => {
    const key = `${page.language} ${page.path}`;
    if (!seen.has(key)) queue.push(page);
    seen.add(key);
  };
  const addBoth = (path: string): void => (['en', 'zh'] as const).forEach((language) => void add({ language, path }));
  for (const path of [...seeds, ...others, ...ids.map((id) => `/documents/${id}`)]) addBoth(path);
  return { add, next: () => queue.shift() };
}

/** The files of the site, one by one; the same store gives the same. */
export async function* siteFiles(answers: Answers, { baseUrl, sources }: Options): AsyncGenerator<SiteFile> {
  const rights = openRights(sources);
  const hits: Hit[] = [];
  for await (const each of allHits(answers)) {
    hits.push(...each);
    for (const document of await answers.named(each)) rights.add(document);
  }
  const own = remembering(passedOn(readOnly(answers), rights));
  const failures: unknown[] = [];
  const app = createApp(own, (error) => void failures.push(error));
  const ask = async (address: string): Promise<Response> => {
    const answer = await app.request(`${origin}${address}`, { headers: { accept: 'text/html' } });
    if (failures.length > 0) throw failures[0];
    return answer;
  };
  const weeks = await own.weeks();
  const places = openPlaces(new Set([...weeks, (await own.thisWeek()).week]));
  const asked = new Map<string, string>();
  const turn = (address: string, path: string): void => {
    places.turn(address, path);
    asked.set(path, address);
  };
  for (const year of new Set(weeks.map((week) => week.slice(0, 4)))) turn(`/digests?year=${year}`, `/digests/${year}`);
  const pages = openPages(hits.map(({ id }) => id));
  const lists = documentLists(hits, own);
  const sitemap: string[] = [];
  const made: Readonly<Record<string, Made>> = { ...lists, '/search': searchPage(own) };
  for (let page = pages.next(); page; page = pages.next()) {
    const { language, path } = page;
    const address = asked.get(path) ?? path;
    const zh = `${address.includes('?') ? '&' : '?'}lang=zh`;
    const place = places.of(language === 'zh' ? `${address}${zh}` : address);
    const answer = made[path]?.(language) ?? (await textOf(await ask(language === 'zh' ? `${address}${zh}` : address)));
    if (place === undefined || answer === undefined) continue;
    const [, next] = /href="(\/obligations\?cursor=[^"&]+)/.exec(answer) ?? [];
    if (next !== undefined) turn(next, `/obligations/${Number(path.split('/')[2] ?? 1) + 1}`);
    const id = /^\/documents\/([\da-f]{16})$/.exec(path)?.[1];
    const document = id === undefined ? undefined : await own.document(id);
    const described = document
      ? legislationOf(document, `${baseUrl}${place.file}`)
      : path === '/'
        ? datasetOf(baseUrl, hits.length)
        : undefined;
    sitemap.push(place.file);
    yield {
      file: place.file,
      body: toStatic(answer, { file: place.file, baseUrl, places, linked: pages.add, ...(described && { described }) }),
    };
  }
  for (const address of plain) {
    const write = address.endsWith('.ics') ? toStaticCalendar : toStaticText;
    yield { file: address.slice(1), body: write(await (await ask(address)).text(), baseUrl, places) };
  }
  yield { file: 'icon.svg', body: await (await ask('/icon.svg')).text() };
  for (const name of assets) yield { file: name, body: staticFile(name) };
  // In a folder no module is loaded; a block keeps names as one does.
  for (const name of scripts) yield { file: `scripts/${name}.js`, body: `{\n${Buffer.from(staticFile(`scripts/${name}.js`))}}\n` };
  yield* searchFiles(hits);
  yield* aroundFiles(sitemap, baseUrl);
}

async function textOf(answer: Response): Promise<string | undefined> {
  const location = answer.headers.get('location');
  if (location !== null) return moved(location);
  return answer.ok ? answer.text() : undefined;
}

/** A document that became part of another, or a state under its first address. */
const moved = (address: string): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>Hongtou</title></head><body><main><p><a href="${address.replaceAll('&', '&amp;')}">Moved</a></p></main></body></html>
`;

function* aroundFiles(pages: readonly string[], baseUrl: string): Generator<SiteFile> {
  const addresses = pages.toSorted().map((file) => `<url><loc>${baseUrl}${file}</loc></url>\n`);
  yield {
    file: 'sitemap.xml',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join('')}</urlset>\n`,
  };
  yield { file: 'robots.txt', body: `User-agent: *\nAllow: /\nSitemap: ${baseUrl}sitemap.xml\n` };
  yield { file: 'LICENSE.txt', body: texts.licence };
  const told = seeds.map((path) => (path === '/' ? 'index' : path.slice(1))).map((name) => `- [${name}](${baseUrl}${name}.html)`);
  yield {
    file: 'llms.txt',
    body: [texts.about, ...told, `- [feed](${baseUrl}feeds/documents.json)`, `- [licence](${baseUrl}LICENSE.txt)\n`, texts.end].join('\n'),
  };
}
