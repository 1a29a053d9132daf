import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkUrl } from '../../functions/cli/add.ts';
import { InputError, SourceError } from '../../shared/model/errors.ts';
import type { Source } from '../../shared/model/source.ts';
import { openWeb } from '../../shared/net/web.ts';
import { openSender } from '../../shared/net/webhooks.ts';
import { checkSource, findListing } from '../../shared/pipeline/collect/check.ts';
import { sources as builtIn } from '../../shared/sources/index.ts';
import { readSettings } from '../../shared/stages/watch/configuration.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { addressFields, askers, dialers, type Place } from './entry-points.ts';
import { reported } from './report.ts';

const root = path.join(import.meta.dirname, '../..');
const program = ['shared', 'functions'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => path.join(folder, name)),
);
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const countIn = (expression: RegExp): Readonly<Record<string, number>> =>
  Object.fromEntries(
    program.flatMap((file) => {
      const count = [...textOf(file).matchAll(expression)].length;
      return count > 0 ? [[file, count]] : [];
    }),
  );

/** Every property of the schema that takes a web address, by its path. */
function fieldsOf(schema: unknown, at: readonly string[] = []): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, pattern, properties = {}, items, anyOf = [], additionalProperties } = schema as Readonly<Record<string, never>>;
  if (type === 'string') return String(pattern).startsWith('^https?') ? [at.join('.')] : [];
  return [
    ...Object.entries(properties).flatMap(([name, each]) => fieldsOf(each, [...at, name])),
    ...[items, additionalProperties, ...(anyOf as unknown[])].flatMap((each) => fieldsOf(each, at)),
  ];
}

