import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasUser, withoutSecrets, withoutUserAt } from '../../shared/model/secrets.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const now = '2026-11-18T09:00:00+08:00';
const host = 'data.sample.example';
const [first] = notices as readonly [Notice];

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const everything = async (): Promise<string> => JSON.stringify([...(await bench.stored()).items.values()]);

describe('a password in an address', () => {
  test.each([
    ['add', 'http://reader:geheim@data.sample.example/a.html'],
    ['add', 'https:reader:geheim@data.sample.example/a.html'],
    ['add', 'reader:geheim@data.sample.example/a.html'],
    ['add', 'http://reader:ge/heim@data.sample.example/a.html'],
    ['sources', 'draft', 'http://reader:geheim@data.sample.example/'],
    ['show', 'http://reader:geheim@data.sample.example/a.html'],
    ['resolve', 'http://reader:geheim@data.sample.example/a.html'],
  ])('%s %s shows it nowhere and keeps it nowhere', async (...words) => {
    const { status, out, err } = await command(...words, '--data', bench.data, '--now', now);
    expect(`${out}${err}`).not.toMatch(/geheim|heim@/);
    expect(status).toBe(words[0] === 'resolve' ? 0 : 2 - Number(words[0] === 'show'));
    expect(await everything()).not.toContain('heim');
  });

  test('is refused in a configuration, wherever it stands', async () => {
    const secret = 'http://reader:geheim@data.sample.example/';
    const plain = declaration('sample', host);
    const wrong = [
      { sources: { extra: [{ ...plain, listing: { ...plain.listing, url: secret } }] } },
      { sources: { extra: [{ ...plain, listing: { ...plain.listing, next: `${secret}{n}` } }] } },
      { sources: { extra: [{ ...plain, listing: { format: 'html', url: plain.listing.url, items: 'li', link: `${secret}{id}` } }] } },
      { fetch: { hosts: { [secret]: '127.0.0.1:80' } } },
      { fetch: { hosts: { 'a.example': 'reader:geheim@127.0.0.1:80' } } },
      { fetch: { allow: [secret] } },
      { fetch: { contact: secret } },
    ];
    for (const content of wrong) {
      const config = bench.file('secret.json', content);
      const { status, out, err } = await command('sources', 'list', '--config', config, '--data', bench.data);
      expect(`${status}${out}${err}`).not.toContain('geheim');
      expect(`${out}${err}`, JSON.stringify(content)).toMatch(/user name|host name|IP address/);
      expect(status).toBeGreaterThan(0);
    }
  });

  test('in a link or a redirect is neither followed nor kept', async () => {
    const links = listing([
      { ...first, path: `//reader:geheim@${host}/b.html` },
      { ...first, path: '/c.html' },
    ]);
    const config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
    const replay = writeWarcFile(join(bench.folder, 'links.warc.gz'), [
      { url: `http://${host}/tz/index.html`, body: links },
      { url: `http://${host}/c.html`, status: 302, headers: { Location: `http://reader:geheim@${host}/d.html` }, body: '' },
    ]);
    const { out, err } = await command('run', '--json', '--replay', replay, '--config', config, '--data', bench.data, '--now', now);
    expect(`${out}${err}`).not.toContain('geheim');
    expect(JSON.parse(out).failures).toEqual([expect.objectContaining({ kind: 'forbidden-address', url: `http://${host}/c.html` })]);
    expect(await everything()).not.toContain('geheim');
  });
});

test('a listing whose address holds a token is read, and the token is shown nowhere', async () => {
  const own = declaration('own', 'own.sample.example');
  const url = 'http://own.sample.example/tz/index.html?token=geheim123&page=1';
  const config = bench.file('token.json', { sources: { only: ['own'], extra: [{ ...own, listing: { ...own.listing, url } }] } });
  const replay = writeWarcFile(join(bench.folder, 'token.warc.gz'), [{ url, body: '<html><body>none</body></html>' }]);
  const rest = ['--config', config, '--data', bench.data, '--now', now];
  const said = [await command('run', '--json', '--replay', replay, ...rest)];
  for (const words of [['list'], ['show', 'own'], ['check', '--replay', replay]]) {
    said.push(await command('sources', ...words, ...rest), await command('sources', ...words, '--json', ...rest));
  }
  said.push(await command('alarms', ...rest), await command('digest', ...rest));
  for (const { out, err } of said) expect(`${out}${err}`).not.toContain('geheim123');
  expect(said[2]?.out).toContain('token=***');
});

test('cookies and credentials reach neither evidence nor WARC', async () => {
  const config = bench.file('cookies.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  const headers = {
    'Set-Cookie': 'sid=geheim; Path=/',
    Authorization: 'Basic geheim',
    'Proxy-Authenticate': 'Basic realm="geheim"',
    'X-Csrf-Token': 'geheim',
    'X-Kept': 'plain',
  };
  const replay = writeWarcFile(join(bench.folder, 'cookies.warc.gz'), [
    { url: `http://${host}/tz/index.html`, headers, body: listing([first]) },
    { url: `http://${host}${first.path}`, headers, body: article(first) },
  ]);
  await command('run', '--replay', replay, '--config', config, '--data', bench.data, '--now', '2026-11-20T09:00:00+08:00');
  const file = join(bench.folder, 'out.warc.gz');
  await command('export', '--format', 'warc', '--out', file, '--config', config, '--data', bench.data, '--now', now);
  const warc = gunzipSync(readFileSync(file)).toString();
  expect(warc).not.toContain('geheim');
  expect(warc).toMatch(/x-kept: plain/i);
});

test('words for what is struck out', () => {
  expect(withoutSecrets('x http://a:b@c.example/?api_key=12&q=1 y "token":"ab"')).toBe(
    'x http://***@c.example/?api_key=***&q=1 y "token":"***"',
  );
  expect(withoutSecrets('http://c.example/?key=政策&keyword=token')).toBe('http://c.example/?key=政策&keyword=token');
  expect(withoutUserAt('https://medium.example/@writer/a')).toBe('https://medium.example/@writer/a');
  expect(withoutUserAt('editor@sample.example')).toBe('editor@sample.example');
  expect(hasUser('https://sample.example/@a')).toBe(false);
});
