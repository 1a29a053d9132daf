import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { configurationSchema } from '../../shared/model/configuration.ts';
import { InputError } from '../../shared/model/errors.ts';
import { sources } from '../../shared/sources/index.ts';
import { readSettings } from '../../shared/stages/watch/configuration.ts';
import { issue } from '../faults/certificates.ts';

const extra = {
  id: 'yi-notices',
  publisher: 'yi',
  names: { zh: '乙县通知', en: 'Yi County, notices' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: { format: 'dated-links', url: 'https://www.yi.gov.cn/tz/' },
  expect: { atLeast: 1, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document' },
};
const withListing = (listing: object): object => ({ sources: { extra: [{ ...extra, listing: { ...extra.listing, ...listing } }] } });

function refusalOf(json: unknown, options = {}): string {
  try {
    readSettings(json, sources, options);
    return 'none';
  } catch (error) {
    return error instanceof InputError ? error.message : String(error);
  }
}

test('nothing declared: every built-in source and the defaults', () => {
  const settings = readSettings({}, sources);
  expect(settings.sources.map(({ id }) => id)).toEqual(sources.map(({ id }) => id));
  expect(settings.digest).toMatchObject({ weekday: 'monday', time: '08:30', timeZone: 'Asia/Shanghai', language: 'en' });
  expect([settings.translate, settings.enrich, settings.budgetUsd]).toEqual(['glossary', 'none', undefined]);
});

test('only, without, extra and every are applied', () => {
  const settings = readSettings(
    {
      sources: {
        only: ['cac-rules', 'ndrc-notices', 'yi-notices'],
        without: ['ndrc-notices'],
        extra: [extra],
        every: { 'cac-rules': 'week' },
      },
    },
    sources,
  );
  expect(settings.sources.map(({ id, every }) => [id, every])).toEqual([
    ['cac-rules', 'week'],
    ['yi-notices', 'day'],
  ]);
});

describe('refuses, with the path of the key and the remedy', () => {
  test.each([
    [{ sourcs: {} }, 'sourcs: unknown key; did you mean "sources"?'],
    [{ colour: 'red' }, 'colour: unknown key; remove it or correct its spelling'],
    [{ weekday: 'friday' }, /^weekday: is a key of another place; move it there/],
    [withListing({ itmes: 'li' }), 'sources.extra[0].listing.itmes: unknown key; did you mean "items"?'],
    [
      { sources: { extra: [{ ...extra, expect: { atLeast: 1, freshWithinDays: 1575 } }] } },
      /expect\.freshWithinDays: 1575 is more than 400; write the longest silence that you would believe, at most 400 days/,
    ],
    [withListing({ format: 'rss' }), /^sources\.extra\[0\]\.listing\.format: "rss" is none of .*; did you mean "feed"\?$/],
    [withListing({ method: 'post' }), /method: "post" is none of GET, POST; did you mean "POST"\?$/],
    [{ sources: { extra: [{ ...extra, every: 'daily' }] } }, /every: "daily" is none of hour, day, week; did you mean "day"\?$/],
    [{ sources: { extra: [{ ...extra, level: 'city' }] } }, /level: "city" is none of L0, .*; write one of these$/],
    [{ sources: { extra: [{ ...extra, expect: 5 }] } }, /expect: 5 is not an object; write one, e\.g\. \{ "atLeast": 5, /],
    [{ sources: { extra: [{ ...extra, rights: undefined }] } }, /rights: missing; write an object, e\.g\. \{ "use": "full-text"/],
    [{ sources: { extra: [{ ...extra, names: { zh: '', en: 'Yi' } }] } }, /names\.zh: empty; write something, e\.g\. /],
    [{ sources: { extra: {} } }, /^sources\.extra: \{\} is not a list; write one, e\.g\. /],
    [{ sources: { only: [] } }, /^sources\.only: empty; name at least one source, or leave the key out/],
    [withListing({ complete: 'yes' }), 'sources.extra[0].listing.complete: "yes" is not true or false, e.g. true'],
    [withListing({ format: 'x' }), /^sources\.extra\[0\]\.listing\.format: "x" is none of dated-links, html, /],
    [{ sources: { extra: [extra, extra] } }, 'sources.extra[1].id: "yi-notices" is taken; choose another'],
    [{ sources: { only: ['cac-rule'] } }, /^sources\.only\[0\]: there is no source "cac-rule"; did you mean cac-/],
    [{ sources: { without: ['zzz'] } }, /^sources\.without\[0\]: there is no source "zzz"/],
    [{ sources: { every: { zzz: 'day' } } }, /^sources\.every\.zzz: there is no source/],
    [
      { sources: { extra: [{ ...extra, names: { zh: '乙' } }] } },
      'sources.extra[0].names.en: missing; write a string, e.g. "Data bureau of a city"',
    ],
    [{ digest: { time: '25:00' } }, 'digest.time: "25:00": write hours and minutes, e.g. "08:30"'],
    [{ digest: { timeZone: 'Mars/Base' } }, /^digest\.timeZone: "Mars\/Base": /],
    [{ fetch: { allow: ['10.0.0.1'] } }, 'fetch.allow[0]: "10.0.0.1": write an IP address and a port, e.g. "127.0.0.1:8081"'],
    [{ budgetUsd: 0 }, /^budgetUsd: /],
    [[], 'the file: [] is not an object; write one'],
    [withListing({ url: 'file:///etc/hosts' }), /^sources\.extra\[0\]\.listing\.url: "file:/],
    [withListing({ url: 'http://127.0.0.1:9001/next' }), /^sources\.extra\[0\]\.listing\.url: port 9001 is not fetched/],
    [withListing({ region: 'a[[' }), /^sources\.extra\[0\]\.listing\.region: "a\[\[" is no CSS selector/],
    [withListing({ format: 'html' }), /^sources\.extra\[0\]\.listing\.items: missing/],
    [withListing({ body: 'a=1' }), /^sources\.extra\[0\]\.listing\.body: /],
  ])('%j', (json, message) => {
    if (typeof message === 'string') expect(refusalOf(json)).toBe(message);
    else expect(refusalOf(json)).toMatch(message);
  });

  test('private addresses on a deployed instance', () => {
    const json = { ...withListing({ url: 'http://127.0.0.1:8081/' }), fetch: { allow: ['127.0.0.1:8081'] } };
    expect(refusalOf(json)).toBe('none');
    expect(refusalOf(json, { deployed: true })).toMatch(/^fetch\.allow: .* refused in a deployed instance/);
  });
});

test('a server is asked at the root of a name; beyond loopback, by its address or that of its pages, readers are invited', () => {
  const usual = { address: '127.0.0.1', proxies: [], beyond: false };
  const baseUrl = 'https://hongtou.example';
  const rows: readonly (readonly [object | undefined, object | string])[] = [
    [undefined, usual],
    [{ listen: '[::1]:8080' }, { ...usual, address: '::1', port: 8080 }],
    [
      { listen: '127.0.0.2', baseUrl: 'http://localhost:8080/' },
      { ...usual, address: '127.0.0.2', baseUrl: 'http://localhost:8080' },
    ],
    [{ baseUrl }, { ...usual, baseUrl, beyond: true }],
    [
      { listen: '::', baseUrl: 'http://127.0.0.1:4180' },
      { ...usual, address: '::', baseUrl: 'http://127.0.0.1:4180', beyond: true },
    ],
    [
      { listen: '0.0.0.0:80', baseUrl, proxies: ['10.0.0.0/8', '::1'] },
      { address: '0.0.0.0', port: 80, baseUrl, proxies: ['10.0.0.0/8', '::1'], beyond: true },
    ],
    [{ listen: '0.0.0.0' }, 'server.baseUrl (--base-url): missing'],
    ...['localhost', '1', '256.1.1.1', '127.0.0.1:70000', '::1:', 'eth0', ''].map(
      (listen) => [{ listen }, 'server.listen (--listen)'] as const,
    ),
    ...['hongtou.example', 'ftp://hongtou.example', 'https://me:pw@hongtou.example', 'https://'].map(
      (wrong) => [{ baseUrl: wrong }, 'is no address of a site'] as const,
    ),
    ...['/x', '/?a=b', '/#a'].map((more) => [{ baseUrl: baseUrl + more }, 'at the root of a name'] as const),
    ...['proxy.example', '10.0.0.0/33', '0.0.0.0/0', '::/0'].map((wrong) => [{ baseUrl, proxies: [wrong] }, 'server.proxies'] as const),
  ];
  for (const [server, expected] of rows) {
    if (typeof expected === 'string') expect([server, refusalOf({ server })]).toEqual([server, expect.stringContaining(expected)]);
    else {
      const settings = readSettings({ server }, sources);
      expect([server, settings.server]).toEqual([server, expected]);
      expect(settings.signUp).toBe(settings.server.beyond ? 'invited' : 'open');
    }
  }
  expect(readSettings({ server: { baseUrl }, signUp: 'open' }, sources).signUp).toBe('open');
  expect(readSettings({ server: { baseUrl } }, sources, { server: { baseUrl: 'http://127.0.0.1:4180' } }).server.beyond).toBe(false);
  expect(refusalOf({ server: { baseUrl } }, { deployed: true })).toContain('remove it');
});

test('a host is forgiven named weaknesses of its TLS and nothing else', () => {
  const root = issue({ name: 'Root of the tests', authority: true });
  const between = issue({ name: 'Intermediate of the tests', by: root, authority: true });
  const tls = { 'WWW.Sample.example': { allow: ['old-protocol'], intermediates: [between.cert] } };
  expect(readSettings({ fetch: { tls } }, sources, { deployed: true }).fetch.tls).toEqual({
    'www.sample.example': tls['WWW.Sample.example'],
  });
  const refused = (profile: unknown): string => refusalOf({ fetch: { tls: { 'www.sample.example': profile } } });
  for (const profile of [{}, { allow: [] }, { allow: ['expired'] }, { rejectUnauthorized: false }, { minVersion: 'TLSv1' }, true])
    expect(refused(profile)).toContain('fetch.tls.www.sample.example');
  // A root, the certificate of a site, and what is none.
  for (const cert of [root.cert, issue({ name: 'www.sample.example', by: root }).cert, 'intermediate.pem'])
    expect(refused({ intermediates: [cert] })).toContain('write one intermediate certificate as PEM');
});

// When it differs after a wanted change, write the right side of this comparison to the file.
test('hongtou.config.schema.json is what the checks are', () => {
  const file = join(import.meta.dirname, '../../hongtou.config.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(configurationSchema))));
});

test('sources are assigned to ways out by name, and a name that does not exist is refused', () => {
  const ways = { home: { collector: true }, tokyo: { proxy: 'http://proxy.example.org:3128' } };
  const settings = readSettings({ sources: { egress: { 'cac-rules': 'home' } }, egress: ways }, sources);
  expect(settings.sources.find(({ id }) => id === 'cac-rules')?.egress).toBe('home');
  expect(settings.sources.find(({ id }) => id === 'npc-laws')?.egress).toBeUndefined();
  expect(refusalOf({ sources: { egress: { 'cac-rules': 'office' } }, egress: ways })).toContain('sources.egress.cac-rules: "office"');
  expect(refusalOf({ sources: { egress: { 'cac-rule': 'home' } }, egress: ways })).toContain('sources.egress.cac-rule: there is no source');
  expect(refusalOf({ egress: { home: {} } })).toContain('egress.home');
  for (const proxy of ['http://me:pw@proxy.example.org:3128', 'http://proxy.example.org/path', 'socks5://proxy.example.org:1080'])
    expect(refusalOf({ egress: { tokyo: { proxy } } })).toMatch(/egress\.tokyo.*secretParameter/);
  expect(refusalOf({ egress: { tokyo: { proxy: 'http://proxy.example.org:99999' } } })).toMatch(/egress\.tokyo\.proxy.*65535/);
  expect(refusalOf({ egress: { 'home-1': { collector: true }, home1: { collector: true } } })).toContain('by hyphens alone');
  expect(refusalOf({ egress: { Home: { collector: true } } })).toContain('egress.Home');
  const near = { egress: { tokyo: { proxy: 'http://10.0.0.5:3128', secretParameter: 'proxy-tokyo' } } };
  expect(readSettings(near, sources).egress).toEqual(near.egress);
  expect(() => readSettings(near, sources, { deployed: true })).toThrow(/egress\.tokyo\.proxy.*nowhere/);
});

test('mails go by a server of one’s own: protected but for this machine, with a password from a file, and not when deployed', () => {
  const smtp = (given: object, place?: object) =>
    readSettings({ mail: { smtp: given } }, sources, { folder: '/etc/hongtou', ...place }).mail?.smtp;
  const [host, port] = ['mail.example.org', 587];
  expect(smtp({ host, port })).toEqual({ host, port, tls: 'required' });
  expect(smtp({ host, port, tls: 'none' })).toEqual({ host, port, tls: 'none' });
  for (const here of ['127.0.0.1', 'localhost', '::1']) expect(smtp({ host: here, port: 25 })?.tls).toBe('none');
  expect(smtp({ host: 'localhost', port: 465 })?.tls).toBe('required');
  expect(smtp({ host: 'localhost', port: 25, tls: 'required' })?.tls).toBe('required');
  const login = { user: 'us', passwordFile: 'secrets/mail' };
  expect(smtp({ host, port, ...login })?.login).toEqual({ user: 'us', passwordFile: '/etc/hongtou/secrets/mail' });
  const refused = (given: unknown): string => refusalOf({ mail: { smtp: given } });
  expect(refused({ host, port, ...login, tls: 'none' })).toMatch(/^mail\.smtp\.tls: .*readable over the network/);
  for (const half of [{ user: 'us' }, { passwordFile: 'x' }]) expect(refused({ host, port, ...half })).toMatch(/^mail\.smtp: .*or neither/);
  expect(refused({ host, port, password: 'x' })).toMatch(
    /^mail\.smtp\.password: unknown key; did you mean "passwordFile"|^mail\.smtp\.password: unknown key/,
  );
  expect(refused({ host, port, tls: 'maybe' })).toMatch(/^mail\.smtp\.tls: "maybe" is none of required, none/);
  for (const bad of ['smtp://mail.example.org', 'me:pw@mail.example.org', 'a\r\nb', ''])
    expect(refused({ host: bad, port })).toContain('mail.smtp.host');
  for (const bad of [0, 65_536, 1.5, '587']) expect(refused({ host, port: bad })).toContain('mail.smtp.port');
  expect(refused(undefined)).toContain('mail.smtp: missing');
  expect(() => smtp({ host, port }, { deployed: true })).toThrow(/^mail: a deployed instance sends by SES; remove it$/);
});

test('a translator is a server of this machine or behind https, and its key no part of the configuration', () => {
  const chat = { form: 'chat', url: 'http://localhost:11434/v1', model: 'small', keyFile: 'translator-key' } as const;
  const given = { translate: 'http', translator: chat, glossary: [{ zh: '可信数据空间', en: 'trusted data space' }] } as const;
  expect(readSettings(given, sources, { folder: '/srv/hongtou' })).toMatchObject({
    translate: 'http',
    translator: { ...chat, keyFile: '/srv/hongtou/translator-key' },
    glossary: given.glossary,
  });
  const refused = (translator: unknown, place = {}): string => refusalOf({ translate: 'http', translator }, place);
  expect(refused(undefined)).toMatch(/^translator: missing/);
  expect(refused({ ...chat, key: 'sk-1' })).toContain('translator.key');
  expect(refused({ ...chat, form: 'google' })).toContain('translator.form');
  for (const url of [
    'http://192.168.1.5:8080',
    'http://model.example.org/v1',
    'https://me:pw@model.example.org/v1',
    'https://x.example/?k=1',
    'ftp://x',
    '',
  ])
    expect(refused({ ...chat, url })).toContain('translator.url');
  expect(refused({ ...chat, keyParameter: 'x' })).toContain('write "keyFile" or "keyParameter"');
  for (const charactersAMonth of [0, -1, 1.5]) expect(refused({ ...chat, charactersAMonth })).toContain('translator.charactersAMonth');
  const deployed = { form: 'deepl', url: 'https://model.example.org', keyParameter: 'hongtou/translator' };
  expect(readSettings({ translate: 'http', translator: deployed }, sources, { deployed: true }).translator).toEqual(deployed);
  expect(refused({ ...deployed, keyParameter: undefined, keyFile: 'k' }, { deployed: true })).toContain('translator.keyFile');
  expect(refused(chat, { deployed: true })).toContain('translator.url: a deployed instance');
  for (const pair of [{ zh: 'data', en: '' }, { zh: '数据', en: '数据' }, { zh: '数', en: 'n' }, { zh: '数据' }])
    expect(refusalOf({ glossary: [pair] })).toContain('glossary[0]');
  for (const translate of [undefined, 'glossary', 'amazon'])
    expect(refusalOf({ translate, translator: chat })).toBe(
      `translator: is not asked while "translate" is "${translate ?? 'glossary'}"; write "translate": "http", or remove it`,
    );
  const twice = ['trusted data space', 'data space of trust'].map((en) => ({ zh: '可信数据空间', en }));
  expect(refusalOf({ glossary: [{ zh: '算力券', en: 'compute voucher' }, ...twice] })).toBe(
    'glossary[2].zh: "可信数据空间" has its English in glossary[1]; remove one of them',
  );
});

test('the search engine has an endpoint exactly when it is OpenSearch', () => {
  expect(readSettings({}, sources).search).toEqual({ engine: 'embedded' });
  const endpoint = 'https://search-news-abcdefghijklmnopqrstuvwxyz.eu-central-1.es.amazonaws.com';
  expect(readSettings({ search: { engine: 'opensearch', endpoint } }, sources).search).toEqual({ engine: 'opensearch', endpoint });
  expect(refusalOf({ search: { engine: 'opensearch' } })).toContain('search: ');
  for (const other of ['http://127.0.0.1:9200', 'https://search.example.org', endpoint.replace('search-', 'vpc-')])
    expect(refusalOf({ search: { engine: 'opensearch', endpoint: other } })).toMatch(/search\.endpoint: .*its console shows/);
});