describe('what asks for addresses is known', () => {
  test('each call of the fetcher', () => {
    expect(countIn(/\bweb\.get\(/g)).toEqual(Object.fromEntries(Object.entries(askers).map(([file, { calls }]) => [file, calls])));
  });

  test('each file that opens connections', () => {
    const opens = countIn(/^import (?!type)[^;]*? from '(?:undici|node:https?|node:http2|node:net|node:tls)';$/gm);
    const other = countIn(/(?<![.\w])(?:globalThis\.)?fetch\(['"`a-z]/g);
    // warcio is told the words of statuses; the pages are served, and nobody is dialled for them.
    expect(
      Object.keys({ ...opens, ...other })
        .filter((file) => file !== 'shared/net/warc.ts' && file !== 'functions/http.ts')
        .toSorted(),
    ).toEqual(Object.keys(dialers).toSorted());
  });

  test('each address of the configuration', () => {
    expect([...new Set(fieldsOf(JSON.parse(textOf('hongtou.config.schema.json'))))].toSorted()).toEqual(
      Object.keys(addressFields).toSorted(),
    );
  });
});

let site: Server;
let canary: Server;
let bench: Bench;
const hits: string[] = [];
let redirectTo = '';
const tried = new Set<Place>();
/** Addresses of the canary: as a number, mapped, and by a name of the site itself. */
let away: readonly string[];

const addressOf = (server: Server): string => `${(server.address() as AddressInfo).address}:${(server.address() as AddressInfo).port}`;

/** Listens at port 80 of an own loopback address, where only the address can be what is refused; at any port where that is not allowed. */
async function openCanary(): Promise<Server> {
  const server = createServer((request, response) => {
    hits.push(String(request.url));
    response.end(article(notices[0] as Notice));
  });
  const listen = (port: number) => new Promise<void>((done, refuse) => void server.once('error', refuse).listen(port, '127.0.0.77', done));
  await listen(80).catch(() => listen(0));
  return server;
}

const links = (words: string): string => away.map((url, n) => `<a href="${url}/${words}${n}.html">${words}${n}</a>`).join('');
const [act] = notices as readonly [Notice, Notice, Notice];
const entries = (hrefs: readonly string[]): string =>
  listing(hrefs.map((href, n) => ({ ...act, path: href, title: `${act.title}（第${n}号）` })));

/** What the hostile site answers, by path; each answer carries addresses of the canary at one place. */
const answers: Readonly<Record<string, () => { readonly place?: Place | readonly Place[]; readonly to?: string; readonly body?: string }>> =
  {
    '/moved/index.html': () => ({ place: 'redirect of a listing', to: `${away[0]}/list` }),
    '/tz/index.html': () => ({
      place: ['entry', 'next page'],
      body: entries([
        ...away.map((url) => `${url}/tz/202611/t20261110_9.html`),
        '/tz/202611/t20261110_1.html',
        '/tz/202611/t20261110_2.html',
      ]).replace('</ul>', `</ul>${away.map((url) => `<a class="next" href="${url}/tz/index_2.html">下一页</a>`).join('')}`),
    }),
    '/tz/202611/t20261110_1.html': () => ({ place: 'redirect of a page', to: `${away[1]}/page` }),
    '/tz/202611/t20261110_2.html': () => ({
      place: ['attachment', 'canonical', 'refresh', 'base', 'later page of a text'],
      body: article({
        ...act,
        lines: [...act.lines, ...away.map((url, n) => `附件${n + 1}：<a href="${url}/P2026_${n}.pdf">附件${n + 1}.pdf</a>`)],
      })
        .replace(
          '<head>',
          `<head><base href="${away[2]}/"><link rel="canonical" href="${away[2]}/canonical.html"><meta http-equiv="refresh" content="9;url=${away[1]}/r">`,
        )
        .replace(
          '<div class="footer">',
          `<div class="pages"><a href="${away[2]}/tz/202611/t20261110_2_1.html">下一页</a></div><div class="footer">`,
        ),
    }),
    '/feed.xml': () => ({
      place: 'feed item',
      body: `<rss version="2.0"><channel><title>f</title>${away
        .map((url, n) => `<item><title>${act.title}${n}</title><link>${url}/f${n}.html</link></item>`)
        .join('')}</channel></rss>`,
    }),
    '/sitemap.xml': () => ({
      place: 'map in a sitemap',
      body: `<sitemapindex>${[...away, 'http://evil.example'].map((url) => `<sitemap><loc>${url}/s1.xml</loc></sitemap>`).join('')}</sitemapindex>`,
    }),
    '/s1.xml': () => ({
      place: 'address of the sitemap',
      body: `<urlset>${away.map((url, n) => `<url><loc>${url}/m${n}.html</loc></url>`).join('')}</urlset>`,
    }),
    '/read/index.html': () => ({ place: 'readAt', body: entries(['/read/view.html?docId=7']) }),
    '/draft/index.html': () => ({
      place: ['draft', 'script of a draft'],
      body: `<html><head><meta charset="utf-8"></head><body><iframe src="${away[1]}/frame.html"></iframe>${links('list')}
      <script>$.ajax({ url: '${away[1]}/api/list.json', data: { page: 1 } }); var u = '${away[2]}/interface-ajax/list.json';</script></body></html>`,
    }),
  };

function answer({ url = '/', headers }: IncomingMessage, response: ServerResponse): void {
  if (url === '/robots.txt' && headers.host === 'robots.evil.example') {
    tried.add('robots');
    return void response.writeHead(302, { location: `${away[0]}/robots.txt` }).end();
  }
  if (url === '/redirect') return void response.writeHead(302, { location: redirectTo }).end();
  const made = answers[url]?.();
  if (!made) return void response.writeHead(404).end();
  for (const place of [made.place ?? []].flat()) tried.add(place);
  if (made.to !== undefined) return void response.writeHead(302, { location: made.to }).end();
  response.writeHead(200, { 'content-type': url.endsWith('.xml') ? 'text/xml; charset=utf-8' : 'text/html; charset=utf-8' }).end(made.body);
}

const host = 'evil.example';
const named = (id: string, more: object) => declaration(id, host, { ...more });
const fetchSettings = () => ({
  contact: '',
  allow: [addressOf(site)],
  // As a name server of the site would answer: some of its names lead into our own network.
  hosts: { [host]: addressOf(site), 'robots.evil.example': addressOf(site), 'inner.evil.example': addressOf(canary) },
});
const sources = () => [
  named('own', { listing: { format: 'dated-links', url: `${away[0]}/tz/index.html` } }),
  named('moved', { listing: { format: 'dated-links', url: `http://${host}/moved/index.html` } }),
  named('list', {
    listing: { format: 'dated-links', url: `http://${host}/tz/index.html`, next: 'a.next' },
    more: [{ format: 'dated-links', url: `${away[2]}/tz/index.html` }],
  }),
  named('feed', { listing: { format: 'feed', url: `http://${host}/feed.xml` } }),
  named('map', { listing: { format: 'sitemap', url: `http://${host}/sitemap.xml` } }),
  named('read', {
    listing: { format: 'dated-links', url: `http://${host}/read/index.html` },
    article: { readAt: [`${away[2]}/api/doc?id={docId}`], title: 'data.name', body: 'data.content' },
  }),
  named('robots', { listing: { format: 'dated-links', url: 'http://robots.evil.example/tz/index.html' } }),
];

beforeAll(async () => {
  canary = await openCanary();
  const { port } = canary.address() as AddressInfo;
  const at = port === 80 ? '' : `:${port}`;
  away = [`http://2130706509${at}`, `http://[::ffff:127.0.0.77]${at}`, `http://inner.evil.example${at}`];
  site = createServer(answer);
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  bench = await openBench();
});
afterAll(async () => {
  await bench.close();
  for (const server of [site, canary]) await new Promise((done) => server.close(done));
});

test('no address of others, at whatever place, reaches the own network', async () => {
  const now = '2026-11-26T09:00:00+08:00';
  const settings = fetchSettings();
  const config = bench.file('config.json', { sources: { only: sources().map(({ id }) => id), extra: sources() }, fetch: settings });
  const report = await bench.run({ now, config });
  const kinds = Object.fromEntries(report.sources.map(({ id, trouble }) => [id, trouble?.kind]));
  expect(kinds).toMatchObject({ own: 'forbidden-address', moved: expect.stringMatching(/forbidden-address|off-site/) });
  if (kinds['own'] === 'forbidden-address') tried.add('declared listing');
  if (kinds['list'] === 'forbidden-address') tried.add('second listing');
  await bench.within({ now, config }, async (context) => {
    const own = context.settings.sources.find(({ id }) => id === 'own') as Source;
    const { detail = '' } = await checkSource(own, context);
    if (detail.includes('may not be dialled')) tried.add('check');
    await findListing({ url: `http://${host}/draft/index.html` }, context);
    for (const url of away) await findListing({ url: `${url}/draft` }, context).catch(() => undefined);
  });
  const store = ['--config', config, '--data', bench.data, '--now', now];
  for (const url of away) {
    const added = await command('add', `${url}/added.html`, ...store);
    if (added.err.includes('forbidden-address')) tried.add('added');
  }
  const later = await command('backfill', '--since', '2026-01', '--source', 'own', ...store);
  if (later.status !== 2) tried.add('backfill');
  const sender = openSender({ fetch: settings, now: () => new Date(now) });
  for (const url of away) {
    const sent = sender.post({ url: `${url}/hook`, id: '1', body: '{}', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLwSw' });
    await sent.catch(() => tried.add('webhook'));
  }
  await sender.close();
  const proxied = openWeb({ fetch: settings, egress: { away: { proxy: 'http://proxy.evil.example' } } }, () => new Date(now), {
    resolve: async () => [{ address: '127.0.0.77', family: 4 }],
  });
  await proxied
    .by?.('away')
    .get({ url: 'http://93.184.215.14/' })
    .catch(() => tried.add('proxy'));
  const places = new Set([...Object.values(askers).flatMap((each) => each.places), ...Object.values(addressFields), 'robots' as const]);
  const untried = [...places].filter((place) => !tried.has(place));
  expect(untried).toEqual([]);
  expect(hits).toEqual([]);
  reported(26, { hits: hits.length, of: away.length * places.size, placesUntried: untried.length });
});

/** Addresses of other schemes, and of ports at which services of a machine listen. */
const odd = [
  'file:///etc/hostname',
  'data:text/html,<title>x</title>',
  'ftp://www.example.gov.cn/',
  'blob:http://www.example.gov.cn/x',
  'javascript:alert(1)',
  'ws://www.example.gov.cn/',
  'gopher://www.example.gov.cn/',
  'view-source:http://www.example.gov.cn/',
  'ldap://www.example.gov.cn/',
  ...[21, 22, 25, 3306, 5432, 6379, 8080, 9200, 11211].map((port) => `http://www.example.gov.cn:${port}/`),
  'http://127.0.0.1:9001/2018-06-01/runtime/invocation/next',
];

test('other schemes and ports are refused where they are written, where they are fetched and where a redirect leads', async () => {
  const dialled: string[] = [];
  const settings = { ...fetchSettings(), allow: [addressOf(site)] };
  const web = openWeb({ fetch: settings }, () => new Date('2026-11-26T00:00:00Z'), {
    resolve: async () => [{ address: '93.184.215.14', family: 4 }],
    dial: (options, addresses, _tls, callback) => {
      if (addressOf(site) !== `${addresses[0]?.address}:${options.port}`) dialled.push(`${addresses[0]?.address}:${options.port}`);
      const { port } = site.address() as AddressInfo;
      const socket = connect(port, '127.0.0.1', () => callback(null, socket));
      return socket;
    },
  });
  const written = (json: object): boolean => {
    try {
      readSettings({ fetch: { allow: [addressOf(site)] }, ...json }, builtIn, {});
      return true;
    } catch (error) {
      if (error instanceof InputError) return false;
      throw error;
    }
  };
  const accepted: string[] = [];
  const came = async (url: string): Promise<boolean> =>
    web.get({ url }).then(
      () => true,
      (error: unknown) => !(error instanceof SourceError),
    );
  for (const url of odd) {
    const listed = declaration('own', host, { listing: { format: 'dated-links', url } });
    if (written({ sources: { extra: [listed] } })) accepted.push(`listing ${url}`);
    if (written({ webhooks: [{ url, for: {}, secretParameter: 'x' }] })) accepted.push(`webhook ${url}`);
    if (written({ sources: { extra: [declaration('own', host, { article: { readAt: [url] } })] } }) && !/:\d+\//.test(url))
      accepted.push(`readAt ${url}`);
    if (await came(url)) accepted.push(`fetched ${url}`);
    redirectTo = url;
    if (await came(`http://${host}/redirect`)) accepted.push(`redirect ${url}`);
  }
  // `add` takes an address from a person, and the API one to look up: neither asks for it.
  const typed = odd.filter((url) => {
    try {
      return !/^https?:/.test(checkUrl(url));
    } catch {
      return false;
    }
  });
  expect([accepted, typed, dialled]).toEqual([[], [], []]);
  reported(29, { accepted: accepted.length + typed.length + dialled.length, of: odd.length });
});
